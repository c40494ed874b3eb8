//! Gossip: checkpoints that others hold, compared with the history that the log shows. Whoever has a
//! receipt has one.

use std::path::Path;

use casework::http::{Http, Unanswered};
use tlog::checkpoint::CheckpointError;
use tlog::verify::verify_consistency;
use tlog::{Checkpoint, Note, Receipt, TlogProof};

use super::report::{Kind, Report};
use super::{Monitor, MonitorError};

/// Largest file read, in bytes.
const LARGEST: u64 = 16 << 20;
/// Most files read of a folder.
const MOST: usize = 100_000;

/// A checkpoint that somebody holds.
#[derive(Clone, Debug)]
pub struct Heard {
    /// Where it comes from.
    pub name: String,
    /// It, with its signatures.
    pub note: Note,
    /// The receipt that it came in.
    pub receipt: Option<Receipt>,
}

/// Reads what somebody holds: a file with a checkpoint, a proof or a receipt; a folder of such; or an
/// address, such as `https://witness.example/logs/…/checkpoint`. What is none of these is named.
///
/// # Errors
/// A line for each that cannot be read.
pub fn read_heard(place: &str) -> Result<Vec<Heard>, Vec<String>> {
    if place.starts_with("http://") || place.starts_with("https://") {
        return address(place).map_err(|e| vec![e]);
    }
    let path = Path::new(place);
    let files = if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(|e| vec![format!("{place}: {e}")])?;
        let mut files: Vec<_> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.is_file())
            .take(MOST)
            .collect();
        files.sort();
        files
    } else {
        vec![path.to_owned()]
    };
    let (mut heard, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.display().to_string();
        match std::fs::read(&file)
            .map_err(|e| e.to_string())
            .and_then(|b| read(&name, &b))
        {
            Ok(one) => heard.push(one),
            Err(why) => faults.push(format!("{name}: {why}")),
        }
    }
    if faults.is_empty() {
        Ok(heard)
    } else {
        Err(faults)
    }
}

fn address(url: &str) -> Result<Vec<Heard>, String> {
    let http = Http::new(std::time::Duration::from_secs(30));
    let reply = http
        .get(url, LARGEST)
        .map_err(|e: Unanswered| e.to_string())?;
    if reply.status != 200 {
        return Err(format!("{url}: status {}", reply.status));
    }
    let heard = read(url, &reply.body).map_err(|why| format!("{url}: {why}"))?;
    Ok(vec![heard])
}

fn read(name: &str, bytes: &[u8]) -> Result<Heard, String> {
    let name = name.to_owned();
    if bytes.len() as u64 > LARGEST {
        return Err(format!("larger than {LARGEST} bytes"));
    }
    if bytes.starts_with(b"{") {
        let receipt = Receipt::decode(bytes).map_err(|e| e.to_string())?;
        let note = receipt.proof.checkpoint.clone();
        let receipt = Some(receipt);
        return Ok(Heard {
            name,
            note,
            receipt,
        });
    }
    let proof = TlogProof::parse(bytes).map(|proof| proof.checkpoint);
    let note = proof
        .or_else(|_| Note::parse(bytes))
        .map_err(|e| e.to_string())?;
    let receipt = None;
    Ok(Heard {
        name,
        note,
        receipt,
    })
}

impl Monitor<'_> {
    /// Whether what somebody holds is part of the history under `checkpoint`.
    pub(super) fn compare(
        &self,
        heard: &Heard,
        checkpoint: &Checkpoint,
        report: &mut Report,
    ) -> Result<(), MonitorError> {
        let name = &heard.name;
        let theirs = match Checkpoint::open(&heard.note, self.trusted) {
            Ok((theirs, _)) => theirs,
            // The log's signature holds; how many witnesses stand by it is its holder's matter.
            Err(CheckpointError::Policy { .. } | CheckpointError::Witnesses { .. }) => {
                match Checkpoint::parse(heard.note.text()) {
                    Ok(theirs) => theirs,
                    Err(_) => return Ok(()),
                }
            }
            Err(error) => {
                report.add(Kind::Receipt, format!("{name}: {error}"));
                return Ok(());
            }
        };
        if theirs.size > checkpoint.size {
            return self.ahead(name, &theirs, checkpoint, report);
        }
        let (old, new) = (theirs.size, checkpoint.size);
        let mut reader = |id| match self.hashes(id) {
            Ok(Some(Ok(hashes))) => Ok(hashes),
            Ok(Some(Err(fault))) => Err(fault.to_string()),
            Ok(None) => Err("it is not published".to_owned()),
            Err(error) => Err(error.to_string()),
        };
        let proof = tlog::tree::prove_consistency(old, new, &mut reader);
        let held = match proof {
            Err(error) => Err(error.to_string()),
            Ok(proof) => verify_consistency(old, &theirs.root, new, &checkpoint.root, &proof)
                .map_err(|e| e.to_string()),
        };
        match held {
            Ok(()) => report.heard += 1,
            Err(why) => report.add(
                Kind::Forked,
                format!("{name}: a checkpoint of {old} entries that the log has signed is not part of the history that it shows: {why}"),
            ),
        }
        Ok(())
    }

    /// Somebody holds more than the log shows: it may be some seconds behind itself, no more.
    fn ahead(
        &self,
        name: &str,
        theirs: &Checkpoint,
        checkpoint: &Checkpoint,
        report: &mut Report,
    ) -> Result<(), MonitorError> {
        const TRIES: u32 = 5;
        for _ in 0..TRIES {
            std::thread::sleep(self.patience / TRIES);
            let bytes = self.source.need("checkpoint")?;
            let size = Note::parse(&bytes)
                .ok()
                .and_then(|note| Some(Checkpoint::parse(note.text()).ok()?.size));
            if size.is_some_and(|size| size >= theirs.size) {
                // Held against the history at the next look.
                return Ok(());
            }
        }
        let (held, shown) = (theirs.size, checkpoint.size);
        report.add(
            Kind::Forked,
            format!("{name}: the log has signed {held} entries and shows {shown}"),
        );
        Ok(())
    }
}
