//! A call to another system over HTTP, as a pack declares it: what is asked of whom, and what an answer means.
//!
//! Pure: a request is composed and an answer is judged here; who makes the call is `casework`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use dmn::feel::{Context, Environment, Expression, Value};

/// Bytes of a request's body at most.
pub const LARGEST_REQUEST: usize = 256 << 10;
/// Bytes of path and query at most.
pub const LONGEST_TARGET: usize = 4096;
/// Levels of lists and objects in a body at most, of a request or an answer.
pub const DEEPEST: usize = 32;
/// The variable that `set` reads a call's answer from: `{status, body}`.
pub const RESPONSE: &str = "response";

/// A method of HTTP (RFC 9110).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Does something.
    Post,
    /// Writes what is at the address.
    Put,
}

impl Method {
    /// As it stands in a request.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// Scheme, host and port of a system that is called (RFC 6454). Two are equal when all three are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    https: bool,
    host: String,
    port: u16,
}

/// A text that is no origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no origin: write scheme, host and, where it is not the usual one, port: https://registry.example:8443"
)]
pub struct NoOrigin(String);

impl Origin {
    /// Whether the connection is encrypted.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.https
    }
}

impl FromStr for Origin {
    type Err = NoOrigin;

    fn from_str(text: &str) -> Result<Self, NoOrigin> {
        let wrong = || NoOrigin(text.to_owned());
        let (https, rest) = match text.split_once("://") {
            Some(("https", rest)) => (true, rest),
            Some(("http", rest)) => (false, rest),
            _ => return Err(wrong()),
        };
        let colon = rest
            .rfind(':')
            .filter(|at| rest.rfind(']').is_none_or(|end| *at > end));
        let (host, port) = match colon {
            Some(at) => (&rest[..at], Some(&rest[at + 1..])),
            None => (rest, None),
        };
        let digits = |p: &str| p.bytes().all(|b| b.is_ascii_digit());
        let port = match port {
            Some(p) if digits(p) => p.parse().ok().filter(|p| *p != 0).ok_or_else(wrong)?,
            Some(_) => return Err(wrong()),
            None if https => 443,
            None => 80,
        };
        let host = host.to_ascii_lowercase();
        is_host(&host)
            .then_some(Self { https, host, port })
            .ok_or_else(wrong)
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')) {
        return inner.parse::<core::net::Ipv6Addr>().is_ok();
    }
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !l.starts_with('-')
            && !l.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, usual) = if self.https {
            ("https", 443)
        } else {
            ("http", 80)
        };
        write!(f, "{scheme}://{}", self.host)?;
        if self.port == usual {
            Ok(())
        } else {
            write!(f, ":{}", self.port)
        }
    }
}

/// A call to another system.
#[derive(Clone, Debug)]
pub struct Call {
    /// How.
    pub method: Method,
    /// Of whom.
    pub origin: Origin,
    /// The path: a text, or a list of its segments.
    pub path: Expression,
    /// The query's parameters.
    pub query: BTreeMap<String, Expression>,
    /// What is sent, as JSON.
    pub body: Option<Expression>,
    /// Statuses that are a BPMN error of the task, with its code.
    pub errors: BTreeMap<u16, String>,
    /// Statuses after which the call is made again.
    pub retry: BTreeSet<u16>,
    /// Seconds for the whole call.
    pub timeout: u32,
    /// How often it is made again at most.
    pub retries: u32,
    /// Seconds before it is made again for the first time; then twice as long each time.
    pub wait: u32,
}

/// A request, composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Path and query.
    pub target: String,
    /// JSON.
    pub body: Option<String>,
}

/// What a status means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<'c> {
    /// It was done.
    Done,
    /// The task ends in the BPMN error of this code.
    Error(&'c str),
    /// Later, perhaps.
    Retry,
    /// Nobody said what to do then.
    Unexpected,
}

impl Call {
    /// What is asked, from the variables that the task sees.
    ///
    /// # Errors
    /// A sentence, when an expression fails or what it gives cannot be sent.
    pub fn request(&self, scope: &Context, environment: &Environment) -> Result<Request, String> {
        let value = |e: &Expression| e.evaluate(scope, environment).map_err(|e| e.to_string());
        let mut target = path(&value(&self.path)?)?;
        for (at, (name, expression)) in self.query.iter().enumerate() {
            let text = word(&value(expression)?)
                .ok_or_else(|| format!("the query's `{name}` is no text, number or date"))?;
            target.push(if at == 0 { '?' } else { '&' });
            encode(name, &mut target);
            target.push('=');
            encode(&text, &mut target);
        }
        if target.len() > LONGEST_TARGET {
            return Err(format!(
                "path and query are longer than {LONGEST_TARGET} bytes"
            ));
        }
        let body = self.body.as_ref().map(value).transpose()?;
        let body = body.map(|b| b.to_json().to_string());
        if let Some(body) = &body {
            if body.len() > LARGEST_REQUEST {
                return Err(format!("the body is larger than {LARGEST_REQUEST} bytes"));
            }
            if depth(body.as_bytes()) > DEEPEST {
                return Err(format!("the body is deeper than {DEEPEST} levels"));
            }
        }
        Ok(Request {
            method: self.method,
            target,
            body,
        })
    }

    /// What an answer of that status means.
    #[must_use]
    pub fn verdict(&self, status: u16) -> Verdict<'_> {
        match self.errors.get(&status) {
            Some(code) => Verdict::Error(code),
            None if (200..300).contains(&status) => Verdict::Done,
            None if self.retry.contains(&status) => Verdict::Retry,
            None => Verdict::Unexpected,
        }
    }
}

/// A path of encoded segments, none of which leads back up.
fn path(value: &Value) -> Result<String, String> {
    let segments: Vec<String> = match value {
        Value::String(text) => {
            let rest = text
                .strip_prefix('/')
                .ok_or_else(|| format!("the path `{text}` does not begin with `/`"))?;
            rest.split('/').map(str::to_owned).collect()
        }
        Value::List(items) => {
            let all: Option<Vec<String>> = items.iter().map(word).collect();
            all.ok_or("a segment of the path is no text, number or date")?
        }
        _ => return Err("the path is neither a text nor a list of its segments".to_owned()),
    };
    let mut out = String::new();
    for segment in &segments {
        if segment == "." || segment == ".." {
            return Err(format!("the path has a segment `{segment}`"));
        }
        out.push('/');
        encode(segment, &mut out);
    }
    if out.is_empty() {
        out.push('/');
    }
    Ok(out)
}

fn word(value: &Value) -> Option<String> {
    match value.to_json() {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(n) => Some(n.to_string()),
        serde_json::Value::Bool(b) => Some(b.to_string()),
        _ => None,
    }
}

/// Percent-encoding of all but the unreserved characters (RFC 3986, 2.3).
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// How deep a JSON text nests, whether it is one or not.
#[must_use]
pub fn depth(json: &[u8]) -> usize {
    let (mut deepest, mut level, mut quoted, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                level += 1;
                deepest = deepest.max(level);
            }
            b']' | b'}' if !quoted => level = level.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;
    use dmn::feel::Names;

    fn feel(source: &str) -> Expression {
        Expression::parse(source, &Names::new()).expect("an expression")
    }

    fn call(path: &str) -> Call {
        Call {
            method: Method::Post,
            origin: "https://registry.example".parse().expect("an origin"),
            path: feel(path),
            query: BTreeMap::new(),
            body: None,
            errors: [(404, "unknown".to_owned())].into(),
            retry: [503].into(),
            timeout: 10,
            retries: 3,
            wait: 30,
        }
    }

    fn target(call: &Call) -> Result<String, String> {
        let mut scope = Context::new();
        scope.insert("n", Value::from("../admin?x=1&y=/ق"));
        let now = jiff::Timestamp::UNIX_EPOCH;
        call.request(&scope, &Environment::at(now))
            .map(|r| r.target)
    }

    #[test]
    fn origins_are_read_strictly_and_compared_whole() {
        let same = |a: &str, b: &str| a.parse::<Origin>() == b.parse::<Origin>();
        assert!(same(
            "https://Registry.example:443",
            "https://registry.example"
        ));
        assert!(same("http://[::1]:80", "http://[::1]"));
        assert!(!same("http://registry.example", "https://registry.example"));
        assert!(!same(
            "https://registry.example:8443",
            "https://registry.example"
        ));
        assert_eq!(
            "http://a.example:8080"
                .parse::<Origin>()
                .map(|o| o.to_string()),
            Ok("http://a.example:8080".into())
        );
        for wrong in [
            "registry.example",
            "ftp://a",
            "https://",
            "https://a/",
            "https://a/b",
            "https://u@a",
            "https://a:0",
            "https://a:99999",
            "https://a:+1",
            "https://a?b",
            "https://a b",
            "https://a..b",
            "https://[::1",
            "https://a#b",
            "https://قطر.example",
        ] {
            assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_a_person_wrote_stays_within_its_segment_or_parameter() {
        let safe = "/v1/..%2Fadmin%3Fx%3D1%26y%3D%2F%D9%82";
        assert_eq!(target(&call(r#"["v1", n]"#)).as_deref(), Ok(safe));
        let up = target(&call(r#""/v1/" + n"#)).unwrap_err();
        assert_eq!(up, "the path has a segment `..`");
        assert_eq!(
            target(&call(r#"["v1", ".."]"#)).unwrap_err(),
            "the path has a segment `..`"
        );
        assert_eq!(
            target(&call(r#""/a/../b""#)).unwrap_err(),
            "the path has a segment `..`"
        );
        assert!(target(&call(r#""v1""#)).is_err());
        assert!(target(&call("null")).is_err());
        let mut with = call(r#""/v1""#);
        with.query.insert("q".into(), feel("n"));
        assert_eq!(
            target(&with).as_deref(),
            Ok("/v1?q=..%2Fadmin%3Fx%3D1%26y%3D%2F%D9%82")
        );
    }

    #[test]
    fn a_status_means_what_the_pack_says() {
        let call = call(r#""/""#);
        assert_eq!(call.verdict(200), Verdict::Done);
        assert_eq!(call.verdict(404), Verdict::Error("unknown"));
        assert_eq!(call.verdict(503), Verdict::Retry);
        assert_eq!(call.verdict(302), Verdict::Unexpected);
    }

    #[test]
    fn depth_counts_brackets_outside_texts() {
        assert_eq!(depth(br#"{"a[[[": ["\"[", {}]}"#), 3);
        assert_eq!(depth(b"1"), 0);
    }
}
