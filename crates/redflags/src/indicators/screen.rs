//! Screens for collusion: numbers over the prices of one contest.
//!
//! Contests are only compared with those that have as many bidders: with few bids every screen
//! scatters more, and what is odd among ten is usual among three.

use crate::indicator::{Out, Seen, saw_bid};
use crate::stats::Moments;
use crate::view::View;

/// Bids of which all subsets are formed: 12 make 220 of three and 495 of four. Of more, the lowest.
const MOST_IN_SUBSETS: usize = 12;

/// The band of a number of bidders.
pub(super) fn band(bidders: usize) -> &'static str {
    match bidders {
        0..=2 => "",
        3 => "3 bids",
        4 => "4 bids",
        5 | 6 => "5-6 bids",
        7..=9 => "7-9 bids",
        _ => "10 and more bids",
    }
}

/// Runs a screen over each contest with three bidders or more. `near` says whether a value could be
/// flagged at all: only then evidence is kept.
pub(super) fn screen(
    v: &View<'_>,
    out: &mut Out<'_>,
    value: impl Fn(&[f64]) -> Option<f64>,
    near: impl Fn(f64) -> bool,
) -> Seen {
    if !v.p.has_bids {
        return Seen::Missing("bids/details");
    }
    let mut seen = Seen::Missing("bids/details/value/amount (enough comparable)");
    for contest in &v.contests {
        let prices: Vec<f64> = contest.lowest.iter().map(|p| p.amount).collect();
        if prices.len() < 3 {
            continue;
        }
        let Some(value) = value(&prices).filter(|v| v.is_finite()) else {
            continue;
        };
        seen = Seen::Computed;
        let band = band(prices.len());
        if near(value) {
            out.outlier(
                value,
                band,
                contest.lowest.iter().map(|p| saw_bid(p.bid)).collect(),
            );
        } else {
            out.among(value, band);
        }
    }
    seen
}

/// Coefficient of variation.
pub(super) fn variation(sorted: &[f64]) -> Option<f64> {
    Moments::of(sorted).map(|m| m.deviation / m.mean)
}

/// Spread.
pub(super) fn spread(sorted: &[f64]) -> Option<f64> {
    let (low, high) = (sorted.first()?, sorted.last()?);
    Some((high - low) / low)
}

/// Relative distance.
pub(super) fn relative_distance(sorted: &[f64]) -> Option<f64> {
    let (lowest, losers) = sorted.split_first()?;
    let deviation = Moments::of(losers)?.deviation;
    (deviation > 0.0).then(|| (losers[0] - lowest) / deviation)
}

/// Alternative relative distance.
pub(super) fn alternative_distance(sorted: &[f64]) -> Option<f64> {
    let (lowest, losers) = sorted.split_first()?;
    let steps = losers.len().checked_sub(1).filter(|n| *n > 0)?;
    let mean = (losers.last()? - losers[0]) / steps as f64;
    (mean > 0.0).then(|| (losers[0] - lowest) / mean)
}

/// The least coefficient of variation over all subsets of `size`, of more than `size` prices.
pub(super) fn least_variation(sorted: &[f64], size: usize) -> Option<f64> {
    if sorted.len() <= size {
        return None;
    }
    let sorted = &sorted[..sorted.len().min(MOST_IN_SUBSETS)];
    let (mut least, mut chosen) = (f64::INFINITY, Vec::with_capacity(size));
    subsets(sorted, size, &mut chosen, &mut |subset| {
        least = variation(subset).map_or(least, |v| v.min(least));
    });
    least.is_finite().then_some(least)
}

fn subsets(rest: &[f64], size: usize, chosen: &mut Vec<f64>, show: &mut impl FnMut(&[f64])) {
    if chosen.len() == size {
        show(chosen);
        return;
    }
    let left = size - chosen.len();
    for at in 0..=rest.len().saturating_sub(left) {
        let Some(price) = rest.get(at) else { return };
        chosen.push(*price);
        subsets(&rest[at + 1..], size, chosen, show);
        chosen.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_on_known_prices() {
        let prices = [90.0, 100.0, 101.0, 102.0];
        assert!((variation(&prices).unwrap() - 0.05659313763396871).abs() < 1e-9);
        assert!((spread(&prices).unwrap() - 12.0 / 90.0).abs() < 1e-12);
        assert!((relative_distance(&prices).unwrap() - 10.0).abs() < 1e-12);
        assert!((alternative_distance(&prices).unwrap() - 10.0).abs() < 1e-12);
        assert!((least_variation(&prices, 3).unwrap() - 1.0 / 101.0).abs() < 1e-12);
        assert_eq!(least_variation(&prices, 4), None);
        assert_eq!(relative_distance(&[1.0, 2.0, 2.0]), None);
    }

    #[test]
    fn all_subsets_are_formed_once() {
        let mut all = Vec::new();
        subsets(&[1.0, 2.0, 3.0, 4.0], 3, &mut Vec::new(), &mut |s| {
            all.push(s.to_vec());
        });
        assert_eq!(
            all,
            [
                [1.0, 2.0, 3.0],
                [1.0, 2.0, 4.0],
                [1.0, 3.0, 4.0],
                [2.0, 3.0, 4.0]
            ]
        );
    }

    #[test]
    fn bands() {
        assert_eq!(
            (band(2), band(3), band(6), band(9), band(40)),
            ("", "3 bids", "5-6 bids", "7-9 bids", "10 and more bids")
        );
    }
}
