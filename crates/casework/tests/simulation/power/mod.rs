//! Power cuts: a house on SQLite is left in the middle of a command as a disk may leave it, opened again, and goes on.
//! Whatever was acknowledged is there, byte for byte; whatever was not is there whole or not at all.

mod disk;
mod people;

use std::ops::Range;
use std::time::Instant;

use casework::record::{Published, RecordError};
use casework::{Clock, Error, audit};
use harness::{Scene, Store};

use self::disk::Disk;
use self::people::Running;
use crate::seed::{Seed, seeds};

/// Seeds of the ordinary run.
const SEEDS: Range<u64> = 0..40;
/// A Tuesday morning in Beirut.
const START: &str = "2026-11-24T08:00:00Z";

/// The disk of a house with a procedure, a citizen and three officials.
async fn furnished() -> Disk {
    let scene = Scene::new(Store::Sqlite, 3).await;
    let disk = Disk::read(scene.house.dir());
    drop(scene);
    disk
}

/// What people were told: the log as of then.
type Told = Vec<Published>;

/// Whether the house still stands to all that was told.
async fn stands_to(running: &Running, told: &Told) -> Result<(), String> {
    let size = running.published().size;
    for known in told {
        if known.size > size {
            return Err(format!(
                "{} entries were acknowledged, {size} are there",
                known.size
            ));
        }
        let root = running.root(known.size).await.map_err(|e| e.to_string())?;
        let was = known.checkpoint.lines().nth(2).unwrap_or_default();
        if root != was {
            return Err(format!("the log of {} entries is another", known.size));
        }
    }
    Ok(())
}

async fn audited(running: &Running) -> Vec<audit::Finding> {
    let settings = running.settings.clone();
    let report = tokio::task::spawn_blocking(move || audit::audit(&settings)).await;
    report.unwrap().unwrap().findings
}

/// A house lives through some power cuts; gives the root that it ends with, and how many of the cuts tore something.
async fn lives(start: &Disk, n: u64) -> Result<(String, usize), String> {
    let (mut seed, mut told) = (Seed::new(n), Told::new());
    let mut disk = start.clone();
    let clock = Clock::manual(START.parse().unwrap());
    let mut torn_cuts = 0;
    for cut in 0..=1 + seed.below(3) {
        let dir = tempfile::tempdir().unwrap();
        disk.write(dir.path());
        let opened = Running::open(dir.path(), n * 16 + cut as u64, &clock).await;
        let running = opened.map_err(|e| format!("after cut {cut} it does not open: {e}"))?;
        stands_to(&running, &told)
            .await
            .map_err(|e| format!("after cut {cut}: {e}"))?;
        let mut before = Disk::read(dir.path());
        for _ in 0..3 + seed.below(10) {
            told.push(running.published());
            before = Disk::read(dir.path());
            running.step(&mut seed).await;
        }
        let after = Disk::read(dir.path());
        disk = match before.torn(&after, &mut seed) {
            Some(torn) => {
                torn_cuts += 1;
                torn
            }
            // Tidied up in the middle: the last command is acknowledged with it.
            None => {
                told.push(running.published());
                after
            }
        };
        if seed.below(2) == 0 {
            // Published some time before the cut, as `diwan serve` does.
            let known = &told[seed.below(told.len())];
            disk.put("record/checkpoint", known.checkpoint.clone().into_bytes());
        }
    }
    let dir = tempfile::tempdir().unwrap();
    disk.write(dir.path());
    let running = Running::open(dir.path(), n * 16 + 15, &clock)
        .await
        .map_err(|e| e.to_string())?;
    stands_to(&running, &told).await?;
    running.step(&mut seed).await;
    if let Some(finding) = audited(&running).await.first() {
        return Err(format!("the audit finds: {finding}"));
    }
    let root = running.root(running.published().size).await;
    Ok((root.map_err(|e| e.to_string())?, torn_cuts))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_loses_nothing_that_was_acknowledged_and_halves_nothing_from_seeds() {
    let start = furnished().await;
    let (seeds, began) = (seeds(SEEDS), Instant::now());
    let many = seeds.clone().count();
    let mut torn = 0;
    for n in seeds {
        match lives(&start, n).await {
            Ok((_, cuts)) => torn += cuts,
            Err(why) => panic!("seed {n}: {why}\nagain: DIWAN_SEEDS={n}..{}", n + 1),
        }
    }
    assert!(
        torn >= many / 2,
        "{torn} of the cuts of {many} seeds tore something: too few"
    );
    let took = began.elapsed().as_secs_f64();
    eprintln!(
        "{many} seeds in {took:.1} s: {:.0} an hour",
        many as f64 / took * 3600.0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_same_log() {
    let start = furnished().await;
    for n in 0..3 {
        let (first, second) = (
            lives(&start, n).await.unwrap(),
            lives(&start, n).await.unwrap(),
        );
        assert_eq!(first, second, "seed {n}");
    }
}

/// The check can fail: a disk that lied about what it had written is found, with and without a published checkpoint.
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_lost_what_was_acknowledged_is_found() {
    let start = furnished().await;
    let clock = Clock::manual(START.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    start.write(dir.path());
    let running = Running::open(dir.path(), 1, &clock).await.unwrap();
    let mut lost = Disk::read(dir.path());
    let (mut seed, size) = (Seed::new(0), running.published().size);
    while running.published().size == size {
        running.step(&mut seed).await;
    }
    let told = vec![running.published()];

    let dir = tempfile::tempdir().unwrap();
    lost.write(dir.path());
    let reopened = Running::open(dir.path(), 2, &clock).await.unwrap();
    let why = stands_to(&reopened, &told).await.unwrap_err();
    assert!(why.contains("were acknowledged"), "{why}");
    // It goes on otherwise than it did: another log of the same size.
    while reopened.published().size < told[0].size {
        reopened.step(&mut seed).await;
    }
    let why = stands_to(&reopened, &told).await.unwrap_err();
    assert!(why.contains("is another"), "{why}");

    lost.put("record/checkpoint", told[0].checkpoint.clone().into_bytes());
    let dir = tempfile::tempdir().unwrap();
    lost.write(dir.path());
    let refused = Running::open(dir.path(), 3, &clock)
        .await
        .map(drop)
        .unwrap_err();
    assert!(
        matches!(refused, Error::Record(RecordError::RolledBack { .. })),
        "{refused}"
    );
}
