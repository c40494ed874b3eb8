//! A case from a flag: a case like any other, examined by somebody else.

use harness::http::INTEGRITY_OFFICE;
use harness::{Store, stores};
use serde_json::json;

use crate::scene::{flag, investigator, one};

const QUESTION: &str = "Why was the call open for four days only?";

#[tokio::test]
async fn a_case_is_opened_from_a_flag_and_drawn_to_another_investigator() {
    for store in stores() {
        let front = one(store).await;
        let id = flag(&front, "ocds-x-1", "R003").await;
        let mut who = investigator(&front).await;
        who.get(&format!("/flags/{id}")).await.expect(200);
        let sent = who
            .post(&format!("/flags/{id}/case"), &[("case-reason", QUESTION)])
            .await;
        let at = sent.expect(303).location().to_owned();
        let number = at.rsplit('/').next().unwrap().to_owned();
        who.get(&at)
            .await
            .expect(200)
            .says("Review of a red flag")
            .says("ocds-x-1");
        let (holder, job) = front.holder(&number).await.unwrap();
        assert_eq!(
            (holder.agency, holder.role),
            (INTEGRITY_OFFICE, "investigator")
        );
        assert_ne!(holder.name, "Joumana Saad", "not who opened it");
        who.get(&format!("/flags/{id}"))
            .await
            .expect(200)
            .says("A case from this flag is open")
            .says(&number);
        let again = json!({"reason": QUESTION});
        who.api("POST", &format!("/api/v1/flags/{id}/case"), Some(again))
            .await
            .expect(409);
        let public = front
            .stranger()
            .get("/contracts/ocds-x-1")
            .await
            .expect(200);
        assert!(
            !public.words().contains(&number),
            "the public does not see it"
        );
        let mut examiner = front.official(&holder).await;
        let data = json!({"data": {"finding": "explained", "reason": "The papers show an emergency that was declared."}});
        let path = format!("/api/v1/cases/{number}/tasks/{job}");
        examiner.api("POST", &path, Some(data)).await.expect(200);
        who.get(&at).await.expect(200).says("Explained");
        // It has ended: another may be opened.
        let more = json!({"reason": QUESTION});
        who.api("POST", &format!("/api/v1/flags/{id}/case"), Some(more))
            .await
            .expect(200);
        let report = front.house.audit().await;
        assert!(report.holds(), "{:?}", report.findings);
        assert!(report.draws >= 2);
    }
}

#[tokio::test]
async fn the_review_of_flags_is_no_service_to_the_public() {
    let front = one(Store::Sqlite).await;
    let mut citizen = front.citizen("Salma Haddad").await;
    let home = citizen.get("/").await.expect(200);
    assert!(!home.words().contains("Review of a red flag"));
    citizen.get("/services/flag-review").await.expect(404);
    citizen.get("/services/flag-review/apply").await.expect(404);
    citizen
        .post("/services/flag-review/apply", &[])
        .await
        .expect(404);
    let body = json!({"service": "flag-review"});
    citizen
        .api("POST", "/api/v1/drafts", Some(body))
        .await
        .expect(404);
}
