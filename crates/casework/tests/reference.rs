//! The clock against a time server.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use casework::reference::{Reference, ReferenceError, reply};
use casework::{Clock, record::Fact};
use harness::{Scene, stores};
use tokio::net::UdpSocket;

/// A small SNTP server whose clock is so many µs ahead; `i64::MIN`: it does not answer.
async fn server(clock: Clock, ahead: Arc<AtomicI64>) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut bytes = [0; 512];
        while let Ok((length, from)) = socket.recv_from(&mut bytes).await {
            let ahead = ahead.load(Ordering::SeqCst);
            if ahead == i64::MIN {
                continue;
            }
            let now = clock.now().as_microsecond() + ahead;
            if let Some(packet) = reply(&bytes[..length], now) {
                socket.send_to(&packet, from).await.unwrap();
            }
        }
    });
    address
}

/// What the record says of the clock.
async fn told(scene: &Scene) -> Vec<(i64, bool)> {
    let read = scene.house.casework.read(|link, parts| {
        let sql = "select seq from entries where kind = 'clock.compared' order by seq";
        let mut all = Vec::new();
        for row in link.query(sql, &[])? {
            let opened = casework::record::open_entry(link, parts, row.get(0)?)?;
            if let Fact::ClockCompared { by_us, off, .. } = opened.entry.fact {
                all.push((by_us / 1_000_000, off));
            }
        }
        Ok(all)
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_off_is_an_entry_once_and_so_is_its_end() {
    for store in stores() {
        let scene = Scene::new(store, 1).await;
        let ahead = Arc::new(AtomicI64::new(300_000));
        let address = server(scene.house.clock.clone(), Arc::clone(&ahead)).await;
        let reference = Reference::new(&address.to_string());
        assert!(reference.check().is_err(), "nothing is known yet");
        for (us, fine) in [
            (300_000, true),
            (90_000_000, false),
            (90_400_000, false),
            (3_600_000_000, false),
            (-5_000_000, false),
            (0, true),
            (20_000, true),
        ] {
            ahead.store(us, Ordering::SeqCst);
            let measured = reference.compare(&scene.house.casework).await.unwrap();
            let off = measured.offset.as_micros() - i128::from(us);
            assert!(off.abs() <= 1, "{us}: {measured:?}");
            assert_eq!(reference.check().is_ok(), fine, "{us}");
        }
        let expected = [(90, true), (3600, true), (-5, true), (0, false)];
        assert_eq!(told(&scene).await, expected, "{store:?}");
        let report = scene.house.audit().await;
        assert_eq!((report.findings, report.offsets), (vec![], 3), "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reference_that_is_silent_is_an_error() {
    let scene = Scene::new(harness::Store::Sqlite, 1).await;
    let ahead = Arc::new(AtomicI64::new(i64::MIN));
    let address = server(scene.house.clock.clone(), ahead).await;
    let silent = Reference::new(&address.to_string());
    let error = silent.compare(&scene.house.casework).await.unwrap_err();
    assert!(matches!(error, ReferenceError::Unreachable(..)), "{error}");
    assert_eq!(told(&scene).await, []);
}
