//! Operators by precedence: or, and, comparison, addition, multiplication, power, negation, `instance of`, what follows a value.

use super::{Parsed, Parser};
use crate::feel::ast::{Comparison, Expr, Kind, Operator, Suffix};

/// Most comparisons in a row (`a = b = c`): each nests one deeper.
const COMPARISONS: usize = 4;

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        self.nested(Self::disjunction)
    }

    fn disjunction(&mut self) -> Parsed<Expr> {
        let at = self.at;
        let first = self.conjunction()?;
        if !self.at_word("or") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.eat_word("or") {
            all.push(self.conjunction()?);
        }
        Ok(self.made(at, Kind::Or(all)))
    }

    fn conjunction(&mut self) -> Parsed<Expr> {
        let at = self.at;
        let first = self.comparison()?;
        if !self.at_word("and") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.eat_word("and") {
            all.push(self.comparison()?);
        }
        Ok(self.made(at, Kind::And(all)))
    }

    fn comparison(&mut self) -> Parsed<Expr> {
        let at = self.at;
        let mut left = self.addition()?;
        for _ in 0..COMPARISONS {
            let kind = if let Some(sign) = self.comparison_sign() {
                let right = self.addition()?;
                Kind::Compare(sign, Box::new(left), Box::new(right))
            } else if self.eat_word("between") {
                let low = self.addition()?;
                self.expect_word("and")?;
                let high = self.addition()?;
                Kind::Between(Box::new(left), Box::new(low), Box::new(high))
            } else if self.eat_word("in") {
                let tests = self.tests_of_in()?;
                Kind::In(Box::new(left), tests)
            } else {
                return Ok(left);
            };
            left = self.made(at, kind);
        }
        Err(self.error(format!(
            "more than {COMPARISONS} comparisons in a row; use parentheses"
        )))
    }

    pub(super) fn comparison_sign(&mut self) -> Option<Comparison> {
        use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, Unequal};
        [
            ("<=", LessOrEqual),
            (">=", GreaterOrEqual),
            ("!=", Unequal),
            ("<", Less),
            (">", Greater),
            ("=", Equal),
        ]
        .into_iter()
        .find_map(|(text, sign)| self.eat(text).then_some(sign))
    }

    pub(super) fn addition(&mut self) -> Parsed<Expr> {
        self.chain(Self::multiplication, |p| match p.peek() {
            Some('+') => Some(("+", Operator::Add)),
            Some('-') => Some(("-", Operator::Subtract)),
            _ => None,
        })
    }

    fn multiplication(&mut self) -> Parsed<Expr> {
        self.chain(Self::power, |p| match p.peek() {
            Some('*') if !p.rest().starts_with("**") => Some(("*", Operator::Multiply)),
            Some('/') => Some(("/", Operator::Divide)),
            _ => None,
        })
    }

    fn power(&mut self) -> Parsed<Expr> {
        self.chain(Self::negation, |p| match p.peek() {
            Some('*') if p.rest().starts_with("**") => Some(("**", Operator::Power)),
            _ => None,
        })
    }

    fn chain(
        &mut self,
        operand: impl Fn(&mut Self) -> Parsed<Expr>,
        operator: impl Fn(&mut Self) -> Option<(&'static str, Operator)>,
    ) -> Parsed<Expr> {
        let at = self.at;
        let first = operand(self)?;
        let mut rest = Vec::new();
        while let Some((text, operator)) = operator(self) {
            self.expect(text)?;
            rest.push((operator, operand(self)?));
        }
        Ok(if rest.is_empty() {
            first
        } else {
            self.made(at, Kind::Chain(Box::new(first), rest))
        })
    }

    fn negation(&mut self) -> Parsed<Expr> {
        self.space();
        let at = self.at;
        if self.eat("-") {
            let inner = self.nested(Self::negation)?;
            return Ok(self.made(at, Kind::Negate(Box::new(inner))));
        }
        self.instance_of()
    }

    fn instance_of(&mut self) -> Parsed<Expr> {
        let at = self.at;
        let value = self.postfix()?;
        let before = self.at;
        if self.eat_word("instance") {
            if self.eat_word("of") {
                let of = self.type_name()?;
                return Ok(self.made(at, Kind::InstanceOf(Box::new(value), of)));
            }
            self.at = before;
        }
        Ok(value)
    }

    fn postfix(&mut self) -> Parsed<Expr> {
        self.space();
        let at = self.at;
        let base = self.primary()?;
        let mut suffixes = Vec::new();
        loop {
            self.space();
            let rest = self.rest();
            if rest.starts_with('.') && !rest.starts_with("..") {
                self.at += 1;
                suffixes.push(Suffix::Member(self.name()?));
            } else if rest.starts_with('[') && !self.range_ends_here() {
                self.at += 1;
                let filter = self.expression()?;
                self.expect("]")?;
                suffixes.push(Suffix::Filter(filter));
            } else if rest.starts_with('(') {
                self.at += 1;
                suffixes.push(self.arguments()?);
            } else {
                break;
            }
        }
        Ok(if suffixes.is_empty() {
            base
        } else {
            self.made(at, Kind::Postfix(Box::new(base), suffixes))
        })
    }

    /// A `[` that closes an interval open at its upper end (`]1..5[`) instead of beginning a filter.
    fn range_ends_here(&mut self) -> bool {
        self.interval > 0 && {
            let after = self.rest()[1..].trim_start();
            after.is_empty()
                || after.starts_with([',', ')', ']', '}', '.'])
                || ["and", "or", "return", "then", "else", "satisfies"]
                    .iter()
                    .any(|w| after.starts_with(w))
        }
    }
}
