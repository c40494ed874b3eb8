//! One call: resolved once, connected to that address, no redirect, and nothing read past a limit.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use pack::call::{DEEPEST, depth};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use ureq::config::Config;
use ureq::http::request::Builder;
use ureq::http::{Request, Response, Uri};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, AsSendBody, Body};

use super::sign::{Signer, content_digest};
use super::{Allowed, address};
use crate::case::Answer;
use crate::record::fact::CallRequest;

/// Bytes of an answer at most.
const LARGEST: u64 = 1 << 20;
/// Bytes of an answer's headers at most.
const HEADERS: usize = 16 << 10;

/// Calls one host.
pub(super) struct Sender {
    origin: String,
    token: Option<String>,
    agent: Agent,
}

impl Sender {
    pub(super) fn new(allowed: Allowed) -> Self {
        Self {
            origin: allowed.origin.to_string(),
            token: allowed.token,
            agent: agent(allowed.internal),
        }
    }

    pub(super) fn send(&self, call: &CallRequest, signer: &Signer, at: Timestamp) -> Answer {
        let head = self.head(call, signer, at);
        let answered = match &call.body {
            Some(body) => self.run(head.body(body.clone().into_bytes()), call.timeout),
            None => self.run(head.body(()), call.timeout),
        };
        match answered {
            Ok(response) => answer(response),
            Err(e) => no_answer(e),
        }
    }

    fn run<B: AsSendBody>(
        &self,
        request: Result<Request<B>, ureq::http::Error>,
        seconds: u32,
    ) -> Result<Response<Body>, ureq::Error> {
        let request = self.agent.configure_request(request?);
        let timeout = Duration::from_secs(u64::from(seconds));
        self.agent
            .run(request.timeout_global(Some(timeout)).build())
    }

    /// The request but for its body, signed.
    fn head(&self, call: &CallRequest, signer: &Signer, at: Timestamp) -> Builder {
        let uri = format!("{}{}", self.origin, call.target);
        let body = call.body.as_deref().unwrap_or_default().as_bytes();
        let mut signed = vec![("idempotency-key", format!("\"{}\"", call.key))];
        if call.body.is_some() {
            signed.push(("content-type", "application/json".to_owned()));
        }
        signed.push(("content-digest", content_digest(body)));
        let (input, signature) = signer.sign((&call.method, &uri), &signed, at);
        let mut request = Request::builder()
            .method(call.method.as_str())
            .uri(uri)
            .header("accept", "application/json")
            .header("signature-input", input)
            .header("signature", signature);
        for (name, value) in signed {
            request = request.header(name, value);
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        request
    }
}

/// A client that follows nothing, keeps nothing, and connects to public addresses only, unless `internal`.
pub(crate) fn agent(internal: bool) -> Agent {
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let config = Config::builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A proxy from the environment would be an address that nobody allowed.
        .proxy(None)
        .max_response_header_size(HEADERS)
        // Each call resolves and connects anew: what was looked at is what is connected to.
        .max_idle_connections(0)
        .user_agent("diwan")
        .build();
    let resolver = Checked { internal };
    Agent::with_parts(config, DefaultConnector::default(), resolver)
}

fn failed(error: String, again: bool) -> Answer {
    Answer::Failed { error, again }
}

fn answer(mut response: Response<Body>) -> Answer {
    let status = response.status().as_u16();
    let header = |name: &str| {
        let value = response.headers().get(name)?;
        value.to_str().ok().map(str::to_owned)
    };
    let retry_after = header("retry-after").and_then(|v| v.trim().parse().ok());
    let media = header("content-type").unwrap_or_default();
    let read = response
        .body_mut()
        .with_config()
        .limit(LARGEST)
        .read_to_vec();
    let (hash, body) = match read {
        Ok(bytes) => (Sha256::digest(&bytes).into(), json(&media, &bytes)),
        Err(ureq::Error::BodyExceedsLimit(_)) => {
            let error = format!("with more than {LARGEST} bytes");
            (Sha256::digest(b"").into(), Err(error))
        }
        Err(e) => return no_answer(e),
    };
    Answer::Came {
        status,
        hash,
        body,
        retry_after,
    }
}

/// The JSON of an answer; no body at all is null.
fn json(media: &str, bytes: &[u8]) -> Result<Json, String> {
    if bytes.is_empty() {
        return Ok(Json::Null);
    }
    let kind = media.split(';').next().unwrap_or_default().trim();
    let kind = kind.to_ascii_lowercase();
    if kind != "application/json" && !kind.ends_with("+json") {
        return Err("not with JSON (by its Content-Type)".to_owned());
    }
    if depth(bytes) > DEEPEST {
        return Err(format!("with JSON deeper than {DEEPEST} levels"));
    }
    let body: Json = serde_json::from_slice(bytes)
        .map_err(|e| format!("not with JSON (line {}, column {})", e.line(), e.column()))?;
    Ok(body)
}

/// Why there is no answer, without anything of the request.
fn no_answer(error: ureq::Error) -> Answer {
    match error {
        ureq::Error::Timeout(_) => failed("no answer in time".to_owned(), true),
        ureq::Error::HostNotFound => failed("the host's name is not known".to_owned(), true),
        ureq::Error::Io(e) if e.kind() == io::ErrorKind::PermissionDenied => {
            failed(e.to_string(), false)
        }
        ureq::Error::Http(e) => failed(format!("the request cannot be made: {e}"), false),
        ureq::Error::LargeResponseHeader(..) => failed(
            format!("answered with more than {HEADERS} bytes of headers"),
            false,
        ),
        other => failed(format!("no connection: {other}"), true),
    }
}

/// Looks a name up once, and gives only addresses that may be connected to.
#[derive(Debug)]
struct Checked {
    internal: bool,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let inside = found.iter().find(|a| !address::is_public(a.ip()));
        match inside {
            Some(inside) if !self.internal => {
                let message = format!(
                    "the host's name leads to {}, which is not a public address: use --allow-internal-call if it should",
                    inside.ip()
                );
                Err(io::Error::new(io::ErrorKind::PermissionDenied, message).into())
            }
            _ => Ok(found),
        }
    }
}
