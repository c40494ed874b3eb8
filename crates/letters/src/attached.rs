//! The files attached to a PDF, within bounds: enough to check a letter offline without a reader of PDF.
//!
//! Not a whole reader: it looks for streams of type `EmbeddedFile` (ISO 32000-1, 7.11.4), which no writer may put into an
//! object stream (7.5.7), plain or deflated. So it reads our letters, and those that another program saved again. A PDF that
//! is encrypted has none that it can read.

use std::io::Read as _;

/// Largest PDF that is looked into.
pub const MAX_PDF: usize = 64 << 20;
/// Most attached files that are given, and the largest size of all of them.
pub const MAX_ATTACHED: usize = 64;
const MAX_BYTES: usize = 32 << 20;
/// A stream's dictionary is no longer.
const MAX_DICTIONARY: usize = 4096;

/// Why attached files were not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttachedError {
    /// Not a PDF.
    #[error("this is no PDF: it does not begin with %PDF-")]
    NoPdf,
    /// Too large.
    #[error("a PDF of more than 64 MiB is not looked into")]
    Large,
    /// Encrypted.
    #[error("the PDF is encrypted: save it without a password")]
    Encrypted,
    /// Too many files or bytes.
    #[error("more than 64 files or 32 MiB are attached")]
    Many,
    /// A file is cut off, or packed in a way that is not read.
    #[error("the attached file at byte {at} is cut off, or packed in a way that is not read here")]
    Damaged {
        /// Where it begins.
        at: usize,
    },
}

/// Whether bytes are a PDF's.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The contents of the files attached to a PDF, in the order in which they stand in it.
///
/// # Errors
/// [`AttachedError`]. A PDF without attached files gives none, and no error.
pub fn attached(pdf: &[u8]) -> Result<Vec<Vec<u8>>, AttachedError> {
    if !is_pdf(pdf) {
        return Err(AttachedError::NoPdf);
    }
    if pdf.len() > MAX_PDF {
        return Err(AttachedError::Large);
    }
    let mut files = Vec::new();
    let (mut from, mut room) = (0, MAX_BYTES);
    while let Some(at) = find(pdf, from, b"/EmbeddedFile") {
        from = at + b"/EmbeddedFile".len();
        let Some(found) = stream(pdf, at) else {
            continue;
        };
        if files.is_empty() && is_encrypted(pdf) {
            return Err(AttachedError::Encrypted);
        }
        let damaged = AttachedError::Damaged { at };
        let raw = found.bytes(pdf).ok_or(damaged)?;
        let bytes = if found.deflated {
            inflate(raw, room).ok_or(damaged)?
        } else {
            raw.to_vec()
        };
        if files.len() == MAX_ATTACHED || bytes.len() > room {
            return Err(AttachedError::Many);
        }
        room -= bytes.len();
        // What a file holds is not searched again.
        from = found.begin + raw.len();
        files.push(bytes);
    }
    Ok(files)
}

/// The stream of an attached file.
struct Stream<'a> {
    begin: usize,
    length: Length<'a>,
    deflated: bool,
}

enum Length<'a> {
    Direct(usize),
    /// The object that says it: number and generation, as they are written.
    In(&'a [u8]),
}

impl Stream<'_> {
    fn bytes<'p>(&self, pdf: &'p [u8]) -> Option<&'p [u8]> {
        let length = match self.length {
            Length::Direct(length) => length,
            Length::In(reference) => number_in(pdf, reference)?,
        };
        let end = self.begin.checked_add(length)?;
        let bytes = pdf.get(self.begin..end)?;
        let after = pdf.get(end..)?;
        let after = &after[after.iter().take_while(|b| b.is_ascii_whitespace()).count()..];
        after.starts_with(b"endstream").then_some(bytes)
    }
}

/// The stream in whose dictionary `/EmbeddedFile` stands at `at`, if it is its type.
fn stream(pdf: &[u8], at: usize) -> Option<Stream<'_>> {
    if !ends_name(pdf, at + b"/EmbeddedFile".len()) {
        return None;
    }
    let before = &pdf[at.saturating_sub(MAX_DICTIONARY)..at];
    let start = at - before.len() + rfind(before, b" obj")? + b" obj".len();
    let reach = pdf.get(start..pdf.len().min(start + MAX_DICTIONARY))?;
    let end = find(reach, at - start, b"stream")?;
    let dictionary = &reach[..end];
    if value(dictionary, b"/Type")? != b"/EmbeddedFile"
        || dictionary.windows(6).any(|w| w == b"endobj")
    {
        return None;
    }
    let mut begin = start + end + b"stream".len();
    if pdf.get(begin) == Some(&b'\r') {
        begin += 1;
    }
    if pdf.get(begin) == Some(&b'\n') {
        begin += 1;
    }
    let filter = value(dictionary, b"/Filter").unwrap_or_default();
    let deflated = match filter {
        b"" | b"[]" => false,
        b"/FlateDecode" | b"[/FlateDecode]" => true,
        _ => return None,
    };
    let length = value(dictionary, b"/Length")?;
    let length = match decimal(length) {
        Some(length) => Length::Direct(length),
        None => Length::In(length.strip_suffix(b" R")?),
    };
    Some(Stream {
        begin,
        length,
        deflated,
    })
}

/// The value of a dictionary's key: a name, a number, a reference or a short array without spaces.
fn value<'a>(dictionary: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let mut from = 0;
    loop {
        let at = find(dictionary, from, key)?;
        from = at + key.len();
        if ends_name(dictionary, from) {
            break;
        }
    }
    let rest = &dictionary[from..];
    let rest = &rest[rest.iter().take_while(|b| b.is_ascii_whitespace()).count()..];
    if rest.first() == Some(&b'[') {
        return Some(&rest[..=rest.iter().position(|b| *b == b']')?]);
    }
    let named = usize::from(rest.first() == Some(&b'/'));
    let word = named
        + rest[named..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
    // `12 0 R`
    let reference = rest.get(word..word + 4);
    let is_reference =
        reference.is_some_and(|r| r[0] == b' ' && r[1].is_ascii_digit() && &r[2..] == b" R");
    Some(&rest[..if is_reference { word + 4 } else { word }])
}

/// The whole number that an object is.
fn number_in(pdf: &[u8], reference: &[u8]) -> Option<usize> {
    let mut head = reference.to_vec();
    head.extend_from_slice(b" obj");
    let mut from = 0;
    loop {
        let at = find(pdf, from, &head)?;
        from = at + head.len();
        if at > 0 && pdf[at - 1].is_ascii_digit() {
            continue;
        }
        let rest = pdf.get(from..pdf.len().min(from + 40))?;
        let rest = &rest[rest.iter().take_while(|b| b.is_ascii_whitespace()).count()..];
        return decimal(&rest[..rest.iter().take_while(|b| b.is_ascii_digit()).count()]);
    }
}

fn decimal(text: &[u8]) -> Option<usize> {
    let digits = !text.is_empty() && text.len() < 12 && text.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(text)
        .ok()
        .filter(|_| digits)?
        .parse()
        .ok()
}

/// Whether a trailer, or the stream in place of one, names an encryption.
fn is_encrypted(pdf: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find(pdf, from, b"/Encrypt") {
        from = at + b"/Encrypt".len();
        if ends_name(pdf, from)
            && value(&pdf[at..pdf.len().min(from + 40)], b"/Encrypt")
                .is_some_and(|v| v.ends_with(b" R"))
        {
            return true;
        }
    }
    false
}

fn inflate(raw: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut reader = flate2::read::ZlibDecoder::new(raw).take(most as u64 + 1);
    reader.read_to_end(&mut out).ok()?;
    (out.len() <= most).then_some(out)
}

/// Whether a name ends before `at`: what follows is no regular character (ISO 32000-1, 7.2.2).
fn ends_name(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at)
        .is_none_or(|b| b.is_ascii_whitespace() || b"()<>[]{}/%\0".contains(b))
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let rest = bytes.get(from..)?;
    let mut at = 0;
    while let Some(next) = rest.get(at..)?.iter().position(|b| *b == first) {
        at += next;
        if rest[at..].starts_with(what) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|w| w == what)
}
