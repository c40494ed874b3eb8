//! Somebody acts for another, on pages and over the API.

use harness::http::Front;
use harness::{Store, stores};
use serde_json::json;

use crate::journeys::api::apply;

#[tokio::test]
async fn a_neighbour_is_named_agrees_applies_and_is_seen_to_have_read() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        let mut karim = front.citizen("Karim Nassar").await;
        let case = format!("/cases/{number}");
        karim.get(&case).await.expect(404);

        let page = salma.get("/account/mandates").await.expect(200);
        assert!(page.words().contains("Nobody acts for you"));
        let unsaid = [("to", "karim.nassar@example.org"), ("service", "")];
        let unsaid = salma.post("/account/mandates", &unsaid).await.expect(422);
        assert!(unsaid.words().contains("Choose for what they may act"));
        let wrong = [
            ("to", "nobody"),
            ("service", "all"),
            ("until-day", "1"),
            ("until-month", "2"),
            ("until-year", "2027"),
        ];
        let wrong = salma.post("/account/mandates", &wrong).await.expect(422);
        assert!(
            wrong.words().contains("This is no e-mail address"),
            "{}",
            wrong.words()
        );
        let right = [
            ("to", "karim.nassar@example.org"),
            ("service", "all"),
            ("until-day", "1"),
            ("until-month", "2"),
            ("until-year", "2027"),
        ];
        salma.post("/account/mandates", &right).await.expect(303);

        let asked = karim.get("/cases").await.expect(200);
        assert!(asked.words().contains("asks you to act for them"));
        let held = karim
            .api("GET", "/api/v1/account/mandates", None)
            .await
            .expect(200)
            .json();
        let item = &held["items"][0];
        assert_eq!(
            (&item["side"], &item["state"], &item["other"]),
            (&json!("held"), &json!("offered"), &json!("Salma Haddad"))
        );
        let id = item["id"].as_u64().unwrap();
        karim
            .post(&format!("/account/mandates/{id}/accept"), &[])
            .await
            .expect(303);

        let list = karim.get("/cases").await.expect(200);
        assert!(
            list.words().contains("for Salma Haddad"),
            "{}",
            list.words()
        );
        let seen = karim.get(&case).await.expect(200);
        assert!(seen.words().contains("You act for the applicant"));
        karim
            .post(&format!("{case}/messages"), &[("text", "I write for her")])
            .await
            .expect(303);
        let timeline = salma.get(&case).await.expect(200);
        assert!(
            timeline
                .words()
                .contains("By a representative, for the applicant")
        );
        let readings = salma.get("/account/readings").await.expect(200);
        assert!(readings.words().contains("Representative of the applicant"));

        let begin = karim
            .get("/services/certificate-copy/apply")
            .await
            .expect(200);
        assert!(begin.words().contains("For Salma Haddad"));
        let applicant = item["applicant"].as_i64().unwrap();
        let body = json!({"service": "certificate-copy", "applicant": applicant});
        let draft = karim
            .api("POST", "/api/v1/drafts", Some(body))
            .await
            .expect(201)
            .json();
        assert_eq!(
            draft["data"]["email"], "salma.haddad@example.org",
            "known of her, not of him"
        );
        let stranger = json!({"service": "certificate-copy", "applicant": 9999});
        let none = karim.api("POST", "/api/v1/drafts", Some(stranger)).await;
        none.expect(404);

        let given = salma
            .api("GET", "/api/v1/account/mandates", None)
            .await
            .expect(200)
            .json();
        assert_eq!(given["items"][0]["state"], "active");
        salma
            .api("DELETE", &format!("/api/v1/account/mandates/{id}"), None)
            .await
            .expect(200);
        karim.get(&case).await.expect(404);
    }
}

#[tokio::test]
async fn an_offer_is_nobodys_but_whose_it_is() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let offer = json!({"to": "karim.nassar@example.org", "until": "2027-02-01"});
    let made = salma
        .api("POST", "/api/v1/account/mandates", Some(offer))
        .await
        .expect(200)
        .json();
    let id = made["entry"].as_u64().unwrap();
    let mut other = front.citizen("Rana Saad").await;
    let accept = format!("/api/v1/account/mandates/{id}/accept");
    other.api("POST", &accept, None).await.expect(404);
    other
        .api("DELETE", &format!("/api/v1/account/mandates/{id}"), None)
        .await
        .expect(404);
    let far = json!({"to": "karim.nassar@example.org", "until": "2029-02-01"});
    let far = salma
        .api("POST", "/api/v1/account/mandates", Some(far))
        .await
        .expect(422)
        .json();
    assert_eq!(far["errors"][0]["pointer"], "/until");
}
