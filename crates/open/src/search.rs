//! Contracts: found by buyer, supplier and words, for everybody.

mod api;
mod page;
pub(crate) mod query;

pub(crate) use api::__path_contracts;
pub(crate) use page::{after_day, cards, routes};
