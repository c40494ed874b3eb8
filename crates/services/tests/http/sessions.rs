//! Where somebody is signed in: seen, ended, told of.

use std::time::Duration;

use harness::http::{Call, Front, Visitor};
use harness::{Store, stores};
use serde_json::json;

use crate::authenticator::Authenticator;

const EMAIL: &str = "salma.haddad@example.org";
const FIREFOX: &str = "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0";

/// Signs in by a code with a browser that says its name, as one does who waited for another code.
async fn sign_in_with(front: &Front, visitor: &mut Visitor<'_>, agent: &str) {
    front.house.advance(Duration::from_secs(60));
    visitor.get("/sign-in").await.expect(200);
    visitor.post("/sign-in", &[("email", EMAIL)]).await;
    visitor.get("/sign-in/code").await.expect(200);
    let code = front.code_for(EMAIL).await.unwrap();
    let token = visitor.token.clone();
    let call = Call::new("POST", "/sign-in/code")
        .from_own_page()
        .header("user-agent", agent)
        .form(&[("csrf", &token), ("code", &code)]);
    visitor.send(call).await.expect(303);
}

async fn all(visitor: &mut Visitor<'_>) -> Vec<serde_json::Value> {
    let list = visitor.api("GET", "/api/v1/account/sessions", None).await;
    list.expect(200).json()["items"].as_array().unwrap().clone()
}

/// The notices that wait for an address, by their subjects.
async fn subjects(front: &Front) -> Vec<String> {
    let read = front.house.casework.read(|link, parts| {
        let rows = link.query(
            "select person, sealed from notices where case_id is null order by seq",
            &[],
        )?;
        let mut all = Vec::new();
        for row in rows {
            let key = casework::record::KeyId::Person(row.get(0)?);
            let sealed: Vec<u8> = row.get(1)?;
            let plain = parts.keys.get(link, key)?.open("notice", &sealed)?;
            let notice: serde_json::Value = serde_json::from_slice(&plain).unwrap();
            all.push(format!(
                "{} / {}",
                notice["subject"].as_str().unwrap(),
                notice["body"].as_str().unwrap()
            ));
        }
        Ok(all)
    });
    read.await.unwrap()
}

#[tokio::test]
async fn one_sees_each_device_and_ends_it_at_once() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut phone = front.stranger();
        sign_in_with(&front, &mut phone, FIREFOX).await;
        let page = salma.get("/account/sessions").await.expect(200);
        let page = page
            .says("Firefox on Android")
            .says("Another browser on another device");
        let words = page.words();
        assert!(words.contains("not used for 4 hours") && words.contains("12 hours after"));
        let list = all(&mut salma).await;
        assert_eq!(list.len(), 2);
        let other = list.iter().find(|s| s["this"] == false).unwrap();
        assert_eq!(other["browser"], "firefox");
        assert_eq!(other["proofs"][0]["method"], "email-code");
        let id = other["id"].as_str().unwrap().to_owned();
        phone.get("/account").await.expect(200);
        salma
            .post("/account/sessions/end", &[("id", &id)])
            .await
            .leads("/account/sessions");
        phone.get("/account").await.expect(303);
        salma
            .get("/account/sessions")
            .await
            .expect(200)
            .says("The session was ended.");
        salma
            .post("/account/sessions/end", &[("id", &id)])
            .await
            .expect(404);
        // Nobody ends another's.
        let mut omar = front.citizen("Omar Khalil").await;
        let own = all(&mut salma).await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/account/sessions/{own}");
        omar.api("DELETE", &path, None).await.expect(404);
        salma.api("DELETE", &path, None).await.expect(200);
        salma.get("/account").await.expect(303);
    }
}

#[tokio::test]
async fn all_others_end_and_the_own_one_goes_on() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut others = [front.stranger(), front.stranger()];
        for other in &mut others {
            sign_in_with(&front, other, FIREFOX).await;
        }
        salma.get("/account/sessions").await.expect(200);
        salma
            .post("/account/sessions/end-others", &[])
            .await
            .leads("/account/sessions");
        salma
            .get("/account/sessions")
            .await
            .expect(200)
            .says("2 sessions were ended.");
        for other in &mut others {
            other.get("/account").await.expect(303);
        }
        let ended = salma.api("DELETE", "/api/v1/account/sessions", None).await;
        assert_eq!(ended.expect(200).json(), json!({"ended": 0}));
    }
}

#[tokio::test]
async fn a_session_that_was_ended_is_not_written_back_by_a_request_under_way() {
    use services::StoredSessions;
    use web::session::{SessionStore as _, TokenHash};
    for store in stores() {
        let front = Front::new(store).await;
        let salma = front.citizen("Salma Haddad").await;
        let sessions = StoredSessions::new(front.house.casework.clone());
        let token = TokenHash::of(&salma.cookies["session"]);
        // The request has read its session; then it is ended; then the request writes.
        let read = sessions.load(token).await.unwrap().unwrap();
        sessions.remove(token).await.unwrap();
        let next = TokenHash([9; 32]);
        assert!(!sessions.update(token, token, read.clone()).await.unwrap());
        assert!(!sessions.update(token, next, read).await.unwrap());
        assert_eq!(sessions.load(token).await.unwrap(), None, "{store:?}");
        assert_eq!(sessions.load(next).await.unwrap(), None, "{store:?}");
    }
}

#[tokio::test]
async fn one_is_told_of_a_new_device_and_not_of_a_known_one() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        assert_eq!(subjects(&front).await.len(), 0, "the first one");
        sign_in_with(&front, &mut salma, FIREFOX).await;
        assert_eq!(subjects(&front).await.len(), 0, "the same browser again");
        let mut thief = front.stranger();
        sign_in_with(&front, &mut thief, FIREFOX).await;
        let told = subjects(&front).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("A new device signed in to your account"));
        assert!(told[0].contains("Firefox") && told[0].contains("Android"));
        assert!(told[0].contains("http://localhost:8080/account/sessions"));
    }
}

#[tokio::test]
async fn a_passkey_is_told_of_and_takes_its_sessions_with_it() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut key = Authenticator::added(&mut salma, 7).await;
        let mut lost = front.stranger();
        key.sign_in(&mut lost).await.expect(200);
        let list = all(&mut lost).await;
        let own = list.iter().find(|s| s["this"] == true).unwrap();
        assert_eq!(own["proofs"][0]["level"], "substantial");
        let mut phone = front.stranger();
        sign_in_with(&front, &mut phone, FIREFOX).await;
        salma.get("/account").await.expect(200);
        key.confirm(&mut salma, "/account").await.expect(200);
        let id = key.id();
        let path = format!("/api/v1/account/passkeys/{id}");
        salma.api("DELETE", &path, None).await.expect(200);
        lost.get("/account").await.expect(303);
        phone.get("/account").await.expect(200);
        salma.get("/account").await.expect(200);
        let told = subjects(&front).await;
        let about = |s: &str| told.iter().filter(|t| t.starts_with(s)).count();
        assert_eq!(about("A passkey was added to your account"), 1, "{told:?}");
        assert_eq!(about("A passkey was removed from your account"), 1);
        // What the removed key had proved counts no longer.
        let list = all(&mut salma).await;
        let own = list.iter().find(|s| s["this"] == true).unwrap();
        assert_eq!(own["proofs"].as_array().unwrap().len(), 1);
        assert_eq!(own["proofs"][0]["level"], "low");
    }
}

#[tokio::test]
async fn who_is_erased_leaves_no_browser_behind() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    salma.get("/account/erase").await.expect(200);
    salma
        .post("/account/erase", &[("sure", "yes")])
        .await
        .leads("/");
    let left = front.house.casework.read(|link, _| {
        let sql = "select count(*) from known_browsers k join people p on p.id = k.person \
                   where p.agency is null";
        Ok(link.query(sql, &[])?[0].get::<i64>(0)?)
    });
    assert_eq!(left.await.unwrap(), 0);
}

#[tokio::test]
async fn who_lost_every_passkey_is_let_in_again_by_the_operator() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let key = Authenticator::added(&mut salma, 7).await;
        let session = salma.api("GET", "/api/v1/session", None).await.json();
        let person = casework::PersonId(session["person"].as_i64().unwrap());
        // Removing it needs it.
        let path = format!("/api/v1/account/passkeys/{}", key.id());
        salma.api("DELETE", &path, None).await.expect(401);
        let forget =
            move |tx: &mut casework::record::Tx<'_>| casework::people::forget_passkeys(tx, person);
        let casework = &front.house.casework;
        assert_eq!(casework.write(forget).await.unwrap(), 1);
        assert!(matches!(
            casework.write(forget).await,
            Err(casework::Error::NotFound)
        ));
        salma.get("/account").await.expect(303);
        front.house.advance(Duration::from_secs(60));
        salma.sign_in(EMAIL).await;
        Authenticator::added(&mut salma, 8).await;
        assert_eq!(front.house.audit().await.findings, [], "{store:?}");
    }
}
