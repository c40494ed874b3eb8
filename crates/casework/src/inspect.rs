//! A look at a house without changing it, for who runs it: is the schema this program's, is the database the one that was published,
//! do the keys fit, does mail leave.

use crate::record::{LOG_ID, Secrets};
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
    /// The key files are those that the log was begun with.
    pub keys_fit: bool,
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
    let secrets = Secrets::load(&settings.keys_dir(), false, &settings.entropy)?;
    let parts = Parts::new(settings, &secrets);
    let sql = "select origin, vkey, size from log where id = $1";
    let row = link.query_opt(sql, &[LOG_ID.into()])?;
    let row = row.ok_or(Error::NotFound)?;
    let vkey: String = row.get(1)?;
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
        keys_fit: vkey == parts.identity.vkey(),
        waiting,
        given_up,
        unassigned,
    })
}
