//! Letters as others read them: qpdf, poppler's pdftotext, pdfinfo and pdfdetach.

mod attached;
#[expect(
    unreachable_pub,
    reason = "the fuzz targets call them from another crate"
)]
mod entry_points;
mod letters;
mod limits;
mod others;
mod tools;
