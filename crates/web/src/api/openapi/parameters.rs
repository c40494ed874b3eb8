//! Parameters that mean the same everywhere: a write's key, and a list's page.

use crate::api::{idempotency, paging};
use serde_json::{Value, json};

/// Gives an operation's parameters their full form.
pub(super) fn complete(operation: &mut Value) {
    let all = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for parameter in all.into_iter().flatten() {
        let (schema, description) = match parameter["name"].as_str().unwrap_or_default() {
            "Idempotency-Key" => (
                json!({"type": "string", "pattern": idempotency::pattern(), "examples": ["8e03978e-40d5-43dd-bc93-6894a57f9324"]}),
                "A value of the client's own, new for each write: sent again with the same key, a write is done once and answered \
                 as before (draft-ietf-httpapi-idempotency-key-header)",
            ),
            "limit" => (
                json!({"type": "integer", "format": "int32", "minimum": 1, "maximum": paging::MAX_LIMIT, "default": paging::DEFAULT_LIMIT}),
                "How many items",
            ),
            "after" => (
                json!({"type": "string", "maxLength": paging::CURSOR_LIMIT}),
                "The `next` of the page before; opaque",
            ),
            _ => {
                // What is left out is not there; nothing stands for it.
                let kind = parameter["schema"]["type"].as_array();
                let kind = kind
                    .and_then(|all| all.iter().find(|t| *t != "null"))
                    .cloned();
                if let Some(kind) = kind {
                    parameter["schema"]["type"] = kind;
                }
                continue;
            }
        };
        parameter["schema"] = schema;
        parameter["description"] = description.into();
    }
}
