//! What becomes of one case: a function of the case, the two versions, the mapping and the moment.

use std::collections::{BTreeMap, BTreeSet};

use bpmn::migrate;
use jiff::Timestamp;

use super::{Effect, MovedTask, Versions, forms, tasks};
use crate::CaseNumber;
use crate::case::Case;

/// What moving a case would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePlan {
    /// Which case.
    pub number: CaseNumber,
    /// Where it waits, as the old version calls it.
    pub waits_at: Vec<String>,
    /// What changes.
    pub effects: Vec<Effect>,
    /// Why it stays where it is; empty when it can be moved.
    pub problems: Vec<Effect>,
    /// Steps that it may come to and could not before, and those that it can come to no more.
    pub added: Vec<String>,
    /// As `added`.
    pub gone: Vec<String>,
    /// The open tasks that change.
    pub tasks: Vec<MovedTask>,
    pub(super) process: migrate::Plan,
}

/// Plans the move of a case. Nothing is changed.
#[must_use]
pub fn plan(versions: &Versions, case: &Case, now: Timestamp) -> CasePlan {
    let state = &case.inside.state;
    let (old, new) = (&versions.old, &versions.new);
    let process = migrate::plan(&old.process, &new.process, state, &versions.mapping);
    let mut found = CasePlan {
        number: case.number,
        waits_at: state.active().into_iter().map(str::to_owned).collect(),
        effects: process.changes.iter().cloned().map(Effect::from).collect(),
        problems: process.problems.iter().cloned().map(Effect::from).collect(),
        added: process.added.iter().cloned().collect(),
        gone: process.gone.iter().cloned().collect(),
        tasks: Vec::new(),
        process,
    };
    found.open_tasks(versions, case, now);
    if new.start_form != old.start_form {
        let args = [
            ("before", old.start_form.clone()),
            ("now", new.start_form.clone()),
        ];
        found.problems.push(Effect::new("", "no-start-form", &args));
    }
    // What follows is of no interest where it does not.
    if found.problems.is_empty() {
        found.what_lies_ahead(versions, case);
    }
    found
}

impl CasePlan {
    fn open_tasks(&mut self, versions: &Versions, case: &Case, now: Timestamp) {
        for (job, open) in &case.inside.open {
            let element = self.process.renamed(&open.element).to_owned();
            // That the step is not there was said.
            if versions.new.process.node(&element).is_none() {
                continue;
            }
            let task = tasks::task(versions, *job, open, &element, now);
            self.effects.extend(task.effects);
            self.problems.extend(task.problem);
            self.tasks.extend(task.task);
            let form = tasks::form(versions, &element, Some(&open.element));
            self.effects.extend(form);
        }
    }

    fn what_lies_ahead(&mut self, versions: &Versions, case: &Case) {
        let step = |code: &'static str| move |id: &String| Effect::new(id, code, &[]);
        self.effects
            .extend(self.added.iter().map(step("step-added")));
        self.effects.extend(self.gone.iter().map(step("step-gone")));
        let back: BTreeMap<&str, &str> = versions
            .mapping
            .elements
            .iter()
            .map(|(from, to)| (to.as_str(), from.as_str()))
            .collect();
        let open: BTreeSet<&str> = self.tasks.iter().map(|t| t.element.as_str()).collect();
        for id in &self.process.ahead {
            if open.contains(id.as_str()) || self.added.contains(id) {
                continue;
            }
            let before = back.get(id.as_str()).copied().unwrap_or(id);
            self.effects.extend(tasks::form(versions, id, Some(before)));
        }
        let written = written(versions, &self.process.ahead, case);
        let reads = self.process.reads.difference(&written);
        let read = |name: &String| Effect::new("", "reads", &[("name", name.clone())]);
        self.effects.extend(reads.map(read));
        self.effects
            .extend(forms::never_asked(&versions.new, &case.inside.state));
        self.promise(versions, case);
        self.effects.sort();
        self.effects.dedup();
    }

    /// What was promised stays.
    fn promise(&mut self, versions: &Versions, case: &Case) {
        let days = |days: Option<u32>| days.map_or_else(|| "0".to_owned(), |d| d.to_string());
        let (before, now) = (versions.old.promised, versions.new.promised);
        if let Some(due) = case.due_at.filter(|_| before != now) {
            let args = [
                ("before", days(before)),
                ("now", days(now)),
                ("due", due.to_string()),
            ];
            self.effects.push(Effect::new("", "promise-kept", &args));
        }
    }
}

/// The variables that steps to come will write: forms, results of rules, what services set.
fn written(versions: &Versions, ahead: &BTreeSet<String>, case: &Case) -> BTreeSet<String> {
    let new = &versions.new;
    let mut names = BTreeSet::from(["person".to_owned()]);
    let open = case.inside.state.jobs().map(|job| job.element.to_string());
    for id in ahead.iter().cloned().chain(open) {
        names.extend(new.tasks.get(&id).and_then(|t| t.form.clone()));
        names.extend(new.rules.get(&id).and_then(|r| r.result.clone()));
        let service = new.services.get(&id);
        names.extend(service.into_iter().flat_map(|s| s.set.keys().cloned()));
    }
    names
}
