//! What entries say of answers given after a case is closed: by a blind token (RFC 9474), so that nothing here leads from an
//! answer to a case.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Answers in a batch at least: fewer are neither entered nor counted anywhere.
pub const FEWEST_ANSWERS: usize = 5;
/// Tokens that a key has signed at least before another takes its place: each is one among so many.
pub const FEWEST_TOKENS: u64 = 20;

/// A key signs tokens from now on, for everybody whose case of this service was closed at this office. There is one at a
/// time, and no other within a quarter: a key for a few people would tell who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackKey {
    /// SHA-256 of `spki`, hexadecimal.
    pub key: String,
    /// The service.
    pub pack: String,
    /// The office.
    pub agency: String,
    /// The quarter (UTC) in which it was made: `2026-Q4`.
    pub quarter: String,
    /// The public key: `SubjectPublicKeyInfo` for RSASSA-PSS (RFC 4055), base64.
    pub spki: String,
}

/// A closed case was given its token's blind signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackToken {
    /// The key that signed.
    pub key: String,
    /// Which case: a hash under a key of the house, hexadecimal.
    pub case: String,
    /// SHA-256 of the blinded message, hexadecimal: asked for again with the same, it is signed again. It tells nothing of the token,
    /// whatever is computed: each token fits it (RFC 9474, 7.1).
    pub blinded: String,
}

/// Answers from one service at one office, in the order of their tokens' hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBatch {
    /// The key that signed their tokens; it says which service and office.
    pub key: String,
    /// The Monday (UTC) before which they came: `2026-11-23`.
    pub before: String,
    /// The answers, five or more.
    pub answers: Vec<GivenAnswer>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswer {
    /// The token: the prepared message that was signed (RFC 9474, 4.1), base64.
    pub token: String,
    /// Its signature, base64.
    pub signature: String,
    /// How it was, from 1 (very bad) to 5 (very good).
    pub how: u8,
    /// Whether they were asked for anything beyond the fee.
    pub asked: Asked,
}

/// Whether somebody was asked for anything beyond the fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asked {
    /// They were.
    Yes,
    /// They were not.
    No,
    /// They would rather not say.
    Unsaid,
}

impl Asked {
    /// All answers, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unsaid];

    /// The column's text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unsaid => "unsaid",
        }
    }

    /// Reads the column's text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.as_str() == text)
    }
}

/// The quarter (UTC) of a moment: `2026-Q4`.
#[must_use]
pub fn quarter_of(at: Timestamp) -> String {
    let day = at.to_zoned_datetime(TimeZone::UTC).date();
    format!("{}-Q{}", day.year(), (day.month() + 2) / 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_has_three_months() {
        for (at, quarter) in [
            ("2026-01-01T00:00:00Z", "2026-Q1"),
            ("2026-03-31T23:59:59Z", "2026-Q1"),
            ("2026-04-01T00:00:00Z", "2026-Q2"),
            ("2026-12-31T23:00:00Z", "2026-Q4"),
        ] {
            assert_eq!(quarter_of(at.parse().expect("a moment")), quarter);
        }
    }
}
