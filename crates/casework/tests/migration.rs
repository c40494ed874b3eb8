//! Running cases move to another version of their pack: planned, confirmed by a second person, one entry a case.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bpmn::migrate::Mapping;
use casework::audit::Finding;
use casework::case::{Action, Application, OpenTask, Status, act, due, open, read};
use casework::migration::{self, Effect, Moved, MovedTask, OrderState, Versions};
use casework::record::Fact;
use casework::{Actor, CaseId, Error, PersonId};
use harness::{Edit, House, Store, changed, stores, winding_pack};
use pack::Pack;
use serde_json::{Map, Value as Json, json};

/// The second version changes something in everything that a case can wait for.
const SECOND: &[Edit<'static>] = &[
    ("pack.toml", "version = \"1.0.0\"", "version = \"2.0.0\""),
    ("pack.toml", "promised = 20", "promised = 30"),
    (
        "pack.toml",
        "[tasks.Decide]\nrole = \"officer\"\nform = \"decision\"\ndeadline = 3",
        "[tasks.Decide]\nrole = \"officer\"\nform = \"decision\"\ndeadline = 6",
    ),
    (
        "process.bpmn",
        "<timeDuration>P3D</timeDuration>",
        "<timeDuration>P5D</timeDuration>",
    ),
    (
        "process.bpmn",
        "<loopCardinality>2</loopCardinality>",
        "<loopCardinality>3</loopCardinality>",
    ),
    (
        "process.bpmn",
        "id=\"Decide\" name=\"Decide\"",
        "id=\"Decide\" name=\"Decide on it\"",
    ),
    (
        "forms/decision.json",
        "\"properties\": { \"grant\": { \"type\": \"boolean\" } }",
        "\"properties\": { \"grant\": { \"type\": \"boolean\" }, \"remark\": { \"type\": \"string\" } }",
    ),
    (
        "forms/decision.json",
        "\"fields\": [\"grant\"]",
        "\"fields\": [\"grant\", \"remark\"]",
    ),
    (
        "text/en.ftl",
        "field-decision-grant = Grant it",
        "field-decision-grant = Grant it\nfield-decision-remark = Remark",
    ),
    (
        "text/fr.ftl",
        "field-decision-grant = ",
        "field-decision-remark = Remarque\nfield-decision-grant = ",
    ),
    (
        "text/ar.ftl",
        "field-decision-grant = ",
        "field-decision-remark = ملاحظة\nfield-decision-grant = ",
    ),
];

struct Scene {
    house: House,
    citizen: PersonId,
    supervisor: PersonId,
    first: Arc<Pack>,
}

impl Scene {
    async fn new(store: Store) -> Scene {
        let house = House::new(store).await;
        let first = house.deploy_files(changed(&winding_pack(), &[])).await;
        let citizen = house.person("Salma Haddad", None).await;
        for n in 1..=4 {
            let officer = house.person(&format!("Officer {n}"), Some("office")).await;
            house.grant(officer, "office", "officer").await;
            let clerk = house.person(&format!("Clerk {n}"), Some("office")).await;
            house.grant(clerk, "office", "clerk").await;
        }
        let supervisor = house.person("Supervisor", Some("office")).await;
        house.grant(supervisor, "office", "supervisor").await;
        Scene {
            house,
            citizen,
            supervisor,
            first,
        }
    }

    async fn second(&self, more: &[Edit<'_>]) -> Arc<Pack> {
        let mut edits = SECOND.to_vec();
        edits.extend(more);
        self.house
            .deploy_files(changed(&winding_pack(), &edits))
            .await
    }

    fn versions(&self, to: &Arc<Pack>, mapping: Mapping) -> Versions {
        Versions::new(Arc::clone(&self.first), Arc::clone(to), mapping).unwrap()
    }

    async fn open(&self) -> CaseId {
        let application = Application {
            pack: "winding".into(),
            applicant: self.citizen,
            data: object(json!({ "subject": "A path" })),
            documents: Vec::new(),
        };
        let actor = Actor::Person(self.citizen);
        let opened = self
            .house
            .casework
            .write(move |tx| open(tx, actor, &application))
            .await;
        opened.unwrap().id
    }

    async fn tasks(&self, case: CaseId) -> BTreeMap<u64, OpenTask> {
        let open = self
            .house
            .casework
            .write(move |tx| Ok(tx.case(case)?.inside.open.clone()));
        open.await.unwrap()
    }

    async fn act(&self, actor: Actor, case: CaseId, action: Action) -> Result<u64, Error> {
        self.house
            .casework
            .write(move |tx| act(tx, actor, case, &action))
            .await
    }

    /// Whoever has the task does it.
    async fn complete(&self, case: CaseId, job: u64, grant: bool) {
        let task = self.tasks(case).await[&job].clone();
        let data = if task.element == "Decide" {
            json!({ "grant": grant })
        } else {
            json!({})
        };
        let action = Action::Complete {
            job,
            data: object(data),
            documents: Vec::new(),
            signature: None,
        };
        let holder = task.assignee.expect("somebody has it");
        self.act(Actor::Person(holder), case, action).await.unwrap();
    }

    /// Goes on until the case waits at one of `at`, or has ended.
    async fn advance(&self, case: CaseId, at: &[&str], grant: bool) {
        for _ in 0..40 {
            let tasks = self.tasks(case).await;
            if tasks.values().any(|t| at.contains(&t.element.as_str())) {
                return;
            }
            if let Some(job) = tasks.keys().next() {
                self.complete(case, *job, grant).await;
            } else if at.contains(&"Cool") || !self.fire(case).await {
                return;
            }
        }
        panic!("the case does not end");
    }

    /// A day passes; true when something of the case was due or will be.
    async fn fire(&self, case: CaseId) -> bool {
        self.house.advance(Duration::from_secs(24 * 3600));
        let clock = self.house.clock.clone();
        let found = self
            .house
            .casework
            .read(move |link, _| Ok(due(link, &clock, 100)?))
            .await
            .unwrap();
        for timer in found.into_iter().filter(|d| d.case == case) {
            let action = Action::Fire {
                kind: timer.kind,
                key: timer.key,
                n: timer.n,
            };
            self.act(Actor::System, case, action).await.unwrap();
        }
        let running = self.house.casework.write(move |tx| {
            let case = tx.case(case)?;
            Ok(!case.inside.state.ended() && !case.inside.timers.is_empty())
        });
        running.await.unwrap()
    }

    async fn propose(&self, versions: &Versions) -> u64 {
        let versions = versions.clone();
        let proposed = self.house.casework.write(move |tx| {
            migration::propose(tx, Actor::Operator, &versions, "The law was changed")
        });
        proposed.await.unwrap()
    }

    async fn decide(&self, actor: Actor, order: u64, confirmed: bool) -> Result<u64, Error> {
        self.house
            .casework
            .write(move |tx| migration::decide(tx, actor, order, confirmed, "I read the plan"))
            .await
    }

    async fn apply(&self, order: u64, case: CaseId) -> Result<Moved, Error> {
        self.house
            .casework
            .write(move |tx| {
                let parts = tx.parts();
                let order = migration::order(tx.link(), parts, order)?;
                migration::apply(tx, Actor::Operator, &order, case)
            })
            .await
    }

    /// Proposed, confirmed, applied.
    async fn migrate(&self, versions: &Versions, case: CaseId) -> Moved {
        let order = self.propose(versions).await;
        let person = Actor::Person(self.supervisor);
        self.decide(person, order, true).await.unwrap();
        self.apply(order, case).await.unwrap()
    }

    async fn clean(&self, when: &str) {
        assert_eq!(self.house.audit().await.findings, [], "{when}");
    }

    async fn ended(&self, case: CaseId) -> (Status, Option<String>, [u8; 32]) {
        let found = self.house.casework.write(move |tx| {
            let case = tx.case(case)?;
            Ok((case.status, case.outcome.clone(), case.pack_hash))
        });
        found.await.unwrap()
    }

    /// The facts of a case, the oldest first.
    async fn facts(&self, case: CaseId) -> Vec<Fact> {
        let lines = self
            .house
            .casework
            .read(move |link, parts| read::timeline(link, parts, case, None, 500));
        lines
            .await
            .unwrap()
            .into_iter()
            .rev()
            .map(|l| l.fact)
            .collect()
    }
}

fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        other => panic!("{other} is no object"),
    }
}

fn said(effects: &[Effect]) -> Vec<String> {
    effects.iter().map(ToString::to_string).collect()
}

fn has(effects: &[Effect], part: &str) -> bool {
    said(effects).iter().any(|sentence| sentence.contains(part))
}

fn done(moved: Moved) -> migration::CasePlan {
    match moved {
        Moved::Done { plan, .. } => plan,
        other => panic!("{other:?}"),
    }
}

/// Where a case waits, what of the plan must be said there, and what the applicant is told to the end.
const PLACES: [(&str, bool, &str); 6] = [
    ("Prepare", true, "Cool: is a step"),
    (
        "Review",
        true,
        "Review: is repeated `3` times and was `2` times: 0 of 2 runs are done",
    ),
    ("Visit", true, "form decision asks more: remark"),
    (
        "Cool",
        true,
        "`Cool` is after P5D and was after P3D: the timer that runs keeps its time",
    ),
    (
        "Decide",
        true,
        "is to be done in 6 working days and was in 3: the deadline that runs stays",
    ),
    (
        "Restore",
        false,
        "30 working days are promised and were 20: what was promised to this case stays",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_case_moves_from_wherever_it_waits_and_goes_on_to_its_end() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let mut cases = Vec::new();
        for (place, grant, _) in PLACES {
            let case = scene.open().await;
            scene.advance(case, &[place], grant).await;
            cases.push(case);
        }
        let second = scene.second(&[]).await;
        let versions = scene.versions(&second, Mapping::default());
        let order = scene.propose(&versions).await;
        let person = Actor::Person(scene.supervisor);
        scene.decide(person, order, true).await.unwrap();
        for (case, (place, _, sentence)) in cases.iter().zip(PLACES) {
            let plan = done(scene.apply(order, *case).await.unwrap());
            if place != "Prepare" {
                assert!(
                    has(&plan.effects, sentence),
                    "{place}: {:#?}",
                    said(&plan.effects)
                );
            }
            let facts = scene.facts(*case).await;
            let entry = facts.iter().find_map(|fact| match fact {
                Fact::CaseMigrated {
                    effects,
                    order,
                    reason,
                    ..
                } => Some((effects, order, reason)),
                _ => None,
            });
            let (effects, by, reason) = entry.expect("the move is an entry of the case");
            assert_eq!((effects, *by), (&plan.effects, order));
            assert_eq!(reason, "The law was changed");
            assert_eq!(
                scene.apply(order, *case).await.unwrap(),
                Moved::Past,
                "once"
            );
        }
        scene.clean("after the move").await;
        for (case, (place, grant, _)) in cases.iter().zip(PLACES) {
            scene.advance(*case, &[], grant).await;
            let outcome = if grant { "granted" } else { "refused" };
            let ended = (Status::Closed, Some(outcome.to_owned()), second.hash);
            assert_eq!(scene.ended(*case).await, ended, "{place}");
        }
        scene.clean("after the end").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_task_keeps_it_where_step_and_role_stay() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let case = scene.open().await;
        let before = scene.tasks(case).await;
        let second = scene.second(&[]).await;
        done(
            scene
                .migrate(&scene.versions(&second, Mapping::default()), case)
                .await,
        );
        assert_eq!(scene.tasks(case).await, before);
        let drawn = scene.facts(case).await;
        let drawn = drawn
            .iter()
            .filter(|f| matches!(f, Fact::TaskAssigned { .. }));
        assert_eq!(drawn.count(), 1, "nobody was drawn again");
    }
}

const CLERKS: Edit<'static> = (
    "pack.toml",
    "[tasks.Prepare]\nrole = \"officer\"\ndeadline = 5",
    "[tasks.Prepare]\nrole = \"clerk\"\ndeadline = 5",
);

#[tokio::test(flavor = "multi_thread")]
async fn a_task_of_another_role_is_drawn_anew_and_the_plan_says_so() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let case = scene.open().await;
        let (job, was) = scene.tasks(case).await.into_iter().next().unwrap();
        let second = scene.second(&[CLERKS]).await;
        let plan = done(
            scene
                .migrate(&scene.versions(&second, Mapping::default()), case)
                .await,
        );
        assert!(
            has(
                &plan.effects,
                "Prepare: is the clerk's and was the officer's: somebody is drawn anew"
            ),
            "{:#?}",
            said(&plan.effects)
        );
        let now = scene.tasks(case).await[&job].clone();
        assert_eq!(
            (now.role.as_str(), now.redraw, now.due),
            ("clerk", 1, was.due)
        );
        assert_ne!(now.assignee, was.assignee);
        scene.clean("after the draw").await;
        scene.advance(case, &[], true).await;
        assert_eq!(scene.ended(case).await.0, Status::Closed);
        scene.clean("after the end").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_under_another_id_keeps_its_person_and_its_history() {
    let renamed: &[Edit<'static>] = &[
        ("process.bpmn", "\"Prepare\"", "\"Ready\""),
        ("pack.toml", "[tasks.Prepare]", "[tasks.Ready]"),
        ("risks.csv", "Prepare,", "Ready,"),
        ("text/en.ftl", "task-Prepare", "task-Ready"),
        ("text/fr.ftl", "task-Prepare", "task-Ready"),
        ("text/ar.ftl", "task-Prepare", "task-Ready"),
        ("tests/granted.json", "\"Prepare\"", "\"Ready\""),
        ("tests/refused.json", "\"Prepare\"", "\"Ready\""),
    ];
    for store in stores() {
        let scene = Scene::new(store).await;
        let case = scene.open().await;
        let (job, was) = scene.tasks(case).await.into_iter().next().unwrap();
        let second = scene.second(renamed).await;
        let stays = scene.versions(&second, Mapping::default());
        let order = scene.propose(&stays).await;
        let person = Actor::Person(scene.supervisor);
        scene.decide(person, order, true).await.unwrap();
        let Moved::Stays(plan) = scene.apply(order, case).await.unwrap() else {
            panic!("the step is gone");
        };
        assert_eq!(
            said(&plan.problems),
            [
                "Prepare: the new version has no element `Prepare`: say in the mapping where the case goes on"
            ]
        );
        let elements = [("Prepare".to_owned(), "Ready".to_owned())];
        let mapping = Mapping {
            elements: elements.into_iter().collect(),
            ..Mapping::default()
        };
        done(scene.migrate(&scene.versions(&second, mapping), case).await);
        let now = scene.tasks(case).await[&job].clone();
        assert_eq!(
            (now.element.as_str(), now.assignee, now.redraw),
            ("Ready", was.assignee, 0)
        );
        scene.clean("after the move").await;
        scene.advance(case, &[], false).await;
        assert_eq!(scene.ended(case).await.0, Status::Closed);
        scene.clean("after the end").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deadlines_and_timers_are_counted_anew_where_the_mapping_says_so() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let waiting = scene.open().await;
        scene.advance(waiting, &["Cool"], true).await;
        let deciding = scene.open().await;
        scene.advance(deciding, &["Decide"], true).await;
        let before = scene
            .tasks(deciding)
            .await
            .into_values()
            .next()
            .unwrap()
            .due;
        let second = scene.second(&[]).await;
        let again = ["Cool", "Decide"].map(str::to_owned).into_iter().collect();
        let mapping = Mapping {
            again,
            ..Mapping::default()
        };
        let versions = scene.versions(&second, mapping);
        let order = scene.propose(&versions).await;
        let person = Actor::Person(scene.supervisor);
        scene.decide(person, order, true).await.unwrap();
        let plan = done(scene.apply(order, waiting).await.unwrap());
        assert!(
            has(&plan.effects, "`Cool` is counted anew: after P5D"),
            "{:#?}",
            said(&plan.effects)
        );
        let plan = done(scene.apply(order, deciding).await.unwrap());
        assert!(
            has(&plan.effects, "Decide: its deadline is counted anew"),
            "{:#?}",
            said(&plan.effects)
        );
        let task = scene.tasks(deciding).await.into_values().next().unwrap();
        let six = second.calendar.deadline(scene.house.now(), 6);
        assert_eq!(task.due, Some(six));
        assert_ne!(task.due, before);
        scene.clean("after the move").await;
        scene.advance(waiting, &[], true).await;
        scene.advance(deciding, &[], true).await;
        assert_eq!(scene.ended(deciding).await.0, Status::Closed);
        scene.clean("after the end").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_without_a_second_person() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let case = scene.open().await;
        let second = scene.second(&[]).await;
        let versions = scene.versions(&second, Mapping::default());
        let order = scene.propose(&versions).await;
        assert_eq!(
            scene.propose(&versions).await,
            order,
            "the same proposal is written once"
        );
        let refused = scene.apply(order, case).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        let holder = scene
            .tasks(case)
            .await
            .into_values()
            .next()
            .unwrap()
            .assignee;
        for (actor, sees) in [
            (Actor::Operator, true),
            (Actor::Person(holder.unwrap()), false),
            (Actor::Person(scene.citizen), false),
        ] {
            let refused = scene.decide(actor, order, true).await;
            match refused {
                Err(Error::Forbidden(_)) if sees => {}
                Err(Error::NotFound) if !sees => {}
                other => panic!("{actor:?}: {other:?}"),
            }
        }
        let person = Actor::Person(scene.supervisor);
        scene.decide(person, order, false).await.unwrap();
        let twice = scene.decide(person, order, true).await;
        assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
        let refused = scene.apply(order, case).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        assert_eq!(scene.ended(case).await.2, scene.first.hash);
        let state = scene
            .house
            .casework
            .read(move |link, parts| Ok(migration::order(link, parts, order)?.state));
        assert_eq!(state.await.unwrap(), OrderState::Refused);
        scene.clean("after a refusal").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_is_not_one_of_the_same_pack_is_refused() {
    let scene = Scene::new(Store::Sqlite).await;
    let simple = pack::read_dir(&harness::simple_pack()).unwrap();
    let simple = Arc::new(pack::check(&simple).unwrap());
    let refused = |to: &Arc<Pack>, mapping| {
        Versions::new(Arc::clone(&scene.first), Arc::clone(to), mapping).map(|_| ())
    };
    for (to, mapping, part) in [
        (&simple, Mapping::default(), "different packs"),
        (&scene.first, Mapping::default(), "the same version"),
    ] {
        let Err(Error::Migration(why)) = refused(to, mapping) else {
            panic!("{part}");
        };
        assert!(why.contains(part), "{why}");
    }
    let files = changed(&winding_pack(), SECOND);
    let undeployed = Arc::new(pack::check(&files).unwrap());
    let unknown = Mapping {
        again: ["Nowhere".to_owned()].into_iter().collect(),
        ..Mapping::default()
    };
    assert!(
        matches!(refused(&undeployed, unknown), Err(Error::Migration(why)) if why.contains("Nowhere"))
    );
    let versions = scene.versions(&undeployed, Mapping::default());
    let proposed = scene
        .house
        .casework
        .write(move |tx| migration::propose(tx, Actor::Operator, &versions, "why"));
    assert!(
        matches!(proposed.await, Err(Error::Migration(why)) if why.contains("deploy it first"))
    );
}

/// A case that moved; what the audit says after `sql`.
async fn tampered(store: Store, sql: &str) -> Vec<Finding> {
    let scene = Scene::new(store).await;
    let case = scene.open().await;
    let second = scene.second(&[]).await;
    done(
        scene
            .migrate(&scene.versions(&second, Mapping::default()), case)
            .await,
    );
    scene.clean("before").await;
    scene.house.tamper(sql).await;
    scene.house.audit().await.findings
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_changed_behind_the_record_is_found() {
    for store in stores() {
        for (sql, table, column) in [
            (
                "update cases set pack_hash = (select from_hash from migration_orders)",
                "cases",
                "pack_hash",
            ),
            (
                "update migration_orders set state = 'refused'",
                "migration_orders",
                "state",
            ),
            (
                "update migration_orders set decided_by = 1",
                "migration_orders",
                "decided_by",
            ),
        ] {
            let findings = tampered(store, sql).await;
            let found = |f: &Finding| matches!(f, Finding::ChangedRow { table: t, column: c, .. } if t == table && c == column);
            assert!(findings.iter().any(found), "{store:?} {sql}: {findings:#?}");
        }
    }
}

/// What a changed program could write of a case whose task gets another role; why the fold refuses it.
async fn written(store: Store, confirmed: bool, taken: bool) -> Result<Scene, String> {
    let scene = Scene::new(store).await;
    let case = scene.open().await;
    let second = scene.second(&[CLERKS]).await;
    let versions = scene.versions(&second, Mapping::default());
    let order = scene.propose(&versions).await;
    if confirmed {
        let person = Actor::Person(scene.supervisor);
        scene.decide(person, order, true).await.unwrap();
    }
    let (job, open) = scene.tasks(case).await.into_iter().next().unwrap();
    let task = MovedTask {
        job,
        element: "Prepare".into(),
        role: "clerk".into(),
        again: taken,
        due: open.due,
        remind: None,
    };
    let fact = Fact::CaseMigrated {
        order,
        from: hex::encode(scene.first.hash),
        to: hex::encode(second.hash),
        from_version: "1.0.0".into(),
        to_version: "2.0.0".into(),
        reason: "Because".into(),
        effects: Vec::new(),
        tasks: vec![task],
        events: Vec::new(),
    };
    let written = scene
        .house
        .casework
        .write(move |tx| tx.append_to(Actor::Operator, case, fact.clone()))
        .await;
    written.map(|_| scene).map_err(|e| e.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_nobody_confirmed_or_that_bends_a_task_does_not_fold() {
    for store in stores() {
        let honest = written(store, true, true).await;
        honest
            .map_err(|e| panic!("{e}"))
            .unwrap()
            .clean("honest")
            .await;
        for (confirmed, taken, part) in [
            (false, true, "nobody confirmed that cases move so"),
            (true, false, "a task changes hands, or does not"),
        ] {
            let why = written(store, confirmed, taken)
                .await
                .map(drop)
                .unwrap_err();
            assert!(why.contains(part), "{store:?}: {why}");
        }
    }
}
