//! Answers to a form's questions, and what follows from them: which questions are asked, and what the system works out.

use dmn::feel::{Context, Environment, Expression, Value};
use serde_json::{Map, Value as Json};

use super::{Field, Form};

/// Answers so far. Every method that takes a form takes the one the answers were made for.
#[derive(Clone, Debug)]
pub struct Answers {
    /// As they were given, those of questions that are not asked any more among them.
    given: Map<String, Json>,
    /// What counts: answers to questions that are asked, and what was computed.
    kept: Map<String, Json>,
    /// Whether each field is shown, by its place in the form.
    shown: Vec<bool>,
    /// What surrounds the form: the process's variables, the person's data.
    vars: Context,
    /// `vars`, with what counts before them.
    scope: Context,
    environment: Environment,
    /// Computed values are taken as they stand: they were decided when the form was sent.
    recorded: bool,
    evaluated: u64,
}

impl Answers {
    /// What counts: hidden answers are out, computed values in.
    #[must_use]
    pub fn kept(&self) -> &Map<String, Json> {
        &self.kept
    }

    /// What is shown again to whoever fills the form: all that was given, and the values computed by now.
    #[must_use]
    pub fn filled(&self) -> Map<String, Json> {
        let mut all = self.given.clone();
        all.extend(self.kept.iter().map(|(name, v)| (name.clone(), v.clone())));
        all
    }

    /// What was given, without what is computed.
    pub(super) fn given(&self) -> &Map<String, Json> {
        &self.given
    }

    /// How many expressions were evaluated since these answers were made: a change costs those that depend on it.
    #[must_use]
    pub fn evaluated(&self) -> u64 {
        self.evaluated
    }

    pub(super) fn into_kept(self) -> Map<String, Json> {
        self.kept
    }

    pub(super) fn shows_at(&self, place: usize) -> bool {
        self.shown.get(place).copied().unwrap_or_default()
    }

    /// The condition holds for what counts.
    pub(super) fn holds(&self, condition: &Expression) -> bool {
        truth(condition, &self.scope, &self.environment)
    }

    /// Looks at one field again; true when what others read of it is another now.
    fn settle(&mut self, field: &Field, place: usize) -> bool {
        self.shown[place] = match &field.when {
            Some(when) => {
                self.evaluated += 1;
                truth(when, &self.scope, &self.environment)
            }
            None => true,
        };
        let value = match &field.compute {
            _ if !self.shown[place] => None,
            Some(compute) if !self.recorded => {
                self.evaluated += 1;
                let value = compute.evaluate(&self.scope, &self.environment);
                value.ok().filter(|v| !v.is_null()).map(|v| v.to_json())
            }
            _ => self.given.get(&field.name).cloned(),
        };
        if value.as_ref() == self.kept.get(&field.name) {
            return false;
        }
        self.put(&field.name, value);
        true
    }

    fn put(&mut self, name: &str, value: Option<Json>) {
        let seen = match &value {
            Some(json) => Some(Value::from_json(json)),
            None => self.vars.get(name).cloned(),
        };
        match seen {
            Some(value) => self.scope.insert(name, value),
            None => drop(self.scope.remove(name)),
        }
        match value {
            Some(json) => drop(self.kept.insert(name.to_owned(), json)),
            None => drop(self.kept.remove(name)),
        }
    }
}

impl Form {
    /// What follows from these answers. Answers to computed fields are left out: the system gives them.
    #[must_use]
    pub fn answers(
        &self,
        given: &Map<String, Json>,
        vars: &Context,
        environment: &Environment,
    ) -> Answers {
        let computed = |name: &str| self.field(name).is_some_and(|f| f.compute.is_some());
        let given = given.iter().filter(|(name, _)| !computed(name));
        let given = given.map(|(name, v)| (name.clone(), v.clone()));
        self.settled(given.collect(), vars, environment, false)
    }

    /// The answers that a case was opened or a task completed with: computed values are as they were recorded, whatever the
    /// expressions would give today.
    #[must_use]
    pub fn recorded(
        &self,
        data: &Map<String, Json>,
        vars: &Context,
        environment: &Environment,
    ) -> Answers {
        self.settled(data.clone(), vars, environment, true)
    }

    fn settled(
        &self,
        given: Map<String, Json>,
        vars: &Context,
        environment: &Environment,
        recorded: bool,
    ) -> Answers {
        let mut answers = Answers {
            given,
            recorded,
            kept: Map::new(),
            shown: vec![false; self.fields.len()],
            vars: vars.clone(),
            scope: vars.clone(),
            environment: environment.clone(),
            evaluated: 0,
        };
        for place in self.graph.order() {
            answers.settle(&self.fields[*place], *place);
        }
        answers
    }

    /// Puts other answers (`None`: takes it out), and works out again what depends on them; nothing else.
    pub fn change(
        &self,
        answers: &mut Answers,
        changes: impl IntoIterator<Item = (String, Option<Json>)>,
    ) {
        let mut stale = vec![false; self.fields.len()];
        for (name, value) in changes {
            let place = self.fields.iter().position(|f| f.name == name);
            match place {
                Some(at) if self.fields[at].compute.is_some() => continue,
                Some(at) => stale[at] |= value.as_ref() != answers.given.get(&name),
                None => {}
            }
            match value {
                Some(json) => drop(answers.given.insert(name, json)),
                None => drop(answers.given.remove(&name)),
            }
        }
        for place in self.graph.order() {
            if stale[*place] && answers.settle(&self.fields[*place], *place) {
                for reader in self.graph.readers(*place) {
                    stale[*reader] = true;
                }
            }
        }
    }

    /// Whether the question is asked, given the other answers.
    #[must_use]
    pub fn shows(&self, answers: &Answers, field: &str) -> bool {
        let place = self.fields.iter().position(|f| f.name == field);
        place.is_some_and(|place| answers.shows_at(place))
    }
}

fn truth(condition: &Expression, scope: &Context, environment: &Environment) -> bool {
    let value = condition.evaluate(scope, environment);
    value.is_ok_and(|value| value.as_bool() == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Findings;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::json;

    /// A form of numbers, each with how it is computed and when it is shown.
    fn form(fields: &[(Option<String>, Option<String>)]) -> Form {
        let names: Vec<String> = (0..fields.len()).map(|at| format!("f{at}")).collect();
        let properties: Map<String, Json> = names
            .iter()
            .map(|name| (name.clone(), json!({"type": "number"})))
            .collect();
        let ui: Map<String, Json> = names
            .iter()
            .zip(fields)
            .map(|(name, (compute, when))| {
                let all = [("compute", compute), ("when", when)];
                let all = all.map(|(key, text)| (key, text.clone().map(Json::from)));
                let set = all
                    .into_iter()
                    .filter_map(|(key, v)| Some((key.into(), v?)));
                (name.clone(), Json::Object(set.collect()))
            })
            .collect();
        let text = json!({
            "schema": {"type": "object", "additionalProperties": false, "properties": properties},
            "ui": {"pages": [{"id": "all", "fields": names}], "fields": ui},
        });
        let mut findings = Findings::default();
        let text = text.to_string();
        let form = crate::form::read("test", "forms/test.json", text.as_bytes(), &mut findings);
        form.expect("the form can be used")
    }

    fn environment() -> Environment {
        Environment::at(jiff::Timestamp::UNIX_EPOCH)
    }

    fn numbers(all: &[(usize, i64)]) -> Map<String, Json> {
        let one = |(field, n): &(usize, i64)| (format!("f{field}"), Json::from(*n));
        all.iter().map(one).collect()
    }

    #[test]
    fn a_change_costs_what_depends_on_it() {
        let computed = |text: &str| (Some(text.to_owned()), None);
        let asked = (None, None);
        let form = form(&[
            asked.clone(),
            asked.clone(),
            asked,
            computed("f0 * 2"),
            computed("f3 + f1"),
            computed("f4 + 1"),
        ]);
        let given = numbers(&[(0, 1), (1, 10), (2, 100)]);
        let mut answers = form.answers(&given, &Context::new(), &environment());
        assert_eq!(
            (answers.evaluated(), &answers.kept()["f5"]),
            (3, &13.into())
        );

        form.change(&mut answers, [("f2".into(), Some(7.into()))]);
        assert_eq!(answers.evaluated(), 3, "nothing reads f2");
        form.change(&mut answers, [("f1".into(), Some(20.into()))]);
        assert_eq!(
            (answers.evaluated(), &answers.kept()["f5"]),
            (5, &23.into())
        );
        form.change(&mut answers, [("f0".into(), Some(1.into()))]);
        assert_eq!(answers.evaluated(), 5, "the same answer is no change");
        form.change(&mut answers, [("f3".into(), Some(99.into()))]);
        assert_eq!(
            answers.kept()["f3"],
            2,
            "the system's own field is not answered"
        );
    }

    #[test]
    fn what_is_computed_from_a_later_field_is_right_at_once() {
        let form = form(&[
            (Some("f1 + 1".into()), None),
            (Some("f2 + 1".into()), None),
            (None, None),
        ]);
        let answers = form.answers(&numbers(&[(2, 5)]), &Context::new(), &environment());
        assert_eq!(answers.kept()["f0"], 7);
    }

    #[test]
    fn an_answer_comes_back_when_its_question_does() {
        let form = form(&[(None, None), (None, Some("f0 > 0".into()))]);
        let mut answers =
            form.answers(&numbers(&[(0, 1), (1, 5)]), &Context::new(), &environment());
        form.change(&mut answers, [("f0".into(), Some(0.into()))]);
        assert_eq!(answers.kept(), &numbers(&[(0, 0)]));
        assert!(!form.shows(&answers, "f1"));
        form.change(&mut answers, [("f0".into(), Some(2.into()))]);
        assert_eq!(answers.kept(), &numbers(&[(0, 2), (1, 5)]));
    }

    #[test]
    fn recorded_values_stay_as_they_were_decided() {
        let form = form(&[(None, None), (Some("f0 * 2".into()), None)]);
        let data = numbers(&[(0, 3), (1, 5)]);
        let (vars, environment) = (Context::new(), environment());
        assert_eq!(form.recorded(&data, &vars, &environment).kept(), &data);
        assert_eq!(form.answers(&data, &vars, &environment).kept()["f1"], 6);
    }

    const FIELDS: usize = 8;

    /// What a field is like: it reads two others, not in a circle. Its neighbours may stand before or behind it.
    fn field(
        rank: usize,
        places: &[usize],
        kind: (u8, u8, usize, usize),
    ) -> (Option<String>, Option<String>) {
        let (how, shown, a, b) = kind;
        if rank == 0 {
            return (None, None);
        }
        let (a, b) = (places[a % rank], places[b % rank]);
        let compute = (how % 3 == 0).then(|| format!("f{a} + f{b}"));
        let when = (shown % 3 == 0).then(|| format!("f{b} > 2"));
        (compute, when)
    }

    proptest! {
        #[test]
        fn changes_lead_where_a_fresh_start_leads(
            places in Just((0..FIELDS).collect::<Vec<_>>()).prop_shuffle(),
            kinds in vec(any::<(u8, u8, usize, usize)>(), FIELDS),
            start in vec((0..FIELDS, 0..6i64), 0..FIELDS),
            changes in vec(vec((0..FIELDS, prop::option::of(0..6i64)), 0..4), 1..8),
        ) {
            let mut fields = vec![(None, None); FIELDS];
            for (rank, (place, kind)) in places.iter().zip(kinds).enumerate() {
                fields[*place] = field(rank, &places, kind);
            }
            let (form, vars, environment) = (form(&fields), Context::new(), environment());
            let mut given = numbers(&start);
            let mut answers = form.answers(&given, &vars, &environment);
            for change in changes {
                let change = change.into_iter().map(|(at, n)| (format!("f{at}"), n.map(Json::from)));
                let change: Vec<_> = change.collect();
                for (name, value) in &change {
                    match value {
                        Some(json) => drop(given.insert(name.clone(), json.clone())),
                        None => drop(given.remove(name)),
                    }
                }
                form.change(&mut answers, change);
                let fresh = form.answers(&given, &vars, &environment);
                prop_assert_eq!(answers.kept(), fresh.kept());
                prop_assert_eq!(answers.filled(), fresh.filled());
                prop_assert_eq!(&answers.shown, &fresh.shown);
                prop_assert_eq!(form.check(&answers), form.check(&fresh));
            }
        }
    }
}
