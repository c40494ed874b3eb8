//! What untrusted bytes reach: called by the fuzz target and by the tests.

use letters::{MAX_ATTACHED, attached};

/// Reads the files attached to a PDF: few, and each plain one is a part of the input.
pub fn attached_files(data: &[u8]) {
    let Ok(files) = attached(data) else { return };
    assert!(files.len() <= MAX_ATTACHED);
    let whole: usize = files.iter().map(Vec::len).sum();
    assert!(whole <= 32 << 20);
    if !data.windows(12).any(|w| w == b"/FlateDecode") {
        for file in files.iter().filter(|f| !f.is_empty()) {
            assert!(data.windows(file.len()).any(|w| w == file.as_slice()));
        }
    }
}
