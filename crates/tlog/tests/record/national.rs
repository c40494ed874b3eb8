//! The second proof of a receipt: through a national log, and that no part of it can be changed unseen.

use serde_json::{Value, json};
use tlog::national::{NationalError, RECEIVED};
use tlog::verify::ReceiptError;
use tlog::{
    Checkpoint, Frontier, Leaf, National, Note, Receipt, Signer, TileId, TlogProof, Verifiers,
};

use crate::log::{Log, ORIGIN};

const NATION: &str = "nation.example/record";
const SALT: [u8; 32] = [9; 32];

fn nation() -> Signer {
    Signer::from_seed(NATION, &[5; 32]).unwrap()
}

fn keys(signer: &Signer) -> Verifiers {
    Verifiers::new([signer.verifier().clone()])
}

/// What a log of three entries says of the second, `body`, that is signed by `signer`.
fn entered(signer: &Signer, body: &Value) -> (TlogProof, Vec<u8>) {
    let name = signer.verifier().name();
    let body = tlog::canonical::to_vec(body).unwrap();
    let others = [0, 2].map(|n| Leaf::new(name, n, 0, tlog::commitment(&SALT, b"other")));
    let ours = Leaf::new(name, 1, 0, tlog::commitment(&SALT, &body));
    let hashes = [others[0].hash(), ours.hash(), others[1].hash()];
    let mut frontier = Frontier::new();
    hashes
        .iter()
        .for_each(|hash| frontier.append_with(*hash, |_, _, _| {}));
    let checkpoint = Checkpoint {
        origin: name.to_owned(),
        size: 3,
        root: frontier.root(),
        extensions: vec![],
    };
    let mut tiles = |id: TileId| -> Result<_, std::convert::Infallible> {
        Ok(hashes[..usize::from(id.width)].to_vec())
    };
    let proof = TlogProof {
        extra: Some(ours.encode().to_vec()),
        index: 1,
        hashes: tlog::tree::prove_inclusion(1, 3, &mut tiles).unwrap(),
        checkpoint: checkpoint.sign(signer).unwrap(),
    };
    (proof, body)
}

fn received(note: &Note) -> Value {
    json!({ "v": 1, "log": NATION, "kind": RECEIVED, "data": { "checkpoint": note.to_string() } })
}

/// The receipt of entry 6 against 20 entries, of which the national log has received 11.
fn receipt(log: &Log) -> Receipt {
    let (proof, body) = entered(&nation(), &received(&log.checkpoint(11)));
    let entry = log.receipt(6, 11).proof;
    let mut receipt = log.receipt(6, 20);
    receipt.national = Some(Box::new(National {
        entry,
        proof,
        body,
        salt: SALT,
    }));
    receipt
}

fn part(receipt: &mut Receipt) -> &mut National {
    receipt.national.as_deref_mut().unwrap()
}

#[test]
fn a_receipt_proves_through_both_logs() {
    let log = Log::new(20);
    let receipt = receipt(&log);
    assert!(receipt.verify(&keys(&log.signer)).is_ok());
    let shown = receipt
        .verify_national(&keys(&log.signer), &keys(&nation()))
        .unwrap();
    assert_eq!(
        (shown.received.origin.as_str(), shown.received.size),
        (ORIGIN, 11)
    );
    assert_eq!(
        (shown.entry.checkpoint.origin.as_str(), shown.entry.index),
        (NATION, 1)
    );
    let file = receipt.encode();
    let value: Value = serde_json::from_slice(&file).unwrap();
    assert_eq!(value["format"], "diwan-receipt/v3");
    assert_eq!(Receipt::decode(&file), Ok(receipt.clone()));
    let mut stamped = receipt;
    stamped.stamp = Some(vec![1]);
    assert_eq!(Receipt::decode(&stamped.encode()), Ok(stamped));
}

#[test]
fn a_receipt_without_the_second_proof_says_so() {
    let log = Log::new(20);
    let shown = log
        .receipt(6, 20)
        .verify_national(&keys(&log.signer), &keys(&nation()));
    assert_eq!(shown, Err(NationalError::Absent));
}

#[test]
fn a_flipped_bit_in_any_part_of_the_second_proof_is_seen() {
    let log = Log::new(20);
    let (agency, nation) = (keys(&log.signer), keys(&nation()));
    let good = receipt(&log);
    let seen = |what: &str, count: usize, flip: &dyn Fn(&mut National, usize)| {
        for at in 0..count {
            let mut forged = good.clone();
            flip(part(&mut forged), at);
            assert!(
                forged.verify_national(&agency, &nation).is_err(),
                "{what}, {at}"
            );
        }
    };
    let whole = good.national.as_deref().unwrap();
    seen("agency's leaf", 57, &|p, at| {
        p.entry.extra.as_mut().unwrap()[at] ^= 1;
    });
    seen("national leaf", 57, &|p, at| {
        p.proof.extra.as_mut().unwrap()[at] ^= 1;
    });
    seen("salt", 32, &|p, at| p.salt[at] ^= 1);
    seen("body", whole.body.len(), &|p, at| p.body[at] ^= 1);
    let hashes = 32 * whole.entry.hashes.len();
    seen("agency's hashes", hashes, &|p, at| {
        p.entry.hashes[at / 32].0[at % 32] ^= 1;
    });
    let hashes = 32 * whole.proof.hashes.len();
    seen("national hashes", hashes, &|p, at| {
        p.proof.hashes[at / 32].0[at % 32] ^= 1;
    });
    seen("agency's index", 1, &|p, _| p.entry.index ^= 1);
    seen("national index", 1, &|p, _| p.proof.index ^= 1);
}

#[test]
fn a_changed_byte_anywhere_in_the_file_is_seen() {
    let log = Log::new(20);
    let (agency, nation) = (keys(&log.signer), keys(&nation()));
    let file = receipt(&log).encode();
    for at in 0..file.len() {
        let mut forged = file.clone();
        forged[at] ^= 1;
        let Ok(receipt) = Receipt::decode(&forged) else {
            continue;
        };
        let holds =
            receipt.verify(&agency).is_ok() && receipt.verify_national(&agency, &nation).is_ok();
        assert!(!holds, "byte {at}");
    }
}

#[test]
fn the_link_that_does_not_hold_is_named() {
    let log = Log::new(20);
    let (agency, national) = (keys(&log.signer), keys(&nation()));
    let good = receipt(&log);
    let error = |forged: &Receipt| forged.verify_national(&agency, &national).unwrap_err();

    let mut forged = good.clone();
    part(&mut forged).entry = log.receipt(5, 11).proof;
    assert_eq!(error(&forged), NationalError::OtherEntry);

    // It holds the entry, but the national log has received 11 entries, not 12.
    let mut forged = good.clone();
    part(&mut forged).entry = log.receipt(6, 12).proof;
    assert_eq!(error(&forged), NationalError::OtherCheckpoint);

    let mut forged = good.clone();
    let other = json!({ "v": 1, "log": NATION, "kind": "case.opened", "data": {} });
    let (proof, body) = entered(&nation(), &other);
    (part(&mut forged).proof, part(&mut forged).body) = (proof, body);
    assert!(matches!(error(&forged), NationalError::Body(_)));

    // Neither log may sign for the other.
    let swapped = good.verify_national(&national, &agency).unwrap_err();
    assert!(matches!(
        swapped,
        NationalError::Agency(ReceiptError::Checkpoint(_))
    ));
    let strict = national.clone().with_quorum(1);
    let unwitnessed = good.verify_national(&agency, &strict).unwrap_err();
    assert!(matches!(
        unwitnessed,
        NationalError::Entry(ReceiptError::Checkpoint(_))
    ));

    // An agency's own log is no national log, though its key is trusted as one.
    let mut forged = good.clone();
    let (proof, body) = entered(&log.signer, &received(&log.checkpoint(11)));
    (part(&mut forged).proof, part(&mut forged).body) = (proof, body);
    let own = forged.verify_national(&agency, &agency).unwrap_err();
    assert_eq!(own, NationalError::SameLog(ORIGIN.to_owned()));
}

#[test]
fn an_agency_that_shows_the_nation_another_history_is_found_out() {
    let log = Log::new(20);
    let mut receipt = receipt(&log);
    // The same entry in a log of as many entries, with another root, that the same key has signed.
    let root = tlog::hash::node_hash(&tlog::Hash([1; 32]), &tlog::Hash([2; 32]));
    let other = Checkpoint {
        origin: ORIGIN.to_owned(),
        size: 11,
        root,
        extensions: vec![],
    };
    receipt.proof.checkpoint = other.sign(&log.signer).unwrap();
    let error = receipt.verify_national(&keys(&log.signer), &keys(&nation()));
    assert_eq!(error, Err(NationalError::Fork { size: 11 }));
}
