use std::fmt;
use std::sync::{Arc, LazyLock};

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::{Date, moment::Time};

/// Where a time of day holds.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Zone {
    /// Nowhere in particular.
    Local,
    /// So many seconds east of Greenwich.
    Offset(i32),
    /// A zone of the IANA database.
    Named(Arc<str>),
}

impl Zone {
    /// A zone of the database by its name; nothing when it is unknown.
    #[must_use]
    pub fn named(name: &str) -> Option<Zone> {
        if matches!(name, "Z" | "UTC" | "Etc/UTC" | "GMT" | "Etc/GMT") {
            return Some(if name == "Z" {
                Zone::Offset(0)
            } else {
                Zone::Named(name.into())
            });
        }
        if !name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b))
        {
            return None;
        }
        database(name).map(|_| Zone::Named(name.into()))
    }

    /// Seconds east of Greenwich at that local date and time; `None` for a local time.
    #[must_use]
    pub fn offset(&self, date: Date, time: &Time) -> Option<i32> {
        match self {
            Zone::Local => None,
            Zone::Offset(seconds) => Some(*seconds),
            Zone::Named(name) => Some(named_offset(name, date, time)),
        }
    }
}

/// The zones that come with the program, not those of the machine: the same everywhere.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone of the database.
pub(super) fn database(name: &str) -> Option<TimeZone> {
    ZONES.get(name).ok()
}

fn named_offset(name: &str, date: Date, time: &Time) -> i32 {
    let Some(zone) = database(name) else {
        return 0;
    };
    // The database holds for the years that jiff knows; beyond, the nearest one.
    let year = date.year().clamp(-9998, 9998) as i16;
    let day = date
        .day()
        .min(super::date::days_in(i64::from(year), date.month()));
    let civil = jiff::civil::DateTime::new(
        year,
        date.month() as i8,
        day as i8,
        time.hour() as i8,
        time.minute() as i8,
        time.second() as i8,
        0,
    );
    let Ok(civil) = civil else { return 0 };
    zone.to_ambiguous_timestamp(civil)
        .compatible()
        .map_or(0, |instant| zone.to_offset(instant).seconds())
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Local => Ok(()),
            Zone::Offset(0) => f.write_str("Z"),
            Zone::Offset(seconds) => {
                let all = seconds.unsigned_abs();
                write!(
                    f,
                    "{}{:02}:{:02}",
                    if *seconds < 0 { '-' } else { '+' },
                    all / 3600,
                    all / 60 % 60
                )?;
                if all % 60 == 0 {
                    Ok(())
                } else {
                    write!(f, ":{:02}", all % 60)
                }
            }
            Zone::Named(name) => write!(f, "@{name}"),
        }
    }
}
