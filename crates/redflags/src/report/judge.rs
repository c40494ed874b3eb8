//! Once all is read: fences, patterns, coverage.

use std::collections::{BTreeMap, HashMap};

use crate::engine::Engine;
use crate::facts::{Facts, FactsError, Kind, Mark, Parts, Sums, Table};
use crate::indicator::{Finding, Found};
use crate::stats::Distribution;

/// How far an indicator could look.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Covering {
    /// Processes for which it could be computed.
    pub computed: i64,
    /// Processes to which it does not apply.
    pub apart: i64,
    /// Processes that it flags by itself, without a comparison with others.
    pub flagged: i64,
    /// Fields whose lack stopped it, with the number of processes.
    pub missing: BTreeMap<String, i64>,
}

impl Covering {
    /// Whether it flags nearly everything: that says something about the publisher, the law or the
    /// threshold, but nothing about one process. Such an indicator is reported and not in the score.
    #[must_use]
    pub fn saturated(&self) -> bool {
        self.computed >= LEAST_SATURATED && self.flagged as f64 >= SATURATED * self.computed as f64
    }

    /// Processes where a field was missing.
    #[must_use]
    pub fn stopped(&self) -> i64 {
        self.missing.values().sum()
    }
}

/// What the facts say together.
#[derive(Debug, Default)]
pub struct Judged {
    /// Releases that were read.
    pub read: i64,
    /// Those that the settings leave out.
    pub left_out: i64,
    /// Processes that came more than once.
    pub repeated: i64,
    /// By indicator.
    pub coverage: Vec<Covering>,
    /// About buyers, suppliers, bidders and markets, sorted.
    pub findings: Vec<Finding>,
    /// Identifiers with five different names or more: they stand for nobody, or for many.
    pub ambiguous: Vec<(String, usize)>,
    fences: HashMap<u16, HashMap<String, (f64, f64)>>,
}

/// Share of flagged processes from which on an indicator tells nothing apart.
const SATURATED: f64 = 0.9;
/// Processes below which that may be chance.
const LEAST_SATURATED: i64 = 1_000;

/// Names from which on an identifier is ambiguous.
const MANY_NAMES: usize = 5;

/// Judges.
///
/// # Errors
/// When the facts cannot be read.
pub fn judge(engine: &Engine, facts: &dyn Facts) -> Result<Judged, FactsError> {
    let mut judged = Judged {
        coverage: vec![Covering::default(); engine.indicators.len()],
        ..Judged::default()
    };
    judged.cover(facts)?;
    judged.names(facts)?;
    facts.sums(Table::Seen, |_, sums| {
        judged.repeated += i64::from(sums[0] > 1);
    })?;
    judged.fence(engine, facts)?;
    let mut found = Found::default();
    for (number, indicator) in engine
        .indicators
        .iter()
        .enumerate()
        .filter(|(n, _)| engine.is_on(*n))
    {
        found.indicator = number as u16;
        indicator.close(facts, &mut found)?;
    }
    judged.findings = found.findings;
    judged.findings.sort_by(|a, b| {
        (a.about, &a.subject, a.indicator, &a.says)
            .cmp(&(b.about, &b.subject, b.indicator, &b.says))
            .then(a.value.total_cmp(&b.value))
    });
    Ok(judged)
}

impl Judged {
    fn cover(&mut self, facts: &dyn Facts) -> Result<(), FactsError> {
        facts.sums(Table::Coverage, |mut key, [count, _, _]: Sums| {
            let (number, outcome, field) = (key.int(), key.text(), key.text());
            let Some(covering) = usize::try_from(number)
                .ok()
                .and_then(|n| self.coverage.get_mut(n))
            else {
                match outcome {
                    "read" => self.read += count,
                    _ => self.left_out += count,
                }
                return;
            };
            match outcome {
                "computed" => covering.computed += count,
                "apart" => covering.apart += count,
                "flagged" => covering.flagged += count,
                _ => *covering.missing.entry(field.to_owned()).or_default() += count,
            }
        })
    }

    fn names(&mut self, facts: &dyn Facts) -> Result<(), FactsError> {
        let mut open: Option<(String, String, usize)> = None;
        let mut done = |group: Option<(String, String, usize)>| {
            if let Some((_, id, names)) = group.filter(|g| g.2 >= MANY_NAMES) {
                self.ambiguous.push((id, names));
            }
        };
        facts.sums(Table::Name, |mut key: Parts<'_>, _| {
            let (role, id) = (key.text(), key.text());
            match &mut open {
                Some((r, i, names)) if r == role && i == id => *names += 1,
                _ => done(open.replace((role.to_owned(), id.to_owned(), 1))),
            }
        })?;
        done(open);
        self.ambiguous
            .sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        self.ambiguous.dedup();
        Ok(())
    }

    fn fence(&mut self, engine: &Engine, facts: &dyn Facts) -> Result<(), FactsError> {
        let mut open: Option<(u16, String, Distribution)> = None;
        let mut close = |group: Option<(u16, String, Distribution)>| {
            let Some((number, name, values)) = group else {
                return;
            };
            let fences = engine
                .indicators
                .get(usize::from(number))
                .and_then(|i| i.fences(&name, &values));
            if let Some(fences) = fences {
                self.fences.entry(number).or_default().insert(name, fences);
            }
        };
        facts.sums(Table::Value, |mut key, [times, _, _]| {
            let (number, group, value) = (key.int() as u16, key.text(), key.number());
            let times = times.max(0).cast_unsigned();
            match &mut open {
                Some((n, g, values)) if *n == number && g == group => values.push(value, times),
                _ => {
                    let mut values = Distribution::default();
                    values.push(value, times);
                    close(open.replace((number, group.to_owned(), values)));
                }
            }
        })?;
        close(open);
        Ok(())
    }

    /// Whether a mark is a flag, and the bar it crossed.
    #[must_use]
    pub fn holds(&self, mark: &Mark) -> Option<Option<f64>> {
        if mark.kind == Kind::Flag {
            return Some(None);
        }
        let (low, high) = self.fences.get(&mark.indicator)?.get(&mark.group)?;
        if mark.value < *low {
            return Some(Some(*low));
        }
        (mark.value > *high).then_some(Some(*high))
    }
}
