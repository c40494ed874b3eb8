//! `/api/openapi.json`: the domains' descriptions as one (OpenAPI 3.1), with what the shell does for
//! every route: who may call it, and problems in the form of RFC 9457.

use crate::access::{Access, Public, RouteInfo, Routes};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};
use utoipa::{PartialSchema as _, ToSchema};

/// A problem (RFC 9457), as descriptions of the API name it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemBody {
    /// `/problems/<kind>`
    r#type: String,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What exactly.
    detail: Option<String>,
    /// The address that was asked for.
    instance: Option<String>,
    /// Mistakes by field.
    errors: Option<Vec<crate::error::FieldProblem>>,
}

const PROBLEM: &str = "#/components/schemas/ProblemBody";
const PROBLEM_TYPE: &str = "application/problem+json";

fn merged(apis: Vec<OpenApi>, routes: &[RouteInfo]) -> Value {
    let info = InfoBuilder::new()
        .title("Diwan")
        .version("1")
        .description(Some(
            "Public services whose every step is an entry in a verifiable record.",
        ))
        .build();
    let whole = apis.into_iter().fold(
        OpenApiBuilder::new().info(info).build(),
        OpenApi::merge_from,
    );
    let mut whole = serde_json::to_value(whole).unwrap_or_default();
    let components = &mut whole["components"];
    for (name, schema) in [
        ("ProblemBody", ProblemBody::schema()),
        ("FieldProblem", crate::error::FieldProblem::schema()),
    ] {
        components["schemas"][name] = serde_json::to_value(schema).unwrap_or_default();
    }
    components["securitySchemes"] = json!({
        "bearer": {"type": "http", "scheme": "bearer",
            "description": "The value of the session's cookie, which signing in sets."},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-session",
            "description": "As browsers send it; a write then repeats the session's token in `x-csrf-token`."},
    });
    for route in routes {
        if let Access::Token(kind) = route.access {
            components_of(&mut whole)[kind] = json!({"type": "http", "scheme": "bearer",
                "description": format!("A program's token of the kind `{kind}`, which the operator gives.")});
        }
        let method = route.method.as_str().to_ascii_lowercase();
        let operation = whole["paths"].get_mut(&route.path);
        if let Some(operation) = operation.and_then(|path| path.get_mut(&method)) {
            complete(operation, route.access);
        }
    }
    whole
}

fn components_of(whole: &mut Value) -> &mut Value {
    &mut whole["components"]["securitySchemes"]
}

/// Adds to an operation what holds for all.
fn complete(operation: &mut Value, access: Access) {
    match access {
        Access::Public => {}
        Access::Token(kind) => operation["security"] = json!([{ kind: [] }]),
        _ => operation["security"] = json!([{"bearer": []}, {"cookie": []}]),
    }
    if let Access::Role(role) = access {
        operation["x-role"] = role.into();
    }
    let Some(responses) = operation["responses"].as_object_mut() else {
        return;
    };
    for (status, response) in responses
        .iter_mut()
        .filter(|(_, r)| r["description"].is_null())
    {
        // Required by the specification (4.8.17.1), and left out where nobody wrote one.
        let status = status.parse::<StatusCode>().ok();
        let status = status.and_then(|s| s.canonical_reason());
        response["description"] = status.unwrap_or("Answer").into();
    }
    for content in responses.values_mut().filter_map(|r| r.get_mut("content")) {
        let json = content.get("application/json");
        let is_problem = json.is_some_and(|c| c["schema"]["$ref"] == PROBLEM);
        if is_problem && let Some(all) = content.as_object_mut() {
            let problem = all.remove("application/json").unwrap_or_default();
            all.insert(PROBLEM_TYPE.to_owned(), problem);
        }
    }
    responses.insert(
        "default".to_owned(),
        json!({"description": "What went wrong, and what to do about it (RFC 9457)",
            "content": {PROBLEM_TYPE: {"schema": {"$ref": PROBLEM}}}}),
    );
}

pub(crate) fn routes(apis: Vec<OpenApi>, routes: &[RouteInfo]) -> Routes {
    let body: Arc<str> = merged(apis, routes).to_string().into();
    Routes::new().get("/api/openapi.json", Access::Public, move |_: Public| {
        let body = body.to_string();
        async move { ([(header::CONTENT_TYPE, "application/json")], body).into_response() }
    })
}
