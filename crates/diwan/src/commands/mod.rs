//! The commands, one file each.

pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod cases;
mod coverage;
pub(crate) mod decide;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod feel;
mod gauges;
mod input;
pub(crate) mod keys;
mod logs;
pub(crate) mod migrate;
pub(crate) mod migrate_store;
pub(crate) mod monitor;
mod nation;
pub(crate) mod pack;
pub(crate) mod people;
pub(crate) mod process;
mod ready;
pub(crate) mod redflags;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod verify;
mod vitals;
pub(crate) mod witness;
pub(crate) mod worker;
