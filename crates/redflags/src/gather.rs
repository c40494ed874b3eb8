//! Facts that several indicators share, gathered once from each process.

use std::borrow::Cow;

use crate::date::{Moment, civil};
use crate::facts::{Key, Table, Tally};
use crate::model::{Award, BidStatus, Method};
use crate::view::{Contest, View, who};

/// Most bidders of a contest that are paired with each other: 40 make 780 pairs.
pub(crate) const MOST_PAIRED: usize = 40;

/// An amount in hundredths, as sums are kept.
#[must_use]
pub(crate) fn cents(amount: f64) -> i64 {
    (amount * 100.0).round() as i64
}

/// Gathers all of it.
pub(crate) fn gather(view: &View<'_>, tally: &mut Tally, key: &mut Key) {
    let mut g = Gather { view, tally, key };
    g.process();
    g.buyer();
    g.names();
    g.bids();
    for contest in &view.contests {
        g.contest(contest);
    }
    g.awards();
    g.classes();
}

struct Gather<'g, 'v> {
    view: &'g View<'v>,
    tally: &'g mut Tally,
    key: &'g mut Key,
}

impl<'v> Gather<'_, 'v> {
    fn add(&mut self, sums: [i64; 3]) {
        self.tally.add(self.key.bytes(), sums);
    }

    /// For keys that hardly ever come twice.
    fn log(&mut self, sums: [i64; 3]) {
        self.tally.log(self.key.bytes(), sums);
    }

    fn process(&mut self) {
        self.key.reset(Table::Seen).text(self.view.ocid);
        self.log([1, 0, 0]);
        if let Some(day) = self.view.day {
            let (year, month, _) = civil(day);
            self.key
                .reset(Table::Months)
                .int(i64::from(year))
                .int(i64::from(month));
            self.add([1, 0, 0]);
        }
    }

    fn buyer(&mut self) {
        let Some(buyer) = self.view.buyer() else {
            return;
        };
        self.key.reset(Table::Buyers).text(buyer);
        self.add([1, 0, 0]);
        let method = self.view.p.tender.method;
        let criteria = self.view.p.tender.award_criteria.as_deref();
        let discretionary = criteria.map(|c| !matches!(c, "priceOnly" | "lowestCost"));
        if method.is_some() || discretionary.is_some() {
            let restricted = method.is_some_and(Method::restricted);
            self.key
                .reset(Table::BuyerMethods)
                .text(buyer)
                .text("method");
            if method.is_some() {
                self.add([1, i64::from(restricted), 0]);
            }
            self.key
                .reset(Table::BuyerMethods)
                .text(buyer)
                .text("criteria");
            if let Some(discretionary) = discretionary {
                self.add([1, i64::from(discretionary), 0]);
            }
        }
    }

    fn names(&mut self) {
        let p = self.view.p;
        if let (Some(id), Some(name)) = (
            self.view.buyer(),
            p.buyer
                .name
                .as_deref()
                .or(p.tender.procuring_entity.name.as_deref()),
        ) {
            self.key.reset(Table::Name).text("b").text(id).text(name);
            self.add([1, 0, 0]);
        }
        for org in self.view.active_awards().flat_map(|a| &a.suppliers) {
            if let (Some(id), Some(name)) = (org.key(), org.name.as_deref()) {
                self.key.reset(Table::Name).text("s").text(id).text(name);
                self.add([1, 0, 0]);
            }
        }
    }

    fn bids(&mut self) {
        let p = self.view.p;
        let (mut submitted, mut disqualified) = (0, 0);
        for bid in p.bids.iter().filter(|b| b.status.submitted()) {
            let out = i64::from(bid.status == BidStatus::Disqualified);
            submitted += 1;
            disqualified += out;
            for tenderer in bid
                .tenderers
                .iter()
                .filter_map(|t| t.key())
                .filter(|t| self.view.counts(t))
            {
                self.key
                    .reset(Table::Disqualified)
                    .text("tenderer")
                    .text(tenderer);
                self.add([out, 1, 0]);
            }
            if let Some((amount, currency)) = self.view.price(&bid.value)
                && let Some(digit) = leading_digit(amount)
            {
                self.key
                    .reset(Table::Digits)
                    .text(self.view.class.as_deref().unwrap_or_default())
                    .text(currency)
                    .int(digit);
                self.add([1, 0, 0]);
            }
        }
        if submitted == 0 {
            return;
        }
        for (kind, id) in [
            ("buyer", p.buyer.key()),
            ("entity", p.tender.procuring_entity.key()),
        ] {
            if let Some(id) = id.filter(|id| self.view.counts(id)) {
                self.key.reset(Table::Disqualified).text(kind).text(id);
                self.add([disqualified, submitted, 0]);
            }
        }
    }

    fn contest(&mut self, contest: &Contest<'v>) {
        let bidders = &contest.bidders;
        let winner = contest.winner_key().filter(|_| contest.settled);
        self.pairs(contest, winner.as_deref());
        if let (Some(winner), true) = (&winner, bidders.len() > 1) {
            self.wins(contest, winner);
            self.rotation(bidders, winner);
        }
        if let (Some(class), Some(buyer), false) = (
            self.view.class.as_deref(),
            self.view.buyer(),
            bidders.is_empty(),
        ) && self.view.p.tender.method.is_none_or(Method::competitive)
        {
            self.key.reset(Table::Bidders).text(class).text(buyer);
            self.add([1, bidders.len() as i64, 0]);
        }
    }

    fn wins(&mut self, contest: &Contest<'v>, winner: &str) {
        let mut valid: Vec<_> = contest.valid().filter_map(|b| who(&b.tenderers)).collect();
        valid.sort_unstable();
        valid.dedup();
        for bidder in valid.iter().filter(|b| self.view.counts(b)) {
            self.key.reset(Table::Wins).text(bidder);
            self.tally
                .add(self.key.bytes(), [i64::from(bidder == winner), 1, 0]);
        }
    }

    /// Each two bidders: who of them won, and who bid first.
    fn pairs(&mut self, contest: &Contest<'v>, winner: Option<&str>) {
        let bidders = &contest.bidders;
        if bidders.len() > MOST_PAIRED {
            return;
        }
        let first: Vec<Option<Moment>> =
            bidders.iter().map(|b| self.first_bid(contest, b)).collect();
        for (i, a) in bidders.iter().enumerate() {
            for (j, b) in bidders.iter().enumerate().skip(i + 1) {
                let who = match winner {
                    None => "?",
                    Some(w) if w == a => "a",
                    Some(w) if w == b => "b",
                    Some(_) => "",
                };
                let (before, after) = match (&first[i], &first[j]) {
                    (Some(one), Some(other)) => {
                        (other.certainly_after(one), one.certainly_after(other))
                    }
                    _ => (false, false),
                };
                self.key.reset(Table::Pair).text(a).text(b).text(who);
                self.log([
                    i64::from(winner.is_some()),
                    i64::from(before),
                    i64::from(after),
                ]);
            }
        }
    }

    fn first_bid(&self, contest: &Contest<'v>, bidder: &str) -> Option<Moment> {
        let own = contest
            .bids
            .iter()
            .filter(|b| who(&b.tenderers).is_some_and(|w| w == bidder));
        own.filter_map(|b| self.view.moment(b.date.as_ref()))
            .min_by_key(|m| m.seconds)
    }

    fn rotation(&mut self, bidders: &[Cow<'v, str>], winner: &str) {
        if !(2..=8).contains(&bidders.len()) {
            return;
        }
        let set = bidders.join(" | ");
        self.key
            .reset(Table::Rotation)
            .text(self.view.class.as_deref().unwrap_or_default())
            .text(&set)
            .text(winner);
        self.log([1, 0, 0]);
    }

    fn awards(&mut self) {
        let mut suppliers: Vec<Cow<'v, str>> = Vec::new();
        for award in self.view.active_awards() {
            if let Some(supplier) = who(&award.suppliers).filter(|s| self.view.counts(s)) {
                self.award(award, &supplier);
                suppliers.push(supplier);
            }
            if let (Some(buyer), Some(parts)) = (self.view.buyer(), award.subcontracting) {
                self.key.reset(Table::Subcontracts).text(buyer);
                self.add([1, i64::from(parts), 0]);
            }
        }
        suppliers.sort_unstable();
        suppliers.dedup();
        for supplier in suppliers {
            self.key.reset(Table::Suppliers).text(&supplier);
            self.add([1, 0, 0]);
        }
    }

    fn award(&mut self, award: &Award<'v>, supplier: &str) {
        if let Some(class) = self.view.class.as_deref() {
            self.key.reset(Table::Consortia).text(class);
            self.add([1, i64::from(award.suppliers.len() > 1), 0]);
        }
        let Some((amount, currency)) = self.view.price(&award.value) else {
            return;
        };
        if let Some(class) = self.view.class.as_deref() {
            self.key
                .reset(Table::Market)
                .text(class)
                .text(currency)
                .text(supplier);
            self.tally.add(self.key.bytes(), [1, cents(amount), 0]);
        }
        let Some(buyer) = self.view.buyer() else {
            return;
        };
        self.key
            .reset(Table::BuyerSupplier)
            .text(currency)
            .text(buyer)
            .text(supplier);
        self.tally.add(self.key.bytes(), [1, cents(amount), 0]);
        let day = self
            .view
            .moment(award.date.as_ref())
            .map(|m| m.day)
            .or(self.view.day);
        let Some(day) = day else { return };
        let restricted = self.view.p.tender.method.is_some_and(Method::restricted);
        self.key
            .reset(Table::Purchases)
            .text(currency)
            .text(buyer)
            .text(supplier)
            .int(i64::from(day))
            .text(self.view.ocid)
            .number(amount);
        self.tally
            .log(self.key.bytes(), [1, i64::from(restricted), 0]);
        if restricted && let Some(class) = self.view.class.as_deref() {
            self.key
                .reset(Table::Direct)
                .text(currency)
                .text(buyer)
                .text(class)
                .int(i64::from(day))
                .text(self.view.ocid)
                .number(amount);
            self.tally.log(self.key.bytes(), [1, 0, 0]);
        }
    }

    /// Cardinal's reading: items of awards with one supplier, the class's first two digits.
    fn classes(&mut self) {
        let mut seen: Vec<&str> = Vec::new();
        for award in self.view.active_awards() {
            let [supplier] = award.suppliers.as_slice() else {
                continue;
            };
            let Some(supplier) = supplier.key().filter(|s| self.view.counts(s)) else {
                continue;
            };
            for item in &award.items {
                let Some(class) = item.class.as_ref() else {
                    continue;
                };
                if !seen.contains(&supplier) {
                    seen.push(supplier);
                    self.key.reset(Table::SupplierProcesses).text(supplier);
                    self.tally.add(self.key.bytes(), [1, 0, 0]);
                }
                let digits: String = class.text.chars().take(2).collect();
                let scheme = item.scheme.as_deref().unwrap_or_default();
                self.key
                    .reset(Table::SupplierClasses)
                    .text(supplier)
                    .text(scheme)
                    .text(&digits);
                self.tally.add(self.key.bytes(), [1, 0, 0]);
            }
        }
    }
}

/// The first digit that is not zero.
fn leading_digit(amount: f64) -> Option<i64> {
    let power = amount.log10().floor();
    let digit = (amount / 10_f64.powf(power)).floor() as i64;
    // The logarithm of 1000 may come out as 2.999…
    (1..=9)
        .contains(&digit)
        .then_some(digit)
        .or((digit == 10).then_some(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_digits() {
        for (amount, digit) in [
            (1.0, 1),
            (9.99, 9),
            (1000.0, 1),
            (0.05, 5),
            (8441.45, 8),
            (2e12, 2),
        ] {
            assert_eq!(leading_digit(amount), Some(digit), "{amount}");
        }
        assert_eq!(cents(12.345), 1235);
    }
}
