//! Dates and times as people say them, always with the zone.

use super::{Lang, Text, numbers};
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
    /// A day in words: `24 November 2026`, `24 نوفمبر 2026`, `1er novembre 2026`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let month = self.get(&format!("month-{}", date.month()));
        let day = match (self.lang(), date.day()) {
            (Lang::Fr, 1) => "1er".to_owned(),
            (_, day) => self.digits_of(&day.to_string()),
        };
        format!("{day} {month} {}", self.digits_of(&date.year().to_string()))
    }

    /// A day in words with its weekday: `Tuesday 24 November 2026`.
    #[must_use]
    pub fn weekday_date(&self, date: Date) -> String {
        let weekday = self.get(&format!(
            "weekday-{}",
            date.weekday().to_monday_one_offset()
        ));
        let comma = if self.lang() == Lang::Ar { "،" } else { "" };
        format!("{weekday}{comma} {}", self.date(date))
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
        let comma = if self.lang() == Lang::Ar { '،' } else { ',' };
        // The offset is one left-to-right run in an Arabic line (FSI … PDI).
        format!(
            "{date}{comma} {} (\u{2066}{zone}\u{2069})",
            self.digits_of(&clock)
        )
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

    fn digits_of(&self, plain: &str) -> String {
        numbers::localise(plain, self.lang(), self.digits())
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
