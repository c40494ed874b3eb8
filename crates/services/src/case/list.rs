//! My cases, and drafts not sent yet.

use std::sync::Arc;

use axum::extract::State;
use casework::case::read::{CaseLine, cases_of, cases_represented};
use casework::people::mandates::{self, MandateState};
use casework::{CaseId, people};
use maud::html;
use pack::Pack;
use web::api::Paging;
use web::components::{
    LinkButton, Pagination, Task, TaskState, Tone, empty_state, inset, pagination, section,
    task_list,
};
use web::lang::Precision;
use web::{Answer, Page, View};

use crate::apply::Draft;
use crate::office::{Citizen, Office};
use crate::{paths, words};

pub(super) async fn list(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page> {
    let (view, person) = (&citizen.view, citizen.person);
    let before = paging.cursor()?.map(CaseId);
    let most = paging.limit + 1;
    let (drafts, lines, (acting, asked)) = office
        .read(view, move |link, parts| {
            let mut drafts = Vec::new();
            for draft in Draft::of(link, parts, person, None)? {
                let pack = casework::case::current(parts, link, &draft.pack)?;
                drafts.push((draft, pack));
            }
            let mut lines = Vec::new();
            for line in cases_of(link, person, before, most)? {
                let pack = parts.packs.get(link, &line.pack_hash)?;
                lines.push((line, pack));
            }
            let mut acting = Vec::new();
            let now = parts.clock.now();
            for (line, principal) in cases_represented(link, person, now, most)? {
                let pack = parts.packs.get(link, &line.pack_hash)?;
                let profile = people::profile(link, parts, principal)?;
                acting.push((line, pack, profile.known_as()));
            }
            let asked = mandates::held(link, parts, person)?;
            let asked = asked.iter().any(|m| m.state == MandateState::Offered);
            Ok((drafts, lines, (acting, asked)))
        })
        .await?;
    let page = paging.page(lines, |(line, _)| line.id.to_string());
    let more = Pagination {
        first: paging.after.is_some().then(|| paths::CASES.to_owned()),
        next: page.next.as_ref().map(|n| paging.href(n)),
    };
    let cases: Vec<_> = page
        .items
        .iter()
        .map(|(line, pack)| case_line(view, line, pack))
        .collect();
    let drafts: Vec<_> = drafts
        .iter()
        .map(|(d, pack)| draft_line(view, d, pack))
        .collect();
    let acting: Vec<_> = acting
        .iter()
        .map(|(line, pack, name)| {
            let name = view.with("cases-for", &[("name", name.as_str().into())]);
            let task = case_line(view, line, pack);
            Task {
                title: format!("{} · {name}", task.title),
                ..task
            }
        })
        .collect();
    let title = view.t("cases-title");
    let start = LinkButton::new(paths::HOME, view.t("cases-start"));
    let main = html! {
        h1 { (title) }
        @if asked {
            (inset(&html! { p { (view.t("mandates-asked")) " " a href=(paths::MANDATES) { (view.t("mandates-asked-see")) } } }))
        }
        @if !drafts.is_empty() { (section("drafts", &view.t("cases-drafts"), &task_list(&drafts))) }
        @if cases.is_empty() {
            (empty_state(&view.t("cases-none"), &view.t("cases-none-text"), Some(&start)))
        } @else {
            (section("cases", &view.t("cases-sent"), &task_list(&cases)))
        }
        (pagination(&view.text, &more))
        @if !acting.is_empty() { (section("acting", &view.t("cases-acting"), &task_list(&acting))) }
    };
    Ok(view.page(title.clone()).main(main))
}

fn case_line(view: &View, line: &CaseLine, pack: &Arc<Pack>) -> Task {
    let (tone, text) = match &line.outcome {
        Some(outcome) => (
            Tone::Neutral,
            words::of(view, pack, &format!("outcome-{outcome}")),
        ),
        None => words::status(view, line.status, line.yours),
    };
    let opened = view.text.moment(line.opened_at, Precision::Day);
    let mut hint = view.with(
        "cases-line",
        &[
            ("number", line.number.to_string().into()),
            ("date", opened.into()),
        ],
    );
    if let Some(due) = line.due_at {
        let due = view.text.moment(due, Precision::Day);
        hint.push(' ');
        hint.push_str(&view.with("cases-due", &[("date", due.into())]));
    }
    Task {
        title: words::service(view, pack),
        href: Some(paths::case(line.number)),
        hint: Some(hint),
        state: TaskState { text, tone },
    }
}

fn draft_line(view: &View, draft: &Draft, pack: &Arc<Pack>) -> Task {
    let saved = view.text.moment(draft.updated, Precision::Minute);
    Task {
        title: words::service(view, pack),
        href: Some(paths::draft(&draft.name())),
        hint: Some(view.with("begin-draft", &[("time", saved.into())])),
        state: TaskState {
            text: view.t("begin-draft-state"),
            tone: Tone::Attention,
        },
    }
}
