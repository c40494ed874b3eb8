//! Two agencies and a national log as real processes: receipts prove through both; a national log that is down holds
//! up nobody; an agency that was rolled back, and then forked, is refused with the evidence, and shown.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use casework::http::Http;
use casework::{Casework, Settings};
use serde_json::Value;
use tempfile::TempDir;
use tlog::verify::verify_consistency;
use tlog::{Checkpoint, Hash, Note, Receipt, Verifiers};

/// Longer than any round takes on a machine with other work.
const PATIENCE: Duration = Duration::from_secs(60);

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// A house that keeps its port.
struct House {
    dir: TempDir,
    origin: &'static str,
    port: u16,
    child: Option<Child>,
}

impl House {
    /// A house with a log, not running.
    fn new(origin: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let mut house = Self {
            dir: tempfile::tempdir().unwrap(),
            origin,
            port,
            child: None,
        };
        house.start(&[]);
        house.stop();
        house
    }

    fn start(&mut self, more: &[&str]) {
        let listen = format!("127.0.0.1:{}", self.port);
        let base = ["serve", "--listen", &listen, "--national-every", "1"];
        let mut command = self.command(&[&base, more].concat());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(line.starts_with("listening on "), "{line:?}");
        self.child = Some(child);
    }

    fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
        command.args(arguments);
        command.env("DIWAN_DATA", self.data());
        command.env("DIWAN_ORIGIN", self.origin);
        command.env("RUST_LOG", "off");
        command
    }

    fn diwan(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// A file beside the data.
    fn file(&self, name: &str, text: &[u8]) -> String {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn key(&self) -> String {
        let text = std::fs::read_to_string(self.data().join("record/vkey")).unwrap();
        text.trim().to_owned()
    }

    fn policy(&self) -> String {
        let text = format!("log {}\nquorum none\n", self.key());
        self.file("policy.txt", text.as_bytes())
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn get(&self, path: &str) -> (u16, String) {
        let http = Http::new(Duration::from_secs(10));
        let reply = http.get(&self.url(path), 4 << 20).unwrap();
        (reply.status, String::from_utf8(reply.body).unwrap())
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path).1).unwrap()
    }

    /// One more entry, beside the running server.
    fn grow(&self, name: &str) {
        let email = format!("{name}@example.org");
        let output = self.diwan(&[
            "people", "register", "--name", name, "--email", &email, "--agency", "office",
        ]);
        assert!(output.status.success(), "{output:?}");
    }

    fn receipt(&self, seq: u64) -> Receipt {
        let mut settings = Settings::new(self.data());
        settings.origin = self.origin.into();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let house = Casework::open(settings).unwrap();
        let read = house.read(move |link, parts| casework::record::receipt(link, parts, seq));
        runtime.block_on(read).unwrap()
    }

    /// What `diwan verify` says of an entry's receipt, through the nation's log.
    fn verify(&self, seq: u64, nation: &House) -> Output {
        let receipt = self.file("receipt.json", &self.receipt(seq).encode());
        let (policy, national) = (self.policy(), nation.policy());
        self.diwan(&[
            "verify",
            "--policy",
            &policy,
            "--national",
            &national,
            &receipt,
        ])
    }

    /// What the nation says of a log.
    fn of(&self, origin: &str) -> Option<Value> {
        let logs = self.json("/record/logs");
        let mut logs = logs.as_array().unwrap().clone();
        logs.retain(|log| log["origin"] == origin);
        logs.pop()
    }

    /// Waits for the nation to refuse a log for that reason, and gives the refusal's body.
    fn refusal(&self, origin: &str, reason: &str) -> Value {
        wait_for(reason, || {
            let log = self.of(origin)?;
            (log["refused"]["reason"] == reason).then_some(())
        });
        let (status, text) = self.get(&format!("/record/logs/refused?origin={origin}"));
        assert_eq!(status, 200, "{text}");
        let receipt = Receipt::decode(text.as_bytes()).unwrap();
        let keys = Verifiers::parse([self.key()]).unwrap();
        let body = receipt.verify(&keys).unwrap().body;
        serde_json::from_slice(&body).unwrap()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop();
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, target).unwrap();
        }
    }
}

fn agencies(nation: &House, houses: [&House; 2]) -> String {
    let table = |house: &House| {
        let (key, url) = (house.key(), house.url("/record"));
        format!("[[log]]\nkey = \"{key}\"\nurl = \"{url}\"\n")
    };
    let text = houses.map(table).concat();
    nation.file("agencies.toml", text.as_bytes())
}

/// That an entry's receipt proves through both logs, once it does.
fn proves(house: &House, seq: u64, nation: &House) {
    wait_for("the second proof", || house.receipt(seq).national.map(drop));
    let output = house.verify(seq, nation);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let words = "holds through the national log nation.example/record";
    assert!(said.contains(words), "{said}");
}

#[test]
fn receipts_prove_through_both_and_an_agency_that_contradicts_itself_is_refused_with_evidence() {
    let mut nation = House::new("nation.example/record");
    let mut city = House::new("city.example/record");
    let mut port = House::new("port.example/record");
    let follow = agencies(&nation, [&city, &port]);
    let (url, policy) = (nation.url("/record"), nation.policy());
    let join = ["--national-log", &url, "--national-policy", &policy];

    // The national log is down: receipts are given out without it.
    city.start(&join);
    port.start(&join);
    city.grow("One");
    assert_eq!(city.receipt(1).national, None);
    let (status, ready) = city.get("/readyz");
    assert_eq!(status, 200);
    assert!(ready.contains("national-log: WARNING"), "{ready}");

    nation.start(&["--follow-logs", &follow]);
    proves(&city, 1, &nation);
    proves(&port, 0, &nation);
    assert!(
        city.get("/record?lang=en")
            .1
            .contains("nation.example/record")
    );
    let twin = city.json("/api/v1/record");
    assert_eq!(twin["national"]["origin"], "nation.example/record");
    let (status, text) = nation.get("/record/logs/receipt?origin=city.example/record&size=99");
    assert_eq!(status, 404, "{text}");

    // Down again: what it has received stays proven, what is new waits for it.
    nation.stop();
    city.stop();
    copy(&city.data(), &city.dir.path().join("copy"));
    city.start(&join);
    city.grow("Two");
    city.grow("Three");
    assert_eq!(city.receipt(3).national, None);
    assert_eq!(city.verify(1, &nation).status.code(), Some(0));
    assert_eq!(city.verify(3, &nation).status.code(), Some(1));
    nation.start(&["--follow-logs", &follow]);
    proves(&city, 3, &nation);
    let held = nation.of("city.example/record").unwrap();
    assert_eq!((&held["size"], held.get("refused")), (&4.into(), None));

    rolled_back_then_forked(&nation, &mut city, &join, &held);
    nation.stop();
    let audit = nation.diwan(&["audit"]);
    assert_eq!(audit.status.code(), Some(0), "{audit:?}");
}

fn rolled_back_then_forked(nation: &House, city: &mut House, join: &[&str], held: &Value) {
    city.stop();
    std::fs::remove_dir_all(city.data()).unwrap();
    copy(&city.dir.path().join("copy"), &city.data());
    city.start(join);
    let body = nation.refusal("city.example/record", "rolled-back");
    assert_eq!(body["data"]["size"], 2);

    // It goes on from there, with a history that nobody has seen.
    for name in ["Four", "Five", "Six"] {
        city.grow(name);
    }
    let body = nation.refusal("city.example/record", "forked");
    let refused = &body["data"];
    assert_eq!(refused["received"], held["entry"]);
    let keys = Verifiers::parse([city.key()]).unwrap();
    let opened = |text: &Value| {
        let note = Note::parse(text.as_str().unwrap().as_bytes()).unwrap();
        Checkpoint::open(&note, &keys).unwrap().0
    };
    // Both are signed by the city, and the refused one has another root at the size of the received one.
    let (received, shown) = (opened(&held["checkpoint"]), opened(&refused["checkpoint"]));
    let hash = |text: &Value| {
        let bytes = hex::decode(text.as_str().unwrap()).unwrap();
        Hash(bytes.try_into().unwrap())
    };
    let proof: Vec<Hash> = refused["proof"]
        .as_array()
        .unwrap()
        .iter()
        .map(hash)
        .collect();
    let other = hash(&refused["root"]);
    assert_ne!(other, received.root);
    verify_consistency(received.size, &other, shown.size, &shown.root, &proof).unwrap();

    for (lang, words) in [
        ("en", "A log contradicts itself"),
        ("fr", "Un registre se contredit"),
        ("ar", "سجلّ يناقض نفسه"),
    ] {
        let page = nation.get(&format!("/record?lang={lang}")).1;
        assert!(page.contains(words), "{lang}");
    }
    let ready = nation.get("/readyz").1;
    assert!(ready.contains("city.example/record forked"), "{ready}");
    assert_eq!(
        nation.json("/api/v1/record")["logs"][0]["refused"]["reason"],
        "forked"
    );
    wait_for("the metric", || {
        let metrics = nation.get("/metrics").1;
        metrics
            .lines()
            .any(|l| l == "followed_logs_refused 1")
            .then_some(())
    });
    // What was received of it stays what it was.
    let after = nation.of("city.example/record").unwrap();
    assert_eq!(after["checkpoint"], held["checkpoint"]);
}

#[test]
fn a_file_of_agencies_that_cannot_be_used_says_why_in_a_line() {
    let nation = House::new("nation.example/record");
    let key = nation.key();
    for (text, why) in [
        (String::new(), "0 [[log]]"),
        (format!("[[log]]\nkey = \"{key}\"\n"), "before /checkpoint"),
        (
            format!("[[log]]\nkey = \"{key}\"\nurl = \"http://localhost/record\"\n"),
            "cannot follow itself",
        ),
    ] {
        let file = nation.file("agencies.toml", text.as_bytes());
        let output = nation.diwan(&["serve", "--listen", "127.0.0.1:0", "--follow-logs", &file]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why) && said.lines().count() == 1, "{said}");
    }
}
