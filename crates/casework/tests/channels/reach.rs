//! By SMS and e-mail: the chosen channel first, the next when it fails, nothing at night.

use std::time::Duration;

use casework::Error;
use casework::channels::{self, Reported};
use casework::record::Tx;
use casework::record::fact::{Channel, Quiet};
use harness::{Answer, stores};

use crate::stand::Stand;

fn taken() -> Answer {
    Answer::Json(202, "{}".into())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_a_persons_when_its_code_came_back_and_the_entry_is_under_their_key() {
    for store in stores() {
        let stand = Stand::new(store).await;
        let officer = stand.officer();
        let wrong =
            move |tx: &mut Tx<'_>| channels::request_phone_code(tx, officer, "03 123", "en");
        let refused = stand.write(wrong).await.unwrap_err();
        assert!(matches!(
            refused,
            Error::Field {
                field: "phone",
                reason: "not_a_number"
            }
        ));
        let early = stand.write(move |tx| channels::set_channel(tx, officer, Channel::Sms, None));
        assert!(matches!(
            early.await.unwrap_err(),
            Error::Field {
                reason: "not_set_up",
                ..
            }
        ));
        stand.prove(officer, "+961 3 123456").await;
        let asked = stand.gateway.asked();
        assert!(
            asked[0].body.contains("\"to\":\"+9613123456\""),
            "{}",
            asked[0].body
        );
        stand.choose(officer, Channel::Sms, None).await;
        let read = stand.scene.house.casework.read(move |link, parts| {
            let sql = "select key_id from entries where kind = 'contact.changed'";
            let keys: Vec<String> = link
                .query(sql, &[])?
                .iter()
                .map(|r| r.get(0))
                .collect::<Result<_, _>>()?;
            Ok((channels::contact(link, parts, officer)?, keys))
        });
        let (contact, keys) = read.await.unwrap();
        assert_eq!(contact.phone.as_deref(), Some("+9613123456"));
        assert_eq!(contact.channel, Channel::Sms);
        assert_eq!(keys, vec![format!("person:{officer}"); 2], "{store:?}");
        stand.holds().await;
        let seal = "update contacts set sealed = (select sealed from people where id = 1)";
        stand.scene.house.tamper(seal).await;
        let findings = stand.scene.house.audit().await.findings;
        assert!(format!("{findings:?}").contains("contacts"), "{findings:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_cannot_be_guessed_and_cannot_be_sent_to_a_number_without_end() {
    for store in stores() {
        let stand = Stand::new(store).await;
        let officer = stand.officer();
        let ask =
            move |tx: &mut Tx<'_>| channels::request_phone_code(tx, officer, "+9613123456", "ar");
        stand.write(ask).await.unwrap();
        let again = stand.write(ask).await.unwrap_err();
        assert!(
            matches!(
                again,
                Error::Field {
                    reason: "too_often",
                    ..
                }
            ),
            "within a minute"
        );
        stand.gateway.answers([taken()]);
        assert_eq!(stand.sweep().await, 1);
        let sent: serde_json::Value = serde_json::from_str(&stand.gateway.asked()[0].body).unwrap();
        let text = sent["text"].as_str().unwrap().to_owned();
        assert!(text.starts_with("رمز تأكيد رقمك"), "{text}");
        let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            let guess = move |tx: &mut Tx<'_>| channels::confirm_phone(tx, officer, wrong);
            assert!(!stand.write(guess).await.unwrap());
        }
        let right = move |tx: &mut Tx<'_>| channels::confirm_phone(tx, officer, &code);
        assert!(
            !stand.write(right).await.unwrap(),
            "{store:?}: five wrong ones end it"
        );
        for _ in 0..4 {
            stand.scene.house.advance(Duration::from_secs(61));
            stand.write(ask).await.unwrap();
        }
        stand.scene.house.advance(Duration::from_secs(61));
        let sixth = stand.write(ask).await.unwrap_err();
        assert!(
            matches!(
                sixth,
                Error::Field {
                    reason: "too_often",
                    ..
                }
            ),
            "five a day"
        );
        stand.scene.house.advance(Duration::from_secs(24 * 3600));
        stand.write(ask).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_sms_names_the_case_and_nobody_and_leaves_once() {
    for store in stores() {
        let stand = Stand::new(store).await;
        let officer = stand.officer();
        stand.prove(officer, "+9613123456").await;
        stand.choose(officer, Channel::Sms, None).await;
        let number = stand.scene.open("A stall").await.unwrap().number;
        stand.gateway.answers([taken()]);
        assert_eq!(stand.sweep().await, 1);
        assert_eq!(stand.sweep().await, 0, "sent is sent");
        let asked = stand.gateway.asked();
        assert_eq!(asked.len(), 2);
        let sent: serde_json::Value = serde_json::from_str(&asked[1].body).unwrap();
        let text = sent["text"].as_str().unwrap();
        assert_eq!(
            text,
            format!("A new task in case {number} http://localhost:8080/cases/{number}")
        );
        assert!(casework::channels::sms::segments(text) <= 2);
        assert_eq!(
            stand.notices().await,
            [("sms".into(), "sent".into(), 1, None)]
        );
        assert!(stand.mailbox.messages().is_empty());
        stand.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_gateway_refuses_goes_by_email_and_the_person_sees_why() {
    for store in stores() {
        let stand = Stand::new(store).await;
        let officer = stand.officer();
        stand.prove(officer, "+9613123456").await;
        stand.choose(officer, Channel::Sms, None).await;
        let opened = stand.scene.open("A stall").await.unwrap();
        stand
            .gateway
            .answers([Answer::Json(400, "no such number".into())]);
        assert_eq!(stand.sweep().await, 0);
        let first = stand.first().await;
        assert_eq!(
            stand.notices().await,
            [
                ("sms".into(), "failed".into(), 1, None),
                ("email".into(), "queued".into(), 0, Some(first)),
            ]
        );
        assert_eq!(stand.sweep().await, 1);
        let letter = stand.mailbox.messages().remove(0);
        assert_eq!(letter.to, ["officer.1@example.org"]);
        assert!(
            letter.data.contains("The system gave you this task"),
            "{}",
            letter.data
        );
        let read = stand
            .scene
            .house
            .casework
            .read(move |link, _| channels::unreached(link, opened.id, officer));
        let unreached = read.await.unwrap();
        assert_eq!(unreached.len(), 1);
        assert_eq!(unreached[0].channel, Channel::Sms);
        assert_eq!(unreached[0].instead, Some((Channel::Email, true)));
        stand.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_is_away_is_tried_six_times_and_then_the_letter_leaves() {
    for store in stores() {
        let stand = Stand::new(store).await;
        let officer = stand.officer();
        stand.prove(officer, "+9613123456").await;
        stand.choose(officer, Channel::Sms, None).await;
        stand.scene.open("A stall").await.unwrap();
        for attempt in 1..=6 {
            stand.gateway.answers([Answer::Json(503, "{}".into())]);
            assert_eq!(stand.sweep().await, 0);
            assert_eq!(stand.notices().await[0].2, attempt);
            if attempt < 6 {
                stand
                    .scene
                    .house
                    .advance(Duration::from_secs(60 << (attempt - 1)));
            }
        }
        assert_eq!(stand.sweep().await, 1);
        let lines = stand.notices().await;
        assert_eq!(
            (lines[0].1.as_str(), lines[1].1.as_str()),
            ("failed", "sent"),
            "{store:?}"
        );
        assert_eq!(stand.mailbox.messages().len(), 1);
        stand.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_marks_what_arrived_and_sends_what_did_not_by_the_next_channel() {
    for store in stores() {
        let stand = Stand::new(store).await;
        let officer = stand.officer();
        stand.prove(officer, "+9613123456").await;
        stand.choose(officer, Channel::Sms, None).await;
        stand.scene.open("First").await.unwrap();
        stand.scene.open("Second").await.unwrap();
        stand.gateway.answers([taken(), taken()]);
        assert_eq!(stand.sweep().await, 2);
        let read = stand.scene.house.casework.read(|link, _| {
            let rows = link.query("select seq from notices order by seq", &[])?;
            Ok([rows[0].get::<u64>(0)?, rows[1].get(0)?])
        });
        let [first, second] = read.await.unwrap();
        let mac = channels::report_mac(&stand.scene.house.casework.parts.keys, first);
        assert!(
            stand.gateway.asked()[1]
                .body
                .contains(&format!("/sms/reports/{first}/{mac}"))
        );
        for _ in 0..2 {
            stand
                .write(move |tx| channels::report(tx, first, Reported::Delivered, "1"))
                .await
                .unwrap();
            stand
                .write(move |tx| channels::report(tx, second, Reported::Failed, "2"))
                .await
                .unwrap();
        }
        let read = stand.scene.house.casework.read(move |link, _| {
            let sql = "select delivered_at is not null, state from notices order by seq";
            let one = |r: &casework::store::Row| Ok((r.get::<bool>(0)?, r.get::<String>(1)?));
            link.query(sql, &[])?
                .iter()
                .map(one)
                .collect::<Result<Vec<_>, Error>>()
        });
        let states = read.await.unwrap();
        assert_eq!(states[0], (true, "sent".into()), "{store:?}");
        assert_eq!(states[1], (false, "failed".into()));
        assert_eq!(states[2], (false, "queued".into()), "by e-mail, once");
        assert_eq!(states.len(), 3);
        assert_eq!(stand.sweep().await, 1);
        stand.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_at_night_but_what_the_law_makes_urgent() {
    for store in stores() {
        let stand = Stand::new(store).await;
        let (officer, supervisor) = (stand.officer(), stand.scene.supervisor);
        let night = Quiet {
            from: 22 * 60,
            until: 7 * 60,
        };
        for person in [officer, supervisor] {
            stand.choose(person, Channel::Email, Some(night)).await;
        }
        // From ten in the morning to eleven at night in Beirut.
        stand.scene.house.advance(Duration::from_secs(13 * 3600));
        stand.scene.open("A stall").await.unwrap();
        assert_eq!(stand.sweep().await, 0, "{store:?}: it is night");
        stand.scene.house.advance(Duration::from_secs(8 * 3600 - 1));
        assert_eq!(stand.sweep().await, 0, "a second before seven");
        stand.scene.house.advance(Duration::from_secs(1));
        assert_eq!(stand.sweep().await, 1);
        stand.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_a_person_leaves_nothing_to_reach_them_by() {
    for store in stores() {
        let stand = Stand::new(store).await;
        let citizen = stand.scene.citizen;
        stand.prove(citizen, "+9613123456").await;
        let erase = move |tx: &mut Tx<'_>| {
            casework::people::erase_person(tx, casework::Actor::Operator, citizen, "asked")
        };
        stand.write(erase).await.unwrap();
        let read = stand.scene.house.casework.read(move |link, parts| {
            let rows: i64 = link.query("select count(*) from contacts", &[])?[0].get(0)?;
            Ok((rows, channels::contact(link, parts, citizen)?))
        });
        let (rows, contact) = read.await.unwrap();
        assert_eq!((rows, contact.phone), (0, None), "{store:?}");
        stand.holds().await;
    }
}
