//! A node: one process of the house, which may end at any statement and be started again.

use std::path::Path;
use std::sync::Arc;

use casework::record::Published;
use casework::store::simulated::Simulated;
use casework::{Casework, Clock, Entropy, Error, Settings};

use super::line::{Server, Wire};

pub(crate) struct Node {
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    pub(crate) wire: Arc<Wire>,
    /// `None` while its process does not run.
    pub(crate) casework: Option<Casework>,
    server: Arc<Server>,
    n: u8,
    started: u64,
}

impl Node {
    /// A node with the keys in a folder of its own; it is not started yet.
    pub(crate) fn new(dir: &Path, server: &Arc<Server>, n: u8, clock: Clock) -> Self {
        let mut settings = Settings::new(dir);
        settings.clock = clock.clone();
        settings.readers = 1;
        Self {
            settings,
            clock,
            wire: Wire::new(server, n),
            casework: None,
            server: Arc::clone(server),
            n,
            started: 0,
        }
    }

    /// Starts its process; `seed` is what it finds for entropy.
    pub(crate) async fn start(&mut self, seed: u64) -> Result<(), Error> {
        self.started += 1;
        self.wire = Wire::new(&self.server, self.n);
        self.settings.simulated = Some(Simulated(self.wire.clone()));
        let entropy = seed * 4096 + u64::from(self.n) * 1024 + self.started;
        self.settings.entropy = Entropy::seeded(entropy);
        let settings = self.settings.clone();
        let opened = tokio::task::spawn_blocking(move || Casework::open(settings)).await;
        self.casework = Some(opened.unwrap()?);
        Ok(())
    }

    /// Ends its process, as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.wire.die();
        self.casework = None;
    }

    pub(crate) fn published(&self) -> Option<Published> {
        let casework = self.casework.as_ref()?;
        Some(casework.published().borrow().clone())
    }

    /// Publishes the checkpoint beside the keys, as `diwan serve` does from time to time.
    pub(crate) fn publish(&self) {
        if let Some(published) = self.published() {
            std::fs::write(self.settings.checkpoint_file(), published.checkpoint).unwrap();
        }
    }
}
