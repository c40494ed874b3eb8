//! `/api/openapi.json`: the domains' descriptions as one (OpenAPI 3.1), with what the shell does for
//! every route: who may call it, and problems in the form of RFC 9457.

use crate::access::{Access, Public, RouteInfo, Routes};
use crate::scopes::ScopedRoute;
use axum::http::header;
use axum::response::IntoResponse as _;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::openapi::{InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa::{PartialSchema as _, ToSchema};

mod answers;
mod examples;
mod parameters;

/// What the domains tell of their parts of the API.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) apis: Vec<OpenApi>,
    pub(crate) examples: Vec<&'static str>,
}

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

fn merged(told: Told, routes: &[RouteInfo], scopes: &[ScopedRoute]) -> Value {
    let licence = LicenseBuilder::new().name("Apache-2.0");
    let info = InfoBuilder::new()
        .title("Diwan")
        .version("1")
        .license(Some(licence.identifier(Some("Apache-2.0")).build()))
        .description(Some(
            "Public services whose every step is an entry in a verifiable record.",
        ))
        .build();
    let whole = told.apis.into_iter().fold(
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
    components["responses"] = answers::refusals();
    whole["servers"] = json!([{"url": "/"}]);
    components_of(&mut whole)["token"] = json!({"type": "http", "scheme": "bearer",
        "description": "A token that a person makes for a program, at `/account/tokens`. It does what its scopes name."});
    let people = json!({
        "bearer": {"type": "http", "scheme": "bearer",
            "description": "The value of the session's cookie, which signing in sets."},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-session",
            "description": "As browsers send it; a write then repeats the session's token in `x-csrf-token`."},
    });
    for (name, scheme) in people.as_object().into_iter().flatten() {
        components_of(&mut whole)[name] = scheme.clone();
    }
    let examples = examples::read(&told.examples);
    for route in routes {
        if let Access::Token(kind) = route.access {
            components_of(&mut whole)[kind] = json!({"type": "http", "scheme": "bearer",
                "description": format!("A program's token of the kind `{kind}`, which the operator gives.")});
        }
        let method = route.method.as_str().to_ascii_lowercase();
        let operation = whole["paths"].get_mut(&route.path);
        if let Some(operation) = operation.and_then(|path| path.get_mut(&method)) {
            let method = route.method.as_str();
            let fits = |s: &&ScopedRoute| s.method == method && s.path == route.path;
            complete(operation, route, scopes.iter().find(fits).map(|s| s.scope));
            examples::put(operation, &examples);
        }
    }
    unused(&mut whole);
    whole
}

/// Takes away schemas that nothing refers to: of a list its items are written out, and not named.
fn unused(whole: &mut Value) {
    loop {
        let text = whole.to_string();
        let Some(schemas) = whole["components"]["schemas"].as_object_mut() else {
            return;
        };
        let before = schemas.len();
        schemas.retain(|name, _| text.contains(&format!("\"#/components/schemas/{name}\"")));
        if schemas.len() == before {
            return;
        }
    }
}

fn components_of(whole: &mut Value) -> &mut Value {
    &mut whole["components"]["securitySchemes"]
}

/// Adds to an operation what holds for all.
fn complete(operation: &mut Value, route: &RouteInfo, scope: Option<&str>) {
    match route.access {
        // Said, so that nobody has to guess whether it was forgotten.
        Access::Public => operation["security"] = json!([]),
        Access::Token(kind) => operation["security"] = json!([{ kind: [] }]),
        _ => {
            let token = scope.map(|scope| json!({"token": [scope]}));
            let people = [json!({"bearer": []}), json!({"cookie": []})];
            operation["security"] = token.into_iter().chain(people).collect();
        }
    }
    if let Access::Role(role) = route.access {
        operation["x-role"] = role.into();
    }
    parameters::complete(operation);
    answers::complete(operation, route, scope.is_some());
}

pub(crate) fn routes(told: Told, routes: &[RouteInfo], scopes: &[ScopedRoute]) -> Routes {
    let body: Arc<str> = merged(told, routes, scopes).to_string().into();
    Routes::new().get("/api/openapi.json", Access::Public, move |_: Public| {
        let body = body.to_string();
        async move { ([(header::CONTENT_TYPE, "application/json")], body).into_response() }
    })
}
