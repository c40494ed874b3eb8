//! Where everything stands: blocks become bands, bands are put on pages.

mod blocks;
mod flow;
mod table;

use crate::letter::{Direction, Letter, Matrix};
use crate::tags::{NodeId, Tree};
use crate::text::{Base, Line, Setter, Style};

/// A4 (ISO 216), in points.
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;
/// Empty at both sides: 23 mm.
const SIDE: f32 = 65.0;
/// Empty above.
const TOP: f32 = 54.0;
/// Between the left and the right margin.
const COLUMN: f32 = WIDTH - 2.0 * SIDE;
/// The foot's letters, their lines, and what is empty under them.
const FOOT: Style = Style {
    size: 7.5,
    bold: false,
};
const FOOT_LINE: f32 = 11.5;
const UNDER_FOOT: f32 = 34.0;
/// Width of what stands at the foot, beside the page's number.
const FOOT_WIDTH: f32 = COLUMN * 0.78;
/// Lines of the foot at most.
const MOST_FOOT: usize = 5;

/// A colour of a letter; each is readable when printed grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Text,
    Soft,
    Line,
    Accent,
    Tint,
    Brass,
    White,
}

/// What is seen at a place; `node`: the part of the structure that it belongs to, none for ornaments.
#[derive(Clone)]
pub(crate) enum Mark {
    /// A line of text from `x`, on the baseline `y`.
    Text {
        x: f32,
        y: f32,
        line: Line,
        ink: Ink,
        node: Option<NodeId>,
    },
    /// A filled rectangle.
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
    /// The eight-pointed star of the house around a point.
    Star { x: f32, y: f32, radius: f32 },
    /// A code with its quiet zone.
    Code {
        x: f32,
        y: f32,
        side: f32,
        matrix: Matrix,
        node: NodeId,
    },
}

impl Mark {
    fn down(mut self, by: f32) -> Self {
        match &mut self {
            Self::Text { y, .. }
            | Self::Fill { y, .. }
            | Self::Star { y, .. }
            | Self::Code { y, .. } => *y += by,
        }
        self
    }
}

/// A letter on its pages.
pub(crate) struct Laid {
    pub(crate) pages: Vec<Vec<Mark>>,
    pub(crate) tree: Tree,
    /// Headings: text, page from 0, height on it.
    pub(crate) headings: Vec<(String, usize, f32)>,
}

/// Lays a letter out.
pub(crate) fn lay(letter: &Letter, setter: &mut Setter) -> Laid {
    let foot: usize = foot_lines(letter, setter).len();
    let mut bands = blocks::Bands::new(letter.direction, setter);
    bands.head(letter);
    for block in &letter.blocks {
        bands.block(block);
    }
    let (bands, tree) = bands.finish();
    let bottom = HEIGHT - UNDER_FOOT - FOOT_LINE * foot as f32 - 26.0;
    let (pages, headings) = flow::flow(bands, TOP, bottom);
    Laid {
        pages,
        tree,
        headings,
    }
}

/// What stands at the foot of each page.
pub(crate) fn feet(
    letter: &Letter,
    setter: &mut Setter,
    pages: usize,
    label: &dyn Fn(usize, usize) -> String,
) -> Vec<Vec<Mark>> {
    let lines = foot_lines(letter, setter);
    let top = HEIGHT - UNDER_FOOT - FOOT_LINE * lines.len() as f32;
    let one = |page: usize| {
        let mut marks = vec![Mark::Fill {
            x: SIDE,
            y: top - 8.0,
            width: COLUMN,
            height: 0.6,
            ink: Ink::Line,
        }];
        let at = |line: &Line, end: bool| {
            let right = (letter.direction == Direction::RightToLeft) != end;
            if right {
                WIDTH - SIDE - line.width
            } else {
                SIDE
            }
        };
        let number = setter.lines(
            &label(page + 1, pages),
            FOOT,
            Base::Letter,
            COLUMN - FOOT_WIDTH,
        );
        let first = number.into_iter().next();
        let all = lines.iter().map(|l| (l.clone(), false));
        let rows = all.enumerate().chain(first.map(|l| (0, (l, true))));
        for (i, (line, end)) in rows {
            marks.push(Mark::Text {
                x: at(&line, end),
                y: top + FOOT_LINE * (i as f32 + 0.72),
                line,
                ink: Ink::Soft,
                node: None,
            });
        }
        marks
    };
    (0..pages).map(one).collect()
}

/// At least one: the page's number needs its place.
fn foot_lines(letter: &Letter, setter: &mut Setter) -> Vec<Line> {
    let mut lines: Vec<Line> = letter
        .foot
        .iter()
        .flat_map(|text| setter.lines(text, FOOT, Base::Letter, FOOT_WIDTH))
        .take(MOST_FOOT)
        .collect();
    if lines.is_empty() {
        lines = setter.lines("", FOOT, Base::Letter, FOOT_WIDTH);
    }
    lines
}
