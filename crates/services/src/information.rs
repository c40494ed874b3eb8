//! What an official asks the applicant for, and the answer: while it is waited for, time stands still, and both pages say so.

mod answer;
mod ask;
mod shown;
mod withdraw;

pub(crate) use shown::{asked, history, waits};

use web::{Access, Routes};

use crate::office::Office;

pub(crate) fn routes() -> Routes<Office> {
    let (question, withdrawal, answer) = (
        "/cases/{number}/tasks/{job}/question",
        "/cases/{number}/tasks/{job}/question/withdraw",
        "/cases/{number}/tasks/{job}/question/answer",
    );
    Routes::new()
        .get(question, Access::SignedIn, ask::page)
        .post(question, Access::SignedIn, ask::ask)
        .get(withdrawal, Access::SignedIn, withdraw::page)
        .post(withdrawal, Access::SignedIn, withdraw::withdraw)
        .get(answer, Access::SignedIn, answer::page)
        .post(answer, Access::SignedIn, answer::answer)
}

/// What is wrong with a field of these forms, in words.
fn mistake(view: &web::View, field: &str, reason: &str) -> web::components::FieldError {
    let key = format!("question-{field}-{}", reason.replace('_', "-"));
    web::components::FieldError::new(field, view.t(&key))
}
