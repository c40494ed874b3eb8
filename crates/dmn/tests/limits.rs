//! Whatever is read or evaluated ends soon: with a value, or with an error of a kind, at a place.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::time::{Duration, Instant};

use dmn::feel::{Context, Environment, Error, ErrorKind, Expression, Limits, Names, Value};
use dmn::{DecideError, Model};

/// Far more than any of these takes, so that a busy machine fails nothing.
const LONG: Duration = Duration::from_secs(60);

fn environment() -> Environment {
    Environment::at("2026-01-31T10:00:00Z".parse().unwrap())
}

fn evaluate(source: &str) -> Result<Value, Error> {
    let start = Instant::now();
    let result = Expression::parse(source, &Names::new())
        .and_then(|e| e.evaluate(&Context::new(), &environment()));
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
    result
}

fn kind(source: &str) -> ErrorKind {
    match evaluate(source) {
        Ok(value) => panic!("a value of weight {}", value.weight()),
        Err(error) => {
            assert!(error.line >= 1 && error.column >= 1);
            error.kind
        }
    }
}

#[test]
fn deep_nesting_is_refused_at_its_place() {
    const DEEP: usize = 100_000;
    for open in [
        "(",
        "[",
        "-",
        "{a:",
        "not(",
        "f(",
        "if ",
        "1 in (",
        "function() ",
        "a[",
        "for x in ",
        "list<",
    ] {
        let error = Expression::parse(&open.repeat(DEEP), &Names::new()).unwrap_err();
        assert!(
            matches!(error.kind, ErrorKind::Depth | ErrorKind::Syntax),
            "{open}: {error}"
        );
    }
    let error = Expression::parse(
        &format!("1 +\n{}1{}", "(".repeat(300), ")".repeat(300)),
        &Names::new(),
    );
    let error = error.unwrap_err();
    assert_eq!(
        (error.kind, error.line, error.column),
        (ErrorKind::Depth, 2, 201)
    );
}

#[test]
fn an_expression_of_many_meanings_is_not_tried_out_for_ever() {
    let source = "1 in (".repeat(150) + "!";
    let start = Instant::now();
    assert!(Expression::parse(&source, &Names::new()).is_err());
    assert!(start.elapsed() < LONG);
}

#[test]
fn long_chains_are_flat() {
    let sum = vec!["1"; 100_000].join(" + ");
    assert_eq!(evaluate(&sum), Ok(Value::from(100_000)));
    let all = vec!["true"; 100_000].join(" and ");
    assert_eq!(evaluate(&all), Ok(Value::from(true)));
    let members = format!("{{a: 1}}{}", ".a".repeat(100_000));
    assert_eq!(evaluate(&members), Ok(Value::Null));
}

#[test]
fn long_loops_run_out_of_fuel_or_memory() {
    assert_eq!(kind("for i in 1..20000000 return i"), ErrorKind::Memory);
    assert_eq!(
        kind("count(for i in 1..20000000 return i)"),
        ErrorKind::Memory
    );
    assert_eq!(
        kind("every i in 1..20000000 satisfies i > 0"),
        ErrorKind::Fuel
    );
    assert_eq!(
        kind("every i in 1..10000, j in 1..10000 satisfies i + j > 0"),
        ErrorKind::Fuel
    );
    assert_eq!(kind("for i in 1..100000 return partial"), ErrorKind::Memory);
    assert_eq!(
        kind("distinct values(for i in 1..100000 return i)"),
        ErrorKind::Fuel
    );
    assert_eq!(
        evaluate("count(for i in 1..100000 return i * 2)"),
        Ok(Value::from(100_000))
    );
}

#[test]
fn the_same_limit_is_met_at_the_same_place() {
    let source = "every i in 1..20000000\n satisfies i + 1 > 0";
    let first = evaluate(source).unwrap_err();
    let second = evaluate(source).unwrap_err();
    assert_eq!(first, second);
    assert_eq!(first.line, 2);
}

#[test]
fn endless_recursion_is_stopped() {
    assert_eq!(
        kind("{f: function(g, x) g(g, x + 1), r: f(f, 1)}.r"),
        ErrorKind::Depth
    );
    assert_eq!(
        kind("{f: function(g, x) [g(g, x), g(g, x)], r: f(f, 1)}.r"),
        ErrorKind::Depth
    );
}

#[test]
fn small_values_that_are_endless_to_walk_are_refused() {
    // Each level holds the one before twice: nothing is copied, and 2^60 items would be written.
    let doubled = |what: &str| {
        let levels: Vec<String> = (1..60)
            .map(|n| format!("x{n}: [x{}, x{}]", n - 1, n - 1))
            .collect();
        format!("{{x0: [1, 1], {}, r: {what}}}.r", levels.join(", "))
    };
    for what in [
        "x59",
        "string(x59)",
        "x59 = x58",
        "flatten(x59)",
        "distinct values(x59)",
    ] {
        assert_eq!(kind(&doubled(what)), ErrorKind::Memory, "{what}");
    }
}

#[test]
fn texts_that_double_are_refused() {
    let source = "{f: function(g, s) g(g, s + s), r: f(f, \"0123456789\")}.r";
    assert_eq!(kind(source), ErrorKind::Memory);
    let source = "string join(for i in 1..100 return replace(string join(for j in 1..1000 return \"a\"), \"a\", \"0123456789\"))";
    assert!(evaluate(source).is_ok());
    let source =
        "{a: string join(for i in 1..100000 return \"0123456789\"), r: replace(a, \"0\", a)}.r";
    assert_eq!(kind(source), ErrorKind::Memory);
    assert_eq!(
        kind("string(for i in 1..100000 return 10 ** 6000)"),
        ErrorKind::Fuel
    );
}

#[test]
fn slow_numbers_are_counted_as_such() {
    assert_eq!(
        kind("every i in 1..1000000 satisfies exp(i / 7) > 0"),
        ErrorKind::Fuel
    );
    assert_eq!(
        kind("every i in 1..1000000 satisfies 1.0000001 ** (i / 7) > 0"),
        ErrorKind::Fuel
    );
    assert_eq!(evaluate("(10 ** 6000) * (10 ** 6000)"), Ok(Value::Null));
    assert_eq!(evaluate("exp(1000000)"), Ok(Value::Null));
    assert_eq!(
        evaluate("sqrt(10 ** 6000) = 10 ** 3000"),
        Ok(Value::from(true))
    );
    assert_eq!(evaluate("modulo(10 ** 6000, 3)"), Ok(Value::Null));
}

#[test]
fn no_pattern_takes_for_ever() {
    let hostile = "string join(for i in 1..20000 return \"a\")";
    for pattern in [
        "(a+)+$",
        "(a|aa)+$",
        "(a*)*b",
        "(.*)(.*)(.*)(.*)(.*)x",
        "((a{1,30}){1,30}){1,30}b",
    ] {
        let result = evaluate(&format!("matches({hostile} + \"!\", \"{pattern}\")"));
        assert!(
            matches!(
                &result,
                Ok(Value::Boolean(false) | Value::Null)
                    | Err(Error {
                        kind: ErrorKind::Fuel,
                        ..
                    })
            ),
            "{pattern}: {result:?}"
        );
    }
    // Every search looks at all that is left, and finds one character.
    let result = evaluate(&format!("count(split({hostile}, \".*[^a]|a\"))"));
    assert!(matches!(
        result,
        Ok(_)
            | Err(Error {
                kind: ErrorKind::Fuel,
                ..
            })
    ));
    let many =
        "every i in 1..100000 satisfies matches(\"a\", \"(a\" + string(i) + \"){100}\") = false";
    assert_eq!(kind(many), ErrorKind::Fuel);
}

#[test]
fn limits_are_those_of_the_caller() {
    let mut small = environment();
    small.limits = Limits {
        depth: 20,
        fuel: 1_000,
        memory: 100,
    };
    let run = |source: &str| {
        let expression = Expression::parse(source, &Names::new()).unwrap();
        expression
            .evaluate(&Context::new(), &small)
            .map_err(|e| e.kind)
    };
    assert_eq!(
        run("count(for i in 1..50 return i)"),
        Err(ErrorKind::Memory)
    );
    assert_eq!(
        run("every i in 1..500 satisfies i > 0"),
        Err(ErrorKind::Fuel)
    );
    assert_eq!(
        run(&format!("{}1{}", "[".repeat(30), "]".repeat(30))),
        Err(ErrorKind::Depth)
    );
    assert_eq!(run("count([1, 2, 3])"), Ok(Value::from(3)));
}

fn model(inside: &str) -> Model {
    let xml = format!(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\">\n{inside}\n</definitions>"
    );
    Model::read(xml.as_bytes()).unwrap()
}

#[test]
fn a_limit_inside_a_model_tells_the_element_and_its_place() {
    let looping = model(
        "<businessKnowledgeModel id=\"b\" name=\"again\">
  <knowledgeRequirement><requiredKnowledge href=\"#b\"/></knowledgeRequirement>
  <encapsulatedLogic><formalParameter name=\"n\"/>
    <literalExpression id=\"body\"><text>
      again(n + 1)</text></literalExpression></encapsulatedLogic>
</businessKnowledgeModel>
<decision id=\"d\" name=\"endless\"><variable name=\"endless\"/>
  <knowledgeRequirement><requiredKnowledge href=\"#b\"/></knowledgeRequirement>
  <literalExpression><text>again(1)</text></literalExpression>
</decision>",
    );
    let result = looping.evaluate("endless", &Context::new(), &environment());
    let Err(DecideError::Limit(error)) = result else {
        panic!("{result:?}");
    };
    assert_eq!(
        (error.kind, error.element.as_deref(), error.line),
        (ErrorKind::Depth, Some("body"), 6)
    );
}

#[test]
fn a_type_cannot_be_used_to_work_without_limit() {
    let typed = model(
        "<itemDefinition name=\"tAll\"><typeRef>number</typeRef>
  <allowedValues><text>every i in 1..20000000 satisfies i > 0</text></allowedValues></itemDefinition>
<decision id=\"d\" name=\"typed\"><variable name=\"typed\" typeRef=\"tAll\"/>
  <literalExpression><text>1</text></literalExpression></decision>",
    );
    let result = typed.evaluate("typed", &Context::new(), &environment());
    assert!(
        matches!(&result, Err(DecideError::Limit(e)) if e.kind == ErrorKind::Fuel),
        "{result:?}"
    );
}

#[test]
fn types_that_nest_through_one_another_are_bounded() {
    let mut items =
        String::from("<itemDefinition name=\"t0\"><typeRef>number</typeRef></itemDefinition>");
    for n in 1..20_000 {
        items += &format!(
            "<itemDefinition name=\"t{n}\" isCollection=\"true\"><typeRef>t{}</typeRef></itemDefinition>",
            n - 1
        );
    }
    items += "<inputData id=\"i\" name=\"i\"><variable name=\"i\" typeRef=\"t19999\"/></inputData>";
    let read = model(&items);
    assert!(read.findings().iter().any(|f| f.code == "unknown-type"));
}

#[test]
fn long_requirements_are_followed_without_a_deep_stack() {
    let mut decisions = String::new();
    for n in 0..5_000 {
        let (requires, text) = match n {
            0 => (String::new(), "1".to_owned()),
            n => (
                format!(
                    "<informationRequirement><requiredDecision href=\"#d{}\"/></informationRequirement>",
                    n - 1
                ),
                format!("d{} + 1", n - 1),
            ),
        };
        decisions += &format!(
            "<decision id=\"d{n}\" name=\"d{n}\"><variable name=\"d{n}\"/>{requires}<literalExpression><text>{text}</text></literalExpression></decision>"
        );
    }
    let chain = model(&decisions);
    let run = || chain.evaluate("d4999", &Context::new(), &environment());
    assert_eq!(
        std::thread::spawn({
            let chain = chain.clone();
            move || {
                chain
                    .evaluate("d4000", &Context::new(), &environment())
                    .unwrap()
            }
        })
        .join()
        .unwrap(),
        Value::from(4_001)
    );
    assert!(matches!(run(), Ok(_) | Err(DecideError::Limit(_))));
}

#[test]
fn files_are_refused_that_would_take_too_much() {
    let deep = "<a>".repeat(10_000);
    let wide = format!(
        "<definitions {}/>",
        (0..5_000)
            .map(|n| format!("a{n}=\"\" "))
            .collect::<String>()
    );
    let doctype =
        "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><definitions>&b;</definitions>";
    for xml in [deep.as_str(), wide.as_str(), doctype, "", "<", "<a></b>"] {
        let findings = Model::read(xml.as_bytes()).unwrap_err();
        assert_eq!(findings[0].code, "xml");
    }
}
