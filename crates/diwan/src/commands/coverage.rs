//! What a pack's scripts pass through: told in words, and drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bpmn::diagram::{Drawing, Mark, Marks, Names};
use pack::{Pack, test};
use serde_json::json;

use crate::failure::say;

/// Of each element and sequence flow, how many scripts passed it.
#[derive(Default)]
pub(super) struct Coverage {
    scripts: usize,
    nodes: BTreeMap<String, usize>,
    flows: BTreeMap<String, usize>,
}

/// The colours of a drawing that stands alone: what is passed, what is not. Dashes say the same to who sees no colours.
const STYLE: &str = "<style>\
svg{background:#fff;color:#555;font-family:sans-serif}\
text{fill:#222;stroke:none}\
.shape{fill:#fff}.subProcess>.shape{fill:none}\
.passed{color:#1a6b3c}.passed>.shape{fill:#e3f3e8}.passed.subProcess>.shape{fill:none}\
.missed{color:#b3261e;stroke-dasharray:6 4}.missed>.shape{fill:#fdeceb}.missed.subProcess>.shape{fill:none}\
.badge rect{fill:#1a6b3c;stroke:none}.badge text{fill:#fff}\
</style>";

impl Coverage {
    pub(super) fn add(&mut self, report: &test::Report) {
        self.scripts += 1;
        let count = |counts: &mut BTreeMap<String, usize>, ids: &BTreeSet<String>| {
            for id in ids {
                *counts.entry(id.clone()).or_default() += 1;
            }
        };
        count(&mut self.nodes, &report.visited);
        count(&mut self.flows, &report.taken);
    }

    /// What was passed through and what was not, an element a line.
    pub(super) fn tell(&self, dir: &Path, pack: &Pack, failed: usize, json: bool) {
        let (nodes, flows) = (
            self.nodes.keys().cloned().collect(),
            self.flows.keys().cloned().collect(),
        );
        let shares = (
            test::share(pack, &nodes),
            test::share_of_flows(pack, &flows),
        );
        let missed: Vec<_> = self.missed_nodes(pack).collect();
        let missed_flows: Vec<_> = self.missed_flows(pack).collect();
        if json {
            let ids: Vec<_> = missed.iter().map(|n| n.id).collect();
            let flow_ids: Vec<_> = missed_flows.iter().map(|f| f.id).collect();
            return say(json!({
                "scripts": self.scripts, "failed": failed, "share": shares.0, "missed": ids,
                "flows": shares.1, "missed_flows": flow_ids,
            }));
        }
        let dir = dir.display();
        say(format_args!(
            "{dir}: {} scripts, {failed} failed; they pass through {:.0} % of the steps and {:.0} % of the flows",
            self.scripts,
            shares.0 * 100.0,
            shares.1 * 100.0
        ));
        for node in missed {
            let name = called(node.name);
            say(format_args!(
                "{dir}: no script passes through {}{name}",
                node.id
            ));
        }
        for flow in missed_flows {
            say(format_args!(
                "{dir}: no script goes from {} to {} ({})",
                flow.source, flow.target, flow.id
            ));
        }
    }

    fn missed_nodes<'p>(&self, pack: &'p Pack) -> impl Iterator<Item = bpmn::NodeInfo<'p>> {
        let missed = |n: &bpmn::NodeInfo<'p>| !self.nodes.contains_key(n.id);
        pack.process.nodes().filter(missed)
    }

    fn missed_flows<'p>(&self, pack: &'p Pack) -> impl Iterator<Item = bpmn::Flow<'p>> {
        let missed = |f: &bpmn::Flow<'p>| !self.flows.contains_key(f.id);
        pack.process.flows().filter(missed)
    }

    /// The procedure as a picture that stands alone.
    pub(super) fn drawn(&self, pack: &Pack) -> String {
        let nodes = pack
            .process
            .nodes()
            .map(|n| (n.id, self.nodes.get(n.id), true));
        let flows = pack
            .process
            .flows()
            .map(|f| (f.id, self.flows.get(f.id), false));
        let marks: Marks = nodes
            .chain(flows)
            .map(|(id, count, badge)| (id.to_owned(), mark(count.copied(), badge)))
            .collect();
        let text = |key: String| pack.texts.text("en", &key);
        let nodes = pack
            .process
            .nodes()
            .map(|n| (n.id, text(format!("task-{}", n.id))));
        let flows = pack
            .process
            .flows()
            .map(|f| (f.id, text(format!("flow-{}", f.id))));
        let names: Names = nodes
            .chain(flows)
            .filter_map(|(id, name)| Some((id.to_owned(), name?)))
            .collect();
        let title = format!(
            "{} {}: what {} scripts pass through",
            pack.id, pack.version, self.scripts
        );
        let picture = Drawing {
            definitions: &pack.drawing,
            marks: &marks,
            names: &names,
            title: &title,
            mirrored: false,
        };
        let svg = picture.svg();
        // Behind the picture's own title, which comes first.
        svg.replacen("</title>", &format!("</title>{STYLE}"), 1)
    }
}

fn mark(count: Option<usize>, badge: bool) -> Mark {
    let words = match count {
        None => "no script passes here".to_owned(),
        Some(1) => "one script passes here".to_owned(),
        Some(n) => format!("{n} scripts pass here"),
    };
    Mark {
        class: if count.is_some() { "passed" } else { "missed" }.to_owned(),
        badge: count.filter(|_| badge).map(|n| n.to_string()),
        words: Some(words),
    }
}

fn called(name: &str) -> String {
    if name.is_empty() {
        String::new()
    } else {
        format!(" ({name})")
    }
}
