//! The longer parts of the report.

use maud::{Markup, html};

use super::charts::{Bar, bars, grouped, percent};
use super::judge::Judged;
use super::summary::{Ranked, Shown, Summary};
use crate::engine::Engine;

/// Findings that are shown; the rest is in `flags.csv`.
const MOST_FINDINGS: usize = 100;

/// Coverage before findings.
pub(crate) fn coverage(engine: &Engine, judged: &Judged) -> Markup {
    let on: Vec<usize> = (0..engine.indicators.len())
        .filter(|n| engine.is_on(*n))
        .collect();
    let (could, never): (Vec<usize>, Vec<usize>) =
        on.iter().partition(|n| judged.coverage[**n].computed > 0);
    let silent: Vec<&str> = never
        .iter()
        .map(|n| engine.indicators[*n].card().code)
        .collect();
    let share = |n: usize| {
        let covering = &judged.coverage[n];
        covering.computed as f64 / (covering.computed + covering.stopped()).max(1) as f64
    };
    let all: Vec<Bar> = could
        .iter()
        .map(|n| {
            let card = engine.indicators[*n].card();
            Bar {
                label: format!("{} {}", card.code, card.title),
                share: share(*n),
                text: percent(share(*n)),
            }
        })
        .collect();
    html! {
        h2 id="coverage" { "What could be computed" }
        p { (could.len()) " of " (on.len()) " indicators could be computed for at least one process. Where a bar is short, the silence of that indicator means nothing: the data lack a field." }
        (bars("Share of the processes concerned for which each indicator could be computed", &all))
        @if !silent.is_empty() { p { "Could not be computed at all, or apply to none: " (silent.join(", ")) "." } }
        details { summary { "What stopped the rest: the missing fields of each indicator" } div.scroll { table {
            caption { "Processes, by what was missing" }
            thead { tr { th scope="col" { "Indicator" } th.n scope="col" { "Computed" } th.n scope="col" { "Does not apply" } th scope="col" { "Missing or unusable" } } }
            tbody { @for n in &on {
                @let covering = &judged.coverage[*n];
                tr {
                    th scope="row" { (engine.indicators[*n].card().code) }
                    td.n { (grouped(covering.computed)) }
                    td.n { (grouped(covering.apart)) }
                    td { @if covering.saturated() { div { strong { "Flags nearly all: " } "not in the score." } } @for (field, count) in &covering.missing { div { code { (field) } " " (grouped(*count)) } } }
                }
            } }
        } } }
    }
}

/// Buyers or suppliers.
pub(crate) fn ranking(id: &str, heading: &str, says: &str, ranked: &[Ranked]) -> Markup {
    let most = ranked
        .first()
        .map_or(1.0, |r| r.score)
        .max(f64::MIN_POSITIVE);
    let name = |r: &Ranked| {
        if r.name.is_empty() {
            r.id.clone()
        } else {
            r.name.clone()
        }
    };
    let all: Vec<Bar> = ranked
        .iter()
        .map(|r| Bar {
            label: name(r),
            share: r.score / most,
            text: format!("{:.2}", r.score),
        })
        .collect();
    html! {
        h2 id=(id) { (heading) }
        p { (says) ", of those with at least ten processes. The score of a process is the sum of the weights of its different indicators, without any other sense than order." }
        @if ranked.is_empty() { p { "Nobody has ten processes, one of them with a flag." } } @else {
            (bars(says, &all))
            div.scroll { table {
                caption { "The same as a table" }
                thead { tr { th scope="col" { "Name" } th scope="col" { "Identifier" } th.n scope="col" { "Processes" } th.n scope="col" { "With flags" } th.n scope="col" { "Mean score" } } }
                tbody { @for r in ranked { tr { th scope="row" { (name(r)) } td { code { (r.id) } } td.n { (grouped(r.processes)) } td.n { (grouped(r.flagged)) } td.n { (format!("{:.2}", r.score)) } } } }
            } }
        }
    }
}

/// The processes with the highest scores, each with its evidence.
pub(crate) fn processes(engine: &Engine, summary: &Summary) -> Markup {
    html! {
        h2 id="processes" { "The processes with the most flags" }
        p { "Ordered by the sum of weights; indicators that flag nearly all processes are not in it. Each opens to the fields it rests on and to the SHA-256 of the release they stand in: whoever has the data can check both. All flags are in " code { "flags.csv" } "." }
        @if summary.shown.is_empty() { p { "No process is flagged." } }
        @for shown in &summary.shown { (process(engine, shown)) }
    }
}

fn process(engine: &Engine, shown: &Shown) -> Markup {
    let mut codes: Vec<&str> = shown
        .flags
        .iter()
        .map(|f| engine.indicators[f.0].card().code)
        .collect();
    codes.dedup();
    html! {
        details {
            summary { strong { (shown.ocid) } " — score " (shown.score) " = " (codes.join(" + ")) }
            p.soft {
                @if !shown.buyer.is_empty() { "Buyer " code { (shown.buyer) } ". " }
                @if !shown.suppliers.is_empty() { "Supplier " code { (shown.suppliers.join(", ")) } ". " }
                @if !shown.date.is_empty() { (shown.date) ". " }
                "Release " code { (shown.release) }
            }
            @for (n, value, bar, evidence) in &shown.flags {
                @let card = engine.indicators[*n].card();
                h3 { a href={ "#" (card.code) } { (card.code) } " " (card.title) }
                p { "Value " (number(*value)) @if let Some(bar) = bar { ", beyond " (number(*bar)) } " (" (card.sure.name()) "). It may also be: " (card.mistakes) }
                div.scroll { table {
                    thead { tr { th scope="col" { "Field" } th scope="col" { "Value" } } }
                    tbody { @for e in evidence { tr { td { code { (e.field) } } td { (e.value) } } } }
                } }
            }
        }
    }
}

/// Flags about buyers, suppliers, bidders and markets.
pub(crate) fn findings(engine: &Engine, judged: &Judged) -> Markup {
    let shown = judged.findings.iter().take(MOST_FINDINGS);
    html! {
        h2 id="subjects" { "Patterns over many processes" }
        @if judged.findings.is_empty() { p { "No pattern is flagged." } } @else {
            div.scroll { table {
                caption { "The first " (judged.findings.len().min(MOST_FINDINGS)) " of " (grouped(judged.findings.len() as i64)) "; all are in flags.csv" }
                thead { tr { th scope="col" { "About" } th scope="col" { "Who or what" } th scope="col" { "Indicator" } th.n scope="col" { "Value" } th scope="col" { "Rests on" } } }
                tbody { @for f in shown {
                    @let card = engine.indicators[usize::from(f.indicator)].card();
                    tr { td { (f.about.name()) } td { code { (f.subject) } } td { a href={ "#" (card.code) } { (card.code) } " " (card.title) } td.n { (number(f.value)) } td { (f.says) } }
                } }
            } }
        }
    }
}

/// What each indicator means.
pub(crate) fn cards(engine: &Engine) -> Markup {
    html! {
        h2 id="cards" { "What each indicator means" }
        @for n in (0..engine.indicators.len()).filter(|n| engine.is_on(*n)) {
            @let card = engine.indicators[n].card();
            section id=(card.code) {
                h3 { (card.code) " " (card.title) }
                dl {
                    dt { "Computed" } dd { (card.formula) }
                    dt { "May mean" } dd { (card.meaning) }
                    dt { "May also be" } dd { (card.mistakes) }
                    dt { "Needs" } dd { @for (at, field) in card.fields.iter().enumerate() { @if at > 0 { ", " } code { (field) } } }
                    dt { "About, stage, how sure, weight" } dd { (card.about.name()) ", " (card.stage.name()) ", " (card.sure.name()) ", " (engine.settings.section(card.code).number("weight")) }
                    dt { "Source" } dd { (card.source) }
                }
            }
        }
    }
}

/// A value without noise.
fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        grouped(value as i64)
    } else {
        format!("{value:.4}")
    }
}
