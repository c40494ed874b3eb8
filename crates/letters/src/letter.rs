//! What a letter says.

use crate::{MAX_CHARACTERS, MAX_PAGES};

/// In which direction the letter's language is written; columns, bars and alignment follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From the left to the right.
    #[default]
    LeftToRight,
    /// From the right to the left.
    RightToLeft,
}

/// A moment in UTC, as it is written into the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Default for Date {
    fn default() -> Self {
        Self {
            year: 1970,
            month: 1,
            day: 1,
            hour: 0,
            minute: 0,
            second: 0,
        }
    }
}

/// A letter. Texts may hold the directional characters of Unicode (UAX #9); a line break ends a paragraph.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// BCP 47, such as `ar`.
    pub language: String,
    /// The language's direction.
    pub direction: Direction,
    /// Who sends it; above everything.
    pub sender: String,
    /// Under the sender, such as the service; may be empty.
    pub subject: String,
    /// The heading, and the file's title.
    pub title: String,
    /// Its date.
    pub date: Date,
    /// What it says, in the order in which it is read.
    pub blocks: Vec<Block>,
    /// At the foot of each page, above the page's number.
    pub foot: Vec<String>,
    /// Files inside the file.
    pub attachments: Vec<Attachment>,
}

/// A part of a letter.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading under the title.
    Heading(String),
    /// A heading under that.
    Subheading(String),
    /// The sentence that matters most.
    Lead(String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph in small letters.
    Small(String),
    /// Points.
    List(Vec<String>),
    /// Names with their values.
    Rows(Vec<Row>),
    /// A table with a head.
    Table(Table),
    /// What somebody wrote, in their own words and direction: from whom and when, and the words.
    Quote {
        /// From whom and when.
        from: String,
        /// The words.
        text: String,
    },
    /// A code to scan, with paragraphs beside it.
    Code {
        /// The modules.
        matrix: Matrix,
        /// What it is, for those who do not see it.
        alt: String,
        /// The paragraphs.
        beside: Vec<String>,
    },
}

/// A name with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name.
    pub label: String,
    /// The value; its own direction is found from its first letter.
    pub value: String,
}

impl Row {
    /// A row.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What it shows, for those who hear it.
    pub summary: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// Cells of the rows; those that a row lacks are empty, those that it has too many are left out.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its width against the other columns' (1 to 100).
    pub weight: u8,
}

/// A square of modules, row by row from the top left, such as of a QR code (ISO/IEC 18004); without its quiet zone, which
/// is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    side: usize,
    dark: Vec<bool>,
}

impl Matrix {
    /// A matrix of `side` × `side` modules, each as `dark(x, y)` says.
    pub fn new(side: usize, dark: impl Fn(usize, usize) -> bool) -> Self {
        // 177 modules has the largest QR code.
        let side = side.min(177);
        let dark = (0..side * side).map(|i| dark(i % side, i / side)).collect();
        Self { side, dark }
    }

    pub(crate) fn side(&self) -> usize {
        self.side
    }

    pub(crate) fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.side
            && self
                .dark
                .get(y * self.side + x)
                .copied()
                .unwrap_or_default()
    }
}

/// How an attached file relates to the letter (ISO 19005-3, 6.8; `AFRelationship`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The letter was made from it.
    Source,
    /// What the letter says, for machines.
    Data,
    /// Something beside it, such as a proof.
    Supplement,
}

/// A file inside the file.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its name: ASCII letters, digits, `-`, `_`, `.`.
    pub name: String,
    /// Media type.
    pub media: String,
    /// What it is, in the letter's language.
    pub description: String,
    /// How it relates to the letter.
    pub relation: Relation,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A letter that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no font of ours has, each once. In the letter each is `�`.
    pub missing: Vec<char>,
}

/// Why a letter was not set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// It has no title: a screen reader could not say which file it is.
    #[error("the letter has no title; give it one")]
    NoTitle,
    /// It has no language.
    #[error("the letter has no language; give its BCP 47 tag, such as `ar`")]
    NoLanguage,
    /// Title, heading, label or description beyond what PDF/A lets a string have.
    #[error("a heading of {characters} characters is too long; keep it under {limit}", limit = LONGEST_HEADING)]
    LongHeading {
        /// How many it has.
        characters: usize,
    },
    /// Too much text.
    #[error("the letter has {characters} characters; at most {MAX_CHARACTERS} are set")]
    TooLong {
        /// How many it has.
        characters: usize,
    },
    /// Too many pages.
    #[error("the letter would have {pages} pages; at most {MAX_PAGES} are set")]
    TooManyPages {
        /// How many it would have.
        pages: usize,
    },
    /// An attachment cannot be attached.
    #[error("attachment `{name}`: {why}")]
    Attachment {
        /// Its name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A date that is none.
    #[error("the letter's date is none")]
    Date,
    /// The typesetter found that the file would not be what it claims to be.
    #[error("the letter cannot be written as PDF/A and PDF/UA: {0}")]
    Invalid(String),
}

/// Most characters of a title, a heading or a description: PDF/A lets a string have 32,767 bytes.
const LONGEST_HEADING: usize = 4000;
/// Largest attachment, and most of them.
const LARGEST_ATTACHMENT: usize = 16 << 20;
const MOST_ATTACHMENTS: usize = 64;

impl Letter {
    pub(crate) fn check(&self) -> Result<(), LetterError> {
        if self.title.trim().is_empty() {
            return Err(LetterError::NoTitle);
        }
        if self.language.is_empty() {
            return Err(LetterError::NoLanguage);
        }
        let d = self.date;
        let day = (1..=12).contains(&d.month) && (1..=31).contains(&d.day);
        if !day || d.hour > 23 || d.minute > 59 || d.second > 59 {
            return Err(LetterError::Date);
        }
        self.check_length()?;
        self.check_attachments()
    }

    fn check_length(&self) -> Result<(), LetterError> {
        let mut characters = 0;
        for text in [&self.sender, &self.subject, &self.title]
            .into_iter()
            .chain(&self.foot)
        {
            characters += short(text)?;
        }
        for block in &self.blocks {
            characters += block.characters()?;
        }
        if characters > MAX_CHARACTERS {
            return Err(LetterError::TooLong { characters });
        }
        Ok(())
    }

    fn check_attachments(&self) -> Result<(), LetterError> {
        for (i, file) in self.attachments.iter().enumerate() {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            let why = if i >= MOST_ATTACHMENTS {
                "too many files; attach at most 64"
            } else if file.name.is_empty() || file.name.len() > 100 || !file.name.chars().all(plain)
            {
                "a name has up to 100 ASCII letters, digits, `-`, `_`, `.`"
            } else if self.attachments[..i].iter().any(|f| f.name == file.name) {
                "two files have this name"
            } else if file.bytes.len() > LARGEST_ATTACHMENT {
                "it is larger than 16 MiB"
            } else if file.description.trim().is_empty() {
                "it has no description"
            } else {
                short(&file.description)?;
                continue;
            };
            return Err(LetterError::Attachment {
                name: file.name.clone(),
                why,
            });
        }
        Ok(())
    }
}

fn short(text: &str) -> Result<usize, LetterError> {
    let characters = text.chars().count();
    if characters > LONGEST_HEADING {
        return Err(LetterError::LongHeading { characters });
    }
    Ok(characters)
}

impl Block {
    fn characters(&self) -> Result<usize, LetterError> {
        let count = |text: &String| text.chars().count();
        Ok(match self {
            Self::Heading(text) | Self::Subheading(text) => short(text)?,
            Self::Lead(text) | Self::Paragraph(text) | Self::Small(text) => count(text),
            Self::List(items) => items.iter().map(count).sum(),
            Self::Rows(rows) => rows.iter().map(|r| count(&r.label) + count(&r.value)).sum(),
            Self::Table(table) => {
                let head: usize = table.columns.iter().map(|c| count(&c.head)).sum();
                short(&table.summary)?
                    + head
                    + table.rows.iter().flatten().map(count).sum::<usize>()
            }
            Self::Quote { from, text } => count(from) + count(text),
            Self::Code { alt, beside, .. } => short(alt)? + beside.iter().map(count).sum::<usize>(),
        })
    }
}
