//! Where everything goes when the file does not say: columns by the order of the flow, rows within a column, sub-processes laid out
//! inside themselves, ways back below.

use std::collections::HashMap;

use super::{Area, Plan, Point};
use crate::Definitions;
use crate::compile::{Which, compile};
use crate::program::{Kind, Parts};

const GAP_X: f64 = 56.0;
const GAP_Y: f64 = 34.0;
const PADDING: f64 = 30.0;

pub(super) fn plan(definitions: &Definitions) -> Plan {
    let parts = compile(definitions, Which::All);
    let mut layout = Layout {
        parts: &parts,
        sizes: vec![(0.0, 0.0); parts.nodes.len()],
        inner: HashMap::new(),
    };
    // What is inside comes later in the file than what it is in: the inner ones are measured first.
    for container in (0..parts.containers.len()).rev() {
        layout.measure(container);
    }
    let mut plan = Plan::default();
    let mut y = 0.0;
    for process in &parts.processes {
        let height = layout
            .inner
            .get(process)
            .map_or(0.0, |placed| placed.size.1);
        layout.place(&mut plan, *process, (0.0, y));
        y += height + 2.0 * GAP_Y;
    }
    plan
}

/// Room for a flow that goes past a column.
const LANE: f64 = 12.0;

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Node(usize),
    /// A flow on its way to a later column.
    Pass(usize),
}

/// A container's elements from its corner.
#[derive(Default)]
struct Placed {
    at: Vec<(usize, Area)>,
    /// Where flows go past the columns between their ends.
    passes: HashMap<usize, Vec<Area>>,
    size: (f64, f64),
}

struct Layout<'p> {
    parts: &'p Parts,
    sizes: Vec<(f64, f64)>,
    inner: HashMap<usize, Placed>,
}

impl Layout<'_> {
    fn size(&self, at: usize) -> (f64, f64) {
        match &self.parts.nodes[at].kind {
            Kind::Start { .. }
            | Kind::End(_)
            | Kind::Catch(_)
            | Kind::Throw(_)
            | Kind::Boundary { .. } => (36.0, 36.0),
            Kind::Exclusive
            | Kind::Parallel
            | Kind::Inclusive
            | Kind::Complex(_)
            | Kind::EventBased { .. } => (50.0, 50.0),
            Kind::SubProcess { container, .. } | Kind::EventSubProcess(container) => {
                let (width, height) = self
                    .inner
                    .get(container)
                    .map_or((0.0, 0.0), |placed| placed.size);
                (
                    (width + 2.0 * PADDING).max(110.0),
                    (height + 2.0 * PADDING).max(76.0),
                )
            }
            _ => (110.0, 76.0),
        }
    }

    fn measure(&mut self, container: usize) {
        let nodes = &self.parts.containers[container].nodes;
        for at in nodes {
            self.sizes[*at] = self.size(*at);
        }
        let columns = self.columns(container);
        let mut placed = Placed::default();
        let mut x = 0.0;
        let tall: f64 = columns
            .iter()
            .map(|column| self.height(column))
            .fold(0.0, f64::max);
        for column in &columns {
            let wide = column
                .iter()
                .map(|slot| self.slot(*slot).0)
                .fold(0.0, f64::max);
            let mut y = (tall - self.height(column)) / 2.0;
            for slot in column {
                let (width, height) = self.slot(*slot);
                match slot {
                    Slot::Node(at) => placed.at.push((
                        *at,
                        Area {
                            x: x + (wide - width) / 2.0,
                            y,
                            width,
                            height,
                        },
                    )),
                    Slot::Pass(flow) => {
                        let area = Area {
                            x,
                            y,
                            width: wide,
                            height,
                        };
                        placed.passes.entry(*flow).or_default().push(area);
                    }
                }
                y += height + GAP_Y;
            }
            x += wide + GAP_X;
        }
        placed.size = (
            (x - GAP_X).max(0.0),
            tall + if self.goes_back(container, &columns) {
                GAP_Y
            } else {
                0.0
            },
        );
        self.boundaries(&mut placed, nodes);
        self.inner.insert(container, placed);
    }

    fn slot(&self, slot: Slot) -> (f64, f64) {
        match slot {
            Slot::Node(at) => self.sizes[at],
            Slot::Pass(_) => (0.0, LANE),
        }
    }

    fn height(&self, column: &[Slot]) -> f64 {
        column
            .iter()
            .map(|slot| self.slot(*slot).1 + GAP_Y)
            .sum::<f64>()
            - GAP_Y
    }

    /// Elements by their distance from the start; boundary events count as their activity's next steps.
    fn columns(&self, container: usize) -> Vec<Vec<Slot>> {
        let nodes = &self.parts.containers[container].nodes;
        let order = self.order(container);
        let mut column: HashMap<usize, usize> = HashMap::new();
        let rank: HashMap<usize, usize> =
            order.iter().enumerate().map(|(n, at)| (*at, n)).collect();
        for at in &order {
            let own = column.get(at).copied().unwrap_or(0);
            column.insert(*at, own);
            for next in self.parts.successors(*at) {
                if rank.get(&next) > rank.get(at) {
                    let boundary = matches!(self.parts.nodes[next].kind, Kind::Boundary { .. });
                    let distance = own + usize::from(!boundary);
                    let known = column.entry(next).or_insert(distance);
                    *known = (*known).max(distance);
                }
            }
        }
        let mut columns: Vec<Vec<Slot>> = Vec::new();
        let mut put = |n: usize, slot: Slot| {
            if columns.len() <= n {
                columns.resize(n + 1, Vec::new());
            }
            columns[n].push(slot);
        };
        for at in order
            .iter()
            .chain(nodes.iter().filter(|at| !rank.contains_key(at)))
        {
            let n = column.get(at).copied().unwrap_or(0);
            if !matches!(self.parts.nodes[*at].kind, Kind::Boundary { .. }) {
                put(n, Slot::Node(*at));
            }
            for flow in &self.parts.nodes[*at].outgoing {
                let to = column
                    .get(&self.parts.flows[*flow].target)
                    .copied()
                    .unwrap_or(0);
                (n + 1..to).for_each(|between| put(between, Slot::Pass(*flow)));
            }
        }
        columns.retain(|column| !column.is_empty());
        columns
    }

    /// Elements in the order of the flow (reverse postorder), each once.
    fn order(&self, container: usize) -> Vec<usize> {
        let mut seen = std::collections::HashSet::new();
        let mut order = Vec::new();
        for entry in self.parts.entries(container) {
            let mut stack = vec![(entry, false)];
            while let Some((at, left)) = stack.pop() {
                if left {
                    order.push(at);
                } else if seen.insert(at) {
                    stack.push((at, true));
                    stack.extend(
                        self.parts
                            .successors(at)
                            .into_iter()
                            .filter(|n| !seen.contains(n))
                            .map(|n| (n, false)),
                    );
                }
            }
        }
        order.reverse();
        order
    }

    fn goes_back(&self, container: usize, columns: &[Vec<Slot>]) -> bool {
        let mut of: HashMap<usize, usize> = HashMap::new();
        for (n, column) in columns.iter().enumerate() {
            for slot in column {
                if let Slot::Node(at) = slot {
                    of.insert(*at, n);
                }
            }
        }
        let nodes = &self.parts.containers[container].nodes;
        let back = |at: &usize, flow: &usize| of.get(&self.parts.flows[*flow].target) <= of.get(at);
        nodes.iter().any(|at| {
            self.parts.nodes[*at]
                .outgoing
                .iter()
                .any(|flow| back(at, flow))
        })
    }

    /// Boundary events sit on the lower edge of their activity.
    fn boundaries(&self, placed: &mut Placed, nodes: &[usize]) {
        let hosts: HashMap<usize, Area> = placed.at.iter().copied().collect();
        let mut taken: HashMap<usize, f64> = HashMap::new();
        for at in nodes {
            let Kind::Boundary { attached, .. } = self.parts.nodes[*at].kind else {
                continue;
            };
            let Some(area) = hosts.get(&attached) else {
                continue;
            };
            let right = taken.entry(attached).or_insert(12.0);
            let (x, y) = (area.x + *right, area.y + area.height - 18.0);
            *right += 42.0;
            placed.at.push((
                *at,
                Area {
                    x,
                    y,
                    width: 36.0,
                    height: 36.0,
                },
            ));
        }
        if !taken.is_empty() {
            placed.size.1 += 18.0;
        }
    }

    /// Puts a container's elements, then what is in them, then the flows. Depth is that of the file's elements, which is limited.
    fn place(&self, plan: &mut Plan, container: usize, corner: Point) {
        let Some(placed) = self.inner.get(&container) else {
            return;
        };
        let mut areas: HashMap<usize, Area> = HashMap::new();
        let mut inside = Vec::new();
        for (at, area) in &placed.at {
            let area = Area {
                x: area.x + corner.0,
                y: area.y + corner.1,
                ..*area
            };
            areas.insert(*at, area);
            plan.areas
                .push((self.parts.nodes[*at].id.to_string(), area));
            if let Kind::SubProcess { container, .. } | Kind::EventSubProcess(container) =
                &self.parts.nodes[*at].kind
            {
                inside.push((*container, (area.x + PADDING, area.y + PADDING)));
            }
        }
        let bottom = corner.1 + placed.size.1;
        for at in &self.parts.containers[container].nodes {
            for at in &self.parts.nodes[*at].outgoing {
                let flow = &self.parts.flows[*at];
                let passes = placed.passes.get(at).map_or(&[][..], Vec::as_slice);
                let passes = passes.iter().map(|p| Area {
                    x: p.x + corner.0,
                    y: p.y + corner.1,
                    ..*p
                });
                if let (Some(from), Some(to)) = (areas.get(&flow.source), areas.get(&flow.target)) {
                    plan.lines
                        .push((flow.id.to_string(), route(*from, *to, bottom, passes)));
                }
            }
        }
        for (container, corner) in inside {
            self.place(plan, container, corner);
        }
    }
}

/// To the right, with a bend before each column where the height changes; back below everything.
fn route(from: Area, to: Area, bottom: f64, passes: impl Iterator<Item = Area>) -> Vec<Point> {
    let ((fx, fy), (tx, ty)) = (from.middle(), to.middle());
    let (right, left) = (from.x + from.width, to.x);
    if left <= right {
        let low = bottom + 6.0;
        return vec![
            (fx, from.y + from.height),
            (fx, low),
            (tx, low),
            (tx, to.y + to.height),
        ];
    }
    let mut points = vec![(right, fy)];
    let mut height = fy;
    let mut turn = |points: &mut Vec<Point>, x: f64, y: f64| {
        if (height - y).abs() >= 1.0 {
            points.extend([(x - GAP_X / 2.0, height), (x - GAP_X / 2.0, y)]);
            height = y;
        }
    };
    for pass in passes {
        turn(&mut points, pass.x, pass.middle().1);
        points.push((pass.x + pass.width, pass.middle().1));
    }
    turn(&mut points, left, ty);
    points.push((left, height));
    points
}
