use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use casework::{Clock, Entropy};
use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;
use watch::witness::{self, Config, Store, Watch};
use web::health::Ready;
use web::session::MemorySessions;
use web::{Shell, Site, Texts};

use super::logs::{LogFormat, log_to_stderr};
use super::serve::stopped;
use crate::failure::{Failure, Holds, say};
use crate::options;

/// `diwan witness`
#[derive(Args)]
pub(crate) struct Witness {
    /// The configuration (TOML): name, operator, and the keys of the logs to watch.
    #[arg(
        long,
        default_value = "witness.toml",
        env = "DIWAN_WITNESS_CONFIG",
        value_name = "FILE"
    )]
    config: PathBuf,
    /// Prints the witness's public keys as the lines of a policy, making the keys where there are none, and ends.
    #[arg(long, conflicts_with = "status")]
    keys: bool,
    /// Prints what this witness has seen, also while it runs, and ends; 1 where a log has forked.
    #[arg(long)]
    status: bool,
    /// With --status: as JSON.
    #[arg(long, requires = "status")]
    json: bool,
}

impl Witness {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let config = Config::read(&self.config).map_err(said)?;
        let keys = witness::read_or_make(&config.data.join("keys"), &config.name, |seed| {
            Entropy::System.fill(seed);
        });
        let logs = config.logs.iter().flat_map(|log| log.keys.iter().cloned());
        let itself = ::witness::Witness::new(keys.map_err(said)?, logs);
        if self.keys {
            let url = config.url(config.listen.port());
            witness::policy_lines(itself.keys(), &url)
                .iter()
                .for_each(say);
            return Ok(Holds::Yes);
        }
        if self.status {
            return self.show(&config, &itself);
        }
        log_to_stderr(LogFormat::Text, None);
        let store = Store::open(&config.data, itself).map_err(said)?;
        options::runtime()?.block_on(serve(&config, Arc::new(store)))
    }

    fn show(&self, config: &Config, itself: &::witness::Witness) -> Result<Holds, Failure> {
        let logs = witness::read_all(&config.data, itself).map_err(said)?;
        for (origin, state) in &logs {
            let (size, time) = state
                .seen
                .as_ref()
                .map_or((0, None), |s| (s.size, Some(s.time)));
            let forks = state.forks.len();
            if self.json {
                say(json!({ "origin": origin, "size": size, "cosigned_at": time, "forks": forks }));
            } else if forks > 0 {
                say(format_args!(
                    "{origin}: FORKED: {forks} proofs in {}",
                    config.data.join("forks").display()
                ));
            } else {
                let at =
                    time.and_then(|t| jiff::Timestamp::from_second(i64::try_from(t).ok()?).ok());
                let at = at.map_or_else(
                    || "never cosigned".to_owned(),
                    |t| format!("cosigned at {t}"),
                );
                say(format_args!("{origin}: {size} entries, {at}"));
            }
        }
        Ok(logs.values().all(|state| state.forks.is_empty()).into())
    }
}

async fn serve(config: &Config, store: Arc<Store>) -> Result<Holds, Failure> {
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.map_err(|e| Failure::Said(format!("{}: {e}", config.listen)))?;
    let address = listener.local_addr().map_err(said)?;
    let url = config.url(address.port());
    let clock = Arc::new(|| Clock::System.now());
    let watch = Watch::new(config, url.clone(), Arc::clone(&store), clock.clone());
    let app = shell(config, url, store)?.router(vec![witness::domain(watch)]);
    let service = app.map_err(said)?.router;
    say(format_args!("listening on http://{address}"));
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stopped());
    served.await.map_err(said)?;
    Ok(Holds::Yes)
}

fn shell(config: &Config, url: String, store: Arc<Store>) -> Result<Shell, Failure> {
    let site = Site {
        name: "watch-site-name",
        agency: "watch-site-agency",
        hsts: url.starts_with("https://"),
        origin: url,
        proxies: config.proxies,
        sign_in: "",
        limits: witness::limits(config),
        ..Site::default()
    };
    let forks = Ready {
        name: "logs",
        advisory: true,
        check: Arc::new(move || {
            let forked: Vec<String> = store
                .logs()
                .into_iter()
                .filter_map(|(origin, state)| (!state.forks.is_empty()).then_some(origin))
                .collect();
            let outcome = if forked.is_empty() {
                Ok(String::new())
            } else {
                Err(format!("forked: {}", forked.join(", ")))
            };
            Box::pin(async { outcome })
        }),
    };
    Ok(Shell {
        site,
        sessions: Arc::new(MemorySessions::default()),
        clock: Arc::new(|| Clock::System.now()),
        entropy: Arc::new(|bytes: &mut [u8]| Entropy::System.fill(bytes)),
        texts: Texts::new().map_err(said)?,
        ready: vec![forks],
        metrics: web::health::Metrics::default(),
    })
}

fn said(e: impl std::fmt::Display) -> Failure {
    Failure::Said(e.to_string())
}
