//! Who may differ from the rules, and why. An exception that nobody needs any more is a finding.

use super::Finding;
use super::source::Source;
use crate::tree::Tree;

/// A file that may do what the rule forbids.
pub(crate) struct Exception {
    /// From the root.
    pub(crate) path: &'static str,
    /// Why.
    pub(crate) reason: &'static str,
}

/// Files of pure crates that may touch the outside.
pub(crate) const IMPURE: &[Exception] = &[
    Exception {
        path: "crates/pack/src/dir.rs",
        reason: "reads a pack's folder into `Files`; all else in the crate works on those",
    },
    Exception {
        path: "crates/redflags/src/shell/inputs.rs",
        reason: "opens files, folders, archives and standard input as streams",
    },
    Exception {
        path: "crates/redflags/src/shell/collect.rs",
        reason: "the threads that read; what they leave does not hang on their number",
    },
    Exception {
        path: "crates/redflags/src/shell/spill.rs",
        reason: "sorted runs go to temporary files, so that memory is bounded",
    },
    Exception {
        path: "crates/redflags/src/shell/spool.rs",
        reason: "releases that wait to be merged go to temporary files",
    },
    Exception {
        path: "crates/redflags/src/shell/partial.rs",
        reason: "a shard's result is a folder",
    },
    Exception {
        path: "crates/redflags/src/shell/output.rs",
        reason: "the results are a folder",
    },
    Exception {
        path: "crates/redflags/src/shell/publish.rs",
        reason: "publishing writes a folder of packages, tables and a catalogue",
    },
];

/// Files over the limit of lines.
pub(crate) const LONG: &[Exception] = &[];

/// Says whether `path` is excepted.
pub(crate) fn allows(list: &[Exception], path: &str) -> bool {
    list.iter().any(|e| e.path == path)
}

/// Every exception names a file that exists and still needs it, and gives a reason.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let needed = |e: &&Exception| tree.get(e.path).is_some_and(super::purity::touches);
    let mut stale: Vec<_> = IMPURE
        .iter()
        .filter(|e| tree_has_crate(tree, e) && !needed(e))
        .collect();
    let too_long = |e: &&Exception| {
        tree.get(e.path)
            .is_some_and(|f| Source::of(f).code_lines() > super::length::LIMIT)
    };
    stale.extend(
        LONG.iter()
            .filter(|e| tree_has_crate(tree, e) && !too_long(e)),
    );
    let all = IMPURE.iter().chain(LONG);
    let unexplained = all.filter(|e| e.reason.trim().is_empty());
    let here = "xtask/src/tidy/exceptions.rs";
    stale
        .iter()
        .map(|e| Finding::at(here, 1, format!("{} no longer needs its exception", e.path)))
        .chain(unexplained.map(|e| Finding::at(here, 1, format!("{} has no reason", e.path))))
        .collect()
}

/// A tree of a test holds a few files only: judge what its crates could hold.
fn tree_has_crate(tree: &Tree, e: &Exception) -> bool {
    let folder: Vec<&str> = e.path.split('/').take(2).collect();
    tree.holds(&format!("{}/src/lib.rs", folder.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_without_need_is_found() {
        let idle = [
            ("crates/pack/src/lib.rs", ""),
            ("crates/pack/src/dir.rs", "fn f() {}\n"),
        ];
        assert_eq!(check(&Tree::of(&idle)).len(), 1);
        let used = [
            ("crates/pack/src/lib.rs", ""),
            ("crates/pack/src/dir.rs", "use std::fs;\n"),
        ];
        assert_eq!(check(&Tree::of(&used)), []);
    }
}
