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
use crate::sessions::PASSKEY;

/// Asks for a challenge.
pub(super) async fn begin(
    Public(view): Public,
    State(office): State<Office>,
    Json(_): Json<serde_json::Value>,
) -> Answer {
    ask(&office, &view, None).await
}

/// A challenge for whoever has a key, or for somebody who is signed in. The key's owner has to unlock it (the library asks
/// for user verification with discoverable credentials).
pub(crate) async fn ask(office: &Office, view: &View, person: Option<PersonId>) -> Answer {
    let (options, state) = office
        .passkeys()
        .start_discoverable_authentication()
        .map_err(Problem::internal)?;
    challenge::keep(office, view, person, &state).await?;
    Ok(Json(options).into_response())
}

#[derive(Deserialize)]
pub(crate) struct Signed {
    pub(crate) credential: PublicKeyCredential,
    #[serde(default)]
    pub(crate) next: String,
}

/// Takes the signed challenge.
pub(super) async fn finish(
    Public(view): Public,
    State(office): State<Office>,
    Json(signed): Json<Signed>,
) -> Answer {
    let used = check(&office, &view, None, signed.credential).await?;
    let next = if is_local(&signed.next) {
        signed.next
    } else {
        destination(&view)
    };
    establish(&office, &view, used.person, used.proof).await?;
    view.session.update(|data| {
        data.values.insert(PASSKEY.into(), used.id);
    });
    Ok(Json(json!({ "next": next })).into_response())
}

/// A passkey that signed a challenge.
pub(crate) struct Used {
    /// Whose it is.
    pub(crate) person: PersonId,
    /// What that proves.
    pub(crate) proof: Proof,
    /// Its credential id, in hexadecimal.
    pub(crate) id: String,
}

/// Checks a signed challenge, and writes down by whom.
pub(crate) async fn check(
    office: &Office,
    view: &View,
    asked: Option<PersonId>,
    credential: PublicKeyCredential,
) -> Result<Used, Problem> {
    let state: DiscoverableAuthentication = challenge::take(office, view, asked).await?;
    let (handle, _) = office
        .passkeys()
        .identify_discoverable_authentication(&credential)
        .map_err(|e| refused(view, e))?;
    let person = challenge::person_of(handle).ok_or_else(|| refused(view, "unknown handle"))?;
    if asked.is_some_and(|asked| asked != person) {
        return Err(refused(view, "another person's key"));
    }
    let mut keys = office
        .read(view, move |link, _| challenge::keys_of(link, person))
        .await?;
    let known: Vec<DiscoverableKey> = keys.iter().map(DiscoverableKey::from).collect();
    #[expect(deprecated, reason = "the newer call needs the credentials' internals")]
    let result = office
        .passkeys()
        .finish_discoverable_authentication(&credential, state, &known)
        .map_err(|e| refused(view, e))?;
    let used = keys.iter_mut().find(|k| k.cred_id() == result.cred_id());
    let used = used.ok_or_else(|| refused(view, "another key"))?;
    let changed = used.update_credential(&result) == Some(true);
    let used = used.clone();
    let id = hex::encode(used.cred_id());
    office
        .write(view, move |tx| opened(tx, person, changed.then_some(&used)))
        .await?;
    Ok(Used {
        person,
        proof: Proof::passkey(result.user_verified(), view.now),
        id,
    })
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

pub(crate) fn refused(view: &View, cause: impl std::fmt::Display) -> Problem {
    Problem::unprocessable()
        .saying(view.t("sign-in-passkey-failed"))
        .because(cause)
}
