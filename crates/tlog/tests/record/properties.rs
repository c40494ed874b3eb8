//! The laws that hold for any input, checked on random ones; and no parser panics on any bytes.

use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tlog::proof::{verify_consistency, verify_inclusion};
use tlog::tile::{Resource, decode_bundle, encode_bundle};
use tlog::{BundleId, Checkpoint, Frontier, Hash, Leaf, LogId, Note, TileId, leaf_hash};

use crate::entry_points;
use crate::log::Log;

/// In the order of [`NAMES`].
const ENTRY_POINTS: [fn(&[u8]); 13] = [
    entry_points::note,
    entry_points::checkpoint,
    entry_points::tlog_proof,
    entry_points::receipt,
    entry_points::tile_path,
    entry_points::bundle,
    entry_points::leaf,
    entry_points::canonical,
    entry_points::key,
    entry_points::frontier,
    entry_points::policy,
    entry_points::add_checkpoint,
    entry_points::witness_answer,
];

/// The fuzz targets.
const NAMES: [&str; 13] = [
    "note",
    "checkpoint",
    "tlog_proof",
    "receipt",
    "tile_path",
    "bundle",
    "leaf",
    "canonical",
    "key",
    "frontier",
    "policy",
    "add_checkpoint",
    "witness_answer",
];

/// One well-formed input for each entry point, to start changing from.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(seeds);

fn seeds() -> Vec<Vec<u8>> {
    let log = Log::new(9);
    let receipt = log.receipt(5, 9);
    let leaf = receipt.proof.extra.clone().unwrap();
    let bundle = encode_bundle([&leaf[..], b"", b"x"]).unwrap();
    vec![
        log.checkpoint(9).to_string().into_bytes(),
        log.checkpoint(9).text().as_bytes().to_vec(),
        receipt.proof.to_string().into_bytes(),
        receipt.encode(),
        b"tile/4/x001/x234/067.p/17".to_vec(),
        [&[2], &bundle[..]].concat(),
        leaf,
        receipt.body,
        log.signer.verifier().to_string().into_bytes(),
        log.frontier.to_bytes(),
        crate::policies::two_of_three().into_bytes(),
        crate::witnesses::request().to_string().into_bytes(),
        format!("{}\n", log.checkpoint(9).signatures()[0]).into_bytes(),
    ]
}

#[test]
fn every_seed_is_read_by_its_entry_point() {
    for (run, seed) in ENTRY_POINTS.into_iter().zip(SEEDS.iter()) {
        run(seed);
    }
}

#[test]
fn the_fuzz_targets_start_from_the_same_seeds() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/vectors");
    for (name, seed) in NAMES.into_iter().zip(SEEDS.iter()) {
        let file = vectors.join(name).join("good");
        if std::env::var_os("WRITE_VECTORS").is_some() {
            std::fs::create_dir_all(vectors.join(name)).unwrap();
            std::fs::write(&file, seed).unwrap();
        }
        assert_eq!(
            &std::fs::read(&file).unwrap(),
            seed,
            "{}: set WRITE_VECTORS",
            file.display()
        );
    }
}

/// A change at a place: overwrite, insert, delete, repeat a part, cut.
fn changed(seed: &[u8], changes: &[(u8, usize, u8, usize)]) -> Vec<u8> {
    let mut data = seed.to_vec();
    for &(kind, at, byte, length) in changes {
        let at = at % (data.len() + 1);
        let end = (at + length % 40).min(data.len());
        match kind % 6 {
            0 if at < data.len() => data[at] = byte,
            1 => data.insert(at, byte),
            2 => drop(data.drain(at..end)),
            3 => {
                let part = data[at..end].to_vec();
                data.splice(at..at, part);
            }
            4 if at < data.len() => data[at] ^= 1 << (byte % 8),
            5 => data.truncate(at),
            _ => {}
        }
    }
    data
}

fn json_value() -> impl Strategy<Value = Value> {
    let integer = -(1i64 << 53)..=1i64 << 53;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        integer.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let fields = vec((any::<String>(), inner.clone()), 0..6);
        prop_oneof![
            vec(inner, 0..6).prop_map(Value::from),
            fields.prop_map(|fields| Value::from(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn no_parser_panics_on_any_bytes(data in vec(any::<u8>(), 0..300)) {
        for run in ENTRY_POINTS {
            run(&data);
        }
    }

    #[test]
    fn no_parser_panics_on_any_text(data in "(?s).{0,120}") {
        for run in ENTRY_POINTS {
            run(data.as_bytes());
        }
    }

    #[test]
    fn no_parser_panics_on_what_is_nearly_right(
        which in 0..10usize,
        changes in vec(any::<(u8, usize, u8, usize)>(), 1..6),
    ) {
        let data = changed(&SEEDS[which], &changes);
        ENTRY_POINTS[which](&data);
    }

    #[test]
    fn canonical_json_is_read_back_and_is_the_same_whatever_the_order(value in json_value()) {
        let form = tlog::canonical::to_vec(&value).unwrap();
        prop_assert_eq!(&tlog::canonical::from_slice(&form).unwrap(), &value);
        prop_assert_eq!(&serde_json::from_slice::<Value>(&form).unwrap(), &value);
        let wrapped = json!({ "z": value, "a": [value] });
        let again = json!({ "a": [value], "z": value });
        prop_assert_eq!(tlog::canonical::to_vec(&wrapped), tlog::canonical::to_vec(&again));
    }

    #[test]
    fn a_fraction_has_no_canonical_form(double in any::<f64>().prop_filter("fraction", |d| d.fract() != 0.0)) {
        prop_assume!(double.is_finite());
        prop_assert!(tlog::canonical::to_vec(&json!(double)).is_err());
    }

    #[test]
    fn a_leaf_is_read_back(
        log in any::<[u8; 8]>(), index in any::<u64>(), time_us in any::<i64>(), hash in any::<[u8; 32]>(),
    ) {
        let leaf = Leaf { log: LogId(log), index, time_us, commitment: Hash(hash) };
        prop_assert_eq!(Leaf::decode(&leaf.encode()), Ok(leaf));
    }

    #[test]
    fn a_path_is_read_back(level in 0u8..=63, index in 0..=i64::MAX as u64, width in 1u16..=256) {
        let tile = TileId { level, index, width };
        prop_assert_eq!(tile.to_string().parse(), Ok(Resource::Tile(tile)));
        let bundle = BundleId { index, width };
        prop_assert_eq!(bundle.to_string().parse(), Ok(Resource::Entries(bundle)));
    }

    #[test]
    fn a_bundle_is_read_back(entries in vec(vec(any::<u8>(), 0..80), 1..20)) {
        let bytes = encode_bundle(entries.iter().map(Vec::as_slice)).unwrap();
        let width = u16::try_from(entries.len()).unwrap();
        let read = decode_bundle(&bytes, width).unwrap();
        prop_assert!(read.iter().eq(entries.iter()));
    }

    #[test]
    fn a_note_and_checkpoint_are_read_back(
        origin in "[a-z./]{1,20}", size in 0..=i64::MAX as u64, root in any::<[u8; 32]>(), seed in any::<[u8; 32]>(),
    ) {
        let signer = tlog::Signer::from_seed(&origin, &seed).unwrap();
        let root = Hash(root);
        let checkpoint = Checkpoint { origin, size, root, extensions: Vec::new() };
        let note = checkpoint.sign(&signer).unwrap();
        let read = Note::parse(note.to_string().as_bytes()).unwrap();
        let keys = tlog::Verifiers::new([signer.verifier().clone()]);
        prop_assert_eq!(Checkpoint::open(&read, &keys).unwrap().0, checkpoint);
    }

    /// Trees too large to build: the writer's frontier is made up, so its leaves are never seen.
    #[test]
    fn verifying_positions_of_the_largest_trees_ends_in_an_answer(
        index in any::<u64>(), size in any::<u64>(), old in any::<u64>(), length in 0..70usize,
    ) {
        let hashes = vec![leaf_hash(b"x"); length];
        let root = leaf_hash(b"root");
        prop_assert!(verify_inclusion(&root, index, size, &hashes, &leaf_hash(b"y")).is_err());
        prop_assert!(verify_consistency(old, &root, size, &leaf_hash(b"y"), &hashes).is_err());
    }

    #[test]
    fn appending_one_by_one_or_from_a_stored_frontier_is_the_same(split in 0..200u64, size in 0..200u64) {
        let leaf = |n: u64| leaf_hash(&n.to_be_bytes());
        let mut whole = Frontier::new();
        (0..split + size).for_each(|n| whole.append(leaf(n)));
        let mut first = Frontier::new();
        (0..split).for_each(|n| first.append(leaf(n)));
        let mut second = Frontier::from_bytes(&first.to_bytes()).unwrap();
        (split..split + size).for_each(|n| second.append(leaf(n)));
        prop_assert_eq!(second.root(), whole.root());
        prop_assert_eq!(second, whole);
    }
}
