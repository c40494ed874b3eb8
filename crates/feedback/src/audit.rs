//! What an audit of feedback adds to the core's: every signature, every case that had a token, and what waits.
//!
//! The core's audit holds keys, tokens and answers against the entries, and refuses a batch under five, a second key within a
//! quarter, more answers than tokens. Here each answer's token is checked under the key that its entry made, each token issued
//! is found among the closed cases, and what waits is held against what was issued.

use std::collections::BTreeSet;

use casework::record::{LOG_ID, Secrets};
use casework::store::{Link, ReadPool};
use casework::{CaseId, Error, Parts, Settings};

use crate::answer::{Answer, pools};
use crate::issue::tag;
use crate::keys::{self, Key};
use crate::store;
use crate::token::{Token, TokenError};

/// Findings that are listed; more are only counted.
const MOST: usize = 1_000;

/// What an audit of feedback found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Answers whose tokens were checked.
    pub answers: u64,
    /// Tokens issued, each found at a closed case.
    pub tokens: u64,
    /// What does not hold, in words.
    pub findings: Vec<String>,
    /// How many more there were.
    pub more: u64,
}

impl Report {
    /// Whether everything holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.findings.is_empty()
    }

    fn found(&mut self, finding: String) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }
}

/// Audits the feedback of the house of the given settings, on one snapshot.
///
/// # Errors
/// When the store cannot be read; whatever is wrong inside is in the report.
pub fn audit(settings: &Settings) -> Result<Report, Error> {
    let secrets = Secrets::load(settings, false)?;
    let parts = Parts::new(settings, &secrets);
    let mut report = Report::default();
    ReadPool::new(settings.place(), 1).on_snapshot(|link| {
        given(link, &parts, &mut report)?;
        issued(link, &parts, &mut report)?;
        waiting(link, &mut report)
    })?;
    Ok(report)
}

/// Each answer's token, under the key of its batch.
fn given(link: &mut Link, parts: &Parts, report: &mut Report) -> Result<(), Error> {
    let sql = "select seq from entries where log = $1 and kind = $2 order by seq";
    for row in link.query(sql, &[LOG_ID.into(), "feedback.given".into()])? {
        let entry: u64 = row.get(0)?;
        let batch = store::batch(link, parts, entry)?;
        let mut id = [0; 32];
        let known = hex::decode_to_slice(&batch.key, &mut id).is_ok();
        let key = if known { keys::by_id(link, id)? } else { None };
        let Some(key) = key else {
            report.found(format!("unknown key: entry {entry} names {}", batch.key));
            continue;
        };
        for answer in batch.answers {
            report.answers += 1;
            if let Err(why) = holds(&key, &Answer(answer)) {
                report.found(format!("forged answer: in entry {entry}: {why}"));
            }
        }
    }
    Ok(())
}

fn holds(key: &Key, answer: &Answer) -> Result<(), TokenError> {
    let token = Token::read(&answer.0.token, &answer.0.signature)?;
    key.verifier()?.verify(&token)
}

/// Each token issued belongs to a case that was closed: none was made for a case that is not there.
fn issued(link: &mut Link, parts: &Parts, report: &mut Report) -> Result<(), Error> {
    let mut tags = BTreeSet::new();
    for row in link.query("select tag from feedback_issued", &[])? {
        tags.insert(row.get::<[u8; 32]>(0)?);
    }
    report.tokens = tags.len() as u64;
    let mut last = 0_i64;
    loop {
        let sql = "select id from cases where status in ('closed', 'erased') and id > $1 \
                   order by id limit 10000";
        let rows = link.query(sql, &[last.into()])?;
        for row in &rows {
            last = row.get(0)?;
            tags.remove(&tag(parts, CaseId(last)));
        }
        if rows.is_empty() {
            break;
        }
    }
    for tag in tags {
        report.found(format!("token without a closed case: {}", hex::encode(tag)));
    }
    Ok(())
}

/// What waits has good tokens too, and not more than were issued.
fn waiting(link: &mut Link, report: &mut Report) -> Result<(), Error> {
    for row in link.query(
        "select distinct key from feedback_waiting order by key",
        &[],
    )? {
        let id: [u8; 32] = row.get(0)?;
        let name = hex::encode(id);
        let Some(key) = keys::by_id(link, id)? else {
            report.found(format!("unknown key: answers wait under {name}"));
            continue;
        };
        let answers: Vec<_> = pools(link, id)?
            .into_iter()
            .flat_map(|p| p.answers)
            .collect();
        if answers.len() as u64 > key.issued.saturating_sub(key.given) {
            report.found(format!("more answers than tokens: under {name}"));
        }
        let forged = answers.iter().filter(|a| holds(&key, a).is_err()).count();
        if forged > 0 {
            report.found(format!("forged answer: {forged} wait under {name}"));
        }
    }
    Ok(())
}
