//! Making decisions over the requirements graph.

use std::sync::Arc;

use crate::feel::ast::{Callee, Function};
use crate::feel::eval::{Evaluated, Machine};
use crate::feel::scope::Scope;
use crate::feel::{Context, Value};

use super::{Callable, Parts, Requirement, Service, Target};

/// What one evaluation of the requirements graph was given and has found.
pub(crate) struct Run<'i> {
    input: &'i Context,
    inputs: Found,
    decisions: Found,
}

/// Values found so far, by place; grows with what is asked.
#[derive(Default)]
struct Found(Vec<Option<Value>>);

impl Found {
    fn get(&self, at: usize) -> Option<&Value> {
        self.0.get(at)?.as_ref()
    }

    fn set(&mut self, at: usize, value: Value) {
        if self.0.len() <= at {
            self.0.resize(at + 1, None);
        }
        self.0[at] = Some(value);
    }
}

impl<'i> Run<'i> {
    pub(super) fn new(input: &'i Context) -> Run<'i> {
        Run {
            input,
            inputs: Found::default(),
            decisions: Found::default(),
        }
    }
}

impl Machine<'_> {
    pub(super) fn decision(&mut self, parts: &Parts, at: usize, run: &mut Run<'_>) -> Evaluated {
        if let Some(found) = run.decisions.get(at) {
            return Ok(found.clone());
        }
        let decision = &parts.decisions[at];
        let given = Arc::new(self.nested(|m| m.required(parts, &decision.requires, run))?);
        self.tracer.enter();
        let scope = Scope::default().with_all(given.clone());
        let value = match &decision.logic {
            Some(logic) => self.eval(logic, &scope)?,
            None => Value::Null,
        };
        let value = self.coerce(&decision.of, value);
        self.tracer
            .leave(&decision.name, &decision.id, &given, &value);
        run.decisions.set(at, value.clone());
        Ok(value)
    }

    fn required(
        &mut self,
        parts: &Parts,
        requires: &[Requirement],
        run: &mut Run<'_>,
    ) -> Evaluated<Context> {
        let mut given = Context::new();
        for requirement in requires {
            let name = parts.name(requirement.target);
            let value = match requirement.target {
                Target::Input(at) => match run.inputs.get(at) {
                    Some(found) => found.clone(),
                    None => {
                        let value = self.input(parts, at, requirement, run);
                        run.inputs.set(at, value.clone());
                        value
                    }
                },
                Target::Decision(at) => self.decision(parts, at, run)?,
                Target::Callable(callable) => {
                    Value::Function(Arc::new(Function(Callee::Model(callable))))
                }
            };
            match &requirement.import {
                None => given.insert(name, value),
                Some(import) => {
                    let mut within = given
                        .get(import)
                        .and_then(Value::as_context)
                        .cloned()
                        .unwrap_or_default();
                    within.insert(name, value);
                    given.insert(import.clone(), Value::Context(Arc::new(within)));
                }
            }
        }
        Ok(given)
    }

    fn input(
        &mut self,
        parts: &Parts,
        at: usize,
        requirement: &Requirement,
        run: &Run<'_>,
    ) -> Value {
        let input = &parts.inputs[at];
        let from_import = || {
            run.input
                .get(requirement.import.as_deref()?)?
                .as_context()?
                .get(&input.name)
                .cloned()
        };
        let value = from_import()
            .or_else(|| run.input.get(&input.name).cloned())
            .unwrap_or_default();
        self.coerce(&input.of, value)
    }

    pub(crate) fn model_params(&self, callable: Callable) -> Vec<Arc<str>> {
        let Some(parts) = self.model else {
            return Vec::new();
        };
        match callable {
            Callable::Knowledge(at) => parts.knowledge[at]
                .lambda
                .as_ref()
                .map_or_else(Vec::new, |l| {
                    l.params.iter().map(|(n, _)| n.clone()).collect()
                }),
            Callable::Service(at) => {
                let service = &parts.services[at];
                let data = service
                    .input_data
                    .iter()
                    .map(|at| parts.inputs[*at].name.clone());
                data.chain(
                    service
                        .input_decisions
                        .iter()
                        .map(|at| parts.decisions[*at].name.clone()),
                )
                .collect()
            }
        }
    }

    pub(crate) fn call_model(&mut self, callable: Callable, args: Vec<Value>) -> Evaluated {
        let Some(parts) = self.model else {
            return Ok(Value::Null);
        };
        match callable {
            Callable::Service(at) => self.nested(|m| m.service(parts, &parts.services[at], args)),
            Callable::Knowledge(at) => {
                let knowledge = &parts.knowledge[at];
                let Some(lambda) = &knowledge.lambda else {
                    return Ok(Value::Null);
                };
                if lambda.params.len() != args.len() {
                    return Ok(Value::Null);
                }
                let known = self.nested(|m| {
                    m.required(parts, &knowledge.requires, &mut Run::new(&Context::new()))
                })?;
                let value =
                    self.apply(lambda, &Scope::default().with_all(Arc::new(known)), args)?;
                Ok(self.coerce(&knowledge.of, value))
            }
        }
    }

    /// Decides a service's outputs over its arguments: input data first, then input decisions.
    pub(super) fn service(
        &mut self,
        parts: &Parts,
        service: &Service,
        args: Vec<Value>,
    ) -> Evaluated {
        if args.len() != service.input_data.len() + service.input_decisions.len() {
            return Ok(Value::Null);
        }
        let nothing = Context::new();
        let mut run = Run::new(&nothing);
        let mut args = args.into_iter();
        for (at, value) in service.input_data.iter().zip(args.by_ref()) {
            let Some(value) = self.argument(&parts.inputs[*at].of, value) else {
                return Ok(Value::Null);
            };
            run.inputs.set(*at, value);
        }
        for (at, value) in service.input_decisions.iter().zip(args) {
            let Some(value) = self.argument(&parts.decisions[*at].of, value) else {
                return Ok(Value::Null);
            };
            run.decisions.set(*at, value);
        }
        let value = match service.outputs.as_slice() {
            [only] => self.decision(parts, *only, &mut run)?,
            many => {
                let mut all = Context::new();
                for at in many {
                    let value = self.decision(parts, *at, &mut run)?;
                    all.insert(parts.decisions[*at].name.clone(), value);
                }
                self.made_context(all)?
            }
        };
        Ok(self.coerce(&service.of, value))
    }
}
