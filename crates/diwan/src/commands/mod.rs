//! The commands, one file each.

pub(crate) mod audit;
pub(crate) mod decide;
pub(crate) mod demo;
pub(crate) mod feel;
mod gauges;
mod input;
pub(crate) mod monitor;
pub(crate) mod pack;
pub(crate) mod people;
pub(crate) mod process;
pub(crate) mod redflags;
pub(crate) mod serve;
pub(crate) mod verify;
pub(crate) mod witness;
