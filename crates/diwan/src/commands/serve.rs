use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use casework::calls::{self, Caller};
use casework::nodes::Node;
use casework::outbox::{self, Mail};
use casework::reference::Reference;
use casework::scheduler::Pulse;
use casework::stamps::{self, Authority};
use casework::{Casework, Clock, Entropy, scheduler};
use clap::Args;
use open::{Hosts, Open};
use services::{Office, StoredSessions};
use tlog::Policy;
use tokio::net::TcpListener;
use web::access::RouteInfo;
use web::health::Ready;
use web::{Access, NavLink, Shell, Site, Texts};

use super::channels::Channels;
use super::demo;
use super::logs::{LogFormat, log_to_stderr};
use super::nation::Nations;
use super::providers::Providers;
use super::ready::{Limits, ready};
use super::vitals::House as Vitals;
use crate::failure::{Failure, Holds, read, say, warn};
use crate::languages::{Languages, Spoken};
use crate::options::{self, Calls, Place};
use crate::traces::{Collector, Counts};

/// Largest file of settings in bytes.
const LARGEST_SETTINGS: u64 = 1 << 20;

/// `diwan serve`
#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    place: Place,
    /// Where to listen; port 0 takes a free one.
    #[arg(
        long,
        default_value = "127.0.0.1:8080",
        env = "DIWAN_LISTEN",
        value_name = "ADDR"
    )]
    listen: SocketAddr,
    /// Where citizens reach it, such as https://licences.example; `http://localhost:PORT` otherwise.
    #[arg(long, env = "DIWAN_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// The mail server (smtp://host:port, smtps://user:password@host). Without one, mail waits in the outbox.
    #[arg(long, env = "DIWAN_SMTP", value_name = "URL", hide_env_values = true)]
    smtp: Option<String>,
    /// The address that mail comes from.
    #[arg(
        long,
        default_value = "diwan@localhost",
        env = "DIWAN_MAIL_FROM",
        value_name = "ADDRESS"
    )]
    mail_from: String,
    #[command(flatten)]
    calls: Calls,
    #[command(flatten)]
    channels: Channels,
    #[command(flatten)]
    providers: Providers,
    /// How many proxies in front are ours: so many entries of X-Forwarded-For count.
    #[arg(long, default_value_t = 0, env = "DIWAN_PROXIES", value_name = "N")]
    proxies: usize,
    /// A time server (SNTP) that the clock is compared with every minute; a difference of more than a second is an entry.
    #[arg(long, env = "DIWAN_TIME_REFERENCE", value_name = "HOST[:PORT]")]
    time_reference: Option<String>,
    /// The policy of the log's witnesses (C2SP tlog-policy): whom to ask for cosignatures, and how many are enough.
    #[arg(long, env = "DIWAN_WITNESS_POLICY", value_name = "FILE")]
    witness_policy: Option<PathBuf>,
    /// A timestamp authority (RFC 3161) that stamps checkpoints.
    #[arg(
        long,
        env = "DIWAN_TIMESTAMP_AUTHORITY",
        value_name = "URL",
        requires = "timestamp_roots"
    )]
    timestamp_authority: Option<String>,
    /// The certificates (PEM) that the authority's must lead to.
    #[arg(long, env = "DIWAN_TIMESTAMP_ROOTS", value_name = "FILE")]
    timestamp_roots: Option<PathBuf>,
    /// Seconds between two stamps.
    #[arg(long, default_value_t = 3600, env = "DIWAN_TIMESTAMP_EVERY", value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    timestamp_every: u64,
    #[command(flatten)]
    nations: Nations,
    /// Thresholds of the red flags that differ from the defaults (TOML), as of `diwan redflags --print-settings`.
    #[arg(long, env = "DIWAN_REDFLAGS_SETTINGS", value_name = "FILE")]
    redflags_settings: Option<std::path::PathBuf>,
    /// Hosts from which contracting data may be fetched by https, such as data.example.
    #[arg(
        long,
        env = "DIWAN_FETCH_HOSTS",
        value_name = "HOST",
        value_delimiter = ','
    )]
    fetch_hosts: Vec<String>,
    /// How lines on standard error are written: `text` for people, `json` an object a line for programs.
    #[arg(long, value_enum, default_value_t = LogFormat::Text, env = "DIWAN_LOG_FORMAT")]
    log_format: LogFormat,
    /// An OpenTelemetry collector (OTLP over HTTP) that gets traces, such as http://localhost:4318.
    #[arg(long, env = "DIWAN_OTLP_ENDPOINT", value_name = "URL")]
    otlp_endpoint: Option<String>,
    #[command(flatten)]
    languages: Languages,
    #[command(flatten)]
    limits: Limits,
    /// What /metrics asks for as `Authorization: Bearer`. Without it, only this machine may read them.
    #[arg(
        long,
        env = "DIWAN_METRICS_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true
    )]
    metrics_token: Option<String>,
    /// Fills it with packs and people whom every visitor may be. Only on this machine, unless --demo-anywhere.
    #[arg(long)]
    demo: bool,
    /// A demonstration that other machines can reach: everybody can be everybody there.
    #[arg(long, requires = "demo")]
    demo_anywhere: bool,
    /// Requests a second that one client may make in the long run (for measuring).
    #[arg(long, default_value_t = 20.0, value_name = "N", hide = true)]
    requests_per_second: f64,
    /// Says every route with who may call it, before it listens (for tests of all pages).
    #[arg(long, hide = true)]
    list_routes: bool,
}

impl Serve {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        if self.demo && !self.demo_anywhere && !self.listen.ip().is_loopback() {
            return Err(Failure::Said(format!(
                "--demo lets every visitor be every official: {} is reachable from other machines; add --demo-anywhere if that is meant",
                self.listen
            )));
        }
        let spans = Counts::default();
        let endpoint = self.otlp_endpoint.as_deref();
        let collector = endpoint.map(|url| Collector::start(url, spans.clone()));
        let collector = collector.transpose()?;
        log_to_stderr(self.log_format, collector.clone());
        let outcome = options::runtime()?.block_on(self.serve(spans));
        if let Some(collector) = collector {
            collector.flush();
        }
        outcome
    }

    async fn serve(&self, spans: Counts) -> Result<Holds, Failure> {
        let listener = TcpListener::bind(self.listen)
            .await
            .map_err(|e| Failure::Said(format!("{}: {e}", self.listen)))?;
        let address = listener
            .local_addr()
            .map_err(|e| Failure::Said(e.to_string()))?;
        let url = self
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://localhost:{}", address.port()));
        let spoken = self.languages.ready()?;
        let vitals = Vitals::default();
        let public = url.trim_end_matches('/').to_owned();
        let casework = self.open(public, &vitals).await?;
        self.publish_key(&casework)?;
        let node = Node::enter(&casework).await?;
        tokio::spawn(node.clone().run(casework.clone(), casework::nodes::EVERY));
        let contracts = self.open_contracting(&casework)?;
        self.nations.start(&casework)?;
        let office = if self.demo {
            let people = demo::fill(&casework, &spoken).await?;
            Office::with_demo(casework.clone(), people)
        } else {
            Office::new(casework.clone())
        };
        let office = office.map_err(|e| Failure::Said(e.to_string()))?;
        if self.demo {
            demo::import(&casework).await?;
            demo::opinions(&casework).await?;
        }
        spoken.in_packs(&current_packs(&casework).await?)?;
        tokio::spawn(open::import::run(contracts.clone()));
        let every = feedback::entering::EVERY;
        tokio::spawn(feedback::entering::run(casework.clone(), every));
        let reference = self.time_reference.as_deref().map(Reference::new);
        let pulse = Pulse::default();
        self.start_jobs(&casework, &pulse, reference.as_ref())?;
        if casework.parts.policy.is_some() {
            casework::witnesses::begin(&casework).await?;
        }
        let mut ready = ready(&casework, reference, pulse, self.limits);
        ready.extend(self.nations.ready(&casework));
        let metrics = metrics(&casework, vitals, &spans);
        self.nations.measure(&casework, &metrics);
        let app = self
            .shell(&casework, &url, (ready, metrics), &spoken)?
            .router(vec![
                services::domain(office),
                open::domain(contracts),
                feedback::domain(feedback::Feedback::new(casework.clone())),
            ])
            .map_err(|e| Failure::Said(e.to_string()))?;
        if self.list_routes {
            list_routes(&app.routes);
        }
        tracing::info!(%address, "listening");
        say(format_args!("listening on http://{address}"));
        if self.demo {
            warn(format_args!(
                "this is a demonstration: open {url}/demo and be any of its people"
            ));
        } else if self.smtp.is_none() {
            warn("no mail server (--smtp): sign-in codes and notices wait in the outbox");
        }
        let service = app
            .router
            .into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(stopped())
            .await
            .map_err(|e| Failure::Said(e.to_string()))?;
        if let Err(error) = node.leave(&casework).await {
            tracing::warn!(%error, "the other nodes do not hear that this one ends");
        }
        Ok(Holds::Yes)
    }

    async fn open(&self, public_url: String, vitals: &Vitals) -> Result<Casework, Failure> {
        let mut settings = self.place.settings();
        settings.public_url = public_url;
        settings.writer.watch = Some(vitals.watch());
        self.channels.set(&mut settings)?;
        settings.providers = self.providers.read()?;
        settings.policy = self.policy()?.map(Arc::new);
        settings.authority = self.authority()?.map(Arc::new);
        settings.follows = self.nations.follows(&settings.origin)?;
        let opened = tokio::task::spawn_blocking(move || Casework::open(settings)).await;
        Ok(opened.map_err(|e| Failure::Said(e.to_string()))??)
    }

    /// The timestamp authority.
    fn authority(&self) -> Result<Option<Authority>, Failure> {
        let (Some(url), Some(path)) = (&self.timestamp_authority, &self.timestamp_roots) else {
            return Ok(None);
        };
        let roots = options::timestamp_roots(path)?;
        let url = url.clone();
        Ok(Some(Authority { url, roots }))
    }

    /// The policy of the log's witnesses; it must not name another log than this one.
    fn policy(&self) -> Result<Option<Policy>, Failure> {
        let Some(path) = &self.witness_policy else {
            return Ok(None);
        };
        let policy = options::policy(path)?;
        let ours = |log: &tlog::policy::PolicyLog| log.key.name() == self.place.origin;
        if !policy.logs().is_empty() && !policy.logs().iter().any(ours) {
            let why = format!("none of its logs is this one, `{}`", self.place.origin);
            return Err(Failure::file(path, why));
        }
        Ok(Some(policy))
    }

    fn open_contracting(&self, casework: &Casework) -> Result<Open, Failure> {
        let settings = match &self.redflags_settings {
            Some(path) => String::from_utf8(read(path, LARGEST_SETTINGS)?)
                .map_err(|_| Failure::file(path, "not UTF-8"))?,
            None => String::new(),
        };
        let hosts = Hosts::new(self.fetch_hosts.iter().map(String::as_str))
            .map_err(|name| Failure::Said(format!("--fetch-hosts {name}: no name of a host")))?;
        Open::new(casework.clone(), settings, hosts).map_err(|e| Failure::Said(e.to_string()))
    }

    /// The log's key beside the checkpoint, for `diwan verify` on this machine.
    fn publish_key(&self, casework: &Casework) -> Result<(), Failure> {
        let path = self.place.data.join("record").join("vkey");
        let keys = casework.published().borrow().keys.join("\n");
        std::fs::write(&path, format!("{keys}\n")).map_err(|e| Failure::file(&path, e))
    }

    fn start_jobs(
        &self,
        casework: &Casework,
        pulse: &Pulse,
        reference: Option<&Reference>,
    ) -> Result<(), Failure> {
        if let Some(reference) = reference.cloned() {
            tokio::spawn(reference.run(casework.clone(), Duration::from_secs(60)));
        }
        tokio::spawn(casework.clone().publish_checkpoints());
        if casework.parts.policy.is_some() {
            let every = casework::witnesses::EVERY;
            let patience = casework::witnesses::PATIENCE;
            tokio::spawn(casework::witnesses::run(casework.clone(), every, patience));
        }
        if casework.parts.authority.is_some() {
            let (every, patience) = (Duration::from_secs(self.timestamp_every), stamps::PATIENCE);
            tokio::spawn(stamps::run(casework.clone(), every, patience));
        }
        let every = casework::retention::EVERY;
        tokio::spawn(casework::retention::run(casework.clone(), every));
        let second = Duration::from_secs(1);
        tokio::spawn(scheduler::run(casework.clone(), pulse.clone(), second));
        let mail = self
            .smtp
            .as_deref()
            .map(|url| Mail::new(url, &self.mail_from));
        let mail = mail.transpose()?;
        tokio::spawn(outbox::run(casework.clone(), mail, second));
        tokio::spawn(casework::webhooks::run(casework.clone(), second));
        let caller = Caller::new(&casework.parts, self.calls.allowed()?);
        tokio::spawn(calls::run(casework.clone(), caller, Duration::from_secs(1)));
        let warmed = casework.clone();
        tokio::spawn(async move { services::warm_figures(&warmed).await });
        let sessions = casework.clone();
        tokio::spawn(async move {
            let mut tick = tokio::time::interval(Duration::from_secs(300));
            loop {
                tick.tick().await;
                if let Err(error) = services::sweep_sessions(&sessions).await {
                    tracing::error!(%error, "sessions");
                }
            }
        });
        Ok(())
    }

    fn shell(
        &self,
        casework: &Casework,
        url: &str,
        (ready, metrics): (Vec<Ready>, web::health::Metrics),
        spoken: &Spoken,
    ) -> Result<Shell, Failure> {
        let published = casework.published();
        let checkpoint = Arc::new(move || line(&published.borrow()));
        let mut site = Site {
            banner: self.demo.then_some("site-banner-demo"),
            design: self.demo,
            origin: url.trim_end_matches('/').to_owned(),
            hsts: url.starts_with("https://"),
            zone: self.channels.time_zone.clone(),
            fallback: spoken.fallback,
            hijri: self.languages.hijri,
            proxies: self.proxies,
            checkpoint: Some(checkpoint),
            metrics_token: self.metrics_token.clone(),
            ..Site::default()
        };
        site.limits.per_second = self.requests_per_second;
        if self.demo {
            // One visitor is many people there.
            site.limits.burst = 2_000;
            site.limits.per_second = self.requests_per_second.max(200.0);
            site.limits.writes_per_minute = 6_000.0;
        }
        site.account = vec![NavLink {
            href: "/account",
            key: "account-title",
            access: Access::SignedIn,
        }];
        Ok(Shell {
            site,
            sessions: Arc::new(StoredSessions::new(casework.clone())),
            clock: Arc::new(|| Clock::System.now()),
            entropy: Arc::new(|bytes: &mut [u8]| Entropy::System.fill(bytes)),
            texts: Texts::offering(&spoken.offered)
                .and_then(|texts| texts.with(&spoken.texts))
                .map_err(|e| Failure::Said(e.to_string()))?,
            ready,
            metrics,
        })
    }
}

/// A line for each route: `route GET /cases/{number} SignedIn`.
fn list_routes(routes: &[RouteInfo]) {
    for route in routes {
        let (method, path, access) = (&route.method, &route.path, route.access);
        say(format_args!("route {method} {path} {access:?}"));
    }
}

/// The packs that new cases run on.
async fn current_packs(casework: &Casework) -> Result<Vec<Arc<pack::Pack>>, Failure> {
    let read = casework.read(|link, parts| {
        let hashes = casework::case::deployed(link)?;
        let packs = hashes.iter().map(|hash| parts.packs.get(link, hash));
        packs.collect::<Result<Vec<_>, _>>()
    });
    Ok(read.await?)
}

/// The metrics of the process and the house, with those of the witnesses where there is a policy.
fn metrics(casework: &Casework, vitals: Vitals, spans: &Counts) -> web::health::Metrics {
    let metrics = web::health::Metrics::default();
    metrics.register(|registry| spans.register(registry));
    metrics.register(|registry| vitals.register(registry));
    tokio::spawn(vitals.follow(casework.clone(), Duration::from_secs(5)));
    if casework.parts.policy.is_some() {
        let gauges = super::gauges::Witnesses::default();
        metrics.register(|registry| gauges.register(registry));
        tokio::spawn(gauges.follow(casework.clone(), Duration::from_secs(5)));
    }
    metrics
}

/// The checkpoint as the footer shows it.
fn line(published: &casework::record::Published) -> Option<web::CheckpointLine> {
    let mut lines = published.checkpoint.lines().skip(1);
    let size = lines.next()?.parse().ok()?;
    let hash = lines.next()?.to_owned();
    Some(web::CheckpointLine {
        size,
        hash,
        at: Clock::System.now(),
        href: "/record".into(),
    })
}

/// Ends when the process is asked to.
pub(super) async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let mut terminate =
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(signal) => signal,
                Err(_) => return drop(interrupt.await),
            };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
