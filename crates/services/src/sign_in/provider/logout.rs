//! A provider tells that a session of its ended, and ours that it opened end with it (OpenID Connect Back-Channel Logout 1.0).

use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts as RequestParts;
use casework::PersonId;
use casework::oidc::{Fault, LoggedOut, Provider};
use casework::people::identities;
use casework::record::Tx;
use sha2::{Digest as _, Sha256};
use web::access::Guard;
use web::{Access, Answer, Problem, View};

use crate::office::Office;
use crate::sessions::end_opened_by;

/// First argument of the handler: a provider of ours; whether it is the provider that speaks, its token shows.
pub(super) struct Speaking {
    view: View,
    provider: Provider,
}

impl Guard for Speaking {
    const ACCESS: Access = Access::Token(crate::PROVIDER);
}

impl FromRequestParts<Office> for Speaking {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut RequestParts,
        office: &Office,
    ) -> Result<Self, Problem> {
        let view = View::from_request_parts(parts, office).await?;
        let path = Path::<String>::from_request_parts(parts, office).await;
        let Path(id) = path.map_err(|_| Problem::sign_in())?;
        let provider = office.provider(&id).ok_or_else(Problem::sign_in)?;
        Ok(Self { view, provider })
    }
}

/// Takes a logout token.
pub(super) async fn ended(
    Speaking { view, provider }: Speaking,
    State(office): State<Office>,
    body: Bytes,
) -> Answer<&'static str> {
    let text = String::from_utf8(body.to_vec()).map_err(|_| Problem::bad_request())?;
    let form = web::forms::parse_query(&text).ok_or_else(Problem::bad_request)?;
    let token = form.get("logout_token").to_owned();
    let (asked, now) = (provider.clone(), view.now);
    let read = office.ask_provider(&view, move || asked.logged_out(&token, now));
    let told = read.await?.map_err(|fault| match fault {
        Fault::Unreachable(_) => Problem::unavailable().because(fault),
        fault => Problem::bad_request().because(fault),
    })?;
    office
        .write(&view, move |tx| end(tx, &provider, &told))
        .await?;
    Ok("")
}

/// Ends what the provider's session opened, once: a token that comes again ends nothing that began since.
fn end(tx: &mut Tx<'_>, provider: &Provider, told: &LoggedOut) -> Result<(), casework::Error> {
    let (parts, issuer) = (tx.parts(), provider.issuer());
    let once = Sha256::digest(format!("logout token\0{issuer}\0{}", told.id));
    let once: [u8; 32] = once.into();
    let sql = "select 1 from idempotency where key_hash = $1";
    if tx.query_opt(sql, &[once.into()])?.is_some() {
        return Ok(());
    }
    let now = tx.now();
    tx.side_table(
        "insert into idempotency (key_hash, response, created_at) values ($1, $2, $3)",
        vec![once.into(), Vec::<u8>::new().into(), now.into()],
    )?;
    let person: Option<PersonId> = match (&told.subject, &told.session) {
        (Some(subject), _) => {
            let tag = identities::tag(parts, issuer, subject);
            identities::of(tx.link(), &tag)?
        }
        (None, Some(session)) => identities::of_session(tx.link(), parts, issuer, session)?,
        (None, None) => None,
    };
    let Some(person) = person else { return Ok(()) };
    let session = told.session.as_ref();
    let session = session.map(|s| hex::encode(identities::session_tag(parts, issuer, s)));
    end_opened_by(tx, person, provider.id(), session.as_deref())
}
