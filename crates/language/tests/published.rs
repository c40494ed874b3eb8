//! Days as the comparative tables of the Umm al-Qura calendar print them, a century ago and in our time.

use jiff::civil::{Date, date};
use language::HijriDay;

const fn hijri(year: i16, month: u8, day: u8) -> HijriDay {
    HijriDay { year, month, day }
}

/// From the printed tables of 1343 and 1344, which the dataset `dralshehri/ummalqura-calendar` has typed.
const PRINTED: [(HijriDay, Date); 8] = [
    (hijri(1343, 1, 1), date(1924, 8, 1)),
    (hijri(1343, 2, 1), date(1924, 8, 31)),
    (hijri(1343, 6, 1), date(1924, 12, 27)),
    (hijri(1343, 9, 1), date(1925, 3, 27)),
    (hijri(1343, 12, 30), date(1925, 7, 22)),
    (hijri(1344, 1, 1), date(1925, 7, 23)),
    (hijri(1344, 6, 29), date(1926, 1, 14)),
    (hijri(1344, 9, 1), date(1926, 3, 15)),
];

#[test]
fn days_of_a_century_ago_are_those_that_were_printed() {
    for (hijri, gregorian) in PRINTED {
        assert_eq!(hijri.to_gregorian(), Ok(gregorian), "{hijri:?}");
        assert_eq!(HijriDay::of(gregorian), Some(hijri), "{gregorian}");
    }
}
