//! Runs as the command does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use redflags::report::{each_process, judge};
use redflags::shell::{Collected, Collector, Limits, Source, collect, write_results};
use redflags::{Engine, Profile, Settings};

/// Data that this project did not write.
pub(crate) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/conformance/ocds")
        .join(name)
}

pub(crate) fn engine(settings: &str) -> Engine {
    Engine::new(Settings::parse(settings).unwrap(), Profile::All)
}

pub(crate) fn read(engine: &Engine, files: &[PathBuf], threads: usize, dir: &Path) -> Collected {
    let sources: Vec<Source> = files.iter().cloned().map(Source::File).collect();
    collect(
        &Collector {
            engine,
            threads,
            limits: Limits::default(),
            dir,
        },
        &sources,
    )
    .unwrap()
}

/// The codes of each flagged process.
pub(crate) fn flags(settings: &str, files: &[PathBuf]) -> BTreeMap<String, Vec<String>> {
    let (engine, dir) = (engine(settings), tempfile::tempdir().unwrap());
    let facts = read(&engine, files, 2, dir.path())
        .finish(&engine, dir.path())
        .unwrap();
    let judged = judge(&engine, &facts).unwrap();
    let mut found = BTreeMap::new();
    each_process(&engine, &judged, &facts, |flagged| {
        let codes = flagged
            .codes(&engine)
            .into_iter()
            .map(str::to_owned)
            .collect();
        found.insert(flagged.ocid.to_owned(), codes);
        Ok(())
    })
    .unwrap();
    found
}

/// The flags of releases given as text, one a line.
pub(crate) fn flags_of(settings: &str, text: &str) -> BTreeMap<String, Vec<String>> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.jsonl");
    std::fs::write(&path, text).unwrap();
    flags(settings, &[path])
}

/// All files of results, by name.
pub(crate) fn results(
    engine: &Engine,
    mut collected: Collected,
    dir: &Path,
) -> BTreeMap<String, Vec<u8>> {
    let problems = std::mem::take(&mut collected.problems);
    let count = collected.problem_count;
    let facts = collected.finish(engine, dir).unwrap();
    let out = dir.join("results");
    write_results(engine, &facts, &problems, count, &out).unwrap();
    let entries = std::fs::read_dir(&out).unwrap();
    entries
        .map(|e| {
            let path = e.unwrap().path();
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read(&path).unwrap(),
            )
        })
        .collect()
}

/// Codes and subjects of the flags that are not about processes.
pub(crate) fn findings_of(settings: &str, text: &str) -> Vec<(String, String)> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.jsonl");
    std::fs::write(&path, text).unwrap();
    let engine = engine(settings);
    let facts = read(&engine, &[path], 2, dir.path())
        .finish(&engine, dir.path())
        .unwrap();
    let judged = judge(&engine, &facts).unwrap();
    let code = |n: u16| engine.indicators[usize::from(n)].card().code.to_owned();
    judged
        .findings
        .into_iter()
        .map(|f| (code(f.indicator), f.subject))
        .collect()
}
