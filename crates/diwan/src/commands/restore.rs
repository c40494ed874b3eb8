use std::path::PathBuf;

use backup::{Depot, Identities, Trust};
use clap::Args;

use crate::failure::{Failure, Holds, read, say};
use crate::options::Place;

/// Largest file of a key or a checkpoint.
const LARGEST: u64 = 1024 * 1024;

/// `diwan restore`
#[derive(Args)]
pub(crate) struct Restore {
    /// Where the backup lies: a folder or s3://bucket/prefix.
    from: String,
    /// The file with the secret key of age.
    #[arg(long, short, value_name = "FILE")]
    identity: PathBuf,
    /// A checkpoint that somebody else kept: of the published record (/record/checkpoint), of a witness. May be given several times.
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// There is no checkpoint to hold the backup against: it is taken for the last state there was.
    #[arg(long, conflicts_with = "checkpoint")]
    no_checkpoint: bool,
    #[command(flatten)]
    place: Place,
}

impl Restore {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        if self.checkpoint.is_empty() && !self.no_checkpoint {
            return Err(Failure::Said(
                "an old backup looks like the present: give a checkpoint that somebody else kept \
                 (--checkpoint FILE), or say --no-checkpoint"
                    .into(),
            ));
        }
        let text = |path: &PathBuf| -> Result<String, Failure> {
            let bytes = read(path, LARGEST)?;
            String::from_utf8(bytes).map_err(|_| Failure::file(path, "this is no text"))
        };
        let name = self.identity.display().to_string();
        let identities = Identities::parse(&name, &text(&self.identity)?)?;
        let kept = self.checkpoint.iter();
        let kept = kept.map(|path| Ok((path.display().to_string(), text(path)?)));
        let trust = match kept.collect::<Result<Vec<_>, Failure>>()? {
            kept if kept.is_empty() => Trust::Nothing,
            kept => Trust::Checkpoints(kept),
        };
        let depot = Depot::open(&self.from)?;
        let restored = backup::restore(&depot, &identities, &self.place.settings(), &trust)?;
        restored.refused.iter().for_each(say);
        restored.report.findings.iter().for_each(say);
        let log = &restored.manifest.log;
        say(format_args!(
            "{} with {} entries, as of {}: {}",
            log.origin,
            log.size,
            restored.manifest.taken_at,
            if restored.holds() {
                "everything holds"
            } else {
                "NOT everything holds; do not serve it"
            }
        ));
        Ok(restored.holds().into())
    }
}
