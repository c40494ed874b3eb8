//! Documents: their commands and links exist.

use super::Finding;
use crate::tree::{File, Tree};

/// Finds commands in the README's shell blocks that the repository does not have.
pub(crate) fn commands(tree: &Tree) -> Vec<Finding> {
    let Some(readme) = tree.get("README.md") else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (number, line) in shell_lines(readme) {
        let words: Vec<&str> = line.split_whitespace().take_while(|w| *w != "#").collect();
        if let Some(message) = unknown(tree, &words) {
            findings.push(Finding::at("README.md", number, message));
        }
    }
    findings
}

/// Lines of fenced blocks marked `sh`; a leading prompt is dropped.
fn shell_lines(file: &File) -> Vec<(usize, &str)> {
    let (mut inside, mut lines) = (false, Vec::new());
    for (number, line) in file.lines() {
        if let Some(mark) = line.trim_start().strip_prefix("```") {
            inside = !inside && mark.trim() == "sh";
        } else if inside {
            lines.push((number, line.trim().trim_start_matches("$ ")));
        }
    }
    lines
}

fn unknown(tree: &Tree, words: &[&str]) -> Option<String> {
    match words {
        ["cargo", rest @ ..] => {
            let package = rest
                .iter()
                .position(|w| *w == "-p")
                .and_then(|i| rest.get(i + 1))?;
            if !tree.holds(&format!("crates/{package}")) && !tree.holds(package) {
                return Some(format!("there is no package `{package}`"));
            }
            let after = rest
                .iter()
                .position(|w| *w == "--")
                .map_or(rest.len(), |i| i + 1);
            if *package == "diwan" {
                no_subcommand(tree, &rest[after..])
            } else {
                None
            }
        }
        ["diwan", rest @ ..] => no_subcommand(tree, rest),
        [program, rest @ ..] if program.ends_with("/diwan") => no_subcommand(tree, rest),
        [script, ..] if script.starts_with("./") => {
            let file = tree.get(&script[2..]);
            match file {
                None => Some(format!("there is no `{script}`")),
                Some(f) if !f.executable => Some(format!("`{script}` is not executable")),
                Some(_) => None,
            }
        }
        _ => None,
    }
}

/// One file a command: `crates/diwan/src/**/NAME.rs` or `…/NAME/mod.rs`.
fn no_subcommand(tree: &Tree, words: &[&str]) -> Option<String> {
    let name = words.first().filter(|w| !w.starts_with('-'))?;
    let ends = [format!("/{name}.rs"), format!("/{name}/mod.rs")];
    let mut files = tree
        .paths
        .iter()
        .filter(|p| p.starts_with("crates/diwan/src/"));
    let found = files.any(|p| ends.iter().any(|end| p.ends_with(end.as_str())));
    (!found).then(|| format!("`diwan {name}`: no file of crates/diwan/src is named after it"))
}

/// Finds relative links to files that are not there.
pub(crate) fn links(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|f| f.path.ends_with(".md")) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut fenced = false;
        for (number, line) in file.lines() {
            fenced ^= line.trim_start().starts_with("```");
            for target in targets(line).filter(|_| !fenced) {
                let path = target.split('#').next().unwrap_or_default();
                if !tree.holds(&resolve(folder, path)) {
                    let message = format!("the link to `{target}` leads nowhere");
                    findings.push(Finding::at(&file.path, number, message));
                }
            }
        }
    }
    findings
}

/// Targets of inline links that are paths.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split(')').next()?;
        let outside = target.contains(':') || target.starts_with('#') || target.is_empty();
        (!outside).then_some(target)
    })
}

fn resolve(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Statements that somebody has still to confirm against the running program.
pub(crate) fn unconfirmed(tree: &Tree) -> Vec<Finding> {
    let mark = ["<!-- con", "firm:"].concat();
    let documents = tree.files.iter().filter(|f| f.path.ends_with(".md"));
    documents
        .flat_map(|file| {
            let marked = file.lines().filter(|(_, line)| line.contains(&mark));
            marked.map(|(n, line)| {
                let what = line
                    .trim()
                    .trim_start_matches("<!--")
                    .trim_end_matches("-->");
                Finding::at(&file.path, n, what.trim())
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(readme: &str) -> Vec<String> {
        let mut tree = Tree::of(&[
            ("README.md", readme),
            ("crates/diwan/src/main.rs", ""),
            ("crates/diwan/src/command/serve.rs", ""),
            ("test", ""),
            ("plain", ""),
        ]);
        tree.files[3].executable = true;
        commands(&tree).into_iter().map(|f| f.message).collect()
    }

    #[test]
    fn commands_that_exist_pass() {
        let readme = "```sh\n$ cargo run --release -p diwan -- serve --demo\n./test --quick\n\
                      target/release/diwan serve # all\n```\n`diwan nothing`\n";
        assert_eq!(found(readme), [""; 0]);
    }

    #[test]
    fn unknown_packages_commands_and_scripts_are_found() {
        let readme = "```sh\ncargo run -p nobody\ndiwan fly\n./absent\n./plain\n```\n";
        let found = found(readme);
        assert_eq!(found[0], "there is no package `nobody`");
        assert!(found[1].starts_with("`diwan fly`"), "{found:?}");
        assert_eq!(
            found[2..],
            ["there is no `./absent`", "`./plain` is not executable"]
        );
    }

    #[test]
    fn relative_links_are_followed() {
        let text = "[a](b.md#x) [c](../README.md) [d](https://x.org/y) [e](#f) ![g](none.png)\n";
        let tree = Tree::of(&[("docs/a.md", text), ("docs/b.md", ""), ("README.md", "")]);
        let found: Vec<_> = links(&tree).into_iter().map(|f| f.message).collect();
        assert_eq!(found, ["the link to `none.png` leads nowhere"]);
    }

    #[test]
    fn statements_to_be_confirmed_are_noted() {
        let text = format!("a\n{} the port -->\n", ["<!-- con", "firm:"].concat());
        let found = unconfirmed(&Tree::of(&[("README.md", &text)]));
        assert_eq!(found, [Finding::at("README.md", 2, "confirm: the port")]);
    }
}
