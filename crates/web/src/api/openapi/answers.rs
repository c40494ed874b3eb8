//! What an operation may answer beside what its handler describes: the shell's refusals, each a problem (RFC 9457). There is no
//! `default`: an answer with a status that is not named here is a fault, and tests find it.

use crate::access::{Access, RouteInfo};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const PROBLEM: &str = "#/components/schemas/ProblemBody";
const PROBLEM_TYPE: &str = "application/problem+json";

/// Status, name among the components, and why.
const REFUSALS: [(&str, &str, &str); 12] = [
    (
        "400",
        "BadRequest",
        "It cannot be read: a parameter, a header or the body is not what is described, or has U+0000 in it",
    ),
    ("401", "SignInFirst", "Nobody is signed in"),
    (
        "403",
        "Forbidden",
        "It is not theirs, no scope of the token opens it, or it was sent from another site's page",
    ),
    (
        "404",
        "NotFound",
        "There is no such thing, or none that the caller may know of",
    ),
    (
        "408",
        "TooSlow",
        "The request did not arrive within the time allowed",
    ),
    (
        "409",
        "Conflict",
        "Not as things stand: somebody was faster, or it is not the time for it",
    ),
    ("413", "TooLarge", "The body is larger than allowed"),
    (
        "415",
        "MediaType",
        "The body's content type is not the one described",
    ),
    (
        "422",
        "Unprocessable",
        "Well formed, but wrong: `errors` says where and what to do. Also a key that was used for something else",
    ),
    (
        "429",
        "TooMany",
        "Too many requests; `Retry-After` says when to try again",
    ),
    ("500", "Internal", "A fault of the server; it is in its log"),
    (
        "503",
        "Unavailable",
        "The store cannot be reached; try again",
    ),
];

/// The refusals, as components.
pub(super) fn refusals() -> Value {
    let one = |(status, name, why): &(&str, &str, &str)| {
        let mut response = json!({"description": why,
            "content": {PROBLEM_TYPE: {"schema": {"$ref": PROBLEM}}}});
        if let "429" | "503" = *status {
            response["headers"] = json!({"Retry-After": {"required": true,
                "description": "Seconds", "schema": {"type": "integer", "minimum": 1}}});
        }
        if *status == "401" {
            response["headers"] = json!({"WWW-Authenticate": {"required": true,
                "description": "RFC 9110, section 11.6.1", "schema": {"type": "string"}}});
        }
        ((*name).to_owned(), response)
    };
    REFUSALS
        .iter()
        .map(one)
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Adds what an operation may be refused for, and gives every answer its form.
pub(super) fn complete(operation: &mut Value, route: &RouteInfo, scoped: bool) {
    let possible = possible(operation, route, scoped);
    if let Some(body) = operation.get_mut("requestBody") {
        raw(body);
    }
    let Some(responses) = operation["responses"].as_object_mut() else {
        return;
    };
    for (status, response) in responses.iter_mut() {
        describe(status, response);
    }
    for (status, name, _) in REFUSALS {
        if possible.contains(&status) && !responses.contains_key(status) {
            let to = format!("#/components/responses/{name}");
            responses.insert(status.to_owned(), json!({ "$ref": to }));
        }
    }
}

/// Content that is neither JSON nor a form is bytes, which have no schema (OpenAPI 3.1, 4.8.14.3).
fn raw(body: &mut Value) {
    let content = body.get_mut("content").and_then(Value::as_object_mut);
    for (media, content) in content.into_iter().flatten() {
        if media == "multipart/form-data" {
            // Names stand in a header field, which has no room for control characters (RFC 7578, 4.2).
            content["schema"]["propertyNames"] = json!({"pattern": "^[A-Za-z0-9_.-]+$"});
        } else if !media.ends_with("json")
            && let Some(content) = content.as_object_mut()
        {
            content.remove("schema");
        }
    }
}

/// What a handler says of an answer, made whole.
fn describe(status: &str, response: &mut Value) {
    if response["description"].as_str().is_none_or(str::is_empty) {
        // Required by the specification (4.8.17.1), and left out where nobody wrote one.
        let status = status.parse::<StatusCode>().ok();
        let status = status.and_then(|s| s.canonical_reason());
        response["description"] = status.unwrap_or("Answer").into();
    }
    raw(response);
    let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else {
        return;
    };
    let json = content.get("application/json").cloned().unwrap_or_default();
    if json["schema"]["$ref"] == PROBLEM {
        content.remove("application/json");
        content.insert(PROBLEM_TYPE.to_owned(), json);
    } else if json.to_string().contains("/Page_") {
        response["headers"] = json!({"Link": {
            "description": "`rel=\"next\"` (RFC 8288), when there is another page", "schema": {"type": "string"}}});
    }
}

fn possible(operation: &Value, route: &RouteInfo, scoped: bool) -> Vec<&'static str> {
    let parameters = operation["parameters"].as_array().map_or(&[][..], |p| p);
    let (body, writes) = (
        operation["requestBody"].is_object(),
        route.method != Method::GET,
    );
    let (people, in_path) = (
        route.access != Access::Public,
        parameters.iter().any(|p| p["in"] == "path"),
    );
    let when = [
        (body || !parameters.is_empty(), &["400"][..]),
        (people, &["401"]),
        (people || writes || scoped, &["403"]),
        (in_path, &["404"]),
        (people && writes, &["409", "422"]),
        (writes, &["413"]),
        (body, &["415", "422"]),
        (true, &["408", "429", "500", "503"]),
    ];
    let holds = when.iter().filter(|(holds, _)| *holds);
    holds.flat_map(|(_, statuses)| *statuses).copied().collect()
}
