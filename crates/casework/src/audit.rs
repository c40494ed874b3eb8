//! The audit: everything that the record claims, recomputed from the entries alone.
//!
//! Entries are opened and checked one by one (commitment, time, order, columns, draws), hashed into a
//! tree that must give the tiles and the signed checkpoints, and folded into a scratch database with
//! the same code that made the state; each row of each state table is then compared.

mod ahead;
mod archives;
mod deadlines;
mod documents;
mod draws;
mod entries;
mod finding;
mod identity;
mod keys;
mod mends;
mod rows;
mod signed;
mod tree;

pub use finding::{Finding, Report};

use std::collections::HashMap;

use crate::record::{LOG_ID, Secrets};
use crate::store::{Link, Place, migrate};
use crate::{CaseId, Error, Parts, PersonId, Settings};

use identity::Created;
use keys::Unreadable;

/// What the entries told beside the state that they fold into.
#[derive(Default)]
struct Told {
    entries: u64,
    tree: tlog::Frontier,
    /// Root after so many entries, for the checkpoint beside the database.
    published_root: Option<tlog::Hash>,
    /// What the first entry says of the log.
    created: Option<Created>,
    /// Cases and people whose erasure is an entry, and which.
    erased_cases: HashMap<CaseId, u64>,
    erased_people: HashMap<PersonId, u64>,
    /// Entries that no key opens.
    unreadable: Unreadable,
    jumps: u64,
    offsets: u64,
}

/// Audits the log of the given settings. The database is only read, from one snapshot.
///
/// # Errors
/// When it cannot be read at all; whatever is wrong inside is in the report.
pub fn audit(settings: &Settings) -> Result<Report, Error> {
    let mut link = Link::open(&settings.place())?;
    let secrets = Secrets::load(settings, false)?;
    let parts = Parts::new(settings, &secrets);
    link.begin_read()?;
    let report = on_snapshot(settings, &mut link, &parts);
    link.rollback();
    report
}

fn on_snapshot(settings: &Settings, link: &mut Link, parts: &Parts) -> Result<Report, Error> {
    let mut report = Report::default();
    let published = tree::published(settings, link, &mut report)?;
    let mut scratch = scratch(link)?;
    // A ring of its own: keys that the scratch database makes and forgets are not the house's.
    let folding = Parts {
        packs: parts.packs.clone(),
        ..parts.fresh()
    };
    let told = entries::check(
        link,
        &mut scratch,
        &folding,
        published.as_ref(),
        &mut report,
    )?;
    tree::check(link, &mut scratch, published.as_ref(), &told, &mut report)?;
    identity::check(link, &mut scratch, parts, &told, &mut report)?;
    keys::check(&told, &mut report);
    rows::check(link, &mut scratch, &told, &mut report)?;
    archives::check(&mut scratch, &folding, &mut report)?;
    documents::check(link, &mut scratch, &folding, &mut report)?;
    report.entries = told.entries;
    report.jumps = told.jumps;
    report.offsets = told.offsets;
    Ok(report)
}

/// An empty database with what no entry can tell: the wrapped keys and the packs' files.
fn scratch(link: &mut Link) -> Result<Link, Error> {
    let mut scratch = Link::open(&Place::Scratch)?;
    migrate(&mut scratch)?;
    // One key a case: they are handed over one by one.
    scratch.begin()?;
    link.stream("select id, wrapped from keys", &mut |_, row| {
        let sql = "insert into keys (id, wrapped) values ($1, $2)";
        Ok(scratch.queue(sql, row.0)?)
    })?;
    scratch.commit()?;
    for row in link.query("select hash, files from pack_files", &[])? {
        scratch.execute(
            "insert into pack_files (hash, files) values ($1, $2)",
            row.values(),
        )?;
    }
    let sql = "select id, origin, vkey, vrf_key, size, frontier, time, checkpoint from log \
               where id = $1";
    for row in link.query(sql, &[LOG_ID.into()])? {
        scratch.execute(
            "insert into log (id, origin, vkey, vrf_key, size, frontier, time, checkpoint) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            row.values(),
        )?;
    }
    Ok(scratch)
}
