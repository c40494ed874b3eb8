//! The token game of one container.

use std::collections::HashSet;

use super::Standing;
use crate::program::{Form, Kind, Parts, Throw, Trigger};

/// Tokens by place, sorted. A place is a sequence flow, or (from the number of flows on) the entry of a node.
pub(super) type Situation = Vec<(u32, u8)>;

/// Most tokens of one place that are told apart.
pub(super) const MANY: u8 = 3;
/// Most conditional flows of which all combinations are tried.
const COMBINED: usize = 6;

/// How soon a move is tried: those that disturb nothing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Order {
    /// Its tokens are its own and there is one outcome.
    Certain,
    /// Its tokens are its own and there are several outcomes.
    Choice,
    /// Others may come by its other flows: waiting shows whether they do.
    Merge,
    /// Whether it goes on depends on tokens elsewhere.
    Inclusive,
    /// It takes every token away.
    Terminate,
}

/// What a node can do in a situation: the tokens taken, and what is put in each of the outcomes.
pub(super) struct Move {
    pub(super) order: Order,
    pub(super) takes: Vec<u32>,
    pub(super) outcomes: Vec<Vec<u32>>,
}

pub(super) struct Game<'p> {
    pub(super) parts: &'p Parts,
    container: usize,
    /// Nodes that paths lead to without a boundary event that leaves its activity running. What only such an event leads to may
    /// run beside itself as often as the event happens: no harm is in that.
    main: HashSet<usize>,
}

impl<'p> Game<'p> {
    pub(super) fn new(parts: &'p Parts, container: usize) -> Game<'p> {
        let mut main = HashSet::new();
        let mut left = parts.entries(container);
        left.extend(
            parts.containers[container]
                .nodes
                .iter()
                .filter(|at| parts.nodes[**at].for_compensation),
        );
        while let Some(at) = left.pop() {
            if main.insert(at) {
                let beside = |n: &usize| {
                    matches!(
                        parts.nodes[*n].kind,
                        Kind::Boundary {
                            interrupting: false,
                            ..
                        }
                    )
                };
                left.extend(parts.successors(at).into_iter().filter(|n| !beside(n)));
            }
        }
        Game {
            parts,
            container,
            main,
        }
    }

    /// Several tokens there are told apart, and told of.
    pub(super) fn counts(&self, node: usize) -> bool {
        self.main.contains(&node)
    }

    fn entry(&self, node: usize) -> u32 {
        (self.parts.flows.len() + node) as u32
    }

    /// The situation in which tokens stand so.
    pub(super) fn situation(&self, tokens: &[Standing]) -> Situation {
        let mut situation = Situation::new();
        for token in tokens {
            let place = match token {
                Standing::At(node) => self.entry(*node),
                Standing::By(flow) => *flow as u32,
            };
            match situation.binary_search_by_key(&place, |(p, _)| *p) {
                Ok(at) => situation[at].1 = (situation[at].1 + 1).min(MANY),
                Err(at) => situation.insert(at, (place, 1)),
            }
        }
        situation
    }

    /// The node that takes the tokens of a place.
    pub(super) fn taker(&self, place: u32) -> usize {
        let place = place as usize;
        self.parts
            .flows
            .get(place)
            .map_or_else(|| place - self.parts.flows.len(), |flow| flow.target)
    }

    /// The situations it can begin in: together without an event, or one by one by what starts it.
    pub(super) fn starts(&self) -> Vec<Situation> {
        let container = &self.parts.containers[self.container];
        let mut starts = Vec::new();
        if !container.first.is_empty() {
            let mut first: Situation = container
                .first
                .iter()
                .map(|at| (self.entry(*at), 1))
                .collect();
            first.sort_unstable();
            starts.push(first);
        }
        for at in &container.nodes {
            let kind = &self.parts.nodes[*at].kind;
            let triggered = matches!(kind, Kind::Start { on, .. } if !on.triggers.is_empty())
                || kind.starts_by_message();
            if triggered || self.parts.nodes[*at].for_compensation {
                starts.push(vec![(self.entry(*at), 1)]);
            }
        }
        starts
    }

    /// What a node can do with the tokens before it.
    pub(super) fn moves(&self, at: usize, situation: &Situation) -> Vec<Move> {
        let node = &self.parts.nodes[at];
        let places: Vec<u32> = std::iter::once(self.entry(at))
            .chain(node.incoming.iter().map(|f| *f as u32))
            .collect();
        let full: Vec<u32> = places
            .iter()
            .copied()
            .filter(|p| tokens(situation, *p) > 0)
            .collect();
        let outcomes = || self.outcomes(at);
        let joins = node.incoming.len() > 1;
        match &node.kind {
            _ if full.is_empty() => Vec::new(),
            Kind::Parallel if joins => {
                let ready = node.incoming.iter().all(|f| full.contains(&(*f as u32)));
                let takes = node.incoming.iter().map(|f| *f as u32).collect();
                if ready {
                    vec![Move {
                        order: Order::Certain,
                        takes,
                        outcomes: outcomes(),
                    }]
                } else {
                    Vec::new()
                }
            }
            Kind::Inclusive if joins => {
                if self.more_may_come(at, situation, &full) {
                    return Vec::new();
                }
                vec![Move {
                    order: Order::Inclusive,
                    takes: full,
                    outcomes: outcomes(),
                }]
            }
            Kind::Complex(_) if joins => vec![Move {
                order: Order::Inclusive,
                takes: full,
                outcomes: outcomes(),
            }],
            _ if node.start_quantity > 1 => self.several(at, situation, &full),
            _ => {
                let outcomes = outcomes();
                let order = self.order(at, outcomes.len());
                full.into_iter()
                    .map(|place| Move {
                        order,
                        takes: vec![place],
                        outcomes: outcomes.clone(),
                    })
                    .collect()
            }
        }
    }

    fn order(&self, at: usize, outcomes: usize) -> Order {
        let node = &self.parts.nodes[at];
        let ends = |t: &Throw| matches!(t, Throw::Terminate | Throw::Error(_) | Throw::Cancel);
        if node.kind.throws().iter().any(ends) {
            Order::Terminate
        } else if node.incoming.len() > 1 {
            Order::Merge
        } else if outcomes > 1 {
            Order::Choice
        } else {
            Order::Certain
        }
    }

    /// An activity that needs several tokens.
    fn several(&self, at: usize, situation: &Situation, full: &[u32]) -> Vec<Move> {
        let wanted = self.parts.nodes[at].start_quantity.min(u32::from(MANY)) as usize;
        let there = full
            .iter()
            .flat_map(|p| std::iter::repeat_n(*p, usize::from(tokens(situation, *p))));
        let takes: Vec<u32> = there.take(wanted).collect();
        if takes.len() < wanted {
            return Vec::new();
        }
        vec![Move {
            order: Order::Merge,
            takes,
            outcomes: self.outcomes(at),
        }]
    }

    /// The standard's rule for inclusive joins, with tokens on flows.
    fn more_may_come(&self, at: usize, situation: &Situation, full: &[u32]) -> bool {
        let node = &self.parts.nodes[at];
        let reach = self.parts.reach(at);
        situation.iter().any(|(place, _)| {
            let from = self.taker(*place);
            let by = |wanted: bool| {
                node.incoming
                    .iter()
                    .zip(reach)
                    .any(|(f, sources)| sources[from] && full.contains(&(*f as u32)) == wanted)
            };
            from != at && by(false) && !by(true)
        })
    }

    fn outcomes(&self, at: usize) -> Vec<Vec<u32>> {
        let node = &self.parts.nodes[at];
        let all: Vec<u32> = node.outgoing.iter().map(|f| *f as u32).collect();
        let mut outcomes = match &node.kind {
            Kind::Exclusive
            | Kind::EventBased {
                parallel: false, ..
            } if !all.is_empty() => all.iter().map(|f| vec![*f]).collect(),
            Kind::Parallel | Kind::EventBased { .. } => vec![all],
            _ => self.combinations(at),
        };
        for throw in node.kind.throws() {
            if let Throw::Link(name) = throw
                && let Some(target) = self.parts.link(node.container, name)
            {
                outcomes = vec![vec![self.entry(target)]];
            }
        }
        if node.completion_quantity > 1 {
            let times = node.completion_quantity.min(u32::from(MANY)) as usize;
            outcomes = outcomes.into_iter().map(|o| o.repeat(times)).collect();
        }
        self.with_boundaries(at, outcomes)
    }

    /// The sets of flows that may be taken together: those without a condition always, the others in every combination.
    fn combinations(&self, at: usize) -> Vec<Vec<u32>> {
        let node = &self.parts.nodes[at];
        let conditional =
            |f: &&usize| Some(**f) == node.default || self.parts.flows[**f].condition.is_some();
        let always: Vec<u32> = node
            .outgoing
            .iter()
            .filter(|f| !conditional(f))
            .map(|f| *f as u32)
            .collect();
        let others: Vec<u32> = node
            .outgoing
            .iter()
            .filter(|f| conditional(f))
            .map(|f| *f as u32)
            .collect();
        let default = node.default.map(|f| f as u32);
        if others.is_empty() {
            return vec![always];
        }
        let mut sets: Vec<Vec<u32>> = if others.len() > COMBINED {
            others
                .iter()
                .map(|f| vec![*f])
                .chain([others
                    .iter()
                    .copied()
                    .filter(|f| Some(*f) != default)
                    .collect()])
                .collect()
        } else {
            (0..1_u32 << others.len())
                .map(|bits| {
                    others
                        .iter()
                        .enumerate()
                        .filter(|(n, _)| bits >> n & 1 == 1)
                        .map(|(_, f)| *f)
                        .collect()
                })
                .collect()
        };
        // The default is taken when no condition holds, and alone.
        sets.retain(|set| match default.is_some_and(|d| set.contains(&d)) {
            true => set.len() == 1 && always.is_empty(),
            false => !set.is_empty() || !always.is_empty(),
        });
        sets.into_iter()
            .map(|set| always.iter().copied().chain(set).collect())
            .collect()
    }

    /// Each interrupting boundary event is one more outcome; others may add their flows to any.
    fn with_boundaries(&self, at: usize, mut outcomes: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
        let node = &self.parts.nodes[at];
        if let Kind::SubProcess {
            form: Form::Transaction,
            ..
        } = node.kind
            && outcomes.is_empty()
        {
            outcomes.push(Vec::new());
        }
        let normal = outcomes.clone();
        for boundary in &node.boundaries {
            let Kind::Boundary {
                interrupting, on, ..
            } = &self.parts.nodes[*boundary].kind
            else {
                continue;
            };
            let stops =
                *interrupting || on.any(|t| matches!(t, Trigger::Error(_) | Trigger::Cancel));
            let entry = self.entry(*boundary);
            if stops {
                outcomes.push(vec![entry]);
            } else {
                let more = normal
                    .iter()
                    .map(|o| o.iter().copied().chain([entry]).collect());
                outcomes.extend(more);
            }
        }
        outcomes
    }
}

pub(super) fn tokens(situation: &Situation, place: u32) -> u8 {
    situation
        .binary_search_by_key(&place, |(p, _)| *p)
        .map_or(0, |at| situation[at].1)
}
