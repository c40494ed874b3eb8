//! An answer is given: a token and two answers, by whoever has the token. No session is asked for, none is kept with it.

mod act;
mod api;
mod page;

use web::{Access, Routes};

use crate::{Feedback, paths};

pub(crate) use act::key_id;
pub(crate) use api::*;
pub(crate) use page::{fill, plain};

pub(crate) fn routes() -> Routes<Feedback> {
    Routes::new()
        .get(paths::ANSWER, Access::Public, page::page)
        .post(paths::ANSWER, Access::Public, page::give)
        .get(paths::THANKS, Access::Public, page::thanks)
        .post(paths::API_ANSWERS, Access::Public, api::answer)
}
