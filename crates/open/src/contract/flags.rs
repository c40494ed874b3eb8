//! A flag as it is shown: what it says and may mean, what it rests on, what else explains it, what
//! became of it and what was replied.

use maud::{Markup, html};
use redflags::About;
use web::View;
use web::components::{Row, Tone, inset, summary_list, tag};
use web::lang::Precision;

use crate::derive::Flag;
use crate::standing::{Reply, Standing};
use crate::{indicators, paths, show};

/// Fields with which somebody can be reached: what they hold is compared, but not repeated in public.
const REACH: [&str; 6] = [
    "contactPoint",
    "telephone",
    "email",
    "streetAddress",
    "/address",
    "birth",
];

/// How a flag is shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'s> {
    /// The flag with what was done about it.
    pub(crate) standing: &'s Standing,
    /// The hash of what it was found in; none for a pattern over many processes.
    pub(crate) release: Option<&'s str>,
    /// The operator's settings under which it was found.
    pub(crate) overrides: &'s str,
    /// What was replied to it, each with the name of who replied.
    pub(crate) replies: &'s [(&'s Reply, &'s str)],
    /// On the page on which it is judged: all of its evidence, under the page's own heading.
    pub(crate) judged: bool,
    /// Whether to lead there.
    pub(crate) review: bool,
    /// What stands before the replies.
    pub(crate) more: &'s Markup,
}

/// A flag.
pub(crate) fn article(view: &View, shown: &Shown<'_>) -> Markup {
    let standing = shown.standing;
    let flag = &standing.flag;
    let id = format!("flag-{}", hex::encode(&flag.id[..6]));
    let words = show::words(view, &flag.indicator);
    let figures = figures(view, flag, shown.overrides);
    html! {
        section class="flag" aria-labelledby=(id) {
            @if shown.judged { h2 id=(id) { (words.title) } } @else { h3 id=(id) { (words.title) } }
            p { (tag(Tone::Attention, &flag.indicator)) " " (show::sure(view, flag)) @if standing.dismissed().is_some() { " " (tag(Tone::Neutral, &view.t("flag-dismissed"))) } }
            p { (words.meaning) }
            @if !figures.is_empty() { (summary_list(&figures)) }
            p { strong { (view.t("flag-mistakes")) } " " (words.mistakes) }
            details class="details" open[shown.judged] {
                summary { @if shown.judged { (view.t("review-evidence")) } @else { (view.t("flag-evidence")) } span class="visually-hidden" { ": " (flag.indicator) } }
                div class="details-body" { (evidence(view, flag, shown.release, shown.judged)) }
            }
            @if let Some(act) = standing.dismissed() {
                (inset(&html! {
                    p { strong { (view.with("flag-dismissed-at", &[("day", view.text.moment(act.at, Precision::Day).into())])) } }
                    p { bdi { (act.reason.as_deref().unwrap_or_default()) } }
                    (proof(view, act.entry))
                }))
            }
            (shown.more)
            @for (reply, name) in shown.replies { (said(view, reply, name)) }
            @if shown.review { p { a class="button button-secondary" href=(paths::flag(&flag.id)) { (view.t("flag-review")) span class="visually-hidden" { ": " (flag.indicator) } } } }
        }
    }
}

/// The number of the entry that says so, for who checks.
fn proof(view: &View, entry: u64) -> Markup {
    let number = i64::try_from(entry).unwrap_or(i64::MAX);
    html! { p class="hint" { (view.with("entry-number", &[("n", view.text.number(number).into())])) } }
}

/// A reply, exactly as it was written.
pub(crate) fn said(view: &View, reply: &Reply, who: &str) -> Markup {
    let day = view.text.moment(reply.at, Precision::Day);
    inset(&html! {
        p { strong { (view.with("reply-of", &[("party", who.into()), ("day", day.into())])) } }
        p class="said" dir="auto" { (reply.said) }
        (proof(view, reply.entry))
    })
}

/// The value against what it was held to.
fn figures(view: &View, flag: &Flag, overrides: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(value) = show::measured(view, &flag.indicator, &flag.value) {
        rows.push(Row::new(view.t("flag-value"), html! { (value) }));
    }
    let limits = indicators::thresholds(&flag.indicator, overrides);
    if let Some(bar) = show::measured(view, &flag.indicator, &flag.bar) {
        rows.push(Row::new(view.t("flag-bar"), html! { (bar) }));
    }
    if !limits.is_empty() {
        let said = html! {
            ul class="plain" { @for (key, value) in &limits { li { code dir="ltr" { (key) " = " (value) } } } }
        };
        rows.push(Row::new(view.t("flag-settings"), said));
    }
    if let Some(says) = show::says(view, flag) {
        rows.push(Row::new(view.t("flag-counted"), html! { (says) }));
    }
    rows
}

/// The fields that a flag rests on. What people are reached by is shown to investigators only:
/// everybody finds it where it was published.
fn evidence(view: &View, flag: &Flag, release: Option<&str>, all: bool) -> Markup {
    let card = indicators::card(&flag.indicator);
    html! {
        @if flag.evidence.is_empty() { p { (view.t("flag-evidence-many")) } }
        @else {
            dl class="evidence" {
                @for (field, value) in &flag.evidence {
                    div {
                        dt { code dir="ltr" { (field) } }
                        dd { @if all || !reaches(field) { (show::foreign(show::engine_words(view).value(value))) } @else { (view.t("flag-evidence-hidden")) } }
                    }
                }
            }
        }
        @if let Some(release) = release {
            p { (view.t("flag-release")) " " code dir="ltr" class="hash" { (release) } }
        }
        @if let Some(card) = card {
            p { (view.t("flag-formula")) ": " (show::words(view, card.code).formula) }
            @if card.about != About::Process { p { (view.t("flag-pattern")) } }
        }
    }
}

/// Whether a field says how to reach somebody.
pub(crate) fn reaches(field: &str) -> bool {
    REACH.iter().any(|part| field.contains(part))
}

#[cfg(test)]
mod tests {
    use super::reaches;

    #[test]
    fn how_to_reach_people_is_not_repeated() {
        for field in [
            "/parties/1/contactPoint/telephone",
            "/parties/0/address/streetAddress",
            "/parties/2/contactPoint/email",
        ] {
            assert!(reaches(field), "{field}");
        }
        for field in ["/tender/tenderPeriod/endDate", "/awards/0/value", "lot"] {
            assert!(!reaches(field), "{field}");
        }
    }
}
