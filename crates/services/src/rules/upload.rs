//! A file of rules that is not deployed: what its check finds, and what it decides. Nothing of it is
//! kept; the page carries the file from step to step.

use axum::extract::State;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dmn::{Finding, Model, Severity};
use maud::{Markup, html};
use web::components::{
    Button, Choice, Choices, Field, FieldError, NoticeKind, Tone, button, error_summary, hidden,
    radios, section, select, tag,
};
use web::forms::FormData;
use web::{Answer, Form, Page, View};

use super::ask::groups;
use super::source::{LARGEST, from_file};
use super::tried::{environment, form, outcome, try_out};
use super::{Ruling, picture, read};
use crate::office::{Office, Official};
use crate::paths;

/// Characters of the file in one hidden field: a field may have 64 KiB.
const PIECE: usize = 48 << 10;
/// Up to so many decisions to choose from are shown beside each other.
const FEW: usize = 6;
/// The field of the file and of the pieces that carry it.
const FILE: &str = "rules";
const CARRIED: &str = "carried";
const DECISION: &str = "decision";
/// Says that the inputs were sent, not only the choice of a decision.
const DECIDE: &str = "decide";

pub(super) async fn ask(official: Official, State(_): State<Office>) -> Answer<Page> {
    Ok(page(&official.view, &[], &html! {}))
}

pub(super) async fn look(
    official: Official,
    State(office): State<Office>,
    Form(mut sent): Form,
) -> Answer<Page> {
    let view = &official.view;
    office.tries(view)?;
    let bytes = match file(view, &mut sent) {
        Ok(bytes) => bytes,
        Err(error) => {
            let page = page(view, &[error], &html! {});
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let (model, findings) = from_file(bytes.clone()).await?;
    let found = findings_table(view, &findings);
    let Some(model) = model else {
        let page = page(view, &[], &found).notice(
            NoticeKind::Warning,
            html! { p { (view.t("rules-refused")) } },
        );
        return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let Some(decision) = chosen(&model, &sent) else {
        let none = html! { (found) p { (view.t("rules-no-decision")) } };
        return Ok(page(view, &[], &none));
    };
    let ruling = Ruling {
        model,
        decision,
        deployed: None,
    };
    Ok(shown(view, &ruling, &bytes, &sent, &found))
}

/// The file: just uploaded, or carried by the page.
pub(super) fn file(view: &View, sent: &mut FormData) -> Result<Vec<u8>, FieldError> {
    let wrong = |key: &str| FieldError::new(FILE, view.t(key));
    let uploaded = sent.take_files().into_iter().find(|f| f.field == FILE);
    let bytes = match uploaded.filter(|f| !f.bytes.is_empty()) {
        Some(file) => file.bytes,
        None => {
            let text: String = sent.all(CARRIED).concat();
            STANDARD
                .decode(text)
                .map_err(|_| wrong("rules-file-missing"))?
        }
    };
    if bytes.is_empty() {
        return Err(wrong("rules-file-missing"));
    }
    if bytes.len() > LARGEST {
        return Err(wrong("rules-file-large"));
    }
    Ok(bytes)
}

/// The decision that was chosen; at first the one that no other needs.
fn chosen(model: &Model, sent: &FormData) -> Option<String> {
    let asked = sent.get(DECISION);
    if let Some(name) = model.decisions().find(|name| *name == asked) {
        return Some(name.to_owned());
    }
    let most = model
        .decisions()
        .max_by_key(|name| model.needed(name).len());
    most.map(str::to_owned)
}

fn shown(view: &View, ruling: &Ruling, bytes: &[u8], sent: &FormData, found: &Markup) -> Page {
    let vocabulary = ruling.vocabulary(view.lang().code());
    let decide = sent.sent(DECIDE);
    let (input, errors) = match decide {
        true => read::inputs(view, &groups(ruling), sent, &environment(view, None)),
        false => Default::default(),
    };
    let tried = (decide && errors.is_empty()).then(|| try_out(view, ruling, &input));
    let trace = tried
        .as_ref()
        .and_then(|t| t.as_ref().ok())
        .map(|o| &o.trace);
    let more = html! {
        (carried(bytes))
        (hidden(DECISION, &ruling.decision))
        (hidden(DECIDE, "1"))
    };
    let body = html! {
        (found)
        (choice(view, ruling, bytes))
        @if let Some(tried) = &tried { (outcome(view, ruling, &vocabulary, tried)) }
        (section("try", &view.t("rules-try"), &form(view, paths::RULES_FILE, ruling, &vocabulary, sent, &errors, &more)))
        (section("tables", &view.t("rules-tables"), &picture::pictures(view, &ruling.model, &ruling.decision, &vocabulary, trace)))
    };
    let page = page(view, &errors, &body);
    if errors.is_empty() {
        page
    } else {
        page.status(StatusCode::UNPROCESSABLE_ENTITY)
    }
}

fn carried(bytes: &[u8]) -> Markup {
    let text = STANDARD.encode(bytes);
    let pieces = text.as_bytes().chunks(PIECE);
    html! { @for piece in pieces { (hidden(CARRIED, &String::from_utf8_lossy(piece))) } }
}

fn choice(view: &View, ruling: &Ruling, bytes: &[u8]) -> Markup {
    let names: Vec<&str> = ruling.model.decisions().collect();
    if names.len() < 2 {
        return html! { h2 { bdi { (ruling.decision) } } };
    }
    let field = Field::new(DECISION, view.t("rules-which"));
    let few = names.len() <= FEW;
    let names = names.iter().map(|name| Choice::new(*name, *name)).collect();
    let choices = Choices::new(field, names, ruling.decision.as_str());
    html! {
        form method="post" action=(paths::RULES_FILE) enctype="multipart/form-data" {
            (view.csrf_field())
            (carried(bytes))
            @if few { (radios(&view.text, &choices)) } @else { (select(&view.text, &choices)) }
            (button(&Button { secondary: true, ..Button::new(view.t("rules-show")) }))
        }
        h2 { bdi { (ruling.decision) } }
    }
}

fn page(view: &View, errors: &[FieldError], body: &Markup) -> Page {
    let title = view.t("rules-file-title");
    let own: Vec<FieldError> = errors.iter().filter(|e| e.name == FILE).cloned().collect();
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p class="lead" { (view.t("rules-file-lead")) }
        form method="post" action=(paths::RULES_FILE) enctype="multipart/form-data" {
            (view.csrf_field())
            (file_field(view, &own))
            (button(&Button { secondary: true, ..Button::new(view.t("rules-file-look")) }))
        }
        (body)
    };
    view.page(title.clone())
        .with_errors(errors)
        .crumb(paths::RULES, view.t("rules-title"))
        .main(main)
}

/// The field for a file. Its kind is not one of the documents that services accept, so it is written here.
pub(super) fn file_field(view: &View, errors: &[FieldError]) -> Markup {
    let described = if errors.is_empty() {
        "rules-hint"
    } else {
        "rules-error rules-hint"
    };
    html! {
        div class={ "field" @if !errors.is_empty() { " field-wrong" } } {
            label class="label" for=(FILE) { (view.t("rules-file-field")) }
            p class="hint" id="rules-hint" { (view.t("rules-file-hint")) }
            @for e in errors { p class="error" id="rules-error" { (e.text) } }
            input class="file" type="file" id=(FILE) name=(FILE) accept=".dmn,.xml,application/xml,text/xml" aria-describedby=(described);
        }
    }
}

/// What the check finds, with its place.
fn findings_table(view: &View, findings: &[Finding]) -> Markup {
    let body = html! {
        @if findings.is_empty() { p { (view.t("rules-no-findings")) } }
        @else {
            ul class="findings" {
                @for f in findings {
                    li {
                        @if f.severity == Severity::Error { (tag(Tone::Bad, &view.t("rules-error"))) }
                        @else { (tag(Tone::Attention, &view.t("rules-warning"))) }
                        " " (view.with("rules-place", &[("line", f.line.to_string().into()), ("column", f.column.to_string().into())]))
                        @if let Some(element) = &f.element { " · " code dir="ltr" { (element) } }
                        p dir="ltr" lang="en" { (f.message) }
                    }
                }
            }
        }
    };
    section("findings", &view.t("rules-findings"), &body)
}
