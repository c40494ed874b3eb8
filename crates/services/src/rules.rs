//! The rules of services: anybody reads and tries them, officials try a file of their own, supervisors
//! compare two versions over the cases that were decided. Nothing is deployed here.

mod ask;
mod compare;
mod list;
mod picture;
mod read;
mod source;
mod tried;
mod upload;

pub(crate) use compare::{Compared, compare, other_version, own};
pub(crate) use list::{Listed, all as listed};
pub(crate) use source::{LARGEST, Ruling, Version, deployed, from_file, versions_of};
pub(crate) use tried::{Tried, environment, try_out};

use pack::Pack;
use web::{Access, Routes};

use crate::office::Office;
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get(paths::RULES, Access::Public, list::list)
        .get(
            paths::RULES_FILE,
            Access::Role(crate::OFFICIAL),
            upload::ask,
        )
        .post(
            paths::RULES_FILE,
            Access::Role(crate::OFFICIAL),
            upload::look,
        )
        .get("/rules/{hash}/{element}", Access::Public, tried::ask)
        .post("/rules/{hash}/{element}", Access::Public, tried::answer)
        .get(
            "/rules/{hash}/{element}/compare",
            Access::Role(crate::SUPERVISOR),
            compare::ask,
        )
        .post(
            "/rules/{hash}/{element}/compare",
            Access::Role(crate::SUPERVISOR),
            compare::answer,
        )
}

/// Where the rules of a task are read.
pub(crate) fn of_task(pack: &Pack, element: &str) -> String {
    paths::rule(&pack.hash, element)
}
