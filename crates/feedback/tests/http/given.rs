//! From a closed case to an answer: once a case, once a token, by nobody's name.

use harness::http::{CIVIL_REGISTRY, Front, copy};
use harness::{Store, stores};
use serde_json::json;

use crate::scene::{answer, body, token};

#[tokio::test]
async fn a_closed_case_leads_to_the_questions_and_its_token_to_one_answer() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut karim = front.citizen("Karim Haddad").await;
        let number = copy(&mut karim).await;
        let case = karim.get(&format!("/cases/{number}")).await.expect(200);
        let link = format!("/cases/{number}/feedback");
        assert!(case.links().contains(&link), "{:?}", case.links());
        karim.get(&link).await.expect(200).says("How was it?");
        let held = token(&mut karim, &number).await;
        answer(&front, &held, 4, "no").await.expect(200);
        // Sent twice, it is taken once; another answer by the same token is refused.
        answer(&front, &held, 4, "no").await.expect(200);
        answer(&front, &held, 1, "yes").await.expect(409);
        assert!(front.house.audit().await.holds());
    }
}

#[tokio::test]
async fn a_case_has_one_token() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = copy(&mut karim).await;
    let held = token(&mut karim, &number).await;
    let at = format!("/api/v1/cases/{number}/feedback");
    let asked = karim.api("GET", &at, None).await.expect(200).json();
    assert_eq!(
        (&asked["issued"], &asked["key"]),
        (&json!(true), &json!(held.key))
    );
    // Another blinded message is another token.
    let other = json!({"key": held.key, "blinded": format!("{}=", "A".repeat(342) + "E")});
    let at = format!("{at}/token");
    let reply = karim.api("POST", &at, Some(other)).await;
    assert!([409, 422].contains(&reply.status), "{}", reply.status);
    let page = karim.get(&format!("/cases/{number}/feedback")).await;
    page.expect(200)
        .says("The token of this case has been given.");
}

#[tokio::test]
async fn a_signature_that_was_lost_on_the_way_can_be_asked_for_again() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = copy(&mut karim).await;
    let at = format!("/api/v1/cases/{number}/feedback");
    let asked = karim.api("GET", &at, None).await.expect(200).json();
    let mut blinded = [7_u8; 256];
    blinded[0] = 0;
    let body = json!({"key": asked["key"], "blinded": STANDARD.encode(blinded)});
    let at = format!("{at}/token");
    let first = karim.api("POST", &at, Some(body.clone())).await.expect(200);
    let again = karim.api("POST", &at, Some(body)).await.expect(200);
    assert_eq!(first.json(), again.json());
    blinded[9] = 8;
    let body = json!({"key": asked["key"], "blinded": STANDARD.encode(blinded)});
    karim.api("POST", &at, Some(body)).await.expect(409);
    let entries = front.house.casework.read(|link, _| {
        let sql = "select count(*) from entries where kind = 'feedback.token.issued'";
        Ok(link.query(sql, &[])?[0].get::<i64>(0)?)
    });
    assert_eq!(entries.await.unwrap(), 1);
}

#[tokio::test]
async fn a_token_that_the_key_did_not_sign_is_refused() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = copy(&mut karim).await;
    let held = token(&mut karim, &number).await;
    let mut forged = held.clone();
    forged.token.message[3] ^= 1;
    answer(&front, &forged, 5, "no").await.expect(422);
    let mut forged = held.clone();
    forged.token.signature[200] ^= 1;
    answer(&front, &forged, 5, "no").await.expect(422);
    let mut elsewhere = held.clone();
    elsewhere.key = "ab".repeat(32);
    answer(&front, &elsewhere, 5, "no").await.expect(422);
    for (field, wrong) in [
        ("how", json!(0)),
        ("how", json!(6)),
        ("asked", json!("maybe")),
        ("token", json!("short")),
        ("key", json!("short")),
        ("signature", json!("A".repeat(100_000))),
    ] {
        let mut sent = body(&held, 5, "no");
        sent[field] = wrong;
        let mut stranger = front.stranger();
        let reply = stranger.api("POST", "/api/v1/feedback/answers", Some(sent));
        reply.await.expect(422);
    }
    // The good one still holds.
    answer(&front, &held, 5, "no").await.expect(200);
}

#[tokio::test]
async fn only_the_applicant_of_a_closed_case_gets_a_token() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = copy(&mut karim).await;
    let mut other = front.citizen("Omar Khalil").await;
    let mut supervisor = front.any(CIVIL_REGISTRY, "supervisor").await;
    let at = format!("/cases/{number}/feedback");
    let body = json!({"key": "ab".repeat(32), "blinded": "A".repeat(343) + "="});
    for stranger in [&mut other, &mut supervisor] {
        stranger.get(&at).await.expect(404);
        stranger
            .api("GET", &format!("/api/v1{at}"), None)
            .await
            .expect(404);
        let path = format!("/api/v1{at}/token");
        let reply = stranger.api("POST", &path, Some(body.clone()));
        let status = reply.await.status;
        assert!([404, 409, 422].contains(&status), "{status}");
        let case = stranger.get(&format!("/cases/{number}")).await;
        assert!(
            !case.links().contains(&at),
            "it is offered to the applicant only"
        );
    }
    front.stranger().get(&at).await.expect(303);
    let tokens = front
        .house
        .casework
        .read(|link, _| Ok(link.query("select 1 from feedback_issued", &[])?.len()));
    assert_eq!(tokens.await.unwrap(), 0);
}
