//! Writes that say everything by their address take no body, and no other site's page can send them.

use harness::Store;
use harness::http::{Call, Front};

use crate::licence::apply;

#[tokio::test]
async fn an_action_and_signing_out_need_no_body_but_a_browser_the_forms_token() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let withdraw = format!("/api/v1/cases/{number}/actions/withdraw");
    // A browser that another site made send this has the cookie, and not the token.
    for path in [withdraw.as_str(), "/api/v1/sign-out"] {
        let call = Call::new("POST", path).header("idempotency-key", "forged");
        let refused = salma.send(call).await.expect(403);
        assert_eq!(refused.json()["type"], "/problems/form-expired", "{path}");
    }
    let session = salma.get("/api/v1/session").await.expect(200).json();
    assert_eq!(
        session["name"], "Salma Haddad",
        "she is signed in as before"
    );
    let token = session["csrf"].as_str().unwrap().to_owned();
    let own = |path: &str| {
        Call::new("POST", path)
            .header("idempotency-key", "own")
            .header("x-csrf-token", token.clone())
    };
    let done = salma.send(own(&withdraw)).await.expect(200).json();
    assert!(done["entry"].is_u64(), "{done}");
    let case = format!("/api/v1/cases/{number}");
    let case = salma.get(&case).await.expect(200).json();
    assert_eq!(case["status"], "closed", "{case}");
    salma.send(own("/api/v1/sign-out")).await.expect(204);
    salma.get("/api/v1/cases").await.expect(401);
}
