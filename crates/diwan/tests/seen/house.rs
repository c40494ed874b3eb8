//! The real binary on a house of its own, and people who use it over HTTP.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use harness::simple_pack;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Longer than anything takes on a machine with other work.
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);
/// An official of the demonstration, who gets the role of the smallest procedure too.
const OFFICER: i64 = 5;
/// A citizen of it.
const CITIZEN: i64 = 1;

/// What people write in the journey.
pub(crate) const WRITTEN: [&str; 6] = [
    "Orchardlane",
    "please hurry with Orchardlane",
    "Quince Mahfouz",
    "quince.mahfouz@example.org",
    "Medlarstreet",
    "Damsonfield",
];

pub(crate) struct House {
    dir: TempDir,
}

pub(crate) struct Server {
    child: Child,
    address: String,
}

/// An answer: status and body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    session: Option<String>,
}

impl House {
    pub(crate) fn new() -> House {
        let dir = tempfile::tempdir().unwrap();
        House { dir }
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.dir.path().join("stderr")
    }

    /// Starts the server, its own crates' log at its most, and waits until it listens.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Server {
        let log = std::fs::File::create(self.log()).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_diwan"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log-format", "json"])
            .args(arguments)
            .env("DIWAN_DATA", self.path())
            .env(
                "RUST_LOG",
                "warn,casework=trace,services=trace,web=trace,diwan=trace,open=trace,diwan_trace=trace",
            )
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Server { child, address }
    }

    /// Runs a command beside the server, on a folder of data.
    pub(crate) fn run(data: &Path, arguments: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_diwan"))
            .args(arguments)
            .env("DIWAN_DATA", data)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// The smallest procedure, and an official for it.
    pub(crate) fn procedure(&self) {
        let pack = simple_pack();
        House::run(self.path(), &["pack", "deploy", pack.to_str().unwrap()]);
        let officer = OFFICER.to_string();
        let grant = [
            "people", "grant", &officer, "--agency", "office", "--role", "officer",
        ];
        House::run(self.path(), &grant);
    }

    /// Names and addresses of everybody in it.
    pub(crate) fn people(&self) -> Vec<String> {
        let casework = casework::Casework::open(casework::Settings::new(self.path())).unwrap();
        let read = casework.read(|link, parts| {
            let rows = link.query("select id from people order by id", &[])?;
            let mut words = Vec::new();
            for row in rows {
                let person = casework::people::person(link, parts, row.get(0)?)?;
                words.extend([person.profile.name, person.profile.email]);
            }
            Ok(words)
        });
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let words = runtime.block_on(read).unwrap();
        let words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
        assert!(words.len() > 10, "{words:?}");
        words
    }
}

impl Server {
    pub(crate) fn call(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
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
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            body: body.to_owned(),
            session: cookie.and_then(|c| c.split(';').next()).map(str::to_owned),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.call("GET", path, "", "")
    }

    /// Asks again until the answer is as it should be.
    pub(crate) fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "{path}: {} {}",
                answer.status,
                answer.body
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Signs somebody of the demonstration in; gives the session's token.
    pub(crate) fn sign_in(&self, person: i64) -> String {
        let page = self.get("/demo");
        let (_, rest) = page.body.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = rest.split('"').next().unwrap();
        let headers = format!(
            "Cookie: session={}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            page.session.unwrap()
        );
        let form = format!("csrf={csrf}&person={person}");
        let entered = self.call("POST", "/demo/sign-in", &headers, &form);
        entered.session.unwrap()
    }

    fn api(&self, token: &str, key: &str, more: &str, line: (&str, &str), body: &Value) -> Answer {
        let headers = format!(
            "Authorization: Bearer {token}\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\n{more}"
        );
        self.call(line.0, line.1, &headers, &body.to_string())
    }

    /// Somebody applies for another service.
    pub(crate) fn apply(&self, service: &str, data: &Value) {
        let citizen = self.sign_in(CITIZEN);
        let line = ("POST", "/api/v1/drafts");
        let draft = self.api(&citizen, "a", "", line, &json!({ "service": service }));
        let draft: Value = serde_json::from_str(&draft.body).unwrap();
        let draft = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
        self.api(&citizen, "b", "", ("PUT", &draft), &json!({ "data": data }));
        let submit = format!("{draft}/submit");
        let sent = self.api(&citizen, "c", "", ("POST", &submit), &json!({}));
        assert!((200..300).contains(&sent.status), "{}", sent.body);
    }

    /// Somebody applies, writes, and is answered; some of it is refused. `more`: headers of the message. Gives the case's number.
    pub(crate) fn journey(&self, more: &str) -> String {
        let citizen = self.sign_in(CITIZEN);
        let send = |key: &str, more: &str, line: (&str, &str), body: Value| {
            let answer = self.api(&citizen, key, more, line, &body);
            assert!(
                (200..300).contains(&answer.status),
                "{line:?}: {} {}",
                answer.status,
                answer.body
            );
            serde_json::from_str::<Value>(&answer.body).unwrap()
        };
        let draft = send(
            "1",
            "",
            ("POST", "/api/v1/drafts"),
            json!({ "service": "simple" }),
        );
        let draft = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
        let data = json!({ "data": { "subject": WRITTEN[0] } });
        send("2", "", ("PUT", &draft), data);
        let sent = send("3", "", ("POST", &format!("{draft}/submit")), json!({}));
        let number = sent["number"].as_str().unwrap().to_owned();
        let messages = format!("/api/v1/cases/{number}/messages");
        let text = json!({ "text": WRITTEN[1] });
        send("4", more, ("POST", &messages), text);
        self.refusals(&citizen, &number);
        let officer = self.sign_in(OFFICER);
        let bearer = format!("Authorization: Bearer {officer}\r\n");
        let work = self.call("GET", "/api/v1/work?limit=50", &bearer, "");
        let work: Value = serde_json::from_str(&work.body).unwrap();
        let tasks = work["items"].as_array().unwrap();
        let task = tasks
            .iter()
            .find(|t| t["number"] == number.as_str())
            .unwrap();
        let task = format!("/api/v1/cases/{number}/tasks/{}", task["job"]);
        let decision = json!({ "data": { "grant": true } });
        let decided = self.api(&officer, "5", "", ("POST", &task), &decision);
        assert!((200..300).contains(&decided.status), "{}", decided.body);
        let again = self.api(&officer, "6", "", ("POST", &task), &decision);
        assert!((400..500).contains(&again.status), "{}", again.status);
        number
    }

    /// What is refused has something of somebody in it: a name, an address, an answer of a form, in each place where one can be.
    fn refusals(&self, citizen: &str, number: &str) {
        let refused = |answer: Answer| {
            assert!((400..500).contains(&answer.status), "{}", answer.status);
        };
        refused(self.get("/people/Quince%20Mahfouz?email=quince.mahfouz@example.org"));
        refused(self.get(&format!("/api/v1/cases/{number}")));
        let body = json!({ "data": { "subject": { "Medlarstreet": "Damsonfield" } }, "x": "Medlarstreet" });
        let line = ("PUT", "/api/v1/drafts/Medlarstreet");
        refused(self.api(citizen, "7", "", line, &body));
        let line = ("POST", "/api/v1/drafts");
        refused(self.api(citizen, "8", "", line, &json!({ "service": "Damsonfield" })));
        // Answers that the form does not take.
        let line = ("POST", "/api/v1/drafts");
        let draft = self.api(citizen, "9", "", line, &json!({ "service": "simple" }));
        let draft: Value = serde_json::from_str(&draft.body).unwrap();
        let draft = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
        let wrong = json!({ "data": { "subject": "", "Medlarstreet": "Damsonfield" } });
        self.api(citizen, "10", "", ("PUT", &draft), &wrong);
        let submit = format!("{draft}/submit");
        refused(self.api(citizen, "11", "", ("POST", &submit), &json!({})));
        let broken = "Authorization: Bearer Damsonfield\r\nContent-Type: application/json\r\n";
        refused(self.call("POST", "/api/v1/drafts", broken, "{\"Medlarstreet"));
        let long = format!("Medlarstreet{}=Quince Mahfouz", "x".repeat(70_000));
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        refused(self.call("POST", "/sign-in", form, &long));
    }

    pub(crate) fn end(mut self) {
        self.kill();
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
