//! Attaching files.

use super::Field;
use crate::forms::FileKind;
use crate::lang::Text;
use maud::{Markup, html};

/// A question for files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileUpload {
    /// The question.
    pub field: Field,
    /// The kinds accepted.
    pub kinds: Vec<FileKind>,
    /// Largest file in bytes.
    pub limit: u64,
    /// More than one file.
    pub multiple: bool,
}

impl FileUpload {
    /// One file of any kind that services accept, of at most `limit` bytes.
    #[must_use]
    pub fn new(field: Field, limit: u64) -> Self {
        Self {
            field,
            kinds: FileKind::ALL.to_vec(),
            limit,
            multiple: false,
        }
    }
}

/// A file field that says what it takes. Its form must be `enctype="multipart/form-data"`.
#[must_use]
pub fn file_upload(t: &Text, f: &FileUpload) -> Markup {
    file_upload_after(t, f, &Markup::default())
}

/// The same under what the question has been given already.
#[must_use]
pub fn file_upload_after(t: &Text, f: &FileUpload, given: &Markup) -> Markup {
    let accept: Vec<_> = f.kinds.iter().map(|k| k.media_type()).collect();
    let names: Vec<_> = f
        .kinds
        .iter()
        .map(|k| k.extension().to_uppercase())
        .collect();
    // A round figure, at most the true limit.
    let size = t.with("size-mb", &[("n", (f.limit / 1_000_000).into())]);
    let id = f.field.id();
    let described = f.field.described_by().unwrap_or_default();
    let control = html! {
        (given)
        p class="hint" id={ (id) "-kinds" } {
            (t.with("file-kinds", &[("kinds", names.join(", ").into()), ("size", size.into())]))
        }
        input class="file" type="file" id=(id) name=(f.field.name) accept=(accept.join(",")) multiple[f.multiple]
            aria-describedby={ (described) " " (id) "-kinds" } aria-invalid=[f.field.invalid()] data-limit=(f.limit);
    };
    f.field.wrap(t, &control)
}
