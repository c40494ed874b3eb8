//! A case that was erased: no backup in the depot opens anything of it, on either store.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;

use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;
use backup::{Depot, Identities, Recipients, Trust};
use casework::record::{self, KeyError};
use casework::{Actor, CaseId, Casework, Error, Settings, case};
use harness::{Scene, stores};

/// Runs what blocks beside the test's runtime.
async fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}

async fn back_up(scene: &Scene, dir: &Path, identity: &Identity) {
    let (settings, now) = (scene.house.settings().clone(), scene.house.now());
    let recipients = Recipients::parse(&[identity.to_public().to_string()]).unwrap();
    aside(move || {
        let depot = Depot::open(dir.to_str().unwrap()).unwrap();
        backup::take(&settings, &depot, &recipients, now, 5).unwrap()
    })
    .await;
    scene.house.advance(std::time::Duration::from_secs(60));
}

/// How many files of the depot, decrypted, have these bytes.
fn holding(dir: &Path, identity: &Identity, bytes: &[u8]) -> usize {
    let files = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    files
        .map(|path| {
            if path.is_dir() {
                return holding(&path, identity, bytes);
            }
            let plain = age::decrypt(identity, &std::fs::read(&path).unwrap()).unwrap();
            usize::from(plain.windows(bytes.len()).any(|part| part == bytes))
        })
        .sum()
}

async fn wrapped(casework: &Casework, case: CaseId) -> Option<Vec<u8>> {
    let read = casework.read(move |link, _| {
        let id = format!("case:{case}");
        let rows = link.query("select wrapped from keys where id = $1", &[id.into()])?;
        Ok(rows[0].get(0)?)
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_backup_that_was_kept_has_the_key_of_an_erased_case() {
    for store in stores() {
        let (scene, identity) = (Scene::new(store, 3).await, Identity::generate());
        let depot = tempfile::tempdir().unwrap();
        let case = scene.open("A stall").await.unwrap().id;
        back_up(&scene, depot.path(), &identity).await;
        scene.decide(case, true).await.unwrap();
        back_up(&scene, depot.path(), &identity).await;
        let key = wrapped(&scene.house.casework, case).await.unwrap();
        let before = holding(depot.path(), &identity, &key);
        assert!(before > 0, "the search finds what is there");

        let erase = scene
            .house
            .casework
            .write(move |tx| case::erase_case(tx, Actor::Operator, case, "asked for"));
        let entry = erase.await.unwrap();
        back_up(&scene, depot.path(), &identity).await;
        assert_eq!(holding(depot.path(), &identity, &key), 0, "{store:?}");

        let place = tempfile::tempdir().unwrap();
        let (from, to) = (depot.path(), Settings::new(place.path().join("house")));
        let file = identity.to_string().expose_secret().to_owned();
        let restored = aside(|| {
            let identities = Identities::parse("key", &file).unwrap();
            backup::restore(
                &Depot::open(from.to_str().unwrap()).unwrap(),
                &identities,
                &to,
                &Trust::Nothing,
            )
        })
        .await
        .unwrap();
        assert!(restored.holds(), "{:?}", restored.report.findings);
        assert_eq!(restored.report.erased, 1);
        let casework = Casework::open(Settings {
            clock: scene.house.clock.clone(),
            ..to
        })
        .unwrap();
        assert_eq!(wrapped(&casework, case).await, None);
        let read = casework.read(move |link, parts| {
            let sql = "select seq from entries where case_id = $1 order by seq";
            let rows = link.query(sql, &[case.into()])?;
            let all: Vec<u64> = rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?;
            Ok(all
                .into_iter()
                .map(|seq| record::open_entry(link, parts, seq).map(|o| o.body))
                .collect::<Vec<_>>())
        });
        let bodies = read.await.unwrap();
        assert!(bodies.len() > 3);
        for body in bodies {
            assert!(
                matches!(body, Err(Error::Key(KeyError::Destroyed(_)))),
                "{body:?}"
            );
        }
        let read = casework.read(move |link, parts| record::open_entry(link, parts, entry));
        let said = String::from_utf8(read.await.unwrap().body).unwrap();
        assert!(
            said.contains("\"kind\":\"case.erased\"") && said.contains("asked for"),
            "{said}"
        );
    }
}
