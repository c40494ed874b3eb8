//! Where Cardinal is wrong, and we are not.

use crate::run::{data, flags, flags_of};

fn has(flags: &std::collections::BTreeMap<String, Vec<String>>, ocid: &str, code: &str) -> bool {
    flags
        .get(ocid)
        .is_some_and(|codes| codes.iter().any(|c| c == code))
}

#[test]
fn time_zones_dates_lots_currencies() {
    let flags = flags("", &[data("hard-cases/tz.jsonl")]);
    assert!(
        has(&flags, "late-missed", "R030"),
        "08:30Z is after 10:00+03:00"
    );
    assert!(
        !has(&flags, "ontime-flagged", "R030"),
        "10:00+03:00 is before 08:00Z"
    );
    assert!(
        has(&flags, "single-bid-no-number", "R018"),
        "one bidder, counted from the bids"
    );
    assert!(
        has(&flags, "nocurrency-identical", "R028"),
        "equal amounts, both without a currency"
    );
    assert!(
        has(&flags, "dateonly", "R003"),
        "a period of one day, given as dates"
    );
    assert!(
        !has(&flags, "lots-3-awards", "R028"),
        "equal prices for different lots"
    );
}

#[test]
fn an_amount_without_currency_is_not_the_same_as_one_with() {
    let bid = |id: &str, value: &str| {
        format!(r#"{{"status":"valid","tenderers":[{{"id":"{id}"}}],"value":{value}}}"#)
    };
    let line = |a: &str, b: &str| {
        format!(
            r#"{{"ocid":"x","bids":{{"details":[{},{}]}}}}"#,
            bid("A", a),
            bid("B", b)
        )
    };
    assert!(!has(
        &flags_of(
            "",
            &line(r#"{"amount":100,"currency":"USD"}"#, r#"{"amount":100}"#)
        ),
        "x",
        "R028"
    ));
    assert!(!has(
        &flags_of(
            "",
            &line(
                r#"{"amount":100,"currency":"USD"}"#,
                r#"{"amount":100,"currency":"EUR"}"#
            )
        ),
        "x",
        "R028"
    ));
    assert!(has(
        &flags_of(
            "",
            &line(
                r#"{"amount":100,"currency":"USD"}"#,
                r#"{"amount":"100.00","currency":"USD"}"#
            )
        ),
        "x",
        "R028"
    ));
}

#[test]
fn a_zone_may_be_set_for_times_without_one() {
    let line = r#"{"ocid":"x","tender":{"tenderPeriod":{"endDate":"2024-01-01T10:00:00Z"}},"bids":{"details":[{"status":"valid","date":"2024-01-01T10:30:00","tenderers":[{"id":"A"}]}]},"awards":[{"status":"active","suppliers":[{"id":"A"}]}]}"#;
    assert!(has(&flags_of("", line), "x", "R030"));
    assert!(!has(
        &flags_of("[general]\nzone = \"+03:00\"", line),
        "x",
        "R030"
    ));
}

#[test]
fn releases_are_merged_before_they_are_judged() {
    let lines = [
        r#"{"ocid":"x","id":"2","date":"2024-03-01T00:00:00Z","tag":["award"],"awards":[{"id":"1","status":"active","suppliers":[{"id":"A"}]}],"bids":{"details":[{"id":"1","status":"valid","date":"2024-02-03T00:00:00Z","tenderers":[{"id":"A"}]}]}}"#,
        r#"{"ocid":"x","id":"1","date":"2024-01-01T00:00:00Z","tag":["tender"],"tender":{"procurementMethod":"open","tenderPeriod":{"startDate":"2024-01-01T00:00:00Z","endDate":"2024-02-01T00:00:00Z"}}}"#,
    ];
    let flags = flags_of("", &lines.join("\n"));
    assert_eq!(flags.len(), 1);
    assert!(
        has(&flags, "x", "R030") && has(&flags, "x", "R018"),
        "{flags:?}"
    );
    let record = format!(
        r#"{{"records":[{{"ocid":"x","releases":[{}]}}]}}"#,
        lines.join(",")
    );
    assert_eq!(flags_of("", &record), flags, "a record's releases, too");
    let package = format!(r#"{{"uri":"u","releases":[{}]}}"#, lines.join(","));
    assert_eq!(flags_of("", &package), flags, "and a package's");
}
