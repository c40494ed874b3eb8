//! Open contracting inside Diwan: a publisher's data in, contracts and flags out, for the public and
//! for investigators, with a right of reply.
//!
//! - [`derive`](mod@derive): what follows from a publisher's files: a function of files, settings and engine;
//! - [`import`]: jobs that do it in the background and end as an entry; [`fetch`]: from addresses;
//! - [`store`]: the rows; [`audit`](mod@audit): the same rows, computed again from the bytes that entries name;
//! - `search`, `contract`, `story`, `profile`, `indicators`: pages for the public;
//! - `queue`, `review`, `upload`: pages for investigators; `reply`: for those concerned.
//!
//! Each page's file has its twin of the API beside it. A flag is a hint, not a finding of guilt, and
//! every page says so.

pub mod audit;
mod contract;
pub mod derive;
mod description;
mod export;
pub mod fetch;
pub mod import;
mod indicators;
mod office;
mod once;
mod paths;
mod profile;
mod queue;
pub mod release;
mod reply;
mod review;
mod search;
mod show;
mod standing;
pub mod store;
mod story;
mod upload;

#[cfg(test)]
mod tests;

pub use export::export;
pub use fetch::Hosts;
pub use office::{INVESTIGATOR, Open, PACK};

use web::{Access, Domain, Ftl, NavLink, Routes};

/// Pages, API and words over a house's contracts.
#[must_use]
pub fn domain(open: Open) -> Domain {
    let routes = Routes::new()
        .merge(search::routes())
        .merge(contract::routes())
        .merge(profile::routes())
        .merge(indicators::routes())
        .merge(queue::routes())
        .merge(review::routes())
        .merge(reply::routes())
        .merge(upload::routes());
    let link = |href, key, access| NavLink { href, key, access };
    Domain {
        scopes: &[],
        name: "open",
        routes: routes.with_state(open),
        openapi: Some(description::description()),
        examples: include_str!("../examples.json"),
        texts: texts(),
        nav: vec![
            link(paths::CONTRACTS, "nav-contracts", Access::Public),
            link(paths::FLAGS, "nav-flags", Access::Role(INVESTIGATOR)),
        ],
        ..Domain::default()
    }
}

/// The sources of its words, in the languages that are compiled in.
#[must_use]
pub fn texts() -> Vec<Ftl> {
    Ftl::domain(
        "open",
        include_str!("../text/ar.ftl"),
        include_str!("../text/en.ftl"),
        include_str!("../text/fr.ftl"),
    )
}
