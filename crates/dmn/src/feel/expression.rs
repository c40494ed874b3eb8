use std::sync::Arc;

use super::ast::Expr;
use super::error::{Error, ErrorKind};
use super::eval::Machine;
use super::names::Names;
use super::scope::Scope;
use super::{Context, Value, inputs, parser};

/// What one evaluation may use. Counted by what the input makes it do, so the same input meets the same limit everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Deepest nesting of expressions and calls.
    pub depth: u32,
    /// Steps: one for every part evaluated and every item walked.
    pub fuel: u64,
    /// Cells of values made: one for an item, one for every 32 bytes of text.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            depth: 10_000,
            fuel: 5_000_000,
            memory: 2_000_000,
        }
    }
}

/// What an evaluation is given from outside: the time, the zone and the limits.
#[derive(Clone, Debug)]
pub struct Environment {
    /// What `now()` and `today()` say.
    pub now: jiff::Timestamp,
    /// The zone in which they say it.
    pub zone: jiff::tz::TimeZone,
    /// What it may use.
    pub limits: Limits,
}

impl Environment {
    /// At that time, in UTC, with the usual limits.
    #[must_use]
    pub fn at(now: jiff::Timestamp) -> Environment {
        Environment {
            now,
            zone: jiff::tz::TimeZone::UTC,
            limits: Limits::default(),
        }
    }
}

/// An expression, read and ready. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Expression {
    source: Arc<str>,
    expr: Arc<Expr>,
    /// It makes functions: they keep the names among which they were made, so these must be owned.
    functions: bool,
}

impl Expression {
    /// Reads an expression. `names` are those with spaces or signs that it may use; plain words need not be listed.
    ///
    /// # Errors
    /// When it is no FEEL expression, or nests too deep.
    pub fn parse(source: &str, names: &Names) -> Result<Expression, Error> {
        let expr = parser::expression(source, names, &|_| None)?;
        Ok(Expression {
            source: source.into(),
            functions: inputs::makes_functions(&expr),
            expr: Arc::new(expr),
        })
    }

    /// Its value among those names. What cannot be computed is null, as FEEL says.
    ///
    /// # Errors
    /// Only when a limit of `environment` is reached.
    pub fn evaluate(&self, scope: &Context, environment: &Environment) -> Result<Value, Error> {
        let mut machine = Machine::new(environment, None);
        let evaluated = if self.functions {
            let owned = Scope::default().with_all(Arc::new(scope.clone()));
            machine.eval(&self.expr, &owned)
        } else {
            machine.given = Some(scope);
            machine.eval(&self.expr, &Scope::default())
        };
        machine
            .finish(evaluated)
            .map_err(|stop| Error::stopped(&stop, &self.source))
    }

    /// The text it was read from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is certainly wrong with it, whatever the names hold: calls with the wrong number of arguments, operators on values
    /// that they do not work on. Such an expression runs; its value is null.
    #[must_use]
    pub fn check(&self) -> Vec<Error> {
        let found = crate::check::alone(&self.expr).into_iter();
        let error =
            |(offset, message)| Error::at(ErrorKind::Type, message, &self.source, offset as usize);
        found.map(error).collect()
    }

    /// The qualified names it reads from the scope, each once, in the order of their first use: `applicant.age` is
    /// `["applicant", "age"]`.
    #[must_use]
    pub fn inputs(&self) -> Vec<Vec<String>> {
        inputs::free(&self.expr, true)
    }

    /// As [`Expression::inputs`], without the names that stand only in filters: `price` in `items[price > 10]` may be read from
    /// the scope, and is more likely an entry of each item.
    #[must_use]
    pub fn certain_inputs(&self) -> Vec<Vec<String>> {
        inputs::free(&self.expr, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(source: &str) -> Vec<String> {
        let expression = Expression::parse(source, &Names::new()).unwrap();
        expression
            .inputs()
            .iter()
            .map(|path| path.join("."))
            .collect()
    }

    #[test]
    fn inputs_are_what_is_read_from_outside() {
        assert_eq!(inputs("a + b.c * count(d.e[1].f)"), ["a", "b.c", "d.e"]);
        assert_eq!(inputs("for x in list return x + y"), ["list", "y"]);
        assert_eq!(inputs("{a: 1, b: a + c}.b"), ["c"]);
        assert_eq!(inputs("function(x) x + z"), ["z"]);
        assert_eq!(
            inputs("if date > today() then date.year else 0"),
            ["date", "date.year"]
        );
        assert_eq!(inputs("a in [low..high]"), ["a", "low", "high"]);
        let filtered = Expression::parse("items[price > limit]", &Names::new()).unwrap();
        assert_eq!(filtered.inputs().len(), 3);
        assert_eq!(filtered.certain_inputs(), [["items"]]);
    }
}
