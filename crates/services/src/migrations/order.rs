//! A proposal to move cases: what it would do, and the second person's word on it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::migration::{self, LONGEST, Order, OrderState};
use casework::record::Tx;
use casework::{Actor, CaseId, Error, PersonId, people};
use maud::{Markup, html};
use web::access::{Confirmed, Substantial};
use web::components::{
    Button, Choice, Choices, Field, FieldError, Row, TextArea, button, error_summary, radios,
    section, summary_list, textarea,
};
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use super::plan::{Planned, planned, show, title};
use super::{day, versions};
use crate::office::{Office, Supervisor};
use crate::{paths, refusal, words};

/// Cases on a page.
const CASES: u32 = 50;
/// The form's fields.
const ANSWER: &str = "answer";
const REASON: &str = "reason";

/// What a supervisor says of a proposal.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) confirmed: bool,
    pub(crate) reason: String,
}

/// The proposal, for a supervisor of the agency.
pub(crate) async fn own_order(
    office: &Office,
    view: &View,
    person: PersonId,
    seq: u64,
) -> Result<Order, Problem> {
    let found = office.read(view, move |link, parts| {
        let order = migration::order(link, parts, seq)?;
        let watched = people::supervised(link, parts, person)?;
        if watched.contains(&order.agency) {
            Ok(order)
        } else {
            Err(Error::NotFound)
        }
    });
    found.await
}

/// Writes the decision.
pub(crate) fn decide(
    tx: &mut Tx<'_>,
    person: PersonId,
    seq: u64,
    decision: &Decision,
) -> Result<u64, Error> {
    migration::decide(
        tx,
        Actor::Person(person),
        seq,
        decision.confirmed,
        &decision.reason,
    )
}

pub(super) async fn page(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(seq): Path<u64>,
) -> Answer<Page> {
    render(&office, &supervisor, seq, ("", ""), &[]).await
}

pub(super) async fn submit(
    Confirmed(supervisor, _): Confirmed<Supervisor, Substantial>,
    State(office): State<Office>,
    Path(seq): Path<u64>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&supervisor.view, supervisor.person);
    own_order(&office, view, person, seq).await?;
    let (answer, reason) = (form.get(ANSWER).to_owned(), form.get(REASON).to_owned());
    let confirmed = match answer.as_str() {
        "confirm" => true,
        "refuse" => false,
        _ => {
            let errors = [FieldError::new(ANSWER, view.t("migration-answer-required"))];
            let page = render(&office, &supervisor, seq, (&answer, &reason), &errors).await?;
            return Ok(page.into_response());
        }
    };
    let decision = Decision {
        confirmed,
        reason: reason.clone(),
    };
    let written = office
        .casework()
        .write(move |tx| decide(tx, person, seq, &decision));
    match written.await {
        Ok(_) => {
            let done = if confirmed {
                "migration-confirmed-done"
            } else {
                "migration-refused-done"
            };
            view.session.flash(FlashKind::Success, view.t(done));
            Ok(Redirect::to(&paths::migration(seq)).into_response())
        }
        Err(Error::Field { reason: why, .. }) => {
            let key = if why == "required" {
                "migration-reason-required"
            } else {
                "migration-reason-too-long"
            };
            let errors = [FieldError::new(REASON, view.t(key))];
            let page = render(&office, &supervisor, seq, (&answer, &reason), &errors).await?;
            Ok(page.into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

async fn render(
    office: &Office,
    supervisor: &Supervisor,
    seq: u64,
    (answer, reason): (&str, &str),
    errors: &[FieldError],
) -> Result<Page, Problem> {
    let (view, person) = (&supervisor.view, supervisor.person);
    let order = own_order(office, view, person, seq).await?;
    let after = view.query_value("after").parse().ok().map(CaseId);
    let what = (order.from, order.to, order.mapping.clone());
    let found = planned(office, view, person, what, (after, CASES)).await?;
    let title = title(view, &found.versions);
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::service(view, &found.versions.new)) }
        h1 { (title) }
        (about(view, &order))
        @if order.state == OrderState::Proposed {
            (section("decide", &view.t("migration-decide"), &form(view, seq, answer, reason, errors)))
        }
        (section("plan", &view.t("migration-plan"), &plan(view, &order, &found, after)))
    };
    Ok(view
        .page(title.clone())
        .with_errors(errors)
        .crumb(paths::OVERVIEW, view.t("nav-overview"))
        .crumb(paths::VERSIONS, view.t("versions-title"))
        .main(main))
}

fn about(view: &View, order: &Order) -> Markup {
    let seq = i64::try_from(order.seq).unwrap_or(i64::MAX);
    let mut rows = vec![
        Row::new(
            view.t("migration-state"),
            versions::state(view, order.state),
        ),
        Row::new(view.t("migration-reason"), html! { bdi { (order.reason) } }),
        Row::new(
            view.t("migration-proposed"),
            html! { (day(view, order.proposed_at)) },
        ),
    ];
    if let Some(at) = order.decided_at {
        rows.push(Row::new(
            view.t("migration-decided"),
            html! { (day(view, at)) },
        ));
    }
    rows.push(Row::new(
        view.t("entry-index"),
        html! { (view.text.number(seq)) },
    ));
    summary_list(&rows)
}

fn form(view: &View, seq: u64, answer: &str, reason: &str, errors: &[FieldError]) -> Markup {
    let own = |name: &str| -> Vec<FieldError> {
        errors.iter().filter(|e| e.name == name).cloned().collect()
    };
    let choices = vec![
        Choice::new("confirm", view.t("migration-confirm")),
        Choice::new("refuse", view.t("migration-refuse")),
    ];
    let field = Field::new(ANSWER, view.t("migration-answer")).errors(&own(ANSWER));
    let why = Field::new(REASON, view.t("migration-why"))
        .hint(view.t("migration-why-hint"))
        .errors(&own(REASON));
    let limit = u32::try_from(LONGEST).ok();
    html! {
        p { (view.t("migration-decide-text")) }
        form method="post" action=(paths::migration(seq)) novalidate {
            (view.csrf_field())
            (radios(&view.text, &Choices::new(field, choices, answer)))
            (textarea(&view.text, &TextArea { limit, ..TextArea::new(why, reason) }))
            (button(&Button::new(view.t("migration-send"))))
        }
    }
}

fn plan(view: &View, order: &Order, found: &Planned, after: Option<CaseId>) -> Markup {
    let mapping = &order.mapping;
    html! {
        @if !mapping.elements.is_empty() || !mapping.again.is_empty() {
            p { (view.t("migration-mapping")) }
            ul {
                @for (from, to) in &mapping.elements { li { code dir="ltr" { (from) " → " (to) } } }
                @for id in &mapping.again { li { (view.t("migration-again")) " " code dir="ltr" { (id) } } }
            }
        }
        (show(view, found, &paths::migration(order.seq), after.is_some()))
    }
}
