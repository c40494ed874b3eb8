//! Dates as publishers write them, and what can be said of two of them.
//!
//! A date without a time is a whole day, a time without a zone is taken in the zone of the settings.
//! Comparisons that hang on what is not known say so: `certainly_after` is true only if it is.

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// How exactly a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// `2024-01-02`
    Day,
    /// `2024-01-02T10:00:00`, in the zone of the settings.
    Local,
    /// `2024-01-02T10:00:00Z`
    Instant,
}

/// A date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970 in UTC, of its beginning.
    pub seconds: i64,
    /// The day, since 1970, as written: in its own zone.
    pub day: i32,
    /// How exactly it is given.
    pub grain: Grain,
}

impl Moment {
    /// Reads a date; `zone` is the offset in seconds for those without.
    #[must_use]
    pub fn parse(text: &str, zone: i32) -> Option<Moment> {
        let bytes = text.trim().as_bytes();
        let (year, month, date) = (
            digits(bytes, 0, 4)?,
            digits(bytes, 5, 2)?,
            digits(bytes, 8, 2)?,
        );
        if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let day = days(year, month, date)?;
        let midnight = i64::from(day) * DAY;
        if bytes.len() == 10 {
            return Some(Moment {
                seconds: midnight - i64::from(zone),
                day,
                grain: Grain::Day,
            });
        }
        if !matches!(bytes.get(10), Some(b'T' | b't' | b' ')) {
            return None;
        }
        let (clock, rest) = clock(bytes.get(11..)?)?;
        let (offset, grain) = match rest {
            [] => (zone, Grain::Local),
            [b'Z' | b'z'] => (0, Grain::Instant),
            _ => (offset(rest)?, Grain::Instant),
        };
        Some(Moment {
            seconds: midnight + clock - i64::from(offset),
            day,
            grain,
        })
    }

    /// Whether this is later than `other` without doubt: with a date only on one side, the day must be.
    #[must_use]
    pub fn certainly_after(&self, other: &Moment) -> bool {
        if self.grain == Grain::Day || other.grain == Grain::Day {
            return self.day > other.day;
        }
        self.seconds > other.seconds
    }

    /// Days from this to `until`: whole days between dates, else parts of days.
    #[must_use]
    pub fn days_until(&self, until: &Moment) -> f64 {
        if self.grain == Grain::Day || until.grain == Grain::Day {
            return f64::from(until.day.saturating_sub(self.day));
        }
        (until.seconds - self.seconds) as f64 / DAY as f64
    }
}

/// Days since 1970 of a date in the Gregorian calendar.
#[must_use]
pub fn days(year: i32, month: i32, date: i32) -> Option<i32> {
    if !(1..=12).contains(&month) || date < 1 || date > length_of(year, month) {
        return None;
    }
    // Counting from March puts the leap day at the end of the year.
    let (y, m) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let era = y.div_euclid(400);
    let in_era = y.rem_euclid(400);
    let in_year = (153 * m + 2) / 5 + date - 1;
    Some(era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468)
}

/// Year, month and date of a day since 1970.
#[must_use]
pub fn civil(day: i32) -> (i32, u32, u32) {
    let z = i64::from(day) + 719_468;
    let era = z.div_euclid(146_097);
    let in_era = z.rem_euclid(146_097);
    let of_era = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    let m = (5 * in_year + 2) / 153;
    let date = in_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u32, date as u32)
}

/// A day since 1970 as people write it, `2024-05-31`; nothing for none.
#[must_use]
pub fn iso(day: Option<i32>) -> String {
    day.map_or_else(String::new, |d| {
        let (year, month, date) = civil(d);
        format!("{year:04}-{month:02}-{date:02}")
    })
}

/// `+03:00` as seconds.
#[must_use]
pub fn parse_zone(text: &str) -> Option<i32> {
    if matches!(text, "Z" | "z") {
        Some(0)
    } else {
        offset(text.as_bytes())
    }
}

fn length_of(year: i32, month: i32) -> i32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

fn digits(bytes: &[u8], at: usize, count: usize) -> Option<i32> {
    let part = bytes.get(at..at + count)?;
    part.iter().try_fold(0, |sum, b| {
        b.is_ascii_digit().then(|| sum * 10 + i32::from(b - b'0'))
    })
}

/// Seconds of `10:00`, `10:00:00` or `10:00:00.123`, and what follows.
fn clock(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let (hour, minute) = (digits(bytes, 0, 2)?, digits(bytes, 3, 2)?);
    if bytes.get(2) != Some(&b':') || hour > 24 || minute > 59 {
        return None;
    }
    let mut rest = bytes.get(5..)?;
    let mut second = 0;
    if rest.first() == Some(&b':') {
        second = digits(rest, 1, 2)?;
        rest = rest.get(3..)?;
    }
    if second > 60 || (hour == 24 && (minute, second) != (0, 0)) {
        return None;
    }
    if matches!(rest.first(), Some(b'.' | b',')) {
        let fraction = rest
            .iter()
            .skip(1)
            .take_while(|b| b.is_ascii_digit())
            .count();
        rest = rest.get(1 + fraction..)?;
    }
    Some((i64::from(hour * 3_600 + minute * 60 + second.min(59)), rest))
}

fn offset(bytes: &[u8]) -> Option<i32> {
    let sign = match bytes.first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let hours = digits(bytes, 1, 2)?;
    let minutes = match bytes.len() {
        3 => 0,
        5 => digits(bytes, 3, 2)?,
        6 if bytes.get(3) == Some(&b':') => digits(bytes, 4, 2)?,
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text, 0).unwrap()
    }

    #[test]
    fn days_and_dates_are_inverse_over_the_whole_calendar() {
        assert_eq!(days(1970, 1, 1), Some(0));
        assert_eq!(days(2000, 2, 29), Some(11_016));
        for day in (days(0, 1, 1).unwrap()..days(9999, 12, 31).unwrap()).step_by(97) {
            let (y, m, d) = civil(day);
            assert_eq!(days(y, m as i32, d as i32), Some(day));
        }
    }

    #[test]
    fn the_forms_in_use_are_read() {
        assert_eq!(at("1970-01-02T00:00:00Z").seconds, 86_400);
        assert_eq!(at("1970-01-01T03:00:00+03:00").seconds, 0);
        assert_eq!(at("1970-01-01 00:00").seconds, 0);
        assert_eq!(at("1970-01-01T00:00:00.999+0000").seconds, 0);
        assert_eq!(at("1970-01-01T24:00:00Z").seconds, 86_400);
        assert_eq!(at("0000-01-01T00:00:00Z").day, -719_528);
        assert_eq!(at("9999-12-31").day, 2_932_896);
        assert_eq!(
            Moment::parse("1970-01-01T03:00:00", 10_800)
                .unwrap()
                .seconds,
            0
        );
        for bad in [
            "",
            "2024",
            "2024-13-01",
            "2023-02-29",
            "2024-01-01T25:00:00Z",
            "2024-01-01T10:00:00+99:00",
            "01/02/2024",
            "2024-01-01X",
        ] {
            assert_eq!(Moment::parse(bad, 0), None, "{bad}");
        }
    }

    #[test]
    fn later_is_judged_in_time_not_in_text() {
        assert!(at("2024-01-01T08:30:00Z").certainly_after(&at("2024-01-01T10:00:00+03:00")));
        assert!(!at("2024-01-01T10:00:00+03:00").certainly_after(&at("2024-01-01T08:00:00Z")));
        assert!(
            !at("2024-01-02T23:00:00Z").certainly_after(&at("2024-01-02")),
            "a deadline of a day is its end"
        );
        assert!(at("2024-01-03T00:00:00Z").certainly_after(&at("2024-01-02")));
    }

    #[test]
    fn lengths() {
        assert_eq!(at("2024-01-01").days_until(&at("2024-01-02")), 1.0);
        assert_eq!(
            at("2024-01-01T00:00:00Z").days_until(&at("2024-01-01T12:00:00Z")),
            0.5
        );
        assert_eq!(
            at("2024-01-03").days_until(&at("2024-01-01T12:00:00Z")),
            -2.0
        );
    }
}
