//! The page shell of Diwan's public pages and API: it knows nothing of cases.
//!
//! A domain crate is a [`Domain`]: routes with their access rule, texts, an API description. The
//! binary lists the domains and gives them to [`Shell::router`], which puts around them what every
//! request needs. From the outside in:
//!
//! 1. `metrics`, `error` (a [`Problem`] becomes a page or RFC 9457; a panic becomes a 500), `security` headers;
//! 2. `security`: rate limit, size and time limits, cross-site checks;
//! 3. `session` and `lang`: who asks, in which language; both are in the [`View`] of the request;
//! 4. `access`: the handler's first argument ([`Public`], [`SignedIn`], a domain's own) lets it run or not.
//!
//! A handler answers with a [`Page`] made of `components`, or through `api` with JSON.
//! *Invariants:* no inline script or style; every word comes from [`Texts`]; a form is read only
//! through [`Form`], which checks its token; time and entropy are arguments ([`Shell`] is given both).

pub mod access;
pub mod api;
pub mod assurance;
pub mod components;
mod cookies;
pub mod css;
pub mod design;
mod domain;
pub mod error;
pub mod forms;
pub mod health;
pub mod held;
pub mod lang;
mod packing;
pub mod page;
mod scopes;
pub mod security;
pub mod session;
mod shell;
mod trace;
mod view;

pub use access::{Access, Confirmed, Demand, Guard, Public, Routes, SignedIn};
pub use assurance::{Assurance, Proof};
pub use css::Asset;
pub use domain::{Domain, NavLink, Offer, Script};
pub use error::Problem;
pub use forms::{Form, FormData};
pub use lang::{Ftl, Lang, Money, Precision, Text, Texts, Value};
pub use page::Page;
pub use scopes::ScopedRoute;
pub use session::{Flash, Session, SessionData, SessionStore};
pub use shell::{App, Checkpoint, CheckpointLine, Clock, Entropy, Limits, Shell, Site};
pub use view::View;

/// What a handler answers: something that becomes a response, or a problem.
pub type Answer<T = axum::response::Response> = Result<T, Problem>;
