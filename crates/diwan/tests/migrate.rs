//! `diwan pack migrate` beside a house that runs: the plan, the second person, the move.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;
use std::process::{Command, Output};

use casework::{Actor, migration};
use harness::{Edit, Scene, changed, simple_pack, stores};

const SECOND: [Edit<'static>; 2] = [
    ("pack.toml", "version = \"1.0.0\"", "version = \"2.0.0\""),
    ("pack.toml", "deadline = 3", "deadline = 6"),
];

/// The step has another id, in every file that names it.
const RENAMED: [Edit<'static>; 9] = [
    ("pack.toml", "version = \"1.0.0\"", "version = \"3.0.0\""),
    ("pack.toml", "[tasks.Decide]", "[tasks.Judge]"),
    ("pack.toml", "element = \"Decide\"", "element = \"Judge\""),
    ("process.bpmn", "\"Decide\"", "\"Judge\""),
    ("risks.csv", "Decide,", "Judge,"),
    ("text/en.ftl", "task-Decide", "task-Judge"),
    ("text/fr.ftl", "task-Decide", "task-Judge"),
    ("text/ar.ftl", "task-Decide", "task-Judge"),
    ("tests/granted.json", "\"Decide\"", "\"Judge\""),
];

/// Runs the command on the scene's house, which goes on running.
async fn migrate(scene: &Scene, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command.args(["pack", "migrate"]).args(arguments);
    command.env_remove("DIWAN_DATABASE");
    command.arg("--data").arg(scene.house.dir());
    if let Some(url) = &scene.house.settings().database {
        command.args(["--database", url]);
    }
    let run = move || -> Output { command.output().unwrap() };
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Writes a pack's files into a folder.
fn folder(dir: &Path, files: &pack::Files) {
    for (path, content) in files.iter() {
        let path = dir.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_is_planned_proposed_confirmed_and_carried_out_beside_a_running_house() {
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let mut cases = Vec::new();
        for subject in ["first", "second", "third"] {
            cases.push(scene.open(subject).await.unwrap());
        }
        scene.decide(cases[0].id, true).await.unwrap();
        let second = changed(&simple_pack(), &SECOND);
        let dir = tempfile::tempdir().unwrap();
        folder(dir.path(), &second);
        let path = dir.path().to_str().unwrap();
        let (code, out, err) = migrate(&scene, &["--from", "1.0.0", "--to", path]).await;
        assert_eq!(code, 0, "{out}{err}");
        for part in [
            "simple: from 1.0.0",
            "changed: pack.toml",
            "can move; it waits at Decide",
            "is to be done in 6 working days and was in 3: the deadline that runs stays",
            "2 running cases: 2 can move, 0 cannot",
        ] {
            assert!(out.contains(part), "{part}: {out}");
        }
        assert!(!out.contains(&cases[0].number.to_string()), "it has ended");

        let apply = [
            "--from",
            "1.0.0",
            "--to",
            "2.0.0",
            "--apply",
            "--reason",
            "A new law",
        ];
        let (code, _, err) = migrate(&scene, &apply).await;
        assert_eq!(
            (code, err.contains("no version 2.0.0 is deployed")),
            (2, true),
            "{err}"
        );
        let deployed = scene.house.deploy_files(second).await;
        let (code, out, err) = migrate(&scene, &apply).await;
        assert_eq!(code, 1, "{out}{err}");
        assert!(
            out.contains("A supervisor of office has to confirm it"),
            "{out}"
        );
        let seq: u64 = out
            .split(' ')
            .nth(3)
            .unwrap()
            .trim_end_matches(';')
            .parse()
            .unwrap();
        let supervisor = Actor::Person(scene.supervisor);
        scene
            .house
            .casework
            .write(move |tx| migration::decide(tx, supervisor, seq, true, "I read the plan"))
            .await
            .unwrap();
        let (code, out, err) = migrate(&scene, &apply).await;
        assert_eq!(code, 0, "{out}{err}");
        assert!(out.contains("2 running cases: 2 moved, 0 stay"), "{out}");
        let (code, out, _) = migrate(&scene, &[&apply[..], &["--json"]].concat()).await;
        let last: serde_json::Value = serde_json::from_str(out.lines().last().unwrap()).unwrap();
        assert_eq!((code, &last["cases"]), (0, &serde_json::json!(0)), "once");
        let line = scene.house.casework.read(move |link, _| {
            Ok(migration::by_name(link, &hex::encode(deployed.hash), None)?.running)
        });
        assert_eq!(line.await.unwrap(), 2);
        assert_eq!(scene.house.audit().await.findings, []);
        scene.decide(cases[1].id, true).await.unwrap();
        assert_eq!(scene.house.audit().await.findings, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_cannot_move_is_told_first_until_a_mapping_says_where_it_goes() {
    let scene = Scene::new(harness::Store::Sqlite, 3).await;
    let case = scene.open("a chair").await.unwrap();
    let mut edits = RENAMED.to_vec();
    edits.push(("tests/refused.json", "\"Decide\"", "\"Judge\""));
    scene
        .house
        .deploy_files(changed(&simple_pack(), &edits))
        .await;
    let versions = ["--from", "1.0.0", "--to", "3.0.0"];
    let (code, out, _) = migrate(&scene, &[&versions[..], &["--json"]].concat()).await;
    assert_eq!(code, 1, "{out}");
    let lines: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["case"], case.number.to_string());
    assert_eq!(lines[0]["moves"], false);
    assert_eq!(lines[0]["problems"][0]["code"], "no-element");
    assert_eq!(lines[1]["stays"], 1);
    let dir = tempfile::tempdir().unwrap();
    let mapping = dir.path().join("mapping.json");
    for (text, code, part) in [
        (
            "{\"elements\": {\"Decide\": \"Judge\"}}",
            0,
            "Decide: becomes `Judge`",
        ),
        (
            "{\"elements\": {\"Decide\": \"Nobody\"}}",
            2,
            "not in the new version",
        ),
        ("{\"elements\": 3}", 2, "mapping.json"),
        ("{\"element\": {}}", 2, "unknown field"),
    ] {
        std::fs::write(&mapping, text).unwrap();
        let more = ["--mapping", mapping.to_str().unwrap()];
        let (got, out, err) = migrate(&scene, &[&versions[..], &more].concat()).await;
        assert_eq!(got, code, "{out}{err}");
        assert!(format!("{out}{err}").contains(part), "{part}: {out}{err}");
    }
    let (code, _, err) = migrate(&scene, &["--from", "9.9.9", "--to", "3.0.0"]).await;
    assert_eq!(
        (code, err.contains("no version 9.9.9 is deployed")),
        (2, true),
        "{err}"
    );
    let (code, _, err) = migrate(&scene, &["--from", "1.0.0", "--to", "3.0.0", "--apply"]).await;
    assert_eq!((code, err.contains("--reason")), (2, true), "{err}");
}

/// More than one page of the plan and several batches of the move.
const MANY: usize = 210;

#[tokio::test(flavor = "multi_thread")]
async fn more_cases_than_a_page_or_a_batch_holds_are_planned_and_moved() {
    let scene = Scene::new(harness::Store::Sqlite, 3).await;
    for n in 0..MANY {
        scene.open(&format!("chair {n}")).await.unwrap();
    }
    scene
        .house
        .deploy_files(changed(&simple_pack(), &SECOND))
        .await;
    let versions = ["--from", "1.0.0", "--to", "2.0.0", "--json"];
    let count = |out: &str| -> (usize, serde_json::Value) {
        let last = out.lines().last().unwrap();
        (out.lines().count(), serde_json::from_str(last).unwrap())
    };
    let (code, out, err) = migrate(&scene, &versions).await;
    let (lines, last) = count(&out);
    assert_eq!((code, lines), (0, MANY + 1), "{err}");
    assert_eq!(last["moves"], MANY);
    let apply = [&versions[..], &["--apply", "--reason", "A new law"]].concat();
    let (_, out, _) = migrate(&scene, &apply).await;
    let seq = count(&out).1["proposal"].as_u64().unwrap();
    let supervisor = Actor::Person(scene.supervisor);
    scene
        .house
        .casework
        .write(move |tx| migration::decide(tx, supervisor, seq, true, "I read the plan"))
        .await
        .unwrap();
    let (code, out, err) = migrate(&scene, &apply).await;
    let (lines, last) = count(&out);
    assert_eq!((code, lines), (0, MANY + 1), "{err}");
    assert_eq!((&last["moves"], &last["stays"]), (&MANY.into(), &0.into()));
    assert_eq!(scene.house.audit().await.findings, []);
}
