//! Rows of what follows from imported data: written by an import, computed again by an audit.
//!
//! Rows belong to the import that made them. A publisher's row says which import is the current one,
//! and the entry that ends an import changes it: so readers see all of the old or all of the new.

use std::io::{Read as _, Write as _};

use casework::Error;
use casework::record::Tx;
use casework::store::{Link, Row, StoreError, Value};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::derive::{Coverage, Flag, Process};
use crate::release::Told;

/// Bytes of a piece of a file: a row that both stores take without effort.
pub const PIECE: usize = 1 << 20;
/// Longest release that is unpacked; none longer is read.
const LONGEST_RELEASE: u64 = 256 << 20;

/// Keeps bytes under their hash.
///
/// # Errors
/// The store's.
pub fn put_blob(tx: &mut Tx<'_>, hash: [u8; 32], bytes: &[u8]) -> Result<(), StoreError> {
    // An empty file has a piece, too: so it can be told from one that is gone.
    let pieces = bytes.chunks(PIECE).chain(bytes.is_empty().then_some(bytes));
    for (n, piece) in (0_i64..).zip(pieces) {
        put_piece(tx, hash, n, piece)?;
    }
    Ok(())
}

/// Keeps a piece of a file under the file's hash.
///
/// # Errors
/// The store's.
pub fn put_piece(tx: &mut Tx<'_>, hash: [u8; 32], n: i64, piece: &[u8]) -> Result<(), StoreError> {
    tx.side_table(
        "insert into import_blobs (hash, n, bytes) values ($1, $2, $3) \
         on conflict (hash, n) do nothing",
        vec![hash.into(), n.into(), piece.into()],
    )
}

/// A piece of a file; none after the last.
///
/// # Errors
/// The store's.
pub fn blob_piece(link: &mut Link, hash: [u8; 32], n: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "select bytes from import_blobs where hash = $1 and n = $2";
    let row = link.query_opt(sql, &[hash.into(), n.into()])?;
    row.map(|r| r.get(0)).transpose()
}

/// Writes a process with all that follows from it.
///
/// # Errors
/// The store's.
pub fn put_process(tx: &mut Tx<'_>, import: i64, p: &Process) -> Result<(), Error> {
    let t = &p.told;
    tx.side_table(
        "insert into releases (hash, packed) values ($1, $2) on conflict (hash) do nothing",
        vec![p.release.into(), pack(&p.text).into()],
    )?;
    let standing = standing(tx, &p.flags)?;
    tx.side_table(
        "insert into contracts (import, ocid, release, title, buyer, buyer_name, method, status, \
         day, year, amount, currency, score, standing) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        vec![
            import.into(),
            (&t.ocid).into(),
            p.release.into(),
            (&t.title).into(),
            (&t.buyer).into(),
            (&t.buyer_name).into(),
            (&t.method).into(),
            (&t.status).into(),
            t.day.into(),
            t.year.into(),
            t.amount.into(),
            (&t.currency).into(),
            p.score.into(),
            standing.into(),
        ],
    )?;
    for (role, party, name) in &t.parties {
        tx.side_table(
            "insert into contract_parties (import, role, party, ocid, name) \
             values ($1, $2, $3, $4, $5)",
            vec![
                import.into(),
                (*role).into(),
                party.into(),
                (&t.ocid).into(),
                name.into(),
            ],
        )?;
    }
    for (scope, word) in &t.words {
        tx.side_table(
            "insert into contract_words (import, scope, word, ocid) values ($1, $2, $3, $4)",
            vec![
                import.into(),
                (*scope).into(),
                word.into(),
                (&t.ocid).into(),
            ],
        )?;
    }
    for flag in &p.flags {
        put_flag(tx, import, flag)?;
    }
    Ok(())
}

/// Writes a flag.
///
/// # Errors
/// The store's.
pub fn put_flag(tx: &mut Tx<'_>, import: i64, f: &Flag) -> Result<(), StoreError> {
    let evidence = serde_json::to_string(&f.evidence).unwrap_or_default();
    let says = serde_json::to_string(&f.says).unwrap_or_default();
    tx.side_table(
        "insert into flags (import, id, about, subject, indicator, value, bar, sure, weight, \
         evidence, says) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         on conflict (import, id) do nothing",
        vec![
            import.into(),
            f.id.into(),
            (&f.about).into(),
            (&f.subject).into(),
            (&f.indicator).into(),
            (&f.value).into(),
            (&f.bar).into(),
            (&f.sure).into(),
            f.weight.into(),
            evidence.into(),
            says.into(),
        ],
    )
}

/// Writes how far an indicator could look.
///
/// # Errors
/// The store's.
pub fn put_coverage(tx: &mut Tx<'_>, import: i64, c: &Coverage) -> Result<(), StoreError> {
    let missing = serde_json::to_string(&c.missing).unwrap_or_default();
    tx.side_table(
        "insert into indicator_coverage (import, indicator, computed, apart, missing) \
         values ($1, $2, $3, $4, $5)",
        vec![
            import.into(),
            (&c.indicator).into(),
            c.computed.into(),
            c.apart.into(),
            missing.into(),
        ],
    )
}

/// Deletes up to so many processes of an import that is no longer, or was never, the current one.
/// Says whether there may be more.
///
/// # Errors
/// The store's.
pub fn sweep(tx: &mut Tx<'_>, import: i64, most: i64) -> Result<bool, Error> {
    let sql = "select ocid, release from contracts where import = $1 limit $2";
    let found = tx.query(sql, &[import.into(), most.into()])?;
    for row in &found {
        let (ocid, release): (String, [u8; 32]) = (row.get(0)?, row.get(1)?);
        let both = || vec![import.into(), ocid.as_str().into()];
        tx.side_table(
            "delete from contract_words where import = $1 and ocid = $2",
            both(),
        )?;
        tx.side_table(
            "delete from contract_parties where import = $1 and ocid = $2",
            both(),
        )?;
        tx.side_table(
            "delete from flags where import = $1 and about = 'process' and subject = $2",
            both(),
        )?;
        tx.side_table(
            "delete from contracts where import = $1 and ocid = $2",
            both(),
        )?;
        tx.side_table(
            "delete from releases where hash = $1 \
             and not exists (select 1 from contracts c where c.release = hash)",
            vec![release.into()],
        )?;
    }
    if found.is_empty() {
        tx.side_table("delete from flags where import = $1", vec![import.into()])?;
        tx.side_table(
            "delete from indicator_coverage where import = $1",
            vec![import.into()],
        )?;
    }
    Ok(!found.is_empty())
}

/// The weights of a process's different indicators with a flag that nobody dismissed.
fn standing(tx: &mut Tx<'_>, flags: &[Flag]) -> Result<i64, StoreError> {
    let mut counted: Vec<(&str, i64)> = Vec::new();
    for flag in flags {
        let new = counted.iter().all(|(code, _)| *code != flag.indicator);
        if new && !is_dismissed(tx.link(), flag.id)? {
            counted.push((&flag.indicator, flag.weight));
        }
    }
    Ok(counted.iter().map(|(_, weight)| weight).sum())
}

/// Whether what was last said of a flag is that it is dismissed.
///
/// # Errors
/// The store's.
pub fn is_dismissed(link: &mut Link, flag: [u8; 32]) -> Result<bool, StoreError> {
    let sql = "select act from flag_acts where flag = $1 and act in ('dismissed', 'reopened') \
               order by seq desc limit 1";
    match link.query_opt(sql, &[flag.into()])? {
        Some(row) => Ok(row.get::<String>(0)? == "dismissed"),
        None => Ok(false),
    }
}

/// Computes anew what stands of a process's score, after somebody dismissed or reopened a flag.
///
/// # Errors
/// The store's.
pub fn rank(tx: &mut Tx<'_>, import: i64, ocid: &str) -> Result<(), Error> {
    let flags = flags_about(tx.link(), import, "process", ocid)?;
    let standing = standing(tx, &flags)?;
    Ok(tx.side_table(
        "update contracts set standing = $3 where import = $1 and ocid = $2",
        vec![import.into(), ocid.into(), standing.into()],
    )?)
}

/// The flags about something, as one import found them; sorted by id.
///
/// # Errors
/// The store's.
pub fn flags_about(
    link: &mut Link,
    import: i64,
    about: &str,
    subject: &str,
) -> Result<Vec<Flag>, Error> {
    let sql = "select id, about, subject, indicator, value, bar, sure, weight, evidence, says \
               from flags where import = $1 and about = $2 and subject = $3";
    let rows = link.query(sql, &[import.into(), about.into(), subject.into()])?;
    // Sorted here: asked to, SQLite goes through all flags in the order of their ids (measured).
    let mut flags = rows.iter().map(flag).collect::<Result<Vec<_>, Error>>()?;
    flags.sort_by_key(|f| f.id);
    Ok(flags)
}

/// A flag from its row: id, about, subject, indicator, value, bar, sure, weight, evidence, says.
///
/// # Errors
/// When a column is of another type.
pub fn flag(row: &Row) -> Result<Flag, Error> {
    let (evidence, says): (String, String) = (row.get(8)?, row.get(9)?);
    Ok(Flag {
        id: row.get(0)?,
        about: row.get(1)?,
        subject: row.get(2)?,
        indicator: row.get(3)?,
        value: row.get(4)?,
        bar: row.get(5)?,
        sure: row.get(6)?,
        weight: row.get(7)?,
        evidence: serde_json::from_str(&evidence).unwrap_or_default(),
        says: serde_json::from_str(&says).unwrap_or_default(),
    })
}

/// A process as its rows tell of it; without what a role or scope may not be.
///
/// # Errors
/// The store's.
pub fn process(link: &mut Link, import: i64, ocid: &str) -> Result<Option<Process>, Error> {
    let sql = "select ocid, title, buyer, buyer_name, method, status, day, year, amount, currency, \
               release, score from contracts where import = $1 and ocid = $2";
    let key: [Value; 2] = [import.into(), ocid.into()];
    let Some(row) = link.query_opt(sql, &key)? else {
        return Ok(None);
    };
    let sql = "select role, party, name from contract_parties where import = $1 and ocid = $2";
    let mut parties = Vec::new();
    for row in link.query(sql, &key)? {
        let role: String = row.get(0)?;
        parties.push((known(&role), row.get(1)?, row.get(2)?));
    }
    parties.sort_unstable();
    let sql = "select scope, word from contract_words where import = $1 and ocid = $2";
    let mut words = Vec::new();
    for row in link.query(sql, &key)? {
        let scope: String = row.get(0)?;
        words.push((known(&scope), row.get(1)?));
    }
    words.sort_unstable();
    let release: [u8; 32] = row.get(10)?;
    Ok(Some(Process {
        told: Told {
            ocid: row.get(0)?,
            title: row.get(1)?,
            buyer: row.get(2)?,
            buyer_name: row.get(3)?,
            method: row.get(4)?,
            status: row.get(5)?,
            day: row.get(6)?,
            year: row.get(7)?,
            amount: row.get(8)?,
            currency: row.get(9)?,
            parties,
            words,
        },
        text: release_text(link, release)?.unwrap_or_default(),
        release,
        flags: flags_about(link, import, "process", ocid)?,
        score: row.get(11)?,
    }))
}

/// Roles and scopes that there are; others nobody wrote but somebody else.
fn known(word: &str) -> &'static str {
    ["bidder", "buyer", "entity", "supplier", "text"]
        .into_iter()
        .find(|k| *k == word)
        .unwrap_or("unknown")
}

/// A compiled release by its hash.
///
/// # Errors
/// The store's.
pub fn release_text(link: &mut Link, hash: [u8; 32]) -> Result<Option<String>, StoreError> {
    let sql = "select packed from releases where hash = $1";
    let row = link.query_opt(sql, &[hash.into()])?;
    let packed: Option<Vec<u8>> = row.map(|r| r.get(0)).transpose()?;
    Ok(packed.and_then(|bytes| unpack(&bytes)))
}

fn pack(text: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    // Writing to a vector does not fail; if it did, the release would be missing, and be said to.
    encoder
        .write_all(text.as_bytes())
        .and_then(|()| encoder.finish())
        .unwrap_or_default()
}

fn unpack(packed: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut from = ZlibDecoder::new(packed).take(LONGEST_RELEASE);
    from.read_to_string(&mut text).ok()?;
    Some(text)
}
