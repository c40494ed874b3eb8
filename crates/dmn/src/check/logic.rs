//! Names, arities and types of expressions. What is not certainly wrong passes: FEEL is a dynamic language.

use std::sync::Arc;

use crate::feel::ast::{Expr, Iterated, Kind, Lambda, Suffix, Test, TestForm};
use crate::feel::types::{Plain, Type};
use crate::feel::{Value, builtins};
use crate::place::{Place, Spot};
use crate::table::Table;
use crate::{Finding, Severity};

use super::Domains;
use super::known::{Known, Scope, bare, plain, shown};

/// Stack kept free for one level of nesting.
const RED_ZONE: usize = 96 * 1024;
const STACK: usize = 1024 * 1024;

/// Something wrong: what sort, a sentence, where in which text.
struct Wrong {
    code: &'static str,
    message: String,
    offset: u32,
    place: Option<Arc<Place>>,
}

pub(super) struct Checker<'d> {
    domains: Domains<'d>,
    pub(super) scope: Scope,
    /// Names of the model's elements, for hints.
    elements: Vec<Arc<str>>,
    place: Option<Arc<Place>>,
    wrong: Vec<Wrong>,
    tables: Vec<Finding>,
}

impl<'d> Checker<'d> {
    pub(super) fn new(scope: Scope, elements: Vec<Arc<str>>, domains: Domains<'d>) -> Checker<'d> {
        Checker {
            domains,
            scope,
            elements,
            place: None,
            wrong: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// The findings; what has no place stands at `spot`.
    pub(super) fn into_findings(self, spot: &Spot) -> Vec<Finding> {
        let wrong = self.wrong.into_iter().map(|w| match w.place {
            Some(place) => place.finding(Severity::Warning, w.code, w.message, w.offset),
            None => super::at(spot, w.message, w.code),
        });
        wrong.chain(self.tables).collect()
    }

    /// Offsets and sentences, for an expression without a file.
    pub(super) fn into_messages(self) -> Vec<(u32, String)> {
        self.wrong
            .into_iter()
            .map(|w| (w.offset, w.message))
            .collect()
    }

    pub(super) fn report(&mut self, expr: &Expr, code: &'static str, message: String) {
        let offset = expr.bare().at;
        self.wrong.push(Wrong {
            code,
            message,
            offset,
            place: self.place.clone(),
        });
    }

    /// A value goes where a type is declared.
    pub(super) fn fits(&mut self, declared: &Type, found: &Type, expr: &Expr, what: &str) {
        let date_for_moment =
            plain(declared) == Some(Plain::DateTime) && plain(found) == Some(Plain::Date);
        if let (Some(wanted), Some(got)) = (plain(declared), plain(found))
            && wanted != got
            && !date_for_moment
        {
            let message = format!(
                "{what} is declared as {}, this is {}: the value is always null",
                shown(wanted),
                shown(got)
            );
            self.report(expr, "type", message);
        }
    }

    /// The type of an expression; `Any` where it is not certain.
    pub(super) fn infer(&mut self, expr: &Expr) -> Type {
        stacker::maybe_grow(RED_ZONE, STACK, || self.kind(expr))
    }

    fn kind(&mut self, expr: &Expr) -> Type {
        match &expr.kind {
            Kind::Constant(value) => type_of(value),
            Kind::Name(name) => self.name(expr, name),
            Kind::Placed(place, inner) => {
                let outer = self.place.replace(place.clone());
                let of = self.infer(inner);
                self.place = outer;
                of
            }
            Kind::Negate(inner) => self.infer(inner),
            Kind::Chain(first, rest) => self.chain(first, rest),
            Kind::And(all) | Kind::Or(all) => {
                for one in all {
                    self.condition(one, "an operand of `and` and `or`");
                }
                Type::Plain(Plain::Boolean)
            }
            Kind::Compare(sign, a, b) => self.compare(*sign, a, b),
            Kind::Between(value, low, high) => {
                let of = self.infer(value);
                for end in [low, high] {
                    let end_of = self.infer(end);
                    self.comparable(end, &of, &end_of);
                }
                Type::Plain(Plain::Boolean)
            }
            Kind::In(value, tests) => {
                let of = self.infer(value);
                self.tests(tests, &of);
                Type::Plain(Plain::Boolean)
            }
            Kind::Tests(tests) => {
                self.tests(tests, &Type::Any);
                Type::Plain(Plain::Boolean)
            }
            Kind::InstanceOf(value, _) => {
                self.infer(value);
                Type::Plain(Plain::Boolean)
            }
            Kind::If(condition, then, otherwise) => {
                self.condition(condition, "the condition of `if`");
                let (a, b) = (self.infer(then), self.infer(otherwise));
                common(&a, &b)
            }
            Kind::Postfix(base, suffixes) => self.postfix(base, suffixes),
            Kind::Table(table) => self.table(table),
            _ => self.compound(expr),
        }
    }

    /// What makes a scope or a structure.
    fn compound(&mut self, expr: &Expr) -> Type {
        let mark = self.scope.mark();
        let of = match &expr.kind {
            Kind::For(iterations, body, _) => {
                self.iterations(iterations);
                self.scope
                    .put_value("partial", Type::List(Arc::new(Type::Any)));
                Type::List(Arc::new(self.infer(body)))
            }
            Kind::Quantified(_, iterations, condition) => {
                self.iterations(iterations);
                self.condition(condition, "the condition of `some` and `every`");
                Type::Plain(Plain::Boolean)
            }
            Kind::List(items) => {
                let of = items
                    .iter()
                    .map(|item| self.infer(item))
                    .reduce(|a, b| common(&a, &b));
                Type::List(Arc::new(of.unwrap_or(Type::Any)))
            }
            Kind::Context(entries) => Type::Context(Arc::new(self.entries(entries))),
            Kind::Block(entries, result) => {
                self.entries(entries);
                self.infer(result)
            }
            Kind::Function(lambda) => {
                self.lambda(lambda);
                Type::Function(lambda.params.len())
            }
            Kind::Range { low, high, .. } => {
                let ends = [low, high].into_iter().flatten();
                let of = ends
                    .map(|end| self.infer(end))
                    .reduce(|a, b| common(&a, &b));
                Type::Range(Arc::new(of.unwrap_or(Type::Any)))
            }
            Kind::Points { value, .. } => Type::Range(Arc::new(self.infer(value))),
            Kind::Typed(inner, declared) => {
                let found = self.infer(inner);
                self.fits(declared, &found, inner, "the value");
                declared.clone()
            }
            Kind::Where(list, condition) => {
                let of = self.infer(list);
                self.scope.put_item(&item_of(&of));
                self.condition(condition, "the condition of a filter");
                of
            }
            _ => Type::Any,
        };
        self.scope.back(mark);
        of
    }

    pub(super) fn lambda(&mut self, lambda: &Lambda) {
        let mark = self.scope.mark();
        for (name, of) in &lambda.params {
            self.scope.put(name.clone(), Known::Value(of.clone()));
        }
        let found = self.infer(&lambda.body);
        self.fits(&lambda.result, &found, &lambda.body, "the function");
        self.scope.back(mark);
    }

    fn entries(&mut self, entries: &[(Arc<str>, Expr)]) -> Vec<(Arc<str>, Type)> {
        let mut types = Vec::new();
        for (name, expr) in entries {
            let of = match &expr.bare().kind {
                Kind::Function(lambda) => {
                    // A function may call itself by its name.
                    self.scope.put(
                        name.clone(),
                        Known::Function(lambda.params.clone(), lambda.result.clone()),
                    );
                    self.infer(expr)
                }
                _ => {
                    let of = self.infer(expr);
                    self.scope.put(name.clone(), Known::Value(of.clone()));
                    of
                }
            };
            types.push((name.clone(), of));
        }
        types
    }

    fn iterations(&mut self, iterations: &[(Arc<str>, Iterated)]) {
        for (name, over) in iterations {
            let of = match over {
                Iterated::Over(list) => item_of(&self.infer(list)),
                Iterated::Between(from, to) => {
                    let of = self.infer(from);
                    self.infer(to);
                    of
                }
            };
            self.scope.put(name.clone(), Known::Value(of));
        }
    }

    /// An expression that should be true or false.
    pub(super) fn condition(&mut self, expr: &Expr, what: &str) {
        let of = self.infer(expr);
        if let Some(found) = plain(&of).filter(|p| *p != Plain::Boolean) {
            self.report(
                expr,
                "type",
                format!("{what} is {}, not true or false", shown(found)),
            );
        }
    }

    pub(super) fn name(&mut self, expr: &Expr, name: &str) -> Type {
        match self.scope.get(name) {
            Some(Known::Value(of)) => return of.clone(),
            Some(Known::Function(params, _)) => return Type::Function(params.len()),
            None => {}
        }
        if builtins::find(name).is_some() || name == "?" || self.scope.is_open() {
            return Type::Any;
        }
        // `Person.Gender` read as one name, because some parameter is called so.
        if let Some((first, _)) = name.split_once('.')
            && self.scope.get(first).is_some()
        {
            return Type::Any;
        }
        let message = format!(
            "`{name}` is not known here: its value is always null{}",
            self.hint(name)
        );
        self.report(expr, "unknown-name", message);
        Type::Any
    }

    /// What may have been meant.
    pub(super) fn hint(&self, name: &str) -> String {
        let folded = |s: &str| {
            s.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        };
        let wanted = folded(name);
        if self.elements.iter().any(|e| &**e == name) {
            return "; the model has it, but this element does not require it".into();
        }
        let known = self.scope.names().chain(&self.elements);
        match known.into_iter().find(|n| folded(n) == wanted) {
            Some(meant) => format!("; is it `{meant}`?"),
            None => String::new(),
        }
    }

    pub(super) fn tests(&mut self, tests: &[Test], input: &Type) {
        let mark = self.scope.mark();
        self.scope.put_value("?", input.clone());
        for test in tests {
            match (test.form, &test.expr.bare().kind) {
                (TestForm::Not, Kind::Tests(inner)) => self.tests(inner, input),
                (TestForm::Any, _) => {}
                (TestForm::Value { condition: true }, _) => {
                    self.condition(&test.expr, "a condition over `?`");
                }
                _ => {
                    let of = self.infer(&test.expr);
                    self.testable(&test.expr, input, &of);
                }
            }
        }
        self.scope.back(mark);
    }

    /// A value that an input is held against.
    fn testable(&mut self, expr: &Expr, input: &Type, held: &Type) {
        let of = match bare(held) {
            Type::List(of) | Type::Range(of) => of,
            _ => held,
        };
        if let (Some(a), Some(b)) = (plain(input), plain(of))
            && a != b
            && b != Plain::Boolean
        {
            let message = format!(
                "the input is {}, this is {}: the condition never holds",
                shown(a),
                shown(b)
            );
            self.report(expr, "type", message);
        }
    }

    fn table(&mut self, table: &Table) -> Type {
        let mut inputs = Vec::new();
        for column in &table.inputs {
            let found = self.infer(&column.expr);
            self.fits(&column.of, &found, &column.expr, "this input");
            inputs.push(if matches!(column.of, Type::Any) {
                found
            } else {
                column.of.clone()
            });
        }
        for rule in &table.rules {
            for ((_, tests), of) in rule.conditions.iter().zip(&inputs) {
                self.at_spot(&rule.spot, |c| c.tests(tests, of));
            }
            for (expr, column) in rule.outputs.iter().zip(&table.outputs) {
                let found = self.infer(expr);
                self.fits(&column.of, &found, expr, "this output");
            }
        }
        self.tables
            .extend(super::coverage::check(table, self.domains));
        Type::Any
    }

    /// What has no place of its own, such as a constant, stands at the rule.
    fn at_spot(&mut self, spot: &Spot, run: impl FnOnce(&mut Self)) {
        let before = self.wrong.len();
        let outer = self.place.take();
        run(self);
        self.place = outer;
        let own = self.wrong.split_off(before);
        for wrong in own {
            match wrong.place {
                Some(_) => self.wrong.push(wrong),
                None => self.tables.push(super::at(spot, wrong.message, wrong.code)),
            }
        }
    }

    fn postfix(&mut self, base: &Expr, suffixes: &[Suffix]) -> Type {
        let mut suffixes = suffixes.iter();
        let mut of = match (&base.bare().kind, suffixes.clone().next()) {
            (Kind::Name(name), Some(call @ (Suffix::Call(_) | Suffix::CallNamed(_)))) => {
                suffixes.next();
                self.call(base, name, call)
            }
            _ => self.infer(base),
        };
        for suffix in suffixes {
            of = match suffix {
                Suffix::Member(name) => self.member(base, &of, name),
                Suffix::Filter(condition) => self.filter(&of, condition),
                Suffix::Call(args) => {
                    args.iter().for_each(|a| drop(self.infer(a)));
                    if let Type::Function(arity) = bare(&of)
                        && args.len() != *arity
                    {
                        let message =
                            format!("this function takes {arity} arguments, not {}", args.len());
                        self.report(base, "arity", message);
                    }
                    Type::Any
                }
                Suffix::CallNamed(args) => {
                    args.iter().for_each(|(_, a)| drop(self.infer(a)));
                    Type::Any
                }
            };
        }
        of
    }

    fn filter(&mut self, of: &Type, condition: &Expr) -> Type {
        let item = item_of(of);
        let mark = self.scope.mark();
        self.scope.put_item(&item);
        let found = self.infer(condition);
        self.scope.back(mark);
        match plain(&found) {
            // `list[1]` is an item; a list of a condition is a list.
            Some(Plain::Number) => item,
            Some(Plain::Boolean) => Type::List(Arc::new(item)),
            _ => Type::Any,
        }
    }
}

/// What a list holds; a value that is no list is a list of one.
pub(super) fn item_of(of: &Type) -> Type {
    match bare(of) {
        Type::List(item) | Type::Range(item) => (**item).clone(),
        Type::Plain(Plain::Context) => Type::Any,
        other => other.clone(),
    }
}

/// The type of one of two values.
pub(super) fn common(a: &Type, b: &Type) -> Type {
    match (plain(a), plain(b)) {
        (Some(x), Some(y)) if x == y => Type::Plain(x),
        _ => Type::Any,
    }
}

fn type_of(value: &Value) -> Type {
    Type::Plain(match value {
        Value::Boolean(_) => Plain::Boolean,
        Value::Number(_) => Plain::Number,
        Value::String(_) => Plain::String,
        Value::Date(_) => Plain::Date,
        Value::Time(_) => Plain::Time,
        Value::DateTime(_) => Plain::DateTime,
        Value::DaysTime(_) => Plain::DaysTime,
        Value::YearsMonths(_) => Plain::YearsMonths,
        Value::List(items) => {
            let of = items.iter().map(type_of).reduce(|a, b| common(&a, &b));
            return Type::List(Arc::new(of.unwrap_or(Type::Any)));
        }
        Value::Range(range) => {
            let ends = [&range.low, &range.high].into_iter().flatten();
            let of = ends.map(type_of).reduce(|a, b| common(&a, &b));
            return Type::Range(Arc::new(of.unwrap_or(Type::Any)));
        }
        Value::Null | Value::Context(_) | Value::Function(_) => return Type::Any,
    })
}
