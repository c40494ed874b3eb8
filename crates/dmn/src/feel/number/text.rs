//! Numbers from text and as text.

use std::fmt;

use super::{Number, arithmetic};

/// Longest text read as a number.
const TEXT: usize = 400;
/// Digits that fit in 128 bits; what follows only matters for rounding.
const KEPT: u32 = 38;

impl Number {
    /// Reads `[-]digits[.digits][e[±]digits]`, also `.digits`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Number> {
        if text.len() > TEXT {
            return None;
        }
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], exponent(&text[at + 1..])?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() || mantissa.ends_with('.') {
            return None;
        }
        let (mut coefficient, mut dropped, mut more) = (0u128, 0, false);
        for digit in whole.bytes().chain(fraction.bytes()) {
            if !digit.is_ascii_digit() {
                return None;
            }
            if arithmetic::digits(coefficient) < KEPT {
                coefficient = coefficient * 10 + u128::from(digit - b'0');
            } else {
                dropped += 1;
                more |= digit != b'0';
            }
        }
        arithmetic::narrowed(
            coefficient,
            exponent + dropped - fraction.len() as i32,
            negative,
            more,
        )
    }
}

fn exponent(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let plain =
        !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse::<i32>().ok())?.map(|n| sign * n)
}

/// Plain notation, without exponent and without zeros at the end of the fraction.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_str("0");
        }
        let digits = self.coefficient().to_string();
        let scale = -i32::from(self.exponent);
        if self.is_negative() {
            f.write_str("-")?;
        }
        if scale <= 0 {
            f.write_str(&digits)?;
            return f.write_str(&"0".repeat(scale.unsigned_abs() as usize));
        }
        let scale = scale as usize;
        let padded = if digits.len() <= scale {
            format!("{}{digits}", "0".repeat(scale + 1 - digits.len()))
        } else {
            digits
        };
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        let fraction = fraction.trim_end_matches('0');
        f.write_str(whole)?;
        if fraction.is_empty() {
            Ok(())
        } else {
            write!(f, ".{fraction}")
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
