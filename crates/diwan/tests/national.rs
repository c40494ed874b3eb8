//! `diwan verify --national`: what the binary says of a receipt that proves through two logs, and of
//! forged ones.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tlog::{Checkpoint, Leaf, National, Receipt, Signer, TlogProof};

const SALT: [u8; 32] = [3; 32];

/// A log of two entries that ends with `body`: the proof of that, and the body as bytes.
fn entered(signer: &Signer, body: &Value) -> (TlogProof, Vec<u8>) {
    let origin = signer.verifier().name();
    let body = tlog::canonical::to_vec(body).unwrap();
    let first = Leaf::new(origin, 0, 0, tlog::commitment(&SALT, b"{}")).hash();
    let leaf = Leaf::new(origin, 1, 0, tlog::commitment(&SALT, &body));
    let checkpoint = Checkpoint {
        origin: origin.to_owned(),
        size: 2,
        root: tlog::node_hash(&first, &leaf.hash()),
        extensions: vec![],
    };
    let proof = TlogProof {
        extra: Some(leaf.encode().to_vec()),
        index: 1,
        hashes: vec![first],
        checkpoint: checkpoint.sign(signer).unwrap(),
    };
    (proof, body)
}

fn signer(name: &str, seed: u8) -> Signer {
    Signer::from_seed(name, &[seed; 32]).unwrap()
}

/// What a national log enters of a proof's checkpoint.
fn received(proof: &TlogProof) -> Value {
    let note = proof.checkpoint.to_string();
    json!({ "v": 1, "kind": "checkpoint.received", "data": { "checkpoint": note } })
}

fn receipt(agency: &Signer, nation: &Signer) -> Receipt {
    let body = json!({ "v": 1, "kind": "test", "time": "2026-01-01T00:00:00Z" });
    let (proof, body) = entered(agency, &body);
    let (above, above_body) = entered(nation, &received(&proof));
    let national = National {
        entry: proof.clone(),
        proof: above,
        body: above_body,
        salt: SALT,
    };
    Receipt {
        proof,
        body,
        salt: SALT,
        stamp: None,
        national: Some(Box::new(national)),
    }
}

/// Runs `diwan verify` in a folder with the policies `agency` and `nation`.
fn verify(dir: &Path, receipt: &Receipt, more: &[&str]) -> Output {
    std::fs::write(dir.join("receipt.json"), receipt.encode()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command
        .current_dir(dir)
        .env_remove("DIWAN_DATA")
        .env_remove("DIWAN_LOG_KEY")
        .args(["verify", "--policy", "agency", "receipt.json"])
        .args(more);
    command.output().unwrap()
}

fn policies(dir: &Path, agency: &Signer, nation: &Signer) {
    for (name, signer) in [("agency", agency), ("nation", nation)] {
        let policy = format!("log {}\nquorum none\n", signer.verifier());
        std::fs::write(dir.join(name), policy).unwrap();
    }
}

#[test]
fn a_receipt_is_verified_through_both_logs_in_words_and_as_json() {
    let (agency, nation) = (signer("city.example", 1), signer("nation.example", 2));
    let dir = tempfile::tempdir().unwrap();
    policies(dir.path(), &agency, &nation);
    let receipt = receipt(&agency, &nation);

    let output = verify(dir.path(), &receipt, &["--national", "nation"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(
        said.contains("holds through the national log nation.example: its entry 1")
            && said.contains("received the agency's log at 2 entries"),
        "{said}"
    );

    let output = verify(dir.path(), &receipt, &["--national", "nation", "--json"]);
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["national"]["log"], "nation.example");
    assert_eq!(said["national"]["received"], 2);

    let output = verify(dir.path(), &receipt, &[]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(said.contains("--national checks it"), "{said}");
}

#[test]
fn a_receipt_whose_second_proof_is_forged_or_missing_does_not_hold() {
    let (agency, nation) = (signer("city.example", 1), signer("nation.example", 2));
    let dir = tempfile::tempdir().unwrap();
    policies(dir.path(), &agency, &nation);
    let refused = |receipt: &Receipt, why: &str| {
        let output = verify(dir.path(), receipt, &["--national", "nation"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(
            said.contains("DOES NOT HOLD") && said.contains(why),
            "{said}"
        );
    };
    let good = receipt(&agency, &nation);

    let absent = Receipt {
        national: None,
        ..good.clone()
    };
    refused(&absent, "no proof through a national log");

    let stranger = receipt(&agency, &signer("stranger.example", 9));
    refused(&stranger, "the national log does not hold the checkpoint");

    let impostor = receipt(&agency, &signer("nation.example", 9));
    refused(&impostor, "the national log does not hold the checkpoint");

    // The national log received another history of the agency's, signed with the same key.
    let (other, _) = entered(&agency, &json!({ "v": 1, "kind": "other" }));
    let (proof, body) = entered(&nation, &received(&other));
    let mut forged = good;
    let part = forged.national.as_deref_mut().unwrap();
    (part.proof, part.body) = (proof, body);
    refused(&forged, "is of another checkpoint than the one");
}
