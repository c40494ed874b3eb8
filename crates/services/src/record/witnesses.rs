//! How it stands with the witnesses, on the record's page and in its twin.

use casework::witnesses::{Status, WitnessStatus};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;
use web::View;
use web::components::{Tone, section as part, tag};
use web::lang::Precision;

/// The witnesses of the record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WitnessesBody {
    /// The policy as a file (C2SP tlog-policy).
    policy: String,
    /// The fewest witnesses with which the policy can be met.
    least: usize,
    /// Entries that enough witnesses have countersigned.
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<u64>,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    met_at: Option<String>,
    /// Entries after those.
    lag: u64,
    /// Since when the newest checkpoint has too few countersignatures.
    #[serde(skip_serializing_if = "Option::is_none")]
    unmet_since: Option<String>,
    /// Whether that has lasted so long that the page warns of it.
    warning: bool,
    witnesses: Vec<WitnessBody>,
}

/// One witness.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WitnessBody {
    /// Its name in the policy.
    name: String,
    /// Its verifier key (C2SP signed-note).
    key: String,
    /// Entries that it has countersigned.
    size: u64,
    /// When it last did, by its own clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_at: Option<String>,
    /// Why it did not, when it was last asked; for the operator, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// The twin of [`section`] and [`warning`].
pub(crate) fn body(status: &Status, now: Timestamp) -> WitnessesBody {
    let witness = |w: &WitnessStatus| WitnessBody {
        name: w.name.clone(),
        key: w.key.to_string(),
        size: w.size,
        signed_at: w.signed_at.map(|t| t.to_string()),
        error: w.error.clone(),
    };
    WitnessesBody {
        policy: String::from_utf8_lossy(&status.policy.to_bytes()).into_owned(),
        least: status.policy.quorum().least(),
        met: status.met.map(|(size, _)| size),
        met_at: status.met.map(|(_, at)| at.to_string()),
        lag: status.lag(),
        unmet_since: status.unmet_since.map(|t| t.to_string()),
        warning: status.loud(now).is_some(),
        witnesses: status.witnesses.iter().map(witness).collect(),
    }
}

/// The warning above the page where the policy has not been met for long.
pub(super) fn warning(view: &View, status: Option<&Status>) -> Option<Markup> {
    let since = status?.loud(view.now)?;
    Some(html! {
        h2 { (view.t("record-witnesses-loud")) }
        p { (view.t("record-witnesses-loud-text")) " " (view.text.time(since, Precision::Minute)) }
        p { (view.t("record-witnesses-loud-do")) }
    })
}

/// The part of the page about the witnesses.
pub(super) fn section(view: &View, status: Option<&Status>) -> Markup {
    let content = match status {
        Some(status) if !status.witnesses.is_empty() => told(view, status),
        _ => html! { p { (view.t("record-witnesses-none")) } },
    };
    part("witnesses", &view.t("record-witnesses"), &content)
}

fn told(view: &View, status: &Status) -> Markup {
    let number = |n: u64| view.text.number(i64::try_from(n).unwrap_or(i64::MAX));
    html! {
        p { (view.t("record-witnesses-text")) }
        p {
            @if let Some((size, at)) = status.met {
                (view.with("record-witnesses-met", &[
                    ("count", status.cosigners().into()),
                    ("all", status.witnesses.len().into()),
                    ("size", size.into()),
                ]))
                " " (view.text.time(at, Precision::Second)) ". "
            } @else {
                (view.t("record-witnesses-waiting")) " "
            }
            (view.with("record-witnesses-rule", &[("least", status.policy.quorum().least().into())]))
        }
        table class="stack" {
            caption class="visually-hidden" { (view.t("record-witnesses")) }
            thead { tr {
                th scope="col" { (view.t("record-witness")) }
                th scope="col" { (view.t("record-witness-state")) }
                th scope="col" { (view.t("record-witness-size")) }
                th scope="col" { (view.t("record-witness-at")) }
            } }
            tbody {
                @for w in &status.witnesses {
                    tr {
                        th scope="row" { bdi { (w.name) } " · " code dir="ltr" { (w.key.name()) } " · " (w.key.algorithm().name()) }
                        td data-head=(view.t("record-witness-state")) { (state(view, w)) }
                        td data-head=(view.t("record-witness-size")) { (number(w.size)) }
                        td data-head=(view.t("record-witness-at")) { @if let Some(at) = w.signed_at { (view.text.time(at, Precision::Second)) } @else { "–" } }
                    }
                }
            }
        }
    }
}

fn state(view: &View, w: &WitnessStatus) -> Markup {
    let (tone, key) = match (&w.error, w.signed_at) {
        (Some(_), _) => (Tone::Attention, "record-witness-bad"),
        (None, Some(_)) => (Tone::Good, "record-witness-good"),
        (None, None) => (Tone::Neutral, "record-witness-new"),
    };
    tag(tone, &view.t(key))
}
