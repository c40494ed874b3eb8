//! One's own account: name, language, passkeys, who read one's data, erasing it; for officials also
//! absences and declared interests, which decide who is in a draw.

pub(crate) mod challenge;
pub(crate) mod contact;
pub(crate) mod devices;
pub(crate) mod duty;
pub(crate) mod erase;
pub(crate) mod mandates;
pub(crate) mod passkeys;
mod phone;
mod profile;
mod readings;
pub(crate) mod sessions;
pub(crate) mod tokens;

pub(crate) use profile::{change_profile, valid_name};
pub(crate) use readings::{Reader, Reading, readings_of};

use web::{Access, Demand, Routes};

use crate::office::Office;
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    // What a thief of the session would change first, and what cannot be undone.
    let grave = Access::SignedIn.confirmed(Demand::OWN);
    Routes::new()
        .merge(sessions::routes())
        .get(paths::ACCOUNT, Access::SignedIn, profile::show)
        .post(paths::ACCOUNT, Access::SignedIn, profile::save)
        .post("/account/passkeys/begin", grave, passkeys::begin)
        .post("/account/passkeys", grave, passkeys::add)
        .post("/account/passkeys/remove", grave, passkeys::remove)
        .get(paths::CONTACT, Access::SignedIn, contact::show)
        .post(paths::CONTACT, grave, contact::save)
        .post("/account/contact/phone", grave, phone::ask)
        .get("/account/contact/code", Access::SignedIn, phone::form)
        .post("/account/contact/code", grave, phone::check)
        .post("/account/contact/phone/remove", grave, phone::remove)
        .post("/account/contact/devices", grave, devices::add)
        .post(
            "/account/contact/devices/remove",
            Access::SignedIn,
            devices::remove,
        )
        .get(paths::TOKENS, Access::SignedIn, tokens::show)
        .post(paths::TOKENS, grave, tokens::make)
        .post("/account/tokens/revoke", Access::SignedIn, tokens::revoke)
        .get("/account/readings", Access::SignedIn, readings::readings)
        .get(paths::MANDATES, Access::SignedIn, mandates::show)
        .post(paths::MANDATES, grave, mandates::offer)
        .post(
            "/account/mandates/{seq}/accept",
            Access::SignedIn,
            mandates::accept,
        )
        .post(
            "/account/mandates/{seq}/end",
            Access::SignedIn,
            mandates::end,
        )
        .get("/account/erase", Access::SignedIn, erase::ask)
        .post("/account/erase", grave, erase::erase)
        .get("/account/duty", Access::Role(crate::OFFICIAL), duty::show)
        .post(
            "/account/duty/absence",
            Access::Role(crate::OFFICIAL),
            duty::absent,
        )
        .post(
            "/account/duty/return",
            Access::Role(crate::OFFICIAL),
            duty::back,
        )
        .post(
            "/account/duty/interest",
            Access::Role(crate::OFFICIAL),
            duty::interest,
        )
}
