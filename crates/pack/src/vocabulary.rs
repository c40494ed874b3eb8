//! What rules, their columns and values are called: a model has one language, the pack has three.

use crate::{Form, Pack};

/// A pack's words for its rules, in one language.
///
/// - a decision: `rule-<id>`;
/// - an answer of a form, `application.zone`: the attribute `short` of the question, else the question;
/// - another column or entry: `term-<name>`, the name without what stands before its last point;
/// - a text: the option of the form's field, else `value-<text>`.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary<'p> {
    pack: &'p Pack,
    language: &'p str,
}

impl Pack {
    /// The pack's words for its rules.
    #[must_use]
    pub fn vocabulary<'p>(&'p self, language: &'p str) -> Vocabulary<'p> {
        Vocabulary {
            pack: self,
            language,
        }
    }

    /// The form and the field that a path of names is the answer of.
    pub(crate) fn answer<'p>(&'p self, path: &'p str) -> Option<(&'p Form, &'p str)> {
        let (variable, field) = path.split_once('.')?;
        let form = self.forms.get(variable)?;
        form.field(field).map(|_| (form, field))
    }

    /// The id of the decision of that name.
    pub(crate) fn decision_id(&self, name: &str) -> Option<String> {
        let models = self.rules.values().map(|rule| &rule.model);
        let mut decisions = models.flat_map(dmn::Model::tables);
        decisions.find(|d| d.name == name).map(|d| d.id)
    }
}

impl Vocabulary<'_> {
    fn text(&self, key: &str) -> Option<String> {
        self.pack.texts.text(self.language, key)
    }
}

impl dmn::Vocabulary for Vocabulary<'_> {
    fn decision(&self, id: &str, _: &str) -> Option<String> {
        self.text(&format!("rule-{}", key(id)))
    }

    fn name(&self, source: &str, label: &str) -> Option<String> {
        if let Some((form, field)) = self.pack.answer(source) {
            let question = format!("field-{}-{field}", form.id);
            let short = self.text(&format!("{question}.short"));
            return short.or_else(|| self.text(&question));
        }
        let decision = self.pack.decision_id(source);
        decision
            .and_then(|id| self.decision(&id, source))
            .or_else(|| self.text(&format!("term-{}", term(source, label))))
    }

    fn value(&self, source: &str, text: &str) -> Option<String> {
        let option = self.pack.answer(source).and_then(|(form, field)| {
            self.text(&format!("option-{}-{field}-{}", form.id, key(text)))
        });
        option.or_else(|| self.text(&format!("value-{}", key(text))))
    }
}

/// What a column or entry is called in a key: the last name of a path, else the label in small letters.
pub(crate) fn term(source: &str, label: &str) -> String {
    let path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ' ');
    if source.chars().all(path) {
        return key(source.rsplit('.').next().unwrap_or(source).trim());
    }
    key(&label.to_lowercase())
}

/// A text as part of a key: letters, digits, `_` and `-`.
pub(crate) fn key(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    text.chars()
        .map(|c| if plain(c) { c } else { '_' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_called_by_its_last_name_or_its_label() {
        assert_eq!(
            term("assessment.recommended", "Legal conditions"),
            "recommended"
        );
        assert_eq!(
            term("count(a.b)", "Dangerous substances"),
            "dangerous_substances"
        );
    }
}
