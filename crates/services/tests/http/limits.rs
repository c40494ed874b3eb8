//! How often somebody may ask, by where they come from.

use std::net::SocketAddr;
use std::time::Duration;

use harness::Store;
use harness::http::{Call, Front};

fn address(text: &str) -> Option<SocketAddr> {
    Some(text.parse().unwrap())
}

#[tokio::test]
async fn who_asks_too_often_is_slowed_and_told_when_to_come_back() {
    let front = Front::with(Store::Sqlite, |site| {
        site.limits.burst = 10;
        site.limits.per_second = 0.5;
    })
    .await;
    let mut visitor = front.stranger();
    visitor.address = address("192.0.2.1:4000");
    for _ in 0..10 {
        visitor.get("/verify").await.expect(200);
    }
    let refused = visitor.get("/verify").await.expect(429);
    assert_eq!(refused.header("retry-after"), "2");
    refused
        .says("Too many requests")
        .says("Your answers are still in the form");
    let problem = visitor.get("/api/v1/services").await.expect(429);
    assert_eq!(problem.json()["type"], "/problems/too-many-requests");
    // Another port is the same client, another address is not; what the client says of itself is nothing.
    visitor.address = address("192.0.2.1:4001");
    let call = Call::new("GET", "/verify").header("x-forwarded-for", "203.0.113.7");
    visitor.send(call).await.expect(429);
    visitor.address = address("192.0.2.2:4000");
    visitor.get("/verify").await.expect(200);
    visitor.address = address("192.0.2.1:4000");
    front.house.advance(Duration::from_secs(2));
    visitor.get("/verify").await.expect(200);
    visitor.get("/verify").await.expect(429);
}

#[tokio::test]
async fn writes_have_a_limit_of_their_own() {
    let front = Front::new(Store::Sqlite).await;
    let mut visitor = front.stranger();
    visitor.address = address("[2001:db8::1]:4000");
    visitor.get("/sign-in").await.expect(200);
    for n in 0..30 {
        let email = format!("somebody-{n}@example.org");
        visitor
            .post("/sign-in", &[("email", &email)])
            .await
            .expect(303);
    }
    // The whole subnet is one household (RFC 6177).
    visitor.address = address("[2001:db8::2]:4000");
    let refused = visitor
        .post("/sign-in", &[("email", "one-more@example.org")])
        .await
        .expect(429);
    assert_eq!(refused.header("retry-after"), "1");
    assert!(front.code_for("one-more@example.org").await.is_none());
    visitor.get("/sign-in").await.expect(200);
}

#[tokio::test]
async fn behind_a_proxy_of_ours_the_client_is_whom_the_proxy_saw() {
    let front = Front::with(Store::Sqlite, |site| {
        site.proxies = 1;
        site.limits.burst = 3;
        site.limits.per_second = 0.001;
    })
    .await;
    let mut visitor = front.stranger();
    visitor.address = address("10.0.0.1:4000");
    for (n, status) in [(0, 200), (1, 200), (2, 200), (3, 429)] {
        // The client writes what it likes; the proxy adds what it saw at the end.
        let forwarded = format!("198.51.100.{n}, 203.0.113.7");
        let call = Call::new("GET", "/verify").header("x-forwarded-for", forwarded);
        visitor.send(call).await.expect(status);
    }
    let other = Call::new("GET", "/verify").header("x-forwarded-for", "203.0.113.8");
    visitor.send(other).await.expect(200);
}

#[tokio::test]
async fn codes_go_to_one_address_no_more_than_twice_a_minute() {
    let front = Front::new(Store::Sqlite).await;
    let mut visitor = front.stranger();
    let email = "salma.haddad@example.org";
    let mut codes = Vec::new();
    for _ in 0..6 {
        visitor.get("/sign-in").await.expect(200);
        visitor
            .post("/sign-in", &[("email", email)])
            .await
            .expect(303);
        codes.push(front.code_for(email).await.unwrap());
        front.house.advance(Duration::from_secs(10));
    }
    codes.dedup();
    assert_eq!(codes.len(), 2);
}
