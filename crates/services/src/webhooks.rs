//! An agency's webhooks, for its supervisors: where events of its cases are sent, and what arrived.

mod list;
mod one;

use casework::store::Link;
use casework::webhooks::{Webhook, of_agency};
use casework::{Error, Parts, PersonId, people, webhooks};
use web::{Access, Routes};

use crate::office::Office;
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    let access = Access::Role(crate::SUPERVISOR);
    Routes::new()
        .get(paths::WEBHOOKS, access, list::show)
        .post(paths::WEBHOOKS, access, list::add)
        .get("/overview/webhooks/{id}", access, one::show)
        .post("/overview/webhooks/{id}/end", access, one::end)
}

/// The webhooks of the agencies that a person watches over, and these agencies.
pub(crate) fn all(
    link: &mut Link,
    parts: &Parts,
    person: PersonId,
) -> Result<(Vec<String>, Vec<Webhook>), Error> {
    let agencies = people::supervised(link, parts, person)?;
    let mut all = Vec::new();
    for agency in &agencies {
        all.extend(of_agency(link, agency)?);
    }
    Ok((agencies, all))
}

/// A webhook of an agency that the person watches over.
pub(crate) fn own(
    link: &mut Link,
    parts: &Parts,
    person: PersonId,
    id: u64,
) -> Result<Webhook, Error> {
    let found = webhooks::webhook(link, id)?.ok_or(Error::NotFound)?;
    let agencies = people::supervised(link, parts, person)?;
    if agencies.contains(&found.agency) {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}
