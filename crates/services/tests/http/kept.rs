//! What a phone keeps while it is offline: pages of a draft that are sent later, once, and over nobody's head.

use harness::http::{Call, Front, Reply, Visitor};
use harness::{Store, stores};
use serde_json::json;

use crate::licence::begin;

const BUSINESS: [(&str, &str); 3] = [
    ("business_name", "Al-Nour"),
    ("legal_form", "sole_trader"),
    ("register_number", "٢٠١٩-٠٤٥١٢"),
];

/// Sends a page as the phone does: with a key, and with what it saw where that is known.
async fn send(
    visitor: &mut Visitor<'_>,
    draft: &str,
    (page, key): (&str, &str),
    base: Option<&str>,
    fields: &[(&str, &str)],
) -> Reply {
    let session = visitor.api("GET", "/api/v1/session", None).await.json();
    let csrf = session["csrf"].as_str().unwrap().to_owned();
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(fields);
    let mut call = Call::new("POST", format!("/api/v1{draft}/pages/{page}"))
        .from_own_page()
        .header("accept", "application/json")
        .header("idempotency-key", key);
    if let Some(base) = base {
        call = call.header("if-match", format!("\"{base}\""));
    }
    visitor.send(call.multipart(&all, &[])).await
}

async fn saw(visitor: &mut Visitor<'_>, draft: &str, page: &str) -> String {
    let page = visitor.get(&format!("{draft}/pages/{page}")).await;
    page.field("kept-base").unwrap()
}

async fn answers(visitor: &mut Visitor<'_>, draft: &str) -> serde_json::Value {
    let got = visitor.api("GET", &format!("/api/v1{draft}"), None).await;
    got.expect(200).json()["data"].clone()
}

#[tokio::test]
async fn a_page_that_is_sent_twice_is_saved_once() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let draft = begin(&mut salma, "business-licence").await;
        let base = saw(&mut salma, &draft, "business").await;
        let page = ("business", "k-1");
        let first = send(&mut salma, &draft, page, Some(&base), &BUSINESS).await;
        let first = first.expect(200).json();
        assert_eq!(first["problems"], json!([]));
        // Meanwhile the person goes on elsewhere; the late repetition does not take that back.
        let newer = [("business_name", "Al-Nur"), BUSINESS[1], BUSINESS[2]];
        let there = format!("{draft}/pages/business");
        salma.get(&there).await;
        salma.upload(&there, &newer, &[]).await.expect(303);
        let again = send(&mut salma, &draft, page, Some(&base), &BUSINESS).await;
        assert_eq!(again.expect(200).json()["etag"], first["etag"]);
        assert_eq!(answers(&mut salma, &draft).await["business_name"], "Al-Nur");
        send(
            &mut salma,
            &draft,
            page,
            None,
            &[("business_name", "Other")],
        )
        .await
        .expect(422);
    }
}

#[tokio::test]
async fn both_versions_of_a_page_are_shown_in_words_and_nothing_is_saved_by_it() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    send(&mut salma, &draft, ("business", "desk"), None, &BUSINESS)
        .await
        .expect(200);
    let other = [
        ("business_name", "From the phone"),
        ("legal_form", "partnership"),
        BUSINESS[2],
    ];
    let page = ("business/compare", "compare");
    let both = send(&mut salma, &draft, page, None, &other).await;
    let both = both.expect(200).json();
    let saved = saw(&mut salma, &draft, "business").await;
    assert_eq!(both["etag"], saved.as_str());
    let of = |field: &str| {
        let all = both["answers"].as_array().unwrap().iter();
        let mut found = all.filter(|a| a["field"] == field);
        found.next().unwrap().clone()
    };
    let name = of("business_name");
    assert_eq!(name["sent"], "From the phone");
    assert_eq!(name["saved"], "Al-Nour");
    assert_eq!(name["differs"], true);
    assert_eq!(of("legal_form")["sent"], "Partnership");
    assert_eq!(of("register_number")["differs"], false);
    let now = answers(&mut salma, &draft).await;
    assert_eq!(now["business_name"], "Al-Nour");
    // Files are told by their names: those on the phone come to those that are saved.
    let files = [("files.lease", "lease-2.pdf")];
    let page = ("documents/compare", "compare-2");
    let both = send(&mut salma, &draft, page, None, &files).await;
    let both = both.expect(200).json();
    let mut lease = both["answers"].as_array().unwrap().iter();
    let lease = lease.find(|a| a["field"] == "lease").unwrap();
    assert_eq!(
        (&lease["sent"], &lease["saved"]),
        (&json!("lease-2.pdf"), &json!(""))
    );
    let page = ("nowhere/compare", "compare-3");
    send(&mut salma, &draft, page, None, &[]).await.expect(404);
    let mut rania = front.citizen("Rania Saleh").await;
    let page = ("business/compare", "compare-4");
    send(&mut rania, &draft, page, None, &other)
        .await
        .expect(404);
}

#[tokio::test]
async fn a_page_that_was_changed_elsewhere_is_not_overwritten() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let base = saw(&mut salma, &draft, "business").await;
    send(&mut salma, &draft, ("business", "desk"), None, &BUSINESS)
        .await
        .expect(200);
    let other = [("business_name", "From the phone"), BUSINESS[1]];
    let late = send(
        &mut salma,
        &draft,
        ("business", "phone"),
        Some(&base),
        &other,
    )
    .await;
    assert_eq!(late.expect(412).json()["type"], "/problems/draft-changed");
    assert_eq!(
        answers(&mut salma, &draft).await["business_name"],
        "Al-Nour"
    );
    // Another page is another matter; and the same answers are no conflict: the first try had arrived.
    let trade = [("trade", "office")];
    send(&mut salma, &draft, ("trade", "t"), Some(&base), &trade)
        .await
        .expect(412);
    let base_of_trade = saw(&mut salma, &draft, "trade").await;
    send(
        &mut salma,
        &draft,
        ("trade", "u"),
        Some(&base_of_trade),
        &trade,
    )
    .await
    .expect(200);
    send(
        &mut salma,
        &draft,
        ("business", "phone-2"),
        Some(&base),
        &BUSINESS,
    )
    .await
    .expect(200);
    send(
        &mut salma,
        &draft,
        ("business", "phone-3"),
        Some("*"),
        &other,
    )
    .await
    .expect(200);
    assert_eq!(
        answers(&mut salma, &draft).await["business_name"],
        "From the phone"
    );
}

#[tokio::test]
async fn mistakes_come_back_and_are_kept_as_typed() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let wrong = [("business_name", "Al-Nour"), ("register_number", "19-4")];
    let saved = send(&mut salma, &draft, ("business", "k"), None, &wrong).await;
    let problems = saved.expect(200).json()["problems"].clone();
    let pointers = problems.as_array().unwrap().iter();
    let pointers: Vec<_> = pointers.map(|p| p["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/data/legal_form", "/data/register_number"]);
    let to = salma.get(&format!("{draft}?sent=1")).await.expect(303);
    assert_eq!(to.location(), format!("{draft}/pages/business?mistakes=1"));
    let page = salma.get(to.location()).await.expect(200);
    assert_eq!(page.field("register_number").as_deref(), Some("19-4"));
    page.says("Please look at this page again")
        .says("There is a problem");
}

#[tokio::test]
async fn nobody_sends_to_anothers_draft_or_without_a_token() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let mut omar = front.citizen("Omar Khalil").await;
    send(&mut omar, &draft, ("business", "k"), None, &BUSINESS)
        .await
        .expect(404);
    omar.get(&format!("{draft}/offline")).await.expect(404);
    let path = format!("/api/v1{draft}/pages/business");
    let call = Call::new("POST", path.as_str()).header("idempotency-key", "k");
    salma.send(call.multipart(&BUSINESS, &[])).await.expect(403);
    let call = Call::new("POST", path.as_str()).from_own_page();
    let token = salma.api("GET", "/api/v1/session", None).await.json();
    let token = token["csrf"].as_str().unwrap().to_owned();
    salma
        .send(call.multipart(&[("csrf", &token)], &[]))
        .await
        .expect(400);
    send(&mut salma, &draft, ("nothing", "k"), None, &BUSINESS)
        .await
        .expect(404);
    assert!(
        answers(&mut salma, &draft)
            .await
            .get("legal_form")
            .is_none()
    );
}

#[tokio::test]
async fn the_form_for_the_phone_asks_everything_and_tells_no_token() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let form = salma.get(&format!("{draft}/offline")).await.expect(200);
    let text = form.text();
    for field in ["rooms", "pharmacist_number", "kitchen_plan", "agree"] {
        assert!(text.contains(&format!("name=\"{field}\"")), "{field}");
    }
    assert!(text.contains(
        r#"data-when="{&quot;hold&quot;:[[&quot;hotel&quot;]],&quot;of&quot;:[&quot;trade&quot;]}""#
    ));
    assert!(
        !text.contains("name=\"csrf\""),
        "a form token would be kept"
    );
    assert!(!text.contains("data-person"));
    let page = salma.get("/offline").await.expect(200);
    assert!(!page.text().contains("Salma") && !page.text().contains("csrf"));
}

#[tokio::test]
async fn signing_out_clears_what_the_browser_keeps() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    salma.get("/").await;
    let out = salma.post("/sign-out", &[]).await.expect(303);
    assert_eq!(out.header("clear-site-data"), "\"storage\"");
}

#[tokio::test]
async fn who_erases_themselves_leaves_nothing_on_the_phone() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    salma.get("/account/erase").await.expect(200);
    let unsure = salma.post("/account/erase", &[]).await;
    assert!(unsure.headers.get("clear-site-data").is_none(), "not yet");
    let done = salma.post("/account/erase", &[("sure", "yes")]).await;
    assert_eq!(done.expect(303).header("clear-site-data"), "\"storage\"");
    let worker = salma.get("/worker.js").await.expect(200);
    assert!(worker.text().contains("\"/account/erase\""));
}

#[tokio::test]
async fn the_worker_keeps_files_that_are_there_and_is_looked_for_again() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    let worker = stranger.get("/worker.js").await.expect(200);
    assert_eq!(worker.header("cache-control"), "no-cache");
    let text = worker.text();
    assert!(!text.contains("{{"), "every place is filled");
    let files = text.split("const FILES = ").nth(1).unwrap();
    let files = files.split(';').next().unwrap();
    let files: Vec<String> = serde_json::from_str(files).unwrap();
    assert_eq!(files.len(), 5);
    for file in files {
        stranger.get(&file).await.expect(200);
    }
}
