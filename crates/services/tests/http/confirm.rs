//! Grave acts: who does them has just proved who they are. What was typed waits, and is sent once.

use std::time::Duration;

use harness::http::{CITY_LICENSING, Call, Front, Reply, Visitor};
use harness::{Store, stores};
use serde_json::json;

use crate::authenticator::{Authenticator, script};

const EMAIL: &str = "salma.haddad@example.org";
const TOO_LATE: Duration = Duration::from_secs(10 * 60 + 1);

/// Confirms by a code, and goes where that leads.
async fn by_code(front: &Front, visitor: &mut Visitor<'_>, email: &str, next: &str) -> Reply {
    let asked = format!("/confirm?next={}", web::forms::percent_encode(next));
    let page = visitor.get(&asked).await.expect(200).says(email);
    let next = page.field("next").unwrap();
    let typed = visitor.post("/confirm/code", &[("next", &next)]).await;
    visitor.follow(&typed).await.expect(200);
    let code = front.code_for(email).await.unwrap();
    let fields = [("next", next.as_str()), ("code", code.as_str())];
    visitor
        .post("/confirm/code/typed", &fields)
        .await
        .expect(303)
}

/// Presses the button of the page where a form waits, and follows to where the form was going.
async fn go_on(visitor: &mut Visitor<'_>, fields: &[(&str, &str)]) -> Reply {
    let sent = visitor.post("/confirm/go-on", fields).await;
    if sent.status != 307 {
        return sent;
    }
    let to = sent.location().to_owned();
    visitor.post(&to, fields).await
}

#[tokio::test]
async fn an_old_session_does_no_grave_act_whoever_has_it() {
    let front = Front::new(Store::Sqlite).await;
    let mut citizen = front.citizen("Omar Khalil").await;
    let mut supervisor = front.any(CITY_LICENSING, "supervisor").await;
    front.house.advance(TOO_LATE);
    let mut grave = 0;
    for route in &front.app.routes {
        let path = route.path.replace("{number}", "2600-0000-0197");
        let path = path.replace("{seq}", "1").replace("{id}", "1");
        let role = matches!(route.access, web::Access::Role(_));
        let who = if role { &mut supervisor } else { &mut citizen };
        let call =
            Call::new(route.method.as_str(), path.clone()).header("accept", "application/json");
        let reply = who.send(call).await;
        let asked = reply.status == 401 && reply.text().contains("/problems/confirm");
        assert_eq!(asked, route.demand.is_some(), "{} {path}", route.method);
        if route.demand.is_none() {
            continue;
        }
        grave += 1;
        assert_eq!(reply.status, 401);
        let level = if role { "substantial" } else { "low" };
        let challenge = format!(
            "Bearer error=\"insufficient_user_authentication\", error_description=\"prove again \
             who you are\", acr_values=\"http://eidas.europa.eu/LoA/{level}\", max_age=\"600\""
        );
        assert_eq!(reply.header("www-authenticate"), challenge);
    }
    assert!(grave >= 27, "the list is whole: {grave}");
}

#[tokio::test]
async fn what_was_typed_waits_and_is_sent_once() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        salma.get("/account/tokens").await.expect(200);
        front.house.advance(TOO_LATE);
        let fields = [
            ("name", "My <program>"),
            ("scopes", "cases:read"),
            ("scopes", "account:read"),
            ("days", "30"),
        ];
        let led = salma.post("/account/tokens", &fields).await;
        let led = led.leads("/confirm?level=low&next=/confirm/go-on");
        salma
            .follow(&led)
            .await
            .expect(200)
            .says("What you typed is kept");
        let old = salma.cookies["session"].clone();
        let done = by_code(&front, &mut salma, EMAIL, "/confirm/go-on").await;
        let page = salma
            .follow(&done.leads("/confirm/go-on"))
            .await
            .expect(200);
        assert_eq!(page.field("name").as_deref(), Some("My <program>"));
        // Nothing is done yet.
        let none = salma.api("GET", "/api/v1/account/tokens", None).await;
        assert_eq!(none.expect(200).json()["items"], json!([]));
        go_on(&mut salma, &fields)
            .await
            .expect(200)
            .says("My <program>");
        let made = salma
            .api("GET", "/api/v1/account/tokens", None)
            .await
            .expect(200)
            .json();
        assert_eq!(
            made["items"][0]["scopes"],
            json!(["account:read", "cases:read"])
        );
        // Pressed again, or from the history: it is there no longer.
        go_on(&mut salma, &fields)
            .await
            .expect(200)
            .says("Nothing is waiting");
        let made = salma.api("GET", "/api/v1/account/tokens", None).await;
        assert_eq!(
            made.expect(200).json()["items"].as_array().unwrap().len(),
            1
        );
        // The token that was there before has gone.
        let mut thief = front.stranger();
        thief.cookies.insert("session".into(), old);
        thief.get("/account").await.expect(303);
    }
}

#[tokio::test]
async fn a_form_of_a_session_that_has_ended_waits_for_its_sender() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        salma.get("/account").await.expect(200);
        front.house.advance(Duration::from_secs(5 * 3600));
        let fields = [("name", "Salma بنت Haddad"), ("language", "fr")];
        let led = salma.post("/account", &fields).await;
        led.leads("/sign-in?next=/confirm/go-on");
        let held = salma.cookies["held"].clone();
        let page = salma.get("/sign-in?next=/confirm/go-on").await.expect(200);
        let next = page.field("next").unwrap();
        salma
            .post("/sign-in", &[("email", EMAIL), ("next", &next)])
            .await;
        salma.get("/sign-in/code").await.expect(200);
        let code = front.code_for(EMAIL).await.unwrap();
        let done = salma.post("/sign-in/code", &[("code", &code)]).await;
        let page = salma
            .follow(&done.leads("/confirm/go-on"))
            .await
            .expect(200);
        assert_eq!(page.field("name").as_deref(), Some("Salma بنت Haddad"));
        // Somebody else at the same browser does not see it.
        let mut omar = front.citizen("Omar Khalil").await;
        omar.cookies.insert("held".into(), held);
        omar.get("/confirm/go-on")
            .await
            .expect(200)
            .says("Nothing is waiting");
        omar.post("/confirm/go-on", &[])
            .await
            .expect(200)
            .says("Nothing is waiting");
        go_on(&mut salma, &fields).await.leads("/account");
        let account = salma.api("GET", "/api/v1/account", None).await;
        assert_eq!(account.expect(200).json()["name"], "Salma بنت Haddad");
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_is_never_kept() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    salma.get("/account/tokens").await.expect(200);
    let token = salma.token.clone();
    let fields = [("csrf", token.as_str()), ("name", "x"), ("days", "30")];
    let call = || Call::new("POST", "/account/tokens").form(&fields);
    front.house.advance(TOO_LATE);
    // Another site's page; one that says nothing of where it is from; our own with a wrong token.
    for (call, status) in [
        (call().header("sec-fetch-site", "cross-site"), 403),
        (call().header("origin", "https://evil.example"), 403),
        (call().header("sec-fetch-site", "same-site"), 403),
        (call(), 303),
        (
            Call::new("POST", "/account/tokens")
                .from_own_page()
                .form(&[("csrf", "wrong")]),
            403,
        ),
    ] {
        salma.send(call).await.expect(status);
        assert!(!salma.cookies.contains_key("held"));
    }
    front.house.advance(Duration::from_secs(5 * 3600));
    salma.send(call()).await.leads("/sign-in");
    assert!(!salma.cookies.contains_key("held"));
}

#[tokio::test]
async fn a_form_waits_for_an_hour_and_is_sealed_while_it_does() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        salma.get("/account/tokens").await.expect(200);
        front.house.advance(TOO_LATE);
        salma
            .post("/account/tokens", &[("name", "secret name")])
            .await
            .expect(303);
        let read = front.house.casework.read(|link, _| {
            let rows = link.query("select place, sealed from held_forms", &[])?;
            Ok((rows.len(), rows[0].get::<Vec<u8>>(1)?))
        });
        let (many, sealed) = read.await.unwrap();
        assert_eq!(many, 1);
        assert!(!sealed.windows(6).any(|w| w == b"secret"), "{store:?}");
        salma
            .get("/confirm/go-on")
            .await
            .expect(200)
            .says("What you typed is kept");
        front.house.advance(Duration::from_secs(3601));
        salma
            .get("/confirm/go-on")
            .await
            .expect(200)
            .says("Nothing is waiting");
        services::sweep_sessions(&front.house.casework)
            .await
            .unwrap();
        let left = front
            .house
            .casework
            .read(|link, _| Ok(link.query("select place from held_forms", &[])?.len()));
        assert_eq!(left.await.unwrap(), 0);
    }
}

#[tokio::test]
async fn who_has_a_passkey_confirms_with_it_and_with_nothing_less() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut key = Authenticator::added(&mut salma, 7).await;
        let page = salma.get("/confirm?next=/account/erase").await.expect(200);
        let page = page.says("You have a passkey");
        assert!(
            !page.words().contains("Send the code"),
            "no weaker way is offered"
        );
        // A thief who reads the e-mail signs in, and confirms with a code: it is not enough.
        let mut thief = front.stranger();
        front.house.advance(Duration::from_secs(60));
        thief.sign_in(EMAIL).await;
        front.house.advance(Duration::from_secs(60));
        thief
            .api("POST", "/api/v1/confirm/codes", Some(json!({})))
            .await
            .expect(202);
        let code = front.code_for(EMAIL).await.unwrap();
        let sent = Some(json!({"code": code}));
        thief.api("POST", "/api/v1/confirm", sent).await.expect(204);
        let erase = || Some(json!({"sure": true}));
        let refused = thief
            .api("POST", "/api/v1/account/erase", erase())
            .await
            .expect(401);
        assert_eq!(refused.json()["type"], "/problems/confirm");
        assert_eq!(
            refused.json()["acr_values"],
            "http://eidas.europa.eu/LoA/substantial"
        );
        assert_eq!(refused.json()["max_age"], 600);
        // Locked, another's, or for another session: nothing of it counts.
        salma.get("/account").await.expect(200);
        key.unlocked = false;
        key.confirm(&mut salma, "/account").await.expect(422);
        key.unlocked = true;
        let mut omar = front.citizen("Omar Khalil").await;
        let mut other = Authenticator::added(&mut omar, 9).await;
        other.confirm(&mut salma, "/account").await.expect(422);
        let options = script(&mut salma, "/confirm/passkey/begin", &json!({})).await;
        let credential = key.get(&options.expect(200).json()["publicKey"]);
        thief.get("/account").await.expect(200);
        let signed = json!({"credential": credential, "next": "/account"});
        script(&mut thief, "/confirm/passkey", &signed)
            .await
            .expect(422);
        // Hers raises hers, and no other.
        let old = salma.cookies["session"].clone();
        let token = salma.token.clone();
        let done = key.confirm(&mut salma, "//evil.example").await.expect(200);
        assert_eq!(done.json()["next"], "/account");
        assert_ne!(salma.cookies["session"], old);
        salma.get("/account").await.expect(200);
        assert_eq!(
            salma.token, token,
            "forms in other windows can be sent still"
        );
        thief
            .api("POST", "/api/v1/account/erase", erase())
            .await
            .expect(401);
        let mut copied = front.stranger();
        copied.cookies.insert("session".into(), old);
        copied.get("/account").await.expect(303);
        salma
            .api("POST", "/api/v1/account/erase", erase())
            .await
            .expect(200);
    }
}

#[tokio::test]
async fn an_act_of_office_needs_a_passkey_and_says_how_to_get_one() {
    let front = Front::new(Store::Sqlite).await;
    let chief = front
        .officials
        .iter()
        .find(|o| o.role == "supervisor")
        .unwrap();
    let mut chief = {
        let mut visitor = front.stranger();
        visitor.sign_in(&chief.email).await;
        visitor
    };
    chief.get("/account").await.expect(200);
    let led = chief
        .post("/overview/migrations/1", &[("decision", "agree")])
        .await;
    let led = led.leads("/confirm?level=substantial&next=/confirm/go-on");
    chief.follow(&led).await.expect(200).says("needs a passkey");
    let mut key = Authenticator::added(&mut chief, 11).await;
    key.confirm(&mut chief, "/confirm/go-on").await.expect(200);
    let page = chief.get("/confirm/go-on").await.expect(200);
    assert_eq!(page.field("decision").as_deref(), Some("agree"));
    // There is no such migration: the act itself is reached.
    go_on(&mut chief, &[("decision", "agree")])
        .await
        .expect(404);
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_confirming() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    for next in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
    ] {
        front.house.advance(Duration::from_secs(60));
        by_code(&front, &mut salma, EMAIL, next)
            .await
            .leads("/account");
    }
    front.house.advance(Duration::from_secs(60));
    by_code(&front, &mut salma, EMAIL, "/account/erase")
        .await
        .leads("/account/erase");
}

#[tokio::test]
async fn a_proof_counts_for_ten_minutes() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    front.house.advance(Duration::from_secs(9 * 60 + 59));
    salma.get("/account/tokens").await.expect(200);
    let body = || Some(json!({"name": "a", "scopes": ["cases:read"], "days": 30}));
    salma
        .api("POST", "/api/v1/account/tokens", body())
        .await
        .expect(200);
    front.house.advance(Duration::from_secs(2));
    salma
        .api("POST", "/api/v1/account/tokens", body())
        .await
        .expect(401);
}
