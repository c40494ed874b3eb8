//! What is changed behind the house's back is found.

use std::time::Duration;

use casework::Actor;
use casework::record::Fact;
use casework::record::fact::feedback::{Asked, GivenAnswer, GivenBatch};
use feedback::audit::Report;
use harness::http::{Front, copy};
use harness::{Store, stores};

use crate::scene::{FIVE, answer, answered, next_week, token};

pub(crate) async fn audit(front: &Front) -> Report {
    let settings = front.house.settings().clone();
    let audited = tokio::task::spawn_blocking(move || feedback::audit::audit(&settings));
    audited.await.unwrap().unwrap()
}

#[tokio::test]
async fn what_was_changed_is_found() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut karim = front.citizen("Karim Haddad").await;
        answered(&front, &mut karim, &FIVE).await;
        next_week(&front).await;
        answered(&front, &mut karim, &FIVE[..2]).await;
        assert!(front.house.audit().await.holds());
        let report = audit(&front).await;
        assert!(report.holds(), "{:?}", report.findings);
        assert_eq!((report.answers, report.tokens), (5, 7));
        for (sql, table) in [
            (
                "update feedback_answers set how = 1 where how = 5",
                "feedback_answers",
            ),
            (
                "update feedback_answers set asked = 'no' where asked = 'yes'",
                "feedback_answers",
            ),
            (
                "delete from feedback_answers where how = 2",
                "feedback_answers",
            ),
            ("update feedback_keys set issued = 100", "feedback_keys"),
            (
                "update feedback_keys set agency = 'city-licensing'",
                "feedback_keys",
            ),
            ("delete from feedback_issued", "feedback_issued"),
        ] {
            front.house.tamper(sql).await;
            let found = front.house.audit().await.findings;
            assert!(format!("{found:?}").contains(table), "{sql}: {found:?}");
        }
        // Answers that wait are no state, but they need good tokens.
        let sql =
            "update feedback_waiting set week = week + 0, key = (select id from feedback_keys)";
        front.house.tamper(sql).await;
        front
            .house
            .tamper("update feedback_keys set issued = 6")
            .await;
        let found = audit(&front).await.findings;
        assert!(
            found.iter().any(|f| f.contains("more answers than tokens")),
            "{found:?}"
        );
    }
}

/// The operator has the keys of everything; what would be entered by a changed program does not pass either.
#[tokio::test]
async fn answers_made_up_by_whoever_runs_the_house_are_found() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let mut key = String::new();
    for _ in 0..6 {
        let number = copy(&mut karim).await;
        key = token(&mut karim, &number).await.key;
    }
    let made_up = |count: u8| {
        let answers = (0..count).map(|n| GivenAnswer {
            token: base64::Engine::encode(&base64::engine::general_purpose::STANDARD, [n; 64]),
            signature: base64::Engine::encode(&base64::engine::general_purpose::STANDARD, [n; 256]),
            how: 5,
            asked: Asked::No,
        });
        let mut answers: Vec<_> = answers.collect();
        let id = |a: &GivenAnswer| {
            let token =
                base64::Engine::decode(&base64::engine::general_purpose::STANDARD, &a.token)
                    .unwrap();
            <sha2::Sha256 as sha2::Digest>::digest(token)
        };
        answers.sort_by_key(id);
        Fact::FeedbackGiven(GivenBatch {
            key: key.clone(),
            before: "2026-11-30".into(),
            answers,
        })
    };
    let enter = async |fact: Fact| {
        front
            .house
            .casework
            .write(move |tx| tx.append(Actor::System, fact.clone()))
            .await
    };
    // More than tokens, fewer than five, in another order: the fold refuses them, here and in an audit.
    enter(made_up(7)).await.unwrap_err();
    enter(made_up(4)).await.unwrap_err();
    let Fact::FeedbackGiven(mut batch) = made_up(5) else {
        unreachable!()
    };
    batch.answers.swap(0, 1);
    enter(Fact::FeedbackGiven(batch)).await.unwrap_err();
    // As many as tokens: entered by a changed program, and found by their signatures.
    enter(made_up(5)).await.unwrap();
    assert!(front.house.audit().await.holds());
    let report = audit(&front).await;
    assert_eq!(report.findings.len(), 5, "{:?}", report.findings);
    assert!(report.findings[0].starts_with("forged answer"));
}

#[tokio::test]
async fn a_token_for_a_case_that_is_not_there_is_found() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = copy(&mut karim).await;
    let held = token(&mut karim, &number).await;
    answer(&front, &held, 5, "no").await.expect(200);
    let made_up = casework::record::fact::feedback::FeedbackToken {
        key: held.key,
        case: "ab".repeat(32),
        blinded: "cd".repeat(32),
    };
    front
        .house
        .casework
        .write(move |tx| tx.append(Actor::System, Fact::FeedbackTokenIssued(made_up.clone())))
        .await
        .unwrap();
    let found = audit(&front).await.findings;
    assert!(
        found[0].contains("token without a closed case"),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_key_stays_until_its_quarter_is_over_and_twenty_have_their_token() {
    let front = Front::new(Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = copy(&mut karim).await;
    let first = token(&mut karim, &number).await;
    // The next quarter, but it has signed for one only: another key would be for few.
    front.house.advance(Duration::from_secs(60 * 86_400));
    karim.sign_in("karim.haddad@example.org").await;
    for _ in 0..19 {
        let number = copy(&mut karim).await;
        assert_eq!(token(&mut karim, &number).await.key, first.key);
    }
    let number = copy(&mut karim).await;
    let second = token(&mut karim, &number).await;
    assert_ne!(second.key, first.key);
    // Its tokens still hold; it signs no more, and nobody has its secret.
    answer(&front, &first, 5, "no").await.expect(200);
    answer(&front, &second, 5, "no").await.expect(200);
    let signers = front.house.casework.read(|link, _| {
        let rows = link.query("select key from feedback_signers", &[])?;
        rows.iter()
            .map(|r| Ok(hex::encode(r.get::<[u8; 32]>(0)?)))
            .collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(signers.await.unwrap(), [second.key]);
    assert!(front.house.audit().await.holds());
    assert!(audit(&front).await.holds());
}
