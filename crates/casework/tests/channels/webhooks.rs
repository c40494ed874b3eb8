//! Webhooks, received by npm's library of the specification.

use std::time::Duration;

use casework::Error;
use casework::calls::Allowed;
use casework::record::Tx;
use casework::webhooks::{self, Webhook};
use harness::{House, Scene, Script, Store, stores};
use serde_json::Value as Json;

async fn scene(store: Store, origin: &str) -> Scene {
    let Scene {
        house,
        citizen,
        officers,
        supervisor,
    } = Scene::new(store, 1).await;
    let allowed = Allowed {
        origin: origin.parse().unwrap(),
        internal: true,
        token: None,
    };
    let house = house
        .reopen_with(|s| s.webhooks = vec![allowed])
        .await
        .unwrap();
    Scene {
        house,
        citizen,
        officers,
        supervisor,
    }
}

async fn add(scene: &Scene, url: String, events: &[&str]) -> Result<(u64, String), Error> {
    let (person, events) = (
        scene.supervisor,
        events.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>(),
    );
    let add = move |tx: &mut Tx<'_>| webhooks::add(tx, person, "office", &url, &events);
    scene.house.casework.write(add).await
}

async fn hook(house: &House, id: u64) -> Webhook {
    let read = house
        .casework
        .read(move |link, _| webhooks::webhook(link, id));
    read.await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_specifications_library_verifies_what_is_sent_and_each_event_has_one_id() {
    for store in stores() {
        let Some(mut script) = Script::start("receivers/webhook.mjs", "standardwebhooks") else {
            return;
        };
        let origin = format!("http://127.0.0.1:{}", script.next()["port"]);
        let scene = scene(store, &origin).await;
        // The library refuses what is older than five minutes: the house's clock is today's.
        let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
        let behind = now.as_secs() as i64 - scene.house.now().as_second();
        scene
            .house
            .advance(Duration::from_secs(behind.unsigned_abs()));
        scene.open("Before").await.unwrap();
        let wanted = ["case.opened", "task.assigned", "case.closed"];
        let (id, secret) = add(&scene, format!("{origin}/in"), &wanted).await.unwrap();
        assert!(secret.starts_with("whsec_"));
        script.tell(&secret);
        script.tell("500 204");
        let opened = scene.open("Salma Haddad's stall").await.unwrap();
        let casework = &scene.house.casework;
        assert_eq!(
            webhooks::sweep(casework).await.unwrap(),
            1,
            "one is refused, one taken"
        );
        let mut came = vec![script.next(), script.next()];
        assert_eq!(webhooks::sweep(casework).await.unwrap(), 0);
        scene.house.advance(Duration::from_secs(5));
        assert_eq!(
            webhooks::sweep(casework).await.unwrap(),
            1,
            "again after five seconds"
        );
        came.push(script.next());
        for message in &came {
            assert_eq!(message["error"], Json::Null, "{store:?}: {message}");
            assert_eq!(message["event"]["data"]["case"], opened.number.to_string());
            assert!(!message["body"].as_str().unwrap().contains("Salma"));
        }
        let refused = came.iter().find(|m| m["status"] == 500).unwrap();
        assert_eq!(refused["id"], came[2]["id"], "the same id at each attempt");
        let mut kinds: Vec<&str> = came
            .iter()
            .map(|m| m["event"]["type"].as_str().unwrap())
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds, ["case.opened", "task.assigned"]);
        let read = casework.read(move |link, _| webhooks::deliveries(link, id, None, 10));
        let seen = read.await.unwrap();
        assert_eq!(seen.len(), 2);
        assert!(seen.iter().all(|d| d.state == "sent"), "{seen:?}");

        let supervisor = scene.supervisor;
        casework
            .write(move |tx| webhooks::end(tx, supervisor, id))
            .await
            .unwrap();
        scene.open("After").await.unwrap();
        assert_eq!(webhooks::sweep(casework).await.unwrap(), 0);
        assert!(script.is_silent());
        assert_eq!(scene.house.audit().await.findings, []);
        scene
            .house
            .tamper("update webhooks set url = 'https://evil.example'")
            .await;
        let findings = format!("{:?}", scene.house.audit().await.findings);
        assert!(findings.contains("webhooks"), "{findings}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_away_for_days_is_ended_and_the_supervisors_are_told() {
    for store in stores() {
        // Nobody listens there.
        let scene = scene(store, "http://127.0.0.1:1").await;
        let (id, _) = add(&scene, "http://127.0.0.1:1/in".into(), &["case.opened"])
            .await
            .unwrap();
        let casework = &scene.house.casework;
        for day in 0..=5 {
            assert_eq!(
                hook(&scene.house, id).await.ended,
                None,
                "{store:?}: day {day}"
            );
            scene.open("A stall").await.unwrap();
            assert_eq!(webhooks::sweep(casework).await.unwrap(), 0);
            scene.house.advance(Duration::from_secs(24 * 3600));
        }
        let ended = hook(&scene.house, id).await;
        assert!(ended.ended.is_some() && ended.failing);
        let person = scene.supervisor;
        let read = casework.read(move |link, _| {
            let sql = "select count(*) from notices where person = $1 and case_id is null";
            Ok(link.query(sql, &[person.into()])?[0].get::<i64>(0)?)
        });
        assert_eq!(read.await.unwrap(), 1, "{store:?}");
        assert_eq!(scene.house.audit().await.findings, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_supervisor_adds_one_and_only_where_the_operator_allows_it() {
    for store in stores() {
        let scene = scene(store, "http://127.0.0.1:1").await;
        let refused = add(
            &scene,
            "https://elsewhere.example/in".into(),
            &["case.opened"],
        )
        .await;
        assert!(matches!(
            refused,
            Err(Error::Field {
                field: "url",
                reason: "not_allowed"
            })
        ));
        let refused = add(&scene, "http://127.0.0.1:1/in".into(), &["data.read"]).await;
        assert!(matches!(
            refused,
            Err(Error::Field {
                field: "events",
                ..
            })
        ));
        let officer = scene.officers[0];
        let events = vec!["case.opened".to_owned()];
        let add = move |tx: &mut Tx<'_>| {
            webhooks::add(tx, officer, "office", "http://127.0.0.1:1/in", &events)
        };
        let refused = scene.house.casework.write(add).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{store:?}");
    }
}
