//! Models: every version of the standard, imports, services, the index of tables, sharing between threads.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use dmn::feel::{Context, Environment, Value};
use dmn::{Model, compare};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn environment() -> Environment {
    Environment::at("2026-01-31T10:00:00Z".parse().unwrap())
}

fn context(json: &Json) -> Context {
    match Value::from_json(json) {
        Value::Context(context) => (*context).clone(),
        other => panic!("{other} is no context"),
    }
}

fn decide(model: &Model, name: &str, input: &Json) -> Json {
    model
        .evaluate(name, &context(input), &environment())
        .unwrap()
        .to_json()
}

const LATEST: &str = "https://www.omg.org/spec/DMN/20240513/MODEL/";

fn file(namespace: &str, own: &str, inside: &str) -> String {
    format!(
        "<definitions xmlns=\"{namespace}\" name=\"m\" namespace=\"{own}\">\n{inside}\n</definitions>"
    )
}

const FEE: &str = r##"<inputData id="i" name="area"><variable name="area" typeRef="number"/></inputData>
<decision id="d" name="fee"><variable name="fee"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<decisionTable hitPolicy="FIRST"><input><inputExpression typeRef="number"><text>area</text></inputExpression></input><output/>
<rule id="small"><inputEntry><text>&lt; 50</text></inputEntry><outputEntry><text>100</text></outputEntry></rule>
<rule id="large"><inputEntry><text>-</text></inputEntry><outputEntry><text>200</text></outputEntry></rule>
</decisionTable></decision>"##;

#[test]
fn models_of_every_version_are_read() {
    let versions = [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
        LATEST,
    ];
    for version in versions {
        let model = Model::read(file(version, "n", FEE).as_bytes()).unwrap();
        assert_eq!(
            decide(&model, "fee", &json!({ "area": 20 })),
            json!(100),
            "{version}"
        );
    }
    let other = Model::read(file("https://example.org/", "n", FEE).as_bytes()).unwrap_err();
    assert_eq!(other[0].code, "not-dmn");
}

#[test]
fn models_use_what_they_import() {
    let types = file(
        LATEST,
        "types",
        r#"<itemDefinition name="tSize"><typeRef>number</typeRef><allowedValues><text>[0..1000]</text></allowedValues></itemDefinition>
<businessKnowledgeModel id="b" name="double"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
<literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"#,
    );
    let main = file(
        LATEST,
        "main",
        r##"<import name="law" namespace="types" importType="https://www.omg.org/spec/DMN/20240513/MODEL/" locationURI="law.dmn"/>
<inputData id="i" name="area"><variable name="area" typeRef="law.tSize"/></inputData>
<decision id="d" name="fee"><variable name="fee"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<knowledgeRequirement><requiredKnowledge href="types#b"/></knowledgeRequirement>
<literalExpression><text>law.double(area)</text></literalExpression></decision>"##,
    );
    assert_eq!(dmn::imported_files(main.as_bytes()), ["law.dmn"]);
    let model = Model::read_all(main.as_bytes(), &[types.as_bytes()]).unwrap();
    assert_eq!(decide(&model, "fee", &json!({ "area": 20 })), json!(40));
    assert_eq!(decide(&model, "fee", &json!({ "area": 2000 })), json!(null));
    assert!(model.check().is_empty(), "{:?}", model.check());
    let alone = Model::read(main.as_bytes()).unwrap_err();
    assert!(
        alone.iter().any(|f| f.code == "unknown-reference"),
        "{alone:?}"
    );
}

#[test]
fn a_finding_tells_in_which_file_it_is() {
    let broken = file(
        LATEST,
        "types",
        "<decision id=\"x\" name=\"x\"><variable name=\"x\"/><literalExpression><text>1 +</text></literalExpression></decision>",
    );
    let model = Model::read_all(file(LATEST, "n", FEE).as_bytes(), &[broken.as_bytes()]).unwrap();
    let syntax = model
        .findings()
        .iter()
        .find(|f| f.code == "feel-syntax")
        .unwrap();
    assert_eq!(
        (syntax.file, syntax.line, syntax.element.as_deref()),
        (1, 2, Some("x"))
    );
}

#[test]
fn a_service_is_decided_by_name_over_its_inputs() {
    let service = format!(
        "{FEE}<decisionService id=\"s\" name=\"Fees\"><outputDecision href=\"#d\"/><inputData href=\"#i\"/></decisionService>"
    );
    let model = Model::read(file(LATEST, "n", &service).as_bytes()).unwrap();
    assert_eq!(decide(&model, "Fees", &json!({ "area": 70 })), json!(200));
}

#[test]
fn declared_dates_are_read_from_the_text_of_json() {
    let dated = r##"<itemDefinition name="tCase"><itemComponent name="since"><typeRef>date</typeRef></itemComponent></itemDefinition>
<inputData id="i" name="case"><variable name="case" typeRef="tCase"/></inputData>
<inputData id="j" name="pause"><variable name="pause" typeRef="dayTimeDuration"/></inputData>
<decision id="d" name="until"><variable name="until"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<informationRequirement><requiredInput href="#j"/></informationRequirement>
<literalExpression><text>case.since + pause</text></literalExpression></decision>"##;
    let model = Model::read(file(LATEST, "n", dated).as_bytes()).unwrap();
    let input = json!({ "case": { "since": "2026-01-31" }, "pause": "P1D" });
    let input = model.inputs_from_json(input.as_object().unwrap());
    let until = model.evaluate("until", &input, &environment()).unwrap();
    assert_eq!(until.to_json(), json!("2026-02-01"));
}

#[test]
fn two_versions_are_compared_over_inputs() {
    let before = Model::read(file(LATEST, "n", FEE).as_bytes()).unwrap();
    let after =
        Model::read(file(LATEST, "n", &FEE.replace("&lt; 50", "&lt; 30")).as_bytes()).unwrap();
    let inputs: Vec<Context> = [20, 40, 60]
        .iter()
        .map(|area| context(&json!({ "area": area })))
        .collect();
    let compared = compare(&before, &after, "fee", &inputs, &environment()).unwrap();
    assert_eq!((compared.cases, compared.differences.len()), (3, 1));
    let difference = &compared.differences[0];
    assert_eq!(difference.case, 1);
    assert_eq!(difference.before.as_ref().unwrap().value, Value::from(100));
    assert_eq!(difference.after.as_ref().unwrap().value, Value::from(200));
    let (was, is) = difference.rules();
    assert_eq!((was[0].id.as_str(), was[0].row), ("small", 1));
    assert_eq!((is[0].id.as_str(), is[0].row), ("large", 2));
    assert!(compare(&before, &after, "other", &inputs, &environment()).is_err());
}

#[test]
fn a_model_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Model>();
    shared::<dmn::feel::Expression>();
    let model = Model::read(file(LATEST, "n", FEE).as_bytes()).unwrap();
    std::thread::scope(|scope| {
        for area in 0..8 {
            let model = &model;
            scope.spawn(move || {
                assert_eq!(
                    decide(model, "fee", &json!({ "area": area * 10 })),
                    json!(if area < 5 { 100 } else { 200 })
                );
            });
        }
    });
}

/// A condition over numbers, as text for XML.
fn condition() -> impl Strategy<Value = String> {
    let n = 0..20i32;
    prop_oneof![
        Just("-".to_owned()),
        n.clone().prop_map(|n| n.to_string()),
        n.clone().prop_map(|n| format!("&lt; {n}")),
        n.clone().prop_map(|n| format!("&gt;= {n}, 3")),
        (n.clone(), 0..9i32, any::<bool>()).prop_map(|(n, more, open)| format!(
            "{}{n}..{}]",
            if open { "(" } else { "[" },
            n + more
        )),
        n.clone().prop_map(|n| format!("not({n})")),
        n.clone().prop_map(|n| format!("\"{n}\"")),
        n.clone().prop_map(|n| format!("? &gt; {n}")),
        n.prop_map(|n| format!("[{n}, [5..7], null]")),
        Just("null".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// A large table answers by its index what its rules answer one by one.
    #[test]
    fn the_index_finds_what_walking_finds(rules in proptest::collection::vec((condition(), condition()), 24..60)) {
        let table = |rules: &[(usize, &(String, String))]| {
            let rows: String = rules.iter().map(|(at, (a, b))| format!(
                "<rule><inputEntry><text>{a}</text></inputEntry><inputEntry><text>{b}</text></inputEntry><outputEntry><text>{at}</text></outputEntry></rule>"
            )).collect();
            let logic = format!(r##"<inputData id="i" name="a"><variable name="a"/></inputData><inputData id="j" name="b"><variable name="b"/></inputData>
<decision id="d" name="hits"><variable name="hits"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<informationRequirement><requiredInput href="#j"/></informationRequirement>
<decisionTable hitPolicy="RULE ORDER"><input><inputExpression><text>a</text></inputExpression></input>
<input><inputExpression><text>b</text></inputExpression></input><output/>{rows}</decisionTable></decision>"##);
            Model::read(file(LATEST, "n", &logic).as_bytes()).unwrap()
        };
        let numbered: Vec<_> = rules.iter().enumerate().collect();
        let whole = table(&numbered);
        // Few rules have no index.
        let parts: Vec<Model> = numbered.chunks(10).map(table).collect();
        for a in [json!(null), json!(0), json!(5), json!(6.5), json!(19), json!(99), json!("5"), json!(true), json!([5])] {
            for b in [json!(null), json!(7), json!(12)] {
                let input = json!({ "a": a, "b": b });
                let mut walked = Vec::new();
                for part in &parts {
                    if let Json::Array(found) = decide(part, "hits", &input) {
                        walked.extend(found);
                    }
                }
                let found = match decide(&whole, "hits", &input) {
                    Json::Array(found) => found,
                    _ => Vec::new(),
                };
                prop_assert_eq!(found, walked, "{}", input);
            }
        }
    }
}
