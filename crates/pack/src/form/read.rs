//! `forms/<id>.json` read and checked.

use std::collections::{BTreeMap, BTreeSet};

use dmn::feel::{Expression, Names};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::graph::Graph;
use super::{Field, FieldKind, Form, Page, Widget};
use crate::finding::{Findings, line_of};

/// Most fields of a form.
const FIELDS: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    schema: Json,
    ui: Ui,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ui {
    pages: Vec<RawPage>,
    #[serde(default)]
    fields: BTreeMap<String, RawField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPage {
    id: String,
    fields: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    widget: Option<Widget>,
    pub(super) compute: Option<String>,
    pub(super) when: Option<String>,
    pub(super) prefill: Option<String>,
    pub(super) validate: Option<String>,
    /// The questions of a group, in order, and how they are asked.
    #[serde(default)]
    pub(super) group: Vec<String>,
    #[serde(default)]
    pub(super) items: BTreeMap<String, RawField>,
    #[serde(default)]
    accept: Vec<String>,
}

/// A form being read.
pub(super) struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    findings: &'a mut Findings,
}

/// Reads a form; nothing when it cannot be used.
pub(crate) fn read(id: &str, file: &str, content: &[u8], findings: &mut Findings) -> Option<Form> {
    let Ok(source) = std::str::from_utf8(content) else {
        findings.error("form", file, 1, "", "the file is not UTF-8");
        return None;
    };
    let raw: Raw = match serde_json::from_str(source) {
        Ok(raw) => raw,
        Err(e) => {
            findings.error(
                "form",
                file,
                e.line() as u32,
                "",
                format!("the form cannot be read: {e}"),
            );
            return None;
        }
    };
    Reader {
        file,
        source,
        findings,
    }
    .form(id, raw)
}

impl Reader<'_> {
    pub(super) fn error(&mut self, code: &'static str, element: &str, message: impl Into<String>) {
        let line = line_of(self.source, &format!("\"{element}\""));
        self.findings.error(code, self.file, line, element, message);
    }

    fn form(&mut self, id: &str, mut raw: Raw) -> Option<Form> {
        let required: BTreeSet<String> = strings(raw.schema.get("required")).collect();
        let properties: Map<String, Json> = raw
            .schema
            .get("properties")
            .and_then(Json::as_object)
            .cloned()
            .unwrap_or_default();
        self.shape(&raw, &properties, &required);
        // What is required depends on what is shown: the form decides it, not the schema.
        raw.schema.as_object_mut()?.remove("required");
        let patterns = jsonschema::PatternOptions::regex().size_limit(1 << 20);
        let built = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            .with_format("document", is_hash)
            .with_pattern_options(patterns)
            .build(&raw.schema);
        let validator = match built {
            Ok(validator) => validator,
            Err(e) => {
                self.findings.error(
                    "form-schema",
                    self.file,
                    line_of(self.source, "\"schema\""),
                    "",
                    format!("the JSON Schema is not valid: {e}"),
                );
                return None;
            }
        };
        let order: Vec<String> = raw.ui.pages.iter().flat_map(|p| p.fields.clone()).collect();
        let fields: Vec<Field> = order
            .iter()
            .filter_map(|name| {
                let ui = raw.ui.fields.remove(name).unwrap_or_default();
                let property = properties.get(name)?;
                self.field(name, property, ui, required.contains(name))
            })
            .collect();
        let pages = raw
            .ui
            .pages
            .into_iter()
            .map(|p| Page {
                id: p.id,
                fields: p.fields,
            })
            .collect();
        Some(Form {
            id: id.to_owned(),
            pages,
            graph: Graph::of(id, &fields),
            fields,
            validator,
        })
    }

    /// Fields and pages name each other, each once.
    fn shape(&mut self, raw: &Raw, properties: &Map<String, Json>, required: &BTreeSet<String>) {
        if raw.schema.get("additionalProperties") != Some(&Json::Bool(false)) {
            self.error("form-schema", "schema", "the schema says `\"additionalProperties\": false`: no answer that was not asked for");
        }
        if properties.len() > FIELDS {
            self.error(
                "form",
                "properties",
                format!("a form has at most {FIELDS} fields"),
            );
        }
        let mut shown = BTreeSet::new();
        for name in raw.ui.pages.iter().flat_map(|p| &p.fields) {
            if !properties.contains_key(name) {
                self.error(
                    "unknown-field",
                    name,
                    "a page names this field; the schema does not have it",
                );
            }
            if !shown.insert(name.clone()) {
                self.error("duplicate-field", name, "this field is on the pages twice");
            }
        }
        for name in properties.keys() {
            if !shown.contains(name) {
                self.error("field-not-shown", name, "no page shows this field");
            }
            if !crate::check::is_name(name) {
                self.error("field-name", name, "a field's name begins with a small letter and has small letters, digits and `_`");
            }
        }
        for name in raw
            .ui
            .fields
            .keys()
            .chain(required)
            .filter(|name| !properties.contains_key(*name))
        {
            self.error("unknown-field", name, "the schema does not have this field");
        }
        for page in &raw.ui.pages {
            if page.fields.is_empty() {
                self.error("empty-page", &page.id, "this page asks nothing");
            }
        }
    }

    pub(super) fn field(
        &mut self,
        name: &str,
        property: &Json,
        mut ui: RawField,
        required: bool,
    ) -> Option<Field> {
        let Some((kind, options)) = kind(property) else {
            self.error("field-type", name, "a field is a text, number, integer, boolean, date, choice (enum), or an array of choices, documents or objects");
            return None;
        };
        let asked = match kind {
            FieldKind::Group => self.items(name, property, &mut ui),
            _ if ui.group.is_empty() && ui.items.is_empty() => Vec::new(),
            _ => {
                self.error(
                    "group",
                    name,
                    "`group` and `items` are for an array of objects",
                );
                Vec::new()
            }
        };
        let widget = ui.widget.unwrap_or(if ui.compute.is_some() {
            Widget::Computed
        } else {
            usual(kind, &options, property)
        });
        if !fits(widget, kind) {
            self.error(
                "widget",
                name,
                format!("a {kind:?} field cannot be asked by the widget {widget:?}"),
            );
        }
        if (widget == Widget::Computed) != ui.compute.is_some() {
            self.error(
                "widget",
                name,
                "a field is computed when it has `compute` and the widget `computed`",
            );
        }
        let items = property.get("items").unwrap_or(property);
        Some(Field {
            name: name.to_owned(),
            kind,
            widget,
            required,
            options,
            accept: ui.accept,
            patterned: property.get("pattern").is_some(),
            max_length: items.get("maxLength").and_then(Json::as_u64),
            max_items: property.get("maxItems").and_then(Json::as_u64),
            items: asked,
            compute: self.expression(name, ui.compute),
            when: self.expression(name, ui.when),
            prefill: self.expression(name, ui.prefill),
            validate: self.expression(name, ui.validate),
        })
    }

    fn expression(&mut self, name: &str, source: Option<String>) -> Option<Expression> {
        let source = source?;
        match Expression::parse(&source, &Names::new()) {
            Ok(expression) => Some(expression),
            Err(e) => {
                self.error(
                    "feel-syntax",
                    name,
                    format!("`{source}` is no FEEL expression: {e}"),
                );
                None
            }
        }
    }
}

pub(super) fn strings(json: Option<&Json>) -> impl Iterator<Item = String> + '_ {
    json.and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .map(str::to_owned)
}

fn kind(property: &Json) -> Option<(FieldKind, Vec<String>)> {
    let of = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
    if property.get("const").is_some_and(Json::is_boolean) {
        return Some((FieldKind::Boolean, Vec::new()));
    }
    if property.get("enum").is_some() {
        return Some((FieldKind::Choice, strings(property.get("enum")).collect()));
    }
    let plain = |kind| Some((kind, Vec::new()));
    match of(property, "type")?.as_str() {
        "string" if of(property, "format").as_deref() == Some("date") => plain(FieldKind::Date),
        "string" => plain(FieldKind::Text),
        "number" => plain(FieldKind::Number),
        "integer" => plain(FieldKind::Integer),
        "boolean" => plain(FieldKind::Boolean),
        "array" => {
            let items = property.get("items")?;
            if of(items, "format").as_deref() == Some("document") {
                return plain(FieldKind::Files);
            }
            if of(items, "type").as_deref() == Some("object") {
                return plain(FieldKind::Group);
            }
            items
                .get("enum")
                .map(|options| (FieldKind::Choices, strings(Some(options)).collect()))
        }
        _ => None,
    }
}

fn usual(kind: FieldKind, options: &[String], property: &Json) -> Widget {
    match kind {
        FieldKind::Text if property.get("format").and_then(Json::as_str) == Some("email") => {
            Widget::Email
        }
        FieldKind::Text
            if property
                .get("maxLength")
                .and_then(Json::as_u64)
                .is_some_and(|n| n > 250) =>
        {
            Widget::Textarea
        }
        FieldKind::Text => Widget::Text,
        FieldKind::Number | FieldKind::Integer => Widget::Number,
        FieldKind::Boolean => Widget::Checkbox,
        FieldKind::Date => Widget::Date,
        FieldKind::Choice if options.len() <= 8 => Widget::Radios,
        FieldKind::Choice => Widget::Select,
        FieldKind::Choices => Widget::Checkboxes,
        FieldKind::Files => Widget::File,
        FieldKind::Group => Widget::Group,
    }
}

fn fits(widget: Widget, kind: FieldKind) -> bool {
    match widget {
        Widget::Computed => !matches!(kind, FieldKind::Files | FieldKind::Group),
        Widget::Text | Widget::Textarea | Widget::Email | Widget::Tel => kind == FieldKind::Text,
        Widget::Number | Widget::Money => matches!(kind, FieldKind::Number | FieldKind::Integer),
        Widget::Date => kind == FieldKind::Date,
        Widget::Radios | Widget::Select => kind == FieldKind::Choice,
        Widget::Checkboxes => kind == FieldKind::Choices,
        Widget::Checkbox => kind == FieldKind::Boolean,
        Widget::File => kind == FieldKind::Files,
        Widget::Group => kind == FieldKind::Group,
    }
}
/// A file's name in data is the SHA-256 of its content: 64 small hexadecimal digits.
fn is_hash(text: &str) -> bool {
    let digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    text.len() == 64 && text.bytes().all(digit)
}
