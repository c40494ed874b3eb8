//! Which arguments each text takes, read from its Fluent syntax.

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern};
use fluent_syntax::ast::{PatternElement, Variant};
use std::collections::BTreeSet;

/// The messages of a Fluent file with the arguments that each takes. Fluent's parser bounds the
/// depth of what it reads.
pub(super) fn messages(resource: &FluentResource) -> Vec<(String, BTreeSet<String>)> {
    let mut all = Vec::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut arguments = BTreeSet::new();
        let attributes = message.attributes.iter().map(|a| &a.value);
        for value in message.value.iter().chain(attributes) {
            pattern(value, &mut arguments);
        }
        all.push((message.id.name.to_owned(), arguments));
    }
    all
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
    use super::messages;
    use fluent_bundle::FluentResource;

    #[test]
    fn arguments_are_found_in_choices_attributes_and_calls() {
        let source = "a = { $x ->\n    [one] one of { $y }\n   *[other] { NUMBER($z, digits: 2) }\n }\n    .hint = { $h }\nb = none\n";
        let resource = FluentResource::try_new(source.to_owned()).unwrap();
        let found = messages(&resource);
        let names: Vec<_> = found[0].1.iter().map(String::as_str).collect();
        assert_eq!(
            (found[0].0.as_str(), names),
            ("a", vec!["h", "x", "y", "z"])
        );
        assert_eq!(found[1], ("b".to_owned(), Default::default()));
    }
}
