//! What OCP's Cardinal 0.0.8 prints for the conformance data, value by value.

use redflags::cardinal::write_json;
use redflags::shell::{Collector, Limits, Source, collect};
use redflags::{Engine, Profile, Settings};
use serde_json::Value;

use crate::run::data;

fn ours(name: &str) -> Value {
    let engine = Engine::new(
        Settings::parse("").unwrap(),
        Profile::Cardinal {
            currency: "USD".into(),
        },
    );
    let dir = tempfile::tempdir().unwrap();
    let collector = Collector {
        engine: &engine,
        threads: 2,
        limits: Limits::default(),
        dir: dir.path(),
    };
    let collected = collect(
        &collector,
        &[Source::File(data(&format!("{name}.jsonl.gz")))],
    )
    .unwrap();
    assert_eq!(collected.problems, []);
    let facts = collected.finish(&engine, dir.path()).unwrap();
    let mut json = Vec::new();
    write_json(&facts, &mut json, &mut |_, _, _, _| Ok(())).unwrap();
    serde_json::from_slice(&json).unwrap()
}

/// Where two values differ by more than 1e-9.
fn differences(at: &str, ours: &Value, theirs: &Value, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|k| !a.contains_key(*k))) {
                let (a, b) = (
                    a.get(key).unwrap_or(&Value::Null),
                    b.get(key).unwrap_or(&Value::Null),
                );
                differences(&format!("{at}/{key}"), a, b, found);
            }
        }
        (Value::Number(a), Value::Number(b))
            if (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() <= 1e-9 => {}
        (a, b) if a == b => {}
        (a, b) => found.push(format!("{at}: ours {a}, Cardinal's {b}")),
    }
}

fn same(name: &str) {
    let expected = std::fs::read(data(&format!("expected/{name}.json")))
        .expect("the conformance data lie beside the project");
    let mut found = Vec::new();
    differences(
        "",
        &ours(name),
        &serde_json::from_slice(&expected).unwrap(),
        &mut found,
    );
    assert!(
        found.is_empty(),
        "{} differences: {:#?}",
        found.len(),
        &found[..found.len().min(20)]
    );
}

#[test]
fn canada() {
    same("canada");
}

#[test]
fn armenia() {
    same("armenia");
}

#[test]
fn mixed() {
    same("mixed");
}

#[test]
fn synthetic() {
    same("synthetic-20k");
}
