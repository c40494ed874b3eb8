//! Case numbers: digits only, since letters are read differently in each language over the phone.

use std::fmt;
use std::str::FromStr;

use crate::CaseId;

/// The largest ordinal that the number has room for.
pub const MAX_ORDINAL: i64 = 99_999_999;

/// `YYOO-OOOO-OOCC`: the year of opening, the ordinal within the log, two check digits
/// (ISO/IEC 7064, MOD 97-10: any one wrong digit and any swap of two neighbours is caught).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    year: u8,
    ordinal: u32,
}

/// Why a text is no case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not twelve digits.
    #[error("a case number has 12 digits, like 2600-0000-0197")]
    Shape,
    /// The check digits do not fit: a slip of the finger.
    #[error("the case number's check digits do not fit: compare it with the receipt")]
    Check,
}

impl CaseNumber {
    /// The number of case `id`, opened in `year` (for example 2026).
    ///
    /// # Errors
    /// [`NumberError::Shape`] past [`MAX_ORDINAL`] or outside the years 2000–2099.
    pub fn new(year: i16, id: CaseId) -> Result<Self, NumberError> {
        let year = u8::try_from(year - 2000).ok().filter(|y| *y < 100);
        let ordinal = u32::try_from(id.0)
            .ok()
            .filter(|n| (1..=MAX_ORDINAL as u32).contains(n));
        year.zip(ordinal)
            .map(|(year, ordinal)| Self { year, ordinal })
            .ok_or(NumberError::Shape)
    }

    /// The case that it names.
    pub fn id(self) -> CaseId {
        CaseId(i64::from(self.ordinal))
    }

    fn payload(self) -> u64 {
        u64::from(self.year) * 100_000_000 + u64::from(self.ordinal)
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shifted = self.payload() * 100;
        let n = shifted + (98 - shifted % 97);
        write!(
            f,
            "{:04}-{:04}-{:04}",
            n / 100_000_000,
            n / 10_000 % 10_000,
            n % 10_000
        )
    }
}

impl FromStr for CaseNumber {
    type Err = NumberError;

    /// Reads digits of any of the three scripts, with or without dashes and spaces.
    fn from_str(s: &str) -> Result<Self, NumberError> {
        let mut n = 0_u64;
        let mut digits = 0;
        for c in s
            .chars()
            .filter(|c| !matches!(c, '-' | ' ' | '\u{2010}'..='\u{2015}'))
        {
            let digit = match c {
                '0'..='9' => c as u32 - '0' as u32,
                '٠'..='٩' => c as u32 - '٠' as u32,
                '۰'..='۹' => c as u32 - '۰' as u32,
                _ => return Err(NumberError::Shape),
            };
            digits += 1;
            if digits > 12 {
                return Err(NumberError::Shape);
            }
            n = n * 10 + u64::from(digit);
        }
        if digits != 12 {
            return Err(NumberError::Shape);
        }
        if n % 97 != 1 {
            return Err(NumberError::Check);
        }
        let (year, ordinal) = (n / 10_000_000_000, n / 100 % 100_000_000);
        match (u8::try_from(year), u32::try_from(ordinal)) {
            (Ok(year), Ok(ordinal)) if ordinal > 0 => Ok(Self { year, ordinal }),
            _ => Err(NumberError::Shape),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_in_every_script() {
        let number = CaseNumber::new(2026, CaseId(483)).unwrap();
        let text = number.to_string();
        assert_eq!(text.len(), 14);
        assert_eq!(text.parse(), Ok(number));
        let arabic: String = text
            .chars()
            .map(|c| {
                c.to_digit(10)
                    .map_or(' ', |d| char::from_u32('٠' as u32 + d).unwrap())
            })
            .collect();
        assert_eq!(arabic.parse(), Ok(number));
        assert_eq!(number.id(), CaseId(483));
    }

    #[test]
    fn every_wrong_digit_and_every_swap_of_neighbours_is_caught() {
        let text = CaseNumber::new(2026, CaseId(48_371_926))
            .unwrap()
            .to_string()
            .replace('-', "");
        let digits: Vec<u8> = text.bytes().collect();
        for i in 0..12 {
            for d in b'0'..=b'9' {
                let mut wrong = digits.clone();
                wrong[i] = d;
                if wrong != digits {
                    let wrong = String::from_utf8(wrong).unwrap();
                    assert!(wrong.parse::<CaseNumber>().is_err(), "{wrong}");
                }
            }
            if i < 11 && digits[i] != digits[i + 1] {
                let mut swapped = digits.clone();
                swapped.swap(i, i + 1);
                let swapped = String::from_utf8(swapped).unwrap();
                assert!(swapped.parse::<CaseNumber>().is_err(), "{swapped}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_refused_and_not_guessed() {
        for text in [
            "",
            "1",
            "2600-0000-0198",
            "abcd-efgh-ijkl",
            "2600 0000 0197 1",
        ] {
            assert!(text.parse::<CaseNumber>().is_err(), "{text}");
        }
    }
}
