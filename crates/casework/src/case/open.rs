//! Opening a case: an application is checked, hashed, numbered, and its process starts.

use std::sync::Arc;

use bpmn::Command;
use dmn::feel;
use jiff::tz::TimeZone;
use pack::Pack;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use super::documents::{self, NewDocument};
use super::{CaseNumber, settle};
use crate::people::mandates::represents;
use crate::record::{Fact, Tx};
use crate::store::{Link, StoreError};
use crate::{Actor, CaseId, Error, Parts, PersonId};

/// What a citizen sends in.
#[derive(Clone, Debug)]
pub struct Application {
    /// Id of the pack.
    pub pack: String,
    /// Who asks.
    pub applicant: PersonId,
    /// Data of the pack's start form.
    pub data: Map<String, Json>,
    /// The files that the data names by hash.
    pub documents: Vec<NewDocument>,
}

/// A case that was just opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub id: CaseId,
    /// What people call it.
    pub number: CaseNumber,
    /// Index of the entry that opened it.
    pub entry: u64,
}

/// Opens a case.
///
/// # Errors
/// [`Error::NotFound`] when no such pack is deployed; [`Error::Invalid`] with each field that does
/// not fit; [`Error::Forbidden`] for another without a mandate of theirs.
pub fn open(tx: &mut Tx<'_>, actor: Actor, application: &Application) -> Result<Opened, Error> {
    let other = actor.person().filter(|p| *p != application.applicant);
    let principal = other.map(|_| application.applicant);
    if let Some(person) = other {
        let (now, pack) = (tx.now(), &application.pack);
        if !represents(tx.link(), person, application.applicant, pack, now)? {
            return Err(Error::Forbidden("only with a mandate that runs"));
        }
    }
    let before = tx.act_for(principal);
    let opened = opened(tx, actor, application);
    tx.act_for(before);
    opened
}

fn opened(tx: &mut Tx<'_>, actor: Actor, application: &Application) -> Result<Opened, Error> {
    let pack = current(tx.parts(), tx.link(), &application.pack)?;
    let form = pack
        .forms
        .get(&pack.start_form)
        .ok_or_else(|| no_form(&pack.start_form))?;
    let vars = person_context(tx, application.applicant)?;
    let environment = environment(&pack, tx.now());
    let data = form
        .accept(&application.data, &vars, &environment)
        .map_err(Error::Invalid)?;
    documents::fit(form, &application.documents)?;
    documents::named(&data, &application.documents)?;
    let data = feel::Value::from_json(&Json::Object(data));
    let content = digest(&application.pack, application.applicant, &data)?;
    let mut vars = feel::Context::default();
    vars.insert(pack.start_form.as_str(), data);
    let command = Command::Start {
        process: Some(pack.process_id.clone()),
        vars,
    };
    let events = bpmn::step(
        &pack.process,
        &bpmn::State::default(),
        &command,
        &environment,
    )?;

    let id = CaseId(tx.last_case()? + 1);
    let year = tx.now().to_zoned_datetime(TimeZone::UTC).year();
    let number = CaseNumber::new(year, id).map_err(|_| Error::Conflict("no numbers are left"))?;
    let due = pack
        .promised
        .map(|days| pack.calendar.deadline(tx.now(), days));
    let fact = Fact::CaseOpened {
        pack: pack.id.clone(),
        version: pack.version.clone(),
        pack_hash: hex::encode(pack.hash),
        agency: pack.agency.clone(),
        applicant: Some(application.applicant),
        content: hex::encode(content),
        due,
        events,
    };
    let entry = tx.append_first(actor, number, fact)?;
    for document in &application.documents {
        documents::add(tx, actor, id, document)?;
    }
    settle::settle(tx, id)?;
    Ok(Opened { id, number, entry })
}

/// The version of the pack that new cases run on.
///
/// # Errors
/// [`Error::NotFound`] when it is not deployed.
pub fn current(parts: &Parts, link: &mut Link, pack: &str) -> Result<Arc<Pack>, Error> {
    let sql = "select hash from packs where id = $1 and current = $2";
    let row = link
        .query_opt(sql, &[pack.into(), true.into()])?
        .ok_or(Error::NotFound)?;
    parts.packs.get(link, &row.get(0)?)
}

/// The pack that the case runs on.
pub(super) fn pack_of(tx: &mut Tx<'_>, id: CaseId) -> Result<Arc<Pack>, Error> {
    let hash = tx.case(id)?.pack_hash;
    let parts = tx.parts();
    parts.packs.get(tx.link(), &hash)
}

/// Time, zone and limits under which the pack's expressions are evaluated.
pub fn environment(pack: &Pack, now: jiff::Timestamp) -> feel::Environment {
    let mut environment = feel::Environment::at(now);
    environment.zone = pack.calendar.zone().clone();
    environment
}

/// `person` as forms see it: who fills them.
pub(super) fn person_context(tx: &mut Tx<'_>, person: PersonId) -> Result<feel::Context, Error> {
    let parts = tx.parts();
    let profile = crate::people::profile(tx.link(), parts, person)?;
    Ok(of_person(&profile))
}

/// A profile as FEEL sees it.
pub fn of_person(profile: &crate::record::fact::Profile) -> feel::Context {
    let person = serde_json::json!({
        "name": profile.name, "email": profile.email, "language": profile.language,
    });
    let mut context = feel::Context::default();
    context.insert("person", feel::Value::from_json(&person));
    context
}

/// SHA-256 over what the applicant sent: the input of the case's draws. The operator chooses no bit
/// of it: no time, no number, no salt. Over the data as the process has them, which the case's first
/// entry keeps: so the audit can compute it again.
pub(crate) fn digest(
    pack: &str,
    applicant: PersonId,
    data: &feel::Value,
) -> Result<[u8; 32], Error> {
    let data = data.to_json();
    let mut sent = serde_json::json!({ "pack": pack, "applicant": applicant, "data": data });
    crate::record::fact::without_floats(&mut sent);
    let bytes = tlog::canonical::to_vec(&sent).map_err(crate::record::RecordError::body)?;
    Ok(Sha256::digest(&bytes).into())
}

pub(super) fn no_form(name: &str) -> Error {
    Error::Pack(format!("there is no form {name}"))
}

/// The applicant and everything else that a service's statistics page needs to know about packs.
///
/// # Errors
/// The store's.
pub fn deployed(link: &mut Link) -> Result<Vec<[u8; 32]>, StoreError> {
    let sql = "select hash from packs where current = $1 order by id";
    link.query(sql, &[true.into()])?
        .iter()
        .map(|r| r.get(0))
        .collect()
}
