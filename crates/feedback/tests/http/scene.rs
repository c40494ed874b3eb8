//! A front with closed cases, and somebody's device that blinds tokens.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::Entropy;
use feedback::token::{Blinding, Token, Verifier};
use harness::http::{Call, Front, Reply, Visitor, copy};
use serde_json::{Value, json};

/// A finished token with the key that signed it.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) key: String,
    pub(crate) token: Token,
}

/// Blinds a token for a case, has it signed, and unblinds it: as the script does.
pub(crate) async fn token(visitor: &mut Visitor<'_>, number: &str) -> Held {
    let at = format!("/api/v1/cases/{number}/feedback");
    let asked = visitor.api("GET", &at, None).await.expect(200).json();
    let spki = STANDARD.decode(asked["spki"].as_str().unwrap()).unwrap();
    let verifier = Verifier::read(&spki).unwrap();
    let blinding = Blinding::begin(verifier, &Entropy::System).unwrap();
    let blinded = STANDARD.encode(blinding.blinded().unwrap());
    let body = json!({"key": asked["key"], "blinded": blinded});
    let signed = visitor
        .api("POST", &format!("{at}/token"), Some(body))
        .await;
    let signed = signed.expect(200).json();
    let signed = STANDARD
        .decode(signed["signature"].as_str().unwrap())
        .unwrap();
    Held {
        key: asked["key"].as_str().unwrap().to_owned(),
        token: blinding.finish(&signed.try_into().unwrap()).unwrap(),
    }
}

/// The body of an answer.
pub(crate) fn body(held: &Held, how: u8, asked: &str) -> Value {
    json!({"key": held.key, "token": STANDARD.encode(held.token.message),
        "signature": STANDARD.encode(held.token.signature), "how": how, "asked": asked})
}

/// Sends an answer as the script does: by nobody, without cookies.
pub(crate) async fn answer(front: &Front, held: &Held, how: u8, asked: &str) -> Reply {
    let body = body(held, how, asked);
    let call = Call::new("POST", "/api/v1/feedback/answers")
        .from_own_page()
        .body("application/json", body.to_string());
    front.stranger().send(call).await
}

/// So many closed cases, each answered about: how, and whether asked.
pub(crate) async fn answered(front: &Front, visitor: &mut Visitor<'_>, answers: &[(u8, &str)]) {
    // A session ends before a week does.
    visitor.cookies.clear();
    visitor.sign_in("karim.haddad@example.org").await;
    for (how, asked) in answers {
        let number = copy(visitor).await;
        let held = token(visitor, &number).await;
        answer(front, &held, *how, asked).await.expect(200);
    }
}

/// A week passes, and what waits is entered where it may be; says how many batches.
pub(crate) async fn next_week(front: &Front) -> usize {
    front.house.advance(Duration::from_secs(7 * 86_400));
    feedback::entering::enter(&front.house.casework)
        .await
        .unwrap()
}

/// The published figures.
pub(crate) async fn figures(front: &Front) -> Value {
    let reply = front.stranger().api("GET", "/api/v1/feedback", None).await;
    reply.expect(200).json()
}

pub(crate) const FIVE: [(u8, &str); 5] =
    [(5, "no"), (4, "no"), (5, "yes"), (2, "no"), (3, "unsaid")];
