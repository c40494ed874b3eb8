//! Dates, times and durations (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8): proleptic Gregorian, years −999,999,999 to 999,999,999.

mod date;
mod duration;
mod moment;
mod text;
mod zone;

pub use date::Date;
pub use duration::{DaysTime, YearsMonths};
pub use moment::{DateTime, Time};
pub use zone::Zone;

pub(crate) const NANOS: i128 = 1_000_000_000;
pub(crate) const DAY: i64 = 86_400;
