//! The tree: what the entries hash to against tiles, head and checkpoints.

use tlog::{Checkpoint, Hash, Note, Verifiers};

use super::{Finding, Report, Told};
use crate::record::{LOG_ID, TILE, in_force, leaf_hashes, log_verifiers, subtree_root};
use crate::store::Link;
use crate::{Error, Settings};

/// The checkpoint beside the database, when there is one that holds.
pub(super) fn published(
    settings: &Settings,
    link: &mut Link,
    report: &mut Report,
) -> Result<Option<Checkpoint>, Error> {
    let path = settings.checkpoint_file();
    let Ok(text) = std::fs::read_to_string(&path) else {
        return Ok(None);
    };
    // It may be older than a change of keys; that these rows are what the entries say is checked with all others.
    let trusted = match log_verifiers(link) {
        Err(Error::Record(e)) => Err(e.to_string()),
        outcome => Ok(outcome?),
    };
    match trusted.and_then(|trusted| signed(&text, &trusted)) {
        Ok((checkpoint, _)) => Ok(Some(checkpoint)),
        Err(why) => {
            let why = format!("{}: {why}", path.display());
            report.found(Finding::ChangedHead { why });
            Ok(None)
        }
    }
}

fn signed(text: &str, trusted: &Verifiers) -> Result<(Checkpoint, Note), String> {
    let note = Note::parse(text.as_bytes()).map_err(|e| e.to_string())?;
    let (checkpoint, _) = Checkpoint::open(&note, trusted).map_err(|e| e.to_string())?;
    Ok((checkpoint, note))
}

/// The checkpoint of the head has the signatures of all keys that are in force by the entries.
fn by_all(text: &str, scratch: &mut Link) -> Result<Result<Checkpoint, String>, Error> {
    let keys = in_force(scratch)?;
    let trusted = match Verifiers::parse(&keys) {
        Ok(trusted) => trusted,
        Err(e) => return Ok(Err(e.to_string())),
    };
    let (checkpoint, note) = match signed(text, &trusted) {
        Ok(signed) => signed,
        Err(why) => return Ok(Err(why)),
    };
    let by = |key: &&tlog::Verifier| {
        let mut lines = note.signatures().iter();
        lines.any(|line| key.verify(note.text(), line).is_some())
    };
    Ok(match trusted.keys().iter().find(|key| !by(key)) {
        Some(key) => Err(format!(
            "{key} is in force and has not signed the checkpoint"
        )),
        None => Ok(checkpoint),
    })
}

pub(super) fn check(
    link: &mut Link,
    scratch: &mut Link,
    published: Option<&Checkpoint>,
    told: &Told,
    report: &mut Report,
) -> Result<(), Error> {
    head(link, scratch, told, report)?;
    if let Some(published) = published {
        beside(published, told, report);
    }
    tiles(link, told, report)
}

/// The head row: its size, frontier and signature.
fn head(
    link: &mut Link,
    scratch: &mut Link,
    told: &Told,
    report: &mut Report,
) -> Result<(), Error> {
    let sql = "select size, frontier, checkpoint from log where id = $1";
    let Some(row) = link.query_opt(sql, &[LOG_ID.into()])? else {
        report.found(Finding::ChangedHead {
            why: "the log's head is gone".into(),
        });
        return Ok(());
    };
    let (size, frontier, text): (u64, Vec<u8>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let checkpoint = match by_all(&text, scratch)? {
        Ok(checkpoint) => checkpoint,
        Err(why) => {
            report.found(Finding::ChangedHead { why });
            return Ok(());
        }
    };
    let (entries, signed) = (told.entries, checkpoint.size);
    if entries < signed {
        report.found(Finding::TruncatedLog { entries, signed });
    } else if entries > signed {
        report.found(Finding::AddedEntries { entries, signed });
    } else if checkpoint.root != told.tree.root() {
        report.found(Finding::Forked {
            size: signed,
            signed: checkpoint.root.to_string(),
            computed: told.tree.root().to_string(),
        });
    }
    // Where the root differs the frontier does too: told once.
    let same_root = entries == signed && checkpoint.root == told.tree.root();
    if size != signed || same_root && frontier != told.tree.to_bytes() {
        report.found(Finding::ChangedHead {
            why: format!("size {size} or frontier differs from the checkpoint of {signed}"),
        });
    }
    Ok(())
}

/// The checkpoint that was published may be older than the database, never newer, never another's.
fn beside(published: &Checkpoint, told: &Told, report: &mut Report) {
    if published.size > told.entries {
        let (database, published) = (told.entries, published.size);
        report.found(Finding::RolledBack {
            database,
            published,
        });
        return;
    }
    if let Some(root) = told.published_root.filter(|root| *root != published.root) {
        report.found(Finding::Forked {
            size: published.size,
            signed: published.root.to_string(),
            computed: root.to_string(),
        });
    }
}

/// Each stored tile against what is below it.
fn tiles(link: &mut Link, told: &Told, report: &mut Report) -> Result<(), Error> {
    for level in 0_u64..7 {
        let full = told.entries >> (8 * (level + 1));
        for n in 0..full {
            let below = below(link, level, n)?;
            let sql = "select hashes, root from tiles where log = $1 and level = $2 and n = $3";
            let row = link.query_opt(sql, &[LOG_ID.into(), level.into(), n.into()])?;
            let holds = match row {
                Some(row) => {
                    let (hashes, root): (Vec<u8>, [u8; 32]) = (row.get(0)?, row.get(1)?);
                    let bytes: Vec<u8> = below.iter().flat_map(|h| h.0).collect();
                    below.len() == TILE && hashes == bytes && root == subtree_root(&below).0
                }
                None => false,
            };
            if !holds {
                report.found(Finding::ChangedTile { level, n });
            }
        }
    }
    Ok(())
}

fn below(link: &mut Link, level: u64, n: u64) -> Result<Vec<Hash>, Error> {
    let (from, to) = (n * TILE as u64, (n + 1) * TILE as u64);
    if level == 0 {
        return Ok(leaf_hashes(link, from, to)?);
    }
    let sql = "select root from tiles where log = $1 and level = $2 and n >= $3 and n < $4 \
               order by n";
    let params = [LOG_ID.into(), (level - 1).into(), from.into(), to.into()];
    let rows = link.query(sql, &params)?;
    Ok(rows
        .iter()
        .map(|r| Ok(Hash(r.get(0)?)))
        .collect::<Result<_, crate::store::StoreError>>()?)
}
