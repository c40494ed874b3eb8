//! A Rust file as the checks see it: its code without comments, and without the tests at its end.

use crate::tree::File;

/// The code of a Rust file.
pub(crate) struct Source<'a> {
    lines: Vec<&'a str>,
}

impl<'a> Source<'a> {
    /// The file up to its test module. Tests beside the code (`tests.rs`, `tests/`) have none.
    pub(crate) fn of(file: &'a File) -> Self {
        if is_test(&file.path) {
            return Self { lines: Vec::new() };
        }
        let all: Vec<&str> = file.text.lines().collect();
        let end = (0..all.len())
            .find(|&i| opens_tests(&all, i))
            .unwrap_or(all.len());
        Self {
            lines: all[..end].to_vec(),
        }
    }

    /// How many lines it has, comments included.
    pub(crate) fn code_lines(&self) -> usize {
        self.lines.len()
    }

    /// Lines with their numbers from 1, each without its comment.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.lines
            .iter()
            .enumerate()
            .map(|(i, line)| (i + 1, without_comment(line)))
    }
}

/// Whether the file holds only tests.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs")
        || path
            .split('/')
            .any(|part| matches!(part, "tests" | "benches" | "examples"))
}

fn opens_tests(lines: &[&str], at: usize) -> bool {
    let gate = lines[at].trim();
    let next = lines[at + 1..]
        .iter()
        .map(|l| l.trim())
        .find(|l| !l.starts_with("#["));
    gate == "#[cfg(test)]" && next.is_some_and(|l| l.starts_with("mod ") && l.ends_with('{'))
}

fn without_comment(line: &str) -> &str {
    // `://` is an address inside a string.
    let found = line.match_indices("//").map(|(i, _)| i);
    found
        .filter(|&i| !line[..i].ends_with(':'))
        .min()
        .map_or(line, |i| &line[..i])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    fn lines(path: &str, text: &str) -> Vec<(usize, String)> {
        let tree = Tree::of(&[(path, text)]);
        Source::of(&tree.files[0])
            .lines()
            .map(|(n, l)| (n, l.to_owned()))
            .collect()
    }

    #[test]
    fn comments_and_the_test_module_are_left_out() {
        let text = "/// std::fs\nfn a() {} // std::net\n#[cfg(test)]\nmod tests {\n}\n";
        let expected = [(1, String::new()), (2, "fn a() {} ".to_owned())];
        assert_eq!(lines("crates/x/src/a.rs", text), expected);
    }

    #[test]
    fn a_gated_module_in_its_own_file_does_not_end_the_code() {
        let text = "#[cfg(test)]\nmod tests;\nfn a() {}\n";
        assert_eq!(lines("crates/x/src/a.rs", text).len(), 3);
        assert_eq!(lines("crates/x/src/tests.rs", text), []);
    }

    #[test]
    fn an_address_is_no_comment() {
        assert_eq!(
            without_comment("let a = \"https://x\";"),
            "let a = \"https://x\";"
        );
    }
}
