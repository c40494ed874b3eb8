//! Options that several commands have.

use std::path::PathBuf;

use casework::{Casework, Settings};
use clap::Args;

use crate::failure::Failure;

/// Where the data lives.
#[derive(Args, Clone, Debug)]
pub(crate) struct Place {
    /// The folder of keys, of the published checkpoint, and of the SQLite file.
    #[arg(
        long,
        global = true,
        default_value = "diwan-data",
        env = "DIWAN_DATA",
        value_name = "DIR"
    )]
    pub(crate) data: PathBuf,
    /// A PostgreSQL database (postgres://…) instead of the SQLite file.
    #[arg(
        long,
        global = true,
        env = "DIWAN_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(crate) database: Option<String>,
    /// The log's name: the host and path that the record is published under.
    #[arg(
        long,
        global = true,
        default_value = "diwan.localhost/record",
        env = "DIWAN_ORIGIN",
        value_name = "NAME"
    )]
    pub(crate) origin: String,
}

impl Place {
    pub(crate) fn settings(&self) -> Settings {
        let mut settings = Settings::new(&self.data);
        settings.database = self.database.clone();
        settings.origin = self.origin.clone();
        settings
    }

    /// Opens a house that exists.
    pub(crate) fn open(&self) -> Result<Casework, Failure> {
        if self.database.is_none() && !self.data.join("diwan.db").exists() {
            return Err(Failure::file(
                &self.data.join("diwan.db"),
                "there is no house here; `diwan serve` makes one",
            ));
        }
        Ok(Casework::open(self.settings())?)
    }
}

/// Reads a policy (C2SP tlog-policy).
pub(crate) fn policy(path: &std::path::Path) -> Result<tlog::Policy, Failure> {
    let bytes = crate::failure::read(path, tlog::policy::MAX_POLICY as u64)?;
    tlog::Policy::parse(&bytes).map_err(|e| {
        let line = bytes.iter().take(e.at).filter(|b| **b == b'\n').count() + 1;
        Failure::file(path, format!("line {line}: {}", e.why))
    })
}

/// Reads the certificates of timestamp authorities.
pub(crate) fn timestamp_roots(path: &std::path::Path) -> Result<stamp::Roots, Failure> {
    let pem = crate::failure::read(path, 1 << 20)?;
    stamp::Roots::parse(&pem).map_err(|e| Failure::file(path, e))
}

/// A runtime for a command that talks to the house.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Failure::Said(e.to_string()))
}

/// The machine's clock.
pub(crate) fn now() -> jiff::Timestamp {
    casework::Clock::System.now()
}
