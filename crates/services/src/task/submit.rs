//! Doing a task: the form is checked, written and the process goes on, in one transaction.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::sign::SignatureError;
use casework::case::{self, Action, NewDocument};
use casework::{Actor, Error, PersonId};
use maud::html;
use serde_json::{Map, Value as Json};
use web::components::{FieldError, NoticeKind};
use web::forms::{FormData, Upload};
use web::session::FlashKind;
use web::{Answer, Form, Page, View, held};

use super::page::{Desk, SHOWN, desk, show};
use super::sign::{self, CHANGE, SIGNATURE, SignatureBody};
use crate::office::{Citizen, Office};
use crate::{assured, fields, paths, refusal};

pub(super) async fn submit(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Form(sent): Form,
) -> Answer {
    let view = &citizen.view;
    let desk = desk(&office, view, citizen.person, &number, job).await?;
    let shown = sent.get(SHOWN).to_owned();
    let (signature, kept) = (sent.get(SIGNATURE).to_owned(), sent.clone());
    let (proved, more) = (assured::proved(view), wants(&desk, &sent));
    let (data, documents, errors) = read(view, &desk, sent);
    if let Some(more) = more {
        return Ok(regrouped(view, &desk, &data, &more, !documents.is_empty()).into_response());
    }
    if !errors.is_empty() || (desk.signs() && kept.sent(CHANGE)) {
        return Ok(show(view, &desk, &data, &errors, "").into_response());
    }
    let mut given = None;
    if desk.signs() {
        match SignatureBody::of_field(&signature) {
            Ok(assertion) => given = Some(assertion),
            Err(why) => {
                let why = (!signature.is_empty()).then_some(why);
                let (office, person) = (&office, citizen.person);
                return to_sign(office, view, (person, &desk), (&data, &kept, &shown), why).await;
            }
        }
    }
    let (actor, id) = (Actor::Person(citizen.person), desk.task.whole.case.id);
    let action = Action::Complete {
        job,
        data: data.clone(),
        documents,
        signature: given,
    };
    match office
        .casework()
        .write(move |tx| {
            tx.assure(proved);
            case::act(tx, actor, id, &action)
        })
        .await
    {
        Ok(_) => {}
        Err(Error::Invalid(found)) => {
            return Ok(again(view, &desk, &data, &found, &shown).into_response());
        }
        Err(Error::Signature(why)) if desk.signs() => {
            let (office, person) = (&office, citizen.person);
            return to_sign(
                office,
                view,
                (person, &desk),
                (&data, &kept, &shown),
                Some(why),
            )
            .await;
        }
        Err(Error::Assurance(wanted)) => {
            return held::later(view, &kept, assured::problem(wanted)).await;
        }
        Err(e) => return Err(refusal::problem(view, e)),
    }
    let own = desk.task.task.role == pack::APPLICANT;
    view.session.flash(
        FlashKind::Success,
        view.t(if own { "task-sent" } else { "task-done" }),
    );
    let next = if own {
        paths::case(desk.task.whole.case.number)
    } else {
        paths::WORK.to_owned()
    };
    Ok(Redirect::to(&next).into_response())
}

/// The page on which the decision is signed, or the form where it does not fit. `why`: what was wrong with a signature.
async fn to_sign(
    office: &Office,
    view: &View,
    (person, desk): (PersonId, &Desk),
    (data, kept, shown): (&Map<String, Json>, &FormData, &str),
    why: Option<SignatureError>,
) -> Answer {
    let signing = match sign::signing(office, person, desk, data.clone()).await {
        Ok(signing) => signing,
        Err(Error::Invalid(found)) => {
            return Ok(again(view, desk, data, &found, shown).into_response());
        }
        Err(e) => return Err(refusal::problem(view, e)),
    };
    let page = sign::page(view, desk, (data, kept), &signing);
    let page = match why {
        Some(why) => page.notice(
            NoticeKind::Warning,
            html! { p { (sign::told(view, &why)) } },
        ),
        None => page,
    };
    Ok(page.into_response())
}

/// The group that one more thing is wanted of, none (`""`) where one is removed; nothing where the task is to be done.
fn wants(desk: &Desk, sent: &FormData) -> Option<String> {
    if !sent.get("remove").is_empty() {
        return Some(String::new());
    }
    let group = desk.form()?.field(sent.get("add"))?;
    Some(group.name.clone())
}

/// The page with one thing more or less of a group, and nothing done yet.
fn regrouped(view: &View, desk: &Desk, data: &Map<String, Json>, more: &str, files: bool) -> Page {
    let page = show(view, desk, data, &[], more);
    if files {
        // A browser does not choose files by itself.
        return page.notice(NoticeKind::Info, html! { p { (view.t("group-files")) } });
    }
    page
}

/// The page after answers that cannot stand yet. A question that was not on the page follows from
/// the answers just given: it is asked, not called a mistake.
fn again(
    view: &View,
    desk: &Desk,
    data: &Map<String, Json>,
    found: &[pack::FieldError],
    shown: &str,
) -> Page {
    let Some(form) = desk.form() else {
        return show(view, desk, data, &[], "");
    };
    let asked = |e: &&pack::FieldError| shown.is_empty() || shown.split(',').any(|f| f == e.field);
    let own: Vec<_> = found.iter().filter(asked).cloned().collect();
    let errors = fields::mistakes(view, &desk.task.whole.pack, form, &own);
    let page = show(view, desk, data, &errors, "");
    if own.len() == found.len() {
        return page;
    }
    page.notice(NoticeKind::Info, html! { p { (view.t("task-more")) } })
}

/// The form's data with the hashes of the files that came along.
fn read(
    view: &View,
    desk: &Desk,
    mut sent: FormData,
) -> (Map<String, Json>, Vec<NewDocument>, Vec<FieldError>) {
    let Some(form) = desk.form() else {
        return Default::default();
    };
    let pack = &desk.task.whole.pack;
    let uploads = sent.take_files();
    let fields = fields::without(fields::sent(form, &sent), sent.get("remove"));
    let (mut data, found) = form.parse(&fields);
    let (good, bad) = fields::take_files(view, pack, form, uploads);
    let mut errors = fields::mistakes(view, pack, form, &found);
    errors.extend(bad);
    let documents: Vec<_> = good.into_iter().filter_map(document).collect();
    for file in form.fields().filter(|f| f.widget == pack::Widget::File) {
        let own = documents.iter().filter(|d| d.field == file.name);
        let hashes: Vec<Json> = own.map(|d| hex::encode(d.hash()).into()).collect();
        data.remove(&file.name);
        if !hashes.is_empty() {
            data.insert(file.name.clone(), hashes.into());
        }
    }
    (data, documents, errors)
}

fn document(upload: Upload) -> Option<NewDocument> {
    let media = upload.kind?.media_type().to_owned();
    Some(NewDocument {
        field: upload.field,
        name: upload.name,
        media,
        bytes: upload.bytes.into(),
    })
}
