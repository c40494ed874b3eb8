//! Amounts of money: which currency has how many places.

/// An amount of money in minor units (cents, millimes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money<'a> {
    /// Minor units of the currency: 2500 is 25.00 EUR, but 2.500 TND.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: &'a str,
}

impl Money<'_> {
    /// The amount as a plain decimal, such as `-0.05`.
    pub(super) fn plain(self) -> String {
        let places = exponent(self.currency) as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let least = places + 1;
        let padded = format!("{:0>least$}", self.minor.unsigned_abs());
        let (whole, fraction) = padded.split_at(padded.len() - places);
        let point = if places == 0 { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }
}

/// Digits after the point (ISO 4217, table A.1).
pub(crate) fn exponent(currency: &str) -> u32 {
    match currency {
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::Money;
    use crate::lang::formats::Formats;
    use crate::lang::{Lang, Text, Texts};
    use jiff::tz::TimeZone;
    use std::sync::Arc;

    #[test]
    fn thousands_and_fractions_follow_the_language() {
        let n = |lang| Formats::of(lang).decimal("-1234567.50");
        assert_eq!(n(Lang::EN), "-1,234,567.50");
        assert_eq!(n(Lang::FR), "-1\u{202f}234\u{202f}567,50");
        assert_eq!(n(Lang::AR), "\u{200e}-1,234,567.50");
        assert_eq!(Formats::of(Lang::EN).decimal("999"), "999");
        assert_eq!(Formats::of(Lang::EN).decimal("no figure"), "no figure");
    }

    #[test]
    fn a_house_of_the_mashriq_has_its_digits_and_months() {
        let arabic = Lang::AR.language().clone();
        let arabic = arabic.with_locale("ar-LB-u-nu-arab").unwrap();
        arabic.make_known().unwrap();
        let formats = Formats::of(Lang::AR);
        assert_eq!(formats.decimal("1234567.50"), "١٬٢٣٤٬٥٦٧٫٥٠");
        assert_eq!(formats.digits("14:25"), "١٤:٢٥");
        assert_eq!(
            formats.date(jiff::civil::date(2026, 11, 24)),
            "٢٤ تشرين الثاني ٢٠٢٦"
        );
    }

    #[test]
    fn money_has_as_many_places_as_its_currency() {
        let texts = Arc::new(Texts::new().unwrap());
        let m = |minor, currency, lang| {
            let text = Text::new(Arc::clone(&texts), lang, TimeZone::UTC);
            text.money(Money { minor, currency })
        };
        assert_eq!(m(2500, "TND", Lang::EN), "TND\u{a0}2.500");
        assert_eq!(m(2500, "TND", Lang::AR), "2.500\u{a0}د.ت");
        assert_eq!(m(-5, "EUR", Lang::FR), "-0,05\u{a0}EUR");
        assert_eq!(
            m(1_200_000, "XOF", Lang::FR),
            "1\u{202f}200\u{202f}000\u{a0}XOF"
        );
        assert_eq!(
            m(i64::MIN, "JPY", Lang::EN),
            "JPY\u{a0}-9,223,372,036,854,775,808"
        );
    }
}
