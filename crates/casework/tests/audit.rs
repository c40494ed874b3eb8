//! Whoever has the database's password can change it; the audit finds and names what they changed.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use casework::Actor;
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
    a_case_whose_key_and_rows_were_taken_away_is_found,
    "update keys set wrapped = null where id = 'case:2'; delete from cases where id = 2; \
     delete from tasks where case_id = 2; delete from timers where case_id = 2; \
     delete from notices where case_id = 2",
    Finding::LostKey { whose, .. } if whose.contains("2600-0000-02")
);
finds!(
    a_key_that_is_missing_is_found,
    "delete from keys where id = 'case:2'",
    Finding::LostKey { whose, .. } if whose.contains("2600-0000-02")
);
finds!(
    a_person_whose_key_was_taken_away_is_found,
    "update keys set wrapped = null where id = 'person:1'; delete from people where id = 1",
    Finding::LostKey { whose, .. } if whose == "person 1"
);
finds!(
    another_name_in_the_log_is_found,
    "update log set origin = 'elsewhere.example/record'",
    Finding::ChangedLog { what, .. } if what == "log.origin"
);
finds!(
    another_signing_key_in_the_log_is_found,
    "update log set vkey = 'diwan.localhost/record+00000000+AAAA'",
    Finding::ChangedLog { what, .. } if what == "log.vkey"
);
finds!(
    another_drawing_key_in_the_log_is_found,
    "update log set vrf_key = sealed from entries where entries.seq = 0",
    Finding::ChangedLog { what, .. } if what == "log.vrf_key"
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

/// A change of one time is one finding, and what follows from it is told once.
#[tokio::test(flavor = "multi_thread")]
async fn a_time_moved_forward_is_one_finding() {
    for store in stores() {
        let report = after(
            store,
            "update entries set time = time + 86400000000 where seq = 6",
        )
        .await;
        let times: Vec<_> = report
            .findings
            .iter()
            .filter(|f| matches!(f, Finding::ChangedTime { .. }))
            .collect();
        assert!(
            matches!(times[..], [Finding::ChangedTime { entry: 6, .. }]),
            "{store:?}: {:#?}",
            report.findings
        );
        assert!(report.findings.len() <= 2, "{:#?}", report.findings);
    }
}

/// The same for an entry that nobody can read any more: those around it say which it is.
#[tokio::test(flavor = "multi_thread")]
async fn a_time_of_an_erased_entry_moved_forward_is_one_finding() {
    for store in stores() {
        let (scene, cases) = scene(store).await;
        erase(&scene, cases[0]).await;
        scene
            .house
            .tamper(
                "update entries set time = time + 86400000000 \
                 where seq = (select max(seq) from entries where key_id = 'case:1')",
            )
            .await;
        let report = scene.house.audit().await;
        let times = report
            .findings
            .iter()
            .filter(|f| matches!(f, Finding::ChangedTime { .. }))
            .count();
        assert_eq!(times, 1, "{store:?}: {:#?}", report.findings);
    }
}

/// The operator erases a case.
async fn erase(scene: &Scene, case: casework::CaseId) {
    scene
        .house
        .casework
        .write(move |tx| casework::case::erase_case(tx, Actor::Operator, case, "asked for"))
        .await
        .unwrap();
}

/// Erasing is no fault: neither the case's entries nor the loads that its tasks were part of.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_erased_with_an_entry_is_no_finding() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let mut cases = Vec::new();
        for n in 0..4 {
            cases.push(scene.open(&format!("case {n}")).await.unwrap().id);
        }
        for case in &cases {
            scene.decide(*case, true).await.unwrap();
        }
        erase(&scene, cases[0]).await;
        erase(&scene, cases[2]).await;
        let (citizen, officer) = (scene.citizen, scene.officers[0]);
        for person in [citizen, officer] {
            scene
                .house
                .casework
                .write(move |tx| {
                    casework::people::erase_person(tx, Actor::Operator, person, "asked for")
                })
                .await
                .unwrap();
        }
        // Whoever was erased is drawn no more, although the role was not taken away.
        let other = scene.house.person("Somebody Else", None).await;
        for n in 0..4 {
            let case = apply(&scene, other, n).await;
            let holder = scene.holder(case).await.map(|(p, _)| p);
            assert_eq!(holder, Some(scene.officers[1]), "{store:?}");
        }
        let report = scene.house.audit().await;
        assert_eq!(report.findings, [], "{store:?}");
        assert_eq!(report.erased, 4);
    }
}

/// Another citizen asks.
async fn apply(scene: &Scene, applicant: casework::PersonId, n: u32) -> casework::CaseId {
    let data = serde_json::json!({ "subject": format!("of another {n}") });
    let application = casework::case::Application {
        pack: "simple".into(),
        applicant,
        data: data.as_object().unwrap().clone(),
        documents: Vec::new(),
    };
    let open = scene
        .house
        .casework
        .write(move |tx| casework::case::open(tx, Actor::Person(applicant), &application));
    open.await.unwrap().id
}

/// An official who was erased gets no role unseen.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_given_to_somebody_erased_is_found() {
    for store in stores() {
        let (scene, _) = scene(store).await;
        let citizen = scene.citizen;
        scene
            .house
            .casework
            .write(move |tx| casework::people::erase_person(tx, Actor::Operator, citizen, "gone"))
            .await
            .unwrap();
        scene
            .house
            .tamper("insert into roles (person, agency, role, granted_at) values (1, 'office', 'officer', 0)")
            .await;
        let report = scene.house.audit().await;
        assert!(
            matches!(&report.findings[..], [Finding::AddedRow { table, .. }] if table == "roles"),
            "{:#?}",
            report.findings
        );
    }
}

/// A document's bytes: gone, or others.
#[tokio::test(flavor = "multi_thread")]
async fn documents_whose_bytes_are_gone_or_changed_are_found() {
    for store in stores() {
        for (sql, why) in [
            ("delete from document_bytes", "gone"),
            (
                "update document_bytes set sealed = (select sealed from entries where seq = 6)",
                "not those",
            ),
        ] {
            let (scene, cases) = scene(store).await;
            let document = casework::case::NewDocument {
                field: "plan".into(),
                name: "plan.pdf".into(),
                media: "application/pdf".into(),
                bytes: b"%PDF-1.7 the plan".as_slice().into(),
            };
            let attach = casework::case::Action::Attach { document };
            scene
                .act(Actor::Person(scene.citizen), cases[1], attach)
                .await
                .unwrap();
            let report = scene.house.audit().await;
            assert_eq!((report.findings, report.documents), (vec![], 1));
            scene.house.tamper(sql).await;
            let report = scene.house.audit().await;
            assert!(
                matches!(&report.findings[..], [Finding::ChangedDocument { case, why: found, .. }]
                    if case.starts_with("2600-0000-02") && found.contains(why)),
                "{store:?}: {sql}: {:#?}",
                report.findings
            );
        }
    }
}

/// A house whose drawing key was exchanged does not open.
#[tokio::test(flavor = "multi_thread")]
async fn a_house_with_another_key_or_name_does_not_open() {
    for store in stores() {
        let (scene, _) = scene(store).await;
        let keys = scene.house.settings().keys_dir();
        for name in ["draw.key", "log.key"] {
            let (path, kept) = (keys.join(name), keys.join("kept"));
            std::fs::rename(&path, &kept).unwrap();
            std::fs::copy(&kept, &path).unwrap();
            std::fs::write(&path, "11".repeat(32)).unwrap();
            let refused = reopened(&scene, None).await;
            assert!(refused.contains("log"), "{store:?}: {name}: {refused}");
            std::fs::rename(&kept, &path).unwrap();
        }
        let refused = reopened(&scene, Some("elsewhere.example/record")).await;
        assert!(refused.contains("elsewhere"), "{store:?}: {refused}");
        assert_eq!(reopened(&scene, None).await, "");
    }
}

/// Why another process could not open the same house; nothing where it could.
async fn reopened(scene: &Scene, origin: Option<&str>) -> String {
    let mut settings = scene.house.settings().clone();
    settings.origin = origin.map_or(settings.origin, str::to_owned);
    let opened = tokio::task::spawn_blocking(move || casework::Casework::open(settings)).await;
    opened
        .unwrap()
        .err()
        .map_or(String::new(), |e| e.to_string())
}
