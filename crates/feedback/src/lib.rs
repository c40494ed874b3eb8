//! After a case is closed, two questions: how was it, and were you asked for anything beyond the fee? Answered by a blind token,
//! so that an answer cannot be tied to a case; published by service and office where five answers stand behind a figure.
//! Decision 29 says what protects from whom, and what does not.
//!
//! - [`token`]: blind signatures (RFC 9474); [`keys`], `issue`: a closed case is given its token, once;
//! - `answer`: an answer is taken by its token alone, and waits; [`entering`]: once a week batches become entries;
//! - [`publish`](mod@publish): what may be published, and why nothing can be found by differences: a function;
//! - `ask`, `give`, `results`: pages and API; [`audit`](mod@audit): signatures and tokens, checked again.

mod answer;
mod ask;
mod assets;
pub mod audit;
mod description;
pub mod device;
pub mod entering;
mod give;
mod issue;
pub mod keys;
mod office;
mod paths;
pub mod publish;
mod results;
mod store;
pub mod token;

#[cfg(test)]
mod tests;

pub use office::Feedback;

use web::{Access, Domain, Ftl, NavLink, Offer, Routes};

/// Pages, API and words over a house's feedback.
#[must_use]
pub fn domain(feedback: Feedback) -> Domain {
    let routes = Routes::new()
        .merge(ask::routes())
        .merge(give::routes())
        .merge(results::routes());
    Domain {
        name: "feedback",
        routes: routes.with_state(feedback).merge(assets::routes()),
        openapi: Some(description::description()),
        examples: include_str!("../examples.json"),
        texts: texts(),
        nav: vec![NavLink {
            href: paths::RESULTS,
            key: "nav-feedback",
            access: Access::Public,
        }],
        offers: vec![Offer {
            place: "case-closed",
            path: paths::OF_CASE,
            text: "feedback-offer",
            link: "feedback-offer-link",
        }],
        scripts: vec![web::Script {
            path: assets::waiting().to_owned(),
            words: Vec::new(),
        }],
        untold: vec![paths::ANSWER, paths::THANKS, paths::API_ANSWERS],
        ..Domain::default()
    }
}

/// The sources of its words, in the languages that are compiled in.
#[must_use]
pub fn texts() -> Vec<Ftl> {
    Ftl::domain(
        "feedback",
        include_str!("../text/ar/feedback.ftl"),
        include_str!("../text/en/feedback.ftl"),
        include_str!("../text/fr/feedback.ftl"),
    )
}
