//! A task whose pack says how surely it must be known who does it.

use std::time::Duration;

use casework::case::{self, Action};
use casework::{Actor, CaseNumber, Error};
use harness::http::{Front, Visitor};
use harness::{Store, simple_pack, stores};
use serde_json::{Map, json};

use crate::authenticator::Authenticator;

const EMAIL: &str = "amal.rizk@example.org";

/// An office whose decision needs a substantial proof, and one officer.
async fn front(store: Store) -> Front {
    let front = Front::new(store).await;
    let edits = [(
        "[tasks.Decide]",
        "[tasks.Decide]\nassurance = \"substantial\"",
    )];
    front.house.deploy_changed(&simple_pack(), &edits).await;
    let person = front.house.person("Amal Rizk", Some("office")).await;
    front.house.grant(person, "office", "officer").await;
    front
}

/// A case that waits for the officer, with its job.
async fn waiting(front: &Front, amal: &mut Visitor<'_>) -> (String, u64) {
    let mut salma = front.citizen("Salma Haddad").await;
    let begin = Some(json!({"service": "simple"}));
    let draft = salma.api("POST", "/api/v1/drafts", begin).await;
    let id = draft.expect(201).json()["id"].as_str().unwrap().to_owned();
    let at = format!("/api/v1/drafts/{id}");
    let data = Some(json!({"data": {"subject": "A-1"}}));
    salma.api("PUT", &at, data).await.expect(200);
    let submit = format!("{at}/submit");
    let sent = salma.api("POST", &submit, Some(json!({}))).await;
    let number = sent.json()["number"].as_str().unwrap().to_owned();
    let work = amal.api("GET", "/api/v1/work", None).await.expect(200);
    (number, work.json()["items"][0]["job"].as_u64().unwrap())
}

#[tokio::test]
async fn a_decision_waits_until_its_official_has_used_a_passkey() {
    for store in stores() {
        let front = front(store).await;
        let mut amal = front.stranger();
        amal.sign_in(EMAIL).await;
        let (number, job) = waiting(&front, &mut amal).await;
        let api = format!("/api/v1/cases/{number}/tasks/{job}");
        let grant = || Some(json!({"data": {"grant": true}}));
        let refused = amal.api("POST", &api, grant()).await.expect(401);
        let told = refused.header("www-authenticate");
        assert!(told.contains("LoA/substantial") && told.contains("max_age=\"3600\""));
        // Over the page what was decided waits; with a passkey it goes on.
        let mut key = Authenticator::added(&mut amal, 7).await;
        let page = format!("/cases/{number}/tasks/{job}");
        amal.get(&page).await.expect(200);
        let led = amal.post(&page, &[("grant", "yes")]).await;
        led.leads("/confirm?level=substantial&next=/confirm/go-on");
        key.confirm(&mut amal, "/confirm/go-on").await.expect(200);
        let waits = amal.get("/confirm/go-on").await.expect(200);
        assert_eq!(waits.field("grant").as_deref(), Some("yes"));
        let sent = amal.post("/confirm/go-on", &[("grant", "yes")]).await;
        assert_eq!((sent.status, sent.location()), (307, page.as_str()));
        // An hour later it would have been asked for again.
        front.house.advance(Duration::from_secs(3601));
        amal.api("POST", &api, grant()).await.expect(401);
        key.confirm(&mut amal, "/work").await.expect(200);
        amal.get("/work").await.expect(200);
        amal.post(&page, &[("grant", "yes")]).await.leads("/work");
    }
}

#[tokio::test]
async fn the_core_refuses_whoever_says_nothing_of_a_proof() {
    let front = front(Store::Sqlite).await;
    let mut amal = front.stranger();
    amal.sign_in(EMAIL).await;
    let (number, job) = waiting(&front, &mut amal).await;
    let session = amal.api("GET", "/api/v1/session", None).await.json();
    let actor = Actor::Person(casework::PersonId(session["person"].as_i64().unwrap()));
    let id = number.parse::<CaseNumber>().unwrap().id();
    for (proved, enough) in [
        (None, false),
        (Some(pack::Assurance::Low), false),
        (Some(pack::Assurance::High), true),
    ] {
        let mut data = Map::new();
        data.insert("grant".into(), true.into());
        let action = Action::Complete {
            job,
            data,
            documents: Vec::new(),
            signature: None,
        };
        let act = move |tx: &mut casework::record::Tx<'_>| {
            tx.assure(proved);
            case::act(tx, actor, id, &action)
        };
        match front.house.casework.write(act).await {
            Ok(_) => assert!(enough, "{proved:?}"),
            Err(Error::Assurance(wanted)) => {
                assert!(!enough, "{proved:?}");
                assert_eq!(wanted, pack::Assurance::Substantial);
            }
            Err(e) => panic!("{proved:?}: {e}"),
        }
    }
}
