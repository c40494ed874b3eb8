//! `diwan bench redflags`: open-contracting records through Cardinal's eleven indicators and through
//! all of ours.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;

use redflags::sample::write_sample;
use redflags::shell::{Collector, Limits, Source, collect, write_results};
use redflags::{Engine, Profile, Settings};

use super::Bench;
use crate::failure::Failure;

/// The seed: anybody's figures are of the same bytes.
const SEED: u64 = 7;

pub(super) fn run(bench: &Bench, records: u64) -> Result<(), Failure> {
    let dir = tempfile::Builder::new()
        .prefix("diwan-bench")
        .tempdir_in(&bench.dir)
        .map_err(|e| Failure::file(&bench.dir, e))?;
    let data = dir.path().join("sample.jsonl");
    let bytes = make(&data, records)?;
    bench.figure("redflags: records", records as f64, "records");
    bench.figure("redflags: data", bytes as f64 / 1e6, "MB");
    measure(
        bench,
        "Cardinal's eleven",
        Profile::Cardinal {
            currency: "USD".into(),
        },
        &data,
        records,
        bytes,
    )?;
    measure(bench, "all indicators", Profile::All, &data, records, bytes)?;
    bench.figure(
        "redflags: peak memory",
        peak_megabytes().unwrap_or(f64::NAN),
        "MB",
    );
    Ok(())
}

fn make(path: &Path, records: u64) -> Result<u64, Failure> {
    let fail = |e: std::io::Error| Failure::file(path, e);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).map_err(fail)?);
    write_sample(SEED, records, &mut out).map_err(fail)?;
    out.flush().map_err(fail)?;
    Ok(std::fs::metadata(path).map_err(fail)?.len())
}

fn measure(
    bench: &Bench,
    name: &str,
    profile: Profile,
    data: &Path,
    records: u64,
    bytes: u64,
) -> Result<(), Failure> {
    let said = |e: redflags::shell::ShellError| Failure::Said(e.to_string());
    let settings = Settings::parse("").map_err(|e| Failure::Said(e.to_string()))?;
    let engine = Engine::new(settings, profile);
    let out = tempfile::Builder::new()
        .prefix("diwan-bench")
        .tempdir_in(&bench.dir)
        .map_err(|e| Failure::file(&bench.dir, e))?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (start, before) = (Instant::now(), cpu_seconds());
    let collector = Collector {
        engine: &engine,
        threads,
        limits: Limits::default(),
        dir: out.path(),
    };
    let collected = collect(&collector, &[Source::File(data.to_path_buf())]).map_err(said)?;
    let facts = collected.finish(&engine, out.path()).map_err(said)?;
    write_results(&engine, &facts, &[], 0, &out.path().join("results")).map_err(said)?;
    let took = start.elapsed().as_secs_f64();
    bench.figure(
        &format!("redflags: {name}, records"),
        records as f64 / took,
        "1/s",
    );
    if let (Some(before), Some(after)) = (before, cpu_seconds()) {
        let cpu = (after - before).max(0.01);
        bench.figure(&format!("redflags: {name}, CPU"), cpu, "s");
        bench.figure(
            &format!("redflags: {name}, data by CPU"),
            bytes as f64 / 1e6 / cpu,
            "MB/s",
        );
    }
    Ok(())
}

/// User and system time of this process. Linux counts in hundredths of a second.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / 100.0)
}

/// The most memory that was ever in use.
fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}
