use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casework::Actor;
use clap::{Args, Subcommand};
use pack::call::Origin;
use pack::{Files, FilesError, Finding, Severity, check, read_dir, test};
use serde_json::{Value as Json, json};

use crate::failure::{Failure, Holds, say, warn};
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
    /// Checks packs and runs their scripts.
    Test(Folders),
    /// Checks packs and deploys them: new cases run on them from now on.
    Deploy(Deploy),
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
}

#[derive(Args)]
struct Deploy {
    /// The packs' folders.
    #[arg(required = true)]
    dirs: Vec<PathBuf>,
    #[command(flatten)]
    calls: Calls,
    #[command(flatten)]
    place: Place,
}

impl Pack {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        match &self.command {
            Command::Check(folders) => {
                let allowed = folders.calls.origins();
                folders.each(|dir, files, json| Ok(checked(dir, files, (json, &allowed)).is_some()))
            }
            Command::Test(folders) => {
                let allowed = folders.calls.origins();
                folders.each(|dir, files, json| tested(dir, files, (json, &allowed)))
            }
            Command::Deploy(deploy) => deploy.run(),
        }
    }
}

/// An error of a folder names it already; one of what is in it names the file there.
fn unreadable(dir: &Path, e: FilesError) -> Failure {
    match e {
        FilesError::Read { .. } => Failure::Said(e.to_string()),
        e => Failure::file(dir, e),
    }
}

impl Folders {
    fn each(
        &self,
        run: impl Fn(&Path, &Files, bool) -> Result<bool, Failure>,
    ) -> Result<Holds, Failure> {
        let mut holds = true;
        for dir in &self.dirs {
            let files = read_dir(dir).map_err(|e| unreadable(dir, e))?;
            holds &= run(dir, &files, self.json)?;
        }
        Ok(holds.into())
    }
}

fn checked(dir: &Path, files: &Files, (json, allowed): (bool, &[Origin])) -> Option<pack::Pack> {
    let (found, pack) = match check(files) {
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

fn tested(dir: &Path, files: &Files, (json, allowed): (bool, &[Origin])) -> Result<bool, Failure> {
    let Some(pack) = checked(dir, files, (json, allowed)) else {
        return Ok(false);
    };
    let (mut visited, mut taken, mut scripts, mut failed) =
        (BTreeSet::new(), BTreeSet::new(), 0, 0);
    let start = "2026-11-24T09:00:00Z"
        .parse()
        .map_err(|e: jiff::Error| Failure::Said(e.to_string()))?;
    for (path, script) in files
        .iter()
        .filter(|(path, _)| path.starts_with("tests/") && path.ends_with(".json"))
    {
        let report = test::run(&pack, script, start);
        scripts += 1;
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
        visited.extend(report.visited);
        taken.extend(report.taken);
    }
    let (share, flows) = (
        test::share(&pack, &visited),
        test::share_of_flows(&pack, &taken),
    );
    if json {
        say(json!({
            "scripts": scripts, "failed": failed, "share": share, "missed": missed(&pack, &visited),
            "flows": flows, "missed_flows": missed_flows(&pack, &taken),
        }));
    } else {
        say(format_args!(
            "{}: {scripts} scripts, {failed} failed; they pass through {:.0} % of the steps and {:.0} % of the flows",
            dir.display(),
            share * 100.0,
            flows * 100.0
        ));
    }
    Ok(failed == 0)
}

fn missed(pack: &pack::Pack, visited: &BTreeSet<String>) -> Json {
    pack.process
        .nodes()
        .filter(|n| !visited.contains(n.id))
        .map(|n| n.id.to_owned())
        .collect::<Vec<_>>()
        .into()
}

fn missed_flows(pack: &pack::Pack, taken: &BTreeSet<String>) -> Json {
    let missed = pack.process.flows().filter(|f| !taken.contains(f.id));
    missed.map(|f| f.id.to_owned()).collect::<Vec<_>>().into()
}

impl Deploy {
    fn run(&self) -> Result<Holds, Failure> {
        let mut ready = Vec::new();
        let allowed = self.calls.origins();
        for dir in &self.dirs {
            let files = read_dir(dir).map_err(|e| unreadable(dir, e))?;
            let Some(pack) = checked(dir, &files, (false, &allowed)) else {
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
