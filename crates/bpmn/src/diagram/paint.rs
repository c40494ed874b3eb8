//! From the plan to the picture.

use std::collections::HashMap;
use std::fmt::Write as _;

use dmn::xml::Node as Xml;

use super::shapes::Shape;
use super::text::{escape, text};
use super::{Area, Drawing, Mark, Plan, Point};

/// Room around the drawing.
const MARGIN: f64 = 24.0;

/// The size at which it is shown, a unit of the file being a pixel: names of 11 units are read without a glass.
const SCALE: f64 = 1.2;

pub(super) fn paint(drawing: &Drawing<'_>, plan: &Plan) -> String {
    let elements: HashMap<&str, &Xml> = drawing
        .definitions
        .tree
        .every()
        .filter_map(|n| n.attribute("id").map(|id| (id, n)))
        .collect();
    let mut svg = open(plan, drawing.title);
    for (id, points) in &plan.lines {
        let node = elements.get(id.as_str()).copied();
        group(&mut svg, drawing, (id, node), |svg| {
            line(svg, node, points);
            let name = name_of(drawing, id, node);
            text(svg, name, label_of(plan, id, points), 100.0, false);
        });
    }
    for (id, area) in &plan.areas {
        let Some(node) = elements.get(id.as_str()).copied() else {
            continue;
        };
        let shape = Shape {
            tree: &drawing.definitions.tree,
            node,
            name: name_of(drawing, id, Some(node)),
            area: *area,
            label: plan.labels.get(id).copied(),
            expanded: expanded(plan, node, area),
            mirrored: drawing.mirrored,
        };
        group(&mut svg, drawing, (id, Some(node)), |svg| {
            shape.draw(svg);
            badge(svg, *area, drawing.marks.get(id), drawing.mirrored);
        });
    }
    svg.push_str("</svg>");
    svg
}

/// The picture's beginning: what it is of, what part of the plane is seen, how large.
fn open(plan: &Plan, title: &str) -> String {
    let bounds = plan.bounds();
    let (x, y) = (bounds.x - MARGIN, bounds.y - MARGIN);
    let (width, height) = (bounds.width + 2.0 * MARGIN, bounds.height + 2.0 * MARGIN);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bpmn\" role=\"img\" viewBox=\"{x:.0} {y:.0} {width:.0} {height:.0}\" width=\"{:.0}\" height=\"{:.0}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" font-size=\"11\"><title>{}</title>",
        width * SCALE,
        height * SCALE,
        escape(title)
    )
}

/// A sub-process in which something is drawn.
fn expanded(plan: &Plan, node: &Xml, area: &Area) -> bool {
    let inside = |other: &Area| {
        other != area
            && other.x >= area.x
            && other.y >= area.y
            && other.x + other.width <= area.x + area.width
            && other.y + other.height <= area.y + area.height
    };
    let container = matches!(
        node.name.as_str(),
        "subProcess" | "transaction" | "adHocSubProcess"
    );
    container && plan.areas.iter().any(|(_, other)| inside(other))
}

/// What an element is called: as the caller says, else as the file does.
fn name_of<'d>(drawing: &Drawing<'d>, id: &str, node: Option<&'d Xml>) -> &'d str {
    let own = || node.and_then(|n| n.attribute("name")).unwrap_or_default();
    drawing.names.get(id).map_or_else(own, String::as_str)
}

/// Everything of one element: its id, so that a link can lead to it without a script, its classes, its name for whoever listens, its shape.
fn group(
    svg: &mut String,
    drawing: &Drawing<'_>,
    (id, node): (&str, Option<&Xml>),
    draw: impl FnOnce(&mut String),
) {
    let kind = node.map_or("unknown", |n| n.name.as_str());
    let mark = drawing.marks.get(id);
    let class = mark.map_or("", |m| m.class.as_str());
    let name = name_of(drawing, id, node);
    let words = mark
        .and_then(|m| m.words.as_deref())
        .map(|w| format!(": {w}"))
        .unwrap_or_default();
    let _ = write!(
        svg,
        "<g class=\"{} {}\" data-element=\"{}\" id=\"bpmn-{}\">",
        escape(kind),
        escape(class),
        escape(id),
        escape(id)
    );
    // What has neither name nor words has no title: an id is no word of the reader's language.
    if !name.is_empty() || !words.is_empty() {
        let name = if name.is_empty() { id } else { name };
        let _ = write!(svg, "<title>{}{}</title>", escape(name), escape(&words));
    }
    draw(svg);
    svg.push_str("</g>");
}

fn line(svg: &mut String, node: Option<&Xml>, points: &[Point]) {
    let (dash, arrow) = match node.map_or("", |n| n.name.as_str()) {
        "sequenceFlow" => ("", true),
        "messageFlow" => (" stroke-dasharray=\"8 5\"", true),
        "association" => (" stroke-dasharray=\"2 4\"", false),
        _ => (" stroke-dasharray=\"2 4\"", true),
    };
    svg.push_str("<polyline class=\"line\" points=\"");
    for (n, (x, y)) in points.iter().enumerate() {
        let _ = write!(svg, "{}{x:.1},{y:.1}", if n == 0 { "" } else { " " });
    }
    let _ = write!(svg, "\" fill=\"none\"{dash}/>");
    if let Some([from, to]) = points.last_chunk::<2>().filter(|_| arrow) {
        let turn = (to.1 - from.1).atan2(to.0 - from.0).to_degrees();
        let _ = write!(
            svg,
            "<path class=\"tip\" transform=\"translate({:.1} {:.1}) rotate({turn:.1})\" d=\"M0,0 L-9,-4.5 V4.5 z\" fill=\"currentColor\" stroke=\"none\"/>",
            to.0, to.1
        );
    }
}

/// Where a flow's name stands: as the file says, or above the middle of its longest part.
fn label_of(plan: &Plan, id: &str, points: &[Point]) -> Point {
    if let Some(area) = plan.labels.get(id) {
        return area.middle();
    }
    let length = |pair: &[Point]| (pair[0].0 - pair[1].0).abs() + (pair[0].1 - pair[1].1).abs();
    let longest = points
        .windows(2)
        .max_by(|a, b| length(a).total_cmp(&length(b)));
    longest.map_or((0.0, 0.0), |p| {
        ((p[0].0 + p[1].0) / 2.0, (p[0].1 + p[1].1) / 2.0 - 8.0)
    })
}

/// At the corner where no sign is.
fn badge(svg: &mut String, area: Area, mark: Option<&Mark>, mirrored: bool) {
    let Some(words) = mark.and_then(|m| m.badge.as_deref()) else {
        return;
    };
    let width = 12.0 + words.chars().count() as f64 * 6.5;
    let corner = if mirrored { 0.0 } else { area.width };
    let (x, y) = (area.x + corner - width / 2.0, area.y - 9.0);
    let _ = write!(
        svg,
        "<g class=\"badge\"><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"18\" rx=\"9\"/>"
    );
    text(svg, words, (x + width / 2.0, y + 9.0), width + 40.0, false);
    svg.push_str("</g>");
}
