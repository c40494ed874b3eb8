//! Receipts: what holds, and that no part of one can be changed unseen.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tlog::checkpoint::CheckpointError;
use tlog::verify::{ProofError, ReceiptError, proven};
use tlog::{Checkpoint, Leaf, Receipt, Signer, TlogProof, Verifiers};

use crate::log::{Log, ORIGIN};

fn trusted(log: &Log) -> Verifiers {
    Verifiers::new([log.signer.verifier().clone()])
}

#[test]
fn a_receipt_shows_body_place_time_and_checkpoint() {
    let log = Log::new(300);
    let receipt = log.receipt(257, 290);
    let verified = receipt.verify(&trusted(&log)).unwrap();
    assert_eq!(
        (verified.index, verified.time_us),
        (257, 1_767_225_857_000_000)
    );
    let body: Value = serde_json::from_slice(&verified.body).unwrap();
    assert_eq!(body["entry"], 257);
    assert_eq!(
        verified.commitment,
        tlog::commitment(&receipt.salt, &receipt.body)
    );
    assert_eq!(
        (
            verified.checkpoint.origin.as_str(),
            verified.checkpoint.size
        ),
        (ORIGIN, 290)
    );
    assert_eq!(verified.signers.log.name, ORIGIN);
}

#[test]
fn the_file_is_read_back() {
    let receipt = Log::new(5).receipt(3, 5);
    let file = receipt.encode();
    assert_eq!(Receipt::decode(&file), Ok(receipt.clone()));
    let value: Value = serde_json::from_slice(&file).unwrap();
    assert_eq!(value["format"], "diwan-receipt/v1");
    assert_eq!(value["proof"], receipt.proof.to_string());
    let pretty = serde_json::to_vec_pretty(&value).unwrap();
    assert_eq!(Receipt::decode(&pretty), Ok(receipt));
}

#[test]
fn a_proof_without_its_body_still_shows_that_there_was_an_entry() {
    let log = Log::new(20);
    let proof = log.receipt(4, 20).proof;
    let proven = proven(&proof, &trusted(&log)).unwrap();
    assert_eq!((proven.leaf.index, proven.checkpoint.size), (4, 20));
}

#[test]
fn a_flipped_bit_anywhere_in_the_decoded_parts_is_seen() {
    let log = Log::new(11);
    let keys = trusted(&log);
    let good = log.receipt(6, 11);
    for byte in 0..good.body.len() {
        let mut forged = good.clone();
        forged.body[byte] ^= 1;
        assert_eq!(
            forged.verify(&keys),
            Err(ReceiptError::Body),
            "byte {byte} of the body"
        );
    }
    for byte in 0..32 {
        let mut forged = good.clone();
        forged.salt[byte] ^= 0x80;
        assert_eq!(
            forged.verify(&keys),
            Err(ReceiptError::Body),
            "byte {byte} of the salt"
        );
    }
    for byte in 0..57 {
        let mut forged = good.clone();
        forged.proof.extra.as_mut().unwrap()[byte] ^= 4;
        assert!(forged.verify(&keys).is_err(), "byte {byte} of the leaf");
    }
    for (place, byte) in (0..good.proof.hashes.len()).flat_map(|p| (0..32).map(move |b| (p, b))) {
        let mut forged = good.clone();
        forged.proof.hashes[place].0[byte] ^= 2;
        let error = forged.verify(&keys).unwrap_err();
        assert!(
            matches!(error, ReceiptError::Inclusion(ProofError::Root { .. })),
            "{error}"
        );
    }
}

#[test]
fn a_changed_byte_anywhere_in_the_file_is_seen() {
    let log = Log::new(11);
    let keys = trusted(&log);
    let file = log.receipt(6, 11).encode();
    for at in 0..file.len() {
        let mut forged = file.clone();
        forged[at] ^= 1;
        let Ok(receipt) = Receipt::decode(&forged) else {
            continue;
        };
        assert!(receipt.verify(&keys).is_err(), "byte {at}");
    }
}

#[test]
fn the_link_that_does_not_hold_is_named() {
    let log = Log::new(30);
    let keys = trusted(&log);
    let good = log.receipt(12, 30);

    let mut forged = good.clone();
    forged.proof.extra = None;
    assert_eq!(forged.verify(&keys), Err(ReceiptError::NoLeaf));

    let mut forged = good.clone();
    forged.proof.extra = Some(vec![1, 2, 3]);
    assert!(matches!(forged.verify(&keys), Err(ReceiptError::Leaf(_))));

    let mut forged = good.clone();
    forged.proof.index = 13;
    assert!(matches!(
        forged.verify(&keys),
        Err(ReceiptError::Inclusion(_))
    ));

    let stranger = Signer::from_seed("stranger.example", &[1; 32]).unwrap();
    let error = good
        .verify(&Verifiers::new([stranger.verifier().clone()]))
        .unwrap_err();
    assert!(
        matches!(error, ReceiptError::Checkpoint(CheckpointError::Note(_))),
        "{error}"
    );

    let error = good.verify(&keys.clone().with_quorum(1)).unwrap_err();
    assert!(error.to_string().contains("0 trusted witnesses"), "{error}");
}

/// A one-entry log that its own key signs, whose leaf says what it should not.
fn lying(leaf: Leaf) -> (Receipt, Verifiers) {
    let signer = Signer::from_seed("liar.example", &[3; 32]).unwrap();
    let origin = "liar.example".to_owned();
    let checkpoint = Checkpoint {
        origin,
        size: 1,
        root: leaf.hash(),
        extensions: vec![],
    };
    let extra = Some(leaf.encode().to_vec());
    let checkpoint = checkpoint.sign(&signer).unwrap();
    let proof = TlogProof {
        extra,
        index: 0,
        hashes: Vec::new(),
        checkpoint,
    };
    let receipt = Receipt {
        proof,
        body: b"{}".to_vec(),
        salt: [0; 32],
        stamp: None,
        national: None,
    };
    (receipt, Verifiers::new([signer.verifier().clone()]))
}

#[test]
fn a_leaf_of_another_log_or_place_is_not_believed() {
    let commitment = tlog::commitment(&[0; 32], b"{}");
    let (receipt, keys) = lying(Leaf::new("liar.example", 0, 0, commitment));
    assert!(receipt.verify(&keys).is_ok());
    let (receipt, keys) = lying(Leaf::new(ORIGIN, 0, 0, commitment));
    let origin = "liar.example".to_owned();
    assert_eq!(
        receipt.verify(&keys),
        Err(ReceiptError::OtherLog { origin })
    );
    let (receipt, keys) = lying(Leaf::new("liar.example", 1, 0, commitment));
    assert_eq!(
        receipt.verify(&keys),
        Err(ReceiptError::OtherIndex { leaf: 1, proof: 0 })
    );
}

#[test]
fn a_file_of_another_form_is_refused() {
    let good: Value = serde_json::from_slice(&Log::new(3).receipt(1, 3).encode()).unwrap();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut other = good.clone();
        change(&mut other);
        Receipt::decode(other.to_string().as_bytes())
            .unwrap_err()
            .to_string()
    };
    assert!(refused(&|r| r["format"] = json!("diwan-receipt/v2")).contains("diwan-receipt/v2"));
    assert!(refused(&|r| r["decision"] = json!("granted")).contains("unknown field"));
    assert!(refused(&|r| r["salt"] = json!(STANDARD.encode([0; 31]))).contains("31 bytes"));
    assert!(refused(&|r| r["salt"] = json!(STANDARD.encode([0; 33]))).contains("33 bytes"));
    assert!(refused(&|r| r["body"] = json!("e30")).contains("base64"));
    assert!(refused(&|r| r["proof"] = json!("")).contains("tlog-proof"));
    assert!(refused(&|r| *r = json!([])).contains("receipt"));
    let twice = br#"{"format":"a","format":"b"}"#;
    assert!(
        Receipt::decode(twice)
            .unwrap_err()
            .why
            .contains("duplicate field")
    );
    let long = vec![b' '; tlog::receipt::MAX_RECEIPT + 1];
    assert_eq!(Receipt::decode(&long).unwrap_err().why, "too long");
}

#[test]
fn the_longest_body_fits_a_receipt() {
    let mut receipt = Log::new(1).receipt(0, 1);
    receipt.body = vec![0; tlog::receipt::MAX_BODY];
    assert_eq!(Receipt::decode(&receipt.encode()), Ok(receipt.clone()));
    receipt.body.push(0);
    assert_eq!(
        Receipt::decode(&receipt.encode()).unwrap_err().what,
        "receipt's body"
    );
}

#[test]
fn a_tlog_proof_is_written_as_the_standard_says() {
    let log = Log::new(3);
    let mut proof = log.receipt(2, 3).proof;
    proof.extra = Some(b"extra information".to_vec());
    let text = proof.to_string();
    let expected = format!(
        "c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 2\n{}\n\n{}",
        proof.hashes[0],
        log.checkpoint(3)
    );
    assert_eq!(text, expected);
    assert_eq!(TlogProof::parse(text.as_bytes()), Ok(proof.clone()));
    proof.extra = None;
    proof.hashes.clear();
    assert!(
        proof
            .to_string()
            .starts_with("c2sp.org/tlog-proof@v1\nindex 2\n\n")
    );
    assert_eq!(TlogProof::parse(proof.to_string().as_bytes()), Ok(proof));
}

#[test]
fn what_is_no_tlog_proof_is_refused_where_it_stops_being_one() {
    let text = Log::new(3).receipt(2, 3).proof.to_string();
    let at = |from: &str, to: &str| {
        TlogProof::parse(text.replacen(from, to, 1).as_bytes())
            .unwrap_err()
            .at
    };
    let index = text.find("index").unwrap();
    assert_eq!(at("@v1", "@v2"), 0);
    assert_eq!(at("index 2", "index 02"), index + 6);
    assert_eq!(at("index 2", "place 2"), index);
    assert_eq!(at("extra ", "extra !"), 29);
    assert_eq!(at("index 2\n", "index 2\nAAAA\n"), index + 8);
    let many = "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=\n".repeat(64);
    assert_eq!(
        at("index 2\n", &format!("index 2\n{many}")),
        index + 8 + 63 * 45
    );
}

#[test]
fn a_receipt_with_a_timestamp_is_of_version_2_and_one_without_of_version_1() {
    let mut receipt = Log::new(9).receipt(5, 9);
    let first = String::from_utf8(receipt.encode()).unwrap();
    assert!(first.contains("diwan-receipt/v1") && !first.contains("stamp"));
    receipt.stamp = Some(vec![1, 2, 3]);
    let second = String::from_utf8(receipt.encode()).unwrap();
    assert!(second.contains("diwan-receipt/v2") && second.contains("\"stamp\":\"AQID\""));
    assert_eq!(Receipt::decode(second.as_bytes()), Ok(receipt));
    for (from, to) in [("v2", "v1"), ("AQID", ""), ("AQID", "AQI")] {
        let bad = second.replacen(from, to, 1);
        assert!(Receipt::decode(bad.as_bytes()).is_err(), "{to}");
    }
    let bad = first.replacen("v1", "v2", 1);
    assert!(Receipt::decode(bad.as_bytes()).is_err());
}
