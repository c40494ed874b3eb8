//! `/healthz`, `/readyz`, `/metrics`.

use crate::access::{Access, Public, Routes};
use crate::error::AsItIs;
use crate::view::View;
use axum::Extension;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::future::BoxFuture;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use subtle::ConstantTimeEq as _;

/// A condition of readiness: its name and a check that says how it stands or what is wrong.
#[derive(Clone)]
pub struct Ready {
    /// The name, such as `store`.
    pub name: &'static str,
    /// Whether requests can be served all the same where it does not hold: it is told, and the
    /// answer stays 200.
    pub advisory: bool,
    /// The check; what it says where it holds may be empty.
    pub check: Check,
}

/// What is asked of a [`Ready`].
pub type Check = Arc<dyn Fn() -> BoxFuture<'static, Result<String, String>> + Send + Sync>;

impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ready")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    method: String,
    route: String,
    status: u16,
}

/// Seconds; the bars are 10 and 25 ms at the 99th percentile, so the steps are fine around them.
const BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0,
];

/// Metrics of the process in the form of Prometheus. Cheap to clone.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Mutex<Registry>>,
    requests: Family<Labels, Histogram>,
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let requests =
            Family::<Labels, Histogram>::new_with_constructor(|| Histogram::new(BUCKETS));
        let mut registry = Registry::default();
        registry.register(
            "http_request_duration_seconds",
            "Time to answer a request",
            requests.clone(),
        );
        Self {
            registry: Arc::new(Mutex::new(registry)),
            requests,
        }
    }
}

impl Metrics {
    /// Lets a domain add its own metrics.
    pub fn register(&self, add: impl FnOnce(&mut Registry)) {
        add(&mut self.registry.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Notes a request. Its label is the route's pattern, never the address, which may hold a case number.
    pub(crate) fn observe(&self, method: &Method, response: &Response, took: Duration) {
        let labels = Labels {
            method: crate::trace::known(method).to_owned(),
            route: route(response).to_owned(),
            status: response.status().as_u16(),
        };
        self.requests
            .get_or_create(&labels)
            .observe(took.as_secs_f64());
    }

    fn encode(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        let registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        prometheus_client::encoding::text::encode(&mut text, &registry)?;
        Ok(text)
    }
}

/// Which route answered: its pattern.
#[derive(Clone)]
pub(crate) struct RouteName(String);

/// The pattern of the route that answered.
pub(crate) fn route(response: &Response) -> &str {
    let name = response.extensions().get::<RouteName>();
    name.map_or("none", |r| r.0.as_str())
}

/// Notes in the response which route answered.
pub(crate) async fn name_route(request: Request, next: Next) -> Response {
    let name = request
        .extensions()
        .get::<MatchedPath>()
        .map(|m| RouteName(m.as_str().to_owned()));
    let mut response = next.run(request).await;
    if let Some(name) = name {
        response.extensions_mut().insert(name);
    }
    response
}

/// What the house is like inside is not for everybody: the path is answered on this machine, or for who
/// shows the token. A proxy here makes everybody look local, so what came through one does not count.
fn may_see(view: &View, headers: &HeaderMap) -> bool {
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "));
    match &view.shell.site.metrics_token {
        Some(token) => shown.is_some_and(|s| s.as_bytes().ct_eq(token.as_bytes()).into()),
        None => {
            let proxied = ["x-forwarded-for", "forwarded", "x-real-ip"];
            view.peer.is_some_and(|peer| peer.is_loopback())
                && !proxied.iter().any(|name| headers.contains_key(*name))
        }
    }
}

pub(crate) fn routes(ready: Vec<Ready>, metrics: Metrics) -> Routes {
    Routes::new()
        .get("/healthz", Access::Public, async |_: Public| "ok\n")
        .get("/readyz", Access::Public, move |_: Public| {
            readyz(ready.clone())
        })
        .get(
            "/metrics",
            Access::Public,
            move |Public(view): Public, headers: HeaderMap| {
                let metrics = metrics.clone();
                async move {
                    if may_see(&view, &headers) {
                        show(&metrics)
                    } else {
                        crate::error::Problem::not_found().into_response()
                    }
                }
            },
        )
}

async fn readyz(ready: Vec<Ready>) -> Response {
    let mut body = String::new();
    let mut status = StatusCode::OK;
    for condition in ready {
        let line = match (condition.check)().await {
            Ok(how) if how.is_empty() => "ok".to_owned(),
            Ok(how) => format!("ok: {how}"),
            Err(why) if condition.advisory => format!("WARNING: {why}"),
            Err(why) => {
                status = StatusCode::SERVICE_UNAVAILABLE;
                why
            }
        };
        body.push_str(&format!("{}: {line}\n", condition.name));
    }
    let plain = [(header::CONTENT_TYPE, "text/plain; version=ready")];
    // The page of an error would hide the lines from whoever looks why.
    (status, plain, Extension(AsItIs), body).into_response()
}

fn show(metrics: &Metrics) -> Response {
    match metrics.encode() {
        Ok(text) => {
            let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, media_type)], text).into_response()
        }
        Err(e) => crate::error::Problem::internal(e).into_response(),
    }
}
