//! Where what the program does goes: lines on standard error, spans to a collector.

use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::traces::{Collector, Spans};

/// How lines of the log are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum LogFormat {
    Text,
    Json,
}

/// Logs what `RUST_LOG` asks for, warnings otherwise; hands spans to the collector, where there is one.
pub(super) fn log_to_stderr(format: LogFormat, collector: Option<Collector>) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    // The hint keeps what is finer from being asked about at all.
    let leaves = filter_fn(Spans::leaves).with_max_level_hint(LevelFilter::INFO);
    let spans = collector.map(|c| Spans::new(c).with_filter(leaves));
    // A second subscriber in one process is a test's own.
    let _ = tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .with(spans)
        .try_init();
    std::panic::set_hook(Box::new(panicked));
}

/// A line for a panic: where, and its text where that is the code's own. One made when it ran may have what somebody wrote in it.
fn panicked(panic: &std::panic::PanicHookInfo<'_>) {
    let text = panic.payload().downcast_ref::<&'static str>().copied();
    let at = panic.location().map(ToString::to_string);
    tracing::error!(at, text, "panic");
}
