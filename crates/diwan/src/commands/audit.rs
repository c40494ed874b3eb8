use clap::Args;

use crate::failure::{Failure, Holds, say};
use crate::options::Place;

/// `diwan audit`
#[derive(Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    place: Place,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
}

impl Audit {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        if self.place.database.is_none() && !self.place.data.join("diwan.db").exists() {
            return Err(Failure::file(
                &self.place.data.join("diwan.db"),
                "there is no database here",
            ));
        }
        let report = casework::audit::audit(&self.place.settings())?;
        if self.json {
            let json = serde_json::to_string(&report).map_err(|e| Failure::Said(e.to_string()))?;
            say(json);
        } else {
            report.findings.iter().for_each(say);
            if report.more > 0 {
                say(format_args!("… and {} more", report.more));
            }
            let verdict = if report.holds() {
                "everything holds"
            } else {
                "NOT everything holds"
            };
            if report.offsets > 0 {
                say(format_args!(
                    "{} times the clock was off its reference",
                    report.offsets
                ));
            }
            say(format_args!(
                "{} entries, {} rows, {} draws checked; {} erased; {} jumps of the clock: {verdict}",
                report.entries, report.rows, report.draws, report.erased, report.jumps
            ));
        }
        Ok(report.holds().into())
    }
}
