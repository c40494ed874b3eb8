//! A case from its application to its end, on every store.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use casework::case::{Action, Status};
use casework::{Actor, Error};
use harness::{Scene, stores};

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_drawn_decided_and_closed_and_the_audit_finds_nothing() {
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let opened = scene.open("A stall at the market").await.unwrap();
        assert_eq!(
            scene.status(opened.id).await,
            (Status::Open, None),
            "{store:?}"
        );
        let (holder, job) = scene.holder(opened.id).await.expect("an officer was drawn");
        let other = *scene.officers.iter().find(|o| **o != holder).unwrap();
        let data = serde_json::json!({ "grant": true })
            .as_object()
            .unwrap()
            .clone();
        let stolen = Action::Complete {
            job,
            data,
            documents: Vec::new(),
            signature: None,
        };
        let refused = scene.act(Actor::Person(other), opened.id, stolen).await;
        assert!(
            matches!(refused, Err(Error::NotFound)),
            "{store:?}: another's task: {refused:?}"
        );
        scene.decide(opened.id, true).await.unwrap();
        assert_eq!(
            scene.status(opened.id).await,
            (Status::Closed, Some("granted".into()))
        );
        let again = scene.decide(opened.id, true).await;
        assert!(
            matches!(again, Err(Error::NotFound)),
            "a closed case has no task: {again:?}"
        );
        let report = scene.house.audit().await;
        assert_eq!(report.findings, [], "{store:?}");
        assert_eq!(report.draws, 1);
        let house = scene.house.reopen().await.unwrap();
        assert_eq!(house.audit().await.findings, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_declines_says_why_and_another_is_drawn() {
    for store in stores() {
        let scene = Scene::new(store, 3).await;
        let opened = scene.open("A stall").await.unwrap();
        let (first, job) = scene.holder(opened.id).await.unwrap();
        let silent = scene
            .act(
                Actor::Person(first),
                opened.id,
                Action::Decline {
                    job,
                    reason: " ".into(),
                },
            )
            .await;
        assert!(
            matches!(
                silent,
                Err(Error::Field {
                    field: "reason",
                    ..
                })
            ),
            "{silent:?}"
        );
        scene
            .act(
                Actor::Person(first),
                opened.id,
                Action::Decline {
                    job,
                    reason: "My cousin".into(),
                },
            )
            .await
            .unwrap();
        let (second, _) = scene.holder(opened.id).await.unwrap();
        assert_ne!(first, second);
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_official_with_an_interest_is_never_drawn_and_a_case_without_anybody_waits() {
    for store in stores() {
        let scene = Scene::new(store, 1).await;
        let officer = scene.officers[0];
        let (from, until) = (scene.house.now(), "2026-11-26T08:00:00Z".parse().unwrap());
        scene
            .house
            .casework
            .write(move |tx| {
                casework::people::declare_absence(tx, Actor::Person(officer), officer, from, until)
            })
            .await
            .unwrap();
        let opened = scene.open("A stall").await.unwrap();
        assert_eq!(
            scene.holder(opened.id).await,
            None,
            "the only officer is away"
        );
        // Back from the absence, the scheduler draws.
        scene
            .house
            .advance(std::time::Duration::from_secs(3 * 86_400));
        casework::scheduler::sweep(&scene.house.casework)
            .await
            .unwrap();
        assert_eq!(scene.holder(opened.id).await.map(|(p, _)| p), Some(officer));
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_task_is_reminded_then_escalated() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let opened = scene.open("A stall").await.unwrap();
        // Tuesday + 3 working days = Friday; reminder one day before.
        scene
            .house
            .advance(std::time::Duration::from_secs(2 * 86_400 + 60));
        assert_eq!(
            casework::scheduler::sweep(&scene.house.casework)
                .await
                .unwrap(),
            1,
            "the reminder"
        );
        assert_eq!(
            casework::scheduler::sweep(&scene.house.casework)
                .await
                .unwrap(),
            0,
            "once"
        );
        scene.house.advance(std::time::Duration::from_secs(86_400));
        assert_eq!(
            casework::scheduler::sweep(&scene.house.casework)
                .await
                .unwrap(),
            1,
            "the escalation"
        );
        let (holder, _) = scene.holder(opened.id).await.unwrap();
        let late = scene
            .house
            .casework
            .read(move |link, _| casework::case::read::work_list(link, holder, 0, 10))
            .await
            .unwrap();
        assert!(late[0].overdue);
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

/// A role that is taken away takes the open tasks with it, and the right to decide them at once.
#[tokio::test(flavor = "multi_thread")]
async fn who_loses_the_role_loses_its_open_tasks() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let opened = scene.open("A stall").await.unwrap();
        let (holder, job) = scene.holder(opened.id).await.unwrap();
        revoke(&scene, holder).await;
        let data = serde_json::json!({ "grant": true });
        let late = Action::Complete {
            job,
            data: data.as_object().unwrap().clone(),
            documents: Vec::new(),
            signature: None,
        };
        let late = scene.act(Actor::Person(holder), opened.id, late).await;
        assert!(matches!(late, Err(Error::NotFound)), "{store:?}: {late:?}");
        let swept = casework::scheduler::sweep(&scene.house.casework).await;
        assert_eq!(swept.unwrap(), 1);
        let other = *scene.officers.iter().find(|o| **o != holder).unwrap();
        assert_eq!(
            scene.holder(opened.id).await.map(|(p, _)| p),
            Some(other),
            "{store:?}"
        );
        // Without anybody left the task waits, and is drawn when somebody is there.
        revoke(&scene, other).await;
        let swept = casework::scheduler::sweep(&scene.house.casework).await;
        assert_eq!(swept.unwrap(), 1);
        assert_eq!(scene.holder(opened.id).await, None);
        scene.house.grant(holder, "office", "officer").await;
        casework::scheduler::sweep(&scene.house.casework)
            .await
            .unwrap();
        assert_eq!(
            scene.holder(opened.id).await.map(|(p, _)| p),
            Some(holder),
            "{store:?}"
        );
        scene.decide(opened.id, true).await.unwrap();
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

async fn revoke(scene: &Scene, person: casework::PersonId) {
    let role = casework::people::Role {
        person,
        agency: "office".into(),
        role: "officer".into(),
    };
    scene
        .house
        .casework
        .write(move |tx| casework::people::revoke(tx, Actor::Operator, &role))
        .await
        .unwrap();
}

/// A pack calls its supervisor what it likes: the role watches over the agency's cases all the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_of_any_name_sees_the_agencys_cases() {
    for store in stores() {
        let scene = Scene::new(store, 1).await;
        let dir = tempfile::tempdir().unwrap();
        renamed(&harness::simple_pack(), dir.path());
        scene.house.deploy(dir.path()).await;
        let house = &scene.house;
        let watcher = house.person("Watcher", Some("office")).await;
        let stranger = house.person("Stranger", Some("office")).await;
        house.grant(watcher, "office", "inspector_general").await;
        let opened = scene.open("A stall").await.unwrap();
        let seen = |person| {
            let number = opened.number;
            house.casework.read(move |link, parts| {
                let actor = Actor::Person(person);
                casework::case::read::whole(link, parts, actor, number).map(|w| w.seat)
            })
        };
        let seat = seen(watcher).await.unwrap();
        assert_eq!(
            seat,
            casework::case::Seat::Supervisor("inspector_general".into()),
            "{store:?}"
        );
        assert!(matches!(seen(stranger).await, Err(Error::NotFound)));
        let agencies = house
            .casework
            .read(move |link, parts| casework::people::supervised(link, parts, watcher));
        assert_eq!(agencies.await.unwrap(), ["office"], "{store:?}");
    }
}

/// The pack with another name for its supervisor, as its next version.
fn renamed(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            renamed(&entry.path(), &target);
            continue;
        }
        // Nobody has read what a test writes.
        if target.ends_with("text/translated.toml") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let text = text
            .replace("version = \"1.0.0\"", "version = \"2.0.0\"")
            .replace("[roles.supervisor]", "[roles.inspector_general]")
            .replace("role-supervisor", "role-inspector_general");
        std::fs::write(target, text).unwrap();
    }
}
