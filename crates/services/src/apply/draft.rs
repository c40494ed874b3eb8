//! Drafts: what is not sent yet. Not state, so no entries; kept sealed, and deleted when sent.

use casework::people::mandates::represents;
use casework::record::Tx;
use casework::store::{Link, Row};
use casework::{Error, Parts, PersonId};
use jiff::Timestamp;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

/// The most drafts of a person: more is a script.
const MOST: i64 = 20;
/// The most bytes of all files of a person's drafts, those on their way among them: whoever needs more sends a draft first.
const ROOM: u64 = 200 << 20;
/// The most files of a draft.
pub(crate) const MOST_FILES: usize = 30;

/// A draft of an application.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) id: [u8; 16],
    pub(crate) owner: PersonId,
    /// Id of the pack.
    pub(crate) pack: String,
    /// The answers so far, as typed where they cannot be read.
    pub(crate) data: Map<String, Json>,
    pub(crate) files: Vec<DraftFile>,
    pub(crate) updated: Timestamp,
}

/// A file of a draft; its bytes stay in the store until it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DraftFile {
    pub(crate) field: String,
    pub(crate) hash: [u8; 32],
    pub(crate) name: String,
    pub(crate) media: String,
    pub(crate) size: u64,
}

/// The id in an address.
pub(crate) fn parse_id(text: &str) -> Option<[u8; 16]> {
    hex::decode(text).ok()?.try_into().ok()
}

fn blob(id: [u8; 16]) -> casework::store::Value {
    id.as_slice().into()
}

fn owner_tag(person: PersonId) -> Vec<u8> {
    format!("person:{person}").into_bytes()
}

impl Draft {
    /// The id as it stands in addresses.
    pub(crate) fn name(&self) -> String {
        hex::encode(self.id)
    }

    /// A new draft, with what the form knows already.
    pub(crate) fn begin(
        tx: &mut Tx<'_>,
        owner: PersonId,
        pack: &str,
        data: Map<String, Json>,
    ) -> Result<Self, Error> {
        Self::drop_ended(tx, owner)?;
        let sql = "select count(*) from drafts where owner = $1";
        let have: i64 = tx.query(sql, &[owner_tag(owner).into()])?[0].get(0)?;
        if have >= MOST {
            return Err(Error::Conflict("too many drafts: send or delete one first"));
        }
        let id = tx.parts().entropy.bytes();
        let (pack, updated) = (pack.to_owned(), tx.now());
        let draft = Self {
            id,
            owner,
            pack,
            data,
            files: Vec::new(),
            updated,
        };
        let params = vec![
            blob(id),
            owner_tag(owner).into(),
            draft.pack.as_str().into(),
            draft.seal(tx.parts())?.into(),
            updated.into(),
        ];
        let sql = "insert into drafts (id, owner, pack, sealed, updated_at) \
                   values ($1, $2, $3, $4, $5)";
        tx.side_table(sql, params)?;
        Ok(draft)
    }

    /// Fills it for somebody else, by their mandate.
    pub(crate) fn fill_for(&self, tx: &mut Tx<'_>, principal: PersonId) -> Result<(), Error> {
        let sql = "insert into draft_principals (draft, principal) values ($1, $2)";
        Ok(tx.side_table(sql, vec![blob(self.id), principal.into()])?)
    }

    /// Whose application it is.
    pub(crate) fn applicant(&self, link: &mut Link) -> Result<PersonId, Error> {
        let sql = "select principal from draft_principals where draft = $1";
        match link.query_opt(sql, &[blob(self.id)])? {
            Some(row) => Ok(row.get(0)?),
            None => Ok(self.owner),
        }
    }

    /// Deletes what a person began for others whose mandate has ended: they cannot go on with it, or see it.
    fn drop_ended(tx: &mut Tx<'_>, owner: PersonId) -> Result<(), Error> {
        let sql = "select d.id, d.pack, p.principal from drafts d \
                   join draft_principals p on p.draft = d.id where d.owner = $1";
        let now = tx.now();
        for row in tx.query(sql, &[owner_tag(owner).into()])? {
            let (id, pack): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            let Ok(id) = id.try_into() else { continue };
            if !represents(tx.link(), owner, row.get(2)?, &pack, now)? {
                Self::delete_id(tx, id)?;
            }
        }
        Ok(())
    }

    /// Whether its owner may go on with it: it is their own, or of somebody for whom they act.
    fn is_open(&self, link: &mut Link, now: Timestamp) -> Result<bool, Error> {
        let applicant = self.applicant(link)?;
        Ok(applicant == self.owner || represents(link, self.owner, applicant, &self.pack, now)?)
    }

    fn seal(&self, parts: &Parts) -> Result<Vec<u8>, Error> {
        let plain = serde_json::to_vec(&self.data)
            .map_err(|_| Error::Conflict("the answers cannot be kept"))?;
        let seed: [u8; 16] = parts.entropy.bytes();
        Ok(parts.keys.master_seal(&seed, "draft", &plain))
    }

    /// A draft of its owner; anybody else's does not exist.
    pub(crate) fn load(
        link: &mut Link,
        parts: &Parts,
        owner: PersonId,
        id: [u8; 16],
    ) -> Result<Self, Error> {
        let sql = "select pack, sealed, updated_at from drafts where id = $1 and owner = $2";
        let row = link.query_opt(sql, &[blob(id), owner_tag(owner).into()])?;
        let row = row.ok_or(Error::NotFound)?;
        let sealed: Vec<u8> = row.get(1)?;
        let plain = parts.keys.master_open("draft", &sealed)?;
        let data = serde_json::from_slice(&plain).unwrap_or_default();
        let files = files(link, id)?;
        Ok(Self {
            id,
            owner,
            pack: row.get(0)?,
            data,
            files,
            updated: row.get(2)?,
        })
    }

    /// A person's drafts, the newest first; for one service or for all.
    pub(crate) fn of(
        link: &mut Link,
        parts: &Parts,
        owner: PersonId,
        pack: Option<&str>,
    ) -> Result<Vec<Self>, Error> {
        let sql = "select id from drafts where owner = $1 order by updated_at desc, id";
        let rows = link.query(sql, &[owner_tag(owner).into()])?;
        let mut all = Vec::new();
        for row in rows {
            let id: Vec<u8> = row.get(0)?;
            let Ok(id) = id.try_into() else { continue };
            let draft = Self::load(link, parts, owner, id)?;
            let wanted = pack.is_none_or(|p| p == draft.pack);
            if wanted && draft.is_open(link, parts.clock.now())? {
                all.push(draft);
            }
        }
        Ok(all)
    }

    /// Writes the answers.
    pub(crate) fn save(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let sealed = self.seal(tx.parts())?;
        let now = tx.now();
        let sql = "update drafts set sealed = $1, updated_at = $2 where id = $3 and owner = $4";
        let params = vec![
            sealed.into(),
            now.into(),
            blob(self.id),
            owner_tag(self.owner).into(),
        ];
        Ok(tx.side_table(sql, params)?)
    }

    /// Adds a file, unless the field has it already.
    pub(crate) fn attach(&mut self, tx: &mut Tx<'_>, new: &NewFile) -> Result<(), Error> {
        let file = new.line();
        if self
            .files
            .iter()
            .any(|f| f.field == file.field && f.hash == file.hash)
        {
            return Ok(());
        }
        if self.files.len() >= MOST_FILES {
            return Err(Error::Conflict("too many files"));
        }
        has_room(tx, self.owner, file.size)?;
        let seed: [u8; 16] = tx.parts().entropy.bytes();
        let sealed = tx.parts().keys.master_seal(&seed, "draft file", &new.bytes);
        let params = vec![
            blob(self.id),
            file.field.as_str().into(),
            file.hash.into(),
            file.name.as_str().into(),
            file.media.as_str().into(),
            file.size.into(),
            sealed.into(),
        ];
        tx.side_table(
            "insert into draft_files (draft, field, hash, name, media, size, sealed) \
             values ($1, $2, $3, $4, $5, $6, $7)",
            params,
        )?;
        self.files.push(file);
        self.name_files(&new.field);
        Ok(())
    }

    /// Removes a file.
    pub(crate) fn detach(
        &mut self,
        tx: &mut Tx<'_>,
        field: &str,
        hash: [u8; 32],
    ) -> Result<(), Error> {
        let sql = "delete from draft_files where draft = $1 and field = $2 and hash = $3";
        tx.side_table(sql, vec![blob(self.id), field.into(), hash.into()])?;
        self.files.retain(|f| f.field != field || f.hash != hash);
        self.name_files(field);
        Ok(())
    }

    /// The answer of a file field is the hashes of its files.
    fn name_files(&mut self, field: &str) {
        let files = self.files.iter().filter(|f| f.field == field);
        let hashes: Vec<Json> = files.map(|f| hex::encode(f.hash).into()).collect();
        if hashes.is_empty() {
            self.data.remove(field);
        } else {
            self.data.insert(field.to_owned(), hashes.into());
        }
    }

    /// The bytes of a file.
    pub(crate) fn bytes(
        &self,
        link: &mut Link,
        parts: &Parts,
        file: &DraftFile,
    ) -> Result<Vec<u8>, Error> {
        let sql = "select sealed from draft_files where draft = $1 and field = $2 and hash = $3";
        let params = [blob(self.id), file.field.as_str().into(), file.hash.into()];
        let sealed: Vec<u8> = link
            .query_opt(sql, &params)?
            .ok_or(Error::NotFound)?
            .get(0)?;
        Ok(parts.keys.master_open("draft file", &sealed)?)
    }

    /// Deletes it and its files, those on their way among them.
    pub(crate) fn delete(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        Self::delete_id(tx, self.id)
    }

    fn delete_id(tx: &mut Tx<'_>, id: [u8; 16]) -> Result<(), Error> {
        for sql in [
            "delete from draft_upload_parts where upload in \
             (select id from draft_uploads where draft = $1)",
            "delete from draft_uploads where draft = $1",
            "delete from draft_files where draft = $1",
            "delete from draft_principals where draft = $1",
            "delete from drafts where id = $1",
        ] {
            tx.side_table(sql, vec![blob(id)])?;
        }
        Ok(())
    }
}

/// A file as it came in.
#[derive(Clone, Debug)]
pub(crate) struct NewFile {
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) media: String,
    pub(crate) bytes: std::sync::Arc<[u8]>,
}

impl NewFile {
    pub(crate) fn line(&self) -> DraftFile {
        DraftFile {
            field: self.field.clone(),
            hash: Sha256::digest(&self.bytes).into(),
            name: self.name.clone(),
            media: self.media.clone(),
            size: self.bytes.len() as u64,
        }
    }
}

/// Whether so many bytes more of a person's files are kept.
///
/// # Errors
/// [`Error::Conflict`] where they are too many.
pub(super) fn has_room(tx: &mut Tx<'_>, owner: PersonId, more: u64) -> Result<(), Error> {
    let sql = "select cast(coalesce(sum(size), 0) as bigint) from (\
               select f.size as size from draft_files f join drafts d on d.id = f.draft where d.owner = $1 \
               union all select size from draft_uploads where owner = $2) as kept";
    let params = [owner_tag(owner).into(), owner_tag(owner).into()];
    let kept: u64 = tx.query(sql, &params)?[0].get(0)?;
    if kept.saturating_add(more) > ROOM {
        return Err(Error::Conflict(
            "the files of your drafts are too large together: send or delete a draft first",
        ));
    }
    Ok(())
}

fn files(link: &mut Link, draft: [u8; 16]) -> Result<Vec<DraftFile>, Error> {
    let sql = "select field, hash, name, media, size from draft_files where draft = $1 \
               order by field, name, hash";
    let one = |row: &Row| {
        Ok(DraftFile {
            field: row.get(0)?,
            hash: row.get(1)?,
            name: row.get(2)?,
            media: row.get(3)?,
            size: row.get(4)?,
        })
    };
    link.query(sql, &[blob(draft)])?.iter().map(one).collect()
}

impl From<&casework::case::read::DocumentLine> for DraftFile {
    fn from(line: &casework::case::read::DocumentLine) -> Self {
        Self {
            field: line.field.clone(),
            hash: line.hash,
            name: line.name.clone(),
            media: line.media.clone(),
            size: line.size,
        }
    }
}
