//! Which rules match.

use crate::feel::Value;
use crate::feel::eval::{Evaluated, Machine};
use crate::feel::scope::Scope;

use super::{Policy, Row, Rule, Table};

impl Machine<'_> {
    pub(crate) fn table(&mut self, table: &Table, scope: &Scope) -> Evaluated {
        let Some(inputs) = self.table_inputs(table, scope)? else {
            return Ok(Value::Null);
        };
        let hits = self.hits(table, &inputs, scope)?;
        let rows = hits
            .iter()
            .map(|at| self.row(table, &table.rules[*at], scope))
            .collect::<Evaluated<Vec<Row>>>()?;
        if self.tracer.is_on() {
            self.explain(table, &inputs, &hits, &rows, scope);
        }
        if rows.is_empty() {
            return self.default_of(table, scope);
        }
        self.hit(table, rows, scope)
    }

    /// The values of the input columns; nothing when one of them is not allowed.
    fn table_inputs(&mut self, table: &Table, scope: &Scope) -> Evaluated<Option<Vec<Value>>> {
        let mut inputs = Vec::with_capacity(table.inputs.len());
        for column in &table.inputs {
            let value = self.eval(&column.expr, scope)?;
            let value = self.coerce(&column.of, value);
            if let Some(allowed) = &column.allowed
                && self.passes_any(&value, allowed, scope)?.as_bool() != Some(true)
            {
                return Ok(None);
            }
            inputs.push(value);
        }
        Ok(Some(inputs))
    }

    /// The places of the matching rules, in the order of the table.
    fn hits(&mut self, table: &Table, inputs: &[Value], scope: &Scope) -> Evaluated<Vec<usize>> {
        let mut hits = Vec::new();
        let candidates = table
            .index
            .as_ref()
            .and_then(|index| index.candidates(inputs));
        let all = 0..table.rules.len();
        let mut each = |m: &mut Self, at: usize| -> Evaluated<bool> {
            m.work(1)?;
            if m.first_failing(&table.rules[at], inputs, scope)?.is_none() {
                hits.push(at);
                return Ok(table.policy == Policy::First);
            }
            Ok(false)
        };
        match candidates {
            Some(some) => {
                for at in some {
                    if each(self, at)? {
                        break;
                    }
                }
            }
            None => {
                for at in all {
                    if each(self, at)? {
                        break;
                    }
                }
            }
        }
        Ok(hits)
    }

    /// The first column whose condition does not hold.
    pub(super) fn first_failing(
        &mut self,
        rule: &Rule,
        inputs: &[Value],
        scope: &Scope,
    ) -> Evaluated<Option<usize>> {
        for (at, ((_, tests), input)) in rule.conditions.iter().zip(inputs).enumerate() {
            if self.passes_any(input, tests, scope)?.as_bool() != Some(true) {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    fn row(&mut self, table: &Table, rule: &Rule, scope: &Scope) -> Evaluated<Row> {
        let mut row = Vec::with_capacity(rule.outputs.len());
        for (column, expr) in table.outputs.iter().zip(&rule.outputs) {
            let value = self.eval(expr, scope)?;
            row.push(self.coerce(&column.of, value));
        }
        Ok(row)
    }
}
