//! Options that several commands have.

use std::path::{Path, PathBuf};

use casework::calls::Allowed;
use casework::{Casework, Settings};
use clap::Args;
use pack::call::Origin;

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
    /// The folder of archives of closed cases, which several nodes share; DIR/archive of the data when it is not given.
    #[arg(long, global = true, env = "DIWAN_ARCHIVE", value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,
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
    /// A signing key of the log in a device (PKCS #11): pkcs11:token=…;object=…?module-path=/…&pin-source=/…  May be repeated.
    #[arg(
        long = "log-key",
        global = true,
        env = "DIWAN_LOG_KEY_URI",
        value_name = "URI",
        value_delimiter = ','
    )]
    pub(crate) log_keys: Vec<casework::record::KeyUri>,
}

impl Place {
    pub(crate) fn settings(&self) -> Settings {
        let mut settings = Settings::new(&self.data);
        settings.archive = self.archive.clone();
        settings.database = self.database.clone();
        settings.origin = self.origin.clone();
        settings.log_keys = self.log_keys.clone();
        settings
    }

    /// The same with the house that one text names: its folder, or a PostgreSQL database.
    pub(crate) fn of(&self, text: &str) -> Self {
        let mut place = self.clone();
        if text.starts_with("postgres") && text.contains("://") {
            place.database = Some(text.to_owned());
        } else {
            place.data = PathBuf::from(text);
            place.database = None;
        }
        place
    }

    /// The settings of a house that exists.
    pub(crate) fn existing(&self) -> Result<Settings, Failure> {
        if self.database.is_none() && !self.data.join("diwan.db").exists() {
            return Err(Failure::file(
                &self.data.join("diwan.db"),
                "there is no house here; `diwan serve` makes one",
            ));
        }
        Ok(self.settings())
    }

    /// Opens a house that exists.
    pub(crate) fn open(&self) -> Result<Casework, Failure> {
        Ok(Casework::open(self.existing()?)?)
    }
}

/// Which other systems packs may call.
#[derive(Args, Clone, Debug)]
pub(crate) struct Calls {
    /// A system that packs may call: scheme, host and port, https://registry.example. Repeat it, or separate by commas.
    #[arg(
        long = "allow-call",
        env = "DIWAN_ALLOW_CALL",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    public: Vec<Origin>,
    /// The same, where its name leads to an address that is not public: one in the office's own network.
    #[arg(
        long = "allow-internal-call",
        env = "DIWAN_ALLOW_INTERNAL_CALL",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    internal: Vec<Origin>,
    /// The file of the token that is sent to a system as `Authorization: Bearer`.
    #[arg(
        long = "call-token",
        env = "DIWAN_CALL_TOKEN",
        value_name = "ORIGIN=FILE",
        value_delimiter = ',',
        value_parser = token_file
    )]
    tokens: Vec<(Origin, PathBuf)>,
}

fn token_file(text: &str) -> Result<(Origin, PathBuf), String> {
    let (origin, path) = text
        .split_once('=')
        .ok_or("write it as https://registry.example=/path/of/the/file")?;
    let origin = origin.parse::<Origin>().map_err(|e| e.to_string())?;
    Ok((origin, PathBuf::from(path)))
}

impl Calls {
    /// The systems, without their tokens.
    pub(crate) fn origins(&self) -> Vec<Origin> {
        self.public.iter().chain(&self.internal).cloned().collect()
    }

    /// The systems with their tokens, read from their files.
    pub(crate) fn allowed(&self) -> Result<Vec<Allowed>, Failure> {
        let one = |origin: &Origin, internal| Allowed {
            origin: origin.clone(),
            internal,
            token: None,
        };
        let public = self.public.iter().filter(|o| !self.internal.contains(o));
        let public = public.map(|o| one(o, false));
        let internal = self.internal.iter().map(|o| one(o, true));
        let mut all: Vec<Allowed> = public.chain(internal).collect();
        for (origin, path) in &self.tokens {
            let Some(allowed) = all.iter_mut().find(|a| a.origin == *origin) else {
                let cause = format!("--call-token is for {origin}, which no --allow-call names");
                return Err(Failure::Said(cause));
            };
            if !origin.is_https() && !allowed.internal {
                let cause =
                    format!("{origin} is not encrypted: no token is sent to it over the Internet");
                return Err(Failure::Said(cause));
            }
            allowed.token = Some(token(path)?);
        }
        Ok(all)
    }
}

fn token(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, e))?;
    let text = text.trim();
    let fine = (1..=4096).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if !fine {
        return Err(Failure::file(
            path,
            "must hold a token: one line of visible ASCII",
        ));
    }
    Ok(text.to_owned())
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
