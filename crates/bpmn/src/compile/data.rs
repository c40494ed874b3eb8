//! Data associations: which value goes to which variable before and after an activity or event.

use std::sync::Arc;

use dmn::xml::Node as Xml;

use super::{Compiler, local};
use crate::program::{Kind, Mapping};

impl<'d> Compiler<'d> {
    pub(super) fn data(&mut self, xml: &'d Xml, at: usize) {
        for child in self.tree.children(xml) {
            match child.name.as_str() {
                "dataInputAssociation" => {
                    let mappings = self.association(xml, child);
                    self.parts.nodes[at].inputs.extend(mappings);
                }
                "dataOutputAssociation" => {
                    let mappings = self.association(xml, child);
                    self.parts.nodes[at].outputs.extend(mappings);
                }
                _ => {}
            }
        }
        let specification = self.tree.child(xml, "ioSpecification");
        if let Some(specification) =
            specification.filter(|_| self.parts.nodes[at].kind.is_activity())
        {
            let names = self
                .tree
                .all(specification, "dataOutput")
                .filter_map(|o| o.attribute("id"));
            let names: Vec<Arc<str>> = names
                .filter_map(|id| self.roots.variables.get(id).cloned())
                .collect();
            self.parts.nodes[at].output_names = names;
        }
        if !self.parts.nodes[at].outputs.is_empty()
            && matches!(self.parts.nodes[at].kind, Kind::Throw(_) | Kind::End(_))
        {
            self.error(
                xml,
                "bad-association",
                "a throwing event gives data and takes none",
            );
        }
    }

    fn association(&mut self, xml: &'d Xml, association: &'d Xml) -> Vec<Mapping> {
        let tree = self.tree;
        let (source, target) = (
            tree.text_of(association, "sourceRef"),
            tree.text_of(association, "targetRef"),
        );
        let outside = [source, target]
            .into_iter()
            .flatten()
            .any(|r| self.roots.stores.contains(&local(r)));
        if outside {
            self.warning(
                association,
                "data-store",
                "a data store is outside: what is read from it or written to it, a task does",
            );
            return Vec::new();
        }
        let assignments: Vec<&'d Xml> = tree.all(association, "assignment").collect();
        if !assignments.is_empty() {
            return assignments
                .into_iter()
                .filter_map(|a| self.assignment(xml, a))
                .collect();
        }
        let (Some(target), Some(text)) = (
            target,
            tree.text_of(association, "transformation").or(source),
        ) else {
            return Vec::new();
        };
        let Some(target) = self.variable(xml, target) else {
            return Vec::new();
        };
        let transformed = tree.child(association, "transformation").is_some();
        let text = if transformed {
            Some(text.into())
        } else {
            self.variable(xml, text)
        };
        let value = text.and_then(|text| self.expression(xml, &text));
        value
            .map(|value| Mapping { target, value })
            .into_iter()
            .collect()
    }

    fn assignment(&mut self, xml: &'d Xml, assignment: &'d Xml) -> Option<Mapping> {
        let value = self.expression(
            xml,
            self.tree.text_of(assignment, "from").unwrap_or_default(),
        )?;
        let to = self
            .tree
            .text_of(assignment, "to")
            .unwrap_or_default()
            .trim();
        let target = self
            .roots
            .variables
            .get(local(to))
            .cloned()
            .unwrap_or_else(|| to.into());
        if target.is_empty() {
            self.error(
                xml,
                "bad-association",
                "an assignment says to which variable",
            );
            return None;
        }
        Some(Mapping { target, value })
    }

    /// The variable behind a reference; none for the placeholder that modellers draw an arrow to.
    fn variable(&mut self, xml: &'d Xml, reference: &str) -> Option<Arc<str>> {
        let found = self.roots.variables.get(local(reference)).cloned();
        if found.is_none() {
            self.error(
                xml,
                "unknown-reference",
                format!("the data `{}` does not exist", reference.trim()),
            );
        }
        found.filter(|name| !name.contains("placeholder"))
    }
}
