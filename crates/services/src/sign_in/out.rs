//! Signing out.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use web::{Answer, Form, Public};

use crate::office::Office;
use crate::paths;

pub(super) async fn out(Public(view): Public, State(_): State<Office>, _: Form) -> Answer {
    view.session.sign_out();
    // What a phone keeps of forms goes with the session (W3C Clear Site Data).
    let clear = [("clear-site-data", "\"storage\"")];
    Ok((clear, Redirect::to(paths::HOME)).into_response())
}
