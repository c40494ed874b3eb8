//! Somebody acts for another, on pages and over the API.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use harness::http::{Front, PDF, Visitor};
use harness::{Store, stores};
use serde_json::json;

use crate::journeys::api::{apply, work};

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

/// `visitor` offers `to` a mandate for everything, who agrees; gives its id.
async fn mandate(visitor: &mut Visitor<'_>, to: &mut Visitor<'_>, address: &str) -> u64 {
    let offer = json!({"to": address, "until": "2027-02-01"});
    let path = "/api/v1/account/mandates";
    let made = visitor.api("POST", path, Some(offer)).await.expect(200);
    let id = made.json()["entry"].as_u64().unwrap();
    let accept = format!("{path}/{id}/accept");
    to.api("POST", &accept, None).await.expect(200);
    id
}

#[tokio::test]
async fn a_mandate_for_a_service_that_is_none_is_no_mandate_for_all() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let long = "a".repeat(10_000);
    for service in ["", "no-such-service", &long] {
        let offer = json!({"to": "karim@example.org", "service": service, "until": "2027-02-01"});
        let path = "/api/v1/account/mandates";
        let refused = salma.api("POST", path, Some(offer)).await.expect(422);
        let said = refused.json();
        assert_eq!(said["errors"][0]["pointer"], "/service", "{said}");
        let form = [
            ("to", "karim@example.org"),
            ("service", service),
            ("until-day", "1"),
            ("until-month", "2"),
            ("until-year", "2027"),
        ];
        salma.get("/account/mandates").await.expect(200);
        salma.post("/account/mandates", &form).await.expect(422);
    }
}

#[tokio::test]
async fn with_the_mandate_what_was_begun_by_it_is_out_of_sight_and_can_be_begun_anew() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut karim = front.citizen("Karim Nassar").await;
        let id = mandate(&mut salma, &mut karim, "karim.nassar@example.org").await;
        let held = karim.api("GET", "/api/v1/account/mandates", None).await;
        let applicant = held.json()["items"][0]["applicant"].clone();
        let begin = json!({"service": "certificate-copy", "applicant": applicant});
        let mut all = Vec::new();
        for _ in 0..20 {
            front.house.advance(std::time::Duration::from_secs(2));
            let drafts = "/api/v1/drafts";
            let made = karim.api("POST", drafts, Some(begin.clone())).await;
            let name = made.expect(201).json()["id"].as_str().unwrap().to_owned();
            all.push(format!("/api/v1/drafts/{name}"));
        }
        let list = karim.api("GET", "/api/v1/drafts", None).await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 20);
        let end = format!("/api/v1/account/mandates/{id}");
        salma.api("DELETE", &end, None).await.expect(200);

        let list = karim.api("GET", "/api/v1/drafts", None).await.json();
        assert_eq!(list["items"], json!([]), "{store:?}");
        for draft in &all {
            front.house.advance(std::time::Duration::from_secs(2));
            karim.api("GET", draft, None).await.expect(404);
        }
        let put = json!({"data": {"email": "karim.nassar@example.org"}});
        karim.api("PUT", &all[0], Some(put)).await.expect(404);
        let page = all[0].replace("/api/v1", "");
        karim.get(&format!("{page}/check")).await.expect(404);
        let sent = format!("{}/submit", all[0]);
        karim.api("POST", &sent, None).await.expect(403);
        // They do not stand in the way of his own.
        let own = json!({"service": "certificate-copy"});
        let own = karim.api("POST", "/api/v1/drafts", Some(own)).await;
        own.expect(201);
    }
}

#[tokio::test]
async fn who_erases_themselves_is_in_nobodys_drafts_and_in_no_answer_that_is_kept() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut karim = front.citizen("Karim Nassar").await;
        mandate(&mut salma, &mut karim, "karim.nassar@example.org").await;
        let held = karim.api("GET", "/api/v1/account/mandates", None).await;
        let applicant = held.json()["items"][0]["applicant"].clone();
        let begin = json!({"service": "certificate-copy", "applicant": applicant});
        let made = karim.api("POST", "/api/v1/drafts", Some(begin)).await;
        let name = made.expect(201).json()["id"].as_str().unwrap().to_owned();

        let kept = front.house.casework.read(|link, _| {
            let rows = link.query("select response from idempotency", &[])?;
            let rows = rows.iter().map(|row| row.get::<Vec<u8>>(0));
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        });
        let kept = kept.await.unwrap();
        assert!(!kept.is_empty());
        for answer in kept {
            let text = String::from_utf8_lossy(&answer);
            assert!(!text.contains("salma.haddad"), "{store:?}: {text}");
        }

        salma.get("/account/erase").await.expect(200);
        let sure = salma.post("/account/erase", &[("sure", "yes")]).await;
        sure.expect(303);
        let left = front.house.casework.read(|link, _| {
            let sql = "select (select count(*) from drafts) + (select count(*) from draft_files) \
                       + (select count(*) from draft_principals)";
            Ok(link.query(sql, &[])?[0].get::<i64>(0)?)
        });
        assert_eq!(left.await.unwrap(), 0, "{store:?}");
        let draft = format!("/api/v1/drafts/{name}");
        karim.api("GET", &draft, None).await.expect(404);
        karim.get("/account/mandates").await.expect(200);
        karim.get("/cases").await.expect(200);
    }
}

#[tokio::test]
async fn an_official_who_acted_for_the_applicant_has_no_seat_of_their_own_after_that() {
    let front = Front::new(Store::Sqlite).await;
    let rana = front.officials.iter().find(|o| o.name == "Rana Aoun");
    let rana = rana.unwrap();
    let mut cousin = front.official(rana).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let id = mandate(&mut salma, &mut cousin, &rana.email).await;
    let number = apply(&mut salma).await;
    let (clerk, _) = front.holder(&number).await.unwrap();
    let note = "The lease is cut off: send all of its pages, please.";
    let missing = json!({"complete": "no", "missing": ["lease"], "note": note});
    work(&front, &number, missing).await;
    let case = format!("/api/v1/cases/{number}");

    // Who checked it cannot begin to act for her while it is decided.
    let mut clerks = front.official(&clerk).await;
    let offer = json!({"to": clerk.email, "until": "2027-02-01"});
    let path = "/api/v1/account/mandates";
    let made = salma.api("POST", path, Some(offer)).await.expect(200);
    let late = made.json()["entry"].as_u64().unwrap();
    let late = format!("{path}/{late}/accept");
    clerks.api("POST", &late, None).await.expect(409);

    let open = cousin.api("GET", &case, None).await.expect(200).json();
    let task = format!("{case}/tasks/{}", open["open"][0]["job"]);
    let send = json!({"data": {"answer": "Here it is."},
        "documents": [{"field": "lease", "name": "lease.pdf", "content": STANDARD.encode(PDF)}]});
    cousin.api("POST", &task, Some(send)).await.expect(200);
    let end = format!("{path}/{id}");
    salma.api("DELETE", &end, None).await.expect(200);
    cousin.api("GET", &case, None).await.expect(404);
    cousin.get(&format!("/cases/{number}")).await.expect(404);
}
