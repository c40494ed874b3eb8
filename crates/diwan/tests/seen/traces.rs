//! Traces as a collector gets them.

use std::path::Path;
use std::time::{Duration, Instant};

use harness::{Answer, Mailbox, Upstream};
use serde_json::Value;

use crate::house::{House, PATIENCE, WRITTEN};

/// A procedure that asks another system.
const REGISTRY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../casework/testdata/registry");
const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const CALLER: &str = "b7ad6b7169203331";
const UNSAMPLED: &str = "1bf7651916cd43dd8448eb211c80319c";

/// What came so far, as spans.
fn spans(collector: &Upstream) -> Vec<Value> {
    let asked = collector.asked();
    let bodies = asked.iter().map(|asked| {
        assert_eq!(asked.line, "POST /v1/traces");
        assert_eq!(asked.header("content-type"), "application/json");
        serde_json::from_str::<Value>(&asked.body).unwrap()
    });
    let of = |body: Value| {
        let spans = &body["resourceSpans"][0]["scopeSpans"][0]["spans"];
        spans.as_array().unwrap().clone()
    };
    bodies.flat_map(of).collect()
}

fn attribute<'a>(span: &'a Value, name: &str) -> &'a Value {
    let all = span["attributes"].as_array().unwrap();
    let found = all.iter().find(|a| a["key"] == name);
    found.map_or(&Value::Null, |a| &a["value"])
}

fn children<'a>(all: &'a [Value], of: &Value) -> Vec<&'a Value> {
    let ours = |s: &&Value| s["parentSpanId"] == of["spanId"] && s["traceId"] == of["traceId"];
    all.iter().filter(ours).collect()
}

fn named<'a>(all: &[&'a Value], name: &str) -> &'a Value {
    let found = all.iter().find(|s| s["name"] == name);
    found.unwrap_or_else(|| panic!("no span {name} in {all:#?}"))
}

fn nanos(span: &Value, end: &str) -> u128 {
    span[end].as_str().unwrap().parse().unwrap()
}

/// The procedure, which asks this host.
fn asking(host: &str) -> tempfile::TempDir {
    let pack = tempfile::tempdir().unwrap();
    let mut folders = vec![std::path::PathBuf::new()];
    while let Some(folder) = folders.pop() {
        std::fs::create_dir_all(pack.path().join(&folder)).unwrap();
        for file in std::fs::read_dir(Path::new(REGISTRY).join(&folder)).unwrap() {
            let file = file.unwrap();
            let name = folder.join(file.file_name());
            if file.path().is_dir() {
                folders.push(name);
                continue;
            }
            let text = std::fs::read_to_string(file.path()).unwrap();
            let text = text.replace("https://registry.example", host);
            std::fs::write(pack.path().join(name), text).unwrap();
        }
    }
    pack
}

/// Waits until what came has all that is looked for.
fn until(collector: &Upstream, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let began = Instant::now();
    loop {
        let all = spans(collector);
        if wanted(&all) {
            return all;
        }
        assert!(began.elapsed() < PATIENCE, "{all:#?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_request_is_followed_to_its_commit_and_a_mail_on_its_way_without_anything_of_anybody() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let collector = runtime.block_on(Upstream::start());
    collector.answers((0..10_000).map(|_| Answer::Json(200, "{}".into())));
    let mailbox = runtime.block_on(Mailbox::start());
    let house = House::new();
    let endpoint = collector.origin();
    let mail = mailbox.url();
    let server = house.serve(&["--demo", "--smtp", &mail, "--otlp-endpoint", &endpoint]);
    house.procedure();
    let unsampled = format!("traceparent: 00-{UNSAMPLED}-{CALLER}-00\r\n");
    assert_eq!(server.call("GET", "/healthz", &unsampled, "").status, 200);
    let number = server.journey(&format!("traceparent: 00-{TRACE}-{CALLER}-01\r\n"));
    const MESSAGE: &str = "POST /api/v1/cases/{number}/messages";
    let decided = |s: &Value| s["name"] == "POST /api/v1/cases/{number}/tasks/{job}";
    let all = until(&collector, |all| {
        all.iter().any(decided) && all.iter().any(|s| s["name"] == "send mail")
    });

    let of: Vec<&Value> = all.iter().filter(|s| s["traceId"] == TRACE).collect();
    let request = named(&of, MESSAGE);
    assert_eq!(request["parentSpanId"], CALLER);
    assert_eq!(request["kind"], 2);
    assert_eq!(
        attribute(request, "http.request.method")["stringValue"],
        "POST"
    );
    let status = attribute(request, "http.response.status_code")["intValue"].as_str();
    assert!(status.unwrap().starts_with('2'), "{request:#}");
    let below = children(&all, request);
    let held = |s: &&&Value| attribute(s, "diwan.held")["boolValue"] == true;
    let command = below.iter().filter(|s| s["name"] == "command").find(held);
    let command = command.unwrap_or_else(|| panic!("no command that held in {below:#?}"));
    let code = attribute(command, "code.function.name")["stringValue"].as_str();
    assert!(code.unwrap().starts_with("services::"), "{command:#}");
    let stages = children(&all, command);
    let (queue, batch, commit) = (
        named(&stages, "queue"),
        named(&stages, "batch"),
        named(&stages, "commit"),
    );
    assert!(nanos(command, "startTimeUnixNano") <= nanos(queue, "startTimeUnixNano"));
    assert!(nanos(queue, "startTimeUnixNano") <= nanos(batch, "startTimeUnixNano"));
    assert!(nanos(batch, "startTimeUnixNano") <= nanos(commit, "startTimeUnixNano"));
    assert!(nanos(commit, "endTimeUnixNano") <= nanos(command, "endTimeUnixNano"));
    assert!(attribute(batch, "diwan.commands")["intValue"].is_string());
    let mail = all.iter().find(|s| s["name"] == "send mail").unwrap();
    assert_eq!(mail["kind"], 3);
    named(&children(&all, mail), "command");
    assert!(all.iter().all(|s| s["traceId"] != UNSAMPLED));

    server.end();
    let text: String = collector.asked().into_iter().map(|a| a.body).collect();
    let people = house.people();
    let words = people.iter().map(String::as_str).chain(WRITTEN);
    for word in words.chain([number.as_str()]) {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn a_call_to_another_system_is_a_span_with_its_host_and_status_and_not_what_is_asked() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let collector = runtime.block_on(Upstream::start());
    collector.answers((0..10_000).map(|_| Answer::Json(200, "{}".into())));
    let registry = runtime.block_on(Upstream::start());
    let known = r#"{"name": "Damsonfield", "seats": 12}"#;
    registry.answers([Answer::Json(200, known.into())]);
    let (house, host) = (House::new(), registry.origin());
    let endpoint = collector.origin();
    let server = house.serve(&[
        "--demo",
        "--otlp-endpoint",
        &endpoint,
        "--allow-internal-call",
        &host,
    ]);
    let pack = asking(&host);
    House::run(
        house.path(),
        &["pack", "deploy", pack.path().to_str().unwrap()],
    );
    server.apply("registry", &serde_json::json!({ "subject": WRITTEN[0] }));
    let all = until(&collector, |all| all.iter().any(|s| s["name"] == "call"));
    let asked = registry.asked();
    assert!(format!("{asked:?}").contains(WRITTEN[0]), "{asked:?}");
    let call = all.iter().find(|s| s["name"] == "call").unwrap();
    assert_eq!(call["kind"], 3);
    let expected = host.as_str();
    assert_eq!(attribute(call, "server.address")["stringValue"], expected);
    let status = attribute(call, "http.response.status_code");
    assert_eq!(status["intValue"], "200");
    named(&children(&all, call), "command");
    let text: String = collector.asked().into_iter().map(|a| a.body).collect();
    assert!(!text.contains(WRITTEN[0]) && !text.contains("Damsonfield"));
}

#[test]
fn without_a_collector_the_server_works_on_and_counts_what_it_drops() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    // One that takes the connection and never answers holds up the spans, and nobody else.
    let silent = runtime.block_on(Upstream::start());
    silent.answers((0..100).map(|_| Answer::Nothing));
    for endpoint in ["http://127.0.0.1:1", &silent.origin()] {
        let house = House::new();
        let server = house.serve(&["--demo", "--otlp-endpoint", endpoint]);
        house.procedure();
        server.journey("");
        let dropped = |text: &str| {
            let line = text
                .lines()
                .find_map(|l| l.strip_prefix("trace_spans_dropped_total "));
            line.unwrap().parse::<f64>().unwrap()
        };
        server.until("/metrics", |a| dropped(&a.body) > 0.0);
        assert!(
            server
                .get("/metrics")
                .body
                .contains("trace_spans_sent_total 0\n")
        );
    }
}
