//! What an indicator is.

use std::fmt::Display;

use crate::facts::{Evidence, Facts, FactsError, Key, Kind, Mark, Table, Tally};
use crate::report::{Language, Texts};
use crate::stats::Distribution;
use crate::view::View;

/// The part of a process that an indicator looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Before the tender.
    Planning,
    /// The call.
    Tender,
    /// The bids.
    Bids,
    /// The decision.
    Award,
    /// The contract and its changes.
    Contract,
    /// The work.
    Delivery,
}

impl Stage {
    /// In words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stage::Planning => "planning",
            Stage::Tender => "tender",
            Stage::Bids => "bids",
            Stage::Award => "award",
            Stage::Contract => "contract",
            Stage::Delivery => "delivery",
        }
    }
}

/// What a flag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A contracting process.
    Process,
    /// A buyer.
    Buyer,
    /// A procuring entity.
    Entity,
    /// A supplier.
    Supplier,
    /// A bidder.
    Tenderer,
    /// A buyer with one of its suppliers.
    BuyerSupplier,
    /// Two bidders.
    Pair,
    /// A set of bidders.
    Group,
    /// What is bought, or by whom.
    Market,
}

impl About {
    /// In words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            About::Process => "process",
            About::Buyer => "buyer",
            About::Entity => "procuring entity",
            About::Supplier => "supplier",
            About::Tenderer => "bidder",
            About::BuyerSupplier => "buyer and supplier",
            About::Pair => "pair of bidders",
            About::Group => "group of bidders",
            About::Market => "market",
        }
    }
}

/// How sure a flag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// The published data say it themselves.
    Fact,
    /// It crosses a threshold that people chose.
    Rule,
    /// It is unusual among its like.
    Outlier,
    /// A pattern over many processes that has other explanations too.
    Pattern,
}

impl Sure {
    /// In words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Sure::Fact => "stated by the data",
            Sure::Rule => "crosses a set threshold",
            Sure::Outlier => "unusual among its like",
            Sure::Pattern => "a pattern, with other explanations too",
        }
    }
}

/// What an indicator's value is, so that a report can write it as people do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Always 1: there is nothing to measure.
    Present,
    /// A number or an amount.
    Number,
    /// A part of something, or one amount divided by another.
    Share,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// The decimal logarithm of an amount.
    Logarithm,
}

/// What a reader should know of an indicator.
#[derive(Debug)]
pub struct Card {
    /// `R003`
    pub code: &'static str,
    /// What is flagged.
    pub title: &'static str,
    /// When in a process.
    pub stage: Stage,
    /// What is flagged: a process, a buyer…
    pub about: About,
    /// How sure a flag is.
    pub sure: Sure,
    /// What the value is.
    pub unit: Unit,
    /// What is computed.
    pub formula: &'static str,
    /// Where the idea is from.
    pub source: &'static str,
    /// What it may mean.
    pub meaning: &'static str,
    /// What else explains it.
    pub mistakes: &'static str,
    /// The fields it needs.
    pub fields: &'static [&'static str],
}

/// The guide that most indicators are from.
pub const GUIDE: &str = "Open Contracting Partnership, Red Flags in Public Procurement (2024)";

/// Whether an indicator could look at a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It could.
    Computed,
    /// A field is missing, or says nothing usable.
    Missing(&'static str),
    /// It does not apply to this process.
    Apart,
}

/// Shorthand: go on with the value, or say which field is missing.
macro_rules! need {
    ($value:expr, $field:expr) => {
        match $value {
            Some(value) => value,
            None => return $crate::indicator::Seen::Missing($field),
        }
    };
}
pub(crate) use need;

/// An indicator: a value with its thresholds.
pub trait Indicator: Send + Sync {
    /// What a reader should know.
    fn card(&self) -> &'static Card;

    /// Looks at one process.
    fn look(&self, view: &View<'_>, out: &mut Out<'_>) -> Seen;

    /// The fences of a group of values: outside lies what is flagged. Only for outliers.
    fn fences(&self, _group: &str, _values: &Distribution) -> Option<(f64, f64)> {
        None
    }

    /// Judges what only shows over many processes.
    ///
    /// # Errors
    /// When the facts cannot be read.
    fn close(&self, _facts: &dyn Facts, _found: &mut Found) -> Result<(), FactsError> {
        Ok(())
    }
}

/// Most pieces of evidence that a flag shows; more help nobody.
const MOST_EVIDENCE: usize = 12;
/// Longest value of evidence, in characters.
const LONGEST_VALUE: usize = 160;

/// Where an indicator puts what it finds in one process.
#[derive(Debug)]
pub struct Out<'o> {
    pub(crate) indicator: u16,
    pub(crate) marks: &'o mut Vec<Mark>,
    pub(crate) tally: &'o mut Tally,
    pub(crate) key: &'o mut Key,
}

impl Out<'_> {
    /// A flag.
    pub fn flag(&mut self, value: f64, evidence: Vec<Evidence>) {
        self.mark(Kind::Flag, value, String::new(), evidence);
    }

    /// A value to be judged among its group.
    pub fn outlier(&mut self, value: f64, group: &str, evidence: Vec<Evidence>) {
        self.among(value, group);
        self.mark(Kind::Outlier, value, group.to_owned(), evidence);
    }

    /// A value of the group that cannot itself be an outlier of the wanted kind.
    pub fn among(&mut self, value: f64, group: &str) {
        self.key
            .reset(Table::Value)
            .int(i64::from(self.indicator))
            .text(group)
            .number(rounded(value));
        self.tally.add(self.key.bytes(), [1, 0, 0]);
    }

    fn mark(&mut self, kind: Kind, value: f64, group: String, mut evidence: Vec<Evidence>) {
        evidence.truncate(MOST_EVIDENCE);
        self.marks.push(Mark {
            indicator: self.indicator,
            kind,
            value,
            group,
            evidence,
        });
    }
}

/// To four significant digits: a distribution of millions of values then has thousands, and its
/// quartiles move by less than a thousandth.
fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let scale = 10_f64.powi(3 - value.abs().log10().floor() as i32);
    if scale.is_finite() && scale > 0.0 {
        (value * scale).round() / scale
    } else {
        value
    }
}

/// A piece of evidence.
pub fn saw(field: impl Into<String>, value: impl Display) -> Evidence {
    let mut value = value.to_string();
    if let Some((at, _)) = value.char_indices().nth(LONGEST_VALUE) {
        value.truncate(at);
        value.push('…');
    }
    Evidence {
        field: field.into(),
        value,
    }
}

/// A piece of evidence, if the field is there.
pub fn saw_text(field: impl Into<String>, value: Option<&str>) -> Evidence {
    saw(field, value.unwrap_or("(missing)"))
}

/// The evidence of a bid's price.
pub fn saw_bid(bid: &crate::model::Bid<'_>) -> Evidence {
    let currency = bid.value.currency.as_deref().unwrap_or_default();
    let amount = bid.value.amount.map_or_else(String::new, |a| a.to_string());
    saw(
        format!("/bids/details/{}/value", bid.at),
        format_args!("{amount} {currency}"),
    )
}

/// The evidence of an amount.
pub fn saw_money(field: impl Into<String>, money: &crate::model::Money<'_>) -> Evidence {
    let currency = money.currency.as_deref().unwrap_or_default();
    let amount = money.amount.map_or_else(String::new, |a| a.to_string());
    saw(field, format_args!("{amount} {currency}"))
}

/// A flag about something that is not a process.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub about: About,
    /// Its identifier.
    pub subject: String,
    /// The indicator's place in the register.
    pub indicator: u16,
    /// The indicator's value.
    pub value: f64,
    /// The threshold it crosses.
    pub bar: f64,
    /// What was counted.
    pub says: Says,
}

/// What was counted: a sentence of the texts, and what goes into it. Shown as it is, it is English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Says {
    /// The sentence's key in the texts, without `says-`.
    pub key: &'static str,
    /// What takes the place of `{0}`, `{1}`….
    pub with: Vec<String>,
}

impl Display for Says {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Texts::of(Language::English).says(self))
    }
}

/// A sentence with what goes into it.
pub fn says<const N: usize>(key: &'static str, with: [&dyn Display; N]) -> Says {
    Says {
        key,
        with: with.iter().map(ToString::to_string).collect(),
    }
}

/// Where indicators put what they find over many processes.
#[derive(Debug, Default)]
pub struct Found {
    pub(crate) indicator: u16,
    /// The findings.
    pub findings: Vec<Finding>,
}

impl Found {
    /// A flag.
    pub fn flag(&mut self, about: About, subject: &str, value: f64, bar: f64, says: Says) {
        let indicator = self.indicator;
        self.findings.push(Finding {
            about,
            subject: subject.to_owned(),
            indicator,
            value,
            bar,
            says,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_distributions_keep_four_digits() {
        for (value, expected) in [
            (0.0, 0.0),
            (1.0, 1.0),
            (0.123_456, 0.1235),
            (-98_765.4, -98_770.0),
            (2.0, 2.0),
            (1e-300, 1e-300),
        ] {
            assert!(
                (rounded(value) - expected).abs() <= expected.abs() * 1e-12,
                "{value}: {}",
                rounded(value)
            );
        }
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(
            saw("/x", "é".repeat(500)).value.chars().count(),
            LONGEST_VALUE + 1
        );
    }
}
