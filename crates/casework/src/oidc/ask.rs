//! What is asked of a provider: of the origins that the operator named, without a redirect, within bounds.

use std::time::Duration;

use pack::call::Origin;
use ureq::http::Request;
use ureq::{Agent, AsSendBody};

use super::Fault;
use crate::calls::agent;
pub(super) use crate::channels::push::split as origin_of;

/// How long an answer may take: somebody waits for the page.
const PATIENCE: Duration = Duration::from_secs(8);
/// Bytes of an answer at most.
const LARGEST: u64 = 256 << 10;

/// The way to a provider.
pub(super) struct Wire {
    agent: Agent,
    allowed: Vec<Origin>,
}

impl Wire {
    pub(super) fn new(internal: bool, allowed: Vec<Origin>) -> Self {
        let agent = agent(internal);
        Self { agent, allowed }
    }

    /// Whether an address is at an origin that the operator named.
    pub(super) fn allows(&self, url: &str) -> bool {
        origin_of(url).is_some_and(|origin| self.allowed.contains(&origin))
    }

    /// Asks for JSON.
    pub(super) fn get(&self, url: &str, bearer: Option<&str>) -> Result<(u16, Vec<u8>), Fault> {
        let mut request = Request::get(url).header("accept", "application/json");
        if let Some(token) = bearer {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.run(url, request.body(()))
    }

    /// Sends a form, as the client that `authorization` says.
    pub(super) fn post(
        &self,
        url: &str,
        authorization: Option<&str>,
        form: String,
    ) -> Result<(u16, Vec<u8>), Fault> {
        let mut request = Request::post(url)
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        self.run(url, request.body(form))
    }

    fn run<B: AsSendBody>(
        &self,
        url: &str,
        request: Result<Request<B>, ureq::http::Error>,
    ) -> Result<(u16, Vec<u8>), Fault> {
        if !self.allows(url) {
            return Err(Fault::Metadata(format!(
                "{url} is at a host that nobody named"
            )));
        }
        let away = |e: ureq::Error| Fault::Unreachable(e.to_string());
        let request = request.map_err(|e| Fault::Unreachable(e.to_string()))?;
        let request = self.agent.configure_request(request);
        let request = request.timeout_global(Some(PATIENCE)).build();
        let mut response = self.agent.run(request).map_err(away)?;
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(LARGEST);
        let body = body.read_to_vec().map_err(away)?;
        if status >= 500 {
            return Err(Fault::Unreachable(format!(
                "it answered with status {status}"
            )));
        }
        Ok((status, body))
    }
}

/// A value as a query or a form has it (RFC 3986, 2.3: what is unreserved stays).
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Names and values as a query or a form.
pub(super) fn form(values: &[(&str, &str)]) -> String {
    let pairs = values.iter().map(|(n, v)| format!("{n}={}", encoded(v)));
    pairs.collect::<Vec<_>>().join("&")
}
