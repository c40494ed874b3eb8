//! How long decisions take: `cargo bench -p dmn`.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark stops where it cannot go on"
)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dmn::Model;
use dmn::feel::{Context, Environment, Expression, Names, Value};

criterion_group!(decisions, expressions, tables, lending);
criterion_main!(decisions);

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

fn environment() -> Environment {
    Environment::at("2026-01-31T10:00:00Z".parse().unwrap())
}

fn shop() -> Context {
    let entries = [
        ("area", Value::from(25)),
        ("trade", "retail".into()),
        ("staff", 3.into()),
    ];
    entries.into_iter().collect()
}

fn expressions(c: &mut Criterion) {
    let (environment, scope) = (environment(), shop());
    let source = "if area > 100 then 200 else 100 + staff";
    let fee = Expression::parse(source, &Names::new()).unwrap();
    c.bench_function("prepared expression", |b| {
        b.iter(|| fee.evaluate(black_box(&scope), &environment));
    });
    c.bench_function("expression read and evaluated", |b| {
        b.iter(|| {
            let fee = Expression::parse(black_box(source), &Names::new()).unwrap();
            fee.evaluate(&scope, &environment)
        });
    });
}

fn tables(c: &mut Criterion) {
    let (environment, scope) = (environment(), shop());
    for rules in [12, 100, 1_000, 10_000] {
        let model = Model::read(table(rules).as_bytes()).unwrap();
        let answer = model.evaluate("fee", &scope, &environment).unwrap();
        assert_eq!(answer, Value::from(10));
        c.bench_function(&format!("table, 3 inputs, {rules} rules"), |b| {
            b.iter(|| model.evaluate("fee", black_box(&scope), &environment));
        });
        c.bench_function(&format!("table, {rules} rules, with its reasons"), |b| {
            b.iter(|| model.decide("fee", black_box(&scope), &environment));
        });
    }
}

fn lending(c: &mut Criterion) {
    let kit = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/conformance/dmn-tck/compliance-level-3/0004-lending/0004-lending.dmn"
    );
    // The kit is not a part of this repository.
    let Ok(xml) = std::fs::read(kit) else { return };
    let (model, inputs, environment) = (Model::read(&xml).unwrap(), applicant(), environment());
    for decision in ["Strategy", "Routing", "Adjudication"] {
        c.bench_function(&format!("0004-lending, {decision}"), |b| {
            b.iter(|| model.evaluate(decision, black_box(&inputs), &environment));
        });
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
