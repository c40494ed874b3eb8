//! A script of `e2e/` as a process of Node, for what npm's libraries should find.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value as Json;

/// Longer than anything takes on a machine with other work.
const PATIENCE: Duration = Duration::from_secs(60);

/// A script that says a line of JSON at a time. It ends when it is dropped.
pub struct Script {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Script {
    /// Starts a script; none, and a word on standard error, where Node or the package is missing.
    ///
    /// # Panics
    /// When Node cannot be started though it is there.
    #[must_use]
    pub fn start(path: &str, package: &str) -> Option<Self> {
        let e2e = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../e2e"));
        let there = e2e.join("node_modules").join(package).exists()
            && Command::new("node").arg("--version").output().is_ok();
        if !there {
            let why =
                format!("SKIPPED: {path} needs Node and npm's {package}: (cd e2e && npm ci)\n");
            std::io::stderr().write_all(why.as_bytes()).ok();
            return None;
        }
        let mut child = Command::new("node")
            .arg(e2e.join(path))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node starts");
        let output = child.stdout.take().expect("its output is piped");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let input = child.stdin.take();
        Some(Self {
            child,
            input,
            lines,
        })
    }

    /// What it says next.
    ///
    /// # Panics
    /// When it says nothing for a minute, or no JSON.
    pub fn next(&self) -> Json {
        let line = self
            .lines
            .recv_timeout(PATIENCE)
            .expect("it says something");
        serde_json::from_str(&line).unwrap_or_else(|e| panic!("{line}: {e}"))
    }

    /// Tells it a line, and waits until it says that it has read it.
    ///
    /// # Panics
    /// When it has ended.
    pub fn tell(&mut self, line: &str) -> Json {
        let input = self.input.as_mut().expect("its input is piped");
        writeln!(input, "{line}").expect("it listens");
        self.next()
    }

    /// Whether it has said nothing more.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.lines.try_recv().is_err()
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
