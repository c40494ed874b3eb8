//! The way to an identity provider and back, over the pages: what a browser began counts in it, once, for the provider that was
//! asked. The provider is `e2e`'s in a journey; here it says what it is told.

use casework::oidc::Provider;
use harness::http::{Call, Front};
use harness::{Answer, House, Store, Upstream};
use serde_json::json;

/// A house with two providers, and theirs.
async fn two() -> (Front, [Upstream; 2], tempfile::TempDir) {
    let upstreams = [Upstream::start().await, Upstream::start().await];
    let dir = tempfile::tempdir().unwrap();
    let secret = dir.path().join("secret");
    std::fs::write(&secret, "a-secret").unwrap();
    let provider = |id: &str, upstream: &Upstream| {
        let text = format!(
            "id = \"{id}\"\nissuer = \"{}\"\nclient-id = \"diwan\"\nclient-secret-file = {secret:?}\ninternal = true\n\
             [names]\nar = \"الهوية\"\nen = \"The {id} ID\"\nfr = \"Identité\"\n[levels]\nhigh = \"high\"\n",
            upstream.origin()
        );
        Provider::parse(&text).unwrap()
    };
    let providers = vec![
        provider("first", &upstreams[0]),
        provider("second", &upstreams[1]),
    ];
    for upstream in &upstreams {
        let origin = upstream.origin();
        let metadata = json!({ "issuer": origin, "authorization_endpoint": format!("{origin}/auth"),
            "token_endpoint": format!("{origin}/token"), "jwks_uri": format!("{origin}/keys"),
            "response_types_supported": ["code"] });
        upstream.answers([Answer::Json(200, metadata.to_string())]);
    }
    let house = House::new(Store::Sqlite).await;
    let house = house
        .reopen_with(|s| s.providers = providers)
        .await
        .unwrap();
    (Front::on(house, |_| {}).await, upstreams, dir)
}

fn state(url: &str) -> &str {
    let at = url.find("&state=").expect("a state") + 7;
    url[at..].split('&').next().unwrap()
}

#[tokio::test]
async fn an_answer_counts_once_in_its_browser_and_for_the_provider_that_was_asked() {
    let (front, upstreams, _dir) = two().await;
    let mut salma = front.stranger();
    salma
        .get("/sign-in")
        .await
        .expect(200)
        .says("Continue with The first ID")
        .says("Continue with The second ID");
    let begun = salma
        .get("/sign-in/with/first?next=%2Fcases")
        .await
        .expect(303);
    let url = begun.location().to_owned();
    assert!(
        url.starts_with(&format!("{}/auth?", upstreams[0].origin())),
        "{url}"
    );
    let back = format!("?state={}&error=access_denied", state(&url));
    // Another browser, with all that is in the address.
    let mut other = front.stranger();
    other
        .get(&format!("/sign-in/with/first/back{back}"))
        .await
        .expect(400)
        .says("This sign-in is over");
    // At the address of another provider (RFC 9700, 4.4).
    salma
        .get(&format!("/sign-in/with/second/back{back}"))
        .await
        .expect(400);
    let denied = salma.get(&format!("/sign-in/with/first/back{back}")).await;
    denied
        .expect(403)
        .says("You were not signed in")
        .says("Try again");
    salma
        .get(&format!("/sign-in/with/first/back{back}"))
        .await
        .expect(400)
        .says("This sign-in is over");
    assert_eq!(
        upstreams[0].asked().len() + upstreams[1].asked().len(),
        1,
        "one was asked for its metadata"
    );
    salma.get("/sign-in/with/third").await.expect(404);
    // Where one wanted to go is on this site.
    let away = salma
        .get("/sign-in/with/first?next=https%3A%2F%2Fevil.example")
        .await
        .expect(303);
    assert!(!away.location().contains("evil"), "{}", away.location());
}

#[tokio::test]
async fn nobody_is_linked_by_another_site_nor_when_another_has_signed_in_meanwhile() {
    let (front, _upstreams, _dir) = two().await;
    let mut salma = front.citizen("Salma Haddad").await;
    salma.get("/account").await.expect(200).says("Identities");
    salma
        .get("/account/identities")
        .await
        .expect(200)
        .says("No identity is linked yet");
    // Without the form's token, and from another site.
    let plain = Call::new("POST", "/account/identities/link").from_own_page();
    salma
        .send(plain.form(&[("provider", "first")]))
        .await
        .expect(403);
    let token = salma.token.clone();
    let foreign =
        Call::new("POST", "/account/identities/link").header("sec-fetch-site", "cross-site");
    salma
        .send(foreign.form(&[("csrf", &token), ("provider", "first")]))
        .await
        .expect(403);
    let page = salma
        .post("/account/identities/link", &[("provider", "first")])
        .await
        .expect(200);
    let links = page.links();
    let url = links
        .iter()
        .find(|l| l.contains("/auth?"))
        .expect("a way to the provider");
    let back = format!(
        "/sign-in/with/first/back?state={}&error=access_denied",
        state(url)
    );
    // Somebody else signs in in the same browser before the answer comes.
    let cookies = salma.cookies.clone();
    salma.post("/sign-out", &[]).await.expect(303);
    salma.cookies = cookies;
    salma.get(&back).await.expect(400);
    let mut strangers = front.stranger();
    strangers.get("/account/identities").await.expect(303);
}

#[tokio::test]
async fn what_no_provider_signed_ends_no_session() {
    let (front, upstreams, _dir) = two().await;
    let keys = Answer::Json(200, json!({ "keys": [] }).to_string());
    upstreams[0].answers([keys.clone(), keys]);
    let mut stranger = front.stranger();
    for (path, body, status) in [
        (
            "/identity-providers/first/logout",
            "logout_token=a.b.c",
            400,
        ),
        ("/identity-providers/first/logout", "", 400),
        (
            "/identity-providers/first/logout",
            "logout_token=eyJhbGciOiJub25lIn0.e30.",
            400,
        ),
        (
            "/identity-providers/first/logout",
            "logout_token=eyJhbGciOiJFUzI1NiJ9.e30.AA",
            400,
        ),
        (
            "/identity-providers/third/logout",
            "logout_token=a.b.c",
            401,
        ),
    ] {
        let call = Call::new("POST", path).header("accept", "application/json");
        let call = call.body("application/x-www-form-urlencoded", body.to_owned());
        stranger.send(call).await.expect(status);
    }
}

#[tokio::test]
async fn a_provider_that_is_away_has_a_page_and_the_api_names_them_all() {
    let (front, upstreams, _dir) = two().await;
    let mut salma = front.citizen("Salma Haddad").await;
    let listed = salma
        .api("GET", "/api/v1/identity-providers", None)
        .await
        .expect(200)
        .json();
    let ids: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["id"].clone())
        .collect();
    assert_eq!(ids, ["first", "second"]);
    assert_eq!(listed["items"][0]["highest"], "high");
    let mine = salma
        .api("GET", "/api/v1/account/identities", None)
        .await
        .expect(200)
        .json();
    assert_eq!(mine["items"], json!([]));
    let path = format!("/api/v1/account/identities/{}", "0".repeat(64));
    salma.api("DELETE", &path, None).await.expect(404);
    // What it says of itself is gone, and it hangs up.
    upstreams[1].answers([Answer::Hangup]);
    let mut visitor = front.stranger();
    visitor.get("/sign-in/with/second").await.expect(303);
    front.house.advance(std::time::Duration::from_secs(16 * 60));
    visitor
        .get("/sign-in/with/second")
        .await
        .expect(503)
        .says("does not answer")
        .says("Sign in another way");
}
