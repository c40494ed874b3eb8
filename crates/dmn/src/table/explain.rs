//! Why a table answered as it did. The explanation has a budget of its own: it changes nothing of the answer.

use crate::feel::Value;
use crate::feel::eval::Machine;
use crate::feel::scope::Scope;
use crate::trace::{OtherRule, RuleTrace, TableTrace, told};

use super::{Row, Table};

/// Most rules told that did not match.
const OTHERS: usize = 100;
/// Work for the explanation of one table.
const FUEL: u64 = 200_000;

impl Machine<'_> {
    pub(super) fn explain(
        &mut self,
        table: &Table,
        inputs: &[Value],
        hits: &[usize],
        rows: &[Row],
        scope: &Scope,
    ) {
        let rules = hits.iter().zip(rows).map(|(at, row)| {
            let rule = &table.rules[*at];
            RuleTrace {
                row: at + 1,
                id: rule.id.clone(),
                conditions: rule
                    .conditions
                    .iter()
                    .map(|(source, _)| source.clone())
                    .collect(),
                annotations: rule.annotations.clone(),
                outputs: row.iter().map(told).collect(),
            }
        });
        let rules = rules.collect();
        let others = self.aside(FUEL, |m| m.others(table, inputs, hits, scope));
        let columns = table.inputs.iter();
        let trace = TableTrace {
            hit_policy: table.policy.letters().into(),
            inputs: columns
                .clone()
                .zip(inputs)
                .map(|(c, v)| (c.source.clone(), told(v)))
                .collect(),
            labels: columns
                .map(|c| c.label.clone().unwrap_or_else(|| c.source.clone()))
                .collect(),
            annotations: table.annotations.clone(),
            outputs: table
                .outputs
                .iter()
                .map(|o| o.name.as_deref().unwrap_or_default().to_owned())
                .collect(),
            rules,
            others,
            more: (table.rules.len() - hits.len()).saturating_sub(OTHERS),
        };
        self.tracer.table(trace);
    }

    fn others(
        &mut self,
        table: &Table,
        inputs: &[Value],
        hits: &[usize],
        scope: &Scope,
    ) -> Vec<OtherRule> {
        let mut others = Vec::new();
        for (at, rule) in table.rules.iter().enumerate() {
            if others.len() >= OTHERS {
                break;
            }
            if hits.binary_search(&at).is_ok() {
                continue;
            }
            let Ok(failing) = self.first_failing(rule, inputs, scope) else {
                break;
            };
            // A rule after the first hit of a table that stops there may match as well.
            let condition = failing
                .map(|input| rule.conditions[input].0.clone())
                .unwrap_or_default();
            others.push(OtherRule {
                row: at + 1,
                input: failing,
                condition,
            });
        }
        others
    }
}
