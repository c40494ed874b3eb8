//! The core is a function: the crates of the record's mathematics, the draw, the rules, the
//! processes and the packs read no file, no clock and no random source.

use super::Finding;
use super::exceptions::{self, IMPURE};
use super::source::Source;
use crate::tree::{File, Tree};

/// The crates that are pure.
pub(crate) const PURE: &[&str] = &[
    "tlog", "draw", "language", "dmn", "bpmn", "pack", "redflags", "stamp", "witness", "letters",
];

/// Modules of `std` that reach outside.
const OUTSIDE: &[&str] = &["fs", "net", "process", "env", "thread"];

/// Other names that bring time, chance or I/O.
const NAMES: &[&str] = &[
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "getrandom",
    "OsRng",
    "thread_rng",
    "rand::rng",
    "stdin()",
    "stdout()",
    "stderr()",
    "tokio::",
];

/// Finds what a pure crate may not name.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let pure = tree.files.iter().filter(|f| is_pure(f));
    pure.filter(|f| !exceptions::allows(IMPURE, &f.path))
        .flat_map(in_file)
        .collect()
}

/// Whether the file names something outside.
pub(crate) fn touches(file: &File) -> bool {
    !in_file(file).is_empty()
}

fn is_pure(file: &File) -> bool {
    let within = |name: &str| file.path.starts_with(&format!("crates/{name}/src/"));
    file.is_rust() && PURE.iter().copied().any(within)
}

fn in_file(file: &File) -> Vec<Finding> {
    let mut open = false;
    let mut findings = Vec::new();
    for (number, line) in Source::of(file).lines() {
        // `use std::{…}` may go over several lines.
        open |= line.contains("std::{");
        let named = outside_module(line, open).or_else(|| named(line));
        if let Some(name) = named {
            let message = format!("a pure crate names `{name}`: take it as an argument");
            findings.push(Finding::at(&file.path, number, message));
        }
        open &= !line.contains(';');
    }
    findings
}

fn outside_module(line: &str, in_group: bool) -> Option<String> {
    let words: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
        .collect();
    let direct = |m: &&str| {
        words.iter().any(|w| {
            w.strip_prefix("std::")
                .is_some_and(|w| w.split("::").next() == Some(*m))
        })
    };
    let grouped = |m: &&str| in_group && words.iter().any(|w| w.split("::").next() == Some(*m));
    OUTSIDE
        .iter()
        .find(|m| direct(m) || grouped(m))
        .map(|m| format!("std::{m}"))
}

fn named(line: &str) -> Option<String> {
    NAMES
        .iter()
        .find(|name| line.contains(**name))
        .map(|name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<usize> {
        check(&Tree::of(&[(path, text)]))
            .iter()
            .map(|f| f.line)
            .collect()
    }

    #[test]
    fn files_sockets_clock_and_chance_are_found() {
        for line in [
            "use std::fs;",
            "let x = std::net::TcpStream::connect(a);",
            "use std::{collections::BTreeMap, process::Command};",
            "use std::time::SystemTime;",
            "getrandom::fill(&mut b);",
            "let t = jiff::Timestamp::now();",
        ] {
            assert_eq!(found("crates/tlog/src/a.rs", line), [1], "{line}");
        }
    }

    #[test]
    fn a_group_over_several_lines_is_found_at_its_line() {
        let text = "use std::{\n    collections::BTreeMap,\n    fs,\n};\n";
        assert_eq!(found("crates/pack/src/a.rs", text), [3]);
    }

    #[test]
    fn words_that_only_look_alike_are_not() {
        for line in [
            "use std::fmt;",
            "let fs = 1;",
            "let process = start(&definition);",
            "// std::fs",
        ] {
            assert_eq!(found("crates/bpmn/src/a.rs", line), [0; 0], "{line}");
        }
    }

    #[test]
    fn other_crates_tests_and_the_declared_exception_may() {
        assert_eq!(found("crates/casework/src/a.rs", "use std::fs;"), [0; 0]);
        assert_eq!(found("crates/tlog/tests/a.rs", "use std::fs;"), [0; 0]);
        assert_eq!(found("crates/pack/src/dir.rs", "use std::fs;"), [0; 0]);
        let gated = "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert_eq!(found("crates/dmn/src/a.rs", gated), [0; 0]);
    }
}
