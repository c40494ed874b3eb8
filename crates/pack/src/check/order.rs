//! Variables are not read before anything can have set them: such a condition would always see nothing.

use std::collections::BTreeMap;

use bpmn::NodeKind;
use dmn::feel::Expression;

use super::{Checker, MANIFEST, PROCESS};
use crate::finding::line_of;
use crate::pack::{Overdue, Pack};

impl Checker<'_> {
    pub(super) fn order(&mut self, pack: &Pack) {
        // What scripts write is only known when they run.
        if pack.process.nodes().any(|n| n.kind == NodeKind::ScriptTask) {
            return;
        }
        let writers = writers(pack);
        for flow in pack.process.flows() {
            let Some(condition) = flow.condition else {
                continue;
            };
            if let Some(name) = too_early(pack, &writers, flow.source, true, condition) {
                let line = pack.process.node(flow.source).map_or(1, |n| n.line);
                let message = format!(
                    "`{}` reads `{name}` before anything can have set it",
                    condition.source().trim()
                );
                self.findings
                    .error("read-before-set", PROCESS, line, flow.id, message);
            }
        }
        for (element, answer, expression) in read_by_services(pack) {
            if let Some(name) = too_early(pack, &writers, element, false, expression)
                && Some(name.as_str()) != answer
            {
                let line = line_of(&self.source, &format!("[services.{element}]"));
                let message = format!(
                    "`{}` reads `{name}` before anything can have set it",
                    expression.source().trim()
                );
                self.findings
                    .error("read-before-set", MANIFEST, line, element, message);
            }
        }
    }
}

/// The elements that write each variable; the start form's is there from the beginning.
fn writers(pack: &Pack) -> BTreeMap<&str, Vec<&str>> {
    let mut writers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (element, task) in &pack.tasks {
        if let Some(form) = &task.form {
            writers.entry(form).or_default().push(element);
        }
        if let Some(Overdue::Tacit { set, .. }) = &task.overdue {
            set.keys()
                .for_each(|name| writers.entry(name).or_default().push(element));
        }
    }
    for (element, rule) in &pack.rules {
        if let Some(name) = &rule.result {
            writers.entry(name).or_default().push(element);
        }
    }
    for (element, service) in &pack.services {
        service
            .set
            .keys()
            .for_each(|name| writers.entry(name).or_default().push(element));
    }
    writers.remove(pack.start_form.as_str());
    writers
}

/// What services read: of the answer that a task waits for, only `set` does, which is no variable that something writes.
fn read_by_services(
    pack: &Pack,
) -> impl Iterator<Item = (&str, Option<&'static str>, &Expression)> {
    pack.services.iter().flat_map(|(element, service)| {
        let asked = service.asked().into_iter().map(|e| (None, e));
        let set = service.set.values().map(|e| (service.answer(), e));
        asked
            .chain(set)
            .map(|(answer, e)| (element.as_str(), answer, e))
    })
}

/// The first variable that an expression at an element reads and that nothing before it writes. `after`: the element itself is done.
fn too_early(
    pack: &Pack,
    writers: &BTreeMap<&str, Vec<&str>>,
    element: &str,
    after: bool,
    expression: &Expression,
) -> Option<String> {
    let before = |writer: &&str| {
        (after && **writer == *element) || pack.process.may_precede(writer, element)
    };
    let inputs = expression.inputs();
    let mut names = inputs.iter().filter_map(|path| path.first());
    names
        .find(|name| {
            writers
                .get(name.as_str())
                .is_some_and(|all| !all.iter().any(before))
        })
        .cloned()
}
