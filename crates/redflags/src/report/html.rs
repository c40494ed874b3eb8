//! The report that stands alone: one file, no script, nothing from elsewhere.

use std::io::Write;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::charts::{Bar, bars, columns, grouped, percent};
use super::judge::Judged;
use super::sections::{cards, coverage, findings, processes, ranking};
use super::summary::Summary;
use crate::engine::Engine;
use crate::input::Problem;

/// Calm, readable at 320 px, in print and in the dark; contrast of all text at least 7 to 1.
const STYLE: &str = "
:root{--ink:#1b1f24;--soft:#41484f;--paper:#fff;--rule:#c9ced4;--rail:#e8ebee;--bar:#1d5a96;--note:#f3f6f9}
@media(prefers-color-scheme:dark){:root{--ink:#f0f3f6;--soft:#c4cad1;--paper:#15181c;--rule:#454c54;--rail:#2a3037;--bar:#7db4ea;--note:#1e2329}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;font:1.0625rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.9rem;line-height:1.2;margin-block:0 .5rem}
h2{font-size:1.4rem;margin-block:3rem .5rem;border-block-start:1px solid var(--rule);padding-block-start:1.5rem}
h3{font-size:1.1rem;margin-block:1.5rem .25rem}
p,li,dd{max-width:44rem}
a{color:inherit}
a:focus-visible,summary:focus-visible{outline:3px solid var(--bar);outline-offset:2px}
.note{background:var(--note);border-inline-start:4px solid var(--bar);padding:.75rem 1rem}
.soft{color:var(--soft)}
.facts{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;padding:0;list-style:none}
.facts strong{display:block;font-size:1.6rem;line-height:1.2}
.chart{width:100%;height:auto;font:14px system-ui,sans-serif}
.chart text{fill:var(--ink)}
.chart .bar{fill:var(--bar)}
.chart .rail{fill:var(--rail)}
.chart .axis{stroke:var(--rule)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:start;color:var(--soft);padding-block-end:.5rem}
th,td{text-align:start;vertical-align:top;padding:.4rem .75rem .4rem 0;border-block-end:1px solid var(--rule)}
td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}
details{border-block-end:1px solid var(--rule);padding-block:.5rem}
summary{cursor:pointer}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
dt{font-weight:600;margin-block-start:.5rem}
dd{margin-inline-start:0}
nav ul{padding-inline-start:1.2rem}
@media print{details>*{display:block}}
";

/// Writes the report.
///
/// # Errors
/// When the stream fails.
pub fn write_html(
    engine: &Engine,
    judged: &Judged,
    summary: &Summary,
    problems: (&[Problem], u64),
    out: &mut impl Write,
) -> std::io::Result<()> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Red flags in contracting data" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (opening(judged, summary))
                main {
                    (read(judged, problems))
                    (coverage(engine, judged))
                    (found(engine, judged, summary))
                    (over_time(summary))
                    (ranking("buyers", "By buyer", "The buyers whose processes have the highest mean score", &summary.buyers))
                    (ranking("suppliers", "By supplier", "The suppliers whose processes have the highest mean score", &summary.suppliers))
                    (markets(summary))
                    (processes(engine, summary))
                    (findings(engine, judged))
                    (cards(engine))
                }
            }
        }
    };
    out.write_all(page.into_string().as_bytes())?;
    out.write_all(b"\n")
}

fn opening(judged: &Judged, summary: &Summary) -> Markup {
    html! {
        header {
            h1 { "Red flags in contracting data" }
            p.note {
                strong { "A flag is a hint, not a finding of guilt. " }
                "It says where to look first. Each has innocent explanations, which are listed with it; the people and firms named here must be heard before anything is concluded."
            }
            ul.facts {
                li { strong { (grouped(judged.read)) } "processes read" }
                li { strong { (grouped(summary.flagged)) } "with at least one flag" }
                li { strong { (grouped(judged.findings.len() as i64)) } "flags about buyers, suppliers, bidders and markets" }
            }
        }
        nav aria-label="Contents" {
            ul {
                @for (id, name) in [("read", "What was read"), ("coverage", "What could be computed"), ("found", "What was found"), ("time", "Over time"), ("buyers", "By buyer"), ("suppliers", "By supplier"), ("markets", "By what is bought"), ("processes", "The processes with the most flags"), ("subjects", "Patterns over many processes"), ("cards", "What each indicator means")] {
                    li { a href={ "#" (id) } { (name) } }
                }
            }
        }
    }
}

fn read(judged: &Judged, (problems, count): (&[Problem], u64)) -> Markup {
    html! {
        h2 id="read" { "What was read" }
        ul {
            li { (grouped(judged.read)) " processes; " (grouped(judged.left_out)) " of them are left out by the settings (cancelled tenders, for example)." }
            @if judged.repeated > 0 {
                li { (grouped(judged.repeated)) " processes came more than once; each time counts." }
            }
            @if !judged.ambiguous.is_empty() {
                li { (grouped(judged.ambiguous.len() as i64)) " of the identifiers stand for five names or more, so that flags about them may mix different organisations, first of all "
                    @for (at, (id, names)) in judged.ambiguous.iter().take(5).enumerate() { @if at > 0 { ", " } code { (id) } " (" (names) " names)" }
                    ". The setting " code { "exclude_organisations" } " leaves them out." }
            }
            @if count > 0 {
                li { (grouped(i64::try_from(count).unwrap_or(i64::MAX))) " pieces could not be read; " code { "problems.csv" } " names them. The first:"
                    ul { @for problem in problems.iter().take(5) { li { code { (problem.source) ":" (problem.line) } ", byte " (problem.byte) ": " (problem.reason) } } } }
            }
        }
    }
}

fn found(engine: &Engine, judged: &Judged, summary: &Summary) -> Markup {
    let mut shares: Vec<(usize, f64)> = (0..engine.indicators.len())
        .filter(|n| engine.is_on(*n) && summary.by_indicator[*n] > 0)
        .map(|n| {
            (
                n,
                summary.by_indicator[n] as f64 / judged.coverage[n].computed.max(1) as f64,
            )
        })
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let bars_of: Vec<Bar> = shares
        .iter()
        .map(|(n, share)| {
            let card = engine.indicators[*n].card();
            Bar {
                label: format!("{} {}", card.code, card.title),
                share: *share,
                text: format!(
                    "{} ({})",
                    percent(*share),
                    grouped(summary.by_indicator[*n])
                ),
            }
        })
        .collect();
    html! {
        h2 id="found" { "What was found" }
        p { "Of the processes for which an indicator could be computed, the share that it flags. An indicator that flags most of them says something about the market or the data rather than about one buyer." }
        @if bars_of.is_empty() { p { "No process is flagged." } } @else { (bars("Share of processes flagged, by indicator", &bars_of)) }
    }
}

fn over_time(summary: &Summary) -> Markup {
    let mut years: std::collections::BTreeMap<i64, (i64, i64)> = std::collections::BTreeMap::new();
    for ((year, _), (all, flagged)) in &summary.months {
        let sums = years.entry(*year).or_default();
        *sums = (sums.0 + all, sums.1 + flagged);
    }
    let shares: Vec<(String, f64)> = years
        .iter()
        .filter(|y| y.1.0 > 0)
        .map(|(year, (all, flagged))| (year.to_string(), *flagged as f64 / *all as f64))
        .collect();
    html! {
        h2 id="time" { "Over time" }
        @if shares.is_empty() { p { "No process has a usable date." } } @else {
            p { "The share of each year's processes with at least one flag." }
            (columns("Share of processes with a flag, by year", &shares))
            div.scroll { table {
                caption { "The same as a table" }
                thead { tr { th scope="col" { "Year" } th.n scope="col" { "Processes" } th.n scope="col" { "With flags" } } }
                tbody { @for (year, (all, flagged)) in &years { tr { th scope="row" { (year) } td.n { (grouped(*all)) } td.n { (grouped(*flagged)) } } } }
            } }
        }
    }
}

fn markets(summary: &Summary) -> Markup {
    let most = summary.markets.first().map_or(1, |m| m.1).max(1) as f64;
    let all: Vec<Bar> = summary
        .markets
        .iter()
        .map(|(market, n)| Bar {
            label: market.clone(),
            share: *n as f64 / most,
            text: grouped(*n),
        })
        .collect();
    html! {
        h2 id="markets" { "By what is bought" }
        p { "The markets (classification scheme and first digits) with the most flagged processes." }
        @if all.is_empty() { p { "No flagged process says what it buys." } } @else { (bars("Flagged processes, by market", &all)) }
    }
}
