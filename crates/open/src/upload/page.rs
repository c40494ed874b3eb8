//! The pages of imports.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use maud::{Markup, html};
use web::api::Paging;
use web::components::{
    Button, Field, FieldError, LinkButton, Pagination, Row, TextArea, TextInput, Tone, Width,
    button, empty_state, error_summary, link_button, pagination, section, summary_list, tag,
    text_input, textarea,
};
use web::lang::Precision;
use web::{Answer, Form, FormData, Page, View};

use super::Asked;
use crate::import::{Job, NewFile, State as JobState, jobs, problems};
use crate::office::{Investigator, must_investigate};
use crate::{Open, paths};

/// Problems on a page.
const SHOWN: u32 = 100;
/// The field of the files.
const FILES: &str = "files";

pub(super) async fn list(
    i: Investigator,
    paging: Paging,
    State(open): State<Open>,
) -> Answer<Page> {
    let view = &i.view;
    let (before, most, person) = (paging.cursor::<i64>()?, paging.limit + 1, i.person);
    let found = open
        .read(move |link, _| {
            must_investigate(link, person)?;
            jobs(link, before, most)
        })
        .await?;
    let list = paging.page(found, |job| job.n.to_string());
    let more = Pagination {
        first: paging.after.is_some().then(|| paths::IMPORTS.to_owned()),
        next: list.next.as_ref().map(|n| paging.href(n)),
    };
    let title = view.t("imports-title");
    let new = LinkButton::new(paths::NEW_IMPORT, view.t("imports-new"));
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("imports-lead")) }
        @if list.items.is_empty() { (empty_state(&view.t("imports-none"), &view.t("imports-none-text"), Some(&new))) }
        @else {
            p { (link_button(&new)) }
            ul class="queue" {
                @for job in &list.items {
                    li {
                        h2 { a href=(paths::import(job.n)) { bdi { (job.name) } } }
                        p { (state(view, job)) " " (view.text.moment(job.created_at, Precision::Minute)) }
                    }
                }
            }
        }
        (pagination(&view.text, &more))
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::FLAGS, view.t("queue-title"))
        .main(main))
}

fn state(view: &View, job: &Job) -> Markup {
    let tone = match job.state {
        JobState::Queued => Tone::Neutral,
        JobState::Running => Tone::Active,
        JobState::Done | JobState::Unchanged => Tone::Good,
        JobState::Failed => Tone::Bad,
    };
    tag(tone, &view.t(&format!("import-{}", job.state.as_str())))
}

pub(super) async fn ask(i: Investigator, State(open): State<Open>) -> Answer<Page> {
    Ok(form(&i.view, &open, &FormData::default(), &[]))
}

fn form(view: &View, open: &Open, sent: &FormData, errors: &[FieldError]) -> Page {
    let title = view.t("imports-new");
    let field = |name: &str| {
        Field::new(name, view.t(&format!("import-{name}")))
            .hint(view.t(&format!("import-{name}-hint")))
            .errors(errors)
    };
    let publisher = TextInput {
        width: Width::Medium,
        ltr: true,
        ..TextInput::new(field("publisher"), sent.get("publisher"))
    };
    let name = TextInput::new(field("name"), sent.get("name"));
    let hosts = open.hosts().names().join(", ");
    let urls = TextArea {
        rows: 4,
        ..TextArea::new(
            Field::new("urls", view.t("import-urls"))
                .hint(view.with("import-urls-hint", &[("hosts", hosts.as_str().into())]))
                .optional()
                .errors(errors),
            sent.all("urls").concat(),
        )
    };
    let wrong = errors.iter().find(|e| e.name == FILES);
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p class="lead" { (view.t("import-lead")) }
        form method="post" action=(paths::NEW_IMPORT) enctype="multipart/form-data" novalidate {
            (view.csrf_field())
            (text_input(&view.text, &publisher))
            (text_input(&view.text, &name))
            (files(view, wrong))
            @if !hosts.is_empty() { (textarea(&view.text, &urls)) }
            (button(&Button::new(view.t("import-button"))))
        }
    };
    view.page(title.clone())
        .crumb(paths::IMPORTS, view.t("imports-title"))
        .with_errors(errors)
        .main(main)
}

/// The field for files. Their kinds are not those of documents that services accept, so it is written here.
fn files(view: &View, wrong: Option<&FieldError>) -> Markup {
    let described = if wrong.is_some() {
        "files-hint files-error"
    } else {
        "files-hint"
    };
    let size = view.text.bytes(view.site().limits.file as u64);
    html! {
        div class={ "field" @if wrong.is_some() { " field-invalid" } } {
            label class="label" for=(FILES) { (view.t("import-files")) }
            p class="hint" id="files-hint" { (view.with("import-files-hint", &[("size", size.into())])) }
            @if let Some(e) = wrong { p class="field-error" id="files-error" { (e.text) } }
            input class="file" type="file" id=(FILES) name=(FILES) multiple accept=".json,.jsonl,.ndjson,.gz,.zip,application/json,application/gzip,application/zip" aria-describedby=(described);
        }
    }
}

pub(super) async fn add(i: Investigator, State(open): State<Open>, Form(mut sent): Form) -> Answer {
    let view = &i.view;
    let taken = sent.take_files();
    let files = taken
        .into_iter()
        .filter(|f| f.field == FILES && !f.bytes.is_empty());
    let urls = sent.all("urls").concat();
    let asked = Asked {
        publisher: sent.get("publisher").to_owned(),
        name: sent.get("name").to_owned(),
        files: files
            .map(|f| NewFile {
                name: f.name,
                bytes: f.bytes,
            })
            .collect(),
        urls: urls.split_whitespace().map(str::to_owned).collect(),
    };
    let errors: Vec<FieldError> = asked
        .wrong(&open)
        .into_iter()
        .map(|(field, key)| FieldError::new(field, view.t(key)))
        .collect();
    if !errors.is_empty() {
        return Ok(form(view, &open, &sent, &errors).into_response());
    }
    let overrides = open.overrides().to_owned();
    let n = open
        .act(i.person, move |tx, actor| asked.add(tx, actor, &overrides))
        .await?;
    open.wake();
    Ok(Redirect::to(&paths::import(n)).into_response())
}

pub(super) async fn one(
    i: Investigator,
    State(open): State<Open>,
    Path(n): Path<i64>,
) -> Answer<Page> {
    let (view, person) = (&i.view, i.person);
    let after = view.query_value("after").parse().unwrap_or(0);
    let (job, found, counts) = open
        .read(move |link, _| {
            must_investigate(link, person)?;
            let before = n.checked_add(1).ok_or(casework::Error::NotFound)?;
            let job = jobs(link, Some(before), 1)?.into_iter().find(|j| j.n == n);
            let job = job.ok_or(casework::Error::NotFound)?;
            let found = problems(link, n, after, SHOWN + 1)?;
            let sql = "select processes, flags from imports where n = $1";
            let row = link.query_opt(sql, &[n.into()])?;
            let counts: Option<(i64, i64)> = match row {
                Some(r) => Some((r.get(0)?, r.get(1)?)),
                None => None,
            };
            Ok((job, found, counts))
        })
        .await?;
    let title = view.with("import-title", &[("name", job.name.as_str().into())]);
    let main = html! {
        h1 { (title) }
        p { (state(view, &job)) }
        (progress(view, &job))
        (summary_list(&rows(view, &job, counts)))
        @if job.problems > 0 { (section("problems", &view.t("import-problems"), &unreadable(view, n, &found))) }
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::IMPORTS, view.t("imports-title"))
        .main(main))
}

fn progress(view: &View, job: &Job) -> Markup {
    let percent = 100 * job.done / job.total.max(1);
    let said = view.with("import-percent", &[("n", percent.into())]);
    html! {
        @match job.state {
            JobState::Queued | JobState::Running => {
                p { label for="progress" { (said) } }
                p { progress id="progress" max="100" value=(percent) { (said) } }
                p { a href=(paths::import(job.n)) { (view.t("import-again")) } }
            },
            JobState::Unchanged => { p { (view.t("import-unchanged-text")) } },
            JobState::Failed => { p { (view.t("import-failed-text")) } p lang="en" dir="ltr" { (job.note) } },
            JobState::Done => { p { a href=(paths::FLAGS) { (view.t("queue-title")) } } },
        }
    }
}

fn rows(view: &View, job: &Job, counts: Option<(i64, i64)>) -> Vec<Row> {
    let number = |n: i64| html! { (view.text.number(n)) };
    let files = html! {
        ul class="plain" {
            @for file in &job.files {
                li { bdi { (file.name) } @if file.size > 0 { " · " (view.text.bytes(file.size)) } @if !file.hash.is_empty() { " " code dir="ltr" class="hash" { (file.hash) } } }
            }
        }
    };
    let mut rows = vec![
        Row::new(
            view.t("import-publisher"),
            html! { code dir="ltr" { (job.publisher) } },
        ),
        Row::new(view.t("import-files"), files),
    ];
    if let Some((processes, flags)) = counts {
        rows.push(Row::new(view.t("import-processes"), number(processes)));
        rows.push(Row::new(view.t("import-flags"), number(flags)));
    }
    let bad = i64::try_from(job.problems).unwrap_or(i64::MAX);
    if job.state.is_over() {
        rows.push(Row::new(view.t("import-unreadable"), number(bad)));
    }
    rows
}

fn unreadable(view: &View, n: i64, found: &[(i64, redflags::input::Problem)]) -> Markup {
    let shown = &found[..found.len().min(SHOWN as usize)];
    let next = (found.len() > shown.len()).then(|| shown.last()).flatten();
    html! {
        ul {
            @for (_, p) in shown {
                li {
                    bdi { (p.source) } ": "
                    @if p.line > 0 { (view.with("import-place", &[("line", p.line.into()), ("byte", p.byte.into())])) ": " }
                    span lang="en" dir="ltr" { (p.reason) }
                }
            }
        }
        @if let Some((last, _)) = next { p { a href={ (paths::import(n)) "?after=" (last) "#problems" } { (view.t("pagination-next")) } } }
    }
}
