//! R044: Bidders have the same contact.

use super::prelude::*;

static CARD: Card = Card {
    code: "R044",
    title: "Bidders have the same contact",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "Two bidders of one process have the same telephone, e-mail, or street and place.",
    source: GUIDE,
    meaning: "Two firms at one desk do not compete.",
    mistakes: "Business centres; one agent for several firms; numbers of the portal.",
    fields: &[
        "parties/roles",
        "parties/id",
        "parties/contactPoint/telephone",
    ],
};

/// R044 has no thresholds.
pub(super) struct R044;

impl R044 {
    pub(super) fn new(_: Section<'_>) -> R044 {
        R044
    }
}

impl Indicator for R044 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let bidders: Vec<_> = bidders(v).into_iter().map(Contact::of).collect();
        if bidders.iter().filter(|b| b.known()).count() < 2 {
            return Seen::Missing("parties/contactPoint/telephone (of two bidders)");
        }
        for (i, a) in bidders.iter().enumerate() {
            let others = bidders[i + 1..]
                .iter()
                .filter(|b| b.party.org.key() != a.party.org.key());
            for same in others.filter_map(|b| a.shared(b).or_else(|| a.neighbours(b))) {
                out.flag(1.0, same.to_vec());
            }
        }
        Seen::Computed
    }
}
