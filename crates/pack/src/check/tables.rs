//! The tables of `pack.toml`, each made into what runs.

use std::collections::BTreeMap;

use dmn::feel::{Expression, Value};

use super::{Checker, is_name};
use crate::finding::Finding;
use crate::manifest::{self, Manifest};
use crate::pack::{Departure, MessageRule, Overdue, Role, Rule, Task};
use crate::{APPLICANT, FieldKind, Form};

impl Checker<'_> {
    pub(super) fn roles(&mut self, manifest: &Manifest) -> BTreeMap<String, Role> {
        for name in manifest.roles.keys() {
            if !is_name(name) || name == APPLICANT {
                self.error(
                    "bad-id",
                    &format!("[roles.{name}]"),
                    name,
                    "a role's name has small letters, digits and `_`, and is not `applicant`",
                );
            }
        }
        manifest
            .roles
            .iter()
            .map(|(name, r)| {
                (
                    name.clone(),
                    Role {
                        supervisor: r.supervisor,
                        overload: r.overload,
                    },
                )
            })
            .collect()
    }

    pub(super) fn messages(&mut self, manifest: &Manifest) -> BTreeMap<String, MessageRule> {
        for (name, message) in &manifest.messages {
            if message.by != APPLICANT {
                self.error(
                    "bad-message",
                    &format!("[messages.{name}]"),
                    name,
                    "only the applicant sends messages to a case: by = \"applicant\"",
                );
            }
        }
        manifest
            .messages
            .iter()
            .map(|(name, m)| (name.clone(), MessageRule { by: m.by.clone() }))
            .collect()
    }

    pub(super) fn tasks(
        &mut self,
        manifest: &Manifest,
        forms: &BTreeMap<String, Form>,
    ) -> BTreeMap<String, Task> {
        let mut tasks = BTreeMap::new();
        for (element, raw) in &manifest.tasks {
            let at = format!("[tasks.{element}]");
            if raw.role != APPLICANT && !manifest.roles.contains_key(&raw.role) {
                self.error(
                    "unknown-role",
                    &at,
                    element,
                    format!("the role `{}` is not among [roles]", raw.role),
                );
            }
            if let Some(form) = raw.form.as_ref().filter(|f| !forms.contains_key(*f)) {
                self.error(
                    "unknown-form",
                    &at,
                    element,
                    format!("there is no forms/{form}.json"),
                );
            }
            if let Some(days) = raw
                .remind
                .iter()
                .find(|days| raw.deadline.is_none_or(|d| **days >= d))
            {
                self.error("bad-reminder", &at, element, format!("a reminder {days} working days before the deadline is not within the deadline"));
            }
            let task = Task {
                role: raw.role.clone(),
                form: raw.form.clone(),
                deadline: raw.deadline,
                remind: raw.remind.clone(),
                overdue: self.overdue(&at, element, raw),
                assurance: self.assurance(&at, element, raw),
                separate: raw.separate,
                sign: self.sign(&at, element, raw, forms),
                departure: self.departure(&at, element, raw, manifest, forms),
                law: raw.law.clone(),
                information: self.information(&at, element, raw),
                slip: self.slip(&at, element, raw, forms),
            };
            tasks.insert(element.clone(), task);
        }
        tasks
    }

    fn overdue(&mut self, at: &str, element: &str, raw: &manifest::Task) -> Option<Overdue> {
        let kind = raw.overdue?;
        if raw.deadline.is_none() {
            self.error("no-deadline", at, element, "`overdue` needs a `deadline`");
        }
        if kind == manifest::Overdue::Escalate {
            return Some(Overdue::Escalate);
        }
        let set = self.expressions(at, element, &raw.lapse);
        if set.is_empty() {
            self.error(
                "no-lapse",
                at,
                element,
                "a tacit decision says in `lapse` which variables it leaves",
            );
        }
        let law = raw.tacit_law.clone().unwrap_or_default();
        if law.trim().is_empty() {
            self.error(
                "no-tacit-law",
                at,
                element,
                "a tacit decision cites in `tacit_law` the law that allows it",
            );
        }
        Some(Overdue::Tacit {
            approval: kind == manifest::Overdue::TacitApproval,
            law,
            set,
        })
    }

    fn departure(
        &mut self,
        at: &str,
        element: &str,
        raw: &manifest::Task,
        manifest: &Manifest,
        forms: &BTreeMap<String, Form>,
    ) -> Option<Departure> {
        let (recommendation, field, confirm) =
            match (&raw.recommendation, &raw.decides, &raw.confirm) {
                (None, None, None) => return None,
                (Some(recommendation), Some(field), Some(confirm)) => {
                    (recommendation, field, confirm)
                }
                _ => {
                    self.error(
                        "departure",
                        at,
                        element,
                        "`recommendation`, `decides` and `confirm` come together",
                    );
                    return None;
                }
            };
        let form = raw.form.as_ref().and_then(|f| forms.get(f));
        if form
            .and_then(|f| f.field(field))
            .is_none_or(|f| f.kind != FieldKind::Choice)
        {
            self.error(
                "departure",
                at,
                element,
                format!("the form has no choice `{field}` to compare with the recommendation"),
            );
        }
        if form.is_some_and(|f| f.field("reason").is_none_or(|f| f.kind != FieldKind::Text)) {
            self.error(
                "departure",
                at,
                element,
                "the form needs a text `reason`: who departs from the rules says why",
            );
        }
        match manifest.tasks.get(confirm) {
            Some(second) if second.separate && second.role != APPLICANT && second.form.is_some() => {}
            Some(_) => self.error("departure", at, element, format!("the task `{confirm}` that confirms needs `separate = true`, a form and an official's role")),
            None => self.error("departure", at, element, format!("there is no task `{confirm}` to confirm a departure")),
        }
        let recommendation = self.expression(at, element, recommendation)?;
        Some(Departure {
            recommendation,
            field: field.clone(),
            confirm: confirm.clone(),
        })
    }

    pub(super) fn expressions(
        &mut self,
        at: &str,
        element: &str,
        raw: &BTreeMap<String, String>,
    ) -> BTreeMap<String, Expression> {
        let mut all = BTreeMap::new();
        for (name, source) in raw {
            if !is_name(name) {
                self.error(
                    "bad-variable",
                    at,
                    name,
                    "a variable's name has small letters, digits and `_`",
                );
            }
            if let Some(expression) = self.expression(at, element, source) {
                all.insert(name.clone(), expression);
            }
        }
        all
    }

    pub(super) fn rules(
        &mut self,
        manifest: &Manifest,
        forms: &BTreeMap<String, Form>,
    ) -> BTreeMap<String, Rule> {
        let (mut rules, mut models) = (BTreeMap::new(), BTreeMap::new());
        for (element, raw) in &manifest.rules {
            let at = format!("[rules.{element}]");
            let model = models
                .entry(raw.file.clone())
                .or_insert_with(|| self.model(&raw.file, &at, element, forms));
            let Some(model) = model else { continue };
            if !model.decisions().any(|name| name == raw.decision) {
                self.error(
                    "unknown-decision",
                    &at,
                    element,
                    format!("{} has no decision `{}`", raw.file, raw.decision),
                );
            }
            if let Some(name) = raw.result.as_ref().filter(|name| !is_name(name)) {
                self.error(
                    "bad-variable",
                    &at,
                    name,
                    "a variable's name has small letters, digits and `_`",
                );
            }
            rules.insert(
                element.clone(),
                Rule {
                    model: model.clone(),
                    decision: raw.decision.clone(),
                    result: raw.result.clone(),
                },
            );
        }
        rules
    }

    fn model(
        &mut self,
        file: &str,
        at: &str,
        element: &str,
        forms: &BTreeMap<String, Form>,
    ) -> Option<dmn::Model> {
        let Some(content) = self.files.get(file) else {
            self.error(
                "missing-file",
                at,
                element,
                format!("the pack has no file {file}"),
            );
            return None;
        };
        let (model, findings) = match dmn::Model::read(content) {
            Ok(model) => {
                let mut findings = model.findings().to_vec();
                findings.extend(model.check_with(&|path| answers(forms, path)));
                (Some(model), findings)
            }
            Err(findings) => (None, findings),
        };
        self.findings
            .0
            .extend(findings.into_iter().map(|f| Finding {
                severity: severity(&f),
                code: f.code,
                file: file.to_owned(),
                line: f.line,
                column: Some(f.column),
                element: f.element,
                message: f.message,
            }));
        model
    }
}

/// A gap may be meant; everything else that is found in a model would make its value null, which in a pack is an error.
fn severity(finding: &dmn::Finding) -> crate::Severity {
    match finding.code {
        "gap" | "no-logic" | "unknown-type" | "external-function" => finding.severity,
        _ => crate::Severity::Error,
    }
}

/// What a form's field may hold, for an input that the rules read: `application.zone`.
fn answers(forms: &BTreeMap<String, Form>, path: &[&str]) -> Option<Vec<Value>> {
    let [form, field] = path else { return None };
    let field = forms.get(*form)?.field(field)?;
    (field.kind == FieldKind::Choice).then(|| {
        field
            .options
            .iter()
            .map(|o| Value::from(o.as_str()))
            .collect()
    })
}
