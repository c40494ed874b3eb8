//! What a table answers, by its hit policy (DMN 1.5, 8.2.8).

use crate::feel::ast::Operator;
use crate::feel::eval::{Evaluated, Machine, arithmetic, compare, equal};
use crate::feel::scope::Scope;
use crate::feel::{Context, Value};

use super::{Aggregator, Policy, Row, Table};

impl Machine<'_> {
    pub(super) fn default_of(&mut self, table: &Table, scope: &Scope) -> Evaluated {
        if table.outputs.iter().all(|o| o.default.is_none()) {
            return Ok(match table.policy {
                Policy::Collect(Some(Aggregator::Count)) => Value::from(0),
                _ => Value::Null,
            });
        }
        let mut row = Vec::new();
        for column in &table.outputs {
            row.push(match &column.default {
                Some(expr) => self.eval(expr, scope)?,
                None => Value::Null,
            });
        }
        self.whole(table, row)
    }

    /// A row as one value: itself, or a context of the columns' names.
    fn whole(&mut self, table: &Table, mut row: Row) -> Evaluated {
        if table.outputs.len() == 1 {
            return Ok(row.pop().unwrap_or_default());
        }
        let context: Context = table
            .outputs
            .iter()
            .zip(row)
            .map(|(column, value)| (column.name.clone().unwrap_or_else(|| "".into()), value))
            .collect();
        self.made_context(context)
    }

    pub(super) fn hit(&mut self, table: &Table, mut rows: Vec<Row>, scope: &Scope) -> Evaluated {
        match table.policy {
            Policy::Unique if rows.len() > 1 => Ok(Value::Null),
            Policy::Unique | Policy::First => self.whole(table, rows.swap_remove(0)),
            Policy::Any => {
                let same = rows.iter().all(|row| {
                    row.iter()
                        .zip(&rows[0])
                        .all(|(a, b)| equal(a, b) == Some(true))
                });
                if same {
                    self.whole(table, rows.swap_remove(0))
                } else {
                    Ok(Value::Null)
                }
            }
            Policy::Priority => {
                let mut sorted = self.by_priority(table, rows, scope)?;
                self.whole(table, sorted.swap_remove(0))
            }
            Policy::OutputOrder => {
                let sorted = self.by_priority(table, rows, scope)?;
                self.wholes(table, sorted)
            }
            Policy::RuleOrder | Policy::Collect(None) => self.wholes(table, rows),
            Policy::Collect(Some(aggregator)) => self.aggregate(table, aggregator, rows),
        }
    }

    fn wholes(&mut self, table: &Table, rows: Vec<Row>) -> Evaluated {
        let all = rows
            .into_iter()
            .map(|row| self.whole(table, row))
            .collect::<Evaluated<Vec<_>>>()?;
        self.list(all)
    }

    fn by_priority(&mut self, table: &Table, rows: Vec<Row>, scope: &Scope) -> Evaluated<Vec<Row>> {
        let mut ranked = Vec::new();
        for row in rows {
            let mut ranks = Vec::new();
            for (column, value) in table.outputs.iter().zip(&row) {
                let mut rank = column.values.len();
                for (at, test) in column.values.iter().enumerate() {
                    if self
                        .passes_any(value, std::slice::from_ref(test), scope)?
                        .as_bool()
                        == Some(true)
                    {
                        rank = at;
                        break;
                    }
                }
                ranks.push(rank);
            }
            ranked.push((ranks, row));
        }
        ranked.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(ranked.into_iter().map(|(_, row)| row).collect())
    }

    fn aggregate(&mut self, table: &Table, aggregator: Aggregator, rows: Vec<Row>) -> Evaluated {
        if aggregator == Aggregator::Count {
            return Ok(Value::integer(rows.len()));
        }
        if table.outputs.len() != 1 {
            return Ok(Value::Null);
        }
        let mut values = rows.into_iter().filter_map(|mut row| row.pop());
        let first = values.next().unwrap_or_default();
        Ok(values.fold(first, |best, next| match aggregator {
            Aggregator::Sum => arithmetic(Operator::Add, &best, &next),
            Aggregator::Min => better(best, next, std::cmp::Ordering::Less),
            _ => better(best, next, std::cmp::Ordering::Greater),
        }))
    }
}

fn better(best: Value, next: Value, wanted: std::cmp::Ordering) -> Value {
    match compare(&next, &best) {
        Some(order) if order == wanted => next,
        Some(_) => best,
        None => Value::Null,
    }
}
