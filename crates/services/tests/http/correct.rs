//! An official corrects a slip of the pen: everybody sees what stood there and what was meant.

use harness::Store;
use harness::http::Front;
use serde_json::json;

use crate::journeys::api::{apply, work};

#[tokio::test]
async fn a_corrected_slip_stands_beside_what_was_written_first() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma).await;
    work(&front, &number, json!({"complete": "yes"})).await;
    let (official, job) = front.holder(&number).await.unwrap();
    let mut officer = front.official(&official).await;
    let grant = json!({"outcome": "grant", "reason": "All conditons of Article 12 are met."});
    work(&front, &number, grant).await;
    let case = format!("/cases/{number}");
    let correct = format!("{case}/tasks/{job}/correct");
    let page = officer.get(&case).await.expect(200);
    assert!(page.links().contains(&correct), "{:?}", page.links());
    let form = officer.get(&correct).await.expect(200);
    form.says("Article 17(4)").says("All conditons");
    let same = [
        ("field", "reason"),
        ("value", "All conditons of Article 12 are met."),
        ("reason", "Nothing"),
    ];
    let same = officer.post(&correct, &same).await;
    same.expect(422).says("This is what it says already");
    let outcome = [("field", "outcome"), ("value", "refuse"), ("reason", "No")];
    officer.post(&correct, &outcome).await.expect(403);
    let slip = [
        ("field", "reason"),
        ("value", "All conditions of Article 12 are met."),
        ("reason", "A letter was missing."),
    ];
    officer
        .post(&correct, &slip)
        .await
        .leads(&format!("{case}#corrections"));
    let seen = salma.get(&case).await.expect(200);
    let text = seen.text();
    assert!(text.contains("<del>All conditons of Article 12 are met.</del>"));
    assert!(text.contains("<ins>All conditions of Article 12 are met.</ins>"));
    salma.get(&correct).await.expect(404);
    let api = format!("/api/v1{case}");
    let told = salma.api("GET", &api, None).await.expect(200).json();
    assert_eq!(told["corrections"][0]["field"], "reason");
    assert_eq!(told["correctable"], json!([]), "it is the official's");
    let mine = officer.api("GET", &api, None).await.expect(200).json();
    assert_eq!(mine["correctable"][0]["fields"], json!(["reason"]));
    let again = json!({"field": "reason", "value": "All is met.", "reason": "Shorter"});
    let path = format!("{api}/tasks/{job}/correct");
    officer.api("POST", &path, Some(again)).await.expect(200);
}
