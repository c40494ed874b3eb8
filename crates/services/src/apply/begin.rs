//! Before one starts: what to have at hand, and drafts to go on with.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::people::mandates;
use casework::record::Tx;
use casework::record::fact::Profile;
use casework::store::Link;
use casework::{Error, Parts, PersonId, case, people};
use jiff::Timestamp;
use maud::{Markup, html};
use pack::Pack;
use web::components::{
    Button, Choice, Choices, Field, Task, TaskState, Tone, button, hidden, inset, radios, section,
    task_list,
};
use web::lang::Precision;
use web::{Answer, Form, Page, View};

use super::Draft;
use crate::fields;
use crate::find::eligibility::carried;
use crate::office::{Citizen, Office};
use crate::{paths, words};

pub(super) async fn form(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Page> {
    let (view, person) = (&citizen.view, citizen.person);
    let checked = view.query_data();
    let (pack, drafts, others) = office
        .read(view, move |link, parts| {
            let pack = crate::home::offered(link, parts, &id)?;
            let drafts = Draft::of(link, parts, person, Some(&id))?;
            let now = parts.clock.now();
            let mut others = Vec::new();
            for principal in mandates::principals(link, person, &id, now)? {
                let profile = people::profile(link, parts, principal)?;
                others.push((principal, profile.known_as()));
            }
            Ok((pack, drafts, others))
        })
        .await?;
    let title = view.with(
        "begin-title",
        &[("service", words::service(view, &pack).into())],
    );
    let main = html! {
        h1 { (title) }
        @if !drafts.is_empty() { (section("drafts", &view.t("begin-drafts"), &task_list(&lines(view, &drafts)))) }
        (section("need", &view.t("begin-need"), &need(view, &pack)))
        form method="post" action=(paths::apply(&pack.id)) {
            (view.csrf_field())
            (for_whom(view, &others))
            @if !carried(&pack, &checked).is_empty() {
                (inset(&html! { p { (view.t("begin-checked")) } }))
                @for (name, values) in fields::sent(&pack.forms[&pack.start_form], &checked) {
                    @for value in values { (hidden(&name, &value)) }
                }
            }
            (button(&Button { secondary: !drafts.is_empty(), ..Button::new(view.t("begin-start")) }))
        }
    };
    Ok(view
        .page(title.clone())
        .back(paths::service(&pack.id))
        .main(main))
}

/// For whom, where one acts for others.
fn for_whom(view: &View, others: &[(PersonId, String)]) -> Markup {
    if others.is_empty() {
        return html! {};
    }
    let mut choices = vec![Choice::new("", view.t("begin-for-me"))];
    choices.extend(others.iter().map(|(id, name)| {
        let label = view.with("begin-for-other", &[("name", name.as_str().into())]);
        Choice::new(id.to_string(), label)
    }));
    let field = Field::new(FOR, view.t("begin-for")).hint(view.t("begin-for-hint"));
    radios(&view.text, &Choices::new(field, choices, ""))
}

/// The field that says for whom a draft is filled.
const FOR: &str = "for";

fn lines(view: &View, drafts: &[Draft]) -> Vec<Task> {
    let state = || TaskState {
        text: view.t("begin-draft-state"),
        tone: Tone::Active,
    };
    let saved = |d: &Draft| view.text.moment(d.updated, Precision::Minute);
    let line = |d: &Draft| Task {
        title: view.with("begin-draft", &[("time", saved(d).into())]),
        href: Some(paths::draft(&d.name())),
        hint: None,
        state: state(),
    };
    drafts.iter().map(line).collect()
}

fn need(view: &View, pack: &Pack) -> Markup {
    html! {
        p { (view.t("begin-need-text")) }
        ul {
            @for d in &pack.documents {
                li {
                    (words::of(view, pack, &format!("document-{}", d.id)))
                    @if !d.required { " " span class="optional" { (view.t("service-document-if")) } }
                }
            }
        }
        p { (view.t("begin-saved")) }
    }
}

pub(super) async fn start(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
    Form(sent): Form,
) -> Answer {
    let person = citizen.person;
    let applicant = match sent.get(FOR) {
        "" => person,
        id => PersonId(id.parse().map_err(|_| web::Problem::unprocessable())?),
    };
    let begin = move |tx: &mut Tx<'_>| {
        let parts = tx.parts();
        let pack = crate::home::offered(tx.link(), parts, &id)?;
        let now = tx.now();
        let profile = known_of(tx.link(), parts, (person, applicant), &pack.id, now)?;
        let form = pack.forms.get(&pack.start_form).ok_or(Error::NotFound)?;
        let mut known = form.prefill(&case::of_person(&profile));
        known.extend(carried(&pack, &sent));
        let first = form
            .pages()
            .first()
            .map(|p| p.id.clone())
            .unwrap_or_default();
        let draft = Draft::begin(tx, person, &pack.id, known)?;
        if applicant != person {
            draft.fill_for(tx, applicant)?;
        }
        Ok(paths::draft_page(&draft.name(), &first))
    };
    let next = office.write(&citizen.view, begin).await?;
    Ok(Redirect::to(&next).into_response())
}

/// The profile of whom an application is for, who is oneself or somebody for whom one may act.
///
/// # Errors
/// [`Error::NotFound`] without a mandate that runs; the store's.
pub(crate) fn known_of(
    link: &mut Link,
    parts: &Parts,
    (person, applicant): (PersonId, PersonId),
    service: &str,
    now: Timestamp,
) -> Result<Profile, Error> {
    if applicant != person && !mandates::represents(link, person, applicant, service, now)? {
        return Err(Error::NotFound);
    }
    people::profile(link, parts, applicant)
}
