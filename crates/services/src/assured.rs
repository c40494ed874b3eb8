//! How surely it was proved lately who acts, in the words of packs and of the core.

use web::assurance::Assurance;
use web::error::Asked;
use web::{Problem, View};

/// How long a proof counts for tasks whose pack asks for a level, in minutes: an official confirms once an hour of work, and who
/// finds the session open the day after does not decide.
pub(crate) const MINUTES: u16 = 60;

/// The level that was proved within the hour.
pub(crate) fn proved(view: &View) -> Option<pack::Assurance> {
    let within = jiff::SignedDuration::from_mins(i64::from(MINUTES));
    let proved = view.session.data().proved_within(view.now, within);
    proved.map(|level| match level {
        Assurance::Low => pack::Assurance::Low,
        Assurance::Substantial => pack::Assurance::Substantial,
        Assurance::High => pack::Assurance::High,
    })
}

/// What is to be proved for a level.
pub(crate) fn problem(wanted: pack::Assurance) -> Problem {
    let level = match wanted {
        pack::Assurance::Low => Assurance::Low,
        pack::Assurance::Substantial => Assurance::Substantial,
        pack::Assurance::High => Assurance::High,
    };
    Problem::confirm(Asked {
        level,
        max_age: MINUTES * 60,
    })
}
