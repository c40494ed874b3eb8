//! How a house does, in numbers, for whoever runs it: what waits, since when, and what has failed. Nothing of any person.

use jiff::Timestamp;

use crate::record::LOG_ID;
use crate::store::{Link, StoreError, Value};

/// What waits of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: u64,
    /// Since when the oldest waits, or should have been done.
    pub oldest: Option<Timestamp>,
}

impl Waiting {
    /// Seconds that the oldest waits; 0 where nothing does.
    pub fn seconds(&self, now: Timestamp) -> u64 {
        let since = self.oldest.map_or(0, |at| now.duration_since(at).as_secs());
        u64::try_from(since).unwrap_or(0)
    }
}

/// The open tasks of one role of one agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The agency.
    pub agency: String,
    /// The role.
    pub role: String,
    /// The tasks, by when they were opened.
    pub waiting: Waiting,
    /// Of these, past their time.
    pub overdue: u64,
}

/// The numbers of a house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vitals {
    /// Entries in the log.
    pub entries: u64,
    /// Open tasks.
    pub queues: Vec<Queue>,
    /// Notices that wait to leave, by when they are due.
    pub outbox: Waiting,
    /// Notices that were given up.
    pub outbox_failed: u64,
    /// Of these, those by SMS and by push: the next channel was tried where there was one.
    pub sms_failed: u64,
    /// As `sms_failed`.
    pub push_failed: u64,
    /// Events that should have been sent to webhooks, by when they were due.
    pub webhooks: Waiting,
    /// Webhooks that were ended since nothing could be delivered.
    pub webhooks_failing: u64,
    /// Cases that stand still because of a fault, by when they stopped.
    pub incidents: Waiting,
    /// Calls to other systems that wait.
    pub calls: u64,
    /// Calls that were given up.
    pub calls_failed: u64,
    /// Jobs that wait for a worker, or that one holds.
    pub jobs: u64,
    /// Jobs that were given up.
    pub jobs_failed: u64,
    /// Timers whose time has passed: how far the scheduler is behind.
    pub timers: Waiting,
}

/// Reads the numbers. Each is answered from an index or from what is open, never from all that ever was.
///
/// # Errors
/// The store's.
pub fn vitals(link: &mut Link, now: Timestamp) -> Result<Vitals, StoreError> {
    let (entries, _) = crate::record::checkpoint(link)?;
    Ok(Vitals {
        entries,
        queues: queues(link)?,
        outbox: waiting(
            link,
            "select count(*), min(next_at) from notices where state = 'queued' and next_at <= $1",
            now,
        )?,
        outbox_failed: count(link, "select count(*) from notices where state = 'failed'")?,
        sms_failed: count(
            link,
            "select count(*) from notices where state = 'failed' and channel = 'sms'",
        )?,
        push_failed: count(
            link,
            "select count(*) from notices where state = 'failed' and channel = 'push'",
        )?,
        webhooks: waiting(
            link,
            "select count(*), min(next_at) from webhook_deliveries where state = 'queued' and next_at <= $1 \
             and exists (select 1 from webhooks w where w.id = webhook and w.ended_at is null)",
            now,
        )?,
        webhooks_failing: flagged(link, "select count(*) from webhooks where failing = $1")?,
        incidents: waiting(
            link,
            "select count(*), min(raised_at) from incidents where ended_at is null and raised_at <= $1",
            now,
        )?,
        calls: count(link, "select count(*) from calls where state = 'queued'")?,
        calls_failed: count(link, "select count(*) from calls where state = 'failed'")?,
        jobs: count(
            link,
            "select count(*) from external_jobs where state in ('waiting', 'locked')",
        )?,
        jobs_failed: count(
            link,
            "select count(*) from external_jobs where state = 'failed'",
        )?,
        timers: waiting(
            link,
            "select count(*), min(due_at) from timers where due_at <= $1",
            now,
        )?,
    })
}

fn queues(link: &mut Link) -> Result<Vec<Queue>, StoreError> {
    let sql = "select c.agency, t.role, count(*), min(t.opened_at), \
               count(case when t.overdue = $1 then 1 end) \
               from tasks t join cases c on c.id = t.case_id where t.state = 'open' \
               group by c.agency, t.role order by c.agency, t.role";
    let rows = link.query(sql, &[true.into()])?;
    let read = |row: &crate::store::Row| {
        Ok(Queue {
            agency: row.get(0)?,
            role: row.get(1)?,
            waiting: Waiting {
                count: row.get(2)?,
                oldest: row.get(3)?,
            },
            overdue: row.get(4)?,
        })
    };
    rows.iter().map(read).collect()
}

fn count(link: &mut Link, sql: &'static str) -> Result<u64, StoreError> {
    link.query(sql, &[])?[0].get(0)
}

fn flagged(link: &mut Link, sql: &'static str) -> Result<u64, StoreError> {
    link.query(sql, &[true.into()])?[0].get(0)
}

fn waiting(link: &mut Link, sql: &'static str, now: Timestamp) -> Result<Waiting, StoreError> {
    let rows = link.query(sql, &[Value::from(now)])?;
    Ok(Waiting {
        count: rows[0].get(0)?,
        oldest: rows[0].get(1)?,
    })
}

/// Notices that have not left, by when they were written: a failed try puts off when one is due, not this.
///
/// # Errors
/// The store's.
pub fn held_up(link: &mut Link) -> Result<Waiting, StoreError> {
    let sql = "select count(*), min(seq) from notices where state = 'queued'";
    let rows = link.query(sql, &[])?;
    let first: Option<u64> = rows[0].get(1)?;
    let sql = "select time from entries where log = $1 and seq = $2";
    let written = match first {
        Some(seq) => link.query_opt(sql, &[LOG_ID.into(), seq.into()])?,
        None => None,
    };
    Ok(Waiting {
        count: rows[0].get(0)?,
        oldest: written.map(|row| row.get(0)).transpose()?,
    })
}
