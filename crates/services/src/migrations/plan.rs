//! What would become of each running case of a version in another version. Nothing is changed.

use axum::extract::{Path, State};
use bpmn::migrate::Mapping;
use casework::case::Case;
use casework::migration::{self, CasePlan, FileChange, Versions};
use casework::{CaseId, Error, PersonId, people};
use maud::{Markup, html};
use web::components::{Pagination, details, pagination, section};
use web::{Answer, Page, Problem, View};

use super::effects;
use crate::office::{Office, Supervisor};
use crate::{paths, words};

/// Cases on a page.
const CASES: u32 = 50;

/// The plan of some running cases.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) versions: Versions,
    pub(crate) files: Vec<FileChange>,
    /// Of each case its plan.
    pub(crate) cases: Vec<(CaseId, CasePlan)>,
    /// Cases that cannot be opened.
    pub(crate) unreadable: Vec<CaseId>,
    /// Where the next page begins.
    pub(crate) next: Option<CaseId>,
}

/// A version's hash as addresses have it.
pub(crate) fn hash_of(text: &str) -> Result<[u8; 32], Problem> {
    let mut hash = [0; 32];
    hex::decode_to_slice(text, &mut hash).map_err(|_| Problem::not_found())?;
    Ok(hash)
}

/// The plan, for a supervisor of the agency; to others the versions do not exist.
pub(crate) async fn planned(
    office: &Office,
    view: &View,
    person: PersonId,
    (from, to, mapping): ([u8; 32], [u8; 32], Mapping),
    (after, most): (Option<CaseId>, u32),
) -> Result<Planned, Problem> {
    let work = move |link: &mut casework::store::Link, parts: &casework::Parts| {
        let known = |line: &migration::VersionLine| line.hash == from || line.hash == to;
        let mut watched = Vec::new();
        for agency in people::supervised(link, parts, person)? {
            let lines = migration::deployed(link, &agency)?;
            watched.extend(lines.into_iter().filter(known));
        }
        if watched.len() != 2 {
            return Err(Error::NotFound);
        }
        let (old, new) = (parts.packs.get(link, &from)?, parts.packs.get(link, &to)?);
        let versions = Versions::new(old, new, mapping).map_err(|_| Error::NotFound)?;
        let files = versions.files(link, parts)?;
        let now = parts.clock.now();
        let start = after.unwrap_or(CaseId(0));
        let found = migration::running(link, parts, &from, start, most + 1)?;
        let (mut cases, mut unreadable, mut last) = (Vec::new(), Vec::new(), None);
        let more = found.len() > most as usize;
        for case in found.into_iter().take(most as usize) {
            let id = case.as_ref().map_or_else(|(id, _)| *id, |c| c.id);
            last = Some(id);
            match case {
                Ok(case) => cases.push((id, plan(&versions, &case, now))),
                Err(_) => unreadable.push(id),
            }
        }
        // Problems first.
        cases.sort_by_key(|(id, plan)| (plan.problems.is_empty(), *id));
        Ok(Planned {
            versions,
            files,
            cases,
            unreadable,
            next: last.filter(|_| more),
        })
    };
    office.read(view, work).await
}

fn plan(versions: &Versions, case: &Case, now: jiff::Timestamp) -> CasePlan {
    migration::plan(versions, case, now)
}

pub(super) async fn page(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path((from, to)): Path<(String, String)>,
) -> Answer<Page> {
    let view = &supervisor.view;
    let (from, to) = (hash_of(&from)?, hash_of(&to)?);
    let after = view.query_value("after").parse().ok().map(CaseId);
    let what = (from, to, Mapping::default());
    let found = planned(&office, view, supervisor.person, what, (after, CASES)).await?;
    let title = title(view, &found.versions);
    let main = html! {
        p class="caption" { (words::service(view, &found.versions.new)) }
        h1 { (title) }
        p class="lead" { (view.t("plan-lead")) }
        (show(view, &found, &paths::plan(&from, &to), after.is_some()))
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::OVERVIEW, view.t("nav-overview"))
        .crumb(paths::VERSIONS, view.t("versions-title"))
        .main(main))
}

pub(super) fn title(view: &View, versions: &Versions) -> String {
    view.with(
        "plan-title",
        &[
            ("from", versions.old.version.as_str().into()),
            ("to", versions.new.version.as_str().into()),
        ],
    )
}

/// The plan under its heading; `here` is the page's own address.
pub(super) fn show(view: &View, found: &Planned, here: &str, later: bool) -> Markup {
    let stay = |plan: &&(CaseId, CasePlan)| !plan.1.problems.is_empty();
    let stays: Vec<_> = found.cases.iter().filter(stay).collect();
    let moves: Vec<_> = found.cases.iter().filter(|p| !stay(p)).collect();
    let page = Pagination {
        first: later.then(|| here.to_owned()),
        next: found.next.map(|id| format!("{here}?after={id}")),
    };
    html! {
        @if found.cases.is_empty() && found.unreadable.is_empty() { p { (view.t("plan-none")) } }
        @else {
            p { (view.with("plan-count", &[("moves", moves.len().into()), ("stays", (stays.len() + found.unreadable.len()).into())])) }
        }
        (details(&view.t("plan-files"), &files(view, &found.files)))
        @if !stays.is_empty() || !found.unreadable.is_empty() {
            (section("stays", &view.t("plan-stays"), &html! {
                @for id in &found.unreadable { p { (view.with("plan-unreadable", &[("id", id.0.into())])) } }
                @for (_, plan) in &stays { (case(view, found, plan)) }
            }))
        }
        @if !moves.is_empty() {
            (section("moves", &view.t("plan-moves"), &html! { @for (_, plan) in &moves { (case(view, found, plan)) } }))
        }
        (pagination(&view.text, &page))
    }
}

fn case(view: &View, found: &Planned, plan: &CasePlan) -> Markup {
    let Versions { old, new, .. } = &found.versions;
    let at: Vec<String> = plan
        .waits_at
        .iter()
        .map(|id| words::element(view, old, id))
        .collect();
    html! {
        h3 { a href=(paths::case(plan.number)) { bdi dir="ltr" { (plan.number) } } }
        p class="hint" { (view.with("plan-at", &[("step", at.join(" · ").into())])) }
        (effects(view, old, new, &plan.problems))
        @if plan.problems.is_empty() && plan.effects.is_empty() { p { (view.t("plan-nothing")) } }
        (effects(view, old, new, &plan.effects))
    }
}

fn files(view: &View, files: &[FileChange]) -> Markup {
    html! {
        ul {
            @for file in files {
                @let (key, path) = match file {
                    FileChange::Added(path) => ("plan-file-added", path),
                    FileChange::Gone(path) => ("plan-file-gone", path),
                    FileChange::Changed(path) => ("plan-file-changed", path),
                };
                li { (view.t(key)) " " code dir="ltr" { (path) } }
            }
        }
    }
}
