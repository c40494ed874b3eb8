//! Whether everything that a state names has a place in the new version.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Planner, What};
use crate::program::{Called, Form, Kind, Node, Parts, RunRule, Throw};
use crate::state::{Token, Undo};

impl Planner<'_> {
    pub(super) fn elements(&mut self) {
        for element in self.named() {
            self.element(&element);
        }
        let state = self.state;
        // How often an element was visited is remembered under its id, also where nobody is any more.
        for element in state.visits.keys() {
            let id = self.id_of(element);
            if id != *element && self.new.by_id.contains_key(&id) {
                self.rename(element, id);
            }
        }
        for (key, token) in state.tokens.iter() {
            self.token(key, token);
        }
        for scope in state.scopes.values() {
            for (gateway, flows) in &scope.phases {
                flows.iter().for_each(|flow| self.flow(gateway, flow));
            }
        }
    }

    /// Every element that the state names: of tokens, scopes, and what can be undone.
    fn named(&self) -> BTreeSet<Arc<str>> {
        let mut all: BTreeSet<Arc<str>> = self
            .state
            .tokens
            .values()
            .map(|t| t.element.clone())
            .collect();
        for scope in self.state.scopes.values() {
            all.insert(scope.element.clone());
            all.extend(scope.phases.iter().map(|(gateway, _)| gateway.clone()));
        }
        all.extend(self.undoable().into_iter().map(|undo| undo.element.clone()));
        all
    }

    /// What was done and can be undone, inner things included.
    pub(super) fn undoable(&self) -> Vec<&Undo> {
        let mut left: Vec<&Undo> = self
            .state
            .scopes
            .values()
            .flat_map(|scope| scope.undo.values())
            .collect();
        let mut all = Vec::new();
        while let Some(undo) = left.pop() {
            left.extend(undo.inner.values());
            all.push(undo);
        }
        all
    }

    fn element(&mut self, element: &Arc<str>) {
        let id = self.id_of(element);
        if id != *element {
            self.change(element, What::Becomes { id: id.to_string() });
            self.rename(element, id.clone());
        }
        let Some(old) = self.old.by_id.get(element).copied() else {
            let executable = |at: &usize| *self.new.containers[*at].id == *id;
            if !self.new.processes.iter().any(executable) {
                let id = id.to_string();
                self.problem(element, What::NoProcess { id });
            }
            return;
        };
        let Some(new) = self.new.by_id.get(&id).copied() else {
            let id = id.to_string();
            return self.problem(element, What::NoElement { id });
        };
        let (before, now) = (&self.old.nodes[old], &self.new.nodes[new]);
        if before.kind.public() != now.kind.public() {
            let what = What::OtherKind {
                id: id.to_string(),
                before: format!("{:?}", before.kind.public()),
                now: format!("{:?}", now.kind.public()),
            };
            return self.problem(element, what);
        }
        let inside = |parts: &Parts, node: &Node| parts.containers[node.container].id.clone();
        if self.id_of(&inside(self.old, before)) != inside(self.new, now) {
            let id = id.to_string();
            self.problem(element, What::OtherPlace { id });
        }
        if before.name != now.name {
            let name = now.name.clone();
            self.change(element, What::Called { name });
        }
        self.form(element, before, now);
    }

    fn form(&mut self, element: &str, before: &Node, now: &Node) {
        let word = |kind: &Kind| match kind {
            Kind::SubProcess {
                form: Form::Transaction,
                ..
            } => "a transaction",
            _ => "a sub-process",
        };
        let (before, now) = (word(&before.kind), word(&now.kind));
        if before != now {
            let (before, now) = (before.to_owned(), now.to_owned());
            self.change(element, What::OtherForm { before, now });
        }
    }

    /// What changes at an element where a token is: what it called, how often it runs, by which way it came.
    fn token(&mut self, key: u64, token: &Token) {
        let element = &token.element;
        let id = self.id_of(element);
        let (Some(old), Some(new)) = (
            self.old.by_id.get(element).copied(),
            self.new.by_id.get(&id).copied(),
        ) else {
            return;
        };
        let (before, now) = (&self.old.nodes[old], &self.new.nodes[new]);
        self.called(element, before, now);
        if self.state.gathered.contains(key)
            && let Some(via) = &token.via
        {
            self.flow(element, via);
        }
        // The token that came answers for its runs.
        if !self.state.is_run(key) {
            self.runs(token, before, now);
        }
        if matches!(before.kind, Kind::Throw(_) | Kind::End(_))
            && !self.undoes_the_same(before, now)
        {
            self.problem(element, What::UndoesElse);
        }
    }

    /// A token stays at a throwing event only while it undoes.
    fn undoes_the_same(&self, before: &Node, now: &Node) -> bool {
        let undone = |node: &Node| -> Vec<(bool, Option<Arc<str>>)> {
            let throws = node.kind.throws().iter();
            throws
                .filter_map(|t| match t {
                    Throw::Compensate(only, _) => Some((false, only.clone())),
                    Throw::Cancel => Some((true, None)),
                    _ => None,
                })
                .collect()
        };
        let mapped: Vec<_> = undone(before)
            .into_iter()
            .map(|(cancel, only)| (cancel, only.map(|id| self.id_of(&id))))
            .collect();
        mapped == undone(now)
    }

    fn called(&mut self, element: &str, before: &Node, now: &Node) {
        let (Kind::Call(Called::Process(old)), Kind::Call(Called::Process(new))) =
            (&before.kind, &now.kind)
        else {
            return;
        };
        let (was, is) = (
            self.old.containers[*old].id.clone(),
            self.new.containers[*new].id.clone(),
        );
        if self.id_of(&was) != is {
            let (before, now) = (was.to_string(), is.to_string());
            return self.problem(element, What::OtherCall { before, now });
        }
        let words = |node: &Node| -> Vec<String> {
            let mappings = node.inputs.iter().map(|m| (m, '<'));
            let all = mappings.chain(node.outputs.iter().map(|m| (m, '>')));
            all.map(|(m, way)| format!("{way}{}={}", m.target, m.value.source()))
                .collect()
        };
        if words(before) != words(now) {
            self.change(element, What::Exchanges);
        }
    }

    fn runs(&mut self, token: &Token, before: &Node, now: &Node) {
        let element = &token.element;
        let sort = |node: &Node| match &node.runs {
            None => 0,
            Some(RunRule::Once) => 1,
            Some(RunRule::Standard { .. }) => 2,
            Some(RunRule::Multi(multi)) => 3 + usize::from(multi.sequential),
        };
        if sort(before) != sort(now) {
            return if token.runs.is_some() {
                self.problem(element, What::RepeatedWhileRunning);
            } else {
                self.change(element, What::RepeatedLater);
            };
        }
        let Some(runs) = &token.runs else { return };
        let (was, is) = (repetition(before), repetition(now));
        if was != is {
            let what = What::RepeatedElse {
                before: was,
                now: is,
                done: runs.done,
                planned: runs.planned,
            };
            self.change(element, what);
        }
    }

    /// A flow by which a token came that waits: it must lead to the same element in the new version.
    fn flow(&mut self, element: &Arc<str>, flow: &Arc<str>) {
        match self.flow_to(element, flow) {
            Some(to) => self.rename(flow, to),
            None => {
                let flow = flow.to_string();
                self.problem(element, What::NoFlow { flow });
            }
        }
    }

    /// The flow that it is in the new version: as mapped, else between the same elements where its source has another id, else by its
    /// id, else between the same elements.
    pub(super) fn flow_to(&self, element: &str, flow: &Arc<str>) -> Option<Arc<str>> {
        let target = *self.new.by_id.get(&self.id_of(element))?;
        let old = &self.old.flows[*self.old.flow_by_id.get(flow)?];
        let source = self.old.nodes[old.source].id.clone();
        let to = self.id_of(&source);
        let between = || self.only_flow(*self.new.by_id.get(&to)?, target);
        let id = self.id_of(flow);
        let same = self.new.flow_by_id.get(&id);
        let same = same.filter(|f| self.new.flows[**f].target == target);
        if id == *flow && to != source {
            return between();
        }
        same.map(|_| id).or_else(between)
    }

    fn only_flow(&self, source: usize, target: usize) -> Option<Arc<str>> {
        let incoming = self.new.nodes[target].incoming.iter();
        let mut found = incoming.filter(|f| self.new.flows[**f].source == source);
        let only = found.next()?;
        let alone = found.next().is_none();
        alone.then(|| self.new.flows[*only].id.clone())
    }

    /// Whether what was done can still be undone.
    pub(super) fn undone(&mut self) {
        let mut changes = Vec::new();
        for undo in self.undoable() {
            let id = self.id_of(&undo.element);
            let (Some(old), Some(new)) = (
                self.old.by_id.get(&undo.element).copied(),
                self.new.by_id.get(&id).copied(),
            ) else {
                continue;
            };
            let was = self.old.undone_by(old).map(|id| self.id_of(id));
            let is = self.new.undone_by(new).cloned();
            let before = was.as_ref().map_or_else(String::new, ToString::to_string);
            let what = match (&was, &is) {
                (Some(was), Some(is)) if was != is => Some(What::UndoneBy {
                    before,
                    now: is.to_string(),
                }),
                (Some(_), None) => Some(What::NotUndone { before }),
                _ => None,
            };
            changes.extend(what.map(|what| (undo.element.clone(), is.is_none(), what)));
        }
        for (element, problem, what) in changes {
            if problem {
                self.problem(&element, what);
            } else {
                self.change(&element, what);
            }
        }
    }
}

impl Parts {
    /// What undoes an activity as a whole: its handler, or the event sub-process inside it.
    fn undone_by(&self, at: usize) -> Option<&Arc<str>> {
        if let Some(handler) = self.nodes[at].handler {
            return Some(&self.nodes[handler].id);
        }
        let Kind::SubProcess { container, .. } = self.nodes[at].kind else {
            return None;
        };
        let starts = self.containers[container].event_starts.iter().copied();
        let start = starts.into_iter().find(|start| {
            self.nodes[*start]
                .kind
                .catching()
                .is_some_and(|on| on.any(|t| matches!(t, crate::program::Trigger::Compensation)))
        })?;
        Some(&self.nodes[start].id)
    }
}

/// How often an activity runs, in words that are the same for the same.
fn repetition(node: &Node) -> String {
    let source =
        |e: &Option<dmn::feel::Expression>| e.as_ref().map(|e| format!("`{}`", e.source()));
    match &node.runs {
        None => String::new(),
        Some(RunRule::Once) => "once".to_owned(),
        Some(RunRule::Standard {
            condition, maximum, ..
        }) => {
            let condition = source(condition).map_or_else(String::new, |c| format!("while {c}"));
            let most = source(maximum).map_or_else(String::new, |m| format!(" at most {m} times"));
            condition + &most
        }
        Some(RunRule::Multi(multi)) => {
            let often = source(&multi.collection)
                .map(|c| format!("for each of {c}"))
                .or_else(|| source(&multi.cardinality).map(|n| format!("{n} times")))
                .unwrap_or_default();
            let until =
                source(&multi.completion).map_or_else(String::new, |c| format!(" until {c}"));
            let result = multi
                .result
                .as_ref()
                .map_or_else(String::new, |(one, all)| format!(", `{one}` into `{all}`"));
            often + &until + &result
        }
    }
}
