//! How surely it is known who acts, and since when.
//!
//! The levels are those of Regulation (EU) 910/2014 (eIDAS), article 8, with the rules of Implementing Regulation
//! 2015/1502. `docs/decisions/0033-who-acts-is-proved-as-surely-as-the-act-is-grave.md` says which way of signing in has which, and why.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A level of assurance; a higher one is greater.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Assurance {
    /// Some confidence: one factor, such as a code by e-mail (NIST SP 800-63B: AAL1).
    #[default]
    Low,
    /// Substantial confidence: two factors, one of them a key, such as a passkey that its owner unlocked (AAL2).
    Substantial,
    /// High confidence: as substantial, with a key in hardware and a person who was checked against papers (AAL3).
    High,
}

impl Assurance {
    /// All levels, the lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// Its name in packs, in the API, and in keys of texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }

    /// The level of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.as_str() == name)
    }

    /// Its name in `acr` and `acr_values` (OpenID Connect Core, 2; the URIs of eIDAS' SAML attribute profile, 3.2).
    #[must_use]
    pub fn acr(self) -> &'static str {
        match self {
            Self::Low => "http://eidas.europa.eu/LoA/low",
            Self::Substantial => "http://eidas.europa.eu/LoA/substantial",
            Self::High => "http://eidas.europa.eu/LoA/high",
        }
    }
}

/// By what somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A code sent to their address.
    EmailCode,
    /// A passkey.
    Passkey,
    /// An identity provider's word.
    IdentityProvider,
    /// Nothing: on a demonstration anybody may be anybody.
    Demonstration,
}

impl Method {
    /// Its name in the API and in keys of texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EmailCode => "email-code",
            Self::Passkey => "passkey",
            Self::IdentityProvider => "identity-provider",
            Self::Demonstration => "demonstration",
        }
    }
}

/// That somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// How surely.
    pub level: Assurance,
    /// By what.
    pub method: Method,
    /// When they did so: with an identity provider its `auth_time`, not when its answer came.
    pub at: Timestamp,
}

impl Proof {
    /// By a code that was sent to the address: it shows that somebody reads what comes there.
    #[must_use]
    pub fn email_code(at: Timestamp) -> Self {
        Self::new(Assurance::Low, Method::EmailCode, at)
    }

    /// By a passkey; whether its owner unlocked it (user verification: a finger, a face, a PIN) decides the level.
    #[must_use]
    pub fn passkey(user_verified: bool, at: Timestamp) -> Self {
        let level = if user_verified {
            Assurance::Substantial
        } else {
            Assurance::Low
        };
        Self::new(level, Method::Passkey, at)
    }

    /// By an identity provider, at the level that its `acr` was mapped to.
    #[must_use]
    pub fn identity_provider(level: Assurance, at: Timestamp) -> Self {
        Self::new(level, Method::IdentityProvider, at)
    }

    /// By nothing, on a demonstration: its grave acts can be tried, too.
    #[must_use]
    pub fn demonstration(at: Timestamp) -> Self {
        Self::new(Assurance::Substantial, Method::Demonstration, at)
    }

    fn new(level: Assurance, method: Method, at: Timestamp) -> Self {
        Self { level, method, at }
    }

    /// Whether it still counts for what asks for a proof no older than `within`. One from the future counts for
    /// nothing: the clock was set back since.
    #[must_use]
    pub fn is_fresh(&self, now: Timestamp, within: SignedDuration) -> bool {
        let age = now.duration_since(self.at);
        age >= SignedDuration::ZERO && age <= within
    }
}

/// Adds a proof: the newest of each level is kept, so that a code by e-mail does not undo what a passkey proved.
pub(crate) fn add(proofs: &mut Vec<Proof>, proof: Proof) {
    proofs.retain(|p| p.level != proof.level);
    proofs.push(proof);
    proofs.sort_by_key(|p| p.level);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered_and_their_names_read_back() {
        assert!(
            Assurance::Low < Assurance::Substantial && Assurance::Substantial < Assurance::High
        );
        for level in Assurance::ALL {
            assert_eq!(Assurance::from_name(level.as_str()), Some(level));
            assert_eq!(
                serde_json::to_value(level).unwrap(),
                serde_json::json!(level.as_str())
            );
        }
        assert_eq!(Assurance::from_name("highest"), None);
    }

    #[test]
    fn a_proof_grows_old_and_one_from_the_future_is_none() {
        let at = Timestamp::from_second(1_000).unwrap();
        let proof = Proof::email_code(at);
        let within = SignedDuration::from_mins(10);
        assert!(proof.is_fresh(at, within));
        assert!(proof.is_fresh(at + within, within));
        assert!(!proof.is_fresh(at + within + SignedDuration::from_micros(1), within));
        assert!(!proof.is_fresh(at - SignedDuration::from_micros(1), within));
    }

    #[test]
    fn a_lower_proof_leaves_a_higher_one() {
        let at = |s| Timestamp::from_second(s).unwrap();
        let mut proofs = vec![Proof::passkey(true, at(1))];
        add(&mut proofs, Proof::email_code(at(2)));
        add(&mut proofs, Proof::email_code(at(3)));
        assert_eq!(
            proofs,
            [Proof::email_code(at(3)), Proof::passkey(true, at(1))]
        );
    }
}
