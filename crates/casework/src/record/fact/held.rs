//! What entries say of a hold: a case that may not be erased.

use serde::{Deserialize, Serialize};

/// The case is held: it is neither archived nor erased from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldCase {
    /// Why: the proceeding that needs it.
    pub reason: String,
}

/// Somebody else than who held it lets it go: the retention rules count again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedCase {
    /// The entry that held it.
    pub hold: u64,
    /// Why.
    pub reason: String,
}
