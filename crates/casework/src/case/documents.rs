//! Documents: stored by hash under the case's key; the hash is in the entry.

use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use pack::{FieldError, Form, Widget};

use crate::record::{Fact, KeyId, Tx};
use crate::store::Link;
use crate::{Actor, CaseId, Error, Parts};

/// The largest document, in bytes; pages and messages say 10 MB, which is a little less.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// A file as it came in.
#[derive(Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// The form's field.
    pub field: String,
    /// As its owner calls it.
    pub name: String,
    /// Media type, found from the content.
    pub media: String,
    /// The bytes.
    pub bytes: std::sync::Arc<[u8]>,
}

impl std::fmt::Debug for NewDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} ({}, {} bytes)",
            self.field,
            self.media,
            self.bytes.len()
        )
    }
}

impl NewDocument {
    /// SHA-256 of the bytes: its name in forms and entries.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }
}

/// Adds a document to the case.
pub(super) fn add(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    document: &NewDocument,
) -> Result<(), Error> {
    if document.bytes.is_empty() || document.bytes.len() > LARGEST {
        let reason = if document.bytes.is_empty() {
            "required"
        } else {
            "too_large"
        };
        return Err(Error::Field {
            field: "document",
            reason,
        });
    }
    let hash = document.hash();
    let parts = tx.parts();
    let fact = Fact::DocumentAdded {
        hash: hex::encode(hash),
        field: document.field.clone(),
        name: document.name.clone(),
        media: document.media.clone(),
        size: document.bytes.len() as u64,
    };
    tx.append_to(actor, id, fact)?;
    // The same bytes under the same key give the same nonce and the same ciphertext: no reuse.
    let key = parts.keys.get(tx.link(), KeyId::Case(id))?;
    let sealed = key.seal(&hash, "document", &document.bytes);
    Ok(tx.link().queue(
        "insert into document_bytes (case_id, hash, sealed) values ($1, $2, $3) \
         on conflict (case_id, hash) do nothing",
        vec![id.into(), hash.into(), sealed.into()],
    )?)
}

/// The bytes of a document.
///
/// # Errors
/// [`Error::NotFound`]; or that the bytes are no longer those that the entry names.
pub fn bytes(link: &mut Link, parts: &Parts, id: CaseId, hash: [u8; 32]) -> Result<Vec<u8>, Error> {
    let sql = "select sealed from document_bytes where case_id = $1 and hash = $2";
    let sealed = match link.query_opt(sql, &[id.into(), hash.into()])? {
        Some(row) => row.get(0)?,
        None => parts
            .archives
            .document(link, id, hash)?
            .ok_or(Error::NotFound)?,
    };
    let plain = parts
        .keys
        .get(link, KeyId::Case(id))?
        .open("document", &sealed)?;
    if <[u8; 32]>::from(Sha256::digest(&plain)) != hash {
        let what = format!("document {}", hex::encode(hash));
        return Err(crate::record::KeyError::Sealed { what }.into());
    }
    Ok(plain)
}

/// Every document that the data names came along: data cannot point at what is not there.
pub(super) fn named(data: &Map<String, Json>, files: &[NewDocument]) -> Result<(), Error> {
    for (field, value) in data {
        let Json::Array(items) = value else { continue };
        let hashes = items.iter().filter_map(Json::as_str).filter(|s| is_hash(s));
        for hash in hashes {
            let here = |d: &NewDocument| d.field == *field && hex::encode(d.hash()) == hash;
            if !files.iter().any(here) {
                return Err(Error::Invalid(vec![FieldError::new(field, "missing_file")]));
            }
        }
    }
    Ok(())
}

/// Every file is of a kind that its field takes, whichever way it came in.
pub(super) fn fit(form: &Form, files: &[NewDocument]) -> Result<(), Error> {
    let wrong = |file: &NewDocument| match form.field(&file.field) {
        Some(field) if field.widget == Widget::File => {
            let fits = field.accept.is_empty() || field.accept.contains(&file.media);
            (!fits).then(|| FieldError::new(&file.field, "file_kind"))
        }
        _ => Some(FieldError::new(&file.field, "unknown")),
    };
    let errors: Vec<_> = files.iter().filter_map(wrong).collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

/// Whether the data names the file: one that answers a question which is not asked is not kept.
pub(super) fn is_named(data: &Map<String, Json>, file: &NewDocument) -> bool {
    let hash = hex::encode(file.hash());
    let items = data.get(&file.field).and_then(Json::as_array);
    items.is_some_and(|items| items.iter().any(|item| item.as_str() == Some(&hash)))
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
