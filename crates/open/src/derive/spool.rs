//! Things that wait for others of their process, in temporary files by a hash of their ocid.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use redflags::facts::{Entry, FactsError, read_entry, write_entry};

/// Files. A part of 10 GB has 160 MB.
pub(super) const PARTS: usize = 64;

pub(super) struct Spool {
    dir: PathBuf,
    name: &'static str,
    parts: Vec<Option<BufWriter<File>>>,
}

impl Spool {
    pub(super) fn new(dir: &Path, name: &'static str) -> Spool {
        Spool {
            dir: dir.to_path_buf(),
            name,
            parts: (0..PARTS).map(|_| None).collect(),
        }
    }

    fn path(&self, part: usize) -> PathBuf {
        self.dir.join(format!("{}-{part}", self.name))
    }

    /// Adds something of a process.
    pub(super) fn push(&mut self, ocid: &str, bytes: &[u8]) -> io::Result<()> {
        let part = (stable_hash(ocid.as_bytes()) % PARTS as u64) as usize;
        let path = self.path(part);
        let out = match &mut self.parts[part] {
            Some(out) => out,
            none => none.insert(BufWriter::with_capacity(1 << 13, File::create(path)?)),
        };
        write_entry(ocid.as_bytes(), bytes, out)
    }

    /// What one part holds, by ocid, each in the order in which it came. The part is gone then.
    pub(super) fn part(
        &mut self,
        part: usize,
    ) -> Result<BTreeMap<String, Vec<Vec<u8>>>, FactsError> {
        let mut all: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
        let Some(mut out) = self.parts[part].take() else {
            return Ok(all);
        };
        out.flush()?;
        drop(out);
        let path = self.path(part);
        let mut from = BufReader::with_capacity(1 << 16, File::open(&path)?);
        let mut entry = Entry::default();
        while read_entry(&mut from, &mut entry)? {
            let ocid = String::from_utf8_lossy(&entry.0).into_owned();
            all.entry(ocid)
                .or_default()
                .push(std::mem::take(&mut entry.1));
        }
        std::fs::remove_file(&path)?;
        Ok(all)
    }
}

/// FNV-1a: the same on every machine, which a seeded hasher is not.
fn stable_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, b| {
        (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    })
}
