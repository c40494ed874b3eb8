//! A decision signed by passkey: what is to be signed, and whether it was (`docs/record-format.md`, "A decision's signature").
//!
//! The challenge is no secret and nothing is kept between asking and answering: it is the hash of the decision, worked out again
//! when the signature comes, and a task is done once.

use bpmn::Event;
use dmn::feel;
use serde_json::{Map, Value as Json};
use tlog::assertion::{AssertionError, Passkey, Signed, Statement};

use super::{OpenTask, access, complete, open};
use crate::record::fact::without_floats;
use crate::record::{LOG_ID, Tx, open_row};
use crate::{Actor, CaseId, Error, PersonId};

/// What a passkey answered, as it comes in: bytes in base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The time in the statement that was signed, in µs since 1970 UTC.
    pub time_us: i64,
    /// Id of the passkey.
    pub credential: Vec<u8>,
    /// The authenticator's data.
    pub authenticator_data: String,
    /// The client's data: JSON that the browser made.
    pub client_data: String,
    /// The signature.
    pub signature: String,
}

/// Why a decision does not count as signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The pack has this decision signed, and it is not.
    #[error("this decision has to be signed with a passkey")]
    Missing,
    /// The pack does not have this task signed.
    #[error("nothing is signed in this task")]
    NotWanted,
    /// No passkey of that id is the person's own.
    #[error("the passkey is none of this person's")]
    UnknownKey,
    /// The passkey's algorithm signs no decisions.
    #[error("the passkey's algorithm cannot be checked here")]
    Algorithm,
    /// The process would go on with something else than what was signed.
    #[error("the process does not go on with what was signed: this is a fault of the pack")]
    NotCarried,
    /// The assertion does not hold.
    #[error(transparent)]
    Assertion(#[from] AssertionError),
}

/// What `actor` would sign to complete the task with these data; nothing changes.
///
/// # Errors
/// As completing it would: [`Error::NotFound`] where it is not theirs, [`Error::Invalid`] where the form does not accept the data;
/// [`SignatureError::NotWanted`].
pub fn statement(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    job: u64,
    data: &Map<String, Json>,
) -> Result<Statement, Error> {
    access::seat(tx, actor, id)?;
    let (task, filled) = complete::ready(tx, actor, id, job, (data, &[]))?;
    let now = tx.now().as_microsecond();
    let found = stated(tx, actor, id, (job, &task, &filled.vars), now)?;
    found.ok_or_else(|| SignatureError::NotWanted.into())
}

/// The signature over what the form has accepted; `None` where the pack wants none.
pub(super) fn signed(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    decided: (u64, &OpenTask, &feel::Context),
    given: Option<&Assertion>,
) -> Result<Option<Signed>, Error> {
    let time = given.map_or(0, |given| given.time_us);
    let (statement, given) = match (stated(tx, actor, id, decided, time)?, given) {
        (Some(statement), Some(given)) => (statement, given),
        (Some(_), None) => return Err(SignatureError::Missing.into()),
        (None, Some(_)) => return Err(SignatureError::NotWanted.into()),
        (None, None) => return Ok(None),
    };
    let now = tx.now().as_microsecond();
    statement.timely(now).map_err(SignatureError::from)?;
    let (key_entry, passkey) = own_key(tx, PersonId(statement.person), &given.credential)?;
    let signed = Signed {
        statement,
        credential: passkey.id,
        key_entry,
        key: passkey.key,
        authenticator_data: given.authenticator_data.clone(),
        client_data: given.client_data.clone(),
        signature: given.signature.clone(),
    };
    signed.verify().map_err(SignatureError::from)?;
    Ok(Some(signed))
}

/// The statement at a time, where the pack has the task signed.
fn stated(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    (job, task, vars): (u64, &OpenTask, &feel::Context),
    time_us: i64,
) -> Result<Option<Statement>, Error> {
    let pack = open::pack_of(tx, id)?;
    let rule = pack.tasks.get(&task.element).filter(|rule| rule.sign);
    let (Some(rule), Some(person)) = (rule, actor.person()) else {
        return Ok(None);
    };
    let form = rule.form.as_ref().and_then(|form| vars.get(form.as_str()));
    let (log, site) = (tx.identity().origin.clone(), site(&tx.parts().public_url));
    Ok(Some(Statement {
        log,
        case: tx.case(id)?.number.to_string(),
        job,
        element: task.element.clone(),
        data: form.map_or(Json::Null, recorded),
        form: rule.form.clone(),
        agency: pack.agency.clone(),
        role: task.role.clone(),
        pack: hex::encode(pack.hash),
        person: person.0,
        time_us,
        site,
    }))
}

/// The host for which passkeys are made here: the one of the public address.
fn site(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    host.to_ascii_lowercase()
}

/// A value as an entry's events hold it.
fn recorded(value: &feel::Value) -> Json {
    let mut json = serde_json::to_value(value).unwrap_or_default();
    without_floats(&mut json);
    json
}

/// Whether the process went on with the data of the statement.
pub(crate) fn carried(events: &[Event], statement: &Statement) -> bool {
    let Some(form) = &statement.form else {
        return true;
    };
    let written = events.iter().find_map(|event| match event {
        Event::Set { v, .. } => v.get(form.as_str()),
        _ => None,
    });
    written.is_some_and(|value| recorded(value) == statement.data)
}

/// A passkey that the person has now, and the entry that added it.
fn own_key(tx: &mut Tx<'_>, person: PersonId, credential: &[u8]) -> Result<(u64, Passkey), Error> {
    let unknown = || Error::from(SignatureError::UnknownKey);
    let sql = "select 1 from passkeys where id = $1 and person = $2";
    tx.query_opt(sql, &[credential.into(), person.into()])?
        .ok_or_else(unknown)?;
    let sql = "select seq, time, key_id, sealed, commitment from entries \
               where log = $1 and kind = 'passkey.added' and actor = $2 order by seq desc";
    let by = Actor::Person(person).to_string();
    let (rows, parts) = (tx.query(sql, &[LOG_ID.into(), by.into()])?, tx.parts());
    let id = hex::encode(credential);
    for row in rows {
        let opened = open_row(tx.link(), parts, &row)?;
        let body: Json = serde_json::from_slice(&opened.body).unwrap_or_default();
        if body["data"]["id"] != id.as_str() {
            continue;
        }
        let passkey = Passkey::of_body(&body).ok_or(SignatureError::Algorithm)?;
        return Ok((opened.entry.seq, passkey));
    }
    Err(unknown())
}
