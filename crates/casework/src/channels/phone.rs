//! A mobile number, proven by a code that was sent to it.

use jiff::Timestamp;

use super::contact::change;
use super::{contact, ways};
use crate::record::fact::{Channel, Contact, Notice};
use crate::record::{RecordError, Tx};
use crate::store::Link;
use crate::{Error, Parts, PersonId};

/// How long a code works, in µs.
const LIFE: i64 = 10 * 60 * 1_000_000;
/// Wrong codes before it no longer works.
const TRIES: i64 = 5;
/// The soonest that another code may be asked for, in µs.
const AGAIN: i64 = 60 * 1_000_000;
/// Codes that a person may ask for on a day: each costs the office money.
const A_DAY: i64 = 5;
/// A day in µs.
const DAY: i64 = 24 * 3600 * 1_000_000;

/// A code that waits to leave.
pub(crate) struct PhoneCode {
    pub(crate) person: PersonId,
    pub(crate) message_id: String,
    pub(crate) attempts: u32,
    pub(crate) notice: Notice,
}

/// Makes a code and has the outbox send it to the number. No entry: the number is nobody's yet.
///
/// # Errors
/// [`Error::Field`] when it is no number of ITU-T E.164, or too many codes were asked for; [`Error::Conflict`] where no SMS
/// is sent.
pub fn request_phone_code(
    tx: &mut Tx<'_>,
    person: PersonId,
    number: &str,
    language: &str,
) -> Result<(), Error> {
    let wrong = |reason| Error::Field {
        field: "phone",
        reason,
    };
    let (parts, now) = (tx.parts(), tx.now().as_microsecond());
    if parts.sms.is_none() {
        return Err(Error::Conflict("no SMS is sent here"));
    }
    let number = e164(number).ok_or(wrong("not_a_number"))?;
    let day = now / DAY;
    let sql = "select expires_at, day, asked from phone_codes where person = $1";
    let mut asked = 0;
    if let Some(row) = tx.query_opt(sql, &[person.into()])? {
        let (expires, on): (i64, i64) = (row.get(0)?, row.get(1)?);
        if on == day {
            asked = row.get(2)?;
        }
        if asked >= A_DAY || expires - LIFE + AGAIN > now {
            return Err(wrong("too_often"));
        }
    }
    let code = format!(
        "{:06}",
        u128::from_be_bytes(parts.entropy.bytes()) % 1_000_000
    );
    let message = serde_json::json!({ "to": number, "language": language, "code": code });
    let seed: [u8; 16] = parts.entropy.bytes();
    let sealed = parts
        .keys
        .master_seal(&seed, "phone code", message.to_string().as_bytes());
    let message_id = hex::encode(parts.entropy.bytes::<16>());
    tx.side_table(
        "delete from phone_codes where person = $1",
        vec![person.into()],
    )?;
    let params = vec![
        person.into(),
        hash(parts, person, &code).into(),
        sealed.into(),
        message_id.into(),
        now.into(),
        (now + LIFE).into(),
        day.into(),
        (asked + 1).into(),
    ];
    tx.side_table(
        "insert into phone_codes (person, code_hash, sealed, message_id, state, attempts, next_at, \
         tries, expires_at, day, asked) values ($1, $2, $3, $4, 'queued', 0, $5, 0, $6, $7, $8)",
        params,
    )?;
    Ok(())
}

/// Checks a code. A right one makes the number the person's, and the first channel if they had chosen none. False: the code
/// is wrong, used or too old; which of them is not told.
///
/// # Errors
/// The store's.
pub fn confirm_phone(tx: &mut Tx<'_>, person: PersonId, typed: &str) -> Result<bool, Error> {
    let (parts, now) = (tx.parts(), tx.now().as_microsecond());
    let sql = "select code_hash, tries, expires_at, sealed from phone_codes where person = $1";
    let Some(row) = tx.query_opt(sql, &[person.into()])? else {
        return Ok(false);
    };
    let (kept, tries, expires): ([u8; 32], i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    if tries >= TRIES || expires <= now {
        return Ok(false);
    }
    let shown = hash(parts, person, &digits(typed));
    if !bool::from(subtle::ConstantTimeEq::ct_eq(&kept[..], &shown[..])) {
        let sql = "update phone_codes set tries = tries + 1 where person = $1";
        tx.side_table(sql, vec![person.into()])?;
        return Ok(false);
    }
    let message = opened(parts, &row.get::<Vec<u8>>(3)?)?;
    // The row stays until its day is over: it counts how often codes were asked for.
    let params = vec![person.into(), TRIES.into()];
    let sql = "update phone_codes set tries = $2, state = 'sent' where person = $1";
    tx.side_table(sql, params)?;
    let before = contact(tx.link(), parts, person)?;
    let then = Contact {
        phone: message["to"].as_str().map(str::to_owned),
        ..before.clone()
    };
    change(tx, person, &before, then)?;
    Ok(true)
}

/// Removes the person's number; nothing is sent to it any more.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub fn remove_phone(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Error> {
    let parts = tx.parts();
    let before = contact(tx.link(), parts, person)?;
    if before.phone.is_none() {
        return Err(Error::NotFound);
    }
    let left = ways(tx.link(), parts, person)?;
    let left = left.iter().map(|(c, _)| *c).find(|c| *c != Channel::Sms);
    let channel = match before.channel {
        Channel::Sms => left.unwrap_or_default(),
        other => other,
    };
    let then = Contact {
        channel,
        phone: None,
        ..before.clone()
    };
    change(tx, person, &before, then)
}

/// Codes that are due.
pub(crate) fn phone_codes(
    link: &mut Link,
    parts: &Parts,
    most: u32,
) -> Result<Vec<PhoneCode>, Error> {
    let now = crate::record::present(link, &parts.clock)?;
    let rows = link.query(
        "select person, message_id, attempts, sealed from phone_codes \
         where state = 'queued' and next_at <= $1 and expires_at > $2 limit $3",
        &[now.into(), now.into(), most.into()],
    )?;
    let one = |row: &crate::store::Row| {
        let message = opened(parts, &row.get::<Vec<u8>>(3)?)?;
        let text = |key: &str| message[key].as_str().unwrap_or_default().to_owned();
        let (language, code) = (text("language"), text("code"));
        let short = crate::words::short(&language, "phone-code", &code, "");
        Ok(PhoneCode {
            person: row.get(0)?,
            message_id: row.get(1)?,
            attempts: row.get(2)?,
            notice: Notice {
                to: text("to"),
                subject: String::new(),
                body: String::new(),
                language,
                short: Some(short),
                urgent: true,
            },
        })
    };
    rows.iter().map(one).collect()
}

pub(crate) fn phone_code_due(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, Error> {
    let now = tx.now();
    let sql = "select 1 from phone_codes where person = $1 and state = 'queued' and next_at <= $2";
    Ok(tx.query_opt(sql, &[person.into(), now.into()])?.is_some())
}

pub(crate) fn phone_code_settled(
    tx: &mut Tx<'_>,
    person: PersonId,
    sent: bool,
    attempts: u32,
    next: Option<Timestamp>,
) -> Result<(), Error> {
    let state = match (sent, next) {
        (true, _) => "sent",
        (false, Some(_)) => "queued",
        (false, None) => "failed",
    };
    let at = next.unwrap_or(tx.now());
    let params = vec![person.into(), state.into(), attempts.into(), at.into()];
    Ok(tx.side_table(
        "update phone_codes set state = $2, attempts = $3, next_at = $4 where person = $1",
        params,
    )?)
}

fn opened(parts: &Parts, sealed: &[u8]) -> Result<serde_json::Value, Error> {
    let plain = parts.keys.master_open("phone code", sealed)?;
    Ok(serde_json::from_slice(&plain).map_err(RecordError::body)?)
}

fn hash(parts: &Parts, person: PersonId, code: &str) -> [u8; 32] {
    let person = person.0.to_be_bytes();
    parts.keys.mac("phone code", &[&person, code.as_bytes()])
}

/// The digits of a text, Arabic and Persian ones too.
fn digits(text: &str) -> String {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        _ => None,
    };
    text.chars().filter_map(digit).collect()
}

/// A number in its international form: `+` and up to fifteen digits, the first not 0 (ITU-T E.164, 6). `00` may stand for
/// `+`; spaces, hyphens, dots and parentheses may stand between digits.
fn e164(text: &str) -> Option<String> {
    let between = |c: char| c.is_whitespace() || "-.()\u{200e}\u{200f}\u{202a}\u{202c}".contains(c);
    let plain: String = text.chars().filter(|c| !between(*c)).collect();
    let rest = plain.strip_prefix('+').or_else(|| {
        let zero = |c: char| matches!(c, '0' | '٠' | '۰');
        plain.strip_prefix(zero)?.strip_prefix(zero)
    })?;
    let digits = digits(rest);
    let fine = digits.chars().count() == rest.chars().count()
        && (8..=15).contains(&digits.len())
        && !digits.starts_with('0');
    fine.then(|| format!("+{digits}"))
}

#[cfg(test)]
mod tests {
    use super::e164;

    #[test]
    fn a_number_is_kept_in_its_international_form() {
        for written in [
            "+961 3 123-456",
            "009613123456",
            "+٩٦١٣١٢٣٤٥٦",
            "\u{200e}+961 (3) 123.456",
        ] {
            assert_eq!(e164(written).as_deref(), Some("+9613123456"), "{written}");
        }
        for wrong in [
            "03123456",
            "",
            "+",
            "+0961",
            "+96131x3456",
            "+12345",
            "+1234567890123456",
        ] {
            assert_eq!(e164(wrong), None, "{wrong}");
        }
    }
}
