//! A case's page: where it stands, what is to do, what has happened, what was said and sent.

use axum::extract::{Path, State};
use casework::case::correct::{correctable, corrections};
use casework::case::read::{Line, Whole, course as been_through, questions, timeline};
use casework::case::{LONGEST_MESSAGE, Seat, Status, hold};
use casework::channels::{Unreached, unreached};
use casework::record::Fact;
use casework::record::fact::Side;
use casework::{CaseNumber, PersonId};
use maud::{Markup, html};
use web::components::{
    Button, Event, Field, FieldError, LinkButton, Row, TextArea, Tone, button, details,
    error_summary, hidden, inset, link_button, section, summary_list, tag, textarea,
    timeline as timeline_list,
};
use web::lang::Precision;
use web::{Answer, Page, Problem, View};

use super::drawing::drawing;
use super::seat;
use super::standing::standing;
use super::way::{passed, way};
use super::why::why;
use crate::correct;
use crate::fields::Sheet;
use crate::information;
use crate::letters::{decision_link, file_link};
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
    let asker = whole.clone();
    let read = office.read(view, move |link, parts| {
        let slips = correctable(
            link,
            parts,
            (&asker.case, &asker.pack),
            person,
            parts.clock.now(),
        )?;
        let corrected = (corrections(link, parts, id)?, slips);
        let lines = timeline(link, parts, id, before, LINES + 1)?;
        let read = (passed(link, id)?, been_through(link, parts, id)?);
        let asked = questions(link, parts, id)?;
        let (missed, held) = (unreached(link, id, person)?, hold::of(link, parts, id)?);
        Ok((lines, read, asked, corrected, (missed, held)))
    });
    let (lines, (passed, been), asked, (corrected, slips), (missed, held)) = read.await?;
    let title = words::service(view, &whole.pack);
    let decision = decision_link(office, view, whole).await?;
    let number = whole.case.number;
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (view.t("case-number")) " " bdi dir="ltr" class="case-number" { (number) } }
        h1 { (title) }
        @if matches!(whole.seat, Seat::Representative(_)) { p { (tag(Tone::Active, &view.t("case-acting"))) } }
        (not_reached(view, &missed))
        (information::asked(view, whole))
        (correct::offers(view, whole, &slips))
        (to_do(view, person, whole))
        @if whole.case.status == Status::Incident && matches!(whole.seat, Seat::Supervisor(_)) {
            (inset(&html! { p { (link_button(&LinkButton::new(paths::incident(number), view.t("stopped-see")))) } }))
        }
        (certificates(view, whole))
        (decision)
        (offers(view, whole))
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
                @if !corrected.is_empty() { (section("corrections", &view.t("correct-heading"), &correct::list(view, whole, &corrected))) }
                @if !asked.is_empty() { (section("questions", &view.t("question-heading"), &information::history(view, whole, &asked))) }
                (section("messages", &view.t("case-messages"), &conversation(view, whole, errors)))
                (section("documents", &view.t("case-documents"), &documents(view, whole)))
                (details(&view.t("case-sent"), &summary_list(&data_rows(view, whole))))
                (file_link(view, whole))
                (actions(view, whole))
            }
        }
    };
    let page = view.page(title.clone()).with_errors(errors);
    Ok(match whole.seat {
        Seat::Applicant | Seat::Representative(_) => page.crumb(paths::CASES, view.t("nav-cases")),
        _ => page.crumb(paths::WORK, view.t("nav-work")),
    }
    .main(main))
}

/// By which channels the reader could not be told something, and what was done instead.
fn not_reached(view: &View, missed: &[Unreached]) -> Markup {
    html! {
        @for m in missed {
            @let failed = ("channel", m.channel.as_str().into());
            @let said = match m.instead {
                Some((channel, true)) => view.with("unreached-sent", &[failed, ("instead", channel.as_str().into())]),
                Some((channel, false)) => view.with("unreached-waits", &[failed, ("instead", channel.as_str().into())]),
                None => view.with("unreached-only-here", &[failed]),
            };
            (inset(&html! {
                p { (said) }
                p class="hint" { (view.text.time(m.at, Precision::Minute)) " · " a href=(paths::CONTACT) { (view.t("unreached-change")) } }
            }))
        }
    }
}

/// What the reader has to do.
fn to_do(view: &View, person: PersonId, whole: &Whole) -> Markup {
    let holder = match whole.seat {
        Seat::Representative(principal) => principal,
        _ => person,
    };
    let mine = whole
        .case
        .inside
        .open
        .iter()
        .filter(|(_, t)| t.assignee == Some(holder));
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

/// What other domains offer the applicant of a closed case.
fn offers(view: &View, whole: &Whole) -> Markup {
    let theirs = whole.seat == Seat::Applicant && whole.case.status == Status::Closed;
    let number = whole.case.number.to_string();
    html! {
        @for offer in view.offers("case-closed").filter(|_| theirs) {
            (inset(&html! {
                p { (view.t(offer.text)) }
                p { a href=(offer.href(&number)) { (view.t(offer.link)) } }
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
            Fact::NoticeQueued(_)
                | Fact::NoticeSent { .. }
                | Fact::NoticeDelivered { .. }
                | Fact::NoticeFailed(_)
                | Fact::ServiceDone { .. }
                | Fact::ClockPaused { .. }
                | Fact::ClockResumed { .. }
                | Fact::TaskReminded { .. }
                | Fact::CallFailed(_)
                | Fact::JobExtended { .. }
                | Fact::JobFailed { .. }
        )
}

fn event(view: &View, whole: &Whole, line: &Line) -> Event {
    let pack = whole.pack_at(line.seq);
    let (icon, title, more) = words::fact(view, pack, &line.fact);
    let number = whole.case.number;
    let text = html! {
        @if line.behalf.is_some() { p { (view.t("timeline-behalf")) } }
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
    let may = whole.seat.is_applicants() || matches!(whole.seat, Seat::Official(_));
    html! {
        (messages(view, whole))
        (crate::replies::choose(view, whole, None, ""))
        @if may { (message_form(view, whole.case.number, None, errors)) }
    }
}

/// The form under the messages; on a task's page it leads back there.
pub(crate) fn message_form(
    view: &View,
    number: CaseNumber,
    task: Option<u64>,
    errors: &[FieldError],
) -> Markup {
    let limit = u32::try_from(LONGEST_MESSAGE).ok();
    let field = Field::new("text", view.t("case-message")).errors(errors);
    let send = Button {
        secondary: true,
        ..Button::new(view.t("case-message-send"))
    };
    html! {
        form method="post" action={ (paths::case(number)) "/messages" } {
            (view.csrf_field())
            @if let Some(job) = task { (hidden("task", &job.to_string())) }
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
    sheet(view, whole, |sheet, fields| sheet.answers(fields, |_| None))
}

/// The same as plain text.
pub(crate) fn answers(view: &View, whole: &Whole) -> Vec<(String, String)> {
    sheet(view, whole, |sheet, fields| sheet.told(fields))
}

fn sheet<T>(view: &View, whole: &Whole, each: impl Fn(&Sheet<'_>, &[String]) -> Vec<T>) -> Vec<T> {
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
        more: None,
    };
    form.pages()
        .iter()
        .flat_map(|page| each(&sheet, &page.fields))
        .collect()
}

/// What the applicant may still do, such as withdraw.
fn actions(view: &View, whole: &Whole) -> Markup {
    let open = matches!(whole.case.status, Status::Open | Status::Paused);
    let may = whole.seat.is_applicants() && open;
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
