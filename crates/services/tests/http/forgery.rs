//! Requests that another site, or somebody with a stolen token, makes in a person's name.

use harness::http::{Call, Front, Visitor};
use harness::{Store, stores};
use serde_json::json;

use crate::licence::apply;

/// Posts a message with everything that a browser sends, but for what is named.
fn message(number: &str, token: &str) -> Call {
    Call::new("POST", format!("/cases/{number}/messages"))
        .form(&[("csrf", token), ("text", "In another's name")])
}

async fn assert_unheard(visitor: &mut Visitor<'_>, number: &str) {
    visitor
        .get(&format!("/cases/{number}"))
        .await
        .expect(200)
        .says("No messages yet.");
}

#[tokio::test]
async fn a_form_without_the_sessions_own_token_does_nothing() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma, &[]).await;
        let mut thief = front.citizen("Omar Khalil").await;
        thief.get("/account").await.expect(200);
        let stolen = thief.token.clone();
        assert!(stolen.len() == 43 && stolen != salma.token);
        for token in ["", "guess", &"A".repeat(43), stolen.as_str()] {
            salma
                .send(message(&number, token).from_own_page())
                .await
                .expect(403)
                .says("Please send the form again")
                .says("Nothing was sent.");
        }
        let url = format!("/cases/{number}/messages");
        let without = Call::new("POST", url).from_own_page();
        salma
            .send(without.form(&[("text", "No token at all")]))
            .await
            .expect(403);
        assert_unheard(&mut salma, &number).await;
    }
}

#[tokio::test]
async fn a_token_ends_with_the_session_that_it_belongs_to() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    salma.get("/account").await.expect(200);
    let stale = salma.token.clone();
    salma.post("/sign-out", &[]).await.leads("/");
    salma.sign_in("salma.haddad@example.org").await;
    salma.get("/account").await.expect(200);
    assert_ne!(stale, salma.token);
    salma
        .send(message(&number, &stale).from_own_page())
        .await
        .expect(403)
        .says("Please send the form again");
    assert_unheard(&mut salma, &number).await;
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing_even_with_the_right_token() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    salma.get("/account").await.expect(200);
    let token = salma.token.clone();
    for (header, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://localhost:8081"),
        ("origin", "http://localhost:8080.evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "anything else"),
    ] {
        salma
            .send(message(&number, &token).header(header, value))
            .await
            .expect(403)
            .says("Please send the form again");
    }
    // What the browser says of the site counts for more than an origin that fits.
    let both = message(&number, &token)
        .header("origin", "http://localhost:8080")
        .header("sec-fetch-site", "cross-site");
    salma.send(both).await.expect(403);
    assert_unheard(&mut salma, &number).await;
    // An old browser sends neither, and has the token.
    salma.send(message(&number, &token)).await.expect(303);
}

#[tokio::test]
async fn the_api_asks_a_cookie_for_the_token_and_a_bearer_for_none() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let session = salma.send(Call::new("GET", "/api/v1/session")).await;
    let token = session.expect(200).json()["csrf"]
        .as_str()
        .unwrap()
        .to_owned();
    let body = json!({"service": "business-licence"}).to_string();
    let begin = |key: &str| {
        Call::new("POST", "/api/v1/drafts")
            .header("idempotency-key", key)
            .body("application/json", body.clone())
    };
    let problem = salma.send(begin("1")).await.expect(403).json();
    assert_eq!(problem["type"], "/problems/form-expired");
    let wrong = begin("2").header("x-csrf-token", "A".repeat(43));
    salma.send(wrong).await.expect(403);
    let cross = begin("3")
        .header("x-csrf-token", token.as_str())
        .header("sec-fetch-site", "cross-site");
    salma.send(cross).await.expect(403);
    let right = begin("4").header("x-csrf-token", token.as_str());
    let draft = salma.send(right).await.expect(201).json();
    let bearer = begin("5").header("authorization", salma.bearer());
    salma.send(bearer).await.expect(201);
    // The same where the body is not JSON.
    let id = draft["id"].as_str().unwrap();
    for (method, path, media) in [
        ("DELETE", format!("/api/v1/drafts/{id}"), "text/plain"),
        ("POST", format!("/api/v1/drafts/{id}/submit"), "text/plain"),
        (
            "POST",
            format!("/api/v1/drafts/{id}/files/lease?name=x"),
            "application/octet-stream",
        ),
    ] {
        let call = Call::new(method, path)
            .header("idempotency-key", "6")
            .body(media, "%PDF-1.7");
        let problem = salma.send(call).await.expect(403).json();
        assert_eq!(problem["type"], "/problems/form-expired");
    }
}

#[tokio::test]
async fn a_bearer_that_is_none_is_nobody_even_beside_a_cookie() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let cookie = format!("session={}", salma.cookies["session"]);
    for bearer in ["Bearer ", "Bearer x", &format!("Bearer {}", "A".repeat(43))] {
        let call = Call::new("GET", "/api/v1/cases")
            .header("authorization", bearer)
            .header("cookie", cookie.as_str());
        salma.send(call).await.expect(401);
    }
}

#[tokio::test]
async fn json_that_says_it_is_something_else_is_not_read() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    // A form of another site can send text/plain without asking first (Fetch, CORS-safelisted).
    for media in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let call = Call::new("POST", "/api/v1/drafts")
            .header("authorization", salma.bearer())
            .header("idempotency-key", "1")
            .body(media, "{\"service\":\"business-licence\"}");
        let problem = salma.send(call).await.expect(415).json();
        assert_eq!(problem["type"], "/problems/media-type");
    }
}
