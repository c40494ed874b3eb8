//! One function for each thing that is read: it takes any bytes, and must end, soon, with a value or an error inside what it was
//! given. The fuzz targets (`fuzz/`) call these; the tests of this folder call them on random and on changed input.

use dmn::feel::{Context, Environment, Error, Expression, Limits, Names, Value};
use dmn::{DecideError, Model};

/// Small enough that a run takes milliseconds.
fn environment() -> Environment {
    let mut environment = Environment::at(jiff::Timestamp::UNIX_EPOCH);
    environment.limits = Limits {
        depth: 500,
        fuel: 20_000,
        memory: 20_000,
    };
    environment
}

fn names() -> Names {
    ["Applicant Age", "a-b", "list", "x", "s"]
        .into_iter()
        .collect()
}

fn scope() -> Context {
    let items: Vec<Value> = (1..5).map(Value::from).collect();
    [
        ("Applicant Age", Value::from(35)),
        ("a-b", Value::Null),
        ("list", Value::list(items)),
        ("x", Value::from(true)),
        ("s", Value::from("text")),
    ]
    .into_iter()
    .collect()
}

fn inside(source: &str, error: &Error) {
    let lines = source.matches('\n').count() as u32 + 1;
    assert!((1..=lines).contains(&error.line), "{error} in {source:?}");
    assert!(
        error.column >= 1 && error.column as usize <= source.chars().count() + 1,
        "{error} in {source:?}"
    );
}

/// An expression: the same value every time, which its stored form keeps.
pub fn expression(data: &[u8]) {
    let Ok(source) = std::str::from_utf8(data) else {
        return;
    };
    let expression = match Expression::parse(source, &names()) {
        Ok(expression) => expression,
        Err(error) => return inside(source, &error),
    };
    expression
        .check()
        .iter()
        .for_each(|error| inside(source, error));
    let _ = expression.inputs();
    let (first, second) = (
        expression.evaluate(&scope(), &environment()),
        expression.evaluate(&scope(), &environment()),
    );
    match (first, second) {
        (Ok(a), Ok(b)) => {
            assert_eq!(a.to_string(), b.to_string(), "{source:?}");
            let json = serde_json::to_string(&a).unwrap();
            // Functions are not stored; JSON's own limit on nesting is not ours.
            if let Ok(back) = serde_json::from_str::<Value>(&json)
                && !a.to_string().contains("function")
            {
                assert_eq!(back, a, "{json}");
            }
        }
        (Err(a), Err(b)) => {
            inside(source, &a);
            assert_eq!(a, b);
        }
        (a, b) => panic!("{source:?}: {a:?} and {b:?}"),
    }
}

/// Unary tests, as a condition of a table.
pub fn unary_tests(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if text.contains("]]>") {
        return;
    }
    model(
        format!(
            r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="n">
<inputData id="i" name="x"><variable name="x"/></inputData><decision id="d" name="d"><variable name="d"/>
<informationRequirement><requiredInput href="#i"/></informationRequirement>
<decisionTable><input><inputExpression><text>x</text></inputExpression></input><output/>
<rule><inputEntry><text><![CDATA[{text}]]></text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
</decisionTable></decision></definitions>"##
        )
        .as_bytes(),
    );
}

/// A model: read, checked, and every decision of it made, with reasons as without.
pub fn model(data: &[u8]) {
    let model = match Model::read(data) {
        Ok(model) => model,
        Err(findings) => {
            assert!(!findings.is_empty());
            return;
        }
    };
    for finding in model.findings().iter().cloned().chain(model.check()) {
        assert!(finding.line >= 1 && finding.column >= 1, "{finding}");
    }
    let names: Vec<String> = model.decisions().map(str::to_owned).collect();
    for name in names.iter().take(10) {
        let plain = model.evaluate(name, &scope(), &environment());
        match model.decide(name, &scope(), &environment()) {
            Ok(outcome) => {
                assert_eq!(outcome.value.to_string(), plain.unwrap().to_string());
                for language in ["ar", "en", "fr"] {
                    assert!(!outcome.trace.sentences(language).is_empty());
                    let _ = outcome.trace.others(language);
                }
            }
            Err(DecideError::Unknown(name)) => panic!("the model says that it has {name}"),
            Err(DecideError::Limit(error)) => {
                assert_eq!(Some(error.to_string()), plain.err().map(|e| e.to_string()));
            }
        }
    }
}
