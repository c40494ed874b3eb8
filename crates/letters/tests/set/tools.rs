//! Programs that this project did not write.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs a program on a PDF; its output, or nothing where it is not installed, which is said.
pub(crate) fn ask(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let (dir, file) = put(pdf);
    let answer = run(program, arguments, &file);
    drop(dir);
    answer
}

/// A PDF as a file.
pub(crate) fn put(pdf: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("letter.pdf");
    std::fs::write(&file, pdf).expect("a file");
    (dir, file)
}

/// Runs a program with `{}` for the file.
#[expect(clippy::print_stdout, reason = "what is skipped is said")]
pub(crate) fn run(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let arguments = arguments
        .iter()
        .map(|a| a.replace("{}", &file.display().to_string()));
    let output = match Command::new(program).args(arguments).output() {
        Ok(output) => output,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            println!("skipped: `{program}` is not installed (apt install qpdf poppler-utils)");
            return None;
        }
        Err(e) => panic!("{program}: {e}"),
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program}: {said}{complained}");
    // ISO 32000-1, table 321: `Suspects` is a boolean. Poppler before 23 wants a name.
    let complained = complained.replace(
        "Syntax Error: Suspects object is wrong type (boolean)\n",
        "",
    );
    assert_eq!(complained, "", "{program}");
    Some(said)
}
