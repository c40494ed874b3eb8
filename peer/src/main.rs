//! How this project's rules compare with `dsntk`: the same expressions and models by both, in one run, and how many times longer
//! the other takes. `cargo run --release` in this folder.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use dmn::feel::{Context, Environment, Expression, Names};
use dsntk_feel::FeelScope;
use dsntk_feel::context::FeelContext;
use dsntk_model_evaluator::ModelEvaluator;

const ROUNDS: usize = 501;
/// Shorter than a slice of the machine's time, so that most rounds are undisturbed by what else runs.
const ROUND: Duration = Duration::from_micros(500);
const SHOP: &str = r#"{area: 25, trade: "retail", staff: 3}"#;
const APPLICANT: &str = r#"{ApplicantData: {Monthly: {Income: 6000, Expenses: 2000, Repayments: 0}, Age: 35, ExistingCustomer: true,
MaritalStatus: "M", EmploymentStatus: "EMPLOYED"}, RequestedProduct: {ProductType: "STANDARD LOAN", Amount: 350000, Rate: 0.0395,
Term: 360}, BureauData: {Bankrupt: false, CreditScore: 649}, SupportingDocuments: "YES"}"#;

fn main() {
    expressions();
    tables();
    lending();
}

/// Prints both times in microseconds and their ratio.
fn compare(name: &str, ours: impl FnMut(), theirs: impl FnMut()) {
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "{name:<44} {ours:>9.3} µs {theirs:>9.3} µs   × {:.1}",
        theirs / ours
    );
}

fn median(mut run: impl FnMut()) -> f64 {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let (start, mut done) = (Instant::now(), 0u32);
        while start.elapsed() < ROUND {
            run();
            done += 1;
        }
        times.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(done));
    }
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

fn environment() -> Environment {
    Environment::at(jiff::Timestamp::UNIX_EPOCH)
}

/// The same input for both, written in FEEL.
fn inputs(text: &str) -> (Context, FeelContext) {
    let ours = Expression::parse(text, &Names::new()).unwrap();
    let ours = ours.evaluate(&Context::new(), &environment()).unwrap();
    let theirs = dsntk_feel_evaluator::evaluate_context(&FeelScope::default(), text).unwrap();
    (ours.as_context().unwrap().clone(), theirs)
}

fn expressions() {
    const SOURCE: &str = "if area > 100 then 200 else 100 + staff";
    let (scope, context) = inputs(SHOP);
    let environment = environment();
    let feel: FeelScope = context.into();
    let parse = || Expression::parse(black_box(SOURCE), &Names::new()).unwrap();
    let ours = parse();
    let node = || dsntk_feel_parser::parse_expression(&feel, black_box(SOURCE), false).unwrap();
    let theirs = dsntk_feel_evaluator::prepare(&node());
    let answer = ours.evaluate(&scope, &environment).unwrap().to_string();
    assert_eq!(answer, theirs(&feel).to_string());
    compare(
        "prepared expression",
        || drop(black_box(ours.evaluate(&scope, &environment))),
        || drop(black_box(theirs(&feel))),
    );
    compare(
        "expression read and evaluated",
        || drop(black_box(parse().evaluate(&scope, &environment))),
        || drop(black_box(dsntk_feel_evaluator::prepare(&node())(&feel))),
    );
}

fn tables() {
    for rules in [12, 1_000] {
        let name = format!("table of 3 inputs, {rules} rules");
        models(&name, &table(rules), "fee", SHOP);
    }
}

fn lending() {
    let file = "../../shared/conformance/dmn-tck/compliance-level-3/0004-lending/0004-lending.dmn";
    let Ok(xml) = std::fs::read_to_string(file) else {
        return println!("{file}: not there, so the lending model is not measured");
    };
    for decision in ["Strategy", "Routing"] {
        let title = format!("kit 0004-lending, {decision}");
        models(&title, &xml, decision, APPLICANT);
    }
}

fn models(title: &str, xml: &str, decision: &str, input: &str) {
    let (ours_in, theirs_in) = inputs(input);
    let environment = environment();
    let ours = dmn::Model::read(xml.as_bytes()).unwrap();
    let theirs = ModelEvaluator::new(&[dsntk_model::parse(xml).unwrap()]).unwrap();
    let known = theirs.invocables().list().into_iter();
    let (namespace, name, _) = known.into_iter().find(|(_, _, n)| n == decision).unwrap();
    let run = || theirs.evaluate_invocable(&namespace, &name, decision, &theirs_in);
    let answer = ours.evaluate(decision, &ours_in, &environment).unwrap();
    let same = run().to_string().trim_matches('"') == answer.to_string();
    assert!(same, "{title}: {answer} and {}", run());
    compare(
        title,
        || drop(black_box(ours.evaluate(decision, &ours_in, &environment))),
        || drop(black_box(run())),
    );
}

fn table(rules: usize) -> String {
    let mut xml = String::from(
        r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" namespace="https://diwan.example/bench" name="bench">"#,
    );
    let inputs = [("area", "number"), ("trade", "string"), ("staff", "number")];
    for (name, of) in inputs {
        write!(xml, r#"<inputData id="{name}" name="{name}"><variable id="v{name}" name="{name}" typeRef="{of}"/></inputData>"#).unwrap();
    }
    xml += r#"<decision id="d" name="fee"><variable id="vd" name="fee" typeRef="number"/>"#;
    for (name, _) in inputs {
        write!(xml, r##"<informationRequirement id="r{name}"><requiredInput href="#{name}"/></informationRequirement>"##).unwrap();
    }
    xml += r#"<decisionTable id="t" hitPolicy="UNIQUE">"#;
    for (name, of) in inputs {
        write!(xml, r#"<input id="in{name}"><inputExpression id="e{name}" typeRef="{of}"><text>{name}</text></inputExpression></input>"#).unwrap();
    }
    xml += r#"<output id="o"/>"#;
    for rule in 0..rules {
        let (band, trade) = (rule / 4 * 10, if rule % 4 < 2 { "food" } else { "retail" });
        let staff = if rule % 2 == 0 { "&lt;= 5" } else { "&gt; 5" };
        write!(
            xml,
            r#"<rule id="x{rule}"><inputEntry id="a{rule}"><text>[{band}..{})</text></inputEntry><inputEntry id="b{rule}"><text>"{trade}"</text></inputEntry><inputEntry id="c{rule}"><text>{staff}</text></inputEntry><outputEntry id="y{rule}"><text>{rule}</text></outputEntry></rule>"#,
            band + 10
        )
        .unwrap();
    }
    xml + "</decisionTable></decision></definitions>"
}
