//! How often the steps of a procedure were passed, and how long each was waited for.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use pack::Pack;

use super::system::system;
use crate::store::Link;
use crate::{CaseId, Error, Parts};

/// A figure over fewer cases would tell of single ones.
pub const FEW: usize = 5;
/// The cases looked at: the last that were closed. So a page costs the same after a year as after ten.
pub(super) const CASES: u64 = 1_000;
/// Figures over more cases are kept for a while: the system's steps are counted in sealed entries, and to open those of a thousand cases
/// takes some tenths of a second.
const KEPT_FROM: usize = 50;

/// What the record measures of a procedure's steps, over the last closed cases of one version of its pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// The closed cases behind the figures.
    pub cases: usize,
    /// By element. What fewer than [`FEW`] cases passed is left out.
    pub steps: BTreeMap<String, Step>,
}

/// A step's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How often it was passed; more than once in a case that came back to it.
    pub passed: usize,
    /// The cases that passed it.
    pub cases: usize,
    /// Working time from when it was handed out until it was done, in microseconds, that half of them took at most; nothing for
    /// what the system does: nobody waits for it.
    pub wait: Option<i64>,
}

/// The steps that people do and those that the system does, over the last closed cases of this version of the pack. Of people's steps
/// nothing sealed is opened.
///
/// # Errors
/// The store's.
pub fn steps(link: &mut Link, parts: &Parts, pack: &Pack) -> Result<Arc<Steps>, Error> {
    let now = parts.clock.now();
    if let Some(known) = parts.figures.steps.known(&pack.hash, now) {
        return Ok(known);
    }
    let mut steps = people(link, pack)?;
    // Below that no step has a figure.
    if steps.cases >= FEW {
        for (element, (passed, cases)) in system(link, parts, pack)? {
            let step = Step {
                passed,
                cases,
                wait: None,
            };
            if cases >= FEW {
                steps.steps.entry(element).or_insert(step);
            }
        }
    }
    let steps = Arc::new(steps);
    if steps.cases >= KEPT_FROM {
        parts.figures.steps.keep(pack.hash, now, &steps);
    }
    Ok(steps)
}

fn people(link: &mut Link, pack: &Pack) -> Result<Steps, Error> {
    // The inner query walks the index of closed cases from its end, and stops.
    let sql = "select c.id, t.element, t.opened_at, t.done_at from \
               (select id, pack_hash from cases where pack = $1 and closed_at is not null \
                order by closed_at desc limit $3) c \
               left join tasks t on t.case_id = c.id and t.state = 'done' \
               where c.pack_hash = $2 order by c.id";
    let params = [
        pack.id.as_str().into(),
        pack.hash.as_slice().into(),
        CASES.into(),
    ];
    let mut found = Found::default();
    for row in link.query(sql, &params)? {
        let case: CaseId = row.get(0)?;
        found.case(case);
        let Some(element) = row.get::<Option<String>>(1)? else {
            continue;
        };
        let (opened, done): (Timestamp, Timestamp) = (row.get(2)?, row.get(3)?);
        found.task(element, case, pack.calendar.left(opened, done));
    }
    Ok(found.steps())
}

/// What was found so far; cases come one after another.
#[derive(Default)]
struct Found {
    cases: usize,
    last: Option<CaseId>,
    tasks: BTreeMap<String, Waits>,
}

#[derive(Default)]
struct Waits {
    all: Vec<i64>,
    cases: usize,
    last: Option<CaseId>,
}

impl Found {
    fn case(&mut self, id: CaseId) {
        if self.last.replace(id) != Some(id) {
            self.cases += 1;
        }
    }

    fn task(&mut self, element: String, case: CaseId, wait: i64) {
        let waits = self.tasks.entry(element).or_default();
        waits.all.push(wait);
        if waits.last.replace(case) != Some(case) {
            waits.cases += 1;
        }
    }

    fn steps(self) -> Steps {
        let enough = self.tasks.into_iter().filter(|(_, w)| w.cases >= FEW);
        let step = |(element, mut waits): (String, Waits)| {
            waits.all.sort_unstable();
            let step = Step {
                passed: waits.all.len(),
                cases: waits.cases,
                wait: Some(waits.all[(waits.all.len() - 1) / 2]),
            };
            (element, step)
        };
        Steps {
            cases: self.cases,
            steps: enough.map(step).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, Found};
    use crate::CaseId;

    #[test]
    fn few_cases_have_no_figures_however_often_they_passed() {
        let mut found = Found::default();
        for n in 0..FEW as i64 {
            let case = CaseId(n);
            found.case(case);
            found.case(case);
            found.task("check".into(), case, 10 * n);
            found.task("check".into(), case, 1_000);
            if n > 0 {
                for _ in 0..9 {
                    found.task("rare".into(), case, 1);
                }
            }
        }
        let steps = found.steps();
        assert_eq!(steps.cases, FEW);
        assert_eq!(steps.steps.len(), 1, "four cases are few");
        let check = steps.steps["check"];
        assert_eq!((check.passed, check.cases, check.wait), (10, 5, Some(40)));
    }
}
