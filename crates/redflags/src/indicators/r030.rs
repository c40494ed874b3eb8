//! R030: A late bid won.

use super::prelude::*;

static CARD: Card = Card {
    code: "R030",
    title: "A late bid won",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Hours,
    formula: "A winner's valid bid is dated after the end of the submission period: in time, not in text. Where one of them is a date without time, the day must be later.",
    source: GUIDE,
    meaning: "The box was opened again for one bidder.",
    mistakes: "Dates of registration instead of receipt; deadlines that were extended.",
    fields: &[
        "bids/details/date",
        "bids/details/status",
        "tender/tenderPeriod/endDate",
        "awards/suppliers/id",
    ],
};

/// R030 has no thresholds.
pub(super) struct R030;

impl R030 {
    pub(super) fn new(_: Section<'_>) -> R030 {
        R030
    }
}

impl Indicator for R030 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        let end = v.p.tender.period.end.as_ref();
        let deadline = need!(v.moment(end), "tender/tenderPeriod/endDate");
        let winners: Vec<_> = v
            .active_awards()
            .filter_map(|a| who(&a.suppliers))
            .collect();
        if winners.is_empty() {
            return Seen::Missing("awards/suppliers/id");
        }
        let valid = v.p.bids.iter().filter(|b| b.status == BidStatus::Valid);
        let dated = valid.filter_map(|b| Some((b, v.moment(b.date.as_ref())?)));
        let own: Vec<_> = dated
            .filter(|(b, _)| who(&b.tenderers).is_some_and(|w| winners.contains(&w)))
            .collect();
        if own.is_empty() {
            return Seen::Missing("bids/details/date");
        }
        if let Some((bid, date)) = own.iter().find(|(_, date)| date.certainly_after(&deadline)) {
            let hours = (date.seconds - deadline.seconds) as f64 / 3600.0;
            let field = format!("/bids/details/{}/date", bid.at);
            out.flag(
                hours,
                vec![
                    saw_text(field, bid.date.as_deref()),
                    saw_text("/tender/tenderPeriod/endDate", end.map(AsRef::as_ref)),
                ],
            );
        }
        Seen::Computed
    }
}
