//! Entry by entry: each is opened, held against its leaf and columns, and folded.

use std::collections::{BTreeSet, HashMap};

use tlog::{Hash, leaf_hash};

use super::ahead::{Ahead, Chunk};
use super::identity::Created;
use super::mends::Proposals;
use super::signed::Passkeys;
use super::{Finding, Report, Told, deadlines, draws, signed};
use crate::case::Case;
use crate::case::open::digest;
use crate::fold::Fold;
use crate::record::{Fact, KeyError, KeyId, Opened, key_id};
use crate::store::{Link, Row};
use crate::{CaseId, Error, Parts, PersonId, micros};

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
        clock: InOrder::default(),
        proposals: Proposals::default(),
        passkeys: Passkeys::default(),
        held: BTreeSet::new(),
        last_case: 0,
        last_person: 0,
    };
    scratch.begin()?;
    let origin = parts.identity.origin.as_str();
    let mut chunk = Chunk::read(link, scratch, parts, 0)?;
    let mut last = chunk.is_last();
    let mut next = chunk.next()?;
    let mut ahead = chunk.open(origin);
    loop {
        // While these are folded, the next ones are opened.
        let coming = if last {
            None
        } else {
            chunk = Chunk::read(link, scratch, parts, next)?;
            (last, next) = (chunk.is_last(), chunk.next()?);
            Some(chunk)
        };
        let no_more = coming.is_none();
        ahead = std::thread::scope(|scope| {
            let opening = coming.map(|chunk| scope.spawn(|| chunk.open(origin)));
            for entry in &ahead {
                walk.one(entry, scratch, parts, report)?;
                if published.is_some_and(|p| p.size == walk.told.tree.size()) {
                    walk.told.published_root = Some(walk.told.tree.root());
                }
            }
            let opened = opening.map(std::thread::ScopedJoinHandle::join);
            Ok::<_, Error>(match opened {
                Some(Ok(opened)) => opened,
                Some(Err(panic)) => std::panic::resume_unwind(panic),
                None => Vec::new(),
            })
        })?;
        // State rows are kept in memory between entries; past some, they are written.
        if walk.cases.len() > 10_000 || no_more {
            flush(scratch, parts, &mut walk.cases, report);
            walk.cases.clear();
        }
        if no_more {
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
    clock: InOrder,
    proposals: Proposals,
    passkeys: Passkeys,
    /// Cases without a key whose last word of a hold is that they are held.
    held: BTreeSet<CaseId>,
    last_case: i64,
    last_person: i64,
}

impl Walk {
    fn one(
        &mut self,
        Ahead {
            row,
            opened,
            unproven,
        }: &Ahead,
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
        match opened {
            Ok(opened) => {
                self.clock
                    .readable(seq, opened.entry.time.as_microsecond(), report);
                columns(row, opened, report)?;
                if seq == 0 {
                    self.told.created = Created::of(opened);
                }
                draws::proven(opened, unproven.as_deref(), &self.told, parts, report);
                self.counted(opened.entry.key_id(), report);
                self.fold(opened, scratch, parts, report)
            }
            Err(Error::Key(KeyError::Destroyed(name))) => {
                self.clock.unreadable(seq, time_us, report);
                self.lost(row, &key_id(name)?, report)
            }
            Err(e) => {
                self.clock.unreadable(seq, time_us, report);
                report.found(Finding::ChangedBody {
                    entry: seq,
                    why: e.to_string(),
                });
                Ok(())
            }
        }
    }

    /// An entry whose key is gone: only its columns are left.
    fn lost(&mut self, row: &Row, key: &KeyId, report: &mut Report) -> Result<(), Error> {
        let (seq, time_us): (u64, i64) = (row.get(0)?, row.get(1)?);
        let kind: String = row.get(5)?;
        let case: Option<CaseId> = row.get(6)?;
        if let KeyId::Case(id) = key
            && case != Some(*id)
        {
            report.found(Finding::ChangedEntry {
                entry: seq,
                column: "case_id".into(),
                is: case.map_or_else(|| "none".into(), |c| c.to_string()),
                should_be: id.to_string(),
            });
        }
        if let Some(case) = case {
            match kind.as_str() {
                "case.held" => self.held.insert(case),
                "case.released" => self.held.remove(&case),
                _ => false,
            };
        }
        self.passkeys.lost(seq, *key, &kind);
        self.told.unreadable.add(*key, seq, time_us, &kind);
        self.counted(*key, report);
        Ok(())
    }

    /// Cases and people are numbered without gaps: one that is jumped over was taken out.
    fn counted(&mut self, key: KeyId, report: &mut Report) {
        let (last, id) = match key {
            KeyId::Case(CaseId(id)) => (&mut self.last_case, id),
            KeyId::Person(PersonId(id)) => (&mut self.last_person, id),
            KeyId::Log => return,
        };
        for missing in *last + 1..id {
            let whose = match key {
                KeyId::Case(_) => format!("case {missing}"),
                _ => format!("person {missing}"),
            };
            report.found(Finding::Missing { whose });
        }
        *last = id.max(*last);
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
                self.told.erased_cases.insert(*case, entry.seq);
                if self.held.contains(case) {
                    report.found(Finding::ImpossibleEntry {
                        entry: entry.seq,
                        why: format!("it erases case {case}, which is held"),
                    });
                }
                return Ok(());
            }
            Fact::PersonErased { person, .. } => {
                self.told.erased_people.insert(*person, entry.seq);
            }
            Fact::ClockJumped { .. } => self.told.jumps += 1,
            Fact::ClockCompared { off: true, .. } => self.told.offsets += 1,
            Fact::PasskeyAdded { .. } | Fact::PasskeyRemoved { .. } => self.passkeys.note(opened),
            Fact::CaseOpened { .. } => content(opened, scratch, parts, report),
            Fact::TaskAssigned { .. } | Fact::TaskWaiting { .. } => {
                self.fair(opened, scratch, parts, report)?;
            }
            Fact::MendProposed { .. }
            | Fact::MendConfirmed { .. }
            | Fact::MendRefused { .. }
            | Fact::MendWithdrawn { .. } => self.agreed(opened, scratch, parts, report)?,
            Fact::InformationAsked(_)
            | Fact::InformationGiven(_)
            | Fact::InformationLapsed(_)
            | Fact::InformationWithdrawn(_)
            | Fact::ClockPaused { .. }
            | Fact::ClockResumed { .. } => self.timely(opened, scratch, parts, report),
            _ => {}
        }
        if signed::concerns(&entry.fact) {
            self.signed(opened, scratch, parts, report);
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

impl Walk {
    /// Whether a task was handed out as it had to be, asked of the rows before the entry.
    fn fair(
        &mut self,
        opened: &Opened,
        scratch: &mut Link,
        parts: &Parts,
        report: &mut Report,
    ) -> Result<(), Error> {
        let Some(case) = before(&mut self.cases, opened, scratch, parts) else {
            return Ok(());
        };
        match draws::fair(&opened.entry, case, scratch, parts, &self.told, report) {
            Err(Error::Pack(_)) => Ok(()),
            other => other,
        }
    }
}

impl Walk {
    /// Whether a mend was done as two people agreed, asked of the rows before the entry.
    fn agreed(
        &mut self,
        opened: &Opened,
        scratch: &mut Link,
        parts: &Parts,
        report: &mut Report,
    ) -> Result<(), Error> {
        let Some(case) = before(&mut self.cases, opened, scratch, parts) else {
            return Ok(());
        };
        let asked = (&mut *scratch, parts);
        match self.proposals.agreed(&opened.entry, case, asked, report) {
            Err(Error::Pack(_)) => Ok(()),
            other => other,
        }
    }
}

impl Walk {
    /// Whether a deadline stopped and ran on as the pack's calendar says, asked of the case before the entry.
    fn timely(&mut self, opened: &Opened, scratch: &mut Link, parts: &Parts, report: &mut Report) {
        let Some(case) = before(&mut self.cases, opened, scratch, parts) else {
            return;
        };
        let Ok(pack) = parts.packs.get(scratch, &case.pack_hash) else {
            return;
        };
        if let Some(why) = deadlines::wrong(&opened.entry, case, &pack) {
            report.found(Finding::FalseDeadline {
                entry: opened.entry.seq,
                why: why.to_owned(),
            });
        }
    }
}

impl Walk {
    /// Whether a decision is signed as the procedure says, asked of the case before the entry.
    fn signed(&mut self, opened: &Opened, scratch: &mut Link, parts: &Parts, report: &mut Report) {
        let Some(case) = before(&mut self.cases, opened, scratch, parts) else {
            return;
        };
        let Ok(pack) = parts.packs.get(scratch, &case.pack_hash) else {
            return;
        };
        if let Some(why) = self.passkeys.wrong(opened, case, &pack) {
            let entry = opened.entry.seq;
            report.found(Finding::FalseSignature { entry, why });
        }
    }
}

/// The case of an entry, as the entries before it left it. None where the entry is of no case, or where it cannot be loaded: that
/// is found by the fold, as is a pack whose files are gone or changed.
fn before<'a>(
    cases: &'a mut HashMap<CaseId, Case>,
    opened: &Opened,
    scratch: &mut Link,
    parts: &Parts,
) -> Option<&'a Case> {
    let id = opened.entry.case_id()?;
    Fold::new(scratch, parts, cases).case(id).ok()?;
    cases.get(&id)
}

/// Times never go back. An entry's own time is in its body; where the body cannot be opened, the
/// column is all there is, and the entries around it say whether it can be.
#[derive(Default)]
struct InOrder {
    last: Option<i64>,
    /// The latest of the entries since then that could not be opened.
    doubtful: Option<(u64, i64)>,
}

impl InOrder {
    fn readable(&mut self, entry: u64, time_us: i64, report: &mut Report) {
        if let Some((doubtful, at)) = self.doubtful.take().filter(|(_, at)| *at > time_us) {
            report.found(Finding::ChangedTime {
                entry: doubtful,
                is: micros(at).to_string(),
                should_be: format!("not after {}", micros(time_us)),
            });
        }
        self.not_before(entry, time_us, report);
        self.last = self.last.max(Some(time_us));
    }

    fn unreadable(&mut self, entry: u64, time_us: i64, report: &mut Report) {
        self.not_before(entry, time_us, report);
        if self.doubtful.is_none_or(|(_, at)| time_us > at) {
            self.doubtful = Some((entry, time_us));
        }
    }

    fn not_before(&self, entry: u64, time_us: i64, report: &mut Report) {
        if let Some(last) = self.last.filter(|last| time_us < *last) {
            report.found(Finding::ChangedTime {
                entry,
                is: micros(time_us).to_string(),
                should_be: format!("not before {}", micros(last)),
            });
        }
    }
}

/// Whether what the draws are over is what the applicant sent: the data are in the same entry.
fn content(opened: &Opened, scratch: &mut Link, parts: &Parts, report: &mut Report) {
    let Fact::CaseOpened {
        pack,
        pack_hash,
        applicant: Some(applicant),
        content,
        events,
        ..
    } = &opened.entry.fact
    else {
        return;
    };
    let mut hash = [0; 32];
    // A pack that cannot be used is found by the fold.
    let Ok(()) = hex::decode_to_slice(pack_hash, &mut hash) else {
        return;
    };
    let Ok(version) = parts.packs.get(scratch, &hash) else {
        return;
    };
    let sent = events.iter().find_map(|event| match event {
        bpmn::Event::Open { v, .. } => v.get(&version.start_form),
        _ => None,
    });
    let computed = sent.and_then(|data| digest(pack, *applicant, data).ok());
    if computed.is_none_or(|c| hex::encode(c) != *content) {
        report.found(Finding::ImpossibleEntry {
            entry: opened.entry.seq,
            why: "its content is not the hash of what was sent".to_owned(),
        });
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
