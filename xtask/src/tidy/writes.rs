//! No action without an entry: only the core's fold writes the tables that entries fold into, and the
//! record's own. The compiler keeps other crates from writing by the core's connection; this finds
//! the statement in their text already.

use super::Finding;
use super::source::Source;
use crate::tree::{File, Tree};

/// Where the folds' tables are listed, in `state_tables! { … }`.
const LIST: &str = "crates/casework/src/store/migrate.rs";
/// Tables of the record itself.
const RECORD: &[&str] = &["log", "entries", "tiles", "keys"];
/// The core writes them.
const CORE: &str = "crates/casework/";
/// Words before a table's name in a statement that writes.
const WRITES: &[&str] = &["insert into ", "update ", "delete from "];

/// Finds statements that write such a table outside the core.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(list) = tree.get(LIST) else {
        return Vec::new();
    };
    let tables = tables(list);
    if tables.len() == RECORD.len() {
        return vec![Finding::at(LIST, 1, "lists no table in `state_tables!`")];
    }
    let others = tree
        .files
        .iter()
        .filter(|f| f.is_rust() && f.path.starts_with("crates/") && !f.path.starts_with(CORE));
    others.flat_map(|file| in_file(file, &tables)).collect()
}

fn tables(list: &File) -> Vec<String> {
    let body = list
        .lines()
        .map(|(_, line)| line)
        .skip_while(|line| !line.starts_with("state_tables! {"))
        .skip(1)
        .take_while(|line| !line.starts_with('}'));
    let name = |line: &str| {
        let (name, _) = line.trim().split_once(": [")?;
        name.bytes()
            .all(|b| b.is_ascii_lowercase() || b == b'_')
            .then(|| name.to_owned())
    };
    let mut all: Vec<_> = body.filter_map(name).collect();
    all.extend(RECORD.iter().map(|t| (*t).to_owned()));
    all
}

fn in_file(file: &File, tables: &[String]) -> Vec<Finding> {
    let written = |line: &str| {
        let word = |rest: &str| -> String {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect()
        };
        let after = |verb: &&str| line.split(*verb).skip(1).map(word).collect::<Vec<_>>();
        let named: Vec<String> = WRITES.iter().flat_map(after).collect();
        named.into_iter().find(|name| tables.contains(name))
    };
    Source::of(file)
        .lines()
        .filter(|(_, line)| line.contains('"') || line.trim_start().starts_with(char::is_lowercase))
        .filter_map(|(number, line)| {
            let table = written(line)?;
            let message = format!("writes `{table}` without an entry: append one by `Tx::append`");
            Some(Finding::at(&file.path, number, message))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: (&str, &str) = (
        LIST,
        "state_tables! {\n    people: [id], [kind];\n    cases: [id], [\n        number\n    ];\n}\n",
    );

    fn found(path: &str, text: &str) -> Vec<String> {
        let tree = Tree::of(&[TABLES, (path, text)]);
        check(&tree).into_iter().map(|f| f.message).collect()
    }

    #[test]
    fn a_statement_on_a_folds_table_is_found() {
        for (sql, table) in [
            ("update cases set status = 'x'", "cases"),
            ("insert into people (id) values ($1)", "people"),
            ("delete from entries where seq = 1", "entries"),
            ("update log set size = 1", "log"),
        ] {
            let text = format!("fn f(tx: T) {{ tx.side_table(\"{sql}\", v); }}\n");
            let messages = found("crates/foi/src/a.rs", &text);
            assert_eq!(messages.len(), 1, "{sql}");
            assert!(messages[0].contains(&format!("`{table}`")), "{messages:?}");
        }
    }

    #[test]
    fn side_tables_the_core_and_tests_may() {
        let sql = "const A: &str = \"update cases set status = 'x'\";\n";
        assert_eq!(found("crates/casework/src/a.rs", sql), [""; 0]);
        assert_eq!(found("crates/foi/tests/a.rs", sql), [""; 0]);
        let side = "const A: &str = \"insert into sessions select 1 from cases\";\n";
        assert_eq!(found("crates/foi/src/a.rs", side), [""; 0]);
    }

    #[test]
    fn a_list_that_cannot_be_read_is_found() {
        let tree = Tree::of(&[(LIST, "const X: u8 = 1;\n")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
