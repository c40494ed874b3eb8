use backup::{Depot, Recipients};
use clap::Args;

use crate::failure::{Failure, Holds, say};
use crate::options::{Place, now};

/// `diwan backup`
#[derive(Args)]
pub(crate) struct Backup {
    /// A folder, or a bucket (s3://bucket/prefix) whose credentials are in the environment (AWS_ACCESS_KEY_ID,
    /// AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL).
    to: String,
    /// A public key of age (age1…) that can open the backup; may be given several times. `age-keygen` makes one.
    #[arg(long, short, required = true, value_name = "KEY")]
    recipient: Vec<String>,
    /// How many backups to keep. With one, all that it does not need is deleted.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    keep: u32,
    /// One JSON object instead of a line.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

impl Backup {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let settings = self.place.existing()?;
        let recipients = Recipients::parse(&self.recipient)?;
        let depot = Depot::open(&self.to)?;
        let keep = usize::try_from(self.keep).unwrap_or(usize::MAX);
        let taken = backup::take(&settings, &depot, &recipients, now(), keep)?;
        if self.json {
            say(serde_json::json!({
                "entries": taken.entries, "pieces": taken.pieces, "written": taken.written,
                "bytes": taken.bytes, "deleted": taken.deleted,
            }));
        } else {
            say(format_args!(
                "{} entries in {} pieces: {} new with {} bytes, {} old ones deleted",
                taken.entries, taken.pieces, taken.written, taken.bytes, taken.deleted
            ));
        }
        Ok(Holds::Yes)
    }
}
