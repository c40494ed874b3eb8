//! Cosignatures against `e2e/record/cosigned.py`, which was written from the specifications and uses
//! other people's Ed25519 and ML-DSA-44.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tlog::cosignature::Cosigner;
use tlog::key::Algorithm;

use crate::log::Log;

/// One of each kind, as a witness has them.
pub(crate) fn cosigners() -> [Cosigner; 2] {
    [Algorithm::CosignatureV1, Algorithm::MlDsa44]
        .map(|kind| Cosigner::from_seed("witness.example/w1", kind, &[9; 32]).unwrap())
}

/// A Python that has the packages; `DIWAN_PYTHON` names one.
fn python() -> Option<PathBuf> {
    let named = std::env::var_os("DIWAN_PYTHON").map(PathBuf::from);
    let python = named.unwrap_or_else(|| PathBuf::from("python3"));
    let output = Command::new(&python)
        .args(["-c", "import cryptography, dilithium_py"])
        .output();
    output
        .is_ok_and(|output| output.status.success())
        .then_some(python)
}

fn check(python: &Path, note: &str, keys: &[String]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("checkpoint");
    std::fs::write(&file, note).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/record/cosigned.py");
    let mut command = Command::new(python);
    command.arg(script).arg(&file).args(keys).output().unwrap()
}

#[test]
fn python_accepts_cosignatures_of_both_kinds_and_rejects_changed_ones() {
    let Some(python) = python() else {
        eprintln!(
            "SKIP: no Python with `cryptography` and `dilithium-py` (DIWAN_PYTHON names one)"
        );
        return;
    };
    let log = Log::new(9);
    let mut note = log.checkpoint(9);
    let mut keys = vec![log.signer.verifier().to_string()];
    for cosigner in cosigners() {
        cosigner.cosign(&mut note, 1_800_000_000).unwrap();
        keys.push(cosigner.verifier().to_string());
    }
    let good = note.to_string();
    let output = check(&python, &good, &keys);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(said.matches("holds, time 1800000000").count(), 2, "{said}");
    let other_size = good.replacen("\n9\n", "\n8\n", 1);
    let output = check(&python, &other_size, &keys);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(said.matches("NOT SIGNED").count(), 3, "{said}");
}
