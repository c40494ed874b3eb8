//! Every place where somebody acts or the way parts has its risk, control and law.

use bpmn::{JobKind, NodeKind};

use super::Checker;
use crate::pack::Pack;

const FILE: &str = "risks.csv";

impl Checker<'_> {
    pub(super) fn risks(&mut self, pack: &Pack) {
        for node in pack.process.nodes() {
            let parts = pack
                .process
                .flows()
                .filter(|flow| flow.source == node.id)
                .count()
                > 1;
            let wanted = match node.kind {
                NodeKind::Task(JobKind::User | JobKind::Manual) => true,
                NodeKind::ExclusiveGateway
                | NodeKind::InclusiveGateway
                | NodeKind::ParallelGateway
                | NodeKind::EventBasedGateway
                | NodeKind::ComplexGateway => parts,
                _ => false,
            };
            if wanted && !pack.risks.iter().any(|risk| risk.element == node.id) {
                self.findings.error(
                    "no-risk",
                    FILE,
                    1,
                    node.id,
                    "this step has no row: say how it could be abused, and what stands against it",
                );
            }
        }
        for risk in &pack.risks {
            if pack.process.node(&risk.element).is_none() {
                self.findings.error(
                    "unknown-element",
                    FILE,
                    risk.line,
                    &risk.element,
                    "process.bpmn has no such element",
                );
            }
        }
    }
}
