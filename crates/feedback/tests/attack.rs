//! The attack on published figures: whoever subtracts what was published, from week to week and from a total to its parts, looks
//! for groups of fewer than five. It succeeds against the obvious way to publish, and never against ours.
use std::collections::BTreeMap;

use feedback::publish::{Asked, Cell, FEWEST_ANSWERS, Figures, Pool, Tally, figures, release};
use proptest::prelude::*;

/// An answer as the attacker does not see it: who gave it, about what, in which week.
type Arrival = (u8, u8, i64);

/// What is published in a week: how many answers stand behind each cell and each sum.
#[derive(Clone, Debug, Default)]
struct Publication {
    cells: BTreeMap<Cell, u64>,
    services: BTreeMap<String, u64>,
    offices: BTreeMap<String, u64>,
    all: u64,
}

impl Publication {
    fn of(figures: &Figures) -> Self {
        let count = |(k, t): (&String, &Tally)| (k.clone(), t.answers());
        let cells = figures.cells.iter();
        Self {
            cells: cells.map(|(c, t)| (c.clone(), t.answers())).collect(),
            services: figures.services.iter().map(count).collect(),
            offices: figures.offices.iter().map(count).collect(),
            all: figures.all.answers(),
        }
    }

    /// Everything that can be had from one publication: its figures, and of each sum what remains when all parts that are
    /// shown are taken away.
    fn derived(&self) -> BTreeMap<String, u64> {
        let mut all = BTreeMap::new();
        let mut rest = |name: String, total: u64, parts: u64| {
            all.insert(format!("{name}, the rest"), total - parts);
            all.insert(name, total);
        };
        rest("all by cells".into(), self.all, self.cells.values().sum());
        rest(
            "all by services".into(),
            self.all,
            self.services.values().sum(),
        );
        rest(
            "all by offices".into(),
            self.all,
            self.offices.values().sum(),
        );
        for (service, total) in &self.services {
            let parts = self.cells.iter().filter(|(c, _)| c.service == *service);
            rest(
                format!("service {service}"),
                *total,
                parts.map(|(_, n)| n).sum(),
            );
        }
        for (office, total) in &self.offices {
            let parts = self.cells.iter().filter(|(c, _)| c.office == *office);
            rest(
                format!("office {office}"),
                *total,
                parts.map(|(_, n)| n).sum(),
            );
        }
        for (cell, n) in &self.cells {
            all.insert(format!("cell {}/{}", cell.service, cell.office), *n);
        }
        all
    }
}

/// The attack: groups of one to four people that can be singled out.
fn attack(published: &[Publication]) -> Vec<String> {
    let small = |n: u64| (1..FEWEST_ANSWERS as u64).contains(&n);
    let derived: Vec<_> = published.iter().map(Publication::derived).collect();
    let mut found = Vec::new();
    for (week, now) in derived.iter().enumerate() {
        for (name, n) in now {
            if small(*n) {
                found.push(format!("week {week}, {name}: {n}"));
            }
            // Against every earlier publication: what came since. What was not shown then counted, to the attacker, nothing.
            for (earlier, then) in derived[..week].iter().enumerate() {
                if let Some(since) = then.get(name).and_then(|before| n.checked_sub(*before))
                    && small(since)
                {
                    found.push(format!("{name}, week {earlier} to {week}: {since}"));
                }
            }
        }
    }
    found
}

fn cell((service, office, _): Arrival) -> Cell {
    Cell {
        service: format!("s{service}"),
        office: format!("o{office}"),
    }
}

fn tally(n: usize) -> Tally {
    let mut tally = Tally::default();
    tally.add(3, Asked::No, n as u64);
    tally
}

/// The obvious way: every week all answers so far; a cell is left out while it has fewer than five.
fn naive(arrivals: &[Arrival], weeks: i64) -> Vec<Publication> {
    let week = |until: i64| {
        let mut counts: BTreeMap<Cell, Tally> = BTreeMap::new();
        for arrival in arrivals.iter().filter(|a| a.2 < until) {
            counts
                .entry(cell(*arrival))
                .or_default()
                .add(3, Asked::No, 1);
        }
        let mut all = Publication::of(&figures(&counts));
        all.cells.retain(|_, n| *n >= FEWEST_ANSWERS as u64);
        all.services.retain(|_, n| *n >= FEWEST_ANSWERS as u64);
        all.offices.retain(|_, n| *n >= FEWEST_ANSWERS as u64);
        all
    };
    (1..=weeks).map(week).collect()
}

/// Our way: batches, entered once a week.
fn ours(arrivals: &[Arrival], weeks: i64) -> (Vec<Publication>, Vec<usize>) {
    let mut waiting: BTreeMap<Cell, Vec<Pool<usize>>> = BTreeMap::new();
    let mut entered: Vec<(Cell, Tally)> = Vec::new();
    let (mut sizes, mut published) = (Vec::new(), Vec::new());
    for week in 1..=weeks {
        for (who, arrival) in arrivals.iter().enumerate().filter(|(_, a)| a.2 == week - 1) {
            let pools = waiting.entry(cell(*arrival)).or_default();
            match pools.iter_mut().find(|p| p.week == arrival.2) {
                Some(pool) => pool.answers.push(who),
                None => pools.push(Pool {
                    week: arrival.2,
                    answers: vec![who],
                }),
            }
        }
        for (cell, pools) in &mut waiting {
            let (batches, left) = release(std::mem::take(pools), week);
            *pools = left;
            for batch in batches {
                sizes.push(batch.len());
                entered.push((cell.clone(), tally(batch.len())));
            }
        }
        let all = figures(entered.iter().map(|(c, t)| (c, t)));
        published.push(Publication::of(&all));
    }
    (published, sizes)
}

/// Seven in a week at one office, one more in the next; three at another office.
fn small_town() -> Vec<Arrival> {
    let mut all = vec![(0, 0, 0); 7];
    all.push((0, 0, 1));
    all.extend([(0, 1, 0); 3]);
    all
}

#[test]
fn the_attack_succeeds_against_the_obvious_way_to_publish() {
    let found = attack(&naive(&small_town(), 2));
    let expected = [
        // The hidden cell, from the service's total and its other cell.
        "week 0, service s0, the rest: 3",
        // The one who came in the second week.
        "cell s0/o0, week 0 to 1: 1",
    ];
    for one in expected {
        assert!(found.iter().any(|f| f == one), "{one}: {found:?}");
    }
}

#[test]
fn and_fails_against_ours() {
    let (published, _) = ours(&small_town(), 2);
    assert_eq!(attack(&published), Vec::<String>::new());
    let last = published.last().unwrap();
    assert_eq!((last.all, last.cells.len()), (7, 1));
}

fn arrivals() -> impl Strategy<Value = Vec<Arrival>> {
    prop::collection::vec((0..3_u8, 0..3_u8, 0..8_i64), 0..160)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever comes when, no subtraction finds a small group.
    #[test]
    fn no_difference_of_publications_finds_fewer_than_five(arrivals in arrivals()) {
        let (published, _) = ours(&arrivals, 9);
        prop_assert_eq!(attack(&published), Vec::<String>::new());
    }

    /// The reason, which covers every other computation too: all that is published are sums over batches of five and more, so
    /// that all of a batch have one coefficient in any sum or difference of figures.
    #[test]
    fn every_batch_has_five_and_nobody_is_in_two_or_lost(arrivals in arrivals()) {
        let (published, sizes) = ours(&arrivals, 9);
        prop_assert!(sizes.iter().all(|n| *n >= FEWEST_ANSWERS));
        let entered = published.last().map_or(0, |p| p.all);
        prop_assert_eq!(entered, sizes.iter().sum::<usize>() as u64);
        // Who is not entered waits in a cell with fewer than five.
        let mut by_cell: BTreeMap<Cell, u64> = BTreeMap::new();
        for arrival in &arrivals { *by_cell.entry(cell(*arrival)).or_default() += 1; }
        let last = published.last().unwrap();
        for (cell, n) in by_cell {
            let shown = last.cells.get(&cell).copied().unwrap_or(0);
            prop_assert!(n - shown < FEWEST_ANSWERS as u64, "{cell:?}: {n} came, {shown} are shown");
        }
    }

    /// The attack is no straw man: where the obvious way has anything to hide, it is found most of the time.
    #[test]
    fn a_cell_that_the_obvious_way_hides_is_found_from_its_total(n in 5..20_usize, hidden in 1..5_usize) {
        let mut all = vec![(0, 0, 0); n];
        all.extend(vec![(0, 1, 0); hidden]);
        let wanted = format!("week 0, service s0, the rest: {hidden}");
        prop_assert!(attack(&naive(&all, 1)).contains(&wanted));
    }
}
