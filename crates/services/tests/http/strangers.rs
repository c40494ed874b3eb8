//! What belongs to somebody else does not exist; that somebody asked for it is written down.

use std::time::Duration;

use casework::{CaseId, CaseNumber};
use harness::http::{CITY_LICENSING, CIVIL_REGISTRY, Front, Visitor, copy};
use harness::{Store, stores};
use serde_json::json;

use crate::licence::{apply, begin, work};

/// Everything of a case that has an address of its own, over pages and API.
fn addresses(number: &str, document: &str) -> Vec<String> {
    let case = format!("/cases/{number}");
    let api = format!("/api/v1/cases/{number}");
    let mut all = vec![case.clone(), api.clone(), format!("{api}/timeline")];
    for end in [
        "submitted",
        "actions/withdraw",
        "entries/40",
        "entries/40/receipt",
        "entries/40/draw",
        "certificates/1",
        "tasks/1",
        "tasks/1/decline",
    ] {
        all.push(format!("{case}/{end}"));
    }
    all.push(format!("{case}/documents/{document}"));
    all.push(format!("{api}/entries/40"));
    all.push(format!("{api}/tasks/1"));
    all
}

/// A number as they are given out, which was not.
fn never() -> String {
    let number = CaseNumber::new(2026, CaseId(9999)).unwrap();
    number.to_string()
}

async fn document(visitor: &mut Visitor<'_>, number: &str) -> String {
    let case = visitor
        .api("GET", &format!("/api/v1/cases/{number}"), None)
        .await;
    case.expect(200).json()["documents"][0]["hash"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn another_persons_case_does_not_exist_and_neither_does_anything_in_it() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma, &[]).await;
        let document = document(&mut salma, &number).await;
        let mut omar = front.citizen("Omar Khalil").await;
        let mut registrar = front.any(CIVIL_REGISTRY, "registrar").await;
        // Of the same office and role, but not drawn for it.
        let (holder, _) = front.holder(&number).await.unwrap();
        let idle = front.officials.iter();
        let idle = idle
            .clone()
            .find(|o| o.role == holder.role && o.person != holder.person);
        let mut idle = front.official(idle.unwrap()).await;
        for address in addresses(&number, &document) {
            // Slowly enough that nobody is stopped for trying too often.
            front.house.advance(Duration::from_secs(6 * 60));
            for visitor in [&mut omar, &mut registrar, &mut idle] {
                let reply = visitor.get(&address).await.expect(404);
                assert!(!reply.text().contains("Al-Nour"), "{address}");
                // As for a number that was never given out.
                let other = address.replace(&number, &never());
                let nothing = visitor.get(&other).await.expect(404);
                assert_eq!(
                    reply.words().replace(&number, "…"),
                    nothing.words().replace(&never(), "…")
                );
            }
        }
        for (path, body) in [
            ("messages", json!({"text": "Hello"})),
            ("actions/withdraw", json!({})),
            ("tasks/1", json!({"data": {"complete": "yes"}})),
            ("tasks/1/decline", json!({"reason": "Because"})),
        ] {
            for visitor in [&mut omar, &mut registrar, &mut idle] {
                let api = format!("/api/v1/cases/{number}/{path}");
                visitor
                    .api("POST", &api, Some(body.clone()))
                    .await
                    .expect(404);
                visitor.get("/account").await.expect(200);
                let fields = [
                    ("text", "Hello"),
                    ("reason", "Because"),
                    ("complete", "yes"),
                ];
                visitor
                    .post(&format!("/cases/{number}/{path}"), &fields)
                    .await
                    .expect(404);
            }
        }
        salma
            .get(&format!("/cases/{number}"))
            .await
            .expect(200)
            .says("No messages yet.")
            .says("With the office");
    }
}

#[tokio::test]
async fn another_persons_draft_does_not_exist() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let mut omar = front.citizen("Omar Khalil").await;
    omar.get("/account").await.expect(200);
    for end in ["", "/pages/business", "/check"] {
        omar.get(&format!("{draft}{end}")).await.expect(404);
    }
    for end in ["/pages/business", "/submit", "/delete"] {
        omar.post(&format!("{draft}{end}"), &[("business_name", "Mine")])
            .await
            .expect(404);
    }
    let api = format!("/api/v1{draft}");
    omar.api("GET", &api, None).await.expect(404);
    omar.api("PUT", &api, Some(json!({"data": {}})))
        .await
        .expect(404);
    omar.api("DELETE", &api, None).await.expect(404);
    omar.api("POST", &format!("{api}/submit"), None)
        .await
        .expect(404);
    let list = omar
        .api("GET", "/api/v1/drafts", None)
        .await
        .expect(200)
        .json();
    assert_eq!(list["items"], json!([]));
    salma
        .get(&format!("{draft}/pages/business"))
        .await
        .expect(200);
}

#[tokio::test]
async fn an_official_of_a_case_has_their_own_task_and_no_other() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let (clerk, done) = front.holder(&number).await.unwrap();
    work(&front, &number, &[("complete", "yes")]).await;
    let (_, open) = front.holder(&number).await.unwrap();
    let mut clerk = front.official(&clerk).await;
    // Who has acted on a case may look at it further, but the officer's task is the officer's.
    clerk.get(&format!("/cases/{number}")).await.expect(200);
    clerk
        .get(&format!("/cases/{number}/tasks/{open}"))
        .await
        .expect(404);
    let grant = json!({"data": {"outcome": "grant", "reason": "Because I say so."}});
    clerk
        .api(
            "POST",
            &format!("/api/v1/cases/{number}/tasks/{open}"),
            Some(grant.clone()),
        )
        .await
        .expect(404);
    // Their own is done.
    clerk
        .get(&format!("/cases/{number}/tasks/{done}"))
        .await
        .expect(409);
    // And the applicant decides nothing.
    salma
        .get(&format!("/cases/{number}/tasks/{open}"))
        .await
        .expect(404);
    salma
        .api(
            "POST",
            &format!("/api/v1/cases/{number}/tasks/{open}"),
            Some(grant),
        )
        .await
        .expect(404);
}

#[tokio::test]
async fn a_supervisor_sees_and_moves_nothing() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let (_, job) = front.holder(&number).await.unwrap();
    let mut own = front.any(CITY_LICENSING, "supervisor").await;
    own.get(&format!("/cases/{number}"))
        .await
        .expect(200)
        .says("Al-Nour");
    let task = format!("/api/v1/cases/{number}/tasks/{job}");
    own.api("GET", &task, None).await.expect(404);
    own.api("POST", &task, Some(json!({"data": {"complete": "yes"}})))
        .await
        .expect(404);
    let reason = json!({"reason": "Give it to my cousin."});
    own.api("POST", &format!("{task}/decline"), Some(reason))
        .await
        .expect(404);
    let say = json!({"text": "Hurry up."});
    own.api(
        "POST",
        &format!("/api/v1/cases/{number}/messages"),
        Some(say),
    )
    .await
    .expect(403);
    let withdraw = format!("/api/v1/cases/{number}/actions/withdraw");
    own.api("POST", &withdraw, Some(json!({})))
        .await
        .expect(403);
    // That they looked, the applicant sees.
    salma
        .get("/account/readings")
        .await
        .expect(200)
        .says("Supervisor");
    let mut other = front.any(CIVIL_REGISTRY, "supervisor").await;
    other.get(&format!("/cases/{number}")).await.expect(404);
    other.get("/overview").await.expect(200);
}

#[tokio::test]
async fn an_entry_is_shown_in_its_own_case_only() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let mut omar = front.citizen("Omar Khalil").await;
    let theirs = apply(&mut omar, &[]).await;
    let list = omar
        .api("GET", &format!("/api/v1/cases/{theirs}/timeline"), None)
        .await;
    let seq = list.json()["items"][0]["index"].as_u64().unwrap();
    for seq in [seq, 0, 1, u64::MAX, 1 << 63] {
        for end in ["", "/receipt", "/draw"] {
            salma
                .get(&format!("/cases/{number}/entries/{seq}{end}"))
                .await
                .expect(404);
        }
        salma
            .get(&format!("/api/v1/cases/{number}/entries/{seq}"))
            .await
            .expect(404);
    }
    let hash = document(&mut omar, &theirs).await;
    // The same bytes are in both cases; what is in one only is not in the other.
    let other = hash.replace(|c: char| c.is_ascii_hexdigit(), "a");
    salma
        .get(&format!("/cases/{number}/documents/{other}"))
        .await
        .expect(404);
}

#[tokio::test]
async fn the_attempt_of_a_stranger_is_an_entry_that_the_person_concerned_sees() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma, &[]).await;
        let mut omar = front.citizen("Omar Khalil").await;
        for _ in 0..5 {
            omar.get(&format!("/cases/{number}")).await.expect(404);
            omar.get(&format!("/cases/{number}/entries/3/receipt"))
                .await
                .expect(404);
        }
        // One person at one case within a quarter of an hour is one entry.
        assert_eq!(attempts(&front, &mut salma).await, 1);
        front.house.advance(Duration::from_secs(16 * 60));
        omar.get(&format!("/cases/{number}")).await.expect(404);
        assert_eq!(attempts(&front, &mut salma).await, 2);
        salma
            .get(&format!("/cases/{number}?all=1"))
            .await
            .expect(200)
            .says("Somebody without a right to it asked for this case and was refused");
        salma
            .get("/account/readings")
            .await
            .expect(200)
            .says("Somebody without a right to it (refused)");
        let report = front.house.audit().await;
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

#[tokio::test]
async fn who_tries_one_number_after_another_is_stopped_and_does_not_fill_the_record() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let mut numbers = Vec::new();
    for _ in 0..25 {
        numbers.push(copy(&mut salma).await);
    }
    let mut omar = front.citizen("Omar Khalil").await;
    let mut seen = Vec::new();
    for number in &numbers {
        let reply = omar.get(&format!("/cases/{number}")).await;
        seen.push(reply.status);
    }
    assert_eq!(seen, [[404; 20].as_slice(), [429; 5].as_slice()].concat());
    // Numbers that were never given out count alike, so that the limit tells nothing of them either.
    let never = omar.get(&format!("/cases/{}", never())).await.expect(429);
    assert!(!never.header("retry-after").is_empty());
    let problem = omar
        .api("GET", &format!("/api/v1/cases/{}", numbers[0]), None)
        .await
        .expect(429)
        .json();
    assert_eq!(problem["type"], "/problems/too-many-requests");
    assert_eq!(attempts(&front, &mut salma).await, 20);
    // Their own cases are not touched, and others are not.
    let own = copy(&mut omar).await;
    omar.get(&format!("/cases/{own}")).await.expect(200);
    let mut karim = front.citizen("Karim Haddad").await;
    karim
        .get(&format!("/cases/{}", numbers[0]))
        .await
        .expect(404);
    front.house.advance(Duration::from_secs(3 * 60));
    omar.get(&format!("/cases/{}", numbers[24]))
        .await
        .expect(404);
    omar.get(&format!("/cases/{}", numbers[24]))
        .await
        .expect(429);
}

async fn attempts(_: &Front, visitor: &mut Visitor<'_>) -> usize {
    let list = visitor.api("GET", "/api/v1/account/readings", None).await;
    let list = list.expect(200).json();
    let items = list["items"].as_array().unwrap();
    items.iter().filter(|i| i["role"].is_null()).count()
}
