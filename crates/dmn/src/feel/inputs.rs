//! Which names an expression reads.

use std::sync::Arc;

use super::ast::{Expr, Iterated, Kind, Suffix, Test};

/// The expression uses that name.
pub(crate) fn mentions(expr: &Expr, name: &str) -> bool {
    let mut found = false;
    visit(expr, &mut |e, _| {
        let base = match &e.kind {
            Kind::Postfix(base, _) => base,
            _ => e,
        };
        found |= matches!(&base.bare().kind, Kind::Name(n) if &**n == name);
    });
    found
}

/// The expression has a function definition in it.
pub(crate) fn makes_functions(expr: &Expr) -> bool {
    let mut found = false;
    visit(expr, &mut |e, _| {
        found |= matches!(e.kind, Kind::Function(_));
    });
    found
}

/// The qualified names read from the scope: free names with the members taken of them. What stands in a filter may as well be an
/// entry of the item that is filtered; `in_filters` tells whether such names count.
pub(crate) fn free(expr: &Expr, in_filters: bool) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    visit(expr, &mut |e, bound| {
        let (base, suffixes): (&Expr, &[Suffix]) = match &e.kind {
            Kind::Postfix(base, suffixes) => (base, suffixes),
            Kind::Name(_) => (e, &[]),
            _ => return,
        };
        let Kind::Name(name) = &base.kind else { return };
        let called = matches!(
            suffixes.first(),
            Some(Suffix::Call(_) | Suffix::CallNamed(_))
        );
        let library = called && super::builtins::find(name).is_some();
        if bound.names.contains(name) || library || &**name == "?" {
            return;
        }
        if bound.filters > 0 && !in_filters {
            return;
        }
        let members = suffixes.iter().map_while(|s| match s {
            Suffix::Member(member) => Some(member.to_string()),
            _ => None,
        });
        let path: Vec<String> = std::iter::once(name.to_string()).chain(members).collect();
        if !all.contains(&path) {
            all.push(path);
        }
    });
    all
}

/// What surrounds an expression: the names bound there, and how many filters it stands in.
#[derive(Default)]
struct Bound {
    names: Vec<Arc<str>>,
    filters: usize,
}

type Visitor<'v> = &'v mut dyn FnMut(&Expr, &Bound);

fn visit(expr: &Expr, seen: Visitor<'_>) {
    walk(expr, &mut Bound::default(), seen);
}

fn walk(expr: &Expr, bound: &mut Bound, seen: Visitor<'_>) {
    seen(expr, bound);
    let depth = bound.names.len();
    match &expr.kind {
        Kind::Constant(_) | Kind::Name(_) | Kind::Table(_) | Kind::Java(..) => {}
        Kind::Negate(e)
        | Kind::InstanceOf(e, _)
        | Kind::Typed(e, _)
        | Kind::Placed(_, e)
        | Kind::Points { value: e, .. } => walk(e, bound, seen),
        Kind::Chain(first, rest) => {
            walk(first, bound, seen);
            rest.iter().for_each(|(_, e)| walk(e, bound, seen));
        }
        Kind::And(all) | Kind::Or(all) | Kind::List(all) => {
            all.iter().for_each(|e| walk(e, bound, seen));
        }
        Kind::Compare(_, a, b) => [a, b].into_iter().for_each(|e| walk(e, bound, seen)),
        Kind::Between(a, b, c) | Kind::If(a, b, c) => {
            [a, b, c].into_iter().for_each(|e| walk(e, bound, seen));
        }
        Kind::In(e, tests) => {
            walk(e, bound, seen);
            walk_tests(tests, bound, seen);
        }
        Kind::Tests(tests) => walk_tests(tests, bound, seen),
        Kind::For(iterations, body, _) | Kind::Quantified(_, iterations, body) => {
            for (name, over) in iterations {
                match over {
                    Iterated::Over(e) => walk(e, bound, seen),
                    Iterated::Between(a, b) => {
                        [a, b].into_iter().for_each(|e| walk(e, bound, seen));
                    }
                }
                bound.names.push(name.clone());
            }
            bound.names.push("partial".into());
            walk(body, bound, seen);
        }
        Kind::Postfix(base, suffixes) => {
            // A qualified name was reported whole.
            if !matches!(base.kind, Kind::Name(_)) {
                walk(base, bound, seen);
            }
            suffixes.iter().for_each(|s| walk_suffix(s, bound, seen));
        }
        Kind::Where(list, condition) => {
            walk(list, bound, seen);
            walk_filter(condition, bound, seen);
        }
        Kind::Context(entries) => walk_entries(entries, bound, seen),
        Kind::Block(entries, result) => {
            walk_entries(entries, bound, seen);
            walk(result, bound, seen);
        }
        Kind::Function(lambda) => {
            bound
                .names
                .extend(lambda.params.iter().map(|(name, _)| name.clone()));
            walk(&lambda.body, bound, seen);
        }
        Kind::Range { low, high, .. } => [low, high]
            .into_iter()
            .flatten()
            .for_each(|e| walk(e, bound, seen)),
    }
    bound.names.truncate(depth);
}

fn walk_tests(tests: &[Test], bound: &mut Bound, seen: Visitor<'_>) {
    tests.iter().for_each(|t| walk(&t.expr, bound, seen));
}

fn walk_entries(entries: &[(Arc<str>, Expr)], bound: &mut Bound, seen: Visitor<'_>) {
    for (name, e) in entries {
        walk(e, bound, seen);
        bound.names.push(name.clone());
    }
}

fn walk_filter(condition: &Expr, bound: &mut Bound, seen: Visitor<'_>) {
    bound.names.push("item".into());
    bound.filters += 1;
    walk(condition, bound, seen);
    bound.filters -= 1;
    bound.names.pop();
}

fn walk_suffix(suffix: &Suffix, bound: &mut Bound, seen: Visitor<'_>) {
    match suffix {
        Suffix::Member(_) => {}
        Suffix::Filter(e) => walk_filter(e, bound, seen),
        Suffix::Call(all) => all.iter().for_each(|e| walk(e, bound, seen)),
        Suffix::CallNamed(all) => all.iter().for_each(|(_, e)| walk(e, bound, seen)),
    }
}
