//! Nodes of one house: real processes, each with a folder of its own and the same keys.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Where clients connect.
pub(crate) type Address = Arc<Mutex<Option<SocketAddr>>>;

/// Officials of the demonstration, who get the role of the smallest procedure too.
pub(crate) const OFFICERS: [i64; 2] = [5, 6];
/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a node is started.
pub(crate) struct Node {
    pub(crate) data: PathBuf,
    pub(crate) database: Option<String>,
    pub(crate) smtp: Option<String>,
    running: Option<(Child, SocketAddr)>,
}

/// What a node answered: status, and all of it as text.
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) text: String,
}

impl Node {
    pub(crate) fn new(data: &Path, database: Option<String>, smtp: Option<String>) -> Node {
        Node {
            data: data.to_owned(),
            database,
            smtp,
            running: None,
        }
    }

    /// Starts it and waits until it listens.
    pub(crate) fn start(&mut self) -> SocketAddr {
        let mut child = self
            .command(&[
                "serve",
                "--demo",
                "--listen",
                "127.0.0.1:0",
                "--proxies",
                "1",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("the node did not start: {line:?}"));
        let address = address.parse().unwrap();
        self.running = Some((child, address));
        address
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.as_ref().unwrap().1
    }

    /// SIGKILL: the process has no word in it.
    pub(crate) fn kill(&mut self) {
        if let Some((mut child, _)) = self.running.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// The same process as before still runs.
    pub(crate) fn still_runs(&mut self) -> bool {
        let (child, _) = self.running.as_mut().unwrap();
        child.try_wait().unwrap().is_none()
    }

    /// The smallest procedure, and officials for it.
    pub(crate) fn furnish(&self, pack: &Path) {
        self.done(&["pack", "deploy", pack.to_str().unwrap()]);
        for person in OFFICERS {
            let person = person.to_string();
            self.done(&[
                "people", "grant", &person, "--agency", "office", "--role", "officer",
            ]);
        }
    }

    /// Another node of the same house: its keys, in a folder of its own.
    pub(crate) fn sibling(&self, data: &Path, database: String) -> Node {
        let keys = data.join("keys");
        std::fs::create_dir_all(&keys).unwrap();
        for entry in std::fs::read_dir(self.data.join("keys")).unwrap() {
            let entry = entry.unwrap();
            // With the permissions, which must be its owner's only.
            std::fs::copy(entry.path(), keys.join(entry.file_name())).unwrap();
        }
        Node::new(data, Some(database), self.smtp.clone())
    }

    /// Runs a command on the same house, which must succeed.
    pub(crate) fn done(&self, arguments: &[&str]) {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
        command.args(arguments).env("DIWAN_DATA", &self.data);
        if let Some(database) = &self.database {
            command.env("DIWAN_DATABASE", database);
        }
        if let Some(smtp) = &self.smtp {
            command.env("DIWAN_SMTP", smtp);
        }
        command
    }

    /// One request to this node alone.
    pub(crate) fn ask(&self, method: &str, path: &str, accept: &str) -> Said {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: {accept}\r\n\
             X-Forwarded-For: 192.0.2.99\r\nContent-Length: 0\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let status = text.split(' ').nth(1).unwrap().parse().unwrap();
        Said { status, text }
    }

    /// Waits until `/readyz` says so; what it said.
    pub(crate) fn wait_ready(&self, status: u16) -> String {
        let began = Instant::now();
        loop {
            let said = self.ask("GET", "/readyz", "*/*");
            if said.status == status {
                return said.text;
            }
            assert!(began.elapsed() < PATIENCE, "not {status}: {}", said.text);
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The node says that it cannot now, to people and to programs, and when to come back.
pub(crate) fn says_unavailable(node: &Node) {
    let page = node.ask("GET", "/services/simple", "text/html");
    assert_eq!(page.status, 503, "{}", page.text);
    assert!(page.text.contains("retry-after: 5"), "{}", page.text);
    assert!(page.text.contains("<h1>"), "{}", page.text);
    let problem = node.ask("GET", "/api/v1/services/simple", "application/json");
    assert_eq!(problem.status, 503, "{}", problem.text);
    assert!(problem.text.contains("retry-after: 5"), "{}", problem.text);
    assert!(
        problem.text.contains("application/problem+json"),
        "{}",
        problem.text
    );
    assert!(
        problem.text.contains("/problems/unavailable"),
        "{}",
        problem.text
    );
}
