//! Signing in: codes, sessions, and where one is led afterwards.

use std::time::Duration;

use harness::http::{Call, Front, Visitor};
use harness::{Store, stores};
use serde_json::json;

const EMAIL: &str = "salma.haddad@example.org";
const WRONG: &str = "This code is not right, or it is too old.";

/// Asks for a code, and gives it.
async fn ask(front: &Front, visitor: &mut Visitor<'_>, email: &str) -> String {
    visitor.get("/sign-in").await.expect(200);
    visitor
        .post("/sign-in", &[("email", email)])
        .await
        .leads("/sign-in/code");
    visitor.get("/sign-in/code").await.expect(200).says(email);
    front.code_for(email).await.unwrap()
}

fn another(code: &str) -> String {
    let other = (code.parse::<u32>().unwrap() + 1) % 100_000_000;
    format!("{other:08}")
}

#[tokio::test]
async fn a_code_signs_in_once() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.stranger();
        let code = ask(&front, &mut salma, EMAIL).await;
        salma
            .post("/sign-in/code", &[("code", &code)])
            .await
            .leads("/");
        salma.get("/account").await.expect(200).says(EMAIL);
        // A second browser that has seen the code comes too late.
        let mut thief = front.stranger();
        thief.get("/sign-in").await.expect(200);
        front.house.advance(Duration::from_secs(60));
        let used = json!({"email": EMAIL, "code": code});
        thief
            .api("POST", "/api/v1/sign-in", Some(used))
            .await
            .expect(422);
        thief.get("/account").await.expect(303);
    }
}

#[tokio::test]
async fn a_wrong_code_is_told_and_the_right_one_still_works() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.stranger();
    let code = ask(&front, &mut salma, EMAIL).await;
    for wrong in ["", "12", "abcdefgh", &another(&code)] {
        salma
            .post("/sign-in/code", &[("code", wrong)])
            .await
            .expect(422)
            .says(WRONG);
    }
    // As it is typed on an Arabic keyboard, in groups.
    let arabic: String = code
        .chars()
        .map(|c| char::from_u32('٠' as u32 + c.to_digit(10).unwrap()).unwrap())
        .collect();
    let typed = format!("{} {}", &arabic[..8], &arabic[8..]);
    salma
        .post("/sign-in/code", &[("code", &typed)])
        .await
        .leads("/");
}

#[tokio::test]
async fn a_code_ends_after_ten_minutes() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.stranger();
        let code = ask(&front, &mut salma, EMAIL).await;
        front.house.advance(Duration::from_secs(600));
        salma
            .post("/sign-in/code", &[("code", &code)])
            .await
            .expect(422)
            .says(WRONG);
    }
}

#[tokio::test]
async fn a_code_is_one_addresss_and_no_other() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.stranger();
    let code = ask(&front, &mut salma, EMAIL).await;
    let mut omar = front.stranger();
    let own = ask(&front, &mut omar, "omar@example.org").await;
    assert_ne!(code, own);
    omar.post("/sign-in/code", &[("code", &code)])
        .await
        .expect(422);
    let body = json!({"email": "omar@example.org", "code": code});
    omar.api("POST", "/api/v1/sign-in", Some(body))
        .await
        .expect(422);
}

#[tokio::test]
async fn after_five_wrong_codes_the_right_one_works_no_more_and_the_record_says_so() {
    for store in stores() {
        let front = Front::new(store).await;
        let person = front.house.person("Salma Haddad", None).await;
        let mut guesser = front.stranger();
        let code = ask(&front, &mut guesser, EMAIL).await;
        for _ in 0..5 {
            guesser
                .post("/sign-in/code", &[("code", &another(&code))])
                .await
                .expect(422);
        }
        guesser
            .post("/sign-in/code", &[("code", &code)])
            .await
            .expect(422)
            .says(WRONG);
        assert_eq!(refused(&front).await, [person.0]);
        // Another code too soon is none: the old one would be guessed at for ever.
        guesser
            .post("/sign-in", &[("email", EMAIL)])
            .await
            .expect(303);
        assert_eq!(front.code_for(EMAIL).await.unwrap(), code);
        // Guessing on is one more entry in a quarter of an hour, not one a guess.
        for _ in 0..3 {
            front.house.advance(Duration::from_secs(31));
            let code = ask(&front, &mut guesser, EMAIL).await;
            for _ in 0..6 {
                guesser
                    .post("/sign-in/code", &[("code", &another(&code))])
                    .await
                    .expect(422);
            }
        }
        assert_eq!(refused(&front).await, [person.0]);
        front.house.advance(Duration::from_secs(15 * 60));
        let code = ask(&front, &mut guesser, EMAIL).await;
        for _ in 0..5 {
            let body = json!({"email": EMAIL, "code": another(&code)});
            guesser
                .api("POST", "/api/v1/sign-in", Some(body))
                .await
                .expect(422);
        }
        assert_eq!(refused(&front).await, [person.0, person.0]);
        let report = front.house.audit().await;
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

#[tokio::test]
async fn guessing_at_an_address_that_nobody_has_is_no_entry() {
    let front = Front::new(Store::Sqlite).await;
    let mut guesser = front.stranger();
    let code = ask(&front, &mut guesser, "nobody@example.org").await;
    for _ in 0..6 {
        guesser
            .post("/sign-in/code", &[("code", &another(&code))])
            .await
            .expect(422);
    }
    assert!(refused(&front).await.is_empty());
}

/// Whose codes were guessed at, from the record.
async fn refused(front: &Front) -> Vec<i64> {
    let found = front.house.casework.read(|link, parts| {
        let sql = "select seq from entries where kind = 'session.refused' order by seq";
        let mut people = Vec::new();
        for row in link.query(sql, &[])? {
            let entry = casework::record::open_entry(link, parts, row.get(0)?)?.entry;
            let fact = serde_json::to_value(&entry.fact).unwrap();
            people.push(fact["data"]["person"].as_i64().unwrap());
        }
        Ok(people)
    });
    found.await.unwrap()
}

#[tokio::test]
async fn whether_an_address_is_known_is_told_to_nobody() {
    let front = Front::new(Store::Sqlite).await;
    front.house.person("Salma Haddad", None).await;
    let mut answers = Vec::new();
    for email in [EMAIL, "nobody@example.org"] {
        let mut visitor = front.stranger();
        visitor.get("/sign-in").await.expect(200);
        let sent = visitor.post("/sign-in", &[("email", email)]).await;
        let page = visitor.follow(&sent).await.expect(200);
        let wrong = visitor.post("/sign-in/code", &[("code", "1")]).await;
        let all = [page.words(), wrong.expect(422).words()];
        answers.push(all.map(|words| words.replace(email, "…")));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn what_is_no_address_is_refused_with_words() {
    let front = Front::new(Store::Sqlite).await;
    let mut visitor = front.stranger();
    visitor.get("/sign-in").await.expect(200);
    let long = format!("{}@example.org", "x".repeat(250));
    for bad in [
        "",
        "salma",
        "@example.org",
        "salma@",
        "a b@example.org",
        "a@b@c,d@example.org",
        "salma@example.org\r\nBcc: everybody@example.org",
        "<salma@example.org>",
        &long,
    ] {
        visitor
            .post("/sign-in", &[("email", bad)])
            .await
            .expect(422)
            .says("Enter an e-mail address, like name@example.org");
        let problem = visitor
            .api("POST", "/api/v1/sign-in/codes", Some(json!({"email": bad})))
            .await
            .expect(422);
        assert_eq!(problem.json()["errors"][0]["pointer"], "/email", "{bad}");
    }
}

#[tokio::test]
async fn signing_in_gives_the_session_a_new_id_and_the_old_one_is_dead() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.stranger();
        let code = ask(&front, &mut salma, EMAIL).await;
        // What an attacker had planted, or read, before.
        let planted = salma.cookies["session"].clone();
        let token = salma.token.clone();
        salma
            .post("/sign-in/code", &[("code", &code)])
            .await
            .expect(303);
        assert_ne!(salma.cookies["session"], planted);
        salma.get("/account").await.expect(200);
        assert_ne!(salma.token, token);
        let mut attacker = front.stranger();
        attacker.cookies.insert("session".into(), planted);
        attacker.get("/account").await.expect(303);
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_everywhere_that_it_was_copied_to() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let copied = salma.cookies["session"].clone();
        salma.get("/account").await.expect(200);
        salma.post("/sign-out", &[]).await.leads("/");
        assert!(!salma.cookies.contains_key("session"));
        let mut thief = front.stranger();
        thief.cookies.insert("session".into(), copied);
        thief.get("/account").await.expect(303);
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_after_half_a_day() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        front.house.advance(Duration::from_secs(3 * 3600 + 3000));
        salma.get("/account").await.expect(200);
        front.house.advance(Duration::from_secs(4 * 3600 + 1));
        salma.get("/account").await.expect(303);
        let mut salma = front.stranger();
        salma.sign_in(EMAIL).await;
        for _ in 0..3 {
            front.house.advance(Duration::from_secs(3 * 3600 + 1800));
            salma.get("/account").await.expect(200);
        }
        front.house.advance(Duration::from_secs(3 * 3600));
        salma.get("/account").await.expect(303);
    }
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_signing_in() {
    let front = Front::new(Store::Sqlite).await;
    for (next, to) in [
        ("/cases?after=3", "/cases?after=3"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/cases\r\nSet-Cookie: session=planted", "/"),
        ("\\\\evil.example", "/"),
    ] {
        let mut visitor = front.stranger();
        let email = "next@example.org";
        front.house.advance(Duration::from_secs(60));
        let asked = format!("/sign-in?next={}", web::forms::percent_encode(next));
        let page = visitor.get(&asked).await.expect(200);
        let carried = page.field("next").unwrap();
        visitor
            .post("/sign-in", &[("email", email), ("next", &carried)])
            .await
            .leads("/sign-in/code");
        let code = front.code_for(email).await.unwrap();
        visitor
            .post("/sign-in/code", &[("code", &code)])
            .await
            .leads(to);
    }
}

#[tokio::test]
async fn no_link_of_a_page_leads_to_a_site_that_its_address_named() {
    let front = Front::new(Store::Sqlite).await;
    for path in [
        "//evil.example/%2e%2e",
        "//evil.example/",
        "/\\evil.example/",
    ] {
        let page = front.stranger().get(path).await.expect(404);
        for link in page.links() {
            let mut start = link.chars();
            let off_site = start.next() == Some('/') && matches!(start.next(), Some('/' | '\\'));
            assert!(!off_site, "{path} shows a link to {link}");
        }
    }
}

#[tokio::test]
async fn a_session_cookie_is_kept_from_scripts_and_other_sites() {
    let front = Front::with(Store::Sqlite, |site| {
        site.origin = "https://diwan.example".into();
        site.hsts = true;
    })
    .await;
    let page = front.stranger().get("/sign-in").await.expect(200);
    let cookie = page.header("set-cookie");
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Domain"));
    assert!(
        page.header("strict-transport-security")
            .starts_with("max-age=")
    );
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    // A page without a form begins no session.
    let home = front.stranger().get("/services/business-licence").await;
    assert_eq!(home.expect(200).header("set-cookie"), "");
}

#[tokio::test]
async fn a_cookie_that_is_none_is_nobody() {
    let front = Front::new(Store::Sqlite).await;
    for cookie in ["", "x", &"A".repeat(43), &"A".repeat(10_000), "../../etc"] {
        let call = Call::new("GET", "/cases").header("cookie", format!("session={cookie}"));
        front.stranger().send(call).await.expect(303);
    }
}

#[tokio::test]
async fn who_loses_a_role_cannot_go_on_with_it() {
    let front = Front::new(Store::Sqlite).await;
    let official = front
        .officials
        .iter()
        .find(|o| o.role == "supervisor")
        .unwrap();
    let mut supervisor = front.official(official).await;
    supervisor.get("/overview").await.expect(200);
    let role = casework::people::Role {
        person: official.person,
        agency: official.agency.into(),
        role: official.role.into(),
    };
    front
        .house
        .casework
        .write(move |tx| casework::people::revoke(tx, casework::Actor::Operator, &role))
        .await
        .unwrap();
    supervisor.get("/overview").await.expect(403);
    supervisor
        .api("GET", "/api/v1/overview", None)
        .await
        .expect(403);
}
