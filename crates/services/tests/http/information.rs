//! An official asks the applicant for something: over the pages without JavaScript, and over the API.

use harness::http::Front;
use harness::stores;
use serde_json::json;

use crate::journeys::api::{apply, work};
use crate::licence::PDF;

#[tokio::test]
async fn the_applicant_sees_what_is_asked_and_that_time_stands_still_and_answers_with_a_file() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        work(&front, &number, json!({"complete": "yes"})).await;
        let (official, job) = front.holder(&number).await.unwrap();
        let mut officer = front.official(&official).await;
        let task = format!("/cases/{number}/tasks/{job}");
        let question = format!("{task}/question");
        officer
            .get(&task)
            .await
            .expect(200)
            .says("Ask the applicant for something");
        let form = officer.get(&question).await.expect(200);
        form.says("Article 17(3)").says("2 more questions");
        let empty = officer.post(&question, &[("text", " ")]).await;
        empty.expect(422).says("Write something before you send it");
        let asked = [
            ("text", "On which floor is the shop?"),
            ("documents", "Plan of the floor"),
        ];
        officer.post(&question, &asked).await.leads("/work");
        officer
            .get("/work")
            .await
            .expect(200)
            .says("Waits for the applicant");
        officer
            .get(&task)
            .await
            .expect(200)
            .says("Waits for the applicant’s answer")
            .says("Plan of the floor");
        let decided = officer.post(&task, &[("outcome", "grant")]).await;
        decided.expect(409);
        salma
            .get(&format!("/cases/{number}"))
            .await
            .expect(200)
            .says("The office asks you for something")
            .says("On which floor is the shop?")
            .says("The office’s time stands still until you answer.")
            .says("Article 17(3)");
        let answer = format!("{question}/answer");
        officer.get(&answer).await.expect(404);
        salma
            .get(&answer)
            .await
            .expect(200)
            .says("Plan of the floor");
        let nothing = salma.upload(&answer, &[("text", "")], &[]).await;
        nothing
            .expect(422)
            .says("Write something before you send it");
        let bad: &[(&str, &str, &[u8])] = &[("information", "plan.exe", b"MZ")];
        let bad = salma.upload(&answer, &[("text", "Here")], bad).await;
        bad.expect(422).says("not of a kind that we accept");
        let files: &[(&str, &str, &[u8])] = &[("information", "plan.pdf", PDF)];
        salma
            .upload(&answer, &[("text", "The second.")], files)
            .await
            .leads(&format!("/cases/{number}"));
        officer
            .get(&task)
            .await
            .expect(200)
            .says("The second.")
            .says("plan.pdf")
            .says("Decide");
        salma.get(&answer).await.expect(409);
        let report = front.house.audit().await;
        assert_eq!(report.findings, [], "{store:?}");
    }
}

#[tokio::test]
async fn the_api_asks_answers_and_takes_back() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma).await;
    work(&front, &number, json!({"complete": "yes"})).await;
    let (official, job) = front.holder(&number).await.unwrap();
    let mut officer = front.official(&official).await;
    let task = format!("/api/v1/cases/{number}/tasks/{job}");
    let question = format!("{task}/question");
    let before = officer.api("GET", &task, None).await.expect(200).json();
    assert_eq!(before["questions_left"], 2);
    let silent = officer
        .api("POST", &question, Some(json!({"text": ""})))
        .await;
    assert_eq!(
        silent.expect(422).json()["errors"][0]["pointer"],
        "/text",
        "the field is named"
    );
    let ask = json!({"text": "On which floor?", "documents": ["Plan"]});
    officer
        .api("POST", &question, Some(ask.clone()))
        .await
        .expect(200);
    officer
        .api("POST", &question, Some(ask.clone()))
        .await
        .expect(409);
    let waits = officer.api("GET", &task, None).await.expect(200).json();
    assert!(waits["due"].is_null() && waits["waits_until"].is_string());
    let answer = Some(json!({"text": "The second."}));
    let theirs = officer
        .api("POST", &format!("{question}/answer"), answer.clone())
        .await;
    theirs.expect(403);
    salma
        .api("POST", &format!("{question}/answer"), answer)
        .await
        .expect(200);
    let after = officer.api("GET", &task, None).await.expect(200).json();
    assert_eq!(
        (&after["due"], &after["questions_left"]),
        (&before["due"], &json!(1))
    );
    officer.api("POST", &question, Some(ask)).await.expect(200);
    let reason = Some(json!({"reason": "Found it"}));
    officer
        .api("POST", &format!("{question}/withdraw"), reason)
        .await
        .expect(200);
    let case = salma
        .api("GET", &format!("/api/v1/cases/{number}"), None)
        .await
        .expect(200)
        .json();
    let states: Vec<_> = case["questions"].as_array().unwrap().iter().collect();
    assert_eq!(states[0]["state"], "given");
    assert_eq!(states[0]["answer"], "The second.");
    assert_eq!(states[1]["state"], "withdrawn");
}
