//! A house made from a backup, checked entry by entry.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::audit::{self, Report};
use casework::snapshot::{self, Filling, Kept};
use casework::store::StoreError;
use casework::{Error as HouseError, Settings};
use tlog::{Checkpoint, Note, Verifiers};

use crate::manifest::{Manifest, Summary};
use crate::rows::decode;
use crate::{Depot, Error};

/// What opens a backup.
pub struct Identities(pub(crate) Vec<age::x25519::Identity>);

impl Identities {
    /// From the text of a file that `age-keygen` wrote; `#` begins a comment.
    ///
    /// # Errors
    /// [`Error::Identity`] with `name` when there is none in it.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|l| !l.is_empty() && !l.starts_with('#'));
        let all: Result<Vec<_>, _> = lines.map(str::parse).collect();
        match all {
            Ok(all) if !all.is_empty() => Ok(Self(all)),
            _ => Err(Error::Identity(name.to_owned())),
        }
    }
}

/// What the restored log is held against.
pub enum Trust {
    /// Checkpoints that others kept: from the published record, a witness, a receipt. Name and text of each.
    Checkpoints(Vec<(String, String)>),
    /// Nothing: the newest backup is taken for the last that there was.
    Nothing,
}

/// What came of it.
#[derive(Debug)]
pub struct Restored {
    /// The backup that was restored.
    pub manifest: Manifest,
    /// What the audit of the restored house says.
    pub report: Report,
    /// Why it may not be used, beside what the audit found: empty when it may.
    pub refused: Vec<String>,
}

impl Restored {
    /// Everything holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.refused.is_empty() && self.report.holds()
    }
}

/// Restores the newest backup into a place where there is no house, audits it, and holds it against what others kept. The log's name is
/// the backup's, whatever the settings say. A house that ends before a kept checkpoint is left as it is, with that checkpoint beside it:
/// `diwan serve` refuses it.
///
/// # Errors
/// The place's, the house's; [`Error::Empty`]; [`HouseError::Conflict`] when there is a house already.
pub fn restore(
    depot: &Depot,
    identities: &Identities,
    settings: &Settings,
    trust: &Trust,
) -> Result<Restored, Error> {
    let manifest = newest(depot, identities)?;
    let mut settings = settings.clone();
    settings.origin.clone_from(&manifest.log.origin);
    if settings.keys_dir().exists() || settings.checkpoint_file().exists() {
        return Err(HouseError::Conflict("there is a house in this place already").into());
    }
    let mut filling = Filling::begin(&settings, manifest.log.migration)?;
    for (table, pieces) in &manifest.tables {
        for name in pieces {
            let bytes = identities.decrypt(name, &depot.get(name)?)?;
            let wrong = |cause: String| Error::Piece {
                name: name.clone(),
                cause,
            };
            let (named, columns, rows) = decode(&bytes).map_err(wrong)?;
            if named != *table {
                return Err(wrong(format!("it has rows of {named}, not of {table}")));
            }
            filling.put(table, &columns, &rows)?;
        }
    }
    filling.finish()?;
    keys(&settings, &manifest)?;
    let from = (depot, identities);
    crate::archives::get(&settings.archive_dir(), from, &manifest.archives)?;
    let refused = held(&settings, &manifest, trust)?;
    let report = audit::audit(&settings)?;
    Ok(Restored {
        manifest,
        report,
        refused,
    })
}

fn newest(depot: &Depot, identities: &Identities) -> Result<Manifest, Error> {
    let names = depot.list("manifests")?;
    let newest = names.iter().filter_map(|name| Summary::parse(name)).max();
    let newest = newest.ok_or_else(|| Error::Empty(depot.place().to_owned()))?;
    let name = newest.name();
    let text = identities.decrypt(&name, &depot.get(&name)?)?;
    let wrong = |cause: String| Error::Piece {
        name: name.clone(),
        cause,
    };
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|e| wrong(e.to_string()))?;
    if manifest.format != 1 {
        let cause = format!("its form is {}, this program reads 1", manifest.format);
        return Err(wrong(cause));
    }
    Ok(manifest)
}

/// Writes the key files, for their owner only.
fn keys(settings: &Settings, manifest: &Manifest) -> Result<(), Error> {
    let dir = settings.keys_dir();
    write(&dir, None, &[])?;
    for (name, text) in &manifest.keys {
        let wrong = |cause: &str| Error::Piece {
            name: format!("key file {name:?}"),
            cause: cause.to_owned(),
        };
        let plain = name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        if !plain || name.starts_with('.') {
            return Err(wrong("this is no name of a file"));
        }
        let bytes = STANDARD.decode(text);
        let bytes = bytes.map_err(|_| wrong("its content is not Base64"))?;
        write(&dir, Some(name), &bytes)?;
    }
    Ok(())
}

/// Makes a folder, or a file in it that only the owner may read.
fn write(dir: &Path, name: Option<&str>, bytes: &[u8]) -> Result<(), Error> {
    use std::io::Write as _;
    let path = name.map_or_else(|| dir.to_owned(), |name| dir.join(name));
    let write = || {
        if name.is_none() {
            return std::fs::create_dir_all(dir);
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|cause| Error::File {
        path: path.display().to_string(),
        cause,
    })
}

/// Holds the restored log against the checkpoints that others kept, and lays the furthest of all beside it.
fn held(settings: &Settings, manifest: &Manifest, trust: &Trust) -> Result<Vec<String>, Error> {
    let own = (
        "the backup's own checkpoint".to_owned(),
        manifest.log.checkpoint.clone(),
    );
    let mut all = vec![own];
    if let Trust::Checkpoints(kept) = trust {
        all.extend(kept.iter().cloned());
    }
    let (mut refused, mut furthest) = (Vec::new(), (0, String::new()));
    for (name, text) in all {
        let kept = match signed(&text, &manifest.log) {
            Ok(kept) => kept,
            Err(why) => {
                refused.push(format!("{name}: {why}"));
                continue;
            }
        };
        match snapshot::compare(settings, &kept)? {
            Kept::Agrees => {}
            Kept::Behind { has, had } => refused.push(format!(
                "{name}: the log had {had} entries, this backup has {has}: {} are missing",
                had - has
            )),
            Kept::Forked => refused.push(format!(
                "{name}: with {} entries the log had another root: it was rewritten",
                kept.size
            )),
        }
        if kept.size >= furthest.0 {
            furthest = (kept.size, text);
        }
    }
    let file = settings.checkpoint_file();
    let dir = file.parent().expect("the checkpoint lies in a folder");
    let written = std::fs::create_dir_all(dir).and_then(|()| std::fs::write(&file, furthest.1));
    written.map_err(|e| {
        let why = format!("{}: {e}", file.display());
        HouseError::from(StoreError::Unavailable(why))
    })?;
    Ok(refused)
}

fn signed(text: &str, log: &snapshot::Standing) -> Result<Checkpoint, String> {
    let note = Note::parse(text.as_bytes()).map_err(|e| e.to_string())?;
    let trusted =
        Verifiers::parse(log.keys.iter().chain([&log.vkey])).map_err(|e| e.to_string())?;
    let opened = Checkpoint::open(&note, &trusted);
    opened.map(|(c, _)| c).map_err(|e| e.to_string())
}
