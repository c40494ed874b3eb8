//! Names of types (DMN 1.5, grammar rule 66).

use std::sync::Arc;

use super::{Parsed, Parser};
use crate::feel::types::Type;

const WORDS: [&str; 14] = [
    "days and time duration",
    "years and months duration",
    "date and time",
    "dateTime",
    "dayTimeDuration",
    "yearMonthDuration",
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "Any",
    "Null",
    "context",
];

impl Parser<'_> {
    pub(super) fn type_name(&mut self) -> Parsed<Type> {
        self.nested(Self::type_here)
    }

    fn type_here(&mut self) -> Parsed<Type> {
        for (word, make) in [
            ("list", Type::List as fn(Arc<Type>) -> Type),
            ("range", Type::Range),
        ] {
            let before = self.at;
            if self.eat_word(word) {
                if self.eat("<") {
                    let of = self.type_name()?;
                    self.expect(">")?;
                    return Ok(make(Arc::new(of)));
                }
                self.at = before;
            }
        }
        if self.eat_word("function") && self.eat("<") {
            return self.function_type();
        }
        let before = self.at;
        if self.eat_word("context") && self.eat("<") {
            return self.context_type();
        }
        self.at = before;
        self.plain_type()
    }

    fn function_type(&mut self) -> Parsed<Type> {
        let mut arity = 0;
        while !self.eat(">") {
            self.type_name()?;
            arity += 1;
            if !self.eat(",") {
                self.expect(">")?;
                break;
            }
        }
        self.expect("->")?;
        self.type_name()?;
        Ok(Type::Function(arity))
    }

    fn context_type(&mut self) -> Parsed<Type> {
        let mut entries = Vec::new();
        while !self.eat(">") {
            let name = self.new_name(&[':'], None)?;
            self.expect(":")?;
            entries.push((name, self.type_name()?));
            if !self.eat(",") {
                self.expect(">")?;
                break;
            }
        }
        Ok(Type::Context(Arc::new(entries)))
    }

    fn plain_type(&mut self) -> Parsed<Type> {
        for word in WORDS {
            let before = self.at;
            let found = word.split(' ').all(|part| self.eat_word(part));
            if found {
                return Ok(Type::named(word).expect("the words are names of types"));
            }
            self.at = before;
        }
        let start = self.at;
        self.space();
        let rest = self.rest();
        let end = rest
            .find(|c: char| {
                !(crate::feel::names::continues_name(c) || c == '.' || c == ' ' || c == '-')
            })
            .unwrap_or(rest.len());
        // The longest prefix that the model knows as a type.
        let text = rest[..end].trim_end();
        let ends = text
            .char_indices()
            .filter(|(_, c)| *c == ' ')
            .map(|(at, _)| at)
            .chain([text.len()])
            .rev();
        for end in ends {
            if let Some(of) = (self.types)(&text[..end]) {
                self.at += end;
                return Ok(of);
            }
        }
        self.at = start;
        Err(self.unexpected("the name of a type"))
    }
}
