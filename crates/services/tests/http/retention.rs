//! What will be erased, and holding a case against it: on pages and over the API, in three languages.

use harness::http::{Front, Visitor};
use harness::{simple_pack, stores};
use serde_json::json;

use crate::openapi::Described;

const BASIS: &str = "Archives Act, Article 8";

/// An office that erases after 60 days, with an officer and two supervisors.
async fn front(store: harness::Store) -> Front {
    let front = Front::new(store).await;
    let rules =
        format!("[retention]\nerase_after = \"60 days\"\nbasis = \"{BASIS}\"\n\n[calendar]");
    let edits = [("[calendar]", rules.as_str())];
    front.house.deploy_changed(&simple_pack(), &edits).await;
    for (name, role) in [
        ("Amal Rizk", "officer"),
        ("Sami Atallah", "supervisor"),
        ("Huda Najjar", "supervisor"),
    ] {
        let person = front.house.person(name, Some("office")).await;
        front.house.grant(person, "office", role).await;
    }
    front
}

async fn signed_in<'f>(front: &'f Front, email: &str) -> Visitor<'f> {
    let mut visitor = front.stranger();
    visitor.sign_in(&format!("{email}@example.org")).await;
    visitor.proves_by_passkey().await;
    visitor
}

/// The number of a case that was granted.
async fn granted(front: &Front, salma: &mut Visitor<'_>) -> String {
    let begin = Some(json!({"service": "simple"}));
    let draft = salma.api("POST", "/api/v1/drafts", begin).await;
    let id = draft.expect(201).json()["id"].as_str().unwrap().to_owned();
    let at = format!("/api/v1/drafts/{id}");
    let data = Some(json!({"data": {"subject": "A-1"}}));
    salma.api("PUT", &at, data).await.expect(200);
    let sent = salma
        .api("POST", &format!("{at}/submit"), Some(json!({})))
        .await;
    let number = sent.json()["number"].as_str().unwrap().to_owned();
    let mut amal = signed_in(front, "amal.rizk").await;
    let work = amal.api("GET", "/api/v1/work", None).await.expect(200);
    let job = work.json()["items"][0]["job"].as_u64().unwrap();
    let task = format!("/api/v1/cases/{number}/tasks/{job}");
    let decision = Some(json!({"data": {"grant": true}}));
    amal.api("POST", &task, decision).await.expect(200);
    number
}

#[tokio::test]
async fn a_supervisor_holds_a_case_and_another_releases_it() {
    for store in stores() {
        let front = front(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = granted(&front, &mut salma).await;
        let case = format!("/cases/{number}");
        let at = format!("{case}/hold");
        // Until when, and by which law.
        salma
            .get(&case)
            .await
            .expect(200)
            .says("Kept until")
            .says(BASIS);
        let arabic = salma.get(&format!("{case}?lang=ar")).await.expect(200);
        arabic.says("قانون المحفوظات، المادة 8");
        salma.get(&format!("{case}?lang=en")).await.expect(200);
        let mut sami = signed_in(&front, "sami.atallah").await;
        let mut huda = signed_in(&front, "huda.najjar").await;
        let overview = sami.get("/overview").await.expect(200);
        assert!(overview.links().contains(&"/overview/retention".to_owned()));
        let list = sami.get("/overview/retention").await.expect(200);
        let list = list.says(&number).says("Kept until").says(BASIS);
        assert!(list.links().contains(&at));
        assert!(sami.get(&case).await.expect(200).links().contains(&at));
        let form = sami.get(&at).await.expect(200);
        form.says("Hold this case").says("another one releases it");
        let none = sami.post(&at, &[("reason", " ")]).await;
        none.expect(422).says("Give a reason");
        let reason = [("reason", "Order 12/2026 of the court")];
        sami.post(&at, &reason).await.leads(&at);
        sami.get(&at)
            .await
            .expect(200)
            .says("The case is held.")
            .says("Order 12/2026 of the court")
            .says("You hold this case");
        for (language, words) in [
            ("en", "Held since"),
            ("fr", "Gelées depuis"),
            ("ar", "مجمَّدة منذ"),
        ] {
            let page = salma.get(&format!("{case}?lang={language}")).await;
            page.expect(200)
                .says(words)
                .says("Order 12/2026 of the court");
        }
        salma.get(&format!("{case}?lang=en")).await.expect(200);
        let list = sami.get("/overview/retention").await.expect(200);
        list.says("Held: not erased");
        let sure = [("sure", "yes")];
        let erase = salma.post("/account/erase", &sure).await;
        erase.expect(422).says("held as evidence");
        let over = format!("{at}/release");
        let own = sami.post(&over, &[("reason", "Over")]).await;
        own.expect(403).says("This is not open to you");
        huda.get(&at).await.expect(200).says("Release the case");
        huda.post(&over, &[("reason", "Over")]).await.leads(&at);
        huda.get(&at)
            .await
            .expect(200)
            .says("The case is released.");
        let page = salma.get(&case).await.expect(200);
        page.says("Kept until").says("The case is released");
        assert_eq!(front.house.audit().await.findings, [], "{store:?}");
        salma.post("/account/erase", &sure).await.leads("/");
    }
}

#[tokio::test]
async fn programs_see_hold_and_release_alike() {
    for store in stores() {
        let front = front(store).await;
        let api = Described::new(&front).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = granted(&front, &mut salma).await;
        let at = format!("/api/v1/cases/{number}/hold");
        let template = "/api/v1/cases/{number}/hold";
        let mut sami = signed_in(&front, "sami.atallah").await;
        let mut huda = signed_in(&front, "huda.najjar").await;
        let list = sami.api("GET", "/api/v1/retention", None).await;
        api.holds("get", "/api/v1/retention", &list);
        let item = &list.expect(200).json()["items"][0];
        assert_eq!(
            (&item["number"], &item["held"]),
            (&json!(number), &json!(false))
        );
        assert_eq!(item["basis"], BASIS);
        let wrong = sami.api("GET", "/api/v1/retention?after=x", None).await;
        wrong.expect(400);
        let last = "/api/v1/retention?after=253402207200000000_9";
        let last = sami.api("GET", last, None).await.expect(200).json();
        assert_eq!(last["items"], json!([]));
        let reason = || Some(json!({"reason": "Order 12/2026"}));
        salma.api("POST", &at, reason()).await.expect(403);
        let held = sami.api("POST", &at, reason()).await;
        api.holds("post", template, &held);
        let entry = held.expect(200).json()["entry"].clone();
        huda.api("POST", &at, reason()).await.expect(409);
        let seen = salma.api("GET", &at, None).await;
        api.holds("get", template, &seen);
        let seen = seen.expect(200).json();
        assert_eq!(seen["hold"]["mine"], json!(false));
        assert_eq!(seen["hold"]["reason"], "Order 12/2026");
        assert!(seen["hold"]["entry"].as_u64() >= entry.as_u64());
        assert_eq!(seen["basis"], BASIS);
        let release = format!("{at}/release");
        sami.api("POST", &release, reason()).await.expect(403);
        huda.api("POST", &release, reason()).await.expect(200);
        let seen = salma.api("GET", &at, None).await.expect(200).json();
        assert_eq!(seen["hold"], json!(null));
        front
            .any("city-licensing", "supervisor")
            .await
            .get(&format!("/cases/{number}/hold"))
            .await
            .expect(404);
    }
}
