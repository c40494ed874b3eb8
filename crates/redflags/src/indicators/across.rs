//! What indicators over many processes have in common.

use crate::date::civil;
use crate::facts::{Facts, FactsError, Parts, Sums, Table};
use crate::model::{Award, AwardStatus, Contract};
use crate::view::View;

/// Shows the members of each group of a table. A group's key is the first parts of the table's, so
/// members come one after the other.
pub(super) fn groups<K: PartialEq, M>(
    facts: &dyn Facts,
    table: Table,
    read: impl Fn(Parts<'_>, Sums) -> (K, M),
    mut show: impl FnMut(&K, &[M]),
) -> Result<(), FactsError> {
    let mut open: Option<(K, Vec<M>)> = None;
    facts.sums(table, |key, sums| {
        let (group, member) = read(key, sums);
        match &mut open {
            Some((same, members)) if *same == group => members.push(member),
            _ => {
                if let Some((done, members)) = open.replace((group, vec![member])) {
                    show(&done, &members);
                }
            }
        }
    })?;
    if let Some((last, members)) = open {
        show(&last, &members);
    }
    Ok(())
}

/// Shows each market (class and currency) with its suppliers, awards, and amount in hundredths.
pub(super) fn markets(
    facts: &dyn Facts,
    mut show: impl FnMut(&str, &[(String, i64, i64)], i64, i64),
) -> Result<(), FactsError> {
    let read = |mut key: Parts<'_>, [n, cents, _]: Sums| {
        let market = format!("{} {}", key.text(), key.text());
        (market, (key.text().to_owned(), n, cents))
    };
    groups(facts, Table::Market, read, |market, suppliers| {
        let (awards, total) = suppliers
            .iter()
            .fold((0, 0_i64), |s, x| (s.0 + x.1, s.1.saturating_add(x.2)));
        if total > 0 {
            show(market.trim(), suppliers, awards, total);
        }
    })
}

/// An award as a purchase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Buy {
    pub(super) day: i64,
    pub(super) ocid: String,
    pub(super) amount: f64,
    pub(super) restricted: bool,
    pub(super) times: i64,
}

/// A purchase as the tables of purchases hold it: what it is grouped by (three texts), and what it was.
pub(super) fn purchase(
    mut key: Parts<'_>,
    [times, restricted, _]: Sums,
) -> ((String, String, String), Buy) {
    let subject = (
        key.text().to_owned(),
        key.text().to_owned(),
        key.text().to_owned(),
    );
    let buy = Buy {
        day: key.int(),
        ocid: key.text().to_owned(),
        amount: key.number(),
        restricted: restricted > 0,
        times,
    };
    (subject, buy)
}

/// The window of so many days with the most purchases: its first day in words, their number, their
/// sum. Purchases come in the order of days.
pub(super) fn busiest(buys: &[&Buy], days: i64) -> Option<(String, usize, f64)> {
    let mut best: Option<(usize, usize)> = None;
    let mut from = 0;
    for (to, buy) in buys.iter().enumerate() {
        while buy.day - buys[from].day >= days {
            from += 1;
        }
        if best.is_none_or(|(a, b)| to - from > b - a) {
            best = Some((from, to));
        }
    }
    let (from, to) = best?;
    let window = &buys[from..=to];
    let number: i64 = window.iter().map(|b| b.times).sum();
    // In the order of the table: the same sum every time.
    let sum: f64 = window.iter().map(|b| b.amount * b.times as f64).sum();
    let (year, month, day) = civil(window[0].day as i32);
    Some((
        format!("{year:04}-{month:02}-{day:02}"),
        usize::try_from(number).unwrap_or(usize::MAX),
        sum,
    ))
}

/// Contracts with their awards, where the award is known and in force.
pub(super) fn with_awards<'v>(
    v: &View<'v>,
) -> impl Iterator<Item = (&'v Award<'v>, &'v Contract<'v>)> + use<'v> {
    let awards = &v.p.awards;
    // Several contracts for one award are parts of it: their values cannot be held against it.
    let contracts = &v.p.contracts;
    contracts.iter().filter_map(move |contract| {
        let id = &contract.award.as_ref()?.text;
        let shared = contracts
            .iter()
            .filter(|k| k.award.as_ref().is_some_and(|a| a.text == *id))
            .count()
            > 1;
        let award = awards
            .iter()
            .find(|a| a.id.as_ref().is_some_and(|i| i.text == *id))?;
        (!shared && award.status == AwardStatus::Active).then_some((award, contract))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buy(day: i64, amount: f64) -> Buy {
        Buy {
            day,
            ocid: String::new(),
            amount,
            restricted: true,
            times: 1,
        }
    }

    #[test]
    fn the_busiest_window() {
        let buys = [
            buy(0, 1.0),
            buy(10, 2.0),
            buy(29, 4.0),
            buy(30, 8.0),
            buy(100, 16.0),
        ];
        let all: Vec<&Buy> = buys.iter().collect();
        assert_eq!(busiest(&all, 30), Some(("1970-01-01".into(), 3, 7.0)));
        assert_eq!(busiest(&all, 1), Some(("1970-01-01".into(), 1, 1.0)));
        assert_eq!(busiest(&[], 30), None);
    }
}
