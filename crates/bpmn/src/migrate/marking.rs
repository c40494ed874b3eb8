//! The case's tokens, played on in the new version: whether they can end there, and do nothing twice.
//!
//! A new version may be sound and a running case in it not: a branch that was added before a join is one that the case never took,
//! and steps that followed each other may have tokens in both. What the old version would have done with the same tokens is no
//! reason to stay.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Planner, What};
use crate::check::soundness::{Played, Standing, play};
use crate::program::{Form, Kind, Parts};

/// Most situations looked at for one scope of a case: some milliseconds.
const SITUATIONS: usize = 5_000;

impl Planner<'_> {
    pub(super) fn marking(&mut self) {
        let state = self.state;
        for (key, scope) in state.scopes.iter().filter(|(_, s)| !s.back) {
            let Some(old) = self.old.container_of(state, key) else {
                continue;
            };
            let id = self.id_of(&self.old.containers[old].id);
            let Some(new) = self.new.container_by_id(&id) else {
                continue;
            };
            // Whatever is done there may be done in any order.
            if self.old.any_order(old) || self.new.any_order(new) {
                continue;
            }
            let tokens: Vec<u64> = scope.tokens.keys().collect();
            let (before, after) = (self.standing(&tokens, true), self.standing(&tokens, false));
            let mut played = (
                play(self.old, old, &before, SITUATIONS),
                play(self.new, new, &after, SITUATIONS),
            );
            // Moves are not played in every order, so tokens that follow each other may not be seen together.
            played.0.crowded.extend(self.old.followed(&before));
            played.1.crowded.extend(self.new.followed(&after));
            let element = scope.element.clone();
            self.judged(&element, &played.0, &played.1);
        }
    }

    /// Where tokens are, in the old version or the new one.
    fn standing(&self, tokens: &[u64], before: bool) -> Vec<Standing> {
        let one = |key: &u64| {
            let token = self.state.tokens.get(*key)?;
            let flow = token
                .via
                .as_ref()
                .filter(|_| self.state.gathered.contains(*key));
            let (parts, element, flow) = if before {
                (self.old, token.element.clone(), flow.cloned())
            } else {
                let flow = flow.and_then(|flow| self.flow_to(&token.element, flow));
                (self.new, self.id_of(&token.element), flow)
            };
            match flow.and_then(|flow| parts.flow_by_id.get(&flow).copied()) {
                Some(flow) => Some(Standing::By(flow)),
                None => parts.by_id.get(&element).copied().map(Standing::At),
            }
        };
        tokens.iter().filter_map(one).collect()
    }

    fn judged(&mut self, element: &str, before: &Played, after: &Played) {
        if !after.whole {
            return self.change(element, What::Unexplored);
        }
        let ids = |parts: &Parts, nodes: &BTreeSet<usize>| -> BTreeSet<Arc<str>> {
            nodes.iter().map(|at| parts.nodes[*at].id.clone()).collect()
        };
        let sorts = [
            (&before.stuck, &after.stuck, What::Stuck),
            (&before.crowded, &after.crowded, What::Doubled),
            (&before.endless, &after.endless, What::Endless),
        ];
        for (before, after, what) in sorts {
            let known: BTreeSet<Arc<str>> = ids(self.old, before)
                .iter()
                .map(|id| self.id_of(id))
                .collect();
            for id in ids(self.new, after).difference(&known) {
                self.problem(id, what.clone());
            }
        }
    }
}

impl Parts {
    /// Nodes with a token that another token comes to without a join between them.
    fn followed(&self, standing: &[Standing]) -> BTreeSet<usize> {
        let at = |s: &Standing| match s {
            Standing::At(node) => Some(*node),
            Standing::By(_) => None,
        };
        let nodes: Vec<usize> = standing.iter().filter_map(at).collect();
        let mut found = BTreeSet::new();
        if nodes.len() < 2 {
            return found;
        }
        for (n, from) in nodes.iter().enumerate() {
            let reached = self.before_joins(*from);
            let others = nodes.iter().enumerate().filter(|(m, _)| *m != n);
            found.extend(others.map(|(_, at)| *at).filter(|at| reached.contains(at)));
        }
        found
    }

    fn before_joins(&self, from: usize) -> BTreeSet<usize> {
        let joins = |at: usize| {
            let node = &self.nodes[at];
            let gathers = matches!(
                node.kind,
                Kind::Parallel | Kind::Inclusive | Kind::Complex(_)
            );
            gathers && node.incoming.len() > 1 || node.start_quantity > 1
        };
        let (mut seen, mut left) = (BTreeSet::new(), self.successors(from));
        while let Some(at) = left.pop() {
            if !joins(at) && seen.insert(at) {
                left.extend(self.successors(at));
            }
        }
        seen
    }

    fn any_order(&self, container: usize) -> bool {
        let node = self.containers[container].node;
        node.is_some_and(|at| {
            matches!(
                self.nodes[at].kind,
                Kind::SubProcess {
                    form: Form::AdHoc { .. },
                    ..
                }
            )
        })
    }
}
