//! What a letter needs of the record.

use std::collections::BTreeMap;

use casework::case::read::Line;
use casework::people;
use casework::record::{self, Fact, open_row};
use casework::store::Link;
use casework::{CaseId, Error, Parts, PersonId};
use tlog::Receipt;

use crate::case::{code_of, receipt_of};
use crate::verify::Code;

/// Entries of a case that a letter goes through at most.
pub(super) const MOST_LINES: u32 = 5000;
/// Receipts in a letter at most: those of the newest entries.
const MOST_RECEIPTS: usize = 12;

/// The head of the record when the letter was made.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// How many entries.
    pub(super) size: u64,
    /// The root of the tree over them, as a checkpoint has it: base64.
    pub(super) root: String,
}

pub(super) fn head(link: &mut Link) -> Result<Head, Error> {
    let (size, checkpoint) = record::checkpoint(link)?;
    // C2SP tlog-checkpoint: origin, size, root.
    let root = checkpoint.lines().nth(2).unwrap_or_default().to_owned();
    Ok(Head { size, root })
}

/// How a case was decided.
pub(super) struct Decided {
    /// The entry that closed it.
    pub(super) closed: Line,
    /// Its code.
    pub(super) code: Code,
    pub(super) grounds: Grounds,
    /// The name under which the applicant is known.
    pub(super) applicant: String,
    pub(super) receipts: Vec<(u64, Receipt)>,
    pub(super) head: Head,
}

/// On what a decision stands: what the rules said last, and what officials gave as their reasons.
pub(super) struct Grounds {
    pub(super) rules: Vec<Line>,
    pub(super) officials: Vec<Line>,
}

/// The decision of a case.
///
/// # Errors
/// [`Error::NotFound`] where it is not closed.
pub(super) fn decided(
    link: &mut Link,
    parts: &Parts,
    id: CaseId,
    applicant: Option<PersonId>,
) -> Result<Decided, Error> {
    let closed = of_kind(link, parts, id, "case.closed")?.pop();
    let closed = closed.ok_or(Error::NotFound)?;
    let grounds = grounds(link, parts, id)?;
    let mut wanted: Vec<u64> = grounds
        .rules
        .iter()
        .chain(&grounds.officials)
        .map(|l| l.seq)
        .collect();
    wanted.push(closed.seq);
    Ok(Decided {
        code: code_of(link, closed.seq)?,
        receipts: receipts(link, parts, id, wanted)?,
        applicant: name(link, parts, applicant)?,
        head: head(link)?,
        grounds,
        closed,
    })
}

/// A whole case.
pub(super) struct Filed {
    /// The oldest first.
    pub(super) lines: Vec<Line>,
    /// Whether there are more than are read.
    pub(super) cut: bool,
    pub(super) grounds: Grounds,
    pub(super) code: Code,
    pub(super) applicant: String,
    pub(super) receipts: Vec<(u64, Receipt)>,
    pub(super) head: Head,
}

pub(super) fn filed(
    link: &mut Link,
    parts: &Parts,
    id: CaseId,
    applicant: Option<PersonId>,
) -> Result<Filed, Error> {
    let mut lines = casework::case::read::timeline(link, parts, id, None, MOST_LINES + 1)?;
    let cut = lines.len() > MOST_LINES as usize;
    lines.truncate(MOST_LINES as usize);
    lines.reverse();
    let grounds = grounds(link, parts, id)?;
    let last = lines.last().map(|l| l.seq).ok_or(Error::NotFound)?;
    let first = lines.first().map(|l| l.seq);
    let mut wanted: Vec<u64> = first.into_iter().collect();
    wanted.extend(
        grounds
            .rules
            .iter()
            .chain(&grounds.officials)
            .map(|l| l.seq),
    );
    wanted.push(last);
    Ok(Filed {
        code: code_of(link, last)?,
        receipts: receipts(link, parts, id, wanted)?,
        applicant: name(link, parts, applicant)?,
        head: head(link)?,
        lines,
        cut,
        grounds,
    })
}

fn grounds(link: &mut Link, parts: &Parts, id: CaseId) -> Result<Grounds, Error> {
    let mut last = BTreeMap::new();
    for line in of_kind(link, parts, id, "rule.decided")? {
        if let Fact::RuleDecided { element, .. } = &line.fact {
            last.insert(element.clone(), line);
        }
    }
    let mut rules: Vec<Line> = last.into_values().collect();
    rules.sort_by_key(|line| line.seq);
    let mut officials = of_kind(link, parts, id, "task.completed")?;
    officials.retain(|line| {
        matches!(&line.fact, Fact::TaskCompleted { role, reason: Some(reason), .. }
            if role != pack::APPLICANT && !reason.is_empty())
    });
    Ok(Grounds { rules, officials })
}

/// The entries of one kind, the oldest first.
fn of_kind(link: &mut Link, parts: &Parts, id: CaseId, kind: &str) -> Result<Vec<Line>, Error> {
    let sql = "select seq, time, key_id, sealed, commitment from entries \
               where case_id = $1 and kind = $2 order by seq";
    let rows = link.query(sql, &[id.into(), kind.into()])?;
    rows.iter()
        .map(|row| open_row(link, parts, row).map(Line::from))
        .collect()
}

/// The newest of those that are wanted, in their order, each once.
fn receipts(
    link: &mut Link,
    parts: &Parts,
    id: CaseId,
    mut wanted: Vec<u64>,
) -> Result<Vec<(u64, Receipt)>, Error> {
    wanted.sort_unstable();
    wanted.dedup();
    let from = wanted.len().saturating_sub(MOST_RECEIPTS);
    wanted[from..]
        .iter()
        .map(|seq| Ok((*seq, receipt_of(link, parts, id, *seq)?)))
        .collect()
}

fn name(link: &mut Link, parts: &Parts, person: Option<PersonId>) -> Result<String, Error> {
    match person {
        Some(person) => Ok(people::profile(link, parts, person)?.name),
        None => Ok(String::new()),
    }
}
