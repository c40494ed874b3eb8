//! R071: The supplier gives all or most of the work to others.

use super::prelude::*;

static CARD: Card = Card {
    code: "R071",
    title: "The supplier gives all or most of the work to others",
    stage: Stage::Award,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "awards/subcontracting/minimumPercentage, at least `share`.",
    source: GUIDE,
    meaning: "The winner is a door, not a builder.",
    mistakes: "Trades where that is usual; percentages written as 50 instead of 0.5 are read as such.",
    fields: &[
        "awards/hasSubcontracting",
        "awards/subcontracting/minimumPercentage",
    ],
};

/// The thresholds of R071.
pub(super) struct R071 {
    share: f64,
}

impl R071 {
    pub(super) fn new(s: Section<'_>) -> R071 {
        R071 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R071 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let mut seen = Seen::Missing("awards/subcontracting/minimumPercentage");
        for award in v.active_awards() {
            let Some(given) = award.subcontracted else {
                continue;
            };
            seen = Seen::Computed;
            let share = if given > 1.0 { given / 100.0 } else { given };
            if share >= self.share {
                out.flag(
                    share,
                    vec![saw(
                        format!("/awards/{}/subcontracting/minimumPercentage", award.at),
                        given,
                    )],
                );
            }
        }
        seen
    }
}
