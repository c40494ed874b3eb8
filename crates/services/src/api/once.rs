//! What all writes of the API share: done once, answered alike.

use casework::record::Tx;
use casework::{Error, PersonId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use utoipa::ToSchema;
use web::api::IdempotencyKey;
use web::session::Carrier;
use web::{Problem, View};

use crate::idempotency::Once;
use crate::office::Office;

/// What a write did.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Done {
    /// Index of the first entry that it appended; none where it changed nothing of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entry: Option<u64>,
}

/// A problem (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ProblemBody {
    /// `/problems/<kind>`
    r#type: String,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What exactly.
    detail: Option<String>,
    /// Mistakes by field: `pointer` (JSON Pointer) and `detail`.
    errors: Option<Vec<serde_json::Value>>,
}

/// Does a write once for its key; sent again, it gives the first answer.
pub(crate) async fn once<T, F>(
    office: &Office,
    view: &View,
    person: PersonId,
    key: &IdempotencyKey,
    mut work: F,
) -> Result<T, Problem>
where
    T: Serialize + DeserializeOwned + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
{
    let once = Once::new(person, &view.path, &key.0);
    office.write(view, move |tx| once.run(tx, &mut work)).await
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
