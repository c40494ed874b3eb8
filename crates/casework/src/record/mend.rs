//! What stops a case, and what is done about it, as entries tell it.

use std::sync::Arc;

use dmn::feel::Value;
use serde::{Deserialize, Serialize};

/// What stopped a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The engine's own incident: an expression that fails, no flow to take.
    Engine(u64),
    /// A job of the house that failed: a rule, a service, a task that cannot be handed out.
    Job(u64),
    /// A task whose legal time passed, and what the law makes of that cannot be computed.
    Lapse(u64),
    /// A timer of the process after which the process refuses to go on.
    Timer(u64),
}

/// What is to be done about an incident, by two people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mend {
    /// Variables get other values, and what stopped is tried again.
    Set(Vec<Change>),
    /// The token that is stuck goes to another element.
    Move {
        /// Where it is.
        from: Arc<str>,
        /// Where it goes.
        to: Arc<str>,
    },
}

/// A variable's old and new value, in the form in which cases keep them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The variable.
    pub name: String,
    /// What it was; none where there was no such variable.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "known")]
    pub old: Option<Value>,
    /// What it is to be.
    pub new: Value,
}

/// A variable that is null is not the same as none.
mod known {
    use dmn::feel::Value;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[expect(clippy::ref_option, reason = "the signature that serde asks for")]
    pub(super) fn serialize<S: Serializer>(
        value: &Option<Value>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().unwrap_or(&Value::Null).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Value>, D::Error> {
        Value::deserialize(from).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_read_back_as_it_was_written() {
        for old in [None, Some(Value::Null), Some(Value::from(7_i64))] {
            let change = Change {
                name: "limit".into(),
                old,
                new: Value::string("much"),
            };
            let text = serde_json::to_string(&change).unwrap();
            assert_eq!(
                serde_json::from_str::<Change>(&text).unwrap(),
                change,
                "{text}"
            );
        }
    }
}
