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
        let contracts = open::audit::audit(&self.place.settings());
        let contracts = contracts.map_err(|e| Failure::Said(e.to_string()))?;
        let feedback = feedback::audit::audit(&self.place.settings())?;
        let holds = report.holds() && contracts.holds() && feedback.holds();
        if self.json {
            let failed = |e: serde_json::Error| Failure::Said(e.to_string());
            let mut json = serde_json::to_value(&report).map_err(failed)?;
            json["contracts"] = serde_json::to_value(&contracts).map_err(failed)?;
            json["feedback"] = serde_json::to_value(&feedback).map_err(failed)?;
            say(json);
        } else {
            report.findings.iter().for_each(say);
            if report.more > 0 {
                say(format_args!("… and {} more", report.more));
            }
            contracts.findings.iter().for_each(say);
            if contracts.more > 0 {
                say(format_args!("… and {} more", contracts.more));
            }
            feedback.findings.iter().for_each(say);
            if feedback.more > 0 {
                say(format_args!("… and {} more", feedback.more));
            }
            for publisher in &contracts.skipped {
                say(format_args!(
                    "{publisher}: imported by another version of the engine: import again, or audit with that version"
                ));
            }
            let verdict = if holds {
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
                "{} entries, {} rows, {} draws, {} answers, {} contracts checked; {} erased; {} jumps of the clock: {verdict}",
                report.entries,
                report.rows,
                report.draws,
                feedback.answers,
                contracts.processes,
                report.erased,
                report.jumps
            ));
        }
        Ok(holds.into())
    }
}
