//! The agencies' logs of a national log are a fold of its entries, and the audit says so where they are not.

use casework::national::{receipt_of, standings};
use casework::record::{Fact, ReceivedCheckpoint, RefusedCheckpoint};
use casework::{Actor, Error};
use harness::{House, stores};

fn received(size: u64) -> Fact {
    Fact::CheckpointReceived(ReceivedCheckpoint {
        origin: "city.example/record".into(),
        size,
        checkpoint: format!("city.example/record\n{size}\n"),
    })
}

fn refused(received: u64) -> Fact {
    refused_as(received, "rolled-back")
}

fn refused_as(received: u64, reason: &str) -> Fact {
    Fact::CheckpointRefused(RefusedCheckpoint {
        origin: "city.example/record".into(),
        size: 3,
        reason: reason.into(),
        checkpoint: "city.example/record\n3\n".into(),
        received,
        root: String::new(),
        proof: Vec::new(),
    })
}

async fn append(house: &House, fact: Fact) -> Result<u64, Error> {
    let write = move |tx: &mut casework::record::Tx<'_>| tx.append(Actor::System, fact.clone());
    house.casework.write(write).await
}

#[tokio::test(flavor = "multi_thread")]
async fn logs_changed_behind_the_record_are_found() {
    for store in stores() {
        for sql in [
            "update followed_logs set size = 9",
            "update followed_logs set refused = null",
            "delete from followed_logs",
        ] {
            let house = House::new(store).await;
            let entry = append(&house, received(5)).await.unwrap();
            append(&house, refused(entry)).await.unwrap();
            assert_eq!(house.audit().await.findings, []);
            house.tamper(sql).await;
            let findings = house.audit().await.findings;
            let found = findings
                .iter()
                .any(|f| format!("{f:?}").contains("followed_logs"));
            assert!(found, "{store:?}: {sql}: {findings:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_received_is_proven_and_a_refusal_stays() {
    for store in stores() {
        let house = House::new(store).await;
        let first = append(&house, received(5)).await.unwrap();
        let told = append(&house, refused(first)).await.unwrap();
        let second = append(&house, received(8)).await.unwrap();
        // A refusal speaks of the last that was received, or of nothing.
        assert!(append(&house, refused(first)).await.is_err());
        let logs = house.casework.read(|link, _| Ok(standings(link)?));
        let logs = logs.await.unwrap();
        assert_eq!((logs.len(), logs[0].size, logs[0].entry), (1, 8, second));
        assert_eq!(logs[0].refused.as_ref().unwrap().entry, told);
        // It was rolled back, and has gone on since: told, and no warning any more.
        assert_eq!(logs[0].contradicts(), None);
        append(&house, refused_as(second, "forked")).await.unwrap();
        append(&house, received(9)).await.unwrap();
        let logs = house.casework.read(|link, _| Ok(standings(link)?));
        let forked = logs.await.unwrap()[0].contradicts().cloned();
        assert_eq!(forked.unwrap().reason, "forked", "a fork is never mended");
        let of = |size| {
            let read = move |link: &mut casework::store::Link, parts: &casework::Parts| {
                receipt_of(link, parts, "city.example/record", size)
            };
            house.casework.read(read)
        };
        assert!(of(8).await.unwrap().proof.index > second, "the newest one");
        assert!(matches!(of(10).await, Err(Error::NotFound)));
    }
}
