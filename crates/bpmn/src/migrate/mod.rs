//! Moving a running case to another version of its process.
//!
//! [`plan`] says, without changing anything, what becomes of everything that the case holds: elements keep their place where the
//! new version has one of the same id (or the one that a mapping names) and sort, in the same process or sub-process. What has no
//! place is a problem, and a case with a problem stays where it is. [`migrate`] gives the events; folded with the new program they
//! lead to a state of the new program. Nothing is moved silently: every change is named.
//!
//! - A timer that runs keeps its time unless the mapping says that it is counted anew; one that the new version adds begins with
//!   the move; one that it has no more is over. What happened already (a reminder that fired) does not happen again.
//! - Runs of a repeated activity go on as they were planned. A called process stays the one that was called.
//! - What was done and can be undone must be undoable in the new version.
//! - The tokens are played on in the new version ([`marking`]): a case that would wait for ever there, or do a step twice, stays.

mod ahead;
mod change;
mod elements;
mod marking;
mod renames;
mod waits;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dmn::feel::Environment;
use serde::{Deserialize, Serialize};

pub use change::{Change, What, codes, filled, sentence};

use crate::program::Parts;
use crate::state::State;
use crate::{Event, Program};

/// What is mapped by hand; everything else by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// New ids of elements, flows and processes of the old version whose id changed.
    pub elements: BTreeMap<String, String>,
    /// Elements of the new version whose timer or deadline is counted anew, by the new version's rule.
    pub again: BTreeSet<String>,
}

impl Mapping {
    /// What it names that is not there, each name once.
    #[must_use]
    pub fn unknown(&self, old: &Program, new: &Program) -> Vec<Change> {
        let gone = |(from, to): (&String, &String)| {
            let here = !old.0.knows(from);
            let there = !new.0.knows(to);
            [
                here.then(|| Change::new(from, What::UnknownBefore)),
                there.then(|| Change::new(to, What::UnknownNow)),
            ]
        };
        let again = self.again.iter().filter(|id| !new.0.knows(id));
        let mut all: Vec<Change> = self.elements.iter().flat_map(gone).flatten().collect();
        all.extend(again.map(|id| Change::new(id, What::UnknownNow)));
        all.sort();
        all.dedup();
        all
    }
}

/// What becomes of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What changes, each with the element it is about.
    pub changes: Vec<Change>,
    /// Why it cannot be moved; empty when it can.
    pub problems: Vec<Change>,
    /// Steps that the case may come to in the new version.
    pub ahead: BTreeSet<String>,
    /// Those of them that it could not come to in the old one.
    pub added: BTreeSet<String>,
    /// Steps that it could come to in the old version and cannot in the new one.
    pub gone: BTreeSet<String>,
    /// Variables that only the new version reads on the case's way, and that the process does not have now.
    pub reads: BTreeSet<String>,
    /// Ids that change.
    pub(crate) renamed: BTreeMap<Arc<str>, Arc<str>>,
    /// Events of the new version that begin to be waited for: new ones, and those that are waited for in another way.
    pub(crate) fresh: BTreeSet<Arc<str>>,
    /// Those whose old waiting is given up first.
    pub(crate) again: BTreeSet<Arc<str>>,
}

impl Plan {
    /// The id that an element of the old version has from now on.
    #[must_use]
    pub fn renamed<'a>(&'a self, element: &'a str) -> &'a str {
        self.renamed.get(element).map_or(element, |id| id)
    }
}

/// What moving a case would do.
#[must_use]
pub fn plan(old: &Program, new: &Program, state: &State, mapping: &Mapping) -> Plan {
    let mut planner = Planner {
        old: &old.0,
        new: &new.0,
        state,
        mapping,
        plan: Plan::default(),
    };
    planner.elements();
    planner.waits();
    planner.undone();
    // Where a case cannot stand it cannot go on either.
    if planner.plan.problems.is_empty() {
        planner.marking();
        planner.ahead();
    }
    let mut plan = planner.plan;
    for list in [&mut plan.changes, &mut plan.problems] {
        list.sort();
        list.dedup();
    }
    plan
}

/// The events that move a case as planned.
///
/// # Errors
/// The problems, when there are any.
pub fn migrate(
    new: &Program,
    state: &State,
    plan: &Plan,
    environment: &Environment,
) -> Result<Vec<Event>, Vec<Change>> {
    if !plan.problems.is_empty() {
        return Err(plan.problems.clone());
    }
    Ok(crate::step::moved(new, state.clone(), plan, environment))
}

struct Planner<'p> {
    old: &'p Parts,
    new: &'p Parts,
    state: &'p State,
    mapping: &'p Mapping,
    plan: Plan,
}

impl Planner<'_> {
    fn change(&mut self, element: &str, what: What) {
        self.plan.changes.push(Change::new(element, what));
    }

    fn problem(&mut self, element: &str, what: What) {
        self.plan.problems.push(Change::new(element, what));
    }

    /// The id in the new version.
    fn id_of(&self, id: &str) -> Arc<str> {
        let mapped = self.mapping.elements.get(id);
        mapped.map_or_else(|| id.into(), |id| id.as_str().into())
    }

    fn rename(&mut self, from: &Arc<str>, to: Arc<str>) {
        if *from != to {
            self.plan.renamed.insert(from.clone(), to);
        }
    }
}

impl Parts {
    /// The process or sub-process of that id.
    fn container_by_id(&self, id: &str) -> Option<usize> {
        self.containers.iter().position(|c| *c.id == *id)
    }

    fn knows(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
            || self.flow_by_id.contains_key(id)
            || self.container_by_id(id).is_some()
    }
}
