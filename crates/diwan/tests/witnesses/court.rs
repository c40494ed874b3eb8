//! A witness as a process with its configuration file.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use casework::http::Reply;
use tempfile::TempDir;
use tlog::add_checkpoint::AddCheckpoint;

use crate::http;

pub(crate) struct Court {
    dir: TempDir,
    port: u16,
    child: Option<Child>,
}

impl Court {
    pub(crate) fn new(name: &str, logs: &[String]) -> Court {
        let dir = tempfile::tempdir().unwrap();
        let port = crate::office::free_port();
        let mut text = format!(
            "name = \"{name}.example\"\noperator = \"The {name}\"\nlisten = \"127.0.0.1:{port}\"\n\
             public_url = \"http://127.0.0.1:{port}\"\nrequests_a_minute = 60000\n"
        );
        for key in logs {
            text.push_str(&format!("[[log]]\nkey = \"{key}\"\n"));
        }
        std::fs::write(dir.path().join("witness.toml"), text).unwrap();
        Court {
            dir,
            port,
            child: None,
        }
    }

    /// A witness of one log, with several keys of it.
    pub(crate) fn with_keys(name: &str, keys: &[&str]) -> Court {
        let court = Court::new(name, &[]);
        let file = court.dir.path().join("witness.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{text}[[log]]\nkey = {keys:?}\n")).unwrap();
        court
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The policy line of one of its keys.
    pub(crate) fn line(&self, kind: &str) -> String {
        let output = self.diwan(&["--keys"]);
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find(|line| line.contains(kind));
        line.unwrap_or_else(|| panic!("{text}")).to_owned()
    }

    pub(crate) fn diwan(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
        let config = self.dir.path().join("witness.toml");
        command.args(["witness", "--config", config.to_str().unwrap()]);
        command.args(arguments);
        command
    }

    pub(crate) fn start(&mut self) {
        let mut child = self
            .command(&[])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(line.starts_with("listening on "), "{line:?}");
        self.child = Some(child);
    }

    /// SIGKILL.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// SIGKILL after a while, from another thread.
    pub(crate) fn kill_in(&mut self, wait: Duration) -> std::thread::JoinHandle<()> {
        let mut child = self.child.take().unwrap();
        std::thread::spawn(move || {
            std::thread::sleep(wait);
            child.kill().unwrap();
            child.wait().unwrap();
        })
    }

    /// Makes sure that nobody listens any more.
    pub(crate) fn gone(&self) {
        assert!(http().get(&self.url(""), 1 << 20).is_err());
    }

    pub(crate) fn address(&self, path: &str) -> String {
        self.url(path)
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    pub(crate) fn page(&self, path: &str) -> String {
        let reply = http().get(&self.url(path), 1 << 20).unwrap();
        assert_eq!(reply.status, 200, "{path}");
        String::from_utf8(reply.body).unwrap()
    }

    /// How many entries of its one log it has cosigned.
    pub(crate) fn seen(&self) -> u64 {
        let twin: serde_json::Value = serde_json::from_str(&self.page("api/v1/witness")).unwrap();
        twin["logs"][0]["size"].as_u64().unwrap_or(0)
    }

    /// Asks for a cosignature; nothing when the process is gone.
    pub(crate) fn add(&self, request: &AddCheckpoint) -> Option<Reply> {
        let (url, body) = (self.url("add-checkpoint"), request.to_string());
        http()
            .post(&url, "text/plain", body.as_bytes(), 1 << 20)
            .ok()
    }
}

impl Drop for Court {
    fn drop(&mut self) {
        self.kill();
    }
}
