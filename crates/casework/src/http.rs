//! The one HTTP client of the house: rustls with the machine's root certificates, and a limit on
//! everything. What is asked here is public; no cookie, no password is ever sent.

use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

/// A client with a limit on time. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Http(Agent);

/// An answer, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// `Content-Type`, empty where there is none.
    pub media: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[error("{url}: {cause}")]
pub struct Unanswered {
    /// What was asked.
    pub url: String,
    /// Why nothing came.
    pub cause: String,
}

impl Http {
    /// A client that waits so long for a whole answer.
    #[must_use]
    pub fn new(patience: Duration) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Agent::config_builder()
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            .max_redirects(3)
            .tls_config(tls)
            .user_agent(concat!("diwan/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(config.new_agent())
    }

    /// Asks for a resource of at most `most` bytes. Blocks.
    ///
    /// # Errors
    /// [`Unanswered`].
    pub fn get(&self, url: &str, most: u64) -> Result<Reply, Unanswered> {
        read(url, self.0.get(url).call(), most)
    }

    /// Sends a body and reads an answer of at most `most` bytes. Blocks.
    ///
    /// # Errors
    /// [`Unanswered`].
    pub fn post(
        &self,
        url: &str,
        media: &str,
        body: &[u8],
        most: u64,
    ) -> Result<Reply, Unanswered> {
        let sent = self.0.post(url).content_type(media).send(body);
        read(url, sent, most)
    }
}

fn read(
    url: &str,
    reply: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    most: u64,
) -> Result<Reply, Unanswered> {
    let unanswered = |error: ureq::Error| Unanswered {
        url: url.to_owned(),
        cause: error.to_string(),
    };
    let mut reply = reply.map_err(unanswered)?;
    let media = reply.headers().get("content-type");
    let media = media
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media = media.to_owned();
    let body = reply.body_mut().with_config().limit(most).read_to_vec();
    Ok(Reply {
        status: reply.status().as_u16(),
        media,
        body: body.map_err(unanswered)?,
    })
}
