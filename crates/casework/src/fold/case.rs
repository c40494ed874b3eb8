//! The fold over a case: its process, its tasks, its clocks, what was said and added.

use std::collections::BTreeSet;

use bpmn::Event;

use super::{CASE_ROW, Fold, bytes32};
use crate::case::{Case, Inside, Status, TimerKind};
use crate::record::{Entry, Fact, KeyId, RecordError};
use crate::store::Value;
use crate::{CaseId, Error};

impl Fold<'_> {
    /// Loads the case where it is not loaded yet.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store's.
    pub(crate) fn case(&mut self, id: CaseId) -> Result<&mut Case, Error> {
        if !self.cases.contains_key(&id) {
            let case = self.load(id)?;
            self.cases.insert(id, case);
        }
        self.cases.get_mut(&id).ok_or(Error::NotFound)
    }

    fn load(&mut self, id: CaseId) -> Result<Case, Error> {
        let key = self.key(KeyId::Case(id));
        Case::load(self.link, id, key)
    }

    pub(super) fn case_entry(&mut self, entry: &Entry) -> Result<(), Error> {
        if let Fact::CaseOpened { .. } = entry.fact {
            self.opened(entry)?;
        }
        self.fact(entry)?;
        self.count(entry)
    }

    /// Notes that the case has one entry more: the row is written with it at the next flush.
    pub(super) fn count(&mut self, entry: &Entry) -> Result<(), Error> {
        let Some(in_case) = entry.case else {
            return Ok(());
        };
        let case = self.case(in_case.number.id())?;
        if case.entries + 1 != in_case.n {
            return Err(Error::Gap {
                case: in_case.number,
                has: case.entries,
                next: in_case.n,
            });
        }
        case.entries = in_case.n;
        case.salt = entry.salt;
        case.dirty = true;
        Ok(())
    }

    fn opened(&mut self, entry: &Entry) -> Result<(), Error> {
        let (
            Fact::CaseOpened {
                pack,
                pack_hash,
                agency,
                applicant,
                content,
                due,
                ..
            },
            Some(in_case),
        ) = (&entry.fact, entry.case)
        else {
            return Ok(());
        };
        let case = Case {
            id: in_case.number.id(),
            number: in_case.number,
            pack: pack.clone(),
            pack_hash: bytes32(pack_hash)?,
            agency: agency.clone(),
            applicant: *applicant,
            status: Status::Open,
            outcome: None,
            opened_at: entry.time,
            closed_at: None,
            due_at: *due,
            paused_at: None,
            paused_left: None,
            worked_days: None,
            waited_days: None,
            entries: 0,
            inside: Inside {
                content: content.clone(),
                ..Inside::default()
            },
            salt: entry.salt,
            dirty: true,
            fresh: true,
        };
        self.cases.insert(case.id, case);
        Ok(())
    }

    fn fact(&mut self, entry: &Entry) -> Result<(), Error> {
        let Some(id) = entry.case_id() else {
            return Ok(());
        };
        match &entry.fact {
            Fact::CaseOpened { events, .. }
            | Fact::RuleDecided { events, .. }
            | Fact::ServiceDone { events, .. }
            | Fact::MessageCorrelated { events, .. }
            | Fact::TimerFired { events, .. } => self.events(entry, id, events),
            Fact::IncidentRaised { .. }
            | Fact::IncidentRetried { .. }
            | Fact::IncidentPassed { .. }
            | Fact::MendProposed { .. }
            | Fact::MendConfirmed { .. }
            | Fact::MendRefused { .. }
            | Fact::MendWithdrawn { .. } => self.mending(entry, id),
            Fact::CaseMigrated { .. } => self.migrated(entry),
            Fact::CaseHeld(held) => self.held(entry, id, held),
            Fact::CaseReleased(released) => self.released(entry, id, released),
            Fact::TaskCompleted {
                job,
                departed,
                events,
                ..
            } => {
                self.done(entry, *job, "done", *departed)?;
                self.events(entry, id, events)
            }
            Fact::TaskLapsed { job, events, .. } => {
                self.done(entry, *job, "lapsed", false)?;
                self.events(entry, id, events)
            }
            Fact::TaskAssigned { .. } | Fact::TaskWaiting { .. } => self.handed(entry),
            Fact::TaskDeclined { job, person, .. } => {
                let params = vec![id.into(), (*job).into(), (*person).into()];
                Ok(self.queue(
                    "insert into declined (case_id, job, person) values ($1, $2, $3) \
                     on conflict (case_id, job, person) do nothing",
                    params,
                )?)
            }
            Fact::TaskReminded { job, n, .. } => self.unset(id, TimerKind::Remind, *job, *n),
            Fact::TaskOverdue { job, .. } => {
                self.unset(id, TimerKind::Overdue, *job, 0)?;
                let params = vec![id.into(), (*job).into(), true.into()];
                let sql = "update tasks set overdue = $3 where case_id = $1 and job = $2";
                Ok(self.queue(sql, params)?)
            }
            Fact::TaskCorrected(what) => self.corrected(entry, id, what),
            Fact::InformationAsked(_)
            | Fact::InformationGiven(_)
            | Fact::InformationLapsed(_)
            | Fact::InformationWithdrawn(_) => self.information(entry, id),
            Fact::ClockPaused { left_us, .. } => {
                let case = self.case(id)?;
                case.status = Status::Paused;
                case.paused_at = Some(entry.time);
                case.paused_left = Some(*left_us);
                case.due_at = None;
                Ok(())
            }
            Fact::ClockResumed { due, waited_us } => {
                let case = self.case(id)?;
                if let Some(waited) = waited_us {
                    *case.inside.waited_us.get_or_insert(0) += waited;
                }
                case.status = Status::Open;
                case.paused_at = None;
                case.paused_left = None;
                case.due_at = Some(*due);
                Ok(())
            }
            Fact::CaseClosed {
                outcome,
                worked_days,
                waited_days,
            } => {
                let case = self.case(id)?;
                case.status = Status::Closed;
                case.outcome = Some(outcome.clone());
                case.closed_at = Some(entry.time);
                case.worked_days = Some(*worked_days);
                case.waited_days = *waited_days;
                Ok(())
            }
            Fact::MessageSent { .. } | Fact::DocumentAdded { .. } => self.said(entry),
            Fact::CertificateIssued {
                number,
                valid_until,
                ..
            } => {
                let params = vec![
                    number.into(),
                    id.into(),
                    entry.time.into(),
                    (*valid_until).into(),
                ];
                Ok(self.queue(
                    "insert into certificates (number, case_id, issued_at, valid_until) \
                     values ($1, $2, $3, $4)",
                    params,
                )?)
            }
            _ => self.outside(entry, id),
        }
    }

    fn said(&mut self, entry: &Entry) -> Result<(), Error> {
        let Some(id) = entry.case_id() else {
            return Ok(());
        };
        let key = self.key(KeyId::Case(id))?;
        match &entry.fact {
            Fact::MessageSent(sent) => {
                self.case(id)?.inside.messages = sent.n;
                let params = vec![
                    id.into(),
                    sent.n.into(),
                    sent.side.as_str().into(),
                    entry.actor.to_string().into(),
                    entry.time.into(),
                    key.seal(&entry.salt, "message", sent.text.as_bytes())
                        .into(),
                ];
                Ok(self.queue(
                    "insert into messages (case_id, n, side, author, sent_at, sealed) \
                     values ($1, $2, $3, $4, $5, $6)",
                    params,
                )?)
            }
            Fact::DocumentAdded {
                hash,
                field,
                name,
                media,
                size,
            } => {
                let params = vec![
                    id.into(),
                    bytes32(hash)?.into(),
                    field.into(),
                    media.into(),
                    (*size).into(),
                    entry.time.into(),
                    key.seal(&entry.salt, "document name", name.as_bytes())
                        .into(),
                ];
                Ok(self.queue(
                    "insert into documents (case_id, hash, field, media, size, added_at, sealed) \
                     values ($1, $2, $3, $4, $5, $6, $7) \
                     on conflict (case_id, hash, field) do nothing",
                    params,
                )?)
            }
            _ => Ok(()),
        }
    }

    /// Applies engine events; then tasks and timers that the process no longer has are closed.
    pub(super) fn events(
        &mut self,
        entry: &Entry,
        id: CaseId,
        events: &[Event],
    ) -> Result<(), Error> {
        // Only a stopped case has proposals, and they are for the process as it was.
        if !events.is_empty() && self.case(id)?.status == Status::Incident {
            self.void(entry, id)?;
        }
        let hash = self.case(id)?.pack_hash;
        let pack = self.parts.packs.get(self.link, &hash)?;
        let case = self.case(id)?;
        for event in events {
            case.inside.state.apply(&pack.process, event);
        }
        let jobs: BTreeSet<u64> = case.inside.state.jobs().map(|job| job.key.0).collect();
        let gone: Vec<u64> = case
            .inside
            .open
            .keys()
            .filter(|job| !jobs.contains(job))
            .copied()
            .collect();
        for job in gone {
            self.close(id, job)?;
            let params = vec![id.into(), job.into(), "withdrawn".into()];
            let sql = "update tasks set state = $3, waits_until = null \
                 where case_id = $1 and job = $2 and state = 'open'";
            self.queue(sql, params)?;
        }
        self.withdrawn(id, &jobs)?;
        self.engine_timers(id)
    }

    /// The case's key is gone: what is left of its rows says only that there was a case.
    pub(super) fn erased(&mut self, entry: &Entry) -> Result<(), Error> {
        let Fact::CaseErased { case, .. } = &entry.fact else {
            return Ok(());
        };
        self.not_held(entry, *case)?;
        self.cases.remove(case);
        let nothing = || Value::Blob(Vec::new());
        let id = || Value::from(*case);
        self.queue(
            "update cases set status = 'erased', applicant = null, sealed = $2 where id = $1",
            vec![id(), nothing()],
        )?;
        self.outside_erased(*case)?;
        self.queue(
            "update messages set sealed = $2 where case_id = $1",
            vec![id(), nothing()],
        )?;
        self.queue(
            "update documents set sealed = $2 where case_id = $1",
            vec![id(), nothing()],
        )?;
        Ok(self.queue(
            "update notices set sealed = $2 where case_id = $1",
            vec![id(), nothing()],
        )?)
    }

    /// Writes the rows of the cases that changed.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        let dirty: Vec<CaseId> = self
            .cases
            .iter()
            .filter(|(_, c)| c.dirty)
            .map(|(id, _)| *id)
            .collect();
        for id in dirty {
            let key = self.key(KeyId::Case(id))?;
            let case = self.case(id)?;
            case.dirty = false;
            let fresh = std::mem::take(&mut case.fresh);
            let plain = serde_json::to_vec(&case.inside).map_err(RecordError::body)?;
            let sealed = key.seal(&case.salt, CASE_ROW, &plain);
            let (sql, params) = if fresh {
                case.insert(sealed)
            } else {
                case.update(sealed)
            };
            self.queue(sql, params)?;
        }
        Ok(())
    }
}
