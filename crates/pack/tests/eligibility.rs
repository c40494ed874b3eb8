//! What the rules say to somebody who has not applied.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;

use dmn::feel::{Context, Environment};
use pack::{Eligible, Pack, check, read_dir};
use serde_json::{Value as Json, json};

fn pack(id: &str) -> Pack {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../packs")
        .join(id);
    check(&read_dir(&dir).unwrap()).unwrap()
}

fn ask(pack: &Pack, answers: &Json) -> (Eligible, Json) {
    let environment = Environment::at("2026-11-27T09:00:00Z".parse().unwrap());
    let (eligibility, rule, form) = pack.eligibility().unwrap();
    let kept = form.answers(answers.as_object().unwrap(), &Context::new(), &environment);
    let (eligible, outcome) = pack
        .is_eligible(eligibility, rule, kept.kept(), &environment)
        .unwrap();
    (eligible, outcome.value.to_json())
}

#[test]
fn a_relative_gets_a_copy_at_once_and_a_stranger_has_to_be_looked_at() {
    let pack = pack("certificate-copy");
    let asked = |relation: &str, purpose: &str| json!({"register": "birth", "year": 1999, "relation": relation, "purpose": purpose});
    let (own, value) = ask(&pack, &asked("self", "passport"));
    assert_eq!((own, &value["route"]), (Eligible::Yes, &json!("automatic")));
    let (other, value) = ask(&pack, &asked("other", "court"));
    assert_eq!(
        (other, &value["route"]),
        (Eligible::Depends, &json!("manual"))
    );
    let (idle, value) = ask(&pack, &asked("other", "other"));
    assert_eq!(
        (idle, &value["recommended"]),
        (Eligible::No, &json!("refuse"))
    );
}

#[test]
fn a_small_office_needs_no_inspection_and_answers_to_questions_not_asked_do_not_count() {
    let pack = pack("business-licence");
    let office = json!({"trade": "office", "zone": "commercial", "floor_area": 30, "staff": 2});
    let (eligible, value) = ask(&pack, &office);
    assert_eq!(
        (eligible, &value["inspection"]),
        (Eligible::Yes, &json!(false))
    );
    let mut hidden = office;
    hidden["kitchen"] = json!("yes");
    assert_eq!(
        ask(&pack, &hidden).1,
        value,
        "an office is not asked for its kitchen"
    );
}
