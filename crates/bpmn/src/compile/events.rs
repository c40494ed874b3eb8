//! Event definitions.

use std::sync::Arc;

use dmn::feel::{DateTime, DaysTime, YearsMonths};
use dmn::xml::Node as Xml;

use super::{Compiler, local};
use crate::program::{Catching, Throw, TimerRule, Trigger, When};

impl<'d> Compiler<'d> {
    pub(super) fn definitions_of(&self, xml: &'d Xml) -> impl Iterator<Item = &'d Xml> + use<'d> {
        self.tree
            .children(xml)
            .filter(|n| n.name.ends_with("ventDefinition") || n.name == "eventDefinitionRef")
    }

    /// The event definitions of an event; a reference is followed to the root element.
    fn definitions(&mut self, xml: &'d Xml) -> Option<Vec<&'d Xml>> {
        let all: Vec<&'d Xml> = self.definitions_of(xml).collect();
        let mut found = Vec::new();
        for one in all {
            if one.name != "eventDefinitionRef" {
                found.push(one);
                continue;
            }
            let id = one.text.trim();
            let Some(definition) = self.roots.elements.get(local(id)).copied() else {
                self.error(
                    xml,
                    "unknown-reference",
                    format!("the event definition `{id}` does not exist"),
                );
                return None;
            };
            found.push(definition);
        }
        Some(found)
    }

    /// What a catching event waits for.
    pub(super) fn catching(&mut self, xml: &'d Xml) -> Option<Catching> {
        let definitions = self.definitions(xml)?;
        if definitions.is_empty() {
            self.error(
                xml,
                "no-trigger",
                "this event waits for nothing that can happen",
            );
            return None;
        }
        let triggers: Vec<Trigger> = definitions
            .into_iter()
            .filter_map(|d| self.trigger(xml, d))
            .collect();
        let all = xml.attribute("parallelMultiple") == Some("true") && triggers.len() > 1;
        (!triggers.is_empty()).then_some(Catching { triggers, all })
    }

    fn trigger(&mut self, xml: &'d Xml, definition: &'d Xml) -> Option<Trigger> {
        match definition.name.as_str() {
            "timerEventDefinition" => self.timer(xml, definition).map(Trigger::Timer),
            "messageEventDefinition" => self
                .reference(xml, definition, "messageRef")
                .map(Trigger::Message),
            "signalEventDefinition" => self
                .reference(xml, definition, "signalRef")
                .map(Trigger::Signal),
            "conditionalEventDefinition" => {
                let text = self
                    .tree
                    .text_of(definition, "condition")
                    .unwrap_or_default();
                self.expression(xml, text).map(Trigger::Condition)
            }
            "errorEventDefinition" => Some(Trigger::Error(
                definition.attribute("errorRef").map(|id| self.root(id)),
            )),
            "escalationEventDefinition" => Some(Trigger::Escalation(
                definition
                    .attribute("escalationRef")
                    .map(|id| self.root(id)),
            )),
            "linkEventDefinition" => Some(Trigger::Link(
                definition.attribute("name").unwrap_or_default().into(),
            )),
            "compensateEventDefinition" => Some(Trigger::Compensation),
            "cancelEventDefinition" => Some(Trigger::Cancel),
            other => {
                self.error(
                    xml,
                    "unsupported-element",
                    format!("nobody can wait for a `{other}`"),
                );
                None
            }
        }
    }

    /// What a throwing event does.
    pub(super) fn throw(&mut self, xml: &'d Xml) -> Option<Vec<Throw>> {
        let definitions = self.definitions(xml)?;
        Some(
            definitions
                .into_iter()
                .filter_map(|d| self.throw_of(xml, d))
                .collect(),
        )
    }

    pub(super) fn throw_of(&mut self, xml: &'d Xml, definition: &'d Xml) -> Option<Throw> {
        match definition.name.as_str() {
            "messageEventDefinition" => self
                .reference(xml, definition, "messageRef")
                .map(Throw::Message),
            "signalEventDefinition" => self
                .reference(xml, definition, "signalRef")
                .map(Throw::Signal),
            "errorEventDefinition" => self
                .reference(xml, definition, "errorRef")
                .map(Throw::Error),
            "escalationEventDefinition" => self
                .reference(xml, definition, "escalationRef")
                .map(Throw::Escalation),
            "linkEventDefinition" => Some(Throw::Link(
                definition.attribute("name").unwrap_or_default().into(),
            )),
            "compensateEventDefinition" => Some(Throw::Compensate(
                definition
                    .attribute("activityRef")
                    .map(|id| local(id).into()),
                !matches!(
                    definition.attribute("waitForCompletion"),
                    Some("false" | "0")
                ),
            )),
            "cancelEventDefinition" if xml.name == "endEvent" => Some(Throw::Cancel),
            "terminateEventDefinition" if xml.name == "endEvent" => Some(Throw::Terminate),
            other => {
                self.error(
                    xml,
                    "unsupported-element",
                    format!("a `{other}` cannot be thrown here"),
                );
                None
            }
        }
    }

    fn reference(&mut self, xml: &Xml, definition: &Xml, name: &str) -> Option<Arc<str>> {
        let Some(id) = definition.attribute(name) else {
            self.error(
                xml,
                "no-reference",
                format!("the event names no {}", name.trim_end_matches("Ref")),
            );
            return None;
        };
        Some(self.root(id))
    }

    fn timer(&mut self, xml: &'d Xml, definition: &'d Xml) -> Option<TimerRule> {
        let parts = ["timeDate", "timeDuration", "timeCycle"];
        let Some((name, text)) = parts.iter().find_map(|name| {
            Some((
                *name,
                self.tree.text_of(definition, name)?.trim().to_owned(),
            ))
        }) else {
            self.error(xml, "no-timer", "the timer has no date, duration or cycle");
            return None;
        };
        let written = match name {
            "timeDate" => DateTime::parse(&text).is_some(),
            "timeDuration" => duration(&text).is_some(),
            _ => cycle(&text).is_some(),
        };
        let when = if written {
            When::Text(text.into())
        } else {
            When::Feel(self.expression(xml, &text)?)
        };
        // What has parts of ISO 8601 is meant as such, though FEEL would read names in it.
        if let When::Feel(expression) = &when
            && expression
                .inputs()
                .iter()
                .any(|path| iso_part(&path.join(".")))
        {
            self.error(
                xml,
                "bad-timer",
                format!(
                    "`{}` is neither ISO 8601 nor a FEEL expression",
                    expression.source()
                ),
            );
        }
        Some(match name {
            "timeDate" => TimerRule::Date(when),
            "timeDuration" => TimerRule::Duration(when),
            _ => TimerRule::Cycle(when),
        })
    }
}

/// A duration in ISO 8601, as months and nanoseconds.
pub(crate) fn duration(text: &str) -> Option<(i64, i128)> {
    if let Some(days) = DaysTime::parse(text) {
        return Some((0, days.nanos()));
    }
    if let Some(months) = YearsMonths::parse(text) {
        return Some((months.0, 0));
    }
    // Both kinds in one (P1M2DT3H): FEEL has no such value, BPMN's timers do.
    let rest = text.strip_prefix('P')?;
    let end = rest.find('T').unwrap_or(rest.len());
    let split = rest[..end].rfind(['Y', 'M'])? + 1;
    let months = YearsMonths::parse(&format!("P{}", &rest[..split]))?;
    let days = DaysTime::parse(&format!("P{}", &rest[split..]))?;
    Some((months.0, days.nanos()))
}

/// `R3`, `PT1H`, `P1X`: no word anybody would call a variable.
fn iso_part(name: &str) -> bool {
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let units = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_digit() || b"YMWDTHSX".contains(&b))
    };
    let counted = name.bytes().any(|b| b.is_ascii_digit());
    match name.split_at_checked(1) {
        Some(("R", rest)) => number(rest),
        Some(("P", rest)) => counted && units(rest),
        _ => false,
    }
}

/// A repeating interval of ISO 8601.
pub(crate) struct Cycle {
    /// How often; for ever without.
    pub(crate) times: Option<u32>,
    /// The first time; without, one interval after it begins to wait.
    pub(crate) start: Option<DateTime>,
    /// Months and nanoseconds, more than none.
    pub(crate) every: (i64, i128),
}

/// `R[n]/[start/]duration`.
pub(crate) fn cycle(text: &str) -> Option<Cycle> {
    let (times, rest) = text.strip_prefix('R')?.split_once('/')?;
    let times = if times.is_empty() {
        None
    } else {
        Some(times.parse().ok()?)
    };
    let (start, every) = match rest.split_once('/') {
        Some((start, every)) => (Some(DateTime::parse(start)?), every),
        None => (None, rest),
    };
    let every = duration(every)?;
    // An interval of no length would never let the clock go on.
    let forward = every.0 >= 0 && every.1 >= 0 && every != (0, 0);
    forward.then_some(Cycle {
        times,
        start,
        every,
    })
}
