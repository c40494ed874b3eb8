//! Mending a case by the forms on its page.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::mend::{Proposed, Wanted};
use casework::case::{self, Action};
use casework::{Actor, Error};
use web::access::{Confirmed, Substantial};
use web::components::FieldError;
use web::forms::FormData;
use web::session::FlashKind;
use web::{Answer, Form, Problem};

use super::page::{desk, show};
use crate::office::{Office, Supervisor};
use crate::{paths, refusal};

pub(super) async fn retry(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(number): Path<String>,
    Form(form): Form,
) -> Answer {
    let reason = form.get("retry-reason").to_owned();
    let action = Action::Retry { reason };
    carry_out(
        &office,
        &supervisor,
        &number,
        (&form, "retry", "mend-retried"),
        action,
    )
    .await
}

pub(super) async fn set(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(number): Path<String>,
    Form(form): Form,
) -> Answer {
    let name = match form.get("set-other").trim() {
        "" => form.get("set-name"),
        other => other,
    };
    let mend = Wanted::Set(vec![(name.to_owned(), form.get("set-value").to_owned())]);
    let action = proposed(&form, mend, "set-reason")?;
    carry_out(
        &office,
        &supervisor,
        &number,
        (&form, "set", "mend-proposed"),
        action,
    )
    .await
}

pub(super) async fn put(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(number): Path<String>,
    Form(form): Form,
) -> Answer {
    let mend = Wanted::Move(form.get("move-to").to_owned());
    let action = proposed(&form, mend, "move-reason")?;
    carry_out(
        &office,
        &supervisor,
        &number,
        (&form, "move", "mend-proposed"),
        action,
    )
    .await
}

/// The proposal is for the incident and the process that the page showed.
fn proposed(form: &FormData, mend: Wanted, reason: &str) -> Result<Action, Problem> {
    let incident = form.get("incident").parse();
    Ok(Action::Propose(Proposed {
        incident: incident.map_err(|_| Problem::bad_request())?,
        stand: form.get("stand").to_owned(),
        mend,
        reason: form.get(reason).to_owned(),
    }))
}

pub(super) async fn confirm(
    Confirmed(supervisor, _): Confirmed<Supervisor, Substantial>,
    State(office): State<Office>,
    Path((number, proposal)): Path<(String, u64)>,
    Form(form): Form,
) -> Answer {
    let action = Action::Confirm { proposal };
    carry_out(
        &office,
        &supervisor,
        &number,
        (&form, "confirm", "mend-confirmed"),
        action,
    )
    .await
}

pub(super) async fn refuse(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path((number, proposal)): Path<(String, u64)>,
    Form(form): Form,
) -> Answer {
    let prefix = format!("refuse-{proposal}");
    let reason = form.get(&format!("{prefix}-reason")).to_owned();
    let action = Action::Refuse { proposal, reason };
    carry_out(
        &office,
        &supervisor,
        &number,
        (&form, &prefix, "mend-refused"),
        action,
    )
    .await
}

pub(super) async fn withdraw(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path((number, proposal)): Path<(String, u64)>,
    Form(form): Form,
) -> Answer {
    let action = Action::Withdraw { proposal };
    carry_out(
        &office,
        &supervisor,
        &number,
        (&form, "withdraw", "mend-withdrawn"),
        action,
    )
    .await
}

/// Does it and goes back to the page, which says what became of the case. `prefix` begins the names of the form's fields.
async fn carry_out(
    office: &Office,
    supervisor: &Supervisor,
    number: &str,
    (form, prefix, done): (&FormData, &str, &str),
    action: Action,
) -> Answer {
    let view = &supervisor.view;
    let desk = desk(office, view, supervisor.person, number).await?;
    let (actor, id) = (Actor::Person(supervisor.person), desk.whole.case.id);
    let written = office
        .casework()
        .write(move |tx| case::act(tx, actor, id, &action));
    match written.await {
        Ok(_) => view.session.flash(FlashKind::Success, view.t(done)),
        Err(Error::Field { field, reason }) => {
            let text = refusal::field(view, field, reason);
            let errors = [FieldError::new(format!("{prefix}-{field}"), text)];
            return Ok(show(view, &desk, form, &errors).into_response());
        }
        Err(Error::Conflict(_)) => view
            .session
            .flash(FlashKind::Notice, view.t("mend-moved-on")),
        Err(e) => return Err(refusal::problem(view, e)),
    }
    Ok(Redirect::to(&paths::incident(desk.whole.case.number)).into_response())
}
