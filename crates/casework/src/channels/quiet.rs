//! Quiet hours: a function of the hours, the zone and the time.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::record::fact::Quiet;

/// When the quiet hours end in which a time lies; none where it lies in none. The clock of the zone counts: on the night of
/// a change of the clock, hours may be an hour longer or shorter, and one that does not exist begins when the next does.
pub fn end_of(quiet: Quiet, zone: &TimeZone, at: Timestamp) -> Option<Timestamp> {
    let local = zone.to_datetime(at);
    let minute =
        u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs());
    let past_midnight = quiet.from > quiet.until;
    let inside = if past_midnight {
        minute >= quiet.from || minute < quiet.until
    } else {
        (quiet.from..quiet.until).contains(&minute)
    };
    if !inside {
        return None;
    }
    let tomorrow = past_midnight && minute >= quiet.from;
    let date = if tomorrow {
        local.date().checked_add(1.day()).ok()?
    } else {
        local.date()
    };
    let (hour, minute) = (quiet.until / 60, quiet.until % 60);
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    let end = zone.to_timestamp(date.to_datetime(time)).ok()?;
    Some(end).filter(|end| *end > at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIGHT: Quiet = Quiet {
        from: 22 * 60,
        until: 7 * 60,
    };

    fn end(quiet: Quiet, at: &str) -> Option<String> {
        let zone = TimeZone::get("Asia/Beirut").unwrap();
        end_of(quiet, &zone, at.parse().unwrap()).map(|t| t.to_string())
    }

    #[test]
    fn a_night_ends_in_the_morning_of_the_zone() {
        // Beirut is two hours ahead of UTC in winter.
        assert_eq!(end(NIGHT, "2026-11-24T19:59:59Z"), None);
        assert_eq!(
            end(NIGHT, "2026-11-24T20:00:00Z").as_deref(),
            Some("2026-11-25T05:00:00Z")
        );
        assert_eq!(
            end(NIGHT, "2026-11-25T04:59:00Z").as_deref(),
            Some("2026-11-25T05:00:00Z")
        );
        assert_eq!(end(NIGHT, "2026-11-25T05:00:00Z"), None);
    }

    #[test]
    fn hours_of_a_day_end_on_that_day() {
        let noon = Quiet {
            from: 12 * 60,
            until: 13 * 60 + 30,
        };
        assert_eq!(
            end(noon, "2026-11-24T10:15:00Z").as_deref(),
            Some("2026-11-24T11:30:00Z")
        );
        assert_eq!(end(noon, "2026-11-24T11:30:00Z"), None);
    }

    #[test]
    fn a_changed_clock_does_not_move_the_morning() {
        // On 29 March 2026 Beirut's clocks go from 00:00 to 01:00.
        assert_eq!(
            end(NIGHT, "2026-03-28T21:00:00Z").as_deref(),
            Some("2026-03-29T04:00:00Z")
        );
    }
}
