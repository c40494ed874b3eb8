//! An official asks the applicant for something: the task's time stands still, and runs on for what was left of it.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::time::Duration;

use casework::audit::Finding;
use casework::case::read::{self, Ended, TaskLine};
use casework::case::{Action, Status};
use casework::record::Fact;
use casework::record::fact::InformationLapsed;
use casework::scheduler::sweep;
use casework::{Actor, CaseId, Error, PersonId};
use harness::{Scene, Store, changed, simple_pack, stores};
use jiff::Timestamp;

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

/// A question may wait two working days, and there may be two; Thursday 26 November is a holiday.
async fn scene(store: Store, officers: usize) -> Scene {
    let scene = Scene::new(store, officers).await;
    let edits = [
        ("pack.toml", "version = \"1.0.0\"", "version = \"1.1.0\""),
        ("pack.toml", "holidays = []", "holidays = [\"2026-11-26\"]"),
        (
            "pack.toml",
            "overdue = \"escalate\"",
            "overdue = \"escalate\"\n\
             information = { days = 2, law = \"Article 3\", most = 2 }",
        ),
        (
            "text/ar.ftl",
            "role-officer",
            "information-Decide = المادة 3\nrole-officer",
        ),
        (
            "text/en.ftl",
            "role-officer",
            "information-Decide = Article 3\nrole-officer",
        ),
        (
            "text/fr.ftl",
            "role-officer",
            "information-Decide = Article 3\nrole-officer",
        ),
    ];
    scene
        .house
        .deploy_files(changed(&simple_pack(), &edits))
        .await;
    scene
}

fn ask(job: u64) -> Action {
    Action::Ask {
        job,
        text: "Which stall do you mean?".into(),
        documents: vec!["A plan of the market".into()],
    }
}

fn inform(job: u64, text: &str) -> Action {
    Action::Inform {
        job,
        text: text.into(),
        documents: Vec::new(),
    }
}

async fn line(scene: &Scene, person: PersonId) -> TaskLine {
    let read = scene.house.casework.read(move |link, _| {
        let mut lines = read::work_list(link, person, 0, 10)?;
        Ok(lines.remove(0))
    });
    read.await.unwrap()
}

async fn due(scene: &Scene, id: CaseId) -> Option<Timestamp> {
    let citizen = scene.citizen;
    let read = scene.house.casework.read(move |link, _| {
        let cases = read::cases_of(link, citizen, None, 10)?;
        Ok(cases.into_iter().find(|c| c.id == id).unwrap().due_at)
    });
    read.await.unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn time_stands_still_twice_over_a_holiday_and_a_weekend_and_runs_on_for_what_was_left() {
    for store in stores() {
        let scene = scene(store, 1).await;
        // Tuesday 08:00; three working days around the holiday and the weekend.
        let opened = scene.open("A stall").await.unwrap();
        let (holder, job) = scene.holder(opened.id).await.unwrap();
        let official = Actor::Person(holder);
        assert_eq!(
            line(&scene, holder).await.due_at,
            Some(at("2026-11-30T08:00:00Z"))
        );
        scene.house.advance(Duration::from_secs(DAY));
        scene.act(official, opened.id, ask(job)).await.unwrap();
        let paused = line(&scene, holder).await;
        assert_eq!(
            (paused.due_at, paused.waits_until),
            (None, Some(at("2026-11-30T08:00:00Z"))),
            "{store:?}"
        );
        assert_eq!(scene.status(opened.id).await, (Status::Paused, None));
        let early = scene.decide(opened.id, true).await;
        assert!(matches!(early, Err(Error::Conflict(_))), "{early:?}");
        // Past the reminder and past the deadline as they were: nothing fires.
        scene.house.advance(Duration::from_secs(4 * DAY + HOUR));
        assert_eq!(sweep(&scene.house.casework).await.unwrap(), 0, "{store:?}");
        // Sunday 09:00: what was left, two days, is counted from Monday on.
        let citizen = Actor::Person(scene.citizen);
        let answer = inform(job, "The third.");
        scene.act(citizen, opened.id, answer).await.unwrap();
        assert_eq!(
            line(&scene, holder).await.due_at,
            Some(at("2026-12-02T00:00:00Z"))
        );
        assert_eq!(
            due(&scene, opened.id).await,
            Some(at("2026-12-04T00:00:00Z"))
        );
        // Monday 09:00, asked again: nobody answers.
        scene.house.advance(Duration::from_secs(DAY));
        scene.act(official, opened.id, ask(job)).await.unwrap();
        let twice = scene.act(official, opened.id, ask(job)).await;
        assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
        scene.house.advance(Duration::from_secs(2 * DAY + 60));
        assert_eq!(sweep(&scene.house.casework).await.unwrap(), 1, "the lapse");
        assert_eq!(
            line(&scene, holder).await.due_at,
            Some(at("2026-12-04T00:01:00Z"))
        );
        let third = scene.act(official, opened.id, ask(job)).await;
        assert!(matches!(third, Err(Error::Conflict(_))), "{third:?}");
        let late = inform(job, "Here it is.");
        let late = scene.act(citizen, opened.id, late).await;
        assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
        scene.decide(opened.id, true).await.unwrap();
        measured(&scene, store, opened.id).await;
        let house = scene.house.reopen().await.unwrap();
        assert_eq!(house.audit().await.findings, [], "{store:?}");
    }
}

/// Six days, of which four waited; both questions are told with how they ended.
async fn measured(scene: &Scene, store: Store, id: CaseId) {
    let read = scene.house.casework.read(move |link, parts| {
        let sql = "select worked_days, waited_days from cases where id = $1";
        let row = &link.query(sql, &[id.into()])?[0];
        let days: (u32, u32) = (row.get(0)?, row.get(1)?);
        let service = read::measured(link, "simple", Timestamp::UNIX_EPOCH)?;
        Ok((days, service, read::questions(link, parts, id)?))
    });
    let (days, service, questions) = read.await.unwrap();
    assert_eq!(days, (6, 4), "{store:?}");
    assert_eq!((service.median, service.office), (Some(6), Some(2)));
    let ended: Vec<_> = questions
        .into_iter()
        .map(|q| q.ended.map(|(_, _, how)| how))
        .collect();
    let given = Ended::Given {
        text: "The third.".into(),
        documents: Vec::new(),
    };
    assert_eq!(ended, [Some(given), Some(Ended::Lapsed)]);
    assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_stays_open_when_its_official_goes_away_and_the_next_one_has_the_answer() {
    for store in stores() {
        let scene = scene(store, 2).await;
        let opened = scene.open("A stall").await.unwrap();
        let (first, job) = scene.holder(opened.id).await.unwrap();
        scene
            .act(Actor::Person(first), opened.id, ask(job))
            .await
            .unwrap();
        let (from, until) = (scene.house.now(), at("2026-12-24T08:00:00Z"));
        let away = scene.house.casework.write(move |tx| {
            casework::people::declare_absence(tx, Actor::Person(first), first, from, until)
        });
        away.await.unwrap();
        assert_eq!(sweep(&scene.house.casework).await.unwrap(), 1, "the draw");
        let (second, same) = scene.holder(opened.id).await.unwrap();
        assert!(second != first && same == job, "{store:?}");
        let waits = line(&scene, second).await;
        assert_eq!(
            (waits.due_at, waits.waits_until),
            (None, Some(at("2026-11-27T08:00:00Z")))
        );
        // The waiting ends for whoever has the task now.
        let scene = Scene {
            house: scene.house.reopen().await.unwrap(),
            ..scene
        };
        scene.house.advance(Duration::from_secs(3 * DAY));
        assert_eq!(sweep(&scene.house.casework).await.unwrap(), 1, "the lapse");
        let runs = line(&scene, second).await;
        assert_eq!(
            (runs.due_at, runs.waits_until),
            (Some(at("2026-12-02T08:00:00Z")), None),
            "{store:?}"
        );
        scene.decide(opened.id, true).await.unwrap();
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_has_the_task_asks_and_takes_back_and_only_the_applicant_answers() {
    for store in stores() {
        let scene = scene(store, 2).await;
        let opened = scene.open("A stall").await.unwrap();
        let (holder, job) = scene.holder(opened.id).await.unwrap();
        let (official, citizen) = (Actor::Person(holder), Actor::Person(scene.citizen));
        let other = *scene.officers.iter().find(|o| **o != holder).unwrap();
        let stranger = scene.act(Actor::Person(other), opened.id, ask(job)).await;
        assert!(matches!(stranger, Err(Error::NotFound)), "{stranger:?}");
        let own = scene.act(citizen, opened.id, ask(job)).await;
        assert!(matches!(own, Err(Error::NotFound)), "{own:?}");
        let empty = Action::Ask {
            job,
            text: " ".into(),
            documents: Vec::new(),
        };
        let empty = scene.act(official, opened.id, empty).await;
        assert!(
            matches!(
                empty,
                Err(Error::Field {
                    field: "text",
                    reason: "required"
                })
            ),
            "{empty:?}"
        );
        scene.act(official, opened.id, ask(job)).await.unwrap();
        let answered = scene.act(official, opened.id, inform(job, "Me.")).await;
        assert!(matches!(answered, Err(Error::Forbidden(_))), "{answered:?}");
        let back = Action::Unask {
            job,
            reason: "Found it in the register".into(),
        };
        scene.act(official, opened.id, back).await.unwrap();
        let runs = line(&scene, holder).await;
        assert_eq!(runs.due_at, Some(at("2026-11-30T08:00:00Z")), "{store:?}");
        assert_eq!(scene.status(opened.id).await, (Status::Open, None));
        let citizen = scene.citizen;
        let told = scene.house.casework.read(move |link, _| {
            let sql = "select count(*) from notices where person = $1";
            Ok(link.query(sql, &[citizen.into()])?[0].get::<u64>(0)?)
        });
        assert_eq!(told.await.unwrap(), 2, "asked, and taken back");
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_that_does_not_allow_it_asks_nothing() {
    let scene = Scene::new(Store::Sqlite, 1).await;
    let opened = scene.open("A stall").await.unwrap();
    let (holder, job) = scene.holder(opened.id).await.unwrap();
    let asked = scene.act(Actor::Person(holder), opened.id, ask(job)).await;
    assert!(matches!(asked, Err(Error::Forbidden(_))), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_finds_a_changed_due_date_and_a_false_one_in_an_entry() {
    for store in stores() {
        let scene = scene(store, 1).await;
        let opened = scene.open("A stall").await.unwrap();
        let (holder, job) = scene.holder(opened.id).await.unwrap();
        let question = scene.act(Actor::Person(holder), opened.id, ask(job)).await;
        let question = question.unwrap();
        scene
            .house
            .tamper("update tasks set waits_until = waits_until + 86400000000")
            .await;
        let report = scene.house.audit().await;
        let changed = |f: &Finding| matches!(f, Finding::ChangedRow { table, column, .. } if table == "tasks" && column == "waits_until");
        assert!(report.findings.iter().any(changed), "{report:#?}");
        scene
            .house
            .tamper("update tasks set waits_until = waits_until - 86400000000")
            .await;
        // A server that lies in the entry itself: over before its time, and with another deadline.
        let id = opened.id;
        let lie = scene.house.casework.write(move |tx| {
            let fact = InformationLapsed {
                job,
                element: "Decide".into(),
                question,
                due: Some(at("2027-11-30T08:00:00Z")),
                remind: Vec::new(),
            };
            tx.append_to(Actor::System, id, Fact::InformationLapsed(fact))
        });
        let lie = lie.await.unwrap();
        let report = scene.house.audit().await;
        let found =
            |f: &Finding| matches!(f, Finding::FalseDeadline { entry, .. } if *entry == lie);
        assert!(report.findings.iter().any(found), "{report:#?}");
    }
}
