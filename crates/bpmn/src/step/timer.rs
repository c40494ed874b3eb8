//! Timers: when they are due, what they do then.

use dmn::feel::{DateTime, Value};
use jiff::Timestamp;

use crate::compile::{cycle, duration};
use crate::program::{Kind, TimerRule, Trigger, When};
use crate::{Event, Refusal};

use super::Run;

/// The next time, and how often after that (nothing: once).
type Due = (Timestamp, Option<u32>);

impl Run<'_> {
    pub(super) fn start_timer(&mut self, token: u64, event: usize, rule: &TimerRule) {
        let scope = self.state.tokens[&token].scope;
        match self.due(rule, scope, self.environment.now) {
            Ok((due, left)) => {
                let i = self.key();
                self.emit(Event::Timer {
                    i,
                    t: token,
                    e: self.parts.nodes[event].id.clone(),
                    d: due,
                    n: left,
                });
            }
            Err(message) => {
                self.incident(token, format!("{}: {message}", self.parts.nodes[event].id))
            }
        }
    }

    fn due(&self, rule: &TimerRule, scope: u64, from: Timestamp) -> Result<Due, String> {
        let text = |when: &When| match when {
            When::Text(text) => Ok(Value::String(text.clone())),
            When::Feel(expression) => self.evaluate(expression, scope),
        };
        match rule {
            TimerRule::Date(when) => Ok((self.date(&text(when)?)?, None)),
            TimerRule::Duration(when) => Ok((self.later(from, &text(when)?)?, None)),
            TimerRule::Cycle(when) => {
                let value = text(when)?;
                let (times, every) = value
                    .as_str()
                    .and_then(cycle)
                    .ok_or_else(|| format!("`{value}` is no repeating interval (R3/PT1H)"))?;
                // A cycle without a number repeats for ever.
                Ok((
                    self.plus(from, every)?,
                    Some(times.map_or(u32::MAX, |n| n.saturating_sub(1))),
                ))
            }
        }
    }

    fn date(&self, value: &Value) -> Result<Timestamp, String> {
        let parsed = match value {
            Value::DateTime(moment) => Some((**moment).clone()),
            Value::Date(date) => DateTime::parse(&date.to_string()),
            Value::String(text) => DateTime::parse(text),
            _ => None,
        };
        let moment = parsed.ok_or_else(|| format!("`{value}` is no date and time"))?;
        let nanos = match moment.offset() {
            Some(_) => moment.universal(),
            // A local time holds in the caller's zone.
            None => {
                let local = self
                    .environment
                    .zone
                    .to_offset(self.environment.now)
                    .seconds();
                moment.universal() - i128::from(local) * 1_000_000_000
            }
        };
        Timestamp::from_nanosecond(nanos).map_err(|_| format!("`{value}` is out of range"))
    }

    fn later(&self, from: Timestamp, value: &Value) -> Result<Timestamp, String> {
        let apart = match value {
            Value::DaysTime(d) => Some((0, d.nanos())),
            Value::YearsMonths(m) => Some((m.0, 0)),
            Value::String(text) => duration(text),
            _ => None,
        };
        self.plus(
            from,
            apart.ok_or_else(|| format!("`{value}` is no duration"))?,
        )
    }

    fn plus(&self, from: Timestamp, (months, nanos): (i64, i128)) -> Result<Timestamp, String> {
        let out_of_range = |_| "the timer would be due beyond the year 9999".to_owned();
        let mut at = from;
        if months != 0 {
            let span = jiff::Span::new().try_months(months).map_err(out_of_range)?;
            at = at
                .to_zoned_datetime(self.environment.zone.clone())
                .checked_add(span)
                .map_err(out_of_range)?
                .timestamp();
        }
        Timestamp::from_nanosecond(at.as_nanosecond() + nanos).map_err(out_of_range)
    }

    pub(super) fn fire(&mut self, timer: u64) -> Result<(), Refusal> {
        let found = self
            .state
            .timers
            .get(&timer)
            .cloned()
            .ok_or(Refusal::NoTimer(timer))?;
        let event = self.node_of(&found.element);
        self.emit(Event::TimerGone { i: timer });
        let again = match (&self.parts.nodes[event].kind, found.left) {
            (
                Kind::Boundary {
                    interrupting: false,
                    trigger: Trigger::Timer(rule),
                    ..
                },
                Some(left),
            ) if left > 0 => Some((rule.clone(), left)),
            _ => None,
        };
        self.triggered(found.token, event)?;
        if let Some((rule, left)) = again
            && let Some(token) = self.state.tokens.get(&found.token)
            && let Ok((due, _)) = self.due(&rule, token.scope, found.due)
        {
            let n = if left == u32::MAX { left } else { left - 1 };
            let i = self.key();
            self.emit(Event::Timer {
                i,
                t: found.token,
                e: found.element,
                d: due,
                n: Some(n),
            });
        }
        Ok(())
    }
}
