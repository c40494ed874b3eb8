//! External workers over the API, and the register that their cases are published in.

use std::path::PathBuf;
use std::time::Duration;

use casework::{Actor, CaseId, workers};
use harness::http::{Call, Front, Reply, Visitor};
use harness::{Store, stores};
use serde_json::{Value, json};

const FETCH: &str = "/api/v1/jobs/fetch";

async fn front(store: Store) -> Front {
    let front = Front::new(store).await;
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../casework/testdata/outside");
    front.house.deploy(&PathBuf::from(pack)).await;
    front
}

/// Opens a case that waits for a worker.
async fn ask(front: &Front, visitor: &mut Visitor<'_>, subject: &str) -> CaseId {
    let _ = front;
    let draft = visitor
        .api(
            "POST",
            "/api/v1/drafts",
            Some(json!({ "service": "outside" })),
        )
        .await;
    let draft = draft.expect(201).json()["id"].as_str().unwrap().to_owned();
    let (path, data) = (
        format!("/api/v1/drafts/{draft}"),
        json!({ "data": { "subject": subject } }),
    );
    visitor.api("PUT", &path, Some(data)).await.expect(200);
    let sent = visitor
        .api("POST", &format!("{path}/submit"), None)
        .await
        .expect(201);
    let number = sent.json()["number"].as_str().unwrap().to_owned();
    number.parse::<casework::CaseNumber>().unwrap().id()
}

async fn worker(front: &Front, name: &'static str, topic: &'static str, most: u32) -> String {
    let add = move |tx: &mut casework::record::Tx<'_>| {
        workers::add(tx, Actor::Operator, name, &[topic.to_owned()], most)
    };
    format!("Bearer {}", front.house.casework.write(add).await.unwrap())
}

async fn post(front: &Front, token: &str, path: &str, key: &str, body: &Value) -> Reply {
    let call = Call::new("POST", path)
        .header("authorization", token)
        .header("idempotency-key", key)
        .body("application/json", body.to_string());
    front.stranger().send(call).await
}

fn wanted(max: u32) -> Value {
    json!({ "topics": ["score"], "max": max, "lock_seconds": 60 })
}

#[tokio::test]
async fn a_worker_fetches_and_completes_each_once_for_its_key() {
    for store in stores() {
        let front = front(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let id = ask(&front, &mut salma, "a chair").await;
        let token = worker(&front, "scorer", "score", 4).await;
        let first = post(&front, &token, FETCH, "k1", &wanted(4))
            .await
            .expect(200)
            .json();
        let again = post(&front, &token, FETCH, "k1", &wanted(4))
            .await
            .expect(200)
            .json();
        assert_eq!(first, again, "{store:?}");
        let job = &first["jobs"][0];
        assert_eq!(job["variables"], json!({ "subject": "a chair" }));
        assert_eq!(first["jobs"].as_array().unwrap().len(), 1);
        // Who is concerned sees that a program was told, and what it was told.
        let readings = salma.api("GET", "/api/v1/account/readings", None).await;
        let reading = readings.expect(200).json()["items"][0].clone();
        assert_eq!(reading["by"], "program");
        let page = salma.get("/account/readings").await.expect(200);
        page.says("A program of the procedure");
        post(&front, &token, FETCH, "k1", &wanted(3))
            .await
            .expect(422);

        let path = format!("/api/v1/jobs/{}/complete", job["id"]);
        let done = json!({ "lock": job["lock"], "result": { "score": 7 } });
        let entry = post(&front, &token, &path, "k2", &done)
            .await
            .expect(200)
            .json();
        assert_eq!(
            post(&front, &token, &path, "k2", &done)
                .await
                .expect(200)
                .json(),
            entry
        );
        let late = post(&front, &token, &path, "k3", &done).await.expect(409);
        assert_eq!(late.header("content-type"), "application/problem+json");
        assert_eq!(late.json()["type"], "/problems/conflict");
        let status = front
            .house
            .casework
            .write(move |tx| Ok(tx.case(id)?.status))
            .await;
        assert_eq!(status.unwrap(), casework::case::Status::Closed);
        assert_eq!(front.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test]
async fn only_a_workers_token_opens_its_door() {
    let front = front(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    ask(&front, &mut salma, "a chair").await;
    let token = worker(&front, "scorer", "score", 4).await;
    let session = salma.bearer();
    let cut = &token[..token.len() - 1];
    for wrong in [
        "",
        "Bearer ",
        "Bearer w1.x",
        session.as_str(),
        cut,
        token.trim_start_matches("Bearer "),
    ] {
        let refused = post(&front, wrong, FETCH, "k", &wanted(1))
            .await
            .expect(401);
        assert_eq!(refused.header("www-authenticate"), "Bearer", "{wrong}");
    }
    // A worker's token opens nothing else.
    let call = Call::new("GET", "/api/v1/cases").header("authorization", token.as_str());
    front.stranger().send(call).await.expect(401);
    let other = json!({ "topics": ["translate"] });
    post(&front, &token, FETCH, "k", &other).await.expect(403);
    let revoke = |tx: &mut casework::record::Tx<'_>| workers::revoke(tx, Actor::Operator, "scorer");
    front.house.casework.write(revoke).await.unwrap();
    post(&front, &token, FETCH, "k", &wanted(1))
        .await
        .expect(401);
}

#[tokio::test]
async fn who_holds_its_measure_is_told_when_to_come_again() {
    let front = front(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    for subject in ["a", "b"] {
        ask(&front, &mut salma, subject).await;
    }
    let token = worker(&front, "scorer", "score", 1).await;
    let held = post(&front, &token, FETCH, "k1", &wanted(4))
        .await
        .expect(200)
        .json();
    assert_eq!(held["jobs"].as_array().unwrap().len(), 1);
    let full = post(&front, &token, FETCH, "k2", &wanted(4))
        .await
        .expect(429);
    assert_eq!(full.header("retry-after"), "60");
    front.house.advance(Duration::from_secs(61));
    // The refusal was no answer to keep: the same key gets a job now.
    let again = post(&front, &token, FETCH, "k2", &wanted(4))
        .await
        .expect(200)
        .json();
    assert_eq!(again["jobs"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_fetch_waits_for_a_job_that_comes() {
    let front = front(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let token = worker(&front, "scorer", "score", 4).await;
    let patient = json!({ "topics": ["score"], "wait_seconds": 20 });
    let (fetched, _) = tokio::join!(post(&front, &token, FETCH, "k1", &patient), async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        ask(&front, &mut salma, "a chair").await
    });
    assert_eq!(
        fetched.expect(200).json()["jobs"].as_array().unwrap().len(),
        1
    );
    let none = post(&front, &token, FETCH, "k2", &wanted(1))
        .await
        .expect(200)
        .json();
    assert_eq!(none, json!({ "jobs": [] }));
}

#[tokio::test]
async fn a_worker_fails_ends_in_an_error_and_holds_longer() {
    for store in stores() {
        let front = front(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        ask(&front, &mut salma, "a cloud").await;
        let token = worker(&front, "scorer", "score", 4).await;
        let job = post(&front, &token, FETCH, "k1", &wanted(1))
            .await
            .expect(200)
            .json()["jobs"][0]
            .clone();
        let path = |step: &str| format!("/api/v1/jobs/{}/{step}", job["id"]);
        let body = json!({ "lock": job["lock"], "lock_seconds": 120 });
        post(&front, &token, &path("extend"), "k2", &body)
            .await
            .expect(200);
        let body = json!({ "lock": job["lock"], "error": "no scale", "retry_after_seconds": 1 });
        post(&front, &token, &path("fail"), "k3", &body)
            .await
            .expect(200);
        front.house.advance(Duration::from_secs(2));
        let job = post(&front, &token, FETCH, "k4", &wanted(1))
            .await
            .expect(200)
            .json()["jobs"][0]
            .clone();
        assert_eq!(job["retries"], 1, "{store:?}");
        let body = json!({ "lock": job["lock"], "code": "other" });
        let wrong = post(&front, &token, &path("error"), "k5", &body)
            .await
            .expect(422);
        assert_eq!(
            wrong.json()["errors"][0]["detail"],
            "The procedure knows no error of this code"
        );
        let body = json!({ "lock": job["lock"], "code": "unscorable" });
        post(&front, &token, &path("error"), "k6", &body)
            .await
            .expect(200);
        post(
            &front,
            &token,
            "/api/v1/jobs/999999/complete",
            "k7",
            &json!({ "lock": 1 }),
        )
        .await
        .expect(404);
        assert_eq!(front.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test]
async fn a_fetch_outside_its_bounds_is_refused_at_its_field() {
    let front = front(Store::Sqlite).await;
    let token = worker(&front, "scorer", "score", 4).await;
    for (body, pointer) in [
        (json!({ "topics": [] }), "/topics"),
        (json!({ "topics": ["score"], "max": 33 }), "/max"),
        (
            json!({ "topics": ["score"], "wait_seconds": 31 }),
            "/wait_seconds",
        ),
        (
            json!({ "topics": ["score"], "lock_seconds": 0 }),
            "/lock_seconds",
        ),
    ] {
        let refused = post(&front, &token, FETCH, "k", &body).await.expect(422);
        assert_eq!(refused.json()["errors"][0]["pointer"], pointer);
    }
    post(
        &front,
        &token,
        FETCH,
        "k",
        &json!({ "topics": ["score"], "limit": 1 }),
    )
    .await
    .expect(422);
}

#[tokio::test]
async fn what_is_published_can_be_read_by_anybody_page_by_page_and_proven() {
    for store in stores() {
        let front = front(store).await;
        let mut stranger = front.stranger();
        stranger
            .get("/services/outside/register")
            .await
            .expect(200)
            .says("Nothing is published yet");
        stranger
            .get("/services/certificate-copy/register")
            .await
            .expect(404);
        stranger
            .get("/api/v1/services/certificate-copy/register")
            .await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut cases = Vec::new();
        for subject in ["a chair", "<b>a table", "a lamp"] {
            cases.push(ask(&front, &mut salma, subject).await);
        }
        let token = worker(&front, "scorer", "score", 4).await;
        let held = post(&front, &token, FETCH, "f", &wanted(4))
            .await
            .expect(200)
            .json();
        for (n, job) in held["jobs"].as_array().unwrap().iter().enumerate() {
            let body = json!({ "lock": job["lock"], "result": { "score": n } });
            let path = format!("/api/v1/jobs/{}/complete", job["id"]);
            post(&front, &token, &path, &format!("c{n}"), &body)
                .await
                .expect(200);
        }
        let page = stranger
            .get("/services/outside/register?limit=2")
            .await
            .expect(200);
        let words = page.words();
        assert!(
            words.contains("a lamp") && words.contains("<b>a table") && !words.contains("a chair"),
            "{words}"
        );
        let api = stranger
            .get("/api/v1/services/outside/register?limit=2")
            .await
            .expect(200)
            .json();
        assert_eq!(
            api["items"][0]["fields"],
            json!({ "subject": "a lamp", "score": "2" })
        );
        let rest = format!(
            "/api/v1/services/outside/register?after={}",
            api["next"].as_str().unwrap()
        );
        let rest = stranger.get(&rest).await.expect(200).json();
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        let receipt = api["items"][0]["receipt"].as_str().unwrap().to_owned();
        let receipt = stranger.get(&receipt).await.expect(200);
        let call = Call::new("POST", "/api/v1/verify").body("application/json", receipt.text());
        let checked = stranger.send(call).await.expect(200).json();
        assert_eq!(checked["kind"], "register.published");
        assert_eq!(checked["body"]["data"]["line"]["subject"], "a lamp");
        // Only what was published can be proven here: no other entry of the case.
        let entry = api["items"][0]["entry"].as_u64().unwrap();
        for other in [entry - 1, entry + 1] {
            stranger
                .get(&format!("/services/outside/register/{other}"))
                .await
                .expect(404);
        }
        stranger
            .get(&format!("/services/business-licence/register/{entry}"))
            .await
            .expect(404);

        let id = cases[2];
        let erase = move |tx: &mut casework::record::Tx<'_>| {
            casework::case::erase_case(tx, Actor::Operator, id, "asked for")
        };
        front.house.casework.write(erase).await.unwrap();
        stranger
            .get(&format!("/services/outside/register/{entry}"))
            .await
            .expect(404);
        let page = stranger.get("/services/outside/register").await.expect(200);
        assert!(
            page.words().contains("Removed: the case was erased"),
            "{store:?}"
        );
        assert_eq!(front.house.audit().await.findings, []);
    }
}

#[tokio::test]
async fn the_key_that_signs_calls_is_public() {
    let front = front(Store::Sqlite).await;
    let reply = front
        .stranger()
        .get("/.well-known/http-message-signatures-directory")
        .await
        .expect(200);
    let keys = reply.json();
    assert_eq!(keys["keys"][0]["kty"], "OKP");
    assert_eq!(keys["keys"][0]["x"].as_str().unwrap().len(), 43);
}
