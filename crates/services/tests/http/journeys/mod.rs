//! From the first page to the paper in hand.

mod copy;
mod licence;
