//! The measured process: opens the house, serves it, and writes commands while it is told to.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use casework::{Casework, Error, PersonId, Settings};
use serde_json::json;

use super::super::{cases, http};
use super::generate::service;
use crate::failure::{Failure, say};

/// People of each kind who sign in.
const PEOPLE: u64 = 64;
/// Commands of a case: it is opened, it is decided.
const COMMANDS: u32 = 2;

/// Serves until standard input ends. A line `write` begins the writing, `stop` ends it.
pub(super) async fn run(dir: &Path, database: Option<&str>, commands: u32) -> Result<(), Failure> {
    let start = Instant::now();
    let mut settings = Settings::new(dir);
    settings.database = database.map(str::to_owned);
    let opening = tokio::task::spawn_blocking(move || Casework::open(settings)).await;
    let house = opening.map_err(|e| Failure::Said(e.to_string()))??;
    let (citizens, officers) = (
        people(&house, "citizen").await?,
        people(&house, "official").await?,
    );
    let everybody: Vec<_> = citizens.iter().chain(&officers).copied().collect();
    let address = http::serve(&house, &everybody).await?;
    let ids = |people: &[PersonId]| people.iter().map(|p| p.0).collect::<Vec<_>>();
    say(json!({
        "address": address.to_string(), "ready": start.elapsed().as_secs_f64(),
        "citizens": ids(&citizens), "officers": ids(&officers),
    }));
    let warmed = house.clone();
    tokio::spawn(async move { services::warm_figures(&warmed).await });
    let (writing, written) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let paced = tokio::spawn(pace(
        house,
        citizens,
        commands,
        Arc::clone(&writing),
        Arc::clone(&written),
    ));
    let (said, mut lines) = tokio::sync::mpsc::channel(4);
    std::thread::spawn(move || {
        let lines = std::io::stdin().lines().map_while(Result::ok);
        lines
            .map(|line| said.blocking_send(line))
            .all(|sent| sent.is_ok())
    });
    while let Some(line) = lines.recv().await {
        writing.store(line == "write", Ordering::SeqCst);
        if line == "stop" {
            say(json!({ "written": written.swap(0, Ordering::SeqCst) }));
        }
    }
    paced.abort();
    Ok(())
}

async fn people(house: &Casework, kind: &'static str) -> Result<Vec<PersonId>, Failure> {
    let sql = "select id from people where kind = $1 order by id limit $2";
    let rows = house.read(move |link, _| {
        let rows = link.query(sql, &[kind.into(), PEOPLE.into()])?;
        Ok(rows
            .iter()
            .map(|r| r.get(0))
            .collect::<Result<Vec<PersonId>, _>>()?)
    });
    Ok(rows.await?)
}

/// Whole cases at an even pace, as long as `writing` says; those that fail are not counted.
async fn pace(
    house: Casework,
    citizens: Vec<PersonId>,
    commands: u32,
    writing: Arc<AtomicBool>,
    written: Arc<AtomicU64>,
) {
    let mut ticks = tokio::time::interval(Duration::from_secs(1) * COMMANDS / commands.max(1));
    let mut n = 0;
    loop {
        ticks.tick().await;
        if !writing.load(Ordering::SeqCst) {
            continue;
        }
        n += 1;
        let (house, citizen) = (house.clone(), citizens[n % citizens.len()]);
        let written = Arc::clone(&written);
        tokio::spawn(async move {
            let done: Result<_, Error> = cases::one(&house, &service(n % 8), citizen).await;
            match done {
                Ok(_) => {
                    written.fetch_add(COMMANDS.into(), Ordering::SeqCst);
                }
                Err(error) => tracing::warn!(%error, "a command of the bench failed"),
            }
        });
    }
}
