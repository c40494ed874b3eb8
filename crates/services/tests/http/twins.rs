//! Each page's twin in the API: what can be seen and done there can be seen and done here, and the
//! answers are those that the description promises.

use harness::http::{CITY_LICENSING, Call, Front, Reply, Visitor, copy};
use harness::{Store, stores};
use serde_json::{Value, json};

use crate::journeys::api::{apply, work};
use crate::licence::PDF;
use crate::openapi::Described;

/// Calls the API and holds the answer against the description.
async fn ask(
    api: &Described,
    visitor: &mut Visitor<'_>,
    (method, template): (&str, &str),
    fill: &[(&str, &str)],
    body: Option<Value>,
) -> Reply {
    let mut path = template.to_owned();
    for (name, value) in fill {
        path = path.replace(&format!("{{{name}}}"), value);
    }
    let reply = visitor.api(&method.to_uppercase(), &path, body).await;
    api.holds(method, template, &reply);
    reply
}

#[tokio::test]
async fn what_the_api_answers_is_what_its_description_says() {
    for store in stores() {
        let front = Front::new(store).await;
        let api = Described::new(&front).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        let issued = copy(&mut salma).await;
        work(&front, &number, json!({"complete": "yes"})).await;
        let (officer, job) = front.holder(&number).await.unwrap();
        let mut officer = front.official(&officer).await;
        let mut supervisor = front.any(CITY_LICENSING, "supervisor").await;
        let job = job.to_string();
        let case = [("number", number.as_str()), ("job", job.as_str())];
        let say = Some(json!({"text": "Good morning"}));
        for (who, method, template, body) in [
            ("salma", "get", "/api/v1/session", None),
            ("salma", "get", "/api/v1/services", None),
            ("salma", "get", "/api/v1/cases", None),
            ("salma", "get", "/api/v1/cases/{number}", None),
            ("salma", "get", "/api/v1/cases/{number}/timeline", None),
            ("salma", "post", "/api/v1/cases/{number}/messages", say),
            ("salma", "get", "/api/v1/cases/{number}/tasks/{job}", None),
            ("salma", "get", "/api/v1/drafts", None),
            ("salma", "get", "/api/v1/account", None),
            ("salma", "get", "/api/v1/account/readings", None),
            ("salma", "get", "/api/v1/account/passkeys", None),
            ("salma", "get", "/api/v1/work", None),
            ("salma", "get", "/api/v1/record", None),
            ("officer", "get", "/api/v1/work", None),
            ("officer", "get", "/api/v1/cases/{number}/tasks/{job}", None),
            ("officer", "get", "/api/v1/cases/{number}/replies", None),
            ("officer", "get", "/api/v1/overview", None),
            ("supervisor", "get", "/api/v1/overview", None),
        ] {
            let visitor = match who {
                "salma" => &mut salma,
                "officer" => &mut officer,
                _ => &mut supervisor,
            };
            ask(&api, visitor, (method, template), &case, body).await;
        }
        let service = [("service", "business-licence")];
        let path = ("get", "/api/v1/services/{service}");
        ask(&api, &mut salma, path, &service, None)
            .await
            .expect(200);
        let path = ("get", "/api/v1/services/{service}/process");
        ask(&api, &mut salma, path, &service, None)
            .await
            .expect(200);
        let begin = Some(json!({"service": "business-licence"}));
        let draft = ask(&api, &mut salma, ("post", "/api/v1/drafts"), &[], begin).await;
        let id = draft.expect(201).json()["id"].as_str().unwrap().to_owned();
        let draft = [("draft", id.as_str())];
        let path = "/api/v1/drafts/{draft}";
        ask(&api, &mut salma, ("get", path), &draft, None)
            .await
            .expect(200);
        let data = Some(json!({"data": {"staff": "three"}}));
        ask(&api, &mut salma, ("put", path), &draft, data)
            .await
            .expect(200);
        let submit = ("post", "/api/v1/drafts/{draft}/submit");
        ask(&api, &mut salma, submit, &draft, None)
            .await
            .expect(422);
        ask(&api, &mut salma, ("delete", path), &draft, None)
            .await
            .expect(200);
        ask(&api, &mut salma, ("get", path), &draft, None)
            .await
            .expect(404);
        let case = [("number", issued.as_str())];
        let whole = ask(
            &api,
            &mut salma,
            ("get", "/api/v1/cases/{number}"),
            &case,
            None,
        )
        .await;
        let certificate = whole.json()["certificates"][0].as_str().unwrap().to_owned();
        let certificate = [("number", certificate.as_str())];
        let path = ("get", "/api/v1/certificates/{number}");
        ask(&api, &mut salma, path, &certificate, None)
            .await
            .expect(200);
    }
}

#[tokio::test]
async fn documents_draws_and_certificates_have_their_twins() {
    for store in stores() {
        let front = Front::new(store).await;
        let api = Described::new(&front).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        let whole = salma
            .api("GET", &format!("/api/v1/cases/{number}"), None)
            .await
            .json();
        let href = whole["documents"][0]["href"].as_str().unwrap();
        let file = salma.api("GET", href, None).await.expect(200);
        assert_eq!(file.body, PDF);
        let timeline = format!("/api/v1/cases/{number}/timeline");
        let list = salma.api("GET", &timeline, None).await.json();
        let items = list["items"].as_array().unwrap();
        let drawn = items.iter().find(|i| i["kind"] == "task.assigned").unwrap();
        let seq = drawn["index"].to_string();
        let fill = [("number", number.as_str()), ("seq", seq.as_str())];
        let path = ("get", "/api/v1/cases/{number}/entries/{seq}/draw");
        let draw = ask(&api, &mut salma, path, &fill, None)
            .await
            .expect(200)
            .json();
        assert_eq!(draw["holds"], true);
        assert_eq!(draw["role"], "clerk");
        assert_eq!(draw["draw"]["candidates"].as_array().unwrap().len(), 2);
        let opened = items.last().unwrap()["index"].to_string();
        let fill = [("number", number.as_str()), ("seq", opened.as_str())];
        ask(&api, &mut salma, path, &fill, None).await.expect(404);
        let issued = copy(&mut salma).await;
        let fill = [("number", issued.as_str()), ("n", "1")];
        let path = ("get", "/api/v1/cases/{number}/certificates/{n}");
        let paper = ask(&api, &mut salma, path, &fill, None)
            .await
            .expect(200)
            .json();
        let lines = paper["lines"].as_array().unwrap();
        assert!(lines.iter().any(|l| l["text"] == "Karim Haddad"), "{paper}");
        salma
            .api("GET", paper["receipt"].as_str().unwrap(), None)
            .await
            .expect(200);
        let fill = [("number", issued.as_str()), ("n", "2")];
        ask(&api, &mut salma, path, &fill, None).await.expect(404);
        let mut omar = front.citizen("Omar Khalil").await;
        omar.api("GET", href, None).await.expect(404);
    }
}

#[tokio::test]
async fn a_file_of_a_draft_is_removed_over_the_api() {
    let front = Front::new(Store::Sqlite).await;
    let api = Described::new(&front).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let begin = Some(json!({"service": "business-licence"}));
    let draft = salma.api("POST", "/api/v1/drafts", begin).await.json();
    let id = draft["id"].as_str().unwrap();
    let add = Call::new(
        "POST",
        format!("/api/v1/drafts/{id}/files/lease?name=lease.pdf"),
    )
    .header("authorization", salma.bearer())
    .header("idempotency-key", "add")
    .body("application/pdf", PDF);
    let added = salma.send(add).await.expect(201);
    api.holds("post", "/api/v1/drafts/{draft}/files/{field}", &added);
    let hash = added.json()["files"][0]["hash"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = ("delete", "/api/v1/drafts/{draft}/files/{field}/{hash}");
    for (field, hash, status) in [
        ("id_copy", hash.as_str(), 404),
        ("lease", "00", 404),
        ("lease", hash.as_str(), 200),
        ("lease", hash.as_str(), 404),
    ] {
        let fill = [("draft", id), ("field", field), ("hash", hash)];
        let reply = ask(&api, &mut salma, path, &fill, None)
            .await
            .expect(status);
        if status == 200 {
            assert_eq!(reply.json()["files"], json!([]));
            assert!(reply.json()["data"].get("lease").is_none());
        }
    }
}

#[tokio::test]
async fn an_officials_absences_and_interests_are_declared_over_pages_and_api() {
    for store in stores() {
        let front = Front::new(store).await;
        let api = Described::new(&front).await;
        let mut clerk = front.any(CITY_LICENSING, "clerk").await;
        let absences = "/api/v1/account/absences";
        for (from, until, status) in [
            ("2026-12-01", "2026-12-03", 200),
            ("2026-12-03", "2026-12-01", 422),
            ("tomorrow", "2026-12-03", 422),
            ("2026-02-30", "2026-12-03", 422),
        ] {
            let body = Some(json!({"from": from, "until": until}));
            ask(&api, &mut clerk, ("post", absences), &[], body)
                .await
                .expect(status);
        }
        clerk
            .get("/account/duty")
            .await
            .expect(200)
            .says("End this absence");
        let list = ask(&api, &mut clerk, ("get", absences), &[], None)
            .await
            .json();
        let item = &list["items"][0];
        assert_eq!(
            (item["from"].as_str(), item["until"].as_str()),
            (Some("2026-12-01T00:00:00Z"), Some("2026-12-04T00:00:00Z"),)
        );
        let from = [("from", item["from"].as_str().unwrap())];
        let path = ("delete", "/api/v1/account/absences/{from}");
        ask(&api, &mut clerk, path, &from, None).await.expect(200);
        let list = ask(&api, &mut clerk, ("get", absences), &[], None)
            .await
            .json();
        assert_eq!(list["items"], json!([]));
        let days = |from: &'static str, until: &'static str| {
            [
                ("from-day", from),
                ("from-month", "12"),
                ("from-year", "2026"),
                ("until-day", until),
                ("until-month", "12"),
                ("until-year", "2026"),
            ]
        };
        let page = "/account/duty/absence";
        clerk
            .post(page, &days("5", "4"))
            .await
            .expect(422)
            .says("The last day lies before the first");
        clerk
            .post(page, &days("x", "4"))
            .await
            .expect(422)
            .says("Enter a day, month and year");
        clerk
            .post(page, &days("٥", "٧"))
            .await
            .leads("/account/duty");
        let interests = ("post", "/api/v1/account/interests");
        let empty = Some(json!({"subject": " "}));
        ask(&api, &mut clerk, interests, &[], empty)
            .await
            .expect(422);
        let known = Some(json!({"subject": "2019-04512", "why": "My cousin's shop"}));
        ask(&api, &mut clerk, interests, &[], known)
            .await
            .expect(200);
        let page = "/account/duty/interest";
        clerk
            .post(page, &[("subject", "")])
            .await
            .expect(422)
            .says("Enter a register number");
        clerk
            .post(page, &[("subject", "x@example.org")])
            .await
            .leads("/account/duty");
        // Who has an interest is not drawn.
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        assert_eq!(front.holder(&number).await.unwrap().0.name, "Karim Saleh");
    }
}

#[tokio::test]
async fn ones_data_is_erased_over_pages_and_api_and_the_proofs_stay() {
    for store in stores() {
        let front = Front::new(store).await;
        let api = Described::new(&front).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = copy(&mut salma).await;
        let open = apply(&mut salma).await;
        let erase = ("post", "/api/v1/account/erase");
        let sure = |sure: bool| Some(json!({ "sure": sure }));
        ask(&api, &mut salma, erase, &[], sure(false))
            .await
            .expect(422);
        ask(&api, &mut salma, erase, &[], sure(true))
            .await
            .expect(409);
        salma.get("/account/erase").await.expect(200);
        salma
            .post("/account/erase", &[])
            .await
            .expect(422)
            .says("Tick the box");
        let yes = [("sure", "yes")];
        salma
            .post("/account/erase", &yes)
            .await
            .expect(422)
            .says("a case is still open");
        let withdraw = format!("/api/v1/cases/{open}/actions/withdraw");
        salma
            .api("POST", &withdraw, Some(json!({})))
            .await
            .expect(200);
        salma.get("/account/erase").await.expect(200);
        let gone = salma.post("/account/erase", &yes).await.leads("/");
        salma
            .follow(&gone)
            .await
            .expect(200)
            .says("Your data was erased");
        salma.get("/account").await.expect(303);
        // The address starts anew.
        salma.sign_in("salma.haddad@example.org").await;
        salma.get(&format!("/cases/{number}")).await.expect(404);
        salma
            .get("/cases")
            .await
            .expect(200)
            .says("You have no cases yet");
        let done = ask(&api, &mut salma, erase, &[], sure(true))
            .await
            .expect(200);
        assert!(done.json()["entry"].is_u64());
        salma.api("GET", "/api/v1/account", None).await.expect(401);
        let report = front.house.audit().await;
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        let mut clerk = front.any(CITY_LICENSING, "clerk").await;
        ask(&api, &mut clerk, erase, &[], sure(true))
            .await
            .expect(409);
    }
}

#[tokio::test]
async fn a_search_for_services_finds_the_same_on_the_page_and_over_the_api() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    for (words, found) in [
        ("licence", 1),
        ("ترخيص", 1),
        ("الترخيص", 1),
        ("nothing", 0),
        ("", 2),
    ] {
        let q = web::forms::percent_encode(words);
        let list = stranger
            .get(&format!("/api/v1/services?q={q}"))
            .await
            .expect(200)
            .json();
        assert_eq!(list["items"].as_array().unwrap().len(), found, "{words}");
        let page = stranger.get(&format!("/?q={q}")).await.expect(200);
        let links = page.links();
        let cards = links.iter().filter(|l| l.starts_with("/services/")).count();
        assert_eq!(cards, found, "{words}");
    }
    stranger
        .get("/?q=zzz")
        .await
        .expect(200)
        .says("Nothing found for “zzz”");
}

#[tokio::test]
async fn a_name_is_changed_over_pages_and_api() {
    let front = Front::new(Store::Sqlite).await;
    let api = Described::new(&front).await;
    let mut salma = front.citizen("Salma Haddad").await;
    salma.get("/account").await.expect(200);
    let long = "x".repeat(201);
    for name in [long.as_str(), "two\nlines", "tab\there"] {
        let fields = [("name", name), ("language", "fr")];
        salma
            .post("/account", &fields)
            .await
            .expect(422)
            .says("Use at most 200 characters");
        let body = Some(json!({"name": name, "language": "fr"}));
        let problem = ask(&api, &mut salma, ("put", "/api/v1/account"), &[], body).await;
        assert_eq!(problem.expect(422).json()["errors"][0]["pointer"], "/name");
    }
    let body = Some(json!({"name": "Salma", "language": "fr"}));
    let done = ask(
        &api,
        &mut salma,
        ("put", "/api/v1/account"),
        &[],
        body.clone(),
    )
    .await;
    assert!(done.expect(200).json()["entry"].is_u64());
    // Nothing changes, so nothing is entered.
    let same = ask(&api, &mut salma, ("put", "/api/v1/account"), &[], body).await;
    assert!(same.expect(200).json().get("entry").is_none());
    salma.get("/account").await.expect(200).says("Salma");
    salma
        .post("/account", &[("name", "Salma H."), ("language", "en")])
        .await
        .leads("/account");
    salma
        .get("/account")
        .await
        .expect(200)
        .says("Your data was saved.")
        .says("Salma H.");
}
