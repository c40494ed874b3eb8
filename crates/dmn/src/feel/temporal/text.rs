//! Reading ISO 8601 texts of dates, times and durations as XML Schema and DMN 1.5 (10.3.2.3.4 ff.) write them.

use super::{Date, DateTime, DaysTime, NANOS, Time, YearsMonths, Zone};

/// Longest text read.
const TEXT: usize = 120;

fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<i64> {
    (count.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

impl Date {
    /// `[-]YYYY-MM-DD`; a year of more than four digits does not begin with nought.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let mut parts = rest.splitn(3, '-');
        let year = parts.next()?;
        if year.len() > 4 && year.starts_with('0') {
            return None;
        }
        let year = digits(year, 4..=9)?;
        let (month, day) = (digits(parts.next()?, 2..=2)?, digits(parts.next()?, 2..=2)?);
        Date::new(sign * year, month, day)
    }
}

fn parse_zone(text: &str) -> Option<Zone> {
    match text.as_bytes().first() {
        None => Some(Zone::Local),
        Some(b'Z' | b'z') if text.len() == 1 => Some(Zone::Offset(0)),
        Some(b'@') => Zone::named(&text[1..]),
        Some(sign @ (b'+' | b'-')) => {
            let mut parts = text[1..].split(':');
            let hours = digits(parts.next()?, 2..=2)?;
            let minutes = digits(parts.next()?, 2..=2)?;
            let seconds = parts.next().map_or(Some(0), |s| digits(s, 2..=2))?;
            if parts.next().is_some()
                || hours > 18
                || minutes > 59
                || seconds > 59
                || (hours == 18 && minutes + seconds > 0)
            {
                return None;
            }
            let all = (hours * 3600 + minutes * 60 + seconds) as i32;
            Some(Zone::Offset(if *sign == b'-' { -all } else { all }))
        }
        _ => None,
    }
}

impl Time {
    /// `hh:mm:ss[.f][Z|±hh:mm[:ss]|@Area/City]`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Time> {
        if text.len() > TEXT || !text.is_ascii() || text.len() < 8 {
            return None;
        }
        let (clock, rest) = text.split_at(8);
        let mut parts = clock.split(':');
        let mut part = || digits(parts.next()?, 2..=2);
        let (hour, minute, second) = (part()?, part()?, part()?);
        let (nanos, rest) = match rest.strip_prefix('.') {
            None => (0, rest),
            Some(rest) => {
                let end = rest
                    .bytes()
                    .position(|b| !b.is_ascii_digit())
                    .unwrap_or(rest.len());
                (fraction(&rest[..end])?, &rest[end..])
            }
        };
        Time::new(hour, minute, second, nanos, parse_zone(rest)?)
    }
}

fn fraction(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let nine: String = text.chars().chain(std::iter::repeat('0')).take(9).collect();
    nine.parse().ok()
}

impl DateTime {
    /// `date` or `dateTtime`.
    #[must_use]
    pub fn parse(text: &str) -> Option<DateTime> {
        match text.split_once('T') {
            Some((date, time)) => match time.strip_prefix("24:00:00") {
                // XML Schema's end of the day is the next day's beginning.
                Some(zone) if !zone.starts_with('.') => {
                    let next = Date::parse(date)?.days().checked_add(1)?;
                    Some(DateTime {
                        date: Date::from_days(next)?,
                        time: Time::midnight(parse_zone(zone)?),
                    })
                }
                _ => Some(DateTime {
                    date: Date::parse(date)?,
                    time: Time::parse(time)?,
                }),
            },
            None => Some(DateTime {
                date: Date::parse(text)?,
                time: Time::midnight(Zone::Local),
            }),
        }
    }
}

/// Splits `12Y3M` into its numbers, in the order of `units`; each at most once, at least one.
fn units(text: &str, units: &[char]) -> Option<Vec<(i64, i64)>> {
    let mut found = vec![(0, 0); units.len()];
    let (mut rest, mut next) = (text, 0);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let unit = rest[end..].chars().next()?;
        let at = next + units[next..].iter().position(|u| *u == unit)?;
        let number = &rest[..end];
        found[at] = match number.split_once('.') {
            None => (digits(number, 1..=18)?, 0),
            Some((whole, part)) if unit == 'S' => (
                if whole.is_empty() {
                    0
                } else {
                    digits(whole, 1..=18)?
                },
                if part.is_empty() { 0 } else { fraction(part)? },
            ),
            Some(_) => return None,
        };
        next = at + 1;
        rest = &rest[end + unit.len_utf8()..];
    }
    (next > 0).then_some(found)
}

fn signed(text: &str) -> Option<(i128, &str)> {
    if text.len() > TEXT || !text.is_ascii() {
        return None;
    }
    match text.strip_prefix('-') {
        Some(rest) => Some((-1, rest.strip_prefix('P')?)),
        None => Some((1, text.strip_prefix('P')?)),
    }
}

impl YearsMonths {
    /// `[-]PnYnM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<YearsMonths> {
        let (sign, rest) = signed(text)?;
        let found = units(rest, &['Y', 'M'])?;
        let months = i128::from(found[0].0) * 12 + i128::from(found[1].0);
        i64::try_from(sign * months).ok().map(YearsMonths)
    }
}

impl DaysTime {
    /// `[-]PnDTnHnMnS`.
    #[must_use]
    pub fn parse(text: &str) -> Option<DaysTime> {
        let (sign, rest) = signed(text)?;
        let (days, time) = match rest.split_once('T') {
            Some((days, time)) => (days, Some(time)),
            None => (rest, None),
        };
        if days.is_empty() && time.is_none() {
            return None;
        }
        let days = if days.is_empty() {
            0
        } else {
            units(days, &['D'])?[0].0
        };
        let time = match time {
            Some(time) => units(time, &['H', 'M', 'S'])?,
            None => vec![(0, 0); 3],
        };
        let seconds = i128::from(days) * 86_400
            + i128::from(time[0].0) * 3600
            + i128::from(time[1].0) * 60
            + i128::from(time[2].0);
        DaysTime::from_nanos(sign * (seconds * NANOS + i128::from(time[2].1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_round_trip() {
        for text in [
            "2021-02-28T10:00:00.123@Europe/Paris",
            "2021-02-28T10:00:00Z",
            "-0012-01-31T00:00:00+02:00",
            "999999999-12-31T23:59:59",
        ] {
            assert_eq!(DateTime::parse(text).unwrap().to_string(), text);
        }
        for text in ["P1DT2H3M4.5S", "-PT36H", "PT0S"] {
            let shown = DaysTime::parse(text).unwrap().to_string();
            assert_eq!(DaysTime::parse(&shown), DaysTime::parse(text));
        }
        assert_eq!(YearsMonths::parse("P26M").unwrap().to_string(), "P2Y2M");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "2021-02-30",
            "02021-01-01",
            "21-01-01",
            "2021-1-1",
            "+2021-01-01",
            "2021-01-01Z",
            "",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in [
            "25:00:00",
            "10:00",
            "10:00:00+19:00",
            "10:00:00@Nowhere/City",
            "10:00:00.",
            "10:00:00 Z",
        ] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
        for text in ["P", "PT", "P1H", "P1M1D", "1D", "P1DT"] {
            assert_eq!(DaysTime::parse(text), None, "{text}");
        }
    }
}
