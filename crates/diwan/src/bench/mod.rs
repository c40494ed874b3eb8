//! The benchmarks: what the README quotes.

mod cases;
mod client;
mod decisions;
mod engine;
mod floor;
mod http;
mod letters;
mod nodes;
mod pages;
mod record;
mod redflags;
mod scale;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use casework::{Casework, Settings};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::failure::{Failure, Holds, say};

/// `diwan bench`
#[derive(Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    name: Name,
    /// One JSON object a figure: name, value, unit.
    #[arg(long, global = true)]
    json: bool,
    /// A PostgreSQL database, empty, instead of a new SQLite file.
    #[arg(long, global = true, value_name = "URL", hide_env_values = true)]
    database: Option<String>,
    /// The folder in which the data is made and removed; its disk is what is measured.
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    dir: PathBuf,
    /// Seconds a figure.
    #[arg(long, global = true, default_value_t = 5, value_name = "N")]
    seconds: u64,
}

#[derive(Subcommand)]
enum Name {
    /// Whole cases: opened, drawn, decided, closed, by 64 clients, each command durable and recorded.
    Cases,
    /// Rules: expressions, decision tables, and the lending model of the compatibility kit.
    Decisions(decisions::Decisions),
    /// The process engine alone, in memory, on one core.
    Engine,
    /// Whole cases over HTTP: draft, answers, sending, decision, by 64 clients.
    Http,
    /// Letters as PDF, on one core: decisions in two languages, and a case file of many pages.
    Letters,
    /// Whole cases by one, two and three nodes on the PostgreSQL of --database.
    Nodes,
    /// What people wait for and what they load: pages of citizens and officials, 64 at once.
    Pages(pages::Pages),
    /// Entries: durable and in the log, by 1, 64 and 512 clients.
    Record,
    /// Open-contracting records: made from a seed, then through Cardinal's eleven indicators and all of ours.
    Redflags {
        /// How many.
        #[arg(long, default_value_t = 200_000, value_name = "N")]
        records: u64,
    },
    /// Pages, commands, audit and backup over houses of growing size, made from a seed.
    Scale(scale::Scale),
}

impl Bench {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let runtime = crate::options::runtime()?;
        match &self.name {
            Name::Cases => runtime.block_on(cases::run(self))?,
            Name::Decisions(decisions) => decisions.run(self)?,
            Name::Engine => engine::run(self)?,
            Name::Http => runtime.block_on(http::run(self))?,
            Name::Letters => letters::run(self)?,
            Name::Nodes => runtime.block_on(nodes::run(self))?,
            Name::Pages(pages) => runtime.block_on(pages::run(self, pages))?,
            Name::Record => runtime.block_on(record::run(self))?,
            Name::Scale(scale) => runtime.block_on(scale::run(self, scale))?,
            Name::Redflags { records } => redflags::run(self, *records)?,
        }
        Ok(Holds::Yes)
    }

    /// How long each figure is measured.
    fn time(&self) -> Duration {
        Duration::from_secs(self.seconds.max(1))
    }

    /// A house of its own, in a folder that goes with the guard.
    async fn house(&self) -> Result<(Casework, tempfile::TempDir), Failure> {
        let dir = tempfile::Builder::new()
            .prefix("diwan-bench")
            .tempdir_in(&self.dir)
            .map_err(|e| Failure::file(&self.dir, e))?;
        let mut settings = Settings::new(dir.path());
        settings.database = self.database.clone();
        let opened = tokio::task::spawn_blocking(move || Casework::open(settings)).await;
        Ok((opened.map_err(|e| Failure::Said(e.to_string()))??, dir))
    }

    fn figure(&self, name: &str, value: f64, unit: &str) {
        let rounded = (value * 1000.0).round() / 1000.0;
        if self.json {
            say(json!({ "name": name, "value": rounded, "unit": unit }));
        } else {
            say(format_args!("{name:<44} {rounded:>12} {unit}"));
        }
    }

    fn latencies(&self, name: &str, times: &mut [Duration]) {
        times.sort_unstable();
        for (label, share) in [("p50", 0.5), ("p99", 0.99)] {
            let at = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
            if let Some(time) = times.get(at) {
                self.figure(
                    &format!("{name} {label}"),
                    time.as_secs_f64() * 1000.0,
                    "ms",
                );
            }
        }
    }
}

/// What clients did in a time.
struct Measured {
    done: usize,
    took: Duration,
    times: Vec<Duration>,
}

impl Measured {
    fn per_second(&self) -> f64 {
        self.done as f64 / self.took.as_secs_f64()
    }
}

/// Runs `clients` loops of `one` for a time; `one` says how long each of its commands took.
async fn measure<F, Work>(clients: usize, time: Duration, one: F) -> Result<Measured, Failure>
where
    F: Fn(usize) -> Work + Clone + Send + 'static,
    Work: Future<Output = Result<Vec<Duration>, casework::Error>> + Send,
{
    let start = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let one = one.clone();
            tokio::spawn(async move {
                let (mut done, mut times) = (0, Vec::new());
                while start.elapsed() < time {
                    times.extend(one(client).await?);
                    done += 1;
                }
                Ok::<_, casework::Error>((done, times))
            })
        })
        .collect();
    let (mut done, mut times) = (0, Vec::new());
    for task in tasks {
        let (count, took) = task.await.map_err(|e| Failure::Said(e.to_string()))??;
        done += count;
        times.extend(took);
    }
    Ok(Measured {
        done,
        took: start.elapsed(),
        times,
    })
}
