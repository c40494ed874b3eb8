//! How people are reached: by e-mail, SMS or web push, in the order that they chose, outside their quiet hours. What one
//! channel cannot deliver is tried by the next.

mod contact;
mod devices;
mod phone;
pub mod push;
mod quiet;
mod report;
pub mod sms;
mod unreached;

use jiff::Timestamp;

pub use contact::{contact, set_channel};
pub use devices::{Device, NewDevice, add_device, devices, remove_device};
pub use phone::{confirm_phone, remove_phone, request_phone_code};
pub(crate) use phone::{phone_code_due, phone_code_settled, phone_codes};
pub use push::Push;
pub use quiet::end_of;
pub use report::{Reported, report, report_mac};
pub use sms::Gateway;
pub use unreached::{Unreached, unreached};

use crate::record::fact::{Channel, Contact, FailedNotice, Notice, QueuedNotice, Short};
use crate::record::{Fact, KeyError, KeyId, RecordError, Tx};
use crate::store::Link;
use crate::{Actor, CaseId, Error, Parts, PersonId};

/// What a person is told, before it is known by which channel.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) language: String,
    /// In its place on a small screen: nothing of anybody but the case's number.
    pub(crate) short: Short,
    /// The law does not wait for the morning.
    pub(crate) urgent: bool,
}

/// Queues what a person is told, by the first channel that they can be reached by; nothing where there is none: then they
/// read it at the office or on the case's page.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    case: Option<CaseId>,
    person: PersonId,
    letter: Letter,
) -> Result<(), Error> {
    let parts = tx.parts();
    let ways = ways(tx.link(), parts, person)?;
    let Some((channel, to)) = ways.first().cloned() else {
        return Ok(());
    };
    // Who has only an address for e-mail never needs the short text.
    let short = (ways.len() > 1 || channel != Channel::Email).then_some(letter.short);
    let notice = Notice {
        to,
        subject: letter.subject,
        body: letter.body,
        language: letter.language,
        short,
        urgent: letter.urgent,
    };
    queue(tx, case, Some(person), channel, notice, None)
}

/// Queues a notice by a channel, for after the recipient's quiet hours.
pub(crate) fn queue(
    tx: &mut Tx<'_>,
    case: Option<CaseId>,
    person: Option<PersonId>,
    channel: Channel,
    notice: Notice,
    after: Option<u64>,
) -> Result<(), Error> {
    let now = tx.now();
    let not_before = match person {
        Some(person) if !notice.urgent => awake(tx, person, now)?,
        _ => None,
    };
    let origin = tx.identity().origin.replace('/', ".");
    let fact = Fact::NoticeQueued(QueuedNotice {
        person,
        channel: channel.as_str().to_owned(),
        message_id: format!("<{}@{origin}>", tx.next()),
        notice,
        not_before,
        after,
    });
    append(tx, case, fact)
}

/// The end of the quiet hours that a person is in at a time.
pub(crate) fn awake(
    tx: &mut Tx<'_>,
    person: PersonId,
    at: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    let parts = tx.parts();
    let quiet = contact(tx.link(), parts, person)?.quiet;
    Ok(quiet.and_then(|quiet| end_of(quiet, &parts.zone, at)))
}

/// Gives a notice up, and has the next channel try.
pub(crate) fn give_up(
    tx: &mut Tx<'_>,
    seq: u64,
    error: String,
    attempts: u32,
) -> Result<(), Error> {
    let row = tx.query_opt(
        "select case_id, person, channel, after_seq, sealed from notices where seq = $1",
        &[seq.into()],
    )?;
    let row = row.ok_or(Error::NotFound)?;
    let (case, person): (Option<CaseId>, Option<PersonId>) = (row.get(0)?, row.get(1)?);
    let fact = Fact::NoticeFailed(FailedNotice {
        notice: seq,
        error,
        attempts,
        next: None,
    });
    append(tx, case, fact)?;
    let Some(person) = person else {
        return Ok(());
    };
    let tried = tried(tx, &row.get::<String>(2)?, row.get(3)?)?;
    let parts = tx.parts();
    let ways = ways(tx.link(), parts, person)?;
    let next = ways.into_iter().find(|(c, _)| !tried.contains(c));
    let Some((channel, to)) = next else {
        return Ok(());
    };
    let sealed: Vec<u8> = row.get(4)?;
    let key = parts
        .keys
        .get(tx.link(), case.map_or(KeyId::Person(person), KeyId::Case))?;
    let plain = key.open("notice", &sealed)?;
    let notice: Notice = serde_json::from_slice(&plain).map_err(RecordError::body)?;
    queue(
        tx,
        case,
        Some(person),
        channel,
        Notice { to, ..notice },
        Some(seq),
    )
}

/// The channels that were tried for a notice, back to the first.
fn tried(tx: &mut Tx<'_>, channel: &str, mut after: Option<u64>) -> Result<Vec<Channel>, Error> {
    let mut all: Vec<Channel> = Channel::from_name(channel).into_iter().collect();
    while let Some(seq) = after {
        let sql = "select channel, after_seq from notices where seq = $1";
        let row = tx.query_opt(sql, &[seq.into()])?.ok_or(Error::NotFound)?;
        all.extend(Channel::from_name(&row.get::<String>(0)?));
        after = row.get(1)?;
    }
    Ok(all)
}

pub(crate) fn append(tx: &mut Tx<'_>, case: Option<CaseId>, fact: Fact) -> Result<(), Error> {
    match case {
        Some(case) => tx.append_to(Actor::System, case, fact).map(drop),
        None => tx.append(Actor::System, fact).map(drop),
    }
}

/// By what a person can be reached now, with the address of each: what they chose, then push, SMS, e-mail. None of somebody
/// who was erased.
pub(crate) fn ways(
    link: &mut Link,
    parts: &Parts,
    person: PersonId,
) -> Result<Vec<(Channel, String)>, Error> {
    let email = crate::people::profile(link, parts, person)?.email;
    let Contact { channel, phone, .. } = contact(link, parts, person)?;
    let mut order = vec![channel];
    order.extend([Channel::Push, Channel::Sms, Channel::Email]);
    let mut ways: Vec<(Channel, String)> = Vec::new();
    for channel in order {
        if ways.iter().any(|(c, _)| *c == channel) {
            continue;
        }
        let to = match channel {
            Channel::Email => Some(email.clone()).filter(|to| !to.is_empty()),
            Channel::Sms => phone.clone().filter(|_| parts.sms.is_some()),
            Channel::Push => (parts.push.is_some() && devices::has_any(link, person)?)
                .then(|| "devices".to_owned()),
        };
        ways.extend(to.map(|to| (channel, to)));
    }
    Ok(ways)
}

/// What is kept under a person's key; the default where there is nothing, or the key is gone.
fn kept<T: Default>(
    link: &mut Link,
    parts: &Parts,
    person: PersonId,
    open: impl FnOnce(&mut Link, &crate::record::DataKey) -> Result<T, Error>,
) -> Result<T, Error> {
    match parts.keys.get(link, KeyId::Person(person)) {
        Ok(key) => open(link, &key),
        Err(KeyError::Destroyed(_)) => Ok(T::default()),
        Err(e) => Err(e.into()),
    }
}
