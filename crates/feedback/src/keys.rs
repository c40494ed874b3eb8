//! The keys that sign tokens: one for everybody whose case of a service was closed at an office. Each is an entry before it signs
//! anything, so that a key made for one person would be there for all to see.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::record::fact::feedback::{FEWEST_TOKENS, FeedbackKey, quarter_of};
use casework::record::{Fact, Tx};
use casework::store::{Link, Row};
use casework::{Actor, Casework, Error, Parts};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::publish::Cell;
use crate::token::{Signer, TokenError, Verifier};

/// For what the secret sides are sealed.
const SEALED: &str = "feedback signer";

/// A key as its entry made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// SHA-256 of `spki`.
    pub id: [u8; 32],
    /// Index of the entry that made it.
    pub entry: u64,
    /// For which service and office.
    pub cell: Cell,
    /// The quarter in which it was made.
    pub quarter: String,
    /// The public side.
    pub spki: Vec<u8>,
    /// When another took its place.
    pub ended: Option<Timestamp>,
    /// Tokens that it signed.
    pub issued: u64,
    /// Answers with its tokens, entered.
    pub given: u64,
}

/// A query of keys, with what comes after its columns.
macro_rules! keys {
    ($rest:literal) => {
        concat!(
            "select id, seq, pack, agency, quarter, spki, ended_at, issued, given from feedback_keys ",
            $rest
        )
    };
}

impl Key {
    fn of(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            entry: row.get(1)?,
            cell: Cell {
                service: row.get(2)?,
                office: row.get(3)?,
            },
            quarter: row.get(4)?,
            spki: row.get(5)?,
            ended: row.get(6)?,
            issued: row.get(7)?,
            given: row.get(8)?,
        })
    }

    /// What checks its tokens.
    ///
    /// # Errors
    /// [`TokenError::Key`] when the row was changed.
    pub fn verifier(&self) -> Result<Verifier, TokenError> {
        Verifier::read(&self.spki)
    }

    /// The public side as it is sent.
    #[must_use]
    pub fn spki(&self) -> String {
        STANDARD.encode(&self.spki)
    }

    /// Whether its time is over at this moment: the quarter is another, and it has signed for enough people.
    fn is_old(&self, now: Timestamp) -> bool {
        self.quarter < quarter_of(now) && self.issued >= FEWEST_TOKENS
    }
}

/// Keys, the newest first, before an entry.
pub(crate) fn list(link: &mut Link, before: Option<u64>, most: u32) -> Result<Vec<Key>, Error> {
    let before = before.map_or(i64::MAX, |b| i64::try_from(b).unwrap_or(i64::MAX));
    let sql = keys!("where seq < $1 order by seq desc limit $2");
    let rows = link.query(sql, &[before.into(), most.into()])?;
    rows.iter().map(Key::of).collect()
}

/// A key by its id.
pub(crate) fn by_id(link: &mut Link, id: [u8; 32]) -> Result<Option<Key>, Error> {
    let row = link.query_opt(keys!("where id = $1"), &[id.into()])?;
    row.as_ref().map(Key::of).transpose()
}

/// The key in force for a service at an office, if there is one.
pub(crate) fn current(link: &mut Link, cell: &Cell) -> Result<Option<Key>, Error> {
    let sql = keys!("where pack = $1 and agency = $2 and ended_at is null");
    let params = [cell.service.as_str().into(), cell.office.as_str().into()];
    link.query_opt(sql, &params)?
        .as_ref()
        .map(Key::of)
        .transpose()
}

/// The key in force; where there is none, or its time is over, a new one is made and entered.
///
/// # Errors
/// The store's.
pub(crate) async fn in_force(casework: &Casework, cell: &Cell) -> Result<Key, Error> {
    let (asked, clock) = (cell.clone(), casework.parts.clock.clone());
    let found = casework.read(move |link, _| current(link, &asked)).await?;
    if let Some(key) = found.filter(|key| !key.is_old(clock.now())) {
        return Ok(key);
    }
    let entropy = casework.parts.entropy.clone();
    let made = tokio::task::spawn_blocking(move || {
        let (signer, spki) = Signer::make(&entropy)?;
        Ok::<_, TokenError>((signer.write()?, spki))
    });
    let made = made.await.map_err(|_| Error::Panicked)?;
    let (secret, spki) = made.map_err(|_| Error::Panicked)?;
    let cell = cell.clone();
    casework
        .write(move |tx| enter(tx, &cell, &secret, &spki))
        .await
}

/// Enters a new key, unless somebody was faster.
fn enter(tx: &mut Tx<'_>, cell: &Cell, secret: &[u8], spki: &[u8]) -> Result<Key, Error> {
    let old = current(tx.link(), cell)?;
    if let Some(old) = old {
        if !old.is_old(tx.now()) {
            return Ok(old);
        }
        // It signs no more: nobody can make a token with it from here on.
        tx.side_table(
            "delete from feedback_signers where key = $1",
            vec![old.id.into()],
        )?;
    }
    let id: [u8; 32] = Sha256::digest(spki).into();
    let made = FeedbackKey {
        key: hex::encode(id),
        pack: cell.service.clone(),
        agency: cell.office.clone(),
        quarter: quarter_of(tx.now()),
        spki: STANDARD.encode(spki),
    };
    tx.append(Actor::System, Fact::FeedbackKeyMade(made))?;
    let sealed = tx.parts().keys.master_seal(&id, SEALED, secret);
    tx.side_table(
        "insert into feedback_signers (key, sealed) values ($1, $2)",
        vec![id.into(), sealed.into()],
    )?;
    by_id(tx.link(), id)?.ok_or(Error::NotFound)
}

/// The secret side of a key.
///
/// # Errors
/// [`Error::Conflict`] when it signs no more.
pub(crate) fn signer(link: &mut Link, parts: &Parts, id: [u8; 32]) -> Result<Signer, Error> {
    let sql = "select sealed from feedback_signers where key = $1";
    let row = link.query_opt(sql, &[id.into()])?;
    let sealed: Vec<u8> = row
        .ok_or(Error::Conflict("the key signs no more"))?
        .get(0)?;
    let secret = parts.keys.master_open(SEALED, &sealed)?;
    Signer::read(&secret).map_err(|_| Error::Conflict("the key cannot be read"))
}
