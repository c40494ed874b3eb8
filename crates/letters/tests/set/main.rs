//! Letters as others read them: qpdf, poppler's pdftotext, pdfinfo and pdfdetach.

mod attached;
mod letters;
mod limits;
mod others;
mod tools;
