//! What fits in 128 bits, exactly and then rounded once.

use std::cmp::Ordering;

use super::{DIGITS, EXPONENT, LIMIT, Number, Rounding};

/// With so small an exponent, 34 digits are a number of decimal128.
const NEAR: u32 = 6_000;

/// The powers of ten that 128 bits hold.
const POWERS: [u128; 39] = {
    let mut powers = [1u128; 39];
    let mut at = 1;
    while at < 39 {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

pub(super) fn power_of_ten(exponent: u32) -> Option<u128> {
    POWERS.get(exponent as usize).copied()
}

/// How many digits it has; one for nought.
pub(super) fn digits(coefficient: u128) -> u32 {
    coefficient.checked_ilog10().unwrap_or(0) + 1
}

/// A whole part and what is left of its divisor, as one whole number.
fn round(whole: u128, rest: u128, divisor: u128, rounding: Rounding) -> u128 {
    // Compared with its complement, because twice the rest may not fit.
    let half = rest.cmp(&(divisor - rest));
    let up = match rounding {
        Rounding::Up => rest > 0,
        Rounding::Down => false,
        Rounding::HalfUp => half.is_ge(),
        Rounding::HalfDown => half.is_gt(),
        Rounding::HalfEven => half.is_gt() || (half.is_eq() && whole % 2 == 1),
    };
    whole + u128::from(up && rest > 0)
}

/// The number of these parts in 34 digits; nothing when decimal128 has none. `more`: digits that are not nought follow.
pub(super) fn narrowed(
    coefficient: u128,
    exponent: i32,
    negative: bool,
    more: bool,
) -> Option<Number> {
    // Nearly every number: nothing to round away, and far from the ends of the exponent. Counting digits costs more than adding.
    if coefficient < LIMIT && exponent.unsigned_abs() < NEAR {
        if coefficient == 0 {
            return Some(Number::ZERO);
        }
        return Some(Number::of(coefficient, exponent as i16, negative));
    }
    let (mut coefficient, mut exponent) = (coefficient, exponent);
    let over = digits(coefficient).saturating_sub(DIGITS);
    if over > 0 {
        let unit = POWERS[over as usize];
        let (whole, rest) = (coefficient / unit, coefficient % unit);
        let exact_half = rest == unit / 2;
        coefficient = if exact_half && more {
            whole + 1
        } else {
            round(whole, rest, unit, Rounding::HalfEven)
        };
        exponent += over as i32;
        if coefficient == LIMIT {
            (coefficient, exponent) = (LIMIT / 10, exponent + 1);
        }
    }
    if coefficient == 0 {
        return Some(Number::ZERO);
    }
    let adjusted = digits(coefficient) as i32 - 1 + exponent;
    if !(-EXPONENT..=EXPONENT).contains(&adjusted) {
        return None;
    }
    Some(Number::of(
        coefficient,
        i16::try_from(exponent).ok()?,
        negative,
    ))
}

/// Two coefficients at the smaller of two exponents, where both fit.
fn aligned(a: Number, b: Number) -> Option<(u128, u128, i16)> {
    let (x, y) = (a.coefficient(), b.coefficient());
    match a.exponent.cmp(&b.exponent) {
        Ordering::Equal => Some((x, y, a.exponent)),
        Ordering::Greater => {
            let unit = power_of_ten(a.exponent.abs_diff(b.exponent).into())?;
            Some((x.checked_mul(unit)?, y, b.exponent))
        }
        Ordering::Less => {
            let unit = power_of_ten(a.exponent.abs_diff(b.exponent).into())?;
            Some((x, y.checked_mul(unit)?, a.exponent))
        }
    }
}

/// The order of two numbers without their signs.
pub(super) fn magnitudes(a: Number, b: Number) -> Ordering {
    if a.exponent == b.exponent || a.is_zero() || b.is_zero() {
        return a.coefficient().cmp(&b.coefficient());
    }
    match a.adjusted().cmp(&b.adjusted()) {
        Ordering::Equal => {
            let (x, y, _) =
                aligned(a, b).expect("numbers of equal size have 34 digits when aligned");
            x.cmp(&y)
        }
        order => order,
    }
}

impl Number {
    /// The sum.
    #[must_use]
    #[expect(
        clippy::should_implement_trait,
        reason = "a sum may have no value, so it is no `+`"
    )]
    pub fn add(self, other: Number) -> Option<Number> {
        let Some((a, b, exponent)) = aligned(self, other) else {
            return self.add_wide(other);
        };
        if self.negative == other.negative {
            return match a.checked_add(b) {
                Some(sum) => narrowed(sum, exponent.into(), self.negative, false),
                None => self.add_wide(other),
            };
        }
        let negative = if a > b { self.negative } else { other.negative };
        narrowed(a.abs_diff(b), exponent.into(), negative, false)
    }

    /// The difference.
    #[must_use]
    pub fn subtract(self, other: Number) -> Option<Number> {
        self.add(other.negate())
    }

    /// The product.
    #[must_use]
    pub fn multiply(self, other: Number) -> Option<Number> {
        match self.coefficient().checked_mul(other.coefficient()) {
            Some(product) => {
                let exponent = i32::from(self.exponent) + i32::from(other.exponent);
                narrowed(product, exponent, self.negative != other.negative, false)
            }
            None => self.multiply_wide(other),
        }
    }

    /// The quotient; nothing when dividing by nought.
    #[must_use]
    pub fn divide(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        let divisor = other.coefficient();
        let mut exponent = i32::from(self.exponent) - i32::from(other.exponent);
        let (mut whole, mut rest) = (self.coefficient() / divisor, self.coefficient() % divisor);
        // Long division, as many digits at once as fit, until one digit more than is kept.
        while rest != 0 && digits(whole) <= DIGITS {
            let room = (u128::MAX / divisor).ilog10().max(1);
            let step = room
                .min(DIGITS + 1 - digits(whole) + u32::from(whole == 0))
                .max(1);
            let unit = POWERS[step as usize];
            whole = whole * unit + rest * unit / divisor;
            rest = rest * unit % divisor;
            exponent -= step as i32;
        }
        let quotient = narrowed(whole, exponent, self.negative != other.negative, rest != 0)?;
        Some(if rest == 0 {
            quotient.without_zeros(0)
        } else {
            quotient
        })
    }

    /// Without zeros at the end of its fraction, as far as `exponent`.
    fn without_zeros(self, exponent: i16) -> Number {
        let mut short = (self.coefficient(), self.exponent);
        while short.1 < exponent && short.0 != 0 && short.0.is_multiple_of(10) {
            short = (short.0 / 10, short.1 + 1);
        }
        Number::of(short.0, short.1, self.negative)
    }

    /// `self - other * floor(self / other)`: the sign is the divisor's (FEEL's `modulo`).
    #[must_use]
    pub fn modulo(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        let rest = match aligned(self, other) {
            Some((a, b, exponent)) => narrowed(a % b, exponent.into(), self.negative, false)?,
            None => self.remainder_wide(other)?,
        };
        if !rest.is_zero() && rest.is_negative() != other.is_negative() {
            rest.add(other)
        } else {
            Some(rest)
        }
    }

    /// Rounded to `scale` digits after the point (before it, when negative).
    #[must_use]
    pub fn rounded(self, scale: i64, rounding: Rounding) -> Option<Number> {
        let scale = i16::try_from(scale)
            .ok()
            .filter(|s| (-6111..=6176).contains(s))?;
        let over = -(i32::from(self.exponent) + i32::from(scale));
        if over <= 0 {
            return Some(self);
        }
        let coefficient = self.coefficient();
        let rounded = match power_of_ten(over.unsigned_abs()) {
            Some(unit) => round(coefficient / unit, coefficient % unit, unit, rounding),
            // Less than half of a step, whatever the digits.
            None => u128::from(rounding == Rounding::Up && coefficient != 0),
        };
        narrowed(rounded, -i32::from(scale), self.negative, false)
    }

    /// The largest number not above this one with `scale` digits after the point.
    #[must_use]
    pub fn floor(self, scale: i64) -> Option<Number> {
        let rounding = if self.is_negative() {
            Rounding::Up
        } else {
            Rounding::Down
        };
        self.rounded(scale, rounding)
    }

    /// The smallest number not below this one with `scale` digits after the point.
    #[must_use]
    pub fn ceiling(self, scale: i64) -> Option<Number> {
        let rounding = if self.is_negative() {
            Rounding::Down
        } else {
            Rounding::Up
        };
        self.rounded(scale, rounding)
    }
}
