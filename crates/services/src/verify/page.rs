//! The page on which anybody checks a receipt.

use axum::extract::State;
use axum::http::StatusCode;
use casework::Error;
use maud::{Markup, html};
use web::components::{
    Button, Field, Icon, NoticeKind, Row, TextInput, Tone, Width, button, details, icon, section,
    summary_list, tag, text_input,
};
use web::lang::Precision;
use web::{Answer, Form, Page, Public, View};

use super::{Checked, Code, Fault, Looked, check, look_up};
use crate::office::Office;
use crate::{paths, refusal};

pub(super) async fn form(Public(view): Public, State(office): State<Office>) -> Answer<Page> {
    let typed = view.query_value("code");
    if typed.is_empty() {
        return Ok(page(&view, &office, "", None));
    }
    let Ok(code) = typed.parse::<Code>() else {
        let said = no_code(&view, "verify-no-code");
        return Ok(
            page(&view, &office, &typed, Some(said)).status(StatusCode::UNPROCESSABLE_ENTITY)
        );
    };
    let found = office
        .casework()
        .read(move |link, _| look_up(link, code))
        .await;
    match found {
        Ok(looked) => Ok(page(&view, &office, &typed, Some(known(&view, &looked)))),
        Err(Error::NotFound) => {
            let said = no_code(&view, "verify-unknown-code");
            Ok(page(&view, &office, &typed, Some(said)).status(StatusCode::NOT_FOUND))
        }
        Err(e) => Err(refusal::problem(&view, e)),
    }
}

pub(super) async fn upload(
    Public(view): Public,
    State(office): State<Office>,
    Form(mut sent): Form,
) -> Answer<Page> {
    let file = sent
        .take_files()
        .into_iter()
        .find(|f| f.field == "receipt")
        .map(|f| f.bytes);
    let pasted = sent.get("text").as_bytes().to_vec();
    let bytes = file.filter(|b| !b.is_empty()).unwrap_or(pasted);
    let result = office
        .read(&view, move |link, parts| check(link, parts, &bytes))
        .await?;
    let status = if result.is_ok() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let said = match result {
        Ok(checked) => holds(&view, &checked),
        Err(fault) => fails(&view, fault),
    };
    Ok(page(&view, &office, "", Some(said)).status(status))
}

type Said = (NoticeKind, Markup);

fn page(view: &View, office: &Office, typed: &str, said: Option<Said>) -> Page {
    let title = view.t("verify-title");
    let code = TextInput {
        ltr: true,
        width: Width::Medium,
        ..TextInput::new(
            Field::new("code", view.t("verify-code")).hint(view.t("verify-code-hint")),
            typed,
        )
    };
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("verify-lead")) }
        (section("file", &view.t("verify-file-heading"), &file_form(view)))
        (section("by-code", &view.t("verify-code-heading"), &html! {
            form method="get" action=(paths::VERIFY) {
                (text_input(&view.text, &code))
                (button(&Button { secondary: true, ..Button::new(view.t("verify-look")) }))
            }
        }))
        (section("without", &view.t("verify-without"), &without(view, office)))
    };
    let page = view.page(title.clone()).main(main);
    match said {
        Some((kind, content)) => page.notice(kind, content),
        None => page,
    }
}

/// The file's kind is not one of the documents that services accept, so the field is written here.
fn file_form(view: &View) -> Markup {
    html! {
        form method="post" action=(paths::VERIFY) enctype="multipart/form-data" {
            (view.csrf_field())
            div class="field" {
                label class="label" for="receipt" { (view.t("verify-file")) }
                p class="hint" id="receipt-hint" { (view.t("verify-file-hint")) }
                input class="file" type="file" id="receipt" name="receipt" accept=".json,application/json" aria-describedby="receipt-hint";
            }
            (details(&view.t("verify-paste"), &html! {
                div class="field" {
                    label class="label" for="text" { (view.t("verify-paste-label")) }
                    textarea class="input" id="text" name="text" rows="6" dir="ltr" {}
                }
            }))
            (button(&Button::new(view.t("verify-check"))))
        }
    }
}

fn without(view: &View, office: &Office) -> Markup {
    let keys = office.casework().published().borrow().keys.clone();
    let vkey = keys.last().map(String::as_str).unwrap_or_default();
    html! {
        p { (view.t("verify-without-text")) }
        pre class="wraps" dir="ltr" tabindex="0" { code { "diwan verify --key '" (vkey) "' receipt.json" } }
        p { (view.t("verify-without-other")) }
        p { a href=(paths::RECORD) { (view.t("verify-record")) } }
    }
}

fn no_code(view: &View, key: &str) -> Said {
    (NoticeKind::Warning, html! { p { (view.t(key)) } })
}

fn known(view: &View, looked: &Looked) -> Said {
    let said = html! {
        h2 { (view.t("verify-known")) }
        p { (view.with("verify-known-text", &[("size", looked.size.into())])) }
        (summary_list(&[
            Row::new(view.t("entry-index"), html! { (view.text.number(i64::try_from(looked.leaf.index).unwrap_or(i64::MAX))) }),
            Row::new(view.t("entry-time"), view.text.time(looked.at, Precision::Second)),
            Row::new(view.t("verify-leaf"), html! { code dir="ltr" { (hex::encode(looked.hash.0)) } }),
        ]))
    };
    (NoticeKind::Success, said)
}

fn holds(view: &View, c: &Checked) -> Said {
    let kind = view.t(&format!("kind-{}", c.kind.replace('.', "-")));
    let mut rows = vec![
        Row::new(
            view.t("entry-kind"),
            html! { (kind) " · " code dir="ltr" { (c.kind) } },
        ),
        Row::new(
            view.t("entry-time"),
            view.text.time(c.time, Precision::Second),
        ),
        Row::new(
            view.t("entry-index"),
            html! { (view.text.number(i64::try_from(c.index).unwrap_or(i64::MAX))) },
        ),
    ];
    if let Some(case) = &c.case {
        rows.insert(
            0,
            Row::new(view.t("case-number"), html! { bdi dir="ltr" { (case) } }),
        );
    }
    let body: serde_json::Value = serde_json::from_str(&c.body).unwrap_or_default();
    let pretty = serde_json::to_string_pretty(&body).unwrap_or_default();
    let said = html! {
        h2 { (view.t("verify-holds")) }
        ol class="chain" {
            li { (icon(Icon::Check)) span { (view.with("verify-holds-signed", &[("size", c.size.into())])) } }
            li { (icon(Icon::Check)) span { (view.t("verify-holds-included")) } }
            li { (icon(Icon::Check)) span { (view.t("verify-holds-body")) } }
            li { (icon(Icon::Check)) span { (view.with("verify-holds-history", &[("size", c.size_today.into())])) } }
            @if c.draw.is_some() { li { (icon(Icon::Check)) span { (view.t("verify-holds-draw")) } } }
            @if !c.witnesses.is_empty() {
                li { (icon(Icon::Check)) span {
                    (view.with("verify-holds-witnesses", &[("count", c.witnesses.len().into())]))
                    @for name in &c.witnesses { " " code dir="ltr" { (name) } }
                } }
            }
            @if let Some((at, authority)) = &c.stamp {
                li { (icon(Icon::Check)) span {
                    (view.with("verify-holds-stamp", &[("authority", authority.as_str().into())]))
                    " " (view.text.time(*at, Precision::Second))
                } }
            }
            @if c.national {
                li { (icon(Icon::Info)) span {
                    (view.t("verify-national-unchecked")) " "
                    code dir="ltr" { "diwan verify --national" }
                } }
            }
            @if c.policy_met == Some(true) { li { (icon(Icon::Check)) span { (view.t("verify-holds-policy")) } } }
            @if c.policy_met == Some(false) { li { (icon(Icon::Info)) span { (view.t("verify-holds-no-policy")) } } }
        }
        (summary_list(&rows))
        (details(&view.t("entry-body"), &html! { pre dir="ltr" tabindex="0" { code { (pretty) } } }))
    };
    (NoticeKind::Success, said)
}

fn fails(view: &View, fault: Fault) -> Said {
    let said = html! {
        h2 { (tag(Tone::Bad, &view.t("verify-fails"))) }
        p { (view.t(&format!("verify-fails-{}", fault.key()))) }
        p { (view.t("verify-fails-do")) }
    };
    (NoticeKind::Warning, said)
}
