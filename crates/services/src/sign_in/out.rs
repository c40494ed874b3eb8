//! Signing out.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use web::{Answer, Form, Public};

use crate::office::Office;
use crate::paths;

/// What a phone keeps of forms goes with the session (W3C Clear Site Data).
pub(crate) const CLEAR: [(&str, &str); 1] = [("clear-site-data", "\"storage\"")];

pub(super) async fn out(Public(view): Public, State(_): State<Office>, _: Form) -> Answer {
    view.session.sign_out();
    Ok((CLEAR, Redirect::to(paths::HOME)).into_response())
}
