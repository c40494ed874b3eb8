//! The national log on the record's page and in its twin: the agencies' logs on a national house, its place in the
//! national log on an agency's.

use casework::national::{Place, Standing};
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;
use web::View;
use web::components::{Tone, section, tag};
use web::lang::Precision;

/// An agency's log, as this national log has it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FollowedLogBody {
    /// Its name.
    origin: String,
    /// Entries of the last checkpoint that was received.
    size: u64,
    /// The entry that holds it.
    entry: u64,
    /// When.
    received_at: String,
    /// That checkpoint, with the log's own signatures.
    checkpoint: String,
    /// The last checkpoint that was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<RefusedLogBody>,
}

/// A checkpoint that contradicts what was received.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RefusedLogBody {
    /// The entry with the evidence; its receipt is at `/record/logs/refused?origin=…`.
    entry: u64,
    /// When.
    at: String,
    /// Entries of the refused checkpoint.
    size: u64,
    /// `forked` or `rolled-back`.
    reason: String,
    /// It was rolled back, and has proven since that it goes on from what it had shown before.
    went_on: bool,
}

/// Up to where the national log has received this log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NationBody {
    /// The national log.
    origin: String,
    /// Entries of this log that it covers.
    size: u64,
    /// When that was last learned.
    at: String,
}

/// The twin of [`followed`].
pub(crate) fn logs_body(logs: &[Standing]) -> Vec<FollowedLogBody> {
    let body = |log: &Standing| FollowedLogBody {
        origin: log.origin.clone(),
        size: log.size,
        entry: log.entry,
        received_at: log.received_at.to_string(),
        checkpoint: log.checkpoint.clone(),
        refused: log.refused.as_ref().map(|refused| RefusedLogBody {
            entry: refused.entry,
            at: refused.at.to_string(),
            size: refused.size,
            reason: refused.reason.clone(),
            went_on: log.contradicts().is_none(),
        }),
    };
    logs.iter().map(body).collect()
}

/// The twin of [`joined`].
pub(crate) fn place_body(place: Place) -> NationBody {
    NationBody {
        origin: place.nation,
        size: place.size,
        at: place.at.to_string(),
    }
}

/// The warning above the page where a log has contradicted itself.
pub(super) fn warning(view: &View, logs: &[Standing]) -> Option<Markup> {
    let refused: Vec<&Standing> = logs.iter().filter(|l| l.contradicts().is_some()).collect();
    (!refused.is_empty()).then(|| {
        html! {
            h2 { (view.t("nation-loud")) }
            p { (view.t("nation-loud-text")) }
            ul { @for log in refused { li { code dir="ltr" { (log.origin) } } } }
        }
    })
}

/// The agencies' logs.
pub(super) fn followed(view: &View, logs: &[Standing], never: &[String]) -> Markup {
    let number = |n: u64| view.text.number(i64::try_from(n).unwrap_or(i64::MAX));
    let heads = ["nation-log", "nation-size", "nation-at", "nation-state"].map(|key| view.t(key));
    section(
        "logs",
        &view.t("nation-logs"),
        &html! {
            p { (view.t("nation-logs-text")) " " a href="/record/logs" dir="ltr" { "/record/logs" } }
            table class="stack" {
                caption class="visually-hidden" { (view.t("nation-logs")) }
                thead { tr { @for head in &heads { th scope="col" { (head) } } } }
                tbody {
                    @for log in logs {
                        tr {
                            th scope="row" { code dir="ltr" { (log.origin) } }
                            td data-head=(heads[1]) { (number(log.size)) }
                            td data-head=(heads[2]) { (view.text.time(log.received_at, Precision::Second)) }
                            td data-head=(heads[3]) { (state(view, log)) }
                        }
                    }
                    @for origin in never {
                        tr {
                            th scope="row" { code dir="ltr" { (origin) } }
                            td data-head=(heads[1]) { (number(0)) }
                            td data-head=(heads[2]) { "–" }
                            td data-head=(heads[3]) { (tag(Tone::Attention, &view.t("nation-never"))) p { (view.t("nation-never-text")) } }
                        }
                    }
                }
            }
        },
    )
}

fn state(view: &View, log: &Standing) -> Markup {
    let Some(refused) = &log.refused else {
        return tag(Tone::Good, &view.t("nation-grew"));
    };
    let key = match refused.reason.as_str() {
        "forked" => "nation-forked",
        _ => "nation-rolled-back",
    };
    let said = view.with(
        "nation-refused",
        &[
            ("size", refused.size.into()),
            ("entry", refused.entry.into()),
        ],
    );
    let (tone, key) = match log.contradicts() {
        Some(_) => (Tone::Attention, key),
        None => (Tone::Good, "nation-went-on"),
    };
    html! {
        (tag(tone, &view.t(key)))
        p { (said) " " (view.text.time(refused.at, Precision::Second)) }
    }
}

/// This log's place in the national log.
pub(super) fn joined(view: &View, place: &Place) -> Markup {
    let said = view.with("nation-place", &[("size", place.size.into())]);
    section(
        "nation",
        &view.t("nation-title"),
        &html! {
            p { (view.t("nation-text")) }
            p { (said) " " code dir="ltr" { (place.nation) } " · " (view.text.time(place.at, Precision::Second)) }
        },
    )
}
