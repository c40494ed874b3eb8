//! One case as its applicant or an official sees it.

use std::sync::Arc;

use dmn::feel;
use jiff::Timestamp;
use pack::Pack;

use super::lists::number_of;
use crate::case::{Case, OpenTask, Seat, open, seat_of};
use crate::record::fact::Side;
use crate::record::{DataKey, Fact, KeyId, RecordError, open_row};
use crate::store::{Link, Row, StoreError};
use crate::{Actor, CaseId, CaseNumber, Error, Parts};

/// A case with what belongs to it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The case.
    pub case: Case,
    /// The version of the pack that it runs on.
    pub pack: Arc<Pack>,
    /// The versions that it ran on before, each until the entry that moved it, and when that was.
    pub earlier: Vec<(u64, Timestamp, Arc<Pack>)>,
    /// What the reader is to it.
    pub seat: Seat,
    /// Messages, oldest first.
    pub messages: Vec<MessageLine>,
    /// Documents, oldest first.
    pub documents: Vec<DocumentLine>,
    /// Certificates that it led to.
    pub certificates: Vec<Certificate>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageLine {
    /// Its place, from 1.
    pub n: u32,
    /// From which side of the counter.
    pub side: Side,
    /// When.
    pub sent_at: Timestamp,
    /// What.
    pub text: String,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    /// The form's field.
    pub field: String,
    /// As its owner calls it.
    pub name: String,
    /// Media type, found from the content.
    pub media: String,
    /// In bytes.
    pub size: u64,
    /// When.
    pub added_at: Timestamp,
}

/// A certificate, as anybody may look it up by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What stands on it.
    pub number: String,
    /// The case.
    pub case: CaseId,
    /// When.
    pub issued_at: Timestamp,
    /// Until when it holds; `None`: for good.
    pub valid_until: Option<Timestamp>,
}

/// A task that the reader has, with all that its form needs.
#[derive(Clone, Debug)]
pub struct TaskView {
    /// The case around it.
    pub whole: Whole,
    /// Which task.
    pub job: u64,
    /// What the case knows of it.
    pub task: OpenTask,
    /// The variables that it sees.
    pub vars: feel::Context,
}

/// The case as `actor` may see it.
///
/// # Errors
/// [`Error::NotFound`] where there is no such case or no seat at it: which of the two is not told.
pub fn whole(
    link: &mut Link,
    parts: &Parts,
    actor: Actor,
    number: CaseNumber,
) -> Result<Whole, Error> {
    let id = number.id();
    let key = parts.keys.get(link, KeyId::Case(id)).map_err(Error::from);
    let case = Case::load(link, id, key)?;
    if case.number != number {
        return Err(Error::NotFound);
    }
    let pack = parts.packs.get(link, &case.pack_hash)?;
    let seat = seat_of(link, actor, id, (case.applicant, &pack), parts.clock.now())?;
    let key = parts.keys.get(link, KeyId::Case(id))?;
    Ok(Whole {
        earlier: earlier(link, parts, id)?,
        messages: messages(link, id, &key)?,
        documents: documents(link, id, &key)?,
        certificates: certificates(link, id)?,
        case,
        pack,
        seat,
    })
}

impl Whole {
    /// The version that the case ran on when an entry was written: what the entry names is named there.
    #[must_use]
    pub fn pack_at(&self, seq: u64) -> &Arc<Pack> {
        let before = self.earlier.iter().find(|(moved, ..)| seq < *moved);
        before.map_or(&self.pack, |(_, _, pack)| pack)
    }

    /// The version that the case ran on at a moment.
    #[must_use]
    pub fn pack_on(&self, at: Timestamp) -> &Arc<Pack> {
        let before = self.earlier.iter().find(|(_, moved, _)| at < *moved);
        before.map_or(&self.pack, |(_, _, pack)| pack)
    }
}

fn earlier(
    link: &mut Link,
    parts: &Parts,
    id: CaseId,
) -> Result<Vec<(u64, Timestamp, Arc<Pack>)>, Error> {
    let sql = "select seq, time, key_id, sealed, commitment from entries \
               where case_id = $1 and kind = 'case.migrated' order by seq";
    let mut all = Vec::new();
    for row in link.query(sql, &[id.into()])? {
        let entry = open_row(link, parts, &row)?.entry;
        if let Fact::CaseMigrated { from, .. } = entry.fact {
            let mut hash = [0; 32];
            hex::decode_to_slice(&from, &mut hash).map_err(RecordError::body)?;
            all.push((entry.seq, entry.time, parts.packs.get(link, &hash)?));
        }
    }
    Ok(all)
}

/// A task of the case, which `actor` must have.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs; [`Error::Conflict`] when it was done.
pub fn task(
    link: &mut Link,
    parts: &Parts,
    actor: Actor,
    number: CaseNumber,
    job: u64,
) -> Result<TaskView, Error> {
    let whole = whole(link, parts, actor, number)?;
    let task = whole
        .case
        .inside
        .open
        .get(&job)
        .cloned()
        .ok_or(Error::Conflict("done"))?;
    let holder = match whole.seat {
        Seat::Representative(principal) => Some(principal),
        _ => actor.person(),
    };
    if task.assignee.is_none() || task.assignee != holder {
        return Err(Error::NotFound);
    }
    let vars = whole.case.inside.state.job_variables(bpmn::JobKey(job));
    Ok(TaskView {
        whole,
        job,
        task,
        vars,
    })
}

impl TaskView {
    /// What the rules recommend, where the pack has them recommend something.
    pub fn recommendation(&self, now: Timestamp) -> Option<feel::Value> {
        let rule = self.whole.pack.tasks.get(&self.task.element)?;
        let departure = rule.departure.as_ref()?;
        let environment = open::environment(&self.whole.pack, now);
        departure
            .recommendation
            .evaluate(&self.vars, &environment)
            .ok()
    }
}

fn messages(link: &mut Link, id: CaseId, key: &DataKey) -> Result<Vec<MessageLine>, Error> {
    let sql = "select n, side, sent_at, sealed from messages where case_id = $1 order by n";
    let rows = link.query(sql, &[id.into()])?;
    let one = |row: &Row| {
        let (side, sealed): (String, Vec<u8>) = (row.get(1)?, row.get(3)?);
        let side = [Side::Applicant, Side::Office]
            .into_iter()
            .find(|s| s.as_str() == side);
        Ok(MessageLine {
            n: row.get(0)?,
            side: side.ok_or(StoreError::Column {
                index: 1,
                wanted: "side",
            })?,
            sent_at: row.get(2)?,
            text: text(key, "message", &sealed)?,
        })
    };
    rows.iter().map(one).collect()
}

fn documents(link: &mut Link, id: CaseId, key: &DataKey) -> Result<Vec<DocumentLine>, Error> {
    let sql = "select hash, field, media, size, added_at, sealed from documents \
               where case_id = $1 order by added_at, field, hash";
    let rows = link.query(sql, &[id.into()])?;
    let one = |row: &Row| {
        let sealed: Vec<u8> = row.get(5)?;
        Ok(DocumentLine {
            hash: row.get(0)?,
            field: row.get(1)?,
            media: row.get(2)?,
            size: row.get(3)?,
            added_at: row.get(4)?,
            name: text(key, "document name", &sealed)?,
        })
    };
    rows.iter().map(one).collect()
}

fn text(key: &DataKey, purpose: &str, sealed: &[u8]) -> Result<String, Error> {
    let plain = key.open(purpose, sealed)?;
    Ok(String::from_utf8(plain).map_err(RecordError::body)?)
}

fn certificates(link: &mut Link, id: CaseId) -> Result<Vec<Certificate>, Error> {
    let sql = "select number, case_id, issued_at, valid_until from certificates \
               where case_id = $1 order by number";
    let rows = link.query(sql, &[id.into()])?;
    Ok(rows.iter().map(one_certificate).collect::<Result<_, _>>()?)
}

/// A certificate by its number, with the number of its case and its pack's hash.
///
/// # Errors
/// The store's.
pub fn certificate(
    link: &mut Link,
    number: &str,
) -> Result<Option<(Certificate, CaseNumber, [u8; 32])>, Error> {
    let row = link.query_opt(
        "select e.number, e.case_id, e.issued_at, e.valid_until, c.number, c.pack_hash \
         from certificates e join cases c on c.id = e.case_id where e.number = $1",
        &[number.into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let case: String = row.get(4)?;
    Ok(Some((
        one_certificate(&row)?,
        number_of(&case, 4)?,
        row.get(5)?,
    )))
}

fn one_certificate(row: &Row) -> Result<Certificate, StoreError> {
    Ok(Certificate {
        number: row.get(0)?,
        case: row.get(1)?,
        issued_at: row.get(2)?,
        valid_until: row.get(3)?,
    })
}
