//! Who does what: powers that should not be in one hand.

use super::{Nose, Smell};
use crate::APPLICANT;
use crate::manifest::Work;

impl Nose<'_> {
    pub(super) fn people(&self) -> Vec<Smell> {
        let mut smells = Vec::new();
        for (element, task) in &self.pack.tasks {
            let work = self.work(element, task);
            let same = |other: Work| {
                let mut tasks = self
                    .pack
                    .tasks
                    .iter()
                    .filter(|(id, t)| *id != element && t.role == task.role);
                tasks
                    .find(|(id, t)| self.work(id, t) == other && !self.confirms(id))
                    .map(|(id, _)| id)
            };
            match work {
                Work::Pay if task.role != APPLICANT => smells.extend(same(Work::Decide).map(|decides| {
                    let reason = format!(
                        "the role `{}` decides (`{decides}`) and handles the money: who can refuse can ask to be paid for granting",
                        task.role
                    );
                    self.at("decides-and-pays", element, reason)
                })),
                Work::Inspect if task.role == APPLICANT => {
                    let reason = "who applies inspects: nobody else looks at what is granted";
                    smells.push(self.at("applies-and-inspects", element, reason));
                }
                Work::Inspect => smells.extend(same(Work::Apply).map(|applies| {
                    let reason = format!(
                        "the role `{}` files applications (`{applies}`) and inspects what they say: it can pass what it made up",
                        task.role
                    );
                    self.at("applies-and-inspects", element, reason)
                })),
                _ => {}
            }
        }
        smells
    }

    /// Every official's step rests on a law, and every risk's control too.
    pub(super) fn laws(&self) -> Vec<Smell> {
        let mut smells: Vec<Smell> = self
            .pack
            .tasks
            .iter()
            .filter(|(_, task)| task.law.as_ref().is_none_or(|law| law.trim().is_empty()))
            .map(|(element, _)| {
                let reason =
                    "no law is cited for this step: nobody can say whether it may be asked for";
                self.in_manifest(
                    "law-not-cited",
                    element,
                    &format!("[tasks.{element}]"),
                    reason,
                )
            })
            .collect();
        smells.extend(
            self.pack
                .risks
                .iter()
                .filter(|risk| risk.law.trim().is_empty())
                .map(|risk| Smell {
                    code: "risk-without-law",
                    element: risk.element.clone(),
                    file: "risks.csv",
                    line: risk.line,
                    reason: "no law asks for this control: it can be dropped unseen".to_owned(),
                }),
        );
        smells
    }
}
