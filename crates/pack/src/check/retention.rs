//! `[retention]`: ages that can be read, in an order that makes sense, and the law without which nothing is erased.

use super::Checker;
use crate::manifest::Manifest;
use crate::{Age, Erasure, Retention};

const AT: &str = "[retention]";

impl Checker<'_> {
    pub(super) fn retention(&mut self, manifest: &Manifest) -> Retention {
        let Some(raw) = &manifest.retention else {
            return Retention::default();
        };
        let archive = self.age("archive_after", raw.archive_after.as_deref());
        let erase = self.age("erase_after", raw.erase_after.as_deref());
        let basis = raw.basis.as_deref().map(str::trim).unwrap_or_default();
        if raw.erase_after.is_some() && basis.is_empty() {
            self.of_retention(
                "no-basis",
                "erase_after",
                "what is erased is erased by a law: name it as `basis`",
            );
        }
        if raw.erase_after.is_none() && raw.basis.is_some() {
            self.of_retention(
                "no-basis",
                "basis",
                "`basis` is the law of `erase_after`, which is missing",
            );
        }
        if basis.chars().count() > 500 {
            self.of_retention("no-basis", "basis", "a basis has at most 500 characters");
        }
        if let Some(age) = erase.filter(|age| age.length() < Age::SHORTEST.length()) {
            let least = Age::SHORTEST;
            self.of_retention(
                "bad-age",
                "erase_after",
                format!("{age} is too short: nothing is erased sooner than {least} after closing"),
            );
        }
        if let (Some(archive), Some(erase)) = (archive, erase)
            && erase.length() <= archive.length()
        {
            self.of_retention(
                "bad-age",
                "erase_after",
                format!("a case is erased after {erase}, and would be archived after {archive}: erase later than that"),
            );
        }
        let basis = basis.to_owned();
        let erase = erase.map(|after| Erasure { after, basis });
        Retention { archive, erase }
    }

    fn age(&mut self, key: &str, text: Option<&str>) -> Option<Age> {
        let age = text?.parse::<Age>();
        match age {
            Ok(age) if age.length() <= Age::LONGEST.length() => Some(age),
            Ok(age) => {
                let most = Age::LONGEST;
                let why = format!("{age} is more than {most}: leave it out to keep cases for good");
                self.of_retention("bad-age", key, why);
                None
            }
            Err(e) => {
                self.of_retention("bad-age", key, e.to_string());
                None
            }
        }
    }

    fn of_retention(&mut self, code: &'static str, key: &str, message: impl Into<String>) {
        self.error_at(code, (AT, key), key, message);
    }
}
