//! Passkeys as far as they go without an authenticator: challenges, and answers that are none.

use harness::Store;
use harness::http::Front;
use serde_json::{Value, json};

use crate::authenticator::script;

const FAILED: &str = "That did not work. Try again, or sign in with a code.";

/// Of the right form, and signed by nobody.
fn forged(handle: &str) -> Value {
    json!({"credential": {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "extensions": {},
        "response": {"authenticatorData": "AAAA", "clientDataJSON": "AAAA", "signature": "AAAA",
            "userHandle": handle, "attestationObject": "AAAA"}}})
}

#[tokio::test]
async fn an_answer_that_no_authenticator_gave_signs_nobody_in() {
    let front = Front::new(Store::Sqlite).await;
    let mut visitor = front.stranger();
    visitor.get("/sign-in").await.expect(200);
    // Without a challenge first.
    let answer = script(&mut visitor, "/sign-in/passkey", &forged("AAAA")).await;
    assert_eq!(answer.expect(422).json()["detail"], FAILED);
    for handle in [
        "",
        "AAAA",
        "AAAAAAAAAAAAAAAAAAAAAQ",
        "_____________________w",
    ] {
        let options = script(&mut visitor, "/sign-in/passkey/begin", &json!({})).await;
        assert!(options.expect(200).json()["publicKey"]["challenge"].is_string());
        let answer = script(&mut visitor, "/sign-in/passkey", &forged(handle)).await;
        assert_eq!(answer.expect(422).json()["type"], "/problems/unprocessable");
    }
    visitor.get("/account").await.expect(303);
}

#[tokio::test]
async fn a_passkey_is_added_to_ones_own_account_only_and_by_ones_own_page() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    stranger.get("/sign-in").await.expect(200);
    let begin = "/account/passkeys/begin";
    script(&mut stranger, begin, &json!({})).await.expect(401);
    let mut salma = front.citizen("Salma Haddad").await;
    salma.get("/account").await.expect(200);
    let options = script(&mut salma, begin, &json!({}))
        .await
        .expect(200)
        .json();
    assert_eq!(
        options["publicKey"]["user"]["name"],
        "salma.haddad@example.org"
    );
    let answer = script(&mut salma, "/account/passkeys", &forged("")).await;
    assert_eq!(answer.expect(422).json()["detail"], FAILED);
    // The challenge is used up, whatever the answer was.
    let again = script(&mut salma, "/account/passkeys", &forged("")).await;
    assert_eq!(again.expect(422).json()["detail"], FAILED);
    let token = std::mem::take(&mut salma.token);
    script(&mut salma, begin, &json!({})).await.expect(403);
    salma.token = token;
    salma
        .post("/account/passkeys/remove", &[("id", "00ff")])
        .await
        .expect(404);
    salma
        .post("/account/passkeys/remove", &[("id", "no id")])
        .await
        .expect(404);
}

#[tokio::test]
async fn nobody_can_be_a_demo_person_where_there_is_no_demonstration() {
    let front = Front::new(Store::Sqlite).await;
    let mut visitor = front.stranger();
    visitor.get("/demo").await.expect(404);
    visitor.get("/sign-in").await.expect(200);
    visitor
        .post("/demo/sign-in", &[("person", "1")])
        .await
        .expect(404);
}
