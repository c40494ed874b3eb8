//! The way to the collector: a bounded queue and one thread of its own.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use casework::Entropy;
use casework::http::Http;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::registry::Registry;

use super::{Traced, json};

/// Spans that wait at most: some MiB.
const QUEUE: usize = 4096;
/// Spans in one request at most.
const BATCH: usize = 512;
/// How long spans are gathered.
const GATHER: Duration = Duration::from_secs(1);
/// How long the collector may take, and how long the end of the process waits for it.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of an answer that are read.
const ANSWER: u64 = 64 << 10;

/// What is no address of a collector.
#[derive(Debug, thiserror::Error)]
#[error(
    "--otlp-endpoint {0}: not http://host:port or https://host:port; `/v1/traces` is added to it"
)]
pub(crate) struct BadEndpoint(String);

impl From<BadEndpoint> for crate::failure::Failure {
    fn from(bad: BadEndpoint) -> Self {
        Self::Said(bad.to_string())
    }
}

/// What became of spans.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    sent: Counter,
    dropped: Counter,
}

impl Counts {
    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register(
            "trace_spans_sent",
            "Spans that the collector has taken",
            self.sent.clone(),
        );
        registry.register(
            "trace_spans_dropped",
            "Spans that were dropped because the collector did not take them in time",
            self.dropped.clone(),
        );
    }
}

enum Message {
    Span(Box<Traced>),
    /// All before this is sent now; whoever waits is told.
    Flush(SyncSender<()>),
}

/// A collector, as who hands spans over sees it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Collector {
    queue: SyncSender<Message>,
    counts: Counts,
}

impl Collector {
    /// Starts the thread that sends to `{endpoint}/v1/traces`.
    ///
    /// # Errors
    /// [`BadEndpoint`]; whether somebody listens there is not asked.
    pub(crate) fn start(endpoint: &str, counts: Counts) -> Result<Self, BadEndpoint> {
        let bad = || BadEndpoint(endpoint.to_owned());
        let host = ["http://", "https://"]
            .iter()
            .find_map(|scheme| endpoint.strip_prefix(scheme));
        let host = host.ok_or_else(bad)?;
        if host.is_empty() || host.starts_with(['/', ':']) || host.contains(['?', '#', ' ', '@']) {
            return Err(bad());
        }
        let url = format!("{}/v1/traces", endpoint.trim_end_matches('/'));
        let (queue, inbox) = sync_channel(QUEUE);
        let sender = Sender {
            url,
            http: Http::new(PATIENCE),
            node: hex::encode(Entropy::System.bytes::<8>()),
            counts: counts.clone(),
            down: false,
        };
        std::thread::Builder::new()
            .name("diwan-traces".into())
            .spawn(move || sender.serve(&inbox))
            .map_err(|_| bad())?;
        Ok(Self { queue, counts })
    }

    /// Takes a span, or drops it where too many wait: never blocks.
    pub(super) fn take(&self, span: Traced) {
        if let Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) =
            self.queue.try_send(Message::Span(Box::new(span)))
        {
            self.counts.dropped.inc();
        }
    }

    /// Sends what waits, and waits for it a little. Blocks.
    pub(crate) fn flush(&self) {
        let (told, done) = sync_channel(1);
        if self.queue.try_send(Message::Flush(told)).is_ok() {
            let _ = done.recv_timeout(PATIENCE);
        }
    }
}

struct Sender {
    url: String,
    http: Http,
    node: String,
    counts: Counts,
    /// The collector did not take the last.
    down: bool,
}

impl Sender {
    fn serve(mut self, inbox: &Receiver<Message>) {
        while let Ok(first) = inbox.recv() {
            let (spans, told) = gather(first, inbox);
            if !spans.is_empty() {
                self.send(&spans);
            }
            if let Some(told) = told {
                let _ = told.try_send(());
            }
        }
    }

    /// Sends once: what the collector does not take now is late for it, and dropped.
    fn send(&mut self, spans: &[Traced]) {
        let body = json::request(spans, &self.node).to_string();
        let answer = self
            .http
            .post(&self.url, "application/json", body.as_bytes(), ANSWER);
        let refused = match answer {
            Ok(reply) if (200..300).contains(&reply.status) => None,
            Ok(reply) => Some(format!("{}: answered {}", self.url, reply.status)),
            Err(unanswered) => Some(unanswered.to_string()),
        };
        let count = u64::try_from(spans.len()).unwrap_or(u64::MAX);
        match &refused {
            None => self.counts.sent.inc_by(count),
            Some(_) => self.counts.dropped.inc_by(count),
        };
        match (&refused, self.down) {
            (Some(why), false) => tracing::warn!(why, "traces are dropped"),
            (None, true) => tracing::warn!("the collector takes traces again"),
            _ => {}
        }
        self.down = refused.is_some();
    }
}

/// What comes within [`GATHER`] of the first, [`BATCH`] at most.
fn gather(first: Message, inbox: &Receiver<Message>) -> (Vec<Traced>, Option<SyncSender<()>>) {
    let (until, mut spans) = (Instant::now() + GATHER, Vec::new());
    let mut next = Ok(first);
    loop {
        match next {
            Ok(Message::Span(span)) => spans.push(*span),
            Ok(Message::Flush(told)) => return (spans, Some(told)),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return (spans, None);
            }
        }
        if spans.len() >= BATCH {
            return (spans, None);
        }
        next = inbox.recv_timeout(until.saturating_duration_since(Instant::now()));
    }
}
