//! Computed fields form no circle, and read only what is computed before them.

use std::collections::BTreeMap;

use dmn::feel::Expression;

use super::Checker;
use crate::Form;
use crate::finding::line_of;
use crate::pack::Pack;

/// For each field, the fields of the form that its value depends on.
type Reads<'f> = BTreeMap<&'f str, Vec<String>>;

impl Checker<'_> {
    pub(super) fn circles(&mut self, pack: &Pack) {
        for form in pack.forms.values() {
            let reads = reads(form);
            let circle = circle(&reads);
            if let Some(circle) = &circle {
                let message = format!(
                    "these fields are computed from one another: {}",
                    circle.join(" → ")
                );
                self.field(form, &circle[0], "circular-fields", message);
            }
            for (field, later) in too_early(form, &reads) {
                if circle.as_ref().is_none_or(|c| !c.contains(&field)) {
                    let message = format!(
                        "it is computed from `{later}`, which is computed after it: move it behind `{later}`"
                    );
                    self.field(form, &field, "computed-too-early", message);
                }
            }
        }
    }

    fn field(&mut self, form: &Form, field: &str, code: &'static str, message: String) {
        let file = format!("forms/{}.json", form.id);
        let source = String::from_utf8_lossy(self.files.get(&file).unwrap_or_default());
        let line = line_of(&source, &format!("\"{field}\""));
        self.findings.error(code, &file, line, field, message);
    }
}

/// What the value of each field depends on: by its expression, and by the condition under which it is there.
fn reads(form: &Form) -> Reads<'_> {
    let mut all = Reads::new();
    for field in form.fields() {
        let expressions = [&field.compute, &field.when];
        let inputs = expressions
            .into_iter()
            .flatten()
            .flat_map(|e| of_form(form, e));
        all.insert(&field.name, inputs.collect());
    }
    all
}

/// The fields of the form that an expression reads: `area`, or `application.area` in the form `application`.
fn of_form(form: &Form, expression: &Expression) -> Vec<String> {
    let fields = expression.inputs().into_iter().filter_map(|path| {
        let mut names = path.into_iter();
        let first = names.next()?;
        if form.field(&first).is_some() {
            return Some(first);
        }
        names
            .next()
            .filter(|_| first == form.id)
            .filter(|second| form.field(second).is_some())
    });
    fields.collect()
}

/// The fields of a circle in order, the first again at the end.
fn circle(reads: &Reads<'_>) -> Option<Vec<String>> {
    let mut done: Vec<&str> = Vec::new();
    for start in reads.keys() {
        // The path from the start, each with the next of its inputs to follow.
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((field, next)) = path.last_mut() {
            let input = reads.get(field).and_then(|inputs| inputs.get(*next));
            *next += 1;
            match input {
                None => done.extend(path.pop().map(|(field, _)| field)),
                Some(input) if done.contains(&input.as_str()) => {}
                Some(input) => {
                    if let Some(at) = path.iter().position(|(f, _)| f == input) {
                        let circle = path[at..].iter().map(|(f, _)| (*f).to_owned());
                        return Some(circle.chain([input.clone()]).collect());
                    }
                    path.push((input, 0));
                }
            }
        }
    }
    None
}

/// Computed fields that read one that is computed after them.
fn too_early(form: &Form, reads: &Reads<'_>) -> Vec<(String, String)> {
    let places: BTreeMap<&str, usize> = form
        .fields()
        .enumerate()
        .map(|(at, field)| (field.name.as_str(), at))
        .collect();
    let computed = |name: &str| form.field(name).is_some_and(|f| f.compute.is_some());
    let mut all = Vec::new();
    for field in form.fields().filter(|f| f.compute.is_some()) {
        let inputs = reads.get(field.name.as_str()).into_iter().flatten();
        let later = inputs
            .filter(|input| computed(input))
            .find(|input| places[input.as_str()] > places[field.name.as_str()]);
        all.extend(later.map(|later| (field.name.clone(), later.clone())));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&'static str, &[&str])]) -> Reads<'static> {
        edges
            .iter()
            .map(|(field, inputs)| (*field, inputs.iter().map(ToString::to_string).collect()))
            .collect()
    }

    #[test]
    fn a_circle_is_told_in_order() {
        let reads = graph(&[("a", &["b"]), ("b", &["c", "d"]), ("c", &[]), ("d", &["b"])]);
        assert_eq!(circle(&reads).unwrap(), ["b", "d", "b"]);
        assert_eq!(circle(&graph(&[("a", &["a"])])).unwrap(), ["a", "a"]);
    }

    #[test]
    fn what_two_fields_share_is_no_circle() {
        assert_eq!(
            circle(&graph(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])])),
            None
        );
    }
}
