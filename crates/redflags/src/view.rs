//! A process as indicators see it: what competes with what, who won, what is comparable.

use std::borrow::Cow;

use crate::date::Moment;
use crate::model::{
    Award, AwardStatus, Bid, BidStatus, Item, Money, Org, Process, TenderStatus, Text,
};
use crate::settings::Common;

/// A process with what was derived from it once for all indicators.
#[derive(Debug)]
pub struct View<'v> {
    /// The process.
    pub p: &'v Process<'v>,
    /// Settings for all.
    pub common: &'v Common,
    /// Its identifier.
    pub ocid: &'v str,
    /// Its competitions: one a lot.
    pub contests: Vec<Contest<'v>>,
    /// The day that stands for it: of the first active award, else of the tender, else of the release.
    pub day: Option<i32>,
    /// Its market: scheme and first digits of the main item's class.
    pub class: Option<String>,
}

/// A price that can be compared with the others of its contest.
#[derive(Debug, Clone)]
pub struct Priced<'v> {
    /// The bid.
    pub bid: &'v Bid<'v>,
    /// Its amount, converted if there are rates.
    pub amount: f64,
}

/// Bids that compete with each other, and what came of it.
#[derive(Debug)]
pub struct Contest<'v> {
    /// The lot, if there are lots.
    pub lot: Option<&'v str>,
    /// Bids that were handed in.
    pub bids: Vec<&'v Bid<'v>>,
    /// Active awards.
    pub awards: Vec<&'v Award<'v>>,
    /// Whether no award is pending.
    pub settled: bool,
    /// Whether it is known which bids compete: false when there are several winners and no lots.
    pub clear: bool,
    /// Comparable prices of bids, from the lowest.
    pub prices: Vec<Priced<'v>>,
    /// Their currency; empty if none is given.
    pub currency: Cow<'v, str>,
    /// The bid that won.
    pub winner: Option<&'v Bid<'v>>,
    /// Different bidders with a bid that was handed in, sorted.
    pub bidders: Vec<Cow<'v, str>>,
    /// The lowest comparable price of each bidder, from the lowest; only from three bidders.
    pub lowest: Vec<Priced<'v>>,
}

/// Who stands behind a bid or award: the identifiers in order, joined.
#[must_use]
pub fn who<'v>(orgs: &'v [Org<'v>]) -> Option<Cow<'v, str>> {
    match orgs {
        [] => None,
        [one] => one.key().map(Cow::Borrowed),
        many => {
            let mut keys = many.iter().map(Org::key).collect::<Option<Vec<_>>>()?;
            keys.sort_unstable();
            keys.dedup();
            Some(Cow::Owned(keys.join(" + ")))
        }
    }
}

impl<'v> View<'v> {
    /// The view of a process; none for one that is left out: without identifier, cancelled, or
    /// excluded by the settings.
    #[must_use]
    pub fn of(p: &'v Process<'v>, common: &'v Common) -> Option<View<'v>> {
        let ocid = p.ocid.as_ref()?.text.as_ref();
        let cancelled = p.tender.status == TenderStatus::Cancelled;
        let details = p.tender.method_details.as_deref();
        if (common.exclude_cancelled && cancelled)
            || details.is_some_and(|d| common.exclude_method_details.contains(d))
        {
            return None;
        }
        let mut view = View {
            p,
            common,
            ocid,
            contests: Vec::new(),
            day: None,
            class: None,
        };
        view.day = view.first_day();
        view.class = view.main_item().and_then(|item| view.class_of(item));
        view.contests = view.find_contests();
        Some(view)
    }

    /// A date within reason.
    #[must_use]
    pub fn moment(&self, text: Option<&Text<'_>>) -> Option<Moment> {
        let moment = Moment::parse(text?, self.common.zone)?;
        let (first, last) = self.common.days;
        (first..=last).contains(&moment.day).then_some(moment)
    }

    /// An amount above zero and within reason, with its currency (empty if none is given),
    /// converted if there are rates.
    #[must_use]
    pub fn price<'m>(&'m self, money: &'m Money<'_>) -> Option<(f64, &'m str)> {
        let amount = money
            .amount
            .filter(|a| *a > 0.0 && *a <= self.common.largest_amount)?;
        let currency = money.currency.as_deref().unwrap_or_default();
        match self.common.rates.convert(amount, currency, self.day) {
            Some(converted) if !self.common.rates.into_currency().is_empty() => {
                Some((converted, self.common.rates.into_currency()))
            }
            _ => Some((amount, currency)),
        }
    }

    /// Two amounts in one currency.
    #[must_use]
    pub fn both(&self, a: &Money<'_>, b: &Money<'_>) -> Option<(f64, f64)> {
        let ((a, one), (b, other)) = (self.price(a)?, self.price(b)?);
        (one == other).then_some((a, b))
    }

    /// The buyer, else the procuring entity.
    #[must_use]
    pub fn buyer(&self) -> Option<&'v str> {
        let key = self
            .p
            .buyer
            .key()
            .or_else(|| self.p.tender.procuring_entity.key())?;
        (!self.common.exclude_organisations.contains(key)).then_some(key)
    }

    /// Whether an identifier is one that the settings leave out.
    #[must_use]
    pub fn counts(&self, key: &str) -> bool {
        !self.common.exclude_organisations.contains(key)
    }

    /// Active awards.
    pub fn active_awards(&self) -> impl Iterator<Item = &'v Award<'v>> + use<'v> {
        self.p
            .awards
            .iter()
            .filter(|a| a.status == AwardStatus::Active)
    }

    /// The class of an item as a market: scheme and first digits.
    #[must_use]
    pub fn class_of(&self, item: &Item<'_>) -> Option<String> {
        let code = &item.class.as_ref()?.text;
        let digits = code
            .trim()
            .char_indices()
            .nth(self.common.class_digits)
            .map_or(code.trim(), |(at, _)| &code.trim()[..at]);
        let scheme = item.scheme.as_deref().unwrap_or_default();
        (!digits.is_empty()).then(|| format!("{scheme}:{digits}"))
    }

    fn main_item(&self) -> Option<&'v Item<'v>> {
        let tender = self.p.tender.items.iter();
        let awards = self.active_awards().flat_map(|a| a.items.iter());
        let contracts = self.p.contracts.iter().flat_map(|k| k.items.iter());
        tender
            .chain(awards)
            .chain(contracts)
            .find(|i| i.class.is_some())
    }

    fn first_day(&self) -> Option<i32> {
        let awarded = self
            .active_awards()
            .filter_map(|a| self.moment(a.date.as_ref()))
            .map(|m| m.day)
            .min();
        let tender = || {
            self.moment(self.p.tender.period.start.as_ref())
                .map(|m| m.day)
        };
        awarded
            .or_else(tender)
            .or_else(|| self.moment(self.p.date.as_ref()).map(|m| m.day))
    }

    fn find_contests(&self) -> Vec<Contest<'v>> {
        let p = self.p;
        let mut lots: Vec<&'v str> = p
            .bids
            .iter()
            .flat_map(|b| &b.lots)
            .chain(p.awards.iter().flat_map(|a| &a.lots))
            .map(AsRef::as_ref)
            .collect();
        lots.sort_unstable();
        lots.dedup();
        if lots.is_empty() {
            if p.bids.is_empty() && p.awards.is_empty() {
                return Vec::new();
            }
            return vec![self.contest(None)];
        }
        lots.into_iter()
            .take(MOST_LOTS)
            .map(|lot| self.contest(Some(lot)))
            .collect()
    }

    fn contest(&self, lot: Option<&'v str>) -> Contest<'v> {
        let within = |lots: &[Text<'_>]| lot.is_none_or(|lot| lots.iter().any(|l| l == lot));
        let bids: Vec<_> = self
            .p
            .bids
            .iter()
            .filter(|b| b.status.submitted() && within(&b.lots))
            .collect();
        let of_lot = self.p.awards.iter().filter(|a| within(&a.lots));
        let settled = of_lot
            .clone()
            .all(|a| !matches!(a.status, AwardStatus::Pending | AwardStatus::Other));
        let awards: Vec<_> = of_lot.filter(|a| a.status == AwardStatus::Active).collect();
        let winner = awards.first().and_then(|a| who(&a.suppliers));
        let clear = awards.iter().all(|a| who(&a.suppliers) == winner);
        let mut contest = Contest {
            lot,
            bids,
            awards,
            settled,
            clear,
            prices: Vec::new(),
            currency: Cow::Borrowed(""),
            winner: None,
            bidders: Vec::new(),
            lowest: Vec::new(),
        };
        self.compare(&mut contest);
        contest.bidders = contest.find_bidders();
        if contest.bidders.len() >= 3 && contest.prices.len() >= 3 {
            contest.lowest = contest.find_lowest();
        }
        if clear {
            contest.winner = contest.find_winner(winner.as_deref());
        }
        contest
    }

    /// Finds the prices that can be compared: of bids for this lot alone, in the most used currency.
    fn compare(&self, contest: &mut Contest<'v>) {
        let alone = contest
            .bids
            .iter()
            .filter(|b| contest.lot.is_none() || b.lots.len() == 1);
        let priced: Vec<(f64, String, &'v Bid<'v>)> = alone
            .filter_map(|bid| {
                let (amount, currency) = self.price(&bid.value)?;
                Some((amount, currency.to_owned(), *bid))
            })
            .collect();
        let mut currencies: Vec<&str> = priced.iter().map(|p| p.1.as_str()).collect();
        currencies.sort_unstable();
        let most = currencies
            .chunk_by(|a, b| a == b)
            .max_by(|a, b| a.len().cmp(&b.len()).then(b[0].cmp(a[0])));
        let Some(currency) = most.map(|m| m[0].to_owned()) else {
            return;
        };
        contest.prices = priced
            .into_iter()
            .filter(|p| p.1 == currency)
            .map(|(amount, _, bid)| Priced { bid, amount })
            .collect();
        contest
            .prices
            .sort_by(|a, b| a.amount.total_cmp(&b.amount).then(a.bid.at.cmp(&b.bid.at)));
        contest.currency = Cow::Owned(currency);
    }
}

/// Most lots of one process that are looked at apart; a list of a million lots is bounded here.
pub const MOST_LOTS: usize = 1_000;

impl<'v> Contest<'v> {
    fn find_winner(&self, supplier: Option<&str>) -> Option<&'v Bid<'v>> {
        let supplier = supplier?;
        let named = self.awards.iter().find_map(|a| a.bid.as_ref());
        if let Some(id) = named
            && let Some(bid) = self
                .bids
                .iter()
                .find(|b| b.id.as_ref().is_some_and(|i| i.text == id.text))
        {
            return Some(bid);
        }
        let stands = |b: &&&'v Bid<'v>| b.status != BidStatus::Disqualified;
        let theirs = |b: &&&'v Bid<'v>| who(&b.tenderers).is_some_and(|w| w == supplier);
        // The cheapest, if they made several; one without price only if none has any.
        let priced = self
            .prices
            .iter()
            .map(|p| &p.bid)
            .filter(stands)
            .find(theirs);
        priced
            .or_else(|| self.bids.iter().filter(stands).find(theirs))
            .copied()
    }

    /// Bids that were found valid.
    pub fn valid(&self) -> impl Iterator<Item = &'v Bid<'v>> + '_ {
        self.bids
            .iter()
            .copied()
            .filter(|b| b.status == BidStatus::Valid)
    }

    /// Comparable prices of valid bids, from the lowest.
    pub fn valid_prices(&self) -> impl Iterator<Item = &Priced<'v>> + '_ {
        self.prices
            .iter()
            .filter(|p| p.bid.status == BidStatus::Valid)
    }

    /// The winning bid's comparable price.
    #[must_use]
    pub fn winning_price(&self) -> Option<&Priced<'v>> {
        let winner = self.winner?;
        self.prices.iter().find(|p| p.bid.at == winner.at)
    }

    /// The lowest comparable valid price of another bidder than the winner.
    #[must_use]
    pub fn runner_up(&self) -> Option<&Priced<'v>> {
        let winner = who(&self.winner?.tenderers);
        self.valid_prices()
            .find(|p| who(&p.bid.tenderers) != winner)
    }

    fn find_lowest(&self) -> Vec<Priced<'v>> {
        let mut seen = Vec::new();
        let first = |p: &&Priced<'v>| {
            let Some(bidder) = who(&p.bid.tenderers) else {
                return false;
            };
            let new = !seen.contains(&bidder);
            if new {
                seen.push(bidder);
            }
            new
        };
        self.prices.iter().filter(first).cloned().collect()
    }

    fn find_bidders(&self) -> Vec<Cow<'v, str>> {
        let mut all: Vec<_> = self.bids.iter().filter_map(|b| who(&b.tenderers)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Who won, if that is one.
    #[must_use]
    pub fn winner_key(&self) -> Option<Cow<'v, str>> {
        if !self.clear {
            return None;
        }
        self.awards.first().and_then(|a| who(&a.suppliers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Cursor;
    use crate::model::{Scope, read_process};
    use crate::settings::Settings;

    fn with(text: &str, check: impl FnOnce(&View<'_>)) {
        let settings = Settings::parse("").unwrap();
        let p = read_process(&mut Cursor::new(text), Scope::All)
            .unwrap()
            .unwrap();
        check(&View::of(&p, &settings.common).unwrap());
    }

    #[test]
    fn bids_compete_within_their_lot() {
        let text = r#"{"ocid":"x","bids":{"details":[
            {"id":"1","relatedLots":["1"],"status":"valid","value":{"amount":100,"currency":"USD"},"tenderers":[{"id":"A"}]},
            {"id":"2","relatedLots":["1"],"status":"valid","value":{"amount":500,"currency":"USD"},"tenderers":[{"id":"B"}]},
            {"id":"3","relatedLots":["2"],"status":"valid","value":{"amount":100,"currency":"USD"},"tenderers":[{"id":"B"}]}]},
            "awards":[{"id":"1","relatedLots":["1"],"status":"active","suppliers":[{"id":"A"}]},{"id":"2","relatedLots":["2"],"status":"active","suppliers":[{"id":"B"}]}]}"#;
        with(text, |v| {
            assert_eq!(v.contests.len(), 2);
            let (one, two) = (&v.contests[0], &v.contests[1]);
            assert_eq!(
                (
                    one.lot,
                    one.bids.len(),
                    one.winning_price().map(|p| p.amount)
                ),
                (Some("1"), 2, Some(100.0))
            );
            assert_eq!(one.runner_up().map(|p| p.amount), Some(500.0));
            assert_eq!(
                (two.bidders.clone(), two.runner_up().is_none()),
                (vec![Cow::Borrowed("B")], true)
            );
        });
    }

    #[test]
    fn consortia_are_one_bidder_and_currencies_are_not_mixed() {
        let text = r#"{"ocid":"x","bids":{"details":[
            {"status":"valid","value":{"amount":100,"currency":"USD"},"tenderers":[{"id":"B"},{"id":"A"}]},
            {"status":"valid","value":{"amount":90,"currency":"USD"},"tenderers":[{"id":"C"}]},
            {"status":"valid","value":{"amount":1,"currency":"KWD"},"tenderers":[{"id":"D"}]},
            {"status":"withdrawn","value":{"amount":2,"currency":"USD"},"tenderers":[{"id":"E"}]}]},
            "awards":[{"status":"active","suppliers":[{"id":"A"},{"id":"B"}]}]}"#;
        with(text, |v| {
            let contest = &v.contests[0];
            assert_eq!(contest.bidders, ["A + B", "C", "D"]);
            assert_eq!(
                (contest.prices.len(), contest.currency.as_ref()),
                (2, "USD")
            );
            assert_eq!(
                (
                    contest.winner.map(|b| b.at),
                    contest.winner_key().as_deref()
                ),
                (Some(0), Some("A + B"))
            );
        });
    }

    #[test]
    fn two_winners_without_lots_leave_the_contest_unclear() {
        let text = r#"{"ocid":"x","awards":[{"status":"active","suppliers":[{"id":"A"}]},{"status":"active","suppliers":[{"id":"B"}]},{"status":"pending"}]}"#;
        with(text, |v| {
            assert!(
                !v.contests[0].clear
                    && !v.contests[0].settled
                    && v.contests[0].winner_key().is_none()
            );
        });
    }

    #[test]
    fn dates_and_amounts_out_of_reason_are_missing() {
        with(
            r#"{"ocid":"x","date":"0000-01-01T00:00:00Z","tender":{"value":{"amount":-5,"currency":"USD"}}}"#,
            |v| {
                assert_eq!((v.day, v.price(&v.p.tender.value)), (None, None));
            },
        );
    }
}
