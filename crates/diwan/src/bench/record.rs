//! `diwan bench record`: entries a second that are durable and in the log.

use std::time::Instant;

use casework::record::Fact;
use casework::{Actor, Error};

use super::{Bench, floor, measure};
use crate::failure::Failure;

/// Bytes of an entry in the store, for the floor: sealed body, commitment, columns.
const ENTRY: usize = 500;

pub(super) async fn run(bench: &Bench) -> Result<(), Failure> {
    let (casework, dir) = bench.house().await?;
    for clients in [1, 64, 512] {
        let writer = casework.clone();
        let mut measured = measure(clients, bench.time(), move |_| {
            let writer = writer.clone();
            async move {
                let start = Instant::now();
                writer
                    .write(|tx| tx.append(Actor::System, Fact::ClockJumped { by_us: 0 }))
                    .await?;
                Ok::<_, Error>(vec![start.elapsed()])
            }
        })
        .await?;
        bench.figure(
            &format!("record: entries, {clients} clients"),
            measured.per_second(),
            "1/s",
        );
        bench.latencies(&format!("record: {clients} clients"), &mut measured.times);
        let path = dir.path().to_path_buf();
        let (time, group) = (bench.time() / 4, clients);
        let limit =
            tokio::task::spawn_blocking(move || floor::appended(&path, ENTRY, group, time)).await;
        let limit = limit.map_err(|e| Failure::Said(e.to_string()))??;
        bench.figure(
            &format!("floor: bare synced appends, groups of {clients}"),
            limit,
            "1/s",
        );
    }
    Ok(())
}
