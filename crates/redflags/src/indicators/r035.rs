//! R035: All except the winning bid were disqualified.

use super::prelude::*;

static CARD: Card = Card {
    code: "R035",
    title: "All except the winning bid were disqualified",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "In a lot whose awards are final, one bidder's bids are valid and won, and at least `least` other bidders' bids are all disqualified. The value is their number.",
    source: GUIDE,
    meaning: "Disqualifying everybody else is a way to choose the winner.",
    mistakes: "Bidders who all lack the same paper; hard minimum standards.",
    fields: &[
        "bids/details/status",
        "bids/details/tenderers/id",
        "awards/status",
        "awards/suppliers/id",
    ],
};

/// The thresholds of R035.
pub(super) struct R035 {
    least: usize,
}

impl R035 {
    pub(super) fn new(s: Section<'_>) -> R035 {
        R035 {
            least: s.count("least"),
        }
    }
}

impl Indicator for R035 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        let mut seen = Seen::Missing("awards/suppliers/id");
        for contest in v.contests.iter().filter(|c| c.settled) {
            let Some(winner) = contest.winner_key() else {
                continue;
            };
            seen = Seen::Computed;
            let valid: Vec<_> = contest.valid().collect();
            if valid.is_empty()
                || valid
                    .iter()
                    .any(|b| who(&b.tenderers).is_none_or(|w| w != winner))
            {
                continue;
            }
            let others = contest
                .bids
                .iter()
                .copied()
                .filter(|b| who(&b.tenderers).is_some_and(|w| w != winner));
            let (out_bids, open): (Vec<&Bid<'_>>, Vec<&Bid<'_>>) =
                others.partition(|b| b.status == BidStatus::Disqualified);
            let mut names: Vec<_> = out_bids.iter().filter_map(|b| who(&b.tenderers)).collect();
            names.sort_unstable();
            names.dedup();
            if open.is_empty() && names.len() >= self.least.max(1) {
                let evidence = out_bids
                    .iter()
                    .map(|b| saw(format!("/bids/details/{}/status", b.at), "disqualified"));
                out.flag(
                    names.len() as f64,
                    std::iter::once(saw("winner", &winner))
                        .chain(evidence)
                        .collect(),
                );
            }
        }
        seen
    }
}
