//! One contracting process: its story, its flags with their evidence, and what was replied.

mod api;
mod flags;
mod page;

pub(crate) use api::{__path_contract, __path_release, FlagBody, ReplyBody};
pub(crate) use flags::{Shown, article};

use std::collections::HashMap;

use casework::Error;
use casework::store::Link;
use jiff::Timestamp;
use web::{Access, Routes};

use crate::Open;
use crate::derive::Process;
use crate::standing::{Reply, Standing, all_invited, replies};
use crate::store;

pub(crate) fn routes() -> Routes<Open> {
    Routes::new()
        .get("/contracts/{ocid}", Access::Public, page::page)
        .get("/api/v1/contracts/{ocid}", Access::Public, api::contract)
        .get(
            "/api/v1/contracts/{ocid}/release",
            Access::Public,
            api::release,
        )
}

/// Longest identifier that is looked for.
const LONGEST: usize = 500;

/// A process with all that is shown of it.
#[derive(Clone, Debug)]
pub(crate) struct Contract {
    pub(crate) publisher: String,
    pub(crate) publisher_name: String,
    pub(crate) imported_at: Timestamp,
    /// The operator's settings under which it was looked at.
    pub(crate) overrides: String,
    pub(crate) process: Process,
    pub(crate) flags: Vec<Standing>,
    pub(crate) replies: Vec<Reply>,
    pub(crate) invited: HashMap<String, Timestamp>,
    /// Others who publish a process of this name.
    pub(crate) others: Vec<(String, String)>,
}

impl Contract {
    /// Finds a process; with several publishers of one name, the one asked for or the newest.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store's.
    pub(crate) fn find(link: &mut Link, ocid: &str, publisher: &str) -> Result<Contract, Error> {
        if ocid.len() > LONGEST
            || publisher.len() > LONGEST
            || ocid.contains('\0')
            || publisher.contains('\0')
        {
            return Err(Error::NotFound);
        }
        let sql = "select p.id, p.name, p.import, p.updated_at, i.overrides from publishers p \
                   join contracts c on c.import = p.import join imports i on i.n = p.import \
                   where c.ocid = $1 order by p.updated_at desc, p.id";
        let rows = link.query(sql, &[ocid.into()])?;
        let mut found: Vec<(String, String, i64, Timestamp, [u8; 32])> = Vec::new();
        for r in &rows {
            found.push((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?));
        }
        let at = match publisher {
            "" => 0,
            publisher => found
                .iter()
                .position(|f| f.0 == publisher)
                .ok_or(Error::NotFound)?,
        };
        if found.is_empty() {
            return Err(Error::NotFound);
        }
        let (publisher, publisher_name, import, imported_at, overrides) = found.remove(at);
        let process = store::process(link, import, ocid)?.ok_or(Error::NotFound)?;
        let flags = process.flags.iter().cloned();
        let flags = flags
            .map(|flag| Standing::of(link, flag))
            .collect::<Result<Vec<_>, _>>()?;
        let parties: Vec<&str> = process.told.concerned().map(|p| p.1).collect();
        let invited = all_invited(link, &publisher, parties.into_iter())?;
        let overrides = store::blob_piece(link, overrides, 0)?.unwrap_or_default();
        Ok(Contract {
            replies: replies(link, &publisher, ocid)?,
            others: found.into_iter().map(|f| (f.0, f.1)).collect(),
            overrides: String::from_utf8(overrides).unwrap_or_default(),
            publisher,
            publisher_name,
            imported_at,
            process,
            flags,
            invited,
        })
    }

    /// What somebody of this process is called.
    pub(crate) fn name_of<'c>(&'c self, party: &'c str) -> &'c str {
        let known = self.process.told.parties.iter().find(|p| p.1 == party);
        known.map_or(party, |p| &p.2)
    }
}

impl crate::release::Told {
    /// Who may reply to what is flagged: buyer and suppliers, each once; role, identifier, name.
    pub(crate) fn concerned(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let first = |at: usize, party: &str| {
            let before = self.parties[..at].iter();
            let mut before = before.filter(|p| matches!(p.0, "buyer" | "supplier"));
            !before.any(|p| p.1 == party)
        };
        self.parties
            .iter()
            .enumerate()
            .filter(move |(at, p)| matches!(p.0, "buyer" | "supplier") && first(*at, &p.1))
            .map(|(_, p)| (p.0, p.1.as_str(), p.2.as_str()))
    }
}
