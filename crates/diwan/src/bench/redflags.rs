//! `diwan bench redflags`: open-contracting records through Cardinal's eleven indicators and through
//! all of ours.

//! More records than a shard has are made, scanned and thrown away shard by shard, and the partial results
//! merged at the end: ten million would be 40 GB at once.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use redflags::sample::write_part;
use redflags::shell::{
    Collected, Collector, Limits, Source, collect, merge_partials, write_partial, write_results,
};
use redflags::{Engine, Profile, Settings};
use tempfile::TempDir;

use super::Bench;
use crate::failure::Failure;

/// The seed: anybody's figures are of the same bytes.
const SEED: u64 = 7;
/// Records that are on the disk at once.
const SHARD: u64 = 1_000_000;

pub(super) fn run(bench: &Bench, records: u64) -> Result<(), Failure> {
    let dir = folder(bench)?;
    let data = dir.path().join("sample.jsonl");
    let cardinal = Profile::Cardinal {
        currency: "USD".into(),
    };
    let mut runs = [
        Run::new(bench, "Cardinal's eleven", cardinal)?,
        Run::new(bench, "all indicators", Profile::All)?,
    ];
    let shards = records.div_ceil(SHARD).max(1);
    let mut bytes = 0;
    for shard in 0..shards {
        bytes += make(&data, shard * SHARD..records.min((shard + 1) * SHARD))?;
        for run in &mut runs {
            run.scan(&data, shards > 1)?;
        }
    }
    bench.figure("redflags: records", records as f64, "records");
    bench.figure("redflags: data", bytes as f64 / 1e6, "MB");
    for run in runs {
        run.finish(bench, records, bytes)?;
    }
    let peak = peak_megabytes().unwrap_or(f64::NAN);
    bench.figure("redflags: peak memory", peak, "MB");
    Ok(())
}

fn folder(bench: &Bench) -> Result<TempDir, Failure> {
    tempfile::Builder::new()
        .prefix("diwan-bench")
        .tempdir_in(&bench.dir)
        .map_err(|e| Failure::file(&bench.dir, e))
}

fn make(path: &Path, numbers: Range<u64>) -> Result<u64, Failure> {
    let fail = |e: std::io::Error| Failure::file(path, e);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).map_err(fail)?);
    write_part(SEED, numbers, &mut out).map_err(fail)?;
    out.flush().map_err(fail)?;
    Ok(std::fs::metadata(path).map_err(fail)?.len())
}

/// The indicators of a profile over all shards, with the time that they took.
struct Run {
    name: &'static str,
    engine: Engine,
    out: TempDir,
    partials: Vec<PathBuf>,
    whole: Option<(Collected, TempDir)>,
    took: Duration,
    cpu: Option<f64>,
}

fn said(error: impl std::fmt::Display) -> Failure {
    Failure::Said(error.to_string())
}

impl Run {
    fn new(bench: &Bench, name: &'static str, profile: Profile) -> Result<Run, Failure> {
        let settings = Settings::parse("").map_err(|e| Failure::Said(e.to_string()))?;
        Ok(Run {
            name,
            engine: Engine::new(settings, profile),
            out: folder(bench)?,
            partials: Vec::new(),
            whole: None,
            took: Duration::ZERO,
            cpu: Some(0.0),
        })
    }

    fn temp(&self) -> Result<TempDir, Failure> {
        tempfile::tempdir_in(self.out.path()).map_err(|e| Failure::file(self.out.path(), e))
    }

    fn measured<T>(
        &mut self,
        work: impl FnOnce(&mut Run) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let (start, before) = (Instant::now(), cpu_seconds());
        let done = work(self)?;
        self.took += start.elapsed();
        let spent = before
            .zip(cpu_seconds())
            .map(|(before, after)| after - before);
        self.cpu = self.cpu.zip(spent).map(|(sum, spent)| sum + spent);
        Ok(done)
    }

    fn scan(&mut self, data: &Path, partial: bool) -> Result<(), Failure> {
        let temp = self.temp()?;
        self.measured(|run| {
            let collector = Collector {
                engine: &run.engine,
                threads: std::thread::available_parallelism().map_or(1, usize::from),
                limits: Limits::default(),
                dir: temp.path(),
            };
            let sources = [Source::File(data.to_path_buf())];
            let collected = collect(&collector, &sources).map_err(said)?;
            if partial {
                let into = run
                    .out
                    .path()
                    .join(format!("partial-{}", run.partials.len()));
                write_partial(&run.engine, collected, temp.path(), &into).map_err(said)?;
                run.partials.push(into);
            } else {
                run.whole = Some((collected, temp));
            }
            Ok(())
        })
    }

    fn finish(mut self, bench: &Bench, records: u64, bytes: u64) -> Result<(), Failure> {
        self.measured(|run| {
            let (collected, temp) = match run.whole.take() {
                Some(whole) => whole,
                None => {
                    let temp = run.temp()?;
                    let merged = merge_partials(&run.engine, &run.partials, temp.path());
                    (merged.map_err(said)?, temp)
                }
            };
            let facts = collected.finish(&run.engine, temp.path()).map_err(said)?;
            let into = run.out.path().join("results");
            write_results(&run.engine, &facts, &[], 0, &into).map_err(said)
        })?;
        let name = format!("redflags: {}", self.name);
        let rate = records as f64 / self.took.as_secs_f64();
        bench.figure(&format!("{name}, records"), rate, "1/s");
        if let Some(cpu) = self.cpu.map(|cpu| cpu.max(0.01)) {
            bench.figure(&format!("{name}, CPU"), cpu, "s");
            let rate = bytes as f64 / 1e6 / cpu;
            bench.figure(&format!("{name}, data by CPU"), rate, "MB/s");
        }
        Ok(())
    }
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
