//! The folder of results.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ShellError;
use super::spill::FileFacts;
use crate::cardinal;
use crate::engine::{Engine, Profile};
use crate::facts::FactsError;
use crate::input::Problem;
use crate::report::{
    Csv, Judged, Summary, each_process, judge, write_coverage, write_findings, write_html,
    write_network,
};
use crate::report::{write_flags, write_heading};

/// Contests together from which on two bidders are in the network's file.
const LEAST_TOGETHER: i64 = 3;

/// What was found, in a few numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Releases read.
    pub read: i64,
    /// Processes with flags.
    pub flagged: i64,
    /// Flags about others than processes.
    pub findings: usize,
}

/// Judges the facts and writes all results into a folder: `summary.json`, `flags.csv`,
/// `processes.csv`, `coverage.csv`, `network.csv`, `report.html`, with the profile of Cardinal
/// `cardinal.json`, and `problems.csv` if something could not be read.
///
/// # Errors
/// When files cannot be read or written.
pub fn write_results(
    engine: &Engine,
    facts: &FileFacts,
    problems: &[Problem],
    count: u64,
    into: &Path,
) -> Result<Outcome, ShellError> {
    std::fs::create_dir_all(into).map_err(ShellError::file(into))?;
    let folder = Folder { into };
    folder.problems(problems)?;
    let judged = judge(engine, facts)?;
    if matches!(engine.profile, Profile::Cardinal { .. }) {
        return folder.cardinal(facts, &judged);
    }
    let mut summary = folder.processes(engine, facts, &judged)?;
    summary.finish(engine, facts)?;
    folder.with("coverage.csv", |out| {
        Ok(write_coverage(
            engine,
            &judged,
            &summary,
            &mut Csv::new(out),
        )?)
    })?;
    folder.with("network.csv", |out| {
        write_network(facts, LEAST_TOGETHER, &mut Csv::new(out))
    })?;
    folder.with("report.html", |out| {
        Ok(write_html(
            engine,
            &judged,
            &summary,
            (problems, count),
            out,
        )?)
    })?;
    let json = summary.to_json(engine, &judged);
    folder.with("summary.json", |out| {
        serde_json::to_writer_pretty(&mut *out, &json).map_err(std::io::Error::from)?;
        Ok(out.write_all(b"\n")?)
    })?;
    Ok(Outcome {
        read: judged.read,
        flagged: summary.flagged,
        findings: judged.findings.len(),
    })
}

struct Folder<'f> {
    into: &'f Path,
}

type Out = BufWriter<File>;

impl Folder<'_> {
    fn path(&self, name: &str) -> PathBuf {
        self.into.join(name)
    }

    fn create(&self, name: &str) -> Result<Out, ShellError> {
        let path = self.path(name);
        Ok(BufWriter::with_capacity(
            1 << 16,
            File::create(&path).map_err(ShellError::file(path))?,
        ))
    }

    fn with<T>(
        &self,
        name: &str,
        write: impl FnOnce(&mut Out) -> Result<T, FactsError>,
    ) -> Result<T, ShellError> {
        let mut out = self.create(name)?;
        let done = write(&mut out)?;
        out.flush().map_err(ShellError::file(self.path(name)))?;
        Ok(done)
    }

    fn processes(
        &self,
        engine: &Engine,
        facts: &FileFacts,
        judged: &Judged,
    ) -> Result<Summary, ShellError> {
        let mut summary = Summary::default();
        let mut processes = Csv::new(self.create("processes.csv")?);
        self.with("flags.csv", |out| {
            let mut flags = Csv::new(out);
            write_heading(&mut flags)?;
            processes.row(&["ocid", "release_sha256", "buyer", "score", "indicators"])?;
            each_process(engine, judged, facts, |flagged| {
                write_flags(engine, flagged, &mut flags)?;
                let (score, codes) = (flagged.score.to_string(), flagged.codes(engine).join(" + "));
                processes.row(&[
                    flagged.ocid,
                    &flagged.release,
                    &flagged.row.buyer,
                    &score,
                    &codes,
                ])?;
                summary.count(engine, flagged);
                Ok(())
            })?;
            Ok(write_findings(engine, judged, &mut flags)?)
        })?;
        processes
            .into_inner()
            .flush()
            .map_err(ShellError::file(self.path("processes.csv")))?;
        Ok(summary)
    }

    fn cardinal(&self, facts: &FileFacts, judged: &Judged) -> Result<Outcome, ShellError> {
        let mut flags = Csv::new(self.create("flags.csv")?);
        let (mut flagged, mut findings, mut last) = (0, 0, String::new());
        self.with("cardinal.json", |out| {
            flags.row(&["about", "subject", "indicator", "value"])?;
            cardinal::write_json(facts, out, &mut |group, id, code, value| {
                if group != "OCID" {
                    findings += 1;
                } else if last != id {
                    flagged += 1;
                    id.clone_into(&mut last);
                }
                flags.row(&[group, id, code, &value.to_string()])
            })
        })?;
        flags
            .into_inner()
            .flush()
            .map_err(ShellError::file(self.path("flags.csv")))?;
        let outcome = Outcome {
            read: judged.read,
            flagged,
            findings,
        };
        let json = serde_json::json!({
            "note": "Flags are hints, not findings of guilt. By the rules of Cardinal 0.0.8; the default profile reads dates, lots and currencies better.",
            "format": 1,
            "processes": { "read": outcome.read, "with_flags": outcome.flagged },
        });
        self.with("summary.json", |out| Ok(writeln!(out, "{json:#}")?))?;
        Ok(outcome)
    }

    fn problems(&self, problems: &[Problem]) -> Result<(), ShellError> {
        if problems.is_empty() {
            return Ok(());
        }
        self.with("problems.csv", |out| {
            let mut csv = Csv::new(out);
            csv.row(&["file", "line", "byte", "reason"])?;
            for p in problems {
                csv.row(&[
                    &p.source,
                    &p.line.to_string(),
                    &p.byte.to_string(),
                    &p.reason,
                ])?;
            }
            Ok(())
        })
    }
}
