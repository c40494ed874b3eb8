//! How long decisions take: `cargo bench -p dmn`. Medians of many short rounds; no harness, so that the build stays small.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where it cannot go on"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use dmn::Model;
use dmn::feel::{Context, Environment, Expression, Names, Value};

/// Rounds of which the median is taken.
const ROUNDS: usize = 1_001;
/// Length of a round: shorter than a slice of the machine's time, so that most are undisturbed by what else runs.
const ROUND: Duration = Duration::from_micros(200);

/// Microseconds of one run: the median of the rounds.
fn median(mut run: impl FnMut()) -> f64 {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let (start, mut done) = (Instant::now(), 0u32);
        while start.elapsed() < ROUND {
            for _ in 0..4 {
                run();
            }
            done += 4;
        }
        times.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(done));
    }
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

/// A table of three inputs; `rules` bands of the first, two values of the second, a limit on the third.
fn table(rules: usize) -> String {
    let mut xml = String::from(
        r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="bench" name="bench">
        <inputData id="i1" name="area"><variable name="area" typeRef="number"/></inputData>
        <inputData id="i2" name="trade"><variable name="trade" typeRef="string"/></inputData>
        <inputData id="i3" name="staff"><variable name="staff" typeRef="number"/></inputData>
        <decision id="d" name="fee"><variable name="fee" typeRef="number"/>
        <informationRequirement><requiredInput href="#i1"/></informationRequirement>
        <informationRequirement><requiredInput href="#i2"/></informationRequirement>
        <informationRequirement><requiredInput href="#i3"/></informationRequirement>
        <decisionTable hitPolicy="UNIQUE">
        <input><inputExpression typeRef="number"><text>area</text></inputExpression></input>
        <input><inputExpression typeRef="string"><text>trade</text></inputExpression></input>
        <input><inputExpression typeRef="number"><text>staff</text></inputExpression></input>
        <output/>"##,
    );
    for rule in 0..rules {
        let (band, trade) = (rule / 4 * 10, if rule % 4 < 2 { "food" } else { "retail" });
        let staff = if rule % 2 == 0 { "&lt;= 5" } else { "> 5" };
        write!(
            xml,
            "<rule><inputEntry><text>[{band}..{})</text></inputEntry><inputEntry><text>\"{trade}\"</text></inputEntry>\
             <inputEntry><text>{staff}</text></inputEntry><outputEntry><text>{rule}</text></outputEntry></rule>",
            band + 10
        )
        .unwrap();
    }
    xml + "</decisionTable></decision></definitions>"
}

fn main() {
    let environment = Environment::at("2026-01-31T10:00:00Z".parse().unwrap());
    let scope: Context = [
        ("area", Value::from(25)),
        ("trade", "retail".into()),
        ("staff", 3.into()),
    ]
    .into_iter()
    .collect();
    let say = |name: &str, time: f64| println!("{name:<44} {time:>10.3} µs");

    let source = "if area > 100 then 200 else 100 + staff";
    let fee = Expression::parse(source, &Names::new()).unwrap();
    say(
        "prepared expression",
        median(|| drop(black_box(fee.evaluate(&scope, &environment)))),
    );
    let both = || {
        let fee = Expression::parse(black_box(source), &Names::new()).unwrap();
        drop(black_box(fee.evaluate(&scope, &environment)));
    };
    say("expression read and evaluated", median(both));
    for rules in [12, 100, 1_000, 10_000] {
        let model = Model::read(table(rules).as_bytes()).unwrap();
        let answer = model.evaluate("fee", &scope, &environment).unwrap();
        assert_eq!(answer, Value::from(10));
        let name = format!("table, 3 inputs, {rules} rules");
        say(
            &name,
            median(|| drop(black_box(model.evaluate("fee", &scope, &environment)))),
        );
        let name = "the same, with its reasons";
        say(
            name,
            median(|| drop(black_box(model.decide("fee", &scope, &environment)))),
        );
    }
    let kit = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/conformance/dmn-tck/compliance-level-3/0004-lending/0004-lending.dmn"
    );
    let Ok(xml) = std::fs::read(kit) else { return };
    let lending = Model::read(&xml).unwrap();
    let inputs = applicant();
    for decision in ["Strategy", "Routing", "Adjudication"] {
        let run = || drop(black_box(lending.evaluate(decision, &inputs, &environment)));
        say(&format!("0004-lending, {decision}"), median(run));
    }
}

/// The inputs of the kit's first case.
fn applicant() -> Context {
    let json = serde_json::json!({
        "ApplicantData": { "Monthly": { "Income": 6000, "Expenses": 2000, "Repayments": 0 }, "Age": 35,
            "ExistingCustomer": true, "MaritalStatus": "M", "EmploymentStatus": "EMPLOYED" },
        "RequestedProduct": { "ProductType": "STANDARD LOAN", "Amount": 350_000, "Rate": 0.0395, "Term": 360 },
        "BureauData": { "Bankrupt": false, "CreditScore": 649 },
        "SupportingDocuments": "YES",
    });
    match Value::from_json(&json) {
        Value::Context(context) => (*context).clone(),
        _ => unreachable!("an object is a context"),
    }
}
