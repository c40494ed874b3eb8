//! Computed fields form no circle.

use super::Checker;
use crate::Form;
use crate::finding::line_of;
use crate::pack::Pack;

impl Checker<'_> {
    pub(super) fn circles(&mut self, pack: &Pack) {
        for form in pack.forms.values() {
            let reads = |field: usize| form.graph.reads(field);
            if let Some(circle) = circle(form.fields.len(), reads) {
                let names: Vec<&str> = circle
                    .iter()
                    .map(|at| form.fields[*at].name.as_str())
                    .collect();
                let message = format!(
                    "these fields are computed from one another: {}",
                    names.join(" → ")
                );
                self.field(form, names[0], "circular-fields", message);
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

/// The fields of a circle in order, the first again at the end.
fn circle<'g>(fields: usize, reads: impl Fn(usize) -> &'g [usize]) -> Option<Vec<usize>> {
    let mut done = vec![false; fields];
    for start in 0..fields {
        // The path from the start, each with the next of its inputs to follow.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((field, next)) = path.last_mut() {
            let input = reads(*field).get(*next).copied();
            *next += 1;
            match input {
                None => path.pop().into_iter().for_each(|(f, _)| done[f] = true),
                Some(input) if done[input] => {}
                Some(input) => {
                    if let Some(at) = path.iter().position(|(f, _)| *f == input) {
                        let circle = path[at..].iter().map(|(f, _)| *f);
                        return Some(circle.chain([input]).collect());
                    }
                    path.push((input, 0));
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(reads: &[&'static [usize]]) -> Option<Vec<usize>> {
        circle(reads.len(), |field| reads[field])
    }

    #[test]
    fn a_circle_is_told_in_order() {
        assert_eq!(of(&[&[1], &[2, 3], &[], &[1]]).unwrap(), [1, 3, 1]);
        assert_eq!(of(&[&[0]]).unwrap(), [0, 0]);
    }

    #[test]
    fn what_two_fields_share_is_no_circle() {
        assert_eq!(of(&[&[1, 2], &[2], &[]]), None);
    }
}
