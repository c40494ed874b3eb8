//! The packs that come with Diwan: checked without an error, their scripts hold and pass through every step.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pack::{Files, Pack, check, read_dir, test};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(folder: &str) -> (Files, Pack) {
    let files = read_dir(&root().join(folder)).unwrap();
    match check(&files) {
        Ok(pack) => (files, pack),
        Err(findings) => panic!(
            "{}",
            findings
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        ),
    }
}

fn scripts_hold(folder: &str) {
    let (files, pack) = read(folder);
    let now = "2026-11-24T09:00:00Z".parse().unwrap();
    let (mut visited, mut taken) = (BTreeSet::new(), BTreeSet::new());
    let mut failures = Vec::new();
    for (path, script) in files.iter().filter(|(path, _)| path.starts_with("tests/")) {
        let report = test::run(&pack, script, now);
        failures.extend(
            report
                .failures
                .iter()
                .map(|f| format!("{path}: {}: {}", f.step, f.message)),
        );
        visited.extend(report.visited);
        taken.extend(report.taken);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let missed: Vec<_> = pack
        .process
        .nodes()
        .filter(|n| !visited.contains(n.id))
        .map(|n| n.id)
        .collect();
    assert!(missed.is_empty(), "no script passes through {missed:?}");
    let flows: Vec<_> = pack
        .process
        .flows()
        .filter(|f| !taken.contains(f.id))
        .map(|f| f.id)
        .collect();
    assert!(flows.is_empty(), "no script takes {flows:?}");
    assert!((test::share_of_flows(&pack, &taken) - 1.0).abs() < f64::EPSILON);
    let warnings: Vec<String> = pack.findings.iter().map(ToString::to_string).collect();
    assert!(warnings.is_empty(), "{}", warnings.join("\n"));
}

#[test]
fn the_business_licence_holds_what_its_scripts_say() {
    scripts_hold("packs/business-licence");
}

#[test]
fn the_certificate_copy_holds_what_its_scripts_say() {
    scripts_hold("packs/certificate-copy");
}

#[test]
fn the_scripts_of_the_review_of_flags_hold() {
    scripts_hold("packs/flag-review");
    let (_, pack) = read("packs/flag-review");
    assert!(pack.internal, "nobody applies for it");
}

#[test]
fn the_example_of_the_case_core_holds_what_its_scripts_say() {
    scripts_hold("crates/casework/testdata/simple");
}
