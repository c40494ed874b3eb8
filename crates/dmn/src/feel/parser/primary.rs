//! What an operand begins with: literals, names, `if`, `for`, `some`, `every`, `function`, and what stands in brackets.

use std::sync::Arc;

use super::{Parsed, Parser};
use crate::feel::ast::{Expr, Iterated, Kind, Lambda, Quantifier, Suffix};
use crate::feel::temporal::{Date, DateTime, DaysTime, Time, YearsMonths};
use crate::feel::types::Type;
use crate::feel::{Value, inputs, java};

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Parsed<Expr> {
        let at = self.at;
        let Some(c) = self.peek() else {
            return Err(self.unexpected("a value"));
        };
        let kind = match c {
            '"' => Kind::Constant(Value::string(self.string()?)),
            '@' => self.at_literal()?,
            '0'..='9' => Kind::Constant(Value::Number(self.number()?)),
            '.' if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                Kind::Constant(Value::Number(self.number()?))
            }
            '(' | '[' | ']' => return self.bracketed(),
            '{' => return self.context(),
            _ => return self.word(),
        };
        Ok(self.made(at, kind))
    }

    fn at_literal(&mut self) -> Parsed<Kind> {
        self.expect("@")?;
        let at = self.at;
        let text = self.string()?;
        let value = temporal(&text);
        if value.is_null() {
            self.at = at;
            return Err(self.error(format!("`@\"{text}\"` is no date, time or duration")));
        }
        Ok(Kind::Constant(value))
    }

    fn word(&mut self) -> Parsed<Expr> {
        let at = self.at;
        let constant = [
            ("null", Value::Null),
            ("true", Value::Boolean(true)),
            ("false", Value::Boolean(false)),
        ];
        for (word, value) in constant {
            if self.eat_word(word) {
                return Ok(self.made(at, Kind::Constant(value)));
            }
        }
        if self.eat_word("if") {
            return self.conditional(at);
        }
        for (word, quantifier) in [("some", Quantifier::Some), ("every", Quantifier::Every)] {
            if self.eat_word(word) {
                let iterations = self.iterations()?;
                self.expect_word("satisfies")?;
                let condition = self.expression()?;
                return Ok(self.made(
                    at,
                    Kind::Quantified(quantifier, iterations, Box::new(condition)),
                ));
            }
        }
        if self.eat_word("for") {
            let iterations = self.iterations()?;
            self.expect_word("return")?;
            self.names.insert("partial");
            let body = self.expression()?;
            let partial = inputs::mentions(&body, "partial");
            return Ok(self.made(at, Kind::For(iterations, Box::new(body), partial)));
        }
        if self.at_word("function") {
            let before = self.at;
            self.eat_word("function");
            if self.peek() == Some('(') {
                return self.function(at);
            }
            self.at = before;
        }
        let name = self.name()?;
        Ok(self.made(at, Kind::Name(name)))
    }

    fn conditional(&mut self, at: usize) -> Parsed<Expr> {
        let condition = self.expression()?;
        self.expect_word("then")?;
        let then = self.expression()?;
        self.expect_word("else")?;
        let otherwise = self.expression()?;
        Ok(self.made(
            at,
            Kind::If(Box::new(condition), Box::new(then), Box::new(otherwise)),
        ))
    }

    fn iterations(&mut self) -> Parsed<Vec<(Arc<str>, Iterated)>> {
        let mut all = Vec::new();
        loop {
            let name = self.new_name(&[','], Some("in"))?;
            self.expect_word("in")?;
            let from = self.expression()?;
            let over = if self.eat("..") {
                Iterated::Between(from, self.expression()?)
            } else {
                Iterated::Over(from)
            };
            all.push((name, over));
            if !self.eat(",") {
                return Ok(all);
            }
        }
    }

    fn function(&mut self, at: usize) -> Parsed<Expr> {
        self.expect("(")?;
        let mut params = Vec::new();
        while !self.eat(")") {
            let name = self.new_name(&[':', ',', ')'], None)?;
            let of = if self.eat(":") {
                self.type_name()?
            } else {
                Type::Any
            };
            params.push((name, of));
            if !self.eat(",") {
                self.expect(")")?;
                break;
            }
        }
        let result = if self.eat(":") {
            self.type_name()?
        } else {
            Type::Any
        };
        if self.eat_word("external") {
            return self.external(at, params, result);
        }
        let body = self.expression()?;
        Ok(self.made(
            at,
            Kind::Function(Arc::new(Lambda {
                params,
                body,
                result,
            })),
        ))
    }

    fn external(&mut self, at: usize, params: Vec<(Arc<str>, Type)>, result: Type) -> Parsed<Expr> {
        self.names.insert("method signature");
        let definition = self.expression()?;
        let Some(java) = java::from_definition(&definition) else {
            return Err(self.error(
                "this external function is not supported: rules call nothing outside themselves",
            ));
        };
        let body = self.made(
            at,
            Kind::Java(java, params.iter().map(|(name, _)| name.clone()).collect()),
        );
        Ok(self.made(
            at,
            Kind::Function(Arc::new(Lambda {
                params,
                body,
                result,
            })),
        ))
    }

    /// The arguments of a call, after its `(`.
    pub(super) fn arguments(&mut self) -> Parsed<Suffix> {
        if self.eat(")") {
            return Ok(Suffix::Call(Vec::new()));
        }
        if self.named_argument() {
            let mut named = Vec::new();
            loop {
                let name = self.new_name(&[':'], None)?;
                self.expect(":")?;
                named.push((name, self.expression()?));
                if !self.eat(",") {
                    break;
                }
            }
            self.expect(")")?;
            return Ok(Suffix::CallNamed(named));
        }
        let mut all = vec![self.expression()?];
        while self.eat(",") {
            all.push(self.expression()?);
        }
        self.expect(")")?;
        Ok(Suffix::Call(all))
    }

    fn named_argument(&mut self) -> bool {
        self.space();
        let rest = self.rest();
        let end = rest.find(|c: char| {
            !(crate::feel::names::continues_name(c)
                || c.is_whitespace()
                || crate::feel::names::is_sign(c))
        });
        end.is_some_and(|end| {
            end > 0
                && rest[end..].starts_with(':')
                && rest.starts_with(crate::feel::names::starts_name)
        })
    }
}

/// The date, time or duration that a text writes; null when it writes none.
pub(crate) fn temporal(text: &str) -> Value {
    if let Some(date) = Date::parse(text) {
        return Value::Date(date);
    }
    if let Some(time) = Time::parse(text) {
        return Value::time(time);
    }
    if text.contains('T') && !text.starts_with('P') && !text.starts_with("-P") {
        return DateTime::parse(text).map_or(Value::Null, Value::date_time);
    }
    if let Some(duration) = YearsMonths::parse(text) {
        return Value::YearsMonths(duration);
    }
    DaysTime::parse(text).map_or(Value::Null, Value::DaysTime)
}
