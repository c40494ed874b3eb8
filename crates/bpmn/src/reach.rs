//! Which nodes a token can still come to: what an inclusive join waits for.

use crate::program::{Kind, Parts};

impl Parts {
    /// The incoming flows of `join` that a token at `from` can arrive by without passing through `join`.
    pub(crate) fn arrivals(&self, from: usize, join: usize) -> Vec<usize> {
        let (mut seen, mut left, mut found) =
            (vec![false; self.nodes.len()], vec![from], Vec::new());
        while let Some(at) = left.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            for flow in &self.nodes[at].outgoing {
                let target = self.flows[*flow].target;
                if target == join {
                    found.push(*flow);
                } else {
                    left.push(target);
                }
            }
            left.extend(&self.nodes[at].boundaries);
            if let Kind::Throw(crate::program::Throw::Link(name)) = &self.nodes[at].kind {
                left.extend(self.link(self.nodes[at].container, name));
            }
        }
        found
    }

    /// The catch event of a link in the same container.
    pub(crate) fn link(&self, container: usize, name: &str) -> Option<usize> {
        self.containers[container].nodes.iter().copied().find(
            |at| matches!(&self.nodes[*at].kind, Kind::Catch(crate::program::Trigger::Link(n)) if **n == *name),
        )
    }
}
