//! What is stored of an answer ties it to no case: read from the rows themselves, and from everything that the house keeps.

use harness::http::{Front, copy};
use harness::stores;

use crate::scene::{FIVE, answer, next_week, token};

/// Every text and every blob of every table, as hexadecimal where it is bytes, with its table.
async fn everything(front: &Front) -> Vec<(String, String)> {
    let read = front.house.casework.read(|link, _| {
        let mut all = Vec::new();
        for (table, columns) in [
            (
                "entries",
                "select seq, time, kind, case_id, actor, key_id, sealed from entries",
            ),
            (
                "feedback_issued",
                "select tag, key, blinded, seq from feedback_issued",
            ),
            (
                "feedback_answers",
                "select token, key, batch, how, asked from feedback_answers",
            ),
            (
                "feedback_waiting",
                "select key, week, answers from feedback_waiting",
            ),
            (
                "feedback_keys",
                "select id, seq, pack, agency, quarter, spki, issued, given from feedback_keys",
            ),
            (
                "idempotency",
                "select key_hash, response, created_at from idempotency",
            ),
            ("sessions", "select * from sessions"),
        ] {
            for row in link.query(columns, &[])? {
                for value in row.values() {
                    let text = match value {
                        casework::store::Value::Blob(b) => hex::encode(b),
                        other => other.to_string(),
                    };
                    all.push((table.to_owned(), text));
                }
            }
        }
        Ok(all)
    });
    read.await.unwrap()
}

#[tokio::test]
async fn no_row_holds_what_was_signed_beside_what_was_answered() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut karim = front.citizen("Karim Haddad").await;
        let mut helds = Vec::new();
        for _ in FIVE {
            let number = copy(&mut karim).await;
            helds.push(token(&mut karim, &number).await);
        }
        // Answered in another order, by nobody, at one time of the clock.
        for (held, (how, asked)) in helds.iter().rev().zip(FIVE) {
            answer(&front, held, how, asked).await.expect(200);
        }
        let rows = everything(&front).await;
        for held in &helds {
            // While it waits a token is in one row, with the others, and nowhere else: no answer kept for a key of a request.
            let in_json = {
                use base64::Engine as _;
                let text = base64::engine::general_purpose::STANDARD.encode(held.token.message);
                hex::encode(text)
            };
            let found: Vec<_> = rows
                .iter()
                .filter(|(_, text)| text.contains(&in_json))
                .collect();
            let tables: Vec<_> = found.iter().map(|(table, _)| table.as_str()).collect();
            assert_eq!(tables, ["feedback_waiting"]);
            // Nothing of the token was in what its case's request left.
            let id = hex::encode(held.token.id());
            let issued = rows.iter().filter(|(table, _)| table == "feedback_issued");
            for (_, text) in issued {
                assert!(!text.contains(&id));
                assert!(!text.contains(&hex::encode(&held.token.signature[..16])));
            }
        }
        // One row a week and key; its answers in the order of hashes, not of arrival.
        let waiting = front.house.casework.read(|link, _| {
            let rows = link.query("select answers from feedback_waiting", &[])?;
            rows.iter()
                .map(|r| Ok(r.get::<Vec<u8>>(0)?))
                .collect::<Result<Vec<_>, _>>()
        });
        let waiting = waiting.await.unwrap();
        assert_eq!(waiting.len(), 1);
        let answers: Vec<serde_json::Value> = serde_json::from_slice(&waiting[0]).unwrap();
        let mut names: Vec<String> = answers[0].as_object().unwrap().keys().cloned().collect();
        names.sort();
        assert_eq!(names, ["asked", "how", "signature", "token"]);
        next_week(&front).await;
        let order = front.house.casework.read(|link, _| {
            let rows = link.query(
                "select token, batch from feedback_answers order by token",
                &[],
            )?;
            rows.iter()
                .map(|r| Ok((r.get::<[u8; 32]>(0)?, r.get::<i64>(1)?)))
                .collect::<Result<Vec<_>, _>>()
        });
        let order = order.await.unwrap();
        let mut expected: Vec<_> = helds.iter().map(|h| h.token.id()).collect();
        expected.sort_unstable();
        assert_eq!(order.iter().map(|o| o.0).collect::<Vec<_>>(), expected);
        assert!(
            order.iter().all(|o| o.1 == order[0].1),
            "one entry has them all"
        );
        // The answers' entry came after the week, at one time for all; the tokens' entries name no case and no person.
        let actors = front.house.casework.read(|link, _| {
            let sql =
                "select distinct actor, key_id, case_id from entries where kind like 'feedback.%'";
            let rows = link.query(sql, &[])?;
            rows.iter()
                .map(|r| {
                    Ok((
                        r.get::<String>(0)?,
                        r.get::<String>(1)?,
                        r.get::<Option<i64>>(2)?,
                    ))
                })
                .collect::<Result<Vec<_>, _>>()
        });
        assert_eq!(
            actors.await.unwrap(),
            [("system".to_owned(), "log".to_owned(), None)]
        );
    }
}

#[tokio::test]
async fn metrics_do_not_tell_when_an_answer_came() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut karim = front.citizen("Karim Haddad").await;
    let number = copy(&mut karim).await;
    let held = token(&mut karim, &number).await;
    answer(&front, &held, 5, "no").await.expect(200);
    karim.get("/feedback/answer").await.expect(200);
    karim.get("/feedback/thanks").await.expect(200);
    let mut operator = front.stranger();
    operator.address = Some(([127, 0, 0, 1], 4000).into());
    let metrics = operator.get("/metrics").await.expect(200).text();
    assert!(metrics.contains("/api/v1/cases/{number}/feedback/token"));
    for untold in ["feedback/answers", "feedback/answer", "feedback/thanks"] {
        assert!(!metrics.contains(untold), "{untold}");
    }
}
