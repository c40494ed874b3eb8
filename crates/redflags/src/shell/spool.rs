//! Releases that wait for the others of their process, in files by a hash of their ocid.
//!
//! A process's releases may lie at both ends of a terabyte. Each goes into one of many files; at the
//! end one file at a time is read, grouped and merged, so that memory holds a small part of them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::ShellError;
use crate::facts::{Entry, read_entry, write_entry};

/// Files. A part of 100 GB has less than a gigabyte.
const PARTS: usize = 128;

/// The waiting releases.
#[derive(Debug)]
pub(crate) struct Spool {
    dir: PathBuf,
    part_of: fn(&str) -> usize,
    parts: Vec<Mutex<Option<BufWriter<File>>>>,
}

impl Spool {
    /// In a folder.
    #[must_use]
    pub(crate) fn new(dir: &Path) -> Spool {
        Spool::by(dir, PARTS, |ocid| {
            (stable_hash(ocid.as_bytes()) % PARTS as u64) as usize
        })
    }

    /// In a folder, divided in another way. `part_of` is below `parts`.
    #[must_use]
    pub(crate) fn by(dir: &Path, parts: usize, part_of: fn(&str) -> usize) -> Spool {
        Spool {
            dir: dir.to_path_buf(),
            part_of,
            parts: (0..parts).map(|_| Mutex::new(None)).collect(),
        }
    }

    fn path(&self, part: usize) -> PathBuf {
        self.dir.join(format!("loose-{part}"))
    }

    /// Adds a release.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub(crate) fn push(&self, ocid: &str, text: &str) -> Result<(), ShellError> {
        let part = (self.part_of)(ocid);
        let mut writer = self.parts[part]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let path = self.path(part);
        if writer.is_none() {
            let file = File::create(&path).map_err(ShellError::file(&path))?;
            *writer = Some(BufWriter::with_capacity(1 << 13, file));
        }
        match writer.as_mut() {
            Some(out) => {
                write_entry(ocid.as_bytes(), text.as_bytes(), out).map_err(ShellError::file(&path))
            }
            None => Ok(()),
        }
    }

    /// Shows the releases of each process, part by part.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub(crate) fn each(
        &self,
        mut show: impl FnMut(&str, &[&str]) -> Result<(), ShellError>,
    ) -> Result<(), ShellError> {
        self.each_part(|_, processes| {
            for (ocid, releases) in processes {
                let texts: Vec<&str> = releases.iter().map(String::as_str).collect();
                show(ocid, &texts)?;
            }
            Ok(())
        })
    }

    /// Shows the processes of each part that has any, in the order of ocids.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub(crate) fn each_part(
        &self,
        mut show: impl FnMut(usize, &BTreeMap<String, Vec<String>>) -> Result<(), ShellError>,
    ) -> Result<(), ShellError> {
        for (number, part) in self.parts.iter().enumerate() {
            let writer = part.lock().unwrap_or_else(PoisonError::into_inner).take();
            let Some(mut writer) = writer else { continue };
            let path = self.path(number);
            writer.flush().map_err(ShellError::file(&path))?;
            drop(writer);
            show(number, &read_part(&path)?)?;
            std::fs::remove_file(&path).map_err(ShellError::file(&path))?;
        }
        Ok(())
    }
}

fn read_part(path: &Path) -> Result<BTreeMap<String, Vec<String>>, ShellError> {
    let mut from =
        BufReader::with_capacity(1 << 16, File::open(path).map_err(ShellError::file(path))?);
    let mut entry = Entry::default();
    let mut by_ocid: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while read_entry(&mut from, &mut entry)? {
        let ocid = String::from_utf8_lossy(&entry.0).into_owned();
        let text = String::from_utf8_lossy(&entry.1).into_owned();
        by_ocid.entry(ocid).or_default().push(text);
    }
    Ok(by_ocid)
}

/// FNV-1a: the same on every machine, which a seeded hasher is not.
fn stable_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, b| {
        (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    })
}
