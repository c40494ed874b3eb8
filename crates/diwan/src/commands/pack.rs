use std::path::{Path, PathBuf};
use std::sync::Arc;

use casework::Actor;
use clap::{Args, Subcommand};
use pack::call::Origin;
use pack::{Files, FilesError, Finding, Severity, check_for, load, read_dir, test};
use serde_json::json;

use super::coverage::Coverage;
use crate::failure::{Failure, Holds, say, warn};
use crate::languages::Offer;
use crate::options::{self, Calls, Place};

/// `diwan pack`
#[derive(Args)]
pub(crate) struct Pack {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks packs: everything that can be seen to be wrong, with file, line and element.
    Check(Folders),
    /// Checks packs and runs their scripts: what holds, and what no script passes through.
    Test(Test),
    /// Checks packs and deploys them: new cases run on them from now on.
    Deploy(Deploy),
    /// Moves running cases to another version of their pack: says what becomes of each; with --apply, moves them.
    Migrate(super::migrate::Migrate),
    /// Keeps that translations were read against the texts that they are made from, as those are now.
    Translated(super::translated::Translated),
}

#[derive(Args)]
struct Folders {
    /// The packs' folders.
    #[arg(required = true)]
    dirs: Vec<PathBuf>,
    /// JSON instead of lines.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    calls: Calls,
    #[command(flatten)]
    offer: Offer,
}

#[derive(Args)]
struct Test {
    #[command(flatten)]
    folders: Folders,
    /// Draws what the scripts pass through and what not: an SVG file. For one folder at a time.
    #[arg(long, value_name = "FILE.svg")]
    diagram: Option<PathBuf>,
}

#[derive(Args)]
struct Deploy {
    /// The packs' folders.
    #[arg(required = true)]
    dirs: Vec<PathBuf>,
    #[command(flatten)]
    calls: Calls,
    #[command(flatten)]
    offer: Offer,
    #[command(flatten)]
    place: Place,
}

/// What is asked of a pack beyond its own.
struct Asked {
    json: bool,
    allowed: Vec<Origin>,
    languages: Vec<String>,
}

impl Pack {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        match &self.command {
            Command::Check(folders) => {
                let asked = folders.asked();
                folders.each(|dir, files| Ok(checked(dir, files, &asked).is_some()))
            }
            Command::Test(test) => test.run(),
            Command::Deploy(deploy) => deploy.run(),
            Command::Migrate(migrate) => migrate.run(),
            Command::Translated(translated) => translated.run(),
        }
    }
}

/// An error of a folder names it already; one of what is in it names the file there.
pub(super) fn unreadable(dir: &Path, e: FilesError) -> Failure {
    match e {
        FilesError::Read { .. } => Failure::Said(e.to_string()),
        e => Failure::file(dir, e),
    }
}

/// The pack in a folder, for a look at it: what its deployment asks of texts is not asked.
pub(super) fn read(dir: &Path) -> Result<(Files, pack::Pack), Failure> {
    let files = read_dir(dir).map_err(|e| unreadable(dir, e))?;
    match load(&files) {
        Ok(pack) => Ok((files, pack)),
        Err(findings) => {
            findings
                .iter()
                .for_each(|finding| told(dir, finding, false));
            Err(Failure::file(dir, "the pack does not pass its check"))
        }
    }
}

impl Folders {
    fn asked(&self) -> Asked {
        Asked {
            json: self.json,
            allowed: self.calls.origins(),
            languages: self.offer.codes(),
        }
    }

    fn each(&self, run: impl Fn(&Path, &Files) -> Result<bool, Failure>) -> Result<Holds, Failure> {
        let mut holds = true;
        for dir in &self.dirs {
            let files = read_dir(dir).map_err(|e| unreadable(dir, e))?;
            holds &= run(dir, &files)?;
        }
        Ok(holds.into())
    }
}

fn checked(dir: &Path, files: &Files, asked: &Asked) -> Option<pack::Pack> {
    let (json, allowed) = (asked.json, &asked.allowed);
    let languages: Vec<&str> = asked.languages.iter().map(String::as_str).collect();
    let (found, pack) = match check_for(files, &languages) {
        Ok(pack) => {
            let mut found = pack.findings.clone();
            found.extend(pack::not_allowed(files, &pack, allowed));
            (found, Some(pack))
        }
        Err(findings) => (findings, None),
    };
    for finding in &found {
        told(dir, finding, json);
    }
    if !json {
        let errors = found
            .iter()
            .filter(|f| f.severity == Severity::Error)
            .count();
        let verdict = match &pack {
            Some(pack) => format!("{} {} can be deployed", pack.id, pack.version),
            None => "refused".to_owned(),
        };
        say(format_args!(
            "{}: {verdict}; {errors} errors, {} warnings",
            dir.display(),
            found.len() - errors
        ));
    }
    pack
}

fn told(dir: &Path, finding: &Finding, json: bool) {
    if json {
        say(json!({
            "dir": dir.display().to_string(), "severity": format!("{:?}", finding.severity).to_lowercase(), "code": finding.code,
            "file": finding.file, "line": finding.line, "column": finding.column, "element": finding.element, "message": finding.message,
        }));
    } else {
        let kind = if finding.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        warn(format_args!("{kind}: {}/{finding}", dir.display()));
    }
}

impl Test {
    fn run(&self) -> Result<Holds, Failure> {
        if self.diagram.is_some() && self.folders.dirs.len() > 1 {
            return Err(Failure::Said(
                "--diagram draws one pack: give one folder".to_owned(),
            ));
        }
        let asked = self.folders.asked();
        let diagram = self.diagram.as_deref();
        self.folders
            .each(|dir, files| tested(dir, files, &asked, diagram))
    }
}

fn tested(
    dir: &Path,
    files: &Files,
    asked: &Asked,
    diagram: Option<&Path>,
) -> Result<bool, Failure> {
    let json = asked.json;
    let Some(pack) = checked(dir, files, asked) else {
        return Ok(false);
    };
    let (mut coverage, mut failed) = (Coverage::default(), 0);
    let start = "2026-11-24T09:00:00Z"
        .parse()
        .map_err(|e: jiff::Error| Failure::Said(e.to_string()))?;
    for (path, script) in files
        .iter()
        .filter(|(path, _)| path.starts_with("tests/") && path.ends_with(".json"))
    {
        let report = test::run(&pack, script, start);
        failed += usize::from(!report.passed);
        for failure in &report.failures {
            if json {
                say(json!({ "file": path, "step": failure.step, "message": failure.message }));
            } else {
                warn(format_args!(
                    "{}/{path}: step {}: {}",
                    dir.display(),
                    failure.step,
                    failure.message
                ));
            }
        }
        coverage.add(&report);
    }
    coverage.tell(dir, &pack, failed, json);
    if let Some(file) = diagram {
        std::fs::write(file, coverage.drawn(&pack)).map_err(|e| Failure::file(file, e))?;
    }
    Ok(failed == 0)
}

impl Deploy {
    fn run(&self) -> Result<Holds, Failure> {
        let mut ready = Vec::new();
        let asked = Asked {
            json: false,
            allowed: self.calls.origins(),
            languages: self.offer.codes(),
        };
        for dir in &self.dirs {
            let files = read_dir(dir).map_err(|e| unreadable(dir, e))?;
            let Some(pack) = checked(dir, &files, &asked) else {
                return Ok(Holds::No);
            };
            ready.push((files, Arc::new(pack)));
        }
        let casework = self.place.open()?;
        let runtime = options::runtime()?;
        for (files, pack) in ready {
            let name = format!("{} {}", pack.id, pack.version);
            runtime
                .block_on(casework.write(move |tx| {
                    casework::deploy::deploy(tx, Actor::Operator, &files, &pack)
                }))?;
            say(format_args!("{name} is deployed"));
        }
        Ok(Holds::Yes)
    }
}
