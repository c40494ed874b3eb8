//! No page says `⟦key⟧`: the keys that the code names exist, and take the same arguments in every
//! language. Keys that are made of pieces are checked where their pieces are listed below.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Key, then the arguments that its text uses.
type Texts = BTreeMap<String, BTreeSet<String>>;

const LANGUAGES: [&str; 3] = ["ar", "en", "fr"];

/// All words of a language: the shell's, and ours, a file a topic.
fn sources(code: &str) -> Vec<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let own = crates.join(format!("services/text/{code}"));
    let topics = std::fs::read_dir(own).expect("a folder a language");
    topics
        .map(|file| file.expect("a file of the crate").path())
        .chain([crates.join(format!("web/text/{code}.ftl"))])
        .map(|path| std::fs::read_to_string(path).expect("words are text"))
        .collect()
}

fn word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn read(sources: &[String]) -> Texts {
    let mut texts = Texts::new();
    let mut key = String::new();
    for line in sources
        .iter()
        .flat_map(|source| source.lines())
        .filter(|l| !l.starts_with('#'))
    {
        if let Some((name, _)) = line.split_once('=')
            && line.starts_with(|c: char| c.is_ascii_lowercase())
        {
            name.trim_end().clone_into(&mut key);
        }
        let used = line
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| word(*c)).collect());
        texts.entry(key.clone()).or_default().extend(used);
    }
    texts
}

fn all() -> [(&'static str, Texts); 3] {
    LANGUAGES.map(|code| (code, read(&sources(code))))
}

/// The code of a folder, tests left out.
fn code(folder: &Path) -> String {
    let mut all = String::new();
    for file in std::fs::read_dir(folder).expect("a folder of the crate") {
        let path = file.expect("a file of the crate").path();
        if path.is_dir() {
            all += &code(&path);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests/texts.rs") {
            all += &std::fs::read_to_string(&path).expect("the crate's code is text");
        }
    }
    all
}

/// The literal behind each call of `name`.
fn literals<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let after = code.split(name).skip(1);
    after.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}

#[test]
fn every_language_takes_the_same_arguments() {
    let [ar, en, fr] = all();
    for (code, texts) in [ar, fr] {
        for (key, arguments) in &en.1 {
            assert_eq!(texts.get(key), Some(arguments), "{key} in {code}");
        }
        assert_eq!(
            texts.len(),
            en.1.len(),
            "{code} has keys that English lacks"
        );
    }
}

#[test]
fn the_keys_that_the_code_names_exist() {
    let code = code(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let [_, (_, texts), _] = all();
    let named: Vec<_> = [".t(", "view.with("]
        .iter()
        .flat_map(|call| literals(&code, call))
        .collect();
    assert!(
        named.len() > 200,
        "the calls are no longer found: {}",
        named.len()
    );
    for key in named {
        assert!(texts.contains_key(key), "{key} has no text");
    }
}

#[test]
fn the_keys_made_of_pieces_exist() {
    let [_, (_, texts), _] = all();
    let facts = include_str!("../../../casework/src/record/fact.rs");
    let kinds =
        literals(facts, "#[serde(rename =").map(|kind| format!("kind-{}", kind.replace('.', "-")));
    let roles = ["business-licence", "certificate-copy", "flag-review"].map(|pack| {
        let path = format!(
            "{}/../../packs/{pack}/pack.toml",
            env!("CARGO_MANIFEST_DIR")
        );
        std::fs::read_to_string(path).expect("a pack of the demonstration")
    });
    let roles = roles
        .iter()
        .flat_map(|pack| pack.lines())
        .filter_map(|line| {
            line.strip_prefix("[roles.")
                .map(|role| format!("demo-{}", role.trim_end_matches(']')))
        });
    let effects = casework::migration::codes().map(|code| format!("migration-{code}"));
    let events = pack::EVENTS
        .iter()
        .flat_map(|event| [format!("event-{event}"), format!("event-{event}-text")]);
    let answers = ["yes", "no", "depends"]
        .iter()
        .flat_map(|answer| ["", "-tag", "-text"].map(|part| format!("check-{answer}{part}")));
    let questions = [
        "text-required",
        "text-too-long",
        "documents-too-many",
        "documents-too-long",
        "reason-required",
        "reason-too-long",
    ]
    .map(|piece| format!("question-{piece}"));
    let slips = [
        "value-required",
        "value-too-long",
        "value-unchanged",
        "reason-required",
    ]
    .map(|piece| format!("correct-{piece}"));
    let pieces = events.chain(answers).chain(questions).chain(slips);
    let keys: Vec<_> = kinds.chain(roles).chain(effects).chain(pieces).collect();
    assert!(keys.len() > 40, "the pieces are no longer found: {keys:?}");
    for key in keys {
        assert!(texts.contains_key(&key), "{key} has no text");
    }
}
