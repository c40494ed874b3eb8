//! The questions on the page, and the inputs that the answers make.

use std::sync::Arc;

use dmn::Vocabulary;
use dmn::feel::{Context, Date, Environment, Expression, Names, Type, Value};
use maud::{Markup, html};
use serde_json::Value as Json;
use web::View;
use web::components::{
    Choice, Choices, DateInput, Field, FieldError, InputKind, TextArea, TextInput, Width,
    checkboxes, date_input, radios, read_date, select, text_input, textarea,
};
use web::forms::FormData;

use super::ask::{Group, Kind, Question};

/// Up to so many answers are radios.
const FEW: usize = 6;

/// All questions, a group an input.
pub(crate) fn questions(
    view: &View,
    words: &dyn Vocabulary,
    groups: &[Group],
    sent: &FormData,
    errors: &[FieldError],
) -> Markup {
    html! {
        @for group in groups {
            @let named = group.questions.iter().any(|q| q.path.len() > 1);
            @if named && groups.len() > 1 {
                h3 { bdi { (words.name(&group.input, &group.input).unwrap_or_else(|| group.input.clone())) } }
            }
            @for q in &group.questions { (question(view, words, q, sent, errors)) }
        }
    }
}

fn question(
    view: &View,
    words: &dyn Vocabulary,
    q: &Question,
    sent: &FormData,
    errors: &[FieldError],
) -> Markup {
    let (t, name) = (&view.text, q.name());
    let last = q.path.last().map_or("", String::as_str);
    let label = words.name(&name, last).unwrap_or_else(|| last.to_owned());
    let field = Field::new(name.as_str(), label).optional().errors(errors);
    let typed = sent.get(&name);
    match &q.kind {
        Kind::Text => text_input(t, &TextInput::new(field, typed)),
        Kind::Number => text_input(
            t,
            &TextInput {
                kind: InputKind::Decimal,
                width: Width::Short,
                ..TextInput::new(field, typed)
            },
        ),
        Kind::YesNo => {
            let choices = vec![
                Choice::new("true", view.t("answer-yes")),
                Choice::new("false", view.t("answer-no")),
            ];
            let choices = Choices::new(field, choices, typed);
            radios(
                t,
                &Choices {
                    inline: true,
                    ..choices
                },
            )
        }
        Kind::Day { .. } => date_input(t, &DateInput::from_form(field, sent)),
        Kind::Typed(_) => text_input(
            t,
            &TextInput {
                ltr: true,
                width: Width::Medium,
                ..TextInput::new(field.hint(view.t("rules-iso-hint")), typed)
            },
        ),
        Kind::One(values) if values.len() <= FEW => radios(
            t,
            &Choices::new(field, choices(words, &name, values), typed),
        ),
        Kind::One(values) => select(
            t,
            &Choices::new(field, choices(words, &name, values), typed),
        ),
        Kind::Many(values) => checkboxes(
            t,
            &Choices {
                field,
                choices: choices(words, &name, values),
                chosen: sent.all(&name).to_vec(),
                inline: false,
            },
        ),
        Kind::Feel => textarea(
            t,
            &TextArea {
                rows: 3,
                ..TextArea::new(field.hint(view.t("rules-feel-hint")), typed)
            },
        ),
    }
}

fn choices(words: &dyn Vocabulary, name: &str, values: &[Value]) -> Vec<Choice> {
    let one = |value: &Value| {
        let text = value.to_string();
        let label = words.value(name, &text).unwrap_or_else(|| text.clone());
        Choice::new(text, label)
    };
    values.iter().map(one).collect()
}

/// The inputs that the answers make; what was not answered is not there.
pub(crate) fn inputs(
    view: &View,
    groups: &[Group],
    sent: &FormData,
    environment: &Environment,
) -> (Context, Vec<FieldError>) {
    let (mut context, mut errors) = (Context::new(), Vec::new());
    for q in groups.iter().flat_map(|g| &g.questions) {
        match answer(view, q, sent, environment) {
            Ok(Some(value)) => put(&mut context, &q.path, value),
            Ok(None) => {}
            Err(text) => errors.push(FieldError::new(q.name(), text)),
        }
    }
    (context, errors)
}

fn put(context: &mut Context, path: &[String], value: Value) {
    let [first, rest @ ..] = path else { return };
    if rest.is_empty() {
        return context.insert(first.as_str(), value);
    }
    let mut inner = context
        .get(first)
        .and_then(Value::as_context)
        .cloned()
        .unwrap_or_default();
    put(&mut inner, rest, value);
    context.insert(first.as_str(), Value::Context(Arc::new(inner)));
}

fn answer(
    view: &View,
    q: &Question,
    sent: &FormData,
    environment: &Environment,
) -> Result<Option<Value>, String> {
    let name = q.name();
    let typed = sent.get(&name).trim();
    if let Kind::Day { text } = q.kind {
        let day = read_date(sent, &name).map_err(|e| {
            let said = e.say(&view.text);
            said.unwrap_or_else(|| view.t("rules-no-date"))
        })?;
        let day = day.map(|day| day.to_string());
        return Ok(day.and_then(|day| match text {
            true => Some(Value::from(day.as_str())),
            false => Date::parse(&day).map(Value::Date),
        }));
    }
    if let Kind::Many(values) = &q.kind {
        let chosen = values.iter().filter(|v| sent.has(&name, &v.to_string()));
        let chosen: Vec<Value> = chosen.cloned().collect();
        return Ok((!chosen.is_empty()).then(|| Value::list(chosen)));
    }
    if typed.is_empty() {
        return Ok(None);
    }
    let value = match &q.kind {
        Kind::Text => Some(Value::from(typed)),
        Kind::Number => number(typed),
        Kind::YesNo => match typed {
            "true" => Some(Value::from(true)),
            "false" => Some(Value::from(false)),
            _ => None,
        },
        Kind::One(values) => values.iter().find(|v| v.to_string() == typed).cloned(),
        Kind::Typed(kind) => iso(kind, typed),
        Kind::Feel => return feel(view, typed, environment).map(Some),
        Kind::Day { .. } | Kind::Many(_) => None,
    };
    let wrong = match q.kind {
        Kind::Number => "rules-no-number",
        Kind::Typed(_) => "rules-no-iso",
        _ => "rules-no-choice",
    };
    value.map(Some).ok_or_else(|| view.t(wrong))
}

/// A number as people write it: Arabic digits, a comma or ٫ before the fraction.
fn number(typed: &str) -> Option<Value> {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - 0x660) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
            ',' | '٫' => '.',
            other => other,
        })
        .collect();
    let number: serde_json::Number = plain.parse().ok()?;
    Some(Value::from_json(&Json::Number(number)))
}

/// A text as a value of that type of FEEL; a text that is none stays a text.
fn iso(kind: &str, typed: &str) -> Option<Value> {
    let types: &[&str] = match kind {
        "duration" => &["days and time duration", "years and months duration"],
        _ => std::slice::from_ref(&kind),
    };
    let json = Json::String(typed.to_owned());
    let read = |name: &&str| Type::named(name).map(|of| Value::from_json_as(&json, &of));
    let mut values = types.iter().filter_map(read);
    values.find(|value| !matches!(value, Value::String(_)))
}

fn feel(view: &View, typed: &str, environment: &Environment) -> Result<Value, String> {
    let said = |e: dmn::feel::Error| {
        let (line, column) = (e.line.to_string(), e.column.to_string());
        view.with(
            "rules-no-feel",
            &[
                ("line", line.into()),
                ("column", column.into()),
                ("cause", e.message.into()),
            ],
        )
    };
    let expression = Expression::parse(typed, &Names::new()).map_err(said)?;
    expression
        .evaluate(&Context::new(), environment)
        .map_err(said)
}
