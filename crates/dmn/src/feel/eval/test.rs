//! Unary tests: does an input pass?

use crate::feel::ast::{Test, TestForm};
use crate::feel::scope::Scope;
use crate::feel::{Range, Value};

use super::{Evaluated, Machine, compare, equal};

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
        match test.form {
            TestForm::Any => Ok(Some(true)),
            TestForm::Compare(sign) => {
                let scope = self.bind(scope, &"?".into(), value.clone())?;
                let end = self.eval(&test.expr, &scope)?;
                Ok(self.compared(sign, value, &end)?.as_bool())
            }
            TestForm::Not => {
                let scope = self.bind(scope, &"?".into(), value.clone())?;
                Ok(self
                    .eval(&test.expr, &scope)?
                    .as_bool()
                    .map(|passes| !passes))
            }
            TestForm::Value { condition } => {
                let inner = self.bind(scope, &"?".into(), value.clone())?;
                let held = self.eval(&test.expr, &inner)?;
                if condition {
                    return Ok(held.as_bool());
                }
                self.work(held.as_list().map_or(0, <[Value]>::len))?;
                Ok(belongs(value, &held))
            }
        }
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
