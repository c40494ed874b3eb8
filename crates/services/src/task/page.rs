//! The task's page, for whom it was drawn, or for the applicant where the process waits for them.

use axum::extract::{Path, State};
use casework::case::read::{self, Line, TaskView, timeline};
use casework::record::Fact;
use casework::{Actor, Error, PersonId, case, people};
use dmn::feel;
use maud::{Markup, html};
use pack::{Answers, Pack};
use serde_json::{Map, Value as Json};
use web::components::{
    Button, FieldError, LinkButton, Row, Tone, button, details, error_summary, hidden, inset,
    link_button, section, summary_list, tag,
};
use web::lang::Precision;
use web::{Answer, Page, Problem, View};

use super::sign;
use crate::case::{data_rows, documents, message_form, messages, seat};
use crate::fields::{Sheet, first_button};
use crate::information;
use crate::office::{Citizen, Office};
use crate::{paths, words};

/// Entries of a case that are searched for what the rules decided.
const LOOKED_AT: u32 = 1000;

/// The hidden field that names the questions on the page.
pub(super) const SHOWN: &str = "shown";

/// A task with what its page needs beside it.
pub(crate) struct Desk {
    pub(crate) task: TaskView,
    /// What the form's expressions may ask: the person and the process variables.
    pub(crate) vars: feel::Context,
    /// What the rules decided, the oldest first.
    rules: Vec<Line>,
    /// What the applicant was asked, the oldest first.
    questions: Vec<read::Question>,
    /// Ids of the passkeys that the person has, where the task is signed.
    pub(super) keys: Vec<Vec<u8>>,
}

/// The task, which the person must have; looking at it is an entry for officials.
pub(crate) async fn desk(
    office: &Office,
    view: &View,
    person: PersonId,
    number: &str,
    job: u64,
) -> Result<Desk, Problem> {
    let number = seat::number(number)?;
    seat::whole(office, view, person, number).await?;
    office
        .read(view, move |link, parts| {
            let task = read::task(link, parts, Actor::Person(person), number, job)?;
            let mut vars = case::of_person(&people::profile(link, parts, person)?);
            for (name, value) in task.vars.iter() {
                vars.insert(name, value.clone());
            }
            let lines = timeline(link, parts, task.whole.case.id, None, LOOKED_AT)?;
            let mut rules: Vec<_> = lines
                .into_iter()
                .filter(|l| matches!(l.fact, Fact::RuleDecided { .. }))
                .collect();
            rules.reverse();
            let questions = read::questions(link, parts, task.whole.case.id)?;
            let keys = match signs(&task) {
                true => people::passkeys(link, person)?,
                false => Vec::new(),
            };
            Ok::<_, Error>(Desk {
                task,
                vars,
                rules,
                questions,
                keys: keys.into_iter().map(|key| key.id).collect(),
            })
        })
        .await
}

impl Desk {
    /// The task's form; `None` where there is nothing to fill.
    pub(crate) fn form(&self) -> Option<&pack::Form> {
        let pack = &self.task.whole.pack;
        let name = pack.tasks.get(&self.task.task.element)?.form.as_ref()?;
        pack.forms.get(name)
    }

    /// What the rules decided: entry, decision, input, value, trace.
    pub(crate) fn decided(&self) -> impl Iterator<Item = (u64, &str, &Json, &Json, &Json)> {
        self.rules.iter().filter_map(|line| match &line.fact {
            Fact::RuleDecided {
                decision,
                input,
                value,
                trace,
                ..
            } => Some((line.seq, decision.as_str(), input, value, trace)),
            _ => None,
        })
    }

    /// The form's answers with what the system works out: much of it is known before anything is typed,
    /// such as what the office asks for.
    pub(super) fn answers(&self, view: &View, data: &Map<String, Json>) -> Option<Answers> {
        let environment = case::environment(&self.task.whole.pack, view.now);
        let form = self.form()?;
        Some(form.answers(data, &self.vars, &environment))
    }

    /// Whether the decision is signed with a passkey.
    pub(crate) fn signs(&self) -> bool {
        signs(&self.task)
    }

    fn is_applicants(&self) -> bool {
        self.task.task.role == pack::APPLICANT
    }
}

fn signs(task: &TaskView) -> bool {
    let rule = task.whole.pack.tasks.get(&task.task.element);
    rule.is_some_and(|rule| rule.sign)
}

pub(super) async fn task(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
) -> Answer<Page> {
    let view = &citizen.view;
    let desk = desk(&office, view, citizen.person, &number, job).await?;
    let data = desk
        .form()
        .map(|f| f.prefill(&desk.vars))
        .unwrap_or_default();
    Ok(show(view, &desk, &data, &[], ""))
}

/// The page with the form as far as it is filled; `more` names the group that gets one more thing.
pub(super) fn show(
    view: &View,
    desk: &Desk,
    data: &Map<String, Json>,
    errors: &[FieldError],
    more: &str,
) -> Page {
    let (whole, number) = (&desk.task.whole, desk.task.whole.case.number);
    let title = words::element(view, &whole.pack, &desk.task.task.element);
    let own = desk.is_applicants();
    let answers = desk.answers(view, data);
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::service(view, &whole.pack)) " · " bdi dir="ltr" class="case-number" { (number) } }
        h1 { (title) }
        (deadline(view, desk))
        @if !own { (parts(view, desk)) }
        div class="desk task-desk" {
            div class="desk-main" {
                @if !own { (recommendation(view, desk)) }
                div id="work" {
                    (information::waits(view, whole, desk.task.job, &desk.task.task))
                    @if desk.task.task.waiting.is_none() { (work(view, desk, answers.as_ref(), errors, more)) }
                }
                @if !own { (others(view, desk)) }
            }
            div class="desk-side" {
                (section("sent", &view.t("case-sent"), &summary_list(&data_rows(view, whole))))
                (section("documents", &view.t("case-documents"), &documents(view, whole)))
                (crate::letters::file_link(view, whole))
                @if !desk.questions.is_empty() {
                    (section("questions", &view.t("question-heading"), &information::history(view, whole, &desk.questions)))
                }
                (section("messages", &view.t("case-messages"), &html! {
                    (messages(view, whole))
                    @if !own { (crate::replies::choose(view, whole, Some(desk.task.job), "")) }
                    (write(view, desk))
                }))
                @if !own { p { a href=(paths::case(number)) { (view.t("task-case")) } } }
            }
        }
    };
    let page = view.page(title.clone()).with_errors(errors).main(main);
    if own {
        page.back(paths::case(number))
    } else {
        page.crumb(paths::WORK, view.t("nav-work"))
    }
}

fn deadline(view: &View, desk: &Desk) -> Markup {
    let pack = &desk.task.whole.pack;
    let element = &desk.task.task.element;
    let cited = pack.tasks.get(element).is_some_and(|t| t.law.is_some());
    html! {
        @if let Some(due) = desk.task.task.due {
            p {
                @if due < view.now { (tag(Tone::Bad, &view.t("work-overdue"))) " " }
                (view.t("task-due")) " " (view.text.time(due, Precision::Minute))
            }
        }
        @if cited { p class="hint" { (words::of(view, pack, &format!("law-{element}"))) } }
    }
}

/// Writing to the applicant without leaving the task; on the case's page where the task asks something of that name itself.
fn write(view: &View, desk: &Desk) -> Markup {
    let number = desk.task.whole.case.number;
    let taken = desk.form().is_some_and(|form| form.field("text").is_some());
    if taken {
        return html! { p { a href={ (paths::case(number)) "#messages" } { (view.t("task-write")) } } };
    }
    message_form(view, number, Some(desk.task.job), &[])
}

/// The parts of the page by name: beside each other on a desk, far apart on a phone and by keyboard.
fn parts(view: &View, desk: &Desk) -> Markup {
    let asked = !desk.questions.is_empty();
    let parts = [
        ("work", "desk-part-work", true),
        ("sent", "case-sent", true),
        ("documents", "case-documents", true),
        ("questions", "question-heading", asked),
        ("messages", "case-messages", true),
    ];
    html! {
        nav class="desk-parts" aria-label=(view.t("desk-parts")) {
            ul {
                @for (id, key, _) in parts.iter().filter(|(_, _, there)| *there) {
                    li { a href={ "#" (id) } { (view.t(key)) } }
                }
            }
        }
    }
}

/// What else the holder can do: ask the applicant for something, or give the task back.
fn others(view: &View, desk: &Desk) -> Markup {
    let (task, pack) = (&desk.task.task, &desk.task.whole.pack);
    let (number, job) = (desk.task.whole.case.number, desk.task.job);
    let secondary = |href, key| LinkButton {
        secondary: true,
        ..LinkButton::new(href, view.t(key))
    };
    let ask = case::information::questions_left(pack, task, view.now) > 0;
    html! {
        div class="desk-others" {
            @if ask { p { (link_button(&secondary(paths::question(number, job), "question-ask"))) } }
            p { (link_button(&secondary(paths::decline(number, job), "task-decline"))) }
        }
    }
}

/// What the rules recommend, and why: the rule, its inputs, the law.
fn recommendation(view: &View, desk: &Desk) -> Markup {
    let pack = &desk.task.whole.pack;
    let recommended = desk.task.recommendation(view.now).filter(|v| !v.is_null());
    let shown = recommended.map(|value| recommended_words(view, desk, &value));
    html! {
        @if let Some(shown) = shown {
            (inset(&html! {
                h2 { (view.t("task-recommended")) }
                p class="recommended" { strong { bdi { (shown) } } }
                p { (view.t("task-departure")) }
            }))
        }
        @for line in &desk.rules {
            @if let Fact::RuleDecided { element, input, value, trace, .. } = &line.fact {
                (details(&view.with("task-why", &[("task", words::element(view, pack, element).into())]), &html! {
                    (crate::case::why(view, pack, trace))
                    (summary_list(&[
                        Row::new(view.t("task-rule"), html! { a href=(crate::rules::of_task(pack, element)) { (words::element(view, pack, element)) } }),
                        Row::new(view.t("task-rule-version"), html! { (pack.version) " · " code dir="ltr" { (hex::encode(&pack.hash[..8])) } }),
                        Row::new(view.t("task-rule-value"), words::result(view, pack, value)),
                        Row::new(view.t("task-rule-entry"), html! { a href=(paths::entry(desk.task.whole.case.number, line.seq)) { (view.t("timeline-proof")) } }),
                    ]))
                    (inputs(view, pack, input))
                }))
            }
        }
    }
}

/// The recommendation in the words of the form that decides, where it has them.
fn recommended_words(view: &View, desk: &Desk, value: &feel::Value) -> String {
    let pack = &desk.task.whole.pack;
    let rule = pack.tasks.get(&desk.task.task.element);
    let field = rule.and_then(|t| Some((t.form.as_ref()?, &t.departure.as_ref()?.field)));
    match field {
        Some((form, field)) => words::answer(view, pack, form, field, &value.to_json()),
        None => words::value(view, value),
    }
}

/// What the rule was given: answers under the questions that asked for them, the rest by name.
fn inputs(view: &View, pack: &Pack, input: &Json) -> Markup {
    let Json::Object(contexts) = input else {
        return Markup::default();
    };
    let mut rows = Vec::new();
    for (name, value) in contexts {
        match value {
            Json::Object(fields) => {
                rows.extend(fields.iter().map(|(k, v)| given(view, pack, name, k, v)));
            }
            value => rows.push(by_name(view, pack, name, value)),
        }
    }
    html! { h3 { (view.t("task-rule-inputs")) } (summary_list(&rows)) }
}

fn given(view: &View, pack: &Pack, context: &str, field: &str, value: &Json) -> Row {
    let asked = pack.forms.get(context).and_then(|form| form.field(field));
    if asked.is_none() {
        return by_name(view, pack, &format!("{context}.{field}"), value);
    }
    let answer = words::answer(view, pack, context, field, value);
    Row::new(
        words::label(view, pack, context, field),
        html! { bdi { (answer) } },
    )
}

fn by_name(view: &View, pack: &Pack, name: &str, value: &Json) -> Row {
    Row::new(
        words::term(view, pack, name),
        words::result_of(view, pack, name, value),
    )
}

/// The form.
fn work(
    view: &View,
    desk: &Desk,
    answers: Option<&Answers>,
    errors: &[FieldError],
    more: &str,
) -> Markup {
    let whole = &desk.task.whole;
    let (number, job) = (whole.case.number, desk.task.job);
    let send = view.t(ending(desk));
    html! {
        @if desk.signs() && desk.keys.is_empty() { (sign::no_passkey(view)) }
        form method="post" action=(paths::task(number, job)) enctype="multipart/form-data" novalidate {
            (view.csrf_field())
            (first_button(&send))
            @if let (Some(form), Some(answers)) = (desk.form(), answers) {
                @let sheet = Sheet { view, pack: &whole.pack, form, data: &answers.filled(), answers, files: &[], errors, more: Some(more) };
                // A page whose questions depend on answers not given yet has nothing to say.
                @for page in form.pages().iter().filter(|p| sheet.asks_any(&p.fields)) {
                    h2 { (words::of(view, &whole.pack, &format!("form-{}-page-{}", form.id, page.id))) }
                    (sheet.questions(&page.fields))
                }
                (hidden(SHOWN, &sheet.asked().join(",")))
            } @else { p { (view.t("task-no-form")) } }
            @if desk.signs() { p { (view.t("sign-notice")) } }
            (button(&Button::new(send)))
        }
    }
}

/// What the form's button says.
fn ending(desk: &Desk) -> &'static str {
    match (desk.is_applicants(), desk.signs()) {
        (true, _) => "task-send",
        (false, true) => "sign-on",
        (false, false) => "task-decide",
    }
}
