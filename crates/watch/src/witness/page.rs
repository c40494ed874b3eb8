//! The page on which a witness says in plain words what it has seen.

use axum::extract::State;
use jiff::Timestamp;
use maud::{Markup, html};
use web::components::{NoticeKind, Tone, details, section, tag};
use web::lang::Precision;
use web::{Page, Public, View};

use super::keys::policy_lines;
use super::routes::Watch;
use super::store::{LogState, log_id};

/// Seconds since 1970 as a time.
pub(super) fn at(seconds: u64) -> Timestamp {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}

pub(super) async fn seen(Public(view): Public, State(watch): State<Watch>) -> Page {
    let logs: Vec<(String, LogState)> = watch.store.logs().into_iter().collect();
    let title = view.t("watch-title");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.with("watch-lead", &[("operator", watch.operator.to_string().into())])) }
        (section("logs", &view.t("watch-logs"), &table(&view, &watch, &logs)))
        (section("means", &view.t("watch-means"), &means(&view)))
        (section("keys", &view.t("watch-keys"), &keys(&view, &watch)))
    };
    let mut page = view.page(title.clone()).main(main);
    for (origin, state) in logs.iter().filter(|(_, state)| !state.forks.is_empty()) {
        page = page.notice(NoticeKind::Warning, forked(&view, origin, state));
    }
    page
}

fn forked(view: &View, origin: &str, state: &LogState) -> Markup {
    html! {
        h2 { (view.t("watch-fork")) }
        p { code dir="ltr" { (origin) } " " (view.t("watch-fork-text")) }
        p { (view.t("watch-fork-do")) }
        ul {
            @for n in 1..=state.forks.len() {
                li { a href=(format!("/logs/{}/forks/{n}", log_id(origin))) { (view.with("watch-fork-proof", &[("n", n.into())])) } }
            }
        }
    }
}

fn table(view: &View, watch: &Watch, logs: &[(String, LogState)]) -> Markup {
    let heads = ["watch-log", "watch-state", "watch-size", "watch-at"].map(|key| view.t(key));
    html! {
        table class="stack" {
            caption class="visually-hidden" { (view.t("watch-logs")) }
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody {
                @for (origin, log) in logs {
                    tr {
                        th scope="row" { (name(watch, origin)) }
                        td data-head=(heads[1]) { (state(view, log)) }
                        td data-head=(heads[2]) { (entries(view, origin, log)) }
                        td data-head=(heads[3]) {
                            @match &log.seen {
                                Some(seen) => (view.text.time(at(seen.time), Precision::Second)),
                                None => "–",
                            }
                        }
                    }
                }
            }
        }
    }
}

fn name(watch: &Watch, origin: &str) -> Markup {
    let known = watch.titles.get(origin);
    let title = known.and_then(|log| log.title.as_deref());
    let url = known.and_then(|log| log.url.as_deref());
    html! {
        @if let Some(title) = title { bdi { (title) } br; }
        @match url {
            Some(url) => a href=(url) rel="noreferrer" { code dir="ltr" { (origin) } },
            None => code dir="ltr" { (origin) },
        }
    }
}

fn entries(view: &View, origin: &str, log: &LogState) -> Markup {
    let size = log.seen.as_ref().map_or(0, |seen| seen.size);
    let number = view.text.number(i64::try_from(size).unwrap_or(i64::MAX));
    html! {
        @if log.seen.is_some() {
            a href=(format!("/logs/{}/checkpoint", log_id(origin))) { (number) }
        } @else { (number) }
    }
}

fn state(view: &View, log: &LogState) -> Markup {
    let refused: u64 = log.refused.values().sum();
    let (tone, key) = match (&log.seen, log.forks.is_empty()) {
        (_, false) => (Tone::Bad, "watch-state-forked"),
        (Some(_), true) => (Tone::Good, "watch-state-growing"),
        (None, true) => (Tone::Neutral, "watch-state-nothing"),
    };
    html! {
        (tag(tone, &view.t(key)))
        @if refused > 0 { br; span class="hint" { (view.with("watch-refused", &[("count", refused.into())])) } }
    }
}

fn means(view: &View) -> Markup {
    html! {
        p { (view.t("watch-means-signed")) }
        p { (view.t("watch-means-not")) }
        p { (view.t("watch-means-check")) }
        pre class="wraps" dir="ltr" tabindex="0" { code { "diwan verify --policy policy.txt receipt.json" } }
    }
}

fn keys(view: &View, watch: &Watch) -> Markup {
    html! {
        p { (view.t("watch-keys-text")) }
        @for key in watch.store.witness().keys() {
            h3 { (key.algorithm().name()) }
            @if key.to_string().len() < 200 {
                pre class="wraps" dir="ltr" tabindex="0" { code { (key) } }
            } @else {
                (details(&view.t("watch-keys-show"), &html! { pre class="wraps" dir="ltr" tabindex="0" { code { (key) } } }))
            }
        }
        (details(&view.t("watch-policy"), &html! {
            @for line in policy_lines(watch.store.witness().keys(), &watch.url) {
                pre class="wraps" dir="ltr" tabindex="0" { code { (line) } }
            }
        }))
    }
}
