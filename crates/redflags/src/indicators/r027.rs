//! R027: Bidders are missing.

use super::prelude::*;

static CARD: Card = Card {
    code: "R027",
    title: "Bidders are missing",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Number,
    formula: "The number of bidders of a competition is at most `share` of the median of the same buyer's competitions in the same market, from `least` of them.",
    source: GUIDE,
    meaning: "Those who usually bid stayed away: by agreement, or because they knew.",
    mistakes: "Small lots; bad times.",
    fields: &[
        "tender/items/classification/id",
        "buyer/id",
        "bids/details/tenderers/id",
    ],
};

/// The thresholds of R027.
pub(super) struct R027 {
    share: f64,
    least: usize,
}

impl R027 {
    pub(super) fn new(s: Section<'_>) -> R027 {
        R027 {
            share: s.number("share"),
            least: s.count("least"),
        }
    }
}

impl Indicator for R027 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if v.p.tender.method.is_some_and(|m| m.restricted()) {
            return Seen::Apart;
        }
        let class = need!(v.class.as_deref(), "tender/items/classification/id");
        let buyer = need!(v.buyer(), "buyer/id");
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        let group = format!("{buyer} {class}");
        for contest in &v.contests {
            let bidders = &contest.bidders;
            if let Some(bid) = contest
                .bids
                .first()
                .filter(|_| bidders.len() <= 2 && !bidders.is_empty())
            {
                out.outlier(
                    bidders.len() as f64,
                    &group,
                    vec![
                        saw(
                            format!("/bids/details/{}/tenderers", bid.at),
                            bidders.join(", "),
                        ),
                        saw("market", class),
                    ],
                );
            } else if !bidders.is_empty() {
                out.among(bidders.len() as f64, &group);
            }
        }
        Seen::Computed
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        // Half a step below: at most, not less than.
        let bar = (values.quantile(0.5) * self.share).floor() + 0.5;
        (values.count() >= self.least as u64 && bar >= 1.0).then_some((bar, f64::INFINITY))
    }
}
