//! Unary tests: does an input pass?

use std::sync::{Arc, LazyLock};

use crate::feel::ast::{Expr, Kind, Test, TestForm};
use crate::feel::scope::Scope;
use crate::feel::{Range, RangeForm, Value};

use super::{Evaluated, Machine, compare, equal};

/// The name of the input.
static INPUT: LazyLock<Arc<str>> = LazyLock::new(|| "?".into());

impl Machine<'_> {
    /// True when one of the tests passes, null when none does and one is unknown.
    pub(crate) fn passes_any(&mut self, value: &Value, tests: &[Test], scope: &Scope) -> Evaluated {
        let mut unknown = false;
        for test in tests {
            match self.passes(value, test, scope)? {
                Some(true) => return Ok(Value::Boolean(true)),
                Some(false) => {}
                None => unknown = true,
            }
        }
        Ok(if unknown {
            Value::Null
        } else {
            Value::Boolean(false)
        })
    }

    fn passes(&mut self, value: &Value, test: &Test, scope: &Scope) -> Evaluated<Option<bool>> {
        self.work(1)?;
        match (test.form, &test.expr.bare().kind) {
            (TestForm::Any, _) => Ok(Some(true)),
            (TestForm::Compare(sign), Kind::Constant(end)) => {
                Ok(self.compared(sign, value, end)?.as_bool())
            }
            (TestForm::Compare(sign), _) => {
                let end = self.with_input(value, &test.expr, scope)?;
                Ok(self.compared(sign, value, &end)?.as_bool())
            }
            (TestForm::Not, Kind::Tests(tests)) => Ok(self
                .passes_any(value, tests, scope)?
                .as_bool()
                .map(|passes| !passes)),
            (TestForm::Not, _) => {
                let held = self.with_input(value, &test.expr, scope)?;
                Ok(held.as_bool().map(|passes| !passes))
            }
            (TestForm::Value { condition: true }, _) => {
                Ok(self.with_input(value, &test.expr, scope)?.as_bool())
            }
            (TestForm::Value { .. }, Kind::Constant(held)) => self.held(value, held),
            (TestForm::Value { .. }, _) => {
                let held = self.with_input(value, &test.expr, scope)?;
                self.held(value, &held)
            }
        }
    }

    /// An expression of a test, in which `?` is the input.
    fn with_input(&mut self, input: &Value, expr: &Expr, scope: &Scope) -> Evaluated {
        let inner = self.bind(scope, &INPUT, input.clone())?;
        self.eval(expr, &inner)
    }

    fn held(&mut self, value: &Value, held: &Value) -> Evaluated<Option<bool>> {
        self.charge(held.weight())?;
        Ok(belongs(value, held))
    }
}

/// The input is the value, is in the list or range, or the value is a condition that holds.
fn belongs(input: &Value, held: &Value) -> Option<bool> {
    match held {
        Value::Boolean(truth) if !matches!(input, Value::Boolean(_)) => {
            Some(*truth && !input.is_null())
        }
        Value::Range(range) if !matches!(input, Value::Range(_)) => in_range(input, range),
        Value::Range(range) => {
            let same = equal(input, held);
            if same == Some(true) {
                same
            } else {
                in_range(input, range).or(same)
            }
        }
        Value::List(items) => {
            if let Value::List(_) = input
                && equal(input, held) == Some(true)
            {
                return Some(true);
            }
            let mut found = Some(false);
            for item in items.iter() {
                let hit = match item {
                    Value::Range(range) if !matches!(input, Value::Range(_)) => {
                        in_range(input, range)
                    }
                    other => equal(input, other),
                };
                match hit {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => found = found.and(Some(false)),
                }
            }
            found
        }
        other => equal(input, other),
    }
}

/// The value lies in the range; nothing when it does not compare with an end.
pub(crate) fn in_range(value: &Value, range: &Range) -> Option<bool> {
    if let (RangeForm::Equal | RangeForm::Unequal, Some(end)) = (range.form, &range.low) {
        return equal(value, end).map(|same| same == (range.form == RangeForm::Equal));
    }
    let above = match &range.low {
        None => Some(true),
        Some(low) => compare(value, low).map(|o| {
            if range.low_closed {
                o.is_ge()
            } else {
                o.is_gt()
            }
        }),
    };
    let below = match &range.high {
        None => Some(true),
        Some(high) => compare(value, high).map(|o| {
            if range.high_closed {
                o.is_le()
            } else {
                o.is_lt()
            }
        }),
    };
    Some(above? && below?)
}
