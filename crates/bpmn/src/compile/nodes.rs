//! Flow nodes by their element names.

use std::sync::Arc;

use dmn::feel::{Expression, Names};
use dmn::xml::Node as Xml;

use super::Compiler;
use crate::program::{Kind, Throw};
use crate::state::JobKind;

/// Elements that describe and change nothing that runs.
const DESCRIPTIVE: [&str; 20] = [
    "documentation",
    "extensionElements",
    "laneSet",
    "textAnnotation",
    "association",
    "group",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "ioSpecification",
    "property",
    "auditing",
    "monitoring",
    "incoming",
    "outgoing",
    "resourceRole",
    "performer",
    "humanPerformer",
    "potentialOwner",
    "supportedInterfaceRef",
];

impl<'d> Compiler<'d> {
    pub(super) fn node(&mut self, xml: &'d Xml, container: usize) {
        let kind = match xml.name.as_str() {
            "sequenceFlow" => return,
            name if DESCRIPTIVE.contains(&name) => return,
            "startEvent" => Some(self.start_event(xml)),
            "endEvent" => self.throw(xml).map(Kind::End),
            "intermediateThrowEvent" => self.throw(xml).map(Kind::Throw),
            "intermediateCatchEvent" => self.trigger(xml).map(Kind::Catch),
            "boundaryEvent" => self.boundary(xml),
            "task" => Some(Kind::Abstract),
            "userTask" => Some(Kind::Task(JobKind::User, None)),
            "manualTask" => Some(Kind::Task(JobKind::Manual, None)),
            "serviceTask" => Some(Kind::Task(JobKind::Service, None)),
            "businessRuleTask" => Some(Kind::Task(JobKind::BusinessRule, None)),
            "sendTask" => Some(Kind::Task(JobKind::Send, self.message_of(xml))),
            "receiveTask" => Some(self.receive(xml)),
            "scriptTask" => self.script(xml).map(Kind::Script),
            "exclusiveGateway" => Some(Kind::Exclusive),
            "parallelGateway" => Some(Kind::Parallel),
            "inclusiveGateway" => Some(Kind::Inclusive),
            "eventBasedGateway" => Some(self.event_gateway(xml)),
            "subProcess" => return self.sub_process(xml, container),
            "callActivity" => Some(Kind::Call(
                xml.attribute("calledElement").unwrap_or_default().into(),
            )),
            other => {
                let message = format!(
                    "`{other}` is not supported yet: the process would not do what the drawing says"
                );
                self.error(xml, "unsupported-element", message);
                None
            }
        };
        self.no_loops(xml);
        // What could not be read keeps its place, so that flows to it are no second error.
        self.add(xml, container, kind.unwrap_or(Kind::Abstract));
    }

    fn start_event(&mut self, xml: &'d Xml) -> Kind {
        if self.definitions_of(xml).next().is_none() {
            return Kind::Start(None);
        }
        Kind::Start(self.trigger(xml))
    }

    fn message_of(&self, xml: &Xml) -> Option<Arc<str>> {
        xml.attribute("messageRef").map(|id| self.root(id))
    }

    /// The name or code behind a reference; the reference itself when nothing is there.
    pub(super) fn root(&self, reference: &str) -> Arc<str> {
        let local = reference.rsplit(':').next().unwrap_or(reference);
        self.roots
            .get(reference)
            .or_else(|| self.roots.get(local))
            .cloned()
            .unwrap_or_else(|| reference.into())
    }

    fn receive(&mut self, xml: &'d Xml) -> Kind {
        if xml.attribute("instantiate") == Some("true") {
            self.error(xml, "unsupported-element", "a receive task that starts the process is not supported yet; use a message start event");
        }
        match self.message_of(xml) {
            Some(name) => Kind::Receive(name),
            None => Kind::Task(JobKind::Receive, None),
        }
    }

    fn script(&mut self, xml: &'d Xml) -> Option<Expression> {
        let format = xml.attribute("scriptFormat").unwrap_or_default();
        if !format.eq_ignore_ascii_case("feel") {
            self.error(
                xml,
                "script-format",
                format!("scripts are written in FEEL (scriptFormat=\"feel\"), not in `{format}`"),
            );
            return None;
        }
        let text = self
            .tree
            .text_of(xml, "script")
            .unwrap_or_default()
            .to_owned();
        if text.trim().is_empty() {
            return Expression::parse("null", &Names::new()).ok();
        }
        self.expression(xml, &text)
    }

    fn event_gateway(&mut self, xml: &'d Xml) -> Kind {
        if xml.attribute("instantiate") == Some("true")
            || xml.attribute("eventGatewayType") == Some("Parallel")
        {
            self.error(
                xml,
                "unsupported-element",
                "instantiating and parallel event-based gateways are not supported yet",
            );
        }
        Kind::EventBased
    }

    fn boundary(&mut self, xml: &'d Xml) -> Option<Kind> {
        let trigger = self.trigger(xml)?;
        let interrupting = xml.attribute("cancelActivity") != Some("false");
        // The activity is filled in when all nodes are known.
        Some(Kind::Boundary {
            attached: usize::MAX,
            interrupting,
            trigger,
        })
    }

    fn sub_process(&mut self, xml: &'d Xml, container: usize) {
        if xml.attribute("triggeredByEvent") == Some("true") {
            self.error(
                xml,
                "unsupported-element",
                "event sub-processes are not supported yet",
            );
            return;
        }
        self.no_loops(xml);
        let at = self.add(xml, container, Kind::Abstract);
        let inner = self.container(xml);
        self.parts.nodes[at].kind = Kind::SubProcess(inner);
    }

    fn no_loops(&mut self, xml: &'d Xml) {
        for child in self.tree.children(xml) {
            let unsupported = match child.name.as_str() {
                "standardLoopCharacteristics" | "multiInstanceLoopCharacteristics" => {
                    "loops and multiple instances"
                }
                "dataInputAssociation" | "dataOutputAssociation" => "data associations",
                _ => continue,
            };
            self.error(
                xml,
                "unsupported-element",
                format!("{unsupported} are not supported yet"),
            );
        }
        for quantity in ["startQuantity", "completionQuantity"] {
            if xml.attribute(quantity).is_some_and(|n| n.trim() != "1") {
                self.error(
                    xml,
                    "unsupported-element",
                    format!("{quantity} other than 1 is not supported yet"),
                );
            }
        }
    }

    /// Ties boundary events to their activities and called processes to their names.
    pub(super) fn boundaries(&mut self) {
        for at in 0..self.parts.nodes.len() {
            let xml = self.sources[at];
            if let Kind::Call(process) = &self.parts.nodes[at].kind {
                let process = process.clone();
                let local = process.rsplit(':').next().unwrap_or(&process).to_owned();
                match self
                    .parts
                    .processes
                    .iter()
                    .find(|p| *self.parts.containers[**p].id == *local)
                {
                    Some(_) => self.parts.nodes[at].kind = Kind::Call(local.into()),
                    None => self.error(
                        xml,
                        "unknown-process",
                        format!(
                            "the called process `{process}` is no executable process of this file"
                        ),
                    ),
                }
                continue;
            }
            let Kind::Boundary { .. } = &self.parts.nodes[at].kind else {
                continue;
            };
            let id = xml.attribute("attachedToRef").unwrap_or_default();
            let container = self.parts.nodes[at].container;
            let host = self.parts.by_id.get(id).copied().filter(|host| {
                let host = &self.parts.nodes[*host];
                host.container == container && host.kind.is_activity()
            });
            let Some(host) = host else {
                self.error(
                    xml,
                    "dangling-boundary",
                    format!(
                        "this boundary event is attached to `{id}`, which is no activity beside it"
                    ),
                );
                continue;
            };
            if let Kind::Boundary { attached, .. } = &mut self.parts.nodes[at].kind {
                *attached = host;
            }
            self.parts.nodes[host].boundaries.push(at);
        }
    }
}

impl Kind {
    pub(crate) fn is_activity(&self) -> bool {
        matches!(
            self,
            Kind::Task(..)
                | Kind::Abstract
                | Kind::Script(_)
                | Kind::Receive(_)
                | Kind::SubProcess(_)
                | Kind::Call(_)
        )
    }

    pub(crate) fn is_throw(&self, wanted: fn(&Throw) -> bool) -> bool {
        matches!(self, Kind::End(throw) | Kind::Throw(throw) if wanted(throw))
    }
}
