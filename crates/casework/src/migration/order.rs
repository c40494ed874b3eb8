//! A move is proposed by the operator and confirmed, or refused, by a supervisor of the agency: two people, two entries.

use bpmn::migrate::Mapping;
use jiff::Timestamp;

use super::Versions;
use crate::record::fact::MigrationDecided;
use crate::record::{Fact, RecordError, Tx, open_entry};
use crate::store::{Link, Row, StoreError};
use crate::{Actor, Error, Parts, people};

/// Longest reason, in characters.
pub const LONGEST: usize = 2000;

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// It waits for a second person.
    Proposed,
    /// A supervisor agreed: the cases may be moved.
    Confirmed,
    /// A supervisor refused.
    Refused,
}

impl OrderState {
    /// The column's text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Proposed, Self::Confirmed, Self::Refused]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// A proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// The entry that proposed it: its name.
    pub seq: u64,
    /// Id of the pack.
    pub pack: String,
    /// Whose pack it is.
    pub agency: String,
    /// From which version, by hash.
    pub from: [u8; 32],
    /// To which version.
    pub to: [u8; 32],
    /// Where it stands.
    pub state: OrderState,
    /// Since when.
    pub proposed_at: Timestamp,
    /// When a supervisor decided.
    pub decided_at: Option<Timestamp>,
    /// What is mapped by hand.
    pub mapping: Mapping,
    /// Why.
    pub reason: String,
}

/// Proposes to move the running cases from one deployed version to another. The same proposal, still open, is not written twice.
///
/// # Errors
/// [`Error::Forbidden`] for all but the operator; [`Error::Migration`] when a version is not deployed; [`Error::Field`] for a
/// reason that is missing or too long.
pub fn propose(
    tx: &mut Tx<'_>,
    actor: Actor,
    versions: &Versions,
    reason: &str,
) -> Result<u64, Error> {
    if actor != Actor::Operator {
        return Err(Error::Forbidden("only an operator may"));
    }
    let reason = said(reason)?;
    for pack in [&versions.old, &versions.new] {
        let sql = "select 1 from packs where hash = $1";
        if tx.query_opt(sql, &[pack.hash.into()])?.is_none() {
            return Err(Error::Migration(format!(
                "{} {} is not deployed: deploy it first",
                pack.id, pack.version
            )));
        }
    }
    let parts = tx.parts();
    if let Some(open) = same_order(tx.link(), parts, versions)?
        && open.state == OrderState::Proposed
    {
        return Ok(open.seq);
    }
    tx.append(
        actor,
        Fact::MigrationProposed(crate::record::fact::MigrationProposed {
            pack: versions.old.id.clone(),
            agency: versions.old.agency.clone(),
            from: hex::encode(versions.old.hash),
            to: hex::encode(versions.new.hash),
            mapping: versions.mapping.clone(),
            reason,
        }),
    )
}

/// A supervisor of the agency confirms a proposal, or refuses it.
///
/// # Errors
/// [`Error::NotFound`] where it is not theirs to see; [`Error::Conflict`] when it was decided already.
pub fn decide(
    tx: &mut Tx<'_>,
    actor: Actor,
    seq: u64,
    confirmed: bool,
    reason: &str,
) -> Result<u64, Error> {
    let person = actor
        .person()
        .ok_or(Error::Forbidden("only a supervisor may"))?;
    let parts = tx.parts();
    let order = order(tx.link(), parts, seq)?;
    if !people::supervised(tx.link(), parts, person)?.contains(&order.agency) {
        return Err(Error::NotFound);
    }
    if order.state != OrderState::Proposed {
        return Err(Error::Conflict("it was decided already"));
    }
    let reason = said(reason)?;
    tx.append(
        actor,
        Fact::MigrationDecided(MigrationDecided {
            order: seq,
            confirmed,
            reason,
        }),
    )
}

fn said(reason: &str) -> Result<String, Error> {
    let reason = reason.trim();
    let wrong = if reason.is_empty() {
        "required"
    } else if reason.chars().count() > LONGEST {
        "too_long"
    } else {
        return Ok(reason.to_owned());
    };
    Err(Error::Field {
        field: "reason",
        reason: wrong,
    })
}

/// A proposal by its entry.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn order(link: &mut Link, parts: &Parts, seq: u64) -> Result<Order, Error> {
    let sql = "select seq, pack, agency, from_hash, to_hash, state, proposed_at, decided_at \
               from migration_orders where seq = $1";
    let row = link.query_opt(sql, &[seq.into()])?.ok_or(Error::NotFound)?;
    one(link, parts, &row)
}

/// The proposals of an agency before entry `before`, the newest first.
///
/// # Errors
/// The store's.
pub fn orders(
    link: &mut Link,
    parts: &Parts,
    agency: &str,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<Order>, Error> {
    let sql = "select seq, pack, agency, from_hash, to_hash, state, proposed_at, decided_at \
               from migration_orders where agency = $1 and seq < $2 order by seq desc limit $3";
    let before = before.unwrap_or(i64::MAX as u64);
    let rows = link.query(sql, &[agency.into(), before.into(), most.into()])?;
    rows.iter().map(|row| one(link, parts, row)).collect()
}

/// The newest proposal of exactly this move that was not refused.
///
/// # Errors
/// The store's.
pub fn same_order(
    link: &mut Link,
    parts: &Parts,
    versions: &Versions,
) -> Result<Option<Order>, Error> {
    let sql = "select seq, pack, agency, from_hash, to_hash, state, proposed_at, decided_at \
               from migration_orders where from_hash = $1 and to_hash = $2 and state <> $3 \
               order by seq desc";
    let refused = OrderState::Refused.as_str();
    let params = [
        versions.old.hash.into(),
        versions.new.hash.into(),
        refused.into(),
    ];
    for row in link.query(sql, &params)? {
        let order = one(link, parts, &row)?;
        if order.mapping == versions.mapping {
            return Ok(Some(order));
        }
    }
    Ok(None)
}

fn one(link: &mut Link, parts: &Parts, row: &Row) -> Result<Order, Error> {
    let (seq, state): (u64, String) = (row.get(0)?, row.get(5)?);
    let fact = open_entry(link, parts, seq)?.entry.fact;
    let Fact::MigrationProposed(crate::record::fact::MigrationProposed {
        mapping, reason, ..
    }) = fact
    else {
        return Err(RecordError::Missing(seq).into());
    };
    let state = OrderState::parse(&state).ok_or(StoreError::Column {
        index: 5,
        wanted: "state of a proposal",
    })?;
    Ok(Order {
        seq,
        pack: row.get(1)?,
        agency: row.get(2)?,
        from: row.get(3)?,
        to: row.get(4)?,
        state,
        proposed_at: row.get(6)?,
        decided_at: row.get(7)?,
        mapping,
        reason,
    })
}
