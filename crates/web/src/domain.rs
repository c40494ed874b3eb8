//! What a domain crate hands to the binary.

use crate::access::{Access, Routes};
use crate::lang::Ftl;
use crate::scopes::ScopedRoute;
use utoipa::openapi::OpenApi;

/// A vertical slice of the system as a plain value.
pub struct Domain {
    /// The domain's name, such as `services`; in logs and tests.
    pub name: &'static str,
    /// Its pages and API, each with its access rule.
    pub routes: Routes,
    /// The description of its part of the API.
    pub openapi: Option<OpenApi>,
    /// Its words, in all languages.
    pub texts: Vec<Ftl>,
    /// Its links in the header.
    pub nav: Vec<NavLink>,
    /// Which of its routes take tokens with scopes.
    pub scopes: &'static [ScopedRoute],
}

/// A link in the header or the account menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// The path it leads to.
    pub href: &'static str,
    /// The key of its text.
    pub key: &'static str,
    /// Who is shown it: everybody, the signed-in, a role.
    pub access: Access,
}
