//! Rows and tables.

use std::rc::Rc;

use super::blocks::{BODY, Bands, Look, Place, SMALL, ornament};
use super::flow::Band;
use super::{COLUMN, Ink, Mark};
use crate::letter::{Row, Table};
use crate::tags::{Kind, NodeId};
use crate::text::{Base, Line};

/// Empty above and below a cell's text, and beside it.
const PAD: f32 = 4.5;
const BESIDE: f32 = 10.0;
/// A row that is higher goes over several pages: a third of one.
const HIGHEST: f32 = 220.0;
/// Columns at most: more could not be read on paper.
const MOST_COLUMNS: usize = 8;

const LABEL: Look = Look {
    size: 9.5,
    bold: true,
    ink: Ink::Soft,
};
const CELL: Look = Look { size: 9.0, ..BODY };
const HEAD: Look = Look {
    size: 8.5,
    bold: true,
    ink: Ink::Accent,
};

/// What stands in a cell.
struct Cell {
    lines: Vec<Line>,
    look: Look,
    place: Place,
    node: NodeId,
}

impl Bands<'_> {
    /// Names beside their values.
    pub(super) fn rows(&mut self, rows: &[Row]) {
        let table = self.tree.add(None, Kind::Table(String::new()));
        let (label, value) = (
            column(0.0, COLUMN * 0.36),
            column(COLUMN * 0.36, COLUMN * 0.64),
        );
        let from = self.bands.len();
        for row in rows {
            let line = self.tree.add(Some(table), Kind::Row);
            let cells = [
                self.cell(line, Kind::RowHead, &row.label, LABEL, label),
                self.cell(line, Kind::Cell, &row.value, BODY, value),
            ];
            self.row(&cells, None);
        }
        if let Some(first) = self.bands.get_mut(from) {
            first.gap = 12.0;
        }
    }

    /// A table with a head.
    pub(super) fn table(&mut self, table: &Table) {
        let columns = &table.columns[..table.columns.len().min(MOST_COLUMNS)];
        if columns.is_empty() || table.rows.is_empty() {
            return;
        }
        let node = self.tree.add(None, Kind::Table(table.summary.clone()));
        let weights: Vec<f32> = columns
            .iter()
            .map(|c| f32::from(c.weight.clamp(1, 100)))
            .collect();
        let all: f32 = weights.iter().sum();
        let mut places = Vec::new();
        let mut inset = 0.0;
        for weight in weights {
            let width = COLUMN * weight / all;
            places.push(column(inset, width));
            inset += width;
        }
        let heads: Vec<&str> = columns.iter().map(|c| c.head.as_str()).collect();
        let head = self.table_head(node, &heads, &places);
        let body = self.tree.add(Some(node), Kind::Rows);
        for row in &table.rows {
            let line = self.tree.add(Some(body), Kind::Row);
            let mut cells = Vec::new();
            for (i, place) in places.iter().enumerate() {
                let text = row.get(i).map_or("", String::as_str);
                cells.push(self.cell(line, Kind::Cell, text, CELL, *place));
            }
            self.row(&cells, Some(&head));
        }
    }

    fn table_head(&mut self, table: NodeId, heads: &[&str], places: &[Place]) -> Rc<Band> {
        let node = self.tree.add(Some(table), Kind::Head);
        let line = self.tree.add(Some(node), Kind::Row);
        let mut cells = Vec::new();
        for (head, place) in heads.iter().zip(places) {
            cells.push(self.cell(line, Kind::ColumnHead, head, HEAD, *place));
        }
        let many = cells.iter().map(|c| c.lines.len()).max().unwrap_or(1);
        let mut band = self.slice(&cells, 0, many, true, true);
        let ground = Mark::Fill {
            x: self.x(0.0, COLUMN),
            y: 0.0,
            width: COLUMN,
            height: band.height,
            ink: Ink::Tint,
        };
        band.marks.insert(0, ground);
        band.gap = 16.0;
        band.keep = true;
        let again = ornament(&band);
        self.bands.push(band);
        again
    }

    /// An empty cell has a dash: one without content would not be in the structure.
    fn cell(&mut self, row: NodeId, kind: Kind, text: &str, look: Look, place: Place) -> Cell {
        let node = self.tree.add(Some(row), kind);
        let parts: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
        let mut lines = Vec::new();
        for part in if parts.is_empty() { vec!["–"] } else { parts } {
            lines.extend(self.set(part, look, place));
        }
        Cell {
            lines,
            look,
            place,
            node,
        }
    }

    /// One band where it is not too high, else one a line.
    fn row(&mut self, cells: &[Cell], head: Option<&Rc<Band>>) {
        let many = cells.iter().map(|c| c.lines.len()).max().unwrap_or(1);
        let whole = self.slice(cells, 0, many, true, true);
        let mut bands = if whole.height <= HIGHEST {
            vec![whole]
        } else {
            (0..many)
                .map(|i| self.slice(cells, i, i + 1, i == 0, i + 1 == many))
                .collect()
        };
        for band in &mut bands {
            band.again = head.cloned();
        }
        self.bands.append(&mut bands);
    }

    /// The lines `from` to `to` of each cell.
    fn slice(&self, cells: &[Cell], from: usize, to: usize, first: bool, last: bool) -> Band {
        let leading = cells
            .iter()
            .map(|c| self.leading(c.look))
            .fold(self.leading(SMALL), f32::max);
        let above = if first { PAD } else { 0.0 };
        let below = if last { PAD } else { 0.0 };
        let mut band = Band {
            height: above + leading * (to - from) as f32 + below,
            ..Band::default()
        };
        for cell in cells {
            let lines = cell.lines.iter().enumerate().take(to).skip(from);
            for (i, line) in lines {
                // Cells of other sizes stand on the same line.
                let lower = (leading - self.leading(cell.look)) / 2.0;
                let down = above + leading * (i - from) as f32 + lower;
                let mark = self.mark(line.clone(), cell.look, cell.place, Some(cell.node));
                band.marks.push(mark.down(down));
            }
        }
        if last {
            band.marks.push(Mark::Fill {
                x: self.x(0.0, COLUMN),
                y: band.height - 0.5,
                width: COLUMN,
                height: 0.5,
                ink: Ink::Line,
            });
        }
        band
    }
}

/// A column's text, apart from the next one's.
fn column(inset: f32, width: f32) -> Place {
    Place {
        inset: inset + if inset == 0.0 { 0.0 } else { BESIDE / 2.0 },
        width: width - BESIDE / 2.0 - if inset == 0.0 { 0.0 } else { BESIDE / 2.0 },
        base: Base::Own,
    }
}
