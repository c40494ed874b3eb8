//! What an expression is made of once read. Chains (`a + b + c`, `a.b[1](x)`) are flat, so that depth here is the nesting that was written.

use std::sync::Arc;

use super::Value;
use super::scope::Scope;
use super::types::Type;

/// An expression and where it begins in its source.
#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub(crate) kind: Kind,
    pub(crate) at: u32,
}

impl Expr {
    /// The expression itself, without its place.
    pub(crate) fn bare(&self) -> &Expr {
        match &self.kind {
            Kind::Placed(_, inner) => inner.bare(),
            _ => self,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Constant(Value),
    Name(Arc<str>),
    Negate(Box<Expr>),
    /// A first operand and what follows, of one precedence.
    Chain(Box<Expr>, Vec<(Operator, Expr)>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Compare(Comparison, Box<Expr>, Box<Expr>),
    Between(Box<Expr>, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Vec<Test>),
    InstanceOf(Box<Expr>, Type),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// Iterations, the result of each, and whether it reads `partial`.
    For(Vec<(Arc<str>, Iterated)>, Box<Expr>, bool),
    Quantified(Quantifier, Vec<(Arc<str>, Iterated)>, Box<Expr>),
    /// A base and what follows it.
    Postfix(Box<Expr>, Vec<Suffix>),
    List(Vec<Expr>),
    Context(Vec<(Arc<str>, Expr)>),
    /// A boxed context with a result: entries, then the value.
    Block(Vec<(Arc<str>, Expr)>, Box<Expr>),
    Function(Arc<Lambda>),
    Range {
        low: Option<Box<Expr>>,
        low_closed: bool,
        high: Option<Box<Expr>>,
        high_closed: bool,
    },
    /// `(=value)` or `(!=value)`.
    Points {
        equal: bool,
        value: Box<Expr>,
    },
    /// Where in a model the expression stands.
    Placed(Arc<crate::place::Place>, Box<Expr>),
    /// Converts its value to a declared type.
    Typed(Box<Expr>, Type),
    /// The body of an external function: over the values of its parameters.
    Java(super::java::Java, Vec<Arc<str>>),
    Table(Arc<crate::table::Table>),
    /// A boxed filter: every item for which the expression is true.
    Where(Box<Expr>, Box<Expr>),
    /// A unary tests expression over the special name `?`.
    Tests(Vec<Test>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Some,
    Every,
}

#[derive(Clone, Debug)]
pub(crate) enum Iterated {
    Over(Expr),
    Between(Expr, Expr),
}

#[derive(Clone, Debug)]
pub(crate) enum Suffix {
    Member(Arc<str>),
    Filter(Expr),
    Call(Vec<Expr>),
    CallNamed(Vec<(Arc<str>, Expr)>),
}

/// A unary test: what an input is held against (DMN 1.5, 7.3.6, grammar rules 7 to 17).
#[derive(Clone, Debug)]
pub struct Test {
    pub(crate) expr: Expr,
    pub(crate) form: TestForm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TestForm {
    /// `-`
    Any,
    /// Compares the input with a value.
    Compare(Comparison),
    /// A value, list, range, or a condition over `?`.
    Value { condition: bool },
    /// `not(…)`: the expression is [`Kind::Tests`].
    Not,
}

/// A function as written.
#[derive(Debug)]
pub(crate) struct Lambda {
    pub(crate) params: Vec<(Arc<str>, Type)>,
    pub(crate) body: Expr,
    pub(crate) result: Type,
}

/// Something that can be called.
#[derive(Debug)]
pub struct Function(pub(crate) Callee);

#[derive(Debug)]
pub(crate) enum Callee {
    /// One of the library, by its place.
    Builtin(usize),
    /// A function with the names it was made among.
    Closure(Arc<Lambda>, Scope),
    /// A business knowledge model or decision service of the model, by its place.
    Model(crate::model::Callable),
}

impl Function {
    pub(crate) fn depth(&self) -> u32 {
        match &self.0 {
            Callee::Closure(_, scope) => scope.depth() + 1,
            _ => 1,
        }
    }

    /// How many parameters it declares; nothing for those of the library, which take various.
    pub(crate) fn arity(&self) -> Option<usize> {
        match &self.0 {
            Callee::Closure(lambda, _) => Some(lambda.params.len()),
            _ => None,
        }
    }
}
