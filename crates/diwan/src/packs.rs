//! The packs that come with the binary.

use pack::{Files, Pack};

use crate::failure::Failure;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A pack of the binary, checked.
pub(crate) fn built_in(name: &str) -> Result<(Files, Pack), Failure> {
    let files = files(name)?;
    let pack = pack::load(&files).map_err(|findings| Failure::Said(findings[0].to_string()))?;
    Ok((files, pack))
}

/// The texts of a pack of the binary in a language.
pub(crate) fn text(name: &str, language: &str) -> Result<String, Failure> {
    let files = files(name)?;
    let bytes = files.get(&format!("text/{language}.ftl"));
    Ok(String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned())
}

/// The files of a pack of the binary.
pub(crate) fn files(name: &str) -> Result<Files, Failure> {
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
    Ok(files)
}
