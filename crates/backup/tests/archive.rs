//! Archives in backups: a restored house has them, the second backup does not write them again, and a false one is refused.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;
use std::time::Duration;

use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;
use backup::{Depot, Identities, Recipients, Restored, Taken, Trust};
use casework::case::read;
use casework::{Casework, Settings, archive};
use harness::{Scene, stores};

/// Runs what blocks beside the test's runtime.
async fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}

async fn back_up(scene: &Scene, dir: &Path, identity: &Identity) -> Result<Taken, backup::Error> {
    let (settings, now) = (scene.house.settings().clone(), scene.house.now());
    let recipients = Recipients::parse(&[identity.to_public().to_string()]).unwrap();
    let taken = aside(move || {
        let depot = Depot::open(dir.to_str().unwrap()).unwrap();
        backup::take(&settings, &depot, &recipients, now, 1)
    });
    let taken = taken.await;
    scene.house.advance(Duration::from_secs(60));
    taken
}

async fn restore(from: &Path, identity: &Identity, to: &Settings) -> Restored {
    let file = identity.to_string().expose_secret().to_owned();
    let restored = aside(|| {
        let identities = Identities::parse("key", &file).unwrap();
        let depot = Depot::open(from.to_str().unwrap()).unwrap();
        backup::restore(&depot, &identities, to, &Trust::Nothing)
    });
    restored.await.unwrap()
}

fn pieces(dir: &Path) -> usize {
    let Ok(files) = std::fs::read_dir(dir) else {
        return 0;
    };
    files
        .map(|e| e.unwrap().path())
        .map(|path| if path.is_dir() { pieces(&path) } else { 1 })
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_house_reads_its_archived_cases() {
    for store in stores() {
        let (scene, identity) = (Scene::new(store, 3).await, Identity::generate());
        let depot = tempfile::tempdir().unwrap();
        let case = scene.open("A stall").await.unwrap().id;
        scene.decide(case, true).await.unwrap();
        scene.house.advance(Duration::from_secs(60));
        back_up(&scene, depot.path(), &identity).await.unwrap();
        let before = scene.house.now();
        let told = &mut |_: &archive::Step| Ok(());
        let moved = archive::archive(&scene.house.casework, before, told).await;
        assert_eq!(moved.unwrap().cases, 1);
        let archives = depot.path().join("archives");
        back_up(&scene, depot.path(), &identity).await.unwrap();
        assert_eq!(pieces(&archives), 1, "{store:?}");
        let again = back_up(&scene, depot.path(), &identity).await.unwrap();
        assert_eq!(again.written, 0, "{store:?}: nothing is new");

        let place = tempfile::tempdir().unwrap();
        let to = Settings::new(place.path().join("house"));
        let restored = restore(depot.path(), &identity, &to).await;
        assert!(restored.holds(), "{:?}", restored.report.findings);
        assert_eq!(restored.report.archives, 1);
        let casework = Casework::open(Settings {
            clock: scene.house.clock.clone(),
            ..to
        })
        .unwrap();
        let read = casework.read(move |link, parts| {
            let sql = "select max(needs) from migrations";
            let needs: i64 = link.query(sql, &[])?[0].get(0)?;
            Ok((needs, read::timeline(link, parts, case, None, 100)?.len()))
        });
        let (needs, lines) = read.await.unwrap();
        assert!(lines > 3, "opened, assigned, completed, closed: {lines}");
        assert_eq!(needs, 11, "programs that know no archives are refused");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_is_not_the_one_named_is_not_backed_up() {
    let (scene, identity) = (
        Scene::new(harness::Store::Sqlite, 3).await,
        Identity::generate(),
    );
    let depot = tempfile::tempdir().unwrap();
    let case = scene.open("A stall").await.unwrap().id;
    scene.decide(case, true).await.unwrap();
    scene.house.advance(Duration::from_secs(60));
    let told = &mut |_: &archive::Step| Ok(());
    let moved = archive::archive(&scene.house.casework, scene.house.now(), told);
    moved.await.unwrap();
    let dir = scene.house.settings().archive_dir();
    let file = std::fs::read_dir(dir).unwrap().next().unwrap().unwrap();
    std::fs::write(file.path(), b"another").unwrap();
    let refused = back_up(&scene, depot.path(), &identity).await.unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("not the archive that the record names"),
        "{refused}"
    );
    assert_eq!(pieces(&depot.path().join("manifests")), 0);
}
