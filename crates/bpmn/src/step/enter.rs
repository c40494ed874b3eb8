//! A token comes to an element.

use crate::program::{Kind, Throw, Trigger};
use crate::{Event, Refusal};

use super::{Arrival, Run};

impl Run<'_> {
    pub(super) fn enter(&mut self, arrival: &Arrival) -> Result<(), Refusal> {
        let node = &self.parts.nodes[arrival.node];
        let token = self.token_at(arrival);
        match &node.kind {
            Kind::Start(_) | Kind::Abstract => self.leave_by_conditions(token),
            Kind::End(throw) => self.end(token, throw),
            Kind::Task(kind, _) => {
                let (j, k) = (self.key(), *kind);
                self.emit(Event::Job { j, t: token, k });
                self.arm_boundaries(token, arrival.node)
            }
            Kind::Script(_) => self.script(token),
            Kind::Receive(name) => {
                let name = name.clone();
                self.wait(token, arrival.node, name, false);
                self.arm_boundaries(token, arrival.node)
            }
            Kind::Exclusive => self.exclusive(token),
            Kind::Parallel => self.parallel_join(arrival.scope, arrival.node, token),
            // Joined when nothing more can come.
            Kind::Inclusive => Ok(()),
            Kind::EventBased => {
                let targets: Vec<usize> = node
                    .outgoing
                    .iter()
                    .map(|f| self.parts.flows[*f].target)
                    .collect();
                targets
                    .into_iter()
                    .try_for_each(|target| self.arm(token, target))
            }
            Kind::Catch(Trigger::Link(_)) => self.leave_by_conditions(token),
            Kind::Catch(_) => self.arm(token, arrival.node),
            Kind::Throw(throw) => self.throw(token, throw),
            Kind::Boundary { .. } => self.leave_by_conditions(token),
            Kind::SubProcess(container) => self.open_sub_process(token, arrival.node, *container),
            Kind::Call(process) => {
                let process = process.clone();
                self.open_called(token, arrival.node, &process)
            }
        }
    }

    /// Writes what a script task's context says and goes on.
    pub(super) fn script(&mut self, token: u64) -> Result<(), Refusal> {
        let (scope, node) = self.whereabouts(token);
        let Kind::Script(expression) = &self.parts.nodes[node].kind else {
            return Ok(());
        };
        match self.evaluate(expression, scope) {
            Ok(dmn::feel::Value::Context(values)) => self.write(scope, &values),
            Ok(_) => {}
            Err(message) => {
                self.incident(token, message);
                return Ok(());
            }
        }
        self.leave_by_conditions(token)
    }

    pub(super) fn whereabouts(&self, token: u64) -> (u64, usize) {
        let token = &self.state.tokens[&token];
        (token.scope, self.node_of(&token.element))
    }

    /// Leaves by every flow whose condition holds or that has none; by the default when no condition does.
    pub(super) fn leave_by_conditions(&mut self, token: u64) -> Result<(), Refusal> {
        let (scope, at) = self.whereabouts(token);
        let node = &self.parts.nodes[at];
        let mut taken = Vec::new();
        for flow in &node.outgoing {
            if node.default == Some(*flow) {
                continue;
            }
            match &self.parts.flows[*flow].condition {
                None => taken.push(*flow),
                Some(condition) => match self.evaluate(condition, scope) {
                    Ok(value) if value.as_bool() == Some(true) => taken.push(*flow),
                    Ok(_) => {}
                    Err(message) => {
                        self.incident(token, message);
                        return Ok(());
                    }
                },
            }
        }
        if taken.is_empty() {
            match node.default {
                Some(default) => taken.push(default),
                None if node.outgoing.is_empty() => {}
                None => {
                    self.incident(
                        token,
                        "no outgoing flow can be taken: no condition holds and there is no default",
                    );
                    return Ok(());
                }
            }
        }
        self.go_on(token, &taken);
        Ok(())
    }

    /// Leaves by the first flow whose condition holds.
    fn exclusive(&mut self, token: u64) -> Result<(), Refusal> {
        let (scope, at) = self.whereabouts(token);
        let node = &self.parts.nodes[at];
        let mut chosen = None;
        for flow in &node.outgoing {
            if node.default == Some(*flow) {
                continue;
            }
            let holds = match &self.parts.flows[*flow].condition {
                None => true,
                Some(condition) => match self.evaluate(condition, scope) {
                    Ok(value) => value.as_bool() == Some(true),
                    Err(message) => {
                        self.incident(token, message);
                        return Ok(());
                    }
                },
            };
            if holds {
                chosen = Some(*flow);
                break;
            }
        }
        match chosen.or(node.default) {
            Some(flow) => self.go_on(token, &[flow]),
            None if node.outgoing.is_empty() => self.go_on(token, &[]),
            None => self.incident(
                token,
                "no outgoing flow can be taken: no condition holds and there is no default",
            ),
        }
        Ok(())
    }

    fn end(&mut self, token: u64, throw: &Throw) -> Result<(), Refusal> {
        let (scope, at) = self.whereabouts(token);
        match throw {
            Throw::Nothing | Throw::Link(_) => self.go_on(token, &[]),
            Throw::Message(name) => {
                let name = name.clone();
                self.go_on(token, &[]);
                self.deliver_message(&name);
            }
            Throw::Signal(name) => {
                let name = name.clone();
                self.go_on(token, &[]);
                self.broadcast(&name);
            }
            Throw::Escalation(code) => {
                let code = code.clone();
                self.go_on(token, &[]);
                self.escalate(scope, &code);
            }
            Throw::Error(code) => {
                let code = code.clone();
                self.emit(Event::Done {
                    e: self.parts.nodes[at].id.clone(),
                });
                self.emit(Event::Leave { t: token });
                self.throw_error(scope, &code);
            }
            Throw::Terminate => self.terminate(scope, token),
        }
        Ok(())
    }

    fn throw(&mut self, token: u64, throw: &Throw) -> Result<(), Refusal> {
        let (scope, at) = self.whereabouts(token);
        match throw {
            Throw::Message(name) => self.deliver_message(&name.clone()),
            Throw::Signal(name) => self.broadcast(&name.clone()),
            Throw::Escalation(code) => self.escalate(scope, &code.clone()),
            Throw::Link(name) => {
                let target = self
                    .parts
                    .link(self.parts.nodes[at].container, name)
                    .expect("checked: the link is caught in the same container");
                self.go_on(token, &[]);
                self.arrivals.push_back(Arrival {
                    scope,
                    node: target,
                    flow: None,
                });
                return Ok(());
            }
            Throw::Nothing | Throw::Error(_) | Throw::Terminate => {}
        }
        if self.state.tokens.contains_key(&token) {
            self.leave_by_conditions(token)
        } else {
            Ok(())
        }
    }
}
