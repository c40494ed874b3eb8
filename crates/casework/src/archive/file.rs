//! The file of an archive, byte by byte as docs/archives.md has it: what was sealed, then where each piece lies.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::ArchiveError;
use crate::CaseId;

/// The first and the last bytes of every archive.
const MAGIC: &[u8; 16] = b"diwan archive 1\n";
/// Bytes of the index for an entry, and for a document.
const ENTRY: u64 = 32;
const DOCUMENT: u64 = 56;
/// Three numbers and [`MAGIC`].
const TRAILER: u64 = 40;
/// Largest index that is read: two million entries.
const LARGEST_INDEX: u64 = 64 * 1024 * 1024;

/// Where an entry lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) seq: u64,
    pub(super) case: CaseId,
    place: Span,
}

/// Where a document lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) case: CaseId,
    pub(super) hash: [u8; 32],
    place: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    offset: u64,
    length: u64,
}

/// An archive that is being made, in memory: see [`super::moving`] for how large it grows.
#[derive(Default)]
pub(super) struct Making {
    content: Vec<u8>,
    entries: Vec<Entry>,
    documents: Vec<Document>,
}

impl Making {
    pub(super) fn entry(&mut self, seq: u64, case: CaseId, sealed: &[u8]) {
        let place = self.put(sealed);
        self.entries.push(Entry { seq, case, place });
    }

    pub(super) fn document(&mut self, case: CaseId, hash: [u8; 32], sealed: &[u8]) {
        let place = self.put(sealed);
        self.documents.push(Document { case, hash, place });
    }

    fn put(&mut self, sealed: &[u8]) -> Span {
        let offset = MAGIC.len() as u64 + self.content.len() as u64;
        self.content.extend_from_slice(sealed);
        let length = sealed.len() as u64;
        Span { offset, length }
    }

    /// Bytes of content so far.
    pub(super) fn len(&self) -> usize {
        self.content.len()
    }

    /// Entries and documents so far.
    pub(super) fn counts(&self) -> (u64, u64) {
        (self.entries.len() as u64, self.documents.len() as u64)
    }

    /// The whole file.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.entries.sort_by_key(|e| e.seq);
        self.documents.sort_by_key(|d| (d.case, d.hash));
        let mut out = MAGIC.to_vec();
        out.append(&mut self.content);
        let index = out.len() as u64;
        for entry in &self.entries {
            out.extend(entry.seq.to_le_bytes());
            out.extend(entry.case.0.to_le_bytes());
            entry.place.write(&mut out);
        }
        for document in &self.documents {
            out.extend(document.case.0.to_le_bytes());
            out.extend(document.hash);
            document.place.write(&mut out);
        }
        for n in [
            index,
            self.entries.len() as u64,
            self.documents.len() as u64,
        ] {
            out.extend(n.to_le_bytes());
        }
        out.extend(MAGIC);
        out
    }
}

impl Span {
    fn write(self, out: &mut Vec<u8>) {
        out.extend(self.offset.to_le_bytes());
        out.extend(self.length.to_le_bytes());
    }
}

/// An archive's file, open, with its index in memory.
#[derive(Debug)]
pub(super) struct Archive {
    name: String,
    file: Mutex<File>,
    pub(super) entries: Vec<Entry>,
    pub(super) documents: Vec<Document>,
}

impl Archive {
    /// Opens a file and reads where each piece lies. That it is the file that its entry names is [`hash`]'s to say.
    pub(super) fn open(path: &Path, name: &str) -> Result<Self, ArchiveError> {
        let failed = |cause| ArchiveError::File {
            path: path.to_owned(),
            cause,
        };
        let mut file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        let wrong = |why: &str| ArchiveError::Malformed {
            path: path.to_owned(),
            why: why.to_owned(),
        };
        if size < MAGIC.len() as u64 + TRAILER {
            return Err(wrong("it is too short"));
        }
        let trailer = at(&mut file, size - TRAILER, TRAILER).map_err(failed)?;
        let mut trailer = Bytes(&trailer);
        let (index, entries, documents) = (trailer.number(), trailer.number(), trailer.number());
        let first = at(&mut file, 0, MAGIC.len() as u64).map_err(failed)?;
        if trailer.0 != MAGIC || first != MAGIC {
            return Err(wrong("it does not begin and end as an archive"));
        }
        let long = entries
            .checked_mul(ENTRY)
            .and_then(|e| documents.checked_mul(DOCUMENT)?.checked_add(e));
        let fits =
            |long: &u64| *long <= LARGEST_INDEX && index.checked_add(*long + TRAILER) == Some(size);
        let long = long
            .filter(fits)
            .ok_or_else(|| wrong("its index does not fit its size"))?;
        let bytes = at(&mut file, index, long).map_err(failed)?;
        let mut bytes = Bytes(&bytes);
        let archive = Self {
            name: name.to_owned(),
            file: Mutex::new(file),
            entries: (0..entries).map(|_| bytes.entry()).collect(),
            documents: (0..documents).map(|_| bytes.document()).collect(),
        };
        let sorted = archive.entries.is_sorted_by(|a, b| a.seq < b.seq)
            && archive.documents.is_sorted_by_key(|d| (d.case, d.hash));
        let spans = archive.entries.iter().map(|e| e.place);
        let mut spans = spans.chain(archive.documents.iter().map(|d| d.place));
        let inside = spans.all(|s| {
            s.offset >= MAGIC.len() as u64
                && s.offset
                    .checked_add(s.length)
                    .is_some_and(|end| end <= index)
        });
        if sorted && inside {
            Ok(archive)
        } else {
            Err(wrong("its index is not in order"))
        }
    }

    /// What was sealed of an entry of that case.
    pub(super) fn entry(&self, case: CaseId, seq: u64) -> Result<Vec<u8>, ArchiveError> {
        let found = self.entries.binary_search_by_key(&seq, |e| e.seq).ok();
        let found = found.map(|i| self.entries[i]).filter(|e| e.case == case);
        let found = found.ok_or_else(|| self.lacks(format!("entry {seq}")))?;
        self.read(found.place)
    }

    /// What was sealed of a document of that case.
    pub(super) fn document(
        &self,
        case: CaseId,
        hash: [u8; 32],
    ) -> Result<Option<Vec<u8>>, ArchiveError> {
        let found = self
            .documents
            .binary_search_by_key(&(case, hash), |d| (d.case, d.hash));
        found
            .ok()
            .map(|i| self.read(self.documents[i].place))
            .transpose()
    }

    fn lacks(&self, what: String) -> ArchiveError {
        let name = self.name.clone();
        ArchiveError::Lacks { name, what }
    }

    fn read(&self, place: Span) -> Result<Vec<u8>, ArchiveError> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        at(&mut file, place.offset, place.length).map_err(|cause| ArchiveError::File {
            path: self.name.clone().into(),
            cause,
        })
    }
}

fn at(file: &mut File, offset: u64, length: u64) -> std::io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    // No more is set aside than the file has.
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(std::io::ErrorKind::UnexpectedEof.into())
    }
}

/// SHA-256 and size of a file.
pub(super) fn hash(path: &Path) -> Result<([u8; 32], u64), ArchiveError> {
    let hashed = || {
        let (mut file, mut hash) = (File::open(path)?, Sha256::new());
        let (mut size, mut bytes) = (0, vec![0; 1 << 16]);
        loop {
            let read = file.read(&mut bytes)?;
            if read == 0 {
                return Ok((hash.finalize().into(), size));
            }
            hash.update(&bytes[..read]);
            size += read as u64;
        }
    };
    hashed().map_err(|cause| ArchiveError::File {
        path: path.to_owned(),
        cause,
    })
}

/// Reads from bytes whose number was checked.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let (taken, rest) = self.0.split_first_chunk().expect("the length was checked");
        self.0 = rest;
        *taken
    }

    fn number(&mut self) -> u64 {
        u64::from_le_bytes(self.take())
    }

    fn case(&mut self) -> CaseId {
        CaseId(i64::from_le_bytes(self.take()))
    }

    fn span(&mut self) -> Span {
        let (offset, length) = (self.number(), self.number());
        Span { offset, length }
    }

    fn entry(&mut self) -> Entry {
        let (seq, case, place) = (self.number(), self.case(), self.span());
        Entry { seq, case, place }
    }

    fn document(&mut self) -> Document {
        let (case, hash, place) = (self.case(), self.take(), self.span());
        Document { case, hash, place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn made() -> Vec<u8> {
        let mut making = Making::default();
        making.entry(9, CaseId(2), b"nine");
        making.document(CaseId(2), [7; 32], b"a paper");
        making.entry(4, CaseId(1), b"four");
        making.finish()
    }

    fn opened(bytes: &[u8]) -> Result<Archive, ArchiveError> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        std::fs::write(&path, bytes).unwrap();
        Archive::open(&path, "a")
    }

    #[test]
    fn each_piece_is_found_for_its_case_only() {
        let archive = opened(&made()).unwrap();
        assert_eq!(archive.entry(CaseId(1), 4).unwrap(), b"four");
        assert_eq!(archive.entry(CaseId(2), 9).unwrap(), b"nine");
        let other = archive.entry(CaseId(1), 9).unwrap_err().to_string();
        assert!(other.contains("has no entry 9"), "{other}");
        let paper = archive.document(CaseId(2), [7; 32]).unwrap();
        assert_eq!(paper.as_deref(), Some(&b"a paper"[..]));
        assert_eq!(archive.document(CaseId(1), [7; 32]).unwrap(), None);
    }

    #[test]
    fn the_bytes_are_as_documented() {
        let bytes = made();
        assert_eq!(&bytes[..16], b"diwan archive 1\n");
        assert_eq!(&bytes[16..31], b"ninea paperfour");
        assert_eq!(bytes.len(), 31 + 2 * 32 + 56 + 40);
        assert_eq!(bytes[31..39], 4u64.to_le_bytes());
        let trailer = &bytes[bytes.len() - 40..];
        assert_eq!(trailer[..8], 31u64.to_le_bytes());
        assert_eq!((trailer[8], trailer[16]), (2, 1));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
            let mut bytes = made();
            prop_assert!(opened(&bytes[..cut.index(bytes.len())]).is_err(), "what was cut off is not whole");
            let at = at.index(bytes.len());
            bytes[at] = with;
            if let Ok(archive) = opened(&bytes) {
                for entry in archive.entries.clone() {
                    let _ = archive.entry(entry.case, entry.seq);
                }
            }
        }
    }
}
