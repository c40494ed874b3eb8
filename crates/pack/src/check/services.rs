//! `[services.ELEMENT]`: what the system's tasks do, and that each says what it needs and nothing that it does not.

use std::collections::{BTreeMap, BTreeSet};

use bpmn::NodeKind;

use super::{Checker, MANIFEST, is_id, is_name};
use crate::call::{Call, Method, Origin};
use crate::finding::line_of;
use crate::manifest::{self, Action, Errors, Manifest};
use crate::pack::{External, Mail, Pack, Service, ServiceKind};
use crate::{Files, Finding, Severity};

/// Seconds that a call may take at most, and what it takes where the pack does not say.
const TIMEOUT: (u32, u32) = (60, 10);
/// Times that a call or a worker's job is tried again at most, and where the pack does not say.
const RETRIES: (u32, u32) = (20, 5);
/// Seconds before the first retry at most, and where the pack does not say.
const WAIT: (u32, u32) = (3600, 30);
/// Statuses after which a call is made again where the pack does not say (RFC 9110, 6585, 8470).
const RETRY: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];
/// Parameters of a query, values given to a worker, and columns of a register at most.
const MOST: usize = 40;

/// A warning for each call of a system that is not among those that the operator allows: the pack can be deployed, and its
/// cases stop there.
#[must_use]
pub fn not_allowed(files: &Files, pack: &Pack, allowed: &[Origin]) -> Vec<Finding> {
    let source = String::from_utf8_lossy(files.get(MANIFEST).unwrap_or_default());
    let calls = pack
        .services
        .iter()
        .filter_map(|(element, s)| match &s.kind {
            ServiceKind::Call(call) if !allowed.contains(&call.origin) => {
                Some((element, &call.origin))
            }
            _ => None,
        });
    calls
        .map(|(element, origin)| Finding {
            severity: Severity::Warning,
            code: "call-not-allowed",
            file: MANIFEST.to_owned(),
            line: line_of(&source, &format!("[services.{element}]")),
            column: None,
            element: Some(element.clone()),
            message: format!("{origin} is not among the systems that may be called: cases stop here unless `diwan serve` has --allow-call {origin}"),
        })
        .collect()
}

impl Checker<'_> {
    pub(super) fn services(&mut self, manifest: &Manifest) -> BTreeMap<String, Service> {
        let mut services = BTreeMap::new();
        for (element, raw) in &manifest.services {
            let at = format!("[services.{element}]");
            self.fitting(&at, element, raw);
            let set = self.expressions(&at, element, &raw.set);
            let kind = match raw.action {
                Action::Notify => self.notice(&at, element, raw),
                Action::IssueCertificate => Some(self.certificate(&at, element, raw)),
                Action::Set => Some(ServiceKind::Set),
                Action::Call => self.call(&at, element, raw),
                Action::External => self.external(&at, element, raw),
                Action::Email => self.mail(&at, element, raw),
                Action::Publish => self.publish(&at, element, raw),
            };
            if let Some(kind) = kind {
                services.insert(element.clone(), Service { kind, set });
            }
        }
        services
    }

    /// A key that the task's `do` does not read is a mistake that nobody would see.
    fn fitting(&mut self, at: &str, element: &str, raw: &manifest::Service) {
        use Action::{Call, Email, External, IssueCertificate, Notify, Publish};
        let keys: [(&str, bool, &[Action]); 18] = [
            ("notice", raw.notice.is_some(), &[Notify, Email]),
            ("valid", raw.valid.is_some(), &[IssueCertificate]),
            ("lines", !raw.lines.is_empty(), &[IssueCertificate]),
            ("method", raw.method.is_some(), &[Call]),
            ("origin", raw.origin.is_some(), &[Call]),
            ("path", raw.path.is_some(), &[Call]),
            ("query", !raw.query.is_empty(), &[Call]),
            ("body", raw.body.is_some(), &[Call]),
            ("errors", raw.errors.is_some(), &[Call, External]),
            ("retry", raw.retry.is_some(), &[Call]),
            ("timeout", raw.timeout.is_some(), &[Call]),
            ("retries", raw.retries.is_some(), &[Call, External]),
            ("wait", raw.wait.is_some(), &[Call]),
            ("topic", raw.topic.is_some(), &[External]),
            ("give", !raw.give.is_empty(), &[External]),
            ("to", raw.to.is_some(), &[Email]),
            ("language", raw.language.is_some(), &[Email]),
            ("fields", !raw.fields.is_empty(), &[Publish]),
        ];
        for (key, there, read_by) in keys {
            if there && !read_by.contains(&raw.action) {
                let message = format!("what this task does has no `{key}`");
                self.error_at("unfit-key", (at, key), element, message);
            }
        }
    }

    fn notice(&mut self, at: &str, element: &str, raw: &manifest::Service) -> Option<ServiceKind> {
        let notice = self.notice_name(at, element, raw)?;
        Some(ServiceKind::Notify { notice })
    }

    fn notice_name(&mut self, at: &str, element: &str, raw: &manifest::Service) -> Option<String> {
        let named = raw.notice.clone().filter(|n| is_name(n));
        if named.is_none() {
            let message = "this task needs a `notice` (small letters, digits and `_`)";
            self.error_at("no-notice", (at, "notice"), element, message);
        }
        named
    }

    fn certificate(&mut self, at: &str, element: &str, raw: &manifest::Service) -> ServiceKind {
        let lines = raw.lines.iter();
        let lines = lines.filter_map(|line| self.expression(at, element, line));
        ServiceKind::IssueCertificate {
            valid_days: raw.valid,
            lines: lines.collect(),
        }
    }

    fn call(&mut self, at: &str, element: &str, raw: &manifest::Service) -> Option<ServiceKind> {
        let origin = match raw.origin.as_deref().unwrap_or_default().parse() {
            Ok(origin) => Some(origin),
            Err(e) => {
                self.error_at(
                    "bad-origin",
                    (at, "origin"),
                    element,
                    format!("`do = \"call\"` needs the `origin` that is called: {e}"),
                );
                None
            }
        };
        let path = raw
            .path
            .as_ref()
            .and_then(|p| self.expression(at, element, p));
        if raw.path.is_none() {
            let message = "`do = \"call\"` needs a `path`: FEEL that gives a text (\"/v1/x\") or a list of segments";
            self.error_at("no-path", (at, "path"), element, message);
        }
        let method = match raw.method {
            None | Some(manifest::Method::Get) => Method::Get,
            Some(manifest::Method::Post) => Method::Post,
            Some(manifest::Method::Put) => Method::Put,
        };
        if method == Method::Get && raw.body.is_some() {
            let message = "a GET has no body: use `query`, or method = \"POST\"";
            self.error_at("unfit-key", (at, "body"), element, message);
        }
        self.not_too_many((at, "query"), element, raw.query.len());
        let query = raw.query.iter();
        let query = query.filter_map(|(n, e)| Some((n.clone(), self.expression(at, element, e)?)));
        let query = query.collect();
        let body = raw
            .body
            .as_ref()
            .and_then(|b| self.expression(at, element, b));
        let errors = self.errors_by_status(at, element, raw);
        let retry = self.retried(at, element, raw, &errors);
        let limits = [
            ("timeout", raw.timeout, 1, TIMEOUT),
            ("retries", raw.retries, 0, RETRIES),
            ("wait", raw.wait, 1, WAIT),
        ];
        let [timeout, retries, wait] = limits.map(|l| self.within(at, element, l));
        Some(ServiceKind::Call(Box::new(Call {
            method,
            origin: origin?,
            path: path?,
            query,
            body,
            errors,
            retry,
            timeout,
            retries,
            wait,
        })))
    }

    fn errors_by_status(
        &mut self,
        at: &str,
        element: &str,
        raw: &manifest::Service,
    ) -> BTreeMap<u16, String> {
        let all = match &raw.errors {
            None => return BTreeMap::new(),
            Some(Errors::ByStatus(all)) => all,
            Some(Errors::Codes(_)) => {
                let message =
                    "a call's errors are by status: errors = { \"404\" = \"not_registered\" }";
                self.error_at("bad-errors", (at, "errors"), element, message);
                return BTreeMap::new();
            }
        };
        let mut errors = BTreeMap::new();
        for (status, code) in all {
            match status.parse().ok().filter(|s| (200..600).contains(s)) {
                Some(status) if is_name(code) => {
                    errors.insert(status, code.clone());
                }
                _ => {
                    let message = format!(
                        "`{status}` = `{code}` is no status from 200 to 599 with a code of small letters, digits and `_`"
                    );
                    self.error_at("bad-errors", (at, "errors"), element, message);
                }
            }
        }
        errors
    }

    fn retried(
        &mut self,
        at: &str,
        element: &str,
        raw: &manifest::Service,
        errors: &BTreeMap<u16, String>,
    ) -> BTreeSet<u16> {
        let Some(statuses) = &raw.retry else {
            return RETRY
                .into_iter()
                .filter(|s| !errors.contains_key(s))
                .collect();
        };
        for status in statuses {
            let why = if !(400..600).contains(status) {
                "is no status from 400 to 599"
            } else if errors.contains_key(status) {
                "is an error and is tried again: it can be one of the two"
            } else {
                continue;
            };
            self.error_at(
                "bad-retry",
                (at, "retry"),
                element,
                format!("{status} {why}"),
            );
        }
        statuses.iter().copied().collect()
    }

    fn external(
        &mut self,
        at: &str,
        element: &str,
        raw: &manifest::Service,
    ) -> Option<ServiceKind> {
        let topic = raw.topic.clone().filter(|t| is_id(t));
        if topic.is_none() {
            let message = "`do = \"external\"` needs a `topic` (small letters, digits and `-`): workers fetch by it";
            self.error_at("no-topic", (at, "topic"), element, message);
        }
        self.not_too_many((at, "give"), element, raw.give.len());
        let give = self.expressions(at, element, &raw.give);
        let errors = match &raw.errors {
            None => Vec::new(),
            Some(Errors::Codes(codes)) => codes.clone(),
            Some(Errors::ByStatus(_)) => {
                let message = "a worker's errors are a list: errors = [\"unknown_business\"]";
                self.error_at("bad-errors", (at, "errors"), element, message);
                Vec::new()
            }
        };
        for code in errors.iter().filter(|c| !is_name(c)) {
            let message = format!("`{code}`: a code has small letters, digits and `_`");
            self.error_at("bad-errors", (at, "errors"), element, message);
        }
        let retries = self.within(at, element, ("retries", raw.retries, 0, RETRIES));
        Some(ServiceKind::External(External {
            topic: topic?,
            give,
            errors,
            retries,
        }))
    }

    fn mail(&mut self, at: &str, element: &str, raw: &manifest::Service) -> Option<ServiceKind> {
        let notice = self.notice_name(at, element, raw);
        let to = raw
            .to
            .as_ref()
            .and_then(|to| self.expression(at, element, to));
        if raw.to.is_none() {
            let message = "`do = \"email\"` needs `to`: FEEL that gives an address";
            self.error_at("no-address", (at, "to"), element, message);
        }
        let language = raw.language.clone().unwrap_or_else(|| "ar".to_owned());
        let file = format!("text/{language}.ftl");
        if self.files.get(&file).is_none() {
            let message = format!("`{language}` is no language of this pack: there is no {file}");
            self.error_at("bad-language", (at, "language"), element, message);
        }
        Some(ServiceKind::Mail(Mail {
            to: to?,
            notice: notice?,
            language,
        }))
    }

    fn publish(&mut self, at: &str, element: &str, raw: &manifest::Service) -> Option<ServiceKind> {
        if raw.fields.is_empty() {
            let message = "`do = \"publish\"` needs `fields`: what everybody may read, name = FEEL";
            self.error_at("no-fields", (at, "fields"), element, message);
            return None;
        }
        self.not_too_many((at, "fields"), element, raw.fields.len());
        let fields = self.expressions(at, element, &raw.fields);
        Some(ServiceKind::Publish { fields })
    }

    fn not_too_many(&mut self, (at, key): (&str, &str), element: &str, many: usize) {
        if many > MOST {
            let message = format!("{many} are more than {MOST}");
            self.error_at("too-many", (at, key), element, message);
        }
    }

    fn within(
        &mut self,
        at: &str,
        element: &str,
        (key, given, least, (most, usual)): (&str, Option<u32>, u32, (u32, u32)),
    ) -> u32 {
        let value = given.unwrap_or(usual);
        if !(least..=most).contains(&value) {
            let message = format!("`{key}` is from {least} to {most}");
            self.error_at("out-of-bounds", (at, key), element, message);
        }
        value
    }

    /// An error that nothing catches ends the case where nobody expects it.
    pub(super) fn caught(&mut self, pack: &Pack) {
        // Who calls a process may catch its errors.
        if pack
            .process
            .nodes()
            .any(|n| n.kind == NodeKind::CallActivity)
        {
            return;
        }
        for (element, service) in &pack.services {
            for code in service.codes() {
                if pack.process.node(element).is_some()
                    && !pack.process.catches_error(element, code)
                {
                    let at = format!("[services.{element}]");
                    let line = line_of(&self.source, &at);
                    let message = format!(
                        "nothing in the process catches the error `{code}`: add an error boundary event to this task"
                    );
                    self.findings
                        .error("uncaught-error", MANIFEST, line, element, message);
                }
            }
        }
    }
}
