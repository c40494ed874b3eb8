//! Where there are too many situations: rules about which splits end in which joins, by dominators.

use crate::check::Check;
use crate::program::{Kind, Parts};

impl Check<'_> {
    /// A join fed by the branches of a choice waits for ever; a merge fed by parallel branches runs twice.
    pub(super) fn structural(&mut self, container: usize) {
        let order = order(self.parts, container);
        let dominators = dominators(self.parts, &order);
        for at in order {
            let node = &self.parts.nodes[at];
            let Some(split) = dominators[at].filter(|_| node.incoming.len() > 1) else {
                continue;
            };
            let split = &self.parts.nodes[split];
            let choice = matches!(
                split.kind,
                Kind::Exclusive
                    | Kind::EventBased {
                        parallel: false,
                        ..
                    }
            );
            let fork = !choice
                && split.outgoing.len() > 1
                && split
                    .outgoing
                    .iter()
                    .all(|f| self.parts.flows[*f].condition.is_none());
            match &node.kind {
                Kind::Parallel if choice => self.warning(
                    at,
                    "deadlock",
                    format!("branches of the choice `{}` meet here, and only one of them is taken: this join would wait for ever (by structural rules: there are too many situations to explore)", split.id),
                ),
                Kind::Parallel | Kind::Inclusive | Kind::Complex(_) => {}
                _ if fork => self.warning(
                    at,
                    "lack-of-synchronisation",
                    format!("the parallel branches of `{}` meet here without a join: everything behind runs twice (by structural rules: there are too many situations to explore)", split.id),
                ),
                _ => {}
            }
        }
    }
}

/// The nodes of a container in reverse postorder from its entries.
fn order(parts: &Parts, container: usize) -> Vec<usize> {
    let mut seen = vec![false; parts.nodes.len()];
    let mut order = Vec::new();
    for entry in parts.entries(container) {
        let mut stack = vec![(entry, false)];
        while let Some((at, left)) = stack.pop() {
            if left {
                order.push(at);
            } else if !std::mem::replace(&mut seen[at], true) {
                stack.push((at, true));
                stack.extend(
                    parts
                        .successors(at)
                        .into_iter()
                        .filter(|n| !seen[*n])
                        .map(|n| (n, false)),
                );
            }
        }
    }
    order.reverse();
    order
}

/// The immediate dominator of each node (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm").
fn dominators(parts: &Parts, order: &[usize]) -> Vec<Option<usize>> {
    let mut rank = vec![usize::MAX; parts.nodes.len()];
    order.iter().enumerate().for_each(|(n, at)| rank[*at] = n);
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); parts.nodes.len()];
    for at in order {
        parts
            .successors(*at)
            .into_iter()
            .for_each(|next| before[next].push(*at));
    }
    let mut found: Vec<Option<usize>> = vec![None; parts.nodes.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for at in order {
            let mut known = before[*at]
                .iter()
                .copied()
                .filter(|b| found[*b].is_some() || before[*b].is_empty());
            let Some(first) = known.next() else { continue };
            let dominator = known.try_fold(first, |a, b| meet(&found, &rank, a, b));
            if dominator.is_some() && found[*at] != dominator {
                found[*at] = dominator;
                changed = true;
            }
        }
    }
    found
}

/// The nearest node that dominates both.
fn meet(found: &[Option<usize>], rank: &[usize], mut a: usize, mut b: usize) -> Option<usize> {
    while a != b {
        if rank[a] > rank[b] {
            a = found[a]?;
        } else {
            b = found[b]?;
        }
    }
    Some(a)
}
