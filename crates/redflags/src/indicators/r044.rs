//! R044: Bidders have the same contact.

use super::prelude::*;

static CARD: Card = Card {
    code: "R044",
    title: "Bidders have the same contact",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
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
        let parties = bidders(v);
        if parties.iter().filter(|p| reach(p).next().is_some()).count() < 2 {
            return Seen::Missing("parties/contactPoint/telephone (of two bidders)");
        }
        for (a, b) in pairs(&parties) {
            if let Some((field, value)) = shared(a, b) {
                out.flag(
                    1.0,
                    vec![
                        saw(format!("/parties/{}/contactPoint/{field}", a.at), &value),
                        saw(format!("/parties/{}/contactPoint/{field}", b.at), value),
                    ],
                );
            } else if let (Some(street), Some(other)) = (&a.street, &b.street)
                && fold(street) == fold(other)
                && fold(street).len() > 5
                && a.locality == b.locality
            {
                out.flag(
                    1.0,
                    vec![
                        saw(format!("/parties/{}/address/streetAddress", a.at), street),
                        saw(format!("/parties/{}/address/streetAddress", b.at), other),
                    ],
                );
            }
        }
        Seen::Computed
    }
}
