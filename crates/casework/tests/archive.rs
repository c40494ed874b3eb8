//! Closed cases in archives: read as before, proven as before, and safe wherever a run is killed.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::PathBuf;
use std::time::Duration;

use casework::archive::{self, Moved, Step};
use casework::audit::Finding;
use casework::case::{self, Action, read};
use casework::record::{self, KeyError};
use casework::{Actor, CaseId, Error};
use harness::{Scene, Store, stores};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Two cases closed in November, one in December, one open; then January.
async fn scene(store: Store) -> (Scene, Vec<CaseId>) {
    let scene = Scene::new(store, 3).await;
    let mut cases = Vec::new();
    for (subject, after) in [("first", 1), ("second", 10), ("third", 30)] {
        let id = scene.open(subject).await.unwrap().id;
        scene.decide(id, true).await.unwrap();
        cases.push(id);
        scene.house.advance(DAY * after);
    }
    cases.push(scene.open("open").await.unwrap().id);
    (scene, cases)
}

async fn run(scene: &Scene, stop: usize) -> (Result<Moved, Error>, usize) {
    let (mut steps, before) = (0, scene.house.now());
    let mut told = |_: &Step| {
        steps += 1;
        if steps == stop {
            return Err(Error::Conflict("killed"));
        }
        Ok(())
    };
    let moved = archive::archive(&scene.house.casework, before, &mut told).await;
    (moved, steps)
}

/// Bodies and receipts of every entry of the cases.
async fn told(scene: &Scene, cases: &[CaseId]) -> Vec<(u64, Vec<u8>)> {
    let mut all = Vec::new();
    for case in cases.iter().copied() {
        let read = scene.house.casework.read(move |link, parts| {
            let sql = "select seq from entries where case_id = $1 order by seq";
            let rows = link.query(sql, &[case.into()])?;
            let seqs: Vec<u64> = rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?;
            let lines = read::timeline(link, parts, case, None, 1000)?;
            assert_eq!(lines.len(), seqs.len());
            seqs.into_iter()
                .map(|seq| Ok((seq, record::receipt(link, parts, seq)?.body)))
                .collect::<Result<Vec<_>, Error>>()
        });
        all.extend(read.await.unwrap());
    }
    all
}

/// Bytes in the rows of entries of these cases.
async fn in_rows(scene: &Scene, cases: &[CaseId]) -> i64 {
    let mut all = 0;
    for case in cases.iter().copied() {
        let read = scene.house.casework.read(move |link, _| {
            let sql = "select sealed from entries where case_id = $1";
            let rows = link.query(sql, &[case.into()])?;
            let sizes = rows.iter().map(|r| Ok(r.get::<Vec<u8>>(0)?.len() as i64));
            sizes.sum::<Result<i64, Error>>()
        });
        all += read.await.unwrap();
    }
    all
}

fn files(scene: &Scene) -> Vec<PathBuf> {
    let Ok(dir) = std::fs::read_dir(scene.house.settings().archive_dir()) else {
        return Vec::new();
    };
    let mut all: Vec<_> = dir.map(|e| e.unwrap().path()).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn archived_cases_are_read_and_proven_as_before() {
    for store in stores() {
        let (scene, cases) = scene(store).await;
        let before = told(&scene, &cases).await;
        let waiting = archive::waiting(&scene.house.casework, scene.house.now()).await;
        let found = waiting.unwrap();
        let months = [("2026-11".to_owned(), 2), ("2026-12".to_owned(), 1)];
        assert_eq!(found, months, "{store:?}");
        let moved = run(&scene, 0).await.0.unwrap();
        assert_eq!(
            (moved.cases, moved.archives),
            (3, found.len() as u64),
            "{store:?}"
        );
        assert_eq!(in_rows(&scene, &cases[..3]).await, 0, "{store:?}");
        assert!(in_rows(&scene, &cases[3..]).await > 0, "an open case stays");
        assert_eq!(told(&scene, &cases).await, before, "{store:?}");
        let report = scene.house.audit().await;
        assert_eq!(report.findings, [], "{store:?}");
        assert_eq!(report.archives, moved.archives);
        let again = run(&scene, 0).await.0.unwrap();
        assert_eq!(again, Moved::default(), "nothing is moved twice");
        // What comes to a case afterwards lies in its row, beside what is archived.
        let case = cases[0];
        let write = scene.house.casework.write(move |tx| {
            let what = "a look".to_owned();
            tx.append_to(Actor::Operator, case, record::Fact::AccessRefused { what })
        });
        write.await.unwrap();
        assert_eq!(told(&scene, &cases).await.len(), before.len() + 1);
        let house = scene.house.reopen().await.unwrap();
        assert_eq!(house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_killed_at_any_step_loses_nothing_and_the_next_one_finishes() {
    for store in stores() {
        let (whole, _) = scene(store).await;
        let steps = run(&whole, 0).await.1;
        assert!(steps >= 8, "two files with four steps each: {steps}");
        for stop in 1..=steps {
            let (scene, cases) = scene(store).await;
            let before = told(&scene, &cases).await;
            let killed = run(&scene, stop).await.0;
            assert!(
                matches!(killed, Err(Error::Conflict("killed"))),
                "{killed:?}"
            );
            // What a killed process remembers is gone with it.
            let house = scene.house.reopen().await.unwrap();
            let scene = Scene { house, ..scene };
            assert_eq!(told(&scene, &cases).await, before, "{store:?}: {stop}");
            assert_eq!(scene.house.audit().await.findings, [], "{store:?}: {stop}");
            run(&scene, 0).await.0.unwrap();
            assert_eq!(told(&scene, &cases).await, before, "{store:?}: {stop}");
            assert_eq!(in_rows(&scene, &cases[..3]).await, 0, "{store:?}: {stop}");
            assert_eq!(scene.house.audit().await.findings, [], "{store:?}: {stop}");
            let parts = files(&scene)
                .into_iter()
                .filter(|f| f.extension().unwrap() == "part");
            assert_eq!(parts.count(), 0, "{store:?}: {stop}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_missing_or_swapped_archive_is_found_and_not_believed() {
    for store in stores() {
        let (scene, cases) = scene(store).await;
        run(&scene, 0).await.0.unwrap();
        let files = files(&scene);
        assert!(files.len() >= 2, "{files:?}");
        let kept: Vec<_> = files.iter().map(|f| std::fs::read(f).unwrap()).collect();
        let archives = |findings: &[Finding]| {
            let found = |f: &&Finding| matches!(f, Finding::ChangedArchive { .. });
            findings.iter().filter(found).count()
        };
        let mut changed = kept[0].clone();
        changed[40] ^= 1;
        std::fs::write(&files[0], &changed).unwrap();
        let report = scene.house.audit().await;
        assert_eq!(archives(&report.findings), 1, "{:?}", report.findings);
        let body = |f: &Finding| matches!(f, Finding::ChangedBody { .. });
        assert!(report.findings.iter().any(body), "its entry does not open");

        std::fs::write(&files[0], &kept[1]).unwrap();
        std::fs::write(&files[1], &kept[0]).unwrap();
        assert_eq!(archives(&scene.house.audit().await.findings), 2, "swapped");

        std::fs::write(&files[0], &kept[0]).unwrap();
        std::fs::remove_file(&files[1]).unwrap();
        assert_eq!(archives(&scene.house.audit().await.findings), 1, "missing");
        let house = scene.house.reopen().await.unwrap();
        let mut gone = 0;
        for case in cases[..3].iter().copied() {
            let read = house
                .casework
                .read(move |link, parts| read::timeline(link, parts, case, None, 9));
            match read.await {
                Err(Error::Archive(e)) => gone += usize::from(e.to_string().contains(".archive")),
                other => assert!(!other.unwrap().is_empty()),
            }
        }
        assert!(gone > 0, "it says which file is missing");
        std::fs::write(&files[1], &kept[1]).unwrap();
        assert_eq!(house.audit().await.findings, [], "laid back");

        let sql = "update archived set archive = (select max(n) from archives)";
        house.tamper(sql).await;
        let report = house.audit().await;
        let row =
            |f: &Finding| matches!(f, Finding::ChangedRow { table, .. } if table == "archived");
        assert!(report.findings.iter().any(row), "{:?}", report.findings);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_not_emptied_for_a_file_that_is_not_there() {
    for store in stores() {
        let (scene, cases) = scene(store).await;
        // Written, named, recorded.
        let killed = run(&scene, 3).await.0;
        assert!(killed.is_err());
        std::fs::remove_file(&files(&scene)[0]).unwrap();
        let held = in_rows(&scene, &cases[..3]).await;
        let refused = run(&scene, 0).await.0;
        assert!(matches!(refused, Err(Error::Archive(_))), "{refused:?}");
        assert_eq!(in_rows(&scene, &cases[..3]).await, held, "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_case_is_erased_and_its_entries_open_no_more() {
    for store in stores() {
        let (scene, cases) = scene(store).await;
        run(&scene, 0).await.0.unwrap();
        let case = cases[0];
        let erase = scene
            .house
            .casework
            .write(move |tx| case::erase_case(tx, Actor::Operator, case, "asked for"));
        erase.await.unwrap();
        let read = scene
            .house
            .casework
            .read(move |link, parts| read::timeline(link, parts, case, None, 9));
        let read = read.await;
        assert!(
            matches!(read, Err(Error::Key(KeyError::Destroyed(_)))),
            "{read:?}"
        );
        let report = scene.house.audit().await;
        assert_eq!(
            (report.findings, report.erased),
            (Vec::new(), 1),
            "{store:?}"
        );
        assert!(!told(&scene, &cases[1..]).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_go_along_and_are_given_out_as_before() {
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let document = case::NewDocument {
            field: "plan".into(),
            name: "plan.pdf".into(),
            media: "application/pdf".into(),
            bytes: b"%PDF-1.7 a plan".as_slice().into(),
        };
        let hash = document.hash();
        let case = scene.open("with a plan").await.unwrap().id;
        let attach = Action::Attach { document };
        let actor = Actor::Person(scene.citizen);
        scene.act(actor, case, attach).await.unwrap();
        scene.decide(case, true).await.unwrap();
        scene.house.advance(DAY);
        let moved = run(&scene, 0).await.0.unwrap();
        assert_eq!(moved.documents, 1, "{store:?}");
        let read = scene.house.casework.read(move |link, parts| {
            let rows = link.query("select 1 from document_bytes", &[])?.len();
            Ok((rows, case::document_bytes(link, parts, case, hash)?))
        });
        assert_eq!(read.await.unwrap(), (0, b"%PDF-1.7 a plan".to_vec()));
        let report = scene.house.audit().await;
        assert_eq!((report.findings, report.documents), (Vec::new(), 1));
    }
}
