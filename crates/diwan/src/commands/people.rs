use casework::record::fact::{PersonClass, Profile};
use casework::{Actor, PersonId, people};
use clap::{Args, Subcommand};

use crate::failure::{Failure, Holds, say};
use crate::options::{self, Place};

/// `diwan people`
#[derive(Args)]
pub(crate) struct People {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum Command {
    /// Registers an official. Citizens register themselves by signing in.
    Register {
        /// Full name.
        #[arg(long)]
        name: String,
        /// The address to which sign-in codes go.
        #[arg(long)]
        email: String,
        /// The agency.
        #[arg(long)]
        agency: String,
        /// The language of notices: ar, en or fr.
        #[arg(long, default_value = "ar")]
        language: String,
    },
    /// Gives a role.
    Grant(Change),
    /// Takes a role; the person's open tasks in it are drawn anew.
    Revoke(Change),
    /// Removes all passkeys of somebody who has lost them, and ends their sessions; they are told.
    ForgetPasskeys {
        /// The person's number.
        person: i64,
    },
    /// Destroys the key of a person's data: it can never be read again; all proofs stay valid.
    Erase {
        /// The person's number.
        person: i64,
        /// Why: the law or the person's request.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Args)]
struct Change {
    /// The person's number.
    person: i64,
    /// At which agency.
    #[arg(long)]
    agency: String,
    /// Which role of its packs.
    #[arg(long)]
    role: String,
}

impl Change {
    fn role(&self) -> people::Role {
        people::Role {
            person: PersonId(self.person),
            agency: self.agency.clone(),
            role: self.role.clone(),
        }
    }
}

impl People {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let casework = self.place.open()?;
        let runtime = options::runtime()?;
        match &self.command {
            Command::Register {
                name,
                email,
                agency,
                language,
            } => {
                let new = people::NewPerson {
                    class: PersonClass::Official,
                    agency: Some(agency.clone()),
                    profile: Profile {
                        name: name.clone(),
                        email: email.clone(),
                        language: language.clone(),
                        hijri: None,
                    },
                };
                let person = runtime.block_on(
                    casework.write(move |tx| people::register(tx, Actor::Operator, &new)),
                )?;
                say(format_args!("{name} is person {person}"));
            }
            Command::Grant(change) => {
                let role = change.role();
                let told = format!(
                    "person {} has the role {} at {}",
                    role.person, role.role, role.agency
                );
                runtime.block_on(
                    casework.write(move |tx| people::grant(tx, Actor::Operator, &role)),
                )?;
                say(told);
            }
            Command::Revoke(change) => {
                let role = change.role();
                let told = format!(
                    "person {} has no longer the role {} at {}",
                    role.person, role.role, role.agency
                );
                runtime.block_on(
                    casework.write(move |tx| people::revoke(tx, Actor::Operator, &role)),
                )?;
                say(told);
            }
            Command::ForgetPasskeys { person } => {
                let id = PersonId(*person);
                let many =
                    runtime.block_on(casework.write(move |tx| people::forget_passkeys(tx, id)))?;
                say(format_args!(
                    "{many} passkeys of person {person} are removed, and their sessions ended"
                ));
            }
            Command::Erase { person, reason } => {
                let (id, reason) = (PersonId(*person), reason.clone());
                runtime.block_on(
                    casework
                        .write(move |tx| people::erase_person(tx, Actor::Operator, id, &reason)),
                )?;
                say(format_args!(
                    "the data of person {person} is erased; their proofs stay valid"
                ));
            }
        }
        Ok(Holds::Yes)
    }
}
