//! Signatures on decisions: that they hold, over what the process went on with, by a passkey that was the official's own then.

use std::collections::BTreeMap;

use bpmn::Event;
use pack::{Overdue, Pack};
use serde_json::Value as Json;
use tlog::assertion::{Passkey, Signed};

use crate::PersonId;
use crate::case::{Case, sign};
use crate::record::{Fact, KeyId, Opened};

/// The passkeys that entries so far have added, by entry.
#[derive(Default)]
pub(super) struct Passkeys {
    added: BTreeMap<u64, Added>,
    /// The entries that added each person's, so that one taken away is not looked for among all.
    of: BTreeMap<i64, Vec<u64>>,
}

enum Added {
    /// It can be used.
    Standing(Passkey),
    /// Its owner took it away.
    Removed,
    /// The person's key was destroyed: what the entry says can be read by nobody.
    Unreadable(PersonId),
    /// Of an algorithm that signs no decisions.
    Other(String),
}

impl Passkeys {
    /// Notes what an entry does to passkeys.
    pub(super) fn note(&mut self, opened: &Opened) {
        let entry = &opened.entry;
        match &entry.fact {
            Fact::PasskeyAdded { person, id, .. } => {
                let added = match Passkey::of_body(&body(opened)) {
                    Some(passkey) => Added::Standing(passkey),
                    None => Added::Other(id.clone()),
                };
                self.added.insert(entry.seq, added);
                self.of.entry(person.0).or_default().push(entry.seq);
            }
            Fact::PasskeyRemoved { person, id } => {
                for seq in self.of.get(&person.0).into_iter().flatten() {
                    let Some(added) = self.added.get_mut(seq) else {
                        continue;
                    };
                    let same = match added {
                        Added::Standing(passkey) => passkey.id == *id,
                        Added::Other(other) => other == id,
                        Added::Removed | Added::Unreadable(_) => false,
                    };
                    if same {
                        *added = Added::Removed;
                    }
                }
            }
            _ => {}
        }
    }

    /// Notes an entry whose key is gone.
    pub(super) fn lost(&mut self, seq: u64, key: KeyId, kind: &str) {
        if let ("passkey.added", KeyId::Person(person)) = (kind, key) {
            self.added.insert(seq, Added::Unreadable(person));
        }
    }

    /// What is wrong with how an entry is signed; `None` where nothing is.
    pub(super) fn wrong(&self, opened: &Opened, case: &Case, pack: &Pack) -> Option<String> {
        if let Some(element) = done_unsigned(&opened.entry.fact, pack) {
            return Some(format!(
                "it completes {element}, which only its official's signed decision can"
            ));
        }
        let Fact::TaskCompleted {
            element,
            departed,
            reason,
            signature,
            events,
            ..
        } = &opened.entry.fact
        else {
            return None;
        };
        let rule = pack.tasks.get(element)?;
        let Some(signed) = signature else {
            return rule
                .sign
                .then(|| "the procedure has it signed, and it is not".to_owned());
        };
        let time = opened.entry.time.as_microsecond();
        if let Err(why) = signed.verify_in(&body(opened), time) {
            return Some(why.to_string());
        }
        let statement = &signed.statement;
        let said = |data: &Json| Some(data.get("reason")?.as_str()?.trim().to_owned());
        let wrong = [
            (
                statement.pack != hex::encode(case.pack_hash)
                    || statement.agency != pack.agency
                    || statement.form != rule.form,
                "it was signed for another procedure",
            ),
            (
                !sign::carried(events, statement),
                "the process went on with something else than what was signed",
            ),
            (
                rule.departure.is_some()
                    && (*reason != said(&statement.data)
                        || statement.data["departed"] != *departed),
                "it says of the rules, or of the reason, what was not signed",
            ),
        ];
        let wrong = wrong.into_iter().find(|(wrong, _)| *wrong);
        wrong
            .map(|(_, why)| why.to_owned())
            .or_else(|| self.other_key(signed))
    }

    fn other_key(&self, signed: &Signed) -> Option<String> {
        match self.added.get(&signed.key_entry) {
            Some(Added::Standing(passkey)) => {
                signed.verify_key(passkey).err().map(|e| e.to_string())
            }
            Some(Added::Unreadable(person)) if person.0 == signed.statement.person => None,
            Some(Added::Removed) => Some("the passkey had been taken away".to_owned()),
            _ => Some(format!(
                "entry {} did not add this passkey",
                signed.key_entry
            )),
        }
    }
}

/// Whether an entry says that something in a running case is done.
pub(super) fn concerns(fact: &Fact) -> bool {
    let done = |event: &Event| matches!(event, Event::Done { .. });
    matches!(fact, Fact::TaskCompleted { .. })
        || !matches!(fact, Fact::CaseOpened { .. }) && fact.events().iter().any(done)
}

/// The signed task that an entry says is done, without being its official's decision or the law's silence.
fn done_unsigned<'a>(fact: &'a Fact, pack: &Pack) -> Option<&'a str> {
    let rule = |element: &str| pack.tasks.get(element).filter(|rule| rule.sign);
    let own = |element: &str| match fact {
        Fact::TaskCompleted { element: it, .. } => it == element,
        Fact::TaskLapsed { element: it, .. } => {
            let overdue = rule(element).and_then(|rule| rule.overdue.as_ref());
            it == element && matches!(overdue, Some(Overdue::Tacit { .. }))
        }
        _ => false,
    };
    let mut done = fact.events().iter().filter_map(|event| match event {
        Event::Done { e } => Some(&**e),
        _ => None,
    });
    done.find(|element| rule(element).is_some() && !own(element))
}

fn body(opened: &Opened) -> Json {
    serde_json::from_slice(&opened.body).unwrap_or_default()
}
