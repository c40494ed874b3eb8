//! The words that explanations of rules need.

use std::collections::BTreeSet;

use dmn::feel::Value;
use dmn::{DecisionView, Shape, TableView};

use crate::pack::Pack;
use crate::vocabulary::{key, term};

/// Keys of what the rules of a pack, their columns and values are called.
pub(super) fn of_rules(pack: &Pack, keys: &mut BTreeSet<String>) {
    for rule in pack.rules.values() {
        for decision in rule.model.tables() {
            of_decision(pack, &rule.model, &decision, keys);
        }
    }
}

fn of_decision(
    pack: &Pack,
    model: &dmn::Model,
    decision: &DecisionView,
    keys: &mut BTreeSet<String>,
) {
    keys.insert(format!("rule-{}", key(&decision.id)));
    of_shape(&model.result_shape(&decision.name), keys);
    for table in &decision.tables {
        of_table(pack, table, keys);
    }
}

/// Names of entries and values allowed of a result.
fn of_shape(shape: &Shape, keys: &mut BTreeSet<String>) {
    match shape {
        Shape::Context(entries) => {
            for (name, of) in entries {
                keys.insert(format!("term-{}", term(name, name)));
                of_shape(of, keys);
            }
        }
        Shape::List(item) => of_shape(item, keys),
        Shape::OneOf(values) => keys.extend(values.iter().filter_map(|v| match v {
            Value::String(text) => Some(format!("value-{}", key(text))),
            _ => None,
        })),
        _ => {}
    }
}

fn of_table(pack: &Pack, table: &TableView, keys: &mut BTreeSet<String>) {
    for (at, column) in table.inputs.iter().enumerate() {
        if pack.answer(&column.source).is_some() {
            continue;
        }
        if pack.decision_id(&column.source).is_none() {
            keys.insert(format!("term-{}", term(&column.source, &column.label)));
        }
        let conditions = table.rules.iter().filter_map(|r| r.conditions.get(at));
        keys.extend(conditions.flat_map(|c| literals(c)));
    }
    let outputs = table.outputs.iter().filter(|name| !name.is_empty());
    keys.extend(outputs.map(|name| format!("term-{}", term(name, name))));
    let results = table.rules.iter().flat_map(|rule| &rule.outputs);
    keys.extend(results.flat_map(|result| literals(result)));
}

/// The texts in quotation marks that are codes: what is written for people needs no other words.
fn literals(source: &str) -> Vec<String> {
    let texts = source.split('"').skip(1).step_by(2);
    let codes = texts.filter(|text| !text.is_empty() && *text == key(text));
    codes.map(|text| format!("value-{text}")).collect()
}
