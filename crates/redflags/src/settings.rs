//! Thresholds and exclusions: one TOML file. The defaults are a file with every key and its reason;
//! the user's file says only what differs.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};
use toml::{Table, Value};

use crate::date::{Moment, parse_zone};
use crate::indicators::fold;
use crate::rates::Rates;

/// The defaults, with comments: also what `--print-settings` shows.
pub const DEFAULT: &str = include_str!("settings.toml");

/// What is wrong in the user's file.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum SettingsError {
    /// It is no TOML.
    #[error("{0}")]
    Toml(String),
    /// A key that does not exist: a typo would otherwise be silence.
    #[error("unknown setting `{0}`")]
    Unknown(String),
    /// A value of another type, or one that means nothing.
    #[error("`{key}` {reason}")]
    Value {
        /// Which.
        key: String,
        /// Why.
        reason: &'static str,
    },
}

/// All settings.
#[derive(Debug, Clone)]
pub struct Settings {
    tables: Table,
    /// What concerns all indicators.
    pub common: Common,
}

/// What concerns all indicators.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// Offset in seconds of times without a zone.
    pub zone: i32,
    /// Days outside are typing errors, not dates.
    pub days: (i32, i32),
    /// Amounts above are typing errors.
    pub largest_amount: f64,
    /// Digits of a classification code that make a market.
    pub class_digits: usize,
    /// Words for methods that are left out.
    pub exclude_method_details: BTreeSet<String>,
    /// Identifiers of buyers and suppliers that stand for nobody.
    pub exclude_organisations: BTreeSet<String>,
    /// Whether cancelled tenders are left out.
    pub exclude_cancelled: bool,
    /// Competition is due from this amount, by `CUR` or `CUR/category`.
    pub thresholds: BTreeMap<String, f64>,
    /// Rates, from a file of its own.
    pub rates: Rates,
    /// Identifiers and folded names of who is barred, from a file of its own.
    pub debarred: BTreeSet<String>,
    /// Identifiers of who is in the register of businesses, from a file of its own.
    pub registered: BTreeSet<String>,
}

/// Tables whose keys are the user's own.
const OPEN: &[&str] = &["thresholds"];

impl Settings {
    /// The defaults, with what the user's text says instead.
    ///
    /// # Errors
    /// When the text is no TOML, has unknown keys or values of another type.
    pub fn parse(user: &str) -> Result<Settings, SettingsError> {
        let mut tables: Table = DEFAULT.parse().expect("the default settings are TOML");
        let theirs: Table = user
            .parse()
            .map_err(|e: toml::de::Error| SettingsError::Toml(e.to_string().replace('\n', " ")))?;
        for (name, section) in theirs {
            let Value::Table(section) = section else {
                return Err(SettingsError::Unknown(name));
            };
            let Some(Value::Table(ours)) = tables.get_mut(&name) else {
                return Err(SettingsError::Unknown(name));
            };
            overlay(&name, ours, section)?;
        }
        let common = Common::of(&tables)?;
        Ok(Settings { tables, common })
    }

    /// An indicator's section.
    ///
    /// # Panics
    /// When the default settings lack it: an error of the program, found by its tests.
    #[must_use]
    pub fn section(&self, code: &'static str) -> Section<'_> {
        let table = self.tables.get(code).and_then(Value::as_table);
        Section {
            code,
            table: table.expect("the default settings have a section for each indicator"),
        }
    }

    /// Adds lists: who is barred, by identifier or name, and who is registered, one a line.
    pub fn list(&mut self, debarred: &str, registered: &str) {
        let lines = |text: &str| {
            text.lines()
                .map(|l| l.trim().to_owned())
                .filter(|l| !l.is_empty())
                .collect::<Vec<_>>()
        };
        // A name is compared without what people write differently, an identifier as it is.
        let both = lines(debarred).into_iter().flat_map(|l| [fold(&l), l]);
        self.common.debarred.extend(both.filter(|l| !l.is_empty()));
        self.common.registered.extend(lines(registered));
    }

    /// A hash of all that has an influence on results. Partial results say it.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(toml::to_string(&self.tables).unwrap_or_default());
        let c = &self.common;
        hash.update(format!("{:?}{:?}{:?}", c.rates, c.debarred, c.registered));
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

fn overlay(name: &str, ours: &mut Table, theirs: Table) -> Result<(), SettingsError> {
    for (key, value) in theirs {
        let full = format!("{name}.{key}");
        let value = match (ours.get(&key), value) {
            (Some(Value::Float(_)), Value::Integer(n)) => Value::Float(n as f64),
            (Some(old), new) if old.same_type(&new) => new,
            (Some(_), _) => {
                return Err(SettingsError::Value {
                    key: full,
                    reason: "has another type than its default",
                });
            }
            (None, Value::Integer(n)) if OPEN.contains(&name) => Value::Float(n as f64),
            (None, new @ Value::Float(_)) if OPEN.contains(&name) => new,
            (None, _) => return Err(SettingsError::Unknown(full)),
        };
        ours.insert(key, value);
    }
    Ok(())
}

impl Common {
    fn of(tables: &Table) -> Result<Common, SettingsError> {
        let table = tables.get("general").and_then(Value::as_table);
        let section = Section {
            code: "general",
            table: table.expect("the default settings have this section"),
        };
        let wrong = |key: &str, reason| SettingsError::Value {
            key: format!("general.{key}"),
            reason,
        };
        let day = |key: &'static str| {
            Moment::parse(&section.text(key), 0)
                .map(|m| m.day)
                .ok_or_else(|| wrong(key, "is no date"))
        };
        let thresholds = tables.get("thresholds").and_then(Value::as_table);
        Ok(Common {
            zone: parse_zone(&section.text("zone"))
                .ok_or_else(|| wrong("zone", "is no offset like +03:00"))?,
            days: (day("earliest")?, day("latest")?),
            largest_amount: section.number("largest_amount"),
            class_digits: section.count("class_digits").max(1),
            exclude_method_details: section
                .texts("exclude_method_details")
                .into_iter()
                .collect(),
            exclude_organisations: section.texts("exclude_organisations").into_iter().collect(),
            exclude_cancelled: section.is("exclude_cancelled"),
            thresholds: thresholds
                .into_iter()
                .flatten()
                .filter_map(|(k, v)| Some((k.clone(), v.as_float()?)))
                .collect(),
            ..Common::default()
        })
    }

    /// The amount from which competition is due.
    #[must_use]
    pub fn threshold(&self, currency: &str, category: Option<&str>) -> Option<f64> {
        let exact = category.and_then(|c| self.thresholds.get(&format!("{currency}/{c}")));
        exact.or_else(|| self.thresholds.get(currency)).copied()
    }
}

/// The settings of one indicator. The defaults have every key with the right type, and the user's
/// values were held against them.
#[derive(Debug, Clone, Copy)]
pub struct Section<'s> {
    code: &'static str,
    table: &'s Table,
}

impl Section<'_> {
    fn get(&self, key: &str) -> &Value {
        let found = self.table.get(key);
        found.unwrap_or_else(|| panic!("the default settings have {}.{key}", self.code))
    }

    /// All of them as lines of TOML, but for the switch.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.table
            .iter()
            .filter(|(key, _)| *key != "enabled")
            .map(|(key, value)| format!("{key} = {value}"))
            .collect()
    }

    /// A number.
    #[must_use]
    pub fn number(&self, key: &str) -> f64 {
        let value = self.get(key);
        value
            .as_float()
            .or_else(|| value.as_integer().map(|n| n as f64))
            .unwrap_or_default()
    }

    /// A whole number from 0.
    #[must_use]
    pub fn count(&self, key: &str) -> usize {
        self.get(key)
            .as_integer()
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or_default()
    }

    /// The same, as the sums are.
    #[must_use]
    pub fn least(&self, key: &str) -> i64 {
        self.get(key).as_integer().unwrap_or_default()
    }

    /// Yes or no.
    #[must_use]
    pub fn is(&self, key: &str) -> bool {
        self.get(key).as_bool().unwrap_or_default()
    }

    /// A text.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.get(key).as_str().unwrap_or_default().to_owned()
    }

    /// Texts.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<String> {
        let all = self.get(key).as_array();
        all.into_iter()
            .flatten()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_says_only_what_differs() {
        let settings =
            Settings::parse("[R003]\ndays = 20\n[thresholds]\n\"USD/works\" = 100000\nUSD = 5e4\n")
                .unwrap();
        assert_eq!(settings.section("R003").number("days"), 20.0);
        assert!(settings.section("R018").is("enabled"));
        assert_eq!(
            settings.common.threshold("USD", Some("works")),
            Some(100_000.0)
        );
        assert_eq!(
            settings.common.threshold("USD", Some("goods")),
            Some(50_000.0)
        );
        assert_eq!(settings.common.threshold("EUR", None), None);
        assert_ne!(settings.digest(), Settings::parse("").unwrap().digest());
    }

    #[test]
    fn typing_errors_are_named() {
        let wrong = |text: &str| Settings::parse(text).unwrap_err().to_string();
        assert_eq!(wrong("[R003]\ndais = 20"), "unknown setting `R003.dais`");
        assert_eq!(wrong("[R999]\nx = 1"), "unknown setting `R999`");
        assert_eq!(
            wrong("[R003]\ndays = \"x\""),
            "`R003.days` has another type than its default"
        );
        assert_eq!(
            wrong("[general]\nzone = \"Berlin\""),
            "`general.zone` is no offset like +03:00"
        );
        assert!(wrong("[").starts_with("TOML parse error"));
    }
}
