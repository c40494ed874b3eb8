//! Whatever comes: bounded, named, never a panic, and the rest goes on.

use redflags::input::Problem;

use crate::run::{engine, flags_of, read};

fn problems(text: &[u8]) -> (Vec<Problem>, usize) {
    let (engine, dir) = (engine(""), tempfile::tempdir().unwrap());
    let path = dir.path().join("x.jsonl");
    std::fs::write(&path, text).unwrap();
    let work = tempfile::tempdir().unwrap();
    let mut collected = read(&engine, &[path], 2, work.path());
    let problems = std::mem::take(&mut collected.problems);
    let facts = collected.finish(&engine, work.path()).unwrap();
    (
        problems,
        redflags::report::judge(&engine, &facts).unwrap().read as usize,
    )
}

#[test]
fn broken_lines_are_named_and_the_rest_is_read() {
    let text = b"{\"ocid\":\"1\"}\n{\"ocid\":\"2\",\"x\":NaN}\n\xff\xfe\n{\"ocid\":\"3\"\n[1]\n{\"id\":\"4\"}\n{\"ocid\":\"5\"} x\n{\"ocid\":\"6\"}";
    let (problems, read) = problems(text);
    assert_eq!(read, 2);
    let named: Vec<(u64, u64, &str)> = problems
        .iter()
        .map(|p| (p.line, p.byte, p.reason.as_str()))
        .collect();
    let expected = [
        (2, 29, "no JSON value"),
        (3, 34, "not UTF-8"),
        (4, 49, "the text ends too early"),
        (5, 49, "no object"),
        (6, 53, "no ocid"),
        (7, 77, "something follows the value"),
    ];
    assert_eq!(named, expected);
}

#[test]
fn strange_values_are_missing_values() {
    let line = r#"{"ocid":"x","date":"0000-00-00","tender":{"value":{"amount":"1e9999","currency":5},"tenderPeriod":{"startDate":"9999-12-31T23:59:59Z","endDate":"0000-01-01T00:00:00Z"},"numberOfTenderers":-1,"items":{"a":1}},
        "bids":{"details":[{"status":"valid","value":{"amount":-5,"currency":"USD"},"tenderers":[{"id":1}]},{"status":"valid","value":{"amount":1e308,"currency":"USD"},"tenderers":[{"id":2}]}]},"awards":null}"#;
    assert!(flags_of("", &line.replace('\n', " ")).is_empty());
}

#[test]
fn a_million_items_and_ids_that_many_use() {
    let items = vec![r#"{"id":"1","classification":{"id":"30190000"},"unit":{"value":{"amount":1,"currency":"USD"}}}"#; 200_000].join(",");
    let big = format!(r#"{{"ocid":"big","tender":{{"items":[{items}]}}}}"#);
    let same: Vec<String> = (0..30)
        .map(|n| format!(r#"{{"ocid":"{n}","buyer":{{"id":"0","name":"Buyer {n}"}}}}"#))
        .collect();
    let (engine, dir) = (engine(""), tempfile::tempdir().unwrap());
    let path = dir.path().join("x.jsonl");
    std::fs::write(&path, format!("{}\n{big}\n", same.join("\n"))).unwrap();
    let facts = read(&engine, &[path], 2, dir.path())
        .finish(&engine, dir.path())
        .unwrap();
    let judged = redflags::report::judge(&engine, &facts).unwrap();
    assert_eq!(
        (judged.read, judged.ambiguous),
        (31, vec![("0".to_owned(), 30)])
    );
}

#[test]
fn a_file_that_is_no_archive_and_one_that_is_cut() {
    let (found, read) = problems(b"\x1f\x8b\x08\x00broken");
    assert_eq!((found.len(), read), (1, 0));
    let (found, read) = problems(b"PK\x03\x04broken");
    assert_eq!((found.len(), read), (1, 0));
}
