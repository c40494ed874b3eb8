//! The way of a case through its process, element by element: what pages mark in the drawing.

use std::collections::BTreeSet;

use bpmn::Event;

use super::timeline;
use crate::store::Link;
use crate::{CaseId, Error, Parts};

/// Most entries that are opened for a drawing. A case has some twenty; who has thousands of messages does not make his page slow.
const ENTRIES: u32 = 1_000;

/// The elements that a case has been through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Those that were completed, some perhaps more than once.
    pub done: BTreeSet<String>,
    /// The sequence flows that were taken.
    pub taken: BTreeSet<String>,
}

/// The course of a case, from its entries.
///
/// # Errors
/// When an entry cannot be opened; the store's.
pub fn course(link: &mut Link, parts: &Parts, id: CaseId) -> Result<Course, Error> {
    let mut course = Course::default();
    // Oldest first: an element is renamed after it was passed.
    for line in timeline(link, parts, id, None, ENTRIES)?.iter().rev() {
        for event in line.fact.events() {
            match event {
                Event::Done { e } => drop(course.done.insert(e.to_string())),
                Event::Enter { f: Some(f), .. } => drop(course.taken.insert(f.to_string())),
                Event::Renamed { f, e } => course.rename(f, e),
                _ => {}
            }
        }
    }
    Ok(course)
}

impl Course {
    /// The case moved to a version in which an element or flow has another id.
    fn rename(&mut self, from: &str, to: &str) {
        for ids in [&mut self.done, &mut self.taken] {
            if ids.remove(from) {
                ids.insert(to.to_owned());
            }
        }
    }
}
