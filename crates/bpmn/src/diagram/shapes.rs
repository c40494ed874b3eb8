//! Elements by what they are.

use std::fmt::Write as _;

use dmn::xml::{Node as Xml, Tree};

use super::{Area, icons, text};

/// An element with its drawing area; `label`: where its name stands, where the file says so.
pub(super) struct Shape<'d> {
    pub(super) tree: &'d Tree,
    pub(super) node: &'d Xml,
    pub(super) name: &'d str,
    pub(super) area: Area,
    pub(super) label: Option<Area>,
    /// Something is drawn inside it.
    pub(super) expanded: bool,
    /// The drawing is read from the right.
    pub(super) mirrored: bool,
}

impl Shape<'_> {
    pub(super) fn draw(&self, svg: &mut String) {
        match self.node.name.as_str() {
            name if name.ends_with("Event") => self.event(svg),
            name if name.ends_with("Gateway") => self.gateway(svg),
            "participant" | "lane" => self.lane(svg),
            "dataObjectReference" | "dataObject" | "dataInput" | "dataOutput" => self.page(svg),
            "dataStoreReference" => self.store(svg),
            "textAnnotation" => self.annotation(svg),
            "group" => {
                let Area {
                    x,
                    y,
                    width,
                    height,
                } = self.area;
                let _ = write!(
                    svg,
                    "<rect class=\"group\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"10\" fill=\"none\" stroke-dasharray=\"8 4 2 4\"/>"
                );
            }
            _ => self.activity(svg),
        }
    }

    /// The name below a small shape, or where the file says.
    fn name_below(&self, svg: &mut String) {
        match self.label {
            Some(area) => text::text(
                svg,
                self.name,
                (area.middle().0, area.y + 7.0),
                area.width.max(90.0),
                true,
            ),
            None => {
                let (x, _) = self.area.middle();
                text::text(
                    svg,
                    self.name,
                    (x, self.area.y + self.area.height + 11.0),
                    100.0,
                    true,
                );
            }
        }
    }

    fn event(&self, svg: &mut String) {
        let ((x, y), r) = (
            self.area.middle(),
            self.area.width.min(self.area.height) / 2.0,
        );
        let name = self.node.name.as_str();
        let dashed = self.node.attribute("cancelActivity") == Some("false")
            || self.node.attribute("isInterrupting") == Some("false");
        let dash = if dashed {
            " stroke-dasharray=\"4 3\""
        } else {
            ""
        };
        let width = if name == "endEvent" {
            " stroke-width=\"3\""
        } else {
            ""
        };
        let _ = write!(
            svg,
            "<circle class=\"shape\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"{width}{dash}/>"
        );
        if matches!(
            name,
            "intermediateCatchEvent" | "intermediateThrowEvent" | "boundaryEvent"
        ) {
            let _ = write!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\" fill=\"none\"{dash}/>",
                (r - 3.0).max(1.0)
            );
        }
        let definitions: Vec<&Xml> = self
            .tree
            .children(self.node)
            .filter(|n| n.name.ends_with("EventDefinition"))
            .collect();
        let throws = matches!(name, "endEvent" | "intermediateThrowEvent");
        match definitions.as_slice() {
            [] => {}
            [one] => icons::event(svg, &one.name, (x, y), throws),
            _ if self.node.attribute("parallelMultiple") == Some("true") => {
                icons::event(svg, "all", (x, y), throws);
            }
            _ => icons::event(svg, "multiple", (x, y), throws),
        }
        self.name_below(svg);
    }

    fn gateway(&self, svg: &mut String) {
        let (
            Area {
                x,
                y,
                width,
                height,
            },
            (mx, my),
        ) = (self.area, self.area.middle());
        let (right, bottom) = (x + width, y + height);
        let _ = write!(
            svg,
            "<path class=\"shape\" d=\"M{mx:.1},{y:.1} L{right:.1},{my:.1} L{mx:.1},{bottom:.1} L{x:.1},{my:.1} z\"/>"
        );
        icons::gateway(svg, &self.node.name, (mx, my));
        self.name_below(svg);
    }

    fn activity(&self, svg: &mut String) {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        let kind = self.node.name.as_str();
        let thick = if kind == "callActivity" {
            " stroke-width=\"3\""
        } else {
            ""
        };
        let dash = if self.node.attribute("triggeredByEvent") == Some("true") {
            " stroke-dasharray=\"3 3\""
        } else {
            ""
        };
        let _ = write!(
            svg,
            "<rect class=\"shape\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"8\"{thick}{dash}/>"
        );
        if kind == "transaction" {
            let _ = write!(
                svg,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"6\" fill=\"none\"/>",
                x + 3.0,
                y + 3.0,
                (width - 6.0).max(0.0),
                (height - 6.0).max(0.0)
            );
        }
        let corner = if self.mirrored { width - 14.0 } else { 14.0 };
        icons::task(svg, kind, (x + corner, y + 14.0));
        match self.expanded {
            true => text::text(
                svg,
                self.name,
                (x + width / 2.0, y + 14.0),
                width - 30.0,
                true,
            ),
            false => text::text(svg, self.name, self.area.middle(), width - 14.0, false),
        }
        self.markers(svg);
    }

    fn markers(&self, svg: &mut String) {
        let mut markers = Vec::new();
        for child in self.tree.children(self.node) {
            match child.name.as_str() {
                "standardLoopCharacteristics" => markers.push("loop"),
                "multiInstanceLoopCharacteristics"
                    if child.attribute("isSequential") == Some("true") =>
                {
                    markers.push("sequential");
                }
                "multiInstanceLoopCharacteristics" => markers.push("parallel"),
                _ => {}
            }
        }
        if self.node.attribute("isForCompensation") == Some("true") {
            markers.push("compensation");
        }
        match self.node.name.as_str() {
            "adHocSubProcess" => markers.push("adHoc"),
            "subProcess" | "transaction" if !self.expanded => markers.push("collapsed"),
            _ => {}
        }
        let (x, y) = (self.area.middle().0, self.area.y + self.area.height - 11.0);
        let first = x - (markers.len() as f64 - 1.0) * 10.0;
        for (n, marker) in markers.into_iter().enumerate() {
            icons::marker(svg, marker, (first + n as f64 * 20.0, y));
        }
    }

    fn lane(&self, svg: &mut String) {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        let _ = write!(
            svg,
            "<rect class=\"lane\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"none\"/>"
        );
        let first = if self.mirrored { width - 15.0 } else { 15.0 };
        let (cx, cy) = (x + first, y + height / 2.0);
        let _ = write!(svg, "<g transform=\"rotate(-90 {cx:.1} {cy:.1})\">");
        text::text(svg, self.name, (cx, cy), height.max(60.0), false);
        svg.push_str("</g>");
    }

    fn page(&self, svg: &mut String) {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        let (fold, right, bottom) = (width / 3.0, x + width, y + height);
        let _ = write!(
            svg,
            "<path class=\"shape\" d=\"M{x:.1},{y:.1} H{:.1} L{right:.1},{:.1} V{bottom:.1} H{x:.1} z M{:.1},{y:.1} V{:.1} H{right:.1}\"/>",
            right - fold,
            y + fold,
            right - fold,
            y + fold
        );
        self.name_below(svg);
    }

    fn store(&self, svg: &mut String) {
        let (
            Area {
                x,
                y,
                width,
                height,
            },
            rx,
        ) = (self.area, self.area.width / 2.0);
        let (top, bottom) = (y + 6.0, y + height - 6.0);
        let _ = write!(
            svg,
            "<path class=\"shape\" d=\"M{x:.1},{top:.1} a{rx:.1},6 0 1 1 {width:.1},0 V{bottom:.1} a{rx:.1},6 0 1 1 -{width:.1},0 z M{x:.1},{top:.1} a{rx:.1},6 0 1 0 {width:.1},0\"/>"
        );
        self.name_below(svg);
    }

    fn annotation(&self, svg: &mut String) {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        let (side, tick) = if self.mirrored {
            (x + width, x + width - 12.0)
        } else {
            (x, x + 12.0)
        };
        let _ = write!(
            svg,
            "<path class=\"annotation\" d=\"M{tick:.1},{y:.1} H{side:.1} V{:.1} H{tick:.1}\" fill=\"none\"/>",
            y + height
        );
        let words = self.tree.text_of(self.node, "text").unwrap_or_default();
        text::text(svg, words, self.area.middle(), width - 8.0, false);
    }
}
