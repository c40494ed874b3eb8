//! Backups of a house that runs, on both stores; houses made from them; the way from one store to the other.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;

use age::secrecy::ExposeSecret as _;
use backup::{Depot, Error, Identities, Recipients, Restored, Taken, Trust};
use casework::record::Fact;
use casework::{Actor, Casework, Settings, audit};
use harness::{Scene, Store, stores};

/// A key pair as `age-keygen` makes one.
struct Key {
    recipients: Recipients,
    identities: Identities,
}

fn key() -> Key {
    let identity = age::x25519::Identity::generate();
    let file = format!("# a comment\n{}\n", identity.to_string().expose_secret());
    Key {
        recipients: Recipients::parse(&[identity.to_public().to_string()]).unwrap(),
        identities: Identities::parse("key", &file).unwrap(),
    }
}

/// Runs what blocks beside the test's runtime.
async fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}

async fn take(scene: &Scene, dir: &Path, key: &Key, keep: usize) -> Taken {
    let (settings, now) = (scene.house.settings().clone(), scene.house.now());
    aside(move || {
        let depot = Depot::open(dir.to_str().unwrap()).unwrap();
        backup::take(&settings, &depot, &key.recipients, now, keep).unwrap()
    })
    .await
}

async fn restore(dir: &Path, key: &Key, to: &Path, trust: Trust) -> Result<Restored, Error> {
    let settings = Settings::new(to);
    aside(move || {
        let depot = Depot::open(dir.to_str().unwrap()).unwrap();
        backup::restore(&depot, &key.identities, &settings, &trust)
    })
    .await
}

async fn checkpoint(casework: &Casework) -> String {
    let read = casework.read(|link, _| Ok(casework::record::checkpoint(link)?));
    read.await.unwrap().1
}

/// All rows of a table, as text.
async fn rows(casework: &Casework, sql: &'static str) -> Vec<String> {
    let read = casework.read(move |link, _| {
        let rows = link.query(sql, &[])?;
        Ok(rows.iter().map(|r| format!("{:?}", r.values())).collect())
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_restored_is_what_was_backed_up_on_either_store() {
    for store in stores() {
        let (scene, key) = (Scene::new(store, 3).await, key());
        for subject in ["A stall", "A kiosk", "A café"] {
            let opened = scene.open(subject).await.unwrap();
            scene.decide(opened.id, true).await.unwrap();
        }
        let (depot, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let taken = take(&scene, depot.path(), &key, 1).await;
        assert_eq!(taken.pieces, taken.written, "{store:?}: all is new");
        let to = place.path().join("house");
        let kept = checkpoint(&scene.house.casework).await;
        let trust = Trust::Checkpoints(vec![("published".into(), kept.clone())]);
        let restored = restore(depot.path(), &key, &to, trust).await.unwrap();
        assert_eq!(restored.refused, [] as [String; 0]);
        assert!(restored.report.holds(), "{:?}", restored.report.findings);
        assert_eq!(restored.manifest.log.size, taken.entries);
        // It runs: the next case is appended where the old house ended.
        let casework = Casework::open(Settings {
            clock: scene.house.clock.clone(),
            ..Settings::new(&to)
        })
        .unwrap();
        assert_eq!(checkpoint(&casework).await, kept);
        let sql = "select seq, kind, key_id, commitment from entries order by seq";
        let (old, new) = (
            rows(&scene.house.casework, sql).await,
            rows(&casework, sql).await,
        );
        assert_eq!(old, new);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_many_pieces_is_backed_up_from_either_store() {
    for store in stores() {
        let (scene, key) = (Scene::new(store, 1).await, key());
        let many = scene.house.casework.write(|tx| {
            for by_us in 0..4_000 {
                let reference = "clock.example".to_owned();
                let fact = Fact::ClockCompared {
                    reference,
                    by_us,
                    off: false,
                };
                tx.append(Actor::System, fact)?;
            }
            Ok(())
        });
        let depot = tempfile::tempdir().unwrap();
        let small = take(&scene, depot.path(), &key, 1).await.pieces;
        many.await.unwrap();
        let taken = take(&scene, depot.path(), &key, 1).await;
        assert!(taken.entries > 4_000, "{store:?}: {taken:?}");
        assert!(taken.pieces >= small + 3, "{store:?}: {small}, {taken:?}");
        let place = tempfile::tempdir().unwrap();
        let to = place.path().join("house");
        let restored = restore(depot.path(), &key, &to, Trust::Nothing)
            .await
            .unwrap();
        assert!(restored.holds(), "{:?}", restored.report.findings);
        assert_eq!(restored.report.entries, taken.entries);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_backup_writes_what_changed_and_leaves_no_key_that_was_destroyed() {
    let (scene, key) = (Scene::new(Store::Sqlite, 1).await, key());
    let mut cases = Vec::new();
    for n in 0..40 {
        cases.push(scene.open(&format!("Stall {n}")).await.unwrap().id);
    }
    let (depot, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = take(&scene, depot.path(), &key, 1).await;
    scene.house.advance(std::time::Duration::from_secs(60));
    let same = take(&scene, depot.path(), &key, 1).await;
    assert_eq!((same.written, same.entries), (0, first.entries));
    assert_eq!(same.deleted, 1, "the manifest before");

    let names = |dir: &Path| {
        let mut all = Vec::new();
        for folder in std::fs::read_dir(dir.join("keys")).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                all.push(file.unwrap().path());
            }
        }
        all.sort();
        all
    };
    let before = names(depot.path());
    let erased = cases[7];
    scene.decide(erased, true).await.unwrap();
    let erase = scene
        .house
        .casework
        .write(move |tx| casework::case::erase_case(tx, Actor::Operator, erased, "asked for"));
    erase.await.unwrap();
    scene.house.advance(std::time::Duration::from_secs(60));
    let third = take(&scene, depot.path(), &key, 3).await;
    assert!(third.written > 0 && third.written < third.pieces);
    let after = names(depot.path());
    assert!(
        before.iter().all(|old| !after.contains(old)),
        "the piece with the key is gone"
    );
    let to = place.path().join("house");
    let restored = restore(depot.path(), &key, &to, Trust::Nothing)
        .await
        .unwrap();
    assert!(restored.holds(), "{:?}", restored.report.findings);
    assert_eq!(restored.report.erased, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_backup_cannot_pass_as_the_present() {
    let (scene, key) = (Scene::new(Store::Sqlite, 1).await, key());
    scene.open("A stall").await.unwrap();
    let (depot, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let taken = take(&scene, depot.path(), &key, 1).await;
    scene.open("A kiosk").await.unwrap();
    let later = checkpoint(&scene.house.casework).await;
    let to = place.path().join("house");
    let trust = Trust::Checkpoints(vec![("witness".into(), later)]);
    let restored = restore(depot.path(), &key, &to, trust).await.unwrap();
    assert!(!restored.holds());
    let has = format!("this backup has {}", taken.entries);
    assert!(restored.refused[0].contains(&has), "{:?}", restored.refused);
    let refused = Casework::open(Settings::new(&to))
        .err()
        .unwrap()
        .to_string();
    assert!(refused.contains("rolled"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_backup_is_found_and_a_wrong_key_opens_nothing() {
    let (scene, own, other) = (Scene::new(Store::Sqlite, 1).await, key(), key());
    scene.open("A stall").await.unwrap();
    let depot = tempfile::tempdir().unwrap();
    let place = tempfile::tempdir().unwrap();
    take(&scene, depot.path(), &own, 1).await;
    let at = |name: &str| place.path().join(name);
    let wrong = restore(depot.path(), &other, &at("a"), Trust::Nothing).await;
    assert!(matches!(wrong, Err(Error::Piece { .. })), "{wrong:?}");
    let occupied = restore(depot.path(), &own, scene.house.dir(), Trust::Nothing).await;
    assert!(matches!(
        occupied,
        Err(Error::House(casework::Error::Conflict(_)))
    ));
    let nothing = tempfile::tempdir().unwrap();
    let empty = restore(nothing.path(), &own, &at("b"), Trust::Nothing).await;
    assert!(matches!(empty, Err(Error::Empty(_))));

    // Whoever has the public key can write pieces: the audit finds what they say.
    scene.house.tamper("update tasks set role = 'nobody'").await;
    scene.house.advance(std::time::Duration::from_secs(60));
    take(&scene, depot.path(), &own, 1).await;
    let forged = restore(depot.path(), &own, &at("c"), Trust::Nothing)
        .await
        .unwrap();
    assert!(!forged.holds());

    let folders = std::fs::read_dir(depot.path().join("rows")).unwrap();
    let mut pieces = folders.flat_map(|f| std::fs::read_dir(f.unwrap().path()).unwrap());
    let piece = pieces.next().unwrap().unwrap();
    let mut bytes = std::fs::read(piece.path()).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(piece.path(), bytes).unwrap();
    let broken = restore(depot.path(), &own, &at("d"), Trust::Nothing).await;
    assert!(matches!(broken, Err(Error::Piece { .. })), "{broken:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_moves_to_the_other_store_and_back_with_its_proofs() {
    if !stores().contains(&Store::Postgres) {
        eprintln!("skipped: there is no PostgreSQL");
        return;
    }
    let scene = Scene::new(Store::Sqlite, 3).await;
    for subject in ["A stall", "A kiosk"] {
        let opened = scene.open(subject).await.unwrap();
        scene.decide(opened.id, true).await.unwrap();
    }
    let before = checkpoint(&scene.house.casework).await;
    let from = scene.house.settings().clone();
    let database = harness::Database::create().await;
    let there = Settings {
        database: Some(database.url().to_owned()),
        ..from.clone()
    };
    let back = tempfile::tempdir().unwrap();
    let again = Settings {
        data: back.path().to_owned(),
        ..from.clone()
    };
    for file in ["master.key", "log.key", "draw.key"] {
        std::fs::create_dir_all(again.keys_dir()).unwrap();
        std::fs::copy(from.keys_dir().join(file), again.keys_dir().join(file)).unwrap();
    }
    for (from, to) in [(from, there.clone()), (there, again)] {
        let (source, target) = (from.clone(), to.clone());
        let moved = aside(move || backup::move_house(&source, &target))
            .await
            .unwrap();
        assert!(moved.report.holds(), "{:?}", moved.report.findings);
        assert_eq!(moved.log.checkpoint, before);
        let (source, target) = (from, to.clone());
        let twice = aside(move || backup::move_house(&source, &target)).await;
        assert!(matches!(
            twice,
            Err(Error::House(casework::Error::Conflict(_)))
        ));
        let report = aside(move || audit::audit(&to)).await.unwrap();
        assert!(report.holds());
    }
}
