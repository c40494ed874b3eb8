//! Cases that stopped, for those who watch over them: what is wrong, what can be done about it, and what a second person has to
//! agree to.

mod act;
mod forms;
mod list;
mod page;

pub(crate) use list::{Line, lines, task};
pub(crate) use page::{Desk, desk, explained};

use web::{Access, Assurance, Demand, Routes};

use crate::office::Office;
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    let supervisor = Access::Role(crate::SUPERVISOR);
    let solemn = supervisor.confirmed(Demand::at_least(Assurance::Substantial));
    Routes::new()
        .get(paths::INCIDENTS, supervisor, list::list)
        .get("/cases/{number}/incident", supervisor, page::incident)
        .post("/cases/{number}/incident/retry", supervisor, act::retry)
        .post("/cases/{number}/incident/set", supervisor, act::set)
        .post("/cases/{number}/incident/move", supervisor, act::put)
        .post("/cases/{number}/mends/{seq}/confirm", solemn, act::confirm)
        .post(
            "/cases/{number}/mends/{seq}/refuse",
            supervisor,
            act::refuse,
        )
        .post(
            "/cases/{number}/mends/{seq}/withdraw",
            supervisor,
            act::withdraw,
        )
}
