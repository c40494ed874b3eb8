//! No parser panics, on random bytes and on slightly changed good ones.

use proptest::collection::vec;
use proptest::prelude::*;
use redflags::sample::write_sample;

use crate::entry_points;

const ENTRY_POINTS: [fn(&[u8]); 5] = [
    entry_points::split,
    entry_points::release,
    entry_points::compile,
    entry_points::facts,
    entry_points::settings,
];
/// The fuzz targets, in the same order.
const NAMES: [&str; 5] = [
    "ocds_split",
    "ocds_release",
    "ocds_compile",
    "ocds_facts",
    "ocds_settings",
];

/// One well-formed input for each.
fn seeds() -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    write_sample(3, 2, &mut lines).unwrap();
    let release = lines
        .split(|b| *b == b'\n')
        .next()
        .unwrap_or_default()
        .to_vec();
    let package = [&b"{\"uri\":\"u\",\n\"releases\":["[..], &release, b"]}"].concat();
    let releases = br#"{"ocid":"o","date":"2024-01-01","tender":{"items":[{"id":1},{"q":2}]}}
{"ocid":"o","date":"2024-01-02","tender":{"items":[{"id":"1","q":null}],"title":"t"}}"#;
    let mut sums = Vec::new();
    redflags::facts::write_sums([1, 2, 3], &mut sums);
    let mut facts = Vec::new();
    redflags::facts::write_entry(b"\x02key\0", &sums, &mut facts).unwrap();
    facts.extend_from_within(..);
    vec![
        package,
        release,
        releases.to_vec(),
        facts,
        b"[R003]\ndays = 20\n[thresholds]\nUSD = 5\n".to_vec(),
    ]
}

#[test]
fn every_seed_is_read_and_is_the_fuzz_targets() {
    let vectors = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/vectors");
    for ((run, name), seed) in ENTRY_POINTS.into_iter().zip(NAMES).zip(seeds()) {
        run(&seed);
        let file = vectors.join(name).join("good");
        if std::env::var_os("WRITE_VECTORS").is_some() {
            std::fs::create_dir_all(vectors.join(name)).unwrap();
            std::fs::write(&file, &seed).unwrap();
        }
        assert_eq!(
            std::fs::read(&file).unwrap(),
            seed,
            "{name}: WRITE_VECTORS=1 makes it anew"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_panics_on_any_bytes(data in vec(any::<u8>(), 0..300)) {
        ENTRY_POINTS.iter().for_each(|run| run(&data));
    }

    #[test]
    fn nothing_panics_on_changed_input(which in 0..5_usize, changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>()) {
        let mut data = seeds().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(data.len());
            data[at] = byte;
        }
        ENTRY_POINTS[which](&data);
        ENTRY_POINTS[which](&data[..cut.index(data.len())]);
    }

    #[test]
    fn text_of_json_like_pieces_is_cut_in_order(pieces in vec(prop::sample::select(vec!["{", "}", "[", "]", "\"releases\":", "\"ocid\":\"1\"", ",", "\n", "\"", "\\", " ", "{\"ocid\":\"2\"}"]), 0..40)) {
        let text = pieces.concat();
        entry_points::split(text.as_bytes());
        entry_points::release(text.as_bytes());
    }
}
