//! What can go on for ever: waiting, and asking again.

use std::collections::BTreeSet;

use bpmn::{JobKind, NodeKind};

use super::{Nose, Smell};
use crate::pack::ServiceKind;

impl Nose<'_> {
    pub(super) fn waits(&self) -> Vec<Smell> {
        let people =
            |kind: NodeKind| matches!(kind, NodeKind::Task(JobKind::User | JobKind::Manual));
        let late = |id: &str| {
            self.pack
                .tasks
                .get(id)
                .is_some_and(|t| t.deadline.is_some())
        };
        let waits = self
            .pack
            .process
            .endless_waits()
            .filter(|node| !(people(node.kind) && late(node.id)));
        waits
            .map(|node| {
                let reason = match people(node.kind) {
                    true => "a case can wait here for ever: without a deadline, who is kept waiting can be made to pay for speed",
                    false => "a case can wait here for ever: no timer ends the wait for what may never come",
                };
                self.at("wait-without-deadline", node.id, reason)
            })
            .chain(self.for_workers())
            .collect()
    }

    /// Work for a program outside that no timer ends: perhaps no such program runs.
    fn for_workers(&self) -> impl Iterator<Item = Smell> {
        let external = self.pack.services.iter();
        let external = external.filter(|(_, s)| matches!(s.kind, ServiceKind::External(_)));
        let endless = external.filter(|(element, _)| !self.pack.process.ended_by_time(element));
        endless.map(|(element, _)| {
            let reason = "a case can wait here for ever: no timer ends the wait for a worker that may never come";
            self.at("wait-without-deadline", element, reason)
        })
    }

    /// "Come back tomorrow": a loop through an official's task that nothing counts.
    pub(super) fn repetition(&self) -> Vec<Smell> {
        let mut told: BTreeSet<&str> = BTreeSet::new();
        let mut smells = Vec::new();
        for (element, _) in self.officials() {
            let Some(round) = self.pack.process.loop_through(element) else {
                continue;
            };
            if told.contains(element.as_str()) || self.counted(&round) {
                continue;
            }
            told.extend(&round);
            let reason = "an official can send the case round again without limit, until somebody pays to go on: count the rounds in a variable and end them";
            smells.push(self.at("endless-demands", element, reason));
        }
        smells
    }

    /// A condition in the loop reads a variable that the system counts up in it.
    fn counted(&self, round: &BTreeSet<&str>) -> bool {
        let mut counters: BTreeSet<&str> = BTreeSet::new();
        for (_, service) in self
            .pack
            .services
            .iter()
            .filter(|(element, _)| round.contains(element.as_str()))
        {
            let counts = service
                .set
                .iter()
                .filter(|(name, e)| e.inputs().iter().any(|path| path.first() == Some(name)));
            counters.extend(counts.map(|(name, _)| name.as_str()));
        }
        self.pack
            .process
            .flows()
            .filter(|flow| round.contains(flow.source))
            .any(|flow| {
                let read = flow.condition.map(|c| c.inputs()).unwrap_or_default();
                read.iter().any(|path| {
                    path.first()
                        .is_some_and(|name| counters.contains(name.as_str()))
                })
            })
    }
}
