//! The same releases give the same bytes: whatever the threads, the order of files, the shards.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use redflags::Engine;
use redflags::sample::write_sample;
use redflags::shell::{merge_partials, write_partial};

use crate::run::{engine, read, results};

/// A sample in so many files, with processes in loose releases among them.
fn files(dir: &Path, parts: usize) -> Vec<PathBuf> {
    let mut sample = Vec::new();
    write_sample(11, 900, &mut sample).unwrap();
    let mut lines: Vec<String> = String::from_utf8(sample)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    for n in 0..40 {
        lines.push(format!(r#"{{"ocid":"loose-{n}","id":"1","date":"2024-01-01T00:00:00Z","tag":["tender"],"tender":{{"procurementMethod":"limited"}}}}"#));
        lines.push(format!(r#"{{"ocid":"loose-{n}","id":"2","date":"2024-02-01T00:00:00Z","tag":["award"],"awards":[{{"id":"1","status":"active","value":{{"amount":5,"currency":"USD"}}}}]}}"#));
    }
    let mut files = vec![String::new(); parts];
    // Dealt like cards: the releases of a process lie in different files.
    lines.iter().enumerate().for_each(|(n, line)| {
        files[n % parts].push_str(line);
        files[n % parts].push('\n');
    });
    let write = |(n, text): (usize, String)| {
        let path = dir.join(format!("{n}.jsonl"));
        std::fs::write(&path, text).unwrap();
        path
    };
    files.into_iter().enumerate().map(write).collect()
}

fn whole(engine: &Engine, files: &[PathBuf], threads: usize) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    let collected = read(engine, files, threads, dir.path());
    results(engine, collected, dir.path())
}

fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>, why: &str) {
    assert_eq!(
        a.keys().collect::<Vec<_>>(),
        b.keys().collect::<Vec<_>>(),
        "{why}"
    );
    for (name, bytes) in a {
        assert!(*bytes == b[name], "{why}: {name} differs");
    }
}

#[test]
fn threads_order_and_shards_change_no_byte() {
    let dir = tempfile::tempdir().unwrap();
    let (engine, files) = (
        engine("[S01]\nleast = 5\n[R016]\nleast = 5\nreach = 0.1"),
        files(dir.path(), 5),
    );
    let first = whole(&engine, &files, 1);
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        [
            "coverage.csv",
            "coverage.parquet",
            "flags.csv",
            "flags.parquet",
            "network.csv",
            "network.parquet",
            "processes.csv",
            "processes.parquet",
            "report.html",
            "summary.json"
        ]
    );
    let flags = String::from_utf8(first["flags.csv"].clone()).unwrap();
    assert!(
        flags.contains(",R016,") && flags.contains(",S01,") && flags.contains("loose-7,R010"),
        "there is something to compare"
    );
    same(&first, &whole(&engine, &files, 3), "threads");
    let reversed: Vec<PathBuf> = files.iter().rev().cloned().collect();
    same(&first, &whole(&engine, &reversed, 2), "order of files");

    let temp = tempfile::tempdir().unwrap();
    let mut partials = Vec::new();
    for (n, shard) in [&files[3..], &files[..1], &files[1..3]]
        .into_iter()
        .enumerate()
    {
        let work = tempfile::tempdir().unwrap();
        let into = temp.path().join(format!("partial-{n}"));
        write_partial(
            &engine,
            read(&engine, shard, 2, work.path()),
            work.path(),
            &into,
        )
        .unwrap();
        partials.push(into);
    }
    let work = tempfile::tempdir().unwrap();
    let merged = merge_partials(&engine, &partials, work.path()).unwrap();
    same(&first, &results(&engine, merged, work.path()), "shards");

    let other = crate::run::engine("[R003]\ndays = 20");
    let refused = merge_partials(&other, &partials, work.path()).unwrap_err();
    assert!(
        refused
            .to_string()
            .ends_with("was made with other settings, profile or version; make it again"),
        "{refused}"
    );
}
