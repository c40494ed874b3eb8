//! `diwan serve` as a national house, which follows agencies' logs, and as an agency's, which is followed by one.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use casework::Casework;
use casework::national::{self, Followed, Nation, follow, join};
use clap::Args;
use jiff::SignedDuration;
use prometheus_client::metrics::gauge::Gauge;
use tlog::Verifiers;
use web::health::{Metrics, Ready};

use crate::failure::Failure;
use crate::options;

/// A place in the national log that is older while this log grows is warned of.
const LATE: SignedDuration = SignedDuration::from_hours(1);

/// What the two sides are set up with.
#[derive(Args)]
pub(crate) struct Nations {
    /// As a national log: the agencies' logs whose checkpoints are entered (TOML: `[[log]]` with key, title, url).
    #[arg(long, env = "DIWAN_FOLLOW_LOGS", value_name = "FILE")]
    follow_logs: Option<PathBuf>,
    /// As an agency: the national log that follows this one, by the address before /checkpoint.
    #[arg(
        long,
        env = "DIWAN_NATIONAL_LOG",
        value_name = "URL",
        requires = "national_policy"
    )]
    national_log: Option<String>,
    /// The policy of the national log (C2SP tlog-policy): its key, and which of its witnesses must have cosigned.
    #[arg(
        long,
        env = "DIWAN_NATIONAL_POLICY",
        value_name = "FILE",
        requires = "national_log"
    )]
    national_policy: Option<PathBuf>,
    /// Seconds between two looks at the agencies' logs, or at the national log.
    #[arg(long, default_value_t = national::EVERY.as_secs(), env = "DIWAN_NATIONAL_EVERY", value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    national_every: u64,
}

impl Nations {
    /// Starts the jobs that are set up.
    pub(super) fn start(&self, casework: &Casework) -> Result<(), Failure> {
        let every = Duration::from_secs(self.national_every);
        let own = &casework.parts.identity.origin;
        if let Some(logs) = self.followed(own)? {
            tokio::spawn(follow::run(casework.clone(), logs, every));
        }
        if let Some(nation) = self.nation(own)? {
            tokio::spawn(join::run(casework.clone(), nation, every));
        }
        Ok(())
    }

    /// The names of the agencies' logs.
    pub(super) fn follows(&self, own: &str) -> Result<Vec<String>, Failure> {
        let logs = self.followed(own)?.unwrap_or_default();
        Ok(logs.into_iter().map(|log| log.origin).collect())
    }

    fn followed(&self, own: &str) -> Result<Option<Vec<Followed>>, Failure> {
        let Some(path) = &self.follow_logs else {
            return Ok(None);
        };
        let logs = watch::witness::read_agencies(path);
        let logs = logs.map_err(|e| Failure::Said(e.to_string()))?;
        if logs.iter().any(|log| log.origin() == own) {
            let why = format!("`{own}` is this log, which cannot follow itself");
            return Err(Failure::file(path, why));
        }
        let followed = logs.into_iter().map(|log| Followed {
            origin: log.origin().to_owned(),
            url: prefix(log.url.as_deref().unwrap_or_default()),
            keys: Verifiers::new(log.keys),
        });
        Ok(Some(followed.collect()))
    }

    fn nation(&self, own: &str) -> Result<Option<Nation>, Failure> {
        let (Some(url), Some(path)) = (&self.national_log, &self.national_policy) else {
            return Ok(None);
        };
        let policy = options::policy(path)?;
        let other = |log: &tlog::policy::PolicyLog| log.key.name() != own;
        if !policy.logs().iter().any(other) {
            let why = "it has no `log` line of a national log";
            return Err(Failure::file(path, why));
        }
        Ok(Some(Nation {
            url: prefix(url),
            policy: Arc::new(policy),
        }))
    }

    /// Lines of `/readyz`. Cases go on whatever they say, so they are warnings.
    pub(super) fn ready(&self, casework: &Casework) -> Vec<Ready> {
        let mut all = Vec::new();
        if self.follow_logs.is_some() {
            let house = casework.clone();
            all.push(Ready {
                name: "followed-logs",
                advisory: true,
                check: Arc::new(move || Box::pin(followed_logs(house.clone()))),
            });
        }
        if self.national_log.is_some() {
            let house = casework.clone();
            all.push(Ready {
                name: "national-log",
                advisory: true,
                check: Arc::new(move || Box::pin(national_log(house.clone()))),
            });
        }
        all
    }

    /// Registers what is measured, and follows it until the process ends.
    pub(super) fn measure(&self, casework: &Casework, metrics: &Metrics) {
        let gauges = Gauges::default();
        if self.follow_logs.is_some() {
            metrics.register(|registry| {
                registry.register(
                    "followed_logs_refused",
                    "Logs of agencies that have contradicted what the national log received of them",
                    gauges.refused.clone(),
                );
                registry.register(
                    "followed_logs_oldest_seconds",
                    "How long ago the log that has been silent longest has grown",
                    gauges.oldest.clone(),
                );
            });
        }
        if self.national_log.is_some() {
            metrics.register(|registry| {
                registry.register(
                    "national_log_lag_entries",
                    "Entries of this log that the national log has not received",
                    gauges.lag.clone(),
                );
            });
        }
        if self.follow_logs.is_some() || self.national_log.is_some() {
            tokio::spawn(gauges.follow(casework.clone(), Duration::from_secs(5)));
        }
    }
}

fn prefix(url: &str) -> String {
    url.trim_end_matches('/').to_owned()
}

async fn followed_logs(house: Casework) -> Result<String, String> {
    let logs = house.read(|link, _| Ok(national::standings(link)?)).await;
    let logs = logs.map_err(|e| e.to_string())?;
    let refused = logs.iter().filter_map(|log| {
        let refused = log.contradicts()?;
        let (origin, entry) = (&log.origin, refused.entry);
        Some(format!("{origin} {}: entry {entry}", refused.reason))
    });
    let refused: Vec<String> = refused.collect();
    let never = house.read(|link, parts| Ok(national::unreached(link, parts)?));
    let never = never.await.map_err(|e| e.to_string())?;
    let never = never.iter().map(|log| format!("{log} never reached"));
    let refused: Vec<String> = refused.into_iter().chain(never).collect();
    if refused.is_empty() {
        return Ok(format!("{} received", logs.len()));
    }
    Err(refused.join("; "))
}

async fn national_log(house: Casework) -> Result<String, String> {
    let now = house.parts.clock.now();
    let read = house.read(|link, _| {
        let size = casework::record::checkpoint(link)?.0;
        Ok((national::place(link)?, size))
    });
    let (place, size) = read.await.map_err(|e| e.to_string())?;
    let Some(place) = place else {
        return Err("it has received nothing of this log that holds".into());
    };
    let line = format!(
        "{} of {size} entries received by {}",
        place.size, place.nation
    );
    if place.size < size && now.duration_since(place.at) > LATE {
        return Err(line);
    }
    Ok(line)
}

/// How it stands, as metrics.
#[derive(Clone, Debug, Default)]
struct Gauges {
    refused: Gauge<u64, AtomicU64>,
    oldest: Gauge<u64, AtomicU64>,
    lag: Gauge<u64, AtomicU64>,
}

impl Gauges {
    async fn follow(self, casework: Casework, every: Duration) {
        let mut tick = tokio::time::interval(every);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            let read = casework.read(|link, _| {
                let size = casework::record::checkpoint(link)?.0;
                Ok((national::standings(link)?, national::place(link)?, size))
            });
            let Ok((logs, place, size)) = read.await else {
                continue;
            };
            let refused = logs
                .iter()
                .filter(|log| log.contradicts().is_some())
                .count();
            self.refused.set(refused as u64);
            let now = casework.parts.clock.now();
            let oldest = logs.iter().map(|log| log.received_at).min();
            let seconds = oldest.map_or(0, |at| now.duration_since(at).as_secs());
            self.oldest.set(u64::try_from(seconds).unwrap_or(0));
            self.lag
                .set(size.saturating_sub(place.map_or(0, |p| p.size)));
        }
    }
}
