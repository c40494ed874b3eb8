//! What may be published of answers, and when: a function.
//!
//! The one rule from which the rest follows: **every figure is a sum over whole batches, and each batch has five answers or
//! more.** An answer that still waits is in no figure, no total and no entry. So whoever subtracts figures from each other
//! (this week's from last week's, the offices' from the service's) is left with whole batches again. No total has to be
//! blurred, and no cell suppressed to protect another.
//!
//! *Invariant:* let a figure count the answers of a set. Each such set is a union of batches; so is each set that sums and
//! differences of them can single out, since all answers of a batch have the same coefficient in all of them.

use std::collections::BTreeMap;

pub use casework::record::fact::feedback::{Asked, FEWEST_ANSWERS};

/// Answers of an entry at most, so that no entry grows beyond some 50 kB.
pub const MOST: usize = 100;

/// Where something was answered about: a service at an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The service.
    pub service: String,
    /// The office.
    pub office: String,
}

/// Answers that wait, of one key, by the week in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool<A> {
    /// Weeks since the Monday before 1970.
    pub week: i64,
    /// The answers.
    pub answers: Vec<A>,
}

/// What of one key's waiting answers is entered in a week: batches, and the pools that go on waiting. Only weeks that are over
/// are looked at, so the moment of a batch tells no answer's.
pub fn release<A: Ord>(pools: Vec<Pool<A>>, week: i64) -> (Vec<Vec<A>>, Vec<Pool<A>>) {
    let (over, running): (Vec<_>, Vec<_>) = pools.into_iter().partition(|p| p.week < week);
    let ready: usize = over.iter().map(|p| p.answers.len()).sum();
    if ready < FEWEST_ANSWERS {
        return (Vec::new(), over.into_iter().chain(running).collect());
    }
    let mut all: Vec<A> = over.into_iter().flat_map(|p| p.answers).collect();
    all.sort();
    (batches(all), running)
}

/// Cuts sorted answers into batches, none too large and none too small.
fn batches<A>(all: Vec<A>) -> Vec<Vec<A>> {
    let parts = all.len().div_ceil(MOST).max(1);
    let (each, longer) = (all.len() / parts, all.len() % parts);
    let mut rest = all.into_iter();
    let size = |n| each + usize::from(n < longer);
    (0..parts)
        .map(|n| rest.by_ref().take(size(n)).collect())
        .collect()
}

/// How many answered what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answers that said 1, 2, 3, 4, 5 to how it was.
    pub how: [u64; 5],
    /// Answers by [`Asked::ALL`].
    pub asked: [u64; 3],
}

impl Tally {
    /// Counts answers alike: `how` from 1 to 5; any other is not counted.
    pub fn add(&mut self, how: i64, asked: Asked, count: u64) {
        let how = usize::try_from(how - 1).ok();
        if let Some(place) = how.and_then(|n| self.how.get_mut(n)) {
            *place += count;
            self.asked[asked as usize] += count;
        }
    }

    /// How many answers.
    #[must_use]
    pub fn answers(&self) -> u64 {
        self.how.iter().sum()
    }

    /// Those who were asked for something beyond the fee, in 100 who answered; rounded.
    #[must_use]
    pub fn asked_in_100(&self) -> u64 {
        in_100(self.asked[Asked::Yes as usize], self.answers())
    }

    /// Those for whom it was good or very good, in 100 who answered; rounded.
    #[must_use]
    pub fn good_in_100(&self) -> u64 {
        in_100(self.how[3] + self.how[4], self.answers())
    }

    fn merge(&mut self, other: &Self) {
        let pairs = self.how.iter_mut().zip(other.how);
        pairs.for_each(|(a, b)| *a += b);
        let pairs = self.asked.iter_mut().zip(other.asked);
        pairs.for_each(|(a, b)| *a += b);
    }
}

fn in_100(part: u64, all: u64) -> u64 {
    if all == 0 {
        0
    } else {
        (part * 200 + all) / (2 * all)
    }
}

/// All that is published: by service and office, and the sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// By service and office.
    pub cells: BTreeMap<Cell, Tally>,
    /// By service.
    pub services: BTreeMap<String, Tally>,
    /// By office.
    pub offices: BTreeMap<String, Tally>,
    /// Of all.
    pub all: Tally,
}

/// The figures of the batches that were entered.
#[must_use]
pub fn figures<'a>(batches: impl IntoIterator<Item = (&'a Cell, &'a Tally)>) -> Figures {
    let mut figures = Figures::default();
    for (cell, tally) in batches {
        figures.cells.entry(cell.clone()).or_default().merge(tally);
        let service = figures.services.entry(cell.service.clone());
        service.or_default().merge(tally);
        let office = figures.offices.entry(cell.office.clone());
        office.or_default().merge(tally);
        figures.all.merge(tally);
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_cut_evenly_and_none_is_small() {
        for n in [5, 6, MOST, MOST + 1, 2 * MOST + 3] {
            let sizes: Vec<_> = batches((0..n).collect()).iter().map(Vec::len).collect();
            assert_eq!(sizes.iter().sum::<usize>(), n);
            assert!(
                sizes.iter().all(|s| (FEWEST_ANSWERS..=MOST).contains(s)),
                "{sizes:?}"
            );
        }
    }

    #[test]
    fn the_running_week_and_fewer_than_five_wait() {
        let pool = |week, n: u32| Pool {
            week,
            answers: (0..n).rev().collect(),
        };
        assert_eq!(release(vec![pool(7, 4)], 8), (vec![], vec![pool(7, 4)]));
        assert_eq!(release(vec![pool(8, 9)], 8), (vec![], vec![pool(8, 9)]));
        let (out, left) = release(vec![pool(6, 4), pool(7, 2), pool(8, 3)], 8);
        assert_eq!(out, vec![vec![0, 0, 1, 1, 2, 3]]);
        assert_eq!(left, vec![pool(8, 3)]);
    }

    #[test]
    fn shares_are_rounded() {
        let mut tally = Tally::default();
        tally.add(5, Asked::No, 96);
        tally.add(1, Asked::Yes, 3);
        tally.add(0, Asked::Yes, 100);
        assert_eq!(
            (tally.answers(), tally.asked_in_100(), tally.good_in_100()),
            (99, 3, 97)
        );
    }
}
