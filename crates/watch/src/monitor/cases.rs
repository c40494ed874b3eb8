//! Completeness, as far as holders of receipts let it see. A leaf does not say to which case it
//! belongs; a body does, with the entry's place within the case. So whoever has a case's receipts can
//! show that one is missing, and that a deadline passed without a word.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tlog::Verified;

use super::report::{Finding, Kind};

/// How long after a deadline its entry may come: a server that was down catches up.
const GRACE: SignedDuration = SignedDuration::from_hours(1);
/// Kinds of entries that end a task's deadline.
const ENDED: [&str; 5] = [
    "task.completed",
    "task.lapsed",
    "task.declined",
    "task.overdue",
    "task.assigned",
];

/// An entry as its receipt shows it.
struct Line {
    index: u64,
    time_us: i64,
    kind: String,
    data: Value,
}

/// What is missing in the cases that the receipts are of, at `now`.
#[must_use]
pub fn complete(receipts: &[Verified], now: Timestamp) -> Vec<Finding> {
    let mut cases: BTreeMap<String, BTreeMap<u64, Line>> = BTreeMap::new();
    let mut findings = Vec::new();
    for receipt in receipts {
        let Some((case, n, line)) = line(receipt) else {
            continue;
        };
        let (index, lines) = (line.index, cases.entry(case.clone()).or_default());
        if let Some(other) = lines.insert(n, line).filter(|other| other.index != index) {
            let why = format!(
                "case {case}: entries {} and {index} both say that they are its entry {n}",
                other.index
            );
            findings.push(Finding::new(Kind::Gap, why));
        }
    }
    for (case, lines) in &cases {
        gaps(case, lines, &mut findings);
        deadlines(case, lines, now, &mut findings);
    }
    findings
}

fn line(receipt: &Verified) -> Option<(String, u64, Line)> {
    let body: Value = serde_json::from_slice(&receipt.body).ok()?;
    let case = body.get("case")?.as_str()?.to_owned();
    let line = Line {
        index: receipt.index,
        time_us: receipt.time_us,
        kind: body.get("kind")?.as_str()?.to_owned(),
        data: body.get("data").cloned().unwrap_or_default(),
    };
    Some((case, body.get("n")?.as_u64()?, line))
}

/// Places run from 1 without a gap, and later places are later in the log.
fn gaps(case: &str, lines: &BTreeMap<u64, Line>, findings: &mut Vec<Finding>) {
    let last = lines.keys().next_back().copied().unwrap_or(0);
    let missing: Vec<u64> = (1..=last)
        .filter(|n| !lines.contains_key(n))
        .take(20)
        .collect();
    if !missing.is_empty() {
        let list: Vec<String> = missing.iter().map(u64::to_string).collect();
        let why = format!(
            "case {case}: no receipt of its entries {} of {last}: ask the office for them",
            list.join(", ")
        );
        findings.push(Finding::new(Kind::Gap, why));
    }
    for ((n, before), (m, after)) in lines.iter().zip(lines.iter().skip(1)) {
        if before.index >= after.index || before.time_us > after.time_us {
            let why = format!("case {case}: its entry {m} stands before its entry {n} in the log");
            findings.push(Finding::new(Kind::Gap, why));
        }
    }
}

/// A task's deadline has an entry that says what became of it.
fn deadlines(case: &str, lines: &BTreeMap<u64, Line>, now: Timestamp, findings: &mut Vec<Finding>) {
    for (n, line) in lines
        .iter()
        .filter(|(_, line)| line.kind == "task.assigned")
    {
        let due = line.data.get("due").and_then(Value::as_str);
        let Some(due) = due.and_then(|due| due.parse::<Timestamp>().ok()) else {
            continue;
        };
        let Some(end) = due.checked_add(GRACE).ok().filter(|end| *end < now) else {
            continue;
        };
        let job = line.data.get("job");
        let ends = |later: &Line| {
            let same = later.data.get("job") == job && ENDED.contains(&later.kind.as_str());
            same || later.kind == "case.closed" || later.kind == "clock.paused"
        };
        let ended = lines
            .range(n + 1..)
            .map(|(_, later)| later)
            .find(|later| ends(later));
        let late = ended.filter(|later| casework::micros(later.time_us) > end);
        match (ended, late) {
            (None, _) => findings.push(Finding::new(
                Kind::Deadline,
                format!("case {case}: the deadline of its entry {n} was {due}, and no receipt says what became of it"),
            )),
            (_, Some(late)) => findings.push(Finding::new(
                Kind::Deadline,
                format!("case {case}: the deadline of its entry {n} was {due}, and the entry about it came at {}", casework::micros(late.time_us)),
            )),
            _ => {}
        }
    }
}
