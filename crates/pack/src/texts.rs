//! Every word that a person reads (Fluent), in all languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use language::Lang;

use crate::Files;
use crate::finding::Findings;

/// The languages that a pack has to have where nothing else is said: those that are compiled in.
pub const LANGUAGES: [&str; 3] = ["ar", "en", "fr"];

/// Most languages of a pack.
const MOST: usize = 64;

/// The texts of a pack.
pub struct Texts {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
    keys: BTreeMap<String, BTreeSet<String>>,
}

impl Texts {
    pub(crate) fn read(files: &Files, findings: &mut Findings) -> Texts {
        let (mut bundles, mut keys) = (BTreeMap::new(), BTreeMap::new());
        for (path, bytes) in files.iter() {
            let Some(language) = language_of(path) else {
                continue;
            };
            if !is_language(language) || bundles.len() >= MOST {
                let message = format!(
                    "`{language}` is no language code: name the file text/es.ftl, with a code of two or three small letters, for {MOST} languages at most"
                );
                findings.error("text", path, 1, "", message);
                continue;
            }
            let Ok(source) = std::str::from_utf8(bytes) else {
                findings.error("text", path, 1, "", "the file is not UTF-8");
                continue;
            };
            let (bundle, found) = one(language, path, source.to_owned(), findings);
            bundles.insert(language.to_owned(), bundle);
            keys.insert(language.to_owned(), found);
        }
        Texts { bundles, keys }
    }

    /// The text of a key, or of its attribute (`key.hint`), without arguments.
    #[must_use]
    pub fn text(&self, language: &str, key: &str) -> Option<String> {
        self.resolve(language, key, None)
    }

    /// The text of a key with arguments; the key itself when it is missing, so that a gap is seen.
    #[must_use]
    pub fn format(&self, language: &str, key: &str, args: &[(&str, String)]) -> String {
        let mut given = FluentArgs::new();
        for (name, value) in args {
            given.set((*name).to_owned(), FluentValue::from(value.clone()));
        }
        self.resolve(language, key, Some(&given))
            .unwrap_or_else(|| key.to_owned())
    }

    /// There is a text for the key.
    #[must_use]
    pub fn has(&self, language: &str, key: &str) -> bool {
        self.keys
            .get(language)
            .is_some_and(|keys| keys.contains(key))
    }

    /// The languages that the pack has texts in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    /// The pack has texts in that language.
    #[must_use]
    pub fn knows(&self, language: &str) -> bool {
        self.bundles.contains_key(language)
    }

    /// What a text leaves open (`{ $name }`); another text that it refers to is among them, by its key.
    #[must_use]
    pub fn variables(&self, language: &str, key: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let bundle = self.bundles.get(language);
        let message = bundle.and_then(|b| b.get_message(key));
        if let Some(pattern) = message.and_then(|m| m.value()) {
            in_pattern(pattern, &mut found);
        }
        found
    }

    pub(crate) fn keys(&self, language: &str) -> impl Iterator<Item = &str> {
        self.keys
            .get(language)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    fn resolve(&self, language: &str, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        // A case may run on a version that was deployed before the house offered the language.
        let english = || self.bundles.get("en");
        let bundle = self.bundles.get(language).or_else(english);
        let bundle = bundle.or_else(|| self.bundles.values().next())?;
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        // What a text lacks stands in it as `{$name}`: seen, and no reason to send nothing.
        let mut errors = Vec::new();
        Some(
            bundle
                .format_pattern(pattern, args, &mut errors)
                .into_owned(),
        )
    }
}

/// The language of a file of texts: `text/ar.ftl` has Arabic.
pub(crate) fn language_of(path: &str) -> Option<&str> {
    path.strip_prefix("text/")?.strip_suffix(".ftl")
}

fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, found);
            }
        }
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn one(
    language: &str,
    path: &str,
    source: String,
    findings: &mut Findings,
) -> (FluentBundle<FluentResource>, BTreeSet<String>) {
    let mut keys = BTreeSet::new();
    let lines = |at: usize, source: &str| {
        source.get(..at).unwrap_or(source).matches('\n').count() as u32 + 1
    };
    let resource = match FluentResource::try_new(source) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                findings.error(
                    "text",
                    path,
                    lines(error.pos.start, resource.source()),
                    "",
                    format!("this is no Fluent: {error}"),
                );
            }
            resource
        }
    };
    for entry in resource.entries() {
        let Entry::Message(message) = entry else {
            continue;
        };
        let name = message.id.name;
        if message.value.is_some() && !keys.insert(name.to_owned()) {
            findings.error(
                "duplicate-text",
                path,
                crate::finding::line_of(resource.source(), &format!("{name} =")),
                name,
                "this text is there twice",
            );
        }
        keys.extend(
            message
                .attributes
                .iter()
                .map(|a| format!("{name}.{}", a.id.name)),
        );
    }
    let id = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Arabic needs its Latin and numeric arguments isolated; left-to-right texts read the same without. Of a language that is
    // not known here the direction is not known either.
    bundle.set_use_isolating(Lang::from_tag(language).is_none_or(Lang::is_rtl));
    bundle.add_resource_overriding(resource);
    (bundle, keys)
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.keys.iter().map(|(l, keys)| (l, keys.len())))
            .finish()
    }
}
