//! Everything counted: the summary as JSON, and coverage as CSV.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};
use std::io::Write;

use serde_json::{Value, json};

use super::judge::Judged;
use super::rows::Flagged;
use super::table::{Cell, Column, Holds, Table as Rows, column};
use crate::date::{civil, iso};
use crate::engine::Engine;
use crate::facts::{Evidence, Facts, FactsError, Table};

/// Processes that are shown with their evidence.
const MOST_SHOWN: usize = 50;
/// Buyers, suppliers and markets that are shown.
const MOST_RANKED: usize = 15;
/// Flags of each indicator about others than processes that are shown.
const MOST_STRONGEST: usize = 10;
/// Processes from which on a share says something.
const LEAST_RANKED: i64 = 10;

/// A process that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its identifier.
    pub ocid: String,
    /// The release's hash.
    pub release: String,
    /// The buyer.
    pub buyer: String,
    /// The suppliers.
    pub suppliers: Vec<String>,
    /// The date.
    pub date: String,
    /// The sum of weights.
    pub score: f64,
    /// Indicator, value, bar, evidence.
    pub flags: Vec<(usize, f64, Option<f64>, Vec<Evidence>)>,
}

/// Somebody or something with the share of its processes that are flagged.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The identifier.
    pub id: String,
    /// The most used name.
    pub name: String,
    /// Processes.
    pub processes: i64,
    /// Those with a flag.
    pub flagged: i64,
    /// The mean score of all processes.
    pub score: f64,
}

/// The flags of an indicator about others than processes, as far as they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strongest {
    /// The indicator's place.
    pub indicator: u16,
    /// All there are.
    pub all: i64,
    /// Places in [`Judged::findings`] of those furthest beyond their bar, the furthest first.
    pub first: Vec<usize>,
}

/// What was counted.
#[derive(Debug, Default)]
pub struct Summary {
    /// Processes with a flag.
    pub flagged: i64,
    /// Those with a flag that counts in the score: of an indicator that tells something apart.
    pub scored: i64,
    /// By indicator: processes flagged.
    pub by_indicator: Vec<i64>,
    /// By year and month: processes, flagged.
    pub months: BTreeMap<(i64, i64), (i64, i64)>,
    /// The processes with the highest scores, highest first.
    pub shown: Vec<Shown>,
    /// Buyers by mean score.
    pub buyers: Vec<Ranked>,
    /// Suppliers by mean score.
    pub suppliers: Vec<Ranked>,
    /// Markets by flags.
    pub markets: Vec<(String, i64)>,
    /// Flags about others than processes, by indicator.
    pub strongest: Vec<Strongest>,
    /// The most used names of those who are shown, by identifier.
    pub names: HashMap<String, String>,
    heap: BinaryHeap<Reverse<(Score, Reverse<String>, usize)>>,
    kept: Vec<Option<Shown>>,
    of_buyer: HashMap<String, (i64, f64)>,
    of_supplier: HashMap<String, (i64, f64)>,
    of_market: HashMap<String, i64>,
}

/// A score with a total order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Score(f64);

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Score) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Score) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Summary {
    /// Counts a process. They come in the order of ocids, so sums of scores are the same every time.
    pub fn count(&mut self, engine: &Engine, flagged: &Flagged<'_>) {
        self.by_indicator.resize(engine.indicators.len(), 0);
        self.flagged += 1;
        let mut numbers: Vec<usize> = flagged
            .flags
            .iter()
            .map(|f| usize::from(f.0.indicator))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().for_each(|n| self.by_indicator[*n] += 1);
        if flagged.score <= 0.0 {
            return;
        }
        self.scored += 1;
        if let Some(day) = flagged.row.day {
            let (year, month, _) = civil(day);
            self.months
                .entry((i64::from(year), i64::from(month)))
                .or_default()
                .1 += 1;
        }
        let add = |map: &mut HashMap<String, (i64, f64)>, id: &str| match map.get_mut(id) {
            Some(sums) => *sums = (sums.0 + 1, sums.1 + flagged.score),
            None => drop(map.insert(id.to_owned(), (1, flagged.score))),
        };
        if !flagged.row.buyer.is_empty() {
            add(&mut self.of_buyer, &flagged.row.buyer);
        }
        flagged
            .row
            .suppliers
            .iter()
            .for_each(|s| add(&mut self.of_supplier, s));
        if !flagged.row.class.is_empty() {
            match self.of_market.get_mut(&flagged.row.class) {
                Some(n) => *n += 1,
                None => drop(self.of_market.insert(flagged.row.class.clone(), 1)),
            }
        }
        self.keep(flagged);
    }

    /// Keeps the processes with the highest scores.
    fn keep(&mut self, flagged: &Flagged<'_>) {
        let full = self.heap.len() >= MOST_SHOWN;
        // At equal scores the first in the order of ocids stays.
        if full
            && self
                .heap
                .peek()
                .is_some_and(|Reverse((least, ..))| *least >= Score(flagged.score))
        {
            return;
        }
        let place = if full {
            self.heap.pop().map_or(0, |Reverse(out)| out.2)
        } else {
            self.kept.len()
        };
        if place == self.kept.len() {
            self.kept.push(None);
        }
        let flags = flagged
            .flags
            .iter()
            .map(|(m, bar)| (usize::from(m.indicator), m.value, *bar, m.evidence.clone()));
        self.kept[place] = Some(Shown {
            ocid: flagged.ocid.to_owned(),
            release: flagged.release.clone(),
            buyer: flagged.row.buyer.clone(),
            suppliers: flagged.row.suppliers.clone(),
            date: iso(flagged.row.day),
            score: flagged.score,
            flags: flags.collect(),
        });
        self.heap.push(Reverse((
            Score(flagged.score),
            Reverse(flagged.ocid.to_owned()),
            place,
        )));
    }

    /// Ends the counting: denominators, names, rankings.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn finish(
        &mut self,
        engine: &Engine,
        judged: &Judged,
        facts: &dyn Facts,
    ) -> Result<(), FactsError> {
        self.by_indicator.resize(engine.indicators.len(), 0);
        self.shown = std::mem::take(&mut self.kept)
            .into_iter()
            .flatten()
            .collect();
        self.shown.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.ocid.cmp(&b.ocid))
                .then(a.release.cmp(&b.release))
        });
        facts.sums(Table::Months, |mut key, [n, _, _]| {
            self.months.entry((key.int(), key.int())).or_default().0 += n;
        })?;
        self.buyers = ranked(facts, Table::Buyers, &std::mem::take(&mut self.of_buyer))?;
        self.suppliers = ranked(
            facts,
            Table::Suppliers,
            &std::mem::take(&mut self.of_supplier),
        )?;
        self.markets = std::mem::take(&mut self.of_market).into_iter().collect();
        self.markets
            .sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        self.markets.truncate(MOST_RANKED);
        self.strongest = strongest(judged);
        self.name(judged, facts)
    }

    fn name(&mut self, judged: &Judged, facts: &dyn Facts) -> Result<(), FactsError> {
        let ranked = self
            .buyers
            .iter()
            .chain(&self.suppliers)
            .map(|r| r.id.as_str());
        let shown = self
            .shown
            .iter()
            .flat_map(|s| s.suppliers.iter().chain([&s.buyer]).map(String::as_str));
        let found = self.strongest.iter().flat_map(|s| &s.first);
        let found = found.flat_map(|at| judged.findings[*at].subject.split(" | "));
        let wanted: HashSet<&str> = ranked.chain(shown).chain(found).collect();
        let mut best: HashMap<String, (i64, String)> = HashMap::new();
        facts.sums(Table::Name, |mut key, [n, _, _]| {
            let (_, id, name) = (key.text(), key.text(), key.text());
            if wanted.contains(id) && id != name {
                let entry = best.entry(id.to_owned()).or_default();
                if n > entry.0 {
                    *entry = (n, name.to_owned());
                }
            }
        })?;
        self.names = best.into_iter().map(|(id, (_, name))| (id, name)).collect();
        for one in self.buyers.iter_mut().chain(&mut self.suppliers) {
            if let Some(name) = self.names.get(&one.id) {
                one.name.clone_from(name);
            }
        }
        Ok(())
    }

    /// The summary as JSON. Nothing in it says how the data were cut into files.
    #[must_use]
    pub fn to_json(&self, engine: &Engine, judged: &Judged) -> Value {
        let indicators: Vec<Value> = engine.indicators.iter().enumerate().filter(|(n, _)| engine.is_on(*n)).map(|(n, indicator)| {
            let (card, covering) = (indicator.card(), &judged.coverage[n]);
            let subjects = judged.findings.iter().filter(|f| usize::from(f.indicator) == n).count();
            json!({
                "code": card.code, "title": card.title, "stage": card.stage.name(), "about": card.about.name(), "how_sure": card.sure.name(),
                "computed": covering.computed, "flags_nearly_all": covering.saturated(), "does_not_apply": covering.apart, "missing": covering.missing,
                "flagged_processes": self.by_indicator[n], "flagged_subjects": subjects,
            })
        }).collect();
        let ranked = |list: &[Ranked]| {
            list.iter().map(|r| json!({ "id": r.id, "name": r.name, "processes": r.processes, "flagged": r.flagged, "mean_score": round(r.score) })).collect::<Vec<_>>()
        };
        json!({
            "note": "Flags are hints, not findings of guilt: each has other explanations.",
            "format": 1,
            "settings_sha256": engine.settings.digest(),
            "processes": { "read": judged.read, "left_out_by_settings": judged.left_out, "with_flags": self.flagged, "with_flags_in_score": self.scored, "seen_more_than_once": judged.repeated },
            "indicators": indicators,
            "buyers": ranked(&self.buyers),
            "suppliers": ranked(&self.suppliers),
            "markets": self.markets.iter().map(|(m, n)| json!({ "market": m, "flagged": n })).collect::<Vec<_>>(),
            "months": self.months.iter().map(|((y, m), (all, flagged))| json!({ "month": format!("{y:04}-{m:02}"), "processes": all, "flagged": flagged })).collect::<Vec<_>>(),
            "ambiguous_identifiers": judged.ambiguous.iter().take(50).map(|(id, names)| json!({ "id": id, "names": names })).collect::<Vec<_>>(),
        })
    }
}

/// How far a value lies beyond its bar, on whichever side: their ratio.
fn beyond(value: f64, bar: f64) -> f64 {
    let (value, bar) = (value.abs(), bar.abs());
    if value > bar {
        value / bar
    } else {
        bar / value
    }
}

fn strongest(judged: &Judged) -> Vec<Strongest> {
    let mut by_indicator: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (at, finding) in judged.findings.iter().enumerate() {
        by_indicator.entry(finding.indicator).or_default().push(at);
    }
    let far = |at: &usize| {
        let f = &judged.findings[*at];
        beyond(f.value, f.bar)
    };
    by_indicator
        .into_iter()
        .map(|(indicator, mut first)| {
            let all = first.len() as i64;
            // Ties stay in the order of findings, which is the same every time.
            first.sort_by(|a, b| far(b).total_cmp(&far(a)).then(a.cmp(b)));
            first.truncate(MOST_STRONGEST);
            Strongest {
                indicator,
                all,
                first,
            }
        })
        .collect()
}

fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn ranked(
    facts: &dyn Facts,
    table: Table,
    flagged: &HashMap<String, (i64, f64)>,
) -> Result<Vec<Ranked>, FactsError> {
    let mut all: Vec<Ranked> = Vec::new();
    facts.sums(table, |mut key, [processes, _, _]| {
        let id = key.text();
        let Some((n, score)) = flagged.get(id).filter(|_| processes >= LEAST_RANKED) else {
            return;
        };
        all.push(Ranked {
            id: id.to_owned(),
            name: String::new(),
            processes,
            flagged: *n,
            score: score / processes as f64,
        });
        if all.len() > 20 * MOST_RANKED {
            best(&mut all);
        }
    })?;
    best(&mut all);
    Ok(all)
}

fn best(all: &mut Vec<Ranked>) {
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
    all.truncate(MOST_RANKED);
}

/// The columns of `coverage`.
pub const COVERAGE: &[Column] = &[
    column("indicator", Holds::Text),
    column("title", Holds::Text),
    column("computed", Holds::Whole),
    column("does_not_apply", Holds::Whole),
    column("stopped", Holds::Whole),
    column("flagged_processes", Holds::Whole),
    column("missing_fields", Holds::Texts(" | ")),
];

/// Writes for each indicator how many processes it could be computed for, and what stopped the rest.
///
/// # Errors
/// When the stream fails.
pub fn write_coverage<C: Write, P: Write + Send>(
    engine: &Engine,
    judged: &Judged,
    summary: &Summary,
    out: &mut Rows<C, P>,
) -> std::io::Result<()> {
    for (n, indicator) in engine
        .indicators
        .iter()
        .enumerate()
        .filter(|(n, _)| engine.is_on(*n))
    {
        let (card, covering) = (indicator.card(), &judged.coverage[n]);
        out.row(&[
            Cell::text(card.code),
            Cell::text(card.title),
            Cell::Whole(covering.computed),
            Cell::Whole(covering.apart),
            Cell::Whole(covering.stopped()),
            Cell::Whole(summary.by_indicator[n]),
            Cell::texts(covering.missing.iter().map(|(f, n)| format!("{f}: {n}"))),
        ])?;
    }
    Ok(())
}
