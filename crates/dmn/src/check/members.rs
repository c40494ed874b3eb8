//! Members: entries of contexts, parts of dates, times, durations and ranges (DMN 1.5, table 65).

use std::sync::Arc;

use crate::feel::ast::Expr;
use crate::feel::types::{Plain, Type};

use super::known::bare;
use super::logic::Checker;

impl Checker<'_> {
    pub(super) fn member(&mut self, base: &Expr, of: &Type, name: &str) -> Type {
        match bare(of) {
            Type::List(item) => Type::List(Arc::new(self.member(base, item, name))),
            Type::Context(entries) => match entries.iter().find(|(n, _)| &**n == name) {
                Some((_, of)) => of.clone(),
                None => {
                    let known: Vec<&str> = entries.iter().map(|(n, _)| &**n).take(12).collect();
                    let message = format!(
                        "there is no `{name}` in it, only {}: the value is always null",
                        known.join(", ")
                    );
                    self.report(base, "unknown-member", message);
                    Type::Any
                }
            },
            Type::Range(_) => match name {
                "start included" | "end included" => Type::Plain(Plain::Boolean),
                _ => Type::Any,
            },
            Type::Plain(plain) if *plain != Plain::Context => match part(*plain, name) {
                Some(of) => Type::Plain(of),
                None => {
                    let message = format!(
                        "{} has no `{name}`: the value is always null",
                        super::known::shown(*plain)
                    );
                    self.report(base, "unknown-member", message);
                    Type::Any
                }
            },
            _ => Type::Any,
        }
    }
}

fn part(of: Plain, name: &str) -> Option<Plain> {
    let (day, clock) = (
        matches!(name, "year" | "month" | "day" | "weekday"),
        matches!(name, "hour" | "minute" | "second"),
    );
    let number = match of {
        Plain::Date => day,
        Plain::Time => clock,
        Plain::DateTime => day || clock,
        Plain::DaysTime => matches!(name, "days" | "hours" | "minutes" | "seconds"),
        Plain::YearsMonths => matches!(name, "years" | "months"),
        _ => false,
    };
    match (number, of, name) {
        (true, ..) => Some(Plain::Number),
        (_, Plain::Time | Plain::DateTime, "time offset") => Some(Plain::DaysTime),
        (_, Plain::Time | Plain::DateTime, "timezone") => Some(Plain::String),
        _ => None,
    }
}
