//! Keys that are gone: an erasure is an entry, and without one it is somebody's hand.

use std::collections::BTreeMap;

use super::{Finding, Report, Told};
use crate::record::KeyId;
use crate::{CaseId, CaseNumber, Error, PersonId, micros};

/// Entries that cannot be opened any more, since their key is gone.
#[derive(Default)]
pub(super) struct Unreadable {
    keys: BTreeMap<KeyId, Lost>,
    /// Tasks that cases which cannot be read may have open: so much the officials' loads may be above
    /// what the other entries give.
    open: BTreeMap<CaseId, u32>,
}

/// The entries under one key.
struct Lost {
    entries: u64,
    first: u64,
    last: u64,
    /// When the first was written, which gives a case its number.
    time_us: i64,
}

impl Unreadable {
    /// Notes an entry that its key no longer opens. What the columns beside it say is all there is.
    pub(super) fn add(&mut self, key: KeyId, seq: u64, time_us: i64, kind: &str) {
        let lost = self.keys.entry(key).or_insert(Lost {
            entries: 0,
            first: seq,
            last: seq,
            time_us,
        });
        lost.entries += 1;
        lost.last = seq;
        let KeyId::Case(id) = key else { return };
        match kind {
            "task.assigned" => *self.open.entry(id).or_default() += 1,
            "case.closed" => drop(self.open.remove(&id)),
            _ => {}
        }
    }

    /// Open tasks that may be counted in somebody's load at this point of the record.
    pub(super) fn open_tasks(&self) -> u32 {
        self.open.values().sum()
    }

    /// Whether entries of the person are lost.
    pub(super) fn has_person(&self, person: PersonId) -> bool {
        self.keys.contains_key(&KeyId::Person(person))
    }
}

/// Each lost key has its erasure, after the last of its entries.
pub(super) fn check(told: &Told, report: &mut Report) {
    for (key, lost) in &told.unreadable.keys {
        let erased = match key {
            KeyId::Case(id) => told.erased_cases.get(id),
            KeyId::Person(id) => told.erased_people.get(id),
            KeyId::Log => None,
        };
        match erased {
            Some(erased) if *erased > lost.last => {}
            Some(erased) => report.found(Finding::ImpossibleEntry {
                entry: lost.last,
                why: format!(
                    "{} was erased by entry {erased}, before it",
                    name(*key, lost)
                ),
            }),
            None => report.found(Finding::LostKey {
                whose: name(*key, lost),
                entries: lost.entries,
                first: lost.first,
            }),
        }
    }
}

/// What people call it.
fn name(key: KeyId, lost: &Lost) -> String {
    let number = |id| -> Result<CaseNumber, Error> {
        let year = micros(lost.time_us)
            .to_zoned_datetime(jiff::tz::TimeZone::UTC)
            .year();
        CaseNumber::new(year, id).map_err(|_| Error::NotFound)
    };
    match key {
        KeyId::Log => "the log".to_owned(),
        KeyId::Person(id) => format!("person {id}"),
        KeyId::Case(id) => match number(id) {
            Ok(number) => format!("case {number} (id {id})"),
            Err(_) => format!("case {id}"),
        },
    }
}
