//! A case's row: read, opened, written.

use super::{Case, Inside, Status};
use crate::record::{DataKey, RecordError};
use crate::store::{Link, Row, StoreError, Value};
use crate::{CaseId, Error};

const SELECT: &str = "select number, pack, pack_hash, agency, applicant, status, outcome, \
    opened_at, closed_at, due_at, paused_at, paused_left, worked_days, entries, sealed, \
    waited_days from cases where id = $1";

impl Case {
    /// Reads a case and opens it with its key. An erased case is read with nothing inside.
    ///
    /// # Errors
    /// [`Error::NotFound`], or that the row was changed.
    pub fn load(link: &mut Link, id: CaseId, key: Result<DataKey, Error>) -> Result<Self, Error> {
        let row = link
            .query_opt(SELECT, &[id.into()])?
            .ok_or(Error::NotFound)?;
        let mut case = Self::from_row(id, &row)?;
        if case.status == Status::Erased {
            return Ok(case);
        }
        let sealed: Vec<u8> = row.get(14)?;
        let plain = key?.open("case row", &sealed)?;
        case.inside = serde_json::from_slice(&plain).map_err(RecordError::body)?;
        Ok(case)
    }

    fn from_row(id: CaseId, row: &Row) -> Result<Self, Error> {
        let number: String = row.get(0)?;
        let status: String = row.get(5)?;
        Ok(Self {
            id,
            number: number.parse().map_err(RecordError::body)?,
            pack: row.get(1)?,
            pack_hash: row.get(2)?,
            agency: row.get(3)?,
            applicant: row.get(4)?,
            status: Status::parse(&status).ok_or(StoreError::Column {
                index: 5,
                wanted: "case status",
            })?,
            outcome: row.get(6)?,
            opened_at: row.get(7)?,
            closed_at: row.get(8)?,
            due_at: row.get(9)?,
            paused_at: row.get(10)?,
            paused_left: row.get(11)?,
            worked_days: row.get(12)?,
            waited_days: row.get(15)?,
            entries: row.get(13)?,
            inside: Inside::default(),
            salt: [0; 32],
            dirty: false,
            fresh: false,
        })
    }

    /// The statement that writes the row of a new case.
    pub(crate) fn insert(&self, sealed: Vec<u8>) -> (&'static str, Vec<Value>) {
        let params = vec![
            self.id.into(),
            self.number.to_string().into(),
            self.pack.as_str().into(),
            self.pack_hash.into(),
            self.agency.as_str().into(),
            self.applicant.into(),
            self.status.as_str().into(),
            self.outcome.clone().into(),
            self.opened_at.into(),
            self.closed_at.into(),
            self.due_at.into(),
            self.paused_at.into(),
            self.paused_left.into(),
            self.worked_days.into(),
            self.entries.into(),
            sealed.into(),
            self.waited_days.into(),
        ];
        (
            "insert into cases (id, number, pack, pack_hash, agency, applicant, status, outcome, \
             opened_at, closed_at, due_at, paused_at, paused_left, worked_days, entries, sealed, \
             waited_days) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
            params,
        )
    }

    /// The statement that writes what can change in the row of a case.
    pub(crate) fn update(&self, sealed: Vec<u8>) -> (&'static str, Vec<Value>) {
        let params = vec![
            self.id.into(),
            self.status.as_str().into(),
            self.outcome.clone().into(),
            self.closed_at.into(),
            self.due_at.into(),
            self.paused_at.into(),
            self.paused_left.into(),
            self.worked_days.into(),
            self.entries.into(),
            sealed.into(),
            self.pack_hash.into(),
            self.waited_days.into(),
        ];
        (
            "update cases set status = $2, outcome = $3, closed_at = $4, due_at = $5, \
             paused_at = $6, paused_left = $7, worked_days = $8, entries = $9, sealed = $10, \
             pack_hash = $11, waited_days = $12 where id = $1",
            params,
        )
    }
}
