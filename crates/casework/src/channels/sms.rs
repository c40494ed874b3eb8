//! SMS through a gateway over HTTP: Kannel's `sendsms`, and others that take a form or JSON. What is asked, a file says:
//!
//! ```toml
//! url = "http://127.0.0.1:13013/cgi-bin/sendsms"
//! [query]
//! username = "diwan"
//! password = "…"
//! to = "{to}"
//! text = "{text}"
//! charset = "UTF-8"
//! coding = "{coding}"
//! dlr-mask = "19"
//! dlr-url = "{report}?status=%d"
//! [reports]
//! delivered = ["1"]
//! failed = ["2", "16"]
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value as Json;
use ureq::Agent;
use ureq::http::Request;

use super::report::Reported;
use crate::calls::agent;

/// How long a gateway may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of an answer that are looked at.
const LARGEST: u64 = 16 << 10;
/// Levels of the JSON of a request at most.
const DEEPEST: usize = 16;

/// Sends SMS. Cheap to clone.
#[derive(Clone)]
pub struct Gateway(Arc<Inner>);

struct Inner {
    settings: Settings,
    agent: Agent,
}

/// The file of a gateway.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Settings {
    url: String,
    #[serde(default)]
    query: BTreeMap<String, String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    form: BTreeMap<String, String>,
    json: Option<Json>,
    #[serde(default)]
    reports: Reports,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reports {
    #[serde(default)]
    delivered: Vec<String>,
    #[serde(default)]
    failed: Vec<String>,
}

/// A gateway's file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadGateway(String);

/// What is sent.
pub(crate) struct Sms<'a> {
    pub(crate) to: &'a str,
    pub(crate) text: &'a str,
    /// The same however often it is sent.
    pub(crate) id: &'a str,
    /// Where reports go; empty where none are taken.
    pub(crate) report: &'a str,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Handed {
    Taken,
    Later(String),
    Never(String),
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gateway").finish_non_exhaustive()
    }
}

impl Gateway {
    /// The gateway that a file (TOML) describes.
    ///
    /// # Errors
    /// [`BadGateway`], with the line, when it is none.
    pub fn parse(text: &str) -> Result<Self, BadGateway> {
        let settings: Settings = toml::from_str(text).map_err(|e| {
            let line = e
                .span()
                .map_or(1, |s| text[..s.start].matches('\n').count() + 1);
            BadGateway(format!("line {line}: {}", e.message()))
        })?;
        let wrong = |why: &str| Err(BadGateway(why.to_owned()));
        if super::push::split(&settings.url).is_none() {
            return wrong("`url` must be an address: https://gateway.example/send");
        }
        if settings.url.contains('?') {
            return wrong("`url` must have no query: put its parameters under [query]");
        }
        if settings.json.is_some() && !settings.form.is_empty() {
            return wrong("a request has [form] or [json], not both");
        }
        let Ok(json) = serde_json::to_string(&settings.json) else {
            return wrong("[json] is no JSON");
        };
        if pack::call::depth(json.as_bytes()) > DEEPEST {
            return wrong("[json] is too deep");
        }
        let texts = settings
            .query
            .values()
            .chain(settings.form.values())
            .chain(settings.headers.values());
        let all = texts.fold(json.clone(), |all, text| all + text);
        for part in ["{to}", "{text}"] {
            if !all.contains(part) {
                return Err(BadGateway(format!("nothing in it has `{part}`")));
            }
        }
        Ok(Self(Arc::new(Inner {
            settings,
            agent: agent(true),
        })))
    }

    /// What a report's status means.
    #[must_use]
    pub fn judge(&self, status: &str) -> Reported {
        let reports = &self.0.settings.reports;
        let among = |all: &[String]| all.iter().any(|s| s == status);
        match () {
            () if among(&reports.delivered) => Reported::Delivered,
            () if among(&reports.failed) => Reported::Failed,
            () => Reported::Underway,
        }
    }

    /// Hands a message over. Blocks.
    pub(crate) fn send(&self, sms: &Sms<'_>) -> Handed {
        match self.asked(sms) {
            Ok(mut response) => {
                let status = response.status().as_u16();
                let said = response
                    .body_mut()
                    .with_config()
                    .limit(LARGEST)
                    .read_to_string();
                judged(status, &said.unwrap_or_default())
            }
            Err(e) => Handed::Later(format!("the SMS gateway: {e}")),
        }
    }

    fn asked(&self, sms: &Sms<'_>) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let settings = &self.0.settings;
        let filled = |all: &BTreeMap<String, String>| {
            let kept = all.iter().filter(|(_, value)| is_said(value, sms));
            let one = |(name, value): (&String, &String)| (name.clone(), fill(value, sms));
            kept.map(one).collect::<Vec<_>>()
        };
        let query = encoded(&filled(&settings.query));
        let uri = if query.is_empty() {
            settings.url.clone()
        } else {
            format!("{}?{query}", settings.url)
        };
        let (method, media, body) = match &settings.json {
            Some(json) => (
                "POST",
                "application/json",
                filled_json(json, sms).to_string(),
            ),
            None if settings.form.is_empty() => ("GET", "", String::new()),
            None => (
                "POST",
                "application/x-www-form-urlencoded",
                encoded(&filled(&settings.form)),
            ),
        };
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in filled(&settings.headers) {
            request = request.header(name, value);
        }
        if !media.is_empty() {
            request = request.header("content-type", media);
        }
        let agent = &self.0.agent;
        if body.is_empty() {
            let request = agent.configure_request(request.body(())?);
            return agent.run(request.timeout_global(Some(PATIENCE)).build());
        }
        let request = agent.configure_request(request.body(body)?);
        agent.run(request.timeout_global(Some(PATIENCE)).build())
    }
}

/// What a status means. A user or password that is refused is the operator's to mend: the message waits.
fn judged(status: u16, said: &str) -> Handed {
    let said: String = said.chars().filter(|c| !c.is_control()).take(200).collect();
    let why = format!("the SMS gateway answered {status} {said}");
    match status {
        200..=299 => Handed::Taken,
        400 | 404 | 406 | 410 | 413 | 422 => Handed::Never(why.trim_end().to_owned()),
        _ => Handed::Later(why.trim_end().to_owned()),
    }
}

/// Whether a value is sent: one about reports is left out where none are taken.
fn is_said(value: &str, sms: &Sms<'_>) -> bool {
    !sms.report.is_empty() || !value.contains("{report}")
}

fn fill(text: &str, sms: &Sms<'_>) -> String {
    let coding = if is_gsm(sms.text) { "0" } else { "2" };
    // Values are put in last to first, so that what one holds is never taken for a place.
    let places = [
        ("{to}", sms.to),
        ("{number}", sms.to.trim_start_matches('+')),
        ("{text}", sms.text),
        ("{coding}", coding),
        ("{id}", sms.id),
        ("{report}", sms.report),
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match places.iter().find(|(place, _)| rest.starts_with(place)) {
            Some((place, value)) => {
                out.push_str(value);
                rest = &rest[place.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn filled_json(json: &Json, sms: &Sms<'_>) -> Json {
    match json {
        Json::String(text) => Json::String(fill(text, sms)),
        Json::Array(items) => items.iter().map(|i| filled_json(i, sms)).collect(),
        Json::Object(fields) => {
            let said = |v: &Json| v.as_str().is_none_or(|text| is_said(text, sms));
            let kept = fields.iter().filter(|(_, v)| said(v));
            kept.map(|(k, v)| (k.clone(), filled_json(v, sms)))
                .collect()
        }
        other => other.clone(),
    }
}

/// As a query or form has it: all but unreserved characters as %XX of UTF-8 (RFC 3986, 2.1).
fn encoded(pairs: &[(String, String)]) -> String {
    let part = |text: &str| {
        text.bytes().fold(String::new(), |mut out, b| {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                out.push(char::from(b));
            } else {
                out.push_str(&format!("%{b:02X}"));
            }
            out
        })
    };
    let one = |(k, v): &(String, String)| format!("{}={}", part(k), part(v));
    pairs.iter().map(one).collect::<Vec<_>>().join("&")
}

/// Whether a text is of GSM 7-bit's own alphabet (3GPP TS 23.038, 6.2.1), so that a segment holds 160 of its characters;
/// else 70 of UCS-2.
#[must_use]
pub fn is_gsm(text: &str) -> bool {
    const REST: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || REST.contains(c))
}

/// Segments that a text takes (3GPP TS 23.040, 9.2.3.24.1: a part of several has 7 or 3 characters fewer).
#[must_use]
pub fn segments(text: &str) -> usize {
    let (length, one, part) = if is_gsm(text) {
        (text.chars().count(), 160, 153)
    } else {
        (text.encode_utf16().count(), 70, 67)
    };
    if length <= one {
        1
    } else {
        length.div_ceil(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMS: Sms<'_> = Sms {
        to: "+9613123456",
        text: "{to} & خبر",
        id: "id-1",
        report: "https://office.example/r/1",
    };

    #[test]
    fn a_place_in_a_value_is_not_filled_again() {
        assert_eq!(
            fill("<{text}|{number}|{coding}|{x}", &SMS),
            "<{to} & خبر|9613123456|2|{x}"
        );
        let pairs = [("t x".to_owned(), fill("{text}", &SMS))];
        assert_eq!(encoded(&pairs), "t%20x=%7Bto%7D%20%26%20%D8%AE%D8%A8%D8%B1");
        let json = serde_json::json!({ "to": ["{to}"], "n": 1 });
        assert_eq!(
            filled_json(&json, &SMS),
            serde_json::json!({ "to": ["+9613123456"], "n": 1 })
        );
    }

    #[test]
    fn what_is_about_reports_is_left_out_where_none_are_taken() {
        let code = Sms { report: "", ..SMS };
        let json = serde_json::json!({ "to": "{to}", "report": "{report}?x" });
        assert_eq!(
            filled_json(&json, &code),
            serde_json::json!({ "to": "+9613123456" })
        );
        assert!(is_said("{report}", &SMS) && !is_said("{report}?status=%d", &code));
    }

    #[test]
    fn a_file_that_cannot_work_says_why() {
        let why = |text: &str| Gateway::parse(text).unwrap_err().to_string();
        assert!(why("url = \"https://g.example/x\"\n[query]\nto = \"{to}\"").contains("{text}"));
        assert!(why("url = \"g.example\"").contains("address"));
        assert!(why("url = \"https://g.example/x?a=b\"").contains("[query]"));
        assert_eq!(
            why("url = \"https://g.example\"\nquerry = 1")
                .split(':')
                .next(),
            Some("line 2")
        );
    }

    #[test]
    fn segments_are_counted_as_networks_do() {
        assert_eq!(
            (segments(&"a".repeat(160)), segments(&"a".repeat(161))),
            (1, 2)
        );
        assert_eq!(
            (segments(&"خ".repeat(70)), segments(&"خ".repeat(71))),
            (1, 2)
        );
        assert_eq!(segments(&"خ".repeat(135)), 3);
    }
}
