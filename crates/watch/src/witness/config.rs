//! The one file that a witness is configured with.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tlog::Verifier;

/// Longest configuration read, in bytes.
const LARGEST: u64 = 1 << 20;
/// Most logs that one witness watches: each is a file and a line of its page.
const MOST_LOGS: usize = 1000;

/// A witness's configuration (TOML).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The witness's name, for ever: a URL without scheme, such as `witness.court.example`.
    pub name: String,
    /// Who runs it, in their own words.
    pub operator: String,
    /// Where keys and what was seen are kept; from the configuration's folder where it is relative.
    #[serde(default = "data")]
    pub data: PathBuf,
    /// Where to listen.
    #[serde(default = "listen")]
    pub listen: SocketAddr,
    /// Where logs and readers reach it.
    #[serde(default)]
    pub public_url: Option<String>,
    /// How many proxies in front are its own.
    #[serde(default)]
    pub proxies: usize,
    /// Requests to cosign that one client may make a minute.
    #[serde(default = "requests_a_minute")]
    pub requests_a_minute: f64,
    /// The logs that it watches.
    #[serde(default, rename = "log")]
    pub logs: Vec<WatchedLog>,
}

/// A log that is watched.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchedLog {
    /// Its verifier key, from a source that the witness trusts; named as its origin. While the log changes its key, a list of the
    /// old one and the new one.
    #[serde(rename = "key", deserialize_with = "verifiers")]
    pub keys: Vec<Verifier>,
    /// What people call it.
    #[serde(default)]
    pub title: Option<String>,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
}

impl WatchedLog {
    /// The log's name.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.keys.first().map_or("", Verifier::name)
    }

    fn check(&self) -> Result<(), String> {
        if self.keys.is_empty() {
            return Err("a [[log]] without a key".into());
        }
        let origin = self.origin();
        for key in &self.keys {
            if key.algorithm().is_cosigner() {
                let name = key.name();
                return Err(format!("{name}: the key is a witness's, not a log's"));
            }
            if key.name() != origin {
                let name = key.name();
                return Err(format!("{origin} and {name} are two logs: a [[log]] each"));
            }
        }
        Ok(())
    }
}

/// Why a configuration cannot be used: which file, and what to change.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{path}: {cause}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        cause: String,
    },
    /// It says something that cannot be.
    #[error("{path}: {why}")]
    Wrong {
        /// The file.
        path: String,
        /// What, and what to do.
        why: String,
    },
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let mut config: Self = parse(path)?;
        config.check().map_err(|why| ConfigError::Wrong {
            path: path.display().to_string(),
            why,
        })?;
        if config.data.is_relative() {
            config.data = path.parent().unwrap_or(Path::new("")).join(&config.data);
        }
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        if self.operator.trim().is_empty() {
            return Err("`operator` is empty: say who runs this witness".into());
        }
        if self.logs.is_empty() {
            return Err("no [[log]]: give the verifier key of at least one".into());
        }
        if self.logs.len() > MOST_LOGS {
            return Err(format!("more than {MOST_LOGS} logs"));
        }
        self.logs.iter().try_for_each(WatchedLog::check)?;
        if !(self.requests_a_minute >= 1.0 && self.requests_a_minute.is_finite()) {
            return Err("`requests_a_minute` is below 1".into());
        }
        Ok(())
    }

    /// The address under which it is reached, without a slash at the end.
    #[must_use]
    pub fn url(&self, port: u16) -> String {
        let url = self.public_url.clone();
        let url = url.unwrap_or_else(|| format!("http://localhost:{port}"));
        url.trim_end_matches('/').to_owned()
    }
}

/// The file of a national log: the agencies' logs that it follows, in the form of a witness's `[[log]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Agencies {
    #[serde(default, rename = "log")]
    logs: Vec<WatchedLog>,
}

/// Reads the logs that a national log follows; each has its address.
///
/// # Errors
/// [`ConfigError`].
pub fn read_agencies(path: &Path) -> Result<Vec<WatchedLog>, ConfigError> {
    let Agencies { logs } = parse(path)?;
    let wrong = |why: String| ConfigError::Wrong {
        path: path.display().to_string(),
        why,
    };
    if logs.is_empty() || logs.len() > MOST_LOGS {
        let why = format!("{} [[log]]: give 1 to {MOST_LOGS}", logs.len());
        return Err(wrong(why));
    }
    for (n, log) in logs.iter().enumerate() {
        log.check().map_err(wrong)?;
        let origin = log.origin();
        let http = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        if !log.url.as_ref().is_some_and(http) {
            let why = format!(
                "{origin}: `url` is the address before /checkpoint, such as https://licences.example/record"
            );
            return Err(wrong(why));
        }
        if logs.iter().take(n).any(|other| other.origin() == origin) {
            return Err(wrong(format!(
                "{origin} is there twice: give both keys in one"
            )));
        }
    }
    Ok(logs)
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, ConfigError> {
    use std::io::Read as _;
    let unreadable = |cause: String| ConfigError::Unreadable {
        path: path.display().to_string(),
        cause,
    };
    let file = std::fs::File::open(path).map_err(|e| unreadable(e.to_string()))?;
    let mut text = String::new();
    file.take(LARGEST)
        .read_to_string(&mut text)
        .map_err(|e| unreadable(e.to_string()))?;
    toml::from_str(&text).map_err(|e| unreadable(one_line(&e)))
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

fn verifiers<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Verifier>, D::Error> {
    let texts = match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(text) => vec![text],
        OneOrMore::More(texts) => texts,
    };
    let read = |text: &String| text.parse().map_err(serde::de::Error::custom);
    texts.iter().map(read).collect()
}

/// A fault of TOML with its place, on one line.
fn one_line(error: &toml::de::Error) -> String {
    error
        .to_string()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn data() -> PathBuf {
    "witness-data".into()
}

fn listen() -> SocketAddr {
    ([127, 0, 0, 1], 8090).into()
}

const fn requests_a_minute() -> f64 {
    240.0
}
