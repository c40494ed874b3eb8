//! Nobody reads a page in two languages: every `text` folder has the same files and the same
//! messages in each.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::tree::{File, Tree};

/// The languages of the house.
const LANGUAGES: &[&str] = &["ar", "en", "fr"];

/// Where a Fluent file stands: its `text` folder, its language, its name under that.
pub(super) fn place(path: &str) -> Option<(&str, &str, &str)> {
    let path = path.strip_suffix(".ftl")?;
    let at = path
        .rfind("text/")
        .filter(|&at| at == 0 || path[..at].ends_with('/'))?;
    let (folder, rest) = path.split_at(at + "text/".len());
    let (language, name) = rest.split_once('/').unwrap_or((rest, ""));
    Some((folder, language, name))
}

/// Finds files and messages that a language lacks, and languages that are not ours.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut sets: BTreeMap<(&str, &str), BTreeMap<&str, &File>> = BTreeMap::new();
    let mut findings = Vec::new();
    for file in &tree.files {
        let Some((folder, language, name)) = place(&file.path) else {
            continue;
        };
        if LANGUAGES.contains(&language) {
            sets.entry((folder, name))
                .or_default()
                .insert(language, file);
        } else {
            let message = format!("`{language}` is none of the languages {LANGUAGES:?}");
            findings.push(Finding::at(&file.path, 1, message));
        }
    }
    for ((folder, name), set) in &sets {
        findings.extend(missing_files(folder, name, set));
        findings.extend(missing_messages(set));
    }
    findings
}

fn missing_files(folder: &str, name: &str, set: &BTreeMap<&str, &File>) -> Vec<Finding> {
    let absent = LANGUAGES.iter().filter(|l| !set.contains_key(**l));
    let path = |l: &str| {
        if name.is_empty() {
            format!("{l}.ftl")
        } else {
            format!("{l}/{name}.ftl")
        }
    };
    absent
        .map(|l| {
            Finding::at(
                &format!("{folder}{}", path(l)),
                1,
                "is missing: the other languages have it",
            )
        })
        .collect()
}

fn missing_messages(set: &BTreeMap<&str, &File>) -> Vec<Finding> {
    let keys: BTreeSet<&str> = set.values().flat_map(|f| messages(f)).collect();
    let mut findings = Vec::new();
    for file in set.values() {
        let own: BTreeSet<&str> = messages(file).collect();
        for key in keys.difference(&own) {
            let message = format!("lacks the message `{key}`, which another language has");
            findings.push(Finding::at(&file.path, 1, message));
        }
    }
    findings
}

/// The identifiers of a Fluent file's messages and terms: a name at the start of a line before `=`.
fn messages(file: &File) -> impl Iterator<Item = &str> {
    file.text.lines().filter_map(|line| {
        let (name, _) = line.split_once('=')?;
        let name = name.trim_end();
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        (!name.is_empty() && name.chars().all(word)).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<(String, String)> {
        check(&Tree::of(files))
            .into_iter()
            .map(|f| (f.file, f.message))
            .collect()
    }

    #[test]
    fn the_same_files_and_messages_pass_in_both_layouts() {
        let flat = ["ar", "en", "fr"].map(|l| format!("packs/a/text/{l}.ftl"));
        let deep = ["ar", "en", "fr"].map(|l| format!("crates/web/text/{l}/shell.ftl"));
        let paths = flat.iter().chain(&deep);
        let files: Vec<_> = paths
            .map(|p| (p.as_str(), "a = b\n    .hint = c\n"))
            .collect();
        assert_eq!(found(&files), []);
    }

    #[test]
    fn a_missing_file_and_a_missing_message_are_found() {
        let files = [
            ("packs/a/text/ar.ftl", "x = 1\n"),
            ("packs/a/text/en.ftl", "x = 1\ny = 2\n"),
        ];
        let found = found(&files);
        assert_eq!(found[0].0, "packs/a/text/fr.ftl");
        assert_eq!(found[1].0, "packs/a/text/ar.ftl");
        assert!(found[1].1.contains("`y`"), "{found:?}");
    }

    #[test]
    fn another_language_is_found() {
        assert_eq!(found(&[("text/de.ftl", "x = 1\n")]).len(), 1);
    }
}
