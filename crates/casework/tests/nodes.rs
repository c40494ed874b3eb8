//! Several writers on one PostgreSQL, when one of them loses its connection in the middle of a batch.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::sync::mpsc;

use casework::record::fact::{PersonClass, Profile};
use casework::store::StoreError;
use casework::{Actor, Casework, Error, PersonId, people};
use harness::{House, Store, stores};

fn somebody(name: &str) -> people::NewPerson {
    people::NewPerson {
        class: PersonClass::Citizen,
        agency: None,
        profile: Profile {
            name: name.to_owned(),
            email: String::new(),
            language: "en".into(),
            hijri: None,
        },
    }
}

async fn register(casework: &Casework, name: &str) -> Result<PersonId, Error> {
    let new = somebody(name);
    casework
        .write(move |tx| people::register(tx, Actor::Operator, &new))
        .await
}

async fn name(casework: &Casework, person: PersonId) -> String {
    let read = casework.read(move |link, parts| Ok(people::profile(link, parts, person)?.name));
    read.await.unwrap()
}

/// The batch that is lost has the size of the one that another node writes then: head and keys in memory are of the lost one.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_in_a_lost_batch_is_forgotten() {
    if !stores().contains(&Store::Postgres) {
        eprintln!("SKIPPED: there is no PostgreSQL");
        return;
    }
    let house = House::new(Store::Postgres).await;
    let first = house.casework.clone();
    let settings = house.settings().clone();
    let second = tokio::task::spawn_blocking(move || Casework::open(settings));
    let second = second.await.unwrap().unwrap();
    for round in 0..3 {
        // The writer is held until both commands wait, so that they are one batch.
        let (held, hold) = mpsc::channel::<()>();
        let (begun, begin) = mpsc::channel();
        let holding = first.clone();
        let holder = tokio::spawn(async move {
            let mut once = Some((begun, hold));
            let write = holding.write(move |_| {
                if let Some((begun, hold)) = once.take() {
                    begun.send(()).unwrap();
                    hold.recv().unwrap();
                }
                Ok(())
            });
            write.await
        });
        tokio::task::spawn_blocking(move || begin.recv().unwrap())
            .await
            .unwrap();
        let writer = first.clone();
        let lost = tokio::spawn(async move { register(&writer, "Lost").await });
        let writer = first.clone();
        let cut = tokio::spawn(async move {
            let cut = writer.write(|tx| {
                tx.query("select pg_terminate_backend(pg_backend_pid())", &[])?;
                Ok(())
            });
            cut.await
        });
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        held.send(()).unwrap();
        holder.await.unwrap().unwrap();
        let lost = lost.await.unwrap().unwrap_err();
        assert!(
            matches!(&lost, Error::Store(StoreError::Unavailable(_))),
            "round {round}: {lost}"
        );
        cut.await.unwrap().unwrap_err();

        let person = register(&second, "Kept").await.unwrap();
        assert_eq!(name(&first, person).await, "Kept");
        let next = register(&first, "Next").await.unwrap();
        assert_eq!(name(&second, next).await, "Next");
    }
    assert_eq!(house.audit().await.findings, []);
}

/// A node that was cut off in the middle of a batch has the head for as long as the server does not notice.
#[tokio::test(flavor = "multi_thread")]
async fn who_waits_too_long_for_the_head_is_told_so() {
    if !stores().contains(&Store::Postgres) {
        eprintln!("SKIPPED: there is no PostgreSQL");
        return;
    }
    let house = House::new(Store::Postgres).await;
    let url = house.settings().database.clone().unwrap();
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client
        .batch_execute("begin; select size from log for update")
        .await
        .unwrap();
    let waited = register(&house.casework, "Patient").await.unwrap_err();
    assert!(
        matches!(&waited, Error::Store(StoreError::Unavailable(_))),
        "{waited}"
    );
    client.batch_execute("rollback").await.unwrap();
    register(&house.casework, "Served").await.unwrap();
    assert_eq!(house.audit().await.findings, []);
}
