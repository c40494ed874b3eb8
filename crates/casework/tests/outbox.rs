//! The outbox against a mail server that fails: each notice leaves once, or again under the same name.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::time::Duration;

use casework::outbox::{self, Mail};
use harness::{Mailbox, Message, Scene, Store, stores};

/// A case, whose officer is written to.
async fn scene(store: Store) -> Scene {
    let scene = Scene::new(store, 1).await;
    scene.open("A stall").await.unwrap();
    scene
}

async fn sweep(scene: &Scene, mailbox: &Mailbox) -> usize {
    let mail = Mail::new(&mailbox.url(), "office@example.org").unwrap();
    outbox::sweep(&scene.house.casework, &mail).await.unwrap()
}

fn message_id(message: &Message) -> &str {
    let line = message.data.lines().find(|l| l.starts_with("Message-ID:"));
    line.expect("a message has its id")
}

/// State, attempts and error of the only notice.
async fn notice(scene: &Scene) -> (String, u32, Option<String>) {
    let read = scene.house.casework.read(|link, _| {
        let rows = link.query("select state, attempts, error from notices", &[])?;
        assert_eq!(rows.len(), 1);
        Ok((rows[0].get(0)?, rows[0].get(1)?, rows[0].get(2)?))
    });
    read.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_after_the_server_took_it_repeats_the_same_message_id() {
    for store in stores() {
        let (scene, mailbox) = (scene(store).await, Mailbox::start().await);
        mailbox.hold_after_data(1);
        let (casework, url) = (scene.house.casework.clone(), mailbox.url());
        let sending = tokio::spawn(async move {
            let mail = Mail::new(&url, "office@example.org").unwrap();
            outbox::sweep(&casework, &mail).await
        });
        let first = mailbox.wait_for(1).await;
        // The process ends here: the server has the message, and nothing of it is in our store.
        sending.abort();
        assert!(sending.await.unwrap_err().is_cancelled());
        assert_eq!(
            notice(&scene).await,
            ("queued".into(), 0, None),
            "{store:?}"
        );
        assert_eq!(
            sweep(&scene, &mailbox).await,
            0,
            "it is claimed for two minutes"
        );
        scene.house.advance(Duration::from_secs(121));
        assert_eq!(sweep(&scene, &mailbox).await, 1);
        let both = mailbox.wait_for(2).await;
        assert_eq!(message_id(&first[0]), message_id(&both[1]), "{store:?}");
        assert_eq!(sweep(&scene, &mailbox).await, 0, "sent is sent");
        assert_eq!(notice(&scene).await, ("sent".into(), 1, None));
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_seen_and_tried_again_ever_later() {
    for store in stores() {
        let (scene, mailbox) = (scene(store).await, Mailbox::start().await);
        mailbox.fail_next(3);
        let mut waited = Vec::new();
        for attempt in 1..=3 {
            assert_eq!(sweep(&scene, &mailbox).await, 0);
            let (state, attempts, error) = notice(&scene).await;
            assert_eq!((state.as_str(), attempts), ("queued", attempt), "{store:?}");
            assert!(error.unwrap().contains("451"));
            let mut minutes = 0;
            while notice(&scene).await.1 == attempt && waited.len() < attempt as usize {
                scene.house.advance(Duration::from_secs(60));
                minutes += 1;
                if due(&scene).await {
                    waited.push(minutes);
                }
            }
        }
        assert_eq!(waited, [1, 2, 4], "{store:?}: minutes");
        assert_eq!(sweep(&scene, &mailbox).await, 1);
        assert_eq!(notice(&scene).await, ("sent".into(), 4, None));
        assert_eq!(mailbox.messages().len(), 1);
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_never_came_repeats_the_same_message_id() {
    for store in stores() {
        let (scene, mailbox) = (scene(store).await, Mailbox::start().await);
        mailbox.drop_after_data(1);
        assert_eq!(sweep(&scene, &mailbox).await, 0);
        scene.house.advance(Duration::from_secs(60));
        assert_eq!(sweep(&scene, &mailbox).await, 1, "{store:?}");
        let both = mailbox.wait_for(2).await;
        assert_eq!(message_id(&both[0]), message_id(&both[1]), "{store:?}");
    }
}

/// The record's time does not go back with the clock: what is queued then is due by a time that the clock has not reached again.
#[tokio::test(flavor = "multi_thread")]
async fn mail_leaves_at_once_after_a_clock_that_ran_ahead_was_set_back() {
    for store in stores() {
        let (scene, mailbox) = (scene(store).await, Mailbox::start().await);
        assert_eq!(sweep(&scene, &mailbox).await, 1);
        let right = scene.house.now();
        scene.house.advance(Duration::from_secs(3 * 24 * 3600));
        scene.house.person("Entered Ahead", None).await;
        scene.house.clock.set(right);
        scene.open("A second stall").await.unwrap();
        assert_eq!(sweep(&scene, &mailbox).await, 1, "{store:?}");
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

/// A claim is no entry: the record's time does not tell that it was taken by a clock that ran ahead.
#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_a_clock_took_that_ran_ahead_runs_out_all_the_same() {
    for store in stores() {
        let (scene, mailbox) = (scene(store).await, Mailbox::start().await);
        let right = scene.house.now();
        scene.house.advance(Duration::from_secs(3 * 24 * 3600));
        mailbox.hold_after_data(1);
        let (casework, url) = (scene.house.casework.clone(), mailbox.url());
        let sending = tokio::spawn(async move {
            let mail = Mail::new(&url, "office@example.org").unwrap();
            outbox::sweep(&casework, &mail).await
        });
        mailbox.wait_for(1).await;
        // The process ends here, and the machine's clock is put right.
        sending.abort();
        sending.await.unwrap_err();
        scene.house.clock.set(right);
        scene.house.advance(Duration::from_secs(121));
        assert_eq!(sweep(&scene, &mailbox).await, 1, "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_delivered_is_given_up_and_stays_in_sight() {
    for store in stores() {
        let (scene, mailbox) = (scene(store).await, Mailbox::start().await);
        mailbox.fail_next(100);
        for _ in 0..12 {
            assert_eq!(sweep(&scene, &mailbox).await, 0);
            scene.house.advance(Duration::from_secs(6 * 3600));
        }
        let (state, attempts, error) = notice(&scene).await;
        assert_eq!((state.as_str(), attempts), ("failed", 12), "{store:?}");
        assert!(error.is_some());
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

async fn due(scene: &Scene) -> bool {
    let now = scene.house.now();
    let read = scene.house.casework.read(move |link, _| {
        let sql = "select 1 from notices where state = 'queued' and next_at <= $1";
        Ok(link.query_opt(sql, &[now.into()])?.is_some())
    });
    read.await.unwrap()
}
