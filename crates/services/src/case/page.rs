//! A case's page: where it stands, what is to do, what has happened, what was said and sent.

use axum::extract::{Path, State};
use casework::case::read::{Line, Whole, course as been_through, timeline};
use casework::case::{LONGEST_MESSAGE, Seat, Status, hold};
use casework::record::Fact;
use casework::record::fact::Side;
use casework::{CaseNumber, PersonId};
use maud::{Markup, html};
use web::components::{
    Button, Event, Field, FieldError, LinkButton, Row, TextArea, button, details, error_summary,
    inset, link_button, section, summary_list, textarea, timeline as timeline_list,
};
use web::lang::Precision;
use web::{Answer, Page, Problem, View};

use super::drawing::drawing;
use super::seat;
use super::standing::standing;
use super::way::{passed, way};
use super::why::why;
use crate::fields::Sheet;
use crate::migrations::moved;
use crate::office::{Citizen, Office};
use crate::{paths, words};

/// Lines of the timeline on a page.
const LINES: u32 = 60;

pub(super) async fn case(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Page> {
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, &citizen.view, citizen.person, number).await?;
    show(&office, &citizen.view, citizen.person, &whole, &[]).await
}

/// The page; `errors` are those of the message form on it.
pub(super) async fn show(
    office: &Office,
    view: &View,
    person: PersonId,
    whole: &Whole,
    errors: &[FieldError],
) -> Result<Page, Problem> {
    let before = view.query_value("before").parse().ok();
    let id = whole.case.id;
    let read = office.read(view, move |link, parts| {
        let lines = timeline(link, parts, id, before, LINES + 1)?;
        let been = been_through(link, parts, id)?;
        Ok((lines, passed(link, id)?, been, hold::of(link, parts, id)?))
    });
    let (lines, passed, been, held) = read.await?;
    let title = words::service(view, &whole.pack);
    let number = whole.case.number;
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (view.t("case-number")) " " bdi dir="ltr" class="case-number" { (number) } }
        h1 { (title) }
        (to_do(view, person, whole))
        @if whole.case.status == Status::Incident && matches!(whole.seat, Seat::Supervisor(_)) {
            (inset(&html! { p { (link_button(&LinkButton::new(paths::incident(number), view.t("stopped-see")))) } }))
        }
        (certificates(view, whole))
        (drawing(view, whole, &been))
        div class="desk" {
            div class="desk-side" {
                (standing(view, whole, held.as_ref()))
                @if matches!(whole.seat, Seat::Supervisor(_)) && whole.case.status != Status::Erased {
                    p { a href=(paths::hold(number)) { (view.t("retention-hold")) } }
                }
                (section("way", &view.t("case-way"), &way(view, whole, &passed)))
            }
            div class="desk-main" {
                (section("timeline", &view.t("case-timeline"), &course(view, whole, &lines)))
                (section("messages", &view.t("case-messages"), &conversation(view, whole, errors)))
                (section("documents", &view.t("case-documents"), &documents(view, whole)))
                (details(&view.t("case-sent"), &summary_list(&data_rows(view, whole))))
                (actions(view, whole))
            }
        }
    };
    let page = view.page(title.clone()).with_errors(errors);
    Ok(match whole.seat {
        Seat::Applicant => page.crumb(paths::CASES, view.t("nav-cases")),
        _ => page.crumb(paths::WORK, view.t("nav-work")),
    }
    .main(main))
}

/// What the reader has to do.
fn to_do(view: &View, person: PersonId, whole: &Whole) -> Markup {
    let mine = whole
        .case
        .inside
        .open
        .iter()
        .filter(|(_, t)| t.assignee == Some(person));
    html! {
        @for (job, task) in mine {
            (inset(&html! {
                h2 { (words::element(view, &whole.pack, &task.element)) }
                @if let Some(due) = task.due { p { (view.with("case-do-by", &[("date", view.text.moment(due, Precision::Day).into())])) } }
                p { (link_button(&LinkButton::new(paths::task(whole.case.number, *job), view.t("case-do")))) }
            }))
        }
    }
}

fn certificates(view: &View, whole: &Whole) -> Markup {
    let number = whole.case.number;
    html! {
        @for (i, c) in whole.certificates.iter().enumerate() {
            (inset(&html! {
                h2 { (words::of(view, &whole.pack, "certificate-title")) }
                p { bdi dir="ltr" { (c.number) } }
                p { (link_button(&LinkButton::new(format!("{}/certificates/{}", paths::case(number), i + 1), view.t("case-certificate")))) }
            }))
        }
    }
}

/// The course of the case, each line with its entry.
fn course(view: &View, whole: &Whole, lines: &[Line]) -> Markup {
    let all = view.query_value("all") == "1";
    let more = lines.len() > LINES as usize;
    let here = &lines[..lines.len().min(LINES as usize)];
    let shown = here.iter().filter(|l| all || matters(l, whole));
    let mut events: Vec<_> = shown.map(|line| event(view, whole, line)).collect();
    let open = !matches!(whole.case.status, Status::Closed | Status::Erased);
    if let Some(last) = events
        .first_mut()
        .filter(|_| open && view.query_value("before").is_empty())
    {
        last.current = true;
    }
    let earlier = here.last().filter(|_| more).map(|l| l.seq);
    let case = paths::case(whole.case.number);
    html! {
        (timeline_list(&view.text, &events))
        @if let Some(seq) = earlier {
            p { a href={ (case) "?before=" (seq) @if all { "&all=1" } "#timeline" } { (view.t("case-earlier")) } }
        }
        p {
            @if all { a href={ (case) "#timeline" } { (view.t("case-fewer")) } }
            @else { a href={ (case) "?all=1#timeline" } { (view.t("case-all")) } }
        }
    }
}

/// What a reader looks for; the rest is one link away.
fn matters(line: &Line, whole: &Whole) -> bool {
    // What came with the application is one step to the reader; it is listed under the documents.
    let with_application =
        matches!(line.fact, Fact::DocumentAdded { .. }) && line.time == whole.case.opened_at;
    !with_application
        && !matches!(
            line.fact,
            Fact::NoticeQueued { .. }
                | Fact::NoticeSent { .. }
                | Fact::NoticeFailed { .. }
                | Fact::ServiceDone { .. }
                | Fact::ClockPaused { .. }
                | Fact::ClockResumed { .. }
                | Fact::TaskReminded { .. }
                | Fact::CallFailed { .. }
                | Fact::JobExtended { .. }
                | Fact::JobFailed { .. }
        )
}

fn event(view: &View, whole: &Whole, line: &Line) -> Event {
    let pack = whole.pack_at(line.seq);
    let (icon, title, more) = words::fact(view, pack, &line.fact);
    let number = whole.case.number;
    let text = html! {
        @if let Some(more) = more { p { bdi { (more) } } }
        @if let Fact::RuleDecided { trace, .. } = &line.fact { (details(&view.t("why-title"), &why(view, pack, trace))) }
        @if let Fact::CaseMigrated { effects, .. } = &line.fact {
            (moved(view, whole.pack_at(line.seq.saturating_sub(1)), pack, effects))
        }
        @if matches!(&line.fact, Fact::TaskAssigned { draw: Some(_), .. }) {
            p { a href=(paths::draw(number, line.seq)) { (view.t("case-draw")) } }
        }
    };
    Event {
        at: Some(line.time),
        icon,
        title,
        text: Some(text),
        proof: Some(paths::entry(number, line.seq)),
        current: false,
    }
}

/// The messages, the oldest first; officials by role, never by name.
pub(crate) fn messages(view: &View, whole: &Whole) -> Markup {
    html! {
        @if whole.messages.is_empty() { p class="hint" { (view.t("case-no-messages")) } }
        ol class="messages" {
            @for m in &whole.messages {
                li class=(if m.side == Side::Applicant { "message message-applicant" } else { "message message-office" }) {
                    p class="message-head" {
                        strong { (view.t(if m.side == Side::Applicant { "role-applicant" } else { "role-office" })) }
                        " · " (view.text.time(m.sent_at, Precision::Minute))
                    }
                    @for line in m.text.lines() { p dir="auto" { (line) } }
                }
            }
        }
    }
}

fn conversation(view: &View, whole: &Whole, errors: &[FieldError]) -> Markup {
    let may = matches!(whole.seat, Seat::Applicant | Seat::Official(_));
    html! {
        (messages(view, whole))
        @if may { (message_form(view, whole.case.number, errors)) }
    }
}

/// The form under the messages.
pub(crate) fn message_form(view: &View, number: CaseNumber, errors: &[FieldError]) -> Markup {
    let limit = u32::try_from(LONGEST_MESSAGE).ok();
    let field = Field::new("text", view.t("case-message")).errors(errors);
    let send = Button {
        secondary: true,
        ..Button::new(view.t("case-message-send"))
    };
    html! {
        form method="post" action={ (paths::case(number)) "/messages" } {
            (view.csrf_field())
            (textarea(&view.text, &TextArea { limit, ..TextArea::new(field, "") }))
            (button(&send))
        }
    }
}

/// The documents, each with the hash that its entry holds.
pub(crate) fn documents(view: &View, whole: &Whole) -> Markup {
    let number = whole.case.number;
    html! {
        @if whole.documents.is_empty() { p class="hint" { (view.t("case-no-documents")) } }
        @else {
            ul class="files" {
                @for d in &whole.documents {
                    li {
                        a href=(paths::document(number, &d.hash)) download { bdi { (d.name) } }
                        " (" (view.text.bytes(d.size)) ") · " (view.text.time(d.added_at, Precision::Day))
                        // The whole hash is in the entry; its beginning tells files of one name apart.
                        br; span class="hint" { "SHA-256 " code dir="ltr" { (hex::encode(&d.hash[..8])) "…" } }
                    }
                }
            }
        }
    }
}

/// What the applicant sent, as questions with answers.
pub(crate) fn data_rows(view: &View, whole: &Whole) -> Vec<Row> {
    let pack = &whole.pack;
    let Some(form) = pack.forms.get(&pack.start_form) else {
        return Vec::new();
    };
    let vars = whole.case.inside.state.variables();
    let data = vars.get(&pack.start_form).map(dmn::feel::Value::to_json);
    let Some(serde_json::Value::Object(data)) = data else {
        return Vec::new();
    };
    let environment = casework::case::environment(pack, view.now);
    let files: Vec<_> = whole
        .documents
        .iter()
        .map(crate::apply::DraftFile::from)
        .collect();
    let sheet = Sheet {
        view,
        pack,
        form,
        data: &data,
        answers: &form.recorded(&data, vars, &environment),
        files: &files,
        errors: &[],
    };
    form.pages()
        .iter()
        .flat_map(|page| sheet.answers(&page.fields, |_| None))
        .collect()
}

/// What the applicant may still do, such as withdraw.
fn actions(view: &View, whole: &Whole) -> Markup {
    let open = matches!(whole.case.status, Status::Open | Status::Paused);
    let may = whole.seat == Seat::Applicant && open;
    let own = whole
        .pack
        .messages
        .iter()
        .filter(|(_, rule)| may && rule.by == pack::APPLICANT);
    html! {
        @for (name, _) in own {
            p {
                a href=(super::action::href(whole.case.number, name)) { (words::of(view, &whole.pack, &format!("message-{name}"))) }
            }
        }
    }
}
