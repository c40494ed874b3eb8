//! A service's page: what it is, for whom, what it costs, how long it takes and really took.

mod steps;

use std::sync::Arc;

use axum::extract::{Path, State};
use casework::Casework;
use casework::case::{self, read};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use pack::Pack;
use web::components::{Bar, Chart, LinkButton, Row, bar_chart, link_button, section, summary_list};
use web::{Access, Answer, Page, Problem, Public, Routes, View};

use crate::office::Office;
use crate::{paths, words};

/// The measured time is over the cases closed in this time.
const MEASURED: SignedDuration = SignedDuration::from_hours(365 * 24);

pub(crate) fn routes() -> Routes<Office> {
    Routes::new().get("/services/{pack}", Access::Public, service)
}

/// A service with the figures that the record measures.
pub(crate) struct Described {
    pub(crate) pack: Arc<Pack>,
    pub(crate) figures: read::Service,
    pub(crate) steps: std::sync::Arc<read::Steps>,
}

/// Reads a service.
pub(crate) async fn describe(
    office: &Office,
    view: &View,
    id: String,
) -> Result<Described, Problem> {
    let now = view.now;
    office
        .read(view, move |link, parts| {
            let since = now.checked_sub(MEASURED).unwrap_or(Timestamp::MIN);
            let pack = crate::home::offered(link, parts, &id)?;
            Ok(Described {
                steps: read::steps(link, parts, &pack)?,
                pack,
                figures: read::service(link, parts, &id, since)?,
            })
        })
        .await
}

/// Makes the figures of every service once, so that after a start nobody's page waits for them.
pub async fn warm_figures(casework: &Casework) {
    let deployed = casework.read(|link, _| Ok(case::deployed(link)?)).await;
    for hash in deployed.unwrap_or_default() {
        let made = casework.read(move |link, parts| {
            let pack = parts.packs.get(link, &hash)?;
            let since = parts.clock.now().checked_sub(MEASURED);
            read::steps(link, parts, &pack)?;
            read::service(link, parts, &pack.id, since.unwrap_or(Timestamp::MIN))
        });
        if let Err(error) = made.await {
            tracing::warn!(%error, "figures of a service");
        }
    }
}

async fn service(
    Public(view): Public,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Page> {
    let found = describe(&office, &view, id).await?;
    let pack = &found.pack;
    let text = |key: &str| words::of(&view, pack, key);
    let start = LinkButton {
        start: true,
        ..LinkButton::new(paths::apply(&pack.id), view.t("service-start"))
    };
    let title = words::service(&view, pack);
    let main = html! {
        h1 { (title) }
        p class="lead" { (text("service-summary")) }
        div class="buttons" {
            (link_button(&start))
            @if pack.eligibility.is_some() {
                (link_button(&LinkButton { secondary: true, ..LinkButton::new(paths::eligibility(&pack.id), view.t("check-link")) }))
            }
        }
        div class="desk" {
        div class="desk-main" {
        (section("who", &view.t("service-who-heading"), &html! { p { (text("service-who")) } }))
        (section("need", &view.t("service-need-heading"), &documents(&view, pack)))
        (section("how", &view.t("service-how-heading"), &how(&view)))
        (section("steps", &view.t("steps-heading"), &steps::steps(&view, &found)))
        }
        div class="desk-side" {
        (section("time", &view.t("service-time-heading"), &time(&view, &found)))
        (section("facts", &view.t("service-facts-heading"), &summary_list(&facts(&view, pack))))
        @if !pack.rules.is_empty() { (section("rules", &view.t("service-rules-heading"), &rules(&view, pack))) }
        }
        }
        (steps::drawing(&view, &found))
        p { (link_button(&start)) }
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::HOME, view.t("nav-services"))
        .main(main))
}

fn facts(view: &View, pack: &Pack) -> Vec<Row> {
    let text = |key: &str| words::of(view, pack, key);
    let mut rows = vec![
        Row::new(
            view.t("service-fee-heading"),
            html! { (text("service-fee")) },
        ),
        Row::new(
            view.t("service-result-heading"),
            html! { (text("service-result")) },
        ),
        Row::new(
            view.t("service-law-heading"),
            html! { (text("service-law")) },
        ),
        Row::new(
            view.t("service-appeal-heading"),
            html! { (text("service-appeal")) },
        ),
    ];
    if crate::register::publishes(pack) {
        rows.push(Row::new(
            view.t("register-heading"),
            html! {
                a href=(paths::register(&pack.id)) { (view.t("register-link")) }
            },
        ));
    }
    rows.push(Row::new(
        view.t("service-version-heading"),
        html! {
            (pack.version) " · " code dir="ltr" { (hex::encode(&pack.hash[..8])) }
        },
    ));
    rows
}

/// The rules by which it is decided, to be read and tried.
fn rules(view: &View, pack: &Pack) -> Markup {
    html! {
        p { (view.t("service-rules")) }
        ul {
            @for element in pack.rules.keys() {
                li { a href=(crate::rules::of_task(pack, element)) { (words::element(view, pack, element)) } }
            }
        }
    }
}

fn documents(view: &View, pack: &Pack) -> Markup {
    html! {
        @if pack.documents.is_empty() { p { (view.t("service-need-nothing")) } }
        @else {
            ul {
                @for d in &pack.documents {
                    li {
                        (words::of(view, pack, &format!("document-{}", d.id)))
                        @if !d.required { " " span class="optional" { (view.t("service-document-if")) } }
                    }
                }
            }
        }
    }
}

fn time(view: &View, found: &Described) -> Markup {
    html! {
        (measured(view, found))
        p { (view.with("service-open", &[("count", found.figures.measured.open.into())])) }
        @if found.figures.departures.decided > 0 {
            p {
                (view.with("service-departures", &[
                    ("departed", found.figures.departures.departed.into()),
                    ("decided", found.figures.departures.decided.into()),
                ]))
            }
        }
        @if found.figures.mended > 0 { p { (view.with("service-mended", &[("count", found.figures.mended.into())])) } }
    }
}

/// The time promised beside the time that cases took, as bars; the promise alone before any case
/// was closed.
fn measured(view: &View, found: &Described) -> Markup {
    let days = |n: u32| view.with("service-days", &[("days", n.into())]);
    let bar = |label: String, n: u32, strong| Bar {
        label,
        value: f64::from(n),
        text: days(n),
        strong,
    };
    let promised = found.pack.promised;
    let closed = found.figures.measured.closed;
    let (Some(median), Some(ninth)) = (found.figures.measured.median, found.figures.measured.ninth)
    else {
        return html! {
            @if let Some(n) = promised { p class="figure-value" { (days(n)) } p { (view.t("service-promised")) } }
            p { (view.t("service-unmeasured")) }
        };
    };
    let mut bars = Vec::new();
    bars.extend(promised.map(|n| bar(view.t("service-promised"), n, false)));
    bars.push(bar(
        view.with("service-measured", &[("count", closed.into())]),
        median,
        true,
    ));
    if let Some(office) = found.figures.measured.office {
        bars.push(bar(view.t("desk-measured-office"), office, true));
    }
    if closed > 1 {
        bars.push(bar(view.t("service-ninth"), ninth, true));
    }
    let chart = Chart {
        id: "measured".into(),
        title: view.t("service-chart"),
        label_head: view.t("service-chart-what"),
        value_head: view.t("service-chart-days"),
        bars,
    };
    bar_chart(&view.text, &chart)
}

fn how(view: &View) -> Markup {
    html! {
        ol class="numbered" {
            @for key in ["service-how-apply", "service-how-draw", "service-how-follow", "service-how-check"] {
                li { (view.t(key)) }
            }
        }
    }
}
