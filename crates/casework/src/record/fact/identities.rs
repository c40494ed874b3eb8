//! What entries say of identities at providers.

use serde::{Deserialize, Serialize};

use crate::PersonId;

/// A person signs in by an identity provider; under their key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedIdentity {
    /// Who.
    pub person: PersonId,
    /// The provider's issuer identifier (OpenID Connect Core, 2).
    pub issuer: String,
    /// A keyed hash of issuer and `sub`, hexadecimal: what the person is called there is kept nowhere.
    pub tag: String,
}

/// A person no longer signs in by it; under their key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlinkedIdentity {
    /// Who.
    pub person: PersonId,
    /// As of [`LinkedIdentity::tag`].
    pub tag: String,
}
