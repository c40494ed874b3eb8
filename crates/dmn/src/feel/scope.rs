use std::sync::Arc;

use super::{Context, Value};

/// The names visible at a place: a chain of bindings, the innermost first. Shared by the functions made there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope(Option<Arc<Node>>);

#[derive(Debug)]
struct Node {
    parent: Scope,
    binding: Binding,
    depth: u32,
}

#[derive(Debug)]
enum Binding {
    One(Arc<str>, Value),
    All(Arc<Context>),
}

impl Scope {
    /// With one more name.
    pub(crate) fn with(&self, name: Arc<str>, value: Value) -> Scope {
        let depth = self.depth().max(value.depth()) + 1;
        Scope(Some(Arc::new(Node {
            parent: self.clone(),
            binding: Binding::One(name, value),
            depth,
        })))
    }

    /// With all names of a context.
    pub(crate) fn with_all(&self, context: Arc<Context>) -> Scope {
        let depth = self.depth().max(context.depth()) + 1;
        Scope(Some(Arc::new(Node {
            parent: self.clone(),
            binding: Binding::All(context),
            depth,
        })))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        let mut next = &self.0;
        while let Some(node) = next {
            match &node.binding {
                Binding::One(bound, value) if &**bound == name => return Some(value),
                Binding::All(context) => {
                    if let Some(value) = context.get(name) {
                        return Some(value);
                    }
                }
                Binding::One(..) => {}
            }
            next = &node.parent.0;
        }
        None
    }

    /// Length of the chain and nesting of what it binds: what dropping it costs in stack.
    pub(crate) fn depth(&self) -> u32 {
        self.0.as_ref().map_or(0, |node| node.depth)
    }
}
