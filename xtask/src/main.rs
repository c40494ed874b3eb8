//! Checks of the house itself: `cargo run -p xtask -- tidy`; and `translated`, which keeps what was translated from what.
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
        ["translated", folder, keys @ ..] => run_translated(folder, keys),
        _ => say_error("usage: cargo run -p xtask -- tidy | translated FOLDER [LANGUAGE [KEY...]]"),
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

/// Keeps that the translations of a `text` folder were read against their source.
fn run_translated(folder: &str, which: &[&str]) -> ExitCode {
    let tree = match tree::Tree::read() {
        Ok(tree) => tree,
        Err(e) => return say_error(&e),
    };
    let marked = tidy::translated::mark(&tree, folder, which).and_then(|(path, text)| {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        std::fs::write(root.join(&path), text).map_err(|e| format!("{path}: {e}"))
    });
    match marked {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => say_error(&e),
    }
}

fn say_error(message: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "xtask: {message}");
    ExitCode::from(2)
}
