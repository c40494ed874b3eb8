//! Numbers: decimals of 34 significant digits, rounded half to even (IEEE 754-2008 decimal128; DMN 1.5, 10.3.2.3.1).
//!
//! Every operation is done in 76 digits and rounded once, so results are those of decimal128.

use std::cmp::Ordering;
use std::fmt;

use fastnum::decimal::{Context, RoundingMode};
use fastnum::{D128, D256};

/// Significant digits of a FEEL number.
const DIGITS: i32 = 34;
/// Largest adjusted exponent of decimal128; beyond it an operation has no value.
const EXPONENT: i32 = 6144;
/// Longest text read as a number.
const TEXT: usize = 400;

fn context(mode: RoundingMode) -> Context {
    Context::default().with_rounding_mode(mode).without_traps()
}

/// A finite decimal number of at most 34 significant digits.
#[derive(Clone, Copy)]
pub struct Number(D128);

/// How [`Number::rounded`] treats what lies between two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// To the nearest; halves away from zero.
    HalfUp,
    /// To the nearest; halves towards zero.
    HalfDown,
    /// To the nearest; halves to the even neighbour.
    HalfEven,
}

impl Number {
    /// Nought.
    pub const ZERO: Number = Number(D128::ZERO);

    fn wide(self) -> D256 {
        self.0
            .resize::<4>()
            .with_ctx(context(RoundingMode::HalfEven))
    }

    /// Rounds to 34 digits; nothing when the result is not a number of decimal128.
    fn narrow(wide: D256) -> Option<Number> {
        if !wide.is_finite() {
            return None;
        }
        let mut wide = wide.with_ctx(context(RoundingMode::HalfEven));
        // Twice: rounding 99…95 up gives one digit more.
        for _ in 0..2 {
            let over = wide.digits_count() as i32 - DIGITS;
            if over > 0 {
                let scale = i32::from(wide.fractional_digits_count()) - over;
                wide = wide.rescale(i16::try_from(scale).ok()?);
            }
        }
        if wide.is_zero() {
            return Some(Number::ZERO);
        }
        let adjusted = wide.digits_count() as i32 - 1 - i32::from(wide.fractional_digits_count());
        if adjusted > EXPONENT || adjusted < -EXPONENT {
            return None;
        }
        Some(Number(
            wide.resize::<2>().with_ctx(context(RoundingMode::HalfEven)),
        ))
    }

    /// Reads `[-]digits[.digits][e[±]digits]`, also `.digits`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Number> {
        if text.len() > TEXT || !is_number(text) {
            return None;
        }
        let wide = D256::from_str(text, context(RoundingMode::HalfEven)).ok()?;
        Number::narrow(wide)
    }

    /// The sum.
    #[must_use]
    pub fn add(self, other: Number) -> Option<Number> {
        // Operands more than 40 digits apart: the smaller cannot change 34 digits, and aligning them would not fit.
        if let Some(larger) = self.swallows(other) {
            return Some(larger);
        }
        Number::narrow(self.wide().add(other.wide()))
    }

    fn swallows(self, other: Number) -> Option<Number> {
        let (a, b) = (self.adjusted(), other.adjusted());
        match (self.is_zero(), other.is_zero()) {
            (true, _) => Some(other),
            (_, true) => Some(self),
            _ if a - b > 40 => Some(self),
            _ if b - a > 40 => Some(other),
            _ => None,
        }
    }

    fn adjusted(self) -> i32 {
        self.0.digits_count() as i32 - 1 - i32::from(self.0.fractional_digits_count())
    }

    /// The difference.
    #[must_use]
    pub fn subtract(self, other: Number) -> Option<Number> {
        self.add(other.negate())
    }

    /// The product.
    #[must_use]
    pub fn multiply(self, other: Number) -> Option<Number> {
        Number::narrow(self.wide().mul(other.wide()))
    }

    /// The quotient; nothing when dividing by nought.
    #[must_use]
    pub fn divide(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        Number::narrow(self.wide().div(other.wide()))
    }

    /// `self` to the power of `other`.
    #[must_use]
    pub fn power(self, other: Number) -> Option<Number> {
        match other.to_i64() {
            Some(n) => self.whole_power(n),
            None if self.is_negative() => None,
            None if self.is_zero() => Some(Number::ZERO),
            None => Number::narrow(self.wide().ln().mul(other.wide()).exp()),
        }
    }

    fn whole_power(self, n: i64) -> Option<Number> {
        let (mut left, mut base, mut product) =
            (n.unsigned_abs(), self.wide(), Number::from(1).wide());
        while left > 0 {
            if left & 1 == 1 {
                product = product.mul(base);
            }
            left >>= 1;
            if left > 0 {
                base = base.mul(base);
            }
            if !product.is_finite() || !base.is_finite() {
                return None;
            }
        }
        if n < 0 {
            if product.is_zero() {
                return None;
            }
            product = Number::from(1).wide().div(product);
        }
        Number::narrow(product)
    }

    /// `self - other * floor(self / other)`: the sign is the divisor's (FEEL's `modulo`).
    #[must_use]
    pub fn modulo(self, other: Number) -> Option<Number> {
        if other.is_zero() || (self.adjusted() - other.adjusted()) > 70 {
            return None;
        }
        let rest = self.wide().rem(other.wide());
        let rest = Number::narrow(rest)?;
        if !rest.is_zero() && rest.is_negative() != other.is_negative() {
            rest.add(other)
        } else {
            Some(rest)
        }
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negate(self) -> Number {
        if self.is_zero() {
            self
        } else {
            Number(self.0.neg())
        }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Number {
        Number(self.0.abs())
    }

    /// Rounded to `scale` digits after the point (before it, when negative).
    #[must_use]
    pub fn rounded(self, scale: i64, rounding: Rounding) -> Option<Number> {
        let scale = i16::try_from(scale)
            .ok()
            .filter(|s| (-6111..=6176).contains(s))?;
        if i32::from(self.0.fractional_digits_count()) <= i32::from(scale) {
            return Some(self);
        }
        let mode = match rounding {
            Rounding::Up => RoundingMode::Up,
            Rounding::Down => RoundingMode::Down,
            Rounding::HalfUp => RoundingMode::HalfUp,
            Rounding::HalfDown => RoundingMode::HalfDown,
            Rounding::HalfEven => RoundingMode::HalfEven,
        };
        Number::narrow(self.wide().with_ctx(context(mode)).rescale(scale))
    }

    /// The largest number not above this one with `scale` digits after the point.
    #[must_use]
    pub fn floor(self, scale: i64) -> Option<Number> {
        self.rounded(
            scale,
            if self.is_negative() {
                Rounding::Up
            } else {
                Rounding::Down
            },
        )
    }

    /// The smallest number not below this one with `scale` digits after the point.
    #[must_use]
    pub fn ceiling(self, scale: i64) -> Option<Number> {
        self.rounded(
            scale,
            if self.is_negative() {
                Rounding::Down
            } else {
                Rounding::Up
            },
        )
    }

    /// The square root of a number that is not negative.
    #[must_use]
    pub fn sqrt(self) -> Option<Number> {
        if self.is_negative() {
            None
        } else {
            Number::narrow(self.wide().sqrt())
        }
    }

    /// e to the power of the number.
    #[must_use]
    pub fn exp(self) -> Option<Number> {
        if self.adjusted() > 4 {
            return if self.is_negative() {
                Some(Number::ZERO)
            } else {
                None
            };
        }
        Number::narrow(self.wide().exp())
    }

    /// The natural logarithm of a positive number.
    #[must_use]
    pub fn ln(self) -> Option<Number> {
        if self.is_negative() || self.is_zero() {
            None
        } else {
            Number::narrow(self.wide().ln())
        }
    }

    /// Below nought.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_negative() && !self.0.is_zero()
    }

    /// Nought.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Without a fraction.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.floor(0).is_some_and(|floor| floor == self)
    }

    /// The value when it is whole and fits.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        if !self.is_whole() || self.adjusted() > 18 {
            return None;
        }
        self.to_string().parse().ok()
    }
}

fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let mantissa = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole.is_empty() || digits(whole)) && digits(fraction),
        None => digits(mantissa),
    };
    let exponent = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['+', '-']).unwrap_or(e);
        digits(e) && e.len() <= 5
    });
    mantissa && exponent
}

impl From<i64> for Number {
    fn from(n: i64) -> Number {
        Number(D128::from(n).with_ctx(context(RoundingMode::HalfEven)))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        self.wide().cmp(&other.wide())
    }
}

/// Plain notation, without exponent and without zeros at the end of the fraction.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_str("0");
        }
        let digits = self.0.digits().to_string();
        let scale = i32::from(self.0.fractional_digits_count());
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

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::parse(text).expect("a number")
    }

    #[test]
    fn results_have_34_digits() {
        assert_eq!(
            n("1").divide(n("3")).unwrap().to_string(),
            "0.3333333333333333333333333333333333"
        );
        assert_eq!(
            n("2").divide(n("3")).unwrap().to_string(),
            "0.6666666666666666666666666666666667"
        );
        assert_eq!(
            n("9999999999999999999999999999999999")
                .add(n("0.5"))
                .unwrap()
                .to_string(),
            "10000000000000000000000000000000000"
        );
        assert_eq!(n("0.1").add(n("0.2")).unwrap(), n("0.3"));
    }

    #[test]
    fn far_apart_operands_do_not_lose_the_larger() {
        assert_eq!(n("1e300").add(n("1e-300")).unwrap(), n("1e300"));
        assert_eq!(n("1e-300").subtract(n("1e300")).unwrap(), n("-1e300"));
    }

    #[test]
    fn powers_and_roots() {
        assert_eq!(n("2").power(n("10")).unwrap(), n("1024"));
        assert_eq!(n("2").power(n("-2")).unwrap(), n("0.25"));
        assert_eq!(n("16").sqrt().unwrap(), n("4"));
        assert!(n("10").power(n("7000")).is_none());
        assert!(n("1").divide(n("0")).is_none());
    }

    #[test]
    fn modulo_takes_the_sign_of_the_divisor() {
        assert_eq!(n("-12").modulo(n("5")).unwrap(), n("3"));
        assert_eq!(n("12").modulo(n("-5")).unwrap(), n("-3"));
        assert_eq!(n("10.1").modulo(n("4.5")).unwrap(), n("1.1"));
    }

    #[test]
    fn text_is_plain() {
        assert_eq!(n("1.50").to_string(), "1.5");
        assert_eq!(n("-0.00012").to_string(), "-0.00012");
        assert_eq!(n("1e3").to_string(), "1000");
        assert_eq!(n("-0").to_string(), "0");
        assert!(Number::parse("1e99999").is_none());
        assert!(Number::parse("--1").is_none());
    }
}
