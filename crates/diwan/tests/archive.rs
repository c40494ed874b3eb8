//! `diwan archive` beside a house that runs: cases are read, proven and moved on to another store as before.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use casework::{CaseId, record};
use harness::{Scene, Store, stores};

/// The binary on the scene's house.
fn command(arguments: &[&str], scene: &Scene, archive: Option<&Path>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command.args(arguments);
    for name in [
        "DIWAN_DATABASE",
        "DIWAN_DATA",
        "DIWAN_ORIGIN",
        "DIWAN_ARCHIVE",
    ] {
        command.env_remove(name);
    }
    if arguments[0] != "verify" {
        let settings = scene.house.settings();
        command.arg("--data").arg(scene.house.dir());
        command.args(["--origin", &settings.origin]);
        if let Some(url) = &settings.database {
            command.args(["--database", url]);
        }
        if let Some(dir) = archive {
            command.arg("--archive").arg(dir);
        }
    }
    command
}

/// Runs the binary; gives its exit code, what it gave out, and what it said.
async fn diwan(arguments: &[&str], scene: &Scene, archive: Option<&Path>) -> (i32, String, String) {
    let mut command = command(arguments, scene, archive);
    let run = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = run.await.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The newest entry's receipt, in a file.
async fn receipt(scene: &Scene, case: CaseId, dir: &Path) -> String {
    let read = scene.house.casework.read(move |link, parts| {
        let sql = "select max(seq) from entries where case_id = $1";
        let seq: u64 = link.query(sql, &[case.into()])?[0].get(0)?;
        record::receipt(link, parts, seq)
    });
    let path = dir.join("receipt.json");
    std::fs::write(&path, read.await.unwrap().encode()).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A case closed in November 2026, and days that come after it on any machine's clock.
async fn closed(store: Store) -> (Scene, CaseId) {
    let scene = Scene::new(store, 3).await;
    let case = scene.open("A stall").await.unwrap().id;
    scene.decide(case, true).await.unwrap();
    (scene, case)
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_cases_move_beside_a_house_that_runs() {
    for store in stores() {
        let (scene, case) = closed(store).await;
        let none = ["archive", "--closed-before", "2026-11-24", "--json"];
        let (code, out, said) = diwan(&none, &scene, None).await;
        assert_eq!(
            (code, out.contains("\"cases\":0")),
            (0, true),
            "{out}{said}"
        );
        let dry = ["archive", "--closed-before", "2026-11-25", "--dry-run"];
        let (code, out, said) = diwan(&dry, &scene, None).await;
        assert_eq!(
            (code, out.contains("2026-11: 1 cases")),
            (0, true),
            "{out}{said}"
        );
        let folder = scene.house.settings().archive_dir();
        assert!(!folder.exists(), "nothing was changed");
        let real = ["archive", "--closed-before", "2026-11-25"];
        let (code, out, said) = diwan(&real, &scene, None).await;
        assert_eq!((code, out.starts_with("1 cases")), (0, true), "{out}{said}");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);

        // The house that ran all the while goes on, with what it now finds in the archive.
        let files = tempfile::tempdir().unwrap();
        let path = receipt(&scene, case, files.path()).await;
        let keys = record_keys(&scene).await;
        let verify = ["verify", "--key", &keys, &path];
        let (code, out, said) = diwan(&verify, &scene, None).await;
        assert_eq!(code, 0, "{out}{said}");
        scene.open("A kiosk").await.unwrap();
        let (code, out, said) = diwan(&["audit", "--json"], &scene, None).await;
        assert_eq!(
            (code, out.contains("\"archives\":1")),
            (0, true),
            "{out}{said}"
        );
        let elsewhere = files.path().join("none");
        let (code, out, said) = diwan(&["audit"], &scene, Some(&elsewhere)).await;
        assert_eq!(
            (code, out.contains("changed archive")),
            (1, true),
            "{out}{said}"
        );
    }
}

async fn record_keys(scene: &Scene) -> String {
    let read = scene.house.casework.read(|link, _| {
        let row = link.query("select vkey from log", &[])?;
        Ok(row[0].get::<String>(0)?)
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_with_archives_moves_to_another_folder() {
    let (scene, _) = closed(Store::Sqlite).await;
    let real = ["archive", "--closed-before", "2026-11-25"];
    assert_eq!(diwan(&real, &scene, None).await.0, 0);
    let place = tempfile::tempdir().unwrap();
    let to = place.path().join("house");
    let arguments = ["migrate-store", "--to-data", to.to_str().unwrap()];
    let (code, out, said) = diwan(&arguments, &scene, None).await;
    assert_eq!(
        (code, out.contains("everything holds")),
        (0, true),
        "{out}{said}"
    );
    assert_eq!(std::fs::read_dir(to.join("archive")).unwrap().count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_time_is_refused_with_what_to_write() {
    let (scene, _) = closed(Store::Sqlite).await;
    for (wrong, why) in [
        ("yesterday", "P90D"),
        ("P9", "P9"),
        ("2026-13-01", "2026-01-01"),
        ("P99999Y", "--closed-before"),
    ] {
        let arguments = ["archive", "--closed-before", wrong];
        let (code, _, said) = diwan(&arguments, &scene, None).await;
        assert_eq!((code, said.contains(why)), (2, true), "{wrong}: {said}");
    }
}

/// How far a run is when it is killed.
#[derive(Clone, Copy, Debug)]
enum Killed {
    /// Something lies in the folder.
    Writing,
    /// The first file has its name.
    Named,
    /// The record names a file, and its rows are being emptied.
    Emptying,
}

/// Starts a run and kills it (SIGKILL) when it is that far; whether it was still running then.
fn run_and_kill(mut command: Command, folder: &Path, when: Killed) -> bool {
    use std::io::BufRead as _;
    let names = || -> BTreeSet<std::ffi::OsString> {
        let dir = std::fs::read_dir(folder).into_iter().flatten();
        dir.map(|f| f.unwrap().file_name()).collect()
    };
    let before = names();
    command.stderr(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    let far = |name: &std::ffi::OsString| match when {
        Killed::Writing => true,
        _ => Path::new(name).extension().is_some_and(|e| e == "archive"),
    };
    if matches!(when, Killed::Emptying) {
        let mut line = String::new();
        let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
        said.read_line(&mut line).unwrap();
    } else {
        while child.try_wait().unwrap().is_none() && !names().difference(&before).any(far) {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    }
    child.kill().unwrap();
    child.wait().unwrap().code().is_none()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_killed_loses_nothing_and_the_next_one_finishes() {
    const MONTH: std::time::Duration = std::time::Duration::from_secs(31 * 24 * 3600);
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let mut cases = Vec::new();
        for month in 0..4 {
            for n in 0..12 {
                let id = scene.open(&format!("stall {month} {n}")).await.unwrap().id;
                scene.decide(id, true).await.unwrap();
                cases.push(id);
            }
            scene.house.advance(MONTH);
        }
        let before = bodies(&scene, &cases).await;
        let folder = scene.house.settings().archive_dir();
        let real = ["archive", "--closed-before", "2027-06-01"];
        let mut killed = 0;
        for when in [Killed::Writing, Killed::Named, Killed::Emptying] {
            let (command, folder) = (command(&real, &scene, None), folder.clone());
            let run = tokio::task::spawn_blocking(move || run_and_kill(command, &folder, when));
            killed += usize::from(run.await.unwrap());
            assert!(
                bodies(&scene, &cases).await == before,
                "{store:?}: {when:?}"
            );
        }
        let (code, out, said) = diwan(&real, &scene, None).await;
        assert_eq!(code, 0, "{out}{said}");
        assert!(
            bodies(&scene, &cases).await == before,
            "{store:?}: finished"
        );
        let (code, out, said) = diwan(&["audit"], &scene, None).await;
        assert_eq!(code, 0, "{out}{said}");
        assert!(
            killed > 0,
            "{store:?}: every run ended before it was killed"
        );
    }
}

/// The body of every entry of the cases, as its receipt has it.
async fn bodies(scene: &Scene, cases: &[CaseId]) -> Vec<Vec<u8>> {
    let cases = cases.to_vec();
    let read = scene.house.casework.read(move |link, parts| {
        let mut all = Vec::new();
        for case in cases {
            let sql = "select seq from entries where case_id = $1 order by seq";
            for row in link.query(sql, &[case.into()])? {
                all.push(record::receipt(link, parts, row.get(0)?)?.body);
            }
        }
        Ok(all)
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_age_each_case_goes_by_its_pack_and_a_held_one_stays() {
    let scene = Scene::new(Store::Sqlite, 3).await;
    let none = scene.open("A stall").await.unwrap().id;
    scene.decide(none, true).await.unwrap();
    let edits = [
        ("version = \"1.0.0\"", "version = \"2.0.0\""),
        (
            "[calendar]",
            "[retention]\narchive_after = \"1 day\"\n\n[calendar]",
        ),
    ];
    scene
        .house
        .deploy_changed(&harness::simple_pack(), &edits)
        .await;
    let mut numbers = Vec::new();
    for subject in ["A kiosk", "A bakery"] {
        let opened = scene.open(subject).await.unwrap();
        scene.decide(opened.id, true).await.unwrap();
        numbers.push(opened.number.to_string());
    }
    let hold = ["cases", "hold", &numbers[0], "--reason", "Order 12/2026"];
    let (code, out, said) = diwan(&hold, &scene, None).await;
    assert_eq!((code, out.contains("is held")), (0, true), "{out}{said}");
    let erase = ["cases", "erase", &numbers[0], "--reason", "Article 17"];
    let (code, out, said) = diwan(&erase, &scene, None).await;
    let why = "a supervisor of its agency who did not hold it can release it";
    assert_eq!((code, said.contains(why)), (2, true), "{out}{said}");
    let (code, out, said) = diwan(&["archive", "--json"], &scene, None).await;
    assert_eq!(
        (code, out.contains("\"cases\":1,")),
        (0, true),
        "{out}{said}"
    );
}
