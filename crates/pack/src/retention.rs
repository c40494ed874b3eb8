//! How long what a closed case holds is kept, by the law that the pack names.

use std::fmt;
use std::str::FromStr;

use jiff::{Span, Timestamp};

use crate::Calendar;

/// A length of time in the office's calendar: `90 days`, `6 months`, `10 years`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    count: u16,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

/// What becomes of cases of this version after they closed. Without a rule nothing becomes of them by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// When they move to an archive.
    pub archive: Option<Age>,
    /// When their keys are destroyed.
    pub erase: Option<Erasure>,
}

/// When what a case holds is erased, and by which law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// So long after the case closed.
    pub after: Age,
    /// The law that says so.
    pub basis: String,
}

impl Age {
    /// The longest: a hundred years. Whoever wants more wants it for good, and leaves the rule out.
    pub const LONGEST: Age = Age {
        count: 100,
        unit: Unit::Year,
    };
    /// The shortest after which anything is erased: nobody could look at their case any more.
    pub const SHORTEST: Age = Age {
        count: 30,
        unit: Unit::Day,
    };

    /// When so much time has passed since a moment, by the office's calendar: the same hour of another day. Where that day does
    /// not exist, the last of its month.
    #[must_use]
    pub fn after(self, from: Timestamp, calendar: &Calendar) -> Timestamp {
        let at = from.to_zoned_datetime(calendar.zone().clone());
        let at = self.span().and_then(|span| at.checked_add(span));
        at.map_or(Timestamp::MAX, |at| at.timestamp())
    }

    /// The latest moment from which so much time may have passed until `now`: [`Age::after`] decides, this is for looking up.
    #[must_use]
    pub fn before(self, now: Timestamp, calendar: &Calendar) -> Timestamp {
        // Months differ by three days at most, and clocks are set by hours.
        const SLACK: i64 = 4;
        let at = now.to_zoned_datetime(calendar.zone().clone());
        let at = self
            .span()
            .and_then(|span| at.checked_sub(span))
            .and_then(|at| at.checked_add(Span::new().days(SLACK)));
        at.map_or(Timestamp::MIN, |at| at.timestamp())
    }

    fn span(self) -> Result<Span, jiff::Error> {
        let count = i64::from(self.count);
        match self.unit {
            Unit::Day => Span::new().try_days(count),
            Unit::Month => Span::new().try_months(count),
            Unit::Year => Span::new().try_years(count),
        }
    }

    /// To compare: in four-hundredths of a day, a year having 365.25 days and twelve months.
    #[must_use]
    pub fn length(self) -> u32 {
        let unit = match self.unit {
            Unit::Day => 400,
            Unit::Month => 12_175,
            Unit::Year => 146_100,
        };
        u32::from(self.count) * unit
    }
}

/// It is not written as an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a number of days, months or years: \"90 days\", \"6 months\", \"10 years\"")]
pub struct NoAge;

impl FromStr for Age {
    type Err = NoAge;

    fn from_str(text: &str) -> Result<Self, NoAge> {
        let (count, unit) = text.split_once(' ').ok_or(NoAge)?;
        let unit = match unit {
            "day" | "days" => Unit::Day,
            "month" | "months" => Unit::Month,
            "year" | "years" => Unit::Year,
            _ => return Err(NoAge),
        };
        if count.starts_with(['0', '+']) {
            return Err(NoAge);
        }
        let count = count.parse().map_err(|_| NoAge)?;
        Ok(Self { count, unit })
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        let many = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {unit}{many}", self.count)
    }
}
