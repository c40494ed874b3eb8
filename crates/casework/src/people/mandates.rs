//! Acting for another: a named person, with both's consent, for a time, for one service or all.
//!
//! The principal offers, who is asked accepts; either ends it. What a representative does in a case is an entry
//! of theirs that says for whom ([`crate::record::Entry::behalf`]); that they read a case is one too.

use jiff::{SignedDuration, Timestamp};

use crate::record::fact::{MandateAccepted, MandateEnd, MandateEnded, MandateOffered};
use crate::record::{Fact, KeyId, Tx};
use crate::store::{Link, Row};
use crate::{Actor, Error, Parts, PersonId};

/// A query of mandates, with what comes after its columns: those that [`read`] takes, and the sealed address.
macro_rules! mandates {
    ($rest:literal) => {
        concat!(
            "select seq, principal, representative, service, state, offered_at, until_at, sealed \
             from mandates ",
            $rest
        )
    };
}

/// The longest time of a mandate: a year, then it is asked again.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(366 * 24);
/// Mandates that a person may have offered and not ended.
const MOST: i64 = 20;

/// A mandate, as its two sides see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// The entry that offered it.
    pub seq: u64,
    /// For whom.
    pub principal: PersonId,
    /// Who acts, once they agreed.
    pub representative: Option<PersonId>,
    /// For one service, by the pack's id.
    pub service: Option<String>,
    /// Where it stands.
    pub state: MandateState,
    /// Since when.
    pub offered_at: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// Where a mandate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MandateState {
    /// Who was asked has not answered.
    Offered,
    /// The representative may act.
    Active,
    /// Its time is over.
    Expired,
    /// It ended before.
    Ended,
}

impl MandateState {
    /// Its name in addresses and texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }
}

/// What a person offers.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The address of who is to act.
    pub to: String,
    /// For one service, by the pack's id.
    pub service: Option<String>,
    /// Until when.
    pub until: Timestamp,
}

/// Offers somebody to act for oneself. They are told by whoever calls.
///
/// # Errors
/// [`Error::Field`] for an address that is none or one's own, a service that is not offered, and for a time that is over or
/// too long;
/// [`Error::Conflict`] past twenty that run.
pub fn offer(tx: &mut Tx<'_>, principal: PersonId, offer: &Offer) -> Result<u64, Error> {
    let to = offer.to.trim();
    let field = |field, reason| Err(Error::Field { field, reason });
    if super::check_address(to).is_err() {
        return field("to", "address");
    }
    let parts = tx.parts();
    let tag = parts.keys.email_tag(to);
    if super::email_tag(tx.link(), principal)? == Some(tag) {
        return field("to", "own");
    }
    let latest = tx.now().checked_add(LONGEST).unwrap_or(Timestamp::MAX);
    if let Some(service) = &offer.service {
        let sql = "select 1 from packs where id = $1 and current = $2";
        let offered = tx.query_opt(sql, &[service.as_str().into(), true.into()])?;
        if offered.is_none() {
            return field("service", "not_offered");
        }
    }
    if offer.until <= tx.now() {
        return field("until", "past");
    }
    if offer.until > latest {
        return field("until", "too_far");
    }
    let sql = "select count(*) from mandates where principal = $1 and until_at > $2 \
               and state in ('offered', 'active')";
    let now = tx.now();
    let have: i64 = tx.query(sql, &[principal.into(), now.into()])?[0].get(0)?;
    if have >= MOST {
        return Err(Error::Conflict(
            "too many mandates run: end one of them first",
        ));
    }
    let fact = Fact::MandateOffered(MandateOffered {
        principal,
        to: to.to_owned(),
        tag: hex::encode(tag),
        service: offer.service.clone(),
        until: offer.until,
    });
    tx.append(Actor::Person(principal), fact)
}

/// Agrees to act for another.
///
/// # Errors
/// [`Error::NotFound`] for an offer to somebody else; [`Error::Conflict`] when it is not open any more.
pub fn accept(tx: &mut Tx<'_>, person: PersonId, seq: u64) -> Result<u64, Error> {
    let mandate = offered_to(tx, person, seq)?;
    // Who had one, too: a second official may be deciding on what they wrote.
    let sql = "select 1 from tasks t join cases c on c.id = t.case_id \
               where c.applicant = $1 and c.status not in ('closed', 'erased') \
               and t.role <> $2 and (t.assignee = $3 or t.done_by = $4) limit 1";
    let params = [
        mandate.principal.into(),
        pack::APPLICANT.into(),
        person.into(),
        Actor::Person(person).to_string().into(),
    ];
    if tx.query_opt(sql, &params)?.is_some() {
        return Err(Error::Conflict(
            "you have or had a task in a case of theirs: who decides cannot act for who asks",
        ));
    }
    let fact = Fact::MandateAccepted(MandateAccepted {
        mandate: seq,
        principal: mandate.principal,
        representative: person,
    });
    tx.append(Actor::Person(person), fact)
}

/// Ends a mandate: its principal takes it back, who was asked declines, the representative lays it down.
///
/// # Errors
/// As [`accept`].
pub fn end(tx: &mut Tx<'_>, person: PersonId, seq: u64) -> Result<u64, Error> {
    let now = tx.now();
    let sql = mandates!("where seq = $1 and (principal = $2 or representative = $3)");
    let params = [seq.into(), person.into(), person.into()];
    let own = tx.query_opt(sql, &params)?;
    let (mandate, how) = match own {
        Some(row) => {
            let mandate = read(&row, now)?;
            let how = if mandate.principal == person {
                MandateEnd::Withdrawn
            } else {
                MandateEnd::LaidDown
            };
            (mandate, how)
        }
        None => (offered_to(tx, person, seq)?, MandateEnd::Declined),
    };
    if !matches!(mandate.state, MandateState::Offered | MandateState::Active) {
        return Err(Error::Conflict("this mandate has ended already"));
    }
    let fact = Fact::MandateEnded(MandateEnded {
        mandate: seq,
        principal: mandate.principal,
        how,
    });
    tx.append(Actor::Person(person), fact)
}

fn offered_to(tx: &mut Tx<'_>, person: PersonId, seq: u64) -> Result<Mandate, Error> {
    let tag = super::email_tag(tx.link(), person)?.ok_or(Error::NotFound)?;
    let sql = mandates!("where seq = $1 and tag = $2");
    let row = tx.query_opt(sql, &[seq.into(), tag.into()])?;
    let mandate = read(&row.ok_or(Error::NotFound)?, tx.now())?;
    if mandate.state != MandateState::Offered {
        return Err(Error::Conflict("this offer is not open any more"));
    }
    Ok(mandate)
}

fn read(row: &Row, now: Timestamp) -> Result<Mandate, Error> {
    let (service, state): (String, String) = (row.get(3)?, row.get(4)?);
    let until: Timestamp = row.get(6)?;
    let state = match state.as_str() {
        "offered" | "active" if until <= now => MandateState::Expired,
        "offered" => MandateState::Offered,
        "active" => MandateState::Active,
        _ => MandateState::Ended,
    };
    Ok(Mandate {
        seq: row.get(0)?,
        principal: row.get(1)?,
        representative: row.get(2)?,
        service: Some(service).filter(|s| !s.is_empty()),
        state,
        offered_at: row.get(5)?,
        until,
    })
}

/// The mandates that a person gave, the newest first, each with the address it was offered to.
///
/// # Errors
/// The store's.
pub fn given(
    link: &mut Link,
    parts: &Parts,
    principal: PersonId,
) -> Result<Vec<(Mandate, String)>, Error> {
    let key = parts.keys.get(link, KeyId::Person(principal))?;
    let sql = mandates!("where principal = $1 order by seq desc limit 100");
    let now = parts.clock.now();
    let one = |row: &Row| {
        let sealed: Vec<u8> = row.get(7)?;
        let to = key.open("mandate", &sealed)?;
        Ok((read(row, now)?, String::from_utf8_lossy(&to).into_owned()))
    };
    link.query(sql, &[principal.into()])?
        .iter()
        .map(one)
        .collect()
}

/// The mandates that were offered to a person or that they hold, the newest first.
///
/// # Errors
/// The store's.
pub fn held(link: &mut Link, parts: &Parts, person: PersonId) -> Result<Vec<Mandate>, Error> {
    let tag = super::email_tag(link, person)?.unwrap_or([0; 32]);
    let sql = mandates!(
        "where representative = $1 or (state = 'offered' and tag = $2) order by seq desc limit 100"
    );
    let now = parts.clock.now();
    let rows = link.query(sql, &[person.into(), tag.into()])?;
    rows.iter().map(|row| read(row, now)).collect()
}

/// For whom a person may act in a service at that moment.
///
/// # Errors
/// The store's.
pub fn principals(
    link: &mut Link,
    person: PersonId,
    service: &str,
    now: Timestamp,
) -> Result<Vec<PersonId>, Error> {
    let sql = "select distinct principal from mandates where representative = $1 \
               and state = 'active' and until_at > $2 and service in ('', $3) order by principal";
    let rows = link.query(sql, &[person.into(), now.into(), service.into()])?;
    Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
}

/// Whether `person` may act for `principal` in a service at that moment.
///
/// # Errors
/// The store's.
pub fn represents(
    link: &mut Link,
    person: PersonId,
    principal: PersonId,
    service: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let sql = "select 1 from mandates where representative = $1 and principal = $2 \
               and state = 'active' and until_at > $3 and service in ('', $4) limit 1";
    let params = [person.into(), principal.into(), now.into(), service.into()];
    Ok(link.query_opt(sql, &params)?.is_some())
}

/// Who was to act for `principal` at some time since then, in whatever service: nobody of them decides on a case that was
/// open in that time, though they laid the mandate down in the meantime.
///
/// # Errors
/// The store's.
pub fn of_their_side(
    link: &mut Link,
    principal: PersonId,
    since: Timestamp,
) -> Result<Vec<PersonId>, Error> {
    // What ends in the batch in which a case is opened has its time: it counts.
    let sql = "select distinct representative from mandates where principal = $1 \
               and representative is not null and until_at > $2 \
               and (ended_at is null or ended_at >= $3) order by representative";
    let rows = link.query(sql, &[principal.into(), since.into(), since.into()])?;
    Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
}

/// Who may act for `principal` in a service at that moment.
///
/// # Errors
/// The store's.
pub fn representatives(
    link: &mut Link,
    principal: PersonId,
    service: &str,
    now: Timestamp,
) -> Result<Vec<PersonId>, Error> {
    let sql = "select distinct representative from mandates where principal = $1 \
               and state = 'active' and until_at > $2 and service in ('', $3) order by representative";
    let rows = link.query(sql, &[principal.into(), now.into(), service.into()])?;
    Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
}
