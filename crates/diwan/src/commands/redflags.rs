//! `diwan redflags`: indicators over open-contracting data.

mod into;
mod publish;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use redflags::input::Problem;
use redflags::rates::Rates;
use redflags::settings::DEFAULT;
use redflags::shell::{
    Collected, Collector, Limits, Outcome, Results, collect, merge_partials, sources, write_partial,
};
use redflags::{Engine, Language, Profile, Settings};
use serde_json::json;

use crate::failure::{Failure, Holds, read, say, warn};

/// Largest file of settings, rates or lists in bytes.
const LARGEST: u64 = 64 << 20;
/// Problems that are said on stderr; `problems.csv` has more.
const MOST_SAID: usize = 10;

/// `diwan redflags`
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct RedFlags {
    #[command(subcommand)]
    also: Option<Also>,
    /// OCDS data: files (JSON, JSON lines, gzip, zip), folders, or - for standard input.
    #[arg(required_unless_present = "print_settings", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    into: into::Into,
    /// The folder of results.
    #[arg(long, default_value = "redflags-report", value_name = "DIR")]
    out: PathBuf,
    /// The report's language; the tables are the same in all.
    #[arg(long, value_enum, default_value = "en")]
    language: In,
    /// A partial result instead of a report: one shard of many, for `redflags merge`.
    #[arg(long)]
    partial: bool,
    /// Threads that read; as many as the machine has without it. The results are the same.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
    /// Print the default settings with their reasons, and nothing else.
    #[arg(long)]
    print_settings: bool,
}

#[derive(Subcommand)]
enum Also {
    /// Writes OCDS packages, tables and a DCAT-AP catalogue of the data: a folder to be served.
    Publish(Box<publish::Publish>),
    /// Puts partial results together: the same bytes as in one go.
    Merge {
        /// Folders that `redflags --partial` wrote.
        #[arg(required = true, value_name = "PARTIAL")]
        partials: Vec<PathBuf>,
        #[command(flatten)]
        rules: Rules,
        /// The folder of results.
        #[arg(long, default_value = "redflags-report", value_name = "DIR")]
        out: PathBuf,
        /// The report's language; the tables are the same in all.
        #[arg(long, value_enum, default_value = "en")]
        language: In,
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
}

/// The report's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum In {
    /// Arabic, from right to left.
    Ar,
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl From<In> for Language {
    fn from(language: In) -> Language {
        match language {
            In::Ar => Language::Arabic,
            In::En => Language::English,
            In::Fr => Language::French,
        }
    }
}

/// Whose rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rule {
    /// All indicators, lots, currencies and time zones right.
    Default,
    /// The eleven of OCP's Cardinal 0.0.8 by its rules; writes cardinal.json.
    Cardinal,
}

/// What results hang on beside the data.
#[derive(Args, Clone, Debug)]
struct Rules {
    /// Thresholds and exclusions that differ from the defaults (TOML).
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Whose rules.
    #[arg(long, value_enum, default_value = "default")]
    profile: Rule,
    /// The main currency: the profile of Cardinal looks at no other; with --rates all is converted to it.
    #[arg(long, value_name = "CUR")]
    currency: Option<String>,
    /// Dated exchange rates: lines of date,currency,rate (worth of one unit in --currency).
    #[arg(long, value_name = "FILE", requires = "currency")]
    rates: Option<PathBuf>,
    /// Who is barred: one identifier or name a line.
    #[arg(long, value_name = "FILE")]
    debarred: Option<PathBuf>,
    /// Who is in the register of businesses: one identifier a line.
    #[arg(long, value_name = "FILE")]
    registered: Option<PathBuf>,
}

impl RedFlags {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        if self.print_settings {
            say(DEFAULT.trim_end());
            return Ok(Holds::Yes);
        }
        match &self.also {
            Some(Also::Merge {
                partials,
                rules,
                out,
                language,
                json,
            }) => {
                let (engine, temp) = prepare(rules, out)?;
                let collected = merge_partials(&engine, partials, temp.path()).map_err(said)?;
                let shown = Shown {
                    language: (*language).into(),
                    json: *json,
                };
                report(&engine, collected, temp.path(), out, shown)
            }
            Some(Also::Publish(publish)) => publish.run(),
            None => self.scan(),
        }
    }

    fn scan(&self) -> Result<Holds, Failure> {
        if self.into.is_asked() {
            let overrides = self.rules.for_a_house()?;
            return self.into.run(&self.inputs, overrides, self.json);
        }
        // Before a folder is made for the results of nothing.
        let found = sources(&self.inputs).map_err(said)?;
        let (engine, temp) = prepare(&self.rules, &self.out)?;
        let threads = self
            .threads
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        let collector = Collector {
            engine: &engine,
            threads,
            limits: Limits::default(),
            dir: temp.path(),
        };
        let collected = collect(&collector, &found).map_err(said)?;
        if self.partial {
            tell_problems(&collected.problems, collected.problem_count);
            write_partial(&engine, collected, temp.path(), &self.out).map_err(said)?;
            return Ok(Holds::Yes);
        }
        let shown = Shown {
            language: self.language.into(),
            json: self.json,
        };
        report(&engine, collected, temp.path(), &self.out, shown)
    }
}

impl Rules {
    /// The settings' text. A house keeps it with the import, and nothing else that results hang on.
    fn for_a_house(&self) -> Result<String, Failure> {
        let more = [&self.rates, &self.debarred, &self.registered];
        if self.profile != Rule::Default || more.iter().any(|path| path.is_some()) {
            return Err(Failure::Said(
                "--into takes --settings, but neither another profile nor rates or lists".into(),
            ));
        }
        self.settings
            .as_ref()
            .map_or(Ok(String::new()), |path| text_of(path))
    }
}

fn said(error: impl std::fmt::Display) -> Failure {
    Failure::Said(error.to_string())
}

/// The engine, and a folder for temporary files that goes with its guard.
fn prepare(rules: &Rules, out: &Path) -> Result<(Engine, tempfile::TempDir), Failure> {
    let text = |path: &Option<PathBuf>| {
        path.as_ref()
            .map_or(Ok(String::new()), |path| text_of(path))
    };
    let mut settings = Settings::parse(&text(&rules.settings)?).map_err(|e| {
        Failure::Said(format!(
            "{}: {e}",
            rules
                .settings
                .as_deref()
                .unwrap_or(Path::new("settings"))
                .display()
        ))
    })?;
    let currency = rules.currency.clone().unwrap_or_default();
    if let Some(path) = &rules.rates {
        settings.common.rates =
            Rates::parse(&text_of(path)?, &currency).map_err(|e| Failure::file(path, e))?;
    }
    settings.list(&text(&rules.debarred)?, &text(&rules.registered)?);
    let profile = match rules.profile {
        Rule::Default => Profile::All,
        Rule::Cardinal if currency.is_empty() => return Err(Failure::Said("--profile cardinal needs --currency: Cardinal's own default hangs on the order of lines".into())),
        Rule::Cardinal => Profile::Cardinal { currency },
    };
    std::fs::create_dir_all(out).map_err(|e| Failure::file(out, e))?;
    let temp = tempfile::Builder::new()
        .prefix(".redflags")
        .tempdir_in(out)
        .map_err(|e| Failure::file(out, e))?;
    Ok((Engine::new(settings, profile), temp))
}

fn text_of(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read(path, LARGEST)?).map_err(|_| Failure::file(path, "not UTF-8"))
}

fn tell_problems(problems: &[Problem], count: u64) {
    for problem in problems.iter().take(MOST_SAID) {
        warn(format_args!(
            "{}:{}: byte {}: {}",
            problem.source, problem.line, problem.byte, problem.reason
        ));
    }
    if count > MOST_SAID as u64 {
        warn(format_args!("{count} pieces could not be read in all"));
    }
}

/// How results are shown.
#[derive(Clone, Copy)]
struct Shown {
    language: Language,
    json: bool,
}

fn report(
    engine: &Engine,
    mut collected: Collected,
    temp: &Path,
    out: &Path,
    shown: Shown,
) -> Result<Holds, Failure> {
    tell_problems(&collected.problems, collected.problem_count);
    let (problems, count) = (
        std::mem::take(&mut collected.problems),
        collected.problem_count,
    );
    let facts = collected.finish(engine, temp).map_err(said)?;
    let results = Results {
        engine,
        facts: &facts,
        problems: &problems,
        problem_count: count,
        language: shown.language,
    };
    let outcome = results.write(out).map_err(said)?;
    tell(outcome, count, out, shown.json);
    Ok(Holds::Yes)
}

fn tell(outcome: Outcome, problems: u64, out: &Path, json: bool) {
    if json {
        say(
            json!({ "read": outcome.read, "flagged": outcome.flagged, "findings": outcome.findings, "unreadable": problems, "out": out.display().to_string() }),
        );
    } else {
        say(format_args!(
            "{} processes read, {} with flags, {} flags about others; {problems} pieces unreadable: {}",
            outcome.read,
            outcome.flagged,
            outcome.findings,
            out.display()
        ));
    }
}
