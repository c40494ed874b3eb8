//! `diwan pack test --diagram`: what the scripts pass through, in words and drawn.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use harness::winding_pack;

fn test(arguments: &[&str], dirs: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command.args(["pack", "test"]).args(arguments).args(dirs);
    command.output().unwrap()
}

/// The group of an element in the drawing: its classes and its title.
fn group<'s>(svg: &'s str, id: &str) -> (&'s str, &'s str) {
    let (before, after) = svg.split_once(&format!("data-element=\"{id}\"")).unwrap();
    let class = before.rsplit("<g class=\"").next().unwrap();
    let title = after.split_once("<title>").unwrap().1;
    (
        class.trim_end().trim_end_matches('"'),
        title.split_once("</title>").unwrap().0,
    )
}

#[test]
fn what_no_script_passes_is_told_and_drawn() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("coverage.svg");
    let drawn = ["--diagram", file.to_str().unwrap()];
    let output = test(&drawn, &[&winding_pack()]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    for line in [
        "2 scripts, 0 failed",
        "no script passes through Nudge (Two days)",
        "no script goes from Nudge to Remember (toRemember)",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(!told.contains("no script passes through Decide"), "{told}");
    let svg = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        group(&svg, "Decide"),
        ("userTask passed", "Decide: 2 scripts pass here")
    );
    assert_eq!(
        group(&svg, "Grant"),
        ("serviceTask passed", "Grant: one script passes here")
    );
    assert_eq!(
        group(&svg, "Nudge"),
        ("boundaryEvent missed", "Two days: no script passes here")
    );
    assert_eq!(group(&svg, "toRemember").0, "sequenceFlow missed");
    assert_eq!(group(&svg, "toGrant").0, "sequenceFlow passed");
    assert!(svg.contains("<style>"), "it stands alone");
}

#[test]
fn the_packs_that_come_with_diwan_are_drawn_too() {
    let packs = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs"));
    let dir = tempfile::tempdir().unwrap();
    for name in ["business-licence", "certificate-copy"] {
        let file = dir.path().join(format!("{name}.svg"));
        let output = test(&["--diagram", file.to_str().unwrap()], &[&packs.join(name)]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "{told}");
        let svg = std::fs::read_to_string(&file).unwrap();
        assert!(svg.matches("passed\"").count() > 10, "{name}");
        let missed = told.matches("no script").count();
        assert_eq!(
            svg.matches("missed\"").count(),
            missed,
            "{name}: words and drawing agree: {told}"
        );
    }
    let two = [
        packs.join("business-licence"),
        packs.join("certificate-copy"),
    ];
    let output = test(&["--diagram", "x.svg"], &[&two[0], &two[1]]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(
        (output.status.code(), told.contains("give one folder")),
        (Some(2), true),
        "{told}"
    );
}
