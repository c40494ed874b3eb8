//! Whom somebody trusts: keys of logs and witnesses, and which witnesses must have signed.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::checkpoint::CheckpointError;
use crate::note::Trusted;
use crate::policy::Quorum;
use crate::{Malformed, Verifier};

/// The keys that somebody trusts, logs' and witnesses', and which of the witnesses must have signed:
/// a number of them, or as many as a [`crate::Policy`] says.
#[derive(Clone, Debug, Default)]
pub struct Verifiers {
    keys: Vec<Verifier>,
    rule: Rule,
}

#[derive(Clone, Debug)]
enum Rule {
    AtLeast(usize),
    Quorum(Arc<Quorum>),
}

impl Default for Rule {
    fn default() -> Self {
        Self::AtLeast(0)
    }
}

impl Verifiers {
    /// Trusts these keys, and asks for no witness.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = Verifier>) -> Self {
        Self {
            keys: keys.into_iter().collect(),
            rule: Rule::default(),
        }
    }

    /// Asks for the cosignatures of at least this many of the witnesses.
    #[must_use]
    pub fn with_quorum(mut self, witnesses: usize) -> Self {
        self.rule = Rule::AtLeast(witnesses);
        self
    }

    /// Asks for a policy's quorum.
    pub(crate) fn with_rule(mut self, quorum: Quorum) -> Self {
        self.rule = Rule::Quorum(Arc::new(quorum));
        self
    }

    /// Trusts one more key.
    #[must_use]
    pub fn and(mut self, key: Verifier) -> Self {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
        self
    }

    /// Reads verifier keys; empty ones and those that start with `#` are left out, so that the lines
    /// of a file of keys will do.
    ///
    /// # Errors
    /// [`Malformed`] for the first that is no verifier key; `at` counts from its own start.
    pub fn parse<S: AsRef<str>>(keys: impl IntoIterator<Item = S>) -> Result<Self, Malformed> {
        let mut parsed = Vec::new();
        for key in keys {
            let key = key.as_ref().trim();
            if !key.is_empty() && !key.starts_with('#') {
                parsed.push(key.parse()?);
            }
        }
        Ok(Self::new(parsed))
    }

    /// Whether those who have signed are enough.
    pub(crate) fn enough(&self, witnesses: &[Trusted]) -> Result<(), CheckpointError> {
        let keys = witnesses
            .iter()
            .filter_map(|witness| self.find(&witness.name, witness.id).next());
        match &self.rule {
            Rule::AtLeast(quorum) => {
                // A key trusted under two names is one witness: an Ed25519 cosignature does not
                // name who made it.
                let keys: BTreeSet<&[u8]> = keys.map(Verifier::public_key).collect();
                let (found, quorum) = (keys.len(), *quorum);
                if found < quorum {
                    return Err(CheckpointError::Witnesses { found, quorum });
                }
            }
            Rule::Quorum(quorum) => {
                let keys: Vec<&Verifier> = keys.collect();
                if !quorum.is_met(|witness| keys.contains(&witness)) {
                    let found = keys.len();
                    let least = quorum.least();
                    return Err(CheckpointError::Policy { found, least });
                }
            }
        }
        Ok(())
    }

    /// The trusted keys.
    #[must_use]
    pub fn keys(&self) -> &[Verifier] {
        &self.keys
    }

    /// The trusted keys with this name and id: one, but for a collision of 32 bits.
    pub fn find(&self, name: &str, id: u32) -> impl Iterator<Item = &Verifier> {
        self.keys
            .iter()
            .filter(move |key| key.id() == id && key.name() == name)
    }
}

impl FromIterator<Verifier> for Verifiers {
    fn from_iter<T: IntoIterator<Item = Verifier>>(keys: T) -> Self {
        Self::new(keys)
    }
}
