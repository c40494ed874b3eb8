use casework::{Actor, CaseId, CaseNumber, Error, case};
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
}

impl Cases {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let casework = self.place.open()?;
        let Command::Erase {
            number,
            reason,
            json,
        } = &self.command;
        let (named, reason) = (*number, reason.clone());
        let erased = options::runtime()?.block_on(casework.write(move |tx| {
            let sql = "select id from cases where number = $1";
            let row = tx.query_opt(sql, &[named.to_string().into()])?;
            let id: CaseId = row.ok_or(Error::NotFound)?.get(0)?;
            case::erase_case(tx, Actor::Operator, id, &reason)
        }));
        let entry = match erased {
            Ok(entry) => entry,
            Err(Error::NotFound) => {
                let why = format!("no case has the number {number}: compare it with the receipt");
                return Err(Failure::Said(why));
            }
            Err(e) => return Err(e.into()),
        };
        if *json {
            say(json!({ "case": number.to_string(), "entry": entry }));
        } else {
            say(format_args!(
                "the data of case {number} is erased by entry {entry}; its proofs stay valid. \
                 The next `diwan backup` erases it in the backups too"
            ));
        }
        Ok(Holds::Yes)
    }
}
