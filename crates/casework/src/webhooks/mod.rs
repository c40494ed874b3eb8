//! Webhooks (Standard Webhooks, 1.0): what happens to an agency's cases, told to its own programs by number and kind, nothing
//! of anybody. The record is the queue: an event is an entry, and its id that entry's index, however often it is sent.

mod read;
mod send;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub use read::{Delivery, Webhook, deliveries, of_agency, webhook};
pub use send::{run, sweep};

use crate::people::supervised;
use crate::record::fact::{AddedWebhook, EndedWebhook};
use crate::record::{Fact, KeyRing, Tx};
use crate::{Actor, Error, PersonId};

/// Kinds of entries that can be told: what happens to a case, and nothing of who read or said what.
pub const EVENTS: [&str; 14] = [
    "case.opened",
    "case.closed",
    "case.migrated",
    "task.assigned",
    "task.waiting",
    "task.completed",
    "task.overdue",
    "task.lapsed",
    "clock.paused",
    "clock.resumed",
    "certificate.issued",
    "message.sent",
    "incident.raised",
    "notice.failed",
];

/// Webhooks of an agency that work at the same time, at most.
const MOST: usize = 10;
/// Bytes of an address at most.
const URL: usize = 1000;

/// Has an agency's events sent to an address. Gives the entry, which names it, and its secret (`whsec_…`).
///
/// # Errors
/// [`Error::Forbidden`] for all but the agency's supervisors; [`Error::Field`] for an address or events that are none, or
/// an address that the operator did not allow; [`Error::Conflict`] past ten.
pub fn add(
    tx: &mut Tx<'_>,
    person: PersonId,
    agency: &str,
    url: &str,
    events: &[String],
) -> Result<(u64, String), Error> {
    let wrong = |field, reason| Err(Error::Field { field, reason });
    watches(tx, person, agency)?;
    let parts = tx.parts();
    let url = url.trim();
    let Some(origin) = crate::channels::push::split(url).filter(|_| url.len() <= URL) else {
        return wrong("url", "not_an_address");
    };
    if !parts.webhooks.iter().any(|a| a.origin == origin) {
        return wrong("url", "not_allowed");
    }
    let mut events = events.to_vec();
    events.sort();
    events.dedup();
    if events.is_empty() || !events.iter().all(|e| EVENTS.contains(&e.as_str())) {
        return wrong("events", "required");
    }
    let there = of_agency(tx.link(), agency)?;
    if there.iter().filter(|w| w.ended.is_none()).count() >= MOST {
        return Err(Error::Conflict("ten webhooks are the most"));
    }
    let nonce: [u8; 16] = parts.entropy.bytes();
    let fact = Fact::WebhookAdded(AddedWebhook {
        agency: agency.to_owned(),
        url: url.to_owned(),
        events,
        nonce: hex::encode(nonce),
    });
    let id = tx.append(Actor::Person(person), fact)?;
    Ok((id, secret_text(&parts.keys, &nonce)))
}

/// Ends a webhook; what waits for it is not sent.
///
/// # Errors
/// [`Error::NotFound`] where it is none of the person's agencies; [`Error::Conflict`] where it has ended.
pub fn end(tx: &mut Tx<'_>, person: PersonId, id: u64) -> Result<u64, Error> {
    let found = webhook(tx.link(), id)?.ok_or(Error::NotFound)?;
    watches(tx, person, &found.agency).map_err(|_| Error::NotFound)?;
    if found.ended.is_some() {
        return Err(Error::Conflict("the webhook has ended already"));
    }
    let fact = Fact::WebhookEnded(EndedWebhook {
        webhook: id,
        failing: false,
    });
    tx.append(Actor::Person(person), fact)
}

fn watches(tx: &mut Tx<'_>, person: PersonId, agency: &str) -> Result<(), Error> {
    let parts = tx.parts();
    let of = supervised(tx.link(), parts, person)?;
    if of.iter().any(|a| a == agency) {
        return Ok(());
    }
    Err(Error::Forbidden("only a supervisor of the agency may"))
}

/// The secret with which a webhook's messages are signed: derived, so that no table and no entry has it.
fn secret(keys: &KeyRing, nonce: &[u8]) -> [u8; 32] {
    keys.mac("webhook secret", &[nonce])
}

/// As receivers' libraries take it.
fn secret_text(keys: &KeyRing, nonce: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(secret(keys, nonce)))
}

/// `webhook-signature`: HMAC-SHA256 over id, time and body (Standard Webhooks, "Signature scheme").
fn signature(secret: &[u8], id: &str, at: i64, body: &str) -> String {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret);
    let signed = ring::hmac::sign(&key, format!("{id}.{at}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(signed))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's own libraries.
    #[test]
    fn the_signature_is_the_standards() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let body = "{\"test\": 2432232314}";
        assert_eq!(
            signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }
}
