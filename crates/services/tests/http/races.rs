//! Two at once: what can be done once is done once.

use harness::http::{CITY_LICENSING, Front, Visitor};
use harness::stores;
use serde_json::json;

use crate::journeys::api::apply;
use crate::licence::{begin, fill, number_of};

/// The same browser in another window.
fn window<'a>(front: &'a Front, of: &Visitor<'_>) -> Visitor<'a> {
    let mut other = front.stranger();
    other.cookies = of.cookies.clone();
    other.token = of.token.clone();
    other
}

#[tokio::test]
async fn an_application_sent_from_two_windows_at_once_is_one_case() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let draft = begin(&mut salma, "business-licence").await;
        let last = fill(&mut salma, &draft, &[]).await;
        salma.follow(&last).await.expect(200);
        let declaration = format!("{draft}/pages/declaration");
        salma
            .post(&declaration, &[("agree", "true")])
            .await
            .expect(303);
        let mut other = window(&front, &salma);
        let submit = format!("{draft}/submit");
        let (one, two) = tokio::join!(salma.post(&submit, &[]), other.post(&submit, &[]));
        assert_eq!(number_of(&one), number_of(&two));
        let list = salma.api("GET", "/api/v1/cases", None).await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_task_decided_in_two_windows_at_once_is_decided_once() {
    for store in stores() {
        let front = Front::new(store).await;
        let number = apply(&mut front.citizen("Salma Haddad").await).await;
        let (clerk, job) = front.holder(&number).await.unwrap();
        let mut one = front.official(&clerk).await;
        let mut two = window(&front, &one);
        let task = format!("/api/v1/cases/{number}/tasks/{job}");
        let yes = Some(json!({"data": {"complete": "yes"}}));
        let note = "The lease is cut off: send all of its pages, please.";
        let no = json!({"data": {"complete": "no", "missing": ["lease"], "note": note}});
        let (first, second) = tokio::join!(
            one.api_as("a", "POST", &task, yes),
            two.api_as("b", "POST", &task, Some(no))
        );
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 200);
        // Found out before the command, or by it.
        assert!([404, 409].contains(&statuses[1]), "{statuses:?}");
        let report = front.house.audit().await;
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

#[tokio::test]
async fn one_code_in_two_browsers_at_once_signs_in_one() {
    for store in stores() {
        let front = Front::new(store).await;
        let email = "salma.haddad@example.org";
        let mut one = front.stranger();
        one.get("/sign-in").await.expect(200);
        one.post("/sign-in", &[("email", email)]).await.expect(303);
        let code = front.code_for(email).await.unwrap();
        let body = Some(json!({"email": email, "code": code}));
        let mut two = front.stranger();
        let mut three = front.stranger();
        let (first, second) = tokio::join!(
            two.api("POST", "/api/v1/sign-in", body.clone()),
            three.api("POST", "/api/v1/sign-in", body)
        );
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422]);
    }
}

#[tokio::test]
async fn one_key_sent_twice_at_once_is_one_message() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        let mut other = window(&front, &salma);
        let messages = format!("/api/v1/cases/{number}/messages");
        let text = Some(json!({"text": "When?"}));
        let (one, two) = tokio::join!(
            salma.api_as("m", "POST", &messages, text.clone()),
            other.api_as("m", "POST", &messages, text)
        );
        assert_eq!(one.expect(200).json(), two.expect(200).json());
        let case = format!("/api/v1/cases/{number}");
        let case = salma.api("GET", &case, None).await.json();
        assert_eq!(case["messages"].as_array().unwrap().len(), 1);
        let mut clerk = front.any(CITY_LICENSING, "clerk").await;
        clerk.get("/work").await.expect(200);
    }
}
