//! Running cases move to another version of their pack: planned, proposed, confirmed by a second person, applied as one entry a case.
//!
//! A case runs on the version that it was opened with. Moving it changes the rules while somebody is under way, so nothing of it is
//! silent: [`plan`] says for each case what changes and what keeps it where it is; [`propose`] is the operator's entry; a supervisor of
//! the agency confirms or refuses it ([`decide`]), an entry too; [`apply`] plans again, in the transaction that moves the case, and
//! appends `case.migrated` with everything that it changes.

mod apply;
mod effect;
mod find;
mod forms;
mod order;
mod plan;
mod tasks;
mod versions;

pub use apply::{Moved, apply};
pub use effect::{Effect, codes};
pub use find::{Running, VersionLine, by_name, deployed, named, running, running_on};
pub use order::{LONGEST, Order, OrderState, decide, order, orders, propose, same_order};
pub use plan::{CasePlan, plan};
pub use tasks::MovedTask;
pub use versions::{FileChange, Versions};
