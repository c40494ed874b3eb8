//! Finds the rules that may match by one column, so that a table of many rules is not walked.
//!
//! The constants of a column cut its values into segments; each segment knows the rules whose condition holds there. Conditions
//! that must be evaluated count as holding everywhere. The column that leaves the fewest rules is taken, and these are then
//! tested as usual.

use std::cmp::Ordering;

use crate::feel::Value;
use crate::feel::eval::compare;

use super::Table;
use super::cell::{Cell, Part, cell, ordered};

/// Below so many rules walking is quicker.
const RULES: usize = 24;
/// Most entries an index may have for each rule: with many wide conditions it would be as large as their square.
const ENTRIES: usize = 32;

#[derive(Debug)]
pub(super) struct Index {
    columns: Vec<Option<Column>>,
}

/// One column.
#[derive(Debug)]
struct Column {
    /// Rules that any value may match.
    wild: Vec<u32>,
    /// The constants by their kind.
    kinds: Vec<Segments>,
}

/// The segments between constants of one kind.
#[derive(Debug, Default)]
struct Segments {
    /// In order; segment `2i + 1` is the point `i` itself, segment `2i` what lies before it.
    points: Vec<Value>,
    rules: Vec<Vec<u32>>,
}

impl Index {
    pub(super) fn of(table: &Table) -> Option<Index> {
        if table.rules.len() < RULES || u32::try_from(table.rules.len()).is_err() {
            return None;
        }
        let columns: Vec<_> = (0..table.inputs.len())
            .map(|at| Column::of(table, at))
            .collect();
        columns
            .iter()
            .any(Option::is_some)
            .then_some(Index { columns })
    }

    /// The rules that may match, in order; nothing when all may.
    pub(super) fn candidates(&self, inputs: &[Value]) -> Option<Vec<usize>> {
        let found = self
            .columns
            .iter()
            .zip(inputs)
            .filter_map(|(column, value)| {
                let column = column.as_ref()?;
                Some((column.rules(value)?, column.wild.as_slice()))
            });
        let (some, wild) = found.min_by_key(|(some, wild)| some.len() + wild.len())?;
        Some(merged(some, wild))
    }
}

fn merged(a: &[u32], b: &[u32]) -> Vec<usize> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        let first = if x < y { a.next() } else { b.next() };
        all.extend(first.map(|at| *at as usize));
    }
    all.extend(a.chain(b).map(|at| *at as usize));
    all
}

impl Column {
    fn of(table: &Table, at: usize) -> Option<Column> {
        let cells: Vec<Cell> = table
            .rules
            .iter()
            .map(|rule| {
                rule.conditions
                    .get(at)
                    .map_or(Cell::Any, |(_, tests)| cell(tests))
            })
            .collect();
        let mut column = Column {
            wild: Vec::new(),
            kinds: Vec::new(),
        };
        let plain =
            |cell: &Cell| matches!(cell, Cell::Parts(parts) if parts.iter().all(Part::is_ordered));
        let mut points: Vec<Value> = cells
            .iter()
            .filter(|c| plain(c))
            .flat_map(Cell::ends)
            .collect();
        points.sort_by(|a, b| kind(a).cmp(kind(b)).then_with(|| order(a, b)));
        points.dedup_by(|a, b| kind(a) == kind(b) && order(a, b).is_eq());
        for point in points {
            if column
                .kinds
                .last()
                .is_none_or(|k| kind(&k.points[0]) != kind(&point))
            {
                column.kinds.push(Segments::default());
            }
            let segments = column.kinds.last_mut().expect("one was just put");
            segments.points.push(point);
        }
        column
            .kinds
            .iter_mut()
            .for_each(|k| k.rules = vec![Vec::new(); 2 * k.points.len() + 1]);
        let mut left = ENTRIES * cells.len();
        for (rule, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Parts(parts) if plain(cell) => parts
                    .iter()
                    .try_for_each(|part| column.put(rule as u32, part, &mut left))?,
                _ => column.wild.push(rule as u32),
            }
        }
        (!column.kinds.is_empty()).then_some(column)
    }

    /// Puts a rule into the segments of a condition; nothing when there are too many.
    fn put(&mut self, rule: u32, part: &Part, left: &mut usize) -> Option<()> {
        let (low, high) = part.bounds();
        let end = low.or(high)?;
        let segments = self
            .kinds
            .iter_mut()
            .find(|k| kind(&k.points[0]) == kind(end.0))?;
        let place = |value: &Value| segments.points.binary_search_by(|p| order(p, value)).ok();
        let first = match low {
            None => 0,
            Some((value, closed)) => 2 * place(value)? + if closed { 1 } else { 2 },
        };
        let last = match high {
            None => 2 * segments.points.len(),
            Some((value, closed)) => 2 * place(value)? + usize::from(closed),
        };
        for segment in segments.rules.get_mut(first..=last).unwrap_or_default() {
            if segment.last() != Some(&rule) {
                *left = left.checked_sub(1)?;
                segment.push(rule);
            }
        }
        Some(())
    }

    /// The rules beside the wild ones that a value may match; nothing when that is not known.
    fn rules(&self, value: &Value) -> Option<&[u32]> {
        match value {
            Value::Null | Value::Boolean(_) | Value::Time(_) | Value::DateTime(_) => {
                return Some(&[]);
            }
            value if !ordered(value) => return None,
            _ => {}
        }
        let Some(segments) = self
            .kinds
            .iter()
            .find(|k| kind(&k.points[0]) == kind(value))
        else {
            return Some(&[]);
        };
        let at = match segments.points.binary_search_by(|p| order(p, value)) {
            Ok(at) => 2 * at + 1,
            Err(at) => 2 * at,
        };
        Some(&segments.rules[at])
    }
}

/// An end of a part, and whether it belongs.
type End<'v> = (&'v Value, bool);

impl Part {
    fn is_ordered(&self) -> bool {
        match self {
            Part::Point(value) => ordered(value),
            Part::Between(range) => {
                let ends: Vec<&Value> = [&range.low, &range.high].into_iter().flatten().collect();
                ends.iter().all(|end| ordered(end))
                    && ends.windows(2).all(|w| kind(w[0]) == kind(w[1]))
            }
        }
    }

    /// Its lower and its upper end, and whether each belongs.
    pub(crate) fn bounds(&self) -> (Option<End<'_>>, Option<End<'_>>) {
        match self {
            Part::Point(value) => (Some((value, true)), Some((value, true))),
            Part::Between(range) => (
                range.low.as_ref().map(|v| (v, range.low_closed)),
                range.high.as_ref().map(|v| (v, range.high_closed)),
            ),
        }
    }
}

impl Cell {
    /// The constants in it.
    pub(crate) fn ends(&self) -> Vec<Value> {
        let (Cell::Parts(parts) | Cell::Not(parts)) = self else {
            return Vec::new();
        };
        let ends = parts.iter().flat_map(|part| {
            let (low, high) = part.bounds();
            [low, high]
                .into_iter()
                .flatten()
                .map(|(value, _)| value.clone())
        });
        ends.collect()
    }
}

fn kind(value: &Value) -> &'static str {
    value.type_name()
}

fn order(a: &Value, b: &Value) -> Ordering {
    compare(a, b).unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_merged_in_order() {
        assert_eq!(merged(&[1, 4, 9], &[0, 5]), [0, 1, 4, 5, 9]);
        assert_eq!(merged(&[], &[2]), [2]);
    }
}
