//! Whatever comes: bounded, named, never a panic, and the rest goes on.

use std::io::{self, Read, Write};

use redflags::input::{Chunk, LONGEST, Problem, Splitter};
use redflags::shell::{Collector, Limits, Source, collect};

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

/// Bytes without an end in memory: `head`, then so many of `fill`, then `tail`.
struct Long {
    head: Vec<u8>,
    fill: u64,
    tail: Vec<u8>,
}

impl Read for Long {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !self.head.is_empty() {
            let n = into.len().min(self.head.len());
            into[..n].copy_from_slice(&self.head[..n]);
            self.head.drain(..n);
            return Ok(n);
        }
        if self.fill > 0 {
            let n = into
                .len()
                .min(usize::try_from(self.fill).unwrap_or(usize::MAX));
            into[..n].fill(b'x');
            self.fill -= n as u64;
            return Ok(n);
        }
        let n = into.len().min(self.tail.len());
        into[..n].copy_from_slice(&self.tail[..n]);
        self.tail.drain(..n);
        Ok(n)
    }
}

#[test]
fn a_line_of_a_gigabyte_is_named_and_the_next_one_read_in_bounded_memory() {
    let long = Long {
        head: b"{\"ocid\":\"a\"}\n{\"ocid\":\"long\",\"x\":\"".to_vec(),
        fill: 1 << 30,
        tail: b"\"}\n{\"ocid\":\"b\"}\n".to_vec(),
    };
    let (mut problems, mut largest, mut whole) = (Vec::new(), 0, Vec::new());
    let show = |chunk: Chunk| {
        largest = largest.max(chunk.bytes.capacity());
        chunk
            .each(|bytes, line, _| whole.push((line, String::from_utf8_lossy(bytes).into_owned())));
    };
    Splitter::new(long, "x")
        .run(Vec::new, show, |p| problems.push(p))
        .unwrap();
    let read: Vec<(u64, &str)> = whole.iter().map(|w| (w.0, w.1.trim())).collect();
    assert_eq!(read, [(1, "{\"ocid\":\"a\"}"), (3, "{\"ocid\":\"b\"}")]);
    assert_eq!((problems.len(), problems[0].line), (1, 2), "{problems:?}");
    // A buffer doubles as it grows: one document of the largest size and a part of the next.
    assert!(largest <= 4 * LONGEST, "{largest} bytes in memory");
}

#[test]
fn a_bomb_in_a_zip_is_named_and_the_other_files_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let bomb = dir.path().join("a-bomb.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&bomb).unwrap());
    zip.start_file("x.jsonl", zip::write::SimpleFileOptions::default())
        .unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..16 {
        zip.write_all(&blanks).unwrap();
    }
    zip.finish().unwrap();
    let good = dir.path().join("b.jsonl");
    std::fs::write(&good, "{\"ocid\":\"1\"}\n").unwrap();
    let (engine, work) = (engine(""), tempfile::tempdir().unwrap());
    let collector = Collector {
        engine: &engine,
        threads: 2,
        // A gigabyte would take a test too long: the ratio matters from the first megabyte on.
        limits: Limits {
            free: 1 << 20,
            ..Limits::default()
        },
        dir: work.path(),
    };
    let collected = collect(&collector, &[Source::File(bomb), Source::File(good)]).unwrap();
    assert_eq!(collected.problem_count, 1);
    assert!(
        collected.problems[0].reason.contains("zip bomb"),
        "{:?}",
        collected.problems
    );
    let facts = collected.finish(&engine, work.path()).unwrap();
    assert_eq!(redflags::report::judge(&engine, &facts).unwrap().read, 1);
}

#[test]
fn text_nested_deeper_than_the_limit_is_named_wherever_it_is() {
    let deep = |n: usize| format!("{}1{}", "[".repeat(n), "]".repeat(n));
    let text = format!(
        "{{\"ocid\":\"1\",\"x\":{}}}\n{{\"ocid\":\"2\",\"x\":{}}}\n{{\"ocid\":\"3\",\"tender\":{{\"items\":{}}}}}\n{{\"ocid\":\"4\"}}\n",
        deep(100),
        deep(100_000),
        deep(100_000)
    );
    let (found, read) = problems(text.as_bytes());
    let lines: Vec<u64> = found.iter().map(|p| p.line).collect();
    assert_eq!((lines, read), (vec![2, 3], 2), "{found:?}");
    assert!(found.iter().all(|p| p.reason.contains("deep")), "{found:?}");
}

#[test]
fn years_and_amounts_out_of_reason_flag_nothing_and_stop_nothing() {
    let with = |start: &str, end: &str, amount: &str| {
        format!(
            r#"{{"ocid":"x","tender":{{"value":{{"amount":{amount},"currency":"USD"}},"tenderPeriod":{{"startDate":"{start}","endDate":"{end}"}}}}}}"#
        )
    };
    let flags = |start, end, amount| {
        let found = flags_of("[thresholds]\nUSD = 1000", &with(start, end, amount));
        found.get("x").cloned().unwrap_or_default()
    };
    assert_eq!(flags("2024-01-01", "2024-01-05", "990"), ["R002", "R003"]);
    for (start, end) in [
        ("0000-01-01", "0000-01-05"),
        ("9999-12-28", "9999-12-31"),
        ("2024-02-30", "2024-03-01"),
        ("2024-01-01", "-001-01-05"),
    ] {
        assert_eq!(flags(start, end, "-990"), [""; 0], "{start} {end}");
    }
    for amount in ["0", "-0.0", "1e14", "\"NaN\"", "\"Infinity\"", "1e-400"] {
        assert_eq!(
            flags("2024-01-01", "2024-01-05", amount),
            ["R003"],
            "{amount}"
        );
    }
}

#[test]
fn a_million_items_in_one_tender_are_read_in_bounded_time() {
    let item = r#"{"id":"1","classification":{"scheme":"C","id":"30190000"},"unit":{"name":"u","value":{"amount":1,"currency":"USD"}}}"#;
    // As many as a document of 64 MB holds: more are refused by their size.
    let many = LONGEST / (item.len() + 1) - 1;
    let big = format!(
        r#"{{"ocid":"big","tender":{{"items":[{}]}}}}"#,
        vec![item; many].join(",")
    );
    let short = format!(
        r#"{{"ocid":"short","tender":{{"items":[{}]}}}}"#,
        vec!["{}"; 1_000_000].join(",")
    );
    let start = std::time::Instant::now();
    let (found, read) = problems(format!("{big}\n{short}\n{{\"ocid\":\"next\"}}\n").as_bytes());
    assert_eq!((found, read), (vec![], 3));
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

#[test]
fn an_identifier_that_different_organisations_use_is_named_in_the_report() {
    let line = |n: usize| format!(r#"{{"ocid":"{n}","buyer":{{"id":"0","name":"Buyer {n}"}}}}"#);
    let text: Vec<String> = (0..7).map(line).collect();
    let (engine, dir) = (engine(""), tempfile::tempdir().unwrap());
    let path = dir.path().join("x.jsonl");
    std::fs::write(&path, text.join("\n")).unwrap();
    let work = tempfile::tempdir().unwrap();
    let collected = read(&engine, &[path], 2, work.path());
    let results = crate::run::results(&engine, collected, work.path());
    let summary: serde_json::Value = serde_json::from_slice(&results["summary.json"]).unwrap();
    assert_eq!(
        summary["ambiguous_identifiers"],
        serde_json::json!([{"id": "0", "names": 7}])
    );
    let report = String::from_utf8(results["report.html"].clone()).unwrap();
    assert!(report.contains("exclude_organisations"));
}
