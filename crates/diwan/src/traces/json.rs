//! Spans as OTLP writes them in JSON: ids in hexadecimal, 64-bit numbers as text, enumerations as numbers.

use serde_json::{Value as Json, json};

use super::{Traced, Value};

/// `SpanKind`.
const INTERNAL: u8 = 1;
const SERVER: u8 = 2;
const CLIENT: u8 = 3;
/// `StatusCode`.
const ERROR: u8 = 2;

/// An `ExportTraceServiceRequest`.
pub(super) fn request(spans: &[Traced], node: &str) -> Json {
    let text = |key: &str, value: &str| json!({ "key": key, "value": { "stringValue": value } });
    let version = env!("CARGO_PKG_VERSION");
    let resource = [
        text("service.name", "diwan"),
        text("service.version", version),
        text("service.instance.id", node),
    ];
    let spans: Vec<Json> = spans.iter().map(span).collect();
    json!({ "resourceSpans": [{
        "resource": { "attributes": resource },
        "scopeSpans": [{ "scope": { "name": "diwan", "version": version }, "spans": spans }],
    }] })
}

fn span(span: &Traced) -> Json {
    let attributes: Vec<Json> = span
        .attributes
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": any(value) }))
        .collect();
    let mut json = json!({
        "traceId": hex::encode(span.trace),
        "spanId": hex::encode(span.id),
        "name": name(span),
        "kind": kind(span),
        "startTimeUnixNano": span.begun.to_string(),
        "endTimeUnixNano": span.ended.to_string(),
        "attributes": attributes,
    });
    if let Some(parent) = span.parent {
        json["parentSpanId"] = hex::encode(parent).into();
    }
    if failed(span) {
        json["status"] = json!({ "code": ERROR });
    }
    json
}

/// A request is named by its method and route (semantic conventions for HTTP).
fn name(span: &Traced) -> String {
    match (span.text("http.request.method"), span.text("http.route")) {
        (Some(method), Some(route)) => format!("{method} {route}"),
        _ => span.name.to_owned(),
    }
}

fn kind(span: &Traced) -> u8 {
    match span.name {
        "request" => SERVER,
        "send mail" | "call" => CLIENT,
        _ => INTERNAL,
    }
}

/// The server's fault, or work that did not come to its end. A command that is refused is no fault.
fn failed(span: &Traced) -> bool {
    span.attributes.iter().any(|(key, value)| match value {
        Value::Number(status) => *key == "http.response.status_code" && *status >= 500,
        Value::Truth(held) => span.name == "send mail" && !held,
        Value::Text(_) => false,
    })
}

fn any(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!({ "stringValue": text }),
        Value::Number(number) => json!({ "intValue": number.to_string() }),
        Value::Truth(truth) => json!({ "boolValue": truth }),
    }
}
