//! A service's page: what it is, for whom, what it costs, how long it takes and really took.

use std::sync::Arc;

use axum::extract::{Path, State};
use casework::case::{self, read};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use pack::Pack;
use web::components::{LinkButton, Row, inset, link_button, section, summary_list};
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
    pub(crate) measured: read::Measured,
    pub(crate) departures: read::Departures,
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
            Ok(Described {
                pack: case::current(parts, link, &id)?,
                measured: read::measured(link, &id, since)?,
                departures: read::departures(link, &id)?,
            })
        })
        .await
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
        p { (link_button(&start)) }
        (section("who", &view.t("service-who-heading"), &html! { p { (text("service-who")) } }))
        (section("need", &view.t("service-need-heading"), &documents(&view, pack)))
        (section("time", &view.t("service-time-heading"), &time(&view, &found)))
        (section("facts", &view.t("service-facts-heading"), &summary_list(&[
            Row::new(view.t("service-fee-heading"), html! { (text("service-fee")) }),
            Row::new(view.t("service-result-heading"), html! { (text("service-result")) }),
            Row::new(view.t("service-law-heading"), html! { (text("service-law")) }),
            Row::new(view.t("service-appeal-heading"), html! { (text("service-appeal")) }),
            Row::new(view.t("service-version-heading"), html! {
                (pack.version) " · " code dir="ltr" { (hex::encode(&pack.hash[..8])) }
            }),
        ])))
        (section("how", &view.t("service-how-heading"), &how(&view)))
        p { (link_button(&start)) }
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::HOME, view.t("nav-services"))
        .main(main))
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
    let measured = &found.measured;
    html! {
        div class="figures" {
            @if let Some(days) = found.pack.promised {
                div class="figure-card" {
                    p class="figure-value" { (view.with("service-days", &[("days", days.into())])) }
                    p { (view.t("service-promised")) }
                }
            }
            @match (measured.median, measured.ninth) {
                (Some(median), Some(ninth)) => {
                    div class="figure-card" {
                        p class="figure-value" { (view.with("service-days", &[("days", median.into())])) }
                        p { (view.with("service-measured", &[("count", measured.closed.into())])) }
                    }
                    div class="figure-card" {
                        p class="figure-value" { (view.with("service-days", &[("days", ninth.into())])) }
                        p { (view.t("service-ninth")) }
                    }
                }
                _ => div class="figure-card" { p { (view.t("service-unmeasured")) } }
            }
        }
        p { (view.with("service-open", &[("count", measured.open.into())])) }
        @if found.departures.decided > 0 {
            p {
                (view.with("service-departures", &[
                    ("departed", found.departures.departed.into()),
                    ("decided", found.departures.decided.into()),
                ]))
            }
        }
    }
}

fn how(view: &View) -> Markup {
    inset(&html! {
        ol {
            @for key in ["service-how-apply", "service-how-draw", "service-how-follow", "service-how-check"] {
                li { (view.t(key)) }
            }
        }
    })
}
