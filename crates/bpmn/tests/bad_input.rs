//! What a file must not do to the engine: each gets a clear finding or refusal, by value.

use std::fmt::Write as _;

use bpmn::{Command, Finding, Program, Refusal, State, read, step};
use dmn::feel::{Context, Environment};
use jiff::Timestamp;

const HEAD: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">"#;

fn findings(xml: &str) -> Vec<Finding> {
    match read(xml.as_bytes()).and_then(|definitions| Program::compile(&definitions)) {
        Ok(_) => panic!("the file was accepted"),
        Err(findings) => findings,
    }
}

fn process(inner: &str) -> String {
    format!("{HEAD}\n<process id=\"p\" isExecutable=\"true\">\n{inner}\n</process></definitions>")
}

fn start(xml: &str) -> Result<Vec<bpmn::Event>, Refusal> {
    let definitions = read(xml.as_bytes()).expect("the file is read");
    let program = Program::compile(&definitions).expect("the file is compiled");
    let command = Command::Start {
        process: None,
        vars: Context::new(),
    };
    step(
        &program,
        &State::default(),
        &command,
        &Environment::at(Timestamp::UNIX_EPOCH),
    )
}

#[test]
fn a_document_type_is_refused_with_its_line() {
    let found = findings(&format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE definitions>\n{HEAD}</definitions>"
    ));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].line, 2);
    assert!(found[0].message.contains("DTD"), "{}", found[0].message);
}

#[test]
fn an_entity_bomb_is_refused_before_it_grows() {
    let mut xml = String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for n in 1..40 {
        write!(xml, "<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1).expect("text grows");
    }
    write!(xml, "]>{HEAD}&a39;</definitions>").expect("text grows");
    assert!(findings(&xml)[0].message.contains("DTD"));
    let without = findings(&process("<documentation>&a39;</documentation>"));
    assert!(
        without[0].message.contains("entity"),
        "{}",
        without[0].message
    );
}

#[test]
fn a_hundred_thousand_nested_elements_are_one_finding_and_no_overflow() {
    let mut xml = String::from(HEAD);
    (0..100_000).for_each(|_| xml.push_str("<subProcess>"));
    let found = findings(&xml);
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("deep"), "{}", found[0].message);
}

#[test]
fn broken_xml_is_a_finding() {
    for xml in [
        "",
        "<",
        "<definitions",
        "<a></b>",
        "\u{0}",
        "<?xml version=\"1.0\"?>",
        HEAD,
    ] {
        assert_eq!(findings(xml).len(), 1, "{xml:?}");
    }
    assert!(read(&[0xff, 0xfe, 0x3c]).is_err());
}

#[test]
fn another_kind_of_xml_is_not_taken_for_bpmn() {
    assert_eq!(findings("<html/>")[0].code, "not-bpmn");
    assert_eq!(
        findings("<definitions xmlns=\"urn:other\"/>")[0].code,
        "not-bpmn"
    );
}

#[test]
fn an_element_that_cannot_run_is_named_with_id_name_and_line() {
    let xml = process(
        "<startEvent id=\"s\"/>\n<callChoreography id=\"c\" name=\"Dance\"/>\n\
         <sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"c\"/>",
    );
    let found = findings(&xml);
    let named = found
        .iter()
        .find(|f| f.element.as_deref() == Some("c"))
        .expect("it is named");
    assert_eq!((named.name.as_deref(), named.line), (Some("Dance"), 4));
    assert!(
        named.message.contains("callChoreography"),
        "{}",
        named.message
    );
}

#[test]
fn references_that_lead_nowhere_are_named() {
    for (inner, element) in [
        (
            "<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"x\"/>",
            "f",
        ),
        (
            "<startEvent id=\"s\"/><boundaryEvent id=\"b\" attachedToRef=\"x\"><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></boundaryEvent>",
            "b",
        ),
        (
            "<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"c\"/><callActivity id=\"c\" calledElement=\"x\"/>",
            "c",
        ),
        (
            "<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"g\"/><exclusiveGateway id=\"g\" default=\"x\"/>",
            "g",
        ),
    ] {
        let found = findings(&process(inner));
        assert!(
            found.iter().any(|f| f.element.as_deref() == Some(element)),
            "{element}: {found:?}"
        );
    }
}

#[test]
fn an_expression_that_is_no_feel_is_named_where_it_stands() {
    let found = findings(&process(
        "<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"t\"/>\n\
         <scriptTask id=\"t\" scriptFormat=\"feel\"><script>1 +</script></scriptTask>",
    ));
    assert!(
        found
            .iter()
            .any(|f| f.line == 4 && f.message.contains("FEEL")),
        "{found:?}"
    );
}

#[test]
fn a_loop_that_never_waits_is_refused() {
    let xml = process(
        "<startEvent id=\"s\"/><exclusiveGateway id=\"g\"/><task id=\"t\"/>\
         <sequenceFlow id=\"a\" sourceRef=\"s\" targetRef=\"g\"/>\
         <sequenceFlow id=\"b\" sourceRef=\"g\" targetRef=\"t\"/>\
         <sequenceFlow id=\"c\" sourceRef=\"t\" targetRef=\"g\"/>",
    );
    let refusal = start(&xml).expect_err("it never ends");
    assert!(matches!(refusal, Refusal::Endless(_)), "{refusal:?}");
}

#[test]
fn tokens_that_multiply_without_waiting_are_refused() {
    let xml = process(
        "<startEvent id=\"s\"/><exclusiveGateway id=\"g\"/><parallelGateway id=\"t\"/>\
         <sequenceFlow id=\"a\" sourceRef=\"s\" targetRef=\"g\"/>\
         <sequenceFlow id=\"b\" sourceRef=\"g\" targetRef=\"t\"/>\
         <sequenceFlow id=\"c\" sourceRef=\"t\" targetRef=\"g\"/>\
         <sequenceFlow id=\"d\" sourceRef=\"t\" targetRef=\"g\"/>",
    );
    let refusal = start(&xml).expect_err("it grows");
    assert!(
        matches!(refusal, Refusal::Endless(_) | Refusal::TooManyTokens(_)),
        "{refusal:?}"
    );
}

#[test]
fn a_process_that_calls_itself_for_ever_is_stopped() {
    let xml = process(
        "<startEvent id=\"s\"/><callActivity id=\"c\" calledElement=\"p\"/>\
         <sequenceFlow id=\"a\" sourceRef=\"s\" targetRef=\"c\"/>",
    );
    match start(&xml) {
        Err(Refusal::Endless(_) | Refusal::TooManyTokens(_)) => {}
        other => panic!("{other:?}"),
    }
}
