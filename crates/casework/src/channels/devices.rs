//! Browsers and devices that their owners subscribed to push messages.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::{kept, push};
use crate::record::fact::{AddedDevice, RemovedDevice};
use crate::record::{Fact, RecordError, Tx};
use crate::store::Link;
use crate::{Actor, Error, Parts, PersonId};

/// Devices of a person at most.
const MOST: usize = 10;
/// Characters of a name at most.
const LABEL: usize = 60;
/// Bytes of an endpoint at most.
const ENDPOINT: usize = 1000;

/// A device as its owner subscribes it: what `PushSubscription.toJSON()` gives (W3C Push API), and a name.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// Where its push service takes messages.
    pub endpoint: String,
    /// `p256dh`: its public key in base64url.
    pub key: String,
    /// `auth`: its authentication secret in base64url.
    pub secret: String,
    /// As its owner calls it; what kind of browser it is, where this is empty.
    pub label: String,
}

/// A device that is sent push messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// SHA-256 of its endpoint.
    pub id: [u8; 32],
    /// When it was added.
    pub added_at: Timestamp,
    /// As of its entry.
    pub device: AddedDevice,
}

/// Adds a device. One that is there already is left as it is, unless its keys are new.
///
/// # Errors
/// [`Error::Field`] for what is no subscription, or leads where nothing is sent; [`Error::Conflict`] past ten devices.
pub fn add_device(tx: &mut Tx<'_>, person: PersonId, new: &NewDevice) -> Result<(), Error> {
    let wrong = |field| Error::Field {
        field,
        reason: "not_a_subscription",
    };
    let parts = tx.parts();
    let Some(push) = &parts.push else {
        return Err(Error::Conflict("no push messages are sent here"));
    };
    if new.endpoint.len() > ENDPOINT || !push.may_send_to(&new.endpoint) {
        return Err(wrong("endpoint"));
    }
    let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('='));
    let key = decoded(&new.key).map_err(|_| wrong("key"))?;
    let secret = decoded(&new.secret).map_err(|_| wrong("secret"))?;
    if secret.len() != 16 {
        return Err(wrong("secret"));
    }
    if !push::is_public_key(&key) {
        return Err(wrong("key"));
    }
    let label: String = new.label.chars().filter(|c| !c.is_control()).collect();
    let device = AddedDevice {
        person,
        device: hex::encode(Sha256::digest(&new.endpoint)),
        endpoint: new.endpoint.clone(),
        key: URL_SAFE_NO_PAD.encode(&key),
        secret: URL_SAFE_NO_PAD.encode(&secret),
        label: label.trim().chars().take(LABEL).collect(),
    };
    let all = devices(tx.link(), parts, person)?;
    let there = all.iter().find(|d| d.device.device == device.device);
    match there {
        Some(d) if d.device.key == device.key && d.device.secret == device.secret => return Ok(()),
        None if all.len() >= MOST => return Err(Error::Conflict("ten devices are the most")),
        _ => {}
    }
    // A browser that several people use is the last one's.
    let sql = "select person from devices where id = $1";
    let id: [u8; 32] = Sha256::digest(&new.endpoint).into();
    if let Some(row) = tx.query_opt(sql, &[id.into()])? {
        let fact = Fact::DeviceRemoved(RemovedDevice {
            person: row.get(0)?,
            device: device.device.clone(),
            gone: false,
        });
        tx.append(Actor::Person(person), fact)?;
    }
    tx.append(Actor::Person(person), Fact::DeviceAdded(device))
        .map(drop)
}

/// Removes a device; `gone`: since its push service does not know it any more.
///
/// # Errors
/// [`Error::NotFound`] where the person has no such device.
pub fn remove_device(
    tx: &mut Tx<'_>,
    actor: Actor,
    person: PersonId,
    id: [u8; 32],
    gone: bool,
) -> Result<u64, Error> {
    let sql = "select 1 from devices where id = $1 and person = $2";
    tx.query_opt(sql, &[id.into(), person.into()])?
        .ok_or(Error::NotFound)?;
    let device = hex::encode(id);
    let fact = Fact::DeviceRemoved(RemovedDevice {
        person,
        device,
        gone,
    });
    tx.append(actor, fact)
}

/// A person's devices, the oldest first; none of somebody who was erased.
///
/// # Errors
/// The store's.
pub fn devices(link: &mut Link, parts: &Parts, person: PersonId) -> Result<Vec<Device>, Error> {
    kept(link, parts, person, |link, key| {
        let sql =
            "select id, added_at, sealed from devices where person = $1 order by added_at, id";
        let one = |row: &crate::store::Row| {
            let plain = key.open("device", &row.get::<Vec<u8>>(2)?)?;
            Ok(Device {
                id: row.get(0)?,
                added_at: row.get(1)?,
                device: serde_json::from_slice(&plain).map_err(RecordError::body)?,
            })
        };
        link.query(sql, &[person.into()])?.iter().map(one).collect()
    })
}

pub(super) fn has_any(link: &mut Link, person: PersonId) -> Result<bool, Error> {
    let sql = "select 1 from devices where person = $1 limit 1";
    Ok(link.query_opt(sql, &[person.into()])?.is_some())
}
