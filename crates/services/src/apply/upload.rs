//! A file of a draft in pieces: one that is on its way, kept until it is whole and then attached like any other.

use casework::record::Tx;
use casework::store::{Link, Value};
use casework::{Error, Parts, PersonId};
use sha2::{Digest as _, Sha256};
use web::forms::{FileKind, Upload as Whole};

use super::draft::has_room;
use super::{Draft, Filling, NewFile};

/// How long a file may be on its way, in µs: a day.
pub(crate) const KEPT: i64 = 24 * 3600 * 1_000_000;
/// Most files of a draft that are on their way.
const MOST: i64 = 10;

/// Why a piece is not taken that begins elsewhere.
pub(crate) const ELSEWHERE: &str = "the piece does not begin where the last one ended";
/// Why a file is not taken whose hash is another one.
pub(crate) const OTHER: &str = "the file is not the one whose hash was announced";
/// Why a file is not taken that is of no kind that the field accepts.
pub(crate) const KIND: &str = "the file is of a kind that is not accepted";

/// A file on its way.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) id: [u8; 16],
    pub(crate) draft: [u8; 16],
    pub(crate) owner: PersonId,
    pub(crate) field: String,
    pub(crate) name: String,
    /// The hash that its sender announced, hexadecimal; empty where none was.
    pub(crate) sha256: String,
    /// In bytes.
    pub(crate) size: u64,
    /// How many of them are here.
    pub(crate) received: u64,
}

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// So many bytes are here.
    Kept(u64),
    /// All bytes are here: the file is attached, or refused for the reason.
    Whole(u64, Option<&'static str>),
}

fn blob(id: [u8; 16]) -> Value {
    id.as_slice().into()
}

fn tag(person: PersonId) -> Value {
    format!("person:{person}").into_bytes().into()
}

impl Upload {
    /// Notes that a file begins to come.
    pub(crate) fn begin(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let parts = tx.parts();
        // The draft is theirs.
        let draft = Draft::load(tx.link(), parts, self.owner, self.draft)?;
        let sql = "select count(*) from draft_uploads where draft = $1";
        let coming: i64 = tx.query(sql, &[blob(self.draft)])?[0].get(0)?;
        if coming >= MOST || draft.files.len() >= super::draft::MOST_FILES {
            return Err(Error::Conflict("too many files"));
        }
        has_room(tx, self.owner, self.size)?;
        let (size, now) = (self.size, tx.now());
        let params = vec![
            blob(self.id),
            blob(self.draft),
            tag(self.owner),
            self.field.as_str().into(),
            self.name.as_str().into(),
            self.sha256.as_str().into(),
            size.into(),
            0_u64.into(),
            now.into(),
        ];
        let sql = "insert into draft_uploads \
                   (id, draft, owner, field, name, sha256, size, received, created_at) \
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        Ok(tx.side_table(sql, params)?)
    }

    /// A file of its sender that is on its way; anybody else's does not exist.
    pub(crate) fn load(
        link: &mut Link,
        owner: PersonId,
        draft: [u8; 16],
        id: [u8; 16],
    ) -> Result<Self, Error> {
        let sql = "select field, name, sha256, size, received from draft_uploads \
                   where id = $1 and draft = $2 and owner = $3";
        let params = [blob(id), blob(draft), tag(owner)];
        let row = link.query_opt(sql, &params)?.ok_or(Error::NotFound)?;
        Ok(Self {
            id,
            draft,
            owner,
            field: row.get(0)?,
            name: row.get(1)?,
            sha256: row.get(2)?,
            size: row.get(3)?,
            received: row.get(4)?,
        })
    }

    /// Takes a piece that begins at `place`; with the last one the file is attached to its draft.
    pub(crate) fn take(
        tx: &mut Tx<'_>,
        (owner, draft, id): (PersonId, [u8; 16], [u8; 16]),
        place: u64,
        bytes: &[u8],
    ) -> Result<Piece, Error> {
        let upload = Self::load(tx.link(), owner, draft, id)?;
        // What its sender says may be any number.
        let received = place.checked_add(bytes.len() as u64);
        let fits = |received: &u64| upload.received == place && *received <= upload.size;
        let received = received.filter(fits).ok_or(Error::Conflict(ELSEWHERE))?;
        if !bytes.is_empty() {
            let seed: [u8; 16] = tx.parts().entropy.bytes();
            let sealed = tx.parts().keys.master_seal(&seed, "draft upload", bytes);
            let sql = "insert into draft_upload_parts (upload, place, sealed) values ($1, $2, $3)";
            tx.side_table(sql, vec![blob(id), place.into(), sealed.into()])?;
            let sql = "update draft_uploads set received = $1 where id = $2";
            tx.side_table(sql, vec![received.into(), blob(id)])?;
        }
        if received < upload.size {
            return Ok(Piece::Kept(received));
        }
        let bytes = upload.bytes(tx)?;
        Self::delete(tx, id)?;
        let refused = upload.finish(tx, bytes)?;
        Ok(Piece::Whole(received, refused))
    }

    /// Attaches the file; says why not, where it is not the one announced or of no kind that its field takes.
    fn finish(&self, tx: &mut Tx<'_>, bytes: Vec<u8>) -> Result<Option<&'static str>, Error> {
        if !self.sha256.is_empty() && hex::encode(Sha256::digest(&bytes)) != self.sha256 {
            return Ok(Some(OTHER));
        }
        let (parts, now) = (tx.parts(), tx.now());
        let mut filling = Filling::open(tx.link(), parts, self.owner, self.draft, now)?;
        let field = filling.start_form()?.field(&self.field);
        let accept = &field.ok_or(Error::NotFound)?.accept;
        let whole = Whole::new(self.field.clone(), &self.name, bytes);
        let media = whole.kind.map(FileKind::media_type);
        let fits = |media: &&str| accept.is_empty() || accept.iter().any(|a| a == media);
        let Some(media) = media.filter(fits) else {
            return Ok(Some(KIND));
        };
        let file = NewFile {
            field: whole.field,
            name: whole.name,
            media: media.to_owned(),
            bytes: whole.bytes.into(),
        };
        filling.draft.attach(tx, &file)?;
        filling.draft.save(tx)?;
        Ok(None)
    }

    fn bytes(&self, tx: &mut Tx<'_>) -> Result<Vec<u8>, Error> {
        let sql = "select sealed from draft_upload_parts where upload = $1 order by place";
        let rows = tx.query(sql, &[blob(self.id)])?;
        let parts: &Parts = tx.parts();
        let mut whole = Vec::new();
        for row in &rows {
            let sealed: Vec<u8> = row.get(0)?;
            whole.extend(parts.keys.master_open("draft upload", &sealed)?);
        }
        Ok(whole)
    }

    /// Throws away what has come of it.
    pub(crate) fn delete(tx: &mut Tx<'_>, id: [u8; 16]) -> Result<(), Error> {
        let sql = "delete from draft_upload_parts where upload = $1";
        tx.side_table(sql, vec![blob(id)])?;
        let sql = "delete from draft_uploads where id = $1";
        Ok(tx.side_table(sql, vec![blob(id)])?)
    }
}
