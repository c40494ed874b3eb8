//! Which nodes a token can still come from: what an inclusive join waits for.

use crate::program::{Kind, Parts, Throw};

impl Parts {
    /// By incoming flow of `join`: the nodes from which a token can come by that flow without passing through `join`.
    pub(crate) fn reach(&self, join: usize) -> &[Vec<bool>] {
        self.nodes[join].reach.get_or_init(|| {
            let flows = &self.nodes[join].incoming;
            flows
                .iter()
                .map(|flow| self.sources_of(self.flows[*flow].source, join))
                .collect()
        })
    }

    fn sources_of(&self, from: usize, join: usize) -> Vec<bool> {
        let (mut seen, mut left) = (vec![false; self.nodes.len()], vec![from]);
        while let Some(at) = left.pop() {
            if at == join || std::mem::replace(&mut seen[at], true) {
                continue;
            }
            let node = &self.nodes[at];
            left.extend(node.incoming.iter().map(|flow| self.flows[*flow].source));
            match &node.kind {
                Kind::Boundary { attached, .. } => left.push(*attached),
                Kind::Catch(on) => {
                    let Some(name) = on.link() else { continue };
                    left.extend(
                        self.containers[node.container]
                            .nodes
                            .iter()
                            .copied()
                            .filter(|at| self.throws_link(*at, name)),
                    );
                }
                _ => {}
            }
        }
        seen
    }

    fn throws_link(&self, at: usize, name: &str) -> bool {
        self.nodes[at]
            .kind
            .throws()
            .iter()
            .any(|t| matches!(t, Throw::Link(n) if **n == *name))
    }

    /// The catch event of a link in the same container.
    pub(crate) fn link(&self, container: usize, name: &str) -> Option<usize> {
        let caught = |at: &usize| matches!(&self.nodes[*at].kind, Kind::Catch(on) if on.link().is_some_and(|n| **n == *name));
        self.containers[container]
            .nodes
            .iter()
            .copied()
            .find(caught)
    }
}
