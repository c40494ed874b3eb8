//! Questions and what is pressed.

use crate::components::{
    Button, Choice, Choices, DateInput, Field, FieldError, FileUpload, InputKind, LinkButton,
    TextArea, TextInput, Width, button, checkboxes, date_input, error_summary, fieldset,
    file_upload, link_button, radios, select, text_input, textarea,
};
use crate::view::View;
use maud::{Markup, html};

pub(super) fn buttons(view: &View) -> Markup {
    let press = |key: &str| Button::new(view.t(key));
    let link = |key: &str| LinkButton::new("#buttons", view.t(key));
    html! {
        div class="buttons" {
            (button(&press("design-send")))
            (button(&Button { secondary: true, ..press("design-later") }))
            (button(&Button { warning: true, ..press("design-delete") }))
        }
        div class="buttons" {
            (link_button(&LinkButton { start: true, ..link("design-start") }))
            (link_button(&link("design-link")))
            (link_button(&LinkButton { secondary: true, ..link("design-link") }))
            button class="link" type="button" { (view.t("design-delete")) }
        }
    }
}

fn field(view: &View, name: &str) -> Field {
    Field::new(format!("d-{name}"), view.t("design-question")).hint(view.t("design-hint"))
}

fn answers(view: &View) -> Vec<Choice> {
    let more = Choice {
        hint: Some(view.t("design-hint")),
        ..Choice::new("b", view.t("design-answer-b"))
    };
    vec![Choice::new("a", view.t("design-answer-a")), more]
}

pub(super) fn questions(view: &View) -> Markup {
    let t = &view.text;
    let line = |name: &str, width, kind| TextInput {
        width,
        kind,
        ..TextInput::new(field(view, name), "")
    };
    let money = TextInput {
        prefix: Some(view.t("design-currency")),
        suffix: Some(".00".into()),
        ltr: true,
        ..line("money", Width::Short, InputKind::Decimal)
    };
    let limited = TextArea {
        limit: Some(200),
        rows: 3,
        ..TextArea::new(field(view, "area").optional(), view.t("design-sentence"))
    };
    let pair = |name: &str| Choices::new(field(view, name), answers(view), "a");
    html! {
        (text_input(t, &line("full", Width::Full, InputKind::Text)))
        (text_input(t, &line("medium", Width::Medium, InputKind::Email)))
        (text_input(t, &line("short", Width::Short, InputKind::Code)))
        (text_input(t, &money))
        (textarea(t, &limited))
        (radios(t, &pair("radios")))
        (radios(t, &Choices { inline: true, ..Choices::new(field(view, "inline"), plain(view), "b") }))
        (checkboxes(t, &pair("boxes")))
        (select(t, &pair("select")))
        (date_input(t, &DateInput { parts: ["4".into(), "1".into(), "2027".into()], ..DateInput::new(field(view, "date")) }))
        (file_upload(t, &FileUpload::new(field(view, "file"), 10 << 20)))
        (fieldset(&view.t("design-group"), &text_input(t, &line("grouped", Width::Medium, InputKind::Text))))
    }
}

fn plain(view: &View) -> Vec<Choice> {
    ["a", "b"]
        .map(|v| Choice::new(v, view.t(&format!("design-answer-{v}"))))
        .to_vec()
}

pub(super) fn mistakes(view: &View) -> Markup {
    let t = &view.text;
    let errors = ["line", "choice", "day", "paper", "words"]
        .map(|name| FieldError::new(format!("e-{name}"), view.t("design-error")));
    let field =
        |name: &str| Field::new(format!("e-{name}"), view.t("design-question")).errors(&errors);
    html! {
        (error_summary(t, &errors))
        (text_input(t, &TextInput { width: Width::Medium, ..TextInput::new(field("line"), "2019") }))
        (radios(t, &Choices::new(field("choice"), answers(view), "")))
        (date_input(t, &DateInput::new(field("day"))))
        (file_upload(t, &FileUpload::new(field("paper"), 10 << 20)))
        (textarea(t, &TextArea::new(field("words"), "")))
    }
}
