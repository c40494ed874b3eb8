//! The fold over what stopped a case, and what was proposed and done about it.

use super::Fold;
use crate::case::Status;
use crate::record::{Entry, Fact};
use crate::{CaseId, Error};

impl Fold<'_> {
    pub(super) fn mending(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        match &entry.fact {
            Fact::IncidentRaised { .. } => self.raised(entry, id),
            Fact::IncidentPassed { .. } => self.runs_again(entry, id),
            Fact::IncidentRetried { events, .. } => {
                self.runs_again(entry, id)?;
                self.events(entry, id, events)
            }
            Fact::MendProposed { incident, .. } => self.mend_proposed(entry, id, *incident),
            Fact::MendConfirmed {
                proposal, events, ..
            } => {
                self.mend_decided(entry, id, *proposal, "confirmed")?;
                self.runs_again(entry, id)?;
                self.events(entry, id, events)
            }
            Fact::MendRefused { proposal, .. } => {
                self.mend_decided(entry, id, *proposal, "refused")
            }
            Fact::MendWithdrawn { proposal, .. } => {
                self.mend_decided(entry, id, *proposal, "withdrawn")
            }
            _ => Ok(()),
        }
    }

    fn raised(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        self.case(id)?.status = Status::Incident;
        let params = vec![id.into(), entry.seq.into(), entry.time.into()];
        let sql = "insert into incidents (case_id, seq, raised_at) values ($1, $2, $3)";
        Ok(self.queue(sql, params)?)
    }

    /// Nothing stops the case any more; what still does is raised anew.
    fn runs_again(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        let case = self.case(id)?;
        case.status = match case.paused_at {
            Some(_) => Status::Paused,
            None => Status::Open,
        };
        let params = vec![id.into(), entry.time.into()];
        self.queue(
            "update incidents set ended_at = $2 where case_id = $1 and ended_at is null",
            params,
        )?;
        self.void(entry, id)
    }

    fn mend_proposed(&mut self, entry: &Entry, id: CaseId, incident: u64) -> Result<(), Error> {
        let params = vec![
            id.into(),
            entry.seq.into(),
            incident.into(),
            entry.actor.to_string().into(),
            entry.time.into(),
        ];
        Ok(self.queue(
            "insert into mends (case_id, seq, incident, proposed_by, proposed_at, state) \
             values ($1, $2, $3, $4, $5, 'waiting')",
            params,
        )?)
    }

    fn mend_decided(
        &mut self,
        entry: &Entry,
        id: CaseId,
        proposal: u64,
        state: &str,
    ) -> Result<(), Error> {
        let params = vec![
            id.into(),
            proposal.into(),
            state.into(),
            entry.actor.to_string().into(),
            entry.time.into(),
        ];
        Ok(self.queue(
            "update mends set state = $3, decided_by = $4, decided_at = $5 \
             where case_id = $1 and seq = $2",
            params,
        )?)
    }

    /// The case is no longer as it was when its waiting proposals were made.
    pub(super) fn void(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        let params = vec![id.into(), entry.time.into()];
        Ok(self.queue(
            "update mends set state = 'void', decided_at = $2 \
             where case_id = $1 and state = 'waiting'",
            params,
        )?)
    }
}
