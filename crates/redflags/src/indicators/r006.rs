//! R006: Prequalification requirements are far longer than usual.

use super::prelude::*;

static CARD: Card = Card {
    code: "R006",
    title: "Prequalification requirements are far longer than usual",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Number,
    formula: "Characters of tender/eligibilityCriteria, above the upper fence (third quartile and `reach` times the distance of the quartiles) of all tenders in the same market, from `least` of them, and at least `least_characters`.",
    source: GUIDE,
    meaning: "Requirements that only one firm can meet take many words.",
    mistakes: "Whether a requirement is reasonable only a reader can tell; laws quoted in full; risky works.",
    fields: &[
        "tender/eligibilityCriteria",
        "tender/items/classification/id",
    ],
};

/// The thresholds of R006.
pub(super) struct R006 {
    reach: f64,
    least: usize,
    least_characters: usize,
}

impl R006 {
    pub(super) fn new(s: Section<'_>) -> R006 {
        R006 {
            reach: s.number("reach"),
            least: s.count("least"),
            least_characters: s.count("least_characters"),
        }
    }
}

impl Indicator for R006 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let text = need!(
            v.p.tender.eligibility.as_deref(),
            "tender/eligibilityCriteria"
        );
        let class = need!(v.class.as_deref(), "tender/items/classification/id");
        let long = text.chars().count();
        if long >= self.least_characters {
            out.outlier(
                long as f64,
                class,
                vec![
                    saw("/tender/eligibilityCriteria", text),
                    saw("market", class),
                ],
            );
        } else {
            out.among(long as f64, class);
        }
        Seen::Computed
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let (_, high) = values.fences(self.reach);
        (values.count() >= self.least as u64).then_some((f64::NEG_INFINITY, high))
    }
}
