//! A model as it is shown and asked for.

use dmn::feel::Value;
use dmn::{Model, Shape, Vocabulary};

const FEE: &str = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="n">
<itemDefinition name="tZone"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
<itemDefinition name="tForm"><itemComponent name="area"><typeRef>number</typeRef></itemComponent><itemComponent name="zone"><typeRef>tZone</typeRef></itemComponent></itemDefinition>
<inputData id="i" name="form"><variable name="form" typeRef="tForm"/></inputData>
<inputData id="j" name="other"><variable name="other"/></inputData>
<decision id="d" name="Fee"><variable name="Fee"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<informationRequirement><requiredInput href="#j"/></informationRequirement>
<decisionTable id="t" hitPolicy="FIRST"><input label="Zone"><inputExpression><text>form.zone</text></inputExpression></input><output name="fee"/>
<annotation name="en"/>
<rule id="r1"><inputEntry><text>"a"</text></inputEntry><outputEntry><text>"low"</text></outputEntry><annotationEntry><text>Article 1</text></annotationEntry></rule>
<rule id="r2"><inputEntry><text>other.limit</text></inputEntry><outputEntry><text>form.area * 2</text></outputEntry><annotationEntry><text>Article 2</text></annotationEntry></rule>
</decisionTable></decision></definitions>"##;

#[test]
fn a_table_is_shown_as_it_is_written() {
    let model = Model::read(FEE.as_bytes()).unwrap();
    let decisions = model.tables();
    let table = &decisions[0].tables[0];
    assert_eq!((decisions[0].id.as_str(), table.hit_policy), ("d", "F"));
    assert_eq!(table.inputs[0].label, "Zone");
    assert_eq!(table.rules[0].outputs, ["\"low\""]);
    assert_eq!(table.rules[1].outputs, ["form.area * 2"]);
    assert_eq!(table.rules[1].conditions, ["other.limit"]);
}

#[test]
fn what_is_read_is_told_with_its_place() {
    let model = Model::read(FEE.as_bytes()).unwrap();
    let reads = model.reads();
    let paths: Vec<String> = reads.iter().map(|r| r.path.join(".")).collect();
    assert_eq!(paths, ["form.zone", "other.limit", "form.area"]);
    assert_eq!(reads[0].line, 8);
    assert_eq!(model.reads_of("Fee").len(), 3);
}

#[test]
fn an_input_has_a_shape() {
    let model = Model::read(FEE.as_bytes()).unwrap();
    let zones = vec![Value::from("a"), Value::from("b")];
    let entries = vec![
        ("area".to_owned(), Shape::Number),
        ("zone".to_owned(), Shape::OneOf(zones)),
    ];
    assert_eq!(model.input_shape("form"), Shape::Context(entries));
    assert_eq!(model.input_shape("other"), Shape::Any);
}

struct French;

impl Vocabulary for French {
    fn decision(&self, id: &str, _: &str) -> Option<String> {
        (id == "d").then(|| "Redevance".to_owned())
    }

    fn name(&self, source: &str, _: &str) -> Option<String> {
        (source == "form.zone").then(|| "Quartier".to_owned())
    }

    fn value(&self, source: &str, text: &str) -> Option<String> {
        match (source, text) {
            ("form.zone", "a") => Some("Centre".to_owned()),
            ("Fee", "low") => Some("réduite".to_owned()),
            _ => None,
        }
    }
}

#[test]
fn an_explanation_speaks_as_the_vocabulary_does() {
    let model = Model::read(FEE.as_bytes()).unwrap();
    let input = serde_json::json!({"form": {"zone": "a", "area": 1}});
    let input = model.inputs_from_json(input.as_object().unwrap());
    let environment = dmn::feel::Environment::at(jiff::Timestamp::UNIX_EPOCH);
    let trace = model.decide("Fee", &input, &environment).unwrap().trace;
    assert_eq!(
        trace.sentences_with("fr", &French),
        [
            "La règle 1 s’applique, car Quartier = Centre (Article 1).",
            "Résultat de « Redevance » : réduite."
        ]
    );
}
