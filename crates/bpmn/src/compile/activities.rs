//! Repetition, quantities, calls.

use std::sync::Arc;

use dmn::feel::{Environment, Expression, Value};
use dmn::xml::Node as Xml;

use super::{Compiler, known, local};
use crate::program::{Behaviour, Called, Kind, MultiRule, RunRule, Throw};
use crate::state::JobKind;

impl<'d> Compiler<'d> {
    pub(super) fn repetition(&mut self, xml: &'d Xml, at: usize) {
        let mut rules = Vec::new();
        for child in self.tree.children(xml) {
            let rule = match child.name.as_str() {
                "standardLoopCharacteristics" => Some(self.standard(xml, child)),
                "multiInstanceLoopCharacteristics" => self
                    .multi(xml, child, at)
                    .map(|rule| RunRule::Multi(Box::new(rule))),
                _ => continue,
            };
            rules.extend(rule);
        }
        if rules.len() > 1 {
            self.error(xml, "several-loops", "an activity repeats in one way only");
        }
        let node = &mut self.parts.nodes[at];
        let once = !node.inputs.is_empty() || !node.outputs.is_empty();
        node.runs = rules.pop().or_else(|| once.then_some(RunRule::Once));
    }

    fn standard(&mut self, xml: &'d Xml, rule: &'d Xml) -> RunRule {
        let condition = self
            .tree
            .text_of(rule, "loopCondition")
            .and_then(|text| self.expression(xml, text));
        let maximum = rule
            .attribute("loopMaximum")
            .and_then(|text| self.expression(xml, text));
        if condition.is_none() && maximum.is_none() {
            self.error(
                xml,
                "endless-loop",
                "the loop has neither a condition nor a maximum: it would never end",
            );
        }
        self.not_negative(xml, maximum.as_ref());
        RunRule::Standard {
            before: rule.attribute("testBefore") == Some("true"),
            condition,
            maximum,
        }
    }

    fn multi(&mut self, xml: &'d Xml, rule: &'d Xml, at: usize) -> Option<MultiRule> {
        let cardinality = self
            .tree
            .text_of(rule, "loopCardinality")
            .and_then(|text| self.expression(xml, text));
        self.not_negative(xml, cardinality.as_ref());
        let collection = self.collection(xml, rule, at);
        if cardinality.is_none() && collection.is_none() {
            self.error(
                xml,
                "no-instances",
                "neither a number nor a collection says how many instances there are",
            );
            return None;
        }
        let behaviour = self.behaviour(xml, rule)?;
        Some(MultiRule {
            sequential: rule.attribute("isSequential") == Some("true"),
            cardinality,
            collection,
            item: self
                .tree
                .child(rule, "inputDataItem")
                .and_then(|item| self.item(item)),
            completion: self
                .tree
                .text_of(rule, "completionCondition")
                .and_then(|text| self.expression(xml, text)),
            result: self.result(rule, at),
            behaviour,
        })
    }

    /// A number that is written down must be one that can be counted to.
    fn not_negative(&mut self, xml: &Xml, number: Option<&Expression>) {
        let Some(number) = number.filter(|e| e.inputs().is_empty()) else {
            return;
        };
        let value = number.evaluate(
            &dmn::feel::Context::new(),
            &Environment::at(jiff::Timestamp::UNIX_EPOCH),
        );
        if !value.is_ok_and(|v| count(&v).is_some()) {
            self.error(
                xml,
                "bad-number",
                format!("`{}` is no number of repetitions", number.source()),
            );
        }
    }

    fn item(&self, item: &Xml) -> Option<Arc<str>> {
        item.attribute("id")
            .and_then(|id| self.roots.variables.get(id).cloned())
            .or_else(|| item.attribute("name").map(Arc::from))
    }

    /// The collection, seen from outside the activity: what is associated with its data input, where it is one.
    fn collection(&mut self, xml: &'d Xml, rule: &'d Xml, at: usize) -> Option<Expression> {
        let reference = self.tree.text_of(rule, "loopDataInputRef")?;
        let variable = self.roots.variables.get(local(reference)).cloned();
        let inputs = &self.parts.nodes[at].inputs;
        if let Some(mapping) = inputs.iter().find(|m| Some(&m.target) == variable.as_ref()) {
            return Some(mapping.value.clone());
        }
        self.expression(xml, variable.as_deref().unwrap_or(reference))
    }

    /// The variable of each run that makes up the result, and where the list goes.
    fn result(&mut self, rule: &'d Xml, at: usize) -> Option<(Arc<str>, Arc<str>)> {
        let reference = self.tree.text_of(rule, "loopDataOutputRef")?;
        let output = self
            .roots
            .variables
            .get(local(reference))
            .cloned()
            .unwrap_or_else(|| local(reference).into());
        let item = self
            .tree
            .child(rule, "outputDataItem")
            .and_then(|item| self.item(item))
            .unwrap_or_else(|| output.clone());
        let node = &mut self.parts.nodes[at];
        let mapped = node
            .outputs
            .iter()
            .position(|m| m.value.source() == &*output);
        let target = mapped.map_or_else(|| output.clone(), |at| node.outputs.remove(at).target);
        if !node.output_names.contains(&item) {
            node.output_names.push(item.clone());
        }
        Some((item, target))
    }

    fn behaviour(&mut self, xml: &'d Xml, rule: &'d Xml) -> Option<Behaviour> {
        Some(match rule.attribute("behavior").unwrap_or("All") {
            "None" => self
                .told(xml, rule, "noneBehaviorEventRef")
                .map_or(Behaviour::All, Behaviour::None),
            "One" => self
                .told(xml, rule, "oneBehaviorEventRef")
                .map_or(Behaviour::All, Behaviour::One),
            "Complex" => Behaviour::Complex(self.complex_behaviour(xml, rule)?),
            _ => Behaviour::All,
        })
    }

    fn told(&mut self, xml: &'d Xml, rule: &'d Xml, name: &str) -> Option<Throw> {
        let reference = rule.attribute(name)?;
        let Some(definition) = self.roots.elements.get(local(reference)).copied() else {
            self.error(
                xml,
                "unknown-reference",
                format!("the event definition `{reference}` does not exist"),
            );
            return None;
        };
        self.throw_of(xml, definition)
    }

    fn complex_behaviour(
        &mut self,
        xml: &'d Xml,
        rule: &'d Xml,
    ) -> Option<Vec<(Expression, Throw)>> {
        let mut all = Vec::new();
        for definition in self.tree.all(rule, "complexBehaviorDefinition") {
            let condition = self.expression(
                xml,
                self.tree
                    .text_of(definition, "condition")
                    .unwrap_or_default(),
            )?;
            let event = self.tree.child(definition, "event")?;
            for throw in self
                .tree
                .children(event)
                .filter(|n| n.name.ends_with("EventDefinition"))
            {
                all.push((condition.clone(), self.throw_of(xml, throw)?));
            }
        }
        Some(all)
    }

    pub(super) fn quantities(&mut self, xml: &'d Xml, at: usize) {
        for (name, start) in [("startQuantity", true), ("completionQuantity", false)] {
            let Some(text) = xml.attribute(name) else {
                continue;
            };
            // Most tokens of one element: far more than a drawing means, few enough to hold.
            match text.trim().parse::<u32>() {
                Ok(n @ 1..=1000) if start => self.parts.nodes[at].start_quantity = n,
                Ok(n @ 1..=1000) => self.parts.nodes[at].completion_quantity = n,
                _ => self.error(
                    xml,
                    "bad-quantity",
                    format!("{name} is a number from 1 to 1000, not `{text}`"),
                ),
            }
        }
    }

    /// A call's own name; the process or global task is found when all are known.
    pub(super) fn call(&mut self, xml: &'d Xml) -> Option<Kind> {
        let called = xml.attribute("calledElement").unwrap_or_default();
        let Some(task) = self
            .roots
            .elements
            .get(local(called))
            .copied()
            .filter(|n| known::global_task(&n.name))
        else {
            return Some(Kind::Call(Called::Nothing(called.into())));
        };
        let id: Arc<str> = local(called).into();
        Some(Kind::Call(match task.name.as_str() {
            "globalUserTask" => Called::Job(id, JobKind::User),
            "globalManualTask" => Called::Job(id, JobKind::Manual),
            "globalBusinessRuleTask" => Called::Job(id, JobKind::BusinessRule),
            "globalScriptTask" => Called::Script(id, self.global_script(task)?),
            _ => Called::Nothing(id),
        }))
    }

    fn global_script(&mut self, task: &'d Xml) -> Option<Expression> {
        let language = task
            .attribute("scriptLanguage")
            .or_else(|| task.attribute("scriptFormat"));
        if let Some(language) = language.filter(|l| !l.to_ascii_lowercase().contains("feel")) {
            self.error(
                task,
                "script-format",
                format!(
                    "scripts are written in FEEL (scriptLanguage=\"feel\"), not in `{language}`"
                ),
            );
            return None;
        }
        self.script_text(task)
    }
}

/// A value as a number of repetitions.
pub(crate) fn count(value: &Value) -> Option<u32> {
    let Value::Number(number) = value else {
        return None;
    };
    number.to_string().parse().ok()
}
