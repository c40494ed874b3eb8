//! Flags as rows: of processes, one by one as they come from the store, and of all else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::judge::Judged;
use super::table::{Cell, Column, Holds, Table, column};
use crate::engine::{Engine, hex};
use crate::facts::{self, Evidence, Facts, FactsError, Mark, Parts, Row};

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
    facts.each(facts::Table::Row, &mut |key, value| {
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

/// The columns of `flags`.
pub const FLAGS: &[Column] = &[
    column("about", Holds::Text),
    column("subject", Holds::Text),
    column("indicator", Holds::Text),
    column("title", Holds::Text),
    column("value", Holds::Number),
    column("bar", Holds::Number),
    column("how_sure", Holds::Text),
    column("buyer", Holds::MaybeText),
    column("date", Holds::Day),
    column("release_sha256", Holds::MaybeText),
    column("evidence", Holds::Pairs),
];

/// The columns of `processes`.
pub const PROCESSES: &[Column] = &[
    column("ocid", Holds::Text),
    column("release_sha256", Holds::Text),
    column("buyer", Holds::MaybeText),
    column("suppliers", Holds::Texts(" | ")),
    column("market", Holds::MaybeText),
    column("date", Holds::Day),
    column("score", Holds::Number),
    column("indicators", Holds::Texts(" + ")),
];

/// The columns of `network`.
pub const NETWORK: &[Column] = &[
    column("bidder_a", Holds::Text),
    column("bidder_b", Holds::Text),
    column("contests_together", Holds::Whole),
    column("won_by_a", Holds::Whole),
    column("won_by_b", Holds::Whole),
    column("won_by_others", Holds::Whole),
];

/// Writes a process's flags.
///
/// # Errors
/// When the stream fails.
pub fn write_flags<C: Write, P: Write + Send>(
    engine: &Engine,
    flagged: &Flagged<'_>,
    out: &mut Table<C, P>,
) -> io::Result<()> {
    for (mark, bar) in &flagged.flags {
        let card = engine.indicators[usize::from(mark.indicator)].card();
        out.row(&[
            Cell::text("process"),
            Cell::text(flagged.ocid),
            Cell::text(card.code),
            Cell::text(card.title),
            Cell::Number(Some(mark.value)),
            Cell::Number(*bar),
            Cell::text(card.sure.name()),
            Cell::text(flagged.row.buyer.as_str()),
            Cell::Day(flagged.row.day),
            Cell::text(flagged.release.as_str()),
            Cell::Pairs(Cow::Borrowed(&mark.evidence)),
        ])?;
    }
    Ok(())
}

/// Writes a process with its score.
///
/// # Errors
/// When the stream fails.
pub fn write_process<C: Write, P: Write + Send>(
    engine: &Engine,
    flagged: &Flagged<'_>,
    out: &mut Table<C, P>,
) -> io::Result<()> {
    let row = flagged.row;
    out.row(&[
        Cell::text(flagged.ocid),
        Cell::text(flagged.release.as_str()),
        Cell::text(row.buyer.as_str()),
        Cell::texts(row.suppliers.iter().map(String::as_str)),
        Cell::text(row.class.as_str()),
        Cell::Day(row.day),
        Cell::Number(Some(flagged.score)),
        Cell::texts(flagged.codes(engine)),
    ])
}

/// Writes the flags that are not about processes. Their evidence is what was counted, without a field.
///
/// # Errors
/// When the stream fails.
pub fn write_findings<C: Write, P: Write + Send>(
    engine: &Engine,
    judged: &Judged,
    out: &mut Table<C, P>,
) -> io::Result<()> {
    for finding in &judged.findings {
        let card = engine.indicators[usize::from(finding.indicator)].card();
        let counted = vec![Evidence {
            field: String::new(),
            value: finding.says.to_string(),
        }];
        out.row(&[
            Cell::text(finding.about.name()),
            Cell::text(finding.subject.as_str()),
            Cell::text(card.code),
            Cell::text(card.title),
            Cell::Number(Some(finding.value)),
            Cell::Number(Some(finding.bar)),
            Cell::text(card.sure.name()),
            Cell::text(""),
            Cell::Day(None),
            Cell::text(""),
            Cell::Pairs(Cow::Owned(counted)),
        ])?;
    }
    Ok(())
}

/// Writes the network of those who bid together: pairs with at least `least` contests.
///
/// # Errors
/// When the facts cannot be read or the stream fails.
pub fn write_network<C: Write, P: Write + Send>(
    facts: &dyn Facts,
    least: i64,
    out: &mut Table<C, P>,
) -> Result<(), FactsError> {
    let mut open: Option<(Pair, BTreeMap<String, i64>)> = None;
    let mut write = |pair: Option<(Pair, BTreeMap<String, i64>)>| -> io::Result<()> {
        let Some(((a, b), won)) = pair else {
            return Ok(());
        };
        let all: i64 = won.iter().filter(|w| w.0 != "?").map(|w| w.1).sum();
        if all < least {
            return Ok(());
        }
        let by = |who: &str| Cell::Whole(won.get(who).copied().unwrap_or_default());
        out.row(&[
            Cell::text(a),
            Cell::text(b),
            Cell::Whole(all),
            by("a"),
            by("b"),
            by(""),
        ])
    };
    let mut failed = None;
    facts.sums(facts::Table::Pair, |mut key, [n, _, _]| {
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

/// Two bidders.
type Pair = (String, String);
