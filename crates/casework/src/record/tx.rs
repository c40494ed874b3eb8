//! A transaction of the record: whoever changes state does it here, by appending entries.

use std::collections::HashMap;

use jiff::Timestamp;
use tlog::Hash;

use super::{Entry, Fact, Identity, InCase, KeyId, LOG_ID, entry};
use crate::case::Case;
use crate::fold::Fold;
use crate::store::{Link, Row, StoreError, Value, is_side};
use crate::{Actor, CaseId, Error, Parts, PersonId};

/// The running transaction: state is read and entries are appended; all of it holds or none.
pub struct Tx<'a> {
    link: &'a mut Link,
    parts: &'a Parts,
    now: Timestamp,
    next: u64,
    leaves: Vec<Hash>,
    cases: HashMap<CaseId, Case>,
    made: Vec<KeyId>,
    destroyed: Vec<KeyId>,
    rekeyed: bool,
    behalf: Option<PersonId>,
    assured: Option<pack::Assurance>,
}

/// What a transaction leaves to its caller.
pub(super) struct Finished {
    /// To append to the tree.
    pub(super) leaves: Vec<Hash>,
    /// Keys that are gone with the commit.
    pub(super) destroyed: Vec<KeyId>,
    /// The keys that sign the log are others.
    pub(super) rekeyed: bool,
}

impl<'a> Tx<'a> {
    pub(super) fn new(link: &'a mut Link, parts: &'a Parts, now: Timestamp, next: u64) -> Self {
        Self {
            link,
            parts,
            now,
            next,
            leaves: Vec::new(),
            cases: HashMap::new(),
            made: Vec::new(),
            destroyed: Vec::new(),
            rekeyed: false,
            behalf: None,
            assured: None,
        }
    }

    /// Says how surely it was proved lately who the actor is; nothing is known until it is said.
    pub fn assure(&mut self, level: Option<pack::Assurance>) {
        self.assured = level;
    }

    /// How surely it was proved lately who the actor is.
    pub(crate) fn assured(&self) -> Option<pack::Assurance> {
        self.assured
    }

    /// For whom the person acts whose entries follow; `None`: for themselves. Gives what was so before.
    pub(crate) fn act_for(&mut self, principal: Option<PersonId>) -> Option<PersonId> {
        std::mem::replace(&mut self.behalf, principal)
    }

    /// For whom the actor acts, where that is not themselves.
    pub(crate) fn behalf(&self) -> Option<PersonId> {
        self.behalf
    }

    /// The time of everything in this transaction.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Index of the entry that is appended next.
    pub fn next(&self) -> u64 {
        self.next
    }

    /// The largest case id in this transaction, written or not; 0 where there is no case.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn last_case(&mut self) -> Result<i64, StoreError> {
        let stored: i64 = self
            .link
            .query("select coalesce(max(id), 0) from cases", &[])?[0]
            .get(0)?;
        Ok(self
            .cases
            .keys()
            .map(|id| id.0)
            .max()
            .unwrap_or(0)
            .max(stored))
    }

    /// The parts of the house that a command may need: keys, packs, entropy, the drawing key.
    pub fn parts(&self) -> &'a Parts {
        self.parts
    }

    /// The log's name and keys.
    pub fn identity(&self) -> &'a Identity {
        &self.parts.identity
    }

    /// The connection, for queries; other crates cannot write by it.
    pub fn link(&mut self) -> &mut Link {
        self.link
    }

    /// Writes to what is not state: one of [`crate::store::SIDE_TABLES`]. The statement begins with
    /// `insert into`, `update` or `delete from` and the table's name.
    ///
    /// # Errors
    /// [`StoreError::NotASideTable`], or the store's.
    pub fn side_table(&mut self, sql: &'static str, params: Vec<Value>) -> Result<(), StoreError> {
        if !is_side(sql) {
            return Err(StoreError::NotASideTable(sql));
        }
        self.link.queue(sql, params)
    }

    /// Reads rows.
    ///
    /// # Errors
    /// The store's.
    pub fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.link.query(sql, params)
    }

    /// Reads one row.
    ///
    /// # Errors
    /// The store's.
    pub fn query_opt(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> Result<Option<Row>, StoreError> {
        self.link.query_opt(sql, params)
    }

    /// The case, as of now in this transaction.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store's.
    pub fn case(&mut self, id: CaseId) -> Result<&mut Case, Error> {
        let mut fold = Fold::new(self.link, self.parts, &mut self.cases);
        fold.case(id)?;
        self.cases.get_mut(&id).ok_or(Error::NotFound)
    }

    /// The connection, the parts and the case side by side, for a question about all three.
    ///
    /// # Errors
    /// As [`Tx::case`].
    pub(crate) fn reading(&mut self, id: CaseId) -> Result<(&mut Link, &'a Parts, &Case), Error> {
        Fold::new(self.link, self.parts, &mut self.cases).case(id)?;
        let case = self.cases.get(&id).ok_or(Error::NotFound)?;
        Ok((&mut *self.link, self.parts, case))
    }

    /// Appends an entry outside any case.
    ///
    /// # Errors
    /// The fold's or the store's.
    pub fn append(&mut self, actor: Actor, fact: Fact) -> Result<u64, Error> {
        self.write(actor, None, fact)
    }

    /// Appends an entry to a case.
    ///
    /// # Errors
    /// As [`Tx::append`].
    pub fn append_to(&mut self, actor: Actor, id: CaseId, fact: Fact) -> Result<u64, Error> {
        let case = self.case(id)?;
        let in_case = InCase {
            number: case.number,
            n: case.entries + 1,
        };
        self.write(actor, Some(in_case), fact)
    }

    /// Appends the first entry of a new case.
    ///
    /// # Errors
    /// As [`Tx::append`].
    pub fn append_first(
        &mut self,
        actor: Actor,
        number: crate::CaseNumber,
        fact: Fact,
    ) -> Result<u64, Error> {
        self.write(actor, Some(InCase { number, n: 1 }), fact)
    }

    fn write(&mut self, actor: Actor, case: Option<InCase>, fact: Fact) -> Result<u64, Error> {
        let (seq, salt) = (self.next, self.parts.entropy.bytes());
        let entry = Entry {
            seq,
            time: self.now,
            actor,
            behalf: actor.person().and(self.behalf),
            case,
            fact,
            salt,
        };
        self.store(&entry)?;
        Fold::new(self.link, self.parts, &mut self.cases).apply(&entry)?;
        let keys =
            |fact: &Fact| matches!(fact, Fact::LogKeyAdded { .. } | Fact::LogKeyRetired { .. });
        self.rekeyed |= keys(&entry.fact);
        self.next += 1;
        Ok(seq)
    }

    fn store(&mut self, entry: &Entry) -> Result<(), Error> {
        let origin = &self.parts.identity.origin;
        let (kind, body) = entry.encode(origin)?;
        let leaf = entry::leaf(origin, entry.seq, entry.time, &entry.salt, &body);
        let hash = entry::leaf_hash(&leaf);
        let key_id = entry.key_id();
        let key = self.key_for(entry, key_id)?;
        let mut plain = entry.salt.to_vec();
        plain.extend_from_slice(&body);
        let sealed = key.seal(&entry.salt, "entry", &plain);
        let params = vec![
            LOG_ID.into(),
            entry.seq.into(),
            entry.time.into(),
            kind.into(),
            entry.case_id().into(),
            entry.actor.to_string().into(),
            key_id.to_string().into(),
            sealed.into(),
            leaf.commitment.0.into(),
        ];
        self.link.queue(
            "insert into entries (log, seq, time, kind, case_id, actor, key_id, sealed, commitment) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params,
        )?;
        self.leaves.push(hash);
        Ok(())
    }

    fn key_for(&mut self, entry: &Entry, id: KeyId) -> Result<super::DataKey, Error> {
        let fresh = match &entry.fact {
            Fact::LogCreated { .. } | Fact::PersonRegistered { .. } => true,
            _ => entry.case.is_some_and(|c| c.n == 1),
        };
        if !fresh {
            return Ok(self.parts.keys.get(self.link, id)?);
        }
        self.made.push(id);
        Ok(self.parts.keys.create(self.link, id, &self.parts.entropy)?)
    }

    /// Destroys a key; its erasure is an entry of this transaction.
    pub(crate) fn destroy_key(&mut self, id: KeyId) -> Result<(), Error> {
        self.parts.keys.destroy(self.link, id)?;
        self.destroyed.push(id);
        Ok(())
    }

    /// Writes back the cases that changed.
    pub(super) fn finish(&mut self) -> Result<Finished, Error> {
        Fold::new(self.link, self.parts, &mut self.cases).flush()?;
        Ok(Finished {
            leaves: std::mem::take(&mut self.leaves),
            destroyed: std::mem::take(&mut self.destroyed),
            rekeyed: self.rekeyed,
        })
    }

    /// The keys that were made in it; they are only known here until the commit.
    pub(super) fn made(&mut self) -> Vec<KeyId> {
        std::mem::take(&mut self.made)
    }

    /// Undoes what is not in the database.
    pub(super) fn abandon(&self) {
        for id in &self.made {
            self.parts.keys.forget(*id);
        }
    }
}
