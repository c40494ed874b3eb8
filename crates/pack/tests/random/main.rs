//! No reader of a pack panics on any bytes, and what it says lies inside what it was given.

#[expect(
    unreachable_pub,
    reason = "the fuzz targets call these from another crate"
)]
mod entry_points;

use entry_points::{answers, damaged, packed, paths, script};
use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces that stand in such files: nearer to what a reader takes than random bytes.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..24),
        prop::sample::select(vec![
            "<task id=\"x\"/>",
            "</process>",
            "<![CDATA[",
            "&#x0;",
            "id=\"",
            "\"",
            "{",
            "}",
            "[[",
            "]",
            "= ",
            "\n",
            "\n\n[tasks.X]\n",
            ".hint = ",
            "{ $x ->",
            "*[other]",
            "-999999999999999999999",
            "1e9999",
            "null",
            "for i in 1..999999999 return i",
            "((((((((((",
            "\u{202e}",
            "\u{0}",
            ",,,,",
            "\"\"",
        ])
        .prop_map(|text: &str| text.as_bytes().to_vec()),
    ]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(piece(), 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_damaged_pack_is_refused_or_right_and_says_where(
        which in 0..255u8,
        at in any::<[u8; 2]>(),
        with in bytes(),
    ) {
        damaged(&[vec![which, at[0], at[1]], with].concat());
    }

    #[test]
    fn packed_files_are_read_or_refused(data in bytes()) {
        packed(&data);
        packed(&[b"diwan-pack/v1\n".to_vec(), data].concat());
    }

    #[test]
    fn scripts_and_answers_are_read_or_refused(data in bytes()) {
        script(&data);
        script(&[b"[{\"start\": ".to_vec(), data.clone(), b"}]".to_vec()].concat());
        answers(&data);
        answers(&[b"{\"register\": \"".to_vec(), data, b"\"}".to_vec()].concat());
    }
}

#[test]
fn deep_and_long_input_is_refused_in_bounded_stack() {
    let deep = "[".repeat(1_000_000);
    script(deep.as_bytes());
    answers(deep.as_bytes());
    for which in 0..paths().len() {
        let mut data = vec![u8::try_from(which).unwrap(), 0, 0];
        data.extend_from_slice("(".repeat(60_000).as_bytes());
        damaged(&data);
    }
}
