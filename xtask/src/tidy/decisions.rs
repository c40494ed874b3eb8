//! Decisions have a record: `docs/decisions/NNNN-title.md`, all of one form, all in the index.

use super::Finding;
use crate::tree::{File, Tree};

const FOLDER: &str = "docs/decisions/";
const INDEX: &str = "docs/decisions/README.md";
/// The sections, in their order.
const HEADINGS: &[&str] = &["## Context", "## Choice", "## Rejected", "## Consequences"];

/// Checks names, numbers, headings and index.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let index = tree.get(INDEX).map_or("", |f| f.text.as_str());
    let records = tree
        .files
        .iter()
        .filter(|f| f.path.starts_with(FOLDER) && !matches!(f.name(), "README.md" | "template.md"));
    let (mut findings, mut last) = (Vec::new(), 0);
    for file in records {
        let Some(number) = number(file.name()) else {
            findings.push(Finding::at(&file.path, 1, "is not named NNNN-title.md"));
            continue;
        };
        if number != last + 1 {
            let message = format!("has number {number:04} where {:04} is next", last + 1);
            findings.push(Finding::at(&file.path, 1, message));
        }
        last = number;
        findings.extend(form(file, number));
        if !index.contains(&format!("({})", file.name())) {
            findings.push(Finding::at(
                INDEX,
                1,
                format!("does not link to {}", file.name()),
            ));
        }
    }
    findings
}

fn number(name: &str) -> Option<u32> {
    let (digits, title) = name.strip_suffix(".md")?.split_once('-')?;
    let form = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    (form && !title.is_empty()).then(|| digits.parse().ok())?
}

fn form(file: &File, number: u32) -> Vec<Finding> {
    let mut findings = Vec::new();
    let first = file.text.lines().next().unwrap_or_default();
    let title = format!("# {number:04} ");
    if !first.starts_with(&title) {
        findings.push(Finding::at(
            &file.path,
            1,
            format!("must begin with `{title}Title`"),
        ));
    }
    let found: Vec<&str> = file
        .text
        .lines()
        .filter(|l| l.starts_with("## "))
        .map(str::trim_end)
        .collect();
    if found != HEADINGS {
        let message = format!("has the sections {found:?}; the form is {HEADINGS:?}");
        findings.push(Finding::at(&file.path, 1, message));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "# 0001 A title\n\n## Context\n\n## Choice\n\n## Rejected\n\n## Consequences\n";

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files))
            .into_iter()
            .map(|f| f.message)
            .collect()
    }

    #[test]
    fn a_record_in_form_and_in_the_index_passes() {
        let index = (INDEX, "[A title](0001-a-title.md)\n");
        assert_eq!(
            messages(&[index, ("docs/decisions/0001-a-title.md", GOOD)]),
            [""; 0]
        );
    }

    #[test]
    fn name_gap_title_sections_and_index_are_checked() {
        let index = (INDEX, "[a](0001-a.md) [b](0002-b.md)\n");
        let named = messages(&[index, ("docs/decisions/first.md", GOOD)]);
        assert_eq!(named, ["is not named NNNN-title.md"]);
        let gap = messages(&[
            index,
            ("docs/decisions/0002-b.md", &GOOD.replace("0001", "0002")),
        ]);
        assert_eq!(gap, ["has number 0002 where 0001 is next"]);
        let title = messages(&[
            index,
            ("docs/decisions/0001-a.md", &GOOD.replace("# 0001", "# 1")),
        ]);
        assert_eq!(title, ["must begin with `# 0001 Title`"]);
        let section = GOOD.replace("## Rejected\n\n", "");
        assert_eq!(
            messages(&[index, ("docs/decisions/0001-a.md", &section)]).len(),
            1
        );
        let unlisted = messages(&[(INDEX, "\n"), ("docs/decisions/0001-a.md", GOOD)]);
        assert_eq!(unlisted, ["does not link to 0001-a.md"]);
    }
}
