//! Numbers as the canonical form of the record knows them.

use serde_json::Value as Json;

/// Turns what JSON would hold as a float into FEEL's `{"@number": "…"}`, since the canonical form
/// of the record knows integers only.
pub fn without_floats(value: &mut Json) {
    match value {
        Json::Number(n) if n.as_i64().is_none_or(|i| i.unsigned_abs() > 1 << 53) => {
            *value = serde_json::json!({ "@number": n.to_string() });
        }
        Json::Array(items) => items.iter_mut().for_each(without_floats),
        Json::Object(fields) => fields.values_mut().for_each(without_floats),
        _ => {}
    }
}
