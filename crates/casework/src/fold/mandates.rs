//! The fold over mandates.

use super::{Fold, bytes32};
use crate::Error;
use crate::record::fact::{MandateEnd, MandateOffered};
use crate::record::{Entry, Fact, KeyId};

impl Fold<'_> {
    pub(super) fn mandate(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.fact {
            Fact::MandateOffered(offered) => self.offered(entry, offered),
            Fact::MandateAccepted(accepted) => {
                let params = vec![accepted.mandate.into(), accepted.representative.into()];
                let sql =
                    "update mandates set state = 'active', representative = $2 where seq = $1";
                Ok(self.queue(sql, params)?)
            }
            Fact::MandateEnded(ended) => {
                let state = match ended.how {
                    MandateEnd::Withdrawn => "withdrawn",
                    MandateEnd::Declined => "declined",
                    MandateEnd::LaidDown => "laid_down",
                };
                let params = vec![ended.mandate.into(), state.into(), entry.time.into()];
                let sql = "update mandates set state = $2, ended_at = $3 where seq = $1";
                Ok(self.queue(sql, params)?)
            }
            _ => Ok(()),
        }
    }

    fn offered(&mut self, entry: &Entry, offered: &MandateOffered) -> Result<(), Error> {
        let key = self.key(KeyId::Person(offered.principal))?;
        let sealed = key.seal(&entry.salt, "mandate", offered.to.as_bytes());
        let params = vec![
            entry.seq.into(),
            offered.principal.into(),
            bytes32(&offered.tag)?.into(),
            offered.service.clone().unwrap_or_default().into(),
            entry.time.into(),
            offered.until.into(),
            sealed.into(),
        ];
        let sql = "insert into mandates \
                   (seq, principal, tag, service, state, offered_at, until_at, sealed) \
                   values ($1, $2, $3, $4, 'offered', $5, $6, $7)";
        Ok(self.queue(sql, params)?)
    }

    /// Whoever is erased acts for nobody, and nobody for them.
    pub(super) fn mandates_of_erased(
        &mut self,
        entry: &Entry,
        person: crate::PersonId,
    ) -> Result<(), Error> {
        let params = vec![person.into(), Vec::<u8>::new().into()];
        let sql = "update mandates set sealed = $2, tag = null where principal = $1";
        self.queue(sql, params)?;
        let params = vec![person.into(), person.into(), entry.time.into()];
        let sql = "update mandates set state = 'erased', ended_at = $3 \
                   where (principal = $1 or representative = $2) and state in ('offered', 'active')";
        Ok(self.queue(sql, params)?)
    }
}
