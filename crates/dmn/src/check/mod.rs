//! What can be seen to be wrong with a model before it runs: names, arities, types ([`logic`]); rules that never match, match
//! together, or leave gaps ([`coverage`]).

mod axis;
mod calls;
mod coverage;
mod known;
mod logic;
mod members;
mod operators;

use crate::model::{Callable, Parts, Requirement, Target};
use crate::place::Spot;
use crate::{Finding, feel};

use known::{Known, Scope};
use logic::Checker;

/// Most findings told at once.
const FINDINGS: usize = 200;

/// The values that a path of names may have, where somebody knows them: `["application", "zone"]`.
pub type Domains<'d> = &'d dyn Fn(&[&str]) -> Option<Vec<feel::Value>>;

/// Checks all logic of a model.
pub(crate) fn check(parts: &Parts, domains: Domains<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for decision in &parts.decisions {
        let scope = required(parts, &decision.requires);
        let mut checker = Checker::new(scope, all_names(parts), domains);
        if let Some(logic) = &decision.logic {
            let found = checker.infer(logic);
            checker.fits(&decision.of, &found, logic, "the decision");
        }
        findings.extend(checker.into_findings(&decision.spot));
    }
    for knowledge in &parts.knowledge {
        let Some(lambda) = &knowledge.lambda else {
            continue;
        };
        let mut checker = Checker::new(
            required(parts, &knowledge.requires),
            all_names(parts),
            domains,
        );
        checker.lambda(lambda);
        findings.extend(checker.into_findings(&knowledge.spot));
    }
    findings.truncate(FINDINGS);
    findings
}

/// Findings about an expression that stands alone; every name counts as known.
pub(crate) fn alone(expr: &feel::ast::Expr) -> Vec<(u32, String)> {
    let mut checker = Checker::new(Scope::open(), Vec::new(), &|_| None);
    checker.infer(expr);
    checker.into_messages()
}

/// The names that the requirements of an element bring.
fn required(parts: &Parts, requires: &[Requirement]) -> Scope {
    let mut scope = Scope::default();
    for requirement in requires {
        let name = parts.name(requirement.target);
        let known = known(parts, requirement.target);
        match &requirement.import {
            None => scope.put(name, known),
            Some(import) => scope.put_member(import, name, known),
        }
    }
    scope
}

fn known(parts: &Parts, target: Target) -> Known {
    match target {
        Target::Input(at) => Known::Value(parts.inputs[at].of.clone()),
        Target::Decision(at) => Known::Value(parts.decisions[at].of.clone()),
        Target::Callable(Callable::Knowledge(at)) => {
            let knowledge = &parts.knowledge[at];
            let Some(lambda) = &knowledge.lambda else {
                return Known::Value(feel::Type::Any);
            };
            let result = match &knowledge.of {
                feel::Type::Any | feel::Type::Function(_) => lambda.result.clone(),
                of => of.clone(),
            };
            Known::Function(lambda.params.clone(), result)
        }
        Target::Callable(Callable::Service(at)) => {
            let service = &parts.services[at];
            let inputs = service.input_data.iter().map(|at| {
                let input = &parts.inputs[*at];
                (input.name.clone(), input.of.clone())
            });
            let decisions = service.input_decisions.iter().map(|at| {
                let decision = &parts.decisions[*at];
                (decision.name.clone(), decision.of.clone())
            });
            Known::Function(inputs.chain(decisions).collect(), feel::Type::Any)
        }
    }
}

/// The names of all elements, for hints.
fn all_names(parts: &Parts) -> Vec<std::sync::Arc<str>> {
    let inputs = parts.inputs.iter().map(|i| i.name.clone());
    let decisions = parts.decisions.iter().map(|d| d.name.clone());
    let knowledge = parts.knowledge.iter().map(|k| k.name.clone());
    let services = parts.services.iter().map(|s| s.name.clone());
    inputs
        .chain(decisions)
        .chain(knowledge)
        .chain(services)
        .collect()
}

/// A finding without a place of its own stands at its element.
fn at(spot: &Spot, message: String, code: &'static str) -> Finding {
    spot.finding(crate::Severity::Warning, code, message)
}
