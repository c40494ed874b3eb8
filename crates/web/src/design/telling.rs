//! Finding one's way, news, lists.

use crate::components::{
    Card, LinkButton, Notice, NoticeKind, Pagination, Panel, Row, SearchBox, Signpost, Task,
    TaskState, Tone, cards, details, empty_state, inset, notice, pagination, panel, search_box,
    signposts, steps, summary_list, tag, task_list,
};
use crate::view::View;
use maud::{Markup, html};

pub(super) fn finding(view: &View) -> Markup {
    let t = &view.text;
    let search = SearchBox {
        action: "/design".into(),
        label: view.t("search"),
        value: view.query_value("q"),
    };
    let names = [
        "design-answer-a",
        "design-answer-b",
        "design-group",
        "design-send",
    ]
    .map(|k| view.t(k));
    html! {
        (search_box(t, &search))
        (steps(t, &names, 0))
        (steps(t, &names, 2))
        (signposts(&[("design-answer-a", "M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-6h4v6"), ("design-answer-b", "M4 4v16h16M8 16v-4M12 16V7.5M16 16v-6.5")].map(|(key, picture)| Signpost {
            href: "#finding".into(),
            title: view.t(key),
            text: view.t("design-short"),
            picture,
        })))
        (pagination(t, &Pagination { first: Some("#finding".into()), next: Some("#finding".into()) }))
    }
}

pub(super) fn news(view: &View) -> Markup {
    let t = &view.text;
    let said = || html! { p { (view.t("design-sentence")) } };
    html! {
        @for kind in [NoticeKind::Info, NoticeKind::Success, NoticeKind::Warning] {
            (notice(t, &Notice { kind, content: said() }))
        }
        (panel(&Panel { title: view.t("design-short"), content: html! { p class="panel-number" { bdi dir="ltr" { "2600-0000-0473" } } } }))
        p {
            @for tone in [Tone::Neutral, Tone::Active, Tone::Good, Tone::Attention, Tone::Bad] {
                (tag(tone, &view.t("design-short"))) " "
            }
        }
        (inset(&html! { h2 { (view.t("design-short")) } (said()) }))
        (details(&view.t("design-short"), &said()))
        (empty_state(&view.t("design-empty"), &view.t("design-sentence"), Some(&LinkButton::new("#news", view.t("design-link")))))
    }
}

pub(super) fn lists(view: &View) -> Markup {
    let card = |facts: Vec<String>| Card {
        href: "#lists".into(),
        title: view.t("design-short"),
        text: view.t("design-sentence"),
        facts,
    };
    let rows = [
        Row::new(
            view.t("design-question"),
            html! { (view.t("design-sentence")) },
        )
        .change("#lists", view.t("design-change")),
        Row::new(
            view.t("design-group"),
            tag(Tone::Active, &view.t("design-short")),
        ),
        Row::new(
            view.t("design-hash"),
            html! { code dir="ltr" { "cfa3181c1ee36e8bce5e39f84959f4558ea7ba32c0e4539a8ab3c8ce8c716ec6" } },
        ),
    ];
    let task = |tone, href: Option<&str>| Task {
        title: view.t("design-short"),
        href: href.map(str::to_owned),
        hint: Some(view.t("design-sentence")),
        state: TaskState {
            text: view.t("design-answer-a"),
            tone,
        },
    };
    html! {
        (cards(&[card(Vec::new()), card(vec![view.t("design-short"), view.t("design-answer-a")]), card(Vec::new())]))
        (summary_list(&rows))
        (task_list(&[task(Tone::Bad, Some("#lists")), task(Tone::Attention, Some("#lists")), task(Tone::Neutral, None)]))
        table {
            caption { (view.t("design-figures")) }
            thead { tr { th scope="col" { (view.t("design-question")) } th scope="col" class="figure" { (view.t("design-count")) } } }
            tbody { @for n in [12, 340, 5678] { tr { th scope="row" { (view.t("design-short")) } td class="figure" { (view.text.number(n)) } } } }
        }
    }
}
