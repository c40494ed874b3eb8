//! One-time codes by e-mail. The code proves the address; who is not known yet is registered.

use sha2::{Digest, Sha256};

use super::register::check_address;
use super::{NewPerson, register};
use crate::record::fact::{PersonClass, Profile};
use crate::record::{Fact, Tx};
use crate::{Actor, Error, PersonId};

/// How long a code works, in µs.
const LIFE: i64 = 10 * 60 * 1_000_000;
/// Wrong codes before it no longer works.
const TRIES: i64 = 5;
/// The soonest that another code may be asked for, in µs.
const AGAIN: i64 = 30 * 1_000_000;

/// Refusals of one person's codes within this time, in µs, are one entry.
const SAME: i64 = 15 * 60 * 1_000_000;

/// Somebody wants to sign in.
#[derive(Clone, Debug)]
pub struct CodeRequest {
    /// Where the code goes.
    pub email: String,
    /// The language of the message.
    pub language: String,
}

/// Makes a code and has the outbox send it. Whether the address is known is not told. No entry:
/// nothing has been done yet, and anybody may type any address.
///
/// # Errors
/// [`Error::Field`] when it is no address.
pub fn request_code(tx: &mut Tx<'_>, request: &CodeRequest) -> Result<(), Error> {
    let email = request.email.trim();
    check_address(email)?;
    let (parts, now) = (tx.parts(), tx.now().as_microsecond());
    let tag = parts.keys.email_tag(email);
    let sql = "select expires_at from sign_in_codes where email_tag = $1";
    if let Some(row) = tx.query_opt(sql, &[tag.into()])? {
        let expires: i64 = row.get(0)?;
        if expires - LIFE + AGAIN > now {
            return Ok(());
        }
    }
    let code = code(parts.entropy.bytes());
    let message = serde_json::json!({ "to": email, "language": request.language, "code": code });
    let seed: [u8; 16] = parts.entropy.bytes();
    let sealed = parts
        .keys
        .master_seal(&seed, "sign-in code", message.to_string().as_bytes());
    let message_id = hex::encode(parts.entropy.bytes::<16>());
    tx.link().queue(
        "delete from sign_in_codes where email_tag = $1",
        vec![tag.into()],
    )?;
    tx.link().queue(
        "insert into sign_in_codes (email_tag, code_hash, sealed, message_id, state, attempts, \
         next_at, tries, expires_at) values ($1, $2, $3, $4, 'queued', 0, $5, 0, $6)",
        vec![
            tag.into(),
            code_hash(parts, &tag, &code).into(),
            sealed.into(),
            message_id.into(),
            now.into(),
            (now + LIFE).into(),
        ],
    )?;
    Ok(())
}

/// Checks a code. A right one signs in: the person is registered if new, and the entry says so.
/// `None`: the code is wrong, used or too old; which of them is not told.
///
/// # Errors
/// The store's.
pub fn verify_code(
    tx: &mut Tx<'_>,
    email: &str,
    typed: &str,
    language: &str,
) -> Result<Option<PersonId>, Error> {
    if !check_code(tx, email, typed)? {
        return Ok(None);
    }
    let parts = tx.parts();
    let person = match super::by_email(tx.link(), parts, email)? {
        Some(person) => person,
        None => {
            let profile = Profile {
                name: String::new(),
                email: email.trim().to_owned(),
                language: language.to_owned(),
                hijri: None,
            };
            register(
                tx,
                Actor::System,
                &NewPerson {
                    class: PersonClass::Citizen,
                    agency: None,
                    profile,
                },
            )?
        }
    };
    session_opened(tx, person, "code")?;
    Ok(Some(person))
}

/// Checks a code that somebody who is signed in asked for to prove it again. A right one is an entry, as signing in is.
///
/// # Errors
/// The store's.
pub fn confirm_code(tx: &mut Tx<'_>, person: PersonId, typed: &str) -> Result<bool, Error> {
    let parts = tx.parts();
    let email = super::profile(tx.link(), parts, person)?.email;
    let right = check_code(tx, &email, typed)?;
    if right {
        session_opened(tx, person, "code")?;
    }
    Ok(right)
}

/// Whether a code is the right one, in time and not used before; it is used now.
fn check_code(tx: &mut Tx<'_>, email: &str, typed: &str) -> Result<bool, Error> {
    let (parts, now) = (tx.parts(), tx.now().as_microsecond());
    let tag = parts.keys.email_tag(email);
    let sql = "select code_hash, tries, expires_at from sign_in_codes where email_tag = $1";
    let Some(row) = tx.query_opt(sql, &[tag.into()])? else {
        return Ok(false);
    };
    let (hash, tries, expires): ([u8; 32], i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    if tries >= TRIES || expires <= now {
        return Ok(false);
    }
    let typed: String = typed
        .chars()
        .filter_map(|c| c.to_digit(10).or_else(|| arabic(c)))
        .map(|d| char::from(b'0' + d as u8))
        .collect();
    if !same(&hash, &code_hash(parts, &tag, &typed)) {
        let sql = "update sign_in_codes set tries = tries + 1 where email_tag = $1";
        tx.link().queue(sql, vec![tag.into()])?;
        if tries + 1 == TRIES {
            guessed_at(tx, email)?;
        }
        return Ok(false);
    }
    tx.link().queue(
        "delete from sign_in_codes where email_tag = $1",
        vec![tag.into()],
    )?;
    Ok(true)
}

/// Writes down that the code of a known person was guessed at until it died: once in each quarter of
/// an hour, however long it goes on. The record is not for an attacker to fill.
fn guessed_at(tx: &mut Tx<'_>, email: &str) -> Result<(), Error> {
    let parts = tx.parts();
    let Some(person) = super::by_email(tx.link(), parts, email)? else {
        return Ok(());
    };
    // What was done once is found by its hash: entries have no index by person.
    let now = tx.now();
    let quarter = now.as_microsecond() / SAME;
    let once = Sha256::digest(format!("session.refused {person} {quarter}"));
    let once: [u8; 32] = once.into();
    let sql = "select 1 from idempotency where key_hash = $1";
    if tx.query_opt(sql, &[once.into()])?.is_some() {
        return Ok(());
    }
    tx.link().queue(
        "insert into idempotency (key_hash, response, created_at) values ($1, $2, $3)",
        vec![once.into(), Vec::<u8>::new().into(), now.into()],
    )?;
    let by = "code".to_owned();
    tx.append(Actor::System, Fact::SessionRefused { person, by })
        .map(drop)
}

/// Writes down that somebody signed in, and by what.
///
/// # Errors
/// The store's.
pub fn session_opened(tx: &mut Tx<'_>, person: PersonId, by: &str) -> Result<u64, Error> {
    tx.append(
        Actor::Person(person),
        Fact::SessionOpened {
            person,
            by: by.to_owned(),
        },
    )
}

/// Eight digits, each as likely as another.
fn code(random: [u8; 16]) -> String {
    format!("{:08}", u128::from_be_bytes(random) % 100_000_000)
}

fn code_hash(parts: &crate::Parts, tag: &[u8; 32], code: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(parts.keys.derive("sign-in code"));
    hash.update(tag);
    hash.update(code.as_bytes());
    hash.finalize().into()
}

/// Compared without telling by time how much of it was right.
fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    a.iter().zip(b).fold(0, |acc, (a, b)| acc | (a ^ b)) == 0
}

fn arabic(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}
