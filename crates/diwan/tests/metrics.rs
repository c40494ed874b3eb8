//! What is seen of a running house: each metric that the dashboard asks for or the manual names is there, and the reverse; and the log
//! as JSON.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use casework::http::Http;
use harness::{Scene, Store};

/// Longer than a start takes on a machine with other work.
const PATIENCE: Duration = Duration::from_secs(60);
const DASHBOARD: &str = include_str!("../../../packaging/grafana/diwan.json");
const MANUAL: &str = include_str!("../../../docs/operating.md");

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Follows another log and is followed by one; neither can be reached.
fn nations(data: &std::path::Path) -> [String; 6] {
    let key = |name: &str| {
        let signer = tlog::Signer::from_seed(name, &[6; 32]).unwrap();
        signer.verifier().to_string()
    };
    let (agencies, nation) = (data.join("agencies.toml"), data.join("nation"));
    let agency = key("port.example/record");
    let table = format!("[[log]]\nkey = \"{agency}\"\nurl = \"http://127.0.0.1:1/record\"\n");
    std::fs::write(&agencies, table).unwrap();
    let policy = format!("log {}\nquorum none\n", key("nation.example/record"));
    std::fs::write(&nation, policy).unwrap();
    let path = |path: &std::path::Path| path.display().to_string();
    [
        "--follow-logs".to_owned(),
        path(&agencies),
        "--national-log".to_owned(),
        "http://127.0.0.1:1/record".to_owned(),
        "--national-policy".to_owned(),
        path(&nation),
    ]
}

/// A server on a house that has people, a case and a task.
fn serve(data: &std::path::Path) -> (Server, String) {
    let policy = data.join("policy");
    let signer = tlog::Signer::from_seed("witness.example", &[5; 32]).unwrap();
    let key = tlog::cosignature::Cosigner::new(signer).unwrap();
    let text = format!(
        "witness court {} http://127.0.0.1:1\nquorum court\n",
        key.verifier()
    );
    std::fs::write(&policy, text).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_diwan"))
        .args(["serve", "--listen", "127.0.0.1:0", "--log-format", "json"])
        .arg("--witness-policy")
        .arg(&policy)
        .args(nations(data))
        .env("DIWAN_DATA", data)
        .env(
            "RUST_LOG",
            "warn,casework=trace,services=trace,web=trace,diwan=trace,open=trace",
        )
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line.trim().strip_prefix("listening on ");
    let address = address.unwrap_or_else(|| panic!("{line:?}")).to_owned();
    (Server(child), address)
}

/// Names of metrics as they are scraped: `# TYPE name kind`, a counter with its suffix.
fn shown(text: &str) -> BTreeSet<String> {
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    types
        .map(|line| match line.split_once(' ').unwrap() {
            (name, "counter") => format!("{name}_total"),
            (name, _) => name.to_owned(),
        })
        .collect()
}

fn is_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}

/// Names of metrics in the dashboard's queries: words with an underscore that are no function's.
fn asked() -> BTreeSet<String> {
    let dashboard: serde_json::Value = serde_json::from_str(DASHBOARD).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let targets = panels.iter().flat_map(|p| p["targets"].as_array().unwrap());
    let queries: Vec<&str> = targets.map(|t| t["expr"].as_str().unwrap()).collect();
    let words = queries.iter().flat_map(|q| q.split(|c| !is_name(c)));
    let names = words.filter(|w| w.contains('_') && *w != "histogram_quantile");
    let family = |name: &str| {
        let ends = ["_bucket", "_sum", "_count"];
        let base = ends.iter().find_map(|end| name.strip_suffix(end));
        base.unwrap_or(name).to_owned()
    };
    names.map(family).collect()
}

/// Names in the table of the manual.
fn documented() -> BTreeSet<String> {
    let rows = MANUAL.lines().skip_while(|l| !l.starts_with("| metric |"));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let cells: Vec<&str> = rows.map(|row| row.split('|').nth(1).unwrap()).collect();
    let names = cells
        .iter()
        .flat_map(|cell| cell.split('`').skip(1).step_by(2));
    names.map(str::to_owned).collect()
}

#[test]
fn dashboard_manual_and_a_live_house_have_the_same_metrics_and_the_log_is_json_lines() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scene = runtime.block_on(Scene::new(Store::Sqlite, 2));
    runtime.block_on(scene.open("Orchardlane")).unwrap();
    let (mut server, address) = serve(scene.house.dir());
    let http = Http::new(Duration::from_secs(10));
    assert_eq!(http.get(&address, 4 << 20).unwrap().status, 200);
    let started = Instant::now();
    let text = loop {
        let reply = http.get(&format!("{address}/metrics"), 4 << 20).unwrap();
        let text = String::from_utf8(reply.body).unwrap();
        if text.contains("tasks_open{") && text.contains("http_request_duration_seconds_count{") {
            break text;
        }
        assert!(started.elapsed() < PATIENCE, "{text}");
        std::thread::sleep(Duration::from_millis(100));
    };
    let shown = shown(&text);
    assert_eq!(documented(), shown);
    assert_eq!(asked(), shown);
    // The server has written what it began with, and the task waits for its role.
    let value = |name: &str| -> f64 {
        let line = text
            .lines()
            .find(|l| l.starts_with(name) && !l.starts_with('#'));
        line.unwrap().rsplit(' ').next().unwrap().parse().unwrap()
    };
    assert!(value("commit_duration_seconds_count") >= 1.0);
    assert!(value("log_entries") > 10.0);
    assert!(value("tasks_open{agency=\"") >= 1.0);
    assert_eq!(value("commit_failures_total"), 0.0);

    server.0.kill().unwrap();
    let mut log = String::new();
    server
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    let mut people = runtime.block_on(words(&scene));
    assert!(people.len() > 4, "{people:?}");
    people.push("Orchardlane".into());
    let lines: Vec<&str> = log.lines().filter(|line| line.starts_with('{')).collect();
    assert!(!lines.is_empty(), "{log}");
    for line in &lines {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            object["level"].is_string() && object["timestamp"].is_string(),
            "{line}"
        );
    }
    for word in &people {
        assert!(
            !log.contains(word.as_str()) && !text.contains(word.as_str()),
            "{word}"
        );
    }
}

/// Names and addresses of all people of a house.
async fn words(scene: &Scene) -> Vec<String> {
    let read = scene.house.casework.read(|link, parts| {
        let rows = link.query("select id from people order by id", &[])?;
        let mut words = Vec::new();
        for row in rows {
            let person = casework::people::person(link, parts, row.get(0)?)?;
            words.push(person.profile.name);
            words.push(person.profile.email);
        }
        Ok(words)
    });
    let words = read.await.unwrap();
    words.into_iter().filter(|word| !word.is_empty()).collect()
}
