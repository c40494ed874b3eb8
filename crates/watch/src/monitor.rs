//! The monitor: follows a log from outside and says what is wrong or missing.
//!
//! What everybody can check of a log that publishes 57 bytes an entry:
//!
//! - *nothing was rewritten*: every leaf and tile is read and hashed, and the history that was seen
//!   before is the beginning of the one that is shown now (`follow`);
//! - *everybody is shown the same*: checkpoints that others hold are parts of it (`gossip`);
//! - *nothing was dated back*: an entry that was not there when the monitor last looked cannot be older;
//! - *nothing is missing*, as far as holders of receipts let it see: places within a case, and what
//!   became of deadlines (`cases`, decision 16).
//!
//! A [`Source`] is where the log is read from: an address, or a folder with a copy.

mod cases;
mod follow;
mod gossip;
mod report;
mod source;
mod state;

use jiff::Timestamp;
use tlog::checkpoint::CheckpointError;
use tlog::{Checkpoint, Note, Receipt, Verifiers, rotation};

pub use cases::complete;
pub use gossip::{Heard, read_heard};
pub use report::{Finding, Kind, Report};
pub use source::{Folder, Source, SourceError, Web};
pub use state::{State, StateError};

/// How far two clocks may differ before a time is called wrong.
pub const SKEW: jiff::SignedDuration = jiff::SignedDuration::from_mins(5);

/// Why the log could not be checked: nothing is said of it then.
#[derive(Debug, thiserror::Error)]
pub enum MonitorError {
    /// The log cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// What was seen before cannot be read or kept.
    #[error(transparent)]
    State(#[from] StateError),
}

/// A look at a log.
pub struct Monitor<'a> {
    /// Where it is read.
    pub source: &'a dyn Source,
    /// The log's key, witnesses' keys and quorum.
    pub trusted: &'a Verifiers,
    /// The present.
    pub now: Timestamp,
    /// How long the log has to show what somebody holds of it already.
    pub patience: std::time::Duration,
}

impl Monitor<'_> {
    /// Looks at the log once: what is new since `state`, and what others hold of it. `state` is
    /// moved on only as far as all held.
    ///
    /// # Errors
    /// [`MonitorError`] when the log could not be read.
    pub fn look(
        &self,
        state: &mut State,
        heard: &[Heard],
        receipts: &[(String, Receipt)],
    ) -> Result<Report, MonitorError> {
        let mut report = Report::default();
        let trusted = self.vouched(state, &mut report)?;
        let trusting = Monitor {
            trusted: &trusted,
            ..*self
        };
        trusting.look_at(state, heard, receipts, report)
    }

    fn look_at(
        &self,
        state: &mut State,
        heard: &[Heard],
        receipts: &[(String, Receipt)],
        mut report: Report,
    ) -> Result<Report, MonitorError> {
        let Some((note, checkpoint)) = self.checkpoint(state, &mut report)? else {
            return Ok(report);
        };
        report.origin = checkpoint.origin.clone();
        report.size = checkpoint.size;
        let held = self.follow(state, &checkpoint, &mut report)?;
        if held {
            state.advance(note, &checkpoint, self.now);
            for other in heard {
                self.compare(other, &checkpoint, &mut report)?;
            }
        }
        let proven = self.proven(receipts, &mut report);
        report.findings.extend(complete(&proven, self.now));
        Ok(report)
    }

    /// The keys that are trusted, with those that they vouch for, by what the log publishes and by what was seen of it before.
    fn vouched(&self, state: &mut State, report: &mut Report) -> Result<Verifiers, MonitorError> {
        // A log of others may not publish any.
        let shown = self.source.get("rotations")?.unwrap_or_default();
        let mut receipts = state.rotations.clone();
        if !shown.is_empty() {
            match rotation::decode(&shown) {
                Ok(shown) => receipts.extend(shown),
                Err(fault) => report.add(Kind::Signature, fault),
            }
        }
        let (trusted, handed) = rotation::follow(self.trusted.clone(), &receipts);
        let used = |receipt: &&Receipt| handed.iter().any(|h| h.entry == receipt.proof.index);
        let mut used: Vec<Receipt> = receipts.iter().filter(used).cloned().collect();
        used.dedup_by_key(|receipt| receipt.proof.index);
        state.rotations = used;
        report.keys = handed.into_iter().map(|h| h.key.to_string()).collect();
        Ok(trusted)
    }

    /// The checkpoint that the log shows, when it is its own and not shorter than before. One that
    /// is a little behind, as from a cache, is asked for again.
    fn checkpoint(
        &self,
        state: &State,
        report: &mut Report,
    ) -> Result<Option<(Note, Checkpoint)>, MonitorError> {
        let bytes = self.source.need("checkpoint")?;
        report.shown = String::from_utf8_lossy(&bytes).into_owned();
        let opened = Note::parse(&bytes)
            .map_err(CheckpointError::from)
            .map(|note| (Checkpoint::open(&note, self.trusted), note));
        let (outcome, note) = match opened {
            Ok(read) => read,
            Err(error) => {
                report.add(Kind::Signature, error);
                return Ok(None);
            }
        };
        let checkpoint = match outcome {
            Ok((checkpoint, signers)) => {
                report.witnesses = signers.witnesses.into_iter().map(|w| w.name).collect();
                checkpoint
            }
            // Too few witnesses: told, and the rest is checked all the same.
            Err(error @ (CheckpointError::Policy { .. } | CheckpointError::Witnesses { .. })) => {
                report.add(Kind::Witnesses, error);
                match Checkpoint::parse(note.text()) {
                    Ok(checkpoint) => checkpoint,
                    Err(_) => return Ok(None),
                }
            }
            Err(error) => {
                report.add(Kind::Signature, error);
                return Ok(None);
            }
        };
        let before = state.size();
        if checkpoint.size < before {
            let why = format!("shows {} entries and had {before}", checkpoint.size);
            report.add(Kind::Shrunk, why);
            return Ok(None);
        }
        Ok(Some((note, checkpoint)))
    }

    /// The receipts that hold, with a finding for each that does not.
    fn proven(&self, receipts: &[(String, Receipt)], report: &mut Report) -> Vec<tlog::Verified> {
        let log: Verifiers = self
            .trusted
            .keys()
            .iter()
            .filter(|key| !key.algorithm().is_cosigner())
            .cloned()
            .collect();
        let mut proven = Vec::new();
        for (name, receipt) in receipts {
            match receipt.verify(&log) {
                Ok(verified) => proven.push(verified),
                Err(error) => report.add(Kind::Receipt, format!("{name}: {error}")),
            }
        }
        proven
    }
}
