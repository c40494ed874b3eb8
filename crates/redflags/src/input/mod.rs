//! From bytes to releases: what a stream holds, cut into pieces that can be read one by one.

mod split;
mod unpack;

pub use split::{Chunk, Doc, LONGEST, Splitter};
pub use unpack::{Piece, unpack};

/// Something that could not be read. It is counted and named, and the rest goes on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, with the entry of an archive after `!`.
    pub source: String,
    /// The line, from 1.
    pub line: u64,
    /// The byte in the stream, from 0.
    pub byte: u64,
    /// In words.
    pub reason: String,
}
