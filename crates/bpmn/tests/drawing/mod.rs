//! Processes written as text: `id: sort` a line for elements, `a -> b` (with `if condition`, or `else`) for flows, `{` and `}` for
//! what is inside a sub-process.

use std::fmt::Write as _;

use bpmn::{Finding, Program};

const HEAD: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">"#;

/// The XML of a drawing.
pub(crate) fn xml(drawing: &str) -> String {
    let mut roots = String::new();
    let mut body = String::new();
    let mut open = Vec::new();
    for line in drawing.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if line == "}" {
            let closed: String = open.pop().expect("a brace was open");
            writeln!(body, "</{closed}>").expect("text grows");
        } else if let Some((source, rest)) = line.split_once("->") {
            flow(&mut body, source.trim(), rest.trim());
        } else {
            let (id, sort) = line
                .split_once(':')
                .unwrap_or_else(|| panic!("`{line}` is no line of a drawing"));
            element(&mut body, &mut roots, &mut open, id.trim(), sort.trim());
        }
    }
    format!(
        "{HEAD}{roots}<process id=\"main\" isExecutable=\"true\">\n{body}</process></definitions>"
    )
}

pub(crate) fn compile(drawing: &str) -> Result<Program, Vec<Finding>> {
    bpmn::read(xml(drawing).as_bytes()).and_then(|definitions| Program::compile(&definitions))
}

pub(crate) fn program(drawing: &str) -> Program {
    compile(drawing).unwrap_or_else(|findings| panic!("{findings:?}\n{drawing}"))
}

fn flow(body: &mut String, source: &str, rest: &str) {
    let (target, condition) = rest
        .split_once(" if ")
        .map_or((rest, None), |(t, c)| (t, Some(c)));
    let target = target.trim_end_matches(" else");
    let id = format!("{source}_{target}");
    write!(
        body,
        "<sequenceFlow id=\"{id}\" sourceRef=\"{source}\" targetRef=\"{target}\">"
    )
    .expect("text grows");
    if let Some(condition) = condition {
        let condition = condition.replace('<', "&lt;");
        write!(
            body,
            "<conditionExpression>{condition}</conditionExpression>"
        )
        .expect("text grows");
    }
    writeln!(body, "</sequenceFlow>").expect("text grows");
}

/// `sort [attribute=value…] [/ event what] [{]`
fn element(body: &mut String, roots: &mut String, open: &mut Vec<String>, id: &str, sort: &str) {
    let opens = sort.ends_with('{');
    let (sort, inner) = sort
        .trim_end_matches('{')
        .split_once('/')
        .map_or((sort.trim_end_matches('{'), ""), |(s, i)| (s, i));
    let mut words = sort.split_whitespace();
    let name = words.next().expect("an element has a sort");
    let name = match name {
        "start" => "startEvent",
        "end" => "endEvent",
        "user" => "userTask",
        "service" => "serviceTask",
        "script" => "scriptTask",
        "xor" => "exclusiveGateway",
        "and" => "parallelGateway",
        "or" => "inclusiveGateway",
        "event" => "eventBasedGateway",
        "catch" => "intermediateCatchEvent",
        "throw" => "intermediateThrowEvent",
        "boundary" => "boundaryEvent",
        "sub" => "subProcess",
        "call" => "callActivity",
        other => other,
    };
    write!(body, "<{name} id=\"{id}\"").expect("text grows");
    if name == "scriptTask" {
        body.push_str(" scriptFormat=\"feel\"");
    }
    for attribute in words {
        let (key, value) = attribute.split_once('=').expect("an attribute has a value");
        let key = if key == "on" { "attachedToRef" } else { key };
        write!(body, " {key}=\"{value}\"").expect("text grows");
    }
    body.push('>');
    for part in inner.split(';').map(str::trim).filter(|p| !p.is_empty()) {
        content(body, roots, part);
    }
    if opens {
        body.push('\n');
        open.push(name.to_owned());
    } else {
        writeln!(body, "</{name}>").expect("text grows");
    }
}

fn content(body: &mut String, roots: &mut String, part: &str) {
    let (what, value) = part.split_once(' ').unwrap_or((part, ""));
    let escaped = value.replace('<', "&lt;");
    let text = match what {
        "script" => format!("<script>{escaped}</script>"),
        "after" => format!(
            "<timerEventDefinition><timeDuration>{value}</timeDuration></timerEventDefinition>"
        ),
        "every" => {
            format!("<timerEventDefinition><timeCycle>{value}</timeCycle></timerEventDefinition>")
        }
        "when" => format!(
            "<conditionalEventDefinition><condition>{escaped}</condition></conditionalEventDefinition>"
        ),
        "message" | "signal" | "error" | "escalation" => {
            let root = format!("<{what} id=\"{what}_{value}\" name=\"{value}\"/>");
            if !roots.contains(&root) {
                roots.push_str(&root);
            }
            format!("<{what}EventDefinition {what}Ref=\"{what}_{value}\"/>")
        }
        "link" => format!("<linkEventDefinition name=\"{value}\"/>"),
        "compensate" if value.is_empty() => "<compensateEventDefinition/>".to_owned(),
        "compensate" => format!("<compensateEventDefinition activityRef=\"{value}\"/>"),
        "cancel" => "<cancelEventDefinition/>".to_owned(),
        "terminate" => "<terminateEventDefinition/>".to_owned(),
        "times" => format!(
            "<multiInstanceLoopCharacteristics><loopCardinality>{value}</loopCardinality></multiInstanceLoopCharacteristics>"
        ),
        "while" => format!(
            "<standardLoopCharacteristics><loopCondition>{escaped}</loopCondition></standardLoopCharacteristics>"
        ),
        "xml" => value.to_owned(),
        other => panic!("`{other}` is nothing that an element has"),
    };
    body.push_str(&text);
}
