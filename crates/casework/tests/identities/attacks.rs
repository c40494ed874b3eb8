//! Tokens that do not hold.

use casework::oidc::{BadToken, Fault, Level};
use harness::Answer;
use jiff::SignedDuration;
use ring::hmac;
use serde_json::{Value as Json, json};

use crate::provider::{CLIENT, Key, Scene, keys, now, parameter, unsigned};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Signs in by claims that were changed.
async fn changed(change: impl FnOnce(&mut Json)) -> Fault {
    let scene = Scene::new().await;
    let begun = scene.begin(None, false).await;
    let mut claims = scene.claims(&begun.1);
    change(&mut claims);
    let token = scene.key.sign(&scene.header(), &claims);
    scene.arrive(&begun, &token).await.unwrap_err()
}

#[tokio::test]
async fn a_claim_that_does_not_hold_signs_nobody_in() {
    let second = now().as_second();
    let cases = [
        ("nonce", json!("another"), "nonce"),
        ("nonce", Json::Null, "nonce"),
        ("aud", json!("another"), "aud"),
        ("aud", json!([CLIENT, "another"]), "aud"),
        ("azp", json!("another"), "azp"),
        ("iss", json!("https://evil.example"), "iss"),
        ("exp", json!(second - 61), "exp"),
        ("exp", Json::Null, "exp"),
        ("exp", json!("tomorrow"), "exp"),
        ("iat", json!(second + 61), "iat"),
        ("iat", json!(second - 661), "iat"),
        ("nbf", json!(second + 61), "nbf"),
        ("auth_time", Json::Null, "auth_time"),
        ("auth_time", json!(second + 61), "auth_time"),
        ("auth_time", json!(second - 12 * 3600 - 61), "auth_time"),
        ("sub", json!(""), "sub"),
        ("sub", json!("x".repeat(256)), "sub"),
        ("events", json!({}), "events"),
    ];
    for (name, value, fault) in cases {
        let told = format!("{name} = {value}");
        let found = changed(|claims| claims[name] = value).await;
        assert_eq!(found, Fault::Token(BadToken::Claim(fault)), "{told}");
    }
}

#[tokio::test]
async fn the_clocks_may_differ_by_a_minute() {
    let second = now().as_second();
    for (name, value) in [
        ("exp", second - 59),
        ("iat", second + 59),
        ("auth_time", second + 59),
    ] {
        let scene = Scene::new().await;
        let begun = scene.begin(None, false).await;
        let mut claims = scene.claims(&begun.1);
        claims[name] = json!(value);
        let token = scene.key.sign(&scene.header(), &claims);
        let identity = scene.arrive(&begun, &token).await.unwrap();
        assert!(
            identity.at <= now(),
            "a proof from the future counts for nothing"
        );
    }
}

#[tokio::test]
async fn a_signature_that_is_not_the_providers_signs_nobody_in() {
    let scene = Scene::new().await;
    let begun = scene.begin(None, false).await;
    let claims = scene.claims(&begun.1);
    let other = Key::new("k1");
    let none = json!({ "alg": "none" });
    let shared = json!({ "alg": "HS256", "kid": "k1" });
    // The public key as if it were a shared secret (RFC 8725, 2.1).
    let hmac_of = |secret: &[u8]| {
        let signed = unsigned(&shared, &claims);
        let tag = hmac::sign(
            &hmac::Key::new(hmac::HMAC_SHA256, secret),
            signed.as_bytes(),
        );
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(tag))
    };
    let public = scene.key.public();
    let inside = json!({ "alg": "ES256", "kid": "k1", "jwk": other.public() });
    let critical = json!({ "alg": "ES256", "kid": "k1", "crit": ["b64"], "b64": false });
    let logout = json!({ "alg": "ES256", "kid": "k1", "typ": "logout+jwt" });
    let cases = [
        (
            format!("{}.", unsigned(&none, &claims)),
            BadToken::Algorithm,
        ),
        (
            format!(
                "{}.",
                unsigned(&json!({ "alg": "None", "kid": "k1" }), &claims)
            ),
            BadToken::Algorithm,
        ),
        (hmac_of(scene.key.point()), BadToken::Algorithm),
        (hmac_of(public.to_string().as_bytes()), BadToken::Algorithm),
        (other.sign(&scene.header(), &claims), BadToken::Signature),
        (other.sign(&inside, &claims), BadToken::Signature),
        (
            scene
                .key
                .sign(&json!({ "alg": "ES384", "kid": "k1" }), &claims),
            BadToken::UnknownKey,
        ),
        (
            scene
                .key
                .sign(&json!({ "alg": "ES256", "kid": "k9" }), &claims),
            BadToken::UnknownKey,
        ),
        (scene.key.sign(&critical, &claims), BadToken::Critical),
        (scene.key.sign(&logout, &claims), BadToken::Claim("typ")),
        (unsigned(&scene.header(), &claims), BadToken::Malformed),
        ("a.b.c".to_owned(), BadToken::Malformed),
        ("x".repeat(40_000), BadToken::Malformed),
    ];
    for (token, fault) in cases {
        let fresh = Scene {
            key: Key::new("k1"),
            ..Scene::new().await
        };
        let begun = fresh.begin(None, false).await;
        // The keys are asked for twice where one is missing.
        fresh.upstream.answers([
            fresh.tokens(&token),
            keys(&[&scene.key]),
            keys(&[&scene.key]),
        ]);
        let (state, origin) = (parameter(&begun.1, "state"), fresh.upstream.origin());
        let found = fresh
            .back(&begun.0, [&state, "code", &origin, ""], now())
            .await;
        let told = token.chars().take(60).collect::<String>();
        assert_eq!(found.unwrap_err(), Fault::Token(fault), "{told}");
    }
}

#[tokio::test]
async fn an_answer_counts_only_for_what_this_browser_began() {
    let scene = Scene::new().await;
    let (pending, url) = scene.begin(None, false).await;
    let (state, origin) = (parameter(&url, "state"), scene.upstream.origin());
    let late = now() + SignedDuration::from_mins(31);
    for (query, at, fault) in [
        (["another", "code", &origin, ""], now(), Fault::Stale),
        (["", "code", &origin, ""], now(), Fault::Stale),
        ([&state, "code", &origin, ""], late, Fault::Stale),
        (
            [&state, "code", "https://evil.example", ""],
            now(),
            Fault::OtherIssuer,
        ),
        ([&state, "code", "", ""], now(), Fault::OtherIssuer),
        ([&state, "", &origin, "access_denied"], now(), Fault::Denied),
        (
            [&state, "", &origin, "unmet_authentication_requirements"],
            now(),
            Fault::TooLow,
        ),
        (
            [&state, "", &origin, "login_<b>"],
            now(),
            Fault::Refused("login_b".into()),
        ),
        (
            [&state, "", &origin, ""],
            now(),
            Fault::Refused("no code".into()),
        ),
    ] {
        assert_eq!(
            scene.back(&pending, query, at).await.unwrap_err(),
            fault,
            "{query:?}"
        );
    }
    assert_eq!(
        scene.upstream.asked().len(),
        1,
        "nothing of these reaches the provider"
    );
}

#[tokio::test]
async fn what_the_provider_did_not_prove_is_not_enough() {
    for (acr, enough) in [
        (json!("middle"), true),
        (json!("unheard-of"), false),
        (Json::Null, false),
    ] {
        let scene = Scene::new().await;
        let begun = scene.begin(Some(Level::Substantial), true).await;
        assert_eq!(parameter(&begun.1, "prompt"), "login");
        assert_eq!(parameter(&begun.1, "max_age"), "0");
        let wanted = "middle%20http%3A%2F%2Feidas.europa.eu%2FLoA%2Fhigh";
        assert_eq!(
            parameter(&begun.1, "acr_values"),
            wanted,
            "the least that is enough first"
        );
        let mut claims = scene.claims(&begun.1);
        claims["acr"] = acr;
        let token = scene.key.sign(&scene.header(), &claims);
        let found = scene.arrive(&begun, &token).await;
        if enough {
            assert_eq!(found.unwrap().level, Level::Substantial);
        } else {
            assert_eq!(found.unwrap_err(), Fault::TooLow);
        }
    }
    // Who was to prove it anew, and did so an hour ago.
    let scene = Scene::new().await;
    let begun = scene.begin(None, true).await;
    let mut claims = scene.claims(&begun.1);
    claims["auth_time"] = json!(now().as_second() - 3600);
    let token = scene.key.sign(&scene.header(), &claims);
    let found = scene.arrive(&begun, &token).await.unwrap_err();
    assert_eq!(found, Fault::Token(BadToken::Claim("auth_time")));
}

#[tokio::test]
async fn a_new_key_of_the_provider_is_found_and_strangers_keys_are_not_looked_for_again_and_again()
{
    let scene = Scene::new().await;
    let begun = scene.begin(None, false).await;
    let token = scene.key.sign(&scene.header(), &scene.claims(&begun.1));
    scene.arrive(&begun, &token).await.unwrap();
    let second = Key::new("k2");
    let begun = scene.go(None, false).await.unwrap();
    let header = json!({ "alg": "ES256", "kid": "k2" });
    let token = second.sign(&header, &scene.claims(&begun.1));
    scene
        .upstream
        .answers([scene.tokens(&token), keys(&[&scene.key, &second])]);
    let (state, origin) = (parameter(&begun.1, "state"), scene.upstream.origin());
    scene
        .back(&begun.0, [&state, "code", &origin, ""], now())
        .await
        .unwrap();
    let asked = scene.upstream.asked().len();
    for _ in 0..3 {
        let begun = scene.go(None, false).await.unwrap();
        let header = json!({ "alg": "ES256", "kid": "k3" });
        let token = Key::new("k3").sign(&header, &scene.claims(&begun.1));
        scene.upstream.answers([scene.tokens(&token)]);
        let state = parameter(&begun.1, "state");
        let found = scene
            .back(&begun.0, [&state, "code", &origin, ""], now())
            .await;
        assert_eq!(found.unwrap_err(), Fault::Token(BadToken::UnknownKey));
    }
    assert_eq!(
        scene.upstream.asked().len(),
        asked + 3,
        "only codes were sent"
    );
}

#[tokio::test]
async fn a_logout_token_ends_sessions_and_an_id_token_does_not() {
    let scene = Scene::new().await;
    scene.begin(None, false).await;
    scene.upstream.answers([keys(&[&scene.key])]);
    let second = now().as_second();
    let event = "http://schemas.openid.net/event/backchannel-logout";
    let good = json!({ "iss": scene.upstream.origin(), "aud": CLIENT, "iat": second, "exp": second + 120,
        "jti": "1", "sub": "1234", "sid": "s1", "events": { event: {} } });
    let read = |claims: Json| {
        let (provider, token) = (
            scene.provider.clone(),
            scene.key.sign(&scene.header(), &claims),
        );
        async {
            tokio::task::spawn_blocking(move || provider.logged_out(&token, now()))
                .await
                .unwrap()
        }
    };
    let told = read(good.clone()).await.unwrap();
    assert_eq!(
        (told.subject.as_deref(), told.session.as_deref()),
        (Some("1234"), Some("s1"))
    );
    for (name, value, fault) in [
        ("nonce", json!("n"), "nonce"),
        ("events", Json::Null, "events"),
        ("events", json!({ event: 1 }), "events"),
        ("aud", json!("another"), "aud"),
        ("iat", json!(second - 700), "iat"),
        ("jti", Json::Null, "jti"),
    ] {
        let mut claims = good.clone();
        claims[name] = value;
        assert_eq!(
            read(claims).await.unwrap_err(),
            Fault::Token(BadToken::Claim(fault)),
            "{name}"
        );
    }
    let mut nobodys = good;
    (nobodys["sub"], nobodys["sid"]) = (Json::Null, Json::Null);
    assert_eq!(
        read(nobodys).await.unwrap_err(),
        Fault::Token(BadToken::Claim("sub"))
    );
}

#[tokio::test]
async fn a_provider_that_cannot_be_asked_says_so_at_once_the_second_time() {
    let scene = Scene::new().await;
    scene.upstream.answers([Answer::Json(500, "{}".into())]);
    for _ in 0..2 {
        let found = scene.go(None, false).await.unwrap_err();
        assert!(matches!(found, Fault::Unreachable(_)), "{found}");
    }
    assert_eq!(scene.upstream.asked().len(), 1);
}
