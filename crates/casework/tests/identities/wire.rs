//! What is asked of a provider, and what of its answers is used.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use casework::oidc::{Fault, Level, Provider};
use harness::Answer;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::provider::{BACK, Scene, keys, parameter};

#[tokio::test]
async fn the_code_is_exchanged_with_its_proof_and_what_comes_is_who_it_is() {
    let scene = Scene::new().await;
    let begun = scene.begin(None, false).await;
    let url = &begun.1;
    assert!(url.starts_with(&format!(
        "{}/auth?response_type=code&client_id=diwan&",
        scene.upstream.origin()
    )));
    for (name, value) in [
        (
            "redirect_uri",
            "https%3A%2F%2Flicences.example%2Fsign-in%2Fwith%2Fnational%2Fback",
        ),
        ("scope", "openid"),
        ("code_challenge_method", "S256"),
        ("ui_locales", "ar"),
        ("max_age", "43200"),
        ("prompt", ""),
    ] {
        assert_eq!(parameter(url, name), value, "{name}");
    }
    let token = scene.key.sign(&scene.header(), &scene.claims(url));
    let identity = scene.arrive(&begun, &token).await.unwrap();
    assert_eq!(identity.issuer, scene.upstream.origin());
    assert_eq!(
        (identity.subject.as_str(), identity.level),
        ("1234", Level::High)
    );
    assert_eq!(
        (identity.email, identity.name, identity.session),
        (None, None, None)
    );
    let asked = scene.upstream.asked();
    let lines: Vec<&str> = asked.iter().map(|a| a.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "GET /.well-known/openid-configuration",
            "POST /token",
            "GET /keys"
        ]
    );
    let basic = format!("Basic {}", STANDARD.encode("diwan:a-secret%2F%2B"));
    assert_eq!(asked[1].header("authorization"), basic, "RFC 6749, 2.3.1");
    let body = format!("?{}", asked[1].body);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(parameter(&body, "code_verifier")));
    assert_eq!(challenge, parameter(url, "code_challenge"), "RFC 7636, 4.6");
    assert_eq!(
        parameter(&body, "redirect_uri"),
        parameter(url, "redirect_uri")
    );
    assert_eq!(BACK.len(), 51);
    let debug = format!("{:?} {:?}", scene.provider, begun.0);
    assert!(
        !debug.contains("secret") && !debug.contains(&parameter(url, "state")),
        "{debug}"
    );
}

#[tokio::test]
async fn an_address_counts_when_it_is_verified_this_persons_and_asked_for() {
    for (told, links, email) in [
        (
            json!({ "sub": "1234", "email": "a@example.org", "email_verified": true }),
            true,
            Some("a@example.org"),
        ),
        (
            json!({ "sub": "1234", "email": "a@example.org", "email_verified": "true" }),
            true,
            None,
        ),
        (
            json!({ "sub": "1234", "email": "a@example.org" }),
            true,
            None,
        ),
        (
            json!({ "sub": "9999", "email": "a@example.org", "email_verified": true }),
            true,
            None,
        ),
        (
            json!({ "sub": "1234", "email": "a b@example.org", "email_verified": true }),
            true,
            None,
        ),
        (
            json!({ "sub": "1234", "email": "a@example.org", "email_verified": true }),
            false,
            None,
        ),
    ] {
        let lines = format!("internal = true\nscopes = [\"email\"]\nemail-links = {links}");
        let scene = Scene::with(&lines).await;
        let mut metadata = scene.metadata();
        metadata["userinfo_endpoint"] = json!(format!("{}/me", scene.upstream.origin()));
        scene
            .upstream
            .answers([Answer::Json(200, metadata.to_string())]);
        let begun = scene.go(None, false).await.unwrap();
        let token = scene.key.sign(&scene.header(), &scene.claims(&begun.1));
        let me = Answer::Json(200, told.to_string());
        scene
            .upstream
            .answers([scene.tokens(&token), keys(&[&scene.key]), me]);
        let (state, origin) = (parameter(&begun.1, "state"), scene.upstream.origin());
        let query = [&state, "code", &origin, ""];
        let identity = scene
            .back(&begun.0, query, crate::provider::now())
            .await
            .unwrap();
        assert_eq!(identity.email.as_deref(), email, "{told}");
        assert_eq!(
            scene.upstream.asked()[3].header("authorization"),
            "Bearer a"
        );
    }
}

#[tokio::test]
async fn metadata_that_do_not_fit_are_not_used() {
    let origin_of = |scene: &Scene| scene.upstream.origin();
    for (name, value) in [
        ("issuer", json!("https://evil.example")),
        ("token_endpoint", json!("https://evil.example/token")),
        ("jwks_uri", json!("http://169.254.169.254/keys")),
        ("authorization_endpoint", json!("javascript:alert(1)")),
        ("end_session_endpoint", json!("https://evil.example/end")),
        ("response_types_supported", json!(["id_token"])),
        ("code_challenge_methods_supported", json!(["plain"])),
        (
            "token_endpoint_auth_methods_supported",
            json!(["private_key_jwt"]),
        ),
    ] {
        let scene = Scene::new().await;
        let mut metadata = scene.metadata();
        metadata[name] = value;
        scene
            .upstream
            .answers([Answer::Json(200, metadata.to_string())]);
        let found = scene.go(None, false).await.unwrap_err();
        assert!(matches!(found, Fault::Metadata(_)), "{name}: {found}");
        assert_eq!(scene.upstream.asked().len(), 1, "{}", origin_of(&scene));
    }
}

#[tokio::test]
async fn redirects_floods_and_addresses_inside_are_not_followed() {
    let scene = Scene::new().await;
    let away = b"HTTP/1.1 302 X\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    scene.upstream.answers([Answer::Raw(away.to_vec())]);
    assert!(matches!(
        scene.go(None, false).await.unwrap_err(),
        Fault::Metadata(_)
    ));
    let scene = Scene::new().await;
    scene.upstream.answers([Answer::Large(1 << 20)]);
    assert!(matches!(
        scene.go(None, false).await.unwrap_err(),
        Fault::Unreachable(_)
    ));
    let dir = tempfile::tempdir().unwrap();
    let secret = dir.path().join("secret");
    std::fs::write(&secret, "s").unwrap();
    let file = |issuer: &str| {
        format!(
            "id = \"n\"\nissuer = \"{issuer}\"\nclient-id = \"d\"\nclient-secret-file = {secret:?}\n[names]\nar = \"a\"\nen = \"b\"\nfr = \"c\"\n"
        )
    };
    let inside = Provider::parse(&file("https://127.0.0.1:1")).unwrap();
    let looked = tokio::task::spawn_blocking(move || inside.look(crate::provider::now()))
        .await
        .unwrap();
    let found = looked.unwrap_err().to_string();
    assert!(found.contains("not a public address"), "{found}");
    for (issuer, why) in [
        ("http://id.example", "not encrypted"),
        ("https://id.example?a", "no query"),
        ("https://user@id.example", "no address"),
        ("id.example", "no address"),
    ] {
        let found = Provider::parse(&file(issuer)).unwrap_err().to_string();
        assert!(found.contains(why), "{issuer}: {found}");
    }
    for (line, why) in [
        ("algorithms = [\"none\"]", "line 1"),
        ("algorithms = [\"HS256\"]", "line 1"),
        ("algorithms = []", "must name one"),
        ("client_secret = \"x\"", "line 1"),
        ("scopes = [\"a b\"]", "no scope"),
    ] {
        let text = format!("{line}\n{}", file("https://id.example"));
        let found = Provider::parse(&text).unwrap_err().to_string();
        assert!(found.contains(why), "{line}: {found}");
    }
}
