//! The drawing of a procedure: where a case is, how often steps are done and how long they wait, and
//! nothing about few cases.

use std::time::Duration;

use harness::http::Front;
use harness::{Store, stores};
use serde_json::{Value, json};

use crate::journeys::api::{apply, work};

/// Over any weekend there is a working day in it.
const WAIT: Duration = Duration::from_secs(4 * 86_400);
const PROCESS: &str = "/api/v1/services/business-licence/process";

/// The classes of an element in a page's drawing.
fn class<'p>(page: &'p str, id: &str) -> &'p str {
    let (before, _) = page
        .split_once(&format!("\" data-element=\"{id}\""))
        .unwrap_or_else(|| panic!("{id} is not drawn"));
    before.rsplit('"').next().unwrap()
}

/// A case that waits four days for the clerk and for nobody else, until the licence is issued.
async fn granted(front: &Front, applicant: &str) {
    let mut salma = front.citizen(applicant).await;
    let number = apply(&mut salma).await;
    front.house.advance(WAIT);
    work(front, &number, json!({"complete": "yes"})).await;
    let grant = json!({"outcome": "grant", "reason": "All conditions are met."});
    work(front, &number, grant).await;
    let paid = json!({"receipt_number": "RC-004217", "paid_on": "2026-11-24"});
    work(front, &number, paid).await;
}

fn node<'b>(body: &'b Value, id: &str) -> &'b Value {
    let nodes = body["nodes"].as_array().unwrap();
    nodes.iter().find(|n| n["id"] == id).unwrap()
}

#[tokio::test]
async fn a_case_is_drawn_where_it_is() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        work(&front, &number, json!({"complete": "yes"})).await;
        let page = salma.get(&format!("/cases/{number}")).await.expect(200);
        let page = page.text();
        for (id, wanted) in [
            ("Acknowledge", "serviceTask done"),
            ("CheckApplication", "userTask done"),
            ("CheckApplication_to_FileComplete", "sequenceFlow taken"),
            ("Decide", "userTask here"),
            ("Examination", "subProcess here"),
            ("IssueLicence", "serviceTask "),
            ("TellRefusal", "serviceTask "),
        ] {
            assert_eq!(class(&page, id), wanted, "{id}");
        }
        let case = format!("/api/v1/cases/{number}");
        let body = salma.api("GET", &case, None).await.expect(200).json();
        assert!(page.contains("href=\"#bpmn-Decide\""), "a link leads there");
        assert_eq!(body["active"], json!(["Decide", "Examination"]));
        let done = body["done"].as_array().unwrap();
        assert!(done.contains(&json!("CheckApplication")), "{done:?}");
        assert!(!done.contains(&json!("Decide")), "{done:?}");
    }
}

#[tokio::test]
async fn the_drawing_speaks_the_readers_language_from_the_readers_side() {
    let front = Front::new(Store::Sqlite).await;
    let mut reader = front.stranger();
    let mut first = Vec::new();
    for (lang, words) in [
        ("en", "Check that the application is complete"),
        ("ar", "هل اكتمل؟"),
        ("fr", "Licence accordée"),
    ] {
        let page = reader
            .get(&format!("/services/business-licence?lang={lang}"))
            .await
            .expect(200);
        let page = page.text();
        assert!(page.contains(&format!("<title>{words}</title>")), "{lang}");
        let (_, start) = page.split_once("data-element=\"Applied\"").unwrap();
        let (_, x) = start.split_once("cx=\"").unwrap();
        first.push(x.split('"').next().unwrap().parse::<f64>().unwrap());
    }
    assert!(first[0] > 0.0 && first[2] > 0.0);
    assert!(
        first[1] < 0.0,
        "an Arabic way begins at the right: {first:?}"
    );
}

#[tokio::test]
async fn steps_are_measured_over_five_cases_and_never_over_fewer() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut reader = front.stranger();
        for n in 1..=5 {
            granted(&front, &format!("Salma {n}")).await;
            let body = reader.api("GET", PROCESS, None).await.expect(200).json();
            assert_eq!(body["cases"], n);
            let check = node(&body, "CheckApplication");
            assert_eq!(check["role"], "clerk");
            if n < 5 {
                assert!(check["passed"].is_null(), "{check}");
                assert!(check["median_wait"].is_null(), "{check}");
            } else {
                assert_eq!(check["passed"], 5);
                assert!(check["median_wait"].as_f64().unwrap() >= 1.0, "{check}");
            }
            assert!(node(&body, "Inspect")["passed"].is_null());
            // What the system does is counted from its entries; nobody waits for it.
            for own in ["AssessRisk", "Acknowledge"] {
                let counted = &node(&body, own)["passed"];
                assert_eq!(
                    *counted,
                    if n < 5 { json!(null) } else { json!(5) },
                    "{own}"
                );
                assert!(node(&body, own)["median_wait"].is_null());
            }
        }
        // One that is open counts nowhere.
        apply(&mut front.citizen("Salma Haddad").await).await;
        let page = reader.get("/services/business-licence").await.expect(200);
        let page = page.text();
        assert_eq!(class(&page, "CheckApplication"), "userTask heat-4");
        assert_eq!(class(&page, "Decide"), "userTask heat-1");
        assert_eq!(class(&page, "Inspect"), "userTask ");
        assert!(page.contains("closed cases of this version of the procedure"));
        assert!(page.contains("Fewer than five cases"));
        assert!(
            page.contains("done \u{2068}5\u{2069} times"),
            "in words too"
        );
        assert_eq!(class(&page, "AssessRisk"), "businessRuleTask ");
    }
}
