//! Decision models: what requires what, and making a decision (DMN 1.5, chapters 6 and 10.4).

use std::sync::Arc;

use crate::Finding;
use crate::check::Domains;
use crate::feel::ast::{Callee, Expr, Function, Lambda};
use crate::feel::error::Error;
use crate::feel::eval::{Evaluated, Machine};
use crate::feel::scope::Scope;
use crate::feel::types::Type;
use crate::feel::{Context, Environment, Value};
use crate::place::Spot;
use crate::trace::{Trace, Tracer};

/// A model, read and checked. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Model(Arc<Parts>);

/// The elements of a model, by their place.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) inputs: Vec<InputData>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) knowledge: Vec<Knowledge>,
    pub(crate) services: Vec<Service>,
    pub(crate) findings: Vec<Finding>,
}

#[derive(Debug)]
pub(crate) struct InputData {
    pub(crate) name: Arc<str>,
    pub(crate) of: Type,
    pub(crate) type_name: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) id: String,
    pub(crate) spot: Spot,
    pub(crate) name: Arc<str>,
    pub(crate) requires: Vec<Requirement>,
    pub(crate) logic: Option<Expr>,
    pub(crate) of: Type,
}

#[derive(Debug)]
pub(crate) struct Knowledge {
    pub(crate) id: String,
    pub(crate) spot: Spot,
    pub(crate) name: Arc<str>,
    pub(crate) requires: Vec<Requirement>,
    pub(crate) lambda: Option<Arc<Lambda>>,
    pub(crate) of: Type,
}

#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) id: String,
    pub(crate) name: Arc<str>,
    pub(crate) outputs: Vec<usize>,
    pub(crate) input_decisions: Vec<usize>,
    pub(crate) input_data: Vec<usize>,
    pub(crate) of: Type,
}

/// Something required, and the import under whose name it is known.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    pub(crate) target: Target,
    pub(crate) import: Option<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Input(usize),
    Decision(usize),
    Callable(Callable),
}

/// A business knowledge model or a decision service, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Callable {
    Knowledge(usize),
    Service(usize),
}

/// An input that a decision needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// The name of its declared type.
    pub type_name: Option<String>,
}

/// A decision made.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was decided.
    pub value: Value,
    /// Why.
    pub trace: Trace,
}

/// Why no decision was made.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// The model has no such decision.
    #[error("the model has no decision `{0}`")]
    Unknown(String),
    /// A limit was reached.
    #[error(transparent)]
    Limit(#[from] Error),
}

impl Model {
    /// Reads a model from one DMN file.
    ///
    /// # Errors
    /// The findings, when one of them is an error.
    pub fn read(xml: &[u8]) -> Result<Model, Vec<Finding>> {
        Model::read_all(xml, &[])
    }

    /// Reads a model with the files that it imports.
    ///
    /// # Errors
    /// The findings, when one of them is an error.
    pub fn read_all(xml: &[u8], imported: &[&[u8]]) -> Result<Model, Vec<Finding>> {
        crate::read::read(xml, imported).map(|parts| Model(Arc::new(parts)))
    }

    /// What someone should look at.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.0.findings
    }

    /// Checks all logic: unknown names and functions, wrong numbers of arguments, types where declared, rules of tables that
    /// never apply, that match together, and inputs that no rule covers. All are warnings: such a model runs, with nulls.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        self.check_with(&|_| None)
    }

    /// As [`Model::check`], when somebody knows what values an input may have that the model does not declare, such as the
    /// answers of a form.
    #[must_use]
    pub fn check_with(&self, domains: Domains<'_>) -> Vec<Finding> {
        crate::check::check(&self.0, domains)
    }

    /// The names of the decisions, in the order of the file.
    pub fn decisions(&self) -> impl Iterator<Item = &str> {
        self.0.decisions.iter().map(|d| &*d.name)
    }

    /// The inputs that a decision needs, itself or by what it requires, in the order of the file.
    #[must_use]
    pub fn inputs(&self, decision: &str) -> Option<Vec<Input>> {
        let parts = &*self.0;
        let start = parts.decision(decision)?;
        let (mut seen, mut left, mut found) =
            (vec![false; parts.decisions.len()], vec![start], Vec::new());
        while let Some(at) = left.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            for requirement in &parts.decisions[at].requires {
                match requirement.target {
                    Target::Input(input) => found.push(input),
                    Target::Decision(decision) => left.push(decision),
                    Target::Callable(_) => {}
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Some(
            found
                .into_iter()
                .map(|at| Input {
                    name: parts.inputs[at].name.to_string(),
                    type_name: parts.inputs[at].type_name.clone(),
                })
                .collect(),
        )
    }

    /// Inputs from a JSON object: what the model declares as a date, time or duration is read from its text.
    #[must_use]
    pub fn inputs_from_json(&self, json: &serde_json::Map<String, serde_json::Value>) -> Context {
        let of = |name: &str| {
            self.0
                .inputs
                .iter()
                .find(|i| &*i.name == name)
                .map_or(&Type::Any, |i| &i.of)
        };
        json.iter()
            .map(|(name, value)| (name.as_str(), Value::from_json_as(value, of(name))))
            .collect()
    }

    /// Makes a decision, or calls a decision service, by name or id; with the reasons.
    ///
    /// # Errors
    /// When there is none of that name, or a limit of `environment` is reached.
    pub fn decide(
        &self,
        name: &str,
        input: &Context,
        environment: &Environment,
    ) -> Result<Outcome, DecideError> {
        let mut machine = Machine::new(environment, Some(&self.0));
        machine.tracer = Tracer::on();
        let value = self.run(&mut machine, name, input)?;
        Ok(Outcome {
            value,
            trace: machine.tracer.into_trace(),
        })
    }

    /// What [`Model::decide`] decides, without the reasons: for what is asked often.
    ///
    /// # Errors
    /// As [`Model::decide`].
    pub fn evaluate(
        &self,
        name: &str,
        input: &Context,
        environment: &Environment,
    ) -> Result<Value, DecideError> {
        self.run(&mut Machine::new(environment, Some(&self.0)), name, input)
    }

    fn run(
        &self,
        machine: &mut Machine<'_>,
        name: &str,
        input: &Context,
    ) -> Result<Value, DecideError> {
        let parts = &*self.0;
        let decided = if let Some(at) = parts.decision(name) {
            machine.decision(parts, at, &mut Run::new(input))
        } else if let Some(service) = parts
            .services
            .iter()
            .find(|s| *s.name == *name || s.id == name)
        {
            let known = |name: &str| input.get(name).cloned().unwrap_or_default();
            let data = service
                .input_data
                .iter()
                .map(|at| known(&parts.inputs[*at].name));
            let decisions = service
                .input_decisions
                .iter()
                .map(|at| known(&parts.decisions[*at].name));
            let args: Vec<Value> = data.chain(decisions).collect();
            machine.service(parts, service, args)
        } else {
            return Err(DecideError::Unknown(name.to_owned()));
        };
        machine
            .finish(decided)
            .map_err(|stop| Error::stopped(&stop, "").into())
    }

    /// Calls a business knowledge model by name.
    ///
    /// # Errors
    /// When there is none of that name, or a limit of `environment` is reached.
    pub fn invoke(
        &self,
        name: &str,
        args: &Context,
        environment: &Environment,
    ) -> Result<Value, DecideError> {
        let parts = &*self.0;
        let at = parts
            .knowledge
            .iter()
            .position(|k| *k.name == *name || k.id == name);
        let at = at.ok_or_else(|| DecideError::Unknown(name.to_owned()))?;
        let function = Value::Function(Arc::new(Function(Callee::Model(Callable::Knowledge(at)))));
        let args: Vec<_> = args
            .iter()
            .map(|(n, v)| (Arc::from(n), v.clone()))
            .collect();
        let mut machine = Machine::new(environment, Some(parts));
        let called = machine.call_named(&function, &args);
        Ok(machine
            .finish(called)
            .map_err(|stop| Error::stopped(&stop, ""))?)
    }
}

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
    fn new(input: &'i Context) -> Run<'i> {
        Run {
            input,
            inputs: Found::default(),
            decisions: Found::default(),
        }
    }
}

impl Parts {
    fn decision(&self, name: &str) -> Option<usize> {
        self.decisions
            .iter()
            .position(|d| *d.name == *name)
            .or_else(|| self.decisions.iter().position(|d| d.id == name))
    }

    pub(crate) fn name(&self, target: Target) -> Arc<str> {
        match target {
            Target::Input(at) => self.inputs[at].name.clone(),
            Target::Decision(at) => self.decisions[at].name.clone(),
            Target::Callable(Callable::Knowledge(at)) => self.knowledge[at].name.clone(),
            Target::Callable(Callable::Service(at)) => self.services[at].name.clone(),
        }
    }
}

impl Machine<'_> {
    fn decision(&mut self, parts: &Parts, at: usize, run: &mut Run<'_>) -> Evaluated {
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
    fn service(&mut self, parts: &Parts, service: &Service, args: Vec<Value>) -> Evaluated {
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
