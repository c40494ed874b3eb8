//! A slip of the pen is corrected within the law's time, beside what was written.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::time::Duration;

use casework::audit::Finding;
use casework::case::Action;
use casework::case::correct::corrections;
use casework::people::mandates;
use casework::record::Fact;
use casework::record::fact::TaskCorrected;
use casework::{Actor, CaseId, Error, PersonId};
use harness::{Scene, Store, changed, simple_pack, stores};
use jiff::SignedDuration;
use serde_json::json;

const DAY: u64 = 86_400;

/// The officer writes a note, which may be corrected for one working day; what was decided may not.
async fn scene(store: Store) -> Scene {
    let scene = Scene::new(store, 2).await;
    let mut edits = vec![
        ("pack.toml", "version = \"1.0.0\"", "version = \"1.1.0\""),
        (
            "pack.toml",
            "overdue = \"escalate\"",
            "overdue = \"escalate\"\n\
             slip = { days = 1, law = \"Article 4\", fields = [\"note\"] }",
        ),
        (
            "forms/decision.json",
            "\"properties\": {",
            "\"properties\": { \"note\": { \"type\": \"string\", \"minLength\": 3, \"maxLength\": 40 },",
        ),
        (
            "forms/decision.json",
            "\"fields\": [\"grant\"]",
            "\"fields\": [\"grant\", \"note\"]",
        ),
    ];
    for file in ["text/ar.ftl", "text/en.ftl", "text/fr.ftl"] {
        edits.push((
            file,
            "role-officer",
            "slip-Decide = Article 4\nfield-decision-note = Note\nrole-officer",
        ));
    }
    let files = changed(&simple_pack(), &edits);
    scene.house.deploy_files(files).await;
    scene
}

/// A decided case: who decided it, by which job.
async fn decided(scene: &Scene) -> (CaseId, PersonId, u64) {
    let id = scene.open("A stall").await.unwrap().id;
    let (person, job) = scene.holder(id).await.unwrap();
    let data = json!({ "grant": true, "note": "Stal 3" });
    let action = Action::Complete {
        job,
        data: data.as_object().unwrap().clone(),
        documents: Vec::new(),
        signature: None,
    };
    scene.act(Actor::Person(person), id, action).await.unwrap();
    (id, person, job)
}

fn correct(job: u64, field: &str, value: &str) -> Action {
    Action::Correct {
        job,
        field: field.into(),
        value: value.into(),
        reason: "A letter was missing".into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_for_the_applicant_by_now_corrects_nothing_as_an_official() {
    for store in stores() {
        let scene = scene(store).await;
        let (id, person, job) = decided(&scene).await;
        let (principal, now) = (scene.citizen, scene.house.now());
        let write = scene.house.casework.write(move |tx| {
            let parts = tx.parts();
            let offer = mandates::Offer {
                to: casework::people::profile(tx.link(), parts, person)?.email,
                service: None,
                until: now + SignedDuration::from_hours(48),
            };
            let offered = mandates::offer(tx, principal, &offer)?;
            mandates::accept(tx, person, offered)
        });
        write.await.unwrap();
        let note = correct(job, "note", "Stall 3");
        let refused = scene.act(Actor::Person(person), id, note).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_corrected_beside_what_was_written_and_only_by_who_wrote_it() {
    for store in stores() {
        let scene = scene(store).await;
        let (id, person, job) = decided(&scene).await;
        let (official, note) = (Actor::Person(person), || correct(job, "note", "Stall 3"));
        let other = *scene.officers.iter().find(|o| **o != person).unwrap();
        let stranger = scene.act(Actor::Person(other), id, note()).await;
        assert!(matches!(stranger, Err(Error::NotFound)), "{stranger:?}");
        let applicant = Actor::Person(scene.citizen);
        let applicant = scene.act(applicant, id, note()).await;
        assert!(
            matches!(applicant, Err(Error::Conflict(_))),
            "{applicant:?}"
        );
        let outcome = scene.act(official, id, correct(job, "grant", "no")).await;
        assert!(matches!(outcome, Err(Error::Forbidden(_))), "{outcome:?}");
        for (value, why) in [
            (" ", "required"),
            (".", "does_not_fit"),
            ("Stal 3", "unchanged"),
            ("x".repeat(41).as_str(), "too_long"),
        ] {
            let refused = scene.act(official, id, correct(job, "note", value)).await;
            let field =
                matches!(&refused, Err(Error::Field { field: "value", reason }) if *reason == why);
            assert!(field, "{refused:?}");
        }
        scene.act(official, id, note()).await.unwrap();
        let again = correct(job, "note", "Stall 33");
        scene.act(official, id, again).await.unwrap();
        let read = scene.house.casework.read(move |link, parts| {
            let all = corrections(link, parts, id)?;
            Ok(all.into_iter().map(|c| (c.what.old, c.what.new)).collect())
        });
        let told: Vec<(String, String)> = read.await.unwrap();
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(
            told,
            [pair("Stal 3", "Stall 3"), pair("Stall 3", "Stall 33")]
        );
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
        scene.house.advance(Duration::from_secs(DAY));
        let late = scene.act(official, id, note()).await;
        assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_finds_a_correction_that_was_not_allowed_and_a_count_that_was_changed() {
    for store in stores() {
        let scene = scene(store).await;
        let (id, person, job) = decided(&scene).await;
        let done = scene.act(Actor::Person(person), id, correct(job, "note", "Stall 3"));
        done.await.unwrap();
        scene
            .house
            .tamper("update tasks set corrected = null")
            .await;
        let report = scene.house.audit().await;
        let changed = |f: &Finding| matches!(f, Finding::ChangedRow { table, column, .. } if table == "tasks" && column == "corrected");
        assert!(report.findings.iter().any(changed), "{report:#?}");
        // Another field than the law allows cannot even be entered.
        let lie = scene.house.casework.write(move |tx| {
            let fact = TaskCorrected {
                job,
                element: "Decide".into(),
                completed: 1,
                field: "grant".into(),
                old: "true".into(),
                new: "false".into(),
                reason: "none".into(),
                law: "Article 4".into(),
            };
            tx.append_to(Actor::Person(person), id, Fact::TaskCorrected(fact))
        });
        let lie = lie.await;
        assert!(lie.is_err(), "{lie:?}");
    }
}
