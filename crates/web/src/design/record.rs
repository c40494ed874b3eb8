//! What the record shows.

use crate::components::{
    Bar, Chart, Event, Icon, Station, StationState, bar_chart, drawing, icon, qr, share_chart,
    spark, stations, time_bar, timeline,
};
use crate::lang::Precision;
use crate::view::View;
use jiff::Timestamp;
use maud::{Markup, html};

const ICONS: [Icon; 14] = [
    Icon::Check,
    Icon::Cross,
    Icon::Info,
    Icon::Warning,
    Icon::Clock,
    Icon::Forward,
    Icon::Back,
    Icon::Document,
    Icon::Message,
    Icon::Person,
    Icon::Seal,
    Icon::Search,
    Icon::Coin,
    Icon::Dice,
];

/// A time that does not change, so that pictures of the page do not either: 27 November 2026.
fn then() -> Timestamp {
    Timestamp::from_second(1_795_752_000).unwrap_or(Timestamp::UNIX_EPOCH)
}

pub(super) fn course(view: &View) -> Markup {
    let t = &view.text;
    let event = |icon, at: Option<Timestamp>, current| Event {
        at,
        icon,
        title: view.t("design-short"),
        text: Some(html! { p { (view.t("design-sentence")) } }),
        proof: at.map(|_| "#course".to_owned()),
        current,
    };
    let station = |state, note| Station {
        name: view.t("design-short"),
        note,
        state,
    };
    let way = [
        station(StationState::Done, Some(t.time(then(), Precision::Day))),
        station(StationState::Now, Some(html! { (view.t("design-group")) })),
        station(StationState::Later, None),
    ];
    html! {
        (timeline(t, &[
            event(Icon::Clock, None, false),
            event(Icon::Dice, Some(then()), true),
            event(Icon::Document, Some(then()), false),
        ]))
        (stations(t, &way))
        (time_bar(&view.t("design-short"), 0.4, false))
        (time_bar(&view.t("design-short"), 1.0, true))
        p { @for i in ICONS { (icon(i)) " " } }
    }
}

pub(super) fn proof(view: &View) -> Markup {
    let picture = qr(
        "https://diwan.example/verify?code=130-CGTE-6N0N",
        &view.t("design-qr"),
    )
    .unwrap_or_default();
    let code = html! {
        code class="code" dir="ltr" data-copy=(view.t("copy")) data-copied=(view.t("copied")) { "130-CGTE-6N0N" }
    };
    html! {
        div class="receipt" { (picture) div { p { (view.t("design-sentence")) } p { (code) } } }
        article class="certificate" {
            div class="panel-motif" aria-hidden="true" {}
            h3 { (view.t("design-short")) }
            p class="certificate-number" { bdi dir="ltr" { "2600-0000-0182-C1" } }
            p { (view.t("design-sentence")) }
        }
        ol class="messages" {
            li class="message message-applicant" { p class="message-head" { (view.t("design-answer-a")) } p { (view.t("design-sentence")) } }
            li class="message message-office" { p class="message-head" { (view.t("design-answer-b")) } p { (view.t("design-sentence")) } }
        }
    }
}

pub(super) fn figures(view: &View) -> Markup {
    let t = &view.text;
    let bar = |n: u32, strong| Bar {
        label: view.t("design-short"),
        value: f64::from(n),
        text: t.number(i64::from(n)),
        strong,
    };
    let chart = |id: &str, bars| Chart {
        id: id.into(),
        title: view.t("design-sentence"),
        label_head: view.t("design-question"),
        value_head: view.t("design-count"),
        bars,
    };
    let picture = html! {
        svg class="bpmn" role="img" aria-label=(view.t("design-short")) viewBox="0 0 1400 90" width="1400" height="90" fill="none" stroke="currentColor" {
            @for (n, class) in ["done", "here", "heat-1", "heat-2", "heat-3", "heat-4"].iter().enumerate() {
                g class=(class) { rect class="shape" x=(20 + 230 * n) y="20" width="120" height="50" rx="8" {} }
            }
        }
    };
    let key = html! { span class="drawing-key done" { (view.t("design-short")) } span class="drawing-key here" { (view.t("design-short")) } };
    html! {
        (drawing(&view.t("design-sentence"), &picture, Some(&key)))
        (bar_chart(t, &chart("d-bars", vec![bar(15, false), bar(9, true), bar(0, true)])))
        (share_chart(t, &chart("d-shares", vec![bar(15, false), bar(9, true)])))
        (spark(t, &chart("d-spark", [3, 5, 4, 8, 7, 11].map(|n| bar(n, false)).to_vec())))
    }
}
