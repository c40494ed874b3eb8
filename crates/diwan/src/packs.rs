//! The packs that come with the binary.

use pack::{Files, Pack};

use crate::failure::Failure;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A pack of the binary, checked.
pub(crate) fn built_in(name: &str) -> Result<(Files, Pack), Failure> {
    let (_, list) = PACKS
        .iter()
        .find(|(n, _)| *n == name)
        .ok_or_else(|| Failure::Said(format!("there is no pack `{name}`")))?;
    let mut files = Files::default();
    for (path, content) in *list {
        files
            .insert(path, content.to_vec())
            .map_err(|e| Failure::Said(e.to_string()))?;
    }
    let pack = pack::check(&files).map_err(|findings| Failure::Said(findings[0].to_string()))?;
    Ok((files, pack))
}
