//! Text: from characters to glyphs in lines. Direction by UAX #9, breaks by UAX #14, forms by the font (OpenType).

mod clean;
mod lines;
mod shape;

use std::collections::BTreeSet;

pub(crate) use lines::Line;

use crate::fonts::Script;
use crate::letter::Direction;

/// How a paragraph looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Size of the Latin letters in points.
    pub(crate) size: f32,
    pub(crate) bold: bool,
}

/// In which direction a paragraph runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// The letter's.
    Letter,
    /// That of its first letter that has one (UAX #9, P2), else the letter's.
    Own,
}

/// Naskh is drawn smaller in its em than Latin letters are: this much larger it looks the same.
const ARABIC: f32 = 1.22;

/// The size of a script's letters beside Latin ones of `size`.
fn size_in(script: Script, size: f32) -> f32 {
    match script {
        Script::Latin => size,
        Script::Arabic => size * ARABIC,
    }
}

/// Sets paragraphs, and remembers what no font has.
pub(crate) struct Setter {
    language: Option<harfrust::Language>,
    direction: Direction,
    missing: BTreeSet<char>,
    buffer: Option<harfrust::UnicodeBuffer>,
    plans: shape::Plans,
}

impl Setter {
    pub(crate) fn new(language: &str, direction: Direction) -> Self {
        Self {
            language: language.parse().ok(),
            direction,
            missing: BTreeSet::new(),
            buffer: Some(harfrust::UnicodeBuffer::new()),
            plans: shape::Plans::default(),
        }
    }

    /// The lines of a paragraph, none wider than `width` where a cluster fits at all. At least one.
    pub(crate) fn lines(&mut self, text: &str, style: Style, base: Base, width: f32) -> Vec<Line> {
        let own = (base == Base::Own)
            .then(|| clean::direction(text))
            .flatten();
        let direction = own.unwrap_or(self.direction);
        let clean = clean::clean(text, direction, style.bold, &mut self.missing);
        let runs = shape::shape(&clean, style.bold, self);
        lines::break_lines(&clean, &runs, style, width)
    }

    /// Characters that no font has.
    pub(crate) fn missing(self) -> Vec<char> {
        self.missing.into_iter().collect()
    }
}
