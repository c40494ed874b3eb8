//! A log that changes its key: what the old key vouches for, and what nobody does.

use serde_json::json;
use tlog::rotation::{self, RotationError, follow, handover};
use tlog::{Checkpoint, Leaf, Note, Receipt, Signer, TlogProof, Verifiers};

use crate::log::ORIGIN;

fn signer(n: u8) -> Signer {
    Signer::from_seed(ORIGIN, &[n; 32]).unwrap()
}

/// The receipt of an entry that is a log of its own, signed by these.
fn receipt(kind: &str, names: &Signer, by: &[&Signer]) -> Receipt {
    let vkey = names.verifier().to_string();
    let body =
        json!({ "v": 1, "log": ORIGIN, "kind": kind, "data": { "reason": "due", "vkey": vkey } });
    let body = tlog::canonical::to_vec(&body).unwrap();
    let salt = [3; 32];
    let leaf = Leaf::new(
        ORIGIN,
        0,
        1_767_225_600_000_000,
        tlog::commitment(&salt, &body),
    );
    let text = Checkpoint {
        origin: ORIGIN.to_owned(),
        size: 1,
        root: leaf.hash(),
        extensions: vec![],
    };
    let mut checkpoint = Note::new(text.to_string()).unwrap();
    by.iter().for_each(|signer| checkpoint.sign(signer));
    let proof = TlogProof {
        extra: Some(leaf.encode().to_vec()),
        index: 0,
        hashes: vec![],
        checkpoint,
    };
    Receipt {
        proof,
        body,
        salt,
        stamp: None,
        national: None,
    }
}

fn trusting(signer: &Signer) -> Verifiers {
    Verifiers::new([signer.verifier().clone()])
}

#[test]
fn the_old_key_vouches_for_the_new_one_over_several_changes_in_any_order() {
    let [a, b, c] = [1, 2, 3].map(signer);
    let first = receipt(rotation::KIND, &b, &[&a, &b]);
    let second = receipt(rotation::KIND, &c, &[&b, &c]);
    let one = handover(&trusting(&a), &first).unwrap();
    assert_eq!((&one.key, &one.by), (b.verifier(), a.verifier()));
    assert_eq!(one.time_us, 1_767_225_600_000_000);
    let file = rotation::encode(&[second.clone(), first.clone()]);
    let read = rotation::decode(&file).unwrap();
    assert_eq!(read, [second.clone(), first]);
    let (trusted, handed) = follow(trusting(&a), &read);
    assert_eq!(handed.len(), 2);
    assert!(trusted.keys().contains(c.verifier()));
    // Nothing leads from the first to the third alone.
    let (trusted, handed) = follow(trusting(&a), &[second]);
    assert_eq!((trusted.keys().len(), handed.len()), (1, 0));
}

#[test]
fn nobody_vouches_for_a_key_that_the_old_one_has_not_named_and_the_new_one_not_signed() {
    let [a, b, thief] = [1, 2, 9].map(signer);
    let refused = |receipt: &Receipt| handover(&trusting(&a), receipt).unwrap_err();
    let own = receipt(rotation::KIND, &thief, &[&thief]);
    assert!(matches!(refused(&own), RotationError::Receipt(_)));
    let alone = receipt(rotation::KIND, &b, &[&a]);
    assert_eq!(refused(&alone), RotationError::NotSigned(0));
    let other = receipt("log.key.retired", &b, &[&a, &b]);
    assert_eq!(refused(&other), RotationError::OtherEntry(0));
    let elsewhere = Signer::from_seed("elsewhere.example", &[2; 32]).unwrap();
    let foreign = receipt(rotation::KIND, &elsewhere, &[&a, &elsewhere]);
    assert!(matches!(refused(&foreign), RotationError::OtherKey { .. }));
    let mut changed = receipt(rotation::KIND, &b, &[&a, &b]);
    changed.body = receipt(rotation::KIND, &thief, &[]).body;
    assert!(matches!(refused(&changed), RotationError::Receipt(_)));
    let all = [own, alone, other, foreign, changed];
    assert!(follow(trusting(&a), &all).1.is_empty());
}

#[test]
fn what_is_no_array_of_receipts_is_refused_with_its_place() {
    assert_eq!(rotation::decode(b"[]\n").unwrap(), []);
    for bytes in [&b"["[..], b"[1]", b"nonsense", b"[{}]", b"{}"] {
        rotation::decode(bytes).unwrap_err();
    }
    let many = format!("[{}]", vec!["1"; rotation::MOST + 1].join(","));
    let fault = rotation::decode(many.as_bytes()).unwrap_err();
    assert!(fault.to_string().contains("too many"), "{fault}");
}
