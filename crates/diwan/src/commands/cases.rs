use casework::case::{self, Action};
use casework::record::Tx;
use casework::{Actor, CaseId, CaseNumber, Error};
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use serde_json::json;

use crate::failure::{Failure, Holds, say};
use crate::options::{self, Place};

/// `diwan cases`
#[derive(Args)]
pub(crate) struct Cases {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum Command {
    /// Destroys the key of a closed case: nothing of it can ever be read again; all proofs stay valid.
    Erase {
        /// The case's number.
        number: CaseNumber,
        /// Why: the law or the applicant's request. It is in the record, for ever.
        #[arg(long, value_parser = NonEmptyStringValueParser::new())]
        reason: String,
        /// One JSON object instead of a line.
        #[arg(long)]
        json: bool,
    },
    /// Holds a case: it is neither archived nor erased until a supervisor of its agency releases it, on the case's page.
    Hold {
        /// The case's number.
        number: CaseNumber,
        /// Why: the proceeding or the order. Everybody with a part in the case reads it.
        #[arg(long, value_parser = NonEmptyStringValueParser::new())]
        reason: String,
        /// One JSON object instead of a line.
        #[arg(long)]
        json: bool,
    },
}

impl Cases {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        match &self.command {
            Command::Erase {
                number,
                reason,
                json,
            } => {
                let says = "the data of the case are erased; its proofs stay valid. \
                            The next `diwan backup` erases them in the backups too";
                let reason = reason.clone();
                self.command(*number, *json, says, move |tx, id| {
                    case::erase_case(tx, Actor::Operator, id, &reason)
                })
            }
            Command::Hold {
                number,
                reason,
                json,
            } => {
                let says = "the case is held: it is neither archived nor erased until a supervisor of its agency releases it";
                let action = Action::Hold {
                    reason: reason.clone(),
                };
                self.command(*number, *json, says, move |tx, id| {
                    case::act(tx, Actor::Operator, id, &action)
                })
            }
        }
    }

    /// Does it to the case with that number.
    fn command(
        &self,
        named: CaseNumber,
        json: bool,
        says: &str,
        work: impl Fn(&mut Tx<'_>, CaseId) -> Result<u64, Error> + Send + 'static,
    ) -> Result<Holds, Failure> {
        let casework = self.place.open()?;
        let done = options::runtime()?.block_on(casework.write(move |tx| {
            let sql = "select id from cases where number = $1";
            let row = tx.query_opt(sql, &[named.to_string().into()])?;
            let id: CaseId = row.ok_or(Error::NotFound)?.get(0)?;
            work(tx, id)
        }));
        let entry = match done {
            Ok(entry) => entry,
            Err(Error::NotFound) => {
                let why = format!("no case has the number {named}: compare it with the receipt");
                return Err(Failure::Said(why));
            }
            Err(e) => return Err(e.into()),
        };
        if json {
            say(json!({ "case": named.to_string(), "entry": entry }));
        } else {
            say(format_args!("case {named}, entry {entry}: {says}"));
        }
        Ok(Holds::Yes)
    }
}
