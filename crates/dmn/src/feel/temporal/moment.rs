use std::cmp::Ordering;
use std::fmt;

use super::{DAY, Date, DaysTime, NANOS, Zone};

/// A time of day, with or without a zone.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Time {
    second_of_day: u32,
    nanos: u32,
    zone: Zone,
}

impl Time {
    /// The time of day, when there is one.
    #[must_use]
    pub fn new(hour: i64, minute: i64, second: i64, nanos: i64, zone: Zone) -> Option<Time> {
        let real =
            (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
        if !real || !(0..NANOS as i64).contains(&nanos) {
            return None;
        }
        Some(Time {
            second_of_day: (hour * 3600 + minute * 60 + second) as u32,
            nanos: nanos as u32,
            zone,
        })
    }

    /// Midnight.
    #[must_use]
    pub fn midnight(zone: Zone) -> Time {
        Time {
            second_of_day: 0,
            nanos: 0,
            zone,
        }
    }

    /// 0 to 23.
    #[must_use]
    pub fn hour(&self) -> i64 {
        i64::from(self.second_of_day / 3600)
    }

    /// 0 to 59.
    #[must_use]
    pub fn minute(&self) -> i64 {
        i64::from(self.second_of_day / 60 % 60)
    }

    /// 0 to 59.
    #[must_use]
    pub fn second(&self) -> i64 {
        i64::from(self.second_of_day % 60)
    }

    /// 0 to 999,999,999.
    #[must_use]
    pub fn nanosecond(&self) -> i64 {
        i64::from(self.nanos)
    }

    /// Where it holds.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The same time elsewhere.
    #[must_use]
    pub fn with_zone(&self, zone: Zone) -> Time {
        Time {
            zone,
            ..self.clone()
        }
    }

    pub(crate) fn of_day(&self) -> i128 {
        i128::from(self.second_of_day) * NANOS + i128::from(self.nanos)
    }

    pub(crate) fn from_of_day(nanos: i128, zone: Zone) -> Time {
        let nanos = nanos.rem_euclid(i128::from(DAY) * NANOS);
        Time {
            second_of_day: (nanos / NANOS) as u32,
            nanos: (nanos % NANOS) as u32,
            zone,
        }
    }

    /// The time so much later, round the clock.
    #[must_use]
    pub fn plus(&self, duration: DaysTime) -> Time {
        Time::from_of_day(self.of_day() + duration.nanos(), self.zone.clone())
    }

    /// Its nanoseconds after midnight in Greenwich, of a zone's offset on 1970-01-01; local times as they stand.
    pub(crate) fn universal(&self) -> i128 {
        let day = Date::from_days(0).expect("1970-01-01 is a date");
        self.of_day() - i128::from(self.zone.offset(day, self).unwrap_or(0)) * NANOS
    }

    /// The same second (what FEEL's `=` asks); nothing between a local and a zoned time.
    #[must_use]
    pub fn same_second(&self, other: &Time) -> Option<bool> {
        self.compare(other)?;
        Some(self.universal().div_euclid(NANOS) == other.universal().div_euclid(NANOS))
    }

    /// Which is earlier; nothing between a local and a zoned time.
    #[must_use]
    pub fn compare(&self, other: &Time) -> Option<Ordering> {
        if (self.zone == Zone::Local) != (other.zone == Zone::Local) {
            return None;
        }
        Some(self.universal().cmp(&other.universal()))
    }
}

/// A date with a time of day.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// The time of that day.
    pub time: Time,
}

impl DateTime {
    /// Seconds east of Greenwich; nothing for a local one.
    #[must_use]
    pub fn offset(&self) -> Option<i32> {
        self.time.zone.offset(self.date, &self.time)
    }

    fn local_nanos(&self) -> i128 {
        i128::from(self.date.days()) * i128::from(DAY) * NANOS + self.time.of_day()
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z; a local one as if it held in Greenwich.
    #[must_use]
    pub fn universal(&self) -> i128 {
        self.local_nanos() - i128::from(self.offset().unwrap_or(0)) * NANOS
    }

    /// The same second (what FEEL's `=` asks); nothing between a local and a zoned one.
    #[must_use]
    pub fn same_second(&self, other: &DateTime) -> Option<bool> {
        self.compare(other)?;
        Some(self.universal().div_euclid(NANOS) == other.universal().div_euclid(NANOS))
    }

    /// Which is earlier; nothing between a local and a zoned one.
    #[must_use]
    pub fn compare(&self, other: &DateTime) -> Option<Ordering> {
        if (self.time.zone == Zone::Local) != (other.time.zone == Zone::Local) {
            return None;
        }
        Some(self.universal().cmp(&other.universal()))
    }

    /// The date and time so much later: where a zone changes its clocks in between, by the time that has passed.
    #[must_use]
    pub fn plus(&self, duration: DaysTime) -> Option<DateTime> {
        if let Some(moved) = self.plus_in_zone(duration) {
            return Some(moved);
        }
        let nanos = self.local_nanos().checked_add(duration.nanos())?;
        let day = i128::from(DAY) * NANOS;
        let date = Date::from_days(i64::try_from(nanos.div_euclid(day)).ok()?)?;
        Some(DateTime {
            date,
            time: Time::from_of_day(nanos.rem_euclid(day), self.time.zone.clone()),
        })
    }

    /// In a zone of the database, for the years that it knows.
    fn plus_in_zone(&self, duration: DaysTime) -> Option<DateTime> {
        let Zone::Named(name) = &self.time.zone else {
            return None;
        };
        let zone = super::zone::database(name)?;
        let nanos = self.universal().checked_add(duration.nanos())?;
        let instant = jiff::Timestamp::from_nanosecond(nanos).ok()?;
        let civil = zone.to_datetime(instant);
        let date = Date::new(
            civil.year().into(),
            civil.month().into(),
            civil.day().into(),
        )?;
        let time = Time::new(
            civil.hour().into(),
            civil.minute().into(),
            civil.second().into(),
            civil.subsec_nanosecond().into(),
            self.time.zone.clone(),
        )?;
        Some(DateTime { date, time })
    }

    /// The instant in a zone of the database, from the caller's clock.
    #[must_use]
    pub fn at(now: jiff::Timestamp, zone: &jiff::tz::TimeZone) -> DateTime {
        let zoned = now.to_zoned_datetime(zone.clone());
        let (date, time) = (zoned.date(), zoned.time());
        let date = Date::new(
            i64::from(date.year()),
            i64::from(date.month()),
            i64::from(date.day()),
        )
        .expect("jiff gives real dates");
        let named = match zone.iana_name() {
            Some("UTC") | None => Zone::Offset(zoned.offset().seconds()),
            Some(name) => Zone::Named(name.into()),
        };
        let time = Time {
            second_of_day: time.hour() as u32 * 3600
                + time.minute() as u32 * 60
                + time.second() as u32,
            nanos: time.subsec_nanosecond() as u32,
            zone: named,
        };
        DateTime { date, time }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}:{:02}:{:02}",
            self.hour(),
            self.minute(),
            self.second()
        )?;
        if self.nanos != 0 {
            write!(f, ".{}", format!("{:09}", self.nanos).trim_end_matches('0'))?;
        }
        self.zone.fmt(f)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}
