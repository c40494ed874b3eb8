//! Evaluation. What cannot be computed is null, as FEEL says; only a limit stops it ([`Stop`]).

mod call;
mod equal;
mod iterate;
mod math;
mod member;
mod test;

use std::sync::Arc;

use super::ast::{Callee, Comparison, Expr, Function, Kind};
use super::error::ErrorKind;
use super::scope::Scope;
use super::types::Type;
use super::{Context, Environment, Range, Value};
use crate::model::Parts;
use crate::trace::Tracer;

pub(crate) use equal::{compare, equal};
pub(crate) use math::arithmetic;
pub(crate) use test::in_range;

/// A limit was reached, at an offset of the source where that is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop {
    pub(crate) kind: ErrorKind,
    pub(crate) at: u32,
}

pub(crate) type Evaluated<T = Value> = Result<T, Stop>;

const RED_ZONE: usize = 128 * 1024;
const STACK: usize = 2 * 1024 * 1024;
/// Deepest nesting of values: what dropping them costs in stack.
const VALUE_DEPTH: u32 = 2_000;

/// What one evaluation has used and may use.
pub(crate) struct Machine<'a> {
    pub(crate) environment: &'a Environment,
    pub(crate) model: Option<&'a Parts>,
    pub(crate) tracer: Tracer,
    fuel: u64,
    memory: u64,
    depth: u32,
    at: u32,
}

impl<'a> Machine<'a> {
    pub(crate) fn new(environment: &'a Environment, model: Option<&'a Parts>) -> Machine<'a> {
        let limits = &environment.limits;
        Machine {
            environment,
            model,
            tracer: Tracer::default(),
            fuel: limits.fuel,
            memory: limits.memory,
            depth: 0,
            at: 0,
        }
    }

    pub(crate) fn stop(&self, kind: ErrorKind) -> Stop {
        Stop { kind, at: self.at }
    }

    /// Counts work: one for a step, the length for what walks a list or text.
    pub(crate) fn work(&mut self, steps: usize) -> Evaluated<()> {
        match self.fuel.checked_sub(steps as u64) {
            Some(left) => {
                self.fuel = left;
                Ok(())
            }
            None => Err(self.stop(ErrorKind::Fuel)),
        }
    }

    /// Counts cells of values made: items, and every 32 bytes of text.
    pub(crate) fn hold(&mut self, cells: usize) -> Evaluated<()> {
        match self.memory.checked_sub(cells as u64) {
            Some(left) => {
                self.memory = left;
                Ok(())
            }
            None => Err(self.stop(ErrorKind::Memory)),
        }
    }

    pub(crate) fn list(&mut self, items: Vec<Value>) -> Evaluated {
        self.hold(items.len() + 1)?;
        let list = Value::list(items);
        self.shallow(list)
    }

    pub(crate) fn text(&mut self, text: String) -> Evaluated {
        self.hold(text.len() / 32 + 1)?;
        Ok(Value::string(text))
    }

    pub(crate) fn made_context(&mut self, context: Context) -> Evaluated {
        self.hold(context.len() + 1)?;
        self.shallow(Value::Context(Arc::new(context)))
    }

    fn shallow(&self, value: Value) -> Evaluated {
        if value.depth() > VALUE_DEPTH {
            Err(self.stop(ErrorKind::Depth))
        } else {
            Ok(value)
        }
    }

    pub(crate) fn bind(&self, scope: &Scope, name: &Arc<str>, value: Value) -> Evaluated<Scope> {
        let inner = scope.with(name.clone(), value);
        if inner.depth() > VALUE_DEPTH {
            Err(self.stop(ErrorKind::Depth))
        } else {
            Ok(inner)
        }
    }

    /// One level deeper, on a stack that has room.
    pub(crate) fn nested<T>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Evaluated<T>,
    ) -> Evaluated<T> {
        if self.depth >= self.environment.limits.depth {
            return Err(self.stop(ErrorKind::Depth));
        }
        self.depth += 1;
        let result = stacker::maybe_grow(RED_ZONE, STACK, || run(self));
        self.depth -= 1;
        result
    }

    pub(crate) fn eval(&mut self, expr: &Expr, scope: &Scope) -> Evaluated {
        self.work(1)?;
        self.at = expr.at;
        match &expr.kind {
            Kind::Constant(value) => Ok(value.clone()),
            Kind::Name(name) => Ok(self.lookup(name, scope)),
            _ => self.nested(|m| m.compound(expr, scope)),
        }
    }

    fn lookup(&self, name: &str, scope: &Scope) -> Value {
        if let Some(value) = scope.get(name) {
            return value.clone();
        }
        super::builtins::find(name).map_or(Value::Null, |at| {
            Value::Function(Arc::new(Function(Callee::Builtin(at))))
        })
    }

    fn compound(&mut self, expr: &Expr, scope: &Scope) -> Evaluated {
        match &expr.kind {
            Kind::Constant(_) | Kind::Name(_) => {
                unreachable!("plain expressions are evaluated without nesting")
            }
            Kind::Negate(e) => Ok(math::negate(&self.eval(e, scope)?)),
            Kind::Chain(first, rest) => self.chain(first, rest, scope),
            Kind::And(all) => self.connective(all, scope, false),
            Kind::Or(all) => self.connective(all, scope, true),
            Kind::Compare(sign, a, b) => {
                let (a, b) = (self.eval(a, scope)?, self.eval(b, scope)?);
                self.work(a.depth() as usize)?;
                self.compared(*sign, &a, &b)
            }
            Kind::Between(e, low, high) => self.between(e, low, high, scope),
            Kind::In(e, tests) => {
                let value = self.eval(e, scope)?;
                self.passes_any(&value, tests, scope)
            }
            Kind::Tests(tests) => {
                let value = self.lookup("?", scope);
                self.passes_any(&value, tests, scope)
            }
            Kind::InstanceOf(e, of) => {
                let value = self.eval(e, scope)?;
                Ok(Value::Boolean(self.instance_of(&value, of)))
            }
            Kind::If(condition, then, otherwise) => {
                let chosen = if self.eval(condition, scope)?.as_bool() == Some(true) {
                    then
                } else {
                    otherwise
                };
                self.eval(chosen, scope)
            }
            Kind::For(iterations, body) => self.iterate(iterations, body, scope),
            Kind::Quantified(quantifier, iterations, condition) => {
                self.quantified(*quantifier, iterations, condition, scope)
            }
            Kind::Postfix(base, suffixes) => self.postfix(base, suffixes, scope),
            Kind::List(items) => {
                let items = items
                    .iter()
                    .map(|e| self.eval(e, scope))
                    .collect::<Evaluated<Vec<_>>>()?;
                self.list(items)
            }
            Kind::Context(entries) => {
                let (context, _) = self.entries(entries, scope)?;
                self.made_context(context)
            }
            Kind::Block(entries, result) => {
                let (_, inner) = self.entries(entries, scope)?;
                self.eval(result, &inner)
            }
            Kind::Function(lambda) => Ok(Value::Function(Arc::new(Function(Callee::Closure(
                lambda.clone(),
                scope.clone(),
            ))))),
            Kind::Range {
                low,
                low_closed,
                high,
                high_closed,
            } => {
                let low = low.as_ref().map(|e| self.eval(e, scope)).transpose()?;
                let high = high.as_ref().map(|e| self.eval(e, scope)).transpose()?;
                Ok(range(low, *low_closed, high, *high_closed))
            }
            Kind::Typed(e, of) => {
                let value = self.eval(e, scope)?;
                Ok(self.coerce(of, value))
            }
            Kind::Table(table) => self.table(table, scope),
            Kind::Where(list, condition) => {
                let list = self.eval(list, scope)?;
                self.filter_all(&list, condition, scope)
            }
        }
    }

    fn entries(
        &mut self,
        entries: &[(Arc<str>, Expr)],
        scope: &Scope,
    ) -> Evaluated<(Context, Scope)> {
        let (mut context, mut inner) = (Context::new(), scope.clone());
        for (name, expr) in entries {
            let value = self.eval(expr, &inner)?;
            inner = self.bind(&inner, name, value.clone())?;
            context.insert(name.clone(), value);
        }
        Ok((context, inner))
    }

    fn connective(&mut self, all: &[Expr], scope: &Scope, decisive: bool) -> Evaluated {
        let mut unknown = false;
        for expr in all {
            match self.eval(expr, scope)?.as_bool() {
                Some(truth) if truth == decisive => return Ok(Value::Boolean(decisive)),
                Some(_) => {}
                None => unknown = true,
            }
        }
        Ok(if unknown {
            Value::Null
        } else {
            Value::Boolean(!decisive)
        })
    }

    pub(crate) fn compared(&mut self, sign: Comparison, a: &Value, b: &Value) -> Evaluated {
        if let (Value::List(list), _) | (_, Value::List(list)) = (a, b) {
            self.work(list.len())?;
        }
        Ok(Value::truth(match sign {
            Comparison::Equal => equal(a, b),
            Comparison::Unequal => equal(a, b).map(|same| !same),
            Comparison::Less => compare(a, b).map(|o| o.is_lt()),
            Comparison::LessOrEqual => compare(a, b).map(|o| o.is_le()),
            Comparison::Greater => compare(a, b).map(|o| o.is_gt()),
            Comparison::GreaterOrEqual => compare(a, b).map(|o| o.is_ge()),
        }))
    }

    fn between(&mut self, e: &Expr, low: &Expr, high: &Expr, scope: &Scope) -> Evaluated {
        let (value, low, high) = (
            self.eval(e, scope)?,
            self.eval(low, scope)?,
            self.eval(high, scope)?,
        );
        let (above, below) = (
            compare(&value, &low).map(|o| o.is_ge()),
            compare(&value, &high).map(|o| o.is_le()),
        );
        Ok(Value::truth(match (above, below) {
            (Some(a), Some(b)) => Some(a && b),
            _ => None,
        }))
    }

    fn instance_of(&mut self, value: &Value, of: &Type) -> bool {
        if value.is_null() {
            return matches!(of, Type::Null);
        }
        self.conforms(of, value)
    }

    pub(crate) fn conforms(&mut self, of: &Type, value: &Value) -> bool {
        of.holds(value, &mut |value, tests| self.allowed(value, tests))
    }

    pub(crate) fn coerce(&mut self, of: &Type, value: Value) -> Value {
        of.coerce(value, &mut |value, tests| self.allowed(value, tests))
    }

    fn allowed(&mut self, value: &Value, tests: &[super::ast::Test]) -> bool {
        matches!(
            self.passes_any(value, tests, &Scope::default()),
            Ok(Value::Boolean(true))
        )
    }
}

/// An interval of comparable ends; null when the ends do not compare or are the wrong way round.
pub(crate) fn range(
    low: Option<Value>,
    low_closed: bool,
    high: Option<Value>,
    high_closed: bool,
) -> Value {
    let bad = |end: &Option<Value>| {
        end.as_ref().is_some_and(|v| {
            matches!(
                v,
                Value::Boolean(_)
                    | Value::List(_)
                    | Value::Context(_)
                    | Value::Function(_)
                    | Value::Range(_)
            )
        })
    };
    if bad(&low)
        || bad(&high)
        || (low.as_ref().is_none_or(Value::is_null) && high.as_ref().is_none_or(Value::is_null))
    {
        return Value::Null;
    }
    if let (Some(a), Some(b)) = (&low, &high)
        && !a.is_null()
        && !b.is_null()
        && compare(a, b).is_none_or(std::cmp::Ordering::is_gt)
    {
        return Value::Null;
    }
    Value::Range(Arc::new(Range {
        low,
        low_closed,
        high,
        high_closed,
    }))
}
