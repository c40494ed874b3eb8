//! Decision models: what requires what, and making a decision (DMN 1.5, chapters 6 and 10.4).

mod run;

use std::sync::Arc;

use crate::Finding;
use crate::check::Domains;
use crate::feel::ast::{Callee, Expr, Function, Lambda};
use crate::feel::error::Error;
use crate::feel::eval::Machine;
use crate::feel::types::Type;
use crate::feel::{Context, Environment, Value};
use crate::place::Spot;
use crate::trace::{Trace, Tracer};

use run::Run;

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
