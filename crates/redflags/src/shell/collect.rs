//! Reads all sources with all threads, and leaves sorted facts.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::ShellError;
use super::inputs::{Limits, Source};
use super::spill::{FileFacts, Runs};
use super::spool::Spool;
use crate::engine::{Engine, Looked, State};
use crate::input::{Chunk, Piece, Problem, Splitter, unpack};
use crate::merge::compile;

/// Bytes of sums that a worker holds before it writes a run.
const MOST_SUMS: usize = 24 << 20;
/// Bytes of rows that a worker holds before it writes a run.
const MOST_ROWS: usize = 12 << 20;
/// Problems that are named; more are only counted.
pub(super) const MOST_NAMED: usize = 10_000;

/// What is needed to collect.
pub struct Collector<'c> {
    /// The indicators.
    pub engine: &'c Engine,
    /// Threads that read documents.
    pub threads: usize,
    /// What archives may unpack to.
    pub limits: Limits,
    /// An empty folder for temporary files.
    pub dir: &'c Path,
}

/// What was read.
#[derive(Debug)]
pub struct Collected {
    /// The facts, sorted.
    pub runs: Runs,
    /// What could not be read: the first ten thousand, sorted.
    pub problems: Vec<Problem>,
    /// How many there are.
    pub problem_count: u64,
    /// Bytes that were read, unpacked.
    pub bytes: u64,
    /// Releases that wait to be merged.
    pub(crate) spool: Spool,
}

struct Shared<'s> {
    engine: &'s Engine,
    dir: &'s Path,
    spool: Spool,
    runs: Mutex<Vec<PathBuf>>,
    problems: Mutex<Vec<Problem>>,
    problem_count: AtomicU64,
    bytes: AtomicU64,
    failed: Mutex<Option<ShellError>>,
    buffers: Mutex<Vec<Vec<u8>>>,
}

type Work = (Arc<str>, Chunk);

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A worker that panicked left nothing half done that another would read.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads all sources.
///
/// # Errors
/// When temporary files cannot be written. What cannot be read is a [`Problem`].
pub fn collect(c: &Collector<'_>, sources: &[Source]) -> Result<Collected, ShellError> {
    let shared = Shared {
        engine: c.engine,
        dir: c.dir,
        spool: Spool::new(c.dir),
        runs: Mutex::default(),
        problems: Mutex::default(),
        problem_count: AtomicU64::new(0),
        bytes: AtomicU64::new(0),
        failed: Mutex::default(),
        buffers: Mutex::default(),
    };
    let threads = c.threads.max(1);
    let (send, receive) = sync_channel::<Work>(threads);
    let receive = Mutex::new(receive);
    std::thread::scope(|scope| {
        for number in 0..threads {
            let (shared, receive) = (&shared, &receive);
            scope.spawn(move || shared.work(number, receive));
        }
        shared.produce(sources, c.limits, &send);
        drop(send);
    });
    if let Some(error) = lock(&shared.failed).take() {
        return Err(error);
    }
    let mut problems = std::mem::take(&mut *lock(&shared.problems));
    problems.sort();
    problems.truncate(MOST_NAMED);
    let mut runs = std::mem::take(&mut *lock(&shared.runs));
    runs.sort();
    Ok(Collected {
        runs: Runs { paths: runs },
        problems,
        problem_count: shared.problem_count.load(Ordering::Relaxed),
        bytes: shared.bytes.load(Ordering::Relaxed),
        spool: shared.spool,
    })
}

impl Shared<'_> {
    fn produce(&self, sources: &[Source], limits: Limits, send: &SyncSender<Work>) {
        for source in sources {
            let shown = source.each(limits, |name, from| {
                let arc: Arc<str> = name.into();
                let split = Splitter::new(from, name).run(
                    || lock(&self.buffers).pop().unwrap_or_default(),
                    |chunk| {
                        self.bytes
                            .fetch_add(chunk.bytes.len() as u64, Ordering::Relaxed);
                        // Without receivers a worker has failed, and the error is kept there.
                        drop(send.send((arc.clone(), chunk)));
                    },
                    |problem| self.problem(problem),
                );
                if let Err(error) = split {
                    self.problem(Problem {
                        source: name.to_owned(),
                        line: 0,
                        byte: 0,
                        reason: error.to_string(),
                    });
                }
                Ok(())
            });
            if let Err(error) = shown {
                let name = match source {
                    Source::Stdin => "-".to_owned(),
                    Source::File(path) => path.display().to_string(),
                };
                self.problem(Problem {
                    source: name,
                    line: 0,
                    byte: 0,
                    reason: error.to_string(),
                });
            }
            if lock(&self.failed).is_some() {
                return;
            }
        }
    }

    fn problem(&self, problem: Problem) {
        self.problem_count.fetch_add(1, Ordering::Relaxed);
        let mut problems = lock(&self.problems);
        problems.push(problem);
        // The first by file, line and byte stay, whoever came first.
        if problems.len() >= 2 * MOST_NAMED {
            problems.sort();
            problems.truncate(MOST_NAMED);
        }
    }

    fn work(&self, number: usize, receive: &Mutex<Receiver<Work>>) {
        let mut worker = Worker {
            shared: self,
            number,
            written: 0,
            state: State::default(),
        };
        let outcome = worker.run(receive);
        if let Err(error) = outcome {
            *lock(&self.failed) = Some(error);
            // Whoever sends must not wait for ever.
            while lock(receive).recv().is_ok() {}
        }
    }
}

struct Worker<'w, 's> {
    shared: &'w Shared<'s>,
    number: usize,
    written: usize,
    state: State,
}

impl Worker<'_, '_> {
    fn run(&mut self, receive: &Mutex<Receiver<Work>>) -> Result<(), ShellError> {
        loop {
            let next = lock(receive).recv();
            let Ok((source, chunk)) = next else { break };
            let mut failed = None;
            chunk.each(|bytes, line, byte| {
                if failed.is_none() {
                    failed = self.document(&source, bytes, line, byte).err();
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
            let mut buffers = lock(&self.shared.buffers);
            // Buffers of giants go back to the system.
            if buffers.len() < 8 && chunk.bytes.capacity() <= 4 << 20 {
                buffers.push(chunk.bytes);
            }
        }
        self.state.settle();
        self.write()
    }

    fn write(&mut self) -> Result<(), ShellError> {
        let path = self
            .shared
            .dir
            .join(format!("run-{}-{}", self.number, self.written));
        self.written += 1;
        Runs::write(&mut self.state, &path)?;
        lock(&self.shared.runs).push(path);
        Ok(())
    }

    fn document(
        &mut self,
        source: &str,
        bytes: &[u8],
        line: u64,
        byte: u64,
    ) -> Result<(), ShellError> {
        let problem = |at: usize, reason: &str| {
            self.shared.problem(Problem {
                source: source.to_owned(),
                line,
                byte: byte + at as u64,
                reason: reason.to_owned(),
            });
        };
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                problem(error.valid_up_to(), "not UTF-8");
                return Ok(());
            }
        };
        match self.shared.engine.scan(text, &mut self.state) {
            Err(fault) => problem(fault.at, fault.reason),
            Ok(Looked::Read) => {}
            Ok(Looked::NoObject) => problem(0, "no object"),
            Ok(Looked::NoOcid) => problem(0, "no ocid"),
            Ok(Looked::Loose(ocid)) => self.shared.spool.push(&ocid, text.trim())?,
            Ok(Looked::Package) => match unpack(text) {
                Err(fault) => problem(fault.at, fault.reason),
                Ok(pieces) => self.pieces(&pieces, source, line, byte)?,
            },
        }
        if self.state.tally.bytes() > MOST_SUMS || self.state.row_bytes > MOST_ROWS {
            self.write()?;
        }
        Ok(())
    }

    fn pieces(
        &mut self,
        pieces: &[Piece<'_>],
        source: &str,
        line: u64,
        byte: u64,
    ) -> Result<(), ShellError> {
        for piece in pieces {
            let merged;
            let (text, is_merged) = match piece {
                Piece::Release(text) => (*text, false),
                Piece::Releases(texts) => {
                    merged = compile(texts).unwrap_or_default();
                    (merged.as_str(), true)
                }
            };
            let looked = if is_merged {
                self.shared.engine.scan_compiled(text, &mut self.state)
            } else {
                self.shared.engine.scan(text, &mut self.state)
            };
            let reason = match looked {
                Ok(Looked::Read) => continue,
                Ok(Looked::Loose(ocid)) => {
                    self.shared.spool.push(&ocid, text.trim())?;
                    continue;
                }
                Ok(Looked::Package) => "a package within a package",
                Ok(Looked::NoObject) => "no object",
                Ok(Looked::NoOcid) => "no ocid",
                Err(fault) => fault.reason,
            };
            self.shared.problem(Problem {
                source: source.to_owned(),
                line,
                byte,
                reason: reason.to_owned(),
            });
        }
        Ok(())
    }
}

impl Collected {
    /// Merges the waiting releases, and all runs into one file of facts.
    ///
    /// # Errors
    /// When files cannot be read or written.
    pub fn finish(mut self, engine: &Engine, dir: &Path) -> Result<FileFacts, ShellError> {
        let mut state = State::default();
        let mut written = 0;
        let mut write = |state: &mut State, paths: &mut Vec<PathBuf>| {
            let path = dir.join(format!("run-merged-{written}"));
            written += 1;
            Runs::write(state, &path)?;
            paths.push(path);
            Ok::<_, ShellError>(())
        };
        let paths = &mut self.runs.paths;
        self.spool.each(|_, releases| {
            if let Some(text) = compile(releases) {
                // Each was read as JSON before, and the merged one is ours.
                drop(engine.scan_compiled(&text, &mut state));
            }
            if state.tally.bytes() > MOST_SUMS || state.row_bytes > MOST_ROWS {
                write(&mut state, paths)?;
            }
            Ok(())
        })?;
        state.settle();
        write(&mut state, paths)?;
        self.runs.merge(dir, &dir.join("facts"))
    }
}
