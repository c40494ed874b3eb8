use casework::Actor;
use casework::Casework;
use casework::record::{LogKey, LogSigners, add_log_key, log_keys, retire_log_key};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::failure::{Failure, Holds, say};
use crate::options::{self, Place};

/// `diwan keys`
#[derive(Args)]
pub(crate) struct Keys {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum Command {
    /// Shows the keys that sign or have signed, with their times, and whether their secret side is here.
    List {
        /// One JSON object a key.
        #[arg(long)]
        json: bool,
    },
    /// Makes a signing key in the folder of keys, which signs nothing yet: for nodes that have folders of their own, copy it first.
    Make {
        /// In the device of --log-key, from which it cannot be taken; also before the first start.
        #[arg(long)]
        in_device: bool,
    },
    /// Puts a signing key in force beside those that are: from now on every checkpoint is signed by all of them. Running servers
    /// go on; each needs the key's file.
    Add {
        /// The verifier key of one that is here already; without it, one is made.
        key: Option<String>,
        /// Why; it is in the record, and public.
        #[arg(long)]
        reason: String,
    },
    /// Retires a signing key: it signs the checkpoint of this entry, and none after it.
    Retire {
        /// Its verifier key.
        key: String,
        /// Why; it is in the record, and public.
        #[arg(long)]
        reason: String,
        /// Although the newer key is in force for less than 14 days: where the old one was stolen or lost.
        #[arg(long)]
        at_once: bool,
    },
}

impl Keys {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        if let Command::Make { in_device: true } = self.command {
            let key = LogSigners::new(&self.place.settings()).make_in_device();
            say(key.map_err(|e| Failure::Said(e.to_string()))?);
            return Ok(Holds::Yes);
        }
        let casework = self.place.open()?;
        let runtime = options::runtime()?;
        match &self.command {
            Command::List { json } => {
                let keys = runtime.block_on(casework.read(|link, _| Ok(log_keys(link)?)))?;
                keys.iter().for_each(|key| show(&casework, key, *json));
            }
            Command::Make { .. } => {
                let (key, path) = make(&casework)?;
                say(format_args!("{key}"));
                say(format_args!(
                    "in {}; copy it to each node that has a folder of its own, then: diwan keys add KEY",
                    path.display()
                ));
            }
            Command::Add { key, reason } => {
                let key = match key {
                    Some(key) => key.clone(),
                    None => make(&casework)?.0,
                };
                let (vkey, reason) = (key.clone(), reason.clone());
                let write =
                    casework.write(move |tx| add_log_key(tx, Actor::Operator, &vkey, &reason));
                let entry = runtime.block_on(write)?;
                say(format_args!("{key} signs since entry {entry}"));
                say(
                    "print it where the old one is printed, and give it to witnesses and monitors; after 14 days or more: diwan keys retire OLD",
                );
            }
            Command::Retire {
                key,
                reason,
                at_once,
            } => {
                let (vkey, reason, at_once) = (key.clone(), reason.clone(), *at_once);
                let write = casework
                    .write(move |tx| retire_log_key(tx, Actor::Operator, &vkey, &reason, at_once));
                let entry = runtime.block_on(write)?;
                say(format_args!("{key} is retired by entry {entry}"));
                if let Some(path) = casework.parts.identity.signers.file_of(key) {
                    say(format_args!(
                        "its secret side is of no use any more: delete {}, here and in copies",
                        path.display()
                    ));
                }
            }
        }
        Ok(Holds::Yes)
    }
}

fn make(casework: &Casework) -> Result<(String, std::path::PathBuf), Failure> {
    let parts = &casework.parts;
    parts
        .identity
        .signers
        .make(&parts.entropy)
        .map_err(|e| Failure::Said(e.to_string()))
}

fn show(casework: &Casework, key: &LogKey, as_json: bool) {
    let here = casework.parts.identity.signers.has(&key.vkey).is_ok();
    let retired = key.retired_at.map(|at| at.to_string());
    if as_json {
        return say(json!({
            "key": key.vkey, "entry": key.added, "since": key.added_at.to_string(), "retired": retired, "here": here,
        }));
    }
    let state = match (retired, here) {
        (Some(at), _) => format!("retired at {at}"),
        (None, true) => "signs".into(),
        (None, false) => "SIGNS, BUT ITS SECRET SIDE IS NOT HERE".into(),
    };
    say(format_args!(
        "{}\n  since {}; {state}",
        key.vkey, key.added_at
    ));
}
