//! A pack's form as questions on a page and as a list of answers: for applicants and officials.

use casework::case::LARGEST;
use maud::{Markup, html};
use pack::{Answers, Form, Pack, Widget};
use serde_json::{Map, Value as Json};
use web::View;
use web::components::{
    Choice, Choices, DateInput, Field, FieldError, FileUpload, InputKind, Row, TextArea, TextInput,
    Width, checkboxes, date_input, file_upload_after, inset, radios, select, text_input, textarea,
};
use web::forms::{FileKind, FormData, Upload};

use crate::apply::DraftFile;
use crate::words;

mod group;

pub(crate) use group::{first_button, wanted, without};

/// Up to so many answers are shown as radios where the pack does not say.
const FEW: usize = 6;

/// A form with its answers so far.
pub(crate) struct Sheet<'a> {
    pub(crate) view: &'a View,
    pub(crate) pack: &'a Pack,
    pub(crate) form: &'a Form,
    pub(crate) data: &'a Map<String, Json>,
    /// What follows from them.
    pub(crate) answers: &'a Answers,
    /// Files that were sent before and are kept.
    pub(crate) files: &'a [DraftFile],
    pub(crate) errors: &'a [FieldError],
    /// The group that gets one more thing; `Some("")` where none does; nothing on pages that cannot be sent for it.
    pub(crate) more: Option<&'a str>,
}

/// A question as it stands on a page: in a group it has another name, other words and another answer.
struct Asked<'a> {
    name: String,
    /// What the keys of its words end in.
    key: String,
    value: Option<&'a Json>,
}

impl Sheet<'_> {
    /// Whether the field is asked, given the other answers.
    pub(crate) fn asks(&self, field: &pack::Field) -> bool {
        self.form.shows(self.answers, &field.name)
    }

    /// Whether any question of a page is asked.
    pub(crate) fn asks_any(&self, fields: &[String]) -> bool {
        self.form
            .fields()
            .any(|f| fields.contains(&f.name) && self.asks(f))
    }

    /// The names of the questions asked.
    pub(crate) fn asked(&self) -> Vec<&str> {
        let asked = self.form.fields().filter(|f| self.asks(f));
        asked.map(|f| f.name.as_str()).collect()
    }

    /// The questions of a page.
    pub(crate) fn questions(&self, fields: &[String]) -> Markup {
        html! { @for f in self.form.fields().filter(|f| fields.contains(&f.name)) { @if self.asks(f) { (self.question(f)) } } }
    }

    /// A question where nothing can be looked up: what the system works out comes later, files that are here stay.
    pub(crate) fn question_kept(&self, f: &pack::Field) -> Markup {
        if f.widget == Widget::Computed {
            let label = words::label(self.view, self.pack, &self.form.id, &f.name);
            return inset(
                &html! { p { strong { (label) } } p { (self.view.t("kept-form-later")) } },
            );
        }
        self.asked_as(f, &self.asked_field(f), true)
    }

    fn question(&self, f: &pack::Field) -> Markup {
        self.asked_as(f, &self.asked_field(f), false)
    }

    fn asked_field(&self, f: &pack::Field) -> Asked<'_> {
        let (name, key) = (f.name.clone(), f.name.clone());
        let value = self.data.get(&f.name);
        Asked { name, key, value }
    }

    fn asked_as(&self, f: &pack::Field, asked: &Asked<'_>, kept: bool) -> Markup {
        let t = &self.view.text;
        let value = asked.value;
        let typed = value.map(plain).unwrap_or_default();
        let field = self.field(f, asked);
        let choices = || -> Vec<Choice> {
            let label =
                |v: &String| words::option(self.view, self.pack, &self.form.id, &asked.key, v);
            f.options
                .iter()
                .map(|v| Choice::new(v.clone(), label(v)))
                .collect()
        };
        match f.widget {
            Widget::Textarea => textarea(
                t,
                &TextArea {
                    limit: f.max_length.and_then(|n| n.try_into().ok()),
                    ..TextArea::new(field, typed)
                },
            ),
            Widget::Radios => radios(
                t,
                &Choices {
                    inline: f.options.len() == 2,
                    ..Choices::new(field, choices(), typed)
                },
            ),
            Widget::Select if f.options.len() <= FEW => {
                radios(t, &Choices::new(field, choices(), typed))
            }
            Widget::Select => select(t, &Choices::new(field, choices(), typed)),
            Widget::Checkboxes => checkboxes(
                t,
                &Choices {
                    field,
                    choices: choices(),
                    chosen: many(value),
                    inline: false,
                },
            ),
            Widget::Checkbox => self.tick(field, value),
            Widget::Date => date_input(t, &date(field, &typed)),
            Widget::File => self.file(f, field, kept),
            Widget::Group => self.group(f, &field, kept),
            Widget::Computed => self.computed(f, value),
            Widget::Text | Widget::Email | Widget::Tel | Widget::Number | Widget::Money => {
                text_input(t, &line(f, field, typed))
            }
        }
    }

    fn field(&self, f: &pack::Field, asked: &Asked<'_>) -> Field {
        let (form, key) = (&self.form.id, &asked.key);
        let label = words::label(self.view, self.pack, form, key);
        let mut field = Field::new(asked.name.as_str(), label);
        field.hint = words::hint(self.view, self.pack, form, key);
        field.optional = !f.required && f.widget != Widget::Checkbox;
        field.errors(self.errors)
    }

    /// One box, whose label is what is agreed to.
    fn tick(&self, field: Field, value: Option<&Json>) -> Markup {
        let chosen = value == Some(&Json::Bool(true));
        let choice = Choice::new("true", field.label.clone());
        let legend = Field {
            label: self.view.t("form-confirm"),
            ..field
        };
        let chosen = chosen.then(|| "true".to_owned()).into_iter().collect();
        checkboxes(
            &self.view.text,
            &Choices {
                field: legend,
                choices: vec![choice],
                chosen,
                inline: false,
            },
        )
    }

    fn file(&self, f: &pack::Field, field: Field, kept: bool) -> Markup {
        let here: Vec<_> = self.files.iter().filter(|x| x.field == f.name).collect();
        let kinds = FileKind::ALL
            .into_iter()
            .filter(|k| accepts(f, *k))
            .collect();
        let upload = FileUpload {
            kinds,
            multiple: f.max_items != Some(1),
            ..FileUpload::new(field, LARGEST as u64)
        };
        let given = html! {
            @if !here.is_empty() {
                ul class="files" {
                    @for file in &here {
                        li {
                            bdi { (file.name) } " (" (self.view.text.bytes(file.size)) ") "
                            @if !kept {
                                button class="link" type="submit" name="remove" value={ (f.name) ":" (hex::encode(file.hash)) } {
                                    (self.view.t("form-remove-file")) span class="visually-hidden" { " " (file.name) }
                                }
                            }
                        }
                    }
                }
            }
        };
        file_upload_after(&self.view.text, &upload, &given)
    }

    fn computed(&self, f: &pack::Field, value: Option<&Json>) -> Markup {
        let label = words::label(self.view, self.pack, &self.form.id, &f.name);
        let shown = value.map(|v| words::answer(self.view, self.pack, &self.form.id, &f.name, v));
        inset(&html! {
            p { strong { (label) } }
            p id=(f.name) { (shown.filter(|s| !s.is_empty()).unwrap_or_else(|| self.view.t("form-computed-later"))) }
            p class="hint" { (words::hint(self.view, self.pack, &self.form.id, &f.name).unwrap_or_else(|| self.view.t("form-computed"))) }
        })
    }

    /// The answers of a page, each with a link to change it.
    pub(crate) fn answers(
        &self,
        fields: &[String],
        change: impl Fn(&str) -> Option<String>,
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        for f in self
            .form
            .fields()
            .filter(|f| fields.contains(&f.name) && self.asks(f))
        {
            let row = Row::new(
                words::label(self.view, self.pack, &self.form.id, &f.name),
                self.answer(f),
            );
            rows.push(
                match change(&f.name).filter(|_| f.widget != Widget::Computed) {
                    Some(href) => row.change(href, self.view.t("form-change")),
                    None => row,
                },
            );
        }
        rows
    }

    /// The answers of a page as plain text: questions and what was answered, files a line each.
    pub(crate) fn told(&self, fields: &[String]) -> Vec<(String, String)> {
        let asked = self.form.fields();
        let asked = asked.filter(|f| fields.contains(&f.name) && self.asks(f));
        let label = |f: &pack::Field| words::label(self.view, self.pack, &self.form.id, &f.name);
        asked.map(|f| (label(f), self.said(f))).collect()
    }

    /// What was answered to a question as plain text, files a line each.
    pub(crate) fn said(&self, f: &pack::Field) -> String {
        if f.widget == Widget::File {
            let files = self.files.iter().filter(|x| x.field == f.name);
            let files = files.map(|x| format!("{} ({})", x.name, self.view.text.bytes(x.size)));
            return files.collect::<Vec<_>>().join("\n");
        }
        let (view, pack) = (self.view, self.pack);
        let value = self.data.get(&f.name);
        let said = value.map(|v| words::answer(view, pack, &self.form.id, &f.name, v));
        said.unwrap_or_default()
    }

    fn answer(&self, f: &pack::Field) -> Markup {
        if f.widget == Widget::Group {
            return self.things(f);
        }
        if f.widget == Widget::File {
            let files = self.files.iter().filter(|x| x.field == f.name);
            return html! { ul class="files" { @for x in files { li { bdi { (x.name) } " (" (self.view.text.bytes(x.size)) ")" } } } };
        }
        let value = self.data.get(&f.name);
        let shown = value.map(|v| words::answer(self.view, self.pack, &self.form.id, &f.name, v));
        html! { @match shown.filter(|s| !s.is_empty()) { Some(text) => bdi { (text) }, None => span class="hint" { (self.view.t("form-no-answer")) } } }
    }
}

fn date(field: Field, typed: &str) -> DateInput {
    match typed.parse::<jiff::civil::Date>() {
        Ok(date) => DateInput::from_date(field, date),
        Err(_) => {
            // What could not be read is shown again as it was typed: year-month-day.
            let (typed, hijri) = match typed.strip_suffix(pack::AH) {
                Some(typed) => (typed, true),
                None => (typed, false),
            };
            let mut parts = typed.splitn(3, '-').map(str::to_owned);
            let mut next = || parts.next().unwrap_or_default();
            let (year, month, day) = (next(), next(), next());
            DateInput {
                parts: [day, month, year],
                hijri,
                ..DateInput::new(field)
            }
        }
    }
}

fn line(f: &pack::Field, field: Field, typed: String) -> TextInput {
    let (kind, width, autocomplete) = match f.widget {
        Widget::Email => (InputKind::Email, Width::Medium, Some("email")),
        Widget::Tel => (InputKind::Tel, Width::Medium, Some("tel")),
        Widget::Number | Widget::Money => (InputKind::Decimal, Width::Short, None),
        _ => (InputKind::Text, Width::Full, None),
    };
    TextInput {
        kind,
        width,
        autocomplete,
        ..TextInput::new(field, typed)
    }
}

fn accepts(f: &pack::Field, kind: FileKind) -> bool {
    f.accept.is_empty() || f.accept.iter().any(|media| media == kind.media_type())
}

/// An answer as it stands in its field.
fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Null | Json::Array(_) | Json::Object(_) => String::new(),
        other => other.to_string(),
    }
}

fn many(value: Option<&Json>) -> Vec<String> {
    let items = value
        .and_then(Json::as_array)
        .map_or(&[][..], Vec::as_slice);
    items
        .iter()
        .filter_map(Json::as_str)
        .map(str::to_owned)
        .collect()
}

/// What a browser sent, as the form reads it: fields that the form has, files left aside.
pub(crate) fn sent(form: &Form, data: &FormData) -> Vec<(String, Vec<String>)> {
    let parts = ["-day", "-month", "-year"];
    let own = |name: &str| {
        let ends = parts.iter().filter_map(|end| name.strip_suffix(end));
        ends.chain([name]).any(|name| form.place(name).is_some())
    };
    data.fields()
        .filter(|(name, _)| own(name))
        .map(|(name, values)| (name.to_owned(), values.to_vec()))
        .collect()
}

/// Mistakes in the reader's language, in the order of the form.
pub(crate) fn mistakes(
    view: &View,
    pack: &Pack,
    form: &Form,
    found: &[pack::FieldError],
) -> Vec<FieldError> {
    let place = |e: &&pack::FieldError| form.fields().position(|f| f.name == pack::root(&e.field));
    let mut found: Vec<_> = found.iter().collect();
    found.sort_by_key(place);
    found
        .iter()
        .map(|e| FieldError::new(e.field.clone(), words::field_error(view, pack, &form.id, e)))
        .collect()
}

/// Files that fit their field, and what is wrong with the others.
pub(crate) fn take_files(
    view: &View,
    pack: &Pack,
    form: &Form,
    uploads: Vec<Upload>,
) -> (Vec<Upload>, Vec<FieldError>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for upload in uploads {
        let Some(f) = form
            .fields()
            .find(|f| f.name == upload.field && f.widget == Widget::File)
        else {
            continue;
        };
        let key = match upload.kind {
            _ if upload.bytes.is_empty() => "form-file-empty",
            _ if upload.bytes.len() > LARGEST => "form-file-large",
            Some(kind) if accepts(f, kind) => {
                good.push(upload);
                continue;
            }
            _ => "form-file-kind",
        };
        let label = words::label(view, pack, &form.id, &f.name);
        let text = view.with(
            key,
            &[
                ("label", label.into()),
                ("name", upload.name.as_str().into()),
            ],
        );
        bad.push(FieldError::new(upload.field, text));
    }
    (good, bad)
}
