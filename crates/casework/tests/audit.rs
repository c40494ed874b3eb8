//! Whoever has the database's password can change it; the audit finds and names what they changed.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use casework::audit::{Finding, Report};
use harness::{Scene, Store, stores};

/// Three cases: decided, open, open.
async fn scene(store: Store) -> (Scene, Vec<casework::CaseId>) {
    let scene = Scene::new(store, 3).await;
    let mut cases = Vec::new();
    for subject in ["first", "second", "third"] {
        cases.push(scene.open(subject).await.unwrap().id);
        scene.house.advance(std::time::Duration::from_secs(60));
    }
    scene.decide(cases[0], true).await.unwrap();
    (scene, cases)
}

/// What the audit says after `sql`.
async fn after(store: Store, sql: &str) -> Report {
    let (scene, _) = scene(store).await;
    assert_eq!(scene.house.audit().await.findings, [], "before: {store:?}");
    scene.house.tamper(sql).await;
    scene.house.audit().await
}

macro_rules! finds {
    ($name:ident, $sql:expr, $pattern:pat $(if $guard:expr)?) => {
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            for store in stores() {
                let report = after(store, $sql).await;
                assert!(report.findings.iter().any(|f| matches!(f, $pattern $(if $guard)?)), "{store:?}: {:#?}", report.findings);
            }
        }
    };
}

finds!(
    a_changed_status_is_found,
    "update cases set status = 'closed', outcome = 'granted' where id = 2",
    Finding::ChangedRow { table, column, .. } if table == "cases" && column == "status"
);
finds!(
    a_deleted_case_is_found,
    "delete from cases where id = 2",
    Finding::DeletedRow { table, .. } if table == "cases"
);
finds!(
    a_swapped_assignee_is_found,
    "update tasks set assignee = (select min(id) from people) where case_id = 2",
    Finding::ChangedRow { table, column, .. } if table == "tasks" && column == "assignee"
);
finds!(
    an_added_row_without_entry_is_found,
    "insert into roles (person, agency, role, granted_at) values (1, 'office', 'officer', 0)",
    Finding::AddedRow { table, .. } if table == "roles"
);
finds!(
    a_changed_body_is_found,
    "update entries set sealed = (select sealed from entries where seq = 5) where seq = 6",
    Finding::ChangedBody { entry: 6, .. }
);
finds!(
    a_changed_time_is_found,
    "update entries set time = time + 1000000 where seq = 6",
    Finding::ChangedTime { entry: 6, .. }
);
finds!(
    a_truncated_log_is_found,
    "delete from entries where seq >= (select max(seq) - 1 from entries)",
    Finding::TruncatedLog { .. }
);
finds!(
    a_deleted_entry_is_found,
    "delete from entries where seq = 6",
    Finding::DeletedEntry { entry: 6 }
);

#[tokio::test(flavor = "multi_thread")]
async fn a_database_file_that_was_rolled_back_is_found_and_not_opened() {
    let (scene, _) = scene(Store::Sqlite).await;
    let casework = scene.house.casework.clone();
    let file = scene.house.dir().join("diwan.db");
    let copy = scene.house.dir().join("old.db");
    scene
        .house
        .tamper(&format!("vacuum into '{}'", copy.display()))
        .await;
    scene.open("after the copy").await.unwrap();
    let published = casework.published().borrow().checkpoint.clone();
    std::fs::write(scene.house.settings().checkpoint_file(), published).unwrap();
    let settings = scene.house.settings().clone();
    drop((casework, scene.house.casework.clone()));
    let dir = tempfile::tempdir().unwrap();
    copy_house(scene.house.dir(), dir.path());
    std::fs::copy(&copy, dir.path().join("diwan.db")).unwrap();
    let _ = file;
    let mut moved = settings;
    moved.data = dir.path().to_path_buf();
    let report = casework::audit::audit(&moved).unwrap();
    assert!(
        report
            .findings
            .iter()
            .any(|f| matches!(f, Finding::RolledBack { .. })),
        "{:#?}",
        report.findings
    );
    let refused = casework::Casework::open(moved);
    assert!(refused.is_err_and(|e| e.to_string().contains("rolled back")));
}

/// Keys and checkpoint without the database.
fn copy_house(from: &std::path::Path, to: &std::path::Path) {
    for folder in ["keys", "record"] {
        std::fs::create_dir_all(to.join(folder)).unwrap();
        for entry in std::fs::read_dir(from.join(folder)).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), to.join(folder).join(entry.file_name())).unwrap();
        }
    }
}
