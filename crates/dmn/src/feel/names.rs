use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The names an expression may use. FEEL's names may hold spaces and signs (`Applicant Age`, `a-b`), so a text can only be read
/// when they are known; plain words need not be listed.
#[derive(Clone, Debug, Default)]
pub struct Names {
    known: HashSet<Arc<str>>,
    /// Of names that are more than a plain word: by their first word, the length of the longest.
    reach: HashMap<Arc<str>, usize>,
}

/// Longest name that is read where it is more than a plain word.
const LONGEST: usize = 200;

impl Names {
    /// None.
    #[must_use]
    pub fn new() -> Names {
        Names::default()
    }

    /// Adds a name; spaces around its parts do not matter.
    pub fn insert(&mut self, name: &str) {
        let name = normal(name);
        let first = first_word(&name);
        if first.len() < name.len() && name.len() <= LONGEST {
            match self.reach.get_mut(first) {
                Some(reach) => *reach = name.len().max(*reach),
                None => drop(self.reach.insert(first.into(), name.len())),
            }
        }
        self.known.insert(name.into());
    }

    /// The normal form of a name: one space between words, none around signs.
    pub(crate) fn normal(name: &str) -> String {
        normal(name)
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// Length in bytes of the longest known name that begins with that word and is more; nought when none does.
    pub(crate) fn reach(&self, first: &str) -> usize {
        self.reach.get(first).copied().unwrap_or(0)
    }
}

/// The plain word that a text begins with.
pub(crate) fn first_word(text: &str) -> &str {
    let end = text.find(|c| !continues_name(c)).unwrap_or(text.len());
    &text[..end]
}

impl<N: AsRef<str>> FromIterator<N> for Names {
    fn from_iter<I: IntoIterator<Item = N>>(names: I) -> Names {
        let mut all = Names::new();
        names.into_iter().for_each(|name| all.insert(name.as_ref()));
        all
    }
}

/// One space between words, none around signs.
pub(crate) fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.trim().chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let sign = is_sign(c);
        if gap && !sign && !out.chars().last().is_some_and(is_sign) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    out
}

/// Signs that a name may hold (DMN 1.5, grammar rule 30).
pub(crate) fn is_sign(c: char) -> bool {
    matches!(c, '.' | '/' | '-' | '’' | '\'' | '+' | '*')
}

pub(crate) fn starts_name(c: char) -> bool {
    c.is_alphabetic()
        || c == '_'
        || c == '?'
        || (!c.is_ascii()
            && !c.is_whitespace()
            && !c.is_numeric()
            && c != '–'
            && c != '“'
            && c != '”')
}

pub(crate) fn continues_name(c: char) -> bool {
    starts_name(c) || c.is_numeric() || c == '\u{B7}'
}
