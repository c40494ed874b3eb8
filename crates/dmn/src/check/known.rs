//! What is known of names at a place.

use std::sync::Arc;

use crate::feel::Type;
use crate::feel::types::Plain;

/// What a name stands for.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// A value of a type.
    Value(Type),
    /// A function: parameters and result.
    Function(Vec<(Arc<str>, Type)>, Type),
}

/// The names at a place, the innermost last.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    names: Vec<(Arc<str>, Known)>,
    /// Scopes whose names cannot be known: entries of a context without declared type.
    open: usize,
}

impl Scope {
    /// One in which every name may be.
    pub(super) fn open() -> Scope {
        Scope {
            names: Vec::new(),
            open: 1,
        }
    }

    pub(super) fn put(&mut self, name: Arc<str>, known: Known) {
        self.names.push((name, known));
    }

    pub(super) fn put_value(&mut self, name: &str, of: Type) {
        self.put(name.into(), Known::Value(of));
    }

    /// An element of an imported model, under the import's name.
    pub(super) fn put_member(&mut self, import: &Arc<str>, name: Arc<str>, known: Known) {
        let of = match known {
            Known::Value(of) => of,
            Known::Function(params, _) => Type::Function(params.len()),
        };
        let place = self.names.iter_mut().find(|(n, _)| n == import);
        match place {
            Some((_, Known::Value(Type::Context(entries)))) => {
                let mut more = (**entries).clone();
                more.push((name, of));
                *entries = Arc::new(more);
            }
            _ => self.put(
                import.clone(),
                Known::Value(Type::Context(Arc::new(vec![(name, of)]))),
            ),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Known> {
        self.names
            .iter()
            .rev()
            .find(|(n, _)| &**n == name)
            .map(|(_, known)| known)
    }

    pub(super) fn is_open(&self) -> bool {
        self.open > 0
    }

    /// The entries of an item that is filtered, and the item itself.
    pub(super) fn put_item(&mut self, of: &Type) {
        match bare(of) {
            Type::Context(entries) => {
                for (name, of) in entries.iter() {
                    self.put(name.clone(), Known::Value(of.clone()));
                }
            }
            Type::Any | Type::Plain(Plain::Context) => self.open += 1,
            _ => {}
        }
        self.put_value("item", of.clone());
    }

    /// To come back to.
    pub(super) fn mark(&self) -> (usize, usize) {
        (self.names.len(), self.open)
    }

    pub(super) fn back(&mut self, (names, open): (usize, usize)) {
        self.names.truncate(names);
        self.open = open;
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.names.iter().map(|(name, _)| name)
    }
}

/// The type without allowed values.
pub(super) fn bare(of: &Type) -> &Type {
    match of {
        Type::Allowed(inner, _) => bare(inner),
        other => other,
    }
}

/// A plain type, when it is certainly one.
pub(super) fn plain(of: &Type) -> Option<Plain> {
    match bare(of) {
        Type::Plain(Plain::Context) => None,
        Type::Plain(plain) => Some(*plain),
        _ => None,
    }
}

/// As a person calls it.
pub(super) fn shown(of: Plain) -> &'static str {
    match of {
        Plain::Number => "a number",
        Plain::String => "a text",
        Plain::Boolean => "true or false",
        Plain::Date => "a date",
        Plain::Time => "a time",
        Plain::DateTime => "a date and time",
        Plain::DaysTime => "a duration of days and time",
        Plain::YearsMonths => "a duration of years and months",
        Plain::Context => "a context",
    }
}
