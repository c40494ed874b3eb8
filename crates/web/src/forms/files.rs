//! Attached files: what they are is read from their bytes, never believed from their name.

/// A file that a person attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The form's field.
    pub field: String,
    /// The name, safe to show and to save under.
    pub name: String,
    /// What the bytes are; nothing when they are no kind that is accepted.
    pub kind: Option<FileKind>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A kind of file that public services accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// PDF (ISO 32000).
    Pdf,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
    /// OpenDocument text (ISO/IEC 26300).
    Odt,
    /// Office Open XML text (ISO/IEC 29500).
    Docx,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::WebP,
        Self::Odt,
        Self::Docx,
    ];

    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
            Self::Odt => "odt",
            Self::Docx => "docx",
        }
    }

    /// The kind of these bytes, by their first ones.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::WebP),
            [b'P', b'K', 3, 4, ..] => zipped(bytes),
            _ => None,
        }
    }
}

/// ODT begins with an uncompressed member `mimetype` (OpenDocument 1.3, part 2, section 3.3); DOCX has a
/// member `word/document.xml` and `[Content_Types].xml` (OPC).
fn zipped(bytes: &[u8]) -> Option<FileKind> {
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    // A local file header has 30 bytes before the name (APPNOTE 4.3.7).
    if bytes.get(30..38) == Some(b"mimetype") {
        let odt = FileKind::Odt.media_type().as_bytes();
        return (bytes.get(38..38 + odt.len()) == Some(odt)).then_some(FileKind::Odt);
    }
    (has(b"[Content_Types].xml") && has(b"word/document.xml")).then_some(FileKind::Docx)
}

/// Longest name kept, in characters.
const NAME_LIMIT: usize = 100;

impl Upload {
    /// A file as it came in, under the name that its sender gave it.
    #[must_use]
    pub fn new(field: String, name: &str, bytes: Vec<u8>) -> Self {
        let kind = FileKind::of(&bytes);
        Self {
            field,
            name: safe_name(name, kind),
            kind,
            bytes,
        }
    }

    /// The size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }
}

/// A name without path, control and direction characters, with the ending of what the bytes are.
fn safe_name(name: &str, kind: Option<FileKind>) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
        .collect();
    let clean = clean.trim_matches(['.', ' ']);
    let stem = match (clean.rsplit_once('.'), kind) {
        (Some((stem, _)), Some(_)) if !stem.is_empty() => stem,
        _ => clean,
    };
    let stem: String = stem.chars().take(NAME_LIMIT).collect();
    let stem = if stem.is_empty() { "file" } else { &stem };
    match kind {
        Some(kind) => format!("{stem}.{}", kind.extension()),
        None => stem.to_owned(),
    }
}
