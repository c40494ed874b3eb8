//! Checks of the house itself: `cargo run -p xtask -- tidy`.
//!
//! - [`tree`]: the files that the repository holds, as text;
//! - [`tidy`]: one file a check; each is a function from the tree to findings;
//! - [`tidy::exceptions`]: who may differ, and why.

mod tidy;
mod tree;

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["tidy"] => run_tidy(),
        _ => say_error("usage: cargo run -p xtask -- tidy"),
    }
}

fn run_tidy() -> ExitCode {
    let tree = match tree::Tree::read() {
        Ok(tree) => tree,
        Err(e) => return say_error(&e),
    };
    let report = tidy::run(&tree);
    // A closed pipe is the reader's choice, not a failure of the check.
    let _ = writeln!(std::io::stdout().lock(), "{report}");
    if report.findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}

fn say_error(message: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "xtask: {message}");
    ExitCode::from(2)
}
