//! Breaking a paragraph into lines, and ordering each from the left to the right.

use std::ops::Range;
use std::rc::Rc;

use krilla::text::KrillaGlyph;
use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::linebreaks;

use super::clean::Clean;
use super::shape::Run;
use super::{Style, size_in};
use crate::fonts::Face;

/// A line.
#[derive(Clone)]
pub(crate) struct Line {
    /// The whole paragraph: glyphs say which part of it they stand for.
    pub(crate) text: Rc<str>,
    /// In the order in which they are read.
    pub(crate) pieces: Vec<Piece>,
    /// Without the spaces at its end.
    pub(crate) width: f32,
}

/// A part of a line in one font and direction.
#[derive(Clone)]
pub(crate) struct Piece {
    pub(crate) face: &'static Face,
    pub(crate) size: f32,
    /// From the left end of the line.
    pub(crate) x: f32,
    pub(crate) glyphs: Vec<KrillaGlyph>,
}

/// What cannot be parted, in the order in which it is read: where it begins, and how wide all before it is.
struct Measure {
    starts: Vec<usize>,
    before: Vec<f32>,
}

impl Measure {
    fn new(runs: &[Run], size: f32) -> Self {
        let mut widths: Vec<(usize, f32)> = Vec::new();
        for run in runs {
            let size = size_in(run.script, size);
            let mut of_run: Vec<_> = run
                .glyphs
                .iter()
                .map(|g| (g.text_range.start, g.x_advance * size))
                .collect();
            of_run.sort_by_key(|(start, _)| *start);
            for (start, width) in of_run {
                match widths.last_mut() {
                    Some(last) if last.0 == start => last.1 += width,
                    _ => widths.push((start, width)),
                }
            }
        }
        let mut before = vec![0.0];
        for (_, width) in &widths {
            before.push(before[before.len() - 1] + width);
        }
        Self {
            starts: widths.into_iter().map(|(start, _)| start).collect(),
            before,
        }
    }

    fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|s| *s < at)
    }

    fn width(&self, range: &Range<usize>) -> f32 {
        self.before[self.index(range.end)] - self.before[self.index(range.start)]
    }

    /// Where a line that begins at `from` ends if it may be broken anywhere but before a mark: after at least one
    /// letter.
    fn anywhere(&self, text: &str, from: usize, end: usize, width: f32) -> usize {
        let first = self.index(from);
        let limit = self.before[first] + width;
        let fits = self.before.partition_point(|b| *b <= limit).max(first + 2) - 1;
        let rest = self.starts.get(fits..).unwrap_or_default();
        let part = rest.iter().find(|at| !text[**at..].starts_with(is_mark));
        part.copied().unwrap_or(end).min(end)
    }
}

/// The lines of a paragraph; one without glyphs where there is no text.
pub(super) fn break_lines(clean: &Clean, runs: &[Run], style: Style, width: f32) -> Vec<Line> {
    let measure = Measure::new(runs, style.size);
    let text: Rc<str> = clean.text.as_str().into();
    let ranges = ranges(&text, &measure, width);
    ranges
        .into_iter()
        .map(|range| line(&text, range, clean.base, runs, style))
        .collect()
}

fn ranges(text: &str, measure: &Measure, width: f32) -> Vec<Range<usize>> {
    let visible = |range: Range<usize>| {
        let end = range.start + text[range.clone()].trim_end().len();
        measure.width(&(range.start..end))
    };
    let mut lines = Vec::new();
    let (mut from, mut fits) = (0, 0);
    for (end, _) in linebreaks(text) {
        if visible(from..end) > width && fits > from {
            lines.push(from..fits);
            from = fits;
        }
        // A word that is wider than the line.
        while visible(from..end) > width {
            let part = measure.anywhere(text, from, end, width);
            if part <= from || part >= end {
                break;
            }
            lines.push(from..part);
            from = part;
        }
        fits = end;
    }
    if from < text.len() || lines.is_empty() {
        lines.push(from..text.len());
    }
    lines
}

fn line(text: &Rc<str>, range: Range<usize>, base: u8, runs: &[Run], style: Style) -> Line {
    let seen = range.start + text[range.clone()].trim_end().len();
    let mut pieces = Vec::new();
    let mut levels = Vec::new();
    let mut widths = Vec::new();
    let first = runs.partition_point(|run| run.range.end <= range.start);
    let here = runs[first..]
        .iter()
        .take_while(|run| run.range.start < range.end);
    for run in here {
        // Spaces at the end of a line run as the paragraph does (UAX #9, L1).
        for (part, level) in [(range.start..seen, run.level), (seen..range.end, base)] {
            let glyphs = within(run, &part);
            if glyphs.is_empty() {
                continue;
            }
            let size = size_in(run.script, style.size);
            widths.push(glyphs.iter().map(|g| g.x_advance * size).sum::<f32>());
            levels.push(Level::new(level).unwrap_or(Level::ltr()));
            let piece = Piece {
                face: run.face,
                size,
                x: 0.0,
                glyphs: glyphs.to_vec(),
            };
            pieces.push((part.start >= seen, piece));
        }
    }
    // The spaces after what is seen, however many runs they are in, come last.
    let trailing: f32 = pieces
        .iter()
        .zip(&widths)
        .filter(|((after, _), _)| *after)
        .map(|(_, w)| w)
        .sum();
    let total: f32 = widths.iter().sum();
    let mut x = if base == 1 { -trailing } else { 0.0 };
    for i in BidiInfo::reorder_visual(&levels) {
        pieces[i].1.x = x;
        x += widths[i];
    }
    Line {
        text: Rc::clone(text),
        pieces: pieces.into_iter().map(|(_, piece)| piece).collect(),
        width: total - trailing,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

/// The glyphs of a part of the text; a run's clusters rise or fall with its direction.
fn within<'a>(run: &'a Run, part: &Range<usize>) -> &'a [KrillaGlyph] {
    let start = |g: &KrillaGlyph| g.text_range.start;
    let glyphs = &run.glyphs;
    let (from, to) = if run.level % 2 == 1 {
        (
            glyphs.partition_point(|g| start(g) >= part.end),
            glyphs.partition_point(|g| start(g) >= part.start),
        )
    } else {
        (
            glyphs.partition_point(|g| start(g) < part.start),
            glyphs.partition_point(|g| start(g) < part.end),
        )
    };
    glyphs.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Setter, Style};
    use super::*;
    use crate::letter::Direction;

    const STYLE: Style = Style {
        size: 10.0,
        bold: false,
    };

    fn lines(text: &str, direction: Direction, width: f32) -> Vec<Line> {
        Setter::new("ar", direction).lines(text, STYLE, Base::Letter, width)
    }

    /// What a line says, piece by piece from the left.
    fn from_left(line: &Line) -> Vec<&str> {
        let mut pieces: Vec<_> = line.pieces.iter().collect();
        pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
        let text = |p: &&Piece| {
            let start = p.glyphs.iter().map(|g| g.text_range.start).min();
            let end = p.glyphs.iter().map(|g| g.text_range.end).max();
            (start.unwrap_or(0), end.unwrap_or(0))
        };
        pieces
            .iter()
            .map(text)
            .map(|(start, end)| &line.text[start..end])
            .collect()
    }

    #[test]
    fn a_line_breaks_at_spaces_and_keeps_all_of_the_text() {
        let lines = lines("one two three four", Direction::LeftToRight, 55.0);
        let said: Vec<String> = lines.iter().map(|l| from_left(l).concat()).collect();
        assert_eq!(said, ["one two ", "three four"]);
        assert!(lines.iter().all(|l| l.width <= 55.0));
    }

    #[test]
    fn a_word_that_is_too_long_is_broken_anywhere_and_none_of_it_is_lost() {
        let word = "x".repeat(100);
        let lines = lines(&word, Direction::LeftToRight, 60.0);
        assert!(lines.len() > 5);
        assert!(lines.iter().all(|l| l.width <= 60.0));
        let said: String = lines.iter().map(|l| from_left(l).concat()).collect();
        assert_eq!(said, word);
    }

    #[test]
    fn a_width_of_nothing_gives_a_cluster_a_line() {
        assert_eq!(lines("abc", Direction::LeftToRight, 0.0).len(), 3);
        assert_eq!(lines("", Direction::LeftToRight, 0.0).len(), 1);
    }

    #[test]
    fn numbers_and_latin_words_run_to_the_right_in_an_arabic_line() {
        let lines = lines("القرار رقم AB-12 صدر", Direction::RightToLeft, 500.0);
        assert_eq!(from_left(&lines[0]), [" صدر", "AB-12", "القرار رقم "]);
    }

    #[test]
    fn arabic_letters_join() {
        let mut setter = Setter::new("ar", Direction::RightToLeft);
        let mut ids = |text: &str| -> Vec<u32> {
            let lines = setter.lines(text, STYLE, Base::Letter, 500.0);
            let glyphs = lines[0].pieces.iter().flat_map(|p| &p.glyphs);
            glyphs.map(|g| g.glyph_id.to_u32()).collect()
        };
        let apart: Vec<u32> = ["ع", "ع", "ع"].iter().flat_map(|c| ids(c)).collect();
        let joined = ids("ععع");
        assert_eq!((apart.len(), joined.len()), (3, 3));
        assert_ne!(joined[0], joined[1]);
        assert_ne!(joined[1], joined[2]);
        assert!(!joined.contains(&apart[0]));
    }
}
