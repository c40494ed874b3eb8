//! Migrations: `migrations/NNNN_name.sql`, without gaps, each compiled into the program.

use super::Finding;
use crate::tree::Tree;

const FOLDER: &str = "migrations/";
/// Where the program lists them.
const LIST: &str = "crates/casework/src/store/migrate.rs";

/// Checks numbers and the list.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let list = tree.get(LIST).map_or("", |f| f.text.as_str());
    let (mut findings, mut last) = (Vec::new(), 0);
    for file in tree.files.iter().filter(|f| f.path.starts_with(FOLDER)) {
        match number(file.name()) {
            Some(n) if n == last + 1 => last = n,
            Some(n) => {
                let message = format!("has number {n:04} where {:04} is next", last + 1);
                findings.push(Finding::at(&file.path, 1, message));
                last = n;
            }
            None => findings.push(Finding::at(&file.path, 1, "is not named NNNN_name.sql")),
        }
        if !list.contains(&format!("migrations/{}\"", file.name())) {
            let message = format!("does not include {}", file.path);
            findings.push(Finding::at(LIST, 1, message));
        }
    }
    findings
}

fn number(name: &str) -> Option<u32> {
    let (digits, title) = name.strip_suffix(".sql")?.split_once('_')?;
    let form = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    (form && !title.is_empty()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files))
            .into_iter()
            .map(|f| f.message)
            .collect()
    }

    #[test]
    fn numbers_names_and_the_list_are_checked() {
        let list = (
            LIST,
            "include_str!(\"../migrations/0001_a.sql\") \"x/migrations/0002_b.sql\"",
        );
        let (a, b) = ("migrations/0001_a.sql", "migrations/0002_b.sql");
        assert_eq!(messages(&[list, (a, ""), (b, "")]), [""; 0]);
        assert_eq!(
            messages(&[list, (b, "")]),
            ["has number 0002 where 0001 is next"]
        );
        assert_eq!(
            messages(&[list, (a, ""), (a, "")]),
            ["has number 0001 where 0002 is next"]
        );
        let unknown = messages(&[list, ("migrations/first.sql", "")]);
        assert_eq!(
            unknown,
            [
                "is not named NNNN_name.sql",
                "does not include migrations/first.sql"
            ]
        );
    }
}
