//! The drawing that is in the file (BPMN DI).

use dmn::xml::{Node as Xml, Tree};

use super::{Area, Plan};

/// Namespaces of the drawing's elements end so.
const DRAWING: [&str; 3] = ["/BPMN/20100524/DI", "/DD/20100524/DC", "/DD/20100524/DI"];
/// Coordinates beyond are a mistake, or meant to harm.
const FAR: f64 = 1_000_000.0;

/// What is being read.
enum Open {
    Nothing,
    Shape(String),
    Label(String),
    Line(String, Vec<(f64, f64)>),
}

/// Elements come in the order of the file, so that what belongs to a shape or line follows it.
pub(super) fn plan(tree: &Tree) -> Plan {
    let mut plan = Plan::default();
    let mut open = Open::Nothing;
    let drawing = |n: &&Xml| DRAWING.iter().any(|end| n.namespace.ends_with(end));
    for node in tree.every().filter(drawing) {
        match node.name.as_str() {
            "BPMNShape" => close(
                &mut plan,
                std::mem::replace(&mut open, Open::Shape(element(node))),
            ),
            "BPMNEdge" => close(
                &mut plan,
                std::mem::replace(&mut open, Open::Line(element(node), Vec::new())),
            ),
            "BPMNLabel" => {
                let id = match &open {
                    Open::Shape(id) | Open::Line(id, _) | Open::Label(id) => id.clone(),
                    Open::Nothing => continue,
                };
                close(&mut plan, std::mem::replace(&mut open, Open::Label(id)));
            }
            "Bounds" => bounds(&mut plan, &open, node),
            "waypoint" => {
                if let (Open::Line(_, points), Some(x), Some(y)) =
                    (&mut open, number(node, "x"), number(node, "y"))
                {
                    points.push((x, y));
                }
            }
            _ => {}
        }
    }
    close(&mut plan, open);
    plan
}

fn bounds(plan: &mut Plan, open: &Open, node: &Xml) {
    let sizes = ["x", "y", "width", "height"].map(|name| number(node, name));
    let [Some(x), Some(y), Some(width), Some(height)] = sizes else {
        return;
    };
    let area = Area {
        x,
        y,
        width: width.max(0.0),
        height: height.max(0.0),
    };
    match open {
        Open::Shape(id) => plan.areas.push((id.clone(), area)),
        Open::Label(id) if width > 0.0 => drop(plan.labels.insert(id.clone(), area)),
        _ => {}
    }
}

fn close(plan: &mut Plan, open: Open) {
    if let Open::Line(id, points) = open
        && points.len() > 1
    {
        plan.lines.push((id, points));
    }
}

fn element(node: &Xml) -> String {
    let id = node.attribute("bpmnElement").unwrap_or_default();
    id.rsplit(':').next().unwrap_or(id).to_owned()
}

fn number(node: &Xml, name: &str) -> Option<f64> {
    node.attribute(name)?
        .trim()
        .parse()
        .ok()
        .filter(|n: &f64| n.abs() < FAR)
}
