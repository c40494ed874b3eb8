//! The fold over what is done outside: calls, jobs for workers, workers themselves, and what is published.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Fold, bytes32};
use crate::record::{Entry, Fact, KeyId, RecordError};
use crate::store::Value;
use crate::{Actor, CaseId, Error};

impl Fold<'_> {
    pub(super) fn outside(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        match &entry.fact {
            Fact::CallQueued { .. } | Fact::CallAnswered { .. } | Fact::CallFailed(_) => {
                self.call(entry, id)
            }
            Fact::JobQueued { .. }
            | Fact::JobLocked { .. }
            | Fact::JobExtended { .. }
            | Fact::JobCompleted(_)
            | Fact::JobFailed { .. } => self.external(entry, id),
            Fact::RegisterPublished { line, .. } => {
                let pack = self.case(id)?.pack.clone();
                let line = serde_json::to_string(line).map_err(RecordError::body)?;
                let params = vec![
                    entry.seq.into(),
                    id.into(),
                    pack.into(),
                    entry.time.into(),
                    line.into(),
                ];
                Ok(self.queue(
                    "insert into register (seq, case_id, pack, published_at, line) \
                     values ($1, $2, $3, $4, $5)",
                    params,
                )?)
            }
            _ => Ok(()),
        }
    }

    fn call(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        match &entry.fact {
            Fact::CallQueued {
                job,
                element,
                origin,
                request,
            } => {
                let plain = serde_json::to_vec(request).map_err(RecordError::body)?;
                let key = self.key(KeyId::Case(id))?;
                let params = vec![
                    id.into(),
                    (*job).into(),
                    element.into(),
                    origin.into(),
                    "queued".into(),
                    0_i64.into(),
                    entry.time.into(),
                    key.seal(&entry.salt, "call", &plain).into(),
                ];
                self.case(id)?.inside.outside.insert(*job);
                Ok(self.queue(
                    "insert into calls (case_id, job, element, origin, state, attempts, next_at, sealed) \
                     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (case_id, job) do update set \
                     origin = excluded.origin, state = excluded.state, attempts = excluded.attempts, \
                     next_at = excluded.next_at, error = null, sealed = excluded.sealed",
                    params,
                )?)
            }
            Fact::CallAnswered { job, events, .. } => {
                let params = vec![id.into(), (*job).into()];
                self.queue(
                    "update calls set state = 'answered', attempts = attempts + 1, error = null \
                     where case_id = $1 and job = $2 and state = 'queued'",
                    params,
                )?;
                self.case(id)?.inside.outside.remove(job);
                self.events(entry, id, events)
            }
            Fact::CallFailed(crate::record::fact::CallFailed {
                job,
                error,
                attempts,
                next,
                ..
            }) => {
                let state = if next.is_some() { "queued" } else { "failed" };
                if next.is_none() {
                    self.case(id)?.inside.outside.remove(job);
                }
                let params = vec![
                    id.into(),
                    (*job).into(),
                    state.into(),
                    (*attempts).into(),
                    next.unwrap_or(entry.time).into(),
                    error.into(),
                ];
                Ok(self.queue(
                    "update calls set state = $3, attempts = $4, next_at = $5, error = $6 \
                     where case_id = $1 and job = $2 and state = 'queued'",
                    params,
                )?)
            }
            _ => Ok(()),
        }
    }

    fn external(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        match &entry.fact {
            Fact::JobQueued {
                job,
                element,
                topic,
                give,
                retries,
            } => {
                let key = self.key(KeyId::Case(id))?;
                let params = vec![
                    entry.seq.into(),
                    id.into(),
                    (*job).into(),
                    element.into(),
                    topic.into(),
                    "waiting".into(),
                    (*retries).into(),
                    entry.time.into(),
                    key.seal(&entry.salt, "job", give.as_bytes()).into(),
                ];
                self.case(id)?.inside.outside.insert(*job);
                Ok(self.queue(
                    "insert into external_jobs (id, case_id, job, element, topic, state, retries, next_at, sealed) \
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    params,
                )?)
            }
            Fact::JobLocked { id: job, until, .. } => {
                let worker = match entry.actor {
                    Actor::Worker(worker) => Some(worker),
                    _ => None,
                };
                let params = vec![
                    (*job).into(),
                    worker.into(),
                    entry.seq.into(),
                    (*until).into(),
                ];
                Ok(self.queue(
                    "update external_jobs set state = 'locked', worker = $2, lock_seq = $3, \
                     locked_until = $4 where id = $1",
                    params,
                )?)
            }
            Fact::JobExtended { id: job, until, .. } => {
                let sql = "update external_jobs set locked_until = $2 where id = $1";
                Ok(self.queue(sql, vec![(*job).into(), (*until).into()])?)
            }
            Fact::JobCompleted(crate::record::fact::JobCompleted {
                id: row,
                job,
                events,
                ..
            }) => {
                self.unlocked(*row, "done", None, None)?;
                self.case(id)?.inside.outside.remove(job);
                self.events(entry, id, events)
            }
            Fact::JobFailed {
                id: row,
                job,
                retries,
                next,
                ..
            } => {
                if next.is_none() {
                    self.case(id)?.inside.outside.remove(job);
                }
                let state = if next.is_some() { "waiting" } else { "failed" };
                self.unlocked(*row, state, Some(*retries), *next)
            }
            _ => Ok(()),
        }
    }

    fn unlocked(
        &mut self,
        row: u64,
        state: &str,
        retries: Option<u32>,
        next: Option<Timestamp>,
    ) -> Result<(), Error> {
        let retries = retries.map(i64::from);
        let next = next.map(Timestamp::as_microsecond);
        let params = vec![row.into(), state.into(), retries.into(), next.into()];
        Ok(self.queue(
            "update external_jobs set state = $2, worker = null, lock_seq = null, \
             locked_until = null, retries = coalesce($3, retries), \
             next_at = coalesce($4, next_at) where id = $1",
            params,
        )?)
    }

    /// What the process no longer waits for is not asked any more.
    pub(super) fn withdrawn(&mut self, id: CaseId, jobs: &BTreeSet<u64>) -> Result<(), Error> {
        let outside = &mut self.case(id)?.inside.outside;
        let gone: Vec<u64> = outside.difference(jobs).copied().collect();
        outside.retain(|job| jobs.contains(job));
        for job in gone {
            let params = || vec![id.into(), job.into()];
            self.queue(
                "update calls set state = 'withdrawn' \
                 where case_id = $1 and job = $2 and state = 'queued'",
                params(),
            )?;
            self.queue(
                "update external_jobs set state = 'withdrawn', worker = null, lock_seq = null, \
                 locked_until = null \
                 where case_id = $1 and job = $2 and state in ('waiting', 'locked')",
                params(),
            )?;
        }
        Ok(())
    }

    /// Nothing of an erased case is asked, given or shown any more.
    pub(super) fn outside_erased(&mut self, id: CaseId) -> Result<(), Error> {
        let sealed = || vec![id.into(), Value::Blob(Vec::new())];
        self.queue(
            "update calls set state = 'withdrawn', sealed = $2 where case_id = $1",
            sealed(),
        )?;
        self.queue(
            "update external_jobs set state = 'withdrawn', sealed = $2 where case_id = $1",
            sealed(),
        )?;
        let sql = "update register set line = '' where case_id = $1";
        Ok(self.queue(sql, vec![id.into()])?)
    }

    pub(super) fn worker_entry(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.fact {
            Fact::WorkerAdded(crate::record::fact::WorkerAdded {
                worker,
                name,
                topics,
                most,
                token,
            }) => {
                let params = vec![
                    (*worker).into(),
                    name.into(),
                    bytes32(token)?.into(),
                    topics.join(" ").into(),
                    (*most).into(),
                    entry.time.into(),
                ];
                Ok(self.queue(
                    "insert into workers (id, name, token_hash, topics, most, added_at) \
                     values ($1, $2, $3, $4, $5, $6)",
                    params,
                )?)
            }
            Fact::WorkerRevoked { worker } => {
                let sql = "update workers set revoked_at = $2 where id = $1";
                self.queue(sql, vec![(*worker).into(), entry.time.into()])?;
                Ok(self.queue(
                    "update external_jobs set state = 'waiting', worker = null, lock_seq = null, \
                     locked_until = null where worker = $1 and state = 'locked'",
                    vec![(*worker).into()],
                )?)
            }
            _ => Ok(()),
        }
    }
}
