//! Data against the form: what is proposed, and what is wrong.

use dmn::feel::{Context, Environment};
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use language::hijri::YEARS;
use language::{HijriDay, HijriError};
use serde_json::{Map, Value as Json};

use super::{Answers, FieldError, FieldKind, Form, Widget, root};

/// Most errors told at once.
const ERRORS: usize = 100;

impl Form {
    /// What is proposed before anything is answered.
    #[must_use]
    pub fn prefill(&self, vars: &Context) -> Map<String, Json> {
        let environment = Environment::at(jiff::Timestamp::UNIX_EPOCH);
        let mut data = Map::new();
        for field in &self.fields {
            if let Some(Ok(value)) = field
                .prefill
                .as_ref()
                .map(|p| p.evaluate(vars, &environment))
                && !value.is_null()
            {
                data.insert(field.name.clone(), value.to_json());
            }
        }
        data
    }

    /// What is wrong on one page.
    #[must_use]
    pub fn check_page(&self, page: &str, answers: &Answers) -> Vec<FieldError> {
        let Some(page) = self.pages.iter().find(|p| p.id == page) else {
            return Vec::new();
        };
        let mut errors = self.errors(answers);
        errors.retain(|e| page.fields.iter().any(|f| f == root(&e.field)));
        errors
    }

    /// What is wrong on any page, and which answers are to nothing that the form asks.
    #[must_use]
    pub fn check(&self, answers: &Answers) -> Vec<FieldError> {
        let names = answers.given().keys();
        let unknown = names.filter(|name| self.field(name).is_none());
        let unknown = unknown.map(|name| FieldError::new(name, "unknown"));
        let mut errors: Vec<FieldError> = unknown.take(ERRORS).collect();
        errors.extend(self.errors(answers));
        errors
    }

    /// The data as it is kept: hidden answers dropped, computed ones computed by us, all checked.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the pages.
    pub fn accept(
        &self,
        data: &Map<String, Json>,
        vars: &Context,
        environment: &Environment,
    ) -> Result<Map<String, Json>, Vec<FieldError>> {
        let answers = self.answers(data, vars, environment);
        let errors = self.check(&answers);
        if errors.is_empty() {
            Ok(answers.into_kept())
        } else {
            Err(errors)
        }
    }

    /// What the schema says of one answer among those that were kept: for one that is corrected.
    #[must_use]
    pub fn check_field(&self, name: &str, kept: &Map<String, Json>) -> Option<FieldError> {
        let whole = Json::Object(kept.clone());
        self.validator
            .iter_errors(&whole)
            .take(ERRORS)
            .map(|error| self.explained(&self.place_of(&error), &error))
            .find(|error| root(&error.field) == name)
    }

    fn errors(&self, answers: &Answers) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let whole = Json::Object(answers.kept().clone());
        for error in self.validator.iter_errors(&whole).take(ERRORS) {
            let place = self.place_of(&error);
            errors.push(self.explained(&place, &error));
        }
        for (place, field) in self.fields.iter().enumerate() {
            let answer = answers.kept().get(&field.name);
            if field.required && answer.is_none_or(empty) && answers.shows_at(place) {
                errors.retain(|e| root(&e.field) != field.name);
                errors.push(FieldError::new(&field.name, "required"));
            }
            if let (Some(validate), Some(_)) = (&field.validate, answer)
                && !errors.iter().any(|e| root(&e.field) == field.name)
                && !answers.holds(validate)
            {
                errors.push(FieldError::new(&field.name, "custom"));
            }
        }
        // One error a field, in the order of the pages.
        errors.sort_by_key(|e| self.order_of(&e.field));
        errors.dedup_by(|a, b| a.field == b.field);
        errors
    }

    /// Where an error of the schema lies; in a group also which thing and which question.
    fn place_of(&self, error: &ValidationError<'_>) -> String {
        let path = error.instance_path().as_str().trim_start_matches('/');
        let mut parts = path.split('/');
        let first = parts.next().unwrap_or_default();
        let group = self.field(first).filter(|f| f.kind == FieldKind::Group);
        let Some(n) = group.and(parts.next()) else {
            return first.to_owned();
        };
        let question = match error.kind() {
            Kind::Required { property } => property.as_str().map(str::to_owned),
            _ => parts.next().map(str::to_owned),
        };
        match question {
            Some(question) => format!("{first}.{n}.{question}"),
            None => format!("{first}.{n}"),
        }
    }

    fn explained(&self, field: &str, error: &ValidationError<'_>) -> FieldError {
        let new = |code| FieldError::new(field, code);
        let place = self.place(field);
        let asked = place.map(|p| p.item.map_or(p.field, |(_, question)| question));
        let kind = asked.map(|f| (f.kind, f.widget));
        match error.kind() {
            Kind::Required { .. } => new("required"),
            Kind::MinLength { limit: 1 } | Kind::MinItems { limit: 1 } => new("required"),
            Kind::MinLength { limit } => new("too_short").with("limit", limit),
            Kind::MaxLength { limit } => new("too_long").with("limit", limit),
            Kind::Minimum { limit } | Kind::ExclusiveMinimum { limit } => {
                new("minimum").with("limit", limit)
            }
            Kind::Maximum { limit } | Kind::ExclusiveMaximum { limit } => {
                new("maximum").with("limit", limit)
            }
            Kind::MinItems { limit } => new("too_few").with("limit", limit),
            Kind::MaxItems { limit } => new("too_many").with("limit", limit),
            Kind::Pattern { .. } => new("pattern"),
            Kind::Format { format } => hijri(field, error.instance())
                .unwrap_or_else(|| new("format").with("format", format)),
            Kind::Constant { .. } => new("required"),
            Kind::Enum { .. } | Kind::UniqueItems => new("choice"),
            Kind::AdditionalProperties { .. } => new("unknown"),
            Kind::Type { .. } => match kind {
                Some((FieldKind::Number | FieldKind::Integer, _)) => {
                    new("type").with("format", "number")
                }
                Some((_, Widget::Date)) => new("format").with("format", "date"),
                _ => new("type"),
            },
            _ => new("format"),
        }
    }
}

/// What is wrong with a date that was typed in the Hijri calendar.
fn hijri(field: &str, typed: &Json) -> Option<FieldError> {
    let parts = typed.as_str()?.strip_suffix(super::AH)?.splitn(3, '-');
    let [year, month, day] = parts.collect::<Vec<_>>().try_into().ok()?;
    let wrong = HijriDay::parse(year, month, day).and_then(HijriDay::to_gregorian);
    let new = |code| FieldError::new(field, code);
    Some(match wrong.err()? {
        HijriError::Year => new("hijri_year")
            .with("first", YEARS.start())
            .with("limit", YEARS.end()),
        HijriError::Month => new("hijri_month"),
        HijriError::Day(days) => new("hijri_day").with("limit", days),
    })
}

fn empty(answer: &Json) -> bool {
    match answer {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        _ => false,
    }
}
