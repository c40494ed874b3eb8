//! A service is found by what happened, by words with slips in them, by a check of the rules; the check's
//! answers go along when one applies.

use harness::Store;
use harness::http::Front;
use serde_json::{Value, json};

#[tokio::test]
async fn an_event_of_a_life_leads_to_its_services() {
    let front = Front::new(Store::Sqlite).await;
    let mut reader = front.stranger();
    let home = reader.get("/").await.expect(200);
    assert!(home.links().contains(&"/events/having-a-child".to_owned()));
    assert!(
        !home.links().contains(&"/events/driving".to_owned()),
        "an event without a service is not shown"
    );
    let event = reader.get("/events/having-a-child").await.expect(200);
    assert!(
        event
            .links()
            .contains(&"/services/certificate-copy".to_owned())
    );
    reader.get("/events/driving").await.expect(404);
    reader.get("/events/x").await.expect(404);

    let list = reader.api("GET", "/api/v1/events?limit=3", None).await;
    let list = list.expect(200).json();
    assert_eq!(list["items"][0]["id"], "changing-relationship");
    assert_eq!(list["items"][0]["services"], 1);
    let of = "/api/v1/services?event=having-a-child";
    let of = reader.api("GET", of, None).await.expect(200).json();
    let ids: Vec<&Value> = of["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| &i["id"])
        .collect();
    assert_eq!(ids, ["certificate-copy"]);
}

#[tokio::test]
async fn a_search_with_a_slip_says_what_it_found_and_a_case_number_leads_to_the_case() {
    let front = Front::new(Store::Sqlite).await;
    let mut reader = front.stranger();
    let page = reader.get("/?q=restuarant").await.expect(200);
    assert!(
        page.links()
            .contains(&"/services/business-licence".to_owned())
    );
    let near = reader.get("/?q=cheap+shop+open").await.expect(200);
    assert!(near.words().contains("These are the nearest"));
    let none = reader.get("/?q=helicopter").await.expect(200);
    assert!(none.words().contains("Try another word"));
    // Arabic-Indic digits, as a phone in Arabic types them.
    let number = reader
        .get("/?q=%D9%A2%D9%A6%D9%A0%D9%A0-0000-0182")
        .await
        .expect(200);
    assert!(number.links().contains(&"/cases/2600-0000-0182".to_owned()));
}

#[tokio::test]
async fn the_rules_answer_before_one_applies_and_a_question_that_comes_up_is_no_mistake() {
    let front = Front::new(Store::Sqlite).await;
    let mut reader = front.stranger();
    let here = "/services/business-licence/check";
    assert!(
        reader
            .get("/services/business-licence")
            .await
            .expect(200)
            .links()
            .contains(&here.to_owned()),
        "the service leads there"
    );
    let first = reader.get(here).await.expect(200);
    assert!(first.words().contains("You need not say who you are"));
    let shown = first.field("shown").unwrap();
    assert_eq!(shown, "trade zone floor_area staff");

    let empty = format!("{here}?go=1&shown=trade+zone+floor_area+staff");
    reader.get(&empty).await.expect(422);
    let cafe = "trade=food&zone=mixed&floor_area=%D9%A3%D9%A0&staff=2";
    let more = format!("{here}?go=1&shown=trade+zone+floor_area+staff&{cafe}");
    let more = reader.get(&more).await.expect(200);
    assert!(
        more.words().contains("One more thing"),
        "the kitchen comes up"
    );
    assert_eq!(
        more.field("shown").unwrap(),
        "trade zone floor_area staff kitchen"
    );
    let shown = "trade+zone+floor_area+staff+kitchen";
    let told = format!("{here}?go=1&shown={shown}&{cafe}&kitchen=yes");
    let told = reader.get(&told).await.expect(200);
    let apply =
        "/services/business-licence/apply?floor_area=30&kitchen=yes&staff=2&trade=food&zone=mixed";
    assert!(
        told.links().contains(&apply.to_owned()),
        "{:?}",
        told.links()
    );

    let mut salma = front.citizen("Salma Haddad").await;
    let begin = salma.get(apply).await.expect(200);
    assert!(begin.words().contains("filled in already"));
    let sent = [
        ("trade", "food"),
        ("kitchen", "yes"),
        ("floor_area", "30"),
        ("business_name", "Not asked"),
    ];
    salma
        .post("/services/business-licence/apply", &sent)
        .await
        .expect(303);
    let drafts = salma
        .api("GET", "/api/v1/drafts", None)
        .await
        .expect(200)
        .json();
    let id = drafts["items"][0]["id"].as_str().unwrap().to_owned();
    let draft = salma
        .api("GET", &format!("/api/v1/drafts/{id}"), None)
        .await
        .expect(200)
        .json();
    let data = &draft["data"];
    assert_eq!(
        (&data["trade"], &data["floor_area"], &data["business_name"]),
        (&json!("food"), &json!(30), &Value::Null),
        "{draft}"
    );
}

#[tokio::test]
async fn a_program_asks_the_same_rules() {
    let front = Front::new(Store::Sqlite).await;
    let mut reader = front.stranger();
    let service = reader
        .api("GET", "/api/v1/services/certificate-copy", None)
        .await
        .expect(200)
        .json();
    assert_eq!(
        service["eligibility"],
        json!(["register", "year", "relation", "purpose"])
    );
    let path = "/api/v1/services/certificate-copy/check";
    let own = json!({"answers": {"register": "birth", "year": 1999, "relation": "self", "purpose": "passport"}});
    let told = reader.api("POST", path, Some(own)).await.expect(200).json();
    assert_eq!(
        (&told["eligible"], &told["value"]["route"]),
        (&json!("yes"), &json!("automatic"))
    );
    assert!(!told["sentences"].as_array().unwrap().is_empty());
    let half = json!({"answers": {"register": "birth"}});
    let refused = reader
        .api("POST", path, Some(half))
        .await
        .expect(422)
        .json();
    let pointers: Vec<&Value> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["pointer"])
        .collect();
    assert_eq!(
        pointers,
        ["/answers/year", "/answers/relation", "/answers/purpose"]
    );
    let none = json!({"answers": {}});
    reader
        .api("POST", "/api/v1/services/flag-review/check", Some(none))
        .await
        .expect(404);
}

#[tokio::test]
async fn rules_are_asked_as_often_as_tries_allow_by_whatever_address() {
    let front = Front::new(Store::Sqlite).await;
    let mut reader = front.stranger();
    let page = "/services/business-licence/check";
    for n in 1..=30 {
        let asked = format!("{page}?trade=food&kitchen=yes&floor_area={n}");
        reader.get(&asked).await.expect(200);
    }
    reader
        .get(&format!("{page}?trade=food&kitchen=yes&floor_area=31"))
        .await
        .expect(429);
    reader.get(page).await.expect(200);
}
