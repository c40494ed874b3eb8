//! `diwan bench decisions`: how long rules take on one thread, read and prepared.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use dmn::Model;
use dmn::feel::{Context, Environment, Expression, Names, Value};
use serde_json::json;

use super::Bench;
use crate::failure::{Failure, warn};

/// Length of a round: shorter than a slice of the machine's time, so that most are undisturbed by what else runs.
const ROUND: Duration = Duration::from_micros(200);
/// Runs between two looks at the clock.
const RUNS: u32 = 4;

#[derive(Args)]
pub(super) struct Decisions {
    /// The DMN compatibility kit, for its lending model.
    #[arg(
        long,
        value_name = "DIR",
        default_value = "../shared/conformance/dmn-tck"
    )]
    kit: PathBuf,
}

impl Decisions {
    pub(super) fn run(&self, bench: &Bench) -> Result<(), Failure> {
        let environment = Environment::at(jiff::Timestamp::UNIX_EPOCH);
        expressions(bench, &environment)?;
        tables(bench, &environment)?;
        self.lending(bench, &environment)
    }

    fn lending(&self, bench: &Bench, environment: &Environment) -> Result<(), Failure> {
        let file = self
            .kit
            .join("compliance-level-3/0004-lending/0004-lending.dmn");
        let Ok(xml) = std::fs::read(&file) else {
            warn(format_args!(
                "{}: not there, so the lending model is not measured",
                file.display()
            ));
            return Ok(());
        };
        let model = read(&xml)?;
        let applicant = json!({
            "ApplicantData": { "Monthly": { "Income": 6000, "Expenses": 2000, "Repayments": 0 }, "Age": 35,
                "ExistingCustomer": true, "MaritalStatus": "M", "EmploymentStatus": "EMPLOYED" },
            "RequestedProduct": { "ProductType": "STANDARD LOAN", "Amount": 350_000, "Rate": 0.0395, "Term": 360 },
            "BureauData": { "Bankrupt": false, "CreditScore": 649 },
            "SupportingDocuments": "YES",
        });
        let inputs =
            model.inputs_from_json(applicant.as_object().expect("it was written as an object"));
        for decision in ["Strategy", "Routing"] {
            let run = || drop(black_box(model.evaluate(decision, &inputs, environment)));
            bench.figure(
                &format!("decisions: kit 0004-lending, {decision}"),
                median(bench.time(), run),
                "µs",
            );
        }
        Ok(())
    }
}

fn expressions(bench: &Bench, environment: &Environment) -> Result<(), Failure> {
    const SOURCE: &str = "if area > 100 then 200 else 100 + staff";
    let (scope, names) = (shop(), Names::new());
    let parse =
        || Expression::parse(black_box(SOURCE), &names).map_err(|e| Failure::Said(e.to_string()));
    let prepared = parse()?;
    let run = || drop(black_box(prepared.evaluate(&scope, environment)));
    bench.figure(
        "decisions: prepared expression",
        median(bench.time(), run),
        "µs",
    );
    let run = || drop(black_box(parse().map(|e| e.evaluate(&scope, environment))));
    bench.figure(
        "decisions: expression read and evaluated",
        median(bench.time(), run),
        "µs",
    );
    Ok(())
}

fn tables(bench: &Bench, environment: &Environment) -> Result<(), Failure> {
    let scope = shop();
    for rules in [12, 1_000, 10_000] {
        let model = read(table(rules).as_bytes())?;
        let run = || drop(black_box(model.evaluate("fee", &scope, environment)));
        bench.figure(
            &format!("decisions: table of 3 inputs, {rules} rules"),
            median(bench.time(), run),
            "µs",
        );
        let run = || drop(black_box(model.decide("fee", &scope, environment)));
        bench.figure(
            &format!("decisions: {rules} rules, with reasons"),
            median(bench.time(), run),
            "µs",
        );
    }
    Ok(())
}

fn read(xml: &[u8]) -> Result<Model, Failure> {
    Model::read(xml).map_err(|findings| {
        Failure::Said(
            findings
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
        )
    })
}

fn shop() -> Context {
    [
        ("area", Value::from(25)),
        ("trade", "retail".into()),
        ("staff", 3.into()),
    ]
    .into_iter()
    .collect()
}

/// Microseconds of one run: the median of the rounds that fit in a time.
fn median(time: Duration, mut run: impl FnMut()) -> f64 {
    let (all, mut times) = (Instant::now(), Vec::new());
    while times.is_empty() || all.elapsed() < time {
        let (start, mut done) = (Instant::now(), 0u32);
        while start.elapsed() < ROUND {
            (0..RUNS).for_each(|_| run());
            done += RUNS;
        }
        times.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(done));
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// A table over three inputs: bands of the first, two values of the second, a limit on the third.
fn table(rules: usize) -> String {
    let mut xml = String::from(
        r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="bench" name="bench">"#,
    );
    let inputs = [("area", "number"), ("trade", "string"), ("staff", "number")];
    for (name, of) in inputs {
        let _ = write!(
            xml,
            r#"<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{of}"/></inputData>"#
        );
    }
    xml += r#"<decision id="d" name="fee"><variable name="fee" typeRef="number"/>"#;
    for (name, _) in inputs {
        let _ = write!(
            xml,
            r##"<informationRequirement><requiredInput href="#{name}"/></informationRequirement>"##
        );
    }
    xml += r#"<decisionTable hitPolicy="UNIQUE">"#;
    for (name, of) in inputs {
        let _ = write!(
            xml,
            r#"<input><inputExpression typeRef="{of}"><text>{name}</text></inputExpression></input>"#
        );
    }
    xml += "<output/>";
    for rule in 0..rules {
        let (band, trade) = (rule / 4 * 10, if rule % 4 < 2 { "food" } else { "retail" });
        let staff = if rule % 2 == 0 { "&lt;= 5" } else { "> 5" };
        for condition in [
            format!("[{band}..{})", band + 10),
            format!("\"{trade}\""),
            staff.to_owned(),
        ] {
            let first = if condition.starts_with('[') {
                "<rule>"
            } else {
                ""
            };
            let _ = write!(
                xml,
                "{first}<inputEntry><text>{condition}</text></inputEntry>"
            );
        }
        let _ = write!(xml, "<outputEntry><text>{rule}</text></outputEntry></rule>");
    }
    xml + "</decisionTable></decision></definitions>"
}
