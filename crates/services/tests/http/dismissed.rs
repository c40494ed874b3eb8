//! Who no longer holds a role has nothing of it: not the task, not the case, not the page.

use casework::people::{Role, revoke};
use casework::{Actor, scheduler};
use harness::http::{Front, Official};
use harness::{Store, stores};
use serde_json::json;

use crate::journeys::api::apply;
use crate::licence::work;

async fn dismiss(front: &Front, official: &Official) {
    let role = Role {
        person: official.person,
        agency: official.agency.into(),
        role: official.role.into(),
    };
    let write = front
        .house
        .casework
        .write(move |tx| revoke(tx, Actor::Operator, &role));
    write.await.unwrap();
}

#[tokio::test]
async fn a_dismissed_official_decides_nothing_and_reads_nothing_more() {
    for store in stores() {
        let front = Front::new(store).await;
        let number = apply(&mut front.citizen("Salma Haddad").await).await;
        let (clerk, job) = front.holder(&number).await.unwrap();
        let mut visitor = front.official(&clerk).await;
        let task = format!("/api/v1/cases/{number}/tasks/{job}");
        visitor.api("GET", &task, None).await.expect(200);
        dismiss(&front, &clerk).await;
        // Still signed in, with the role of then in the session.
        let yes = json!({"data": {"complete": "yes"}});
        visitor.api("POST", &task, Some(yes)).await.expect(404);
        let reason = json!({"reason": "I was dismissed."});
        visitor
            .api("POST", &format!("{task}/decline"), Some(reason))
            .await
            .expect(404);
        visitor.get(&format!("/cases/{number}")).await.expect(404);
        let text = json!({"text": "Pay me, and I shall see to it."});
        let messages = format!("/api/v1/cases/{number}/messages");
        visitor.api("POST", &messages, Some(text)).await.expect(404);
        // The next sweep draws another.
        scheduler::sweep(&front.house.casework).await.unwrap();
        let (other, _) = front.holder(&number).await.unwrap();
        assert_ne!(other.person, clerk.person);
        work(&front, &number, &[("complete", "yes")]).await;
        let report = front.house.audit().await;
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

#[tokio::test]
async fn who_acted_on_a_case_and_left_the_office_cannot_look_at_it_any_more() {
    let front = Front::new(Store::Sqlite).await;
    let number = apply(&mut front.citizen("Salma Haddad").await).await;
    let (clerk, _) = front.holder(&number).await.unwrap();
    work(&front, &number, &[("complete", "yes")]).await;
    let mut visitor = front.official(&clerk).await;
    visitor.get(&format!("/cases/{number}")).await.expect(200);
    dismiss(&front, &clerk).await;
    visitor.get(&format!("/cases/{number}")).await.expect(404);
}

#[tokio::test]
async fn a_task_of_the_last_official_of_a_role_waits_for_another() {
    let front = Front::new(Store::Sqlite).await;
    let number = apply(&mut front.citizen("Salma Haddad").await).await;
    for clerk in front.officials.iter().filter(|o| o.role == "clerk") {
        dismiss(&front, clerk).await;
        scheduler::sweep(&front.house.casework).await.unwrap();
    }
    assert!(front.holder(&number).await.is_none());
    let mut supervisor = front.any(harness::http::CITY_LICENSING, "supervisor").await;
    supervisor.get("/overview").await.expect(200).says(&number);
    let new = front
        .officials
        .iter()
        .find(|o| o.role == "cashier")
        .unwrap();
    front.house.grant(new.person, new.agency, "clerk").await;
    scheduler::sweep(&front.house.casework).await.unwrap();
    assert_eq!(front.holder(&number).await.unwrap().0.person, new.person);
}
