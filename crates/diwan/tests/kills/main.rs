//! `kill -9` at random points under load: what was acknowledged holds, nothing is done twice, and the
//! audit finds nothing.
//!
//! `DIWAN_KILLS` says how often (5 by itself); `DIWAN_KILLS_SEED` repeats a run's moments.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a helper of a test fails as the test does; the seed and the figures are for who runs it"
)]

mod client;
mod house;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use client::{Citizen, Official};
use harness::Store;
use house::House;

/// Commands in one round at least, so that each kill falls into work.
const ROUND: Duration = Duration::from_millis(700);

#[test]
fn nothing_acknowledged_is_lost_on_sqlite() {
    killed_and_killed(Store::Sqlite);
}

#[test]
fn nothing_acknowledged_is_lost_on_postgresql() {
    if harness::stores().contains(&Store::Postgres) {
        killed_and_killed(Store::Postgres);
    }
}

fn killed_and_killed(store: Store) {
    let kills: u32 = setting("DIWAN_KILLS").unwrap_or(5);
    let seed: u64 = setting("DIWAN_KILLS_SEED").unwrap_or_else(|| {
        let bytes: [u8; 8] = casework::Entropy::System.bytes();
        u64::from_be_bytes(bytes)
    });
    eprintln!("{store:?}: {kills} kills, DIWAN_KILLS_SEED={seed}");
    let moments = casework::Entropy::seeded(seed);
    let house = House::prepare(store);
    let mut server = house.serve();
    let stop = AtomicBool::new(false);
    let (done, audits) = std::thread::scope(|scope| {
        let citizens: Vec<_> = (1..=4)
            .map(|person| {
                let citizen = Citizen::new(person, house.address());
                scope.spawn(|| citizen.work(&stop))
            })
            .collect();
        let officials: Vec<_> = house
            .officers()
            .map(|person| {
                let official = Official::new(person, house.address());
                scope.spawn(|| official.work(&stop))
            })
            .collect();
        let mut audits = 0;
        for n in 1..=kills {
            let wait = u64::from(u16::from_be_bytes(moments.bytes())) % 1_000;
            std::thread::sleep(ROUND.mul_f64(wait as f64 / 1_000.0) + Duration::from_millis(20));
            server.kill();
            if n % 10 == 0 || n == kills || kills <= 10 {
                house.audit();
                audits += 1;
            }
            server = house.serve();
        }
        std::thread::sleep(ROUND);
        stop.store(true, Ordering::SeqCst);
        let done: Vec<_> = citizens.into_iter().map(|c| c.join().unwrap()).collect();
        let decided: usize = officials.into_iter().map(|o| o.join().unwrap()).sum();
        assert!(decided > 0, "the officials decided nothing");
        (done, audits)
    });
    let began = Instant::now();
    let (mut cases, mut messages, mut repeated) = (0, 0, 0);
    for citizen in &done {
        citizen.check();
        cases += citizen.cases.len();
        messages += citizen
            .cases
            .iter()
            .map(|c| c.messages.len())
            .sum::<usize>();
        repeated += citizen.repeated;
    }
    server.kill();
    house.audit();
    eprintln!(
        "{store:?}: {kills} kills: {cases} cases and {messages} messages acknowledged, {repeated} \
         commands sent again after a kill; all there once ({:?}); {} audits clean",
        began.elapsed(),
        audits + 1
    );
}

fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}
