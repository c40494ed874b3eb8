//! The disk is full, or read only: what is written is refused as a whole, what is read goes on, and it goes on by itself.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::cluster::is_root;
use crate::house::Node;
use crate::load::under_load;

/// Longer than clients need to use up what the write-ahead log has.
const PATIENCE: Duration = Duration::from_secs(60);
/// More than a house needs here, little enough to be filled at once.
const SIZE: &str = "size=96m";

/// A small file system in memory; unmounted with the value.
struct Disk {
    dir: TempDir,
}

impl Disk {
    /// `None`, and says so, where none may be mounted.
    fn mount() -> Option<Disk> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = is_root() && mount(&["-t", "tmpfs", "-o", SIZE, "tmpfs"], dir.path());
        if !mounted {
            eprintln!("SKIPPED: a full disk: no tmpfs may be mounted here (root may)");
            return None;
        }
        Some(Disk { dir })
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Fills it to the last byte.
    fn fill(&self) -> PathBuf {
        let path = self.path().join("filler");
        let mut file = std::fs::File::create(&path).unwrap();
        for size in [1 << 20, 4096, 1] {
            let bytes = vec![0; size];
            while file.write_all(&bytes).is_ok() {}
        }
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

fn mount(arguments: &[&str], path: &Path) -> bool {
    let output = Command::new("mount").args(arguments).arg(path).output();
    output.is_ok_and(|o| o.status.success())
}

/// A new session is a write. One that still fits into what the write-ahead log has of the disk is taken; before long none does.
fn refused(node: &Node) {
    let until = Instant::now() + PATIENCE;
    loop {
        let write = node.ask("GET", "/demo", "text/html");
        if write.status == 503 {
            assert!(write.text.contains("retry-after: 5"), "{}", write.text);
            return;
        }
        assert_eq!(write.status, 200, "taken whole or refused: {}", write.text);
        assert!(Instant::now() < until, "a full disk takes every write");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_full_disk_loses_nothing_and_halves_nothing() {
    let Some(disk) = Disk::mount() else { return };
    let mut node = Node::new(disk.path(), None, None);
    node.start();
    node.furnish(&harness::simple_pack());
    let done = under_load(node.address(), 3, || {
        std::thread::sleep(Duration::from_millis(600));
        let filler = disk.fill();
        let why = node.wait_ready(503);
        assert!(why.contains("full"), "{why}");
        let read = node.ask("GET", "/api/v1/services/simple", "application/json");
        assert_eq!(read.status, 200, "reads go on: {}", read.text);
        refused(&node);
        std::fs::remove_file(filler).unwrap();
        node.wait_ready(200);
        std::thread::sleep(Duration::from_millis(600));
    });
    let cases = done.check();
    assert!(node.still_runs());
    node.done(&["audit"]);
    eprintln!("{cases} cases, {} commands sent again", done.repeated());

    node.kill();
    assert!(mount(&["-o", "remount,ro"], disk.path()));
    let refused = node.run(&["serve", "--demo", "--listen", "127.0.0.1:0"]);
    let words = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success(), "a read-only disk: {words}");
    assert!(words.to_lowercase().contains("read"), "{words}");
    assert!(!words.contains("panicked"), "{words}");
    assert!(mount(&["-o", "remount,rw"], disk.path()));
    node.start();
    node.wait_ready(200);
    node.done(&["audit"]);
}
