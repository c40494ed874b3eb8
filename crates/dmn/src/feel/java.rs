//! The few functions of Java's own library that models name as external functions (DMN 1.5, 10.3.2.13.3) and that are plain
//! arithmetic or text: computed here, for nothing outside a model is ever called. Any other external function is refused.

use std::sync::Arc;

use super::ast::{Expr, Kind};
use super::{Number, Value};

/// A function of Java's library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Java {
    Max(Numeric),
    Min(Numeric),
    Abs(Numeric),
    /// `Integer.valueOf(int)` and its like: the number, when it is one of the type.
    ValueOf(Numeric),
    /// `Integer.valueOf(java.lang.String)` and its like.
    Parse(Numeric),
    /// `String.valueOf(char)`
    CharToText,
    /// `String.format(java.lang.String, [Ljava.lang.Object;)`, with `%s` and `%%`.
    Format,
}

/// Java's types of numbers, as far as they limit values here; those with a fraction take any decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numeric {
    Whole(u32),
    Fraction,
}

/// The function that an external definition names: `{java: {class: "java.lang.Math", method signature: "max(int, int)"}}`.
pub(crate) fn from_definition(definition: &Expr) -> Option<Java> {
    let java = entry(definition, "java")?;
    named(
        text(entry(java, "class")?)?,
        text(entry(java, "method signature")?)?,
    )
}

fn entry<'e>(expr: &'e Expr, name: &str) -> Option<&'e Expr> {
    match &expr.kind {
        Kind::Context(entries) => entries.iter().find(|(n, _)| &**n == name).map(|(_, e)| e),
        _ => None,
    }
}

fn text(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        Kind::Constant(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// The function of a class with a signature.
pub(crate) fn named(class: &str, signature: &str) -> Option<Java> {
    let class = class.strip_prefix("java.lang.")?;
    let (method, params) = signature.strip_suffix(')')?.split_once('(')?;
    let params: Vec<&str> = params.split(',').map(str::trim).collect();
    match (class, method.trim(), params.as_slice()) {
        ("Math", "max", [a, b]) if a == b => numeric(a).map(Java::Max),
        ("Math", "min", [a, b]) if a == b => numeric(a).map(Java::Min),
        ("Math", "abs", [a]) => numeric(a).map(Java::Abs),
        ("String", "valueOf", ["char"]) => Some(Java::CharToText),
        ("String", "format", ["java.lang.String", "[Ljava.lang.Object;"]) => Some(Java::Format),
        (boxed, "valueOf", ["java.lang.String"]) => numeric(primitive(boxed)?).map(Java::Parse),
        (boxed, "valueOf", [plain]) if primitive(boxed) == Some(plain) => {
            numeric(plain).map(Java::ValueOf)
        }
        _ => None,
    }
}

fn primitive(boxed: &str) -> Option<&'static str> {
    Some(match boxed {
        "Byte" => "byte",
        "Short" => "short",
        "Integer" => "int",
        "Long" => "long",
        "Float" => "float",
        "Double" => "double",
        _ => return None,
    })
}

fn numeric(name: &str) -> Option<Numeric> {
    Some(match name {
        "byte" => Numeric::Whole(8),
        "short" => Numeric::Whole(16),
        "int" => Numeric::Whole(32),
        "long" => Numeric::Whole(64),
        "float" | "double" => Numeric::Fraction,
        _ => return None,
    })
}

impl Numeric {
    fn holds(self, n: Number) -> bool {
        match self {
            Numeric::Fraction => true,
            Numeric::Whole(bits) => n
                .to_i64()
                .is_some_and(|n| bits == 64 || (-(1 << (bits - 1))..1 << (bits - 1)).contains(&n)),
        }
    }

    fn of(self, value: &Value) -> Option<Number> {
        match value {
            Value::Number(n) if self.holds(*n) => Some(*n),
            _ => None,
        }
    }
}

/// Its value; null where Java would throw.
pub(crate) fn call(function: Java, args: &[Value]) -> Value {
    let two = |of: Numeric| Some((of.of(args.first()?)?, of.of(args.get(1)?)?));
    let one = |of: Numeric| of.of(args.first()?);
    match function {
        Java::Max(of) => Value::number(two(of).map(|(a, b)| a.max(b))),
        Java::Min(of) => Value::number(two(of).map(|(a, b)| a.min(b))),
        Java::Abs(of) => Value::number(one(of).map(Number::abs)),
        Java::ValueOf(of) => Value::number(one(of)),
        Java::Parse(of) => Value::number(
            args.first()
                .and_then(Value::as_str)
                .and_then(Number::parse)
                .filter(|n| of.holds(*n)),
        ),
        Java::CharToText => match args {
            [Value::String(text)] if text.chars().count() == 1 => Value::String(text.clone()),
            _ => Value::Null,
        },
        Java::Format => formatted(args).map_or(Value::Null, Value::string),
    }
}

fn formatted(args: &[Value]) -> Option<Arc<str>> {
    let (format, mut rest) = (args.first()?.as_str()?, args[1..].iter());
    let (mut out, mut chars) = (String::new(), format.chars());
    while let Some(c) = chars.next() {
        match (c, c == '%') {
            (_, false) => out.push(c),
            _ => match chars.next()? {
                's' => out.push_str(&rest.next()?.to_string()),
                '%' => out.push('%'),
                _ => return None,
            },
        }
    }
    Some(out.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_limit_values() {
        let byte = named("java.lang.Byte", "valueOf(byte)").unwrap();
        assert_eq!(call(byte, &[Value::from(127)]), Value::from(127));
        assert_eq!(call(byte, &[Value::from(128)]), Value::Null);
        assert_eq!(named("java.lang.Runtime", "exit(int)"), None);
        assert_eq!(
            named("java.lang.Math", "max(java.lang.String, java.lang.String)"),
            None
        );
    }

    #[test]
    fn text_is_formatted() {
        assert_eq!(
            call(Java::Format, &[Value::from("%s%%"), Value::from(7)]),
            Value::from("7%")
        );
        assert_eq!(
            call(Java::Format, &[Value::from("%d"), Value::from(7)]),
            Value::Null
        );
    }
}
