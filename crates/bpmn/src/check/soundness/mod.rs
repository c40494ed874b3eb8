//! Soundness: whether a process can always end, and every step can run.
//!
//! Each process and sub-process is played as a token game in which data decides nothing: every choice may go either way, an
//! activity is one move (its sub-process is played on its own), its boundary events may happen or not. Moves that cannot disturb
//! each other are not tried in every order, so that parallel branches add up instead of multiplying. When there are more
//! situations than [`SITUATIONS`], structural rules judge instead, and the finding says so.

mod explore;
mod game;
mod structural;

use std::collections::HashSet;

use super::Check;
use crate::program::Kind;
use explore::{Exploration, explore};
use game::Game;

/// Most situations looked at in one file: some tens of milliseconds.
const SITUATIONS: usize = 20_000;

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
