//! What follows from a publisher's files: compiled processes with their flags. A function of the
//! files in their order, the settings and the engine, and of nothing else: so an audit repeats it.
//!
//! Memory is bounded: releases go to temporary files by a hash of their ocid, one of which at a time
//! is in memory; facts go to sorted runs.

mod merge;
mod spool;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use redflags::engine::State;
use redflags::facts::FactsError;
use redflags::indicator::{Finding, Sure};
use redflags::input::Problem;
use redflags::report::{Flagged, Judged, Language, Texts, each_process, judge};
use redflags::shell::{FileFacts, Runs, ShellError};
use redflags::{Engine, Profile, Settings};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::release::Told;
use spool::{PARTS, Spool};

/// The engine by which results were made: raised with the workspace's version.
pub const ENGINE: &str = concat!("redflags ", env!("CARGO_PKG_VERSION"));
/// Problems that are named; more are only counted.
pub const MOST_NAMED: usize = 1_000;
/// Bytes of sums, and of rows, that are held before a run is written.
const MOST_SUMS: usize = 24 << 20;
const MOST_ROWS: usize = 12 << 20;
/// The whole of the work, for [`Sink::progress`].
pub const WHOLE: u64 = 1_000;
const READ: u64 = 400;
const JUDGED: u64 = 500;

/// A file of a publisher, as it was imported.
#[derive(Clone, Debug)]
pub struct Input {
    /// As its sender called it.
    pub name: String,
    /// Where its bytes lie now.
    pub path: PathBuf,
}

/// A flag: what an indicator found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// SHA-256 over whose data it is, whom it is about, indicator, value and evidence.
    pub id: [u8; 32],
    /// What it is about: `process`, `buyer`…
    pub about: String,
    /// Which of these.
    pub subject: String,
    /// The indicator's code.
    pub indicator: String,
    /// The indicator's value.
    pub value: String,
    /// The fence of its group that it crossed; empty where the settings have the threshold.
    pub bar: String,
    /// `fact`, `rule`, `outlier` or `pattern`.
    pub sure: String,
    /// Its part in a process's score, in thousandths.
    pub weight: i64,
    /// Fields of the release by JSON pointer, with what they say.
    pub evidence: Vec<(String, String)>,
    /// Of patterns over many processes: what was counted, by language.
    pub says: Vec<(String, String)>,
}

/// A process with all that follows from it.
#[derive(Clone, Debug)]
pub struct Process {
    /// As lists show it.
    pub told: Told,
    /// The compiled release's text.
    pub text: String,
    /// SHA-256 of that.
    pub release: [u8; 32],
    /// Its flags, sorted by id.
    pub flags: Vec<Flag>,
    /// The sum of the weights of its different indicators, in thousandths.
    pub score: i64,
}

/// How far an indicator could look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The indicator's code.
    pub indicator: String,
    /// Processes for which it could be computed.
    pub computed: i64,
    /// Processes to which it does not apply.
    pub apart: i64,
    /// Fields whose lack stopped it, with the number of processes.
    pub missing: Vec<(String, i64)>,
}

/// Takes what follows, piece by piece.
pub trait Sink {
    /// A process. They come in an order that hangs on their ocids alone.
    ///
    /// # Errors
    /// The taker's.
    fn process(&mut self, process: Process) -> Result<(), DeriveError>;
    /// A flag about a buyer, a supplier, a market.
    ///
    /// # Errors
    /// The taker's.
    fn finding(&mut self, flag: Flag) -> Result<(), DeriveError>;
    /// How far an indicator could look.
    ///
    /// # Errors
    /// The taker's.
    fn coverage(&mut self, coverage: Coverage) -> Result<(), DeriveError>;
    /// So much of [`WHOLE`] is done.
    ///
    /// # Errors
    /// The taker's, such as that it should stop.
    fn progress(&mut self, done: u64) -> Result<(), DeriveError>;
}

/// What was done, in numbers; and what the entry of an import says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Processes.
    pub processes: u64,
    /// Flags.
    pub flags: u64,
    /// Pieces that could not be read.
    pub problems: u64,
    /// The first of them.
    pub named: Vec<Problem>,
    /// SHA-256 over the sorted hashes of everything that follows.
    pub results: [u8; 32],
}

/// What stops the work.
#[derive(Debug, thiserror::Error)]
pub enum DeriveError {
    /// The settings do not fit.
    #[error("settings: {0}")]
    Settings(#[from] redflags::settings::SettingsError),
    /// A temporary file cannot be written or read.
    #[error("temporary files: {0}")]
    Io(#[from] std::io::Error),
    /// As above, within the engine.
    #[error(transparent)]
    Shell(#[from] ShellError),
    /// The engine's facts cannot be read.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// What takes the results cannot.
    #[error(transparent)]
    Taker(#[from] casework::Error),
}

/// The engine under an operator's settings (TOML that says what differs from the defaults).
///
/// # Errors
/// When they do not fit.
pub fn engine(overrides: &str) -> Result<Engine, DeriveError> {
    Ok(Engine::new(Settings::parse(overrides)?, Profile::All))
}

/// Computes all that follows from a publisher's files, the first imported first. `dir` is an empty
/// folder for temporary files.
///
/// # Errors
/// When a file cannot be written or read, or the sink fails. What is wrong inside the publisher's
/// files is counted and named.
pub fn derive(
    publisher: &str,
    inputs: &[Input],
    engine: &Engine,
    dir: &Path,
    sink: &mut dyn Sink,
) -> Result<Outcome, DeriveError> {
    let mut spool = Spool::new(dir, "loose");
    let mut outcome = Outcome::default();
    for (n, input) in (0_u32..).zip(inputs) {
        sink.progress(READ * u64::from(n) / inputs.len() as u64)?;
        merge::read(n, input, &mut spool, &mut outcome)?;
    }
    let mut whole = Spool::new(dir, "whole");
    let facts = scan(engine, &mut spool, &mut whole, dir, sink)?;
    let judged = judge(engine, &facts)?;
    sink.progress(JUDGED)?;
    let mut flagged = Spool::new(dir, "flagged");
    spool_flags(publisher, engine, &judged, &facts, &mut flagged)?;
    let mut hashes = Vec::new();
    hand_out(&mut whole, &mut flagged, sink, &mut outcome, &mut hashes)?;
    for finding in &judged.findings {
        let flag = of_finding(publisher, engine, &judged, finding);
        outcome.flags += 1;
        hashes.push(hash_of(&flag));
        sink.finding(flag)?;
    }
    for coverage in coverages(engine, &judged) {
        sink.coverage(coverage)?;
    }
    hashes.sort_unstable();
    outcome.results = Sha256::digest(hashes.concat()).into();
    sink.progress(WHOLE)?;
    Ok(outcome)
}

/// Merges the releases of each process and looks at the result.
fn scan(
    engine: &Engine,
    loose: &mut Spool,
    whole: &mut Spool,
    dir: &Path,
    sink: &mut dyn Sink,
) -> Result<FileFacts, DeriveError> {
    let (mut state, mut runs) = (State::default(), Runs::default());
    let write = |state: &mut State, runs: &mut Runs| {
        let path = dir.join(format!("run-{}", runs.paths.len()));
        runs.paths.push(path.clone());
        Runs::write(state, &path)
    };
    for part in 0..PARTS {
        for (ocid, releases) in loose.part(part)? {
            let Some(text) = merge::resolve(releases) else {
                continue;
            };
            // Each release was read as JSON before, and a merged one is ours.
            drop(engine.scan_compiled(&text, &mut state));
            whole.push(&ocid, text.as_bytes())?;
            if state.tally.bytes() > MOST_SUMS || state.row_bytes > MOST_ROWS {
                write(&mut state, &mut runs)?;
            }
        }
        sink.progress(READ + (JUDGED - READ) * part as u64 / PARTS as u64)?;
    }
    state.settle();
    write(&mut state, &mut runs)?;
    Ok(runs.merge(dir, &dir.join("facts"))?)
}

type OfProcess = (i64, Vec<Flag>);

fn spool_flags(
    publisher: &str,
    engine: &Engine,
    judged: &Judged,
    facts: &FileFacts,
    into: &mut Spool,
) -> Result<(), DeriveError> {
    each_process(engine, judged, facts, |flagged| {
        let flags = of_process(publisher, engine, judged, flagged);
        let one: OfProcess = (thousandths(flagged.score), flags);
        let bytes = serde_json::to_vec(&one).map_err(std::io::Error::from)?;
        Ok(into.push(flagged.ocid, &bytes)?)
    })?;
    Ok(())
}

fn hand_out(
    whole: &mut Spool,
    flagged: &mut Spool,
    sink: &mut dyn Sink,
    outcome: &mut Outcome,
    hashes: &mut Vec<[u8; 32]>,
) -> Result<(), DeriveError> {
    for part in 0..PARTS {
        let mut flags: HashMap<String, OfProcess> = HashMap::new();
        for (ocid, all) in flagged.part(part)? {
            for bytes in all {
                let one: OfProcess =
                    serde_json::from_slice(&bytes).map_err(std::io::Error::from)?;
                flags.insert(ocid.clone(), one);
            }
        }
        for (ocid, texts) in whole.part(part)? {
            let Some(text) = texts.into_iter().next().map(String::from_utf8) else {
                continue;
            };
            let text = text.map_err(std::io::Error::other)?;
            let (score, flags) = flags.remove(&ocid).unwrap_or_default();
            let process = Process {
                told: Told::of(&text),
                release: Sha256::digest(text.trim().as_bytes()).into(),
                text,
                flags,
                score,
            };
            outcome.processes += 1;
            outcome.flags += process.flags.len() as u64;
            hashes.push(process.hash());
            sink.process(process)?;
        }
        sink.progress(JUDGED + (WHOLE - JUDGED) * part as u64 / PARTS as u64)?;
    }
    Ok(())
}

impl Process {
    /// The hash of all that follows from the process: its row, parties, words and flags.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        let t = &self.told;
        let row = (
            (
                &t.ocid,
                hex::encode(self.release),
                &t.title,
                &t.buyer,
                &t.buyer_name,
            ),
            (
                &t.method,
                &t.status,
                t.day,
                t.year,
                t.amount,
                &t.currency,
                self.score,
            ),
            (&t.parties, &t.words, &self.flags),
        );
        // A tuple of texts, numbers and lists has a JSON form.
        Sha256::digest(serde_json::to_vec(&row).unwrap_or_default()).into()
    }
}

/// The hash of a flag about others than a process.
#[must_use]
pub fn hash_of(flag: &Flag) -> [u8; 32] {
    Sha256::digest(serde_json::to_vec(flag).unwrap_or_default()).into()
}

fn of_process(
    publisher: &str,
    engine: &Engine,
    judged: &Judged,
    flagged: &Flagged<'_>,
) -> Vec<Flag> {
    let mut flags: Vec<Flag> = flagged
        .flags
        .iter()
        .map(|(mark, bar)| {
            let number = usize::from(mark.indicator);
            let card = engine.indicators[number].card();
            let evidence = mark
                .evidence
                .iter()
                .map(|e| (no_nul(&e.field), no_nul(&e.value)))
                .collect();
            named(
                Flag {
                    id: [0; 32],
                    about: "process".into(),
                    subject: no_nul(flagged.ocid),
                    indicator: card.code.into(),
                    value: mark.value.to_string(),
                    bar: bar.map_or_else(String::new, |b| b.to_string()),
                    sure: sure(card.sure).into(),
                    weight: weight(engine, judged, number),
                    evidence,
                    says: Vec::new(),
                },
                publisher,
            )
        })
        .collect();
    flags.sort_by_key(|a| a.id);
    flags.dedup_by_key(|f| f.id);
    flags
}

fn of_finding(publisher: &str, engine: &Engine, judged: &Judged, finding: &Finding) -> Flag {
    let number = usize::from(finding.indicator);
    let card = engine.indicators[number].card();
    named(
        Flag {
            id: [0; 32],
            about: finding.about.name().replace(' ', "-"),
            subject: no_nul(&finding.subject),
            indicator: card.code.into(),
            value: finding.value.to_string(),
            bar: finding.bar.to_string(),
            sure: sure(card.sure).into(),
            weight: weight(engine, judged, number),
            evidence: Vec::new(),
            says: Language::ALL
                .map(|l| {
                    (
                        l.code().to_owned(),
                        no_nul(&Texts::of(l).says(&finding.says)),
                    )
                })
                .to_vec(),
        },
        publisher,
    )
}

/// Gives a flag its name: the same as long as what it rests on is the same.
fn named(flag: Flag, publisher: &str) -> Flag {
    let rests_on = (
        publisher,
        (&flag.about, &flag.subject, &flag.indicator),
        (&flag.value, &flag.evidence, &flag.says),
    );
    let bytes = serde_json::to_vec(&rests_on).unwrap_or_default();
    Flag {
        id: Sha256::digest(bytes).into(),
        ..flag
    }
}

fn no_nul(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::Fact => "fact",
        Sure::Rule => "rule",
        Sure::Outlier => "outlier",
        Sure::Pattern => "pattern",
    }
}

fn weight(engine: &Engine, judged: &Judged, number: usize) -> i64 {
    let saturated = judged.coverage.get(number).is_some_and(|c| c.saturated());
    let code = engine.indicators[number].card().code;
    if saturated {
        0
    } else {
        thousandths(engine.settings.section(code).number("weight"))
    }
}

fn thousandths(n: f64) -> i64 {
    (n * 1_000.0).round() as i64
}

fn coverages(engine: &Engine, judged: &Judged) -> Vec<Coverage> {
    let all = engine.indicators.iter().zip(&judged.coverage).enumerate();
    all.filter(|(n, _)| engine.is_on(*n))
        .map(|(_, (indicator, c))| Coverage {
            indicator: indicator.card().code.into(),
            computed: c.computed,
            apart: c.apart,
            missing: c.missing.iter().map(|(f, n)| (f.clone(), *n)).collect(),
        })
        .collect()
}
