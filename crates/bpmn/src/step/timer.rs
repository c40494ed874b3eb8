//! Timers: when they are due, what they do then.

use dmn::feel::{DateTime, Value};
use jiff::Timestamp;

use super::Run;
use super::catch::repeats;
use crate::compile::{Cycle, cycle, duration};
use crate::program::{Kind, TimerRule, When};
use crate::{Event, Refusal};

/// The next time, and how often after that (nothing: once).
type Due = (Timestamp, Option<u32>);

impl Run<'_> {
    pub(super) fn start_timer(&mut self, owner: u64, event: usize, k: u32, rule: &TimerRule) {
        let Some(scope) = self.state.scope_of(owner) else {
            return;
        };
        match self.due(rule, scope, self.environment.now) {
            Ok((due, left)) => {
                let i = self.key();
                self.emit(Event::Timer {
                    i,
                    t: owner,
                    e: self.parts.nodes[event].id.clone(),
                    d: due,
                    n: left,
                    k,
                });
            }
            Err(message) => self.incident(
                owner,
                format!("{}: {message}", self.parts.nodes[event].id),
                false,
            ),
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
                let cycle = value
                    .as_str()
                    .and_then(cycle)
                    .ok_or_else(|| format!("`{value}` is no repeating interval (R3/PT1H)"))?;
                let first = match &cycle.start {
                    Some(start) => self.first_after(start, &cycle, from)?,
                    None => self.plus(from, cycle.every)?,
                };
                // A cycle without a number repeats for ever.
                Ok((
                    first,
                    Some(cycle.times.map_or(u32::MAX, |n| n.saturating_sub(1))),
                ))
            }
        }
    }

    /// The first time of a cycle with a start that is after `from`.
    fn first_after(
        &self,
        start: &DateTime,
        cycle: &Cycle,
        from: Timestamp,
    ) -> Result<Timestamp, String> {
        let mut at = self.moment(start)?;
        if at <= from && cycle.every.0 == 0 {
            let missed = (from.as_nanosecond() - at.as_nanosecond()) / cycle.every.1;
            at = self.plus(at, (0, missed * cycle.every.1))?;
        }
        // At most one round for each month that a timestamp can hold.
        while at <= from {
            at = self.plus(at, cycle.every)?;
        }
        Ok(at)
    }

    fn date(&self, value: &Value) -> Result<Timestamp, String> {
        let parsed = match value {
            Value::DateTime(moment) => Some((**moment).clone()),
            Value::Date(date) => DateTime::parse(&date.to_string()),
            Value::String(text) => DateTime::parse(text),
            _ => None,
        };
        self.moment(&parsed.ok_or_else(|| format!("`{value}` is no date and time"))?)
    }

    fn moment(&self, moment: &DateTime) -> Result<Timestamp, String> {
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
        Timestamp::from_nanosecond(nanos)
            .map_err(|_| "the timer would be due beyond the year 9999".to_owned())
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
        let parts = self.parts;
        let found = self
            .state
            .timers
            .get(timer)
            .cloned()
            .ok_or(Refusal::NoTimer(timer))?;
        let event = self.node_of(&found.element);
        let kind = &parts.nodes[event].kind;
        self.emit(Event::TimerGone { i: timer });
        let again = found.left.filter(|left| *left > 0).zip(
            kind.catching()
                .filter(|on| !on.all)
                .and_then(|on| on.timer(found.nth)),
        );
        let at_itself = self
            .state
            .tokens
            .get(found.owner)
            .is_some_and(|t| t.element == found.element);
        if again.is_some() && at_itself && matches!(kind, Kind::Catch(_)) {
            // A cycle in the flow sends a token on each time, and waits on until the last.
            self.send_on(found.owner, event);
        } else {
            self.occurred(found.owner, event, None);
        }
        let goes_on = repeats(kind) || (at_itself && matches!(kind, Kind::Catch(_)));
        if let Some((left, rule)) = again.filter(|_| goes_on)
            && let Some(scope) = self.state.scope_of(found.owner)
        {
            match self.due(rule, scope, found.due) {
                Ok((due, _)) => {
                    let (i, n) = (self.key(), if left == u32::MAX { left } else { left - 1 });
                    self.emit(Event::Timer {
                        i,
                        t: found.owner,
                        e: found.element,
                        d: due,
                        n: Some(n),
                        k: found.nth,
                    });
                }
                Err(message) => {
                    self.incident(found.owner, format!("{}: {message}", found.element), false);
                }
            }
        }
        Ok(())
    }

    /// A second token goes on from an event while the first waits there.
    fn send_on(&mut self, token: u64, at: usize) {
        let scope = self.whereabouts(token).0;
        let second = self.token_at(scope, at, None, false);
        self.complete(second, at);
    }
}
