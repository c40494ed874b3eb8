//! What every text file keeps to.

use super::Finding;
use super::source::Source;
use crate::tree::{File, Tree};

/// Files that a tool writes, or that are quoted as they are.
fn is_ours(file: &File) -> bool {
    !matches!(
        file.name(),
        "Cargo.lock" | "package-lock.json" | "LICENSE" | "go.sum"
    )
}

/// Notes to oneself. In pieces, so that this file does not find itself.
fn notes() -> [String; 3] {
    [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]].map(|parts| parts.concat())
}

/// Finds notes of unfinished work, and the macros for it.
pub(crate) fn unfinished(tree: &Tree) -> Vec<Finding> {
    let (notes, mut findings) = (notes(), Vec::new());
    let macros = ["todo", "unimplemented"].map(|name| format!("{name}!("));
    for file in tree.files.iter().filter(|f| is_ours(f)) {
        for (number, line) in file.lines() {
            if let Some(note) = notes.iter().find(|n| has_word(line, n)) {
                let message =
                    format!("{note}: finish it, or open an issue and say what does not work");
                findings.push(Finding::at(&file.path, number, message));
            }
        }
        let code = Source::of(file);
        for (number, line) in code.lines().filter(|_| file.is_rust()) {
            if let Some(name) = macros.iter().find(|m| line.contains(m.as_str())) {
                findings.push(Finding::at(
                    &file.path,
                    number,
                    format!("{name}…): no stubs"),
                ));
            }
        }
    }
    findings
}

fn has_word(line: &str, word: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        !part(line[..at].chars().next_back()) && !part(line[at + word.len()..].chars().next())
    })
}

/// Finds files whose last line is not ended, or that end in empty lines.
pub(crate) fn newline(tree: &Tree) -> Vec<Finding> {
    let filled = tree
        .files
        .iter()
        .filter(|f| !f.text.is_empty() && !is_quoted(f));
    filled
        .filter_map(|file| {
            let message = if !file.text.ends_with('\n') {
                "the last line does not end with a newline"
            } else if file.text.ends_with("\n\n") {
                "ends with an empty line"
            } else {
                return None;
            };
            Some(Finding::at(&file.path, file.text.lines().count(), message))
        })
        .collect()
}

/// Test data is byte for byte what somebody else wrote, or what a fuzzer found.
fn is_quoted(file: &File) -> bool {
    let folder = |part| {
        matches!(
            part,
            "data" | "fixtures" | "corpus" | "vectors" | "snapshots"
        )
    };
    file.path
        .rsplit_once('/')
        .is_some_and(|(path, _)| path.split('/').any(folder))
}

/// Finds absolute paths that hold on one machine only.
pub(crate) fn machine_paths(tree: &Tree) -> Vec<Finding> {
    let roots = ["work", "tmp", "root", "home"].map(|name| format!("/{name}/"));
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|f| is_ours(f)) {
        for (number, line) in file.lines() {
            if let Some(root) = roots.iter().find(|root| names_path(line, root)) {
                let message = format!("names a path under {root}: only one machine has it");
                findings.push(Finding::at(&file.path, number, message));
            }
        }
    }
    findings
}

/// `root` stands where a path begins, not inside one.
fn names_path(line: &str, root: &str) -> bool {
    let before = |at: usize| line[..at].chars().next_back();
    let inside =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '}' | '~' | '$');
    line.match_indices(root)
        .any(|(at, _)| !before(at).is_some_and(inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(found: Vec<Finding>) -> Vec<usize> {
        found.into_iter().map(|f| f.line).collect()
    }

    #[test]
    fn notes_and_stub_macros_are_found_as_words() {
        let note = notes()[0].clone();
        let stub = format!("fn a() {{ {}!() }}\n", "todo");
        assert_eq!(
            lines(unfinished(&Tree::of(&[(
                "a.md",
                &format!("x\n{note}: y\n")
            )]))),
            [2]
        );
        assert_eq!(lines(unfinished(&Tree::of(&[("a.rs", &stub)]))), [1]);
        assert_eq!(
            lines(unfinished(&Tree::of(&[("a.md", &format!("{note}S\n"))]))),
            [0; 0]
        );
        assert_eq!(
            lines(unfinished(&Tree::of(&[("Cargo.lock", &note)]))),
            [0; 0]
        );
    }

    #[test]
    fn a_missing_or_doubled_last_newline_is_found() {
        let tree = Tree::of(&[("a", "x"), ("b", "x\n\n"), ("c", "x\n"), ("d", "")]);
        let found: Vec<_> = newline(&tree).into_iter().map(|f| f.file).collect();
        assert_eq!(found, ["a", "b"]);
        assert_eq!(
            newline(&Tree::of(&[("crates/x/tests/data/a.txt", "x")])),
            []
        );
    }

    #[test]
    fn absolute_paths_of_a_machine_are_found() {
        let found = |text: &str| machine_paths(&Tree::of(&[("a", text)])).len();
        assert_eq!(found(&format!("see {}x", concat!("/wo", "rk/"))), 1);
        assert_eq!(found(&format!("\"{}x\"", concat!("/tm", "p/"))), 1);
        assert_eq!(found("src/work/a.rs ../tmp/b https://example.org/home/"), 0);
        assert_eq!(found("${TMPDIR:-/tmp}/x"), 0);
    }
}
