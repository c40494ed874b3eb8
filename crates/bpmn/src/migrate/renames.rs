//! The order in which ids change, so that one after another they come to what all at once would.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Plan;

impl Plan {
    /// Each old id with its new one. An id that another is to get is freed first; a circle (two elements change their ids) is
    /// opened by an id that no XML file can have.
    pub(crate) fn renames(&self) -> Vec<(Arc<str>, Arc<str>)> {
        let mut left: BTreeMap<Arc<str>, Arc<str>> = self.renamed.clone();
        let mut ordered = Vec::new();
        while !left.is_empty() {
            let free = left.iter().find(|(_, to)| !left.contains_key(*to));
            if let Some((from, to)) = free.map(|(from, to)| (from.clone(), to.clone())) {
                left.remove(&from);
                ordered.push((from, to));
            } else if let Some((from, to)) = left.pop_first() {
                let between: Arc<str> = format!("{from}>{to}").into();
                ordered.push((from, between.clone()));
                left.insert(between, to);
            }
        }
        ordered
    }
}

#[cfg(test)]
mod tests {
    use super::Plan;

    /// What the renames make of each id, one after another.
    fn after(pairs: &[(&str, &str)]) -> Vec<String> {
        let plan = Plan {
            renamed: pairs
                .iter()
                .map(|(f, t)| ((*f).into(), (*t).into()))
                .collect(),
            ..Plan::default()
        };
        let through = |id: &str| {
            let renames = plan.renames();
            renames.iter().fold(id.to_owned(), |id, (from, to)| {
                if *id == **from { to.to_string() } else { id }
            })
        };
        pairs.iter().map(|(from, _)| through(from)).collect()
    }

    #[test]
    fn chains_and_circles_end_where_they_should() {
        assert_eq!(after(&[("a", "b"), ("b", "c")]), ["b", "c"]);
        assert_eq!(after(&[("a", "b"), ("b", "a")]), ["b", "a"]);
        assert_eq!(
            after(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]),
            ["b", "c", "a", "a"]
        );
        assert_eq!(after(&[]), Vec::<String>::new());
    }
}
