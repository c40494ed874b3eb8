//! Crates depend downwards: pure ← casework, web ← domains ← the binary; no domain on another.

use super::Finding;
use super::purity::PURE;
use crate::tree::{File, Tree};

/// Crates that stand above all others: the binary, and the app for tests.
const TOP: &[&str] = &["diwan", "harness"];
/// Crates that domains build on; they know the pure ones only, not each other.
const CORE: &[&str] = &["casework", "web"];

/// Libraries that bring I/O, time or chance into a pure crate.
const OUTSIDE: &[&str] = &[
    "axum",
    "getrandom",
    "lettre",
    "rand",
    "reqwest",
    "rusqlite",
    "tokio",
    "tokio-postgres",
];

/// Finds dependencies that point upwards or sideways.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.files.iter().filter_map(|f| {
        let name = f
            .path
            .strip_prefix("crates/")?
            .strip_suffix("/Cargo.toml")?;
        (!name.contains('/')).then_some((name, f))
    });
    let manifests: Vec<(&str, &File)> = manifests.collect();
    let ours: Vec<&str> = manifests.iter().map(|(name, _)| *name).collect();
    manifests
        .iter()
        .flat_map(|(name, file)| in_manifest(name, file, &ours))
        .collect()
}

fn in_manifest(name: &str, file: &File, ours: &[&str]) -> Vec<Finding> {
    let manifest: toml::Table = match file.text.parse() {
        Ok(manifest) => manifest,
        Err(e) => return vec![Finding::at(&file.path, 1, e.message())],
    };
    let mut findings = Vec::new();
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let Some(wanted) = manifest.get(table).and_then(toml::Value::as_table) else {
            continue;
        };
        let for_tests = table == "dev-dependencies";
        for other in wanted
            .keys()
            .filter(|other| !may(name, other, ours, for_tests))
        {
            let message = format!("`{name}` may not depend on `{other}`: {}", law(name));
            findings.push(Finding::at(
                &file.path,
                line_of(file, table, other),
                message,
            ));
        }
    }
    findings
}

fn may(name: &str, other: &str, ours: &[&str], for_tests: bool) -> bool {
    if TOP.contains(&name) || PURE.contains(&other) {
        return true;
    }
    if !ours.contains(&other) {
        return for_tests || !PURE.contains(&name) || !OUTSIDE.contains(&other);
    }
    let domain = !PURE.contains(&name) && !CORE.contains(&name);
    // A crate's tests name it again to turn on a feature that is for them.
    (for_tests && (other == "harness" || other == name)) || (domain && CORE.contains(&other))
}

fn law(name: &str) -> String {
    if PURE.contains(&name) {
        "it is pure; time, entropy and files are its arguments".into()
    } else if CORE.contains(&name) {
        format!("domains build on it; it knows {PURE:?} only")
    } else {
        format!("a domain knows {CORE:?} and {PURE:?}, never another domain")
    }
}

/// The line of the dependency within its table.
fn line_of(file: &File, table: &str, name: &str) -> usize {
    let header = format!("[{table}]");
    let from = file.lines().skip_while(|(_, line)| line.trim() != header);
    let is_it = |line: &str| {
        let key = line.split(['.', '=', ' ']).next().unwrap_or_default();
        key.trim_matches('"') == name
    };
    from.skip(1)
        .find(|(_, line)| is_it(line))
        .map_or(1, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, manifest: &str) -> Vec<(usize, String)> {
        let path = format!("crates/{name}/Cargo.toml");
        let mut files: Vec<(String, &str)> = [
            "tlog", "dmn", "redflags", "casework", "web", "services", "open", "foi", "harness",
            "diwan",
        ]
        .iter()
        .map(|n| (format!("crates/{n}/Cargo.toml"), ""))
        .filter(|(p, _)| *p != path)
        .collect();
        files.push((path, manifest));
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), *t)).collect();
        check(&Tree::of(&files))
            .into_iter()
            .map(|f| (f.line, f.message))
            .collect()
    }

    #[test]
    fn a_domain_may_not_know_another() {
        let manifest = "[dependencies]\ncasework.workspace = true\nfoi.workspace = true\n";
        let found = found("services", manifest);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, 3);
        assert!(
            found[0].1.starts_with("`services` may not depend on `foi`"),
            "{found:?}"
        );
    }

    #[test]
    fn contracts_stand_on_the_core_the_shell_and_the_indicators_and_on_no_other_domain() {
        let manifest = "[dependencies]\ncasework.workspace = true\nweb.workspace = true\nredflags.workspace = true\n";
        assert_eq!(found("open", manifest), []);
        let more = format!("{manifest}services.workspace = true\n");
        assert_eq!(found("open", &more)[0].0, 5);
        assert_eq!(
            found("services", "[dependencies]\nopen.workspace = true\n").len(),
            1
        );
    }

    #[test]
    fn the_page_shell_and_the_core_do_not_know_each_other() {
        assert_eq!(
            found("web", "[dependencies]\ncasework.workspace = true\n").len(),
            1
        );
        assert_eq!(
            found("casework", "[dependencies]\nweb = { workspace = true }\n").len(),
            1
        );
        assert_eq!(
            found("casework", "[dependencies]\ntlog.workspace = true\n"),
            []
        );
    }

    #[test]
    fn a_pure_crate_knows_pure_ones_and_no_outside() {
        assert_eq!(
            found(
                "dmn",
                "[dependencies]\ntlog.workspace = true\nserde = \"1\"\n"
            ),
            []
        );
        assert_eq!(found("dmn", "[dependencies]\ntokio = \"1\"\n").len(), 1);
        assert_eq!(
            found("dmn", "[dependencies]\ncasework.workspace = true\n").len(),
            1
        );
        assert_eq!(found("dmn", "[dev-dependencies]\ngetrandom = \"1\"\n"), []);
    }

    #[test]
    fn the_binary_may_know_all_and_tests_may_use_the_harness() {
        assert_eq!(
            found(
                "diwan",
                "[dependencies]\nservices.workspace = true\nfoi = \"1\"\n"
            ),
            []
        );
        assert_eq!(
            found("services", "[dev-dependencies]\nharness.workspace = true\n"),
            []
        );
        assert_eq!(
            found("services", "[dependencies]\nharness.workspace = true\n").len(),
            1
        );
        let itself = "[dev-dependencies]\ncasework = { path = \".\", features = [\"a\"] }\n";
        assert_eq!(found("casework", itself), []);
    }
}
