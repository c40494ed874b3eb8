//! Blocks as bands.

use std::rc::Rc;

use super::flow::Band;
use super::{COLUMN, Ink, Mark, SIDE, WIDTH};
use crate::letter::{Block, Direction, Letter, Matrix};
use crate::tags::{Kind, NodeId, Tree};
use crate::text::{Base, Line, Setter, Style};

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
}

pub(super) const BODY: Look = look(10.5, false, Ink::Text);
pub(super) const SMALL: Look = look(8.5, false, Ink::Soft);
const SENDER: Look = look(13.0, true, Ink::Accent);
const SUBJECT: Look = look(9.5, false, Ink::Soft);
const TITLE: Look = look(19.0, true, Ink::Accent);
const HEADING: Look = look(12.5, true, Ink::Accent);
const SUBHEADING: Look = look(10.5, true, Ink::Text);
const LEAD: Look = look(12.0, true, Ink::Accent);

const fn look(size: f32, bold: bool, ink: Ink) -> Look {
    Look { size, bold, ink }
}

/// Where a text stands: how far from the margin at which lines begin, and how wide.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) inset: f32,
    pub(super) width: f32,
    pub(super) base: Base,
}

pub(super) const FULL: Place = Place {
    inset: 0.0,
    width: COLUMN,
    base: Base::Letter,
};

/// The bands of a letter, while they are made.
pub(super) struct Bands<'a> {
    direction: Direction,
    setter: &'a mut Setter,
    pub(super) tree: Tree,
    pub(super) bands: Vec<Band>,
}

impl<'a> Bands<'a> {
    pub(super) fn new(direction: Direction, setter: &'a mut Setter) -> Self {
        Self {
            direction,
            setter,
            tree: Tree::default(),
            bands: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> (Vec<Band>, Tree) {
        (self.bands, self.tree)
    }

    /// Sender, subject, title.
    pub(super) fn head(&mut self, letter: &Letter) {
        let beside = Place {
            width: COLUMN - 50.0,
            ..FULL
        };
        self.paragraphs(None, &letter.sender, SENDER, beside, 0.0);
        self.paragraphs(None, &letter.subject, SUBJECT, beside, 1.0);
        self.bands.iter_mut().for_each(|b| b.keep = true);
        let mut rule = Band {
            height: 1.6,
            gap: 9.0,
            keep: true,
            ..Band::default()
        };
        rule.marks.push(Mark::Fill {
            x: SIDE,
            y: 0.0,
            width: COLUMN,
            height: 1.6,
            ink: Ink::Accent,
        });
        let above: f32 = self.bands.iter().map(|b| b.gap + b.height).sum();
        rule.marks.push(Mark::Star {
            x: self.x(COLUMN - 13.0, 0.0),
            y: -above.min(30.0) / 2.0 - 9.0,
            radius: 13.0,
        });
        self.bands.push(rule);
        self.heading(1, &letter.title, TITLE, 26.0);
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.heading(2, text, HEADING, 20.0),
            Block::Subheading(text) => self.heading(3, text, SUBHEADING, 12.0),
            Block::Lead(text) => self.lead(text),
            Block::Paragraph(text) => self.paragraphs(None, text, BODY, FULL, 8.0),
            Block::Small(text) => self.paragraphs(None, text, SMALL, FULL, 8.0),
            Block::List(items) => self.list(items),
            Block::Rows(rows) => self.rows(rows),
            Block::Table(table) => self.table(table),
            Block::Quote { from, text } => self.quote(from, text),
            Block::Code {
                matrix,
                alt,
                beside,
            } => self.code(matrix, alt, beside),
        }
    }

    fn heading(&mut self, level: u16, text: &str, look: Look, gap: f32) {
        if text.trim().is_empty() {
            return;
        }
        let node = self.tree.add(None, Kind::Heading(level, text.to_owned()));
        let mut bands = self.lines(text, look, FULL, Some(node));
        for band in &mut bands {
            band.keep = true;
        }
        if let Some(first) = bands.first_mut() {
            first.gap = gap;
            first.heading = Some(text.to_owned());
        }
        self.bands.append(&mut bands);
    }

    /// On a tinted ground, with a bar at its beginning.
    fn lead(&mut self, text: &str) {
        let place = Place {
            inset: 16.0,
            width: COLUMN - 28.0,
            base: Base::Letter,
        };
        let from = self.bands.len();
        self.paragraphs(None, text, LEAD, place, 3.0);
        let many = self.bands.len() - from;
        let (bar, ground) = (self.x(0.0, 4.0), self.x(0.0, COLUMN));
        for (i, band) in self.bands[from..].iter_mut().enumerate() {
            let (first, last) = (i == 0, i + 1 == many);
            let above = if first { 10.0 } else { band.gap };
            band.gap = if first { 14.0 } else { 0.0 };
            pad(band, above, if last { 11.0 } else { 0.0 });
            band.keep |= !last;
            let fill = |x, width, ink| Mark::Fill {
                x,
                y: 0.0,
                width,
                height: band.height + if last { 0.0 } else { 0.3 },
                ink,
            };
            let under = [fill(ground, COLUMN, Ink::Tint), fill(bar, 4.0, Ink::Accent)];
            band.marks.splice(0..0, under);
        }
    }

    fn list(&mut self, items: &[String]) {
        let list = self.tree.add(None, Kind::List);
        let place = Place {
            inset: 16.0,
            width: COLUMN - 16.0,
            base: Base::Letter,
        };
        for item in items.iter().filter(|item| !item.trim().is_empty()) {
            let node = self.tree.add(Some(list), Kind::Item);
            let bullet = self.tree.add(Some(node), Kind::Bullet);
            let body = self.tree.add(Some(node), Kind::Body);
            let mut dot = self.lines("•", BODY, FULL, Some(bullet));
            let mut bands = self.lines(item, BODY, place, Some(body));
            if let (Some(dot), Some(first)) = (dot.pop(), bands.first_mut()) {
                first.marks.splice(0..0, dot.marks);
                first.gap = 4.0;
            }
            self.bands.append(&mut bands);
        }
    }

    /// Somebody's words, in their own direction, beside a bar.
    fn quote(&mut self, from: &str, text: &str) {
        let node = self.tree.add(None, Kind::Quote);
        let place = Place {
            inset: 14.0,
            width: COLUMN - 14.0,
            base: Base::Letter,
        };
        let begin = self.bands.len();
        self.paragraphs(Some(node), from, look(8.5, true, Ink::Soft), place, 0.0);
        self.bands[begin..].iter_mut().for_each(|b| b.keep = true);
        let own = Place {
            base: Base::Own,
            ..place
        };
        self.paragraphs(Some(node), text, BODY, own, 3.0);
        let x = self.x(0.0, 2.5);
        for (i, band) in self.bands[begin..].iter_mut().enumerate() {
            let above = if i == 0 { 0.0 } else { band.gap };
            band.gap = if i == 0 { 12.0 } else { 0.0 };
            pad(band, above, 0.0);
            band.marks.push(Mark::Fill {
                x,
                y: 0.0,
                width: 2.5,
                height: band.height + 0.3,
                ink: Ink::Brass,
            });
        }
    }

    /// A code at the beginning of the line, the words beside it, in one piece.
    fn code(&mut self, matrix: &Matrix, alt: &str, beside: &[String]) {
        const CODE: f32 = 104.0;
        let figure = self.tree.add(None, Kind::Figure(alt.to_owned()));
        let place = Place {
            inset: CODE + 16.0,
            width: COLUMN - CODE - 32.0,
            base: Base::Letter,
        };
        let from = self.bands.len();
        for text in beside {
            self.paragraphs(None, text, SMALL, place, 5.0);
        }
        let mut band = Band {
            gap: 18.0,
            ..Band::default()
        };
        let (ground, x) = (self.x(0.0, COLUMN), self.x(4.0, CODE));
        let mut y = 6.0;
        for part in self.bands.drain(from..) {
            y += part.gap;
            band.marks.extend(part.marks.into_iter().map(|m| m.down(y)));
            y += part.height;
        }
        band.height = (y + 8.0).max(CODE + 8.0);
        let fill = Mark::Fill {
            x: ground,
            y: 0.0,
            width: COLUMN,
            height: band.height,
            ink: Ink::Tint,
        };
        let code = Mark::Code {
            x,
            y: (band.height - CODE) / 2.0,
            side: CODE,
            matrix: matrix.clone(),
            node: figure,
        };
        band.marks.splice(0..0, [fill, code]);
        self.bands.push(band);
    }

    /// Each line of a text as a paragraph.
    pub(super) fn paragraphs(
        &mut self,
        parent: Option<NodeId>,
        text: &str,
        look: Look,
        place: Place,
        gap: f32,
    ) {
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let node = self.tree.add(parent, Kind::Paragraph);
            let mut bands = self.lines(line, look, place, Some(node));
            if let Some(first) = bands.first_mut() {
                first.gap = gap;
            }
            self.bands.append(&mut bands);
        }
    }

    /// A band a line. Neither the first nor the last one of several stands alone on a page.
    pub(super) fn lines(
        &mut self,
        text: &str,
        look: Look,
        place: Place,
        node: Option<NodeId>,
    ) -> Vec<Band> {
        let lines = self.set(text, look, place);
        let many = lines.len();
        let height = self.leading(look);
        lines
            .into_iter()
            .enumerate()
            .map(|(i, line)| Band {
                height,
                keep: many > 1 && (i == 0 || i + 2 == many),
                marks: vec![self.mark(line, look, place, node)],
                ..Band::default()
            })
            .collect()
    }

    pub(super) fn set(&mut self, text: &str, look: Look, place: Place) -> Vec<Line> {
        let style = Style {
            size: look.size,
            bold: look.bold,
        };
        self.setter.lines(text, style, place.base, place.width)
    }

    /// A line within its place, in a band of its own height.
    pub(super) fn mark(&self, line: Line, look: Look, place: Place, node: Option<NodeId>) -> Mark {
        let box_x = self.x(place.inset, place.width);
        let right = self.direction == Direction::RightToLeft;
        Mark::Text {
            x: if right {
                box_x + place.width - line.width
            } else {
                box_x
            },
            y: self.baseline(look),
            line,
            ink: look.ink,
            node,
        }
    }

    /// The left side of a box that begins `inset` after the margin at which lines begin.
    pub(super) fn x(&self, inset: f32, width: f32) -> f32 {
        match self.direction {
            Direction::LeftToRight => SIDE + inset,
            Direction::RightToLeft => WIDTH - SIDE - inset - width,
        }
    }

    /// From line to line. Naskh reaches higher and lower than Latin letters.
    pub(super) fn leading(&self, look: Look) -> f32 {
        let tight = if look.size > 14.0 { 0.86 } else { 1.0 };
        tight
            * look.size
            * match self.direction {
                Direction::LeftToRight => 1.5,
                Direction::RightToLeft => 1.9,
            }
    }

    fn baseline(&self, look: Look) -> f32 {
        let middle = match self.direction {
            Direction::LeftToRight => 0.36,
            Direction::RightToLeft => 0.30,
        };
        self.leading(look) / 2.0 + look.size * middle
    }
}

/// Makes a band higher, above and below what is in it.
fn pad(band: &mut Band, above: f32, below: f32) {
    let marks = std::mem::take(&mut band.marks);
    band.marks = marks.into_iter().map(|m| m.down(above)).collect();
    band.height += above + below;
}

/// A head that is shown again: an ornament there, not a part of the structure.
pub(super) fn ornament(band: &Band) -> Rc<Band> {
    let mut band = band.clone();
    for mark in &mut band.marks {
        if let Mark::Text { node, .. } = mark {
            *node = None;
        }
    }
    Rc::new(band)
}
