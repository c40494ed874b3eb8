//! Moving a running case to another version of its process.
//!
//! [`plan`] says, without changing anything, what becomes of everything that the case holds: elements keep their place where the
//! new version has one of the same id (or the one that a mapping names) and sort, in the same process or sub-process. What has no
//! place is a problem, and a case with a problem stays where it is. [`migrate`] gives the events; folded with the new program they
//! lead to a state of the new program. Nothing is moved silently: every change is named.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dmn::feel::Environment;

use crate::program::{Kind, Parts, RunRule, TimerRule, Trigger, When};
use crate::state::State;
use crate::{Event, Program};

/// What becomes of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What changes, in sentences with the element they are about.
    pub changes: Vec<Change>,
    /// Why it cannot be moved; empty when it can.
    pub problems: Vec<Change>,
    /// Elements that get another id.
    pub(crate) renamed: BTreeMap<Arc<str>, Arc<str>>,
}

/// Something that changes, or cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The element in the old version.
    pub element: String,
    /// What happens to it.
    pub what: String,
}

/// What moving a case would do. `mapping`: new ids of elements whose id changed.
#[must_use]
pub fn plan(
    old: &Program,
    new: &Program,
    state: &State,
    mapping: &BTreeMap<String, String>,
) -> Plan {
    let mut planner = Planner {
        old: &old.0,
        new: &new.0,
        mapping,
        plan: Plan::default(),
    };
    for element in elements(state) {
        planner.element(&element);
    }
    for token in state.tokens.values() {
        planner.token(&token.element, token.runs.is_some());
    }
    planner
        .plan
        .changes
        .sort_by(|a, b| (&a.element, &a.what).cmp(&(&b.element, &b.what)));
    planner.plan.changes.dedup();
    planner.plan.problems.dedup();
    planner.plan
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
    let renames = plan.renamed.iter().map(|(from, to)| Event::Renamed {
        f: from.clone(),
        e: to.clone(),
    });
    Ok(crate::step::moved(
        new,
        state.clone(),
        renames.collect(),
        environment,
    ))
}

/// Every element that a state names and that must have a place: of tokens, scopes, what can be undone, and what is waited for.
fn elements(state: &State) -> BTreeSet<Arc<str>> {
    let mut all: BTreeSet<Arc<str>> = state.tokens.values().map(|t| t.element.clone()).collect();
    for scope in state.scopes.values() {
        all.insert(scope.element.clone());
        all.extend(scope.phases.iter().map(|(gateway, _)| gateway.clone()));
        let mut left: Vec<_> = scope.undo.values().collect();
        while let Some(undo) = left.pop() {
            all.insert(undo.element.clone());
            left.extend(undo.inner.values());
        }
    }
    all
}

struct Planner<'p> {
    old: &'p Parts,
    new: &'p Parts,
    mapping: &'p BTreeMap<String, String>,
    plan: Plan,
}

impl Planner<'_> {
    fn change(&mut self, element: &str, what: impl Into<String>) {
        self.plan.changes.push(Change {
            element: element.to_owned(),
            what: what.into(),
        });
    }

    fn problem(&mut self, element: &str, what: impl Into<String>) {
        self.plan.problems.push(Change {
            element: element.to_owned(),
            what: what.into(),
        });
    }

    fn id_of(&self, element: &str) -> Arc<str> {
        self.mapping
            .get(element)
            .map_or_else(|| element.into(), |id| id.as_str().into())
    }

    fn element(&mut self, element: &Arc<str>) {
        let id = self.id_of(element);
        if id != *element {
            self.plan.renamed.insert(element.clone(), id.clone());
            self.change(element, format!("becomes `{id}`"));
        }
        let process = |parts: &Parts, id: &str| {
            parts
                .processes
                .iter()
                .any(|p| *parts.containers[*p].id == *id)
        };
        let Some(old) = self.old.by_id.get(element).copied() else {
            if !process(self.new, &id) {
                self.problem(
                    element,
                    format!("the new version has no executable process `{id}`"),
                );
            }
            return;
        };
        let Some(new) = self.new.by_id.get(&id).copied() else {
            return self.problem(element, format!("the new version has no element `{id}`: say in the mapping where the case goes on"));
        };
        let kinds = (
            self.old.nodes[old].kind.public(),
            self.new.nodes[new].kind.public(),
        );
        if kinds.0 != kinds.1 {
            return self.problem(
                element,
                format!(
                    "`{id}` is {:?} in the new version and was {:?}",
                    kinds.1, kinds.0
                ),
            );
        }
        let inside =
            |parts: &Parts, at: usize| parts.containers[parts.nodes[at].container].id.clone();
        if self.id_of(&inside(self.old, old)) != inside(self.new, new) {
            self.problem(
                element,
                format!("`{id}` is in another process or sub-process of the new version"),
            );
        }
        if self.old.nodes[old].name != self.new.nodes[new].name {
            self.change(
                element,
                format!("is called `{}` now", self.new.nodes[new].name),
            );
        }
        if let (Kind::Call(_), Kind::Call(_)) =
            (&self.old.nodes[old].kind, &self.new.nodes[new].kind)
            && format!("{:?}", called(self.old, old)) != format!("{:?}", called(self.new, new))
        {
            self.problem(element, "calls another process in the new version");
        }
    }

    /// What changes at an element where a token is: how often it runs, and what it waits for.
    fn token(&mut self, element: &Arc<str>, repeats: bool) {
        let id = self.id_of(element);
        let (Some(old), Some(new)) = (
            self.old.by_id.get(element).copied(),
            self.new.by_id.get(&id).copied(),
        ) else {
            return;
        };
        let sort = |runs: &Option<RunRule>| match runs {
            None => 0,
            Some(RunRule::Once) => 1,
            Some(RunRule::Standard { .. }) => 2,
            Some(RunRule::Multi(multi)) => 3 + usize::from(multi.sequential),
        };
        let runs = (
            sort(&self.old.nodes[old].runs),
            sort(&self.new.nodes[new].runs),
        );
        if runs.0 != runs.1 && (repeats || runs.1 == 0) {
            self.problem(
                element,
                "is repeated in another way in the new version while it runs",
            );
        } else if runs.0 != runs.1 {
            self.change(
                element,
                "will be repeated in another way when it is entered again",
            );
        }
        self.events(element, old, new);
    }

    fn events(&mut self, element: &Arc<str>, old: usize, new: usize) {
        let (before, after) = (self.waited(self.old, old), self.waited(self.new, new));
        let renamed: BTreeMap<Arc<str>, String> = before
            .iter()
            .map(|(id, what)| (self.id_of(id), what.clone()))
            .collect();
        for (id, what) in &after {
            match renamed.get(id) {
                None => self.change(element, format!("`{id}` is waited for from now on: {what}")),
                Some(old) if old != what && timed(old) && timed(what) => {
                    let words = format!(
                        "`{id}` is {what} and was {old}: the timer that runs keeps its time"
                    );
                    self.change(element, words);
                }
                Some(old) if old != what => {
                    self.change(
                        element,
                        format!("`{id}` waits for {what} from now on, and no more for {old}"),
                    );
                }
                Some(_) => {}
            }
        }
        for (id, what) in &renamed {
            if !after.contains_key(id) {
                self.change(element, format!("`{id}` is waited for no more: {what}"));
            }
        }
        for id in before.keys() {
            let to = self.id_of(id);
            if to != *id {
                self.plan.renamed.insert(id.clone(), to);
            }
        }
    }

    /// The events that a token at a node waits for, in words.
    fn waited(&self, parts: &Parts, at: usize) -> BTreeMap<Arc<str>, String> {
        let node = &parts.nodes[at];
        let mut events: Vec<usize> = node.boundaries.clone();
        match &node.kind {
            Kind::Catch(_) | Kind::Receive { .. } => events.push(at),
            Kind::EventBased { .. } => {
                events.extend(node.outgoing.iter().map(|f| parts.flows[*f].target));
            }
            _ => {}
        }
        events
            .into_iter()
            .map(|e| (parts.nodes[e].id.clone(), parts.waits_for(e)))
            .collect()
    }
}

fn called(parts: &Parts, at: usize) -> Option<String> {
    use crate::program::Called;
    match &parts.nodes[at].kind {
        Kind::Call(Called::Process(container)) => Some(parts.containers[*container].id.to_string()),
        Kind::Call(Called::Job(id, _) | Called::Script(id, _) | Called::Nothing(id)) => {
            Some(id.to_string())
        }
        _ => None,
    }
}

impl Parts {
    /// What an event waits for, in words that are the same for the same.
    pub(crate) fn waits_for(&self, at: usize) -> String {
        if let Kind::Receive { message, .. } = &self.nodes[at].kind {
            return format!("message `{message}`");
        }
        let triggers = self.nodes[at]
            .kind
            .catching()
            .into_iter()
            .flat_map(|on| &on.triggers);
        let words: Vec<String> = triggers.map(words).collect();
        words.join(" and ")
    }
}

fn timed(words: &str) -> bool {
    ["at ", "after ", "every "]
        .iter()
        .any(|start| words.starts_with(start))
}

fn words(trigger: &Trigger) -> String {
    let when = |when: &When| match when {
        When::Text(text) => text.to_string(),
        When::Feel(expression) => expression.source().to_owned(),
    };
    match trigger {
        Trigger::Timer(TimerRule::Date(at)) => format!("at {}", when(at)),
        Trigger::Timer(TimerRule::Duration(after)) => format!("after {}", when(after)),
        Trigger::Timer(TimerRule::Cycle(every)) => format!("every {}", when(every)),
        Trigger::Message(name) => format!("message `{name}`"),
        Trigger::Signal(name) => format!("signal `{name}`"),
        Trigger::Condition(condition) => format!("condition `{}`", condition.source()),
        Trigger::Error(code) => format!("error `{}`", code.as_deref().unwrap_or("any")),
        Trigger::Escalation(code) => format!("escalation `{}`", code.as_deref().unwrap_or("any")),
        Trigger::Link(name) => format!("link `{name}`"),
        Trigger::Compensation => "compensation".to_owned(),
        Trigger::Cancel => "cancellation".to_owned(),
    }
}
