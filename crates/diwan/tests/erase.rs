//! `diwan cases erase` beside a house that runs: nothing of the case can be read any more, and every proof of it holds.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;
use std::process::{Command, Output};

use casework::record::{self, KeyError};
use casework::{CaseId, Error};
use harness::{Scene, stores};

/// What the applicant wrote.
const SUBJECT: &str = "A stall beside the spice market";

/// Runs the binary; gives its exit code and what it said.
async fn diwan(arguments: &[&str], scene: Option<&Scene>) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command.args(arguments);
    for name in ["DIWAN_DATABASE", "DIWAN_DATA", "DIWAN_ORIGIN"] {
        command.env_remove(name);
    }
    if let Some(scene) = scene {
        let settings = scene.house.settings();
        command.arg("--data").arg(scene.house.dir());
        command.args(["--origin", &settings.origin]);
        if let Some(url) = &settings.database {
            command.args(["--database", url]);
        }
    }
    let run = move || -> Output { command.output().unwrap() };
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap(),
    )
}

async fn erase(scene: &Scene, number: &str) -> (i32, String) {
    let reason = ["--reason", "Article 17, asked for by the applicant"];
    let arguments = [["cases", "erase", number].as_slice(), &reason].concat();
    diwan(&arguments, Some(scene)).await
}

/// Every entry of the case, by its place in the log.
async fn entries(scene: &Scene, case: CaseId) -> Vec<u64> {
    let read = scene.house.casework.read(move |link, _| {
        let sql = "select seq from entries where case_id = $1 order by seq";
        let rows = link.query(sql, &[case.into()])?;
        Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
    });
    read.await.unwrap()
}

/// The receipts of the case's entries, in files.
async fn receipts(scene: &Scene, case: CaseId, dir: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    for seq in entries(scene, case).await {
        let read = scene
            .house
            .casework
            .read(move |link, parts| record::receipt(link, parts, seq));
        let path = dir.join(format!("{seq}.json"));
        std::fs::write(&path, read.await.unwrap().encode()).unwrap();
        paths.push(path.to_str().unwrap().to_owned());
    }
    paths
}

/// The case's key as the store has it; none once it is destroyed.
async fn wrapped(scene: &Scene, case: CaseId) -> Option<Vec<u8>> {
    let read = scene.house.casework.read(move |link, _| {
        let id = format!("case:{case}");
        let rows = link.query("select wrapped from keys where id = $1", &[id.into()])?;
        Ok(rows[0].get(0)?)
    });
    read.await.unwrap()
}

/// Whether any file of the house's folder has these bytes.
fn on_disk(dir: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(dir).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return on_disk(&path, bytes);
        }
        let content = std::fs::read(&path).unwrap();
        content.windows(bytes.len()).any(|part| part == bytes)
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_case_is_read_by_nobody_and_its_receipts_still_verify() {
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let (case, other) = (
            scene.open(SUBJECT).await.unwrap(),
            scene.open("A kiosk").await.unwrap(),
        );
        let number = case.number.to_string();
        let open = erase(&scene, &number).await;
        assert_eq!(
            (open.0, open.1.contains("only a closed case")),
            (2, true),
            "{open:?}"
        );
        scene.decide(case.id, true).await.unwrap();
        scene.decide(other.id, true).await.unwrap();
        let files = tempfile::tempdir().unwrap();
        let held = receipts(&scene, case.id, files.path()).await;
        assert!(
            held.len() > 3,
            "opened, assigned, completed, closed: {held:?}"
        );
        let key = wrapped(&scene, case.id).await.unwrap();
        let sqlite = scene.house.settings().database.is_none();
        assert_eq!(
            on_disk(scene.house.dir(), &key),
            sqlite,
            "the search finds what is there"
        );

        let erased = erase(&scene, &number).await;
        assert_eq!(
            (erased.0, erased.1.contains(&number)),
            (0, true),
            "{erased:?}"
        );
        assert_eq!(wrapped(&scene, case.id).await, None);
        assert!(
            !on_disk(scene.house.dir(), &key),
            "{store:?}: no page keeps the key"
        );
        for seq in entries(&scene, case.id).await {
            let read = scene
                .house
                .casework
                .read(move |link, parts| record::open_entry(link, parts, seq));
            let refused = read.await.map(|opened| opened.body);
            assert!(
                matches!(refused, Err(Error::Key(KeyError::Destroyed(_)))),
                "{refused:?}"
            );
        }
        let keys = scene.house.casework.published().borrow().keys.clone();
        let vkey = keys[0].clone();
        let mut verify = vec!["verify", "--key", &vkey];
        verify.extend(held.iter().map(String::as_str));
        let (code, said) = diwan(&verify, None).await;
        assert_eq!(code, 0, "{said}");
        let (code, said) = diwan(&["audit"], Some(&scene)).await;
        assert_eq!((code, said.contains("1 erased")), (0, true), "{said}");
        let again = erase(&scene, &number).await;
        assert_eq!(
            (again.0, again.1.contains("erased already")),
            (2, true),
            "{again:?}"
        );
        assert!(wrapped(&scene, other.id).await.is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_no_case_s_erases_nothing() {
    let scene = Scene::new(harness::Store::Sqlite, 1).await;
    let number = scene.open(SUBJECT).await.unwrap().number.to_string();
    let mut slip = number.clone();
    let last = if slip.ends_with('0') { "1" } else { "0" };
    slip.replace_range(slip.len() - 1.., last);
    let wrong = erase(&scene, &slip).await;
    assert_eq!(
        (wrong.0, wrong.1.contains("check digits")),
        (2, true),
        "{wrong:?}"
    );
    let nobody = casework::CaseNumber::new(2026, CaseId(77))
        .unwrap()
        .to_string();
    let absent = erase(&scene, &nobody).await;
    let why = format!("no case has the number {nobody}");
    assert_eq!((absent.0, absent.1.contains(&why)), (2, true), "{absent:?}");
    let arguments = ["cases", "erase", &number, "--reason", ""];
    assert_eq!(
        diwan(&arguments, Some(&scene)).await.0,
        2,
        "a reason is asked for"
    );
}
