//! An official writes from a template: without a script, in the applicant's language, and never with a gap.

use harness::http::{Front, Visitor};
use harness::{Store, stores};
use serde_json::{Value, json};

use crate::journeys::api::apply;

/// The applicant's own name and language from now on.
async fn speaks(visitor: &mut Visitor<'_>, name: &str, language: &str) {
    visitor.get("/account").await.expect(200);
    let sent = [("name", name), ("language", language)];
    visitor.post("/account", &sent).await.expect(303);
}

/// The templates over the API, each with its text or what it lacks.
async fn replies(visitor: &mut Visitor<'_>, number: &str) -> Vec<Value> {
    let path = format!("/api/v1/cases/{number}/replies");
    let all = visitor.api("GET", &path, None).await.expect(200).json();
    all.as_array().unwrap().clone()
}

#[tokio::test]
async fn a_template_is_filled_shown_changed_and_sent_and_its_entry_says_so() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        let (clerk, job) = front.holder(&number).await.unwrap();
        let mut clerk = front.official(&clerk).await;
        let task = format!("/cases/{number}/tasks/{job}");
        let page = clerk.get(&task).await.expect(200);
        page.says("Write from a template")
            .says("We are still working on it");
        let reply = format!("/cases/{number}/reply");
        let filled = clerk
            .get(&format!("{reply}?template=how_to_pay&task={job}"))
            .await
            .expect(200);
        let filled = filled
            .says("How the fee is paid")
            .says("The applicant reads English");
        let all = replies(&mut clerk, &number).await;
        let text = all[1]["text"].as_str().unwrap().to_owned();
        assert!(filled.text().contains(&text), "{text}");
        assert!(text.starts_with("Dear Salma Haddad,"), "{text}");
        assert!(text.contains(&number), "{text}");
        assert!(!text.contains("{$"), "{text}");
        let messages = format!("/cases/{number}/messages");
        let job = job.to_string();
        let sent = [
            ("template", "how_to_pay"),
            ("task", job.as_str()),
            ("text", text.as_str()),
        ];
        clerk
            .post(&messages, &sent)
            .await
            .leads(&format!("{task}#messages"));
        salma
            .get(&format!("/cases/{number}"))
            .await
            .expect(200)
            .says("Dear Salma Haddad,")
            .says("From the template “How the fee is paid”");

        clerk
            .get(&format!("{reply}?template=still_at_work"))
            .await
            .expect(200);
        let changed = [
            ("template", "still_at_work"),
            ("text", "We are at it until Thursday."),
        ];
        clerk
            .post(&messages, &changed)
            .await
            .leads(&format!("/cases/{number}#messages"));
        salma
            .get(&format!("/cases/{number}"))
            .await
            .expect(200)
            .says("From the template “We are still working on it”, changed before it was sent");
        let empty = [("template", "how_to_pay"), ("text", " ")];
        clerk
            .get(&format!("{reply}?template=how_to_pay"))
            .await
            .expect(200);
        clerk
            .post(&messages, &empty)
            .await
            .expect(422)
            .says("How the fee is paid")
            .says("Write something before you send it");
        let report = front.house.audit().await;
        assert_eq!(report.findings, [], "{store:?}");
    }
}

#[tokio::test]
async fn the_message_is_in_the_applicants_language_and_the_official_reads_their_own_beside_it() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma).await;
    speaks(&mut salma, "Salma Haddad", "ar").await;
    let (clerk, _) = front.holder(&number).await.unwrap();
    let mut clerk = front.official(&clerk).await;
    let filled = clerk
        .get(&format!("/cases/{number}/reply?template=still_at_work"))
        .await
        .expect(200);
    let all = replies(&mut clerk, &number).await;
    let text = all[0]["text"].as_str().unwrap();
    assert_eq!(all[0]["language"], "ar");
    assert!(filled.text().contains(text), "{text}");
    assert!(text.starts_with("تحية طيبة"), "{text}");
    filled
        .says("the message goes in Arabic")
        .says("Dear Salma Haddad,");
}

#[tokio::test]
async fn what_is_missing_is_named_and_nothing_with_a_gap_is_sent() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        speaks(&mut salma, "", "en").await;
        let (clerk, _) = front.holder(&number).await.unwrap();
        let mut clerk = front.official(&clerk).await;
        let page = clerk
            .get(&format!("/cases/{number}/reply?template=how_to_pay"))
            .await
            .expect(409);
        page.says("This template cannot be filled in")
            .says("the applicant’s name")
            .says("Write the message yourself");
        let unknown = format!("/cases/{number}/reply?template=bribe");
        clerk.get(&unknown).await.expect(409);
        let api = format!("/api/v1/cases/{number}");
        let all = replies(&mut clerk, &number).await;
        assert_eq!(all[1]["template"], "how_to_pay");
        assert_eq!(all[1]["text"], Value::Null);
        assert_eq!(all[1]["missing"], json!(["applicant"]));
        let messages = format!("{api}/messages");
        let said = json!({"text": "Pay.", "template": "how_to_pay"});
        clerk.api("POST", &messages, Some(said)).await.expect(409);
        let said = json!({"text": "Pay.", "template": "bribe"});
        clerk.api("POST", &messages, Some(said)).await.expect(422);
        let case = clerk.api("GET", &api, None).await.expect(200).json();
        assert_eq!(case["messages"], json!([]));
    }
}

#[tokio::test]
async fn only_officials_of_the_case_write_from_templates() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma).await;
    let page = format!("/cases/{number}/reply?template=how_to_pay");
    salma.get(&page).await.expect(404);
    let case = salma.get(&format!("/cases/{number}")).await.expect(200);
    assert!(!case.text().contains("Write from a template"));
    let api = format!("/api/v1/cases/{number}");
    salma
        .api("GET", &format!("{api}/replies"), None)
        .await
        .expect(404);
    let said = json!({"text": "From the office.", "template": "how_to_pay"});
    salma
        .api("POST", &format!("{api}/messages"), Some(said))
        .await
        .expect(404);
    front
        .citizen("Rania Saleh")
        .await
        .get(&page)
        .await
        .expect(404);
}
