//! The fold over people: who they are, what they may do, when they are away.

use super::{Fold, bytes32};
use crate::record::fact::{DeclaredInterest, Profile};
use crate::record::{Entry, Fact, KeyId, RecordError};
use crate::{Error, PersonId};

impl Fold<'_> {
    pub(super) fn person_entry(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.fact {
            Fact::PersonRegistered { .. } => self.registered(entry),
            Fact::PersonChanged { person, profile } => {
                let sealed = self.profile(entry, *person, profile)?;
                let params = vec![(*person).into(), sealed.into()];
                Ok(self.queue("update people set sealed = $2 where id = $1", params)?)
            }
            Fact::PersonErased { person, .. } => {
                self.no_case_held(entry, *person)?;
                for sql in [
                    "delete from contacts where person = $1",
                    "delete from devices where person = $1",
                    "delete from api_tokens where person = $1",
                    "delete from identities where person = $1",
                ] {
                    self.queue(sql, vec![(*person).into()])?;
                }
                let params = vec![(*person).into(), Vec::<u8>::new().into()];
                self.queue(
                    "update people set sealed = $2, email_tag = null where id = $1",
                    params,
                )?;
                self.mandates_of_erased(entry, *person)
            }
            Fact::RoleGranted {
                person,
                agency,
                role,
            } => {
                let params = vec![
                    agency.into(),
                    role.into(),
                    (*person).into(),
                    entry.time.into(),
                ];
                Ok(self.queue(
                    "insert into roles (agency, role, person, granted_at) \
                     values ($1, $2, $3, $4) on conflict (agency, role, person) do nothing",
                    params,
                )?)
            }
            Fact::RoleRevoked {
                person,
                agency,
                role,
            } => {
                let params = vec![agency.into(), role.into(), (*person).into()];
                let sql = "delete from roles where agency = $1 and role = $2 and person = $3";
                Ok(self.queue(sql, params)?)
            }
            Fact::AbsenceDeclared {
                person,
                from,
                until,
            } => {
                let params = vec![(*person).into(), (*from).into(), (*until).into()];
                Ok(self.queue(
                    "insert into absences (person, from_at, until_at) values ($1, $2, $3) \
                     on conflict (person, from_at) do update set until_at = excluded.until_at",
                    params,
                )?)
            }
            Fact::AbsenceEnded { person, from } => {
                let params = vec![(*person).into(), (*from).into()];
                Ok(self.queue(
                    "delete from absences where person = $1 and from_at = $2",
                    params,
                )?)
            }
            Fact::InterestDeclared(DeclaredInterest {
                person, subject, ..
            }) => {
                let params = vec![
                    (*person).into(),
                    bytes32(subject)?.into(),
                    entry.time.into(),
                ];
                Ok(self.queue(
                    "insert into interests (person, subject, declared_at) values ($1, $2, $3) \
                     on conflict (person, subject) do nothing",
                    params,
                )?)
            }
            Fact::PasskeyAdded {
                person,
                id,
                credential,
                label,
            } => {
                let params = vec![
                    hex::decode(id).map_err(RecordError::body)?.into(),
                    (*person).into(),
                    credential.into(),
                    label.into(),
                    entry.time.into(),
                ];
                Ok(self.queue(
                    "insert into passkeys (id, person, credential, label, added_at) \
                     values ($1, $2, $3, $4, $5)",
                    params,
                )?)
            }
            Fact::PasskeyRemoved { id, .. } => {
                let params = vec![hex::decode(id).map_err(RecordError::body)?.into()];
                Ok(self.queue("delete from passkeys where id = $1", params)?)
            }
            Fact::IdentityLinked(linked) => {
                let params = vec![
                    bytes32(&linked.tag)?.into(),
                    linked.person.into(),
                    linked.issuer.as_str().into(),
                    entry.time.into(),
                ];
                let sql = "insert into identities (tag, person, issuer, linked_at) \
                           values ($1, $2, $3, $4)";
                Ok(self.queue(sql, params)?)
            }
            Fact::IdentityUnlinked(unlinked) => {
                let params = vec![bytes32(&unlinked.tag)?.into(), unlinked.person.into()];
                let sql = "delete from identities where tag = $1 and person = $2";
                Ok(self.queue(sql, params)?)
            }
            // Sign-ins, readings and refusals are entries that change no row.
            _ => Ok(()),
        }
    }

    fn registered(&mut self, entry: &Entry) -> Result<(), Error> {
        let Fact::PersonRegistered {
            person,
            class,
            agency,
            email_tag,
            profile,
        } = &entry.fact
        else {
            return Ok(());
        };
        let sealed = self.profile(entry, *person, profile)?;
        let tag = email_tag.as_deref().map(bytes32).transpose()?;
        let params = vec![
            (*person).into(),
            class.as_str().into(),
            agency.clone().into(),
            tag.into(),
            sealed.into(),
            0_i64.into(),
            entry.time.into(),
        ];
        Ok(self.queue(
            "insert into people (id, kind, agency, email_tag, sealed, open_tasks, registered_at) \
             values ($1, $2, $3, $4, $5, $6, $7)",
            params,
        )?)
    }

    fn profile(
        &mut self,
        entry: &Entry,
        person: PersonId,
        profile: &Profile,
    ) -> Result<Vec<u8>, Error> {
        let plain = serde_json::to_vec(profile).map_err(RecordError::body)?;
        Ok(self
            .key(KeyId::Person(person))?
            .seal(&entry.salt, "profile", &plain))
    }
}
