//! Traces for a collector: OTLP over HTTP in its JSON encoding (OpenTelemetry protocol 1.x, *OTLP/HTTP* and *JSON Protobuf Encoding*).
//!
//! Only spans that were made to leave, and of them only the attributes of [`ATTRIBUTES`]: a span that somebody adds elsewhere, or a
//! field with a name in it, stays here. Nothing waits for the collector: what it does not take in time is dropped and counted.

mod export;
mod json;

use std::fmt::Debug;

use casework::{Clock, Entropy};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

pub(crate) use export::{Collector, Counts};

/// The target of spans that may leave.
const TARGET: &str = "diwan_trace";

/// What may leave of a span: names of code and routes, methods, hosts that the operator named, counts.
const ATTRIBUTES: [&str; 8] = [
    "code.function.name",
    "diwan.attempt",
    "diwan.commands",
    "diwan.held",
    "http.request.method",
    "http.response.status_code",
    "http.route",
    "server.address",
];

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Number(i64),
    Truth(bool),
}

/// A span, while it is open and when it leaves.
#[derive(Clone, Debug)]
struct Traced {
    trace: [u8; 16],
    id: [u8; 8],
    parent: Option<[u8; 8]>,
    name: &'static str,
    /// Nanoseconds since 1970.
    begun: i128,
    ended: i128,
    attributes: Vec<(&'static str, Value)>,
    /// Who asked traces this request; where they do not, neither do we.
    sampled: bool,
}

impl Traced {
    fn text(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| *n == name);
        match found {
            Some((_, Value::Text(text))) => Some(text),
            _ => None,
        }
    }
}

/// Takes spans as they end, for the collector.
pub(crate) struct Spans(Collector);

impl Spans {
    pub(crate) fn new(collector: Collector) -> Self {
        Self(collector)
    }

    /// Which spans may leave.
    pub(crate) fn leaves(metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.target() == TARGET
    }
}

impl<S> Layer<S> for Spans
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let above = span.parent().and_then(|parent| {
            let held = parent.extensions();
            held.get::<Traced>().map(|p| (p.trace, p.id, p.sampled))
        });
        let above = above.or_else(|| remote(fields.parent.as_deref()?));
        let (trace, parent, sampled) = match above {
            Some((trace, parent, sampled)) => (trace, Some(parent), sampled),
            None => (Entropy::System.bytes(), None, true),
        };
        let traced = Traced {
            trace,
            id: Entropy::System.bytes(),
            parent,
            name: span.name(),
            begun: now(),
            ended: 0,
            attributes: fields.attributes,
            sampled,
        };
        span.extensions_mut().insert(traced);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut fields = Fields::default();
        values.record(&mut fields);
        if let Some(traced) = span.extensions_mut().get_mut::<Traced>() {
            traced.attributes.extend(fields.attributes);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id);
        let traced = span.and_then(|span| span.extensions_mut().remove::<Traced>());
        if let Some(mut traced) = traced.filter(|t| t.sampled) {
            traced.ended = now();
            self.0.take(traced);
        }
    }
}

fn now() -> i128 {
    Clock::System.now().as_nanosecond()
}

/// The span of another system in which a request was made: `version-trace-parent-flags`; the last bit of the flags: it is traced (W3C
/// Trace Context, 3.2.2).
fn remote(text: &str) -> Option<([u8; 16], [u8; 8], bool)> {
    let mut parts = text.split('-').skip(1);
    let mut next = || hex::decode(parts.next()?).ok();
    let trace = next()?.try_into().ok()?;
    let parent = next()?.try_into().ok()?;
    let flags = next()?;
    Some((trace, parent, flags.first()? & 1 == 1))
}

/// What of a span's fields may leave.
#[derive(Default)]
struct Fields {
    attributes: Vec<(&'static str, Value)>,
    parent: Option<String>,
}

impl Fields {
    fn put(&mut self, field: &Field, value: Value) {
        match value {
            Value::Text(text) if field.name() == "traceparent" => self.parent = Some(text),
            value if ATTRIBUTES.contains(&field.name()) => {
                self.attributes.push((field.name(), value));
            }
            _ => {}
        }
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        // How the compiler calls a command's code: the function around it is its name.
        let value = value.trim_end_matches("::{{closure}}");
        self.put(field, Value::Text(value.to_owned()));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, Value::Number(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(
            field,
            Value::Number(i64::try_from(value).unwrap_or(i64::MAX)),
        );
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, Value::Truth(value));
    }

    /// What is written for developers may hold anything: it stays.
    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
