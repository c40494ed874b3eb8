//! Working days: what deadlines count in.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;

/// A day in microseconds.
const DAY: i64 = 86_400_000_000;
/// Most days looked at in one computation: a hundred years.
const DAYS: usize = 36_600;

/// The working days of an office. A working day is the 24 hours of a day that is neither weekend nor holiday in the office's zone.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    weekend: BTreeSet<i8>,
    holidays: BTreeSet<Date>,
}

impl Calendar {
    pub(crate) fn new(zone: TimeZone, weekend: &[Weekday], holidays: BTreeSet<Date>) -> Calendar {
        Calendar {
            zone,
            weekend: weekend.iter().map(|d| d.to_monday_one_offset()).collect(),
            holidays,
        }
    }

    /// The office's zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Neither weekend nor holiday.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        !self.weekend.contains(&day.weekday().to_monday_one_offset())
            && !self.holidays.contains(&day)
    }

    /// So many working days after `from`: one day after Friday 10:00 is Monday 10:00 where Saturday and Sunday are off.
    #[must_use]
    pub fn deadline(&self, from: Timestamp, working_days: u32) -> Timestamp {
        self.resume(from, i64::from(working_days) * DAY)
    }

    /// So many working days before `due`.
    #[must_use]
    pub fn before(&self, due: Timestamp, working_days: u32) -> Timestamp {
        self.resume(due, -i64::from(working_days) * DAY)
    }

    /// Working time from `now` to `due` in microseconds; negative when it is past.
    #[must_use]
    pub fn left(&self, now: Timestamp, due: Timestamp) -> i64 {
        if due < now {
            return -self.left(due, now);
        }
        let (from, to) = (self.civil(now), self.civil(due));
        let mut day = from.date();
        let mut sum = 0;
        for _ in 0..DAYS {
            if day > to.date() {
                break;
            }
            if self.is_working(day) {
                let start = if day == from.date() {
                    of_day(from.time())
                } else {
                    0
                };
                let end = if day == to.date() {
                    of_day(to.time())
                } else {
                    DAY
                };
                sum += end - start;
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        sum
    }

    /// When so much working time (microseconds; backwards when negative) after `now` has passed.
    #[must_use]
    pub fn resume(&self, now: Timestamp, left: i64) -> Timestamp {
        let at = self.civil(now);
        let (mut day, mut clock, mut rest) = (at.date(), of_day(at.time()), left);
        for _ in 0..DAYS {
            let working = self.is_working(day);
            if rest >= 0 {
                let room = if working { DAY - clock } else { 0 };
                if working && rest <= room {
                    return self.instant(day, clock + rest);
                }
                rest -= room;
                clock = 0;
            } else {
                let room = if working { clock } else { 0 };
                if working && -rest <= room {
                    return self.instant(day, clock + rest);
                }
                rest += room;
                clock = DAY;
            }
            let Ok(next) = (if left >= 0 {
                day.tomorrow()
            } else {
                day.yesterday()
            }) else {
                break;
            };
            day = next;
        }
        self.instant(day, 0)
    }

    /// Working days between two times, begun ones counted whole.
    #[must_use]
    pub fn working_days(&self, from: Timestamp, to: Timestamp) -> u32 {
        Self::days(self.left(from, to))
    }

    /// So much working time (microseconds) as days, a begun one counted whole.
    #[must_use]
    pub fn days(working: i64) -> u32 {
        u32::try_from((working.max(0) + DAY - 1) / DAY).unwrap_or(u32::MAX)
    }

    fn civil(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }

    fn instant(&self, day: Date, clock: i64) -> Timestamp {
        let (day, clock) = if clock >= DAY {
            (day.tomorrow().unwrap_or(day), 0)
        } else {
            (day, clock)
        };
        let seconds = clock / 1_000_000;
        let time = Time::new(
            (seconds / 3600) as i8,
            (seconds / 60 % 60) as i8,
            (seconds % 60) as i8,
            (clock % 1_000_000 * 1000) as i32,
        );
        let local = day.to_datetime(time.unwrap_or(Time::midnight()));
        self.zone
            .to_ambiguous_timestamp(local)
            .compatible()
            .unwrap_or(Timestamp::MAX)
    }
}

fn of_day(time: Time) -> i64 {
    let seconds =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    seconds * 1_000_000 + i64::from(time.subsec_nanosecond()) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let zone = TimeZone::get("Asia/Beirut").unwrap();
        let holidays = [jiff::civil::date(2026, 12, 25)].into_iter().collect();
        Calendar::new(zone, &[Weekday::Saturday, Weekday::Sunday], holidays)
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        // Thursday 24 December 2026, 10:00 in Beirut; Friday is Christmas.
        assert_eq!(
            calendar().deadline(at("2026-12-24T08:00:00Z"), 1),
            at("2026-12-28T08:00:00Z")
        );
        assert_eq!(
            calendar().deadline(at("2026-11-27T08:00:00Z"), 1),
            at("2026-11-30T08:00:00Z")
        );
        // Asked on a Saturday: counted from Monday, midnight.
        assert_eq!(
            calendar().deadline(at("2026-11-28T10:00:00Z"), 2),
            at("2026-12-01T22:00:00Z")
        );
        assert_eq!(
            calendar().before(at("2026-11-30T08:00:00Z"), 1),
            at("2026-11-27T08:00:00Z")
        );
    }

    #[test]
    fn paused_time_is_given_back_whole() {
        let calendar = calendar();
        let due = calendar.deadline(at("2026-11-24T09:30:00Z"), 15);
        let left = calendar.left(at("2026-11-26T12:00:00Z"), due);
        assert_eq!(calendar.resume(at("2026-11-26T12:00:00Z"), left), due);
        let later = calendar.resume(at("2026-12-03T12:00:00Z"), left);
        assert_eq!(calendar.left(at("2026-12-03T12:00:00Z"), later), left);
        assert_eq!(calendar.left(due, at("2026-11-26T12:00:00Z")), -left);
    }

    #[test]
    fn begun_days_count() {
        assert_eq!(
            calendar().working_days(at("2026-11-24T08:00:00Z"), at("2026-11-24T08:00:01Z")),
            1
        );
        assert_eq!(
            calendar().working_days(at("2026-11-27T08:00:00Z"), at("2026-11-30T08:00:00Z")),
            1
        );
        assert_eq!(
            calendar().working_days(at("2026-11-28T08:00:00Z"), at("2026-11-28T09:00:00Z")),
            0
        );
    }
}
