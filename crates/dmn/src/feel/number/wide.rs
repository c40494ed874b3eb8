//! What needs more than 128 bits: 76 digits, then rounded once to 34.

use fastnum::decimal::{Context, RoundingMode, Sign};
use fastnum::{D256, U256};

use super::{Number, arithmetic};

/// Digits that fit in 128 bits.
const KEPT: u32 = 38;
/// Operands so many digits apart: the smaller cannot change 34 digits, and aligning them would not fit.
const APART: i32 = 40;
/// Dividends so many digits above their divisor have no remainder here.
const REMAINDER: i32 = 70;

fn context() -> Context {
    Context::default()
        .with_rounding_mode(RoundingMode::HalfEven)
        .without_traps()
}

impl Number {
    fn wide(self) -> D256 {
        let sign = if self.negative {
            Sign::Minus
        } else {
            Sign::Plus
        };
        let digits = U256::from_u128(self.coefficient()).expect("128 bits fit in 256");
        D256::from_parts(digits, self.exponent.into(), sign, context())
    }

    /// Rounds to 34 digits; nothing when the result is not a number of decimal128.
    fn narrow(wide: D256) -> Option<Number> {
        if !wide.is_finite() {
            return None;
        }
        let (digits, exponent) = (wide.digits(), -i32::from(wide.fractional_digits_count()));
        let over = (wide.digits_count() as u32).saturating_sub(KEPT);
        // The first 38 digits, and whether more follow: the last rounding is done there, once.
        let unit = U256::TEN.pow(over);
        let coefficient = u128::try_from(digits / unit).ok()?;
        let more = !(digits % unit).is_zero();
        arithmetic::narrowed(
            coefficient,
            exponent + over as i32,
            wide.is_negative(),
            more,
        )
    }

    pub(super) fn add_wide(self, other: Number) -> Option<Number> {
        let (a, b) = (self.adjusted(), other.adjusted());
        match (self.is_zero(), other.is_zero()) {
            (true, _) => Some(other),
            (_, true) => Some(self),
            _ if a - b > APART => Some(self),
            _ if b - a > APART => Some(other),
            _ => Number::narrow(self.wide().add(other.wide())),
        }
    }

    pub(super) fn multiply_wide(self, other: Number) -> Option<Number> {
        Number::narrow(self.wide().mul(other.wide()))
    }

    /// What [`Number::divide`] must give: the tests compare.
    #[cfg(test)]
    pub(super) fn divide_wide(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        Number::narrow(self.wide().div(other.wide()))
    }

    pub(super) fn remainder_wide(self, other: Number) -> Option<Number> {
        if self.adjusted() - other.adjusted() > REMAINDER {
            return None;
        }
        Number::narrow(self.wide().rem(other.wide()))
    }

    /// `self` to the power of `other`.
    #[must_use]
    pub fn power(self, other: Number) -> Option<Number> {
        match other.to_i64() {
            Some(n) => self.whole_power(n),
            None if self.is_negative() => None,
            None if self.is_zero() => (!other.is_negative()).then_some(Number::ZERO),
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

    /// The square root of a number that is not negative.
    #[must_use]
    pub fn sqrt(self) -> Option<Number> {
        if self.is_negative() {
            return None;
        }
        // The root of the coefficient at an even exponent, which is halved.
        let odd = i32::from(self.exponent).rem_euclid(2);
        let half = (i32::from(self.exponent) - odd) / 2;
        let digits = U256::from_u128(self.coefficient()).expect("128 bits fit in 256");
        let root = D256::from_parts(digits, odd, Sign::Plus, context()).sqrt();
        let root = Number::narrow(root)?;
        arithmetic::narrowed(
            root.coefficient(),
            i32::from(root.exponent) + half,
            false,
            false,
        )
    }

    /// e to the power of the number.
    #[must_use]
    pub fn exp(self) -> Option<Number> {
        if self.adjusted() > 4 {
            return self.is_negative().then_some(Number::ZERO);
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
}
