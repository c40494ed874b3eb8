//! Evaluation. What cannot be computed is null, as FEEL says; only a limit stops it ([`Stop`]).

mod call;
mod equal;
mod iterate;
mod math;
mod member;
mod test;

use std::sync::Arc;

use super::ast::{Callee, Comparison, Expr, Function, Kind};
use super::builtins::Patterns;
use super::error::ErrorKind;
use super::scope::Scope;
use super::types::Type;
use super::{Context, Environment, Range, RangeForm, Value};
use crate::model::Parts;
use crate::place::Place;
use crate::trace::Tracer;

pub(crate) use equal::{compare, equal};
pub(crate) use math::arithmetic;
pub(crate) use test::in_range;

/// A limit was reached, at an offset of the source where that is known.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    pub(crate) kind: ErrorKind,
    pub(crate) at: u32,
    /// The text of the model in which the offset counts.
    pub(crate) place: Option<Arc<Place>>,
}

impl Stop {
    /// Of that place, when none further inside is known.
    fn placed(self, place: &Arc<Place>) -> Stop {
        let place = self.place.or_else(|| Some(place.clone()));
        Stop { place, ..self }
    }
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
    /// Names behind those of every scope: lent, not copied, for one evaluation that leaves no function behind.
    pub(crate) given: Option<&'a Context>,
    fuel: u64,
    memory: u64,
    depth: u32,
    at: u32,
    /// A limit that was reached where no error can be returned: while a type was tested.
    reached: Option<Stop>,
    /// The regular expressions made so far.
    pub(crate) patterns: Patterns,
}

impl<'a> Machine<'a> {
    pub(crate) fn new(environment: &'a Environment, model: Option<&'a Parts>) -> Machine<'a> {
        let limits = &environment.limits;
        Machine {
            environment,
            model,
            tracer: Tracer::default(),
            given: None,
            fuel: limits.fuel,
            memory: limits.memory,
            depth: 0,
            at: 0,
            reached: None,
            patterns: Patterns::default(),
        }
    }

    /// The result of a whole evaluation.
    pub(crate) fn finish<T>(&mut self, result: Evaluated<T>) -> Evaluated<T> {
        match self.reached.take() {
            Some(stop) => Err(stop),
            None => result,
        }
    }

    pub(crate) fn stop(&self, kind: ErrorKind) -> Stop {
        Stop {
            kind,
            at: self.at,
            place: None,
        }
    }

    /// Counts work: one for a step, the length for what walks a list or text.
    pub(crate) fn work(&mut self, steps: usize) -> Evaluated<()> {
        self.charge(steps as u64)
    }

    /// Counts work; not in the machine's own word, so that it is the same on every machine.
    pub(crate) fn charge(&mut self, steps: u64) -> Evaluated<()> {
        match self.fuel.checked_sub(steps) {
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
        } else if value.weight() > self.environment.limits.memory {
            // Parts may be shared many times over: small to hold, endless to walk.
            Err(self.stop(ErrorKind::Memory))
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

    /// Work beside the evaluation, with fuel of its own.
    pub(crate) fn aside<T>(&mut self, fuel: u64, run: impl FnOnce(&mut Self) -> T) -> T {
        let (fuel, memory) = (std::mem::replace(&mut self.fuel, fuel), self.memory);
        let result = run(self);
        (self.fuel, self.memory) = (fuel, memory);
        result
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
            Kind::Placed(place, e) => self.eval(e, scope).map_err(|stop| stop.placed(place)),
            _ => self.nested(|m| m.frequent(expr, scope)),
        }
    }

    /// What most expressions are made of, apart from the rest: its calls need little stack.
    fn frequent(&mut self, expr: &Expr, scope: &Scope) -> Evaluated {
        match &expr.kind {
            Kind::Chain(first, rest) => self.chain(first, rest, scope),
            Kind::And(all) => self.connective(all, scope, false),
            Kind::Or(all) => self.connective(all, scope, true),
            Kind::Compare(sign, a, b) => {
                let (mut left, mut right) = (Value::Null, Value::Null);
                let left = self.operand(a, scope, &mut left)?;
                let right = self.operand(b, scope, &mut right)?;
                self.compared(*sign, left, right)
            }
            Kind::If(condition, then, otherwise) => match self.eval(condition, scope)? {
                Value::Boolean(true) => self.eval(then, scope),
                Value::Boolean(false) | Value::Null => self.eval(otherwise, scope),
                _ => Ok(Value::Null),
            },
            _ => self.compound(expr, scope),
        }
    }

    /// As [`Machine::eval`], without copying what a name or a constant holds; anything else is put into `place`.
    fn operand<'v>(
        &mut self,
        expr: &'v Expr,
        scope: &'v Scope,
        place: &'v mut Value,
    ) -> Evaluated<&'v Value>
    where
        'a: 'v,
    {
        let held = match &expr.kind {
            Kind::Constant(value) => Some(value),
            Kind::Name(name) => scope.get(name).or_else(|| self.given?.get(name)),
            _ => None,
        };
        match held {
            Some(value) => {
                self.work(1)?;
                self.at = expr.at;
                Ok(value)
            }
            None => {
                *place = self.eval(expr, scope)?;
                Ok(place)
            }
        }
    }

    fn lookup(&self, name: &str, scope: &Scope) -> Value {
        if let Some(value) = self.bound(name, scope) {
            return value.clone();
        }
        if let Some(at) = super::builtins::find(name) {
            return super::builtins::value(at);
        }
        // A model may declare `Person.Gender` as one name; elsewhere the same text is a path.
        match name.split_once('.') {
            Some((first, rest)) => self.bound(first, scope).map_or(Value::Null, |value| {
                rest.split('.')
                    .fold(value.clone(), |v, part| member::member_of(&v, part))
            }),
            None => Value::Null,
        }
    }

    fn bound<'v>(&'v self, name: &str, scope: &'v Scope) -> Option<&'v Value> {
        scope.get(name).or_else(|| self.given?.get(name))
    }

    #[inline(never)]
    fn compound(&mut self, expr: &Expr, scope: &Scope) -> Evaluated {
        match &expr.kind {
            Kind::Constant(_)
            | Kind::Name(_)
            | Kind::Placed(..)
            | Kind::Chain(..)
            | Kind::And(_)
            | Kind::Or(_)
            | Kind::Compare(..)
            | Kind::If(..) => unreachable!("plain and frequent expressions were evaluated before"),
            Kind::Negate(e) => Ok(math::negate(&self.eval(e, scope)?)),
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
            Kind::For(iterations, body, partial) => self.iterate(iterations, body, *partial, scope),
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
            Kind::Points { equal, value } => {
                let value = self.eval(value, scope)?;
                Ok(Value::Range(Arc::new(Range::points(value, *equal))))
            }
            Kind::Typed(e, of) => {
                let value = self.eval(e, scope)?;
                Ok(self.coerce(of, value))
            }
            Kind::Java(function, params) => {
                let args: Vec<Value> = params.iter().map(|name| self.lookup(name, scope)).collect();
                Ok(super::java::call(*function, &args))
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
        self.charge(a.weight().min(b.weight()))?;
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

    fn instance_of(&self, value: &Value, of: &Type) -> bool {
        if value.is_null() {
            return matches!(of, Type::Null);
        }
        // Allowed values do not count here (DMN 1.5, 10.3.2.9.3 speaks of types only).
        of.holds(value, &mut |_, _| true)
    }

    /// The value as a declared type wants it.
    pub(crate) fn coerce(&mut self, of: &Type, value: Value) -> Value {
        if matches!(of, Type::Any) {
            return value;
        }
        if let Value::List(_) | Value::Context(_) = value {
            // Testing walks it all.
            self.fuel = self.fuel.saturating_sub(value.weight());
        }
        of.coerce(value, &mut |value, tests| self.allowed(value, tests))
    }

    fn allowed(&mut self, value: &Value, tests: &[super::ast::Test]) -> bool {
        match self.passes_any(value, tests, &Scope::default()) {
            Ok(passes) => passes.as_bool() == Some(true),
            Err(stop) => {
                self.reached = Some(stop);
                false
            }
        }
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
        form: RangeForm::Interval,
    }))
}
