//! What lies before a case: the steps that it may come to, and the variables that they read.

use std::collections::BTreeSet;

use dmn::feel::Expression;

use super::Planner;
use crate::program::{Called, Kind, Node, Parts, RunRule, TimerRule, Trigger, When};
use crate::state::State;

impl Planner<'_> {
    pub(super) fn ahead(&mut self) {
        let same = |id: &str| -> String { id.to_owned() };
        let mapped = |id: &str| -> String { self.id_of(id).to_string() };
        let before = self.old.ahead(self.state, &same);
        let after = self.new.ahead(self.state, &mapped);
        let steps = |parts: &Parts, nodes: &BTreeSet<usize>| -> BTreeSet<String> {
            let step = |at: &&usize| {
                let kind = &parts.nodes[**at].kind;
                kind.is_activity() && !matches!(kind, Kind::Abstract)
            };
            nodes
                .iter()
                .filter(step)
                .map(|at| parts.nodes[*at].id.to_string())
                .collect()
        };
        let was = steps(self.old, &before);
        let is = steps(self.new, &after);
        let kept: BTreeSet<String> = was.iter().map(|id| mapped(id)).collect();
        let added = is.difference(&kept).cloned().collect();
        let gone = was.into_iter().filter(|id| !is.contains(&mapped(id)));
        let gone = gone.collect();
        let (read, given) = self.new.read(&after);
        let had = self.old.read(&before).0;
        let here = self.state.variables();
        let reads = read.into_iter().filter(|name| {
            !had.contains(name) && !given.contains(name) && here.get(name).is_none()
        });
        let reads = reads.collect();
        (self.plan.added, self.plan.gone, self.plan.reads) = (added, gone, reads);
        self.plan.ahead = is;
    }
}

impl Parts {
    /// The nodes that tokens may come to, where they stand included only if they may come there again. `name`: an element of the
    /// state, as this version calls it.
    fn ahead(&self, state: &State, name: &dyn Fn(&str) -> String) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut left = Vec::new();
        for (key, token) in state.tokens.iter() {
            let Some(at) = self.by_id.get(name(&token.element).as_str()).copied() else {
                continue;
            };
            if state.gathered.contains(key) {
                left.push(at);
            } else {
                left.extend(self.successors(at));
            }
        }
        for scope in state.scopes.values() {
            if let Some(container) = self.container_by_id(&name(&scope.element)) {
                left.extend(self.event_sub_processes(container));
            }
        }
        while let Some(at) = left.pop() {
            if !found.insert(at) {
                continue;
            }
            left.extend(self.successors(at));
            match &self.nodes[at].kind {
                Kind::SubProcess { container, .. }
                | Kind::EventSubProcess(container)
                | Kind::Call(Called::Process(container)) => {
                    left.extend(&self.containers[*container].nodes);
                }
                _ => {}
            }
        }
        found
    }

    /// What may start beside the tokens of a container: its event sub-processes.
    fn event_sub_processes(&self, container: usize) -> impl Iterator<Item = usize> {
        self.containers[container]
            .nodes
            .iter()
            .copied()
            .filter(|at| matches!(self.nodes[*at].kind, Kind::EventSubProcess(_)))
    }

    /// The variables that nodes read, and those that they write themselves.
    fn read(&self, nodes: &BTreeSet<usize>) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut read, mut given) = (BTreeSet::new(), BTreeSet::new());
        for at in nodes {
            let node = &self.nodes[*at];
            let outgoing = node.outgoing.iter();
            let conditions = outgoing.filter_map(|f| self.flows[*f].condition.as_ref());
            for expression in conditions.chain(node.expressions()) {
                let paths = expression.inputs().into_iter();
                read.extend(paths.filter_map(|path| path.into_iter().next()));
            }
            let targets = node.inputs.iter().chain(&node.outputs).map(|m| &m.target);
            given.extend(targets.map(ToString::to_string));
            given.extend(node.output_names.iter().map(ToString::to_string));
            if let Some(RunRule::Multi(multi)) = &node.runs {
                given.extend(multi.item.iter().map(ToString::to_string));
                given.extend(multi.result.iter().map(|(_, all)| all.to_string()));
            }
        }
        given.insert("loopCounter".to_owned());
        (read, given)
    }
}

impl Node {
    fn expressions(&self) -> Vec<&Expression> {
        let mut all: Vec<&Expression> = self.inputs.iter().map(|m| &m.value).collect();
        if let Kind::Script(script) = &self.kind {
            all.push(script);
        }
        let triggers = self.kind.catching().into_iter().flat_map(|on| &on.triggers);
        for trigger in triggers {
            match trigger {
                Trigger::Condition(condition) => all.push(condition),
                Trigger::Timer(
                    TimerRule::Date(When::Feel(when))
                    | TimerRule::Duration(When::Feel(when))
                    | TimerRule::Cycle(When::Feel(when)),
                ) => all.push(when),
                _ => {}
            }
        }
        match &self.runs {
            Some(RunRule::Multi(multi)) => {
                all.extend(multi.collection.iter().chain(&multi.cardinality));
            }
            Some(RunRule::Standard { condition, .. }) => all.extend(condition),
            _ => {}
        }
        all
    }
}
