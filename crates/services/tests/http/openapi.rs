//! The API's description: whole, well formed, and true.

use std::collections::BTreeSet;

use harness::Store;
use harness::http::{Front, Reply};
use serde_json::Value;

/// The description as it is kept with the documentation.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

async fn description(front: &Front) -> Value {
    let reply = front.stranger().get("/api/openapi.json").await.expect(200);
    assert_eq!(reply.header("content-type"), "application/json");
    reply.json()
}

/// Path, method, operation.
fn operations(api: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = api["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, item)| {
            let all = item.as_object().unwrap().iter();
            let all = all.filter(|(method, _)| METHODS.contains(&method.as_str()));
            all.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
        })
        .collect()
}

#[tokio::test]
async fn the_description_in_the_documentation_is_the_one_that_is_served() {
    let front = Front::new(Store::Sqlite).await;
    let api = description(&front).await;
    let served = format!("{}\n", serde_json::to_string_pretty(&api).unwrap());
    if std::env::var_os("DIWAN_WRITE_OPENAPI").is_some() {
        std::fs::write(GOLDEN, &served).unwrap();
    }
    let kept = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    assert!(
        kept == served,
        "docs/openapi.json is not what is served: run this test with DIWAN_WRITE_OPENAPI=1 and read the difference"
    );
}

#[tokio::test]
async fn every_route_of_the_api_is_described_and_nothing_else_is() {
    let front = Front::new(Store::Sqlite).await;
    let api = description(&front).await;
    let described: BTreeSet<_> = operations(&api)
        .iter()
        .map(|(path, method, _)| format!("{} {path}", method.to_uppercase()))
        .collect();
    let served: BTreeSet<_> = front
        .app
        .routes
        .iter()
        .filter(|r| r.path.starts_with("/api/v1/"))
        .map(|r| format!("{} {}", r.method, r.path))
        .collect();
    assert_eq!(described, served);
}

#[tokio::test]
async fn the_description_follows_openapi_3_1() {
    let front = Front::new(Store::Sqlite).await;
    let api = description(&front).await;
    let rules: Value = serde_json::from_str(include_str!("openapi.rules.json")).unwrap();
    let rules = jsonschema::draft202012::new(&rules).unwrap();
    let faults: Vec<_> = rules
        .iter_errors(&api)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for (name, schema) in api["components"]["schemas"].as_object().unwrap() {
        jsonschema::draft202012::meta::validate(schema)
            .unwrap_or_else(|e| panic!("schema {name}: {e}"));
    }
    references(&api, &api);
}

/// Every `$ref` leads somewhere in the document.
fn references(api: &Value, here: &Value) {
    match here {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get("$ref") {
                let pointer = to.strip_prefix('#').unwrap_or_default();
                assert!(api.pointer(pointer).is_some(), "{to} leads nowhere");
            }
            fields.values().for_each(|value| references(api, value));
        }
        Value::Array(items) => items.iter().for_each(|value| references(api, value)),
        _ => {}
    }
}

#[tokio::test]
async fn each_operation_says_who_may_call_it_what_its_address_holds_and_how_it_fails() {
    let front = Front::new(Store::Sqlite).await;
    let api = description(&front).await;
    let mut ids = BTreeSet::new();
    for (path, method, operation) in operations(&api) {
        let what = format!("{method} {path}");
        let id = operation["operationId"].as_str().unwrap();
        assert!(ids.insert(id.to_owned()), "{what}: {id} is another's too");
        assert!(operation["summary"].is_string(), "{what}");
        let route = front.app.routes.iter();
        let route = route
            .clone()
            .find(|r| r.path == path && r.method.as_str().eq_ignore_ascii_case(method));
        let public = route.unwrap().access == web::Access::Public;
        let security = operation["security"].as_array().unwrap();
        assert_eq!(security.is_empty(), public, "{what}");
        let parameters = operation["parameters"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let of = |place: &str| -> BTreeSet<String> {
            let own = parameters.iter().filter(|p| p["in"] == place);
            own.map(|p| p["name"].as_str().unwrap().to_owned())
                .collect()
        };
        let braces = path
            .split('/')
            .filter_map(|p| p.strip_prefix('{')?.strip_suffix('}'));
        let braces: BTreeSet<_> = braces.map(str::to_owned).collect();
        assert_eq!(of("path"), braces, "{what}");
        // Every write of a person takes a key; signing in, checking and asking what is to be signed write nothing of anybody's.
        if method != "get" && !public && !path.ends_with("/signing") {
            assert!(of("header").contains("Idempotency-Key"), "{what}");
        }
        // What answers with a page of a list takes its paging.
        let ok = operation["responses"]["200"].to_string();
        assert_eq!(
            ok.contains("/Page_"),
            of("query").contains("after"),
            "{what}"
        );
        // An answer that is not named is a fault: nothing stands for all the others.
        assert!(operation["responses"]["default"].is_null(), "{what}");
        for status in ["408", "429", "503"] {
            assert!(operation["responses"][status].is_object(), "{what}");
        }
        for (status, response) in operation["responses"].as_object().unwrap() {
            let refused = status.starts_with('4') || status.starts_with('5');
            let to = response["$ref"].as_str();
            let response = to.map_or(response, |to| api.pointer(&to[1..]).unwrap());
            let mut media = response["content"].as_object().into_iter().flatten();
            if refused {
                let (media, content) = media.next().unwrap();
                let problem = media == "application/problem+json"
                    && content["schema"]["$ref"] == "#/components/schemas/ProblemBody";
                // What was asked of a receipt is answered, whether it holds or not.
                assert!(problem || what == "post /api/v1/verify", "{what} {status}");
            }
        }
    }
}

#[tokio::test]
async fn every_operation_has_examples_that_are_what_it_says() {
    let front = Front::new(Store::Sqlite).await;
    let api = description(&front).await;
    let mut faults = Vec::new();
    let mut hold = |what: String, content: &Value| {
        let (schema, example) = (&content["schema"], &content["example"]);
        if schema.is_null() {
            return;
        }
        if example.is_null() {
            return faults.push(format!("{what}: there is none: add one to examples.json"));
        }
        let mut schema = schema.clone();
        schema["components"] = api["components"].clone();
        let schema = jsonschema::draft202012::new(&schema).unwrap();
        let wrong = schema.iter_errors(example);
        faults.extend(wrong.map(|e| format!("{what}: {} at {}", e, e.instance_path())));
    };
    for (_, _, operation) in operations(&api) {
        let id = operation["operationId"].as_str().unwrap();
        let sent = operation["requestBody"]["content"].as_object();
        for (media, content) in sent.into_iter().flatten() {
            hold(format!("{id}, request ({media})"), content);
        }
        for (status, answer) in operation["responses"].as_object().unwrap() {
            if status.starts_with('2') {
                hold(
                    format!("{id}, response {status}"),
                    &answer["content"]["application/json"],
                );
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The description, to hold answers against.
pub(crate) struct Described(Value);

impl Described {
    pub(crate) async fn new(front: &Front) -> Self {
        Self(description(front).await)
    }

    /// Asserts that an answer is one that the operation is described to give.
    #[track_caller]
    pub(crate) fn holds(&self, method: &str, path: &str, reply: &Reply) {
        let operation = &self.0["paths"][path][method];
        assert!(operation.is_object(), "{method} {path} is not described");
        let responses = operation["responses"].as_object().unwrap();
        let response = responses.get(&reply.status.to_string());
        let response = response
            .unwrap_or_else(|| panic!("{method} {path}: {} is not described", reply.status));
        let response = match response["$ref"].as_str() {
            Some(to) => self.0.pointer(&to[1..]).unwrap(),
            None => response,
        };
        let named = response["content"].as_object().cloned().unwrap_or_default();
        let Some((media, content)) = named.iter().next() else {
            return assert!(reply.body.is_empty(), "{method} {path}: {}", reply.text());
        };
        let exact = media == "application/octet-stream" || media == reply.header("content-type");
        assert!(
            exact,
            "{method} {path}: {media}, not {}",
            reply.header("content-type")
        );
        let Some(schema) = content.get("schema") else {
            return;
        };
        let mut schema = schema.clone();
        schema["components"] = self.0["components"].clone();
        let schema = jsonschema::draft202012::new(&schema).unwrap();
        let answer = reply.json();
        let faults: Vec<_> = schema
            .iter_errors(&answer)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(
            faults.is_empty(),
            "{method} {path}: {}\n{answer}",
            faults.join("\n")
        );
    }
}
