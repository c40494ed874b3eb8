//! Soundness: whether a process can always end, and every step can run.
//!
//! Each process and sub-process is played as a token game in which data decides nothing: every choice may go either way, an
//! activity is one move (its sub-process is played on its own), its boundary events may happen or not. Moves that cannot disturb
//! each other are not tried in every order, so that parallel branches add up instead of multiplying. When there are more
//! situations than [`SITUATIONS`], structural rules judge instead, and the finding says so.

mod explore;
mod game;
mod structural;

use std::collections::{BTreeSet, HashSet};

use super::Check;
use crate::program::{Kind, Parts};
use explore::{Exploration, explore};
use game::Game;

/// Most situations looked at in one file: some tens of milliseconds.
const SITUATIONS: usize = 20_000;

/// Where a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// At a node, about to leave it.
    At(usize),
    /// Before a node that it came to by a flow, where it waits for others.
    By(usize),
}

/// What becomes of tokens that are somewhere.
#[derive(Debug)]
pub(crate) struct Played {
    /// Every situation was seen.
    pub(crate) whole: bool,
    /// Where tokens wait while nothing can move.
    pub(crate) stuck: BTreeSet<usize>,
    /// Where several tokens come at once.
    pub(crate) crowded: BTreeSet<usize>,
    /// Where tokens are from where there is no way to an end.
    pub(crate) endless: BTreeSet<usize>,
}

/// Plays the game of a process or sub-process from where its tokens are.
pub(crate) fn play(parts: &Parts, container: usize, tokens: &[Standing], most: usize) -> Played {
    let game = Game::new(parts, container);
    let found = explore(&game, game.situation(tokens), &mut HashSet::new(), most);
    Played {
        whole: found.whole,
        stuck: found.stuck,
        crowded: found.crowded,
        endless: found.endless,
    }
}

impl Check<'_> {
    pub(super) fn soundness(&mut self) {
        let mut left = SITUATIONS;
        for container in 0..self.parts.containers.len() {
            let game = Game::new(self.parts, container);
            let mut fired = HashSet::new();
            let mut whole = true;
            for start in game.starts() {
                let found = explore(&game, start, &mut fired, left);
                left -= found.seen.min(left);
                whole &= found.whole;
                if found.whole {
                    self.explored(&found);
                } else {
                    self.structural(container);
                    break;
                }
            }
            if whole {
                self.dead(container, &fired);
            }
        }
    }

    fn explored(&mut self, found: &Exploration) {
        for at in &found.stuck {
            self.warning(
                *at,
                "deadlock",
                "the process can stop here for ever: tokens wait for others that never come (by exploring every situation)",
            );
        }
        for at in &found.crowded {
            self.warning(
                *at,
                "lack-of-synchronisation",
                "two tokens can come here at once and everything behind runs twice: join the branches first (by exploring every situation)",
            );
        }
        for at in &found.endless {
            self.warning(*at, "no-end", "from here the process can never end, whatever is decided (by exploring every situation)");
        }
    }

    /// Steps that paths lead to and that no situation reaches.
    fn dead(&mut self, container: usize, fired: &HashSet<usize>) {
        let reached = super::structure::reached(self.parts, container);
        for at in &self.parts.containers[container].nodes {
            let apart = matches!(
                self.parts.nodes[*at].kind,
                Kind::EventSubProcess(_) | Kind::Boundary { .. }
            );
            if !fired.contains(at)
                && reached.contains(at)
                && !apart
                && !self.parts.nodes[*at].for_compensation
            {
                self.warning(*at, "dead-step", "this step can never run: no situation leads to it (by exploring every situation)");
            }
        }
    }
}
