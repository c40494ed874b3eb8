//! How long cases are kept: what a pack may say, and what it means on a calendar.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;

use jiff::Timestamp;
use pack::{Age, Files, check, read_dir};

/// The example with another `[retention]`.
fn with(rules: &str) -> Files {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/business-licence");
    let mut files = read_dir(&dir).unwrap();
    let text = std::str::from_utf8(files.get("pack.toml").unwrap()).unwrap();
    let (before, after) = text.split_once("[retention]").unwrap();
    let rest = after.split_once("\n[").map_or("", |(_, rest)| rest);
    let text = format!("{before}[retention]\n{rules}\n\n[{rest}");
    files.insert("pack.toml", text.into_bytes()).unwrap();
    files
}

#[test]
fn a_rule_that_makes_no_sense_is_refused_at_its_line() {
    let cases = [
        ("archive_after = \"six months\"", "bad-age", "archive_after"),
        ("archive_after = \"6 weeks\"", "bad-age", "archive_after"),
        ("archive_after = \"0 days\"", "bad-age", "archive_after"),
        ("archive_after = \"-1 days\"", "bad-age", "archive_after"),
        (
            "archive_after = \"99999999999 years\"",
            "bad-age",
            "archive_after",
        ),
        ("archive_after = \"101 years\"", "bad-age", "archive_after"),
        (
            "basis = \"Act 1\"\nerase_after = \"29 days\"",
            "bad-age",
            "erase_after",
        ),
        ("erase_after = \"10 years\"", "no-basis", "erase_after"),
        (
            "basis = \" \"\nerase_after = \"10 years\"",
            "no-basis",
            "erase_after",
        ),
        ("basis = \"Act 1\"", "no-basis", "basis"),
        (
            "archive_after = \"12 months\"\nbasis = \"Act 1\"\nerase_after = \"1 year\"",
            "bad-age",
            "erase_after",
        ),
    ];
    for (rules, code, key) in cases {
        let files = with(rules);
        let found = check(&files).unwrap_err();
        let [finding] = found.as_slice() else {
            panic!("{rules}: {found:#?}");
        };
        let text = std::str::from_utf8(files.get("pack.toml").unwrap()).unwrap();
        let line = text.lines().nth(finding.line as usize - 1).unwrap();
        assert_eq!(
            (finding.code, finding.element.as_deref()),
            (code, Some(key)),
            "{rules}"
        );
        assert!(line.starts_with(key), "{rules}: {line}");
    }
}

#[test]
fn without_a_rule_nothing_becomes_of_a_case() {
    let pack = check(&with("")).unwrap();
    assert_eq!(pack.retention, pack::Retention::default());
    let pack = check(&with("archive_after = \"90 days\"")).unwrap();
    assert_eq!(pack.retention.archive.unwrap().to_string(), "90 days");
    assert_eq!(pack.retention.erase, None);
}

#[test]
fn an_age_is_counted_on_the_offices_calendar() {
    let pack = check(&with("")).unwrap();
    let after = |age: &str, from: &str| {
        let (age, from): (Age, Timestamp) = (age.parse().unwrap(), from.parse().unwrap());
        let until = age.after(from, &pack.calendar);
        assert!(
            age.before(until, &pack.calendar) > from,
            "{age} before {until}"
        );
        until.to_string()
    };
    // Beirut is two hours ahead in winter, three in summer.
    assert_eq!(
        after("6 months", "2026-11-24T09:00:00Z"),
        "2027-05-24T08:00:00Z"
    );
    assert_eq!(
        after("1 month", "2026-01-31T09:00:00Z"),
        "2026-02-28T09:00:00Z"
    );
    assert_eq!(
        after("10 years", "2028-02-29T09:00:00Z"),
        "2038-02-28T09:00:00Z"
    );
    assert_eq!(
        after("30 days", "2026-11-24T09:00:00Z"),
        "2026-12-24T09:00:00Z"
    );
}
