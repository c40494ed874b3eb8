//! `for`, `some`, `every`.

use std::sync::{Arc, LazyLock};

use crate::feel::ast::{Expr, Iterated, Quantifier};
use crate::feel::number::Number;
use crate::feel::scope::Scope;
use crate::feel::temporal::Date;
use crate::feel::{Range, RangeForm, Value};

use super::{Evaluated, Machine};

type Iterations<'e> = &'e [(Arc<str>, Iterated)];

/// What a name goes through.
enum Walk {
    Items(Arc<crate::feel::List>),
    Numbers { next: i64, last: i64, step: i64 },
    Days { next: i64, last: i64, step: i64 },
}

impl Iterator for Walk {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let (next, last, step) = match self {
            Walk::Items(_) => unreachable!("lists are walked by position"),
            Walk::Numbers { next, last, step } | Walk::Days { next, last, step } => {
                (next, *last, *step)
            }
        };
        if (step > 0 && *next > last) || (step < 0 && *next < last) {
            return None;
        }
        let now = *next;
        *next += step;
        match self {
            Walk::Days { .. } => Date::from_days(now).map(Value::Date),
            _ => Some(Value::Number(Number::from(now))),
        }
    }
}

/// The name of the results so far.
static PARTIAL: LazyLock<Arc<str>> = LazyLock::new(|| "partial".into());

impl Machine<'_> {
    pub(super) fn iterate(
        &mut self,
        iterations: Iterations<'_>,
        body: &Expr,
        wants_partial: bool,
        scope: &Scope,
    ) -> Evaluated {
        let mut results = Vec::new();
        let walked = self.walk(iterations, scope, &mut |m, inner| {
            let result = if wants_partial {
                let so_far = m.list(results.clone())?;
                let inner = m.bind(inner, &PARTIAL, so_far)?;
                m.eval(body, &inner)?
            } else {
                m.eval(body, inner)?
            };
            m.hold(1)?;
            results.push(result);
            Ok(true)
        })?;
        if walked {
            self.list(results)
        } else {
            Ok(Value::Null)
        }
    }

    pub(super) fn quantified(
        &mut self,
        quantifier: Quantifier,
        iterations: Iterations<'_>,
        condition: &Expr,
        scope: &Scope,
    ) -> Evaluated {
        let decisive = quantifier == Quantifier::Some;
        let (mut decided, mut unknown, mut invalid) = (false, false, false);
        let walked = self.walk(iterations, scope, &mut |m, inner| {
            let value = m.eval(condition, inner)?;
            match value.as_bool() {
                Some(truth) if truth == decisive => decided = true,
                Some(_) => {}
                None if value.is_null() => unknown = true,
                // What is no condition makes the whole null.
                None => invalid = true,
            }
            Ok(!decided && !invalid)
        })?;
        Ok(match (walked && !invalid, decided, unknown) {
            (false, ..) => Value::Null,
            (_, true, _) => Value::Boolean(decisive),
            (_, _, true) => Value::Null,
            _ => Value::Boolean(!decisive),
        })
    }

    /// Calls `each` for every combination until it answers false; false when something is no list.
    fn walk(
        &mut self,
        iterations: Iterations<'_>,
        scope: &Scope,
        each: &mut dyn FnMut(&mut Self, &Scope) -> Evaluated<bool>,
    ) -> Evaluated<bool> {
        let mut go = true;
        self.walk_from(iterations, scope, each, &mut go)
    }

    fn walk_from(
        &mut self,
        iterations: Iterations<'_>,
        scope: &Scope,
        each: &mut dyn FnMut(&mut Self, &Scope) -> Evaluated<bool>,
        go: &mut bool,
    ) -> Evaluated<bool> {
        let [(name, over), rest @ ..] = iterations else {
            *go = each(self, scope)?;
            return Ok(true);
        };
        let Some(walk) = self.walk_over(over, scope)? else {
            return Ok(false);
        };
        let mut step = |m: &mut Self, value: Value| {
            m.work(1)?;
            let inner = m.bind(scope, name, value)?;
            m.nested(|m| m.walk_from(rest, &inner, each, go))
                .map(|walked| (walked, *go))
        };
        match walk {
            Walk::Items(items) => {
                for item in items.iter() {
                    let (walked, more) = step(self, item.clone())?;
                    if !walked || !more {
                        return Ok(walked);
                    }
                }
            }
            counted => {
                for value in counted {
                    let (walked, more) = step(self, value)?;
                    if !walked || !more {
                        return Ok(walked);
                    }
                }
            }
        }
        Ok(true)
    }

    fn walk_over(&mut self, over: &Iterated, scope: &Scope) -> Evaluated<Option<Walk>> {
        match over {
            Iterated::Between(from, to) => {
                let (from, to) = (self.eval(from, scope)?, self.eval(to, scope)?);
                Ok(counted(&from, &to, true, true))
            }
            Iterated::Over(list) => Ok(match self.eval(list, scope)? {
                Value::Null => None,
                Value::List(items) => Some(Walk::Items(items)),
                Value::Range(range) => match &*range {
                    Range {
                        low: Some(low),
                        high: Some(high),
                        low_closed,
                        high_closed,
                        form: RangeForm::Interval,
                    } => counted(low, high, *low_closed, *high_closed),
                    _ => None,
                },
                single => Some(Walk::Items(Arc::new(vec![single].into()))),
            }),
        }
    }
}

fn counted(from: &Value, to: &Value, from_closed: bool, to_closed: bool) -> Option<Walk> {
    let ends = |from: i64, to: i64| {
        let step = if from <= to { 1 } else { -1 };
        let next = if from_closed { from } else { from + step };
        let last = if to_closed { to } else { to - step };
        (next, last, step)
    };
    match (from, to) {
        (Value::Number(a), Value::Number(b)) => {
            let (next, last, step) = ends(a.to_i64()?, b.to_i64()?);
            Some(Walk::Numbers { next, last, step })
        }
        (Value::Date(a), Value::Date(b)) => {
            let (next, last, step) = ends(a.days(), b.days());
            Some(Walk::Days { next, last, step })
        }
        _ => None,
    }
}
