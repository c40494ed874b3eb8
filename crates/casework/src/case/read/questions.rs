//! What the applicant was asked in a case, and what came of it.

use jiff::Timestamp;

use crate::record::{Fact, open_row};
use crate::store::Link;
use crate::{CaseId, Error, Parts};

/// A question to the applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The entry that asked.
    pub seq: u64,
    /// For which task.
    pub job: u64,
    /// Its BPMN element.
    pub element: String,
    /// When.
    pub asked_at: Timestamp,
    /// Until when it is waited for the answer.
    pub until: Timestamp,
    /// What is asked.
    pub text: String,
    /// The documents that are wanted.
    pub documents: Vec<String>,
    /// How it ended: the entry, when, and how.
    pub ended: Option<(u64, Timestamp, Ended)>,
}

/// How a question ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The applicant answered.
    Given {
        /// In their words.
        text: String,
        /// SHA-256 of the documents that came along, hexadecimal.
        documents: Vec<String>,
    },
    /// Nobody answered in time.
    Lapsed,
    /// The office took it back.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

/// The questions of a case, the oldest first.
///
/// # Errors
/// The store's, or that an entry cannot be opened.
pub fn questions(link: &mut Link, parts: &Parts, id: CaseId) -> Result<Vec<Question>, Error> {
    let sql = "select seq, time, key_id, sealed, commitment from entries where case_id = $1 \
               and kind in ('information.asked', 'information.given', 'information.lapsed', \
               'information.withdrawn') order by seq";
    let mut all: Vec<Question> = Vec::new();
    for row in link.query(sql, &[id.into()])? {
        let entry = open_row(link, parts, &row)?.entry;
        let (question, ended) = match entry.fact {
            Fact::InformationAsked(asked) => {
                all.push(Question {
                    seq: entry.seq,
                    job: asked.job,
                    element: asked.element,
                    asked_at: entry.time,
                    until: asked.until,
                    text: asked.text,
                    documents: asked.documents,
                    ended: None,
                });
                continue;
            }
            Fact::InformationGiven(given) => {
                let (text, documents) = (given.text, given.documents);
                (given.question, Ended::Given { text, documents })
            }
            Fact::InformationLapsed(lapsed) => (lapsed.question, Ended::Lapsed),
            Fact::InformationWithdrawn(w) => (w.question, Ended::Withdrawn { reason: w.reason }),
            _ => continue,
        };
        if let Some(asked) = all.iter_mut().find(|q| q.seq == question) {
            asked.ended = Some((entry.seq, entry.time, ended));
        }
    }
    Ok(all)
}
