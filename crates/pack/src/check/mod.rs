//! Everything that can be seen to be wrong with a pack before a case runs on it.

mod assurance;
mod circles;
mod information;
mod loops;
mod members;
mod names;
mod need;
mod order;
mod references;
mod replies;
mod retention;
mod risks;
mod services;
mod sign;
mod slip;
mod smells;
mod tables;
mod vocabulary;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use dmn::feel::{Expression, Names};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use crate::finding::{Findings, line_of};
use crate::manifest::Manifest;
use crate::pack::{Document, Justification, Pack};
use crate::texts::Texts;
use crate::{Calendar, Files, Finding, Form, Severity, form};

const MANIFEST: &str = "pack.toml";
const PROCESS: &str = "process.bpmn";

/// Findings of the engine's check that a procedure is not deployed with.
const UNSOUND: [&str; 5] = [
    "deadlock",
    "lack-of-synchronisation",
    "no-end",
    "dead-step",
    "unreachable",
];

pub use services::not_allowed;

/// What is known while a pack is checked.
pub(crate) struct Checker<'f> {
    files: &'f Files,
    demands: Demands<'f>,
    source: String,
    findings: Findings,
}

/// What is asked of a pack's texts.
#[derive(Clone, Copy)]
enum Demands<'l> {
    /// It is deployed: complete in these languages, and no translation older than its source.
    Deployed(&'l [&'l str]),
    /// It was deployed once: complete in the languages that it has.
    Kept,
}

/// Reads and checks a pack, for a house that offers the languages that are compiled in.
///
/// # Errors
/// All findings, when one of them is an error.
pub fn check(files: &Files) -> Result<Pack, Vec<Finding>> {
    check_for(files, &crate::LANGUAGES)
}

/// Reads and checks a pack, for a house that offers these languages.
///
/// # Errors
/// All findings, when one of them is an error.
pub fn check_for(files: &Files, languages: &[&str]) -> Result<Pack, Vec<Finding>> {
    run(files, Demands::Deployed(languages))
}

/// Reads a pack that passed its check when it was deployed: the house may offer other languages since then.
///
/// # Errors
/// All findings, when one of them is an error.
pub fn load(files: &Files) -> Result<Pack, Vec<Finding>> {
    run(files, Demands::Kept)
}

fn run(files: &Files, demands: Demands<'_>) -> Result<Pack, Vec<Finding>> {
    let mut checker = Checker {
        files,
        demands,
        source: String::new(),
        findings: Findings::default(),
    };
    let pack = checker.pack();
    let failed = checker.findings.failed();
    match pack {
        Some(pack) if !failed => Ok(Pack {
            findings: checker.findings.0,
            ..pack
        }),
        _ => Err(checker.findings.0),
    }
}

/// Small letters, digits and `_`, beginning with a letter: what FEEL reads as one name.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && text.len() <= 60
}

/// Small letters, digits and `-`.
fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && text.len() <= 60
}

impl Checker<'_> {
    /// An error in `pack.toml`, at the line where `at` stands.
    fn error(&mut self, code: &'static str, at: &str, element: &str, message: impl Into<String>) {
        let line = line_of(&self.source, at);
        self.findings.error(code, MANIFEST, line, element, message);
    }

    /// An error at a key of the table that begins at `at`.
    fn error_at(
        &mut self,
        code: &'static str,
        (at, key): (&str, &str),
        element: &str,
        message: impl Into<String>,
    ) {
        let table = line_of(&self.source, at);
        let mut after = self.source.lines().skip(table as usize);
        let sub_table = format!("{}.{key}]", at.trim_end_matches(']'));
        let found = after.position(|l| {
            let l = l.trim_start();
            let named = l
                .strip_prefix(key)
                .is_some_and(|r| r.trim_start().starts_with('='));
            named || l.starts_with(&sub_table)
        });
        let line = found.map_or(table, |n| table + 1 + n as u32);
        self.findings.error(code, MANIFEST, line, element, message);
    }

    fn pack(&mut self) -> Option<Pack> {
        let mut manifest = self.manifest()?;
        let texts = Texts::read(self.files, &mut self.findings);
        let forms = self.forms();
        let risks = match self.text("risks.csv") {
            Some(source) => crate::risks::read(&source, &mut self.findings),
            None => Vec::new(),
        };
        let process = self.process(&manifest);
        let calendar = self.calendar(&manifest);
        self.heads(&manifest);
        let retention = self.retention(&manifest);
        let (roles, messages) = (self.roles(&manifest), self.messages(&manifest));
        let tasks = self.tasks(&manifest, &forms);
        let (rules, services) = (self.rules(&manifest, &forms), self.services(&manifest));
        let outcome = self.expression("outcome =", "outcome", &manifest.outcome);
        let subject = manifest
            .subject
            .as_ref()
            .and_then(|s| self.expression("subject =", "subject", s));
        let eligibility = self.eligibility(&manifest);
        let documents = manifest
            .documents
            .iter()
            .map(|d| Document {
                id: d.id.clone(),
                required: d.required,
            })
            .collect();
        let works = manifest
            .tasks
            .iter()
            .filter_map(|(e, t)| t.work.map(|work| (e.clone(), work)));
        let works: BTreeMap<String, crate::manifest::Work> = works.collect();
        let justified = std::mem::take(&mut manifest.justified).into_iter();
        let justified = justified.map(|j| Justification {
            smell: j.smell,
            element: j.element,
            reason: j.reason,
        });
        let (process, drawing) = process?;
        let pack = Pack {
            id: manifest.id.clone(),
            version: manifest.version.clone(),
            agency: manifest.agency.clone(),
            law: manifest.law.clone(),
            hash: self.files.hash(),
            process,
            drawing,
            process_id: manifest.process.clone(),
            start_form: manifest.start_form.clone(),
            promised: manifest.promised,
            internal: manifest.internal,
            events: manifest.events.clone(),
            replies: manifest.replies.clone(),
            eligibility,
            subject,
            outcome: outcome?,
            outcomes: manifest.outcomes.clone(),
            documents,
            calendar: calendar?,
            roles,
            tasks,
            rules,
            services,
            messages,
            forms,
            texts,
            risks,
            justified: justified.collect(),
            retention,
            findings: Vec::new(),
        };
        self.references(&pack);
        self.needs(&pack);
        self.words(&pack);
        self.replies(&pack);
        self.risks(&pack);
        self.loops(&pack);
        self.names(&pack);
        self.members(&pack, &manifest);
        self.order(&pack);
        self.caught(&pack);
        self.smells(&pack, &works);
        self.circles(&pack);
        Some(pack)
    }

    fn text(&mut self, path: &str) -> Option<String> {
        let Some(content) = self.files.get(path) else {
            self.findings.error(
                "missing-file",
                path,
                1,
                "",
                "the pack does not have this file",
            );
            return None;
        };
        match std::str::from_utf8(content) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => {
                self.findings
                    .error("not-utf8", path, 1, "", "the file is not UTF-8");
                None
            }
        }
    }

    fn manifest(&mut self) -> Option<Manifest> {
        self.source = self.text(MANIFEST)?;
        match toml::from_str(&self.source) {
            Ok(manifest) => Some(manifest),
            Err(e) => {
                let at = e.span().map_or(0, |span| span.start);
                let line = self
                    .source
                    .get(..at)
                    .unwrap_or_default()
                    .matches('\n')
                    .count() as u32
                    + 1;
                self.findings
                    .error("manifest", MANIFEST, line, "", e.message().to_owned());
                None
            }
        }
    }

    fn heads(&mut self, manifest: &Manifest) {
        for (what, id) in [("id", &manifest.id), ("agency", &manifest.agency)] {
            if !is_id(id) {
                self.error(
                    "bad-id",
                    &format!("{what} ="),
                    id,
                    format!("`{what}` has small letters, digits and `-`, and begins with a letter"),
                );
            }
        }
        let parts: Vec<&str> = manifest.version.split('.').collect();
        if parts.len() != 3 || !parts.iter().all(|p| p.parse::<u32>().is_ok()) {
            self.error(
                "bad-version",
                "version =",
                &manifest.version,
                "a version has three numbers: 1.0.0",
            );
        }
        let mut seen = BTreeSet::new();
        for document in &manifest.documents {
            if !is_name(&document.id) || !seen.insert(&document.id) {
                self.error(
                    "bad-document",
                    &document.id,
                    &document.id,
                    "a document's id has small letters, digits and `_`, and is there once",
                );
            }
        }
        if manifest.outcomes.is_empty() {
            self.error("no-outcome", "outcomes", "", "name at least one outcome");
        }
    }

    fn forms(&mut self) -> BTreeMap<String, Form> {
        let mut forms = BTreeMap::new();
        for (path, content) in self.files.iter() {
            let Some(id) = path
                .strip_prefix("forms/")
                .and_then(|p| p.strip_suffix(".json"))
            else {
                continue;
            };
            if !is_name(id) {
                self.findings.error(
                    "bad-id",
                    path,
                    1,
                    id,
                    "a form's id has small letters, digits and `_`, and begins with a letter",
                );
            }
            if let Some(form) = form::read(id, path, content, &mut self.findings) {
                forms.insert(id.to_owned(), form);
            }
        }
        forms
    }

    fn process(&mut self, manifest: &Manifest) -> Option<(bpmn::Program, bpmn::Definitions)> {
        let source = self.text(PROCESS)?;
        let compile = |d| Ok((bpmn::Program::compile(&d)?, d));
        let found = match bpmn::read(source.as_bytes()).and_then(compile) {
            Ok((program, drawing)) => {
                self.carry(program.findings());
                Some((program, drawing))
            }
            Err(findings) => {
                self.carry(&findings);
                None
            }
        };
        if let Some((program, _)) = &found
            && !program.processes().any(|id| id == manifest.process)
        {
            self.error(
                "unknown-process",
                "process =",
                &manifest.process,
                "process.bpmn has no executable process of this id",
            );
        }
        found
    }

    /// Findings of the process, as the pack's. What a procedure must not do is an error here, though the engine could run it.
    fn carry(&mut self, findings: &[bpmn::Finding]) {
        self.findings.0.extend(findings.iter().map(|f| Finding {
            severity: if UNSOUND.contains(&f.code) {
                Severity::Error
            } else {
                f.severity
            },
            code: f.code,
            file: PROCESS.into(),
            line: f.line,
            column: None,
            element: f.element.clone(),
            message: f.message.clone(),
        }));
    }

    fn calendar(&mut self, manifest: &Manifest) -> Option<Calendar> {
        let raw = &manifest.calendar;
        let zone = TimeZone::get(&raw.zone);
        if zone.is_err() {
            self.error(
                "bad-calendar",
                "zone =",
                &raw.zone,
                "this is no zone of the IANA database, such as Asia/Beirut",
            );
        }
        let (mut weekend, mut holidays) = (Vec::new(), BTreeSet::new());
        for name in &raw.weekend {
            match weekday(name) {
                Some(day) => weekend.push(day),
                None => self.error(
                    "bad-calendar",
                    "weekend",
                    name,
                    "a day of the weekend is monday, tuesday, …, sunday",
                ),
            }
        }
        for day in &raw.holidays {
            match day.parse() {
                Ok(date) => drop(holidays.insert(date)),
                Err(_) => self.error("bad-calendar", day, day, "a holiday is a date: 2026-12-25"),
            }
        }
        if weekend.iter().collect::<Vec<_>>().len() >= 7 {
            self.error("bad-calendar", "weekend", "", "a week needs a working day");
        }
        zone.ok()
            .map(|zone| Calendar::new(zone, &weekend, holidays))
    }

    fn expression(&mut self, at: &str, element: &str, source: &str) -> Option<Expression> {
        match Expression::parse(source, &Names::new()) {
            Ok(expression) => Some(expression),
            Err(e) => {
                self.error(
                    "feel-syntax",
                    at,
                    element,
                    format!("`{}` is no FEEL expression: {e}", source.trim()),
                );
                None
            }
        }
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}
