//! The same model and inputs give the same bytes on every machine. `e2e/wasm` builds this test for another one.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use dmn::Model;
use dmn::feel::{Context, Environment};

const LATEST: &str = "https://www.omg.org/spec/DMN/20240513/MODEL/";

fn environment() -> Environment {
    Environment::at("2026-01-31T10:00:00Z".parse().unwrap())
}

fn file(namespace: &str, own: &str, inside: &str) -> String {
    format!(
        "<definitions xmlns=\"{namespace}\" name=\"m\" namespace=\"{own}\">\n{inside}\n</definitions>"
    )
}

/// What a model makes of inputs is the same bytes on every machine: numbers in decimals, time and zone from the caller, no hash's
/// order in what is told. The bytes are written here, so another machine compares with them.
#[test]
fn the_same_model_and_inputs_give_the_same_bytes() {
    let logic = r##"<decision id="d" name="all"><variable name="all"/>
<context>
<contextEntry><variable name="third"/><literalExpression><text>1 / 3</text></literalExpression></contextEntry>
<contextEntry><variable name="root"/><literalExpression><text>[sqrt(2), exp(1), log(10), 2 ** 0.5, 1.1 ** 100]</text></literalExpression></contextEntry>
<contextEntry><variable name="when"/><literalExpression><text>[now(), today(), date and time("2026-03-29T01:30:00@Europe/Paris") + duration("PT1H")]</text></literalExpression></contextEntry>
<contextEntry><variable name="words"/><literalExpression><text>replace("الديوان", "ا(ل)", "[$1]")</text></literalExpression></contextEntry>
<contextEntry><variable name="many"/><literalExpression><text>{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, m: 13, n: 14}</text></literalExpression></contextEntry>
</context></decision>"##;
    let model = Model::read(file(LATEST, "n", logic).as_bytes()).unwrap();
    let outcome = model
        .decide("all", &Context::new(), &environment())
        .unwrap();
    let stored = serde_json::to_string(&outcome.value).unwrap();
    assert_eq!(stored, include_str!("same-bytes.json").trim_end());
    let again = model
        .decide("all", &Context::new(), &environment())
        .unwrap();
    assert_eq!(
        serde_json::to_string(&outcome.trace).unwrap(),
        serde_json::to_string(&again.trace).unwrap()
    );
}
