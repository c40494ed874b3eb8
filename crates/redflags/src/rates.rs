//! Exchange rates from a file: `date,currency,rate`, the rate being the worth of one unit in the
//! currency that all is converted to.

use std::collections::BTreeMap;

use crate::date::Moment;

/// Oldest rate that is used, in days: a weekend and holidays, not a year.
const OLDEST: i32 = 31;

/// Dated rates into one currency.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rates {
    into: String,
    by_currency: BTreeMap<String, Vec<(i32, f64)>>,
}

/// A line of the file is wrong.
#[derive(Debug, thiserror::Error, PartialEq)]
#[error("line {line}: {reason}")]
pub struct RatesError {
    /// From 1.
    pub line: usize,
    /// In words.
    pub reason: &'static str,
}

impl Rates {
    /// Reads the file's text.
    ///
    /// # Errors
    /// At the first line that is neither empty, a comment (`#`), the heading nor a rate.
    pub fn parse(text: &str, into: &str) -> Result<Rates, RatesError> {
        let mut rates = Rates {
            into: into.to_owned(),
            ..Rates::default()
        };
        for (at, line) in text.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') || line.starts_with("date,") {
                continue;
            }
            let wrong = |reason| RatesError {
                line: at + 1,
                reason,
            };
            let mut parts = line.split(',').map(str::trim);
            let (Some(date), Some(currency), Some(rate), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                return Err(wrong("three fields are expected: date,currency,rate"));
            };
            let day = Moment::parse(date, 0).ok_or(wrong("no date"))?.day;
            let rate = rate
                .parse()
                .ok()
                .filter(|r: &f64| r.is_finite() && *r > 0.0);
            let rate = rate.ok_or(wrong("the rate is no number above zero"))?;
            rates
                .by_currency
                .entry(currency.to_owned())
                .or_default()
                .push((day, rate));
        }
        for dated in rates.by_currency.values_mut() {
            dated.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        }
        Ok(rates)
    }

    /// The currency that all is converted to; empty without rates.
    #[must_use]
    pub fn into_currency(&self) -> &str {
        &self.into
    }

    /// The amount in that currency, by the last rate on or before the day.
    #[must_use]
    pub fn convert(&self, amount: f64, currency: &str, day: Option<i32>) -> Option<f64> {
        if currency == self.into {
            return Some(amount);
        }
        let (dated, day) = (self.by_currency.get(currency)?, day?);
        let after = dated.partition_point(|(d, _)| *d <= day);
        let (found, rate) = dated.get(after.checked_sub(1)?)?;
        (day - found <= OLDEST).then_some(amount * rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_rate_before_the_day_counts_and_old_ones_do_not() {
        let rates = Rates::parse(
            "date,currency,rate\n2024-01-01,EUR,1.1\n# x\n2024-01-08,EUR,1.2\n",
            "USD",
        )
        .unwrap();
        let day = |d| Some(Moment::parse(d, 0).unwrap().day);
        assert_eq!(rates.convert(10.0, "EUR", day("2024-01-07")), Some(11.0));
        assert_eq!(rates.convert(10.0, "EUR", day("2024-01-08")), Some(12.0));
        assert_eq!(rates.convert(10.0, "EUR", day("2023-12-31")), None);
        assert_eq!(rates.convert(10.0, "EUR", day("2024-06-01")), None);
        assert_eq!(rates.convert(10.0, "USD", None), Some(10.0));
        assert_eq!(rates.convert(10.0, "AMD", day("2024-01-08")), None);
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert_eq!(Rates::parse("2024-01-01,EUR\n", "USD").unwrap_err().line, 1);
        assert_eq!(
            Rates::parse("\n2024-01-01,EUR,-1\n", "USD")
                .unwrap_err()
                .to_string(),
            "line 2: the rate is no number above zero"
        );
    }
}
