//! R017: A unit price is far from what is usual.

use super::prelude::*;

static CARD: Card = Card {
    code: "R017",
    title: "A unit price is far from what is usual",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Logarithm,
    formula: "log10 of an item's unit price outside the fences (quartiles and `reach` times their distance) of all unit prices for the same class, unit and currency, from `least` of them. Items of tenders and awards; the first `most_items`.",
    source: GUIDE,
    meaning: "One line far too dear or far too cheap often grows or vanishes once the contract is signed.",
    mistakes: "Units that are named alike and mean different things; classes cut too coarsely.",
    fields: &[
        "tender/items/classification/id",
        "tender/items/unit/value/amount",
        "tender/items/unit/value/currency",
    ],
};

/// The thresholds of R017.
pub(super) struct R017 {
    reach: f64,
    least: usize,
    most_items: usize,
}

impl R017 {
    pub(super) fn new(s: Section<'_>) -> R017 {
        R017 {
            reach: s.number("reach"),
            least: s.count("least"),
            most_items: s.count("most_items"),
        }
    }
}

impl Indicator for R017 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let tender =
            v.p.tender
                .items
                .iter()
                .map(|i| (i, format!("/tender/items/{}", i.at)));
        let awards = v.active_awards().flat_map(|a| {
            a.items
                .iter()
                .map(move |i| (i, format!("/awards/{}/items/{}", a.at, i.at)))
        });
        let mut any = false;
        for (item, field) in tender.chain(awards).take(self.most_items) {
            let (Some((price, currency)), Some(class)) =
                (v.price(&item.price), item.class.as_ref())
            else {
                continue;
            };
            any = true;
            let unit = item.unit.as_deref().unwrap_or_default();
            let scheme = item.scheme.as_deref().unwrap_or_default();
            let group = format!("{scheme}:{} {unit} {currency}", class.text);
            out.outlier(
                price.log10(),
                &group,
                vec![
                    saw_money(format!("{field}/unit/value"), &item.price),
                    saw("class", &class.text),
                ],
            );
        }
        if any {
            Seen::Computed
        } else {
            Seen::Missing("tender/items/unit/value/amount")
        }
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        (values.count() >= self.least as u64).then(|| values.fences(self.reach))
    }
}
