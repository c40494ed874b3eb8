//! An office's log as a process.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

use casework::{Casework, Settings};
use tempfile::TempDir;

use crate::http;

pub(crate) const ORIGIN: &str = "office.example/record";

pub(crate) struct Office {
    dir: TempDir,
    address: String,
    policy: Option<PathBuf>,
    child: Option<Child>,
}

/// A port that nobody listens on just now.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

impl Office {
    /// An office with a log, not running.
    pub(crate) fn new() -> Office {
        let mut office = Office {
            dir: tempfile::tempdir().unwrap(),
            address: String::new(),
            policy: None,
            child: None,
        };
        office.start(None);
        office.stop();
        office
    }

    /// The log's key.
    pub(crate) fn key(&self) -> String {
        let text = std::fs::read_to_string(self.dir.path().join("data/record/vkey")).unwrap();
        text.trim().to_owned()
    }

    /// A policy file that asks for two of three.
    pub(crate) fn policy(&self, witnesses: &[&str; 3]) -> PathBuf {
        let names: Vec<&str> = witnesses
            .iter()
            .map(|line| line.split(' ').nth(1).unwrap())
            .collect();
        let text = format!(
            "log {}\n{}\ngroup all3 2 {}\nquorum all3\n",
            self.key(),
            witnesses.join("\n"),
            names.join(" ")
        );
        let path = self.dir.path().join("policy.txt");
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn start(&mut self, policy: Option<&Path>) {
        let path = policy.map(|path| path.to_str().unwrap());
        let more = path.map(|path| ["--witness-policy", path]);
        self.start_with(more.as_ref().map_or(&[], |more| &more[..]));
        self.policy = policy.map(Path::to_owned);
    }

    /// Starts with further options.
    pub(crate) fn start_with(&mut self, more: &[&str]) {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        let mut child = self
            .command(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("listening on ");
        self.address = address.unwrap_or_else(|| panic!("{line:?}")).to_owned();
        self.child = Some(child);
    }

    pub(crate) fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        let reply = http()
            .get(&format!("{}{path}", self.address), 4 << 20)
            .unwrap();
        (reply.status, String::from_utf8(reply.body).unwrap())
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    /// A checkpoint of so many entries that this log never had, signed with its stolen key.
    pub(crate) fn forge(&self, size: u64) -> String {
        let text = std::fs::read_to_string(self.dir.path().join("data/keys/log.key")).unwrap();
        let seed: [u8; 32] = hex::decode(text.trim()).unwrap().try_into().unwrap();
        let signer = tlog::Signer::from_seed(ORIGIN, &seed).unwrap();
        assert_eq!(signer.verifier().to_string(), self.key());
        let checkpoint = tlog::Checkpoint {
            origin: ORIGIN.into(),
            size,
            root: tlog::Hash([6; 32]),
            extensions: Vec::new(),
        };
        let path = self.path("forged.checkpoint");
        std::fs::write(&path, checkpoint.sign(&signer).unwrap().to_string()).unwrap();
        path
    }

    /// One more entry, beside the running server.
    pub(crate) fn grow(&self, name: &str) {
        let email = format!("{name}@example.org");
        let output = self.diwan(&[
            "people", "register", "--name", name, "--email", &email, "--agency", "office",
        ]);
        assert!(output.status.success(), "{output:?}");
    }

    pub(crate) fn diwan(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
        command.args(arguments);
        command.env("DIWAN_DATA", self.dir.path().join("data"));
        command.env("DIWAN_ORIGIN", ORIGIN);
        command.env("RUST_LOG", "error");
        command
    }

    /// Entries in the log.
    pub(crate) fn size(&self) -> u64 {
        let twin: serde_json::Value = serde_json::from_str(&self.get("/api/v1/record").1).unwrap();
        twin["size"].as_u64().unwrap()
    }

    /// The receipt of an entry, as a file of its own.
    pub(crate) fn receipt_in(&self, seq: u64, name: &str) -> String {
        let path = self.path(name);
        std::fs::rename(self.receipt(seq), &path).unwrap();
        path
    }

    /// The receipt of an entry, as a file.
    pub(crate) fn receipt(&self, seq: u64) -> PathBuf {
        let mut settings = Settings::new(self.dir.path().join("data"));
        settings.origin = ORIGIN.into();
        let bytes = self
            .policy
            .as_ref()
            .map(|path| std::fs::read(path).unwrap());
        settings.policy = bytes.map(|bytes| Arc::new(tlog::Policy::parse(&bytes).unwrap()));
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let house = Casework::open(settings).unwrap();
        let read = house.read(move |link, parts| casework::record::receipt(link, parts, seq));
        let receipt = runtime.block_on(read).unwrap();
        let path = self.dir.path().join("receipt.json");
        std::fs::write(&path, receipt.encode()).unwrap();
        path
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.stop();
    }
}
