//! A look at a house without changing it, for who runs it: is the schema this program's, is the database the one that was published,
//! do the keys fit, does mail leave.

use crate::record::{LOG_ID, Secrets, in_force};
use crate::store::{Link, MIGRATIONS, migrated};
use crate::{Error, Parts, Settings};

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The last migration of the database.
    pub migration: i64,
    /// The last that this program knows.
    pub known: i64,
    /// The log's name in the database.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// Entries of the checkpoint that lies beside the database, where there is one.
    pub published: Option<u64>,
    /// Why this machine cannot go on with the log: a key that signs is not here, or another key draws.
    pub keys_fault: Option<String>,
    /// Notices that wait to be sent.
    pub waiting: u64,
    /// Notices that were given up.
    pub given_up: u64,
    /// Open tasks for which nobody can be drawn.
    pub unassigned: u64,
}

/// Looks at the house of the settings.
///
/// # Errors
/// When the store or a key file cannot be read; [`Error::NotFound`] when there is no log yet.
pub fn inspect(settings: &Settings) -> Result<Inspection, Error> {
    let mut link = Link::open_reader(&settings.place())?;
    let secrets = Secrets::load(settings, false)?;
    let parts = Parts::new(settings, &secrets);
    let sql = "select origin, vrf_key, size from log where id = $1";
    let row = link.query_opt(sql, &[LOG_ID.into()])?;
    let row = row.ok_or(Error::NotFound)?;
    let drawing: Vec<u8> = row.get(1)?;
    let keys_fault = keys_fault(&mut link, &parts, &drawing)?;
    let mut count =
        |sql: &'static str| -> Result<u64, Error> { Ok(link.query(sql, &[])?[0].get(0)?) };
    let waiting = count("select count(*) from notices where state = 'queued'")?;
    let given_up = count("select count(*) from notices where state = 'failed'")?;
    let unassigned = count("select count(*) from tasks where state = 'open' and assignee is null")?;
    Ok(Inspection {
        migration: migrated(&mut link)?,
        known: MIGRATIONS.last().map_or(0, |m| m.0),
        origin: row.get(0)?,
        size: row.get(2)?,
        published: settings.published_size(),
        keys_fault,
        waiting,
        given_up,
        unassigned,
    })
}

fn keys_fault(link: &mut Link, parts: &Parts, drawing: &[u8]) -> Result<Option<String>, Error> {
    if drawing != parts.identity.draw.public_key().to_bytes() {
        return Ok(Some("draw.key is not the log's".into()));
    }
    let faults = in_force(link)?
        .into_iter()
        .find_map(|vkey| parts.identity.signers.has(&vkey).err());
    Ok(faults.map(|e| e.to_string()))
}
