//! The checks, and how their findings are printed.

mod decisions;
mod dependencies;
pub(crate) mod exceptions;
mod languages;
mod length;
mod markdown;
mod migrations;
mod purity;
mod schemas;
mod source;
mod text;
pub(crate) mod translated;
mod writes;

use std::fmt;

use crate::tree::Tree;

/// Something that the house does not allow, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// Which file.
    pub(crate) file: String,
    /// Which line, from 1; 1 when it is the whole file.
    pub(crate) line: usize,
    /// What is wrong and what to do.
    pub(crate) message: String,
}

impl Finding {
    /// A finding at a line.
    pub(crate) fn at(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.into(),
        }
    }
}

type Check = fn(&Tree) -> Vec<Finding>;

const CHECKS: &[(&str, Check)] = &[
    (
        "pure crates do no I/O and know no time or chance",
        purity::check,
    ),
    ("crates depend downwards only", dependencies::check),
    ("only the core writes what entries fold into", writes::check),
    (
        "a schema of the API's description has a name of its own",
        schemas::check,
    ),
    ("files are short", length::check),
    ("nothing is left for later", text::unfinished),
    ("text files end with one newline", text::newline),
    ("no path of somebody's machine", text::machine_paths),
    (
        "decisions have their headings and are in the index",
        decisions::check,
    ),
    ("texts are there in every language", languages::check),
    ("no translation is older than its source", translated::check),
    (
        "migrations are numbered and known to the program",
        migrations::check,
    ),
    ("commands in the README exist", markdown::commands),
    ("links between documents lead somewhere", markdown::links),
    ("exceptions are still needed", exceptions::check),
];

/// What the checks found.
pub(crate) struct Report {
    /// What has to be mended, by check.
    pub(crate) findings: Vec<(&'static str, Finding)>,
    /// Checks that found something.
    failed: usize,
    /// Statements of the documents that wait for somebody to confirm them; not a failure.
    unconfirmed: Vec<Finding>,
}

/// Runs every check.
pub(crate) fn run(tree: &Tree) -> Report {
    let mut report = Report {
        findings: Vec::new(),
        failed: 0,
        unconfirmed: markdown::unconfirmed(tree),
    };
    for (name, check) in CHECKS {
        let mut found = check(tree);
        found.sort();
        report.failed += usize::from(!found.is_empty());
        report
            .findings
            .extend(found.into_iter().map(|finding| (*name, finding)));
    }
    report
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding {
            file,
            line,
            message,
        } in &self.unconfirmed
        {
            writeln!(f, "{file}:{line}: note: {message}")?;
        }
        for (
            check,
            Finding {
                file,
                line,
                message,
            },
        ) in &self.findings
        {
            writeln!(f, "{file}:{line}: {message} [{check}]")?;
        }
        write!(
            f,
            "tidy: {} passed, {} failed",
            CHECKS.len() - self.failed,
            self.failed
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_names_file_line_and_check_and_counts() {
        let tree = Tree::of(&[("crates/tlog/src/a.rs", "use std::fs;\n")]);
        let report = run(&tree).to_string();
        assert!(report.contains("crates/tlog/src/a.rs:1: "), "{report}");
        assert!(report.contains("[pure crates do no I/O"), "{report}");
        assert!(
            report.lines().last().unwrap().ends_with("1 failed"),
            "{report}"
        );
    }
}
