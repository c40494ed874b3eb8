//! Examples: a domain's `examples.json` has, by operation, what is sent and what comes back.

use serde_json::{Map, Value};

/// All examples by the names of their operations. A file that cannot be read gives none, and the test that asks for each
/// operation's finds it.
pub(super) fn read(files: &[&str]) -> Map<String, Value> {
    let all = files.iter().flat_map(|file| {
        let read: Option<Map<String, Value>> = serde_json::from_str(file).ok();
        read.into_iter().flatten()
    });
    all.collect()
}

/// Puts an operation's examples where OpenAPI has them (3.1, 4.8.14).
pub(super) fn put(operation: &mut Value, all: &Map<String, Value>) {
    let Some(examples) = operation["operationId"].as_str().and_then(|id| all.get(id)) else {
        return;
    };
    let (request, response) = (examples.get("request"), examples.get("response"));
    let body = operation
        .get_mut("requestBody")
        .and_then(|b| b.get_mut("content"));
    for content in body.and_then(Value::as_object_mut).into_iter().flatten() {
        if let Some(request) = request {
            content.1["example"] = request.clone();
        }
    }
    let answers = operation["responses"].as_object_mut().into_iter().flatten();
    for (_, answer) in answers.filter(|(status, _)| status.starts_with('2')) {
        let json = answer.pointer_mut("/content/application~1json");
        if let (Some(json), Some(response)) = (json, response) {
            json["example"] = response.clone();
        }
    }
}
