//! What goes out: release packages and record packages as OCDS 1.1 has them, tables as CSV and
//! Parquet, and a catalogue (DCAT-AP 3) that says what there is. Everything is written as a stream; no
//! function here opens a file or looks at a clock.
//!
//! Addresses stay. A process lies in one of [`PARTS`] parts, by a hash of its ocid, and its part does
//! not change when others come: `BASE/releases/3a.json` and `BASE/records/3a.json`.

mod catalogue;
mod package;
mod process;
mod release;
mod tables;

pub use catalogue::{Dataset, Distribution, catalogue};
pub use package::{Package, write_record_package, write_release_package};
pub use process::{Linked, Published, publish_process};
pub use release::{Refused, complete, releases_of};
pub use tables::{AWARDS, BIDS, CONTRACTS, PROCESSES, Tables};

use sha2::{Digest as _, Sha256};

/// Parts into which processes are divided. Another number would move all addresses.
pub const PARTS: usize = 256;

/// Who publishes, where, and on what terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The address under which everything lies, without a slash at its end.
    pub base: String,
    /// The publisher's name.
    pub publisher: String,
    /// The publisher's address, which is its identifier too.
    pub publisher_uri: String,
    /// The licence's address.
    pub license: String,
    /// Where the publisher says how it publishes.
    pub policy: Option<String>,
    /// When this was published (RFC 3339).
    pub published: String,
    /// Addresses of the extensions that the releases use.
    pub extensions: Vec<String>,
    /// How often: a code of the European Union's list of frequencies, `DAILY`.
    pub frequency: String,
}

/// What is wrong with a publication's terms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicationError {
    /// Not an address.
    #[error("{what} must be an address that begins with https:// or http://, not `{value}`")]
    Address {
        /// Which.
        what: &'static str,
        /// What was given.
        value: String,
    },
    /// Nothing.
    #[error("{0} must not be empty")]
    Empty(&'static str),
    /// No time.
    #[error("the time of publishing must be like 2024-05-31T12:00:00Z, not `{0}`")]
    Time(String),
}

impl Publication {
    /// Checks the terms, and takes the slash from the end of the base.
    ///
    /// # Errors
    /// When an address is none, a name is empty or the time is no time.
    pub fn checked(mut self) -> Result<Publication, PublicationError> {
        self.base.truncate(self.base.trim_end_matches('/').len());
        let optional = self.policy.iter().map(|p| ("the policy", p));
        let extensions = self.extensions.iter().map(|e| ("an extension", e));
        let addresses = [
            ("the base", &self.base),
            ("the publisher's address", &self.publisher_uri),
            ("the licence", &self.license),
        ];
        for (what, value) in addresses.into_iter().chain(optional).chain(extensions) {
            if !is_address(value) {
                return Err(PublicationError::Address {
                    what,
                    value: value.clone(),
                });
            }
        }
        if self.publisher.trim().is_empty() {
            return Err(PublicationError::Empty("the publisher's name"));
        }
        if release::instant(&self.published).is_none() {
            return Err(PublicationError::Time(self.published));
        }
        Ok(self)
    }

    /// The address of a file.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }
}

fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|r| {
        !r.is_empty() && !r.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
    })
}

/// The part in which a process lies: the first byte of the SHA-256 of its ocid.
#[must_use]
pub fn part_of(ocid: &str) -> usize {
    usize::from(Sha256::digest(ocid.as_bytes())[0])
}

/// The path of a part: `releases/3a.json`.
#[must_use]
pub fn part_path(kind: &str, part: usize) -> String {
    format!("{kind}/{part:02x}.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn publication() -> Publication {
        Publication {
            base: "https://data.example.gov/ocds/".into(),
            publisher: "Ministry".into(),
            publisher_uri: "https://example.gov".into(),
            license: "https://creativecommons.org/licenses/by/4.0/".into(),
            policy: None,
            published: "2024-05-31T12:00:00Z".into(),
            extensions: vec![],
            frequency: "DAILY".into(),
        }
    }

    #[test]
    fn terms_are_checked() {
        let good = publication().checked().unwrap();
        assert_eq!(
            good.at("releases/3a.json"),
            "https://data.example.gov/ocds/releases/3a.json"
        );
        let with = |change: fn(&mut Publication)| {
            let mut p = publication();
            change(&mut p);
            p.checked().unwrap_err().to_string()
        };
        assert!(with(|p| p.base = "data".into()).contains("the base"));
        assert!(with(|p| p.license = "https://a b".into()).contains("the licence"));
        assert!(with(|p| p.publisher = " ".into()).contains("name"));
        assert!(with(|p| p.published = "2024-05-31".into()).contains("2024-05-31T12:00:00Z"));
        assert!(with(|p| p.extensions.push("x".into())).contains("extension"));
    }

    #[test]
    fn a_process_stays_in_its_part() {
        let part = part_of("ocds-213czf-000-00001");
        assert_eq!(part_path("records", part), "records/fa.json");
    }
}
