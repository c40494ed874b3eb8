//! The cases of the DMN Technology Compatibility Kit (levels 2 and 3), all of them, with a score by folder.
//!
//! `tests/tck-failing.txt` names the cases that fail; any other failure fails the test, and so does a case in the
//! list that passes (so that the list says the truth).
//!
//! Where `DIWAN_TCK_ANSWERS` names a file, every answer is written there as JSON, so that two machines can be compared.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dmn::Model;
use dmn::feel::{Context, Date, DateTime, DaysTime, Environment, Number, Time, Value, YearsMonths};
use quick_xml::Reader;
use quick_xml::events::Event;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/dmn-tck")
}

/// An element of a test file.
#[derive(Default, Debug)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |c| c.name == name)
    }

    fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|c| c.name == name)
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        match reader
            .read_event()
            .expect("the kit's files are well-formed")
        {
            Event::Start(start) => {
                let local = start.local_name();
                let name: &str = local.as_ref();
                let mut element = Element {
                    name: name.to_owned(),
                    ..Element::default()
                };
                for attribute in start.attributes() {
                    let attribute = attribute.unwrap();
                    let key = attribute.key.local_name();
                    let key: &str = key.as_ref();
                    let value = attribute
                        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .unwrap()
                        .into_owned();
                    element.attributes.insert(key.to_owned(), value);
                }
                open.push(element);
            }
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open
                .last_mut()
                .unwrap()
                .text
                .push_str(&text.xml10_content()),
            Event::CData(text) => open
                .last_mut()
                .unwrap()
                .text
                .push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let c = match reference.resolve_char_ref().unwrap() {
                    Some(c) => c.to_string(),
                    None => {
                        quick_xml::escape::resolve_predefined_entity(&reference.xml10_content())
                            .unwrap_or("")
                            .to_owned()
                    }
                };
                open.last_mut().unwrap().text.push_str(&c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().unwrap().children.pop().unwrap()
}

/// A value as the test files write it.
fn value(element: &Element) -> Value {
    if let Some(list) = element.child("list") {
        if list.attribute("nil") == "true" {
            return Value::Null;
        }
        return Value::list(list.all("item").map(value).collect());
    }
    if element.child("component").is_some() {
        let entries: Context = element
            .all("component")
            .map(|c| (c.attribute("name"), value(c)))
            .collect();
        return Value::Context(entries.into());
    }
    match element.child("value") {
        Some(plain) => plain_value(plain),
        None => Value::Null,
    }
}

fn plain_value(plain: &Element) -> Value {
    if plain.attribute("nil") == "true" {
        return Value::Null;
    }
    let text = plain.text.as_str();
    match plain.attribute("type").rsplit(':').next().unwrap_or("") {
        "string" => Value::from(text),
        "boolean" => Value::from(text.trim() == "true"),
        "decimal" | "double" | "integer" | "float" | "long" | "int" => Value::Number(
            Number::parse(text.trim().trim_start_matches('+'))
                .unwrap_or_else(|| panic!("number {text}")),
        ),
        "date" => Value::Date(Date::parse(text.trim()).unwrap_or_else(|| panic!("date {text}"))),
        "time" => Value::Time(
            Time::parse(text.trim())
                .unwrap_or_else(|| panic!("time {text}"))
                .into(),
        ),
        "dateTime" => Value::DateTime(
            DateTime::parse(text.trim())
                .unwrap_or_else(|| panic!("dateTime {text}"))
                .into(),
        ),
        "duration" => match YearsMonths::parse(text.trim()) {
            Some(months) => Value::YearsMonths(months),
            None => Value::DaysTime(
                DaysTime::parse(text.trim()).unwrap_or_else(|| panic!("duration {text}")),
            ),
        },
        "" => Value::from(text),
        other => panic!("unknown type {other}"),
    }
}

/// The kit compares numbers to eight digits after the point: its expected values are rounded there.
fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            a == b
                || a.subtract(*b)
                    .is_some_and(|d| d.abs() < Number::parse("0.00000001").unwrap())
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
        }
        (Value::Context(a), Value::Context(b)) => {
            a.len() == b.len() && a.iter().all(|(n, v)| b.get(n).is_some_and(|w| same(v, w)))
        }
        (Value::DateTime(a), Value::DateTime(b)) => {
            a == b || a.compare(b).is_some_and(std::cmp::Ordering::is_eq)
        }
        (Value::Time(a), Value::Time(b)) => {
            a == b || a.compare(b).is_some_and(std::cmp::Ordering::is_eq)
        }
        _ => expected == found,
    }
}

#[test]
fn the_technology_compatibility_kit_passes_but_for_the_named_cases() {
    if !root().exists() {
        eprintln!("skipped: the kit is not beside this checkout");
        return;
    }
    let known: BTreeSet<String> = include_str!("tck-failing.txt")
        .lines()
        .map(|l| l.split('#').next().unwrap_or("").trim().to_owned())
        .filter(|l| !l.is_empty())
        .collect();
    let (mut failing, mut scores) = (BTreeMap::new(), Vec::new());
    let (mut passed, mut total) = (0, 0);
    let mut answers = String::new();
    for level in ["compliance-level-2", "compliance-level-3"] {
        let before_level = (passed, total);
        let mut folders: Vec<PathBuf> = fs::read_dir(root().join(level))
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        folders.sort();
        for folder in folders {
            let before = (passed, total);
            run_folder(&folder, &mut failing, &mut passed, &mut total, &mut answers);
            scores.push(format!(
                "{level}/{}: {}/{}",
                folder.file_name().unwrap().to_string_lossy(),
                passed - before.0,
                total - before.1
            ));
        }
        let (good, all) = (passed - before_level.0, total - before_level.1);
        scores.push(format!(
            "{level}: {good} of {all} cases pass ({:.2} %)",
            100.0 * f64::from(good) / f64::from(all)
        ));
    }
    if let Some(file) = std::env::var_os("DIWAN_TCK_ANSWERS") {
        fs::write(file, answers).expect("the file for the answers can be written");
    }
    for score in &scores {
        println!("{score}");
    }
    println!(
        "{passed} of {total} cases pass ({:.2} %)",
        100.0 * f64::from(passed) / f64::from(total)
    );
    let names: BTreeSet<String> = failing.keys().cloned().collect();
    let new: Vec<_> = names
        .difference(&known)
        .map(|n| format!("{n}: {}", failing[n]))
        .collect();
    let gone: Vec<_> = known.difference(&names).collect();
    assert!(
        new.is_empty(),
        "{} cases fail that are not in tck-failing.txt:\n{}",
        new.len(),
        new.join("\n")
    );
    assert!(
        gone.is_empty(),
        "these cases pass; take them out of tck-failing.txt: {gone:?}"
    );
}

fn run_folder(
    folder: &Path,
    failing: &mut BTreeMap<String, String>,
    passed: &mut u32,
    total: &mut u32,
    answers: &mut String,
) {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let models: Vec<&PathBuf> = files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "dmn"))
        .collect();
    for tests in files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "xml"))
    {
        let suite = parse(&fs::read_to_string(tests).unwrap());
        let name = suite
            .child("modelName")
            .map(|m| m.text.trim().to_owned())
            .unwrap_or_default();
        let main = models
            .iter()
            .find(|m| m.file_name().unwrap().to_string_lossy() == name)
            .unwrap_or(&models[0]);
        let xml = fs::read(main).unwrap();
        let others: Vec<Vec<u8>> = models
            .iter()
            .filter(|m| m != &main)
            .map(|m| fs::read(m).unwrap())
            .collect();
        let others: Vec<&[u8]> = others.iter().map(Vec::as_slice).collect();
        let model = Model::read_all(&xml, &others);
        for case in suite.all("testCase") {
            *total += 1;
            let id = format!(
                "{}/{}",
                tests.file_stem().unwrap().to_string_lossy(),
                case.attribute("id")
            );
            let result = match &model {
                Ok(model) => run_case(model, case, answers),
                Err(findings) => Err(findings
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("; ")),
            };
            match result {
                Ok(()) => *passed += 1,
                Err(why) => drop(failing.insert(id, why)),
            }
        }
    }
}

fn run_case(model: &Model, case: &Element, answers: &mut String) -> Result<(), String> {
    let inputs: Context = case
        .all("inputNode")
        .map(|n| (n.attribute("name"), value(n)))
        .collect();
    let environment = Environment::at("2026-01-31T10:00:00Z".parse().unwrap());
    for result in case.all("resultNode") {
        let expected = result.child("expected").map_or(Value::Null, value);
        let invocable = case.attribute("invocableName");
        let found = match case.attribute("type") {
            "decisionService" => model
                .decide(invocable, &inputs, &environment)
                .map(|o| o.value),
            "bkm" => model.invoke(invocable, &inputs, &environment),
            _ => model
                .decide(result.attribute("name"), &inputs, &environment)
                .map(|o| o.value),
        };
        let told = found
            .as_ref()
            .map(Value::to_json)
            .map_err(ToString::to_string);
        writeln!(answers, "{told:?}").expect("text grows");
        let mut found = found.map_err(|e| e.to_string())?;
        // A service of several outputs answers with all of them; the case asks for one after the other.
        if case.attribute("type") == "decisionService"
            && let Some(one) = found
                .as_context()
                .and_then(|all| all.get(result.attribute("name")))
                .cloned()
        {
            found = one;
        }
        if !same(&expected, &found) {
            return Err(format!(
                "{}: expected {expected}, found {found}",
                result.attribute("name")
            ));
        }
    }
    Ok(())
}
