//! Investigators: the queue, a dismissal with its reason, the way back.

use harness::http::{CITY_LICENSING, Front};
use harness::{Store, stores};
use serde_json::json;

use crate::imports::audit;
use crate::scene::{city, flag, investigator, one};

const REASON: &str = "The call was urgent: the old school burnt down in February.";

#[tokio::test]
async fn a_dismissal_is_public_leaves_the_score_and_can_be_undone() {
    for store in stores() {
        let front = one(store).await;
        let id = flag(&front, "ocds-x-1", "R003").await;
        let mut who = investigator(&front).await;
        let before = who
            .api("GET", "/api/v1/flags", None)
            .await
            .expect(200)
            .json();
        let standing = before["items"][0]["standing"].as_f64().unwrap();
        who.get("/flags")
            .await
            .expect(200)
            .says("A new school")
            .says("(R003)");
        let page = who.get(&format!("/flags/{id}")).await.expect(200);
        page.says("The submission period is too short")
            .says("Nothing yet.");
        let at = format!("/flags/{id}/dismiss");
        who.post(&at, &[("dismiss-reason", "no")])
            .await
            .expect(422)
            .says("Write between 10 and 2,000 characters");
        who.post(&at, &[("dismiss-reason", REASON)])
            .await
            .expect(303);
        who.get(&format!("/flags/{id}"))
            .await
            .expect(200)
            .says("Dismissed on");
        who.post(&at, &[("dismiss-reason", REASON)])
            .await
            .expect(409);
        let after = who
            .api("GET", "/api/v1/flags", None)
            .await
            .expect(200)
            .json();
        let left = after["items"][0]["standing"].as_f64().unwrap();
        assert!(
            (standing - left - 1.0).abs() < 1e-9,
            "{standing} and {left}"
        );
        let public = front
            .stranger()
            .get("/contracts/ocds-x-1")
            .await
            .expect(200);
        public.says(REASON).says("Dismissed on");
        assert!(front.house.audit().await.holds());
        assert_eq!(audit(&front).await.findings, [""; 0]);
        let back = format!("/flags/{id}/reopen");
        who.post(
            &back,
            &[("reopen-reason", "The fire was in another street.")],
        )
        .await
        .expect(303);
        let again = who
            .api("GET", "/api/v1/flags", None)
            .await
            .expect(200)
            .json();
        assert_eq!(
            again["items"][0]["standing"],
            before["items"][0]["standing"]
        );
        let review = who
            .api("GET", &format!("/api/v1/flags/{id}"), None)
            .await
            .expect(200)
            .json();
        let acts: Vec<_> = review["acts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| a["act"].clone())
            .collect();
        assert_eq!(acts, ["reopened", "dismissed"]);
        assert!(front.house.audit().await.holds());
        assert_eq!(audit(&front).await.findings, [""; 0]);
    }
}

#[tokio::test]
async fn over_the_api_a_dismissal_is_done_once() {
    let front = one(Store::Sqlite).await;
    let id = flag(&front, "ocds-x-1", "R003").await;
    let mut who = investigator(&front).await;
    let path = format!("/api/v1/flags/{id}/dismiss");
    let key = who.fresh_key();
    let body = json!({"reason": REASON});
    let first = who
        .api_as(&key, "POST", &path, Some(body.clone()))
        .await
        .expect(200)
        .json();
    let again = who
        .api_as(&key, "POST", &path, Some(body))
        .await
        .expect(200)
        .json();
    assert_eq!(first, again);
    assert!(first["entry"].is_u64());
    let other = json!({"reason": "Something else altogether."});
    who.api_as(&key, "POST", &path, Some(other))
        .await
        .expect(422);
    let short = json!({"reason": "no"});
    let refused = who.api("POST", &path, Some(short)).await.expect(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/reason");
}

#[tokio::test]
async fn the_queue_is_ranked_and_paged() {
    for store in stores() {
        let front = city(store).await;
        let mut who = investigator(&front).await;
        let (mut seen, mut path) = (Vec::new(), "/api/v1/flags?limit=20".to_owned());
        loop {
            let body = who.api("GET", &path, None).await.expect(200).json();
            for item in body["items"].as_array().unwrap() {
                let sum: f64 = item["parts"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|p| p["weight"].as_f64().unwrap())
                    .sum();
                let standing = item["standing"].as_f64().unwrap();
                assert!((standing - sum).abs() < 1e-9, "{item}");
                seen.push((standing, item["ocid"].as_str().unwrap().to_owned()));
            }
            let Some(next) = body["next"].as_str() else {
                break;
            };
            path = format!("/api/v1/flags?limit=20&after={next}");
        }
        assert!(seen.len() > 40, "{}", seen.len());
        assert!(
            seen.windows(2).all(|w| w[0].0 >= w[1].0),
            "the highest first"
        );
        let mut ids: Vec<_> = seen.iter().map(|s| &s.1).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), seen.len(), "each once");
        who.get("/flags").await.expect(200).says("Score");
        who.get("/flags/organisations").await.expect(200);
        who.api("GET", "/api/v1/flags/organisations", None)
            .await
            .expect(200);
    }
}

#[tokio::test]
async fn a_flag_keeps_its_name_and_its_dismissal_while_its_evidence_stays() {
    let front = one(Store::Sqlite).await;
    let id = flag(&front, "ocds-x-1", "R003").await;
    let mut who = investigator(&front).await;
    who.get(&format!("/flags/{id}")).await.expect(200);
    who.post(
        &format!("/flags/{id}/dismiss"),
        &[("dismiss-reason", REASON)],
    )
    .await
    .expect(303);
    let newer = crate::scene::short_call("ocds-x-1", "A school, renamed", "2025-08-01T00:00:00Z");
    crate::scene::upload(
        &front,
        &mut who,
        "city",
        &[("b.json", &crate::scene::lines(&[newer]))],
    )
    .await;
    assert_eq!(flag(&front, "ocds-x-1", "R003").await, id);
    front
        .stranger()
        .get("/contracts/ocds-x-1")
        .await
        .expect(200)
        .says("A school, renamed")
        .says(REASON);
    assert_eq!(audit(&front).await.findings, [""; 0]);
}

#[tokio::test]
async fn nobody_else_judges_a_flag() {
    let front = one(Store::Sqlite).await;
    let id = flag(&front, "ocds-x-1", "R003").await;
    let acts = ["dismiss", "reopen", "case", "invitations"];
    for act in acts {
        let at = format!("/flags/{id}/{act}");
        let led = front.stranger().post(&at, &[]).await;
        led.leads("/sign-in?next=/confirm/go-on");
        let mut clerk: harness::http::Visitor<'_> = front.any(CITY_LICENSING, "clerk").await;
        clerk.get("/contracts").await.expect(200);
        clerk
            .post(&at, &[("dismiss-reason", REASON)])
            .await
            .expect(403);
        let api = format!("/api/v1/flags/{id}/{act}");
        clerk
            .api("POST", &api, Some(json!({"reason": REASON})))
            .await
            .expect(403);
    }
    let mut who = investigator(&front).await;
    who.get(&format!("/flags/{}", "0".repeat(64)))
        .await
        .expect(404);
    who.get("/flags/xyz").await.expect(404);
    let _: &Front = &front;
}
