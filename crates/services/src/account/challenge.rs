//! Challenges of passkeys: kept by us between asking and answering, each good for one answer.

use casework::people;
use casework::store::Link;
use casework::{Error, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web::{Problem, View};
use webauthn_rs::prelude::{Passkey, Uuid};

use crate::office::Office;

/// How long an answer may take, in µs: the browsers' own limit is five minutes.
const LIFE: i64 = 5 * 60 * 1_000_000;
/// Where the challenge's id is in the session.
const KEY: &str = "services-challenge";

/// Keeps what a challenge's answer is checked against, for this session.
pub(crate) async fn keep<T: Serialize>(
    office: &Office,
    view: &View,
    person: Option<PersonId>,
    state: &T,
) -> Result<(), Problem> {
    let id: [u8; 32] = office.random();
    let text = serde_json::to_string(state).map_err(Problem::internal)?;
    let save = move |tx: &mut casework::record::Tx<'_>| {
        let until = tx.now().as_microsecond() + LIFE;
        let sql = "insert into challenges (id, person, state, expires_at) values ($1, $2, $3, $4)";
        let params = vec![id.into(), person.into(), text.as_str().into(), until.into()];
        Ok(tx.side_table(sql, params)?)
    };
    office.write(view, save).await?;
    view.session.update(|data| {
        data.values.insert(KEY.into(), hex::encode(id));
    });
    Ok(())
}

/// Takes it out again: a challenge is answered once.
pub(crate) async fn take<T: DeserializeOwned>(
    office: &Office,
    view: &View,
    person: Option<PersonId>,
) -> Result<T, Problem> {
    let stale = || Problem::unprocessable().saying(view.t("sign-in-passkey-failed"));
    let id = view
        .session
        .data()
        .values
        .get(KEY)
        .cloned()
        .unwrap_or_default();
    let id = hex::decode(id)
        .ok()
        .filter(|id| id.len() == 32)
        .ok_or_else(stale)?;
    let take = move |tx: &mut casework::record::Tx<'_>| {
        let sql = "select state, person, expires_at from challenges where id = $1";
        let Some(row) = tx.query_opt(sql, &[id.as_slice().into()])? else {
            return Ok(None);
        };
        let (state, whose, until): (String, Option<PersonId>, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let sql = "delete from challenges where id = $1";
        tx.side_table(sql, vec![id.as_slice().into()])?;
        Ok((whose == person && until > tx.now().as_microsecond()).then_some(state))
    };
    let text = office.write(view, take).await?.ok_or_else(stale)?;
    serde_json::from_str(&text).map_err(Problem::internal)
}

/// The handle under which an authenticator knows a person: their number here, nothing about them.
pub(crate) fn handle_of(person: PersonId) -> Uuid {
    Uuid::from_u128(u128::from(person.0.unsigned_abs()))
}

/// The person of a handle.
pub(crate) fn person_of(handle: Uuid) -> Option<PersonId> {
    i64::try_from(handle.as_u128()).ok().map(PersonId)
}

/// The passkeys of a person, with their newest counters.
pub(crate) fn keys_of(link: &mut Link, person: PersonId) -> Result<Vec<Passkey>, Error> {
    let mut keys = Vec::new();
    for key in people::passkeys(link, person)? {
        let sql = "select credential from passkey_counters where id = $1";
        let newer = link.query_opt(sql, &[key.id.into()])?;
        let newer = newer.map(|row| row.get::<String>(0)).transpose()?;
        keys.push(newest(&key.credential, newer.as_deref())?);
    }
    Ok(keys)
}

/// The key of the record, with the counter of the side table. Anybody with the database's password can
/// write there, so it may bring a newer counter and nothing else: another public key is not taken.
fn newest(recorded: &str, newer: Option<&str>) -> Result<Passkey, Error> {
    let recorded: Passkey = serde_json::from_str(recorded)
        .map_err(|_| Error::Conflict("a passkey in the record cannot be read"))?;
    let newer = newer.and_then(|text| serde_json::from_str::<Passkey>(text).ok());
    let same = |key: &Passkey| {
        key.cred_id() == recorded.cred_id() && key.get_public_key() == recorded.get_public_key()
    };
    Ok(newer.filter(same).unwrap_or(recorded))
}
