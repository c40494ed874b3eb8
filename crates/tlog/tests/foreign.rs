//! The record against an implementation that shares no code with this one: the packages with which
//! the go command checks its own transparency log (`e2e/record/verify.sh`).

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

#[path = "record/log.rs"]
mod log;
#[path = "record/python.rs"]
mod python;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use log::Log;
use tempfile::TempDir;
use tlog::Receipt;

/// Two full tiles, a partial one, and a tile of level 1 above them.
const SIZE: u64 = 700;

fn go_is_installed() -> bool {
    let places = [
        "/usr/bin/go",
        "/usr/lib/go-1.19/bin/go",
        "/usr/local/go/bin/go",
    ];
    std::env::var_os("GO").is_some() || places.iter().any(|place| Path::new(place).exists())
}

struct Record {
    log: Log,
    folder: TempDir,
}

impl Record {
    fn new(size: u64) -> Self {
        let record = Self {
            log: Log::new(size),
            folder: tempfile::tempdir().unwrap(),
        };
        record.log.publish(&record.path("record"));
        record
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn verify_file(&self, file: &Path) -> Output {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/record/verify.sh");
        let vkey = self.log.signer.verifier().to_string();
        let record = self.path("record");
        Command::new(script)
            .arg(record)
            .arg(file)
            .arg(vkey)
            .output()
            .unwrap()
    }

    fn verify(&self, receipt: &Receipt) -> Output {
        let file = self.path("receipt.json");
        std::fs::write(&file, receipt.encode()).unwrap();
        self.verify_file(&file)
    }

    fn accepts(&self, receipt: &Receipt) {
        let output = self.verify(receipt);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(said.contains("ok: all of it holds"), "{said}");
    }

    fn rejects(&self, receipt: &Receipt, because: &str) {
        let output = self.verify(receipt);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{because}: {output:?}");
        assert!(said.contains(because), "{because}: {said}");
    }
}

/// Changes one bit of a published file, runs the check, and changes it back.
fn with_flipped_bit(file: &Path, check: impl FnOnce()) {
    let good = std::fs::read(file).unwrap();
    let mut bad = good.clone();
    // Past the middle: in a bundle the middle is an entry's length.
    bad[good.len() / 2 + 10] ^= 1;
    std::fs::write(file, bad).unwrap();
    check();
    std::fs::write(file, good).unwrap();
}

#[test]
fn go_accepts_what_holds_and_rejects_a_flipped_bit() {
    if !go_is_installed() {
        eprintln!("SKIP: Go is not installed, so no foreign implementation has checked the record");
        return;
    }
    let record = Record::new(SIZE);
    assert_eq!(
        record.log.levels.iter().map(Vec::len).collect::<Vec<_>>(),
        [700, 2, 0]
    );
    for (index, size) in [
        (0, SIZE),
        (255, 256),
        (256, 257),
        (511, 600),
        (SIZE - 1, SIZE),
    ] {
        record.accepts(&record.log.receipt(index, size));
    }
    // A checkpoint with cosignatures that Go does not know is still the log's.
    let mut cosigned = record.log.receipt(300, 650);
    for cosigner in python::cosigners() {
        cosigner
            .cosign(&mut cosigned.proof.checkpoint, 1_800_000_000)
            .unwrap();
    }
    record.accepts(&cosigned);
    rejects_forged_receipts(&record);
    rejects_a_changed_record(&record);
}

fn rejects_forged_receipts(record: &Record) {
    let good = record.log.receipt(300, 650);
    let forged = |change: &dyn Fn(&mut Receipt)| {
        let mut receipt = good.clone();
        change(&mut receipt);
        receipt
    };
    record.rejects(&forged(&|r| r.body[5] ^= 1), "not what the leaf commits to");
    record.rejects(&forged(&|r| r.salt[0] ^= 1), "not what the leaf commits to");
    record.rejects(
        &forged(&|r| r.proof.hashes[0].0[31] ^= 1),
        "invalid transparency proof",
    );
    record.rejects(
        &forged(&|r| r.proof.extra.as_mut().unwrap()[20] ^= 1),
        "invalid transparency",
    );
    record.rejects(
        &forged(&|r| r.proof.extra.as_mut().unwrap()[3] ^= 1),
        "another log",
    );
    record.rejects(&forged(&|r| r.proof.index += 1), "another place");
    let file = record.path("signature.json");
    let text = String::from_utf8(good.encode()).unwrap();
    let changed = text.replacen("\\n650\\n", "\\n651\\n", 1);
    assert_ne!(changed, text);
    std::fs::write(&file, changed).unwrap();
    let output = record.verify_file(&file);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("invalid signature"),
        "{output:?}"
    );
}

fn rejects_a_changed_record(record: &Record) {
    let good = record.log.receipt(300, 650);
    let files = [
        (
            "record/tile/0/001",
            "tile/0/001 is not what the entries give",
        ),
        (
            "record/tile/0/002.p/188",
            "tile/0/002.p/188 is not what the entries give",
        ),
        (
            "record/tile/1/000.p/2",
            "tile/1/000.p/2 is not what the entries give",
        ),
        ("record/tile/entries/000", "its entries give the root"),
        ("record/checkpoint", "the record's checkpoint"),
    ];
    for (file, because) in files {
        with_flipped_bit(&record.path(file), || record.rejects(&good, because));
    }
    record.accepts(&good);
    // A record that was rolled back to before the receipt, though it is signed and whole.
    let earlier = Record::new(640);
    earlier.rejects(&good, "the record has 640 entries and had 650");
}
