//! What the public sees: search, a process as a story, profiles; in three languages.

use harness::http::Front;
use harness::{Store, stores};

use crate::scene::{city, investigator, lines, one, short_call, upload};

const HINT: &str = "Flags are hints, not findings of guilt.";

#[tokio::test]
async fn contracts_are_found_by_words_however_they_are_spelled() {
    for store in stores() {
        let front = city(store).await;
        let mut reader = front.stranger();
        let mut found = async |query: &str| {
            let path = format!("/api/v1/contracts?limit=200&{query}");
            let list = reader.api("GET", &path, None).await.expect(200).json();
            list["items"].as_array().unwrap().len()
        };
        let all = found("").await;
        assert_eq!(all, 96);
        let pumps = found("q=PUMP").await;
        assert!(pumps >= 12 && pumps < all, "{pumps}");
        assert_eq!(found("q=pumps").await, pumps, "the plural");
        let medical = found("q=Equipement+medicaux").await;
        assert_eq!(medical, 12, "without accents");
        let schools = found("q=%D9%85%D8%AF%D8%A7%D8%B1%D8%B3").await;
        assert!(schools >= 12, "without the article: {schools}");
        assert_eq!(found("buyer=port").await, 12);
        assert_eq!(found("buyer=pump").await, 0, "a word of another scope");
        assert!(found("supplier=dredging").await > 0);
        let open = found("method=open").await;
        assert!(open > 0 && open < all);
        assert!(found("flag=R003").await > 0);
        assert!(found("year=2024").await < all);
        assert_eq!(found("q=pumps&year=1999").await, 0);
        assert_eq!(found("q=%E2%80%94").await, 0, "no word at all");
        let page = front.stranger().get("/contracts?q=pumps").await.expect(200);
        page.says(HINT).says("Pumps for the northern station");
        front
            .stranger()
            .get("/contracts?q=nowhere")
            .await
            .expect(200)
            .says("No contract was found");
    }
}

#[tokio::test]
async fn a_list_goes_on_page_by_page_and_ends() {
    for store in stores() {
        let front = city(store).await;
        let mut reader = front.stranger();
        let (mut seen, mut path) = (Vec::new(), "/api/v1/contracts?limit=40".to_owned());
        loop {
            let page = reader.api("GET", &path, None).await.expect(200);
            let body = page.json();
            for item in body["items"].as_array().unwrap() {
                seen.push(item["ocid"].as_str().unwrap().to_owned());
            }
            let Some(next) = body["next"].as_str() else {
                break;
            };
            path = format!("/api/v1/contracts?limit=40&after={next}");
        }
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((count, seen.len()), (96, 96), "each once");
        reader.get("/contracts?after=nonsense").await.expect(400);
        reader
            .get("/contracts?limit=10")
            .await
            .expect(200)
            .says("Next");
    }
}

#[tokio::test]
async fn a_process_is_a_story_with_flags_and_their_evidence() {
    for store in stores() {
        let front = one(store).await;
        let page = front
            .stranger()
            .get("/contracts/ocds-x-1")
            .await
            .expect(200);
        let page = page
            .says(HINT)
            .says("A new school")
            .says("From plan to payment");
        let words = page.words();
        for said in [
            "1 March 2025 to 5 March 2025",
            "one bidder",
            "20 March 2025",
            "1 April 2025",
            "500",
            "950.25",
            "The submission period is too short",
            "days = 15",
            "4 days",
            "What else explains it",
            "/tender/tenderPeriod/startDate",
            "Nobody has replied yet",
        ] {
            assert!(words.contains(said), "{said}: {words}");
        }
        let text = page.text();
        assert!(text.contains("<svg class=\"story\""), "a picture");
        assert!(text.contains("<desc id=\"story-desc\">"), "with words");
        assert!(
            !text.contains("+961 1 555 0100"),
            "how to reach people is not repeated"
        );
        let release = front
            .stranger()
            .get("/api/v1/contracts/ocds-x-1/release")
            .await
            .expect(200);
        let body = front
            .stranger()
            .api("GET", "/api/v1/contracts/ocds-x-1", None)
            .await
            .expect(200);
        let body = body.json();
        assert!(
            text.contains(body["release"].as_str().unwrap()),
            "the hash is shown"
        );
        assert_eq!(release.json()["ocid"], "ocds-x-1");
        let sum: f64 = {
            let mut seen = Vec::new();
            let flags = body["flags"].as_array().unwrap().iter();
            flags
                .filter(|f| {
                    let code = f["indicator"].as_str().unwrap().to_owned();
                    let new = !seen.contains(&code);
                    seen.push(code);
                    new
                })
                .map(|f| f["weight"].as_f64().unwrap())
                .sum()
        };
        assert!(
            (body["score"].as_f64().unwrap() - sum).abs() < 1e-9,
            "the score is the sum of its parts"
        );
        front
            .stranger()
            .get("/contracts/ocds-x-404")
            .await
            .expect(404);
        front.stranger().get("/contracts/%00").await.expect(404);
    }
}

#[tokio::test]
async fn pages_speak_the_readers_language() {
    let front = one(Store::Sqlite).await;
    for (language, hint, title) in [
        ("ar", "العلامات قرائن للبحث", "من الخطة إلى الدفع"),
        ("fr", "Les signaux sont des indices", "Du plan au paiement"),
    ] {
        let mut reader = front.stranger();
        for path in [
            "/contracts",
            "/contracts/ocds-x-1",
            "/buyers/B1",
            "/suppliers/S1",
            "/indicators",
            "/reply",
        ] {
            let page = reader
                .get(&format!("{path}?lang={language}"))
                .await
                .expect(200);
            assert!(
                !page.text().contains('⟦'),
                "{path} in {language}: a text is missing"
            );
            let plain: String = page
                .words()
                .chars()
                .filter(|c| !('\u{2066}'..='\u{2069}').contains(c))
                .collect();
            if path != "/reply" {
                assert!(plain.contains(hint), "{path} in {language}: {plain}");
            }
            if path == "/contracts/ocds-x-1" {
                assert!(plain.contains(title), "{plain}");
            }
        }
    }
}

#[tokio::test]
async fn profiles_say_with_whom_how_much_and_what_is_flagged() {
    for store in stores() {
        let front = city(store).await;
        let mut reader = front.stranger();
        let page = reader.get("/buyers/XM-B-02").await.expect(200);
        let page = page
            .says(HINT)
            .says("Al-Madina Water Authority")
            .says("Contracts 12");
        let words = page.words();
        assert!(words.contains("more than any other supplier"), "{words}");
        assert!(words.contains("Most contracts of a year"), "{words}");
        assert!(page.text().contains("<table>"), "a table behind each chart");
        let body = reader
            .api("GET", "/api/v1/buyers/XM-B-02", None)
            .await
            .expect(200)
            .json();
        assert_eq!(body["contracts"], 12);
        let years = body["years"].as_array().unwrap().iter();
        assert_eq!(
            years.map(|y| y["contracts"].as_i64().unwrap()).sum::<i64>(),
            12
        );
        let partner = body["partners"][0]["id"].as_str().unwrap().to_owned();
        let other = reader
            .api("GET", &format!("/api/v1/suppliers/{partner}"), None)
            .await
            .expect(200)
            .json();
        assert!(
            other["partners"]
                .as_array()
                .unwrap()
                .iter()
                .any(|p| p["id"] == "XM-B-02")
        );
        reader
            .get(&format!("/suppliers/{partner}?limit=1"))
            .await
            .expect(200)
            .says("Next");
        reader.get("/suppliers/XM-B-02").await.expect(404);
        reader.get("/buyers/nobody").await.expect(404);
    }
}

#[tokio::test]
async fn coverage_says_which_field_stopped_the_rest() {
    let front = city(Store::Sqlite).await;
    let list = front
        .stranger()
        .api("GET", "/api/v1/indicators", None)
        .await
        .expect(200)
        .json();
    let of = |code: &str| {
        list.as_array()
            .unwrap()
            .iter()
            .find(|i| i["code"] == code)
            .unwrap()
            .clone()
    };
    let computed = of("R003")["computed"].as_i64().unwrap();
    assert!(
        computed > 50 && computed < 96,
        "direct awards have no such period: {computed}"
    );
    assert!(of("R003")["flags"].as_i64().unwrap() > 0);
    let stopped = list
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| i["missing"].as_object().is_some_and(|m| !m.is_empty()));
    assert!(stopped.count() > 5);
    front
        .stranger()
        .get("/indicators")
        .await
        .expect(200)
        .says("Coverage comes before findings")
        .says(HINT);
}

#[tokio::test]
async fn hostile_names_are_only_text() {
    let front = Front::new(Store::Sqlite).await;
    let mut who = investigator(&front).await;
    let mut release = short_call(
        "ocds-x/<b>",
        "<script>alert(1)</script>\u{202e}",
        "2025-07-01T00:00:00Z",
    );
    release["buyer"] = serde_json::json!({"id": "a/b?c#d", "name": "\"><img src=x>"});
    upload(&front, &mut who, "city", &[("x.json", &lines(&[release]))]).await;
    let mut reader = front.stranger();
    let list = reader.get("/contracts").await.expect(200);
    let link = list
        .links()
        .into_iter()
        .find(|l| l.starts_with("/contracts/ocds"))
        .unwrap();
    let page = reader.get(&link).await.expect(200);
    assert!(!page.text().contains("<script>alert"), "escaped");
    assert!(!page.text().contains("<img src=x>"), "escaped");
    let buyer = page
        .links()
        .into_iter()
        .find(|l| l.starts_with("/buyers/"))
        .unwrap();
    reader.get(&buyer).await.expect(200).says("Contracts 1");
}
