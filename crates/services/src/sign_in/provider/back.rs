//! Back from a provider: its answer is held against what this browser began, once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::oidc::{Identity, Provider, Returned};
use casework::people::identities::{self, Entered};
use casework::{Error, PersonId};
use web::session::FlashKind;
use web::{Answer, Problem, Proof, Public, View};

use super::{
    Begun, OPENED_BY, OpenedBy, Purpose, Trouble, assurance, keep, told, trouble, waiting,
};
use crate::office::Office;
use crate::{paths, refusal, sign_in};

pub(super) async fn back(
    Public(view): Public,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer {
    let provider = office.provider(&id).ok_or_else(Problem::not_found)?;
    let query = view.query_data();
    let state = query.get("state").to_owned();
    let Some(begun) = take(&view, &id, &state)? else {
        return Ok(trouble(
            &view,
            &provider,
            Purpose::Enter,
            &Trouble::Stale,
            "",
        ));
    };
    let (asked, now, pending) = (provider.clone(), view.now, begun.pending.clone());
    let finished = office.ask_provider(&view, move || {
        let returned = Returned {
            state: &state,
            code: query.get("code"),
            issuer: query.get("iss"),
            error: query.get("error"),
        };
        asked.finish(&pending, returned, now)
    });
    let outcome = match finished.await? {
        Ok(identity) => arrive(&view, &office, &provider, &begun, identity).await?,
        Err(fault) => Err(told(&provider, &fault)),
    };
    Ok(match outcome {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(what) => trouble(&view, &provider, begun.purpose, &what, &begun.next),
    })
}

/// What this browser began with that state at that provider; it is gone then, whatever comes of it.
fn take(view: &View, provider: &str, state: &str) -> Result<Option<Begun>, Problem> {
    let (mut answered, rest): (Vec<_>, Vec<_>) = waiting(view)
        .into_iter()
        .partition(|b| b.provider == provider && b.pending.is_answered_by(state));
    if !answered.is_empty() {
        keep(view, &rest)?;
    }
    // Whoever signed in or out meanwhile is not who began it.
    let same = |b: &Begun| b.purpose == Purpose::Enter || b.person == view.session.person();
    Ok(answered.pop().filter(same))
}

/// Does what the person went there for; where they go next.
async fn arrive(
    view: &View,
    office: &Office,
    provider: &Provider,
    begun: &Begun,
    identity: Identity,
) -> Result<Result<String, Trouble>, Problem> {
    match (begun.purpose, begun.person) {
        (Purpose::Enter, _) => enter(view, office, provider, begun, identity).await,
        (Purpose::Link, Some(person)) => link(view, office, PersonId(person), identity).await,
        (Purpose::Confirm, Some(person)) => {
            confirm(view, office, provider, (PersonId(person), begun), identity).await
        }
        _ => Ok(Err(Trouble::Stale)),
    }
}

async fn enter(
    view: &View,
    office: &Office,
    provider: &Provider,
    begun: &Begun,
    identity: Identity,
) -> Result<Result<String, Trouble>, Problem> {
    let language = view.lang().code();
    let who = identity.clone();
    let entered = office.write(view, move |tx| identities::enter(tx, &who, language));
    let person = match entered.await? {
        Entered::As(person) => person,
        Entered::Official => return Ok(Err(Trouble::Official)),
        Entered::Taken => return Ok(Err(Trouble::Taken)),
    };
    let proof = Proof::identity_provider(assurance(identity.level), identity.at);
    sign_in::establish(office, view, person, proof).await?;
    opened(view, office, provider, &identity)?;
    Ok(Ok(next(begun)))
}

async fn link(
    view: &View,
    office: &Office,
    person: PersonId,
    identity: Identity,
) -> Result<Result<String, Trouble>, Problem> {
    let linked = office
        .casework()
        .write(move |tx| identities::link(tx, person, &identity));
    match linked.await {
        Ok(()) => {}
        Err(Error::Conflict(_)) => return Ok(Err(Trouble::Taken)),
        Err(e) => return Err(refusal::problem(view, e)),
    }
    view.session
        .flash(FlashKind::Success, view.t("identity-linked"));
    Ok(Ok(paths::IDENTITIES.to_owned()))
}

async fn confirm(
    view: &View,
    office: &Office,
    provider: &Provider,
    (person, begun): (PersonId, &Begun),
    identity: Identity,
) -> Result<Result<String, Trouble>, Problem> {
    let who = identity.clone();
    let theirs = office.write(view, move |tx| identities::confirm(tx, person, &who));
    if !theirs.await? {
        return Ok(Err(Trouble::Another));
    }
    view.session.confirm(Proof::identity_provider(
        assurance(identity.level),
        identity.at,
    ));
    opened(view, office, provider, &identity)?;
    Ok(Ok(next(begun)))
}

/// Remembers by which session of the provider this one lives: it ends with it.
fn opened(
    view: &View,
    office: &Office,
    provider: &Provider,
    identity: &Identity,
) -> Result<(), Problem> {
    let parts = &office.casework().parts;
    let session = identity.session.as_ref();
    let tag = session.map(|s| hex::encode(identities::session_tag(parts, provider.issuer(), s)));
    let opened = OpenedBy {
        provider: provider.id().to_owned(),
        session: tag,
    };
    let text = serde_json::to_string(&opened).map_err(Problem::internal)?;
    view.session.update(|data| {
        data.values.insert(OPENED_BY.into(), text);
    });
    Ok(())
}

fn next(begun: &Begun) -> String {
    if begun.next.is_empty() {
        paths::HOME.to_owned()
    } else {
        begun.next.clone()
    }
}
