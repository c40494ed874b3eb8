//! Versions by name, and the cases that run on them.

use jiff::Timestamp;

use crate::case::Case;
use crate::record::KeyId;
use crate::store::{Link, Row, StoreError};
use crate::{CaseId, Error, Parts};

/// A deployed version, and how many cases run on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// SHA-256 of its files.
    pub hash: [u8; 32],
    /// Id of the pack.
    pub pack: String,
    /// What the pack calls it.
    pub version: String,
    /// New cases run on it.
    pub current: bool,
    /// When it was deployed first.
    pub deployed_at: Timestamp,
    /// Cases that run on it and have not ended.
    pub running: u64,
}

/// The deployed versions of an agency's packs, the newest of each pack first.
///
/// # Errors
/// The store's.
pub fn deployed(link: &mut Link, agency: &str) -> Result<Vec<VersionLine>, StoreError> {
    let sql = "select p.hash, p.id, p.version, p.current, p.deployed_at, \
               (select count(*) from cases c where c.pack_hash = p.hash and c.closed_at is null \
                and c.status <> 'erased') \
               from packs p where p.agency = $1 order by p.id, p.deployed_at desc, p.hash";
    let rows = link.query(sql, &[agency.into()])?;
    rows.iter().map(line).collect()
}

/// The versions of a name: a version number, or the beginning of a hash (eight digits or more). `pack` narrows it.
///
/// # Errors
/// The store's.
pub fn named(
    link: &mut Link,
    name: &str,
    pack: Option<&str>,
) -> Result<Vec<VersionLine>, StoreError> {
    let sql = "select p.hash, p.id, p.version, p.current, p.deployed_at, \
               (select count(*) from cases c where c.pack_hash = p.hash and c.closed_at is null \
                and c.status <> 'erased') \
               from packs p order by p.id, p.deployed_at desc, p.hash";
    let wanted = name.to_ascii_lowercase();
    let hash = wanted.len() >= 8 && wanted.bytes().all(|b| b.is_ascii_hexdigit());
    let is = |line: &VersionLine| {
        let called = line.version == name || hash && hex::encode(line.hash).starts_with(&wanted);
        called && pack.is_none_or(|pack| pack == line.pack)
    };
    let rows = link.query(sql, &[])?;
    let all: Vec<VersionLine> = rows.iter().map(line).collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(is).collect())
}

/// The only version of a name.
///
/// # Errors
/// [`Error::Migration`] when there is none, or more than one.
pub fn by_name(link: &mut Link, name: &str, pack: Option<&str>) -> Result<VersionLine, Error> {
    let mut found = named(link, name, pack)?;
    match (found.len(), found.pop()) {
        (1, Some(line)) => Ok(line),
        (0, _) | (_, None) => Err(Error::Migration(format!("no version {name} is deployed"))),
        _ => Err(Error::Migration(format!(
            "more than one version is called {name}: give its hash, or --pack"
        ))),
    }
}

fn line(row: &Row) -> Result<VersionLine, StoreError> {
    Ok(VersionLine {
        hash: row.get(0)?,
        pack: row.get(1)?,
        version: row.get(2)?,
        current: row.get(3)?,
        deployed_at: row.get(4)?,
        running: row.get(5)?,
    })
}

/// A case that runs.
pub type Running = Result<Case, (CaseId, Error)>;

/// The cases that run on a version after case `after`, in their order. One that cannot be opened is told with why.
///
/// # Errors
/// The store's.
pub fn running(
    link: &mut Link,
    parts: &Parts,
    hash: &[u8; 32],
    after: CaseId,
    most: u32,
) -> Result<Vec<Running>, Error> {
    let one = |link: &mut Link, id: CaseId| {
        let key = parts.keys.get(link, KeyId::Case(id)).map_err(Error::from);
        Case::load(link, id, key).map_err(|e| (id, e))
    };
    let ids = running_on(link, hash, after, most)?;
    Ok(ids.into_iter().map(|id| one(link, id)).collect())
}

/// The ids of these cases.
///
/// # Errors
/// The store's.
pub fn running_on(
    link: &mut Link,
    hash: &[u8; 32],
    after: CaseId,
    most: u32,
) -> Result<Vec<CaseId>, StoreError> {
    let sql = "select id from cases where pack_hash = $1 and closed_at is null \
               and status <> 'erased' and id > $2 order by id limit $3";
    let rows = link.query(sql, &[(*hash).into(), after.into(), most.into()])?;
    rows.iter().map(|row| row.get(0)).collect()
}
