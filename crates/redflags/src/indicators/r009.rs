//! R009: A buyer raises the cost of taking part.

use super::prelude::*;

static CARD: Card = Card {
    code: "R009",
    title: "A buyer raises the cost of taking part",
    stage: Stage::Tender,
    about: About::Buyer,
    sure: Sure::Pattern,
    unit: Unit::Share,
    formula: "In the order of dates: the mean of the participation fees of a buyer's last `least` processes with fees, divided by the mean of all its earlier ones (also at least `least`), in one currency; at least `times`.",
    source: GUIDE,
    meaning: "Dearer documents keep small firms away.",
    mistakes: "Larger tenders with larger fees; rising prices over many years.",
    fields: &[
        "tender/participationFees/value/amount",
        "tender/participationFees/value/currency",
        "date",
        "buyer/id",
    ],
};

/// The thresholds of R009.
pub(super) struct R009 {
    times: f64,
    least: usize,
}

impl R009 {
    pub(super) fn new(s: Section<'_>) -> R009 {
        R009 {
            times: s.number("times"),
            least: s.count("least").max(1),
        }
    }
}

impl Indicator for R009 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let buyer = need!(v.buyer(), "buyer/id");
        let day = need!(v.day, "date");
        let mut seen = Seen::Missing("tender/participationFees/value/amount");
        for fee in &v.p.tender.fees {
            let Some((amount, currency)) = v.price(fee) else {
                continue;
            };
            out.key
                .reset(Table::Fees)
                .text(currency)
                .text(buyer)
                .int(i64::from(day))
                .text(v.ocid)
                .number(amount);
            out.tally.log(out.key.bytes(), [1, 0, 0]);
            seen = Seen::Computed;
        }
        seen
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        let read = |mut key: Parts<'_>, _: Sums| {
            let group = (key.text().to_owned(), key.text().to_owned());
            let (_, ocid) = (key.int(), key.text().to_owned());
            (group, (ocid, key.number()))
        };
        groups(facts, Table::Fees, read, |(currency, buyer), fees| {
            let processes = totals(fees);
            if processes.len() < 2 * self.least {
                return;
            }
            let (earlier, last) = processes.split_at(processes.len() - self.least);
            let (before, after) = (mean(earlier), mean(last));
            if after >= before * self.times {
                let counted = says(
                    "fees",
                    [
                        &format_args!("{before:.2}"),
                        &earlier.len(),
                        &format_args!("{after:.2}"),
                        &last.len(),
                        currency,
                    ],
                );
                found.flag(About::Buyer, buyer, after / before, self.times, counted);
            }
        })
    }
}

/// The sum of fees of each process. Those of one come one after the other.
fn totals(fees: &[(String, f64)]) -> Vec<f64> {
    fees.chunk_by(|a, b| a.0 == b.0)
        .map(|process| process.iter().map(|f| f.1).sum())
        .collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
