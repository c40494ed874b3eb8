//! A witness over HTTP that can be told to answer badly. The protocol is crate `witness`'s.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use tlog::Verifier;
use tlog::add_checkpoint::AddCheckpoint;
use tlog::cosignature::Cosigner;
use tlog::key::Algorithm;
use witness::{Seen, Witness};

/// A Tuesday in November 2026: when the test houses begin.
const NOW: u64 = 1_795_507_200;

#[derive(Clone, Copy)]
pub(crate) enum Answers {
    Well,
    Nonsense,
    /// Status 409 with this body.
    Size(&'static str),
    /// With a time two hours ahead.
    Ahead,
    OtherKey,
}

struct State {
    answers: Answers,
    log: Option<Verifier>,
    seen: Option<Seen>,
    asked: usize,
}

pub(crate) struct Stand {
    key: Cosigner,
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Stand {
    pub(crate) fn new(name: &str, answers: Answers) -> Stand {
        let key = Cosigner::from_seed(name, Algorithm::CosignatureV1, &[name.as_bytes()[0]; 32]);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let state = State {
            answers,
            log: None,
            seen: None,
            asked: 0,
        };
        let stand = Stand {
            key: key.unwrap(),
            port: listener.local_addr().unwrap().port(),
            state: Arc::new(Mutex::new(state)),
        };
        let (key, state) = (stand.key.clone(), Arc::clone(&stand.state));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(&key, &state, stream.unwrap());
            }
        });
        stand
    }

    pub(crate) fn key(&self) -> Verifier {
        self.key.verifier().clone()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Gives it the key of the log to watch.
    pub(crate) fn watch(&self, vkey: &str) {
        self.state.lock().unwrap().log = Some(vkey.parse().unwrap());
    }

    pub(crate) fn set(&self, answers: Answers) {
        self.state.lock().unwrap().answers = answers;
    }

    pub(crate) fn asked(&self) -> usize {
        self.state.lock().unwrap().asked
    }
}

fn serve(key: &Cosigner, state: &Mutex<State>, mut stream: TcpStream) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim().to_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let (status, text) = answer(key, &mut state.lock().unwrap(), &body);
    let reply = format!(
        "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    );
    stream.write_all(reply.as_bytes()).unwrap();
}

fn answer(key: &Cosigner, state: &mut State, body: &[u8]) -> (u16, String) {
    state.asked += 1;
    let request = AddCheckpoint::parse(body).unwrap();
    let (key, now) = match state.answers {
        Answers::Nonsense => return (200, "good morning\n".into()),
        Answers::Size(text) => return (409, text.into()),
        Answers::Ahead => (key.clone(), NOW + 7200),
        Answers::OtherKey => {
            let name = key.verifier().name();
            let other = Cosigner::from_seed(name, Algorithm::CosignatureV1, &[255; 32]);
            (other.unwrap(), NOW)
        }
        Answers::Well => (key.clone(), NOW),
    };
    let witness = Witness::new(vec![key], state.log.clone());
    match witness.answer(state.seen.as_ref(), 0, &request, now) {
        Ok(granted) => {
            state.seen = Some(granted.seen);
            let lines = granted.cosignatures.iter().map(|line| format!("{line}\n"));
            (200, lines.collect())
        }
        Err(refusal) => {
            let size = refusal.size().map(|size| format!("{size}\n"));
            (
                refusal.status(),
                size.unwrap_or_else(|| refusal.to_string()),
            )
        }
    }
}
