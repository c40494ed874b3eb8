//! A closed case is given its token, once.

use casework::record::fact::feedback::FeedbackToken;
use casework::record::{Fact, Tx};
use casework::store::Link;
use casework::{Actor, CaseId, CaseNumber, Casework, Error, Parts, PersonId};
use sha2::{Digest as _, Sha256};

use crate::keys::{self, Key};
use crate::publish::Cell;
use crate::token::{Blinding, SIGNATURE, Token, TokenError};

/// Why a case has no second token.
pub(crate) const HAD_IT: &str = "the case has had its token";

/// A closed case of somebody who may ask for its token.
#[derive(Clone, Debug)]
pub(crate) struct Closed {
    pub(crate) id: CaseId,
    pub(crate) cell: Cell,
    /// The version of the pack that it ran on.
    pub(crate) pack: [u8; 32],
    /// It has had its token.
    pub(crate) issued: bool,
}

/// The closed case of that number, for whoever asked for it.
///
/// # Errors
/// [`Error::NotFound`] for a case that is not theirs or not closed.
pub(crate) fn closed(
    link: &mut Link,
    parts: &Parts,
    person: PersonId,
    number: CaseNumber,
) -> Result<Closed, Error> {
    let sql = "select id, pack, agency, pack_hash from cases \
               where number = $1 and applicant = $2 and status = 'closed'";
    let row = link.query_opt(sql, &[number.to_string().into(), person.into()])?;
    let row = row.ok_or(Error::NotFound)?;
    let id: CaseId = row.get(0)?;
    let sql = "select 1 from feedback_issued where tag = $1";
    let issued = link.query_opt(sql, &[tag(parts, id).into()])?.is_some();
    Ok(Closed {
        id,
        cell: Cell {
            service: row.get(1)?,
            office: row.get(2)?,
        },
        pack: row.get(3)?,
        issued,
    })
}

/// What stands in the record for a case: a hash under a key of the house, so that no official with a seat at the case, and
/// nobody with the entries alone, learns whether its applicant answered.
pub(crate) fn tag(parts: &Parts, case: CaseId) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(parts.keys.derive("feedback of a case"));
    hash.update(case.0.to_be_bytes());
    hash.finalize().into()
}

/// Enters that the case is given a signature over `blinded`. Asked for again with the same, nothing more is entered.
///
/// # Errors
/// As [`closed`]; [`Error::Conflict`] for a second token, or when the key is not in force.
pub(crate) fn issue(
    tx: &mut Tx<'_>,
    (person, number): (PersonId, CaseNumber),
    key: [u8; 32],
    blinded: &[u8; SIGNATURE],
) -> Result<(), Error> {
    let parts = tx.parts();
    let case = closed(tx.link(), parts, person, number)?;
    let (tag, blinded): (_, [u8; 32]) = (tag(parts, case.id), Sha256::digest(blinded).into());
    let sql = "select key, blinded from feedback_issued where tag = $1";
    if let Some(row) = tx.query_opt(sql, &[tag.into()])? {
        let same = (row.get(0)?, row.get(1)?) == (key, blinded);
        return same.then_some(()).ok_or(Error::Conflict(HAD_IT));
    }
    let sql = "select 1 from feedback_keys where id = $1 and pack = $2 and agency = $3 and ended_at is null";
    let cell = case.cell;
    let params = [key.into(), cell.service.into(), cell.office.into()];
    if tx.query_opt(sql, &params)?.is_none() {
        return Err(Error::Conflict("the key is not in force"));
    }
    let issued = FeedbackToken {
        key: hex::encode(key),
        case: hex::encode(tag),
        blinded: hex::encode(blinded),
    };
    tx.append(Actor::System, Fact::FeedbackTokenIssued(issued))?;
    Ok(())
}

/// Signs a blinded token, once a case. Signed first and entered then: nobody is given the signature without the entry.
///
/// # Errors
/// As [`issue`]; [`Error::Field`] for what is no number below the modulus.
pub(crate) async fn sign(
    casework: &Casework,
    who: (PersonId, CaseNumber),
    key: [u8; 32],
    blinded: [u8; SIGNATURE],
) -> Result<[u8; SIGNATURE], Error> {
    let entropy = casework.parts.entropy.clone();
    let signed = casework
        .read(move |link, parts| {
            let signer = keys::signer(link, parts, key)?;
            signer.sign(&entropy, &blinded).map_err(|_| Error::Field {
                field: "blinded",
                reason: "not a number below the key's modulus",
            })
        })
        .await?;
    casework
        .write(move |tx| issue(tx, who, key, &blinded))
        .await?;
    Ok(signed)
}

/// Makes a token here, for a browser without a script. What would tie it to the case is dropped with this function.
///
/// # Errors
/// As [`sign`].
pub(crate) async fn plain(
    casework: &Casework,
    who: (PersonId, CaseNumber),
    key: &Key,
) -> Result<Token, Error> {
    let unusable = |_: TokenError| Error::Conflict("the key cannot be used");
    let verifier = key.verifier().map_err(unusable)?;
    let blinding = Blinding::begin(verifier, &casework.parts.entropy).map_err(unusable)?;
    let blinded = blinding.blinded().map_err(unusable)?;
    let signed = sign(casework, who, key.id, blinded).await?;
    blinding.finish(&signed).map_err(unusable)
}
