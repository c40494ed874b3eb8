//! What is found in a model before it runs. Each case: a piece of model, the findings it must have, each with its place.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use dmn::Model;
use dmn::feel::{Expression, Names};

/// A model of two typed inputs and one decision with this logic.
fn model(logic: &str) -> String {
    format!(
        r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="n">
<itemDefinition name="tTrade"><typeRef>string</typeRef><allowedValues><text>"food", "retail"</text></allowedValues></itemDefinition>
<itemDefinition name="tPerson"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
<inputData id="i1" name="area"><variable name="area" typeRef="number"/></inputData>
<inputData id="i2" name="trade"><variable name="trade" typeRef="tTrade"/></inputData>
<inputData id="i3" name="person"><variable name="person" typeRef="tPerson"/></inputData>
<inputData id="i4" name="elsewhere"><variable name="elsewhere" typeRef="number"/></inputData>
<businessKnowledgeModel id="k" name="rate"><encapsulatedLogic>
<formalParameter name="size" typeRef="number"/><literalExpression><text>size * 2</text></literalExpression>
</encapsulatedLogic></businessKnowledgeModel>
<decision id="d" name="fee"><variable name="fee"/>
<informationRequirement><requiredInput href="#i1"/></informationRequirement>
<informationRequirement><requiredInput href="#i2"/></informationRequirement>
<informationRequirement><requiredInput href="#i3"/></informationRequirement>
<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
{logic}
</decision></definitions>"##
    )
}

fn findings(logic: &str) -> Vec<String> {
    let read = Model::read(model(logic).as_bytes()).unwrap();
    let all = read.findings().iter().cloned().chain(read.check());
    all.map(|f| format!("{} {f}", f.code)).collect()
}

fn literal(text: &str) -> Vec<String> {
    findings(&format!(
        "<literalExpression id=\"l\"><text>{text}</text></literalExpression>"
    ))
}

/// A table over area and trade; each rule: conditions and output, separated by `|`.
fn table(policy: &str, rules: &[&str]) -> Vec<String> {
    let mut xml = format!(
        r#"<decisionTable id="t" hitPolicy="{policy}">
<input><inputExpression typeRef="number"><text>area</text></inputExpression></input>
<input><inputExpression typeRef="tTrade"><text>trade</text></inputExpression></input>
<output/>
"#
    );
    for (at, rule) in rules.iter().enumerate() {
        let cells: Vec<&str> = rule.split('|').map(str::trim).collect();
        xml += &format!(
            "<rule id=\"r{}\"><inputEntry><text>{}</text></inputEntry><inputEntry><text>{}</text></inputEntry>\
             <outputEntry><text>{}</text></outputEntry></rule>\n",
            at + 1,
            cells[0],
            cells[1],
            cells[2]
        );
    }
    findings(&(xml + "</decisionTable>"))
}

const NONE: [&str; 0] = [];

#[test]
fn names_are_known_or_told_with_what_may_be_meant() {
    assert_eq!(literal("area + 1"), NONE);
    assert_eq!(
        literal("Area + 1"),
        [
            "unknown-name 16:33: l: `Area` is not known here: its value is always null; is it `area`?"
        ]
    );
    assert_eq!(
        literal("1 +\n  elsewhere"),
        [
            "unknown-name 17:3: l: `elsewhere` is not known here: its value is always null; the model has it, but this element does not require it"
        ]
    );
    assert_eq!(
        literal("person.height"),
        ["unknown-member 16:33: l: there is no `height` in it, only age: the value is always null"]
    );
    assert_eq!(literal("for x in [1, 2] return x + area"), NONE);
    assert_eq!(literal("[{a: 1}, {a: 2}][a = 1]"), NONE);
    assert_eq!(literal("some x in [1] satisfies x = area"), NONE);
}

#[test]
fn calls_have_the_right_arguments() {
    assert_eq!(
        literal("floors(area)"),
        ["unknown-function 16:33: l: there is no function `floors`: the value is always null"]
    );
    assert_eq!(
        literal("floor(area, 1, 2)"),
        ["arity 16:33: l: `floor` takes other arguments: `floor(n)` or `floor(n, scale)`"]
    );
    assert_eq!(literal("rate(1)"), NONE);
    assert_eq!(
        literal("rate(1, 2)"),
        ["arity 16:33: l: `rate` takes 1 arguments (size), not 2"]
    );
    assert_eq!(
        literal("rate(trade)"),
        [
            "type 16:38: l: the parameter `size` is declared as a number, this is a text: the value is always null"
        ]
    );
    assert_eq!(
        literal("string length(area)"),
        ["type 16:47: l: `string length` wants a text here, this is a number"]
    );
}

#[test]
fn operators_work_on_the_declared_types() {
    assert_eq!(
        literal("area &lt; trade"),
        ["type 16:43: l: a number is compared with a text: that is always null"]
    );
    assert_eq!(
        literal("trade - 1"),
        ["type 16:41: l: `-` does not work on a text and a number: the value is always null"]
    );
    assert_eq!(
        literal("if area then 1 else 2"),
        ["type 16:36: l: the condition of `if` is a number, not true or false"]
    );
    assert_eq!(literal("date(\"2026-01-01\") + duration(\"P1D\")"), NONE);
}

#[test]
fn a_text_that_is_no_expression_is_told_at_its_character() {
    assert_eq!(
        literal("area +\n  * 2"),
        ["feel-syntax 17:3: l: `area +\n  * 2` cannot be read: expected a name, found `* 2`"]
    );
}

#[test]
fn a_complete_table_has_no_finding() {
    assert_eq!(
        table(
            "UNIQUE",
            &[
                "&lt;= 10 | - | 1",
                "&gt; 10 | \"food\" | 2",
                "&gt; 10 | \"retail\" | 3"
            ]
        ),
        NONE
    );
    assert_eq!(table("FIRST", &["&lt;= 10 | - | 1", "- | - | 2"]), NONE);
    assert_eq!(table("COLLECT", &["1 | - | 1"]), NONE);
}

#[test]
fn gaps_tell_the_inputs_that_no_rule_covers() {
    assert_eq!(
        table(
            "UNIQUE",
            &[
                "&lt; 10 | - | 1",
                "[10..20] | \"food\" | 2",
                "&gt; 25 | - | 3"
            ]
        ),
        [
            "gap 16:1: t: no rule covers area in [10..20] and trade = \"retail\"",
            "gap 16:1: t: no rule covers area in (20..25]",
        ]
    );
    assert_eq!(
        table("UNIQUE", &["- | \"food\" | 1"]),
        ["gap 16:1: t: no rule covers trade = \"retail\""]
    );
}

#[test]
fn overlaps_tell_the_rules_and_an_example() {
    assert_eq!(
        table("UNIQUE", &["&lt;= 10 | - | 1", "&gt;= 10 | - | 2"]),
        [
            "overlapping-rules 21:1: r2: rules 1 and 2 both match, for example area = 10, trade = \"food\": under hit policy U there is then no result"
        ]
    );
    assert_eq!(
        table("ANY", &["&lt;= 10 | - | 1", "&gt;= 10 | - | 1"]),
        NONE
    );
    assert_eq!(
        table("ANY", &["&lt;= 10 | - | 1", "&gt;= 10 | - | 2"]).len(),
        1
    );
}

#[test]
fn rules_that_never_apply_are_told() {
    assert_eq!(
        table(
            "FIRST",
            &["&lt;= 10 | - | 1", "- | - | 2", "&gt; 50 | \"food\" | 3"]
        ),
        [
            "unreachable-rule 22:1: r3: rule 3 never applies: the rules before it take all that it would match"
        ]
    );
    let found = table("UNIQUE", &["- | - | 1", "- | \"bank\" | 2"]);
    assert_eq!(
        found,
        [
            "unreachable-rule 21:1: r2: rule 2 never applies: `\"bank\"` holds for no allowed value of trade"
        ]
    );
    let found = table("UNIQUE", &["- | - | 1", "\"ten\" | - | 2"]);
    assert!(
        found.contains(
            &"type 21:1: r2: the input is a number, this is a text: the condition never holds"
                .to_owned()
        ),
        "{found:?}"
    );
}

#[test]
fn what_must_be_evaluated_raises_no_false_alarm() {
    assert_eq!(
        table(
            "UNIQUE",
            &["? &gt; 10 * 2 | - | 1", "&gt; 5 | - | 2", "&lt;= 5 | - | 3"]
        ),
        NONE
    );
}

#[test]
fn a_large_table_is_checked_in_bounded_time() {
    let rules: Vec<String> = (0..2_000)
        .map(|n| format!("[{n}..{}) | - | {n}", n + 1))
        .collect();
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    let found = table("UNIQUE", &rules);
    assert_eq!(found, ["gap 16:1: t: no rule covers area < 0 or >= 2000"]);
}

#[test]
fn an_expression_alone_is_checked_for_what_is_wrong_whatever_it_reads() {
    let wrong = |text: &str| {
        let found = Expression::parse(text, &Names::new()).unwrap().check();
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(wrong("a + count(b)"), NONE);
    assert_eq!(
        wrong("count()"),
        ["line 1, column 1: `count` takes other arguments: `count(list)`"]
    );
    assert_eq!(
        wrong("\"a\" * 2"),
        ["line 1, column 7: `*` does not work on a text and a number: the value is always null"]
    );
}
