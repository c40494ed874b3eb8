use std::str::FromStr;

use casework::archive::{self, Step, Which};
use clap::Args;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::json;

use crate::failure::{Failure, Holds, say, warn};
use crate::options::{self, Place};

/// `diwan archive`
#[derive(Args)]
pub(crate) struct Archive {
    /// Cases that were closed before: a time span back from now (P90D, P2Y) or a day (2026-01-01, UTC). Without it each
    /// case as old as the retention rules of its pack say.
    #[arg(long, value_name = "SPAN|DAY")]
    closed_before: Option<Before>,
    /// Only says how many cases would move.
    #[arg(long)]
    dry_run: bool,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Clone, Debug)]
enum Before {
    Span(Span),
    Day(Date),
}

impl FromStr for Before {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with('P') {
            let span = text.parse::<Span>().map_err(|e| e.to_string())?;
            if span.is_negative() {
                return Err("a span back from now is written without a sign".into());
            }
            return Ok(Self::Span(span));
        }
        let wrong = |_| "write a span such as P90D, or a day such as 2026-01-01".to_owned();
        text.parse().map(Self::Day).map_err(wrong)
    }
}

impl Before {
    fn at(&self, now: Timestamp) -> Result<Timestamp, Failure> {
        let at = match self {
            Self::Span(span) => TimeZone::UTC.to_datetime(now).checked_sub(*span),
            Self::Day(day) => Ok(day.to_datetime(Time::midnight())),
        };
        let at = at.and_then(|at| TimeZone::UTC.to_timestamp(at));
        at.map_err(|e| Failure::Said(format!("--closed-before: {e}")))
    }
}

impl Archive {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let before = self.closed_before.as_ref();
        let before = before.map(|b| b.at(options::now())).transpose()?;
        let casework = self.place.open()?;
        let runtime = options::runtime()?;
        let which = match before {
            Some(before) => Which::Before(before),
            None => runtime.block_on(casework.read(Which::by_rules))?,
        };
        let those = before.map_or_else(
            || "that are as old as their packs say".to_owned(),
            |at| format!("that were closed before {at}"),
        );
        if self.dry_run {
            let months = runtime.block_on(archive::waiting(&casework, which))?;
            self.would(&months, before, &those);
            return Ok(Holds::Yes);
        }
        let mut told = |step: &Step| {
            if let (Step::Recorded(file), false) = (step, self.json) {
                warn(format_args!(
                    "{}: {} cases, {} entries, {} documents in {}.archive",
                    file.period,
                    file.cases.len(),
                    file.entries,
                    file.documents,
                    file.sha256
                ));
            }
            Ok(())
        };
        let moved = runtime.block_on(archive::archive(&casework, which, &mut told))?;
        if self.json {
            say(json!({
                "closed_before": before.map(|at| at.to_string()), "archives": moved.archives, "cases": moved.cases,
                "entries": moved.entries, "documents": moved.documents, "bytes": moved.bytes,
                "finished": moved.finished,
            }));
            return Ok(Holds::Yes);
        }
        if moved.finished > 0 {
            say(format_args!(
                "{} archives of an interrupted run are finished",
                moved.finished
            ));
        }
        say(format_args!(
            "{} cases {those} moved to {} archives: {} entries, {} documents, {} bytes",
            moved.cases, moved.archives, moved.entries, moved.documents, moved.bytes
        ));
        Ok(Holds::Yes)
    }

    fn would(&self, months: &[(String, u64)], before: Option<Timestamp>, those: &str) {
        let all: u64 = months.iter().map(|(_, n)| n).sum();
        if self.json {
            let months: Vec<_> = months
                .iter()
                .map(|(month, n)| json!({ "period": month, "cases": n }))
                .collect();
            say(
                json!({ "closed_before": before.map(|at| at.to_string()), "cases": all, "periods": months }),
            );
            return;
        }
        for (month, n) in months {
            say(format_args!("{month}: {n} cases"));
        }
        say(format_args!(
            "{all} cases {those} would move; nothing was changed"
        ));
    }
}
