//! One function for each parser: it takes any bytes, and whatever is read must be written back the
//! same. The fuzz targets (`fuzz/`) call these; the properties in this folder call them in
//! ordinary tests.

use tlog::add_checkpoint::{AddCheckpoint, read_size};
use tlog::cosignature::Cosigner;
use tlog::tile::Resource;
use tlog::{
    Checkpoint, Frontier, Leaf, Note, Policy, Receipt, Signer, TlogProof, Verifier, Verifiers,
};

fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// Any parser's fault is inside what it was given.
fn inside(data: &[u8], fault: &tlog::Malformed) {
    assert!(fault.at <= data.len(), "{fault} in {} bytes", data.len());
}

pub fn note(data: &[u8]) {
    match Note::parse(data) {
        Ok(note) => {
            // Other base64 of the same bytes does not exist, so the text is the same.
            assert_eq!(note.to_string().as_bytes(), data);
            assert!(note.open(&Verifiers::default()).is_err());
        }
        Err(fault) => inside(data, &fault),
    }
}

pub fn checkpoint(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match Checkpoint::parse(text) {
        Ok(checkpoint) => assert_eq!(checkpoint.to_string(), text),
        Err(fault) => inside(data, &fault),
    }
}

pub fn tlog_proof(data: &[u8]) {
    match TlogProof::parse(data) {
        Ok(proof) => {
            assert_eq!(proof.to_string().as_bytes(), data);
            assert!(tlog::verify::proven(&proof, &Verifiers::default()).is_err());
        }
        Err(fault) => inside(data, &fault),
    }
}

pub fn receipt(data: &[u8]) {
    match Receipt::decode(data) {
        Ok(receipt) => {
            assert_eq!(Receipt::decode(&receipt.encode()).as_ref(), Ok(&receipt));
            assert!(receipt.verify(&Verifiers::default()).is_err());
        }
        Err(fault) => inside(data, &fault),
    }
}

pub fn tile_path(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match text.parse::<Resource>() {
        Ok(resource) => assert_eq!(resource.to_string(), text),
        Err(fault) => inside(data, &fault),
    }
}

/// The first byte is the width, less one.
pub fn bundle(data: &[u8]) {
    let Some((width, data)) = data.split_first() else {
        return;
    };
    match tlog::tile::decode_bundle(data, u16::from(*width) + 1) {
        Ok(entries) => assert_eq!(tlog::tile::encode_bundle(entries).as_deref(), Ok(data)),
        Err(fault) => inside(data, &fault),
    }
}

pub fn leaf(data: &[u8]) {
    match Leaf::decode(data) {
        Ok(leaf) => assert_eq!(leaf.encode(), data),
        Err(fault) => inside(data, &fault),
    }
}

pub fn canonical(data: &[u8]) {
    match tlog::canonical::from_slice(data) {
        Ok(value) => assert_eq!(tlog::canonical::to_vec(&value).as_deref(), Ok(data)),
        Err(fault) => inside(data, &fault),
    }
}

pub fn key(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match text.parse::<Verifier>() {
        Ok(key) => assert_eq!(key.to_string(), text),
        Err(fault) => inside(data, &fault),
    }
    match text.parse::<Cosigner>() {
        Ok(key) => assert_eq!(key.to_secret_text(), text),
        Err(fault) => inside(data, &fault),
    }
    match text.parse::<Signer>() {
        Ok(key) => assert_eq!(key.to_secret_text(), text),
        Err(fault) => inside(data, &fault),
    }
}

pub fn frontier(data: &[u8]) {
    match Frontier::from_bytes(data) {
        Ok(frontier) => assert_eq!(frontier.to_bytes(), data),
        Err(fault) => inside(data, &fault),
    }
}

/// Comments and spaces are not written back, so the policy is compared, not its text.
pub fn policy(data: &[u8]) {
    match Policy::parse(data) {
        Ok(policy) => {
            assert_eq!(Policy::parse(&policy.to_bytes()).as_ref(), Ok(&policy));
            let quorum = policy.quorum();
            assert!(quorum.is_met(|_| true));
            assert_eq!(quorum.is_met(|_| false), quorum.least() == 0);
            assert!(quorum.least() <= policy.witnesses().len());
        }
        Err(fault) => inside(data, &fault),
    }
}

pub fn add_checkpoint(data: &[u8]) {
    match AddCheckpoint::parse(data) {
        Ok(request) => assert_eq!(request.to_string().as_bytes(), data),
        Err(fault) => inside(data, &fault),
    }
}

/// What a witness answers: lines of signatures, or a size.
pub fn witness_answer(data: &[u8]) {
    match tlog::note::read_lines(data) {
        Ok(lines) => {
            let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
            assert_eq!(text.as_bytes(), data);
        }
        Err(fault) => inside(data, &fault),
    }
    match read_size(data) {
        Ok(size) => assert_eq!(format!("{size}\n").as_bytes(), data),
        Err(fault) => inside(data, &fault),
    }
}
