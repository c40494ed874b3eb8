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

/// A container's elements from its corner.
#[derive(Default)]
struct Placed {
    at: Vec<(usize, Area)>,
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
                .map(|at| self.sizes[*at].0)
                .fold(0.0, f64::max);
            let mut y = (tall - self.height(column)) / 2.0;
            for at in column {
                let (width, height) = self.sizes[*at];
                placed.at.push((
                    *at,
                    Area {
                        x: x + (wide - width) / 2.0,
                        y,
                        width,
                        height,
                    },
                ));
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

    fn height(&self, column: &[usize]) -> f64 {
        column
            .iter()
            .map(|at| self.sizes[*at].1 + GAP_Y)
            .sum::<f64>()
            - GAP_Y
    }

    /// Elements by their distance from the start; boundary events count as their activity's next steps.
    fn columns(&self, container: usize) -> Vec<Vec<usize>> {
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
        let mut columns: Vec<Vec<usize>> = Vec::new();
        for at in order
            .iter()
            .chain(nodes.iter().filter(|at| !rank.contains_key(at)))
        {
            if matches!(self.parts.nodes[*at].kind, Kind::Boundary { .. }) {
                continue;
            }
            let n = column.get(at).copied().unwrap_or(0);
            if columns.len() <= n {
                columns.resize(n + 1, Vec::new());
            }
            columns[n].push(*at);
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

    fn goes_back(&self, container: usize, columns: &[Vec<usize>]) -> bool {
        let of: HashMap<usize, usize> = columns
            .iter()
            .enumerate()
            .flat_map(|(n, column)| column.iter().map(move |at| (*at, n)))
            .collect();
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
            for flow in &self.parts.nodes[*at].outgoing {
                let flow = &self.parts.flows[*flow];
                if let (Some(from), Some(to)) = (areas.get(&flow.source), areas.get(&flow.target)) {
                    plan.lines
                        .push((flow.id.to_string(), route(*from, *to, bottom)));
                }
            }
        }
        for (container, corner) in inside {
            self.place(plan, container, corner);
        }
    }
}

/// To the right with one bend in the middle; back below everything.
fn route(from: Area, to: Area, bottom: f64) -> Vec<Point> {
    let ((fx, fy), (tx, ty)) = (from.middle(), to.middle());
    let (right, left) = (from.x + from.width, to.x);
    if left > right {
        if (fy - ty).abs() < 1.0 {
            return vec![(right, fy), (left, ty)];
        }
        let bend = left - GAP_X / 2.0;
        return vec![(right, fy), (bend, fy), (bend, ty), (left, ty)];
    }
    let low = bottom + 6.0;
    vec![
        (fx, from.y + from.height),
        (fx, low),
        (tx, low),
        (tx, to.y + to.height),
    ]
}
