//! Draws: the proof, what it is over, and the lists: who could have been drawn is computed again from
//! the rows as they were, so that a candidate who was left out is found.

use draw::Candidate;

use super::{Finding, Report, Told};
use crate::case::Case;
use crate::case::eligible::{Eligible, Question, eligible, excluded};
use crate::record::{Entry, Fact, Opened};
use crate::store::Link;
use crate::{Actor, Error, Parts};

/// Whether the proof holds, of which `unproven` says what is wrong, and is made with the log's key.
pub(super) fn proven(
    opened: &Opened,
    unproven: Option<&str>,
    told: &Told,
    parts: &Parts,
    report: &mut Report,
) {
    let Fact::TaskAssigned {
        draw: Some(draw), ..
    } = &opened.entry.fact
    else {
        return;
    };
    report.draws += 1;
    let is = hex::encode(draw.public_key.to_bytes());
    // That the first entry cannot be read is a finding of its own: the key in use stands in for it.
    let should_be = match &told.created {
        Some(created) => created.vrf_key.clone(),
        None => hex::encode(parts.identity.draw.public_key().to_bytes()),
    };
    let why = if let Some(why) = unproven {
        why.to_owned()
    } else if is != should_be {
        "made with another key than the log's first entry names".to_owned()
    } else {
        return;
    };
    false_draw(opened.entry.seq, why, report);
}

/// Whether the entry, which was not folded yet, hands the task to whom it had to go.
pub(super) fn fair(
    entry: &Entry,
    case: &Case,
    scratch: &mut Link,
    parts: &Parts,
    told: &Told,
    report: &mut Report,
) -> Result<(), Error> {
    let wrong = match &entry.fact {
        Fact::TaskAssigned {
            draw: None,
            assignee,
            role,
            ..
        } => {
            let own = role == pack::APPLICANT && case.applicant == Some(*assignee);
            (!own).then(|| format!("person:{assignee} was given the task {role} without a draw"))
        }
        Fact::TaskAssigned {
            draw: Some(draw), ..
        } => match for_this(entry, case, told, draw) {
            Some(why) => Some(why),
            None => {
                let lists = (draw.candidates.as_slice(), draw.excluded.as_slice());
                lists_differ(entry, case, scratch, parts, told, lists)?
            }
        },
        Fact::TaskWaiting { excluded, .. } => {
            lists_differ(entry, case, scratch, parts, told, (&[], excluded))?
        }
        _ => None,
    };
    if let Some(why) = wrong {
        false_draw(entry.seq, why, report);
    }
    Ok(())
}

fn false_draw(entry: u64, why: String, report: &mut Report) {
    report.found(Finding::FalseDraw { entry, why });
}

/// Whether the draw is for this log, this case and this task, and chose whom it went to.
fn for_this(entry: &Entry, case: &Case, told: &Told, draw: &draw::Draw) -> Option<String> {
    let Fact::TaskAssigned {
        assignee,
        element,
        visit,
        redraw,
        ..
    } = &entry.fact
    else {
        return None;
    };
    let input = &draw.input;
    if told.created.as_ref().is_some_and(|c| c.origin != input.log) {
        return Some("made for another log".to_owned());
    }
    if input.element != *element || input.visit != *visit || input.redraw != *redraw {
        return Some("made for another task".to_owned());
    }
    if hex::encode(input.content) != case.inside.content {
        return Some("made over something else than what the applicant sent".to_owned());
    }
    let chosen = Actor::Person(*assignee).to_string();
    (draw.chosen != chosen).then(|| format!("it chose {}, the task went to {chosen}", draw.chosen))
}

type Lists<'a> = (&'a [Candidate], &'a [(String, String)]);

/// What is wrong with the lists of an entry, computed again from the rows before it.
fn lists_differ(
    entry: &Entry,
    case: &Case,
    scratch: &mut Link,
    parts: &Parts,
    told: &Told,
    (candidates, out): Lists<'_>,
) -> Result<Option<String>, Error> {
    let (Fact::TaskAssigned { job, element, .. } | Fact::TaskWaiting { job, element, .. }) =
        &entry.fact
    else {
        return Ok(None);
    };
    let pack = parts.packs.get(scratch, &case.pack_hash)?;
    let Some(task) = pack.tasks.get(element) else {
        return Ok(Some(format!("the pack knows no task {element}")));
    };
    let question = Question {
        case,
        job: *job,
        task,
        pack: &pack,
        now: entry.time,
    };
    let (should_be, should_be_out) = eligible(scratch, parts, &question)?;
    if should_be == candidates && should_be_out == out {
        return Ok(None);
    }
    let unsure = Unsure {
        told,
        load: told.unreadable.open_tasks(),
        address: case
            .applicant
            .is_some_and(|p| told.unreadable.has_person(p)),
    };
    Ok(unsure.difference((candidates, out), &(should_be, should_be_out)))
}

/// What erased entries leave open: the load of officials who had tasks in cases that were erased
/// since, the address of an applicant who was, and officials who were themselves.
struct Unsure<'a> {
    told: &'a Told,
    load: u32,
    address: bool,
}

/// Where somebody is in the lists: in, with a load, or out, with a reason.
#[derive(Clone, PartialEq, Eq)]
enum Place {
    In(u32),
    Out(String),
    Nowhere,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::In(load) => write!(f, "a candidate with {load} open tasks"),
            Self::Out(reason) => write!(f, "left out as {reason}"),
            Self::Nowhere => f.write_str("left out without a reason"),
        }
    }
}

fn place(name: &str, (candidates, out): Lists<'_>) -> Place {
    if let Some(found) = candidates.iter().find(|c| c.id == name) {
        return Place::In(found.load);
    }
    match out.iter().find(|(id, _)| id == name) {
        Some((_, reason)) => Place::Out(reason.clone()),
        None => Place::Nowhere,
    }
}

impl Unsure<'_> {
    /// The first who is elsewhere than the record says.
    fn difference(&self, is: Lists<'_>, should_be: &Eligible) -> Option<String> {
        let should_be = (should_be.0.as_slice(), should_be.1.as_slice());
        let names = |lists: Lists<'_>| -> Vec<String> {
            let candidates = lists.0.iter().map(|c| c.id.clone());
            candidates
                .chain(lists.1.iter().map(|(id, _)| id.clone()))
                .collect()
        };
        let mut all = names(is);
        all.extend(names(should_be));
        all.sort();
        all.dedup();
        all.into_iter().find_map(|name| {
            let (is, should_be) = (place(&name, is), place(&name, should_be));
            (is != should_be && !self.explains(&name, &is, &should_be))
                .then(|| format!("{name} is {is}, by the entries before it should be {should_be}"))
        })
    }

    fn explains(&self, name: &str, is: &Place, should_be: &Place) -> bool {
        let person = name.parse::<Actor>().ok().and_then(Actor::person);
        if person.is_some_and(|p| self.told.unreadable.has_person(p)) {
            return true;
        }
        let more = |is: u32, least: u32| is >= least && is <= least.saturating_add(self.load);
        match (is, should_be) {
            (Place::In(is), Place::In(least)) => more(*is, *least),
            (Place::Out(reason), Place::In(_)) => {
                (self.load > 0 && reason == excluded::OVERLOAD)
                    || (self.address && reason == excluded::CONFLICT)
            }
            // The first reason that holds is told: an unknown one may stand before a known one.
            (Place::Out(reason), Place::Out(_)) => self.address && reason == excluded::CONFLICT,
            _ => false,
        }
    }
}
