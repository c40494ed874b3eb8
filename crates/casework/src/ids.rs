//! Identifiers, each a type of its own, so that one is never taken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::store::{Column, Value};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl From<$name> for Value {
            fn from(id: $name) -> Self {
                Self::Int(id.0)
            }
        }
        impl Column for $name {
            fn from_value(value: Value) -> Option<Self> {
                i64::from_value(value).map(Self)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// A person: citizen, official or operator. Counted from 1 within a log.
    PersonId
}
id! {
    /// A program outside that does work for cases. Counted from 1 within a log.
    WorkerId
}
id! {
    /// A case: its ordinal within the log, from 1, without gaps.
    CaseId
}

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Somebody who signed in.
    Person(PersonId),
    /// A program outside, by its token.
    Worker(WorkerId),
    /// The engine, a rule, a timer.
    System,
    /// Whoever runs the machine, at its command line.
    Operator,
}

impl Actor {
    /// The person, where there is one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(id) => Some(id),
            Self::Worker(_) | Self::System | Self::Operator => None,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Worker(id) => write!(f, "worker:{id}"),
            Self::System => f.write_str("system"),
            Self::Operator => f.write_str("operator"),
        }
    }
}

/// A text that names no actor.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} names no actor (person:N, worker:N, system, operator)")]
pub struct NoActor(String);

impl FromStr for Actor {
    type Err = NoActor;

    fn from_str(s: &str) -> Result<Self, NoActor> {
        match s {
            "system" => Ok(Self::System),
            "operator" => Ok(Self::Operator),
            _ => {
                let number = |kind: &str| s.strip_prefix(kind).and_then(|n| n.parse().ok());
                let person = number("person:").map(|n| Self::Person(PersonId(n)));
                person
                    .or_else(|| number("worker:").map(|n| Self::Worker(WorkerId(n))))
                    .ok_or_else(|| NoActor(s.to_owned()))
            }
        }
    }
}

impl Serialize for Actor {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
