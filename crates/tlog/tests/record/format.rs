//! The worked example of `docs/record-format.md` is recomputed: the document cannot drift from the
//! code, nor the code from what was published.

use std::path::Path;

use tlog::{Leaf, Receipt, Verifiers, node_hash};

use crate::log::{Log, ORIGIN};

/// Lengths of a leaf's fields.
const LEAF: [usize; 5] = [1, 8, 8, 8, 32];

/// Hexadecimal with a gap between fields, given their lengths in bytes.
fn fields(bytes: &[u8], lengths: &[usize]) -> String {
    let mut rest = bytes;
    let mut parts = Vec::new();
    for length in lengths {
        let (part, after) = rest.split_at(*length);
        parts.push(hex::encode(part));
        rest = after;
    }
    assert!(rest.is_empty(), "the lengths are those of all fields");
    parts.join(" ")
}

/// A title and what it stands over.
fn block(title: &str, content: impl AsRef<str>) -> String {
    format!(
        "{title}\n\n```text\n{}\n```\n\n",
        content.as_ref().trim_end()
    )
}

/// The text of the example, up to the end of the document.
fn example() -> String {
    let log = Log::new(3);
    let receipt = log.receipt(1, 3);
    let folder = tempfile::tempdir().unwrap();
    log.publish(folder.path());
    let published = |path: &str| std::fs::read(folder.path().join(path)).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let vkey = log.signer.verifier().to_string();
    let parts = [
        block(
            "The log's key, made of a seed of 32 bytes `07`, as a verifier key:",
            vkey,
        ),
        block(
            "The body of entry 1, which is canonical JSON:",
            text(receipt.body.clone()),
        ),
        commitment_and_leaf(&receipt),
        tree(&log),
        tile(&published("tile/0/000.p/3")),
        bundle(&published("tile/entries/000.p/3")),
        block("`checkpoint`:", text(published("checkpoint"))),
        block("The proof of entry 1:", receipt.proof.to_string()),
        block(
            "Its receipt, one line and a newline:",
            text(receipt.encode()),
        ),
    ];
    parts.concat().trim_end().to_owned() + "\n"
}

fn commitment_and_leaf(receipt: &Receipt) -> String {
    let salt = hex::encode(receipt.salt);
    let commitment = tlog::commitment(&receipt.salt, &receipt.body);
    let leaf = fields(receipt.proof.extra.as_ref().unwrap(), &LEAF).replace(' ', "\n");
    block(
        "Its salt, and its commitment:",
        format!("{salt}\n{commitment:?}"),
    ) + &block("Its leaf: version, log, index, time, commitment:", leaf)
}

fn tree(log: &Log) -> String {
    let [first, second, third] = log.levels[0][..] else {
        panic!("three leaves")
    };
    let node = node_hash(&first, &second);
    let root = node_hash(&node, &third);
    let title = "The hashes of the three leaves, of the node over the first two, and the root:";
    block(
        title,
        format!("{first:?}\n{second:?}\n{third:?}\n{node:?}\n{root:?}"),
    )
}

fn tile(bytes: &[u8]) -> String {
    let title = format!(
        "`tile/0/000.p/3`, {} bytes, the hashes of the leaves:",
        bytes.len()
    );
    block(&title, fields(bytes, &[32; 3]).replace(' ', "\n"))
}

fn bundle(bytes: &[u8]) -> String {
    let title = format!("`tile/entries/000.p/3`, {} bytes, the leaves:", bytes.len());
    let lengths = [&[2], &LEAF[..]].concat();
    block(
        &title,
        bytes
            .chunks(59)
            .map(|entry| fields(entry, &lengths) + "\n")
            .collect::<String>(),
    )
}

#[test]
fn the_worked_example_of_the_document_is_what_the_code_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/record-format.md");
    let document = std::fs::read_to_string(path).unwrap();
    let (_, shown) = document
        .split_once("by hand.\n\n")
        .expect("the example's introduction");
    let made = example();
    assert!(shown == made, "the example should read:\n\n{made}");
}

#[test]
fn the_receipt_in_the_document_holds_for_the_key_in_the_document() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/record-format.md");
    let document = std::fs::read_to_string(path).unwrap();
    let line = |start: &str| {
        document
            .lines()
            .rfind(|line| line.starts_with(start))
            .unwrap()
    };
    let receipt = Receipt::decode(line("{\"format\"").as_bytes()).unwrap();
    let keys = Verifiers::parse([line("diwan.example/record+")]).unwrap();
    let verified = receipt.verify(&keys).unwrap();
    assert_eq!((verified.index, verified.checkpoint.size), (1, 3));
    assert_eq!(verified.body, line("{\"entry\"").as_bytes());
    let leaf = Leaf::new(ORIGIN, 1, verified.time_us, verified.commitment);
    assert_eq!(receipt.proof.extra, Some(leaf.encode().to_vec()));
}
