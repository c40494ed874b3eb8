//! Elements of the process and tables of `pack.toml` name each other, in both directions.

use bpmn::{JobKind, NodeKind};

use super::{Checker, PROCESS};
use crate::APPLICANT;
use crate::pack::Pack;

impl Checker<'_> {
    pub(super) fn references(&mut self, pack: &Pack) {
        for node in pack.process.nodes() {
            let (table, there) = match node.kind {
                NodeKind::Task(JobKind::User | JobKind::Manual) => {
                    ("tasks", pack.tasks.contains_key(node.id))
                }
                NodeKind::Task(JobKind::BusinessRule) => {
                    ("rules", pack.rules.contains_key(node.id))
                }
                NodeKind::Task(JobKind::Service | JobKind::Send) => {
                    ("services", pack.services.contains_key(node.id))
                }
                NodeKind::Task(JobKind::Receive) => {
                    self.findings.error(
                        "receive-without-message",
                        PROCESS,
                        node.line,
                        node.id,
                        "name the message that this task waits for",
                    );
                    continue;
                }
                NodeKind::AbstractTask => {
                    self.findings.error(
                        "task-without-type",
                        PROCESS,
                        node.line,
                        node.id,
                        "say who does this: a user, service, rule, script or send task",
                    );
                    continue;
                }
                _ => continue,
            };
            // Tables that could not be read have their own error.
            if !there && !self.source.contains(&format!("[{table}.{}]", node.id)) {
                self.findings.error(
                    "no-table",
                    PROCESS,
                    node.line,
                    node.id,
                    format!(
                        "pack.toml says nothing about this task: add [{table}.{}]",
                        node.id
                    ),
                );
            }
        }
        self.elements(pack);
        self.messages_sent(pack);
        if !pack.forms.contains_key(&pack.start_form) {
            self.error(
                "unknown-form",
                "start_form",
                &pack.start_form,
                format!("there is no forms/{}.json", pack.start_form),
            );
        }
        self.roles_used(pack);
        self.forms_used(pack);
    }

    fn elements(&mut self, pack: &Pack) {
        let wanted = |kind: NodeKind, table: &str| match kind {
            NodeKind::Task(JobKind::User | JobKind::Manual) => table == "tasks",
            NodeKind::Task(JobKind::BusinessRule) => table == "rules",
            NodeKind::Task(JobKind::Service | JobKind::Send) => table == "services",
            _ => false,
        };
        let tables = pack
            .tasks
            .keys()
            .map(|e| ("tasks", e))
            .chain(pack.rules.keys().map(|e| ("rules", e)))
            .chain(pack.services.keys().map(|e| ("services", e)));
        let tables: Vec<(&str, String)> = tables.map(|(t, e)| (t, e.clone())).collect();
        for (table, element) in tables {
            if !pack
                .process
                .node(&element)
                .is_some_and(|node| wanted(node.kind, table))
            {
                self.error(
                    "unknown-element",
                    &format!("[{table}.{element}]"),
                    &element,
                    "process.bpmn has no such task of this kind",
                );
            }
        }
    }

    /// What is waited for can come: from somebody, or from the process itself.
    fn messages_sent(&mut self, pack: &Pack) {
        let (waited, thrown) = (pack.process.messages(), pack.process.thrown());
        for name in pack
            .messages
            .keys()
            .filter(|name| !waited.contains(&name.as_str()))
        {
            let at = format!("[messages.{name}]");
            self.error(
                "unknown-message",
                &at,
                name,
                "nothing in the process waits for this message",
            );
        }
        let can_come = |name: &&str| pack.messages.contains_key(*name) || thrown.contains(name);
        for name in waited.into_iter().filter(|name| !can_come(name)) {
            let message = format!("nobody can send this message: add [messages.{name}]");
            self.findings
                .error("message-nobody-sends", PROCESS, 1, name, message);
        }
        for (name, node) in pack.process.signals_from_outside() {
            let message =
                format!("nothing in the process throws the signal `{name}`, and nobody else can");
            self.findings
                .error("signal-nobody-throws", PROCESS, node.line, node.id, message);
        }
    }

    fn roles_used(&mut self, pack: &Pack) {
        for (name, role) in &pack.roles {
            if !role.supervisor && !pack.tasks.values().any(|t| t.role == *name) {
                self.findings.warning(
                    "unused-role",
                    super::MANIFEST,
                    1,
                    name,
                    "no task is given to this role",
                );
            }
        }
        let people = pack.tasks.values().any(|t| t.role != APPLICANT);
        if people && !pack.roles.values().any(|r| r.supervisor) {
            self.error("no-supervisor", "[roles", "", "a procedure with officials needs a role with `supervisor = true`: somebody is told when it stops");
        }
    }

    fn forms_used(&mut self, pack: &Pack) {
        for name in pack.forms.keys() {
            if *name != pack.start_form
                && !pack.tasks.values().any(|t| t.form.as_ref() == Some(name))
            {
                self.findings.warning(
                    "unused-form",
                    &format!("forms/{name}.json"),
                    1,
                    name,
                    "no task asks this form",
                );
            }
        }
    }
}
