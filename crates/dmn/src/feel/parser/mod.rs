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
/// Stack kept free for one level of nesting.
const RED_ZONE: usize = 96 * 1024;
const STACK: usize = 1024 * 1024;

/// The types an expression may name besides FEEL's own.
pub(crate) type Types<'a> = &'a dyn Fn(&str) -> Option<Type>;

pub(crate) struct Parser<'a> {
    source: &'a str,
    at: usize,
    names: Names,
    types: Types<'a>,
    nesting: u32,
    /// Upper ends of intervals being read: there a `[` may close.
    interval: u32,
}

type Parsed<T> = Result<T, Error>;

/// Reads an expression.
pub(crate) fn expression(source: &str, names: &Names, types: Types<'_>) -> Parsed<Expr> {
    let mut parser = Parser::new(source, names, types)?;
    let expr = parser.expression()?;
    parser.end()?;
    Ok(expr)
}

/// Reads unary tests.
pub(crate) fn unary_tests(source: &str, names: &Names, types: Types<'_>) -> Parsed<Vec<Test>> {
    let mut parser = Parser::new(source, names, types)?;
    let tests = parser.unary_tests()?;
    parser.end()?;
    Ok(tests)
}

/// Like [`expression`], for the text of a model's literal expression; several expressions separated by commas are their list.
pub(crate) fn expressions(source: &str, names: &Names, types: Types<'_>) -> Parsed<Vec<Expr>> {
    let mut parser = Parser::new(source, names, types)?;
    let mut all = vec![parser.expression()?];
    while parser.eat(",") {
        all.push(parser.expression()?);
    }
    parser.end()?;
    Ok(all)
}

impl<'a> Parser<'a> {
    fn new(source: &'a str, names: &Names, types: Types<'a>) -> Parsed<Parser<'a>> {
        if source.len() > LENGTH {
            return Err(Error::at(
                ErrorKind::Syntax,
                format!("the expression is longer than {LENGTH} bytes"),
                source,
                0,
            ));
        }
        Ok(Parser {
            source,
            at: 0,
            names: names.clone(),
            types,
            nesting: 0,
            interval: 0,
        })
    }

    fn end(&mut self) -> Parsed<()> {
        self.space();
        if self.at < self.source.len() {
            Err(self.unexpected("the end of the expression"))
        } else {
            Ok(())
        }
    }

    fn error(&self, message: impl Into<String>) -> Error {
        Error::at(ErrorKind::Syntax, message, self.source, self.at)
    }

    fn unexpected(&self, wanted: &str) -> Error {
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
            return Err(Error::at(
                ErrorKind::Depth,
                format!("nested deeper than {NESTING} levels"),
                self.source,
                self.at,
            ));
        }
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
