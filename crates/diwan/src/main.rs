//! The `diwan` binary: one file a command.
//!
//! Exit codes: 0 done; 1 what was checked does not hold; 2 wrong usage or unreadable input, with one line that says why.

mod bench;
mod commands;
mod failure;
mod languages;
mod options;
mod packs;
mod traces;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Holds;

/// The writer makes and drops many small values: with the C library's allocator that took a tenth of
/// its time (`diwan bench cases`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Public procedures that nobody can bend unseen.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the whole system.
    Serve(Box<commands::serve::Serve>),
    /// Checks, tests or deploys service packs.
    Pack(commands::pack::Pack),
    /// Begins and checks a further language: a folder of texts.
    Language(commands::language::Language),
    /// Runs a process in memory.
    Process(commands::process::Process),
    /// Evaluates a decision.
    Decide(commands::decide::Decide),
    /// Evaluates one FEEL expression.
    Feel(commands::feel::Feel),
    /// Checks receipts and draws, offline.
    Verify(commands::verify::Verify),
    /// Cosigns the checkpoints of logs that others run, and shows what it has seen.
    Witness(commands::witness::Witness),
    /// Follows a log from outside and says what is wrong or missing.
    Monitor(commands::monitor::Monitor),
    /// Recomputes all state from the record and names what differs.
    Audit(commands::audit::Audit),
    /// Looks at configuration, disk, keys, store, clock and mail, and says what to do.
    Doctor(commands::doctor::Doctor),
    /// Takes a backup while the house runs, encrypted to a public key.
    Backup(commands::backup::Backup),
    /// Makes a house from a backup, and checks it entry by entry.
    Restore(commands::restore::Restore),
    /// Moves a house from SQLite to PostgreSQL or back.
    MigrateStore(commands::migrate_store::MigrateStore),
    /// Moves closed cases to archives: files beside the database, still provable, still found by their number.
    Archive(commands::archive::Archive),
    /// Erases the data of a closed case.
    Cases(commands::cases::Cases),
    /// Changes the keys that sign the log, with an overlap.
    Keys(commands::keys::Keys),
    /// Registers people, gives and takes roles, erases a person's data.
    People(commands::people::People),
    /// Gives tokens to programs that do jobs for cases, and withdraws them.
    Worker(commands::worker::Worker),
    /// Looks for red flags in open-contracting data (OCDS).
    #[command(name = "redflags")]
    RedFlags(Box<commands::redflags::RedFlags>),
    /// Measures.
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(command) => command.run(),
        Command::Pack(command) => command.run(),
        Command::Language(command) => command.run(),
        Command::Process(command) => command.run(),
        Command::Decide(command) => command.run(),
        Command::Feel(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Witness(command) => command.run(),
        Command::Monitor(command) => command.run(),
        Command::Audit(command) => command.run(),
        Command::Doctor(command) => command.run(),
        Command::Backup(command) => command.run(),
        Command::Restore(command) => command.run(),
        Command::MigrateStore(command) => command.run(),
        Command::Archive(command) => command.run(),
        Command::Cases(command) => command.run(),
        Command::Keys(command) => command.run(),
        Command::People(command) => command.run(),
        Command::Worker(command) => command.run(),
        Command::RedFlags(command) => command.run(),
        Command::Bench(command) => command.run(),
    };
    match outcome {
        Ok(Holds::Yes) => ExitCode::SUCCESS,
        Ok(Holds::No) => ExitCode::from(1),
        Err(failure) => {
            // A reader that went away has nothing to be told.
            let _ = writeln!(std::io::stderr().lock(), "diwan: {failure}");
            ExitCode::from(2)
        }
    }
}
