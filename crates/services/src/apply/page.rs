//! One question group a page; each answer is kept as soon as it is sent, right or wrong.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use maud::html;
use web::components::{Button, FieldError, button, error_summary, steps};
use web::forms::Upload;
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use super::draft::NewFile;
use super::{Filling, Found, find, offline};
use crate::fields::{self, Sheet};
use crate::office::{Citizen, Office};
use crate::{paths, refusal, words};

pub(super) async fn form(
    citizen: Citizen,
    State(office): State<Office>,
    Path((id, page)): Path<(String, String)>,
) -> Answer {
    let filling = match find(&office, &citizen, &id).await? {
        Found::Open(filling) => filling,
        Found::Sent(to) => return Ok(to.into_response()),
    };
    // Who comes from a phone that was offline is told what is wrong, as if the page had just been sent.
    let errors = match citizen.view.query_value("mistakes").as_str() {
        "1" => {
            let found = filling.form()?.check_page(&page, &filling.answers);
            fields::mistakes(&citizen.view, &filling.pack, filling.form()?, &found)
        }
        _ => Vec::new(),
    };
    let shown = show(&citizen.view, &filling, &page, &errors)?;
    Ok(shown.status(StatusCode::OK).into_response())
}

pub(super) async fn save(
    citizen: Citizen,
    State(office): State<Office>,
    Path((id, page)): Path<(String, String)>,
    Form(mut sent): Form,
) -> Answer {
    let view = &citizen.view;
    let mut filling = match find(&office, &citizen, &id).await? {
        Found::Open(filling) => *filling,
        Found::Sent(to) => return Ok(to.into_response()),
    };
    let uploads = sent.take_files();
    let taken = filling.take(&page, &sent);
    let unread = taken.map_err(|e| refusal::problem(view, e))?;
    let mut errors = fields::mistakes(view, &filling.pack, filling.form()?, &unread);
    let (good, bad) = fields::take_files(view, &filling.pack, filling.form()?, uploads);
    filling = keep(&office, view, filling, good, sent.get("remove")).await?;
    if sent.get("go") == "later" {
        view.session
            .flash(FlashKind::Success, view.t("draft-saved"));
        return Ok(Redirect::to(paths::CASES).into_response());
    }
    if !sent.get("remove").is_empty() {
        return Ok(show(view, &filling, &page, &[])?.into_response());
    }
    if let Some(group) = filling.form()?.field(sent.get("add")) {
        return Ok(Redirect::to(&one_more(view, &filling, &page, group)).into_response());
    }
    let found = filling.form()?.check_page(&page, &filling.answers);
    let known = |e: &pack::FieldError, all: &[FieldError]| all.iter().any(|x| x.name == e.field);
    errors.extend(bad);
    let fresh: Vec<_> = found.into_iter().filter(|e| !known(e, &errors)).collect();
    errors.extend(fields::mistakes(
        view,
        &filling.pack,
        filling.form()?,
        &fresh,
    ));
    if !errors.is_empty() {
        return Ok(show(view, &filling, &page, &errors)?.into_response());
    }
    Ok(Redirect::to(&next(view, &filling, &page)?).into_response())
}

/// The page again, with one more thing of a group.
fn one_more(view: &View, filling: &Filling, page: &str, group: &pack::Field) -> String {
    let here = paths::draft_page(&filling.draft.name(), page);
    let change = match view.query_value("change").as_str() {
        "1" => "&change=1",
        _ => "",
    };
    let things = filling.draft.data.get(&group.name);
    let n = things.and_then(|t| t.as_array()).map_or(0, Vec::len);
    let name = &group.name;
    let first = group.items.first().map_or("", |f| f.name.as_str());
    format!("{here}?add={name}{change}#{name}.{n}.{first}")
}

/// Writes the draft, with files added and removed.
async fn keep(
    office: &Office,
    view: &View,
    mut filling: Filling,
    uploads: Vec<Upload>,
    remove: &str,
) -> Result<Filling, Problem> {
    let files: Arc<[NewFile]> = uploads.into_iter().filter_map(new_file).collect();
    let remove = remove.split_once(':').and_then(|(field, hash)| {
        let hash: [u8; 32] = hex::decode(hash).ok()?.try_into().ok()?;
        Some((field.to_owned(), hash))
    });
    let draft = filling.draft;
    filling.draft = office
        .write(view, move |tx| {
            let mut draft = draft.clone();
            for file in files.iter() {
                draft.attach(tx, file)?;
            }
            if let Some((field, hash)) = &remove {
                draft.detach(tx, field, *hash)?;
            }
            draft.save(tx)?;
            Ok(draft)
        })
        .await?;
    filling.name_files().map_err(Problem::internal)?;
    Ok(filling)
}

/// An upload that is of a known kind.
pub(crate) fn new_file(upload: Upload) -> Option<NewFile> {
    let media = upload.kind?.media_type().to_owned();
    Some(NewFile {
        field: upload.field,
        name: upload.name,
        media,
        bytes: upload.bytes.into(),
    })
}

/// The page after this one; the check when this was the last or a change from there.
fn next(view: &View, filling: &Filling, page: &str) -> Result<String, Problem> {
    let id = filling.draft.name();
    let pages = filling.pages()?;
    let after = pages.iter().skip_while(|p| *p != page).nth(1);
    Ok(match after {
        _ if view.query_value("change") == "1" && filling.unfinished()?.is_none() => {
            paths::draft_check(&id)
        }
        Some(after) => paths::draft_page(&id, after),
        None => paths::draft_check(&id),
    })
}

fn show(
    view: &View,
    filling: &Filling,
    page: &str,
    errors: &[FieldError],
) -> Result<Page, Problem> {
    let form = filling.form()?;
    let own = form
        .pages()
        .iter()
        .find(|p| p.id == page)
        .ok_or_else(Problem::not_found)?;
    let pages = filling.pages()?;
    let at = pages.iter().position(|p| p == page).unwrap_or_default();
    let name = |p: &String| words::of(view, &filling.pack, &format!("form-{}-page-{p}", form.id));
    let mut names: Vec<_> = pages.iter().map(name).collect();
    names.push(view.t("apply-check-step"));
    let sheet = Sheet {
        errors,
        more: Some(fields::wanted(view, form).unwrap_or_default()),
        ..filling.sheet(view, form)
    };
    let (id, title) = (filling.draft.name(), name(&own.id));
    let back = match at.checked_sub(1).and_then(|i| pages.get(i)) {
        _ if view.query_value("change") == "1" => paths::draft_check(&id),
        Some(before) => paths::draft_page(&id, before),
        None => paths::apply(&filling.pack.id),
    };
    let action = match view.query_value("change").as_str() {
        "1" => format!("{}?change=1", paths::draft_page(&id, page)),
        _ => paths::draft_page(&id, page),
    };
    let later = Button {
        secondary: true,
        field: Some(("go".into(), "later".into())),
        ..Button::new(view.t("apply-later"))
    };
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::service(view, &filling.pack)) }
        (steps(&view.text, &names, at))
        h1 { (title) }
        (crate::offline::panel(view))
        form method="post" action=(action) enctype="multipart/form-data" novalidate data-draft=(id) data-page=(own.id) {
            (view.csrf_field())
            (offline::about(view, filling, &own.id)?)
            (fields::first_button(&view.t("apply-continue")))
            (sheet.questions(&own.fields))
            div class="buttons" { (button(&Button::new(view.t("apply-continue")))) (button(&later)) }
        }
    };
    Ok(view
        .page(title.clone())
        .back(back)
        .with_errors(errors)
        .main(main))
}
