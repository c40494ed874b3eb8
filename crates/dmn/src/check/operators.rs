//! Types of arithmetic and comparison (DMN 1.5, tables 42 to 53).

use crate::feel::ast::{Comparison, Expr, Operator};
use crate::feel::types::{Plain, Type};

use super::known::{bare, plain, shown};
use super::logic::Checker;

impl Checker<'_> {
    pub(super) fn chain(&mut self, first: &Expr, rest: &[(Operator, Expr)]) -> Type {
        let mut left = self.infer(first);
        for (operator, expr) in rest {
            let right = self.infer(expr);
            left = match (plain(&left), plain(&right)) {
                (Some(a), Some(b)) => match result(*operator, a, b) {
                    Some(of) => Type::Plain(of),
                    None => {
                        let message = format!(
                            "`{}` does not work on {} and {}: the value is always null",
                            sign(*operator),
                            shown(a),
                            shown(b)
                        );
                        self.report(expr, "type", message);
                        Type::Any
                    }
                },
                _ => Type::Any,
            };
        }
        left
    }

    pub(super) fn compare(&mut self, sign: Comparison, a: &Expr, b: &Expr) -> Type {
        let (left, right) = (self.infer(a), self.infer(b));
        self.comparable(b, &left, &right);
        let ordered = !matches!(sign, Comparison::Equal | Comparison::Unequal);
        if ordered
            && let Type::Plain(Plain::Boolean) | Type::List(_) | Type::Context(_) = bare(&left)
        {
            let message = "this has no order: the comparison is always null".to_owned();
            self.report(a, "type", message);
        }
        Type::Plain(Plain::Boolean)
    }

    pub(super) fn comparable(&mut self, expr: &Expr, left: &Type, right: &Type) {
        if let (Some(a), Some(b)) = (plain(left), plain(right))
            && a != b
        {
            let message = format!(
                "{} is compared with {}: that is always null",
                shown(a),
                shown(b)
            );
            self.report(expr, "type", message);
        }
    }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "/",
        Operator::Power => "**",
    }
}

fn result(operator: Operator, a: Plain, b: Plain) -> Option<Plain> {
    use Operator::{Add, Divide, Multiply, Power, Subtract};
    use Plain::{Date, DateTime, DaysTime, Number, String, Time, YearsMonths};
    Some(match (operator, a, b) {
        (Add | Subtract | Multiply | Divide | Power, Number, Number) => Number,
        (Add, String, String) => String,
        (Add | Subtract, DaysTime, DaysTime) => DaysTime,
        (Add | Subtract, YearsMonths, YearsMonths) => YearsMonths,
        (Add | Subtract, Date | DateTime, DaysTime | YearsMonths) => a,
        (Add | Subtract, Time, DaysTime) => Time,
        (Add, DaysTime | YearsMonths, Date | DateTime) => b,
        (Add, DaysTime, Time) => Time,
        (Subtract, Date | DateTime, Date | DateTime) | (Subtract, Time, Time) => DaysTime,
        (Multiply | Divide, DaysTime | YearsMonths, Number) => a,
        (Multiply, Number, DaysTime | YearsMonths) => b,
        (Divide, DaysTime, DaysTime) | (Divide, YearsMonths, YearsMonths) => Number,
        _ => return None,
    })
}
