use std::fmt;

use super::{DAY, NANOS};

/// A duration of days, hours, minutes and seconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct DaysTime {
    seconds: i64,
    nanos: i32,
}

impl DaysTime {
    /// From nanoseconds; nothing when it does not fit (about 292 thousand million years).
    #[must_use]
    pub fn from_nanos(nanos: i128) -> Option<DaysTime> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS)).ok()?;
        Some(DaysTime {
            seconds,
            nanos: nanos.rem_euclid(NANOS) as i32,
        })
    }

    /// From whole seconds.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> DaysTime {
        DaysTime { seconds, nanos: 0 }
    }

    /// All of it in nanoseconds.
    #[must_use]
    pub fn nanos(self) -> i128 {
        i128::from(self.seconds) * NANOS + i128::from(self.nanos)
    }
}

/// A duration of years and months.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct YearsMonths(
    /// All of it in months.
    pub i64,
);

impl fmt::Display for DaysTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.nanos();
        if all == 0 {
            return f.write_str("PT0S");
        }
        let seconds = (all.abs() / NANOS) as i64;
        let nanos = (all.abs() % NANOS) as i64;
        f.write_str(if all < 0 { "-P" } else { "P" })?;
        let part = |f: &mut fmt::Formatter<'_>, n: i64, unit: &str| {
            if n == 0 {
                Ok(())
            } else {
                write!(f, "{n}{unit}")
            }
        };
        part(f, seconds / DAY, "D")?;
        let time = seconds % DAY;
        if time != 0 || nanos != 0 {
            f.write_str("T")?;
            part(f, time / 3600, "H")?;
            part(f, time / 60 % 60, "M")?;
            match (time % 60, nanos) {
                (0, 0) => {}
                (seconds, 0) => write!(f, "{seconds}S")?,
                (seconds, nanos) => write!(
                    f,
                    "{seconds}.{}S",
                    format!("{nanos:09}").trim_end_matches('0')
                )?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for YearsMonths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let months = self.0.unsigned_abs();
        f.write_str(if self.0 < 0 { "-P" } else { "P" })?;
        match (months / 12, months % 12) {
            (0, months) => write!(f, "{months}M"),
            (years, 0) => write!(f, "{years}Y"),
            (years, months) => write!(f, "{years}Y{months}M"),
        }
    }
}
