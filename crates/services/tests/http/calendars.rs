//! Hijri days beside Gregorian ones, for who wants them, and typed in either calendar.

use harness::Store;
use harness::http::Front;
use serde_json::json;

/// What stands behind a Hijri year in the languages.
const ERA: [(&str, &str); 3] = [("en", " AH)"), ("ar", "هـ)"), ("fr", "1448")];

#[tokio::test]
async fn who_wants_hijri_days_sees_them_beside_and_may_type_them() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let plain = salma.get("/account/mandates").await.expect(200);
    assert!(
        !plain.text().contains("until-calendar"),
        "only for who wants it"
    );
    let chosen = [("name", "Salma"), ("language", "en"), ("calendar", "both")];
    salma
        .get("/account")
        .await
        .expect(200)
        .says("Gregorian only");
    salma.post("/account", &chosen).await.expect(303);
    for (language, era) in ERA {
        let page = salma
            .get(&format!("/account?lang={language}"))
            .await
            .expect(200);
        assert!(page.text().contains(era), "{language}: {}", page.text());
    }
    let page = salma.get("/account/mandates?lang=en").await.expect(200);
    assert!(page.text().contains("name=\"until-calendar\""));
    let typed = [
        ("to", "karim@example.org"),
        ("service", "all"),
        ("until-day", "30"),
        ("until-month", "9"),
        ("until-year", "1446"),
        ("until-calendar", "hijri"),
    ];
    let refused = salma
        .post("/account/mandates", &typed)
        .await
        .expect(422)
        .says("This Hijri month has");
    assert!(
        refused.text().contains("value=\"hijri\" selected"),
        "as it was typed"
    );
    let again = salma.api("GET", "/api/v1/account", None).await.expect(200);
    assert_eq!(again.json()["hijri"], json!(true));
    let body = json!({"name": "Salma", "language": "en", "hijri": false});
    salma
        .api("PUT", "/api/v1/account", Some(body))
        .await
        .expect(200);
    let again = salma.api("GET", "/api/v1/account", None).await.expect(200);
    assert_eq!(again.json()["hijri"], json!(false));
    let wrong = [
        ("name", "Salma"),
        ("language", "en"),
        ("calendar", "julian"),
    ];
    salma
        .post("/account", &wrong)
        .await
        .expect(422)
        .says("Choose how dates are shown");
}
