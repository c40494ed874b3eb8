//! The right of reply: invited by hand or by e-mail, written once, published as written.

use harness::{Store, stores};
use serde_json::json;

use crate::imports::audit;
use crate::scene::{flag, investigator, one};

const TEXT: &str =
    "We had the school's plans from the year before.\nThe four days were for the price alone.";

async fn code(front: &harness::http::Front, id: &str, party: &str) -> String {
    let mut who = investigator(front).await;
    let body = json!({"party": party});
    let path = format!("/api/v1/flags/{id}/invitations");
    let told = who.api("POST", &path, Some(body)).await.expect(200).json();
    told["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn who_is_invited_replies_beside_the_flag() {
    for store in stores() {
        let front = one(store).await;
        let id = flag(&front, "ocds-x-1", "R003").await;
        let code = code(&front, &id, "S1").await;
        let public = front
            .stranger()
            .get("/contracts/ocds-x-1")
            .await
            .expect(200);
        public.says("Écoles & Cie has been invited to reply since 24 November 2026");
        let mut supplier = front.stranger();
        supplier
            .get("/reply")
            .await
            .expect(200)
            .says("Code of the invitation");
        supplier
            .get("/reply?code=0000-0000")
            .await
            .expect(422)
            .says("There is no such invitation");
        let page = supplier
            .get(&format!("/reply?code={}", code.to_lowercase()))
            .await
            .expect(200);
        page.says("Reply of Écoles & Cie")
            .says("published exactly as you write it");
        let about = format!("flag:{id}");
        let short = [
            ("code", code.as_str()),
            ("about", about.as_str()),
            ("text", "no"),
        ];
        supplier
            .post("/reply", &short)
            .await
            .expect(422)
            .says("Write between 10 and 4,000");
        let whole = [
            ("code", code.as_str()),
            ("about", about.as_str()),
            ("text", TEXT),
        ];
        supplier
            .post("/reply", &whole)
            .await
            .expect(303)
            .leads("/contracts/ocds-x-1?publisher=city");
        let public = front
            .stranger()
            .get("/contracts/ocds-x-1")
            .await
            .expect(200);
        assert!(
            public.text().contains(&TEXT.replace('\'', "&#39;")) || public.text().contains(TEXT),
            "as written"
        );
        front
            .stranger()
            .get("/suppliers/S1")
            .await
            .expect(200)
            .says("The four days were for the price alone");
        let body = front
            .stranger()
            .api("GET", "/api/v1/contracts/ocds-x-1", None)
            .await
            .expect(200)
            .json();
        assert_eq!(body["replies"][0]["text"], TEXT);
        assert_eq!(body["replies"][0]["flag"], id.as_str());
        assert!(front.house.audit().await.holds());
        assert_eq!(audit(&front).await.findings, [""; 0]);
    }
}

#[tokio::test]
async fn an_invitation_by_email_goes_to_the_published_address_and_holds_sixty_days() {
    let front = one(Store::Sqlite).await;
    let id = flag(&front, "ocds-x-1", "R003").await;
    let mut who = investigator(&front).await;
    who.get(&format!("/flags/{id}"))
        .await
        .expect(200)
        .says("By e-mail to the address");
    let sent = [("party", "B1"), ("way", "email")];
    who.post(&format!("/flags/{id}/invitations"), &sent)
        .await
        .expect(303);
    let found = front.house.casework.read(|link, parts| {
        let row = link.query_opt(
            "select person, sealed from notices order by seq desc limit 1",
            &[],
        )?;
        let row = row.ok_or(casework::Error::NotFound)?;
        let profile = casework::people::profile(link, parts, row.get(0)?)?;
        Ok(profile.email)
    });
    assert_eq!(found.await.unwrap(), "works@city.example");
    let code = code(&front, &id, "S1").await;
    front
        .stranger()
        .get(&format!("/reply?code={code}"))
        .await
        .expect(200);
    front
        .house
        .advance(std::time::Duration::from_secs(61 * 86_400));
    front
        .stranger()
        .get(&format!("/reply?code={code}"))
        .await
        .expect(422);
    assert!(front.house.audit().await.holds());
}

#[tokio::test]
async fn a_code_is_for_its_holders_processes_and_not_without_end() {
    let front = one(Store::Sqlite).await;
    let id = flag(&front, "ocds-x-1", "R003").await;
    let mut who = investigator(&front).await;
    let path = format!("/api/v1/flags/{id}/invitations");
    who.api("POST", &path, Some(json!({"party": "nobody"})))
        .await
        .expect(422);
    let code = code(&front, &id, "S1").await;
    let mut supplier = front.stranger();
    let reply = |ocid: &str| json!({"code": code, "ocid": ocid, "text": TEXT});
    supplier
        .api("POST", "/api/v1/replies", Some(reply("ocds-other")))
        .await
        .expect(422);
    let wrong = json!({"code": "AAAA", "ocid": "ocds-x-1", "text": TEXT});
    supplier
        .api("POST", "/api/v1/replies", Some(wrong))
        .await
        .expect(404);
    let offers = supplier
        .api("GET", &format!("/api/v1/replies/{code}"), None)
        .await
        .expect(200)
        .json();
    assert_eq!(offers["offers"][0]["ocid"], "ocds-x-1");
    for _ in 0..20 {
        supplier
            .api("POST", "/api/v1/replies", Some(reply("ocds-x-1")))
            .await
            .expect(200);
    }
    supplier
        .api("POST", "/api/v1/replies", Some(reply("ocds-x-1")))
        .await
        .expect(409);
}
