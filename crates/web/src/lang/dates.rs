//! Dates and times as people say them, always with the zone.

use super::{HijriDay, Text};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};

/// How much of a point in time is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// The day: 24 November 2026.
    Day,
    /// The minute and the zone: 24 November 2026, 14:25 (UTC+1).
    Minute,
    /// The second and the zone, for the record.
    Second,
}

impl Text {
    /// A day in words: `24 November 2026`, `24 نوفمبر 2026`, `1er novembre 2026`; for who wants it with the Hijri day beside it:
    /// `24 November 2026 (14 Jumada II 1448 AH)`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.beside(self.formats().date(date), date)
    }

    fn beside(&self, said: String, date: Date) -> String {
        match self.hijri(date).filter(|_| self.has_hijri()) {
            Some(hijri) => format!("{said} ({hijri})"),
            None => said,
        }
    }

    /// A day in words with its weekday: `Tuesday, 24 November 2026`.
    #[must_use]
    pub fn weekday_date(&self, date: Date) -> String {
        self.beside(self.formats().weekday(date), date)
    }

    /// A month of a year: `November 2026`.
    #[must_use]
    pub fn month(&self, year: i32, month: i32) -> String {
        self.formats().month(year, month)
    }

    /// A year.
    #[must_use]
    pub fn year(&self, year: i32) -> String {
        self.formats().digits(&year.to_string())
    }

    /// A day in the Umm al-Qura calendar, in words: `14 Jumada II 1448 AH`; nothing where no such calendar was published.
    #[must_use]
    pub fn hijri(&self, date: Date) -> Option<String> {
        HijriDay::of(date)?;
        Some(self.formats().hijri(date))
    }

    /// A point in time in the office's zone, in words.
    #[must_use]
    pub fn moment(&self, at: Timestamp, precision: Precision) -> String {
        let local = at.to_zoned_datetime(self.zone().clone());
        let date = self.date(local.date());
        let clock = match precision {
            Precision::Day => return date,
            Precision::Minute => local.strftime("%H:%M").to_string(),
            Precision::Second => local.strftime("%H:%M:%S").to_string(),
        };
        let zone = utc_offset(local.offset().seconds());
        let (comma, clock) = (self.formats().comma(), self.formats().digits(&clock));
        // The offset is one left-to-right run in an Arabic line (FSI … PDI).
        format!("{date}{comma} {clock} (\u{2066}{zone}\u{2069})")
    }

    /// A point in time as an element that machines read too.
    #[must_use]
    pub fn time(&self, at: Timestamp, precision: Precision) -> Markup {
        html! { time datetime=(at.to_string()) { (self.moment(at, precision)) } }
    }

    /// A day as an element that machines read too.
    #[must_use]
    pub fn day(&self, date: Date) -> Markup {
        html! { time datetime=(date.to_string()) { (self.date(date)) } }
    }
}

fn utc_offset(seconds: i32) -> String {
    let (sign, minutes) = (
        if seconds < 0 { '-' } else { '+' },
        seconds.unsigned_abs() / 60,
    );
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (h, 0) => format!("UTC{sign}{h}"),
        (h, m) => format!("UTC{sign}{h}:{m:02}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::{Lang, Text, Texts};
    use jiff::civil::date;
    use jiff::tz::TimeZone;
    use std::sync::Arc;

    #[test]
    fn a_date_is_said_as_the_language_says_it() {
        let texts = Arc::new(Texts::new().unwrap());
        let said = |lang, day| {
            let text = Text::new(Arc::clone(&texts), lang, TimeZone::UTC);
            (text.date(day), text.weekday_date(day))
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            said(Lang::EN, date(2026, 11, 24)),
            pair("24 November 2026", "Tuesday, 24 November 2026")
        );
        assert_eq!(
            said(Lang::FR, date(2026, 11, 1)),
            pair("1er novembre 2026", "dimanche 1er novembre 2026")
        );
        assert_eq!(
            said(Lang::AR, date(2026, 11, 24)),
            pair("24 نوفمبر 2026", "الثلاثاء، 24 نوفمبر 2026")
        );
    }
}
