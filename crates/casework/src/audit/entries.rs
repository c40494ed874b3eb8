//! Entry by entry: each is opened, held against its leaf and columns, and folded.

use std::collections::HashMap;

use tlog::{Hash, leaf_hash};

use super::{Finding, Report, Told};
use crate::case::Case;
use crate::fold::Fold;
use crate::record::{Fact, KeyError, LOG_ID, Opened, open_row};
use crate::store::{Link, Row};
use crate::{CaseId, Error, Parts, micros};

/// Entries read at a time.
const CHUNK: u64 = 2000;

pub(super) fn check(
    link: &mut Link,
    scratch: &mut Link,
    parts: &Parts,
    published: Option<&tlog::Checkpoint>,
    report: &mut Report,
) -> Result<Told, Error> {
    let mut walk = Walk {
        told: Told::default(),
        cases: HashMap::new(),
        last: i64::MIN,
    };
    scratch.begin()?;
    loop {
        let rows = link.query(
            "select seq, time, key_id, sealed, commitment, kind, case_id, actor from entries \
             where log = $1 and seq >= $2 order by seq limit $3",
            &[LOG_ID.into(), walk.told.entries.into(), CHUNK.into()],
        )?;
        for row in &rows {
            walk.one(row, scratch, parts, report)?;
            if published.is_some_and(|p| p.size == walk.told.tree.size()) {
                walk.told.published_root = Some(walk.told.tree.root());
            }
        }
        // State rows are kept in memory between entries; past some, they are written.
        if walk.cases.len() > 10_000 || (rows.len() as u64) < CHUNK {
            flush(scratch, parts, &mut walk.cases, report);
            walk.cases.clear();
        }
        if (rows.len() as u64) < CHUNK {
            break;
        }
    }
    scratch.commit()?;
    report.erased = (walk.told.erased_cases.len() + walk.told.erased_people.len()) as u64;
    Ok(walk.told)
}

fn flush(
    scratch: &mut Link,
    parts: &Parts,
    cases: &mut HashMap<CaseId, Case>,
    report: &mut Report,
) {
    if let Err(e) = Fold::new(scratch, parts, cases).flush() {
        report.found(Finding::ChangedHead {
            why: format!("the state cannot be written: {e}"),
        });
    }
}

struct Walk {
    told: Told,
    cases: HashMap<CaseId, Case>,
    last: i64,
}

impl Walk {
    fn one(
        &mut self,
        row: &Row,
        scratch: &mut Link,
        parts: &Parts,
        report: &mut Report,
    ) -> Result<(), Error> {
        let (seq, time_us): (u64, i64) = (row.get(0)?, row.get(1)?);
        for entry in self.told.entries..seq {
            report.found(Finding::DeletedEntry { entry });
            // Its place in the tree stays empty; that the root differs is found besides.
            self.told.tree.append(Hash([0; 32]));
        }
        self.told.entries = seq + 1;
        let commitment = Hash(row.get(4)?);
        let leaf = tlog::Leaf::new(&parts.identity.origin, seq, time_us, commitment);
        self.told.tree.append(leaf_hash(&leaf.encode()));
        self.in_order(seq, time_us, report);
        match open_row(scratch, parts, row) {
            Ok(opened) => {
                columns(row, &opened, report)?;
                draw(&opened, parts, report);
                self.fold(&opened, scratch, parts, report)
            }
            Err(Error::Key(KeyError::Destroyed(_))) => Ok(()),
            Err(e) => {
                report.found(Finding::ChangedBody {
                    entry: seq,
                    why: e.to_string(),
                });
                Ok(())
            }
        }
    }

    fn in_order(&mut self, entry: u64, time_us: i64, report: &mut Report) {
        if time_us < self.last {
            report.found(Finding::ChangedTime {
                entry,
                is: micros(time_us).to_string(),
                should_be: format!("not before {}", micros(self.last)),
            });
        }
        self.last = self.last.max(time_us);
    }

    fn fold(
        &mut self,
        opened: &Opened,
        scratch: &mut Link,
        parts: &Parts,
        report: &mut Report,
    ) -> Result<(), Error> {
        let entry = &opened.entry;
        match &entry.fact {
            Fact::CaseErased { case, .. } => {
                self.told.erased_cases.insert(*case);
                return Ok(());
            }
            Fact::PersonErased { person, .. } => {
                self.told.erased_people.insert(*person);
            }
            Fact::ClockJumped { .. } => self.told.jumps += 1,
            _ => {}
        }
        match Fold::new(scratch, parts, &mut self.cases).apply(entry) {
            Ok(()) => Ok(()),
            // What belongs to an erased person or case cannot be recomputed and is not compared.
            Err(Error::Key(KeyError::Destroyed(_)) | Error::NotFound) => Ok(()),
            Err(e) => {
                let why = e.to_string();
                report.found(Finding::ImpossibleEntry {
                    entry: entry.seq,
                    why,
                });
                Ok(())
            }
        }
    }
}

/// Commitment, time and the columns beside the body.
fn columns(row: &Row, opened: &Opened, report: &mut Report) -> Result<(), Error> {
    let entry = &opened.entry;
    if tlog::commitment(&opened.salt, &opened.body) != opened.leaf.commitment {
        let why = "the leaf does not commit to it".to_owned();
        report.found(Finding::ChangedBody {
            entry: entry.seq,
            why,
        });
    }
    let time_us: i64 = row.get(1)?;
    if time_us != entry.time.as_microsecond() {
        report.found(Finding::ChangedTime {
            entry: entry.seq,
            is: micros(time_us).to_string(),
            should_be: entry.time.to_string(),
        });
    }
    let fact = serde_json::to_value(&entry.fact).unwrap_or_default();
    let kind = fact
        .get("kind")
        .and_then(|k| k.as_str())
        .unwrap_or_default()
        .to_owned();
    let case: Option<CaseId> = row.get(6)?;
    let text = |case: Option<CaseId>| case.map_or_else(|| "none".to_owned(), |c| c.to_string());
    let pairs = [
        ("kind", row.get::<String>(5)?, kind),
        ("case_id", text(case), text(entry.case_id())),
        ("actor", row.get(7)?, entry.actor.to_string()),
        ("key_id", row.get(2)?, entry.key_id().to_string()),
    ];
    for (column, is, should_be) in pairs {
        if is != should_be {
            let column = column.to_owned();
            report.found(Finding::ChangedEntry {
                entry: entry.seq,
                column,
                is,
                should_be,
            });
        }
    }
    Ok(())
}

/// The draw recomputed: by the log's key, for this log, and the task went to whom it chose.
fn draw(opened: &Opened, parts: &Parts, report: &mut Report) {
    let Fact::TaskAssigned {
        draw: Some(draw),
        assignee,
        element,
        visit,
        redraw,
        ..
    } = &opened.entry.fact
    else {
        return;
    };
    report.draws += 1;
    let why = if let Err(e) = draw.verify() {
        e.to_string()
    } else if draw.public_key != parts.identity.draw.public_key() {
        "made with another key than the log's".to_owned()
    } else if draw.input.log != parts.identity.origin
        || draw.input.element != *element
        || draw.input.visit != *visit
        || draw.input.redraw != *redraw
    {
        "made for another task".to_owned()
    } else if draw.chosen != crate::Actor::Person(*assignee).to_string() {
        format!(
            "it chose {}, the task went to person:{assignee}",
            draw.chosen
        )
    } else {
        return;
    };
    report.found(Finding::FalseDraw {
        entry: opened.entry.seq,
        why,
    });
}
