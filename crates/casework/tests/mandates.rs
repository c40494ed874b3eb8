//! Acting for another: both agree, it ends by itself, each entry says for whom, and who acts for an applicant decides on nothing of theirs.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::time::Duration;

use casework::audit::Finding;
use casework::case::{self, Action, Application, Opened, read};
use casework::people::mandates::{self, MandateState, Offer};
use casework::{Actor, Error, PersonId};
use harness::{Scene, stores, winding_pack};
use serde_json::json;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// The address of a person of the harness.
async fn address(scene: &Scene, person: PersonId) -> String {
    let read = scene
        .house
        .casework
        .read(move |link, parts| Ok(casework::people::profile(link, parts, person)?.email));
    read.await.unwrap()
}

async fn offer(
    scene: &Scene,
    to: PersonId,
    days: u64,
    service: Option<&str>,
) -> Result<u64, Error> {
    let offer = Offer {
        to: address(scene, to).await,
        service: service.map(str::to_owned),
        until: scene
            .house
            .casework
            .settings
            .clock
            .now()
            .checked_add(DAY * days as u32)
            .unwrap(),
    };
    let principal = scene.citizen;
    let write = move |tx: &mut casework::record::Tx<'_>| mandates::offer(tx, principal, &offer);
    scene.house.casework.write(write).await
}

async fn accept(scene: &Scene, person: PersonId, mandate: u64) -> Result<u64, Error> {
    let write = move |tx: &mut casework::record::Tx<'_>| mandates::accept(tx, person, mandate);
    scene.house.casework.write(write).await
}

async fn end(scene: &Scene, person: PersonId, mandate: u64) -> Result<u64, Error> {
    let write = move |tx: &mut casework::record::Tx<'_>| mandates::end(tx, person, mandate);
    scene.house.casework.write(write).await
}

async fn apply(scene: &Scene, by: PersonId) -> Result<Opened, Error> {
    let application = Application {
        pack: "simple".into(),
        applicant: scene.citizen,
        data: json!({ "subject": "A stall" }).as_object().unwrap().clone(),
        documents: Vec::new(),
    };
    let write =
        move |tx: &mut casework::record::Tx<'_>| case::open(tx, Actor::Person(by), &application);
    scene.house.casework.write(write).await
}

async fn say(scene: &Scene, by: PersonId, opened: Opened) -> Result<u64, Error> {
    let action = Action::Say {
        text: "Good morning".into(),
    };
    scene.act(Actor::Person(by), opened.id, action).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_named_and_agreed_acts_and_each_entry_says_for_whom() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let nephew = scene.house.person("Karim Haddad", None).await;
        assert!(
            matches!(apply(&scene, nephew).await, Err(Error::Forbidden(_))),
            "{store:?}"
        );
        let mandate = offer(&scene, nephew, 30, None).await.unwrap();
        assert!(
            matches!(apply(&scene, nephew).await, Err(Error::Forbidden(_))),
            "not agreed yet"
        );
        let stranger = scene.house.person("Somebody", None).await;
        assert!(matches!(
            accept(&scene, stranger, mandate).await,
            Err(Error::NotFound)
        ));
        accept(&scene, nephew, mandate).await.unwrap();
        assert!(
            matches!(
                accept(&scene, nephew, mandate).await,
                Err(Error::Conflict(_))
            ),
            "once"
        );

        let opened = apply(&scene, nephew).await.unwrap();
        let message = say(&scene, nephew, opened).await.unwrap();
        let own = say(&scene, scene.citizen, opened).await.unwrap();
        for (entry, actor, behalf) in [
            (opened.entry, nephew, Some(scene.citizen)),
            (message, nephew, Some(scene.citizen)),
            (own, scene.citizen, None),
        ] {
            let line = scene
                .house
                .casework
                .read(move |link, parts| Ok(read::line(link, parts, entry)?.0));
            let line = line.await.unwrap();
            assert_eq!(
                (line.actor, line.behalf),
                (Actor::Person(actor), behalf),
                "{entry}"
            );
        }
        let body = scene
            .house
            .casework
            .read(move |link, parts| casework::record::receipt(link, parts, message));
        let body: serde_json::Value = serde_json::from_slice(&body.await.unwrap().body).unwrap();
        assert_eq!(body["for"], format!("person:{}", scene.citizen));
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
        let house = scene.house.reopen().await.unwrap();
        assert_eq!(house.audit().await.findings, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mandate_ends_by_itself_and_by_either_side_and_covers_its_service_only() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let nephew = scene.house.person("Karim Haddad", None).await;
        let nowhere = offer(&scene, nephew, 30, Some("")).await;
        assert!(matches!(
            nowhere,
            Err(Error::Field {
                field: "service",
                reason: "not_offered"
            })
        ));
        scene.house.deploy(&winding_pack()).await;
        let other = offer(&scene, nephew, 30, Some("winding")).await.unwrap();
        accept(&scene, nephew, other).await.unwrap();
        assert!(
            matches!(apply(&scene, nephew).await, Err(Error::Forbidden(_))),
            "another service"
        );

        let short = offer(&scene, nephew, 2, Some("simple")).await.unwrap();
        accept(&scene, nephew, short).await.unwrap();
        let opened = apply(&scene, nephew).await.unwrap();
        scene.house.advance(DAY * 3);
        assert!(
            matches!(say(&scene, nephew, opened).await, Err(Error::NotFound)),
            "its time is over"
        );
        let held = scene
            .house
            .casework
            .read(move |link, parts| mandates::held(link, parts, nephew));
        let states: Vec<_> = held.await.unwrap().iter().map(|m| m.state).collect();
        assert_eq!(states, [MandateState::Expired, MandateState::Active]);

        for by in [nephew, scene.citizen] {
            let again = offer(&scene, nephew, 30, None).await.unwrap();
            accept(&scene, nephew, again).await.unwrap();
            say(&scene, nephew, opened).await.unwrap();
            end(&scene, by, again).await.unwrap();
            assert!(matches!(
                say(&scene, nephew, opened).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                end(&scene, by, again).await,
                Err(Error::Conflict(_))
            ));
        }
        for (days, reason) in [(0, "past"), (400, "too_far")] {
            let refused = offer(&scene, nephew, days, None).await;
            assert!(
                matches!(refused, Err(Error::Field { field: "until", reason: r }) if r == reason),
                "{refused:?}"
            );
        }
        let own = offer(&scene, scene.citizen, 30, None).await;
        assert!(matches!(
            own,
            Err(Error::Field {
                field: "to",
                reason: "own"
            })
        ));
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_for_the_applicant_is_in_no_draw_and_who_decides_cannot_begin_to() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let (cousin, colleague) = (scene.officers[0], scene.officers[1]);
        let mandate = offer(&scene, cousin, 30, None).await.unwrap();
        accept(&scene, cousin, mandate).await.unwrap();
        for _ in 0..4 {
            let opened = scene.open("A stall").await.unwrap();
            assert_eq!(
                scene.holder(opened.id).await.unwrap().0,
                colleague,
                "{store:?}"
            );
        }
        let late = offer(&scene, colleague, 30, None).await.unwrap();
        let refused = accept(&scene, colleague, late).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acted_for_the_applicant_lays_it_down_and_is_drawn_all_the_same_for_nothing() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        scene.house.deploy(&winding_pack()).await;
        let (cousin, colleague) = (scene.officers[0], scene.officers[1]);
        // For another service: the interest is the same.
        let mandate = offer(&scene, cousin, 30, Some("winding")).await.unwrap();
        accept(&scene, cousin, mandate).await.unwrap();
        let opened = scene.open("A stall").await.unwrap();
        assert_eq!(scene.holder(opened.id).await.unwrap().0, colleague);
        end(&scene, cousin, mandate).await.unwrap();
        let decline = Action::Decline {
            job: scene.holder(opened.id).await.unwrap().1,
            reason: "Let my friend decide".into(),
        };
        let colleague = Actor::Person(colleague);
        scene.act(colleague, opened.id, decline).await.unwrap();
        assert_eq!(scene.holder(opened.id).await, None, "{store:?}");

        // A case of later is another matter: they may be drawn again.
        scene.house.advance(DAY);
        let mut holders = Vec::new();
        for n in 0..8 {
            let opened = scene.open(&format!("Stall {n}")).await.unwrap();
            holders.push(scene.holder(opened.id).await.unwrap().0);
        }
        assert!(holders.contains(&cousin), "{store:?}");
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mandate_changed_behind_the_houses_back_is_found() {
    for store in stores() {
        let scene = Scene::new(store, 2).await;
        let nephew = scene.house.person("Karim Haddad", None).await;
        offer(&scene, nephew, 30, None).await.unwrap();
        let forged = format!("update mandates set state = 'active', representative = {nephew}");
        scene.house.tamper(&forged).await;
        let found = scene.house.audit().await.findings;
        let changed = |c: &str| {
            found.iter().any(|f| matches!(f, Finding::ChangedRow { table, column, .. } if table == "mandates" && column == c))
        };
        assert!(
            changed("state") && changed("representative"),
            "{store:?}: {found:#?}"
        );
    }
}
