//! Numbers: decimals of 34 significant digits, rounded half to even (IEEE 754-2008 decimal128; DMN 1.5, 10.3.2.3.1).
//!
//! Sums, products and comparisons of everyday numbers stay within 128 bits ([`arithmetic`]); what does not fit, roots and
//! logarithms are done in 76 digits ([`wide`]). Either way a result is rounded once, so it is the one of decimal128.

mod arithmetic;
mod text;
mod wide;

use std::cmp::Ordering;

/// Significant digits of a FEEL number.
const DIGITS: u32 = 34;
/// The first coefficient that has too many digits.
const LIMIT: u128 = 10u128.pow(DIGITS);
/// Largest adjusted exponent of decimal128; beyond it an operation has no value.
const EXPONENT: i32 = 6144;

/// A finite decimal number of at most 34 significant digits: its coefficient times ten to the power of its exponent.
#[derive(Clone, Copy)]
pub struct Number {
    /// In halves, so that a number takes 24 bytes and not 32.
    high: u64,
    low: u64,
    exponent: i16,
    negative: bool,
}

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
    pub const ZERO: Number = Number {
        high: 0,
        low: 0,
        exponent: 0,
        negative: false,
    };

    const fn coefficient(self) -> u128 {
        (self.high as u128) << 64 | self.low as u128
    }

    /// The number of these parts, as they are: the coefficient has at most 34 digits.
    const fn of(coefficient: u128, exponent: i16, negative: bool) -> Number {
        Number {
            high: (coefficient >> 64) as u64,
            low: coefficient as u64,
            exponent,
            negative: negative && coefficient != 0,
        }
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negate(self) -> Number {
        Number::of(self.coefficient(), self.exponent, !self.negative)
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Number {
        Number {
            negative: false,
            ..self
        }
    }

    /// Below nought.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.negative
    }

    /// Nought.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.high == 0 && self.low == 0
    }

    /// Without a fraction.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.whole().is_some()
    }

    /// Coefficient and exponent of a number without fraction; the exponent is not below nought.
    fn whole(self) -> Option<(u128, u32)> {
        let (coefficient, exponent) = (self.coefficient(), i32::from(self.exponent));
        if exponent >= 0 || coefficient == 0 {
            return Some((coefficient, exponent.max(0).unsigned_abs()));
        }
        let unit = arithmetic::power_of_ten(exponent.unsigned_abs())?;
        coefficient
            .is_multiple_of(unit)
            .then_some((coefficient / unit, 0))
    }

    /// The value when it is whole and fits.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        let (coefficient, exponent) = self.whole()?;
        let all = match (coefficient, exponent) {
            (0, _) => 0,
            (c, 0) => c,
            (c, exponent) => c.checked_mul(arithmetic::power_of_ten(exponent)?)?,
        };
        let all = i128::try_from(all).ok()?;
        i64::try_from(if self.negative { -all } else { all }).ok()
    }

    /// About how many characters its text has.
    pub(crate) fn length(self) -> u64 {
        u64::from(DIGITS) + u64::from(self.exponent.unsigned_abs())
    }

    /// The exponent of the first digit.
    fn adjusted(self) -> i32 {
        arithmetic::digits(self.coefficient()) as i32 - 1 + i32::from(self.exponent)
    }
}

impl From<i64> for Number {
    fn from(n: i64) -> Number {
        Number::of(u128::from(n.unsigned_abs()), 0, n < 0)
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
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => arithmetic::magnitudes(*self, *other),
            (true, true) => arithmetic::magnitudes(*other, *self),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    /// Any number of at most 34 digits, short ones often.
    fn numbers() -> impl Strategy<Value = Number> {
        let coefficient = prop_oneof![0u128..1000, 0..LIMIT, Just(LIMIT - 1), Just(5 * LIMIT / 10)];
        (coefficient, -45i16..45, any::<bool>()).prop_map(|(c, e, n)| Number::of(c, e, n))
    }

    proptest! {
        #[test]
        fn both_ways_to_compute_agree(a in numbers(), b in numbers()) {
            prop_assert_eq!(a.add(b), a.add_wide(b));
            prop_assert_eq!(a.multiply(b), a.multiply_wide(b));
            prop_assert_eq!(a.divide(b), a.divide_wide(b));
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            if a < b {
                prop_assert!(!a.subtract(b).unwrap().is_zero() || a.adjusted() < b.adjusted());
            }
            prop_assert_eq!(Number::parse(&a.to_string()), Some(a));
        }
    }
}
