//! A trace as sentences for the person concerned.

use language::Lang;
use serde_json::Value as Json;

use super::teller::{Plainly, Teller, Vocabulary};
use super::words;
use super::{DecisionTrace, OtherRule, RuleTrace, TableTrace, Trace, conditions};

/// Whether a column of annotations is named by the code of a language.
fn is_language(name: &str) -> bool {
    Lang::from_tag(name).is_some_and(|lang| lang.code() == name)
}

impl Trace {
    /// The trace as sentences for the person concerned, in the language of that code (in English where it is not known): for each decision the
    /// rules that applied, with what made them apply and the law, and what came out.
    #[must_use]
    pub fn sentences(&self, language: &str) -> Vec<String> {
        self.sentences_with(language, &Plainly)
    }

    /// As [`Trace::sentences`], with names and values as the vocabulary calls them.
    #[must_use]
    pub fn sentences_with(&self, language: &str, vocabulary: &dyn Vocabulary) -> Vec<String> {
        let words = &Teller::new(language, vocabulary);
        self.decisions
            .iter()
            .flat_map(|d| d.sentences(language, words))
            .collect()
    }

    /// Why the other rules of its tables did not apply, as sentences, under a heading of [`Trace::others_heading`].
    #[must_use]
    pub fn others(&self, language: &str) -> Vec<String> {
        self.others_with(language, &Plainly)
    }

    /// As [`Trace::others`], with names and values as the vocabulary calls them.
    #[must_use]
    pub fn others_with(&self, language: &str, vocabulary: &dyn Vocabulary) -> Vec<String> {
        let words = &Teller::new(language, vocabulary);
        let tables = self.decisions.iter().flat_map(|d| &d.tables);
        tables
            .flat_map(|table| table.other_sentences(words))
            .collect()
    }

    /// What stands above [`Trace::others`].
    #[must_use]
    pub fn others_heading(language: &str) -> &'static str {
        words::of(language, "rule-others")
    }
}

impl DecisionTrace {
    fn sentences(&self, language: &str, words: &Teller<'_>) -> Vec<String> {
        let mut all: Vec<String> = self
            .tables
            .iter()
            .flat_map(|t| t.sentences(language, words))
            .collect();
        let name = words.decision(&self.id, &self.name);
        if self.tables.is_empty()
            && let Some(because) = facts(&self.inputs, words)
        {
            all.push(words.fill(words.computed, &[("name", &name), ("because", &because)]));
        }
        let value = plain(&self.name, &self.value, words);
        all.push(words.fill(words.result, &[("name", &name), ("value", &value)]));
        all
    }
}

/// The plain ones among named values; nothing when there is none.
fn facts(inputs: &Json, words: &Teller<'_>) -> Option<String> {
    let Json::Object(inputs) = inputs else {
        return None;
    };
    let plain_ones = inputs
        .iter()
        .filter(|(_, value)| !value.is_object() && !value.is_array());
    let facts: Vec<String> = plain_ones
        .map(|(name, value)| fact(name, name, value, words))
        .collect();
    (!facts.is_empty()).then(|| facts.join(words.and))
}

fn fact(source: &str, label: &str, value: &Json, words: &Teller<'_>) -> String {
    format!(
        "{} = {}",
        words.name(source, label),
        plain(source, value, words)
    )
}

impl TableTrace {
    fn sentences(&self, language: &str, words: &Teller<'_>) -> Vec<String> {
        if self.rules.is_empty() {
            return vec![words.none.to_owned()];
        }
        let mut all: Vec<String> = self
            .rules
            .iter()
            .map(|rule| self.rule_sentence(rule, language, words))
            .collect();
        if self.hit_policy == "U" && self.rules.len() > 1 {
            let rows: Vec<String> = self.rules.iter().map(|rule| rule.row.to_string()).collect();
            all.push(words.fill(words.several, &[("rows", &rows.join(words.and))]));
        }
        all
    }

    fn rule_sentence(&self, rule: &RuleTrace, language: &str, words: &Teller<'_>) -> String {
        let asked = rule
            .conditions
            .iter()
            .enumerate()
            .filter(|(_, condition)| !matches!(condition.trim(), "" | "-"));
        let because: Vec<String> = asked
            .filter_map(|(at, condition)| self.because(at, condition, words))
            .collect();
        let law = self.law(rule, language);
        let law = if law.is_empty() {
            law
        } else {
            format!(" ({})", words.isolated(&law))
        };
        let sentence = if because.is_empty() {
            words.applies
        } else {
            words.applies_because
        };
        let row = rule.row.to_string();
        words.fill(
            sentence,
            &[
                ("row", &row),
                ("because", &because.join(words.and)),
                ("law", &law),
            ],
        )
    }

    /// A fact, with the condition that it meets where that says more.
    fn because(&self, at: usize, condition: &str, words: &Teller<'_>) -> Option<String> {
        let fact = self.fact(at, words)?;
        let source = &self.inputs.get(at)?.0;
        if conditions::is_point(condition) {
            return Some(fact);
        }
        Some(format!(
            "{fact} ({})",
            conditions::in_words(source, condition, words)
        ))
    }

    fn fact(&self, at: usize, words: &Teller<'_>) -> Option<String> {
        let (source, value) = self.inputs.get(at)?;
        let label = self.labels.get(at).unwrap_or(source);
        Some(fact(source, label, value, words))
    }

    /// The annotations in that language, or all that are in none.
    fn law(&self, rule: &RuleTrace, language: &str) -> String {
        let named = |at: usize| self.annotations.get(at).map_or("", String::as_str);
        let told = |at: &usize| match self.annotations.iter().any(|n| n == language) {
            true => named(*at) == language,
            false => !is_language(named(*at)) || named(*at) == "en",
        };
        let places = (0..rule.annotations.len()).filter(told);
        let parts: Vec<&str> = places
            .map(|at| rule.annotations[at].as_str())
            .filter(|a| !a.is_empty())
            .collect();
        parts.join("; ")
    }

    fn other_sentences(&self, words: &Teller<'_>) -> Vec<String> {
        let mut all: Vec<String> = self
            .others
            .iter()
            .map(|rule| self.other_sentence(rule, words))
            .collect();
        if self.more > 0 {
            all.push(words.fill(words.more, &[("count", &self.more.to_string())]));
        }
        all
    }

    fn other_sentence(&self, rule: &OtherRule, words: &Teller<'_>) -> String {
        let row = rule.row.to_string();
        let Some(fact) = rule.input.and_then(|at| self.fact(at, words)) else {
            return words.fill(words.other_later, &[("row", &row)]);
        };
        let source = rule.input.and_then(|at| self.inputs.get(at));
        let source = source.map_or("", |(source, _)| source);
        let condition = conditions::in_words(source, &rule.condition, words);
        words.fill(
            words.other,
            &[("row", &row), ("fact", &fact), ("condition", &condition)],
        )
    }
}

/// A value as a person reads it.
pub(super) fn plain(source: &str, value: &Json, words: &Teller<'_>) -> String {
    match value {
        Json::Null => words.nothing.to_owned(),
        Json::Bool(true) => words.yes.to_owned(),
        Json::Bool(false) => words.no.to_owned(),
        Json::String(text) => words.text(source, text),
        Json::Number(n) => words.isolated(&n.to_string()),
        Json::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| plain(source, item, words))
                .collect();
            items.join(words.and)
        }
        Json::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(name, value)| fact(name, name, value, words))
                .collect();
            entries.join(words.and)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Model;
    use crate::feel::{Context, Environment, Value};

    use super::*;

    const FEE: &str = r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="n">
<inputData id="i" name="area"><variable name="area" typeRef="number"/></inputData>
<decision id="d" name="fee"><variable name="fee"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<decisionTable hitPolicy="UNIQUE"><input label="Floor area"><inputExpression typeRef="number"><text>area</text></inputExpression></input><output/>
<annotation name="ar"/><annotation name="en"/>
<rule id="r1"><inputEntry><text>&lt; 50</text></inputEntry><outputEntry><text>100</text></outputEntry>
<annotationEntry><text>المادة ١</text></annotationEntry><annotationEntry><text>Article 1</text></annotationEntry></rule>
<rule id="r2"><inputEntry><text>[50..200]</text></inputEntry><outputEntry><text>200</text></outputEntry>
<annotationEntry><text>المادة ٢</text></annotationEntry><annotationEntry><text>Article 2</text></annotationEntry></rule>
<rule id="r3"><inputEntry><text>not(1, 2)</text></inputEntry><outputEntry><text>300</text></outputEntry></rule>
</decisionTable></decision></definitions>"##;

    fn trace(area: i64) -> Trace {
        let input: Context = [("area", Value::from(area))].into_iter().collect();
        let model = Model::read(FEE.as_bytes()).unwrap();
        model
            .decide("fee", &input, &Environment::at(jiff::Timestamp::UNIX_EPOCH))
            .unwrap()
            .trace
    }

    #[test]
    fn what_applied_is_told_in_three_languages() {
        let trace = trace(1);
        assert_eq!(
            trace.sentences("en"),
            [
                "Rule 1 applies because Floor area = 1 (less than 50) (Article 1).",
                "The result of “fee” is 100."
            ]
        );
        assert_eq!(
            trace.sentences("fr"),
            [
                "La règle 1 s’applique, car Floor area = 1 (moins de 50) (Article 1).",
                "Résultat de « fee » : 100."
            ]
        );
        let arabic = trace
            .sentences("ar")
            .join(" ")
            .replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(
            arabic,
            "طُبّقت القاعدة 1 لأنّ Floor area = 1 (أقل من 50) (المادة ١). نتيجة «fee»: 100."
        );
    }

    #[test]
    fn the_other_rules_are_told_with_what_they_ask_for() {
        let trace = trace(1);
        assert_eq!(
            trace.others("en"),
            [
                "Rule 2 does not apply: Floor area = 1, and it asks for 50 to 200.",
                "Rule 3 does not apply: Floor area = 1, and it asks for anything but 1 or 2.",
            ]
        );
        assert_eq!(
            trace.others("fr")[0],
            "La règle 2 ne s’applique pas : Floor area = 1, or elle demande de 50 à 200."
        );
        assert!(trace.others("ar")[0].contains("لم تُطبّق القاعدة 2"));
    }

    #[test]
    fn several_rules_where_one_may_are_told() {
        let told = trace(60).sentences("en");
        assert_eq!(
            told[2],
            "Rules 2 and 3 all apply, where only one may: there is no result."
        );
        assert_eq!(told[3], "The result of “fee” is not given.");
    }

    #[test]
    fn a_trace_comes_back_from_its_json() {
        let trace = trace(1);
        let json = serde_json::to_string(&trace).unwrap();
        assert_eq!(serde_json::from_str::<Trace>(&json).unwrap(), trace);
    }
}
