//! Fluent files: their texts, and texts that are filled without Fluent.

use crate::Lang;
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource,
    Variant,
};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// One language's Fluent source of a domain or a pack.
#[derive(Clone, Debug)]
pub struct Ftl {
    /// The language it is written in.
    pub lang: Lang,
    /// The name shown in errors, such as `services/ar.ftl`.
    pub name: String,
    /// The Fluent source.
    pub source: String,
}

impl Ftl {
    /// A source with its name.
    pub fn new(lang: Lang, name: impl Into<String>, source: impl Into<String>) -> Self {
        Self {
            lang,
            name: name.into(),
            source: source.into(),
        }
    }

    /// The compiled-in sources of a topic, as `include_str!` gives them.
    #[must_use]
    pub fn domain(name: &str, ar: &str, en: &str, fr: &str) -> Vec<Self> {
        [(Lang::AR, ar), (Lang::EN, en), (Lang::FR, fr)]
            .map(|(lang, source)| Self::new(lang, format!("{name}/{}.ftl", lang.code()), source))
            .into()
    }
}

/// A text of a Fluent file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its key.
    pub key: String,
    /// The arguments that it takes.
    pub arguments: BTreeSet<String>,
    /// The first eight hexadecimal digits of the SHA-256 of its text, as Fluent writes it: comments and layout do not count.
    pub hash: String,
}

/// The texts of a Fluent file, as far as it is Fluent. Fluent's parser bounds the depth of what it reads.
#[must_use]
pub fn messages(resource: &FluentResource) -> Vec<Text> {
    let messages = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    messages.map(text).collect()
}

/// As [`messages`], from a source.
#[must_use]
pub fn messages_of(source: &str) -> Vec<Text> {
    let resource = FluentResource::try_new(source.to_owned());
    messages(&resource.unwrap_or_else(|(resource, _)| resource))
}

fn text(message: &Message<&str>) -> Text {
    let mut arguments = BTreeSet::new();
    let attributes = message.attributes.iter().map(|a| &a.value);
    for value in message.value.iter().chain(attributes) {
        pattern(value, &mut arguments);
    }
    let bare = Message {
        comment: None,
        ..message.clone()
    };
    let plain = fluent_syntax::serializer::serialize(&Resource {
        body: vec![Entry::Message(bare)],
    });
    Text {
        key: message.id.name.to_owned(),
        arguments,
        hash: hex::encode(&Sha256::digest(plain.as_bytes())[..4]),
    }
}

/// The templates of a topic, in every language that is known.
#[derive(Debug)]
pub struct Templates(BTreeMap<Lang, BTreeMap<String, String>>);

impl Templates {
    /// The compiled-in sources of a topic.
    ///
    /// # Panics
    /// When one is no template: they are compiled in, and tested.
    #[must_use]
    pub fn built_in(sources: &[Ftl]) -> Self {
        let read = |ftl: &Ftl| {
            let all = templates(&ftl.source).expect("our own templates are tested");
            (ftl.lang, all)
        };
        Self(sources.iter().map(read).collect())
    }

    /// The text of a key in the language of that code; in English where the language is not known. A key that does not exist is
    /// empty.
    #[must_use]
    pub fn get(&'static self, code: &str, key: &str) -> &'static str {
        let lang = Lang::from_tag(code).unwrap_or(Lang::EN);
        let own = self.0.get(&lang).and_then(|all| all.get(key));
        own.or_else(|| lang.language().template(key))
            .or_else(|| self.0.get(&Lang::EN)?.get(key))
            .map_or("", String::as_str)
    }

    /// Whether there is such a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.values().any(|all| all.contains_key(key))
    }
}

/// Texts that are filled without Fluent: `{ $row }` becomes `{row}`. For crates that know no Fluent.
///
/// # Errors
/// The key of a text that has more than arguments and plain words, or what is no Fluent.
pub fn templates(source: &str) -> Result<BTreeMap<String, String>, String> {
    let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
        errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; ")
    })?;
    let mut all = BTreeMap::new();
    for entry in resource.entries() {
        let Entry::Message(Message {
            id,
            value: Some(value),
            ..
        }) = entry
        else {
            continue;
        };
        let filled = template(value)
            .ok_or_else(|| format!("{}: only arguments and plain words may stand here", id.name))?;
        all.insert(id.name.to_owned(), filled);
    }
    Ok(all)
}

fn template(pattern: &Pattern<&str>) -> Option<String> {
    let parts = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => Some((*value).to_owned()),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(format!("{{{}}}", id.name)),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => Some((*value).to_owned()),
        PatternElement::Placeable { .. } => None,
    });
    parts.collect()
}

fn pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression: e } = element {
            expression(e, found);
        }
    }
}

fn expression(e: &Expression<&str>, found: &mut BTreeSet<String>) {
    match e {
        Expression::Inline(e) => inline(e, found),
        Expression::Select { selector, variants } => {
            inline(selector, found);
            for Variant { value, .. } in variants {
                pattern(value, found);
            }
        }
    }
}

fn inline(e: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match e {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => call(arguments, found),
        InlineExpression::TermReference {
            arguments: Some(arguments),
            ..
        } => {
            call(arguments, found);
        }
        InlineExpression::Placeable { expression: e } => expression(e, found),
        _ => {}
    }
}

fn call(arguments: &CallArguments<&str>, found: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|e| inline(e, found));
    arguments.named.iter().for_each(|n| inline(&n.value, found));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_found_in_choices_attributes_and_calls() {
        let found = messages_of(
            "a = { $x ->\n    [one] one of { $y }\n   *[other] { NUMBER($z, digits: 2) }\n }\n    .hint = { $h }\nb = none\n",
        );
        let names: Vec<_> = found[0].arguments.iter().map(String::as_str).collect();
        assert_eq!(
            (found[0].key.as_str(), names),
            ("a", vec!["h", "x", "y", "z"])
        );
        assert_eq!((found[1].key.as_str(), found[1].arguments.len()), ("b", 0));
    }

    #[test]
    fn the_hash_is_of_the_words_and_not_of_their_layout() {
        let hash = |source: &str| messages_of(source)[0].hash.clone();
        assert_eq!(
            hash("# why\na = one\n    two\n"),
            hash("a =\n    one\n    two\n")
        );
        assert_ne!(hash("a = one\n"), hash("a = One\n"));
        assert_ne!(hash("a = one\n"), hash("a = one\n    .hint = two\n"));
        assert_eq!(hash("a = one\n").len(), 8);
    }

    #[test]
    fn templates_have_arguments_and_plain_words() {
        let all =
            templates("and = {\" \"}and{\" \"}\nrule = Rule { $row } applies{ $law }.\n").unwrap();
        assert_eq!(all["and"], " and ");
        assert_eq!(all["rule"], "Rule {row} applies{law}.");
        let refused = templates("n = { $n ->\n   *[other] many\n }\n").unwrap_err();
        assert!(refused.starts_with("n: only arguments"), "{refused}");
    }
}
