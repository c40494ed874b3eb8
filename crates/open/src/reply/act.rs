//! Replying, as a command.

use casework::record::fact::ReplyPublished;
use casework::record::{Fact, Tx};
use casework::store::{Link, Row};
use casework::{Actor, Error, Parts};
use jiff::Timestamp;

use crate::review;
use crate::store::{flag, flags_about};

/// Replies to one invitation: a mistake can be put right, a page cannot be flooded.
const MOST: i64 = 20;
/// Processes that are offered to reply to.
const MOST_OFFERED: i64 = 50;

/// What a code lets somebody do.
#[derive(Clone, Debug)]
pub(crate) struct Invitation {
    pub(crate) seq: u64,
    pub(crate) publisher: String,
    pub(crate) party: String,
    pub(crate) name: String,
    pub(crate) until: Timestamp,
    /// What can be replied to: the processes in which they take part and that are flagged.
    pub(crate) offers: Vec<Offer>,
}

/// A process to reply to, with its flags: id and indicator.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub(crate) ocid: String,
    pub(crate) title: String,
    pub(crate) flags: Vec<([u8; 32], String)>,
}

/// The invitation that a code stands for.
///
/// # Errors
/// [`Error::NotFound`] for a code of nobody, or one that holds no longer.
pub(crate) fn invitation(link: &mut Link, now: Timestamp, code: &str) -> Result<Invitation, Error> {
    let sql = "select i.seq, i.publisher, i.party, i.until_at, p.import from reply_invitations i \
               join publishers p on p.id = i.publisher where i.code = $1";
    let code = review::code_hash(code);
    let row = link
        .query_opt(sql, &[code.into()])?
        .ok_or(Error::NotFound)?;
    let until: Timestamp = row.get(3)?;
    if until < now {
        return Err(Error::NotFound);
    }
    let (party, import): (String, i64) = (row.get(2)?, row.get(4)?);
    let sql = "select c.ocid, c.title, max(q.name) from contract_parties q join contracts c \
               on c.import = q.import and c.ocid = q.ocid where q.import = $1 and q.party = $2 \
               and q.role in ('buyer', 'supplier') and exists (select 1 from flags f \
               where f.import = c.import and f.about = 'process' and f.subject = c.ocid) \
               group by c.ocid, c.title, c.score order by c.score desc, c.ocid limit $3";
    let rows = link.query(
        sql,
        &[import.into(), party.as_str().into(), MOST_OFFERED.into()],
    )?;
    let (mut offers, mut name) = (Vec::new(), party.clone());
    for r in &rows {
        name = r.get(2)?;
        offers.push(offer(link, import, r)?);
    }
    Ok(Invitation {
        seq: row.get(0)?,
        publisher: row.get(1)?,
        party,
        name,
        until,
        offers,
    })
}

fn offer(link: &mut Link, import: i64, row: &Row) -> Result<Offer, Error> {
    let ocid: String = row.get(0)?;
    let flags = flags_about(link, import, "process", &ocid)?;
    Ok(Offer {
        title: row.get(1)?,
        flags: flags.into_iter().map(|f| (f.id, f.indicator)).collect(),
        ocid,
    })
}

/// As [`invitation`], by the house's clock.
///
/// # Errors
/// As [`invitation`].
pub(crate) fn now(link: &mut Link, parts: &Parts, code: &str) -> Result<Invitation, Error> {
    invitation(link, parts.clock.now(), code)
}

/// What somebody replies to: a process, or one of its flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Process(String),
    Flag([u8; 32]),
}

/// Publishes a reply; gives its entry and the process that it is shown at.
///
/// # Errors
/// [`Error::NotFound`] as [`invitation`]; [`Error::Field`] for something that they take no part in;
/// [`Error::Conflict`] when all replies of the invitation are used up.
pub(crate) fn publish(
    tx: &mut Tx<'_>,
    code: &str,
    about: &About,
    text: &str,
) -> Result<(u64, String, String), Error> {
    let now = tx.now();
    let invitation = invitation(tx.link(), now, code)?;
    let sql = "select count(*) from replies where invitation = $1";
    let said: i64 = tx.query(sql, &[invitation.seq.into()])?[0].get(0)?;
    if said >= MOST {
        return Err(Error::Conflict("no more replies to this invitation"));
    }
    let (ocid, flag) = within(tx.link(), &invitation, about)?;
    let entry = tx.append(
        Actor::System,
        Fact::ReplyPublished(ReplyPublished {
            invitation: invitation.seq,
            publisher: invitation.publisher.clone(),
            party: invitation.party,
            ocid: ocid.clone(),
            flag: flag.map(hex::encode),
            text: text.trim().replace("\r\n", "\n"),
        }),
    )?;
    Ok((entry, invitation.publisher, ocid))
}

fn within(
    link: &mut Link,
    invitation: &Invitation,
    about: &About,
) -> Result<(String, Option<[u8; 32]>), Error> {
    let (ocid, id) = match about {
        About::Process(ocid) => (ocid.clone(), None),
        About::Flag(id) => {
            let sql = "select f.id, f.about, f.subject, f.indicator, f.value, f.bar, f.sure, \
                       f.weight, f.evidence, f.says from flags f join publishers p \
                       on p.import = f.import where f.id = $1 and p.id = $2 and f.about = 'process'";
            let row = link.query_opt(sql, &[(*id).into(), invitation.publisher.as_str().into()])?;
            (flag(&row.ok_or_else(not_theirs)?)?.subject, Some(*id))
        }
    };
    let sql = "select 1 from publishers p join contract_parties q on q.import = p.import \
               where p.id = $1 and q.ocid = $2 and q.party = $3 and q.role in ('buyer', 'supplier')";
    let params = [
        invitation.publisher.as_str().into(),
        ocid.as_str().into(),
        invitation.party.as_str().into(),
    ];
    link.query_opt(sql, &params)?.ok_or_else(not_theirs)?;
    Ok((ocid, id))
}

fn not_theirs() -> Error {
    Error::Field {
        field: "about",
        reason: "no process that they take part in",
    }
}
