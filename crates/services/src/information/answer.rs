//! The applicant answers what was asked, in words and with files.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::read::Whole;
use casework::case::{self, Action, LARGEST, NewDocument, OpenTask, Waiting, information};
use casework::{Actor, Error};
use maud::html;
use web::components::{
    Button, Field, FieldError, FileUpload, TextArea, button, error_summary, file_upload, inset,
    textarea,
};
use web::forms::Upload;
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use super::mistake;
use crate::case::seat;
use crate::office::{Citizen, Office};
use crate::{paths, refusal, words};

/// Why a file is not taken: a key of words.
type Refused = (String, &'static str);

pub(super) async fn page(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
) -> Answer<Page> {
    let whole = asked(&office, &citizen, &number).await?;
    let open = open(&whole, job)?;
    Ok(show(&citizen.view, &whole, (job, open), "", &[]))
}

pub(super) async fn answer(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Form(mut form): Form,
) -> Answer {
    let view = &citizen.view;
    let whole = asked(&office, &citizen, &number).await?;
    let open = open(&whole, job)?;
    let text = form.get("text").to_owned();
    let documents = match attached(form.take_files()) {
        Ok(documents) => documents,
        Err((name, key)) => {
            let label = view.t("question-files");
            let said = view.with(key, &[("label", label.into()), ("name", name.into())]);
            let errors = [FieldError::new(information::FIELD, said)];
            return Ok(show(view, &whole, (job, open), &text, &errors).into_response());
        }
    };
    let (actor, id) = (Actor::Person(citizen.person), whole.case.id);
    let action = Action::Inform {
        job,
        text: text.clone(),
        documents,
    };
    let done = office
        .casework()
        .write(move |tx| case::act(tx, actor, id, &action));
    match done.await {
        Ok(_) => {
            view.session
                .flash(FlashKind::Success, view.t("question-answered"));
            Ok(Redirect::to(&paths::case(whole.case.number)).into_response())
        }
        Err(Error::Field { field, reason }) => {
            let errors = [mistake(view, field, reason)];
            Ok(show(view, &whole, (job, open), &text, &errors).into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

/// The files that came along, as documents; else the name of the first that cannot be taken, and why.
fn attached(uploads: Vec<Upload>) -> Result<Vec<NewDocument>, Refused> {
    let mut documents = Vec::new();
    // A field that was left empty comes as a file without a name.
    for upload in uploads
        .into_iter()
        .filter(|u| !(u.bytes.is_empty() && u.name.is_empty()))
    {
        let refused = |key| Err((upload.name.clone(), key));
        let Some(kind) = upload.kind.filter(|_| upload.bytes.len() <= LARGEST) else {
            return match upload.bytes.len() {
                0 => refused("form-file-empty"),
                n if n > LARGEST => refused("form-file-large"),
                _ => refused("form-file-kind"),
            };
        };
        documents.push(NewDocument {
            field: information::FIELD.to_owned(),
            name: upload.name,
            media: kind.media_type().to_owned(),
            bytes: upload.bytes.into(),
        });
    }
    Ok(documents)
}

/// The case, whose applicant the reader must be, or act for.
async fn asked(office: &Office, citizen: &Citizen, number: &str) -> Result<Whole, Problem> {
    let number = seat::number(number)?;
    let whole = seat::whole(office, &citizen.view, citizen.person, number).await?;
    if !whole.seat.is_applicants() {
        return Err(Problem::not_found());
    }
    Ok(whole)
}

fn open(whole: &Whole, job: u64) -> Result<(&OpenTask, &Waiting), Problem> {
    let task = whole.case.inside.open.get(&job);
    task.and_then(|task| Some((task, task.waiting.as_ref()?)))
        .ok_or_else(|| Problem::conflict().because("nothing is asked any more"))
}

fn show(
    view: &View,
    whole: &Whole,
    (job, (task, waiting)): (u64, (&OpenTask, &Waiting)),
    text: &str,
    errors: &[FieldError],
) -> Page {
    let (pack, number) = (&whole.pack, whole.case.number);
    let title = view.t("question-answer");
    let limit = u32::try_from(information::LONGEST_ANSWER).ok();
    let words_of = Field::new("text", view.t("question-answer-text")).errors(errors);
    let files = Field::new(information::FIELD, view.t("question-files"))
        .errors(errors)
        .optional();
    let upload = FileUpload {
        multiple: true,
        ..FileUpload::new(files, LARGEST as u64)
    };
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::service(view, pack)) " · " bdi dir="ltr" { (number) } }
        h1 { (title) }
        (inset(&html! {
            @for line in waiting.text.lines() { p dir="auto" { (line) } }
            @if !waiting.documents.is_empty() {
                ul { @for name in &waiting.documents { li { bdi { (name) } } } }
            }
        }))
        p { (view.with("question-answer-until", &[("date", view.text.moment(waiting.until, Precision::Minute).into())])) }
        p { (words::of(view, pack, &format!("information-{}", task.element))) }
        form method="post" action=(paths::question_answer(number, job)) enctype="multipart/form-data" novalidate {
            (view.csrf_field())
            (textarea(&view.text, &TextArea { limit, ..TextArea::new(words_of, text) }))
            (file_upload(&view.text, &upload))
            (button(&Button::new(view.t("question-answer-send"))))
        }
    };
    view.page(title.clone())
        .back(paths::case(number))
        .with_errors(errors)
        .main(main)
}
