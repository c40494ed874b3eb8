//! Small signs in events and tasks, drawn around the origin within 9 units.

use std::fmt::Write as _;

use super::Point;

/// The sign of what an event waits for or throws; filled where it throws.
pub(super) fn event(svg: &mut String, definition: &str, at: Point, throws: bool) {
    let path = match definition {
        "messageEventDefinition" => "M-8,-5 h16 v10 h-16 z M-8,-5 l8,6 l8,-6",
        "timerEventDefinition" => "M-8,0 a8,8 0 1 0 16,0 a8,8 0 1 0 -16,0 M0,-6 V0 L4,3",
        "signalEventDefinition" => "M0,-7 L8,6 H-8 z",
        "errorEventDefinition" => "M-7,6 L-3,-6 L3,2 L7,-6 L3,6 L-3,-2 z",
        "escalationEventDefinition" => "M0,-8 L6,7 L0,1 L-6,7 z",
        "conditionalEventDefinition" => "M-6,-8 h12 v16 h-12 z M-4,-4 h8 M-4,0 h8 M-4,4 h8",
        "compensateEventDefinition" => "M0,-6 L-8,0 L0,6 z M8,-6 L0,0 L8,6 z",
        "cancelEventDefinition" => {
            "M-6,-8 L0,-2 L6,-8 L8,-6 L2,0 L8,6 L6,8 L0,2 L-6,8 L-8,6 L-2,0 L-8,-6 z"
        }
        "linkEventDefinition" => "M-8,-3 H1 V-7 L8,0 L1,7 V3 H-8 z",
        "terminateEventDefinition" => "M-8,0 a8,8 0 1 0 16,0 a8,8 0 1 0 -16,0 z",
        "multiple" => "M0,-8 L8,-2 L5,7 H-5 L-8,-2 z",
        "all" => "M-2.5,-8 h5 v5.5 h5.5 v5 h-5.5 v5.5 h-5 v-5.5 h-5.5 v-5 h5.5 z",
        _ => return,
    };
    let filled = throws || definition == "terminateEventDefinition";
    sign(svg, path, at, filled);
}

/// The sign in a gateway.
pub(super) fn gateway(svg: &mut String, kind: &str, at: Point) {
    let path = match kind {
        "exclusiveGateway" => "M-7,-7 L7,7 M7,-7 L-7,7",
        "parallelGateway" => "M0,-10 V10 M-10,0 H10",
        "inclusiveGateway" => "M-9,0 a9,9 0 1 0 18,0 a9,9 0 1 0 -18,0",
        "complexGateway" => "M0,-10 V10 M-10,0 H10 M-7,-7 L7,7 M7,-7 L-7,7",
        "eventBasedGateway" => {
            "M-11,0 a11,11 0 1 0 22,0 a11,11 0 1 0 -22,0 M0,-7 L7,-2 L4,6 H-4 L-7,-2 z"
        }
        _ => return,
    };
    sign(svg, path, at, false);
}

/// The sign of a task's sort.
pub(super) fn task(svg: &mut String, kind: &str, at: Point) {
    let path = match kind {
        "userTask" | "globalUserTask" => {
            "M-3,-4 a3,3 0 1 0 6,0 a3,3 0 1 0 -6,0 M-7,7 c0,-9 14,-9 14,0 z"
        }
        "serviceTask" => {
            "M-3,0 a3,3 0 1 0 6,0 a3,3 0 1 0 -6,0 M0,-7 V-4 M0,4 V7 M-7,0 H-4 M4,0 H7 M-5,-5 L-3,-3 M3,3 L5,5 M5,-5 L3,-3 M-3,3 L-5,5"
        }
        "scriptTask" => {
            "M-5,-7 h10 c-5,4 5,10 0,14 h-10 c5,-4 -5,-10 0,-14 M-3,-3 h5 M-3,0 h5 M-2,3 h5"
        }
        "businessRuleTask" => "M-7,-6 h14 v12 h-14 z M-7,-2 h14 M-7,2 h14 M-3,-2 v8",
        "sendTask" => "M-7,-5 h14 v10 h-14 z M-7,-5 l7,5 l7,-5",
        "receiveTask" => "M-7,-5 h14 v10 h-14 z M-7,-5 l7,5 l7,-5 M-7,5 l5,-5 M7,5 l-5,-5",
        "manualTask" => {
            "M-7,1 c2,-6 5,-6 7,-5 h6 c2,0 2,2 0,2 h1 c2,0 2,2 0,2 h-1 c2,0 2,2 0,2 h-2 c1,0 1,2 0,2 h-6 c-2,0 -5,-3 -5,-3 z"
        }
        _ => return,
    };
    sign(svg, path, at, kind == "sendTask");
}

/// The marks at the foot of an activity.
pub(super) fn marker(svg: &mut String, kind: &str, at: Point) {
    let path = match kind {
        "parallel" => "M-4,-6 v12 M0,-6 v12 M4,-6 v12",
        "sequential" => "M-6,-4 h12 M-6,0 h12 M-6,4 h12",
        "loop" => "M-3,5 a6,6 0 1 1 5,0 M-3,5 v-5 M-3,5 h-5",
        "compensation" => "M0,-6 L-7,0 L0,6 z M7,-6 L0,0 L7,6 z",
        "adHoc" => "M-8,2 c3,-7 6,-4 8,-2 c2,2 5,5 8,-2",
        "collapsed" => "M-7,-7 h14 v14 h-14 z M0,-4 v8 M-4,0 h8",
        _ => return,
    };
    sign(svg, path, at, false);
}

fn sign(svg: &mut String, path: &str, (x, y): Point, filled: bool) {
    let class = if filled { "sign filled" } else { "sign" };
    let fill = if filled { "currentColor" } else { "none" };
    let _ = write!(
        svg,
        "<path class=\"{class}\" transform=\"translate({x:.1} {y:.1})\" d=\"{path}\" fill=\"{fill}\"/>"
    );
}
