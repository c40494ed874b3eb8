//! The record as everybody can read it: C2SP `tlog-tiles`, and a page that explains it.

mod files;
mod nation;
mod page;
mod witnesses;

pub(crate) use nation::{FollowedLogBody, NationBody, logs_body, place_body};
pub(crate) use witnesses::{WitnessesBody, body as witnesses_body};

use web::{Access, Routes};

use crate::office::Office;
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get(paths::RECORD, Access::Public, page::record)
        .get("/record/checkpoint", Access::Public, files::checkpoint)
        .get("/record/vkey", Access::Public, files::vkey)
        .get("/record/rotations", Access::Public, files::rotations)
        .get("/record/logs", Access::Public, files::logs)
        .get("/record/logs/receipt", Access::Public, files::log_receipt)
        .get("/record/logs/refused", Access::Public, files::log_refused)
        .get("/record/tile/{*path}", Access::Public, files::tile)
        .get(
            "/.well-known/http-message-signatures-directory",
            Access::Public,
            files::keys,
        )
}
