//! What all writes of the API share: done once, answered alike.

use casework::record::Tx;
use casework::{Error, PersonId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use utoipa::ToSchema;
use web::api::IdempotencyKey;
pub(crate) use web::api::ProblemBody;
use web::session::Carrier;
use web::{Problem, View};

use crate::office::Office;
use crate::refusal;
use casework::idempotency::{Once, REUSED};

/// What a write did.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Done {
    /// Index of the first entry that it appended; none where it changed nothing of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entry: Option<u64>,
}

/// Does a write once for its key; sent again, it gives the first answer. Beside the key stands what
/// was sent: with another body the key is refused (draft-ietf-httpapi-idempotency-key-header, 2.7).
pub(crate) async fn once<T, F>(
    office: &Office,
    view: &View,
    person: PersonId,
    (key, sent): (&IdempotencyKey, &impl Serialize),
    work: F,
) -> Result<T, Problem>
where
    T: Serialize + DeserializeOwned + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
{
    let once = Once::new(person, &what(view), &key.0);
    once_as(office, view, (once, sent), work).await
}

/// Method and path: what a key is for.
pub(super) fn what(view: &View) -> String {
    format!("{} {}", view.method, view.path)
}

/// As [`once`], for whoever the request is named after.
pub(super) async fn once_as<T, F>(
    office: &Office,
    view: &View,
    (once, sent): (Once, &impl Serialize),
    mut work: F,
) -> Result<T, Problem>
where
    T: Serialize + DeserializeOwned + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
{
    let sent = serde_json::to_vec(sent).map_err(Problem::internal)?;
    let once = once.with(&sent);
    let done = office.casework().write(move |tx| once.run(tx, &mut work));
    done.await.map_err(|e| refused(view, e))
}

/// Why a write was not done, a key that was used before included.
pub(super) fn refused(view: &View, error: Error) -> Problem {
    match error {
        Error::Conflict(why) if why == REUSED => {
            Problem::unprocessable().saying(view.t("api-idempotency-reused"))
        }
        e => refusal::problem(view, e),
    }
}

/// For bodies that are not JSON: a browser sends the cookie by itself, so the form token is asked
/// for, as it is for JSON.
pub(crate) fn own_page(view: &View, headers: &axum::http::HeaderMap) -> Result<(), Problem> {
    if view.session.carrier() != Carrier::Cookie {
        return Ok(());
    }
    let sent = headers
        .get(web::security::CSRF_HEADER)
        .map_or(&[][..], |v| v.as_bytes());
    let token = view.session.csrf_token();
    if bool::from(sent.ct_eq(token.as_bytes())) {
        Ok(())
    } else {
        Err(Problem::form_expired())
    }
}
