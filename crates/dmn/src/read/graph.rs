//! The requirements graph: inputs, decisions, business knowledge models, decision services and what they require.

use std::collections::HashMap;
use std::sync::Arc;

use super::Reader;
use crate::Severity;
use crate::feel::Type;
use crate::model::{Callable, Decision, InputData, Knowledge, Parts, Requirement, Service, Target};
use crate::place::Spot;
use crate::xml::{Node, Tree};

/// Elements by namespace and id.
type Places = HashMap<(String, String), Target>;

pub(super) fn build(reader: &mut Reader, trees: &[Tree]) -> Parts {
    let mut parts = Parts::default();
    let (places, declared) = declare(reader, trees, &mut parts);
    for (file, node, target) in declared {
        reader.file = file;
        fill(reader, trees, file, node, target, &places, &mut parts);
    }
    refuse_cycles(reader, &parts);
    parts
}

fn namespace(tree: &Tree) -> &str {
    tree.root().attribute("namespace").unwrap_or_default()
}

/// An element of the graph: its file, itself, its place. It may have no id.
type Declared<'t> = (usize, &'t Node, Target);

fn declare<'t>(
    reader: &mut Reader,
    trees: &'t [Tree],
    parts: &mut Parts,
) -> (Places, Vec<Declared<'t>>) {
    let (mut places, mut declared) = (Places::new(), Vec::new());
    for (file, tree) in trees.iter().enumerate() {
        reader.file = file;
        for node in tree.children(tree.root()) {
            let name: Arc<str> =
                crate::feel::Names::normal(node.attribute("name").unwrap_or_default()).into();
            let id = node.attribute("id").unwrap_or_default().to_owned();
            let of = tree
                .child(node, "variable")
                .map_or(Type::Any, |v| reader.type_of(v, file));
            let target = match node.name.as_str() {
                "inputData" => {
                    let type_name = tree
                        .child(node, "variable")
                        .and_then(|v| v.attribute("typeRef"))
                        .map(str::to_owned);
                    parts.inputs.push(InputData {
                        name,
                        of,
                        type_name,
                    });
                    Target::Input(parts.inputs.len() - 1)
                }
                "decision" => {
                    parts.decisions.push(Decision {
                        id: id.clone(),
                        spot: Spot::of(node, file),
                        name,
                        requires: Vec::new(),
                        logic: None,
                        of,
                    });
                    Target::Decision(parts.decisions.len() - 1)
                }
                "businessKnowledgeModel" => {
                    parts.knowledge.push(Knowledge {
                        id: id.clone(),
                        spot: Spot::of(node, file),
                        name,
                        requires: Vec::new(),
                        lambda: None,
                        of,
                    });
                    Target::Callable(Callable::Knowledge(parts.knowledge.len() - 1))
                }
                "decisionService" => {
                    let service = Service {
                        id: id.clone(),
                        name,
                        outputs: Vec::new(),
                        input_decisions: Vec::new(),
                        input_data: Vec::new(),
                        of,
                    };
                    parts.services.push(service);
                    Target::Callable(Callable::Service(parts.services.len() - 1))
                }
                _ => continue,
            };
            declared.push((file, node, target));
            if node.attribute("name").is_none_or(str::is_empty) {
                reader.error(node, "no-name", format!("this `{}` has no name", node.name));
            }
            if !id.is_empty()
                && places
                    .insert((namespace(tree).to_owned(), id.clone()), target)
                    .is_some()
            {
                reader.error(node, "duplicate-id", format!("the id `{id}` is used twice"));
            }
        }
    }
    (places, declared)
}

fn fill(
    reader: &mut Reader,
    trees: &[Tree],
    file: usize,
    node: &Node,
    target: Target,
    places: &Places,
    parts: &mut Parts,
) {
    let tree = &trees[file];
    match target {
        Target::Input(_) => {}
        Target::Decision(at) => {
            parts.decisions[at].requires = requirements(reader, tree, node, places);
            parts.decisions[at].logic = reader.logic_in(tree, node, file);
            if parts.decisions[at].logic.is_none() {
                reader.report(node.finding(
                    Severity::Warning,
                    "no-logic",
                    "this decision has no logic: its value is null",
                ));
            }
        }
        Target::Callable(Callable::Knowledge(at)) => {
            parts.knowledge[at].requires = requirements(reader, tree, node, places);
            parts.knowledge[at].lambda = tree
                .child(node, "encapsulatedLogic")
                .and_then(|f| reader.lambda(tree, f, file));
        }
        Target::Callable(Callable::Service(at)) => {
            let referred = |reader: &mut Reader, name: &str| -> Vec<Target> {
                tree.all(node, name)
                    .filter_map(|r| refer(reader, tree, r, places))
                    .map(|r| r.target)
                    .collect()
            };
            let decisions = |targets: Vec<Target>| {
                targets
                    .into_iter()
                    .filter_map(|t| {
                        if let Target::Decision(at) = t {
                            Some(at)
                        } else {
                            None
                        }
                    })
                    .collect()
            };
            let outputs = referred(reader, "outputDecision");
            let input_decisions = referred(reader, "inputDecision");
            let input_data = referred(reader, "inputData");
            let service = &mut parts.services[at];
            service.outputs = decisions(outputs);
            service.input_decisions = decisions(input_decisions);
            service.input_data = input_data
                .into_iter()
                .filter_map(|t| {
                    if let Target::Input(at) = t {
                        Some(at)
                    } else {
                        None
                    }
                })
                .collect();
        }
    }
}

fn requirements(
    reader: &mut Reader,
    tree: &Tree,
    node: &Node,
    places: &Places,
) -> Vec<Requirement> {
    let mut all = Vec::new();
    for requirement in tree.children(node).filter(|n| {
        matches!(
            n.name.as_str(),
            "informationRequirement" | "knowledgeRequirement"
        )
    }) {
        for required in tree
            .children(requirement)
            .filter(|n| n.name.starts_with("required"))
        {
            all.extend(refer(reader, tree, required, places));
        }
    }
    all
}

/// What an `href` refers to: `#id` of the same file, or `namespace#id`.
fn refer(reader: &mut Reader, tree: &Tree, node: &Node, places: &Places) -> Option<Requirement> {
    let href = node.attribute("href")?;
    let (space, id) = href.rsplit_once('#').unwrap_or(("", href));
    let own = namespace(tree);
    let space = if space.is_empty() { own } else { space };
    let Some(target) = places.get(&(space.to_owned(), id.to_owned())) else {
        reader.error(
            node,
            "unknown-reference",
            format!("`{href}` refers to no element"),
        );
        return None;
    };
    let import = (space != own).then(|| {
        let import = tree
            .all(tree.root(), "import")
            .find(|i| i.attribute("namespace") == Some(space));
        import
            .and_then(|i| i.attribute("name"))
            .filter(|n| !n.is_empty())
            .map(Arc::from)
    });
    Some(Requirement {
        target: *target,
        import: import.flatten(),
    })
}

/// A decision that requires itself can never be made.
fn refuse_cycles(reader: &mut Reader, parts: &Parts) {
    let required: Vec<Vec<usize>> = parts.decisions.iter().map(decisions_of).collect();
    // 0: not seen, 1: being followed, 2: done.
    let mut state = vec![0u8; required.len()];
    for start in 0..required.len() {
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            if next == 0 {
                if state[at] == 2 {
                    continue;
                }
                state[at] = 1;
            }
            let Some(needed) = required[at].get(next).copied() else {
                state[at] = 2;
                continue;
            };
            stack.push((at, next + 1));
            if state[needed] == 1 {
                let decision = &parts.decisions[needed];
                let message = format!(
                    "the decision `{}` requires itself, directly or through others",
                    decision.name
                );
                reader
                    .findings
                    .push(decision.spot.finding(Severity::Error, "cycle", message));
                return;
            }
            if state[needed] == 0 {
                stack.push((needed, 0));
            }
        }
    }
}

fn decisions_of(decision: &Decision) -> Vec<usize> {
    let required = decision.requires.iter().filter_map(|r| match r.target {
        Target::Decision(at) => Some(at),
        _ => None,
    });
    required.collect()
}
