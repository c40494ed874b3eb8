//! Finding a service: by what happened, by words, by a check of what the rules say.

pub(crate) mod eligibility;
pub(crate) mod events;
pub(crate) mod search;

use web::{Access, Routes};

use crate::office::Office;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get("/events/{event}", Access::Public, events::event)
        .get("/services/{pack}/check", Access::Public, eligibility::check)
}
