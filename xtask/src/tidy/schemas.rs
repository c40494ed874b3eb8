//! In the API's description a schema goes by the name of its type alone: of two of one name, one would stand for both.

use std::collections::BTreeMap;

use super::Finding;
use crate::tree::{File, Tree};

/// Finds types of one name that are schemas.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Vec::new();
    let crates = tree.files.iter();
    for file in crates.filter(|f| f.is_rust() && f.path.starts_with("crates/")) {
        for (line, name) in schemas(file) {
            let place = format!("{}:{line}", file.path);
            if let Some(first) = seen.get(&name) {
                let said = format!(
                    "the schema `{name}` of the API's description is another at {first}: rename one"
                );
                found.push(Finding::at(&file.path, line, said));
            } else {
                seen.insert(name, place);
            }
        }
    }
    found
}

/// Line and name of each type that derives `ToSchema`.
fn schemas(file: &File) -> Vec<(usize, String)> {
    let mut derives = false;
    let mut found = Vec::new();
    for (number, line) in file.lines() {
        if line.starts_with("#[derive(") {
            derives = line.contains("ToSchema");
        }
        let named = line
            .split_once("struct ")
            .or_else(|| line.split_once("enum "));
        if let (true, Some((before, after))) = (derives, named)
            && (before.is_empty() || before.starts_with("pub"))
        {
            let name = after.chars().take_while(|c| c.is_alphanumeric());
            found.push((number, name.collect()));
            derives = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_another_schema_has_is_found_and_types_that_are_none_are_not() {
        let schema = "/// A.\n#[derive(Debug, ToSchema)]\n#[serde(deny_unknown_fields)]\npub(crate) struct FileBody {\n}\n";
        let plain = "#[derive(Debug)]\nstruct FileBody;\n";
        let generic = "#[derive(ToSchema)]\npub struct Page<T> {\n}\n";
        let of = |second: &str| {
            let files = [("crates/a/src/a.rs", schema), ("crates/b/src/b.rs", second)];
            check(&Tree::of(&files))
        };
        let found = of(schema);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].file.as_str(), found[0].line),
            ("crates/b/src/b.rs", 4)
        );
        assert!(
            found[0].message.contains("crates/a/src/a.rs:4"),
            "{}",
            found[0].message
        );
        assert!(of(plain).is_empty() && of(generic).is_empty());
    }
}
