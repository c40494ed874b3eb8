//! R020: The tender has a complaint.

use super::prelude::*;

static CARD: Card = Card {
    code: "R020",
    title: "The tender has a complaint",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "The number of complaints, at least `least`.",
    source: GUIDE,
    meaning: "Somebody who knows the case says that it is not right.",
    mistakes: "Complaints that were found baseless; rivals who complain as a habit.",
    fields: &["complaints/id"],
};

/// The thresholds of R020.
pub(super) struct R020 {
    least: usize,
}

impl R020 {
    pub(super) fn new(s: Section<'_>) -> R020 {
        R020 {
            least: s.count("least"),
        }
    }
}

impl Indicator for R020 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let complaints = need!(v.p.complaints, "complaints");
        if complaints as usize >= self.least.max(1) {
            out.flag(f64::from(complaints), vec![saw("/complaints", complaints)]);
        }
        Seen::Computed
    }
}
