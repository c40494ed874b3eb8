//! Signing in by passkey (W3C Web Authentication, discoverable credentials): the browser offers the
//! keys that it has for this site, so nobody learns here which addresses are known.

use axum::extract::State;
use axum::response::IntoResponse as _;
use casework::record::Tx;
use casework::{Error, PersonId, people};
use serde::Deserialize;
use serde_json::json;
use web::api::Json;
use web::{Answer, Problem, Proof, Public, View};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PublicKeyCredential,
};

use super::{destination, establish, is_local};
use crate::account::challenge;
use crate::office::Office;

/// Asks for a challenge.
pub(super) async fn begin(
    Public(view): Public,
    State(office): State<Office>,
    Json(_): Json<serde_json::Value>,
) -> Answer {
    let (options, state) = office
        .passkeys()
        .start_discoverable_authentication()
        .map_err(Problem::internal)?;
    challenge::keep(&office, &view, None, &state).await?;
    Ok(Json(options).into_response())
}

#[derive(Deserialize)]
pub(super) struct Signed {
    credential: PublicKeyCredential,
    #[serde(default)]
    next: String,
}

/// Takes the signed challenge.
pub(super) async fn finish(
    Public(view): Public,
    State(office): State<Office>,
    Json(signed): Json<Signed>,
) -> Answer {
    let state: DiscoverableAuthentication = challenge::take(&office, &view, None).await?;
    let (handle, _) = office
        .passkeys()
        .identify_discoverable_authentication(&signed.credential)
        .map_err(|e| refused(&view, e))?;
    let person = challenge::person_of(handle).ok_or_else(|| refused(&view, "unknown handle"))?;
    let mut keys = office
        .read(&view, move |link, _| challenge::keys_of(link, person))
        .await?;
    let known: Vec<DiscoverableKey> = keys.iter().map(DiscoverableKey::from).collect();
    #[expect(deprecated, reason = "the newer call needs the credentials' internals")]
    let result = office
        .passkeys()
        .finish_discoverable_authentication(&signed.credential, state, &known)
        .map_err(|e| refused(&view, e))?;
    let used = keys.iter_mut().find(|k| k.cred_id() == result.cred_id());
    let used = used.ok_or_else(|| refused(&view, "another key"))?;
    let proof = Proof::passkey(result.user_verified(), view.now);
    let changed = used.update_credential(&result) == Some(true);
    let used = used.clone();
    office
        .write(&view, move |tx| {
            opened(tx, person, changed.then_some(&used))
        })
        .await?;
    let next = if is_local(&signed.next) {
        signed.next
    } else {
        destination(&view)
    };
    establish(&office, &view, person, proof).await?;
    Ok(Json(json!({ "next": next })).into_response())
}

/// The entry that somebody signed in, and the key's counter, which is no state: it tells copies of
/// a key apart and nothing else.
fn opened(tx: &mut Tx<'_>, person: PersonId, used: Option<&Passkey>) -> Result<(), Error> {
    people::session_opened(tx, person, "passkey")?;
    let Some(key) = used else { return Ok(()) };
    let text = serde_json::to_string(key).map_err(|_| Error::Conflict("the key cannot be kept"))?;
    let (id, now) = (key.cred_id().to_vec(), tx.now());
    let sql = "insert into passkey_counters (id, credential, used_at) values ($1, $2, $3) \
               on conflict (id) do update set credential = excluded.credential, \
               used_at = excluded.used_at";
    Ok(tx.side_table(sql, vec![id.into(), text.into(), now.into()])?)
}

fn refused(view: &View, cause: impl std::fmt::Display) -> Problem {
    Problem::unprocessable()
        .saying(view.t("sign-in-passkey-failed"))
        .because(cause)
}
