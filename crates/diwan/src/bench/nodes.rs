//! `diwan bench nodes`: whole cases by one, two and three nodes on one PostgreSQL.
//!
//! A node here is what makes `diwan serve` one towards the database: its own writer, readers, keys and caches. All are in this
//! process and share its cores; on machines of their own only the database and the log's head are shared.

use std::sync::Arc;

use casework::{Casework, Settings};

use super::{Bench, cases, measure};
use crate::failure::Failure;

/// Nodes at most.
const MOST: usize = 3;

pub(super) async fn run(bench: &Bench) -> Result<(), Failure> {
    if bench.database.is_none() {
        let why = "nodes share a PostgreSQL: name an empty database by --database";
        return Err(Failure::Said(why.into()));
    }
    let (first, dir) = bench.house().await?;
    let citizens = Arc::new(cases::scene(&first).await?.0);
    let mut nodes = vec![first];
    for count in 1..=MOST {
        if nodes.len() < count {
            nodes.push(node(bench, dir.path()).await?);
        }
        let (houses, citizens) = (nodes.clone(), Arc::clone(&citizens));
        let mut measured = measure(cases::CLIENTS, bench.time(), move |client| {
            // As a balancer would: each client at the next node.
            let (house, citizen) = (houses[client % houses.len()].clone(), citizens[client]);
            async move { cases::one(&house, "simple", citizen).await }
        })
        .await?;
        let name = format!("nodes: commands, {count} of them, 64 clients");
        // A case is two commands.
        bench.figure(&name, 2.0 * measured.per_second(), "1/s");
        let name = format!("nodes: command, {count} of them");
        bench.latencies(&name, &mut measured.times);
    }
    Ok(())
}

/// One more on the same database, with the same keys.
async fn node(bench: &Bench, data: &std::path::Path) -> Result<Casework, Failure> {
    let mut settings = Settings::new(data);
    settings.database.clone_from(&bench.database);
    let opened = tokio::task::spawn_blocking(move || Casework::open(settings)).await;
    Ok(opened.map_err(|e| Failure::Said(e.to_string()))??)
}
