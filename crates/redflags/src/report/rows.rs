//! Flags as rows: of processes, one by one as they come from the store, and of all else.

use std::collections::BTreeMap;
use std::io::Write;

use super::csv::Csv;
use super::judge::Judged;
use crate::date::civil;
use crate::engine::{Engine, hex};
use crate::facts::{Facts, FactsError, Mark, Parts, Row, Table};

/// A process with at least one flag.
#[derive(Debug)]
pub struct Flagged<'f> {
    /// Its identifier.
    pub ocid: &'f str,
    /// The SHA-256 of the release's text, in hexadecimal.
    pub release: String,
    /// What was kept of it.
    pub row: &'f Row,
    /// The flags with the bars they crossed.
    pub flags: Vec<(&'f Mark, Option<f64>)>,
    /// The sum of the weights of its different indicators, but for those that flag nearly all.
    pub score: f64,
}

impl Flagged<'_> {
    /// The codes of its indicators, each once, in order.
    #[must_use]
    pub fn codes(&self, engine: &Engine) -> Vec<&'static str> {
        let mut codes: Vec<_> = self
            .flags
            .iter()
            .map(|f| engine.indicators[usize::from(f.0.indicator)].card().code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// Shows each process that has a flag, in the order of ocids.
///
/// # Errors
/// When the facts cannot be read, or `show` fails.
pub fn each_process(
    engine: &Engine,
    judged: &Judged,
    facts: &dyn Facts,
    mut show: impl FnMut(&Flagged<'_>) -> Result<(), FactsError>,
) -> Result<(), FactsError> {
    let weights: Vec<f64> = engine
        .indicators
        .iter()
        .zip(&judged.coverage)
        .map(|(indicator, covering)| match covering.saturated() {
            true => 0.0,
            false => engine
                .settings
                .section(indicator.card().code)
                .number("weight"),
        })
        .collect();
    facts.each(Table::Row, &mut |key, value| {
        let row = Row::read(value).ok_or(FactsError::Damaged("a row"))?;
        let mut parts = Parts::of(key);
        let ocid = parts.text();
        let known = |m: &&Mark| usize::from(m.indicator) < weights.len();
        let flags: Vec<_> = row
            .marks
            .iter()
            .filter(known)
            .filter_map(|m| Some((m, judged.holds(m)?)))
            .collect();
        if flags.is_empty() {
            return Ok(());
        }
        let mut numbers: Vec<usize> = flags.iter().map(|f| usize::from(f.0.indicator)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let score = numbers.iter().map(|n| weights[*n]).sum();
        show(&Flagged {
            ocid,
            release: hex(parts.rest()),
            row: &row,
            flags,
            score,
        })
    })
}

/// A day as people write it.
#[must_use]
pub(crate) fn day(day: Option<i32>) -> String {
    day.map_or_else(String::new, |d| {
        let (year, month, date) = civil(d);
        format!("{year:04}-{month:02}-{date:02}")
    })
}

/// The heading of `flags.csv`.
const HEADING: [&str; 11] = [
    "about",
    "subject",
    "indicator",
    "title",
    "value",
    "bar",
    "how_sure",
    "buyer",
    "date",
    "release_sha256",
    "evidence",
];

/// Writes a process's flags.
pub(crate) fn write_flags(
    engine: &Engine,
    flagged: &Flagged<'_>,
    out: &mut Csv<impl Write>,
) -> std::io::Result<()> {
    for (mark, bar) in &flagged.flags {
        let card = engine.indicators[usize::from(mark.indicator)].card();
        let evidence = mark
            .evidence
            .iter()
            .map(|e| format!("{} = {}", e.field, e.value))
            .collect::<Vec<_>>()
            .join(" | ");
        let (value, bar) = (
            mark.value.to_string(),
            bar.map_or_else(String::new, |b| b.to_string()),
        );
        let date = day(flagged.row.day);
        out.row(&[
            "process",
            flagged.ocid,
            card.code,
            card.title,
            &value,
            &bar,
            card.sure.name(),
            &flagged.row.buyer,
            &date,
            &flagged.release,
            &evidence,
        ])?;
    }
    Ok(())
}

pub(crate) fn write_heading(out: &mut Csv<impl Write>) -> std::io::Result<()> {
    out.row(&HEADING)
}

/// Writes the flags that are not about processes.
///
/// # Errors
/// When the stream fails.
pub fn write_findings(
    engine: &Engine,
    judged: &Judged,
    out: &mut Csv<impl Write>,
) -> std::io::Result<()> {
    for finding in &judged.findings {
        let card = engine.indicators[usize::from(finding.indicator)].card();
        let (value, bar) = (finding.value.to_string(), finding.bar.to_string());
        out.row(&[
            finding.about.name(),
            &finding.subject,
            card.code,
            card.title,
            &value,
            &bar,
            card.sure.name(),
            "",
            "",
            "",
            &finding.says,
        ])?;
    }
    Ok(())
}

/// Writes the network of those who bid together: pairs with at least `least` contests.
///
/// # Errors
/// When the facts cannot be read or the stream fails.
pub fn write_network(
    facts: &dyn Facts,
    least: i64,
    out: &mut Csv<impl Write>,
) -> Result<(), FactsError> {
    out.row(&[
        "bidder_a",
        "bidder_b",
        "contests_together",
        "won_by_a",
        "won_by_b",
        "won_by_others",
    ])?;
    let mut open: Option<((String, String), BTreeMap<String, i64>)> = None;
    let mut write =
        |pair: Option<((String, String), BTreeMap<String, i64>)>| -> std::io::Result<()> {
            let Some(((a, b), won)) = pair else {
                return Ok(());
            };
            let all: i64 = won.iter().filter(|w| w.0 != "?").map(|w| w.1).sum();
            if all < least {
                return Ok(());
            }
            let by = |who: &str| won.get(who).copied().unwrap_or_default().to_string();
            out.row(&[&a, &b, &all.to_string(), &by("a"), &by("b"), &by("")])
        };
    let mut failed = None;
    facts.sums(Table::Pair, |mut key, [n, _, _]| {
        let (pair, who) = (
            (key.text().to_owned(), key.text().to_owned()),
            key.text().to_owned(),
        );
        match &mut open {
            Some((same, won)) if *same == pair => {
                won.insert(who, n);
            }
            _ => {
                failed = failed
                    .take()
                    .or(write(open.replace((pair, BTreeMap::from([(who, n)])))).err());
            }
        }
    })?;
    failed.map_or(Ok(()), Err)?;
    Ok(write(open)?)
}
