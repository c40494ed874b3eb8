use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// The furthest year either way.
const YEARS: i64 = 999_999_999;

impl Date {
    /// The day, when there is one.
    #[must_use]
    pub fn new(year: i64, month: i64, day: i64) -> Option<Date> {
        if !(-YEARS..=YEARS).contains(&year)
            || !(1..=12).contains(&month)
            || day < 1
            || day > days_in(year, month)
        {
            return None;
        }
        Some(Date {
            year: year as i32,
            month: month as u8,
            day: day as u8,
        })
    }

    /// The year; nought is the year before 1.
    #[must_use]
    pub fn year(self) -> i64 {
        i64::from(self.year)
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> i64 {
        i64::from(self.month)
    }

    /// 1 to 31.
    #[must_use]
    pub fn day(self) -> i64 {
        i64::from(self.day)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i64 {
        let (year, month) = (self.year() - i64::from(self.month <= 2), self.month());
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + self.day() - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day so many days after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i64) -> Option<Date> {
        let days = days.checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        Date::new(year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }

    /// The day so many months later; the last of the month when the month is shorter.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Option<Date> {
        let all = (self.year() * 12 + self.month() - 1).checked_add(months)?;
        let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
        if !(-YEARS..=YEARS).contains(&year) {
            return None;
        }
        Date::new(year, month, self.day().min(days_in(year, month)))
    }

    /// ISO weekday: Monday is 1, Sunday 7.
    #[must_use]
    pub fn weekday(self) -> i64 {
        (self.days() + 3).rem_euclid(7) + 1
    }

    /// 1 to 366.
    #[must_use]
    pub fn day_of_year(self) -> i64 {
        self.days()
            - (Date {
                year: self.year,
                month: 1,
                day: 1,
            })
            .days()
            + 1
    }

    /// ISO 8601 week of the year, 1 to 53.
    #[must_use]
    pub fn week_of_year(self) -> i64 {
        let week = (self.day_of_year() - self.weekday() + 10) / 7;
        match week {
            0 => weeks_in(self.year() - 1),
            53 if weeks_in(self.year()) == 52 => 1,
            week => week,
        }
    }
}

fn weeks_in(year: i64) -> i64 {
    let last = |y: i64| (y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400)).rem_euclid(7);
    if last(year) == 4 || last(year - 1) == 3 {
        53
    } else {
        52
    }
}

pub(crate) fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(
            f,
            "{sign}{:04}-{:02}-{:02}",
            self.year.unsigned_abs(),
            self.month,
            self.day
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        for days in (-400_000_000..400_000_000).step_by(99_991) {
            let date = Date::from_days(days).expect("in range");
            assert_eq!(date.days(), days);
        }
        assert_eq!(Date::new(1970, 1, 1).unwrap().days(), 0);
        assert_eq!(Date::from_days(20_000).unwrap().to_string(), "2024-10-04");
    }

    #[test]
    fn weeks_follow_iso_8601() {
        assert_eq!(Date::new(2005, 1, 1).unwrap().week_of_year(), 53);
        assert_eq!(Date::new(2019, 12, 31).unwrap().week_of_year(), 1);
        assert_eq!(Date::new(2019, 9, 17).unwrap().weekday(), 2);
        assert_eq!(
            Date::new(2024, 1, 31)
                .unwrap()
                .plus_months(1)
                .unwrap()
                .to_string(),
            "2024-02-29"
        );
    }
}
