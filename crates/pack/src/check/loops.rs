//! A loop in which nothing waits would never end.

use std::collections::{BTreeMap, BTreeSet};

use bpmn::NodeKind;

use super::{Checker, PROCESS};
use crate::pack::Pack;

impl Checker<'_> {
    pub(super) fn loops(&mut self, pack: &Pack) {
        let program = &pack.process;
        let waiting: BTreeSet<&str> = program
            .nodes()
            .filter(|n| n.kind.waits())
            .map(|n| n.container)
            .collect();
        // A sub-process waits when something directly in it does.
        let waits: BTreeSet<&str> = program
            .nodes()
            .filter(|n| {
                let sub = matches!(n.kind, NodeKind::SubProcess | NodeKind::AdHocSubProcess);
                n.kind.waits() || (sub && waiting.contains(n.id))
            })
            .map(|n| n.id)
            .collect();
        let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for flow in program
            .flows()
            .filter(|f| !waits.contains(f.source) && !waits.contains(f.target))
        {
            next.entry(flow.source).or_default().push(flow.target);
        }
        if let Some(element) = on_a_loop(&next) {
            let line = program.node(element).map_or(1, |n| n.line);
            self.findings.error(
                "unbounded-loop",
                PROCESS,
                line,
                element,
                "this loop of automatic steps has nothing that waits: it could run for ever",
            );
        }
    }
}

/// A node on a cycle, when there is one: what is left after taking away all that nothing leads to, again and again.
fn on_a_loop<'p>(next: &BTreeMap<&'p str, Vec<&'p str>>) -> Option<&'p str> {
    let mut incoming: BTreeMap<&str, usize> = BTreeMap::new();
    for (source, targets) in next {
        incoming.entry(source).or_default();
        for target in targets {
            *incoming.entry(target).or_default() += 1;
        }
    }
    let mut free: Vec<&str> = incoming
        .iter()
        .filter(|(_, n)| **n == 0)
        .map(|(id, _)| *id)
        .collect();
    while let Some(id) = free.pop() {
        incoming.remove(id);
        for target in next.get(id).into_iter().flatten() {
            if let Some(n) = incoming.get_mut(target) {
                *n -= 1;
                if *n == 0 {
                    free.push(target);
                }
            }
        }
    }
    // Of the rest, one that something of the rest leads to and that leads on: it is on a cycle or behind one.
    incoming.keys().copied().find(|id| {
        next.get(id)
            .into_iter()
            .flatten()
            .any(|t| incoming.contains_key(t))
    })
}
