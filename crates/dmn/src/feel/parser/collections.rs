//! Lists, intervals, parentheses, contexts.

use super::{Parsed, Parser};
use crate::feel::Value;
use crate::feel::ast::{Comparison, Expr, Kind};

impl Parser<'_> {
    /// A list, an interval, or an expression in parentheses.
    pub(super) fn bracketed(&mut self) -> Parsed<Expr> {
        self.space();
        let at = self.at;
        let open = self.rest().chars().next().unwrap_or('(');
        self.at += 1;
        if open == '[' && self.eat("]") {
            return Ok(self.made(at, Kind::List(Vec::new())));
        }
        if open != ']' && self.peek().is_some_and(|c| "<>=!".contains(c)) {
            return self.half_interval(at, open);
        }
        let outer = std::mem::take(&mut self.interval);
        let first = self.expression();
        self.interval = outer;
        let first = first?;
        if self.eat("..") {
            return self.interval(at, open, first);
        }
        match open {
            '(' => {
                self.expect(")")?;
                Ok(first)
            }
            '[' => self.list(at, first),
            _ => Err(self.unexpected("`..`")),
        }
    }

    fn list(&mut self, at: usize, first: Expr) -> Parsed<Expr> {
        let mut items = vec![first];
        while self.eat(",") {
            items.push(self.expression()?);
        }
        self.expect("]")?;
        Ok(self.made(at, Kind::List(items)))
    }

    fn interval(&mut self, at: usize, open: char, low: Expr) -> Parsed<Expr> {
        self.interval += 1;
        let high = self.expression();
        self.interval -= 1;
        let high = high?;
        let high_closed = if self.eat("]") {
            true
        } else if self.eat(")") || self.eat("[") {
            false
        } else {
            return Err(self.unexpected("the end of the interval: `]`, `)` or `[`"));
        };
        Ok(self.made(
            at,
            Kind::Range {
                low: Some(Box::new(low)),
                low_closed: open == '[',
                high: Some(Box::new(high)),
                high_closed,
            },
        ))
    }

    /// `(< 5)`: an interval without one of its ends; also `(= 5)`.
    fn half_interval(&mut self, at: usize, open: char) -> Parsed<Expr> {
        let sign = self
            .comparison_sign()
            .ok_or_else(|| self.unexpected("a comparison"))?;
        let end = self.expression()?;
        self.expect(if open == '(' { ")" } else { "]" })?;
        Ok(self.one_sided(at, sign, end))
    }

    /// The values for which a comparison with `end` holds.
    fn one_sided(&self, at: usize, sign: Comparison, end: Expr) -> Expr {
        let end = Box::new(end);
        let kind = match sign {
            Comparison::Less => Kind::Range {
                low: None,
                low_closed: false,
                high: Some(end),
                high_closed: false,
            },
            Comparison::LessOrEqual => Kind::Range {
                low: None,
                low_closed: false,
                high: Some(end),
                high_closed: true,
            },
            Comparison::Greater => Kind::Range {
                low: Some(end),
                low_closed: false,
                high: None,
                high_closed: false,
            },
            Comparison::GreaterOrEqual => Kind::Range {
                low: Some(end),
                low_closed: true,
                high: None,
                high_closed: false,
            },
            Comparison::Equal => Kind::Points {
                equal: true,
                value: end,
            },
            Comparison::Unequal => Kind::Points {
                equal: false,
                value: end,
            },
        };
        self.made(at, kind)
    }

    pub(super) fn context(&mut self) -> Parsed<Expr> {
        self.space();
        let at = self.at;
        self.expect("{")?;
        let mut entries = Vec::new();
        while !self.eat("}") {
            let name = if self.peek() == Some('"') {
                let name = self.string()?;
                self.names.insert(&name);
                name.into()
            } else {
                self.new_name(&[':'], None)?
            };
            self.expect(":")?;
            if entries.iter().any(|(n, _)| *n == name) {
                // DMN 1.5, 10.3.2.6: keys are unique; a context that repeats one is null.
                self.duplicate_rest()?;
                return Ok(self.made(at, Kind::Constant(Value::Null)));
            }
            entries.push((name, self.expression()?));
            if !self.eat(",") {
                self.expect("}")?;
                break;
            }
        }
        Ok(self.made(at, Kind::Context(entries)))
    }

    fn duplicate_rest(&mut self) -> Parsed<()> {
        loop {
            self.expression()?;
            if self.eat("}") {
                return Ok(());
            }
            self.expect(",")?;
            if self.peek() == Some('"') {
                self.string()?;
            } else {
                self.new_name(&[':'], None)?;
            }
            self.expect(":")?;
        }
    }
}
