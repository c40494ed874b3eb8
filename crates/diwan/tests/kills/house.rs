//! The real binary on a store of its own.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use harness::{Database, Store, simple_pack};
use tempfile::TempDir;

/// Where the server listens now; nowhere while it is dead.
pub(crate) type Address = Arc<Mutex<Option<SocketAddr>>>;

/// Officials of the demonstration, who get the role of the smallest procedure too.
const OFFICERS: [i64; 2] = [5, 6];

pub(crate) struct House {
    dir: TempDir,
    database: Option<Database>,
    address: Address,
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    address: Address,
}

impl House {
    /// A demonstration with the smallest procedure, and officials for it.
    pub(crate) fn prepare(store: Store) -> House {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let house = House {
            dir: tempfile::tempdir().unwrap(),
            database: (store == Store::Postgres).then(|| runtime.block_on(Database::create())),
            address: Arc::default(),
        };
        house.serve().kill();
        house.run(&["pack", "deploy", simple_pack().to_str().unwrap()]);
        for person in OFFICERS {
            let person = person.to_string();
            house.run(&[
                "people", "grant", &person, "--agency", "office", "--role", "officer",
            ]);
        }
        house
    }

    pub(crate) fn officers(&self) -> impl Iterator<Item = i64> {
        OFFICERS.into_iter()
    }

    pub(crate) fn address(&self) -> Address {
        Arc::clone(&self.address)
    }

    /// Starts the server and waits until it listens.
    pub(crate) fn serve(&self) -> Server {
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
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("the server did not start: {line:?}"));
        *self.address.lock().unwrap() = Some(address.parse().unwrap());
        Server {
            child,
            address: self.address(),
        }
    }

    /// Audits by the command; what it finds fails the test.
    pub(crate) fn audit(&self) {
        self.run(&["audit"]);
    }

    fn run(&self, arguments: &[&str]) {
        let output = self.command(arguments).output().unwrap();
        assert!(
            output.status.success(),
            "{arguments:?}: {}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
        command.args(arguments);
        command.env("DIWAN_DATA", self.dir.path());
        if let Some(database) = &self.database {
            command.env("DIWAN_DATABASE", database.url());
        }
        command
    }
}

impl Server {
    /// SIGKILL: the process has no word in it.
    pub(crate) fn kill(&mut self) {
        *self.address.lock().unwrap() = None;
        self.end();
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
