//! Reading FEEL (DMN 1.5, 10.3.1). By hand, because FEEL's names may hold spaces and signs and are only known from the scope.

mod collections;
mod operators;
mod primary;
mod tests;
mod text;
mod types;

use std::sync::Arc;

use super::ast::{Expr, Kind, Test};
use super::error::{Error, ErrorKind};
use super::names::Names;
use super::types::Type;

/// Deepest nesting of an expression.
const NESTING: u32 = 200;
/// Longest expression in bytes.
const LENGTH: usize = 1 << 20;
/// Nested parts read at most, besides so many for each byte.
const STEPS: usize = 1_000;
const STEPS_PER_BYTE: usize = 2;
/// Stack kept free for one level of nesting.
const RED_ZONE: usize = 96 * 1024;
const STACK: usize = 1024 * 1024;

/// The types an expression may name besides FEEL's own.
pub(crate) type Types<'a> = &'a dyn Fn(&str) -> Option<Type>;

pub(crate) struct Parser<'a> {
    source: &'a str,
    at: usize,
    /// The names given, and those that the expression itself makes.
    given: &'a Names,
    names: Names,
    types: Types<'a>,
    nesting: u32,
    /// What may still be read: a text is read once, or twice where it may mean two things; nested, that doubles.
    steps: usize,
    /// Upper ends of intervals being read: there a `[` may close.
    interval: u32,
}

/// What is wrong, at an offset: lines are only counted for the one that is told.
struct Fault {
    kind: ErrorKind,
    message: String,
    at: usize,
}

type Parsed<T> = Result<T, Fault>;

/// Reads an expression.
pub(crate) fn expression(source: &str, names: &Names, types: Types<'_>) -> Result<Expr, Error> {
    whole(source, names, types, Parser::expression)
}

/// Reads unary tests.
pub(crate) fn unary_tests(
    source: &str,
    names: &Names,
    types: Types<'_>,
) -> Result<Vec<Test>, Error> {
    whole(source, names, types, Parser::unary_tests)
}

fn whole<'a, T>(
    source: &'a str,
    names: &'a Names,
    types: Types<'a>,
    read: impl FnOnce(&mut Parser<'a>) -> Parsed<T>,
) -> Result<T, Error> {
    let mut parser = Parser::new(source, names, types);
    let read = parser.check_length().and_then(|()| {
        let read = read(&mut parser)?;
        parser.end()?;
        Ok(read)
    });
    read.map_err(|fault| Error::at(fault.kind, fault.message, source, fault.at))
}

impl<'a> Parser<'a> {
    fn new(source: &'a str, names: &'a Names, types: Types<'a>) -> Parser<'a> {
        Parser {
            source,
            at: 0,
            given: names,
            names: Names::new(),
            types,
            nesting: 0,
            steps: STEPS + STEPS_PER_BYTE * source.len(),
            interval: 0,
        }
    }

    fn check_length(&self) -> Parsed<()> {
        if self.source.len() > LENGTH {
            return Err(self.error(format!("the expression is longer than {LENGTH} bytes")));
        }
        Ok(())
    }

    fn end(&mut self) -> Parsed<()> {
        self.space();
        if self.at < self.source.len() {
            Err(self.unexpected("the end of the expression"))
        } else {
            Ok(())
        }
    }

    fn error(&self, message: impl Into<String>) -> Fault {
        self.fault(ErrorKind::Syntax, message)
    }

    fn fault(&self, kind: ErrorKind, message: impl Into<String>) -> Fault {
        Fault {
            kind,
            message: message.into(),
            at: self.at,
        }
    }

    fn unexpected(&self, wanted: &str) -> Fault {
        let found: String = self
            .rest()
            .chars()
            .take(20)
            .take_while(|c| *c != '\n')
            .collect();
        if found.is_empty() {
            self.error(format!("expected {wanted}, found the end"))
        } else {
            self.error(format!("expected {wanted}, found `{found}`"))
        }
    }

    fn made(&self, at: usize, kind: Kind) -> Expr {
        Expr {
            kind,
            at: at as u32,
        }
    }

    /// One level deeper; refuses what nests too deep before the stack could notice.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.nesting >= NESTING {
            let message = format!("nested deeper than {NESTING} levels");
            return Err(self.fault(ErrorKind::Depth, message));
        }
        let Some(steps) = self.steps.checked_sub(1) else {
            let message = "what this means takes too long to find out; use fewer parentheses";
            return Err(self.fault(ErrorKind::Depth, message));
        };
        self.steps = steps;
        self.nesting += 1;
        let result = stacker::maybe_grow(RED_ZONE, STACK, || read(self));
        self.nesting -= 1;
        result
    }

    fn known(&mut self, name: &str) -> Arc<str> {
        self.names.insert(name);
        super::names::normal(name).into()
    }
}
