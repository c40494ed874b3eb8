//! R037: Disqualifications without papers.

use super::prelude::*;

static CARD: Card = Card {
    code: "R037",
    title: "Disqualifications without papers",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "Disqualified bids without a document, where the process publishes documents of bids.",
    source: GUIDE,
    meaning: "A decision that nobody wrote down cannot be checked.",
    mistakes: "Reasons kept in one evaluation report.",
    fields: &["bids/details/status", "bids/details/documents"],
};

/// R037 has no thresholds.
pub(super) struct R037;

impl R037 {
    pub(super) fn new(_: Section<'_>) -> R037 {
        R037
    }
}

impl Indicator for R037 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.bids.iter().any(published) {
            return Seen::Missing("bids/details/documents");
        }
        let bare: Vec<_> =
            v.p.bids
                .iter()
                .filter(|b| b.status == BidStatus::Disqualified && !published(b))
                .collect();
        if !bare.is_empty() {
            out.flag(
                bare.len() as f64,
                bare.iter()
                    .map(|b| saw(format!("/bids/details/{}/documents", b.at), "(none)"))
                    .collect(),
            );
        }
        Seen::Computed
    }
}

fn published(bid: &Bid<'_>) -> bool {
    bid.documents.as_ref().is_some_and(|d| !d.is_empty())
}
