//! From the first page to the paper in hand.

pub(crate) mod api;
pub(crate) mod copy;
mod licence;
