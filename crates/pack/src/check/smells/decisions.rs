//! What decides.

use dmn::feel::Expression;

use super::{Nose, Smell};
use crate::FieldKind;
use crate::manifest::Work;

impl Nose<'_> {
    pub(super) fn decisions(&self) -> Vec<Smell> {
        let mut smells = Vec::new();
        for (element, task) in self.officials() {
            let decides = self.work(element, task) == Work::Decide;
            if decides && task.departure.is_none() && !self.confirms(element) {
                let reason = "an official decides here without a rule to compare the decision with: like cases can be decided unlike";
                smells.push(self.at("decision-without-rule", element, reason));
            }
        }
        for flow in self.pack.process.flows() {
            let Some(field) = flow.condition.and_then(|c| self.free_text(c)) else {
                continue;
            };
            let reason = format!(
                "what was written freely in `{field}` decides the way: a choice from a list can be checked, a wording cannot"
            );
            if !smells
                .iter()
                .any(|s: &Smell| s.code == "free-text-decides" && s.element == flow.source)
            {
                smells.push(self.at("free-text-decides", flow.source, reason));
            }
        }
        smells
    }

    /// The field of free text that a condition rests on, when it reads no other field.
    fn free_text(&self, condition: &Expression) -> Option<String> {
        let inputs = condition.inputs();
        let mut text = None;
        for path in &inputs {
            let [form, field, ..] = path.as_slice() else {
                return None;
            };
            let known = self.pack.forms.get(form)?.field(field)?;
            if known.kind != FieldKind::Text || known.compute.is_some() || !known.options.is_empty()
            {
                return None;
            }
            text = Some(path.join("."));
        }
        text
    }
}
