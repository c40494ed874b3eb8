//! Web push: RFC 8030 (the protocol), RFC 8291 (encryption), RFC 8292 (VAPID). A message says that there is news in a case
//! and where to read it, nothing of anybody; its push service sees neither.

mod encrypt;
mod vapid;

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use pack::call::Origin;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use ureq::Agent;

use super::Device;
use crate::record::KeyError;
use crate::record::fact::Notice;

pub use encrypt::is_public_key;
pub use vapid::KEY_FILE;
use vapid::Vapid;

/// Seconds for which a push service keeps a message for a device that is off: a day. After that a reminder is no news.
const KEEP: u32 = 24 * 3600;
/// How long a push service may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of an answer that are looked at.
const LARGEST: u64 = 16 << 10;

/// Sends push messages. Cheap to clone.
#[derive(Clone)]
pub struct Push(Arc<Inner>);

struct Inner {
    vapid: Vapid,
    contact: String,
    internal: Vec<Origin>,
    outside: Agent,
    inside: Agent,
}

impl std::fmt::Debug for Push {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Push")
            .field("key", &self.public_key())
            .field("internal", &self.0.internal)
            .finish_non_exhaustive()
    }
}

/// What became of a message to one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// The push service has it.
    Taken,
    /// There is no such subscription any more.
    Gone,
    /// Not now.
    Later(String),
    /// Never.
    Never(String),
}

impl Push {
    /// With the key in a folder, made where there is none. `contact`: an https or mailto address at which the push services'
    /// operators reach the office (RFC 8292, 2.1). `internal`: push services that may be in the office's own network, and
    /// need no TLS.
    ///
    /// # Errors
    /// [`KeyError::File`] when the key cannot be read or made.
    pub fn new(
        keys: &std::path::Path,
        contact: &str,
        internal: Vec<Origin>,
    ) -> Result<Self, KeyError> {
        Ok(Self(Arc::new(Inner {
            vapid: Vapid::load_or_make(&keys.join(KEY_FILE))?,
            contact: contact.to_owned(),
            internal,
            outside: crate::calls::agent(false),
            inside: crate::calls::agent(true),
        })))
    }

    /// What browsers are told as `applicationServerKey`: the public key in base64url.
    #[must_use]
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.vapid.public_key())
    }

    /// Whether an endpoint is one to which messages go: https, or a service that the operator named.
    #[must_use]
    pub fn may_send_to(&self, endpoint: &str) -> bool {
        split(endpoint).is_some_and(|origin| origin.is_https() || self.is_internal(&origin))
    }

    fn is_internal(&self, origin: &Origin) -> bool {
        self.0.internal.contains(origin)
    }

    /// Sends a notice to a device. Blocks.
    pub(crate) fn send(&self, device: &Device, notice: &Notice, id: &str, at: Timestamp) -> Pushed {
        let Some(origin) =
            split(&device.device.endpoint).filter(|_| self.may_send_to(&device.device.endpoint))
        else {
            return Pushed::Never("nothing is sent to that address".to_owned());
        };
        let payload = payload(notice);
        let Some(body) = encrypt::encrypt(
            &device.device.key,
            &device.device.secret,
            payload.as_bytes(),
        ) else {
            return Pushed::Never("the device's key is none".to_owned());
        };
        let authorization = self.0.vapid.authorization(&origin, &self.0.contact, at);
        let agent = if self.is_internal(&origin) {
            &self.0.inside
        } else {
            &self.0.outside
        };
        let answered = agent
            .post(&device.device.endpoint)
            .header("authorization", authorization)
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", KEEP.to_string())
            .header("urgency", if notice.urgent { "high" } else { "normal" })
            // One that is sent again takes the place of itself (RFC 8030, 5.4): 32 characters of base64url.
            .header("topic", URL_SAFE_NO_PAD.encode(&Sha256::digest(id)[..24]))
            .config()
            .timeout_global(Some(PATIENCE))
            .build()
            .send(&body[..]);
        match answered {
            Ok(mut response) => {
                let status = response.status().as_u16();
                let said = response
                    .body_mut()
                    .with_config()
                    .limit(LARGEST)
                    .read_to_string();
                judged(status, &said.unwrap_or_default())
            }
            Err(ureq::Error::Io(e)) if e.kind() == std::io::ErrorKind::PermissionDenied => {
                Pushed::Never(
                    "the push service's name leads to an address that is not public".to_owned(),
                )
            }
            Err(e) => Pushed::Later(format!("the push service: {e}")),
        }
    }
}

/// What a status means (RFC 8030, 5, 7.2, 7.3; RFC 6585).
fn judged(status: u16, said: &str) -> Pushed {
    let said: String = said.chars().filter(|c| !c.is_control()).take(200).collect();
    let why = format!("the push service answered {status} {said}");
    match status {
        200..=299 => Pushed::Taken,
        404 | 410 => Pushed::Gone,
        // Ours to mend: a clock or key that is wrong. Later it may be right.
        401 | 403 | 408 | 429 | 500..=599 => Pushed::Later(why.trim_end().to_owned()),
        _ => Pushed::Never(why.trim_end().to_owned()),
    }
}

/// What the service worker is told. Title and address name the case by its number; nothing else is in it.
fn payload(notice: &Notice) -> String {
    let short = notice.short.as_ref();
    let (title, link) = short.map_or(("", ""), |s| (s.text.as_str(), s.link.as_str()));
    let language = notice.language.as_str();
    let dir = language::Lang::from_tag(language).map_or("ltr", language::Lang::dir);
    json!({ "title": title, "link": link, "lang": language, "dir": dir }).to_string()
}

/// The origin of an address.
pub(crate) fn split(url: &str) -> Option<Origin> {
    let fine = url.bytes().all(|b| b.is_ascii_graphic());
    let after = url.find("://")? + 3;
    let end = url[after..]
        .find(['/', '?', '#'])
        .map_or(url.len(), |at| after + at);
    url[..end]
        .parse()
        .ok()
        .filter(|_| fine && !url.contains('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_has_its_origin_and_no_tricks() {
        let origin = |url| split(url).map(|o: Origin| o.to_string());
        assert_eq!(
            origin("https://push.example:8443/a/b?c").as_deref(),
            Some("https://push.example:8443")
        );
        for wrong in [
            "https://user@push.example/x",
            "https://push.example#@inside/",
            "ftp://push.example/",
            "https:///x",
            "https://push.example/\nHost: x",
            "",
        ] {
            assert_eq!(origin(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_a_subscription_that_is_gone_is_removed() {
        assert_eq!(judged(201, ""), Pushed::Taken);
        assert_eq!(judged(404, ""), Pushed::Gone);
        assert_eq!(judged(410, ""), Pushed::Gone);
        assert!(matches!(judged(429, ""), Pushed::Later(_)));
        assert!(matches!(judged(503, ""), Pushed::Later(_)));
        assert!(matches!(judged(413, ""), Pushed::Never(_)));
    }

    #[test]
    fn a_message_tells_the_case_and_nothing_else() {
        let notice = Notice {
            to: "devices".into(),
            subject: "Salma Haddad's bakery".into(),
            body: "Dear Salma Haddad".into(),
            language: "ar".into(),
            short: Some(crate::record::fact::Short {
                text: "News in case 1".into(),
                link: "https://office.example/cases/1".into(),
            }),
            urgent: false,
        };
        let told: serde_json::Value = serde_json::from_str(&payload(&notice)).unwrap();
        assert_eq!(
            told,
            json!({ "title": "News in case 1", "link": "https://office.example/cases/1", "lang": "ar", "dir": "rtl" })
        );
    }
}
