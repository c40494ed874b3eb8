//! A real publisher: the World Bank publishes bids and awards, and not what is bought. Coverage says so.

use crate::run::{data, engine, read, results};

#[test]
fn what_the_world_banks_data_can_be_asked_is_computed_and_the_rest_is_named() {
    let file = data("worldbank.jsonl.gz");
    if !file.exists() {
        println!("skipped: {} is not there", file.display());
        return;
    }
    let (engine, dir) = (engine(""), tempfile::tempdir().unwrap());
    let collected = read(&engine, &[file], 2, dir.path());
    let results = results(&engine, collected, dir.path());
    let summary: serde_json::Value = serde_json::from_slice(&results["summary.json"]).unwrap();
    let all = summary["processes"]["read"].as_i64().unwrap();
    assert!(all > 1_000);
    let mut computed = Vec::new();
    for one in summary["indicators"].as_array().unwrap() {
        let missing: i64 = one["missing"]
            .as_object()
            .unwrap()
            .values()
            .map(|n| n.as_i64().unwrap())
            .sum();
        let sum =
            one["computed"].as_i64().unwrap() + one["does_not_apply"].as_i64().unwrap() + missing;
        let left_out = summary["processes"]["left_out_by_settings"]
            .as_i64()
            .unwrap();
        assert_eq!(
            sum + left_out,
            all,
            "{}: each process is computed, apart, or stopped by a field",
            one["code"]
        );
        if one["computed"].as_i64().unwrap() > 0 {
            computed.push(one["code"].as_str().unwrap());
        }
    }
    let expected = [
        "R013", "R018", "R022", "R023", "R024", "R025", "R028", "R035", "R036", "R038", "R040",
        "R052", "R053", "R055", "R057", "R058", "S01", "S02", "S03", "S04", "S05", "S06", "S07",
        "S08",
    ];
    assert_eq!(computed, expected);
    let csv = String::from_utf8(results["coverage.csv"].clone()).unwrap();
    let line = csv.lines().find(|l| l.starts_with("R051,")).unwrap();
    assert!(
        line.contains("items/classification"),
        "what stopped R051 is said: {line}"
    );
}
