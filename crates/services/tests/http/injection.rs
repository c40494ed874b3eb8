//! What people type is shown as they typed it, and is never anything else.

use harness::http::{Call, Front, Reply, Visitor, copy};
use harness::{Store, stores};
use serde_json::json;

use crate::licence::{PDF, PNG, begin, fill, number_of, work};

/// Ends an attribute, begins an element, would run.
const NASTY: &str = "\"'><injected onx=1></p><script>alert(1)</script>{{7*7}}&lt;b&gt;";

/// Asserts that nothing typed became a part of the page, and that it is shown where it should be.
#[track_caller]
fn harmless(reply: &Reply, shown: bool) {
    for tag in reply.tags() {
        assert_ne!(tag.name, "injected", "{}", reply.text());
        let script = tag.name == "script" && tag.get("src").is_none();
        assert!(!script, "a script of its own");
        let handler = tag
            .attributes
            .iter()
            .find(|(name, _)| name.starts_with("on"));
        assert_eq!(handler, None, "{tag:?}");
        let style = tag.get("style");
        assert_eq!(style, None, "{tag:?}");
    }
    assert_eq!(reply.words().contains(NASTY), shown, "{}", reply.words());
}

async fn case_pages(visitor: &mut Visitor<'_>, number: &str) {
    let case = format!("/cases/{number}");
    harmless(
        &visitor.get(&format!("{case}?all=1")).await.expect(200),
        true,
    );
    let list = visitor
        .api("GET", &format!("/api/v1{case}/timeline"), None)
        .await;
    for item in list.expect(200).json()["items"].as_array().unwrap() {
        let entry = format!("{case}/entries/{}", item["index"]);
        let page = visitor.get(&entry).await.expect(200);
        let named = page.words().contains("injected");
        // The body is canonical JSON, in which quotes are escaped: it need only be harmless.
        for tag in page.tags() {
            assert_ne!(tag.name, "injected", "{entry} {named}");
        }
    }
}

#[tokio::test]
async fn names_answers_messages_and_reasons_are_words_on_every_page() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        salma.get("/account").await.expect(200);
        salma
            .post("/account", &[("name", NASTY), ("language", "en")])
            .await
            .expect(303);
        harmless(&salma.get("/account").await, true);
        let draft = begin(&mut salma, "business-licence").await;
        let typed = [
            ("business_name", NASTY),
            ("address", NASTY),
            ("applicant_name", NASTY),
        ];
        let last = fill(&mut salma, &draft, &typed).await;
        harmless(&salma.get(&format!("{draft}/pages/business")).await, true);
        harmless(&salma.get(&format!("{draft}/pages/premises")).await, true);
        // And where it does not fit and is shown again.
        let again = [("register_number", NASTY), ("business_name", NASTY)];
        let wrong = salma.post(&format!("{draft}/pages/business"), &again).await;
        harmless(&wrong.expect(422), true);
        let right = [
            ("register_number", "2019-04512"),
            ("business_name", NASTY),
            ("legal_form", "sole_trader"),
        ];
        salma
            .post(&format!("{draft}/pages/business"), &right)
            .await
            .expect(303);
        salma.follow(&last).await.expect(200);
        salma
            .post(&format!("{draft}/pages/declaration"), &[("agree", "true")])
            .await
            .expect(303);
        harmless(
            &salma.get(&format!("{draft}/check")).await.expect(200),
            true,
        );
        let sent = salma.post(&format!("{draft}/submit"), &[]).await;
        let number = number_of(&sent);
        salma
            .post(&format!("/cases/{number}/messages"), &[("text", NASTY)])
            .await
            .expect(303);
        case_pages(&mut salma, &number).await;
        work(&front, &number, &[("complete", "yes")]).await;
        let (officer, job) = front.holder(&number).await.unwrap();
        let mut officer = front.official(&officer).await;
        let task = format!("/cases/{number}/tasks/{job}");
        harmless(&officer.get(&task).await.expect(200), true);
        let decision = [("outcome", "refuse"), ("reason", NASTY)];
        officer.upload(&task, &decision, &[]).await.leads("/work");
        let (second, job) = front.holder(&number).await.unwrap();
        let mut second = front.official(&second).await;
        let decline = format!("/cases/{number}/tasks/{job}/decline");
        second.get(&decline).await.expect(200);
        let long = NASTY.repeat(100);
        let again = second
            .post(&decline, &[("reason", &long)])
            .await
            .expect(422);
        harmless(&again, true);
        second
            .post(&decline, &[("reason", NASTY)])
            .await
            .leads("/work");
        let confirm = [("confirmed", "yes"), ("reason", NASTY)];
        work(&front, &number, &confirm).await;
        case_pages(&mut salma, &number).await;
        harmless(&salma.get("/cases").await.expect(200), true);
        harmless(&salma.get("/account/readings").await.expect(200), true);
    }
}

#[tokio::test]
async fn names_on_a_certificate_and_of_files_are_words() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = copy(&mut salma).await;
    salma
        .get(&format!("/cases/{number}/certificates/1"))
        .await
        .expect(200)
        .says("Karim Haddad");
    let draft = begin(&mut salma, "business-licence").await;
    let here = format!("{draft}/pages/documents");
    // A browser sends a quote in a name as %22, and so it stays.
    let name = "\"onx=1 '&lt;injected.pdf";
    salma
        .upload(&here, &[], &[("lease", name, PDF)])
        .await
        .expect(422);
    let page = salma.get(&here).await.expect(200);
    harmless(&page, false);
    page.says("%22onx=1 '&lt;injected.pdf");
    let refused = salma
        .upload(&here, &[], &[("lease", "<injected onx=1>", b"MZ")])
        .await;
    harmless(&refused.expect(422), false);
    let other = salma.upload(&here, &[], &[("id_copy", "b.png", PNG)]).await;
    harmless(&other, false);
}

#[tokio::test]
async fn what_stands_in_an_address_is_words_on_the_page_that_answers() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let encoded = web::forms::percent_encode(NASTY);
    for (path, status, shown) in [
        (format!("/?q={encoded}"), 200, true),
        (format!("/verify?code={encoded}"), 422, false),
        (format!("/sign-in?next={encoded}"), 200, false),
        (format!("/cases?after={encoded}"), 400, false),
        (format!("/{encoded}"), 404, false),
        (format!("/services/{encoded}"), 404, false),
        (format!("/cases/{encoded}"), 404, false),
        (format!("/certificates/{encoded}"), 404, false),
        ("/?x=\"><injected".replace(['<', '>', '"'], "'"), 200, false),
    ] {
        let reply = salma.get(&path).await.expect(status);
        if shown {
            harmless(&reply, true);
        } else {
            for tag in reply.tags() {
                assert_ne!(tag.name, "injected", "{path}");
            }
        }
    }
}

#[tokio::test]
async fn no_header_can_be_added_through_a_value() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let split = "a%0d%0aSet-Cookie:%20session=planted%0d%0a";
    for path in [
        format!("/cases/{split}"),
        format!("/drafts/{split}"),
        format!("/sign-in?next=/{split}"),
        format!("/?lang={split}"),
        format!("/api/v1/services?after={split}&limit=1"),
        format!("/api/v1/certificates/{split}"),
    ] {
        let reply = salma.get(&path).await;
        for value in reply.headers.values() {
            assert!(
                !value.to_str().unwrap_or_default().contains("planted"),
                "{path}"
            );
        }
    }
    // A name in the header of a download, and an address that a stranger is led back to.
    let stranger = front
        .stranger()
        .get(&format!("/cases/{split}"))
        .await
        .expect(303);
    assert_eq!(stranger.headers.get_all("set-cookie").iter().count(), 0);
    let draft = begin(&mut salma, "business-licence").await;
    let call = Call::new("POST", format!("/api/v1{draft}/files/lease?name={split}"))
        .header("authorization", salma.bearer())
        .header("idempotency-key", "1")
        .body("application/pdf", PDF);
    let files = salma.send(call).await.expect(201).json()["files"].clone();
    assert_eq!(files[0]["name"], "aSet-Cookie_ session=planted.pdf");
}

#[tokio::test]
async fn json_is_never_taken_for_a_page() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let body = json!({"name": NASTY, "language": "en"});
    salma
        .api("PUT", "/api/v1/account", Some(body))
        .await
        .expect(200);
    let account = salma.get("/api/v1/account").await.expect(200);
    assert_eq!(account.header("content-type"), "application/json");
    assert_eq!(account.header("x-content-type-options"), "nosniff");
    assert_eq!(account.json()["name"], NASTY);
}
