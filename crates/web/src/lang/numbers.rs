//! Figures as each language writes them (CLDR 46 `numbers/symbols`).

use super::Lang;

/// The digits of Arabic pages. Case numbers, receipts and telephone numbers stay Latin either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// 0123456789, as in the Maghreb and on most Arab governments' sites.
    #[default]
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩, as in the Mashriq.
    ArabicIndic,
}

/// An amount of money in minor units (cents, millimes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money<'a> {
    /// Minor units of the currency: 2500 is 25.00 EUR, but 2.500 TND.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: &'a str,
}

/// Decimal sign and grouping sign.
struct Signs {
    decimal: char,
    group: char,
}

fn signs(lang: Lang, digits: Digits) -> Signs {
    match (lang, digits) {
        (Lang::Fr, _) => Signs {
            decimal: ',',
            group: '\u{202f}',
        },
        (Lang::Ar, Digits::ArabicIndic) => Signs {
            decimal: '٫',
            group: '٬',
        },
        (Lang::En | Lang::Ar, _) => Signs {
            decimal: '.',
            group: ',',
        },
    }
}

/// Replaces ASCII digits by the reader's.
pub(crate) fn localise(plain: &str, lang: Lang, digits: Digits) -> String {
    if lang != Lang::Ar || digits == Digits::Latin {
        return plain.to_owned();
    }
    plain
        .chars()
        .map(|c| {
            c.to_digit(10)
                .and_then(|d| char::from_u32(0x660 + d))
                .unwrap_or(c)
        })
        .collect()
}

/// Writes a plain decimal (`-1234.50`) with the language's signs and digits.
pub(crate) fn decimal(plain: &str, lang: Lang, digits: Digits) -> String {
    let (sign, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => ("\u{200e}-", rest),
        None => ("", plain),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let signs = signs(lang, digits);
    let mut out = String::from(if lang == Lang::Ar {
        sign
    } else {
        sign.trim_start_matches('\u{200e}')
    });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(signs.group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(signs.decimal);
        out.push_str(fraction);
    }
    localise(&out, lang, digits)
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

/// What an Arabic reader calls the currency (CLDR 46, `ar`); the code where there is no such sign.
fn arabic_sign(currency: &str) -> &str {
    match currency {
        "AED" => "د.إ",
        "BHD" => "د.ب",
        "DZD" => "د.ج",
        "EGP" => "ج.م",
        "IQD" => "د.ع",
        "JOD" => "د.أ",
        "KWD" => "د.ك",
        "LBP" => "ل.ل",
        "LYD" => "د.ل",
        "MAD" => "د.م",
        "OMR" => "ر.ع",
        "QAR" => "ر.ق",
        "SAR" => "ر.س",
        "SDG" => "ج.س",
        "SYP" => "ل.س",
        "TND" => "د.ت",
        "YER" => "ر.ي",
        other => other,
    }
}

/// An amount with its currency, joined by a space that does not break.
pub(crate) fn money(amount: Money<'_>, lang: Lang, digits: Digits) -> String {
    let places = exponent(amount.currency) as usize;
    let sign = if amount.minor < 0 { "-" } else { "" };
    let padded = format!(
        "{:0>width$}",
        amount.minor.unsigned_abs(),
        width = places + 1
    );
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let point = if places == 0 { "" } else { "." };
    let figure = decimal(&format!("{sign}{whole}{point}{fraction}"), lang, digits);
    match lang {
        Lang::Ar => format!("{figure}\u{a0}{}", arabic_sign(amount.currency)),
        Lang::En => format!("{}\u{a0}{figure}", amount.currency),
        Lang::Fr => format!("{figure}\u{a0}{}", amount.currency),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_and_fractions_follow_the_language() {
        let n = |lang, digits| decimal("-1234567.50", lang, digits);
        assert_eq!(n(Lang::En, Digits::Latin), "-1,234,567.50");
        assert_eq!(n(Lang::Fr, Digits::Latin), "-1\u{202f}234\u{202f}567,50");
        assert_eq!(n(Lang::Ar, Digits::Latin), "\u{200e}-1,234,567.50");
        assert_eq!(n(Lang::Ar, Digits::ArabicIndic), "\u{200e}-١٬٢٣٤٬٥٦٧٫٥٠");
        assert_eq!(decimal("999", Lang::En, Digits::Latin), "999");
    }

    #[test]
    fn money_has_as_many_places_as_its_currency() {
        let m = |minor, currency, lang| money(Money { minor, currency }, lang, Digits::Latin);
        assert_eq!(m(2500, "TND", Lang::En), "TND\u{a0}2.500");
        assert_eq!(m(2500, "TND", Lang::Ar), "2.500\u{a0}د.ت");
        assert_eq!(m(-5, "EUR", Lang::Fr), "-0,05\u{a0}EUR");
        assert_eq!(
            m(1_200_000, "XOF", Lang::Fr),
            "1\u{202f}200\u{202f}000\u{a0}XOF"
        );
        assert_eq!(
            m(i64::MIN, "JPY", Lang::En),
            "JPY\u{a0}-9,223,372,036,854,775,808"
        );
    }
}
