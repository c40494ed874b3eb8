//! Expressions read only what can be there.

use std::collections::BTreeSet;

use bpmn::NodeKind;
use dmn::feel::Expression;

use super::{Checker, MANIFEST, PROCESS};
use crate::finding::line_of;
use crate::pack::{Overdue, Pack, ServiceKind};

impl Checker<'_> {
    pub(super) fn names(&mut self, pack: &Pack) {
        // What scripts write is only known when they run.
        if pack.process.nodes().any(|n| n.kind == NodeKind::ScriptTask) {
            return;
        }
        let known = variables(pack);
        for flow in pack.process.flows() {
            if let Some(condition) = flow.condition {
                let line = line_of(
                    &String::from_utf8_lossy(self.files.get(PROCESS).unwrap_or_default()),
                    &format!("\"{}\"", flow.id),
                );
                self.reads(pack, &known, PROCESS, line, flow.id, condition);
            }
        }
        for (at, element, expression) in written(pack) {
            let line = line_of(&self.source, &at);
            self.reads(pack, &known, MANIFEST, line, &element, &expression);
        }
        for (element, service) in &pack.services {
            let line = line_of(&self.source, &format!("[services.{element}]"));
            let mut asked = known.clone();
            if let ServiceKind::Publish { .. } = service.kind {
                asked.insert(crate::CERTIFICATE.to_owned());
            }
            for expression in service.asked() {
                self.reads(pack, &asked, MANIFEST, line, element, expression);
            }
            let mut answered = known.clone();
            answered.extend(service.answer().map(str::to_owned));
            for expression in service.set.values() {
                self.reads(pack, &answered, MANIFEST, line, element, expression);
            }
        }
        for form in pack.forms.values() {
            let file = format!("forms/{}.json", form.id);
            let mut inner = known.clone();
            inner.extend(form.fields().map(|f| f.name.clone()));
            for field in form.fields() {
                for expression in [&field.compute, &field.when, &field.prefill, &field.validate]
                    .into_iter()
                    .flatten()
                {
                    let line = line_of(
                        &String::from_utf8_lossy(self.files.get(&file).unwrap_or_default()),
                        expression.source(),
                    );
                    self.reads(pack, &inner, &file, line, &field.name, expression);
                }
            }
        }
    }

    fn reads(
        &mut self,
        pack: &Pack,
        known: &BTreeSet<String>,
        file: &str,
        line: u32,
        element: &str,
        expression: &Expression,
    ) {
        for wrong in expression.check() {
            let message = format!("`{}`: {}", expression.source().trim(), wrong.message);
            self.findings
                .error("feel-type", file, line, element, message);
        }
        for path in expression.certain_inputs() {
            let [root, rest @ ..] = path.as_slice() else {
                continue;
            };
            if !known.contains(root) {
                self.findings.error(
                    "unknown-variable",
                    file,
                    line,
                    element,
                    format!(
                        "`{}` reads `{root}`, which nothing writes",
                        expression.source().trim()
                    ),
                );
            } else if let (Some(form), Some(field)) = (pack.forms.get(root), rest.first())
                && form.field(field).is_none()
                && !lapse_fields(pack, root).contains(field)
                && field != "departed"
            {
                self.findings.error(
                    "unknown-variable",
                    file,
                    line,
                    element,
                    format!(
                        "`{}` reads `{root}.{field}`, which the form does not ask",
                        expression.source().trim()
                    ),
                );
            }
        }
    }
}

/// The variables that something writes.
fn variables(pack: &Pack) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = pack.forms.keys().cloned().collect();
    known.insert("person".into());
    for rule in pack.rules.values() {
        known.extend(rule.result.clone());
    }
    for service in pack.services.values() {
        known.extend(service.set.keys().cloned());
    }
    for task in pack.tasks.values() {
        if let Some(Overdue::Tacit { set, .. }) = &task.overdue {
            known.extend(set.keys().cloned());
        }
    }
    known
}

/// Fields that a tacit decision writes into a form's variable: known only as text.
pub(super) fn lapse_fields(pack: &Pack, form: &str) -> Vec<String> {
    let mut fields = Vec::new();
    for task in pack.tasks.values() {
        if let Some(Overdue::Tacit { set, .. }) = &task.overdue
            && let Some(expression) = set.get(form)
        {
            let words = expression
                .source()
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            fields.extend(words.map(str::to_owned));
        }
    }
    fields
}

/// The expressions of `pack.toml`: where they stand, of which element.
fn written(pack: &Pack) -> Vec<(String, String, Expression)> {
    let mut all = vec![(
        "outcome =".to_owned(),
        "outcome".to_owned(),
        pack.outcome.clone(),
    )];
    all.extend(
        pack.subject
            .clone()
            .map(|e| ("subject =".to_owned(), "subject".to_owned(), e)),
    );
    for (element, task) in &pack.tasks {
        let at = format!("[tasks.{element}]");
        if let Some(Overdue::Tacit { set, .. }) = &task.overdue {
            all.extend(
                set.values()
                    .map(|e| (at.clone(), element.clone(), e.clone())),
            );
        }
        all.extend(
            task.departure
                .as_ref()
                .map(|d| (at.clone(), element.clone(), d.recommendation.clone())),
        );
    }
    all
}
