use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde_json::json;
use tlog::{Receipt, Verifiers};
use watch::monitor::{Folder, Heard, Monitor as Look, Report, Source, State, Web, read_heard};

use crate::failure::{Failure, Holds, read, say, warn};
use crate::options;

/// `diwan monitor`
#[derive(Args)]
pub(crate) struct Monitor {
    /// The record's address, before /checkpoint: https://licences.example/record; or a folder with a copy.
    #[arg(value_name = "URL|DIR")]
    log: String,
    /// The log's key (`name+id+base64`), or a file of such keys. May be repeated.
    #[arg(long, value_name = "KEY|FILE", env = "DIWAN_LOG_KEY")]
    key: Vec<String>,
    /// A policy (C2SP tlog-policy): the log's key, and the witnesses who must have cosigned. In place of --key.
    #[arg(long, value_name = "FILE", conflicts_with = "key")]
    policy: Option<PathBuf>,
    /// What was seen before; one file a log.
    #[arg(long, default_value = "diwan-monitor.json", value_name = "FILE")]
    state: PathBuf,
    /// What others hold: checkpoints, proofs or receipts, as a file, a folder or an address. May be repeated.
    #[arg(long, value_name = "FILE|DIR|URL")]
    heard: Vec<String>,
    /// Looks once and ends: 0 all holds, 1 something does not or is missing, 2 it could not be read.
    #[arg(long)]
    once: bool,
    /// Seconds between two looks.
    #[arg(long, default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    every: u64,
    /// One JSON object a look.
    #[arg(long)]
    json: bool,
}

impl Monitor {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let trusted = self.trusted()?;
        let source = self.source();
        let lock = self.lock()?;
        let mut state = State::load(&self.state).map_err(said)?;
        if self.once {
            let report = self.look(&*source, &trusted, &mut state)?;
            drop(lock);
            return Ok(report.findings.is_empty().into());
        }
        loop {
            // A log that does not answer now may answer later: that is told, and tried again.
            if let Err(failure) = self.look(&*source, &trusted, &mut state) {
                warn(format_args!("{}: not checked: {failure}", self.log));
            }
            std::thread::sleep(Duration::from_secs(self.every));
        }
    }

    fn look(
        &self,
        source: &dyn Source,
        trusted: &Verifiers,
        state: &mut State,
    ) -> Result<Report, Failure> {
        let heard = self.heard()?;
        let receipts: Vec<(String, Receipt)> = heard
            .iter()
            .filter_map(|h| Some((h.name.clone(), h.receipt.clone()?)))
            .collect();
        let look = Look {
            source,
            trusted,
            now: options::now(),
            patience: Duration::from_secs(15),
        };
        let report = look.look(state, &heard, &receipts).map_err(said)?;
        state.save(&self.state).map_err(said)?;
        if !report.findings.is_empty() {
            self.keep(&report)?;
        }
        self.tell(&report);
        Ok(report)
    }

    /// Keeps the checkpoint that was shown when something was found: it is signed, and so evidence.
    fn keep(&self, report: &Report) -> Result<(), Failure> {
        let folder = self.state.with_extension("evidence");
        let root = report.shown.lines().nth(2).unwrap_or("unreadable");
        let name: String = root
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(16)
            .collect();
        let path = folder.join(format!("{}-{name}.checkpoint", report.size));
        let written =
            std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, &report.shown));
        written.map_err(|e| Failure::file(&path, e))
    }

    fn tell(&self, report: &Report) {
        let holds = report.findings.is_empty();
        if self.json {
            let mut object = json!(report);
            object["holds"] = holds.into();
            return say(object);
        }
        for key in &report.keys {
            say(format_args!("{key}: vouched for by an older key"));
        }
        for finding in &report.findings {
            say(finding);
        }
        let Report {
            origin,
            size,
            entries,
            tiles,
            heard,
            ..
        } = report;
        let verdict = if holds { "holds" } else { "DOES NOT HOLD" };
        say(format_args!(
            "{verdict}: {origin}: {size} entries, {entries} new; {tiles} tiles compared, {heard} checkpoints of others"
        ));
    }

    fn heard(&self) -> Result<Vec<Heard>, Failure> {
        let mut all = Vec::new();
        for place in &self.heard {
            match read_heard(place) {
                Ok(heard) => all.extend(heard),
                Err(faults) => return Err(Failure::Said(faults.join("; "))),
            }
        }
        Ok(all)
    }

    fn source(&self) -> Box<dyn Source> {
        if Path::new(&self.log).is_dir() {
            Box::new(Folder(PathBuf::from(&self.log)))
        } else {
            Box::new(Web::new(&self.log))
        }
    }

    fn trusted(&self) -> Result<Verifiers, Failure> {
        if let Some(path) = &self.policy {
            return Ok(options::policy(path)?.verifiers());
        }
        let mut lines = Vec::new();
        for key in &self.key {
            if Path::new(key).exists() {
                let text = read(Path::new(key), 1 << 20)?;
                lines.extend(String::from_utf8_lossy(&text).lines().map(str::to_owned));
            } else {
                lines.push(key.clone());
            }
        }
        if lines.is_empty() {
            let why =
                "whose log? Give its key with --key or --policy, from a source that you trust";
            return Err(Failure::Said(why.into()));
        }
        Verifiers::parse(&lines).map_err(|e| Failure::Said(format!("--key: {e}")))
    }

    /// Two monitors on one file would undo each other's memory.
    fn lock(&self) -> Result<std::fs::File, Failure> {
        let path = self.state.with_extension("lock");
        let file = std::fs::File::create(&path).map_err(|e| Failure::file(&path, e))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(_) => Err(Failure::file(&path, "another monitor uses this state")),
        }
    }
}

fn said(e: impl std::fmt::Display) -> Failure {
    Failure::Said(e.to_string())
}
