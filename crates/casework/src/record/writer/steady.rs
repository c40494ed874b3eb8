//! Whether somebody set the machine's clock.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

use crate::Clock;

/// Compares the wall clock with the machine's steady counter, which nobody can set.
pub(super) struct Steady {
    wall: Timestamp,
    counter: Instant,
}

impl Steady {
    pub(super) fn new(clock: &Clock) -> Self {
        Self {
            wall: clock.now(),
            counter: Instant::now(),
        }
    }

    /// By how much the wall clock ran off since the last call. A test's clock never jumps.
    pub(super) fn jump(&mut self, clock: &Clock) -> SignedDuration {
        if matches!(clock, Clock::Manual(_)) {
            return SignedDuration::ZERO;
        }
        let (wall, counter) = (clock.now(), Instant::now());
        let passed = counter.duration_since(self.counter);
        let passed = SignedDuration::try_from(passed).unwrap_or(SignedDuration::MAX);
        let by = wall.duration_since(self.wall) - passed;
        (self.wall, self.counter) = (wall, counter);
        by
    }
}
