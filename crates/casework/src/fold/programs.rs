//! The fold over what other programs are given: tokens, and webhooks.

use super::{Fold, bytes32};
use crate::Error;
use crate::record::{Entry, Fact, KeyId, RecordError};

impl Fold<'_> {
    pub(super) fn program_entry(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.fact {
            Fact::TokenMade(made) => {
                let key = self.key(KeyId::Person(made.person))?;
                let plain = serde_json::to_vec(made).map_err(RecordError::body)?;
                let sealed = key.seal(&entry.salt, "token", &plain);
                let params = vec![
                    made.token.into(),
                    made.person.into(),
                    bytes32(&made.hash)?.into(),
                    made.scopes.join(" ").into(),
                    entry.time.into(),
                    made.expires.into(),
                    sealed.into(),
                ];
                Ok(self.queue(
                    "insert into api_tokens (id, person, token_hash, scopes, made_at, expires_at, sealed) \
                     values ($1, $2, $3, $4, $5, $6, $7)",
                    params,
                )?)
            }
            Fact::TokenRevoked { token, person } => {
                let params = vec![(*token).into(), (*person).into(), entry.time.into()];
                let sql = "update api_tokens set revoked_at = $3 where id = $1 and person = $2";
                Ok(self.queue(sql, params)?)
            }
            Fact::WebhookAdded(added) => {
                let nonce = hex::decode(&added.nonce).map_err(RecordError::body)?;
                let params = vec![
                    entry.seq.into(),
                    added.agency.as_str().into(),
                    added.url.as_str().into(),
                    added.events.join(" ").into(),
                    nonce.into(),
                    entry.time.into(),
                    false.into(),
                ];
                Ok(self.queue(
                    "insert into webhooks (id, agency, url, events, nonce, added_at, failing) \
                     values ($1, $2, $3, $4, $5, $6, $7)",
                    params,
                )?)
            }
            Fact::WebhookEnded(ended) => {
                let params = vec![
                    ended.webhook.into(),
                    entry.time.into(),
                    ended.failing.into(),
                ];
                let sql = "update webhooks set ended_at = $2, failing = $3 where id = $1";
                Ok(self.queue(sql, params)?)
            }
            _ => Ok(()),
        }
    }
}
