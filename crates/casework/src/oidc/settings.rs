//! The file (TOML) in which the operator describes a provider:
//!
//! ```toml
//! id = "national"                       # in addresses: /sign-in/with/national
//! issuer = "https://id.example"
//! client-id = "diwan"
//! client-secret-file = "/etc/diwan/national.secret"
//! scopes = ["openid", "email"]
//! email-links = false                   # whether a verified address leads to the account that has it
//! hosts = ["https://keys.id.example"]   # origins of its endpoints beside the issuer's
//! internal = false                      # whether names may lead to addresses that are not public
//! [names]
//! ar = "الهوية الوطنية"
//! en = "National ID"
//! fr = "Identité nationale"
//! [levels]
//! "http://eidas.europa.eu/LoA/high" = "high"
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pack::call::Origin;
use serde::Deserialize;

use super::ask::{Wire, origin_of};
use super::jws::Algorithm;
use super::{Inner, Level, Provider};

/// The longest id, name and secret, in bytes.
const LONGEST: usize = 64;
const LONGEST_SECRET: usize = 4096;
/// The languages of the house.
const LANGUAGES: [&str; 3] = ["ar", "en", "fr"];

/// A provider's file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadProvider(String);

/// What the operator says of a provider.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Settings {
    pub(super) id: String,
    pub(super) issuer: String,
    pub(super) client_id: String,
    client_secret_file: PathBuf,
    #[serde(default = "openid")]
    pub(super) scopes: Vec<String>,
    pub(super) names: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) email_links: bool,
    #[serde(default)]
    pub(super) levels: BTreeMap<String, Level>,
    #[serde(default)]
    pub(super) hosts: Vec<String>,
    #[serde(default)]
    pub(super) internal: bool,
    /// Which signatures count. Never `none`, and none with a shared secret: what the provider's public key verifies must not
    /// be forged with it (RFC 8725, 2.1, 3.1).
    #[serde(default = "Algorithm::all")]
    pub(super) algorithms: Vec<Algorithm>,
    #[serde(skip)]
    pub(super) secret: Secret,
}

/// What the house shows the provider. Never written anywhere.
#[derive(Default)]
pub(super) struct Secret(pub(super) String);

fn openid() -> Vec<String> {
    vec!["openid".to_owned()]
}

impl Provider {
    /// The provider that a file describes, with its secret read from the file that it names.
    ///
    /// # Errors
    /// [`BadProvider`], with the line where there is one, when it cannot be used.
    pub fn parse(text: &str) -> Result<Self, BadProvider> {
        let mut settings: Settings = toml::from_str(text).map_err(|e| {
            let line = e
                .span()
                .map_or(1, |s| text[..s.start].matches('\n').count() + 1);
            BadProvider(format!("line {line}: {}", e.message()))
        })?;
        let hosts = settings.check()?;
        settings.secret = Secret(secret(&settings.client_secret_file)?);
        let wire = Wire::new(settings.internal, hosts);
        Ok(Self(Arc::new(Inner {
            settings,
            wire,
            known: Default::default(),
        })))
    }

    /// The file of its secret.
    #[must_use]
    pub fn secret_file(&self) -> &Path {
        &self.0.settings.client_secret_file
    }
}

impl Settings {
    /// What can be wrong with it; the origins that may be called.
    fn check(&mut self) -> Result<Vec<Origin>, BadProvider> {
        let wrong = |why: String| Err(BadProvider(why));
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if self.id.is_empty() || self.id.len() > LONGEST || !self.id.bytes().all(plain) {
            return wrong("`id` must be small letters, digits and hyphens: national".to_owned());
        }
        let graphic = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_graphic());
        if !graphic(&self.client_id) || self.client_id.len() > 256 {
            return wrong("`client-id` must be visible ASCII, as the provider gave it".to_owned());
        }
        for language in LANGUAGES {
            let name = self.names.get(language).map_or("", |n| n.trim());
            if name.is_empty()
                || name.chars().count() > LONGEST
                || name.chars().any(char::is_control)
            {
                let why = format!(
                    "[names] must say in at most {LONGEST} characters what people call it in `{language}`"
                );
                return wrong(why);
            }
        }
        if let Some(scope) = self
            .scopes
            .iter()
            .find(|s| !graphic(s) || s.contains(['"', '\\']))
        {
            return wrong(format!("`{scope}` is no scope"));
        }
        if !self.scopes.iter().any(|s| s == "openid") {
            self.scopes.insert(0, "openid".to_owned());
        }
        if self.algorithms.is_empty() {
            return wrong("`algorithms` must name one".to_owned());
        }
        if self.issuer.contains(['?', '#']) {
            return wrong(
                "`issuer` has no query and no fragment (OpenID Connect Discovery, 2)".to_owned(),
            );
        }
        let mut hosts = Vec::new();
        for url in std::iter::once(&self.issuer).chain(&self.hosts) {
            let Some(origin) = origin_of(url) else {
                return wrong(format!("`{url}` is no address: https://id.example"));
            };
            if !origin.is_https() && !self.internal {
                return wrong(format!(
                    "`{url}` is not encrypted; only an `internal` provider may be without TLS"
                ));
            }
            hosts.push(origin);
        }
        Ok(hosts)
    }
}

fn secret(path: &Path) -> Result<String, BadProvider> {
    let place = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|e| BadProvider(format!("client-secret-file {place}: {e}")))?;
    let text = text.trim();
    let fine =
        (1..=LONGEST_SECRET).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if !fine {
        let why =
            format!("client-secret-file {place} must hold the secret: one line of visible ASCII");
        return Err(BadProvider(why));
    }
    Ok(text.to_owned())
}
