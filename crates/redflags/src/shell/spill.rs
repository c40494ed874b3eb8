//! Sorted runs in temporary files, and the one sorted file that comes of them.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::ShellError;
use crate::engine::State;
use crate::facts::{
    Entry, Facts, FactsError, ShowEntry, Table, merge, read_entry, write_entry, write_sums,
};

/// Runs that are merged at once: as many files are open, each with a buffer.
const AT_ONCE: usize = 200;
/// Bytes of a buffer for a run.
const BUFFER: usize = 1 << 15;

/// Sorted runs on disk.
#[derive(Debug, Default)]
pub struct Runs {
    /// Their files.
    pub paths: Vec<PathBuf>,
}

impl Runs {
    /// Writes what a worker has so far as a run, and empties it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(state: &mut State, path: &Path) -> Result<(), ShellError> {
        let mut out =
            BufWriter::with_capacity(1 << 16, File::create(path).map_err(ShellError::file(path))?);
        let fail = ShellError::file(path);
        write_state(state, &mut out)
            .and_then(|()| out.flush())
            .map_err(fail)
    }

    /// Merges all runs into one file of sorted facts.
    ///
    /// # Errors
    /// When files cannot be read or written.
    pub fn merge(mut self, dir: &Path, into: &Path) -> Result<FileFacts, ShellError> {
        let mut round = 0;
        while self.paths.len() > AT_ONCE {
            let mut merged = Vec::new();
            for (number, some) in self.paths.chunks(AT_ONCE).enumerate() {
                let path = dir.join(format!("merged-{round}-{number}"));
                merge_files(some, &path)?;
                some.iter()
                    .filter(|p| p.starts_with(dir))
                    .for_each(|p| drop(std::fs::remove_file(p)));
                merged.push(path);
            }
            self.paths = merged;
            round += 1;
        }
        let facts = merge_files(&self.paths, into)?;
        self.paths
            .iter()
            .filter(|p| p.starts_with(dir))
            .for_each(|p| drop(std::fs::remove_file(p)));
        Ok(facts)
    }
}

fn write_state(state: &mut State, out: &mut impl Write) -> std::io::Result<()> {
    // Rows are the first table.
    state.rows.sort_unstable();
    for (key, value) in state.rows.drain(..) {
        write_entry(&key, &value, out)?;
    }
    state.row_bytes = 0;
    let mut value = Vec::new();
    state.tally.take(|key, sums| {
        value.clear();
        write_sums(sums, &mut value);
        write_entry(key, &value, out)
    })
}

fn merge_files(paths: &[PathBuf], into: &Path) -> Result<FileFacts, ShellError> {
    let mut streams = Vec::new();
    for path in paths {
        streams.push(BufReader::with_capacity(
            BUFFER,
            File::open(path).map_err(ShellError::file(path))?,
        ));
    }
    let mut out =
        BufWriter::with_capacity(1 << 18, File::create(into).map_err(ShellError::file(into))?);
    let mut facts = FileFacts {
        path: into.to_path_buf(),
        tables: Vec::new(),
    };
    let mut at = 0_u64;
    let mut entry = Vec::new();
    merge(streams, |key, value| {
        entry.clear();
        write_entry(key, value, &mut entry)?;
        out.write_all(&entry)?;
        facts.note(key, at, entry.len() as u64)?;
        at += entry.len() as u64;
        Ok(())
    })?;
    out.flush().map_err(ShellError::file(into))?;
    Ok(facts)
}

/// Sorted facts in a file.
#[derive(Debug, Clone)]
pub struct FileFacts {
    /// The file.
    pub path: PathBuf,
    tables: Vec<(Table, u64, u64)>,
}

impl FileFacts {
    fn note(&mut self, key: &[u8], at: u64, length: u64) -> Result<(), FactsError> {
        let table = Table::of(key).ok_or(FactsError::Damaged("a key of no table"))?;
        match self.tables.last_mut() {
            Some((last, _, bytes)) if *last == table => *bytes += length,
            _ => self.tables.push((table, at, length)),
        }
        Ok(())
    }
}

impl Facts for FileFacts {
    fn each(&self, table: Table, show: &mut ShowEntry<'_>) -> Result<(), FactsError> {
        let Some((_, at, bytes)) = self.tables.iter().find(|t| t.0 == table) else {
            return Ok(());
        };
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(*at))?;
        let mut from = BufReader::with_capacity(1 << 16, file.take(*bytes));
        let mut entry = Entry::default();
        while read_entry(&mut from, &mut entry)? {
            show(&entry.0, &entry.1)?;
        }
        Ok(())
    }
}
