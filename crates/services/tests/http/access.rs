//! Who may call what: every route of the application, walked.

use harness::http::{CITY_LICENSING, Call, Front, Reply, Visitor};
use harness::{Store, stores};
use web::Access;
use web::access::RouteInfo;

use crate::journeys::api::apply;

/// A route's address with something in the place of each parameter.
fn address(route: &RouteInfo, fill: impl Fn(&str) -> String) -> String {
    let parts = route.path.split('/').map(|part| {
        let name = part.strip_prefix('{').and_then(|p| p.strip_suffix('}'));
        name.map_or_else(
            || part.to_owned(),
            |name| fill(name.trim_start_matches('*')),
        )
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What exists, and belongs to somebody else: `number` is another person's case.
fn existing(number: &str) -> impl Fn(&str) -> String {
    move |name| match name {
        "office" => "city-licensing".into(),
        "pack" | "service" => "business-licence".into(),
        "draft" => "0".repeat(32),
        "page" => "business".into(),
        "provider" => "national".into(),
        "from" => "2026-12-01T00:00:00Z".into(),
        "number" => number.to_owned(),
        "message" => "withdraw".into(),
        "hash" => "a".repeat(64),
        "field" => "id_copy".into(),
        "name" => "none.js".into(),
        "code" => "0-00000000".into(),
        "path" => "0/000.p/1".into(),
        "element" => "AssessRisk".into(),
        "event" => "starting-a-business".into(),
        "with" => "b".repeat(64),
        "ocid" => "ocds-none".into(),
        "job" | "seq" | "n" | "id" | "notice" => "1".into(),
        other => panic!("a parameter that this test does not know: {other}"),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    SignInFirst,
    NotForYou,
    ConfirmFirst,
    Passed,
}

fn verdict(route: &RouteInfo, reply: &Reply) -> Verdict {
    let refused = reply.status == 403
        && (reply.text().contains("/problems/forbidden")
            || reply.words().contains("This is not open to you"));
    let page = reply.status == 303 && reply.location().starts_with("/sign-in");
    let told = reply.status == 401 && reply.text().contains("/problems/confirm");
    if told || reply.location().starts_with("/confirm?") {
        return Verdict::ConfirmFirst;
    }
    let sign_in = reply.status == 401 || (page && route.access != Access::Public);
    match (sign_in, refused) {
        (true, _) => Verdict::SignInFirst,
        (_, true) => Verdict::NotForYou,
        _ => Verdict::Passed,
    }
}

async fn call(visitor: &mut Visitor<'_>, route: &RouteInfo, path: &str) -> Reply {
    let call = Call::new(route.method.as_str(), path);
    visitor.send(call).await
}

#[tokio::test]
async fn every_route_lets_in_whom_its_rule_names_and_nobody_else() {
    let front = Front::new(Store::Sqlite).await;
    let number = apply(&mut front.citizen("Salma Haddad").await).await;
    let mut stranger = front.stranger();
    let mut citizen = front.citizen("Omar Khalil").await;
    let mut clerk = front.any(CITY_LICENSING, "clerk").await;
    let mut supervisor = front.any(CITY_LICENSING, "supervisor").await;
    assert!(front.app.routes.len() > 70, "the list is whole");
    for route in &front.app.routes {
        let path = address(route, existing(&number));
        let what = format!("{} {}", route.method, route.path);
        let got = verdict(route, &call(&mut stranger, route, &path).await);
        let wanted = match route.access {
            Access::Public => Verdict::Passed,
            _ => Verdict::SignInFirst,
        };
        assert_eq!(got, wanted, "a stranger, {what}");
        for (who, visitor, roles) in [
            ("a citizen", &mut citizen, &[][..]),
            ("a clerk", &mut clerk, &["official"][..]),
            (
                "a supervisor",
                &mut supervisor,
                &["official", "supervisor"][..],
            ),
        ] {
            let got = verdict(route, &call(visitor, route, &path).await);
            let wanted = match route.access {
                Access::Role(role) if !roles.contains(&role) => Verdict::NotForYou,
                // A person's session is no program's token.
                Access::Token(_) => Verdict::SignInFirst,
                _ => Verdict::Passed,
            };
            assert_eq!(got, wanted, "{who}, {what}");
        }
    }
}

#[tokio::test]
async fn a_stranger_is_led_to_the_sign_in_page_and_back_and_a_program_is_told() {
    let front = Front::new(Store::Sqlite).await;
    front
        .stranger()
        .get("/cases?after=3")
        .await
        .leads("/sign-in?next=/cases%3Fafter%3D3");
    // What a form would have done is not done after signing in: it waits for a press.
    front
        .stranger()
        .post("/drafts/00/submit", &[])
        .await
        .leads("/sign-in?next=/confirm/go-on");
    let told = front.stranger().api("GET", "/api/v1/cases", None).await;
    let told = told.expect(401);
    assert_eq!(told.header("www-authenticate"), "Bearer");
    assert_eq!(told.header("content-type"), "application/problem+json");
    let problem = told.json();
    assert_eq!(problem["type"], "/problems/sign-in");
    assert_eq!(problem["title"], "Sign in first");
    assert_eq!(problem["status"], 401);
    assert_eq!(problem["instance"], "/api/v1/cases");
}

/// What PostgreSQL cannot hold, in every field that some body has.
const NULS: &str = r#"{"service":"\u0000","email":"a\u0000@example.org","code":"\u0000","text":"\u0000",
    "reason":"\u0000","name":"\u0000","language":"\u0000","data":{"complete":"\u0000"}}"#;

/// Bodies that no handler can have asked for, each with what it says it is.
fn bodies() -> Vec<Option<(&'static str, Vec<u8>)>> {
    let noise: Vec<u8> = (0..2048_u32).map(|i| (i * 167 % 251) as u8).collect();
    let deep = "[".repeat(100_000).into_bytes();
    let mut edge = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".to_vec();
    edge.extend(&noise);
    let mut all = vec![None];
    for (media, body) in [
        ("application/json", Vec::new()),
        ("application/json", b"{}".to_vec()),
        ("application/json", b"null".to_vec()),
        ("application/json", NULS.as_bytes().to_vec()),
        ("application/json", b"{\"data\":".to_vec()),
        ("application/json", deep),
        ("application/json", noise.clone()),
        ("application/x-www-form-urlencoded", Vec::new()),
        (
            "application/x-www-form-urlencoded",
            b"%%%=&&a=1&%zz=%".to_vec(),
        ),
        ("application/x-www-form-urlencoded", b"text=%00".to_vec()),
        ("application/x-www-form-urlencoded", noise.clone()),
        ("multipart/form-data", noise.clone()),
        ("multipart/form-data; boundary=x", edge),
        ("multipart/form-data; boundary=x", Vec::new()),
        ("text/plain", b"hello".to_vec()),
        ("application/octet-stream", noise),
        ("no media type", b"hello".to_vec()),
    ] {
        all.push(Some((media, body)));
    }
    all
}

#[tokio::test]
async fn no_route_breaks_on_a_body_that_it_did_not_ask_for() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        let mut supervisor = front.any(CITY_LICENSING, "supervisor").await;
        for route in front.app.routes.iter().filter(|r| r.method != "GET") {
            // Who signs out is out: these two have their own tests.
            if route.path.ends_with("/sign-out") {
                continue;
            }
            let path = address(route, existing(&number));
            for body in bodies() {
                for visitor in [&mut salma, &mut supervisor] {
                    let key = visitor.fresh_key();
                    // As a program, so that no form token stands between the body and the handler.
                    let mut call = Call::new(route.method.as_str(), path.as_str())
                        .header("authorization", visitor.bearer())
                        .header("idempotency-key", key);
                    if let Some((media, bytes)) = &body {
                        call = call.body(media, bytes.clone());
                    }
                    let reply = visitor.send(call).await;
                    assert!(
                        reply.status < 500,
                        "{} {} {:?}: {}",
                        route.method,
                        route.path,
                        body.as_ref().map(|b| b.0),
                        reply.text()
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn no_route_breaks_on_an_address_that_nobody_gave_out() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut supervisor = front.any(CITY_LICENSING, "supervisor").await;
        let number = apply(&mut front.citizen("Salma Haddad").await).await;
        let long = "9".repeat(5000);
        for route in &front.app.routes {
            if !route.path.contains('{') || route.path.starts_with("/assets") {
                continue;
            }
            for odd in [
                "%00",
                "%ff%fe",
                "..%2f..",
                "-1",
                "18446744073709551615",
                "9223372036854775807",
                "9223372036854775808",
                "0",
                "%F0%9F%92%A9",
                "'%20or%201=1--",
                "%20",
                "٣",
                &long,
            ] {
                for keep_number in [false, true] {
                    let fill = |name: &str| match name {
                        "number" if keep_number => number.clone(),
                        _ => web_safe(odd),
                    };
                    let path = address(route, fill);
                    let reply = call(&mut supervisor, route, &path).await;
                    assert!(
                        reply.status < 500,
                        "{} {path:.100}: {} {}",
                        route.method,
                        reply.status,
                        reply.text()
                    );
                }
            }
        }
    }
}

fn web_safe(text: &str) -> String {
    if text.is_ascii() {
        text.to_owned()
    } else {
        web::forms::percent_encode(text)
    }
}

#[tokio::test]
async fn methods_that_an_address_does_not_know_are_named_as_such() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    for (method, path) in [
        ("OPTIONS", "/"),
        ("DELETE", "/"),
        ("TRACE", "/verify"),
        ("PROPFIND", "/services/business-licence"),
        ("BREW", "/api/v1/services"),
        ("PATCH", "/api/v1/drafts"),
        ("OPTIONS", "/api/v1/verify"),
    ] {
        let reply = stranger.send(Call::new(method, path)).await.expect(405);
        assert!(reply.header("allow").contains("GET") || reply.header("allow").contains("POST"));
        if path.starts_with("/api/") {
            assert_eq!(reply.json()["type"], "/problems/method-not-allowed");
        } else {
            reply.says("This address does not work that way");
        }
    }
}

#[tokio::test]
async fn head_answers_as_get_does_without_the_body() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    for path in [
        "/",
        "/services/business-licence",
        "/verify",
        "/record",
        "/record/checkpoint",
        "/record/vkey",
    ] {
        let get = stranger.get(path).await.expect(200);
        let head = stranger.send(Call::new("HEAD", path)).await.expect(200);
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"));
    }
    stranger
        .send(Call::new("HEAD", "/cases"))
        .await
        .leads("/sign-in");
    stranger
        .send(Call::new("HEAD", "/nothing"))
        .await
        .expect(404);
}

/// What the house is like inside is for its operator: on this machine, and not through a proxy here.
#[tokio::test]
async fn metrics_are_answered_on_this_machine_only() {
    let front = Front::new(Store::Sqlite).await;
    let mut visitor = front.stranger();
    visitor.address = Some("127.0.0.1:40000".parse().unwrap());
    visitor.get("/metrics").await.expect(200);
    let proxied = Call::new("GET", "/metrics").header("x-forwarded-for", "192.0.2.7");
    visitor.send(proxied).await.expect(404);
    visitor.address = Some("192.0.2.7:40000".parse().unwrap());
    visitor.get("/metrics").await.expect(404);
    visitor.address = None;
    visitor.get("/metrics").await.expect(404);
}
