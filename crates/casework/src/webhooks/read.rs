//! Webhooks and what they were sent.

use jiff::Timestamp;

use crate::store::{Link, Row};
use crate::{CaseNumber, Error};

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The entry that added it.
    pub id: u64,
    /// Whose cases it is told of.
    pub agency: String,
    /// Where it is.
    pub url: String,
    /// What it is told.
    pub events: Vec<String>,
    /// When it was added.
    pub added: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// It ended because nothing could be delivered.
    pub failing: bool,
    pub(super) nonce: Vec<u8>,
}

/// An event for a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The entry that it tells of.
    pub seq: u64,
    /// Of which kind.
    pub kind: String,
    /// The case.
    pub number: Option<CaseNumber>,
    /// `queued`, `sent`, `failed`.
    pub state: String,
    /// How often it was sent.
    pub attempts: u32,
    /// When it was taken or given up, or is sent next.
    pub at: Timestamp,
    /// Why it was not taken.
    pub error: Option<String>,
}

/// The webhooks of an agency, the newest first.
///
/// # Errors
/// The store's.
pub fn of_agency(link: &mut Link, agency: &str) -> Result<Vec<Webhook>, Error> {
    let sql = "select id, agency, url, events, added_at, ended_at, failing, nonce from webhooks \
               where agency = $1 order by id desc limit 200";
    link.query(sql, &[agency.into()])?.iter().map(one).collect()
}

/// A webhook by its id.
///
/// # Errors
/// The store's.
pub fn webhook(link: &mut Link, id: u64) -> Result<Option<Webhook>, Error> {
    let sql = "select id, agency, url, events, added_at, ended_at, failing, nonce from webhooks \
               where id = $1";
    let row = link.query_opt(sql, &[id.into()])?;
    row.as_ref().map(one).transpose()
}

/// The webhooks that work.
pub(super) fn working(link: &mut Link) -> Result<Vec<Webhook>, Error> {
    let sql = "select id, agency, url, events, added_at, ended_at, failing, nonce from webhooks \
               where ended_at is null order by id";
    link.query(sql, &[])?.iter().map(one).collect()
}

/// What a webhook was sent or is to be sent, the newest first, before an entry.
///
/// # Errors
/// The store's.
pub fn deliveries(
    link: &mut Link,
    id: u64,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<Delivery>, Error> {
    let before = before
        .and_then(|b| i64::try_from(b).ok())
        .unwrap_or(i64::MAX);
    let rows = link.query(
        "select d.seq, e.kind, c.number, d.state, d.attempts, coalesce(d.done_at, d.next_at), d.error \
         from webhook_deliveries d join entries e on e.log = 1 and e.seq = d.seq \
         left join cases c on c.id = e.case_id \
         where d.webhook = $1 and d.seq < $2 order by d.seq desc limit $3",
        &[id.into(), before.into(), most.into()],
    )?;
    let one = |row: &Row| {
        let number: Option<String> = row.get(2)?;
        Ok(Delivery {
            seq: row.get(0)?,
            kind: row.get(1)?,
            number: number.and_then(|n| n.parse().ok()),
            state: row.get(3)?,
            attempts: row.get(4)?,
            at: row.get(5)?,
            error: row.get(6)?,
        })
    };
    rows.iter().map(one).collect()
}

fn one(row: &Row) -> Result<Webhook, Error> {
    let events: String = row.get(3)?;
    Ok(Webhook {
        id: row.get(0)?,
        agency: row.get(1)?,
        url: row.get(2)?,
        events: events.split(' ').map(str::to_owned).collect(),
        added: row.get(4)?,
        ended: row.get(5)?,
        failing: row.get(6)?,
        nonce: row.get(7)?,
    })
}
