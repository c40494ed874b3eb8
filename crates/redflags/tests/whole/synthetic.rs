//! The planted wrongs of the synthetic data are found.

use std::collections::BTreeMap;

use crate::run::{data, flags};

#[test]
fn planted_wrongs_are_found() {
    let flags = flags("", &[data("synthetic-20k.jsonl.gz")]);
    let truth = std::fs::read_to_string(data("synthetic-20k.truth.csv")).unwrap();
    let expected = BTreeMap::from([
        ("single", "R018"),
        ("short", "R003"),
        ("all_disq", "R035"),
        ("lowest_disq", "R036"),
        ("identical", "R028"),
        ("late", "R030"),
        ("amended", "R064"),
    ]);
    let (mut planted, mut found) = (
        BTreeMap::<&str, usize>::new(),
        BTreeMap::<&str, usize>::new(),
    );
    for line in truth.lines().skip(1) {
        let mut parts = line.split(',');
        let (ocid, labels) = (parts.next().unwrap(), parts.next().unwrap());
        for label in labels.split(';') {
            let Some(code) = expected.get(label) else {
                continue;
            };
            *planted.entry(code).or_default() += 1;
            let hit = flags
                .get(ocid)
                .is_some_and(|codes| codes.iter().any(|c| c == code));
            *found.entry(code).or_default() += usize::from(hit);
        }
    }
    for (code, planted) in &planted {
        let share = found[code] as f64 / *planted as f64;
        assert!(share >= 0.95, "{code}: {} of {planted}", found[code]);
    }
}
