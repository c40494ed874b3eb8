//! The drawing of a process as SVG: as its modeller laid it out, or laid out here where the file has no drawing.
//!
//! A pure function of the file and what is to be marked in it. Colours are the page's: every shape has classes, and without a
//! style sheet it is drawn in the text's colour. Every element has its name as a title, so that the drawing can be listened to.

mod icons;
mod interchange;
mod layout;
mod paint;
mod shapes;
mod text;

use std::collections::BTreeMap;

use crate::Definitions;

/// What is marked at an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Classes of the element's group, separated by spaces: `here`, `done`, `heat-3`.
    pub class: String,
    /// A short text beside it, such as a number of cases or days.
    pub badge: Option<String>,
    /// What the mark means, in words: part of the element's title.
    pub words: Option<String>,
}

/// Marks by the ids of elements and sequence flows.
pub type Marks = BTreeMap<String, Mark>;

/// Names in the reader's language, by the ids of elements and sequence flows; where there is none, the file's own.
pub type Names = BTreeMap<String, String>;

/// What is drawn, and how.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'d> {
    /// The file.
    pub definitions: &'d Definitions,
    /// What is marked in it.
    pub marks: &'d Marks,
    /// Other names than the file's.
    pub names: &'d Names,
    /// What the drawing is of.
    pub title: &'d str,
    /// From right to left, for who reads so: the same picture with its sides changed, its words and signs not.
    pub mirrored: bool,
}

/// A point of the drawing.
pub(crate) type Point = (f64, f64);

/// Where an element is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    pub(crate) fn middle(self) -> Point {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    fn with(self, other: Area) -> Area {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Area {
            x,
            y,
            width: right - x,
            height: bottom - y,
        }
    }
}

/// Where everything is: areas and lines by element, outer ones first.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) areas: Vec<(String, Area)>,
    /// Where a name stands, where the file says so.
    pub(crate) labels: BTreeMap<String, Area>,
    pub(crate) lines: Vec<(String, Vec<Point>)>,
}

impl Plan {
    /// The same with left and right changed.
    fn mirrored(mut self) -> Self {
        let areas = self.areas.iter_mut().map(|(_, area)| area);
        for area in areas.chain(self.labels.values_mut()) {
            area.x = -area.x - area.width;
        }
        for (x, _) in self.lines.iter_mut().flat_map(|(_, points)| points) {
            *x = -*x;
        }
        self
    }

    /// The smallest area with everything in it.
    fn bounds(&self) -> Area {
        let points = self.lines.iter().flat_map(|(_, points)| points);
        let points = points.map(|(x, y)| Area {
            x: *x,
            y: *y,
            width: 0.0,
            height: 0.0,
        });
        let areas = self
            .areas
            .iter()
            .map(|(_, area)| *area)
            .chain(self.labels.values().copied());
        areas.chain(points).reduce(Area::with).unwrap_or(Area {
            x: 0.0,
            y: 0.0,
            width: 100.0,
            height: 100.0,
        })
    }
}

/// The SVG of a file's processes; `title` says what it is of.
#[must_use]
pub fn svg(definitions: &Definitions, marks: &Marks, title: &str) -> String {
    let drawing = Drawing {
        definitions,
        marks,
        names: &Names::new(),
        title,
        mirrored: false,
    };
    drawing.svg()
}

impl Drawing<'_> {
    /// The picture.
    #[must_use]
    pub fn svg(&self) -> String {
        let drawn = interchange::plan(&self.definitions.tree);
        let plan = if drawn.areas.is_empty() {
            layout::plan(self.definitions)
        } else {
            drawn
        };
        let plan = if self.mirrored { plan.mirrored() } else { plan };
        paint::paint(self, &plan)
    }
}
