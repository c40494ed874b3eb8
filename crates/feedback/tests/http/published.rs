//! What is published, when, and for whom: the same for everybody.

use harness::http::{CIVIL_REGISTRY, Front};
use harness::{Store, stores};
use serde_json::{Value, json};
use tlog::Receipt;

use crate::scene::{FIVE, answered, figures, next_week};

#[tokio::test]
async fn five_answers_are_published_together_after_their_week() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut karim = front.citizen("Karim Haddad").await;
        front
            .stranger()
            .get("/feedback")
            .await
            .expect(200)
            .says("Nothing is published yet");
        answered(&front, &mut karim, &FIVE[..4]).await;
        assert_eq!(next_week(&front).await, 0);
        assert_eq!(figures(&front).await["all"]["answers"], 0);
        answered(&front, &mut karim, &FIVE[4..]).await;
        // The week is not over.
        assert_eq!(
            feedback::entering::enter(&front.house.casework)
                .await
                .unwrap(),
            0
        );
        assert_eq!(figures(&front).await["all"]["answers"], 0);
        assert_eq!(next_week(&front).await, 1);
        let all = figures(&front).await;
        let tally =
            json!({"answers": 5, "how": [0, 1, 1, 1, 2], "asked": 1, "not_asked": 3, "unsaid": 1});
        assert_eq!(all["all"], tally);
        assert_eq!(all["cells"][0]["service"], "certificate-copy");
        assert_eq!(all["cells"][0]["answers"], 5);
        // A sixth answer changes nothing that anybody sees.
        answered(&front, &mut karim, &[(1, "yes")]).await;
        assert_eq!(next_week(&front).await, 0);
        assert_eq!(figures(&front).await, all);
        let page = front.stranger().get("/feedback").await.expect(200);
        page.says("20 in 100 were asked for something beyond the fee");
        assert!(front.house.audit().await.holds());
    }
}

#[tokio::test]
async fn a_supervisor_sees_what_the_public_sees() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    answered(&front, &mut karim, &FIVE).await;
    next_week(&front).await;
    answered(&front, &mut karim, &FIVE[..3]).await;
    let mut supervisor = front.any(CIVIL_REGISTRY, "supervisor").await;
    let main = |text: String| {
        let from = text.find("<main").unwrap();
        text[from..text.find("</main>").unwrap()].to_owned()
    };
    for path in ["/feedback", "/feedback/certificate-copy/civil-registry"] {
        let theirs = supervisor.get(path).await.expect(200).text();
        let everybodys = front.stranger().get(path).await.expect(200).text();
        assert_eq!(main(theirs), main(everybodys), "{path}");
    }
    // Nor does a case tell its officials that its token was given.
    let id = front.house.casework.read(|link, _| {
        let sql =
            "select count(*) from entries where case_id is not null and kind like 'feedback.%'";
        Ok(link.query(sql, &[])?[0].get::<i64>(0)?)
    });
    assert_eq!(id.await.unwrap(), 0);
}

#[tokio::test]
async fn the_figures_follow_from_the_open_data_and_these_from_the_record() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    answered(&front, &mut karim, &FIVE).await;
    next_week(&front).await;
    answered(&front, &mut karim, &[(1, "yes"); 6]).await;
    next_week(&front).await;
    let mut who = front.stranger();
    let batches = who
        .api("GET", "/api/v1/feedback/batches?limit=1", None)
        .await;
    let first = batches.expect(200).json();
    let next = format!(
        "/api/v1/feedback/batches?limit=1&after={}",
        first["next"].as_str().unwrap()
    );
    let second = who.api("GET", &next, None).await.expect(200).json();
    assert_eq!(second["next"], Value::Null);
    let mut how = [0_u64; 5];
    for batch in [&first["items"][0], &second["items"][0]] {
        for answer in batch["answers"].as_array().unwrap() {
            how[answer["how"].as_u64().unwrap() as usize - 1] += 1;
        }
        // The receipt holds the very answers.
        let receipt = who
            .get(batch["receipt"].as_str().unwrap())
            .await
            .expect(200);
        let receipt = Receipt::decode(receipt.text().as_bytes()).unwrap();
        let body: Value = serde_json::from_slice(&receipt.body).unwrap();
        assert_eq!(body["kind"], "feedback.given");
        assert_eq!(body["data"]["answers"], batch["answers"]);
    }
    assert_eq!(how, [6, 1, 1, 1, 2]);
    assert_eq!(figures(&front).await["all"]["how"], json!(how));
    let csv = who.get("/feedback/answers.csv").await.expect(200).text();
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1].ends_with(",certificate-copy,civil-registry,6,6,0,0,0,0,6,0,0"),
        "{csv}"
    );
    // The key's entry is public as well; no other entry is.
    let keys = who
        .api("GET", "/api/v1/feedback/keys", None)
        .await
        .expect(200)
        .json();
    who.get(keys["items"][0]["receipt"].as_str().unwrap())
        .await
        .expect(200);
    let entry = keys["items"][0]["entry"].as_u64().unwrap();
    for other in [0, entry - 1, entry + 1, 1 << 40] {
        who.get(&format!("/api/v1/feedback/keys/{other}/receipt"))
            .await
            .expect(404);
        who.get(&format!("/api/v1/feedback/batches/{other}/receipt"))
            .await
            .expect(404);
    }
}

#[tokio::test]
async fn pages_of_figures_are_there_in_every_language() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = harness::http::copy(&mut karim).await;
    let paths = [
        "/feedback".to_owned(),
        "/feedback/certificate-copy/civil-registry".into(),
        "/feedback/answer".into(),
        "/feedback/thanks".into(),
        format!("/cases/{number}/feedback"),
    ];
    for full in [false, true] {
        if full {
            answered(&front, &mut karim, &FIVE).await;
            next_week(&front).await;
            karim.cookies.clear();
            karim.language = "en";
            karim.sign_in("karim.haddad@example.org").await;
        }
        for language in ["ar", "en", "fr"] {
            karim.language = language;
            for path in &paths {
                let page = karim.get(path).await.expect(200).text();
                assert!(!page.contains('⟦'), "{language} {path}");
                assert!(page.contains(&format!("lang=\"{language}\"")));
            }
        }
    }
    karim
        .get("/feedback/certificate-copy/nowhere")
        .await
        .expect(404);
}
