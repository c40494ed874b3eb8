//! What a domain crate hands to the binary.

use crate::access::{Access, Routes};
use crate::lang::Ftl;
use crate::scopes::ScopedRoute;
use utoipa::openapi::OpenApi;

/// A vertical slice of the system as a plain value. A domain says what it has, and leaves the rest out by
/// `..Domain::default()`.
#[derive(Default)]
pub struct Domain {
    /// The domain's name, such as `services`; in logs and tests.
    pub name: &'static str,
    /// Its pages and API, each with its access rule.
    pub routes: Routes,
    /// The description of its part of the API.
    pub openapi: Option<OpenApi>,
    /// Examples for it: JSON, `{"operation": {"request": …, "response": …}}`.
    pub examples: &'static str,
    /// Its words, in all languages.
    pub texts: Vec<Ftl>,
    /// Its links in the header.
    pub nav: Vec<NavLink>,
    /// Its scripts that every page loads, and works without.
    pub scripts: Vec<Script>,
    /// What it offers on pages of other domains.
    pub offers: Vec<Offer>,
    /// Its addresses (without parameters) of which neither metrics nor traces tell: when one was called would tell by whom.
    pub untold: Vec<&'static str>,
    /// Which of its routes take tokens with scopes.
    pub scopes: &'static [ScopedRoute],
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

/// A link that a domain offers on another's pages: whoever owns the page names the place and asks for what is offered there
/// ([`crate::View::offers`]). So neither knows the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The place, such as `case-closed`.
    pub place: &'static str,
    /// The path; `{}` stands for what the place is about, such as a case's number.
    pub path: &'static str,
    /// The key of a sentence that says what it is.
    pub text: &'static str,
    /// The key of the link's words.
    pub link: &'static str,
}

impl Offer {
    /// The path for what the place is about.
    #[must_use]
    pub fn href(&self, about: &str) -> String {
        self.path.replace("{}", about)
    }
}
