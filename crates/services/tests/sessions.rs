//! Sessions: no entry tells of them, so each row is authenticated; who was erased is signed in nowhere.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use casework::{Actor, people};
use harness::{Scene, Store, stores};
use services::StoredSessions;
use web::session::{SessionData, SessionStore as _, TokenHash};

const TOKEN: TokenHash = TokenHash([7; 32]);

/// The citizen is signed in.
async fn signed_in(store: Store) -> (Scene, StoredSessions) {
    let scene = Scene::new(store, 1).await;
    let sessions = StoredSessions::new(scene.house.casework.clone());
    let data = SessionData {
        person: Some(scene.citizen.0),
        created: scene.house.now(),
        seen: scene.house.now(),
        ..SessionData::default()
    };
    sessions.save(TOKEN, data).await.unwrap();
    let found = sessions.load(TOKEN).await.unwrap().unwrap();
    assert_eq!(found.person, Some(scene.citizen.0), "{store:?}");
    (scene, sessions)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_somebody_else_changed_or_wrote_is_refused() {
    for store in stores() {
        for sql in [
            // Another person, another role, another end.
            "update sessions set data = replace(data, '\"person\":1', '\"person\":2')",
            "update sessions set data = replace(data, '\"roles\":[]', '\"roles\":[\"official\"]')",
            "update sessions set data = replace(data, '\"created\":\"2026', '\"created\":\"2036')",
            // Without a seal, as an earlier version wrote it.
            "update sessions set data = substr(data, 65)",
            "update sessions set data = ''",
        ] {
            let (scene, sessions) = signed_in(store).await;
            scene.house.tamper(sql).await;
            assert_eq!(
                sessions.load(TOKEN).await.unwrap(),
                None,
                "{store:?}: {sql}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_copied_to_another_token_is_refused() {
    for store in stores() {
        let (scene, sessions) = signed_in(store).await;
        let zeros = match store {
            Store::Sqlite => "zeroblob(32)".to_owned(),
            Store::Postgres => format!("decode('{}', 'hex')", "00".repeat(32)),
        };
        scene
            .house
            .tamper(&format!(
                "insert into sessions select {zeros}, person, data, created_at, seen_at, expires_at \
                 from sessions"
            ))
            .await;
        let copied = sessions.load(TokenHash([0; 32])).await.unwrap();
        assert_eq!(copied, None, "{store:?}");
        assert!(sessions.load(TOKEN).await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_of_somebody_erased_end_also_when_another_process_erased() {
    for store in stores() {
        let (scene, sessions) = signed_in(store).await;
        let settings = scene.house.settings().clone();
        let other = tokio::task::spawn_blocking(move || casework::Casework::open(settings));
        let (other, citizen) = (other.await.unwrap().unwrap(), scene.citizen);
        other
            .write(move |tx| people::erase_person(tx, Actor::Operator, citizen, "asked for"))
            .await
            .unwrap();
        assert_eq!(sessions.load(TOKEN).await.unwrap(), None, "{store:?}");
        // A request that was under way writes its session back: it is of nobody all the same.
        let data = SessionData {
            person: Some(citizen.0),
            created: scene.house.now(),
            seen: scene.house.now(),
            ..SessionData::default()
        };
        sessions.save(TOKEN, data).await.unwrap();
        assert_eq!(sessions.load(TOKEN).await.unwrap(), None, "{store:?}");
    }
}
