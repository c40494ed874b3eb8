//! Data from where a publisher offers them: only from hosts that the operator named, only by https,
//! never more than so many bytes.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ureq::tls::{RootCerts, TlsConfig};

/// Largest file: a year of a large country, packed.
pub const LARGEST: u64 = 512 << 20;
/// Redirections that are followed, each to a host that is allowed.
const REDIRECTS: usize = 5;
/// How long one file may take.
const TIME: Duration = Duration::from_secs(600);
/// Longest address.
const LONGEST: usize = 2_000;

/// Where data may be fetched from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

/// Why something was not fetched.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FetchError {
    /// It is no address of ours to fetch.
    #[error("{0}: only https addresses are fetched, from hosts that the operator allowed")]
    NotAllowed(String),
    /// It redirects and redirects.
    #[error("{0}: too many redirections")]
    Redirects(String),
    /// The other side says no.
    #[error("{0}: the server answers {1}")]
    Status(String, u16),
    /// It is too large.
    #[error("{0}: more than {LARGEST} bytes")]
    TooLarge(String),
    /// The line failed.
    #[error("{0}: {1}")]
    Line(String, String),
}

impl Hosts {
    /// Hosts by name (`data.example`), reached by https. `http://127.0.0.1:8000` names an address on
    /// this machine, such as a mirror, that is reached without.
    ///
    /// # Errors
    /// The first that is neither.
    pub fn new<'h>(names: impl IntoIterator<Item = &'h str>) -> Result<Hosts, String> {
        let mut all = Vec::new();
        for name in names.into_iter().map(str::trim).filter(|n| !n.is_empty()) {
            let name = name.to_ascii_lowercase();
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
            let local = name
                .strip_prefix("http://")
                .and_then(|rest| rest.rsplit_once(':'))
                .is_some_and(|(host, _)| is_loopback(host));
            if !local && !name.chars().all(plain) {
                return Err(name);
            }
            all.push(name);
        }
        Ok(Hosts(all))
    }

    /// The names, as they were given.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// Whether an address may be fetched.
    #[must_use]
    pub fn allow(&self, url: &str) -> bool {
        if url.len() > LONGEST || !url.chars().all(|c| c.is_ascii_graphic()) {
            return false;
        }
        let Some((scheme, rest)) = url.split_once("://") else {
            return false;
        };
        let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        let authority = authority.to_ascii_lowercase();
        // Who signs in within an address, or asks another port, is not asked for data.
        match scheme {
            "https" => self.0.contains(&authority),
            "http" => self.0.contains(&format!("http://{authority}")),
            _ => false,
        }
    }

    /// Fetches an address into a file.
    ///
    /// # Errors
    /// When it is not allowed, too large, or cannot be had.
    pub fn fetch(&self, url: &str, into: &Path) -> Result<(), FetchError> {
        let agent = agent();
        let mut url = url.to_owned();
        for _ in 0..=REDIRECTS {
            if !self.allow(&url) {
                return Err(FetchError::NotAllowed(url));
            }
            let answer = agent.get(&url).call();
            let mut answer = answer.map_err(|e| FetchError::Line(url.clone(), e.to_string()))?;
            let status = answer.status();
            if status.is_redirection() {
                let next = answer
                    .headers()
                    .get("location")
                    .and_then(|l| l.to_str().ok());
                url = join(&url, next.unwrap_or_default());
                continue;
            }
            if !status.is_success() {
                return Err(FetchError::Status(url, status.as_u16()));
            }
            let body = answer.body_mut().with_config().limit(LARGEST + 1).reader();
            return save(body, into, &url);
        }
        Err(FetchError::Redirects(url))
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

fn agent() -> ureq::Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider)
        .build();
    ureq::Agent::config_builder()
        .tls_config(tls)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(TIME))
        .user_agent(concat!("diwan/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
}

/// An address within the host that redirects, or another one.
fn join(from: &str, to: &str) -> String {
    if to.starts_with('/') && !to.starts_with("//") {
        let origin: Vec<&str> = from.splitn(4, '/').take(3).collect();
        return format!("{}{to}", origin.join("/"));
    }
    to.to_owned()
}

fn save(from: impl Read, into: &Path, url: &str) -> Result<(), FetchError> {
    let fail = |e: io::Error| FetchError::Line(url.to_owned(), e.to_string());
    let mut out = File::create(into).map_err(fail)?;
    let written = io::copy(&mut from.take(LARGEST + 1), &mut out).map_err(fail)?;
    if written > LARGEST {
        return Err(FetchError::TooLarge(url.to_owned()));
    }
    out.flush().map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_hosts_by_https_and_the_own_machine_are_allowed() {
        let hosts = Hosts::new([
            "data.example",
            " Open.Gov.Example ",
            "http://127.0.0.1:8000",
        ]);
        let hosts = hosts.expect("hosts");
        for url in [
            "https://data.example/a.jsonl.gz",
            "https://DATA.example?x=1",
            "https://open.gov.example/x",
            "http://127.0.0.1:8000/x",
        ] {
            assert!(hosts.allow(url), "{url}");
        }
        for url in [
            "http://data.example/a",
            "https://data.example.evil.example/",
            "https://data.example:8443/",
            "https://data.example@evil.example/",
            "https://evil.example/#data.example",
            "https://evil.example\\@data.example/",
            "http://127.0.0.1:8001/x",
            "file:///etc/passwd",
            "data.example",
            "https://data.example/\u{202e}x",
        ] {
            assert!(!hosts.allow(url), "{url}");
        }
        assert!(Hosts::new(["http://data.example:80"]).is_err());
        assert!(Hosts::new(["a/b"]).is_err());
    }

    #[test]
    fn redirections_stay_on_the_host_or_are_asked_about() {
        assert_eq!(join("https://a.example/x/y?z", "/q"), "https://a.example/q");
        assert_eq!(
            join("https://a.example/x", "https://b.example/"),
            "https://b.example/"
        );
        assert_eq!(join("https://a.example/x", "//b.example/"), "//b.example/");
    }

    #[test]
    fn what_is_not_allowed_is_not_fetched() {
        let dir = tempfile::tempdir().expect("a folder");
        let into = dir.path().join("x");
        let refused = Hosts::default().fetch("https://data.example/", &into);
        assert!(matches!(refused, Err(FetchError::NotAllowed(_))));
        assert!(!into.exists());
    }

    /// A server on this machine that answers each request with the next of these.
    fn server(answers: Vec<String>) -> (String, std::thread::JoinHandle<Vec<String>>) {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let own = origin.clone();
        let asked = std::thread::spawn(move || {
            let mut asked = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().expect("a client");
                let mut head = Vec::new();
                let mut byte = [0];
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).expect("a request") > 0
                {
                    head.push(byte[0]);
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                asked.push(head.lines().next().unwrap_or_default().to_owned());
                let answer = answer.replace("{own}", &own);
                stream
                    .write_all(answer.as_bytes())
                    .expect("the answer is taken");
            }
            asked
        });
        (origin, asked)
    }

    fn answer(status: &str, more: &str, body: &str) -> String {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\n{more}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
    }

    #[test]
    fn a_file_is_fetched_through_redirections_within_what_is_allowed() {
        let dir = tempfile::tempdir().expect("a folder");
        let into = dir.path().join("x");
        let (origin, asked) = server(vec![
            answer("302 Found", "location: /there\r\n", ""),
            answer("200 OK", "", "{\"ocid\":\"x\"}"),
            answer("302 Found", "location: https://elsewhere.example/\r\n", ""),
            answer("404 Not Found", "", "no"),
        ]);
        let hosts = Hosts::new([origin.as_str()]).expect("a host");
        hosts
            .fetch(&format!("{origin}/here"), &into)
            .expect("the file");
        assert_eq!(
            std::fs::read_to_string(&into).expect("it is there"),
            "{\"ocid\":\"x\"}"
        );
        let away = hosts.fetch(&format!("{origin}/away"), &into);
        assert_eq!(
            away,
            Err(FetchError::NotAllowed("https://elsewhere.example/".into()))
        );
        let none = hosts.fetch(&format!("{origin}/none"), &into);
        assert_eq!(none, Err(FetchError::Status(format!("{origin}/none"), 404)));
        let asked = asked.join().expect("the server ends");
        assert_eq!(asked[..2], ["GET /here HTTP/1.1", "GET /there HTTP/1.1"]);
    }
}
