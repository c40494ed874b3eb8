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
    COVERAGE, Column, Csv, FLAGS, Judged, Language, NETWORK, PROCESSES, Report, Summary, Table,
    Texts, each_process, judge, write_coverage, write_findings, write_flags, write_network,
    write_process,
};

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

/// What results are made of.
#[derive(Clone, Copy)]
pub struct Results<'r> {
    /// The indicators.
    pub engine: &'r Engine,
    /// What was gathered.
    pub facts: &'r FileFacts,
    /// What could not be read.
    pub problems: &'r [Problem],
    /// How many pieces that are; `problems` may name fewer.
    pub problem_count: u64,
    /// The report's language; tables and summary are the same in all.
    pub language: Language,
}

/// Judges the facts and writes all results into a folder, with the report in English.
///
/// # Errors
/// As [`Results::write`].
pub fn write_results(
    engine: &Engine,
    facts: &FileFacts,
    problems: &[Problem],
    count: u64,
    into: &Path,
) -> Result<Outcome, ShellError> {
    let results = Results {
        engine,
        facts,
        problems,
        problem_count: count,
        language: Language::English,
    };
    results.write(into)
}

impl Results<'_> {
    /// Judges the facts and writes all results into a folder: `summary.json`, `report.html`, the
    /// tables `flags`, `processes`, `coverage` and `network` as CSV and Parquet, with the profile of
    /// Cardinal `cardinal.json`, and `problems.csv` if something could not be read.
    ///
    /// # Errors
    /// When files cannot be read or written.
    pub fn write(&self, into: &Path) -> Result<Outcome, ShellError> {
        let (engine, facts) = (self.engine, self.facts);
        std::fs::create_dir_all(into).map_err(ShellError::file(into))?;
        let folder = Folder { into };
        folder.problems(self.problems)?;
        let judged = judge(engine, facts)?;
        if matches!(engine.profile, Profile::Cardinal { .. }) {
            return folder.cardinal(facts, &judged);
        }
        let mut summary = folder.processes(engine, facts, &judged)?;
        summary.finish(engine, &judged, facts)?;
        folder.table("coverage", COVERAGE, |out| {
            Ok(write_coverage(engine, &judged, &summary, out)?)
        })?;
        folder.table("network", NETWORK, |out| {
            write_network(facts, LEAST_TOGETHER, out)
        })?;
        folder.with("report.html", |out| {
            let report = Report {
                engine,
                judged: &judged,
                summary: &summary,
                problems: (self.problems, self.problem_count),
                texts: Texts::of(self.language),
            };
            Ok(report.write(out)?)
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

    fn open(&self, name: &str, columns: &'static [Column]) -> Result<Table<Out, Out>, ShellError> {
        let csv = self.create(&format!("{name}.csv"))?;
        let parquet = self.create(&format!("{name}.parquet"))?;
        Table::new(name, columns, csv, parquet).map_err(ShellError::file(self.path(name)))
    }

    fn table(
        &self,
        name: &str,
        columns: &'static [Column],
        write: impl FnOnce(&mut Table<Out, Out>) -> Result<(), FactsError>,
    ) -> Result<(), ShellError> {
        let mut table = self.open(name, columns)?;
        write(&mut table)?;
        table.finish().map_err(ShellError::file(self.path(name)))
    }

    fn processes(
        &self,
        engine: &Engine,
        facts: &FileFacts,
        judged: &Judged,
    ) -> Result<Summary, ShellError> {
        let mut summary = Summary::default();
        let mut processes = self.open("processes", PROCESSES)?;
        self.table("flags", FLAGS, |flags| {
            each_process(engine, judged, facts, |flagged| {
                write_flags(engine, flagged, flags)?;
                write_process(engine, flagged, &mut processes)?;
                summary.count(engine, flagged);
                Ok(())
            })?;
            Ok(write_findings(engine, judged, flags)?)
        })?;
        processes
            .finish()
            .map_err(ShellError::file(self.path("processes")))?;
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
