//! Flow nodes by their element names.

use dmn::feel::{Expression, Names};
use dmn::xml::Node as Xml;

use super::{Compiler, known};
use crate::program::{Catching, Form, Kind};
use crate::state::JobKind;

impl<'d> Compiler<'d> {
    pub(super) fn node(&mut self, xml: &'d Xml, container: usize) {
        let kind = match xml.name.as_str() {
            "sequenceFlow" => return,
            name if known::descriptive(name) || known::inside_node(name) => return,
            "startEvent" => self.start_event(xml),
            "endEvent" => self.throw(xml).map(Kind::End),
            "intermediateThrowEvent" => self.throw(xml).map(Kind::Throw),
            "intermediateCatchEvent" => self.catching(xml).map(Kind::Catch),
            "boundaryEvent" => self.boundary(xml),
            "exclusiveGateway" => Some(Kind::Exclusive),
            "parallelGateway" => Some(Kind::Parallel),
            "inclusiveGateway" => Some(Kind::Inclusive),
            "complexGateway" => Some(self.complex_gateway(xml)),
            "eventBasedGateway" => Some(event_gateway(xml)),
            "subProcess" | "transaction" | "adHocSubProcess" => {
                return self.sub_process(xml, container);
            }
            "callActivity" => self.call(xml),
            _ => self.task(xml),
        };
        let at = self.add(xml, container, kind.unwrap_or_else(|| unread(xml)));
        self.details(xml, at);
    }

    fn task(&mut self, xml: &'d Xml) -> Option<Kind> {
        Some(match xml.name.as_str() {
            "task" => Kind::Abstract,
            "userTask" => Kind::Task(JobKind::User, None),
            "manualTask" => Kind::Task(JobKind::Manual, None),
            "serviceTask" => Kind::Task(JobKind::Service, None),
            "businessRuleTask" => Kind::Task(JobKind::BusinessRule, None),
            "sendTask" => Kind::Task(
                JobKind::Send,
                xml.attribute("messageRef").map(|id| self.root(id)),
            ),
            "receiveTask" => self.receive(xml),
            "scriptTask" => Kind::Script(self.script(xml)?),
            other => {
                let message = format!(
                    "`{other}` is not supported: the process would not do what the drawing says"
                );
                self.error(xml, "unsupported-element", message);
                return None;
            }
        })
    }

    /// Properties of activities, and what stands in a node that nothing reads.
    fn details(&mut self, xml: &'d Xml, at: usize) {
        let sub = matches!(
            self.parts.nodes[at].kind,
            Kind::SubProcess { .. } | Kind::EventSubProcess(_)
        );
        let unread = |child: &&Xml| !known::inside_node(&child.name);
        for child in self.tree.children(xml).filter(unread).filter(|_| !sub) {
            self.error(
                child,
                "unsupported-element",
                format!(
                    "`{}` is not supported here: nothing would read it",
                    child.name
                ),
            );
        }
        self.data(xml, at);
        if self.parts.nodes[at].kind.is_activity() {
            self.repetition(xml, at);
            self.quantities(xml, at);
        }
    }

    fn start_event(&mut self, xml: &'d Xml) -> Option<Kind> {
        let on = if self.definitions_of(xml).next().is_none() {
            Catching::default()
        } else {
            self.catching(xml)?
        };
        Some(Kind::Start {
            on,
            interrupting: xml.attribute("isInterrupting") != Some("false"),
        })
    }

    fn receive(&mut self, xml: &'d Xml) -> Kind {
        let starts = xml.attribute("instantiate") == Some("true");
        match xml.attribute("messageRef").map(|id| self.root(id)) {
            Some(message) => Kind::Receive { message, starts },
            None => {
                if starts {
                    self.error(
                        xml,
                        "no-reference",
                        "a receive task that starts the process names the message that does",
                    );
                }
                Kind::Task(JobKind::Receive, None)
            }
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
        self.script_text(xml)
    }

    pub(super) fn script_text(&mut self, xml: &'d Xml) -> Option<Expression> {
        let text = self.tree.text_of(xml, "script").unwrap_or_default();
        if text.trim().is_empty() {
            return Expression::parse("null", &Names::new()).ok();
        }
        self.expression(xml, text)
    }

    fn complex_gateway(&mut self, xml: &'d Xml) -> Kind {
        let text = self.tree.text_of(xml, "activationCondition");
        Kind::Complex(text.and_then(|text| self.expression(xml, text)))
    }

    fn boundary(&mut self, xml: &'d Xml) -> Option<Kind> {
        let on = self.catching(xml)?;
        let interrupting = xml.attribute("cancelActivity") != Some("false");
        // The activity is filled in when all nodes are known.
        Some(Kind::Boundary {
            attached: usize::MAX,
            interrupting,
            on,
        })
    }

    fn sub_process(&mut self, xml: &'d Xml, container: usize) {
        let at = self.add(xml, container, Kind::Abstract);
        let inner = self.container(xml, Some(at));
        self.parts.nodes[at].kind = if xml.attribute("triggeredByEvent") == Some("true") {
            Kind::EventSubProcess(inner)
        } else {
            Kind::SubProcess {
                container: inner,
                form: self.form(xml),
            }
        };
        self.details(xml, at);
    }

    fn form(&mut self, xml: &'d Xml) -> Form {
        match xml.name.as_str() {
            "transaction" => Form::Transaction,
            "adHocSubProcess" => {
                let completion = self.tree.text_of(xml, "completionCondition");
                Form::AdHoc {
                    sequential: xml.attribute("ordering") == Some("Sequential"),
                    completion: completion.and_then(|text| self.expression(xml, text)),
                    cancels: xml.attribute("cancelRemainingInstances") != Some("false"),
                }
            }
            _ => Form::Plain,
        }
    }
}

/// What could not be read keeps its place and its sort, so that what surrounds it is no second error.
fn unread(xml: &Xml) -> Kind {
    match xml.name.as_str() {
        "startEvent" => Kind::Start {
            on: Catching::default(),
            interrupting: true,
        },
        "endEvent" => Kind::End(Vec::new()),
        "intermediateCatchEvent" => Kind::Catch(Catching::default()),
        "boundaryEvent" => Kind::Boundary {
            attached: usize::MAX,
            interrupting: true,
            on: Catching::default(),
        },
        _ => Kind::Abstract,
    }
}

fn event_gateway(xml: &Xml) -> Kind {
    Kind::EventBased {
        starts: xml.attribute("instantiate") == Some("true"),
        parallel: xml.attribute("eventGatewayType") == Some("Parallel"),
    }
}
