//! `diwan bench scale`: how each figure grows with the cases that a house holds.

mod chart;
mod generate;
pub(super) mod load;
mod serve;

use std::path::{Path, PathBuf};
use std::time::Instant;

use casework::{Casework, Clock, Entropy, Settings};
use clap::Args;

use super::Bench;
use crate::failure::Failure;
use crate::options::now;
use chart::Point;
use generate::Generator;

/// Services in a made house.
const SERVICES: usize = 32;

/// One of the services of a made house.
pub(super) fn service(n: usize) -> String {
    generate::service(n % SERVICES)
}

/// Of eleven cases one is open.
const OPEN: u64 = 11;
/// A public key whose secret nobody kept: backups of made-up cases are for nobody.
const NOBODY: &str = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq";

/// What `diwan bench scale` takes beside what all benches take.
#[derive(Args)]
pub(super) struct Scale {
    /// Cases in the house, one in eleven open; several sizes with commas, each in a house of its own.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "10000,100000",
        value_name = "N,N…"
    )]
    cases: Vec<u64>,
    /// Seed of what is made.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Commands a second that are written while pages are read.
    #[arg(long, default_value_t = 500, value_name = "N")]
    commands: u32,
    /// Draws how the figures grow into this SVG file.
    #[arg(long, value_name = "FILE")]
    chart: Option<PathBuf>,
    /// The measured process: serves the house in this folder until its input ends.
    #[arg(long, hide = true, value_name = "DIR")]
    serve: Option<PathBuf>,
}

pub(super) async fn run(bench: &Bench, scale: &Scale) -> Result<(), Failure> {
    if let Some(dir) = &scale.serve {
        return serve::run(dir, bench.database.as_deref(), scale.commands).await;
    }
    let mut points = Vec::new();
    for cases in &scale.cases {
        points.extend(one(bench, scale, *cases).await?);
    }
    if let Some(file) = &scale.chart {
        std::fs::write(file, chart::draw(&points)).map_err(|e| Failure::file(file, e))?;
    }
    Ok(())
}

/// A house of so many cases, and what its pages take, asked for by 64 people while nobody writes.
pub(super) async fn pages(
    bench: &Bench,
    (cases, seed): (u64, u64),
    pages: &[load::Asked],
) -> Result<(), Failure> {
    let dir = tempfile::Builder::new()
        .prefix("diwan-bench")
        .tempdir_in(&bench.dir);
    let dir = dir.map_err(|e| Failure::file(&bench.dir, e))?;
    let mut settings = Settings::new(dir.path());
    settings.database.clone_from(&bench.database);
    let mut points = Points {
        bench,
        what: "pages",
        cases,
        all: Vec::new(),
    };
    fill(&mut points, settings, seed).await?;
    load::measure(&mut points, dir.path(), (pages, 0)).await
}

/// A house of so many cases, and all its figures.
async fn one(bench: &Bench, scale: &Scale, cases: u64) -> Result<Vec<Point>, Failure> {
    let dir = tempfile::Builder::new()
        .prefix("diwan-bench")
        .tempdir_in(&bench.dir);
    let dir = dir.map_err(|e| Failure::file(&bench.dir, e))?;
    let mut settings = Settings::new(dir.path());
    settings.database.clone_from(&bench.database);
    let mut points = Points {
        bench,
        what: "scale",
        cases,
        all: Vec::new(),
    };
    fill(&mut points, settings.clone(), scale.seed).await?;
    if settings.database.is_none() {
        points.add("bytes a case", disk(dir.path()) as f64 / cases as f64, "B");
    }
    load::measure(&mut points, dir.path(), (load::PAGES, scale.commands)).await?;
    audit(&mut points, settings.clone()).await?;
    backup(&mut points, settings, dir.path()).await?;
    Ok(points.all)
}

/// Figures of one size: printed and kept for the chart.
struct Points<'b> {
    bench: &'b Bench,
    /// The bench that they are of.
    what: &'static str,
    cases: u64,
    all: Vec<Point>,
}

impl Points<'_> {
    fn add(&mut self, name: &'static str, value: f64, unit: &'static str) {
        self.bench.figure(
            &format!("{}: {name}, {} cases", self.what, self.cases),
            value,
            unit,
        );
        self.all.push(Point {
            name,
            cases: self.cases,
            value,
            unit,
        });
    }
}

async fn fill(points: &mut Points<'_>, mut settings: Settings, seed: u64) -> Result<(), Failure> {
    let today = now();
    let year = jiff::SignedDuration::try_from(generate::YEAR).unwrap_or_default();
    settings.clock = Clock::manual(today - year - jiff::SignedDuration::from_hours(2));
    settings.entropy = Entropy::seeded(seed);
    let start = Instant::now();
    let opening = tokio::task::spawn_blocking(move || Casework::open(settings)).await;
    let house = opening.map_err(|e| Failure::Said(e.to_string()))??;
    // The first entry is the log's own: whatever has more is somebody's.
    if house.published().borrow().size > 1 {
        return Err(Failure::Said(
            "the database is not empty: each size needs an empty one".into(),
        ));
    }
    let clock = house.parts.clock.clone();
    let mut generator = Generator::new(house).await?;
    let open = points.cases / OPEN;
    let closed = points
        .cases
        .saturating_sub(open)
        .saturating_sub(generator.cases());
    generator.copy(closed, true).await?;
    clock.set(today - jiff::SignedDuration::from_mins(5));
    generator.copy(open, false).await?;
    points.add(
        "made",
        points.cases as f64 / start.elapsed().as_secs_f64(),
        "cases/s",
    );
    Ok(())
}

async fn audit(points: &mut Points<'_>, settings: Settings) -> Result<(), Failure> {
    let start = Instant::now();
    let audited = tokio::task::spawn_blocking(move || casework::audit::audit(&settings)).await;
    let report = audited.map_err(|e| Failure::Said(e.to_string()))??;
    points.add(
        "audit",
        report.entries as f64 / start.elapsed().as_secs_f64(),
        "entries/s",
    );
    if let Some(finding) = report.findings.first() {
        return Err(Failure::Said(format!(
            "the audit of what was made: {finding}"
        )));
    }
    Ok(())
}

async fn backup(points: &mut Points<'_>, settings: Settings, dir: &Path) -> Result<(), Failure> {
    let to = dir.join("backup");
    let taking = move || {
        let depot = backup::Depot::open(&to.display().to_string())?;
        let recipients = backup::Recipients::parse(&[NOBODY.to_owned()])?;
        backup::take(&settings, &depot, &recipients, now(), 1)
    };
    let start = Instant::now();
    let taken = tokio::task::spawn_blocking(taking)
        .await
        .map_err(|e| Failure::Said(e.to_string()))??;
    points.add(
        "backup",
        taken.bytes as f64 / 1e6 / start.elapsed().as_secs_f64(),
        "MB/s",
    );
    Ok(())
}

/// Bytes of the files in a folder and below.
fn disk(dir: &Path) -> u64 {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => disk(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}
