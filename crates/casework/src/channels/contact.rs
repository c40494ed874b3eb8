//! What a person chose.

use super::{kept, ways};
use crate::record::fact::{ChangedContact, Channel, Contact, Quiet};
use crate::record::{Fact, RecordError, Tx};
use crate::store::Link;
use crate::{Actor, Error, Parts, PersonId};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// How a person chose to be reached; by e-mail at any hour where they said nothing.
///
/// # Errors
/// The store's.
pub fn contact(link: &mut Link, parts: &Parts, person: PersonId) -> Result<Contact, Error> {
    kept(link, parts, person, |link, key| {
        let sql = "select sealed from contacts where person = $1";
        let Some(row) = link.query_opt(sql, &[person.into()])? else {
            return Ok(Contact::default());
        };
        let plain = key.open("contact", &row.get::<Vec<u8>>(0)?)?;
        Ok(serde_json::from_slice(&plain).map_err(RecordError::body)?)
    })
}

/// Chooses the channel that is tried first, and the quiet hours. Nothing is written where nothing changes.
///
/// # Errors
/// [`Error::Field`] for a channel by which the person cannot be reached, or for hours that are none.
pub fn set_channel(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: Channel,
    quiet: Option<Quiet>,
) -> Result<(), Error> {
    let wrong = |field, reason| Err(Error::Field { field, reason });
    if quiet.is_some_and(|q| q.from >= DAY || q.until >= DAY || q.from == q.until) {
        return wrong("quiet", "not_hours");
    }
    let parts = tx.parts();
    let can = ways(tx.link(), parts, person)?;
    if channel != Channel::Email && !can.iter().any(|(c, _)| *c == channel) {
        return wrong("channel", "not_set_up");
    }
    let now = contact(tx.link(), parts, person)?;
    let then = Contact {
        channel,
        quiet,
        phone: now.phone.clone(),
    };
    change(tx, person, &now, then)
}

pub(super) fn change(
    tx: &mut Tx<'_>,
    person: PersonId,
    now: &Contact,
    contact: Contact,
) -> Result<(), Error> {
    if *now == contact {
        return Ok(());
    }
    let fact = Fact::ContactChanged(ChangedContact { person, contact });
    tx.append(Actor::Person(person), fact).map(drop)
}
