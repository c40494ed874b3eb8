//! Letters as PDF: from a plain description to bytes that print well, that a screen reader can read (PDF/UA-1, ISO
//! 14289-1), that can be kept (PDF/A-3a, ISO 19005-3), and that carry what a machine needs to check them as attached files.
//!
//! The only crate that knows a typesetter. A function: the same [`Letter`] gives the same bytes; its date is a part of it.
//!
//! - [`Letter`], [`Block`]: what a letter says, in the order in which it is read;
//! - [`pdf`]: shaped, broken into lines and pages, tagged, written;
//! - [`attached`]: the files attached to a PDF, read back within bounds.
//!
//! ```
//! use letters::{Block, Date, Direction, Letter, pdf};
//!
//! let letter = Letter {
//!     language: "en".into(),
//!     direction: Direction::LeftToRight,
//!     sender: "City of Aden".into(),
//!     title: "Your licence is granted".into(),
//!     date: Date { year: 2026, month: 11, day: 27, hour: 9, minute: 0, second: 0 },
//!     blocks: vec![Block::Paragraph("From today you may open your shop.".into())],
//!     ..Letter::default()
//! };
//! let made = pdf(&letter, &|page, pages| format!("Page {page} of {pages}"))?;
//! assert!(made.pdf.starts_with(b"%PDF-1.7"));
//! assert_eq!((made.pages, made.missing.len()), (1, 0));
//! # Ok::<(), letters::LetterError>(())
//! ```

mod attached;
mod fonts;
mod layout;
mod letter;
mod paint;
mod tags;
mod text;

pub use attached::{AttachedError, MAX_ATTACHED, MAX_PDF, attached, is_pdf};
pub use letter::{
    Attachment, Block, Column, Date, Direction, Letter, LetterError, Made, Matrix, Relation, Row,
    Table,
};

/// Most characters of a letter: some 400 pages.
pub const MAX_CHARACTERS: usize = 1_000_000;
/// Most pages of a letter.
pub const MAX_PAGES: usize = 2000;

/// Sets a letter. `page_label` says which page of how many one is, in the letter's language; both count from 1.
///
/// # Errors
/// [`LetterError`]: a letter without a title, one beyond a limit, or an attachment that cannot be attached.
pub fn pdf(
    letter: &Letter,
    page_label: &dyn Fn(usize, usize) -> String,
) -> Result<Made, LetterError> {
    letter.check()?;
    let mut setter = text::Setter::new(&letter.language, letter.direction);
    let laid = layout::lay(letter, &mut setter);
    if laid.pages.len() > MAX_PAGES {
        return Err(LetterError::TooManyPages {
            pages: laid.pages.len(),
        });
    }
    let pages = laid.pages.len();
    let feet = layout::feet(letter, &mut setter, pages, page_label);
    let missing = setter.missing();
    let pdf = paint::paint(letter, laid, &feet)?;
    Ok(Made {
        pdf,
        pages,
        missing,
    })
}
