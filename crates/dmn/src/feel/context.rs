use std::collections::HashMap;
use std::sync::Arc;

use super::Value;

/// From this many entries on, names are looked up by a hash.
const INDEXED: usize = 12;

/// Named values in the order in which they were put.
#[derive(Clone, Debug, Default)]
pub struct Context {
    entries: Vec<(Arc<str>, Value)>,
    index: Option<HashMap<Arc<str>, usize>>,
    /// How deep the deepest value nests.
    inner: u32,
    /// Cells of its values and names, nothing shared.
    cells: u64,
}

impl Context {
    /// Without entries.
    #[must_use]
    pub fn new() -> Context {
        Context::default()
    }

    /// Sets a value; an existing entry keeps its place.
    pub fn insert(&mut self, name: impl AsRef<str> + Into<Arc<str>>, value: Value) {
        self.inner = self.inner.max(value.depth());
        self.cells = self
            .cells
            .saturating_add(value.weight())
            .saturating_add(1 + name.as_ref().len() as u64 / 32);
        if let Some(at) = self.position(name.as_ref()) {
            self.entries[at].1 = value;
            return;
        }
        let name: Arc<str> = name.into();
        if let Some(index) = &mut self.index {
            index.insert(name.clone(), self.entries.len());
        }
        self.entries.push((name, value));
        if self.index.is_none() && self.entries.len() >= INDEXED {
            self.reindex();
        }
    }

    fn reindex(&mut self) {
        self.index = (self.entries.len() >= INDEXED).then(|| {
            self.entries
                .iter()
                .enumerate()
                .map(|(at, (name, _))| (name.clone(), at))
                .collect()
        });
    }

    fn position(&self, name: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(name).copied(),
            None => self.entries.iter().position(|(n, _)| &**n == name),
        }
    }

    /// The value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.position(name).map(|at| &self.entries[at].1)
    }

    /// Takes an entry out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let at = self.position(name)?;
        let (_, value) = self.entries.remove(at);
        self.reindex();
        Some(value)
    }

    /// All entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.entries.iter().map(|(name, value)| (&**name, value))
    }

    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// It has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many cells it has at most; see [`Value::weight`].
    #[must_use]
    pub fn weight(&self) -> u64 {
        self.cells.saturating_add(1)
    }

    /// How deep lists and contexts nest here at most, this one included.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.inner + 1
    }
}

/// The same names with the same values, in any order.
impl PartialEq for Context {
    fn eq(&self, other: &Context) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<N: AsRef<str> + Into<Arc<str>>> FromIterator<(N, Value)> for Context {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(entries: I) -> Context {
        let mut context = Context::new();
        for (name, value) in entries {
            context.insert(name, value);
        }
        context
    }
}
