//! Time and entropy as values: the only places where the process asks the machine for either.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Where the present moment comes from: the machine, or a test's hand.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, UTC.
    System,
    /// A clock that moves only when told; microseconds since 1970 UTC.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still at `start`.
    pub fn manual(start: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.as_microsecond())))
    }

    /// The present, cut to the microsecond, the unit of the record.
    pub fn now(&self) -> Timestamp {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "the one place that reads the clock"
            )]
            Self::System => micros(Timestamp::now().as_microsecond()),
            Self::Manual(us) => micros(us.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward; the system clock is left alone.
    pub fn advance(&self, by: std::time::Duration) {
        if let Self::Manual(us) = self {
            let step = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
            us.fetch_add(step, Ordering::SeqCst);
        }
    }

    /// Sets a manual clock, also backwards; the system clock is left alone.
    pub fn set(&self, to: Timestamp) {
        if let Self::Manual(us) = self {
            us.store(to.as_microsecond(), Ordering::SeqCst);
        }
    }
}

/// A timestamp from microseconds, clamped to what `jiff` can hold.
pub fn micros(us: i64) -> Timestamp {
    Timestamp::from_microsecond(us).unwrap_or(if us < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// Where unpredictable bytes come from: the operating system, or a test's seed.
#[derive(Clone, Debug)]
pub enum Entropy {
    /// The operating system's generator.
    System,
    /// SHA-256 in counter mode over a seed: for tests only, same seed, same bytes.
    Seeded(Arc<Mutex<(u64, u64)>>),
}

impl Entropy {
    /// Reproducible bytes for tests.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new((seed, 0))))
    }

    /// Fills `out`.
    ///
    /// # Panics
    /// When the operating system has no entropy to give: nothing safe can be done then.
    pub fn fill(&self, out: &mut [u8]) {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "the one place that asks for entropy"
            )]
            Self::System => getrandom::fill(out).expect("the operating system gives entropy"),
            Self::Seeded(state) => {
                let mut state = state
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner);
                for chunk in out.chunks_mut(32) {
                    state.1 += 1;
                    let mut hash = Sha256::new();
                    hash.update(state.0.to_be_bytes());
                    hash.update(state.1.to_be_bytes());
                    chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
                }
            }
        }
    }

    /// `N` fresh bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        self.fill(&mut out);
        out
    }
}
