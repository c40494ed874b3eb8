//! The real binary on a house of its own, and people who use its API.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use harness::simple_pack;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// Longer than anything takes on a machine with other work.
const PATIENCE: Duration = Duration::from_secs(90);

/// Asks again until there is an answer.
pub(crate) fn until<T>(what: &str, ask: impl Fn() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(began.elapsed() < PATIENCE, "{what} did not come");
        std::thread::sleep(Duration::from_millis(100));
    }
}

pub(crate) struct House {
    dir: TempDir,
}

pub(crate) struct Server {
    child: Child,
    address: String,
    keys: AtomicU32,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl House {
    pub(crate) fn new() -> House {
        let dir = tempfile::tempdir().unwrap();
        House { dir }
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Starts the server, and waits until it listens.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Server {
        let probe = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = probe.local_addr().unwrap().to_string();
        drop(probe);
        let log = std::fs::File::create(self.path().join("stderr")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_diwan"))
            .args(["serve", "--listen", &address, "--public-url"])
            .arg(format!(
                "http://{}",
                address.replace("127.0.0.1", "localhost")
            ))
            .args(arguments)
            .env("DIWAN_DATA", self.path().join("data"))
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said = std::fs::read_to_string(self.path().join("stderr")).unwrap();
        assert!(line.starts_with("listening on"), "{line:?} {said}");
        Server {
            child,
            address,
            keys: AtomicU32::new(0),
        }
    }

    /// Runs a command on the same data.
    pub(crate) fn run(&self, arguments: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_diwan"))
            .args(arguments)
            .env("DIWAN_DATA", self.path().join("data"))
            .output()
            .unwrap();
        let (out, err) = (&output.stdout, &output.stderr);
        assert!(
            output.status.success(),
            "{arguments:?}: {} {}",
            String::from_utf8_lossy(out),
            String::from_utf8_lossy(err)
        );
    }

    /// The smallest procedure, and an official for it.
    pub(crate) fn procedure(&self, officer: i64) {
        let pack = simple_pack();
        self.run(&["pack", "deploy", pack.to_str().unwrap()]);
        let officer = officer.to_string();
        self.run(&[
            "people", "grant", &officer, "--agency", "office", "--role", "officer",
        ]);
    }
}

impl Server {
    /// Status, the session's cookie where one is set, and body.
    fn call(
        &self,
        method: &str,
        path: &str,
        headers: &str,
        body: &str,
    ) -> (u16, Option<String>, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let cookie = head
            .lines()
            .find_map(|l| l.strip_prefix("set-cookie: session="));
        let session = cookie.and_then(|c| c.split(';').next()).map(str::to_owned);
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, session, body.to_owned())
    }

    /// Signs somebody of the demonstration in; gives the session's token.
    pub(crate) fn sign_in(&self, person: i64) -> String {
        let (_, session, page) = self.call("GET", "/demo", "", "");
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = rest.split('"').next().unwrap();
        let headers = format!(
            "Cookie: session={}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            session.unwrap()
        );
        let form = format!("csrf={csrf}&person={person}");
        let (_, entered, _) = self.call("POST", "/demo/sign-in", &headers, &form);
        entered.unwrap()
    }

    /// Calls the API, and expects that it does what is asked.
    pub(crate) fn ask(&self, token: &str, method: &str, path: &str, body: Option<Json>) -> Json {
        let key = self.keys.fetch_add(1, Ordering::Relaxed);
        let headers = format!(
            "Authorization: Bearer {token}\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\n"
        );
        let sent = body.map(|b| b.to_string()).unwrap_or_default();
        let (status, _, answer) = self.call(method, path, &headers, &sent);
        assert!(
            (200..300).contains(&status),
            "{method} {path}: {status} {answer}"
        );
        serde_json::from_str(&answer).unwrap()
    }

    /// Somebody applies; gives the case's number.
    pub(crate) fn apply(&self, token: &str, service: &str, data: &Json) -> String {
        let draft = Some(json!({ "service": service }));
        let draft = self.ask(token, "POST", "/api/v1/drafts", draft);
        let draft = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
        self.ask(token, "PUT", &draft, Some(json!({ "data": data })));
        let sent = self.ask(token, "POST", &format!("{draft}/submit"), Some(json!({})));
        sent["number"].as_str().unwrap().to_owned()
    }
}
