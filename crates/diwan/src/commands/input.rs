//! JSON from an argument, a file or standard input.

use std::path::Path;

use serde_json::{Map, Value as Json};

use crate::failure::{Failure, read};

/// Largest file in bytes.
pub(crate) const LARGEST: u64 = 16 << 20;

/// The object that `--input` names: itself, `@FILE`, or `-` for standard input.
pub(crate) fn object(argument: &str) -> Result<Map<String, Json>, Failure> {
    let text = match (argument, argument.strip_prefix('@')) {
        ("-", _) => read(Path::new("-"), LARGEST)?,
        (_, Some(path)) => read(Path::new(path), LARGEST)?,
        _ => argument.as_bytes().to_vec(),
    };
    match serde_json::from_slice(&text) {
        Ok(Json::Object(entries)) => Ok(entries),
        Ok(_) => Err(Failure::Said(
            "--input is a JSON object: {\"name\": value}".into(),
        )),
        Err(e) => Err(Failure::Said(format!("--input is no JSON: {e}"))),
    }
}
