//! Clients of the API who do not give up: what is not acknowledged is sent again, under its key.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::house::Address;

/// Longer than any restart takes; past it, the server does not come back.
const PATIENCE: Duration = Duration::from_secs(40);
/// Messages in a case before the next is opened.
const MESSAGES: usize = 6;

/// A case as its applicant knows it: what was acknowledged.
pub(crate) struct Case {
    pub(crate) number: String,
    pub(crate) messages: Vec<String>,
}

/// A citizen who applies and writes.
pub(crate) struct Citizen {
    client: Client,
    pub(crate) cases: Vec<Case>,
    pub(crate) repeated: usize,
}

/// An official who grants all that is drawn for them.
pub(crate) struct Official {
    client: Client,
}

impl Citizen {
    pub(crate) fn new(person: i64, address: Address) -> Citizen {
        Citizen {
            client: Client::new(person, address),
            cases: Vec::new(),
            repeated: 0,
        }
    }

    pub(crate) fn work(mut self, stop: &AtomicBool) -> Citizen {
        while !stop.load(Ordering::SeqCst) {
            let draft = self.send("POST", "/api/v1/drafts", &json!({ "service": "simple" }));
            let draft = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
            let subject = format!("case {} of {}", self.cases.len(), self.client.person);
            self.send("PUT", &draft, &json!({ "data": { "subject": subject } }));
            let sent = self.send("POST", &format!("{draft}/submit"), &json!({}));
            let number = sent["number"].as_str().unwrap().to_owned();
            let mut messages = Vec::new();
            for n in 0..MESSAGES {
                let text = format!("message {n} about {subject}");
                let path = format!("/api/v1/cases/{number}/messages");
                self.send("POST", &path, &json!({ "text": text }));
                messages.push(text);
                if stop.load(Ordering::SeqCst) {
                    break;
                }
            }
            self.cases.push(Case { number, messages });
        }
        self
    }

    /// What was acknowledged is there, once and in order, and nothing else is.
    pub(crate) fn check(&self) {
        let mut found = Vec::new();
        let mut after = String::new();
        loop {
            let page = self.client.get(&format!("/api/v1/cases?limit=100{after}"));
            let items = page["items"].as_array().unwrap();
            let numbers = items
                .iter()
                .map(|c| c["number"].as_str().unwrap().to_owned());
            found.extend(numbers);
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        found.reverse();
        let opened: Vec<_> = self.cases.iter().map(|c| c.number.clone()).collect();
        assert_eq!(found, opened, "cases of person {}", self.client.person);
        for case in &self.cases {
            let whole = self.client.get(&format!("/api/v1/cases/{}", case.number));
            let there: Vec<_> = whole["messages"]
                .as_array()
                .unwrap()
                .iter()
                .map(|m| m["text"].as_str().unwrap().to_owned())
                .collect();
            assert_eq!(there, case.messages, "messages of case {}", case.number);
        }
    }

    fn send(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let (answer, unanswered) = self.client.insist(method, path, body);
        self.repeated += usize::from(unanswered);
        answer
    }
}

impl Official {
    pub(crate) fn new(person: i64, address: Address) -> Official {
        let client = Client::new(person, address);
        Official { client }
    }

    /// Decides until it is told to stop; says how many decisions were acknowledged.
    pub(crate) fn work(mut self, stop: &AtomicBool) -> usize {
        let mut decided = 0;
        while !stop.load(Ordering::SeqCst) {
            let work = self.client.get("/api/v1/work?limit=20");
            for task in work["items"].as_array().unwrap() {
                if task["service"] != "simple" || stop.load(Ordering::SeqCst) {
                    continue;
                }
                let path = format!(
                    "/api/v1/cases/{}/tasks/{}",
                    task["number"].as_str().unwrap(),
                    task["job"]
                );
                self.client
                    .insist("POST", &path, &json!({ "data": { "grant": true } }));
                decided += 1;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        decided
    }
}

pub(crate) struct Client {
    person: i64,
    address: Address,
    token: String,
    pub(crate) keys: u64,
}

impl Client {
    pub(crate) fn new(person: i64, address: Address) -> Client {
        let mut client = Client {
            person,
            address,
            token: String::new(),
            keys: 0,
        };
        client.sign_in();
        client
    }

    /// As a visitor of the demonstration does; the cookie's value is the token.
    fn sign_in(&mut self) {
        let page = self.once("GET", "/demo", "", "").unwrap();
        let (_, rest) = page.body.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = rest.split('"').next().unwrap();
        let form = format!("csrf={csrf}&person={}", self.person);
        let headers = format!(
            "Cookie: session={}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            page.session.unwrap()
        );
        let entered = self.once("POST", "/demo/sign-in", &headers, &form).unwrap();
        self.token = entered.session.unwrap();
    }

    pub(crate) fn get(&self, path: &str) -> Value {
        let headers = format!("Authorization: Bearer {}\r\n", self.token);
        self.until_answered("GET", path, &headers, "").0
    }

    /// Sends a write until it is acknowledged, always with the same key; says whether the server may
    /// have done it before without an answer.
    pub(crate) fn insist(&mut self, method: &str, path: &str, body: &Value) -> (Value, bool) {
        self.keys += 1;
        let headers = format!(
            "Authorization: Bearer {}\r\nContent-Type: application/json\r\nIdempotency-Key: k-{}\r\n",
            self.token, self.keys
        );
        self.until_answered(method, path, &headers, &body.to_string())
    }

    fn until_answered(&self, method: &str, path: &str, headers: &str, body: &str) -> (Value, bool) {
        let (began, mut unanswered) = (Instant::now(), false);
        loop {
            match self.once(method, path, headers, body) {
                Ok(answer) if (200..300).contains(&answer.status) => {
                    return (serde_json::from_str(&answer.body).unwrap(), unanswered);
                }
                Ok(answer) if answer.status < 500 && answer.status != 429 => {
                    panic!("{method} {path}: {} {}", answer.status, answer.body)
                }
                Ok(_) | Err(Lost::Unanswered) => unanswered = true,
                Err(Lost::Nobody) => {}
            }
            assert!(began.elapsed() < PATIENCE, "{method} {path}: no answer");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// One request on one connection.
    fn once(&self, method: &str, path: &str, headers: &str, body: &str) -> Result<Answer, Lost> {
        let address = self.address.lock().unwrap().ok_or(Lost::Nobody)?;
        let mut stream = TcpStream::connect(address).map_err(|_| Lost::Nobody)?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             X-Forwarded-For: 192.0.2.{}\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            self.person,
            body.len()
        );
        let mut talk = || {
            stream.set_read_timeout(Some(PATIENCE)).ok()?;
            stream.write_all(request.as_bytes()).ok()?;
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).ok()?;
            Answer::read(&String::from_utf8(bytes).ok()?)
        };
        talk().ok_or(Lost::Unanswered)
    }
}

/// Why there is no answer.
#[derive(Debug)]
enum Lost {
    /// Nobody listens.
    Nobody,
    /// The request left, and the whole answer did not come: it may have been done.
    Unanswered,
}

struct Answer {
    status: u16,
    session: Option<String>,
    body: String,
}

impl Answer {
    fn read(text: &str) -> Option<Answer> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (key, value) = line.split_once(": ")?;
                key.eq_ignore_ascii_case(name).then_some(value)
            })
        };
        let length = header("content-length").and_then(|n| n.parse::<usize>().ok());
        // Without its end the answer is none: the client cannot know what it said.
        if length.is_some_and(|length| length != body.len()) {
            return None;
        }
        let session = header("set-cookie").and_then(|c| c.strip_prefix("session="));
        let session = session.and_then(|c| c.split(';').next());
        Some(Answer {
            status,
            session: session.map(str::to_owned),
            body: body.to_owned(),
        })
    }
}
