//! What is published, read from the rows.

use std::collections::BTreeMap;

use casework::record::fact::feedback::{Asked, GivenBatch};
use casework::record::{Fact, LOG_ID, open_entry, receipt as receipt_of};
use casework::store::{Link, Row};
use casework::{Error, Parts};
use jiff::Timestamp;

use crate::publish::{Cell, Figures, Tally, figures};

/// A batch: its entry, when it came, from where, what it says together.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    pub(crate) entry: u64,
    pub(crate) at: Timestamp,
    pub(crate) cell: Cell,
    pub(crate) tally: Tally,
}

/// All figures.
///
/// # Errors
/// The store's.
pub(crate) fn published(link: &mut Link) -> Result<Figures, Error> {
    let sql = "select k.pack, k.agency, a.how, a.asked, count(*) from feedback_answers a \
               join feedback_keys k on k.id = a.key group by k.pack, k.agency, a.how, a.asked";
    let mut cells: BTreeMap<Cell, Tally> = BTreeMap::new();
    for row in link.query(sql, &[])? {
        let cell = Cell {
            service: row.get(0)?,
            office: row.get(1)?,
        };
        count(cells.entry(cell).or_default(), &row, 2)?;
    }
    Ok(figures(&cells))
}

/// Adds a row's answers: how, asked, how many.
fn count(tally: &mut Tally, row: &Row, from: usize) -> Result<(), Error> {
    let (how, asked, count): (i64, String, u64) =
        (row.get(from)?, row.get(from + 1)?, row.get(from + 2)?);
    if let Some(asked) = Asked::parse(&asked) {
        tally.add(how, asked, count);
    }
    Ok(())
}

/// Batches, the newest first, before an entry; of one service and office where they are named.
///
/// # Errors
/// The store's.
pub(crate) fn batches(
    link: &mut Link,
    cell: Option<&Cell>,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<Batch>, Error> {
    let before = before.map_or(i64::MAX, |b| i64::try_from(b).unwrap_or(i64::MAX));
    let rows = match cell {
        None => link.query(
            "select distinct a.batch, k.pack, k.agency from feedback_answers a join feedback_keys k \
             on k.id = a.key where a.batch < $1 order by a.batch desc limit $2",
            &[before.into(), most.into()],
        )?,
        Some(cell) => link.query(
            "select distinct a.batch, k.pack, k.agency from feedback_answers a join feedback_keys k \
             on k.id = a.key where a.batch < $1 and k.pack = $2 and k.agency = $3 \
             order by a.batch desc limit $4",
            &[
                before.into(),
                cell.service.as_str().into(),
                cell.office.as_str().into(),
                most.into(),
            ],
        )?,
    };
    let mut all = Vec::new();
    for row in &rows {
        let entry: u64 = row.get(0)?;
        let mut tally = Tally::default();
        let sql = "select how, asked, count(*) from feedback_answers where batch = $1 \
                   group by how, asked";
        for row in link.query(sql, &[entry.into()])? {
            count(&mut tally, &row, 0)?;
        }
        let sql = "select time from entries where log = $1 and seq = $2";
        let time = link.query_opt(sql, &[LOG_ID.into(), entry.into()])?;
        all.push(Batch {
            entry,
            at: time.ok_or(Error::NotFound)?.get(0)?,
            cell: Cell {
                service: row.get(1)?,
                office: row.get(2)?,
            },
            tally,
        });
    }
    Ok(all)
}

/// What the entry of a batch says.
///
/// # Errors
/// [`Error::NotFound`] for an entry of another kind, which is not told.
pub(crate) fn batch(link: &mut Link, parts: &Parts, entry: u64) -> Result<GivenBatch, Error> {
    must_be(link, entry, "feedback.given")?;
    match open_entry(link, parts, entry)?.entry.fact {
        Fact::FeedbackGiven(batch) => Ok(batch),
        _ => Err(Error::NotFound),
    }
}

/// The receipt of an entry that is public: a key, a batch.
///
/// # Errors
/// [`Error::NotFound`] for an entry of another kind.
pub(crate) fn receipt(
    link: &mut Link,
    parts: &Parts,
    entry: u64,
    kind: &str,
) -> Result<Vec<u8>, Error> {
    must_be(link, entry, kind)?;
    Ok(receipt_of(link, parts, entry)?.encode())
}

fn must_be(link: &mut Link, entry: u64, kind: &str) -> Result<(), Error> {
    let sql = "select 1 from entries where log = $1 and seq = $2 and kind = $3";
    let params = [LOG_ID.into(), entry.into(), kind.into()];
    link.query_opt(sql, &params)?
        .map(drop)
        .ok_or(Error::NotFound)
}
