//! Feedback: the keys that sign tokens, which cases had theirs, and the answers. Here is what a house may not do: a second key
//! within a quarter, more answers than tokens, a batch of fewer than five, an order that tells something.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::{Fold, bytes32};
use crate::Error;
use crate::record::fact::feedback::{
    FEWEST_ANSWERS, FEWEST_TOKENS, FeedbackKey, FeedbackToken, GivenBatch, quarter_of,
};
use crate::record::{Entry, RecordError};

impl Fold<'_> {
    pub(super) fn feedback_key(&mut self, entry: &Entry, made: &FeedbackKey) -> Result<(), Error> {
        let sql = "select id, quarter, issued from feedback_keys \
                   where pack = $1 and agency = $2 and ended_at is null";
        let cell = [made.pack.as_str().into(), made.agency.as_str().into()];
        if let Some(row) = self.link.query_opt(sql, &cell)? {
            let (id, quarter, issued): ([u8; 32], String, u64) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            if quarter >= made.quarter || issued < FEWEST_TOKENS {
                return Err(Error::Conflict("the key in force has not had its time"));
            }
            self.queue(
                "update feedback_keys set ended_at = $2 where id = $1",
                vec![id.into(), entry.time.into()],
            )?;
        }
        let spki = STANDARD.decode(&made.spki).map_err(RecordError::body)?;
        let id = bytes32(&made.key)?;
        if id != hash(&spki) || made.quarter != quarter_of(entry.time) {
            return Err(Error::Conflict("the key is not what it is called"));
        }
        let params = vec![
            id.into(),
            entry.seq.into(),
            made.pack.as_str().into(),
            made.agency.as_str().into(),
            made.quarter.as_str().into(),
            spki.into(),
            entry.time.into(),
        ];
        Ok(self.queue(
            "insert into feedback_keys (id, seq, pack, agency, quarter, spki, made_at, issued, given) \
             values ($1, $2, $3, $4, $5, $6, $7, 0, 0)",
            params,
        )?)
    }

    pub(super) fn feedback_token(
        &mut self,
        entry: &Entry,
        issued: &FeedbackToken,
    ) -> Result<(), Error> {
        let key = bytes32(&issued.key)?;
        let sql = "select 1 from feedback_keys where id = $1 and ended_at is null";
        if self.link.query_opt(sql, &[key.into()])?.is_none() {
            return Err(Error::Conflict("the key is not in force"));
        }
        let tag = bytes32(&issued.case)?;
        let sql = "select 1 from feedback_issued where tag = $1";
        if self.link.query_opt(sql, &[tag.into()])?.is_some() {
            return Err(Error::Conflict("the case has had its token"));
        }
        self.queue(
            "update feedback_keys set issued = issued + 1 where id = $1",
            vec![key.into()],
        )?;
        let params = vec![
            tag.into(),
            key.into(),
            bytes32(&issued.blinded)?.into(),
            entry.seq.into(),
        ];
        Ok(self.queue(
            "insert into feedback_issued (tag, key, blinded, seq) values ($1, $2, $3, $4)",
            params,
        )?)
    }

    pub(super) fn feedback_given(
        &mut self,
        entry: &Entry,
        batch: &GivenBatch,
    ) -> Result<(), Error> {
        let key = bytes32(&batch.key)?;
        let sql = "select issued - given from feedback_keys where id = $1";
        let row = self.link.query_opt(sql, &[key.into()])?;
        let left: i64 = row.ok_or(Error::Conflict("there is no such key"))?.get(0)?;
        let count = batch.answers.len();
        if count < FEWEST_ANSWERS {
            return Err(Error::Conflict("a batch has five answers or more"));
        }
        if i64::try_from(count).map_or(true, |count| count > left) {
            return Err(Error::Conflict("more answers than tokens"));
        }
        let mut before = None;
        for answer in &batch.answers {
            let token = STANDARD.decode(&answer.token).map_err(RecordError::body)?;
            let token = hash(&token);
            if before >= Some(token) || !(1..=5).contains(&answer.how) {
                return Err(Error::Conflict("a batch is in the order of its tokens"));
            }
            before = Some(token);
            let params = vec![
                token.into(),
                key.into(),
                entry.seq.into(),
                i64::from(answer.how).into(),
                answer.asked.as_str().into(),
            ];
            self.queue(
                "insert into feedback_answers (token, key, batch, how, asked) values ($1, $2, $3, $4, $5)",
                params,
            )?;
        }
        Ok(self.queue(
            "update feedback_keys set given = given + $2 where id = $1",
            vec![key.into(), count.into()],
        )?)
    }
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
