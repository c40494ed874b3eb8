//! A file holds one idea.

use super::Finding;
use super::exceptions::{self, LONG};
use super::source::Source;
use crate::tree::Tree;

/// Lines of a Rust file above its test module: what a reader takes in at one sitting.
pub(crate) const LIMIT: usize = 500;

/// Finds Rust files over the limit.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let rust = tree.files.iter().filter(|f| f.is_rust());
    rust.filter(|f| !exceptions::allows(LONG, &f.path))
        .filter_map(|file| {
            let lines = Source::of(file).code_lines();
            let message =
                format!("{lines} lines, over {LIMIT}: cut it by idea, or list it with a reason");
            (lines > LIMIT).then(|| Finding::at(&file.path, lines, message))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_counts_code_and_not_the_tests_below() {
        let code = "fn a() {}\n".repeat(LIMIT);
        let tests = format!("{code}#[cfg(test)]\nmod tests {{\n{code}}}\n");
        let long = format!("{code}fn b() {{}}\n");
        let tree = Tree::of(&[
            ("a.rs", &code),
            ("b.rs", &tests),
            ("c.rs", &long),
            ("d.md", &long),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|f| f.file).collect();
        assert_eq!(found, ["c.rs"]);
    }
}
