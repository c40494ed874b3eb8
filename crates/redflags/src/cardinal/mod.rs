//! The profile of OCP's Cardinal 0.0.8: its eleven indicators by its rules, for those who compare.
//!
//! Written from its documentation and from its results; where its rules are known to be wrong
//! (dates compared as text, one-day periods given as dates passed over, lots not told apart), this
//! profile is wrong in the same way, and the default profile is right.

mod close;

use crate::facts::{Key, Table, Tally};
use crate::model::{Award, AwardStatus, Bid, BidStatus, Method, Money, Org, Process, TenderStatus};

pub use close::{Show, write_json};

/// Days of a submission period that is too short: Cardinal's default.
const SHORT_PERIOD: i64 = 15;
/// Digits of a class that tell goods apart: Cardinal's default.
const CLASS_DIGITS: usize = 2;

/// The profile, with its main currency.
#[derive(Debug, Clone, Copy)]
pub struct Cardinal<'c> {
    /// Amounts in other currencies are passed over.
    pub currency: &'c str,
}

/// One process under the eyes of the profile.
struct Look<'l, 'p> {
    currency: &'l str,
    p: &'p Process<'p>,
    ocid: &'p str,
    tally: &'l mut Tally,
    key: Key,
}

impl Cardinal<'_> {
    /// Looks at a process.
    pub fn look<'p>(&self, p: &'p Process<'p>, tally: &mut Tally) {
        let Some(ocid) = p.ocid.as_ref().filter(|id| id.quoted) else {
            return;
        };
        if p.tender.status == TenderStatus::Cancelled {
            return;
        }
        let mut look = Look {
            currency: self.currency,
            p,
            ocid: &ocid.text,
            tally,
            key: Key::new(Table::Cardinal),
        };
        look.short_period();
        look.single_bid();
        look.disqualified();
        look.classes();
        if p.has_bids {
            look.identical_prices();
        }
        if p.has_bids && p.has_awards {
            look.late_winner();
            look.lowest_disqualified();
            look.final_awards();
        }
    }
}

fn text_ids<'p>(orgs: &'p [Org<'p>]) -> impl Iterator<Item = &'p str> {
    orgs.iter().filter_map(Org::text_id)
}

/// Amount and currency, both in their proper types.
fn price<'p>(money: &'p Money<'p>) -> Option<(f64, &'p str)> {
    Some((
        money.amount.filter(|_| !money.quoted)?,
        money.currency.as_deref()?,
    ))
}

fn sorted(mut ids: Vec<&str>) -> Vec<&str> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl<'p> Look<'_, 'p> {
    /// A result of the process.
    fn process(&mut self, code: &str, value: f64) {
        self.key
            .reset(Table::Cardinal)
            .text("O")
            .text(self.ocid)
            .text(code)
            .number(value);
        self.tally.log(self.key.bytes(), [1, 0, 0]);
    }

    /// A result of a bidder.
    fn tenderer(&mut self, id: &str, code: &str, value: f64) {
        self.key
            .reset(Table::Cardinal)
            .text("T")
            .text(id)
            .text(code)
            .number(value);
        self.tally.add(self.key.bytes(), [1, 0, 0]);
    }

    /// A part of a ratio.
    fn sum(&mut self, kind: &str, id: &str, sums: [i64; 3]) {
        self.key.reset(Table::Cardinal).text(kind).text(id);
        self.tally.add(self.key.bytes(), sums);
    }

    fn active(&self) -> impl Iterator<Item = &'p Award<'p>> + use<'p> {
        self.p
            .awards
            .iter()
            .filter(|a| a.status == AwardStatus::Active)
    }

    fn submitted(&self) -> impl Iterator<Item = &'p Bid<'p>> + use<'p> {
        self.p.bids.iter().filter(|b| b.status.submitted())
    }

    /// R003: whole days between two full timestamps.
    fn short_period(&mut self) {
        let read = |text: &Option<crate::model::Text<'_>>| {
            let moment = crate::date::Moment::parse(text.as_deref()?, 0)?;
            (moment.grain == crate::date::Grain::Instant).then_some(moment.seconds)
        };
        let period = &self.p.tender.period;
        if let (Some(start), Some(end)) = (read(&period.start), read(&period.end))
            && (end - start) / crate::date::DAY < SHORT_PERIOD
        {
            self.process("R003", 1.0);
        }
    }

    /// R018: the number of bidders is one.
    fn single_bid(&mut self) {
        let competitive = self.p.tender.method.is_some_and(Method::competitive);
        if competitive && self.p.tender.number_of_tenderers == Some((1.0, false)) {
            self.process("R018", 1.0);
        }
    }

    /// R028: one price, different bidders; each bid is held against the last of the same price.
    fn identical_prices(&mut self) {
        let mut prices: Vec<((f64, &str), Vec<&'p str>)> = Vec::new();
        let mut flagged: Vec<&'p str> = Vec::new();
        for bid in self.submitted() {
            let Some(price) = price(&bid.value) else {
                continue;
            };
            let ids = sorted(text_ids(&bid.tenderers).collect());
            if ids.is_empty() {
                continue;
            }
            match prices.iter_mut().find(|(other, _)| *other == price) {
                Some((_, last)) => {
                    if *last != ids {
                        flagged.extend(ids.iter().chain(last.iter()));
                    }
                    *last = ids;
                }
                None => prices.push((price, ids)),
            }
        }
        if !flagged.is_empty() {
            self.process("R028", 1.0);
        }
        for id in sorted(flagged) {
            self.tenderer(id, "R028", 1.0);
        }
    }

    /// R030: a valid bid of a winner, dated after the deadline: compared as text.
    fn late_winner(&mut self) {
        let Some(deadline) = self.p.tender.period.end.as_deref() else {
            return;
        };
        let winners: Vec<&str> = self.active().flat_map(|a| text_ids(&a.suppliers)).collect();
        let late = self.p.bids.iter().filter(|b| {
            b.status == BidStatus::Valid && b.date.as_deref().is_some_and(|d| d > deadline)
        });
        let ids = sorted(
            late.flat_map(|b| text_ids(&b.tenderers))
                .filter(|id| winners.contains(id))
                .collect(),
        );
        if !ids.is_empty() {
            self.process("R030", 1.0);
        }
        for id in ids {
            self.tenderer(id, "R030", 1.0);
        }
    }

    /// R036: the lowest price in the main currency is a disqualified bid's.
    fn lowest_disqualified(&mut self) {
        if self.active().next().is_none() {
            return;
        }
        let (mut lowest, mut valid): (Option<(f64, BidStatus)>, bool) = (None, false);
        for bid in self.submitted() {
            let Some((amount, _)) = price(&bid.value).filter(|p| p.1 == self.currency) else {
                continue;
            };
            if lowest.is_none_or(|(least, _)| amount < least) {
                lowest = Some((amount, bid.status));
            }
            valid |= bid.status == BidStatus::Valid;
        }
        if valid && lowest.is_some_and(|l| l.1 == BidStatus::Disqualified) {
            self.process("R036", 1.0);
        }
    }

    /// What needs all awards to be final: R024, R025, R035, R058.
    fn final_awards(&mut self) {
        let open = |a: &&Award<'_>| matches!(a.status, AwardStatus::Pending | AwardStatus::Other);
        if self.p.awards.iter().any(|a| open(&a)) {
            return;
        }
        self.others_disqualified();
        let mut active = self.active();
        let (Some(award), None) = (active.next(), active.next()) else {
            return;
        };
        let [supplier] = award.suppliers.as_slice() else {
            return;
        };
        let Some(winner) = supplier.text_id() else {
            return;
        };
        let single = self
            .p
            .bids
            .iter()
            .filter(|b| b.status == BidStatus::Valid && b.tenderers.len() == 1);
        let ids = sorted(single.filter_map(|b| b.tenderers[0].text_id()).collect());
        for id in ids {
            self.sum("R025", id, [i64::from(id == winner), 1, 0]);
        }
        self.second_lowest(winner);
    }

    /// R035: one bidder stands, and won; the others' bids are disqualified.
    fn others_disqualified(&mut self) {
        let of = |status| {
            sorted(
                self.p
                    .bids
                    .iter()
                    .filter(|b| b.status == status)
                    .flat_map(|b| text_ids(&b.tenderers))
                    .collect(),
            )
        };
        let (valid, out) = (of(BidStatus::Valid), of(BidStatus::Disqualified));
        let winners = sorted(self.active().flat_map(|a| text_ids(&a.suppliers)).collect());
        if valid.len() != 1 || valid != winners {
            return;
        }
        let others = out.iter().filter(|id| !valid.contains(id)).count();
        if others >= 1 {
            self.process("R035", others as f64);
            self.tenderer(valid[0], "R035", 0.0);
        }
    }

    /// The distance of the second-lowest price from the winner's: R024, R058.
    fn second_lowest(&mut self, winner: &str) {
        let (mut own, mut other): (Option<f64>, Option<(f64, &str)>) = (None, None);
        for bid in self.p.bids.iter().filter(|b| b.status == BidStatus::Valid) {
            let [tenderer] = bid.tenderers.as_slice() else {
                continue;
            };
            let (Some(id), Some((amount, _))) = (
                tenderer.text_id(),
                price(&bid.value).filter(|p| p.1 == self.currency),
            ) else {
                continue;
            };
            if id == winner {
                own = Some(own.map_or(amount, |o| o.min(amount)));
            } else if other.is_none_or(|(least, _)| amount < least) {
                other = Some((amount, id));
            }
        }
        let (Some(own), Some((second, id))) = (own, other) else {
            return;
        };
        if second >= own {
            self.key
                .reset(Table::Cardinal)
                .text("O")
                .text(self.ocid)
                .text("ratio")
                .number((second - own) / own)
                .text(winner)
                .text(id);
            self.tally.log(self.key.bytes(), [1, 0, 0]);
        }
    }

    /// R038: disqualified among submitted.
    fn disqualified(&mut self) {
        let (mut submitted, mut disqualified) = (0, 0);
        for bid in self.submitted() {
            let out = i64::from(bid.status == BidStatus::Disqualified);
            submitted += 1;
            disqualified += out;
            for id in text_ids(&bid.tenderers) {
                self.sum("R038 Tenderer", id, [out, 1, 0]);
            }
        }
        if submitted == 0 {
            return;
        }
        if let Some(id) = self.p.buyer.text_id() {
            self.sum("R038 Buyer", id, [disqualified, submitted, 0]);
        }
        if let Some(id) = self.p.tender.procuring_entity.text_id() {
            self.sum("R038 ProcuringEntity", id, [disqualified, submitted, 0]);
        }
    }

    /// R048: the classes that a supplier supplies.
    fn classes(&mut self) {
        let mut seen: Vec<&str> = Vec::new();
        for award in self.active().filter(|a| a.has_items) {
            let [supplier] = award.suppliers.as_slice() else {
                continue;
            };
            let Some(supplier) = supplier.text_id() else {
                continue;
            };
            for class in award
                .items
                .iter()
                .filter_map(|i| i.class.as_ref())
                .filter(|c| c.quoted)
            {
                if !seen.contains(&supplier) {
                    seen.push(supplier);
                    self.sum("R048 n", supplier, [1, 0, 0]);
                }
                let end = class
                    .text
                    .char_indices()
                    .nth(CLASS_DIGITS)
                    .map_or(class.text.len(), |(at, _)| at);
                self.key
                    .reset(Table::Cardinal)
                    .text("R048")
                    .text(supplier)
                    .text(&class.text[..end]);
                self.tally.add(self.key.bytes(), [1, 0, 0]);
            }
        }
    }
}
