//! What people did about flags, and what those concerned replied.

use std::collections::HashMap;

use casework::store::{Link, Row};
use casework::{CaseNumber, Error};
use jiff::Timestamp;

use crate::derive::Flag;

/// Something that was done about a flag.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// The entry.
    pub(crate) entry: u64,
    /// `dismissed`, `reopened` or `taken`.
    pub(crate) act: String,
    pub(crate) reason: Option<String>,
    /// Of `taken`: the case.
    pub(crate) case: Option<CaseNumber>,
    pub(crate) at: Timestamp,
}

/// What was done about a flag, the newest first.
///
/// # Errors
/// The store's.
pub(crate) fn acts(link: &mut Link, flag: [u8; 32]) -> Result<Vec<Act>, Error> {
    let sql = "select a.seq, a.act, a.reason, c.number, a.at from flag_acts a \
               left join cases c on c.id = a.case_id where a.flag = $1 order by a.seq desc limit 100";
    let one = |r: &Row| {
        let number: Option<String> = r.get(3)?;
        Ok(Act {
            entry: r.get(0)?,
            act: r.get(1)?,
            reason: r.get(2)?,
            case: number.and_then(|n| n.parse().ok()),
            at: r.get(4)?,
        })
    };
    link.query(sql, &[flag.into()])?.iter().map(one).collect()
}

/// A flag with what was done about it.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) flag: Flag,
    pub(crate) acts: Vec<Act>,
}

impl Standing {
    /// # Errors
    /// The store's.
    pub(crate) fn of(link: &mut Link, flag: Flag) -> Result<Standing, Error> {
        let acts = acts(link, flag.id)?;
        Ok(Standing { flag, acts })
    }

    /// The dismissal that holds, if there is one.
    pub(crate) fn dismissed(&self) -> Option<&Act> {
        let last = self.acts.iter().find(|a| a.act != "taken")?;
        (last.act == "dismissed").then_some(last)
    }

    /// The case that was opened from it last.
    pub(crate) fn case(&self) -> Option<&Act> {
        self.acts.iter().find(|a| a.act == "taken")
    }
}

/// A reply, as it was written.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// The entry.
    pub(crate) entry: u64,
    pub(crate) party: String,
    pub(crate) ocid: String,
    /// The flag that it is about; otherwise the whole process.
    pub(crate) flag: Option<[u8; 32]>,
    pub(crate) said: String,
    pub(crate) at: Timestamp,
}

fn reply(r: &Row) -> Result<Reply, Error> {
    Ok(Reply {
        entry: r.get(0)?,
        party: r.get(1)?,
        ocid: r.get(2)?,
        flag: r.get(3)?,
        said: r.get(4)?,
        at: r.get(5)?,
    })
}

/// What was replied about a process.
///
/// # Errors
/// The store's.
pub(crate) fn replies(link: &mut Link, publisher: &str, ocid: &str) -> Result<Vec<Reply>, Error> {
    let sql = "select seq, party, ocid, flag, said, replied_at from replies \
               where publisher = $1 and ocid = $2 order by seq limit 200";
    let rows = link.query(sql, &[publisher.into(), ocid.into()])?;
    rows.iter().map(reply).collect()
}

/// What somebody replied.
///
/// # Errors
/// The store's.
pub(crate) fn replies_of(
    link: &mut Link,
    publisher: &str,
    party: &str,
) -> Result<Vec<Reply>, Error> {
    let sql = "select seq, party, ocid, flag, said, replied_at from replies \
               where publisher = $1 and party = $2 order by seq desc limit 200";
    let rows = link.query(sql, &[publisher.into(), party.into()])?;
    rows.iter().map(reply).collect()
}

/// Since when somebody has been invited to reply.
///
/// # Errors
/// The store's.
pub(crate) fn invited(
    link: &mut Link,
    publisher: &str,
    party: &str,
) -> Result<Option<Timestamp>, Error> {
    let sql = "select min(invited_at) from reply_invitations where publisher = $1 and party = $2";
    let row = link.query_opt(sql, &[publisher.into(), party.into()])?;
    Ok(row.map(|r| r.get(0)).transpose()?.flatten())
}

/// Since when each of some has been invited.
///
/// # Errors
/// The store's.
pub(crate) fn all_invited<'p>(
    link: &mut Link,
    publisher: &str,
    parties: impl Iterator<Item = &'p str>,
) -> Result<HashMap<String, Timestamp>, Error> {
    let mut all = HashMap::new();
    for party in parties {
        if let Some(at) = invited(link, publisher, party)? {
            all.insert(party.to_owned(), at);
        }
    }
    Ok(all)
}
