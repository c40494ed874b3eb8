//! A fourth language is a folder; and no page has a word that is not in the texts: a language is made of the English one by other
//! letters, served by the real program, and every page is read for words in the old letters.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

#[path = "languages/pages.rs"]
mod pages;

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement, Resource};
use pages::Reader;

/// A language whose figures and dates have no Latin letter, so that every one on a page is a fault.
const CODE: &str = "el";

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn diwan(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command.args(arguments).env_remove("DIWAN_LANGUAGES");
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// The same letter, and another: readable to who looks at the pages, and no ASCII.
fn disguised(text: &str) -> String {
    const FROM: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const TO: &str = "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ";
    let other = |c: char| {
        let at = FROM.chars().position(|f| f == c);
        at.and_then(|at| TO.chars().nth(at)).unwrap_or(c)
    };
    text.chars().map(other).collect()
}

fn in_pattern(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = disguised(value),
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => variants.iter_mut().for_each(|v| in_pattern(&mut v.value)),
            PatternElement::Placeable { .. } => {}
        }
    }
}

fn translated(source: &str) -> String {
    let mut resource: Resource<String> =
        fluent_syntax::parser::parse(source.to_owned()).expect("the texts are Fluent");
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry {
            message.value.iter_mut().for_each(in_pattern);
            let attributes = message.attributes.iter_mut();
            attributes.for_each(|a| in_pattern(&mut a.value));
        }
    }
    fluent_syntax::serializer::serialize(&resource)
}

/// A language begun by the command and translated.
fn language(dir: &Path) {
    let folder = dir.to_str().unwrap();
    let begun = diwan(&["language", "new", CODE, folder, "--name", "Ƥşḗŭḓǿ"]);
    assert_eq!(begun.status.code(), Some(0), "{}", told(&begun));
    let unread = diwan(&["language", "check", folder]);
    assert_eq!(unread.status.code(), Some(1), "nobody has translated it");
    for file in std::fs::read_dir(dir).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|e| e == "ftl") {
            let source = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, translated(&source)).unwrap();
        }
    }
    let marked = diwan(&["language", "translated", folder]);
    assert_eq!(marked.status.code(), Some(0), "{}", told(&marked));
    let checked = diwan(&["language", "check", folder]);
    assert_eq!(checked.status.code(), Some(0), "{}", told(&checked));
}

fn serve(data: &Path, arguments: &[&str]) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_diwan"))
        .args(["serve", "--listen", "127.0.0.1:0", "--demo"])
        .args(arguments)
        .env("DIWAN_DATA", data)
        .env("RUST_LOG", "error")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    lines.read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on ");
    (child, address.unwrap_or_default().to_owned())
}

#[test]
fn every_page_of_a_fourth_language_is_in_that_language() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join(CODE);
    language(&folder);
    let folder = folder.to_str().unwrap();
    let (child, address) = serve(&dir.path().join("data"), &["--language-folder", folder]);
    let mut server = Server(child);
    if address.is_empty() {
        let mut why = String::new();
        let stderr = server.0.stderr.as_mut().unwrap();
        stderr.read_to_string(&mut why).unwrap();
        panic!("{why}");
    }
    let mut reader = Reader::new(&address, CODE);
    let people = reader.people();
    assert!(people.len() >= 5, "the demonstration's people: {people:?}");
    reader.walk("a visitor");
    for (person, name) in people {
        reader.sign_in(&person);
        reader.walk(&name);
    }
    assert!(reader.read > 150, "only {} pages were read", reader.read);
    let found: Vec<String> = reader
        .found
        .iter()
        .map(|(w, at)| format!("{w}: {at}"))
        .collect();
    assert!(
        found.is_empty(),
        "{} pages; {}",
        reader.read,
        found.join("\n")
    );
}

#[test]
fn a_language_that_lacks_a_text_is_refused_with_the_key() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("es");
    let path = folder.to_str().unwrap();
    let begun = diwan(&["language", "new", "es", path, "--name", "Español"]);
    assert_eq!(begun.status.code(), Some(0), "{}", told(&begun));
    let file = folder.join("groups.ftl");
    let source = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, source.replace("group-remove = ", "group-gone = ")).unwrap();
    let checked = diwan(&["language", "check", path]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        told(&checked).contains("groups.ftl: 1 texts are missing: group-remove"),
        "{}",
        told(&checked)
    );
    let data = dir.path().join("data");
    let arguments = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        data.to_str().unwrap(),
    ];
    let refused = diwan(&[&arguments[..], &["--language-folder", path]].concat());
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    assert!(
        told(&refused).contains("group-remove"),
        "{}",
        told(&refused)
    );
    let unknown = diwan(&[&arguments[..], &["--languages", "ar,xx"]].concat());
    assert!(
        told(&unknown).contains("--languages xx: not compiled in"),
        "{}",
        told(&unknown)
    );
}

#[test]
fn a_house_offers_the_languages_that_it_is_told_to() {
    let dir = tempfile::tempdir().unwrap();
    let languages = ["--languages", "ar-LB-u-nu-arab,fr"];
    let (child, address) = serve(&dir.path().join("data"), &languages);
    let _server = Server(child);
    let mut reader = Reader::new(&address, "ar");
    let page = reader.get("/?lang=en");
    assert!(
        page.contains("<html lang=\"ar\" dir=\"rtl\">"),
        "the first is the default"
    );
    assert!(page.contains("hreflang=\"fr\"") && !page.contains("hreflang=\"en\""));
    let record = reader.get("/record?lang=ar");
    assert!(
        record.chars().any(|c| ('٠'..='٩').contains(&c)),
        "digits of the Mashriq"
    );
}

#[test]
fn a_pack_without_a_language_of_the_house_is_refused_with_what_it_lacks() {
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/flag-review");
    let checked = diwan(&["pack", "check", "--languages", "ar,es", pack]);
    assert_eq!(checked.status.code(), Some(1), "{}", told(&checked));
    let told = told(&checked);
    assert!(
        told.contains("there are no texts in `es`, which the house offers"),
        "{told}"
    );
    assert!(told.contains("service-name"), "{told}");
}

#[test]
fn a_translation_older_than_its_source_fails_the_check_until_it_is_read_again() {
    let dir = tempfile::tempdir().unwrap();
    copy(
        Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../packs/flag-review"
        )),
        dir.path(),
    );
    let pack = dir.path().to_str().unwrap();
    let fresh = diwan(&["pack", "check", pack]);
    assert_eq!(fresh.status.code(), Some(0), "{}", told(&fresh));
    let english = dir.path().join("text/en.ftl");
    let source = std::fs::read_to_string(&english).unwrap();
    std::fs::write(
        &english,
        source.replace("service-name = ", "service-name = New: "),
    )
    .unwrap();
    let stale = diwan(&["pack", "check", pack]);
    assert_eq!(stale.status.code(), Some(1), "{}", told(&stale));
    for part in [
        "text/ar.ftl:",
        "the text in text/en.ftl has changed since this was translated from it",
        "diwan pack translated DIR --language ar service-name",
        "diwan pack translated DIR --language fr service-name",
    ] {
        assert!(told(&stale).contains(part), "{part}: {}", told(&stale));
    }
    for language in ["ar", "fr"] {
        let marked = diwan(&[
            "pack",
            "translated",
            pack,
            "--language",
            language,
            "service-name",
        ]);
        assert_eq!(marked.status.code(), Some(0), "{}", told(&marked));
    }
    let read = diwan(&["pack", "check", pack]);
    assert_eq!(read.status.code(), Some(0), "{}", told(&read));
    let unknown = diwan(&["pack", "translated", pack, "no-such-text"]);
    assert!(
        told(&unknown).contains("there is no text `no-such-text`"),
        "{}",
        told(&unknown)
    );
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
