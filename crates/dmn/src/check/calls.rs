//! Calls: of the library, of the model's functions.

use std::sync::Arc;

use crate::feel::ast::{Expr, Suffix};
use crate::feel::builtins;
use crate::feel::types::{Plain, Type};

use super::known::{Known, plain, shown};
use super::logic::{Checker, item_of};

impl Checker<'_> {
    /// A call of a function by its name.
    pub(super) fn call(&mut self, base: &Expr, name: &str, call: &Suffix) -> Type {
        let args: Vec<(Option<&Arc<str>>, &Expr)> = match call {
            Suffix::Call(args) => args.iter().map(|a| (None, a)).collect(),
            Suffix::CallNamed(args) => args.iter().map(|(n, a)| (Some(n), a)).collect(),
            Suffix::Member(_) | Suffix::Filter(_) => Vec::new(),
        };
        match self.scope.get(name).cloned() {
            Some(Known::Function(params, result)) => {
                self.own(base, name, &params, &args);
                result
            }
            Some(Known::Value(Type::Function(arity))) => {
                self.args(&args);
                if arity != args.len() {
                    self.report(
                        base,
                        "arity",
                        format!("`{name}` takes {arity} arguments, not {}", args.len()),
                    );
                }
                Type::Any
            }
            Some(Known::Value(of)) => {
                self.args(&args);
                if let Some(found) = plain(&of) {
                    self.report(
                        base,
                        "no-function",
                        format!("`{name}` is {}, no function", shown(found)),
                    );
                }
                Type::Any
            }
            None => match builtins::find(name) {
                Some(at) => self.library(base, name, at, &args),
                None => {
                    self.args(&args);
                    if !self.scope.is_open() {
                        let message = format!(
                            "there is no function `{name}`: the value is always null{}",
                            self.hint(name)
                        );
                        self.report(base, "unknown-function", message);
                    }
                    Type::Any
                }
            },
        }
    }

    fn args(&mut self, args: &[(Option<&Arc<str>>, &Expr)]) -> Vec<Type> {
        args.iter().map(|(_, a)| self.infer(a)).collect()
    }

    fn own(
        &mut self,
        base: &Expr,
        name: &str,
        params: &[(Arc<str>, Type)],
        args: &[(Option<&Arc<str>>, &Expr)],
    ) {
        let types = self.args(args);
        if params.len() != args.len() {
            let known: Vec<&str> = params.iter().map(|(n, _)| &**n).collect();
            let message = format!(
                "`{name}` takes {} arguments ({}), not {}",
                params.len(),
                known.join(", "),
                args.len()
            );
            self.report(base, "arity", message);
            return;
        }
        for (at, ((given, arg), found)) in args.iter().zip(&types).enumerate() {
            let param = match given {
                None => params.get(at),
                Some(given) => params.iter().find(|(n, _)| n == *given),
            };
            match (param, given) {
                (Some((param, of)), _) => {
                    self.fits(of, found, arg, &format!("the parameter `{param}`"));
                }
                (None, Some(given)) => {
                    self.report(arg, "arity", format!("`{name}` has no parameter `{given}`"));
                }
                (None, None) => {}
            }
        }
    }

    fn library(
        &mut self,
        base: &Expr,
        name: &str,
        at: usize,
        args: &[(Option<&Arc<str>>, &Expr)],
    ) -> Type {
        let types = self.args(args);
        let named: Vec<&str> = args.iter().filter_map(|(n, _)| n.map(|n| &**n)).collect();
        let fits = if named.is_empty() {
            builtins::takes(at, args.len())
        } else {
            builtins::takes_named(at, &named)
        };
        if !fits {
            let message = format!("`{name}` takes other arguments: {}", builtins::forms(at));
            self.report(base, "arity", message);
        }
        // `abs` also takes durations.
        if named.is_empty() && name != "abs" {
            for (at_arg, ((_, arg), found)) in args.iter().zip(&types).enumerate() {
                let wanted = builtins::parameter(at, args.len(), at_arg).and_then(wanted);
                if let (Some(wanted), Some(found)) = (wanted, plain(found))
                    && wanted != found
                {
                    let message = format!(
                        "`{name}` wants {} here, this is {}",
                        shown(wanted),
                        shown(found)
                    );
                    self.report(arg, "type", message);
                }
            }
        }
        result(name, types.first())
    }
}

/// The type that a parameter of the library wants, where it is one.
fn wanted(param: &str) -> Option<Plain> {
    Some(match param {
        "string" | "input" | "pattern" | "replacement" | "delimiter" | "flags" => Plain::String,
        "n" | "number" | "dividend" | "divisor" | "scale" | "start position" | "length"
        | "position" | "year" | "month" | "day" | "hour" | "minute" => Plain::Number,
        "negand" => Plain::Boolean,
        _ => return None,
    })
}

fn result(name: &str, first: Option<&Type>) -> Type {
    let first = || first.cloned().unwrap_or(Type::Any);
    Type::Plain(match name {
        "count" | "mean" | "product" | "median" | "stddev" | "decimal" | "floor" | "ceiling"
        | "round up" | "round down" | "round half up" | "round half down" | "modulo" | "sqrt"
        | "log" | "exp" | "number" | "string length" | "day of year" | "week of year"
        | "last day of month" => return numeric(name, &first()),
        "not" | "is" | "list contains" | "all" | "any" | "contains" | "starts with"
        | "ends with" | "matches" | "odd" | "even" | "before" | "after" | "meets" | "met by"
        | "overlaps" | "overlaps before" | "overlaps after" | "finishes" | "finished by"
        | "includes" | "during" | "starts" | "started by" | "coincides" => Plain::Boolean,
        "string" | "substring" | "upper case" | "lower case" | "trim" | "substring before"
        | "substring after" | "replace" | "string join" | "day of week" | "month of year" => {
            Plain::String
        }
        "date" | "today" => Plain::Date,
        "time" => Plain::Time,
        "date and time" | "now" => Plain::DateTime,
        "years and months duration" => Plain::YearsMonths,
        "abs" => return first(),
        "sublist" | "reverse" | "remove" | "distinct values" | "sort" => {
            return Type::List(Arc::new(item_of(&first())));
        }
        "split" => return Type::List(Arc::new(Type::Plain(Plain::String))),
        "index of" | "mode" => return Type::List(Arc::new(Type::Plain(Plain::Number))),
        _ => return Type::Any,
    })
}

/// A mean may be one of durations.
fn numeric(name: &str, first: &Type) -> Type {
    match (name, plain(&item_of(first))) {
        ("mean", Some(Plain::Number)) => Type::Plain(Plain::Number),
        ("mean", _) => Type::Any,
        _ => Type::Plain(Plain::Number),
    }
}
