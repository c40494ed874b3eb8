//! The nodes: each `diwan serve` says every few seconds that it runs, and how new it is, so that a migration which takes
//! something away waits for those that still use it.

use std::time::Duration;

use crate::store::MIGRATIONS;
use crate::{Casework, Error};

/// A node that has said nothing for so long runs no more.
pub(crate) const ALIVE: i64 = 60 * 1_000_000;
/// How often a node says that it runs.
pub const EVERY: Duration = Duration::from_secs(10);

/// This process among the nodes.
#[derive(Clone)]
pub struct Node {
    id: String,
}

impl Node {
    /// Says for the first time that this node runs.
    ///
    /// # Errors
    /// The store's.
    pub async fn enter(casework: &Casework) -> Result<Self, Error> {
        let id = hex::encode(casework.parts.entropy.bytes::<8>());
        let node = Self { id };
        node.say(casework).await?;
        Ok(node)
    }

    /// Says it again every `every`, until the process ends.
    pub async fn run(self, casework: Casework, every: Duration) {
        let mut tick = tokio::time::interval(every);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Err(error) = self.say(&casework).await {
                tracing::warn!(%error, "the other nodes do not hear of this one");
            }
        }
    }

    /// Takes leave: nothing waits for this node any more.
    ///
    /// # Errors
    /// The store's.
    pub async fn leave(self, casework: &Casework) -> Result<(), Error> {
        casework
            .write(move |tx| {
                let params = vec![self.id.as_str().into()];
                Ok(tx.side_table("delete from nodes where id = $1", params)?)
            })
            .await
    }

    async fn say(&self, casework: &Casework) -> Result<(), Error> {
        let id = self.id.clone();
        casework
            .write(move |tx| {
                let now = tx.now().as_microsecond();
                let gone = vec![(now - ALIVE).into()];
                tx.side_table("delete from nodes where seen_at < $1", gone)?;
                let knows = MIGRATIONS.last().map_or(0, |m| m.0);
                let version = env!("CARGO_PKG_VERSION");
                let params = vec![id.as_str().into(), version.into(), knows.into(), now.into()];
                Ok(tx.side_table(
                    "insert into nodes (id, version, knows, seen_at) values ($1, $2, $3, $4) \
                     on conflict (id) do update set seen_at = excluded.seen_at",
                    params,
                )?)
            })
            .await
    }
}
