//! Playing every game.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::game::{Game, MANY, Move, Order, Situation, tokens};

/// What was seen.
pub(super) struct Exploration {
    pub(super) seen: usize,
    /// Every situation was seen.
    pub(super) whole: bool,
    /// Where tokens wait while nothing can move.
    pub(super) stuck: BTreeSet<usize>,
    /// Where several tokens came at once.
    pub(super) crowded: BTreeSet<usize>,
    /// Where tokens are from where there is no way to an end.
    pub(super) endless: BTreeSet<usize>,
}

struct Explorer<'g, 'p> {
    game: &'g Game<'p>,
    known: HashMap<Situation, u32>,
    situations: Vec<Situation>,
    /// By situation: those that lead to it.
    before: Vec<Vec<u32>>,
    found: Exploration,
}

pub(super) fn explore(
    game: &Game<'_>,
    start: Situation,
    fired: &mut HashSet<usize>,
    most: usize,
) -> Exploration {
    let found = Exploration {
        seen: 0,
        whole: true,
        stuck: BTreeSet::new(),
        crowded: BTreeSet::new(),
        endless: BTreeSet::new(),
    };
    let mut explorer = Explorer {
        game,
        known: HashMap::new(),
        situations: Vec::new(),
        before: Vec::new(),
        found,
    };
    explorer.note(start);
    let (mut next, mut ends) = (0, Vec::new());
    while next < explorer.situations.len() {
        if explorer.situations.len() > most {
            explorer.found.whole = false;
            break;
        }
        if explorer.expand(next as u32, fired) {
            ends.push(next as u32);
        }
        next += 1;
    }
    explorer.found.seen = explorer.situations.len();
    if explorer.found.whole {
        explorer.look_back(ends);
    }
    explorer.found
}

impl Explorer<'_, '_> {
    fn note(&mut self, situation: Situation) -> (u32, bool) {
        if let Some(known) = self.known.get(&situation) {
            return (*known, false);
        }
        let at = self.situations.len() as u32;
        self.known.insert(situation.clone(), at);
        self.situations.push(situation);
        self.before.push(Vec::new());
        (at, true)
    }

    /// Adds what can follow on a situation; true when it is an end, one way or the other.
    fn expand(&mut self, at: u32, fired: &mut HashSet<usize>) -> bool {
        let situation = self.situations[at as usize].clone();
        if situation.is_empty() {
            return true;
        }
        self.crowds(&situation);
        let nodes: BTreeSet<usize> = situation
            .iter()
            .map(|(place, _)| self.game.taker(*place))
            .collect();
        let mut moves: Vec<(usize, Move)> = Vec::new();
        for node in nodes {
            moves.extend(
                self.game
                    .moves(node, &situation)
                    .into_iter()
                    .map(|m| (node, m)),
            );
        }
        if moves.is_empty() {
            self.found
                .stuck
                .extend(situation.iter().map(|(place, _)| self.game.taker(*place)));
            return true;
        }
        moves.sort_by_key(|(node, m)| (m.order, *node));
        // The first node's moves suffice while they lead to something new: what others would do stays possible.
        let first = moves[0].0;
        let alone = moves[0].1.order <= Order::Merge;
        let mut new = false;
        for (n, (node, m)) in moves.iter().enumerate() {
            if alone && new && *node != first && n > 0 {
                break;
            }
            fired.insert(*node);
            for outcome in &m.outcomes {
                let (next, fresh) = self.note(after(self.game, &situation, m, outcome));
                new |= fresh;
                self.before[next as usize].push(at);
            }
        }
        false
    }

    /// Several tokens before an element that runs for each of them.
    fn crowds(&mut self, situation: &Situation) {
        for (place, n) in situation {
            let node = self.game.taker(*place);
            if !self.game.counts(node) {
                continue;
            }
            let found = &self.game.parts.nodes[node];
            let joins = matches!(
                found.kind,
                crate::program::Kind::Parallel
                    | crate::program::Kind::Inclusive
                    | crate::program::Kind::Complex(_)
            );
            let before = found
                .incoming
                .iter()
                .filter(|f| tokens(situation, **f as u32) > 0)
                .count();
            if (*n > 1 && found.start_quantity == 1)
                || (before > 1 && found.incoming.len() > 1 && !joins && found.start_quantity == 1)
            {
                self.found.crowded.insert(node);
            }
        }
    }

    /// From which situations no end can be reached.
    fn look_back(&mut self, ends: Vec<u32>) {
        let mut can_end = vec![false; self.situations.len()];
        let mut left = ends;
        while let Some(at) = left.pop() {
            if !std::mem::replace(&mut can_end[at as usize], true) {
                left.extend(&self.before[at as usize]);
            }
        }
        for (situation, can_end) in self.situations.iter().zip(can_end) {
            if !can_end {
                self.found
                    .endless
                    .extend(situation.iter().map(|(place, _)| self.game.taker(*place)));
            }
        }
    }
}

fn after(game: &Game<'_>, situation: &Situation, m: &Move, outcome: &[u32]) -> Situation {
    if m.order == Order::Terminate {
        return Situation::new();
    }
    let mut next = situation.clone();
    for place in &m.takes {
        if let Ok(at) = next.binary_search_by_key(place, |(p, _)| *p) {
            next[at].1 -= 1;
            if next[at].1 == 0 {
                next.remove(at);
            }
        }
    }
    for place in outcome {
        match next.binary_search_by_key(place, |(p, _)| *p) {
            Ok(at) if game.counts(game.taker(*place)) => next[at].1 = (next[at].1 + 1).min(MANY),
            Ok(_) => {}
            Err(at) => next.insert(at, (*place, 1)),
        }
    }
    next
}
