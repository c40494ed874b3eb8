//! Under which other answers a question is asked, said without FEEL: for pages that ask with no server at hand.

use dmn::feel::{Context, Environment, Value};
use serde_json::Value as Json;

use super::{Field, FieldKind, Form};

/// Most combinations of answers that are tried for one question.
const COMBINATIONS: usize = 512;
/// Most options of a question with several answers: so many have 32 sets.
const OPTIONS: usize = 5;

/// When a question is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Whatever was answered.
    Always,
    /// For these answers to these fields: each row has one value a field, `null` for none.
    When {
        /// The fields that it depends on.
        of: Vec<String>,
        /// The rows for which it is asked.
        hold: Vec<Vec<Json>>,
    },
    /// It depends on more than a table of answers can say, such as a number.
    Unknown,
}

impl Form {
    /// When a field is asked: its `when`, evaluated for all answers that the fields it reads can have. So a page
    /// needs no second evaluator that might judge differently.
    #[must_use]
    pub fn condition(&self, field: &Field, vars: &Context, environment: &Environment) -> Condition {
        let Some(when) = &field.when else {
            return Condition::Always;
        };
        let place = |name: &str| self.fields.iter().find(|f| f.name == name);
        let paths = when.inputs();
        let mut read: Vec<&Field> = Vec::new();
        for found in paths.iter().filter_map(|path| place(path.first()?)) {
            if !read.iter().any(|f| f.name == found.name) {
                read.push(found);
            }
        }
        let Some(values) = read.iter().map(|f| values(f)).collect::<Option<Vec<_>>>() else {
            return Condition::Unknown;
        };
        if values.iter().map(Vec::len).product::<usize>() > COMBINATIONS {
            return Condition::Unknown;
        }
        let mut scope = vars.clone();
        let holds = |row: &Vec<Json>| {
            for (field, value) in read.iter().zip(row) {
                scope.insert(field.name.as_str(), Value::from_json(value));
            }
            let value = when.evaluate(&scope, environment);
            value.is_ok_and(|v| v.as_bool() == Some(true))
        };
        let hold = rows(&values).into_iter().filter(holds).collect();
        let of = read.iter().map(|f| f.name.clone()).collect();
        Condition::When { of, hold }
    }
}

/// All answers that a question can have, none among them; nothing when they cannot be counted.
fn values(field: &Field) -> Option<Vec<Json>> {
    if field.compute.is_some() {
        return None;
    }
    let mut all = vec![Json::Null];
    match field.kind {
        FieldKind::Boolean => all.push(Json::Bool(true)),
        FieldKind::Choice => all.extend(field.options.iter().map(|o| Json::from(o.as_str()))),
        FieldKind::Choices if field.options.len() <= OPTIONS => {
            for set in 1_usize..1 << field.options.len() {
                let chosen = field.options.iter().enumerate();
                let chosen = chosen.filter(|(at, _)| set >> at & 1 == 1);
                all.push(chosen.map(|(_, o)| o.as_str()).collect());
            }
        }
        _ => return None,
    }
    Some(all)
}

fn rows(values: &[Vec<Json>]) -> Vec<Vec<Json>> {
    let mut rows = vec![Vec::new()];
    for column in values {
        let longer = |row: &Vec<Json>| {
            let row = row.clone();
            let with = move |value: &Json| [row.clone(), vec![value.clone()]].concat();
            column.iter().map(with).collect::<Vec<_>>()
        };
        rows = rows.iter().flat_map(longer).collect();
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use serde_json::json;

    fn condition(when: &str) -> Condition {
        let text = json!({
            "schema": {"type": "object", "additionalProperties": false, "properties": {
                "trade": {"enum": ["food", "hotel", "office"]},
                "kitchen": {"enum": ["yes", "no"]},
                "hazards": {"type": "array", "items": {"enum": ["gas", "dust"]}},
                "area": {"type": "number"},
                "asked": {"type": "string"}
            }},
            "ui": {
                "pages": [{"id": "all", "fields": ["trade", "kitchen", "hazards", "area", "asked"]}],
                "fields": {"asked": {"when": when}}
            }
        });
        let mut findings = Findings::default();
        let form = crate::form::read(
            "f",
            "forms/f.json",
            text.to_string().as_bytes(),
            &mut findings,
        );
        let form = form.expect("the form can be used");
        let field = form.field("asked").expect("there");
        let environment = Environment::at(jiff::Timestamp::UNIX_EPOCH);
        form.condition(field, &Context::new(), &environment)
    }

    #[test]
    fn a_condition_over_choices_is_a_table_of_answers() {
        let asked = condition("trade = \"food\" or trade = \"hotel\"");
        let (of, hold) = (
            vec!["trade".into()],
            vec![vec![json!("food")], vec![json!("hotel")]],
        );
        assert_eq!(asked, Condition::When { of, hold });
    }

    #[test]
    fn sets_of_answers_and_none_are_tried_too() {
        let Condition::When { hold, .. } = condition("hazards != null and count(hazards) > 1")
        else {
            panic!("a table");
        };
        assert_eq!(hold, [[json!(["gas", "dust"])]]);
        let Condition::When { of, hold } = condition("trade = null and kitchen != \"no\"") else {
            panic!("a table");
        };
        assert_eq!(of, ["trade", "kitchen"]);
        assert_eq!(hold, [[Json::Null, Json::Null], [Json::Null, json!("yes")]]);
    }

    #[test]
    fn what_depends_on_a_number_is_not_guessed() {
        assert_eq!(condition("area > 100"), Condition::Unknown);
    }
}
