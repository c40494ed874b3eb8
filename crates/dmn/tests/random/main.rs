//! Nothing that is read, however it is changed, ends in a panic, a loop or two answers.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

#[expect(
    unreachable_pub,
    reason = "public where the fuzz targets include the file"
)]
mod entry_points;

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces of the language, to be put together at random.
const PIECES: [&str; 64] = [
    "if ",
    " then ",
    " else ",
    "for ",
    " in ",
    " return ",
    "some ",
    "every ",
    " satisfies ",
    "x",
    "list",
    "s",
    "Applicant Age",
    "a-b",
    "1",
    "0",
    "-",
    "+",
    "*",
    "/",
    "**",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "..",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    " and ",
    " or ",
    " between ",
    "not(",
    "null",
    "true",
    "false",
    "\"a\"",
    "@\"2026-01-31\"",
    "@\"PT1H\"",
    " instance of ",
    "number",
    "list<number>",
    "function(a) ",
    "count(",
    "sum(",
    "string(",
    "date(",
    "matches(",
    "item",
    "?",
    "partial",
    "@\"10:00:00@Asia/Beirut\"",
    "e300",
    "1.5",
    "replace(",
    "sort(",
];

/// Reads any bytes.
type Run = fn(&[u8]);

/// One well-formed input for each entry point, to start changing from.
const SEEDS: [(&str, Run); 3] = [
    ("expression", entry_points::expression),
    ("unary_tests", entry_points::unary_tests),
    ("model", entry_points::model),
];

fn seed(name: &str) -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/vectors")
        .join(name)
        .join("good");
    std::fs::read(file).unwrap()
}

#[test]
fn every_seed_is_read() {
    for (name, run) in SEEDS {
        run(&seed(name));
    }
}

/// Few in every run; `PROPTEST_CASES` for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn pieces_of_the_language_in_any_order(places in vec(0..PIECES.len(), 1..24)) {
        let source: String = places.iter().map(|at| PIECES[*at]).collect();
        entry_points::expression(source.as_bytes());
        entry_points::unary_tests(source.as_bytes());
    }

    #[test]
    fn any_text(source in "\\PC{0,60}") {
        entry_points::expression(source.as_bytes());
        entry_points::unary_tests(source.as_bytes());
    }

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        SEEDS.iter().for_each(|(_, run)| run(&bytes));
    }

    #[test]
    fn a_good_input_with_parts_changed(
        which in 0..SEEDS.len(),
        cuts in vec((any::<prop::sample::Index>(), 0usize..12, any::<prop::sample::Index>()), 1..4),
    ) {
        let (name, run) = SEEDS[which];
        let mut bytes = seed(name);
        for (at, length, from) in cuts {
            let (at, from) = (at.index(bytes.len()), from.index(bytes.len()));
            // A piece is replaced by another piece of the same input.
            let piece: Vec<u8> = bytes[from..(from + length).min(bytes.len())].to_vec();
            let end = (at + length / 2).min(bytes.len());
            bytes.splice(at..end, piece);
        }
        run(&bytes);
    }
}
