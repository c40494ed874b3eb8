//! How long what cases hold is kept: what will be erased, and the cases that a supervisor holds against that.

mod hold;
mod list;

pub(crate) use hold::{desk, row};
pub(crate) use list::{Place, leaving};

use web::{Access, Assurance, Demand, Routes};

use crate::office::Office;
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    let supervisor = Access::Role(crate::SUPERVISOR);
    let solemn = supervisor.confirmed(Demand::at_least(Assurance::Substantial));
    Routes::new()
        .get(paths::RETENTION, supervisor, list::list)
        .get("/cases/{number}/hold", supervisor, hold::page)
        .post("/cases/{number}/hold", supervisor, hold::hold)
        .post("/cases/{number}/hold/release", solemn, hold::release)
}
