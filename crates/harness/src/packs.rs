use std::path::{Path, PathBuf};

use pack::Files;

/// The folder of a procedure in which a case can wait in every way: for people, for a timer, in several runs of a step, in a called
/// process, while something is undone.
#[must_use]
pub fn winding_pack() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../casework/testdata/winding"
    ))
}

/// Where a pack keeps which translations were read against their source.
const READINGS: &str = "text/translated.toml";

/// A text of a pack that is another one in a version of it: the file, what stands there, what is put in its place.
pub type Edit<'a> = (&'a str, &'a str, &'a str);

/// The files of a pack with some texts changed.
///
/// # Panics
/// When the folder cannot be read, or a text is not there.
#[must_use]
pub fn changed(dir: &Path, edits: &[Edit<'_>]) -> Files {
    let mut files = pack::read_dir(dir).expect("the pack's files can be read");
    for (path, from, to) in edits {
        let content = files.get(path).unwrap_or_else(|| panic!("no {path}"));
        let text = String::from_utf8(content.to_vec()).expect("it is text");
        assert!(text.contains(from), "{path} has no `{from}`");
        let text = text.replace(from, to);
        files
            .insert(path, text.into_bytes())
            .expect("it stays a file of a pack");
    }
    unread(&files)
}

/// The files without what was kept of readings: nobody has read what a test writes.
fn unread(files: &Files) -> Files {
    let mut all = Files::default();
    for (path, content) in files.iter().filter(|(path, _)| *path != READINGS) {
        all.insert(path, content.to_vec())
            .expect("it was a file of a pack");
    }
    all
}
