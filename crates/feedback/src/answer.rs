//! An answer is taken, by its token alone, and waits for others.

use std::cmp::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::Error;
use casework::record::fact::feedback::{Asked, GivenAnswer};
use casework::record::{RecordError, Tx};
use casework::store::Link;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::keys::Key;
use crate::publish::Pool;
use crate::token::Token;

/// Why a token is refused.
pub(crate) const SPENT: &str = "the token was used";
/// Why an answer is refused that nobody can have: more than were issued.
const TOO_MANY: &str = "more answers than tokens";

/// An answer that waits; in the order of its token's hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answer(pub(crate) GivenAnswer);

impl Answer {
    pub(crate) fn new(token: &Token, how: u8, asked: Asked) -> Self {
        Self(GivenAnswer {
            token: STANDARD.encode(token.message),
            signature: STANDARD.encode(token.signature),
            how,
            asked,
        })
    }

    /// The hash of its token.
    pub(crate) fn id(&self) -> [u8; 32] {
        let token = STANDARD.decode(&self.0.token).unwrap_or_default();
        Sha256::digest(token).into()
    }
}

impl Ord for Answer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id().cmp(&other.id())
    }
}

impl PartialOrd for Answer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The week of a moment: Mondays (UTC) since the one before 1970.
pub(crate) fn week_of(at: Timestamp) -> i64 {
    // The first of January 1970 was a Thursday.
    (at.as_second().div_euclid(86_400) + 3).div_euclid(7)
}

/// The Monday with which a week begins, as `2026-11-23`.
pub(crate) fn monday(week: i64) -> String {
    let second = (week * 7 - 3) * 86_400;
    let at = Timestamp::from_second(second).unwrap_or_default();
    at.to_zoned_datetime(TimeZone::UTC).date().to_string()
}

/// The pools of a key.
pub(crate) fn pools(link: &mut Link, key: [u8; 32]) -> Result<Vec<Pool<Answer>>, Error> {
    let sql = "select week, answers from feedback_waiting where key = $1 order by week";
    let mut all = Vec::new();
    for row in link.query(sql, &[key.into()])? {
        let answers: Vec<u8> = row.get(1)?;
        let answers = serde_json::from_slice(&answers).map_err(unreadable)?;
        all.push(Pool {
            week: row.get(0)?,
            answers,
        });
    }
    Ok(all)
}

/// Takes an answer whose token was checked. What is kept is one row a week and key, rewritten whole in the order of hashes: not
/// when each came, nor after which.
///
/// # Errors
/// [`Error::Conflict`] for a token that was used, unless for this very answer, sent twice.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    key: &Key,
    token: &Token,
    answer: &Answer,
) -> Result<(), Error> {
    let sql = "select 1 from feedback_answers where token = $1";
    if tx.query_opt(sql, &[token.id().into()])?.is_some() {
        return Err(Error::Conflict(SPENT));
    }
    let week = week_of(tx.now());
    let pools = pools(tx.link(), key.id)?;
    let mut waiting = pools.iter().flat_map(|p| &p.answers);
    if let Some(earlier) = waiting.find(|a| a.0.token == answer.0.token) {
        let same = (earlier.0.how, earlier.0.asked) == (answer.0.how, answer.0.asked);
        return same.then_some(()).ok_or(Error::Conflict(SPENT));
    }
    let count: usize = pools.iter().map(|p| p.answers.len()).sum();
    let sql = "select issued - given from feedback_keys where id = $1";
    let row = tx
        .query_opt(sql, &[key.id.into()])?
        .ok_or(Error::NotFound)?;
    let left: i64 = row.get(0)?;
    if i64::try_from(count).map_or(true, |count| count >= left) {
        return Err(Error::Conflict(TOO_MANY));
    }
    let this = pools.into_iter().find(|p| p.week == week);
    let mut answers = this.map(|p| p.answers).unwrap_or_default();
    answers.push(answer.clone());
    answers.sort();
    keep(tx, key.id, week, &answers)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn unreadable(e: serde_json::Error) -> Error {
    RecordError::Body(e.to_string()).into()
}

fn keep(tx: &mut Tx<'_>, key: [u8; 32], week: i64, answers: &[Answer]) -> Result<(), Error> {
    let bytes = serde_json::to_vec(answers).map_err(unreadable)?;
    Ok(tx.side_table(
        "insert into feedback_waiting (key, week, answers) values ($1, $2, $3) \
         on conflict (key, week) do update set answers = excluded.answers",
        vec![key.into(), week.into(), bytes.into()],
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        for (at, from) in [
            ("2026-11-23T00:00:00Z", "2026-11-23"),
            ("2026-11-29T23:59:59Z", "2026-11-23"),
            ("2026-11-30T00:00:00Z", "2026-11-30"),
            ("1970-01-01T00:00:00Z", "1969-12-29"),
        ] {
            let week = week_of(at.parse().expect("a moment"));
            assert_eq!(monday(week), from, "{at}");
        }
    }
}
