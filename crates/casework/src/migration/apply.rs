//! Moving one case: planned again in the transaction that moves it.

use std::sync::Arc;

use bpmn::migrate;

use super::order::{Order, OrderState};
use super::{CasePlan, Effect, MovedTask, Versions, plan};
use crate::case::{self, Case, OpenTask, Status};
use crate::record::{Fact, Tx};
use crate::{Actor, CaseId, Error};

/// What became of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Moved {
    /// It runs on the new version.
    Done {
        /// The entry.
        entry: u64,
        /// What changed.
        plan: CasePlan,
    },
    /// It stays where it is.
    Stays(CasePlan),
    /// It has ended, or runs on another version already.
    Past,
}

/// Moves a case as a confirmed proposal says.
///
/// # Errors
/// [`Error::Forbidden`] for all but the operator and the system; [`Error::Conflict`] when nobody confirmed the proposal.
pub fn apply(tx: &mut Tx<'_>, actor: Actor, order: &Order, id: CaseId) -> Result<Moved, Error> {
    if actor.person().is_some() {
        return Err(Error::Forbidden("only an operator may"));
    }
    // What the caller holds may be old.
    let parts = tx.parts();
    let order = &super::order(tx.link(), parts, order.seq)?;
    if order.state != OrderState::Confirmed {
        return Err(Error::Conflict(
            "a supervisor of the agency has to confirm it first",
        ));
    }
    let versions = order.versions(tx)?;
    let now = tx.now();
    let case = tx.case(id)?;
    let runs = !matches!(case.status, Status::Closed | Status::Erased);
    if !runs || case.pack_hash != order.from {
        return Ok(Moved::Past);
    }
    let plan = plan(&versions, case, now);
    if !plan.problems.is_empty() {
        return Ok(Moved::Stays(plan));
    }
    let taken = taken(case, &plan);
    let environment = case::environment(&versions.new, now);
    let events = migrate::migrate(
        &versions.new.process,
        &case.inside.state,
        &plan.process,
        &environment,
    );
    let events = events.unwrap_or_default();
    let fact = Fact::CaseMigrated {
        order: order.seq,
        from: hex::encode(order.from),
        to: hex::encode(order.to),
        from_version: versions.old.version.clone(),
        to_version: versions.new.version.clone(),
        reason: order.reason.clone(),
        effects: plan.effects.clone(),
        tasks: plan.tasks.clone(),
        events,
    };
    let entry = tx.append_to(actor, id, fact)?;
    case::after_migration(tx, id, taken, &versions.new)?;
    Ok(Moved::Done { entry, plan })
}

/// The tasks that are taken from who had them, as they are to be given next.
fn taken(case: &Case, plan: &CasePlan) -> Vec<(u64, OpenTask)> {
    let give = |task: &MovedTask| {
        let open = case.inside.open.get(&task.job)?;
        let next = OpenTask {
            element: task.element.clone(),
            role: task.role.clone(),
            assignee: None,
            redraw: open.redraw + 1,
            visit: open.visit,
            due: task.due,
            asked: open.asked,
            waiting: None,
        };
        Some((task.job, next))
    };
    plan.tasks
        .iter()
        .filter(|t| t.again)
        .filter_map(give)
        .collect()
}

impl Order {
    /// The versions and the mapping that it is about.
    ///
    /// # Errors
    /// When the files of a version are not what they were.
    pub fn versions(&self, tx: &mut Tx<'_>) -> Result<Versions, Error> {
        let parts = tx.parts();
        let old = parts.packs.get(tx.link(), &self.from)?;
        let new = parts.packs.get(tx.link(), &self.to)?;
        Versions::new(Arc::clone(&old), Arc::clone(&new), self.mapping.clone())
    }
}

impl CasePlan {
    /// Everything that it says, problems first.
    pub fn all(&self) -> impl Iterator<Item = &Effect> {
        self.problems.iter().chain(&self.effects)
    }
}
