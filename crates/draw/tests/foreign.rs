//! Draws against a verifier that shares no code with this one: `e2e/record/draw.py`, written in
//! Python from the RFC and `docs/draw.md`.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use draw::{Candidate, Draw, Input, SecretKey, weight};
use serde_json::{Value, json};

/// The draw of `docs/draw.md`.
fn example() -> Draw {
    let (log, element) = ("log.example".to_owned(), "Decide".to_owned());
    let input = Input {
        log,
        content: [3; 32],
        element,
        visit: 1,
        redraw: 0,
    };
    draw_over(input)
}

fn draw_over(input: Input) -> Draw {
    let candidates = [("person:2", 0), ("person:5", 3), ("person:7", 1)];
    let candidates = candidates.map(|(id, load)| Candidate {
        id: id.to_owned(),
        load,
    });
    let excluded = vec![("person:9".to_owned(), "absent".to_owned())];
    Draw::new(
        &SecretKey::from_seed(&[9; 32]),
        input,
        candidates.into(),
        excluded,
    )
    .unwrap()
}

fn python(arguments: &[&str], draw: &str) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/record/draw.py");
    let mut child = Command::new("python3")
        .arg(script)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this test needs python3");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(draw.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// Python's exit code and what it said.
fn verdict(draw: &Value) -> (i32, String) {
    let output = python(&[], &draw.to_string());
    let said = if output.status.success() {
        output.stdout
    } else {
        output.stderr
    };
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap().trim().to_owned(),
    )
}

/// Whether this crate says the same as Python: 0 holds, 1 does not hold, 2 is no draw.
fn ours(draw: &Value) -> i32 {
    match serde_json::from_value::<Draw>(draw.clone()) {
        Err(_) => 2,
        Ok(draw) => i32::from(draw.verify().is_err()),
    }
}

#[test]
fn python_accepts_what_this_crate_drew() {
    for redraw in 0..8 {
        let log = "журнал.example/سجل".to_owned();
        let element = "Vérifier".to_owned();
        let input = Input {
            log,
            content: [redraw as u8; 32],
            element,
            visit: u32::MAX,
            redraw,
        };
        let draw = draw_over(input);
        assert_eq!(
            verdict(&serde_json::to_value(&draw).unwrap()),
            (0, draw.chosen)
        );
    }
}

#[test]
fn python_and_this_crate_refuse_the_same_changes() {
    let draw = serde_json::to_value(example()).unwrap();
    let changes: [(&str, Value, i32, &str); 14] = [
        (
            "/chosen",
            json!("person:2"),
            1,
            "the draw chooses person:5, not person:2",
        ),
        ("/candidates/0/load", json!(1), 1, "the draw chooses"),
        ("/candidates/0/id", json!("person:6"), 1, "not sorted"),
        ("/candidates", json!([]), 1, "there is no candidate"),
        (
            "/excluded/0/0",
            json!("person:2"),
            1,
            "person:2 is a candidate and excluded",
        ),
        (
            "/excluded",
            json!([["b", ""], ["a", ""]]),
            1,
            "the excluded are not sorted",
        ),
        (
            "/input/content",
            json!("ab".repeat(32)),
            1,
            "does not belong",
        ),
        ("/input/element", json!("decide"), 1, "does not belong"),
        ("/input/visit", json!(0), 1, "does not belong"),
        ("/input/redraw", json!(1u64 << 32), 2, "not an integer"),
        ("/proof", json!("00".repeat(80)), 1, "the proof"),
        (
            "/proof",
            json!("00".repeat(79)),
            2,
            "160 hexadecimal digits",
        ),
        (
            "/public_key",
            json!(format!("01{}", "00".repeat(31))),
            2,
            "small order",
        ),
        ("/public_key", json!("AB".repeat(32)), 2, "lower case"),
    ];
    for (pointer, value, code, why) in changes {
        let mut changed = draw.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        let (python, said) = verdict(&changed);
        assert!(said.contains(why), "{pointer}: {said}");
        assert_eq!((python, ours(&changed)), (code, code), "{pointer}");
    }
}

#[test]
fn python_and_this_crate_refuse_every_changed_part_of_the_proof() {
    let draw = example();
    // A byte of each part, the ends of each, and the sign of Gamma.
    for at in [0, 15, 31, 32, 47, 48, 60, 79] {
        let mut changed = draw.clone();
        changed.proof.0[at] ^= 0x80;
        let changed = serde_json::to_value(changed).unwrap();
        assert_eq!((verdict(&changed).0, ours(&changed)), (1, 1), "byte {at}");
    }
}

#[test]
fn python_refuses_another_key_than_the_logs() {
    let draw = serde_json::to_string(&example()).unwrap();
    let key = |seed| hex::encode(SecretKey::from_seed(&[seed; 32]).public_key().to_bytes());
    assert_eq!(python(&["--key", &key(9)], &draw).status.code(), Some(0));
    let other = python(&["--key", &key(1)], &draw);
    assert_eq!(other.status.code(), Some(1));
    assert!(
        String::from_utf8(other.stderr)
            .unwrap()
            .contains("another key")
    );
}

#[test]
fn the_document_s_example_is_true() {
    let document = include_str!("../../../docs/draw.md");
    let block = |kind: &str| {
        let (_, rest) = document.rsplit_once(&format!("```{kind}\n")).unwrap();
        rest.split_once("```").unwrap().0
    };
    let draw = example();
    assert_eq!(serde_json::from_str::<Draw>(block("json")).unwrap(), draw);

    let numbers: String = block("text").split_whitespace().collect();
    let output = draw
        .public_key
        .verify(&draw.input.alpha(), &draw.proof)
        .unwrap();
    let weights = draw.candidates.iter().map(|c| weight(c.load));
    let expected = format!(
        "alpha={}beta_string={}weights={}total={}ticket=1117274",
        hex::encode(draw.input.alpha()),
        hex::encode(output.0),
        weights
            .clone()
            .map(|w| w.to_string())
            .collect::<Vec<_>>()
            .join(","),
        weights.sum::<u64>(),
    );
    assert_eq!(numbers, expected);
    assert_eq!(draw.chosen, "person:5", "1048576 <= 1117274 < 1310720");
}
