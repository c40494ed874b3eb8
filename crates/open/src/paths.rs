//! Every address, written once.

pub(crate) const CONTRACTS: &str = "/contracts";
pub(crate) const INDICATORS: &str = "/indicators";
pub(crate) const FLAGS: &str = "/flags";
pub(crate) const IMPORTS: &str = "/imports";
pub(crate) const NEW_IMPORT: &str = "/imports/new";
pub(crate) const REPLY: &str = "/reply";

pub(crate) fn flag(id: &[u8; 32]) -> String {
    format!("/flags/{}", hex::encode(id))
}

pub(crate) fn import(n: i64) -> String {
    format!("/imports/{n}")
}
