//! No translation is older than its source: every `text` folder has a `translated.toml` that says from which English text each
//! was made.

use std::collections::BTreeMap;

use language::ftl::{Text, messages_of};
use language::{Lock, Stale};

use super::Finding;
use super::languages::place;
use crate::tree::{File, Tree};

/// Packs of tests are not read by people.
const NOT_READ: &str = "/testdata/";

/// A `text` folder: by language, its files.
type Folder<'t> = BTreeMap<&'t str, Vec<&'t File>>;

/// Finds translations that are older than their source, or that nobody has marked.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let folders = folders(tree).into_iter();
    folders
        .flat_map(|(path, folder)| of_folder(tree, path, &folder))
        .collect()
}

fn folders(tree: &Tree) -> BTreeMap<&str, Folder<'_>> {
    let mut all: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for file in &tree.files {
        if let Some((folder, language, _)) = place(&file.path)
            && !file.path.contains(NOT_READ)
        {
            let folder = all.entry(folder).or_default();
            folder.entry(language).or_default().push(file);
        }
    }
    all
}

fn texts(folder: &Folder<'_>, language: &str) -> Vec<Text> {
    let files = folder.get(language).into_iter().flatten();
    files.flat_map(|file| messages_of(&file.text)).collect()
}

fn lock(tree: &Tree, folder: &str) -> Option<Result<Lock, String>> {
    let path = format!("{folder}{}", Lock::NAME);
    let file = tree.files.iter().find(|f| f.path == path)?;
    Some(Lock::read(&file.text).map_err(|e| e.to_string()))
}

fn of_folder(tree: &Tree, path: &str, folder: &Folder<'_>) -> Vec<Finding> {
    let command = format!("cargo run -p xtask -- translated {path}");
    let at = |message: String| vec![Finding::at(&format!("{path}{}", Lock::NAME), 1, message)];
    let lock = match lock(tree, path) {
        Some(Ok(lock)) => lock,
        Some(Err(e)) => return at(e),
        None => return at(format!("is missing: run `{command}`")),
    };
    let sources = texts(folder, &lock.source);
    let mut findings = Vec::new();
    for (language, files) in folder {
        for Stale { key, older } in lock.stale(language, &sources) {
            let from = &lock.source;
            let what = if older {
                format!("`{key}`: its `{from}` text has changed since it was translated")
            } else {
                format!("`{key}`: nobody has said that it was read against its `{from}` text")
            };
            let message = format!("{what}: read both, then run `{command} {language} {key}`");
            findings.extend(of_text(files, &key, &message));
        }
    }
    findings
}

/// The finding, at the text; nothing where the language lacks it: that is another check's.
fn of_text(files: &[&File], key: &str, message: &str) -> Option<Finding> {
    files.iter().find_map(|file| {
        let (line, _) = file.lines().find(|(_, line)| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with('='))
        })?;
        Some(Finding::at(&file.path, line, message))
    })
}

/// The `translated.toml` of a folder after its texts were read: all, those of a language, or those of the keys named after it.
pub(crate) fn mark(tree: &Tree, path: &str, which: &[&str]) -> Result<(String, String), String> {
    let path = format!("{}/", path.trim_end_matches('/'));
    let folders = folders(tree);
    let folder = folders
        .get(path.as_str())
        .ok_or_else(|| format!("{path}: no folder of texts"))?;
    let mut lock = lock(tree, &path).unwrap_or_else(|| Ok(Lock::of("en")))?;
    let sources = texts(folder, &lock.source);
    let keys: Vec<String> = which.iter().skip(1).map(|k| (*k).to_owned()).collect();
    if let Some(key) = keys.iter().find(|k| !sources.iter().any(|t| t.key == **k)) {
        return Err(format!("{path}: there is no text `{key}`"));
    }
    let read = |l: &str| l != lock.source && which.first().is_none_or(|w| *w == l);
    let languages: Vec<&str> = folder.keys().copied().filter(|l| read(l)).collect();
    if languages.is_empty() {
        return Err(format!("{path}: no translations in that language"));
    }
    for language in languages {
        lock.mark(language, &sources, &keys);
    }
    Ok((format!("{path}{}", Lock::NAME), lock.write()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AR: (&str, &str) = (
        "crates/a/text/ar/x.ftl",
        "one = \u{648}\u{627}\u{62d}\u{62f}\n",
    );
    const NAME: &str = "crates/a/text/translated.toml";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let findings = check(&Tree::of(files));
        findings.into_iter().map(|f| f.message).collect()
    }

    #[test]
    fn a_translation_older_than_its_source_is_found_until_it_is_marked() {
        let before = [("crates/a/text/en/x.ftl", "one = One\n"), AR];
        assert!(found(&before)[0].contains("is missing"));
        let (path, lock) = mark(&Tree::of(&before), "crates/a/text", &[]).unwrap();
        assert_eq!(path, NAME);
        let [english, arabic] = before;
        assert_eq!(found(&[english, arabic, (NAME, &lock)]), [""; 0]);
        let after = [
            ("crates/a/text/en/x.ftl", "one = A single one\n"),
            AR,
            (NAME, &lock),
        ];
        let stale = found(&after);
        assert!(stale[0].contains("has changed since"), "{stale:?}");
        assert!(
            stale[0].contains("translated crates/a/text/ ar one"),
            "{stale:?}"
        );
        let (_, again) = mark(&Tree::of(&after), "crates/a/text/", &["ar", "one"]).unwrap();
        let [english, arabic, _] = after;
        assert_eq!(found(&[english, arabic, (NAME, &again)]), [""; 0]);
    }

    #[test]
    fn what_is_not_there_cannot_be_marked() {
        let tree = Tree::of(&[("crates/a/text/en/x.ftl", "one = One\n"), AR]);
        for which in [&["de"][..], &["ar", "two"], &["en"]] {
            assert!(mark(&tree, "crates/a/text", which).is_err(), "{which:?}");
        }
        assert!(mark(&tree, "crates/b/text", &[]).is_err());
    }
}
