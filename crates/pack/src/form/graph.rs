//! Which fields of a form follow from which: by the expression that computes a field, and by the condition under which it is shown.

use std::collections::BTreeSet;

use super::Field;

/// The dependencies between a form's fields, by their places in the form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// For each field, those that it reads, each once.
    reads: Vec<Vec<usize>>,
    /// For each field, those that read it.
    readers: Vec<Vec<usize>>,
    /// Every field once, none before one that it reads; where nothing forbids it, as on the pages. Fields that form a circle
    /// come last: the check refuses such a form.
    order: Vec<usize>,
}

impl Graph {
    pub(crate) fn of(form: &str, fields: &[Field]) -> Graph {
        let reads: Vec<Vec<usize>> = fields.iter().map(|f| reads(form, f, fields)).collect();
        let mut readers = vec![Vec::new(); fields.len()];
        for (field, inputs) in reads.iter().enumerate() {
            for input in inputs {
                readers[*input].push(field);
            }
        }
        let order = order(&reads, &readers);
        Graph {
            reads,
            readers,
            order,
        }
    }

    pub(crate) fn reads(&self, field: usize) -> &[usize] {
        &self.reads[field]
    }

    pub(crate) fn readers(&self, field: usize) -> &[usize] {
        &self.readers[field]
    }

    pub(crate) fn order(&self) -> &[usize] {
        &self.order
    }
}

/// The fields that a field's value depends on: `area`, or `application.area` in the form `application`.
fn reads(form: &str, field: &Field, fields: &[Field]) -> Vec<usize> {
    let place = |name: &str| fields.iter().position(|f| f.name == name);
    let expressions = [&field.compute, &field.when].into_iter().flatten();
    let mut all: Vec<usize> = Vec::new();
    for path in expressions.flat_map(dmn::feel::Expression::inputs) {
        let mut names = path.iter().map(String::as_str);
        let found = names.next().and_then(|first| {
            let of_form = |second| (first == form).then(|| place(second)).flatten();
            place(first).or_else(|| names.next().and_then(of_form))
        });
        all.extend(found.filter(|input| !all.contains(input)));
    }
    all
}

fn order(reads: &[Vec<usize>], readers: &[Vec<usize>]) -> Vec<usize> {
    let mut missing: Vec<usize> = reads.iter().map(Vec::len).collect();
    let free = (0..reads.len()).filter(|field| missing[*field] == 0);
    let mut free: BTreeSet<usize> = free.collect();
    let mut order = Vec::with_capacity(reads.len());
    while let Some(field) = free.pop_first() {
        order.push(field);
        for reader in &readers[field] {
            missing[*reader] -= 1;
            if missing[*reader] == 0 {
                free.insert(*reader);
            }
        }
    }
    order.extend((0..reads.len()).filter(|field| missing[*field] > 0));
    order
}
