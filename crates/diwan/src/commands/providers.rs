//! By whom people may sign in: the identity providers that the operator describes, a file each.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use casework::oidc::Provider;
use clap::Args;

use crate::failure::{Failure, read};

/// Largest file of a provider in bytes.
const LARGEST: u64 = 64 << 10;

/// The options.
#[derive(Args, Clone, Debug)]
pub(crate) struct Providers {
    /// The file (TOML) of an identity provider (OpenID Connect) by which people may sign in. Repeat it, or separate by commas.
    #[arg(
        long = "identity-provider",
        env = "DIWAN_IDENTITY_PROVIDER",
        value_name = "FILE",
        value_delimiter = ','
    )]
    files: Vec<PathBuf>,
}

impl Providers {
    /// All of them; nobody is asked yet.
    pub(crate) fn read(&self) -> Result<Vec<Provider>, Failure> {
        let (mut ids, mut issuers) = (BTreeSet::new(), BTreeSet::new());
        let mut all = Vec::new();
        for path in &self.files {
            let provider = one(path)?;
            if !ids.insert(provider.id().to_owned())
                || !issuers.insert(provider.issuer().to_owned())
            {
                let why = "another file has the same id or issuer";
                return Err(Failure::file(path, why));
            }
            all.push(provider);
        }
        Ok(all)
    }

    /// What `doctor` says of them: each is asked for its metadata and keys.
    pub(crate) fn look(&self, now: jiff::Timestamp) -> Vec<Result<String, String>> {
        let look = |path: &PathBuf| {
            let provider = one(path).map_err(|e| e.to_string())?;
            let secret = provider.secret_file();
            if super::doctor::others_may_read(secret) {
                return Err(format!("others may read {}: chmod 600", secret.display()));
            }
            provider.look(now).map_err(|e| e.to_string())
        };
        self.files.iter().map(look).collect()
    }
}

fn one(path: &Path) -> Result<Provider, Failure> {
    let text =
        String::from_utf8(read(path, LARGEST)?).map_err(|_| Failure::file(path, "not UTF-8"))?;
    Provider::parse(&text).map_err(|e| Failure::file(path, e))
}
