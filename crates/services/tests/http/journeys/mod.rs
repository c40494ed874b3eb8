//! From the first page to the paper in hand.

pub(crate) mod api;
mod copy;
mod licence;
