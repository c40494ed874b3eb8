//! What a domain crate hands to the binary.

use crate::access::{Access, Routes};
use crate::lang::Ftl;
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
    /// Its scripts that every page loads, and works without.
    pub scripts: Vec<Script>,
}

/// A script that every page loads. It finds its words in its element's `data-words`, as JSON, and the number of
/// the person who is signed in, if anybody is, in `data-person`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Its address.
    pub path: String,
    /// The keys of the words that it says.
    pub words: Vec<&'static str>,
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
