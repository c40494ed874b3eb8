//! A PostgreSQL of the test's own, to be restarted, killed and followed by a standby.

use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A server with its folder; stopped and removed with the value.
pub(crate) struct Cluster {
    bin: PathBuf,
    dir: TempDir,
    port: u16,
}

/// Where PostgreSQL's programs are, the newest first.
pub(crate) fn binaries() -> Option<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists() && bin.join("pg_basebackup").exists())
        .collect();
    found.sort();
    found.pop()
}

impl Cluster {
    /// A new one that runs; `options` are the server's (`-c name=value`).
    pub(crate) fn start(bin: &Path, options: &str) -> Cluster {
        let cluster = Cluster::folder(bin);
        cluster.done(
            "initdb",
            &["-U", "diwan", "-E", "UTF8", "--locale=C", "--auth=trust"],
        );
        cluster.up(options);
        cluster
    }

    /// A copy of this one as it is now: a standby that follows it, or just a copy.
    pub(crate) fn copy(&self, standby: bool) -> Cluster {
        let copy = Cluster::folder(&self.bin);
        let source = format!("host=127.0.0.1 port={} user=diwan", self.port);
        let mut arguments = vec!["-d", &source, "-X", "stream", "-c", "fast"];
        arguments.extend(standby.then_some("-R"));
        copy.done("pg_basebackup", &arguments);
        copy
    }

    fn folder(bin: &Path) -> Cluster {
        let dir = tempfile::tempdir().unwrap();
        if is_root() {
            // PostgreSQL refuses to run as root.
            let changed = Command::new("chown")
                .arg("postgres")
                .arg(dir.path())
                .status();
            assert!(changed.unwrap().success(), "there is no user postgres");
        }
        let readable = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(dir.path(), readable).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
        Cluster {
            bin: bin.to_owned(),
            dir,
            port: port.unwrap().port(),
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Starts it and waits until it takes connections.
    pub(crate) fn up(&self, options: &str) {
        // A killed server is not a power cut: what it handed to the system is there, synced or not.
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
             -c shared_buffers=32MB {options}",
            self.port
        );
        let log = self.dir.path().join("log");
        self.done(
            "pg_ctl",
            &[
                "-w",
                "-t",
                "60",
                "-l",
                log.to_str().unwrap(),
                "-o",
                &options,
                "start",
            ],
        );
    }

    /// Stops it: `fast` ends connections, `immediate` is as a crash.
    pub(crate) fn stop(&self, mode: &str) {
        self.done("pg_ctl", &["-w", "-m", mode, "stop"]);
    }

    /// The standby becomes the primary.
    pub(crate) fn promote(&self) {
        self.done("pg_ctl", &["-w", "promote"]);
    }

    /// What a query gives, as text.
    pub(crate) fn ask(&self, database: &str, sql: &str) -> String {
        let port = self.port.to_string();
        let arguments = [
            "-h",
            "127.0.0.1",
            "-p",
            &port,
            "-U",
            "diwan",
            "-d",
            database,
            "-Atqc",
            sql,
        ];
        let output = Command::new(self.bin.join("psql")).args(arguments).output();
        text("psql", &output.unwrap()).trim().to_owned()
    }

    fn done(&self, program: &str, arguments: &[&str]) {
        let output = self.command(program).args(arguments).output().unwrap();
        text(program, &output);
    }

    fn command(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.arg("-D").arg(self.dir.path().join("data"));
        command.current_dir("/");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self
            .command("pg_ctl")
            .args(["-m", "immediate", "stop"])
            .output();
    }
}

pub(crate) fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

fn text(program: &str, output: &Output) -> String {
    let out = String::from_utf8_lossy(&output.stdout);
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {out}{words}");
    out.into_owned()
}
