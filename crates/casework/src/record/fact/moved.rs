//! What entries say of moving running cases to another version.

use serde::{Deserialize, Serialize};

/// A proposal to move running cases to another version of their pack; a second person has to agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MigrationProposed {
    /// Id of the pack.
    pub pack: String,
    /// Whose procedure it is.
    pub agency: String,
    /// The version that they run on, by hash.
    pub from: String,
    /// The version that they move to, by hash.
    pub to: String,
    /// Which element stands for which.
    pub mapping: bpmn::migrate::Mapping,
    /// Why.
    pub reason: String,
}

/// A supervisor of the agency agreed, or did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MigrationDecided {
    /// The entry of the proposal.
    pub order: u64,
    /// Whether they agreed.
    pub confirmed: bool,
    /// Why.
    pub reason: String,
}
