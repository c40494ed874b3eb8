//! The same over the API, as a program does it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use harness::http::{Call, Front, Reply, Visitor};
use harness::stores;
use serde_json::{Value, json};

use crate::licence::{FILES, PDF, answers};

/// Signs in over the API: the cookie that comes is the bearer token.
async fn sign_in(front: &Front, visitor: &mut Visitor<'_>, email: &str) {
    visitor
        .api(
            "POST",
            "/api/v1/sign-in/codes",
            Some(json!({"email": email})),
        )
        .await
        .expect(202);
    let code = front.code_for(email).await.unwrap();
    let body = json!({"email": email, "code": code});
    let session = visitor.api("POST", "/api/v1/sign-in", Some(body)).await;
    assert!(session.expect(200).json()["person"].is_i64());
}

async fn attach(visitor: &mut Visitor<'_>, draft: &str, file: (&str, &str, &[u8])) -> Reply {
    let (field, name, bytes) = file;
    let key = visitor.fresh_key();
    let call = Call::new(
        "POST",
        format!("/api/v1/drafts/{draft}/files/{field}?name={name}"),
    )
    .header("authorization", visitor.bearer())
    .header("idempotency-key", key)
    .body("application/octet-stream", bytes);
    visitor.send(call).await
}

/// Applies over the API; gives the case's number.
pub(crate) async fn apply(visitor: &mut Visitor<'_>) -> String {
    let draft = visitor
        .api(
            "POST",
            "/api/v1/drafts",
            Some(json!({"service": "business-licence"})),
        )
        .await
        .expect(201)
        .json();
    let id = draft["id"].as_str().unwrap();
    for file in FILES {
        attach(visitor, id, file).await.expect(201);
    }
    let path = format!("/api/v1/drafts/{id}");
    let state = visitor
        .api("PUT", &path, Some(json!({"data": answers()})))
        .await
        .expect(200)
        .json();
    assert_eq!(state["problems"], json!([]));
    assert_eq!(
        state["data"]["size_class"], "small",
        "computed by the server"
    );
    let sent = visitor.api("POST", &format!("{path}/submit"), None).await;
    let sent = sent.expect(201);
    let number = sent.json()["number"].as_str().unwrap().to_owned();
    assert_eq!(sent.location(), format!("/api/v1/cases/{number}"));
    number
}

/// Whoever has the task does it over the API; says as what.
pub(crate) async fn work(front: &Front, number: &str, data: Value) -> &'static str {
    let (official, _) = front.holder(number).await.expect("somebody has the task");
    let mut visitor = front.official(&official).await;
    let list = visitor.api("GET", "/api/v1/work", None).await.expect(200);
    let list = list.json();
    let line = &list["items"][0];
    assert_eq!(line["number"], number);
    let task = format!("/api/v1/cases/{number}/tasks/{}", line["job"]);
    let shown = visitor.api("GET", &task, None).await.expect(200).json();
    assert!(shown["form"]["pages"].is_array(), "{shown}");
    let done = visitor
        .api("POST", &task, Some(json!({"data": data})))
        .await
        .expect(200);
    assert!(done.json()["entry"].is_u64());
    official.role
}

#[tokio::test]
async fn a_program_applies_follows_and_gets_the_licence() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.stranger();
        sign_in(&front, &mut salma, "salma.haddad@example.org").await;
        let number = apply(&mut salma).await;
        let case = format!("/api/v1/cases/{number}");
        let open = salma.api("GET", &case, None).await.expect(200).json();
        assert_eq!(open["status"], "open");
        assert_eq!(open["open"][0]["element"], "CheckApplication");
        assert_eq!(
            work(&front, &number, json!({"complete": "yes"})).await,
            "clerk"
        );
        let grant = json!({"outcome": "grant", "reason": "All conditions are met."});
        assert_eq!(work(&front, &number, grant).await, "officer");
        let paid = json!({"receipt_number": "RC-004217", "paid_on": "2026-11-24"});
        assert_eq!(work(&front, &number, paid).await, "cashier");
        let closed = salma.api("GET", &case, None).await.expect(200).json();
        assert_eq!(closed["outcome"], "granted");
        let certificate = closed["certificates"][0].as_str().unwrap();
        let holds = front
            .stranger()
            .api("GET", &format!("/api/v1/certificates/{certificate}"), None)
            .await
            .expect(200)
            .json();
        assert_eq!(holds["holds"], true);
        assert_eq!(holds["service"], "business-licence");
        let timeline = salma
            .api("GET", &format!("{case}/timeline"), None)
            .await
            .expect(200)
            .json();
        let first = timeline["items"]
            .as_array()
            .unwrap()
            .last()
            .unwrap()
            .clone();
        assert_eq!(first["kind"], "case.opened");
        let receipt = salma
            .api("GET", first["receipt"].as_str().unwrap(), None)
            .await;
        let checked = front
            .stranger()
            .send(
                Call::new("POST", "/api/v1/verify")
                    .body("application/json", receipt.expect(200).body),
            )
            .await
            .expect(200)
            .json();
        assert_eq!(checked["holds"], true);
        assert_eq!(checked["kind"], "case.opened");
        assert_eq!(checked["case"], number);
    }
}

#[tokio::test]
async fn a_write_that_is_sent_twice_is_done_once() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        let messages = format!("/api/v1/cases/{number}/messages");
        let text = Some(json!({"text": "When will you come?"}));
        let once = salma
            .api_as("m-1", "POST", &messages, text.clone())
            .await
            .expect(200);
        let twice = salma
            .api_as("m-1", "POST", &messages, text.clone())
            .await
            .expect(200);
        assert_eq!(once.json(), twice.json());
        let case = salma
            .api("GET", &format!("/api/v1/cases/{number}"), None)
            .await
            .json();
        assert_eq!(case["messages"].as_array().unwrap().len(), 1);
        salma
            .api_as("m-2", "POST", &messages, text)
            .await
            .expect(200);
        let case = salma
            .api("GET", &format!("/api/v1/cases/{number}"), None)
            .await
            .json();
        assert_eq!(case["messages"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_key_that_was_used_for_something_else_is_refused() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma).await;
    let messages = format!("/api/v1/cases/{number}/messages");
    salma
        .api_as("m-1", "POST", &messages, Some(json!({"text": "One"})))
        .await
        .expect(200);
    // draft-ietf-httpapi-idempotency-key-header, section 2.7: another payload is an error of the client.
    let problem = salma
        .api_as("m-1", "POST", &messages, Some(json!({"text": "Two"})))
        .await
        .expect(422);
    assert!(
        problem.json()["detail"]
            .as_str()
            .unwrap()
            .contains("Idempotency-Key")
    );
    // The key is one person's at one address: elsewhere it is another.
    let draft = json!({"service": "business-licence"});
    salma
        .api_as("m-1", "POST", "/api/v1/drafts", Some(draft.clone()))
        .await
        .expect(201);
    let mut omar = front.citizen("Omar Khalil").await;
    omar.api_as("m-1", "POST", "/api/v1/drafts", Some(draft))
        .await
        .expect(201);
}

#[tokio::test]
async fn a_write_without_a_key_is_told_how() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    for key in [None, Some(""), Some("two words"), Some("\"")] {
        let mut call = Call::new("POST", "/api/v1/drafts")
            .header("authorization", salma.bearer())
            .body("application/json", "{\"service\":\"business-licence\"}");
        if let Some(key) = key {
            call = call.header("idempotency-key", key);
        }
        let problem = salma.send(call).await.expect(400).json();
        assert_eq!(problem["type"], "/problems/bad-request");
        assert!(
            problem["detail"]
                .as_str()
                .unwrap()
                .starts_with("Send an Idempotency-Key")
        );
    }
}

#[tokio::test]
async fn a_task_takes_its_files_over_the_api_too_and_only_the_kinds_that_its_form_takes() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma).await;
    let note = "The lease is cut off: send all of its pages, please.";
    let missing = json!({"complete": "no", "missing": ["lease"], "note": note});
    work(&front, &number, missing).await;
    let case = salma
        .api("GET", &format!("/api/v1/cases/{number}"), None)
        .await
        .json();
    assert_eq!(case["open"][0]["mine"], true);
    let task = format!("/api/v1/cases/{number}/tasks/{}", case["open"][0]["job"]);
    let send = |bytes: &[u8], name: &str| {
        json!({"data": {"answer": "Here it is."},
            "documents": [{"field": "lease", "name": name, "content": STANDARD.encode(bytes)}]})
    };
    let odt =
        b"PK\x03\x04__________________________mimetypeapplication/vnd.oasis.opendocument.text";
    let problem = salma.api("POST", &task, Some(send(odt, "lease.odt"))).await;
    assert_eq!(
        problem.expect(422).json()["errors"][0]["pointer"],
        "/data/lease"
    );
    let problem = salma
        .api("POST", &task, Some(send(b"MZ\x90", "lease.pdf")))
        .await;
    assert_eq!(
        problem.expect(422).json()["errors"][0]["pointer"],
        "/documents/0/content"
    );
    // As large as a file may be.
    let mut large = PDF.to_vec();
    large.resize(10 << 20, b' ');
    salma
        .api("POST", &task, Some(send(&large, "../../etc/lease.exe")))
        .await
        .expect(200);
    let case = salma
        .api("GET", &format!("/api/v1/cases/{number}"), None)
        .await
        .json();
    let documents = case["documents"].as_array().unwrap();
    let last = documents.iter().find(|d| d["size"] == 10 << 20).unwrap();
    assert_eq!(last["name"], "lease.pdf");
    assert_eq!(last["media"], "application/pdf");
}

#[tokio::test]
async fn a_task_is_given_back_and_an_application_withdrawn_over_the_api() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma).await;
    let (clerk, job) = front.holder(&number).await.unwrap();
    let mut visitor = front.official(&clerk).await;
    let decline = format!("/api/v1/cases/{number}/tasks/{job}/decline");
    let problem = visitor
        .api("POST", &decline, Some(json!({"reason": ""})))
        .await;
    assert_eq!(
        problem.expect(422).json()["errors"][0]["pointer"],
        "/reason"
    );
    visitor
        .api(
            "POST",
            &decline,
            Some(json!({"reason": "I know the applicant."})),
        )
        .await
        .expect(200);
    assert_ne!(front.holder(&number).await.unwrap().0.person, clerk.person);
    let withdraw = format!("/api/v1/cases/{number}/actions/withdraw");
    salma
        .api("POST", &withdraw, Some(json!({})))
        .await
        .expect(200);
    let case = salma
        .api("GET", &format!("/api/v1/cases/{number}"), None)
        .await
        .json();
    assert_eq!(case["outcome"], "withdrawn");
    salma
        .api("POST", &withdraw, Some(json!({})))
        .await
        .expect(409);
}
