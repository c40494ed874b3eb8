//! How questions show on the case's page and on the task's.

use casework::case::OpenTask;
use casework::case::read::{Ended, Question, Whole};
use maud::{Markup, html};
use web::View;
use web::components::{LinkButton, Row, inset, link_button, summary_list};
use web::lang::Precision;

use crate::{paths, words};

/// To the applicant: what is asked now, until when, and that time stands still under which law.
pub(crate) fn asked(view: &View, whole: &Whole) -> Markup {
    let mine = whole.seat.is_applicants();
    let waiting = whole.case.inside.open.iter();
    let waiting = waiting.filter_map(|(job, task)| Some((job, task, task.waiting.as_ref()?)));
    html! {
        @for (job, task, waiting) in waiting.filter(|_| mine) {
            (inset(&html! {
                h2 { (view.t("question-asked-you")) }
                @for line in waiting.text.lines() { p dir="auto" { (line) } }
                @if !waiting.documents.is_empty() {
                    ul { @for name in &waiting.documents { li { bdi { (name) } } } }
                }
                p { (view.with("question-answer-until", &[("date", view.text.moment(waiting.until, Precision::Minute).into())])) }
                p class="hint" { (view.t("question-clock")) " " (words::of(view, &whole.pack, &format!("information-{}", task.element))) }
                p { (link_button(&LinkButton::new(paths::question_answer(whole.case.number, *job), view.t("question-answer")))) }
            }))
        }
    }
}

/// To who has the task: that it waits, for what, until when, and how to take the question back.
pub(crate) fn waits(view: &View, whole: &Whole, job: u64, task: &OpenTask) -> Markup {
    let Some(waiting) = &task.waiting else {
        return Markup::default();
    };
    let date = |at| view.text.moment(at, Precision::Minute);
    let back = LinkButton {
        secondary: true,
        ..LinkButton::new(
            paths::question_withdraw(whole.case.number, job),
            view.t("question-withdraw"),
        )
    };
    inset(&html! {
        h2 { (view.t("question-waits")) }
        @for line in waiting.text.lines() { p dir="auto" { (line) } }
        @if !waiting.documents.is_empty() {
            ul { @for name in &waiting.documents { li { bdi { (name) } } } }
        }
        p { (view.with("question-waits-until", &[("date", date(waiting.until).into())])) }
        p class="hint" { (words::of(view, &whole.pack, &format!("information-{}", task.element))) }
        p { (link_button(&back)) }
    })
}

/// The questions that were asked in the case and what came of them, each with its entries.
pub(crate) fn history(view: &View, whole: &Whole, questions: &[Question]) -> Markup {
    html! { @for question in questions { (summary_list(&rows(view, whole, question))) } }
}

fn rows(view: &View, whole: &Whole, question: &Question) -> [Row; 2] {
    let entry = |at, seq| {
        html! {
            p class="hint" {
                (view.text.time(at, Precision::Minute)) " · "
                a href=(paths::entry(whole.case.number, seq)) { (view.t("timeline-proof")) }
            }
        }
    };
    let asked = html! {
        @for line in question.text.lines() { p dir="auto" { (line) } }
        @if !question.documents.is_empty() {
            ul { @for name in &question.documents { li { bdi { (name) } } } }
        }
        (entry(question.asked_at, question.seq))
    };
    let answer = match &question.ended {
        Some((seq, at, how)) => html! { (ended(view, whole, how)) (entry(*at, *seq)) },
        None => {
            let until = view.text.moment(question.until, Precision::Minute);
            html! { (view.with("question-waits-until", &[("date", until.into())])) }
        }
    };
    [
        Row::new(view.t("question-row-asked"), asked),
        Row::new(view.t("question-row-answer"), answer),
    ]
}

fn ended(view: &View, whole: &Whole, how: &Ended) -> Markup {
    match how {
        Ended::Given { text, documents } => html! {
            @for line in text.lines() { p dir="auto" { (line) } }
            @for d in whole.documents.iter().filter(|d| documents.contains(&hex::encode(d.hash))) {
                p { a href=(paths::document(whole.case.number, &d.hash)) download { bdi { (d.name) } } }
            }
        },
        Ended::Lapsed => html! { p { (view.t("question-lapsed")) } },
        Ended::Withdrawn { reason } => html! {
            p { (view.t("question-row-withdrawn")) }
            p dir="auto" { (reason) }
        },
    }
}
