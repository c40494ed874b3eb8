//! Who the log is: its name and keys are in its first entry, and must still be those; the signing keys, those with which entries have
//! changed them.

use super::{Finding, Report, Told};
use crate::record::{Fact, LOG_ID, Opened, in_force, log_keys};
use crate::store::Link;
use crate::{Error, Parts};

/// What the first entry says of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Created {
    pub(super) origin: String,
    vkey: String,
    pub(super) vrf_key: String,
}

impl Created {
    /// From the log's first entry; `None` where it is another kind of entry.
    pub(super) fn of(opened: &Opened) -> Option<Self> {
        let Fact::LogCreated { vkey, vrf_key } = &opened.entry.fact else {
            return None;
        };
        let body: serde_json::Value = serde_json::from_slice(&opened.body).ok()?;
        Some(Self {
            origin: body.get("log")?.as_str()?.to_owned(),
            vkey: vkey.clone(),
            vrf_key: vrf_key.clone(),
        })
    }
}

/// The keys in use and the row of `log` against the first entry.
pub(super) fn check(
    link: &mut Link,
    scratch: &mut Link,
    parts: &Parts,
    told: &Told,
    report: &mut Report,
) -> Result<(), Error> {
    let Some(created) = &told.created else {
        let why = "the first entry does not say who the log is".to_owned();
        report.found(Finding::ImpossibleEntry { entry: 0, why });
        return Ok(());
    };
    let identity = &parts.identity;
    let drawn = hex::encode(identity.draw.public_key().to_bytes());
    differs(report, "the name in use", &identity.origin, &created.origin);
    signing(scratch, parts, report)?;
    differs(report, "the drawing key in use", &drawn, &created.vrf_key);
    let sql = "select origin, vkey, vrf_key from log where id = $1";
    if let Some(row) = link.query_opt(sql, &[LOG_ID.into()])? {
        differs(
            report,
            "log.origin",
            &row.get::<String>(0)?,
            &created.origin,
        );
        differs(report, "log.vkey", &row.get::<String>(1)?, &created.vkey);
        let key = hex::encode(row.get::<Vec<u8>>(2)?);
        differs(report, "log.vrf_key", &key, &created.vrf_key);
    }
    Ok(())
}

/// The signing keys here against those that the entries say. Where there are none here, as on a machine that only audits, nothing is
/// said: whether the checkpoints are signed by the right ones is seen from them.
fn signing(scratch: &mut Link, parts: &Parts, report: &mut Report) -> Result<(), Error> {
    let here = parts.identity.signers.here()?;
    if here.is_empty() {
        return Ok(());
    }
    let known: Vec<String> = log_keys(scratch)?.into_iter().map(|k| k.vkey).collect();
    let others: Vec<String> = here
        .iter()
        .filter(|k| !known.contains(k))
        .cloned()
        .collect();
    for vkey in in_force(scratch)? {
        if !here.contains(&vkey) {
            let is = if others.is_empty() {
                "not here".to_owned()
            } else {
                others.join(", ")
            };
            differs(report, "the signing key in use", &is, &vkey);
        }
    }
    Ok(())
}

fn differs(report: &mut Report, what: &str, is: &str, should_be: &str) {
    if is != should_be {
        report.found(Finding::ChangedLog {
            what: what.to_owned(),
            is: is.to_owned(),
            should_be: should_be.to_owned(),
        });
    }
}
