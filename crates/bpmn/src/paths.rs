//! Questions about a process's paths: what can come before what, what goes round, what can wait for ever.

use std::collections::{BTreeSet, HashSet};

use crate::program::{Called, Catching, Form, Kind, Parts, Trigger};
use crate::{JobKind, NodeInfo, NodeKind, Program};

impl Program {
    /// Some run may do the first element before the second. Where branches run in parallel, either may come first.
    #[must_use]
    pub fn may_precede(&self, first: &str, second: &str) -> bool {
        let parts = &*self.0;
        let (Some(first), Some(second)) = (parts.by_id.get(first), parts.by_id.get(second)) else {
            return true;
        };
        parts.may_precede(*first, *second)
    }

    /// The elements that a token can go round through an element, when there is such a loop.
    #[must_use]
    pub fn loop_through(&self, element: &str) -> Option<BTreeSet<&str>> {
        let parts = &*self.0;
        let at = *parts.by_id.get(element)?;
        let forward = parts.behind(at);
        if !forward.contains(&at) {
            return None;
        }
        Some(
            forward
                .into_iter()
                .filter(|n| parts.behind(*n).contains(&at))
                .map(|n| &*parts.nodes[n].id)
                .collect(),
        )
    }

    /// The elements that a token can be moved to from another without a task of a person being left out: none lies undone on every
    /// way from the beginning, nor any on every way from where the token is. A person's own task may always be done again.
    pub fn without_leaving_out(&self, from: &str, done: impl Fn(&str) -> bool) -> BTreeSet<&str> {
        let parts = &*self.0;
        let Some(from) = parts.by_id.get(from).copied() else {
            return BTreeSet::new();
        };
        let of_people = |at: usize| parts.is_of_people(at, &mut HashSet::new());
        let entries = parts.entries(parts.nodes[from].container);
        let begun = parts.reached(&entries, |at| !of_people(at) || done(&parts.nodes[at].id));
        let next = parts.successors(from);
        let ahead = parts.reached(&next, |_| true);
        let free = if of_people(from) {
            HashSet::new()
        } else {
            parts.reached(&next, |at| !of_people(at))
        };
        let fits =
            |at: &usize| *at == from || of_people(*at) || !ahead.contains(at) || free.contains(at);
        let fitting = begun.into_iter().filter(fits);
        fitting.map(|at| &*parts.nodes[at].id).collect()
    }

    /// The elements at which a case can wait with nothing in the process that would end the wait: people's tasks, messages,
    /// signals and conditions without a timer on them or around them.
    pub fn endless_waits(&self) -> impl Iterator<Item = NodeInfo<'_>> {
        let parts = &*self.0;
        (0..parts.nodes.len())
            .filter(|at| parts.waits_for_ever(*at))
            .map(|at| parts.info(at))
    }

    /// Whether a timer on the element, or around it, ends a wait there.
    #[must_use]
    pub fn ended_by_time(&self, element: &str) -> bool {
        let parts = &*self.0;
        let at = parts.by_id.get(element);
        at.is_some_and(|at| {
            let around = parts.path_to(*at);
            around.iter().any(|around| parts.ended_by_time(*around))
        })
    }

    /// Whether something catches an error of that code that the element ends in: its own boundary events, those of the
    /// sub-processes around it, or an event sub-process beside one of them.
    #[must_use]
    pub fn catches_error(&self, element: &str, code: &str) -> bool {
        let parts = &*self.0;
        let Some(at) = parts.by_id.get(element).copied() else {
            return false;
        };
        let catches = |event: &usize| {
            let on = parts.nodes[*event].kind.catching();
            on.is_some_and(|on| {
                on.any(|t| matches!(t, Trigger::Error(c) if c.as_deref().is_none_or(|c| c == code)))
            })
        };
        parts.path_to(at).into_iter().any(|node| {
            let node = &parts.nodes[node];
            let beside = &parts.containers[node.container].event_starts;
            node.boundaries.iter().chain(beside).any(catches)
        })
    }
}

impl Parts {
    /// The nodes of a container at which a token of one of them would be in the same parallel branches. One that left its branch
    /// would leave the others waiting at their join, or have what follows done twice.
    pub(crate) fn in_the_same_branches(&self, from: usize) -> HashSet<usize> {
        let container = self.nodes[from].container;
        let nodes = &self.containers[container].nodes;
        let mut same: HashSet<usize> = nodes.iter().copied().collect();
        for fork in nodes.iter().filter(|at| self.forks(**at)) {
            let heads = self.nodes[*fork].outgoing.iter();
            let branches: Vec<HashSet<usize>> = heads
                .map(|flow| self.reached(&[self.flows[*flow].target], |at| at != *fork))
                .collect();
            // Reached by none, a node lies before the fork; by all, behind the join.
            let in_which = |at: usize| -> Vec<bool> {
                let all: Vec<bool> = branches
                    .iter()
                    .map(|b| at != *fork && b.contains(&at))
                    .collect();
                if all.iter().all(|here| *here) {
                    vec![false; all.len()]
                } else {
                    all
                }
            };
            let wanted = in_which(from);
            same.retain(|at| in_which(*at) == wanted);
        }
        let beside = nodes.iter().filter(|at| {
            matches!(
                self.nodes[**at].kind,
                Kind::Boundary {
                    interrupting: false,
                    ..
                }
            )
        });
        for event in beside {
            let without = self.reached(&self.entries(container), |at| at != *event);
            let only_by_it = |at: usize| at == *event || !without.contains(&at);
            same.retain(|at| only_by_it(*at) == only_by_it(from));
        }
        same
    }

    /// The nodes that some nodes lead to, themselves among them, by nodes that may be passed.
    fn reached(&self, from: &[usize], passable: impl Fn(usize) -> bool) -> HashSet<usize> {
        let mut seen = HashSet::new();
        let mut left = from.to_vec();
        while let Some(next) = left.pop() {
            if seen.insert(next) && passable(next) {
                left.extend(self.successors(next));
            }
        }
        seen
    }

    /// Whether a node is a task of a person, or has one in it.
    fn is_of_people(&self, at: usize, seen: &mut HashSet<usize>) -> bool {
        match &self.nodes[at].kind {
            Kind::Task(kind, _) | Kind::Call(Called::Job(_, kind)) => {
                matches!(kind, JobKind::User | JobKind::Manual)
            }
            Kind::SubProcess { container, .. } | Kind::Call(Called::Process(container)) => {
                // A process may call itself.
                seen.insert(*container)
                    && self.containers[*container]
                        .nodes
                        .iter()
                        .any(|inner| self.is_of_people(*inner, seen))
            }
            _ => false,
        }
    }

    /// The nodes that a token can come to from a node, itself only when it goes round.
    fn behind(&self, at: usize) -> HashSet<usize> {
        let mut seen = HashSet::new();
        let mut left = self.successors(at);
        while let Some(next) = left.pop() {
            if seen.insert(next) {
                left.extend(self.successors(next));
            }
        }
        seen
    }

    /// A node and the sub-processes around it, the outermost first.
    fn path_to(&self, at: usize) -> Vec<usize> {
        let mut path = vec![at];
        let mut container = self.nodes[at].container;
        while let Some(around) = self.containers[container].node {
            path.push(around);
            container = self.nodes[around].container;
        }
        path.reverse();
        path
    }

    fn may_precede(&self, first: usize, second: usize) -> bool {
        let (a, b) = (self.path_to(first), self.path_to(second));
        let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let (Some(a), Some(b)) = (
            a.get(same).or(a.last()).copied(),
            b.get(same).or(b.last()).copied(),
        ) else {
            return true;
        };
        if self.nodes[a].container != self.nodes[b].container {
            // One process calls the other, or they run beside each other.
            return true;
        }
        let apart = |n: usize| {
            matches!(self.nodes[n].kind, Kind::EventSubProcess(_)) || self.nodes[n].for_compensation
        };
        if apart(a) || apart(b) || self.behind(a).contains(&b) {
            return true;
        }
        // Within a sub-process that is repeated everything may precede everything.
        let repeated = |n: usize| {
            self.path_to(n)
                .iter()
                .any(|n| self.nodes[*n].runs.is_some() || self.behind(*n).contains(n))
        };
        if self.containers[self.nodes[a].container]
            .node
            .is_some_and(repeated)
        {
            return true;
        }
        a != b && self.beside(a, b)
    }

    /// Both lie behind a fork, and neither behind the other.
    fn beside(&self, a: usize, b: usize) -> bool {
        let container = &self.containers[self.nodes[a].container];
        let implicit = container.first.len() > 1;
        let ad_hoc = container.node.is_some_and(|n| {
            matches!(
                self.nodes[n].kind,
                Kind::SubProcess {
                    form: Form::AdHoc { .. },
                    ..
                }
            )
        });
        if self.behind(b).contains(&a) {
            return false;
        }
        implicit
            || ad_hoc
            || container.nodes.iter().any(|fork| {
                self.forks(*fork) && {
                    let behind = self.behind(*fork);
                    behind.contains(&a) && behind.contains(&b)
                }
            })
    }

    fn forks(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let one = matches!(
            node.kind,
            Kind::Exclusive
                | Kind::EventBased {
                    parallel: false,
                    ..
                }
        );
        let beside = |b: &usize| {
            matches!(
                self.nodes[*b].kind,
                Kind::Boundary {
                    interrupting: false,
                    ..
                }
            )
        };
        (node.outgoing.len() > 1 && !one)
            || node.completion_quantity > 1
            || node.boundaries.iter().any(beside)
    }

    fn waits_for_ever(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let waits = match &node.kind {
            Kind::Task(..) | Kind::Call(Called::Job(..)) => {
                matches!(node.kind.public(), NodeKind::Task(kind) if NodeKind::Task(kind).waits())
                    || matches!(node.kind, Kind::Call(_))
            }
            Kind::Receive { starts, .. } => !starts && !self.behind_event_gateway(at),
            Kind::Catch(on) => !timed(on) && on.link().is_none() && !self.behind_event_gateway(at),
            Kind::EventBased { starts: false, .. } => !node.outgoing.iter().any(|f| {
                self.nodes[self.flows[*f].target]
                    .kind
                    .catching()
                    .is_some_and(timed)
            }),
            _ => false,
        };
        waits
            && !self
                .path_to(at)
                .iter()
                .any(|around| self.ended_by_time(*around))
    }

    fn behind_event_gateway(&self, at: usize) -> bool {
        self.nodes[at].incoming.iter().any(|f| {
            matches!(
                self.nodes[self.flows[*f].source].kind,
                Kind::EventBased { .. }
            )
        })
    }

    /// An interrupting timer on an activity, or in the sub-process that it is.
    fn ended_by_time(&self, at: usize) -> bool {
        let boundary = |b: &usize| matches!(&self.nodes[*b].kind, Kind::Boundary { interrupting: true, on, .. } if timed(on));
        let start = |s: &usize| matches!(&self.nodes[*s].kind, Kind::Start { interrupting: true, on } if timed(on));
        let inside = match &self.nodes[at].kind {
            Kind::SubProcess { container, .. } => {
                self.containers[*container].event_starts.iter().any(start)
            }
            _ => false,
        };
        let process = self.containers[self.nodes[at].container].node.is_none()
            && self.containers[self.nodes[at].container]
                .event_starts
                .iter()
                .any(start);
        inside || process || self.nodes[at].boundaries.iter().any(boundary)
    }
}

fn timed(on: &Catching) -> bool {
    !on.all && on.any(|t| matches!(t, Trigger::Timer(_)))
}
