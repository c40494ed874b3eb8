//! The Hijri calendar of Umm al-Qura, as ICU and CLDR have it: for showing and typing. The record keeps Gregorian days. Tables
//! printed a century ago differ from it here and there by a day: 1 Muharram 1343 was printed as 1 August 1924, and is 2 August here.

use icu_calendar::cal::Hijri;
use icu_calendar::{Date as IcuDate, Iso};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// The years whose months are tabulated (CLDR and ICU: 1300 to 1600, 1882 to 2174); outside of them nobody has published any.
pub const YEARS: RangeInclusive<i16> = 1300..=1600;

/// A day of the Hijri calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HijriDay {
    /// The year, within [`YEARS`].
    pub year: i16,
    /// The month, from 1 (Muharram) to 12 (Dhu al-Hijjah).
    pub month: u8,
    /// The day, from 1 to 29 or 30.
    pub day: u8,
}

/// Why three numbers are no day of the Hijri calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HijriError {
    /// The year is outside of [`YEARS`].
    #[error("the year is not from 1300 to 1600")]
    Year,
    /// The month is none.
    #[error("the month is not from 1 to 12")]
    Month,
    /// The month has fewer days.
    #[error("this month has {0} days")]
    Day(u8),
}

impl HijriDay {
    /// The Gregorian day.
    ///
    /// # Errors
    /// [`HijriError`], when there is no such day.
    pub fn to_gregorian(self) -> Result<Date, HijriError> {
        if !YEARS.contains(&self.year) {
            return Err(HijriError::Year);
        }
        if !(1..=12).contains(&self.month) {
            return Err(HijriError::Month);
        }
        let first = of_month(self.year, self.month).ok_or(HijriError::Month)?;
        let days = first.days_in_month();
        if !(1..=days).contains(&self.day) {
            return Err(HijriError::Day(days));
        }
        let iso = first.to_calendar(Iso);
        let first = Date::new(
            i16::try_from(iso.year().extended_year()).map_err(|_| HijriError::Year)?,
            iso.month().ordinal.cast_signed(),
            iso.day_of_month().0.cast_signed(),
        );
        let later = jiff::Span::new().days(i64::from(self.day) - 1);
        let day = first.and_then(|first| first.checked_add(later));
        day.map_err(|_| HijriError::Year)
    }

    /// The Hijri day of a Gregorian one; nothing outside of [`YEARS`].
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        let iso = IcuDate::try_new_iso(i32::from(day.year()), month, of_month).ok()?;
        let hijri = iso.to_calendar(Hijri::new_umm_al_qura());
        let year = i16::try_from(hijri.year().extended_year()).ok()?;
        YEARS.contains(&year).then_some(Self {
            year,
            month: hijri.month().ordinal,
            day: hijri.day_of_month().0,
        })
    }

    /// The day that three texts name, in ASCII digits.
    ///
    /// # Errors
    /// [`HijriError`], of the first text that is no number of its kind.
    pub fn parse(year: &str, month: &str, day: &str) -> Result<Self, HijriError> {
        Ok(Self {
            year: year.trim().parse().map_err(|_| HijriError::Year)?,
            month: month.trim().parse().map_err(|_| HijriError::Month)?,
            day: day.trim().parse().unwrap_or_default(),
        })
    }
}

fn of_month(year: i16, month: u8) -> Option<IcuDate<Hijri<icu_calendar::cal::hijri::UmmAlQura>>> {
    let calendar = Hijri::new_umm_al_qura();
    IcuDate::try_new_hijri_with_calendar(i32::from(year), month, 1, calendar).ok()
}

impl HijriError {
    /// A code for each kind of error.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Year => "hijri-year",
            Self::Month => "hijri-month",
            Self::Day(_) => "hijri-day",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const fn hijri(year: i16, month: u8, day: u8) -> HijriDay {
        HijriDay { year, month, day }
    }

    /// As the Umm al-Qura calendar was published.
    const PUBLISHED: [(HijriDay, Date); 10] = [
        (hijri(1420, 1, 1), date(1999, 4, 17)),
        (hijri(1435, 9, 1), date(2014, 6, 28)),
        (hijri(1441, 9, 1), date(2020, 4, 24)),
        (hijri(1443, 1, 1), date(2021, 8, 9)),
        (hijri(1444, 9, 1), date(2023, 3, 23)),
        (hijri(1445, 1, 1), date(2023, 7, 19)),
        (hijri(1445, 9, 1), date(2024, 3, 11)),
        (hijri(1446, 1, 1), date(2024, 7, 7)),
        (hijri(1446, 9, 1), date(2025, 3, 1)),
        (hijri(1446, 10, 1), date(2025, 3, 30)),
    ];

    #[test]
    fn days_are_those_that_were_published() {
        for (hijri, gregorian) in PUBLISHED {
            assert_eq!(hijri.to_gregorian(), Ok(gregorian), "{hijri:?}");
            assert_eq!(HijriDay::of(gregorian), Some(hijri), "{gregorian}");
        }
    }

    #[test]
    fn what_is_no_day_is_told_apart() {
        // Ramadan 1446 had 29 days.
        let day = hijri(1446, 9, 30).to_gregorian();
        assert_eq!(day, Err(HijriError::Day(29)));
        assert_eq!(hijri(1446, 9, 0).to_gregorian(), Err(HijriError::Day(29)));
        assert_eq!(hijri(1446, 13, 1).to_gregorian(), Err(HijriError::Month));
        assert_eq!(hijri(1299, 1, 1).to_gregorian(), Err(HijriError::Year));
        assert_eq!(hijri(2026, 1, 1).to_gregorian(), Err(HijriError::Year));
        assert_eq!(HijriDay::of(date(1700, 1, 1)), None);
        assert_eq!(HijriDay::parse("14x", "1", "1"), Err(HijriError::Year));
        let none = HijriDay::parse("1446", "1", "").and_then(HijriDay::to_gregorian);
        assert_eq!(none, Err(HijriError::Day(29)));
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_day(days in 0_i64..106_000) {
            let first = hijri(1300, 1, 1).to_gregorian().unwrap();
            let day = first.checked_add(jiff::Span::new().days(days)).unwrap();
            let there = HijriDay::of(day).unwrap();
            prop_assert_eq!(there.to_gregorian(), Ok(day));
        }
    }
}
