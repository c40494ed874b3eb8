//! R018: Single bid received.

use super::prelude::*;

static CARD: Card = Card {
    code: "R018",
    title: "Single bid received",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "A competition with one bidder: by numberOfTenderers, else by the different bidders whose bids were handed in, lot by lot.",
    source: GUIDE,
    meaning: "Where one bids alone, others may have been kept away, or may have agreed to stay away.",
    mistakes: "Markets with one supplier; bids that are not all published.",
    fields: &["tender/procurementMethod", "tender/numberOfTenderers"],
};

/// The thresholds of R018.
pub(super) struct R018 {
    methods: Vec<String>,
}

impl R018 {
    pub(super) fn new(s: Section<'_>) -> R018 {
        R018 {
            methods: s.texts("methods"),
        }
    }
}

impl Indicator for R018 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let method = need!(
            v.p.tender.method_code.as_deref(),
            "tender/procurementMethod"
        );
        if !self.methods.iter().any(|m| m == method) {
            return Seen::Apart;
        }
        if let Some((number, _)) = v.p.tender.number_of_tenderers {
            if number == 1.0 {
                out.flag(
                    1.0,
                    vec![
                        saw("/tender/numberOfTenderers", number),
                        saw("/tender/procurementMethod", method),
                    ],
                );
            }
            return Seen::Computed;
        }
        if !v.p.has_bids {
            return Seen::Missing("tender/numberOfTenderers");
        }
        let alone: Vec<_> = v.contests.iter().filter(|c| c.bidders.len() == 1).collect();
        if let Some(contest) = alone.first() {
            let field = format!("/bids/details/{}/tenderers", contest.bids[0].at);
            let bidder = contest.bidders.concat();
            out.flag(
                alone.len() as f64,
                vec![
                    saw(field, bidder),
                    saw("lot", contest.lot.unwrap_or("(all)")),
                ],
            );
        }
        Seen::Computed
    }
}
