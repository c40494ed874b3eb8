//! Closed cases are archived and erased when their pack says so, and not while somebody holds them.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::time::Duration;

use casework::archive::{self, Which};
use casework::audit::Finding;
use casework::case::{self, Action, Status, hold};
use casework::people::mandates;
use casework::record::{self, Fact};
use casework::retention::{self, Done};
use casework::{Actor, CaseId, Error, PersonId};
use harness::{Scene, Store, simple_pack, stores};

const DAY: Duration = Duration::from_secs(24 * 3600);
const BASIS: &str = "Archives Act, Article 8";

/// A house whose procedure keeps cases in the database for 40 days, and at all for 100.
async fn scene(store: Store) -> Scene {
    let scene = Scene::new(store, 2).await;
    deploy(&scene, "2.0.0", "100 days").await;
    scene
}

async fn deploy(scene: &Scene, version: &str, erase: &str) {
    let version = format!("version = \"{version}\"");
    let rules = format!(
        "[retention]\narchive_after = \"40 days\"\nerase_after = \"{erase}\"\nbasis = \"{BASIS}\"\n\n[calendar]"
    );
    let edits = [
        ("version = \"1.0.0\"", version.as_str()),
        ("[calendar]", &rules),
    ];
    scene.house.deploy_changed(&simple_pack(), &edits).await;
}

async fn closed(scene: &Scene, subject: &str) -> CaseId {
    let id = scene.open(subject).await.unwrap().id;
    scene.decide(id, true).await.unwrap();
    id
}

async fn supervisor(scene: &Scene, name: &str) -> Actor {
    let person = scene.house.person(name, Some("office")).await;
    scene.house.grant(person, "office", "supervisor").await;
    Actor::Person(person)
}

async fn sweep(scene: &Scene) -> Done {
    retention::sweep(&scene.house.casework).await.unwrap()
}

async fn held(scene: &Scene, by: Actor, id: CaseId) -> Result<u64, Error> {
    let reason = "Proceeding 12/2026".to_owned();
    scene.act(by, id, Action::Hold { reason }).await
}

async fn released(scene: &Scene, by: Actor, id: CaseId) -> Result<u64, Error> {
    let reason = "The proceeding is over".to_owned();
    scene.act(by, id, Action::Release { reason }).await
}

async fn erased(scene: &Scene, id: CaseId) -> Result<u64, Error> {
    let erase = scene
        .house
        .casework
        .write(move |tx| case::erase_case(tx, Actor::Operator, id, "Asked for by the applicant"));
    erase.await
}

async fn leaving(scene: &Scene, most: usize) -> Vec<(CaseId, String, bool)> {
    let until = scene.house.now() + DAY * 90;
    let read = scene.house.casework.read(move |link, parts| {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = retention::leaving(link, parts, "office", until, (after, most))?;
            let Some(last) = page.last() else {
                return Ok(all);
            };
            after = Some(last.place());
            all.extend(
                page.into_iter()
                    .map(|l| (l.id, l.kept.until.to_string(), l.held)),
            );
        }
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_archived_and_then_erased_when_its_pack_says_so() {
    for store in stores() {
        let scene = scene(store).await;
        let first = closed(&scene, "first").await;
        scene.house.advance(DAY * 10);
        let second = closed(&scene, "second").await;
        let open = scene.open("open").await.unwrap().id;
        assert_eq!(sweep(&scene).await, Done::default(), "{store:?}");
        scene.house.advance(DAY * 31);
        let archived = |archived| Done {
            erased: 0,
            archived,
        };
        assert_eq!(sweep(&scene).await, archived(1), "41 days after the first");
        assert_eq!(sweep(&scene).await, Done::default(), "once");
        // In the list from 90 days before, a case a page as well as all at once.
        let listed = leaving(&scene, 1).await;
        assert_eq!(
            listed.iter().map(|l| l.0).collect::<Vec<_>>(),
            [first, second]
        );
        assert_eq!(listed, leaving(&scene, 10).await);
        assert!(listed.iter().all(|l| !l.2));
        scene.house.advance(DAY * 60);
        let done = Done {
            erased: 1,
            archived: 1,
        };
        assert_eq!(
            sweep(&scene).await,
            done,
            "101 days after the first, {store:?}"
        );
        assert_eq!(scene.status(second).await.0, Status::Closed);
        assert_eq!(scene.status(open).await.0, Status::Open);
        let read = scene.house.casework.read(move |link, parts| {
            let sql = "select seq from entries where kind = 'case.erased'";
            let rows = link.query(sql, &[])?;
            let mut all = Vec::new();
            for row in rows {
                all.push(record::open_entry(link, parts, row.get(0)?)?.entry);
            }
            Ok(all)
        });
        let [entry] = read.await.unwrap().try_into().unwrap();
        assert_eq!(entry.actor, Actor::System);
        let fact = Fact::CaseErased {
            case: first,
            reason: BASIS.into(),
        };
        assert_eq!(entry.fact, fact);
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_follows_the_version_that_it_runs_on() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let kept = closed(&scene, "no rule").await;
        deploy(&scene, "2.0.0", "100 days").await;
        let short = closed(&scene, "hundred").await;
        deploy(&scene, "3.0.0", "1 year").await;
        let long = closed(&scene, "a year").await;
        scene.house.advance(DAY * 101);
        assert_eq!(
            sweep(&scene).await,
            Done {
                erased: 1,
                archived: 1
            },
            "{store:?}"
        );
        scene.house.advance(DAY * 300);
        assert_eq!(
            sweep(&scene).await,
            Done {
                erased: 1,
                archived: 0
            },
            "{store:?}"
        );
        assert_eq!(scene.status(kept).await.0, Status::Closed);
        for gone in [short, long] {
            assert!(
                erased(&scene, gone).await.is_err(),
                "{store:?}: it is erased"
            );
        }
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_case_is_neither_archived_nor_erased_until_another_supervisor_releases_it() {
    for store in stores() {
        let scene = scene(store).await;
        let id = closed(&scene, "evidence").await;
        let (first, second) = (
            Actor::Person(scene.supervisor),
            supervisor(&scene, "Second").await,
        );
        for nobody in [Actor::Person(scene.citizen), Actor::System] {
            let refused = held(&scene, nobody, id).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        }
        held(&scene, first, id).await.unwrap();
        assert!(matches!(
            held(&scene, second, id).await,
            Err(Error::Conflict(_))
        ));
        scene.house.advance(DAY * 101);
        assert_eq!(sweep(&scene).await, Done::default(), "{store:?}");
        assert_eq!(
            leaving(&scene, 5)
                .await
                .iter()
                .map(|l| l.2)
                .collect::<Vec<_>>(),
            [true]
        );
        let refused = erased(&scene, id).await.unwrap_err().to_string();
        assert!(
            refused.contains("a supervisor of its agency who did not hold it"),
            "{refused}"
        );
        let which = scene.house.casework.read(Which::by_rules).await.unwrap();
        let moved = archive::archive(&scene.house.casework, which, &mut |_| Ok(())).await;
        assert_eq!(moved.unwrap().cases, 0);
        for nobody in [first, Actor::Operator, Actor::Person(scene.citizen)] {
            let refused = released(&scene, nobody, id).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        }
        // Who asked is a part of the evidence: whoever runs the machine cannot erase them either.
        let applicant = scene.citizen;
        let erase = move |tx: &mut casework::record::Tx<'_>| {
            casework::people::erase_person(tx, Actor::Operator, applicant, "asked for")
        };
        let refused = scene.house.casework.write(erase).await;
        assert!(
            matches!(refused, Err(Error::Conflict(hold::HELD))),
            "{refused:?}"
        );
        released(&scene, second, id).await.unwrap();
        assert!(matches!(
            released(&scene, second, id).await,
            Err(Error::Conflict(_))
        ));
        assert_eq!(
            sweep(&scene).await,
            Done {
                erased: 1,
                archived: 0
            },
            "{store:?}"
        );
        scene.house.casework.write(erase).await.unwrap();
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acted_for_the_applicant_releases_nothing_after_that_either() {
    let scene = scene(Store::Sqlite).await;
    let second = supervisor(&scene, "Second").await;
    let (principal, person, now) = (scene.citizen, second.person().unwrap(), scene.house.now());
    let write = scene.house.casework.write(move |tx| {
        let parts = tx.parts();
        let offer = mandates::Offer {
            to: casework::people::profile(tx.link(), parts, person)?.email,
            service: None,
            until: now + jiff::SignedDuration::from_hours(48),
        };
        let offered = mandates::offer(tx, principal, &offer)?;
        mandates::accept(tx, person, offered)?;
        Ok(offered)
    });
    let mandate = write.await.unwrap();
    let id = closed(&scene, "evidence").await;
    held(&scene, Actor::Operator, id).await.unwrap();
    let refused = released(&scene, second, id).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    let end = scene
        .house
        .casework
        .write(move |tx| mandates::end(tx, person, mandate));
    end.await.unwrap();
    let refused = released(&scene, second, id).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    let first = Actor::Person(scene.supervisor);
    released(&scene, first, id).await.unwrap();
    assert_eq!(scene.house.audit().await.findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_part_in_the_case_releases_nothing() {
    let scene = scene(Store::Sqlite).await;
    let id = closed(&scene, "evidence").await;
    held(&scene, Actor::Operator, id).await.unwrap();
    // The officer who decided it becomes a supervisor.
    for officer in scene.officers.iter().copied() {
        scene.house.grant(officer, "office", "supervisor").await;
        let out = released(&scene, Actor::Person(officer), id).await;
        if decided(&scene, id).await == officer {
            assert!(matches!(out, Err(Error::Forbidden(_))), "{out:?}");
        }
    }
}

/// Who decided the case.
async fn decided(scene: &Scene, id: CaseId) -> PersonId {
    let read = scene.house.casework.read(move |link, _| {
        let sql = "select assignee from tasks where case_id = $1 and state = 'done'";
        Ok(link.query(sql, &[id.into()])?[0].get(0)?)
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_node_at_a_time_applies_the_rules() {
    for store in stores() {
        let scene = scene(store).await;
        closed(&scene, "one").await;
        scene.house.advance(DAY * 101);
        let every = retention::EVERY;
        let house = &scene.house.casework;
        let done = Some(Done {
            erased: 1,
            archived: 0,
        });
        assert_eq!(
            retention::turn(house, every).await.unwrap(),
            done,
            "{store:?}"
        );
        assert_eq!(
            retention::turn(house, every).await.unwrap(),
            None,
            "{store:?}"
        );
        scene.house.advance(every);
        let nothing = Some(Done::default());
        assert_eq!(
            retention::turn(house, every).await.unwrap(),
            nothing,
            "{store:?}"
        );
    }
}

/// A house with a held case, whose database somebody changes.
async fn after(store: Store, sql: &str) -> Vec<Finding> {
    let scene = scene(store).await;
    let id = closed(&scene, "evidence").await;
    held(&scene, Actor::Person(scene.supervisor), id)
        .await
        .unwrap();
    assert_eq!(scene.house.audit().await.findings, [], "before: {store:?}");
    scene.house.tamper(sql).await;
    scene.house.audit().await.findings
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_that_was_changed_behind_its_back_is_found() {
    for store in stores() {
        let found = after(store, "delete from holds").await;
        let lost = |f: &Finding| matches!(f, Finding::DeletedRow { table, .. } if table == "holds");
        assert!(found.iter().any(lost), "{store:?}: {found:#?}");
        let found = after(store, "update holds set released = 3, released_at = 0").await;
        let changed = |f: &Finding| matches!(f, Finding::ChangedRow { table, column, .. } if table == "holds" && column == "released");
        assert!(found.iter().any(changed), "{store:?}: {found:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_case_that_was_erased_past_its_hold_is_found() {
    for store in stores() {
        let scene = scene(store).await;
        let id = closed(&scene, "evidence").await;
        held(&scene, Actor::Person(scene.supervisor), id)
            .await
            .unwrap();
        // Whoever has the database takes the row away, and then has the case erased.
        scene.house.tamper("delete from holds").await;
        let erasing = erased(&scene, id).await.unwrap();
        let found = scene.house.audit().await.findings;
        let said = |f: &Finding| matches!(f, Finding::ImpossibleEntry { entry, why } if *entry == erasing && why.contains("held"));
        assert!(found.iter().any(said), "{store:?}: {found:#?}");
        let is = scene
            .house
            .casework
            .read(move |link, parts| hold::of(link, parts, id));
        assert_eq!(is.await.unwrap(), None);
    }
}
