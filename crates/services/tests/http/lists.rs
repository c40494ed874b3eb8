//! Every list comes a page at a time, and every item on one page.

use harness::http::{Front, Visitor, copy};
use harness::{Store, stores};
use serde_json::{Value, json};

use crate::journeys::api::apply;
use crate::licence::begin;

/// All items of a list of the API, by pages of `limit`, following `Link`.
async fn all(visitor: &mut Visitor<'_>, path: &str, limit: usize) -> Vec<Value> {
    let (mut items, mut next) = (Vec::new(), format!("{path}?limit={limit}"));
    loop {
        let page = visitor.api("GET", &next, None).await.expect(200);
        let body = page.json();
        let here = body["items"].as_array().unwrap();
        assert!(here.len() <= limit);
        items.extend(here.clone());
        let link = page.header("link");
        assert_eq!(link.is_empty(), body["next"].is_null(), "{path}");
        if link.is_empty() {
            return items;
        }
        assert_eq!(here.len(), limit, "only the last page is not full");
        let (address, _) = link[1..].split_once(">; rel=\"next\"").unwrap();
        next = address.to_owned();
    }
}

#[tokio::test]
async fn the_pages_of_a_list_together_are_the_list() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut numbers = Vec::new();
        for _ in 0..5 {
            numbers.push(copy(&mut salma).await);
        }
        for _ in 0..5 {
            numbers.push(apply(&mut salma).await);
        }
        numbers.reverse();
        for _ in 0..3 {
            begin(&mut salma, "business-licence").await;
        }
        let timeline = format!("/api/v1/cases/{}/timeline", numbers[0]);
        for (path, count) in [
            ("/api/v1/services", 2),
            ("/api/v1/cases", 10),
            ("/api/v1/drafts", 3),
            (timeline.as_str(), 8),
        ] {
            let whole = all(&mut salma, path, 200).await;
            assert_eq!(whole.len(), count, "{path}");
            for limit in [1, 2, 3] {
                assert_eq!(
                    all(&mut salma, path, limit).await,
                    whole,
                    "{path} by {limit}"
                );
            }
        }
        let cases = all(&mut salma, "/api/v1/cases", 3).await;
        let listed: Vec<_> = cases
            .iter()
            .map(|c| c["number"].as_str().unwrap())
            .collect();
        assert_eq!(listed, numbers, "the newest first");
        let mut work = 0;
        for clerk in front.officials.iter().filter(|o| o.role == "clerk") {
            let mut clerk = front.official(clerk).await;
            let whole = all(&mut clerk, "/api/v1/work", 200).await;
            assert_eq!(all(&mut clerk, "/api/v1/work", 1).await, whole);
            work += whole.len();
            for line in whole {
                let number = line["number"].as_str().unwrap();
                clerk.get(&format!("/cases/{number}")).await.expect(200);
            }
        }
        assert_eq!(work, 5);
        let readings = all(&mut salma, "/api/v1/account/readings", 200).await;
        assert_eq!(readings.len(), 5);
        assert_eq!(
            all(&mut salma, "/api/v1/account/readings", 2).await,
            readings
        );
    }
}

#[tokio::test]
async fn the_pages_of_a_list_are_linked() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(copy(&mut salma).await);
    }
    let first = salma.get("/cases?limit=2").await.expect(200);
    assert!(first.words().contains(&numbers[2]) && !first.words().contains(&numbers[0]));
    let links = first.links();
    let next = links.iter().find(|l| l.contains("after=")).unwrap();
    let second = salma.get(next).await.expect(200).says(&numbers[0]);
    assert!(!second.words().contains(&numbers[2]));
    assert!(second.links().contains(&"/cases".to_owned()));
}

#[tokio::test]
async fn a_page_that_cannot_be_asked_for_is_refused_with_words() {
    let front = Front::new(Store::Sqlite).await;
    let mut supervisor = front.any(harness::http::CITY_LICENSING, "supervisor").await;
    let number = apply(&mut front.citizen("Salma Haddad").await).await;
    let timeline = format!("/api/v1/cases/{number}/timeline");
    for path in [
        "/api/v1/services",
        "/api/v1/cases",
        "/api/v1/drafts",
        "/api/v1/work",
        "/api/v1/account/readings",
        timeline.as_str(),
    ] {
        let long = format!("after={}", "x".repeat(201));
        for query in [
            "limit=0",
            "limit=201",
            "limit=-1",
            "limit=x",
            "limit=",
            "limit=5&limit=6",
            "limit=1e2",
            &long,
        ] {
            let problem = supervisor
                .get(&format!("{path}?{query}"))
                .await
                .expect(400)
                .json();
            assert_eq!(problem["type"], "/problems/bad-request");
            let detail = problem["detail"].as_str().unwrap();
            assert!(
                detail.contains("\"limit\" is a number from 1 to"),
                "{detail}"
            );
        }
        // A cursor that was not given out. Services go by name, so any text is one.
        if path != "/api/v1/services" {
            for after in ["zz", "-", "1.5", "99999999999999999999999"] {
                supervisor
                    .get(&format!("{path}?after={after}"))
                    .await
                    .expect(400);
            }
        }
    }
    for page in ["/cases", "/work", "/account/readings"] {
        supervisor
            .get(&format!("{page}?after=zz"))
            .await
            .expect(400);
        supervisor.get(&format!("{page}?limit=0")).await.expect(400);
    }
}

#[tokio::test]
async fn a_work_list_tells_of_ones_own_tasks_only() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma).await;
    let (holder, _) = front.holder(&number).await.unwrap();
    for official in front.officials.iter().filter(|o| o.person != holder.person) {
        let mut visitor = front.official(official).await;
        let list = visitor
            .api("GET", "/api/v1/work", None)
            .await
            .expect(200)
            .json();
        assert_eq!(list["items"], json!([]), "{}", official.name);
    }
}

#[tokio::test]
async fn a_year_of_contracts_that_is_no_number_is_refused_by_the_api_and_forgiven_by_the_page() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    for year in ["x", "9223372036854775808", "20.5"] {
        let query = format!("contracts?year={year}");
        let problem = stranger.get(&format!("/api/v1/{query}")).await.expect(400);
        assert_eq!(problem.json()["type"], "/problems/bad-request");
        stranger.get(&format!("/{query}")).await.expect(200);
    }
    for year in ["", "2026", "-1"] {
        let path = format!("/api/v1/contracts?year={year}");
        stranger.get(&path).await.expect(200);
    }
}
