use casework::{Actor, workers};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::failure::{Failure, Holds, say, warn};
use crate::options::{self, Place};

/// `diwan worker`
#[derive(Args)]
pub(crate) struct Worker {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum Command {
    /// Adds a worker and prints its token, once.
    Add {
        /// What to call it: small letters, digits and hyphens.
        name: String,
        /// A topic that it may fetch. May be repeated.
        #[arg(long = "topic", required = true, value_name = "TOPIC")]
        topics: Vec<String>,
        /// How many jobs it may hold at once.
        #[arg(long, default_value_t = workers::MOST, value_name = "N")]
        most: u32,
    },
    /// Withdraws a worker's token; what it holds is anybody's again.
    Revoke {
        /// Its name.
        name: String,
    },
    /// Lists the workers, those whose token was withdrawn too.
    List {
        /// JSON, one object a line.
        #[arg(long)]
        json: bool,
    },
}

impl Worker {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let casework = self.place.open()?;
        let runtime = options::runtime()?;
        match &self.command {
            Command::Add { name, topics, most } => {
                let (name, topics, most) = (name.clone(), topics.clone(), *most);
                let add = move |tx: &mut casework::record::Tx<'_>| {
                    workers::add(tx, Actor::Operator, &name, &topics, most)
                };
                say(runtime.block_on(casework.write(add))?);
                warn("this token is shown once: keep it where only the worker can read it");
            }
            Command::Revoke { name } => {
                let told = format!("the token of {name} is withdrawn");
                let name = name.clone();
                let revoke = move |tx: &mut casework::record::Tx<'_>| {
                    workers::revoke(tx, Actor::Operator, &name)
                };
                runtime.block_on(casework.write(revoke))?;
                say(told);
            }
            Command::List { json } => {
                let all = runtime.block_on(casework.read(|link, _| workers::all(link)))?;
                all.iter().for_each(|worker| told(worker, *json));
            }
        }
        Ok(Holds::Yes)
    }
}

fn told(worker: &workers::Worker, json: bool) {
    let revoked = worker.revoked.map(|t| t.to_string());
    if json {
        return say(json!({
            "id": worker.id, "name": worker.name, "topics": worker.topics, "most": worker.most,
            "added": worker.added.to_string(), "revoked": revoked,
        }));
    }
    let state = revoked.map_or_else(|| "works".to_owned(), |at| format!("withdrawn {at}"));
    let topics = worker.topics.join(", ");
    say(format_args!(
        "{}\t{topics}\t{}\t{state}",
        worker.name, worker.most
    ));
}
