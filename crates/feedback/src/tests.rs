//! No page says `⟦key⟧`: the keys that the code names exist. Keys made of pieces are listed here.

use std::collections::BTreeSet;
use std::path::Path;

const ENGLISH: &str = include_str!("../text/en/feedback.ftl");

fn keys() -> BTreeSet<&'static str> {
    let named = |line: &'static str| line.split_once('=').map(|(name, _)| name.trim());
    let lines = ENGLISH.lines();
    lines
        .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(named)
        .collect()
}

fn code(folder: &Path) -> String {
    let mut all = String::new();
    for file in std::fs::read_dir(folder).expect("a folder of the crate") {
        let path = file.expect("a file of the crate").path();
        if path.is_dir() {
            all += &code(&path);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            all += &std::fs::read_to_string(&path).expect("the crate's code is text");
        }
    }
    all
}

#[test]
fn the_keys_that_the_code_names_exist_and_no_others_do() {
    let code = code(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let named: BTreeSet<&str> = code
        .split('"')
        .skip(1)
        .step_by(2)
        .filter(|word| word.starts_with("feedback-") && !word.contains(['{', '.', ' ']))
        .collect();
    assert!(named.len() > 60, "the keys are no longer found: {named:?}");
    let keys = keys();
    for key in &named {
        assert!(keys.contains(key), "{key} has no text");
    }
    let pieces = [
        "feedback-how-was-",
        "feedback-asked-",
        "feedback-batch-",
        "feedback-says-",
        "feedback-good-",
        "feedback-beyond-",
        "feedback-how-",
    ];
    for key in keys.iter().filter(|k| k.starts_with("feedback-")) {
        let made = pieces.iter().any(|p| key.starts_with(p));
        assert!(named.contains(key) || made, "{key} is used nowhere");
    }
}
