//! A column of a table cut into atoms: values that no condition of the column tells apart.

use std::cmp::Ordering;
use std::sync::Arc;

use super::Domains;
use crate::feel::ast::{Expr, Kind, Suffix};
use crate::feel::eval::compare;
use crate::feel::types::{Plain, Type};
use crate::feel::{Date, Number, Value};
use crate::table::cell::{Cell, Part, cell, ordered};
use crate::table::{InputColumn, Table};

/// Values that all conditions treat alike.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    /// One value.
    Point(Value),
    /// What lies between two values, or beyond one.
    Between(Option<Value>, Option<Value>),
    /// Everything that is not named.
    Other,
    /// Everything: the column is not analysed.
    All,
}

/// What a rule asks of a column, as atoms.
#[derive(Clone, Debug)]
pub(super) enum Covers {
    Every,
    /// Those atoms, in order.
    Some(Vec<u32>),
    /// It must be evaluated.
    Unknown,
}

#[derive(Debug)]
pub(super) struct Axis {
    pub(super) name: String,
    pub(super) atoms: Vec<Atom>,
    /// One for each rule.
    pub(super) rules: Vec<Covers>,
}

impl Axis {
    pub(super) fn of(table: &Table, at: usize, domains: Domains<'_>) -> Axis {
        let column = &table.inputs[at];
        let cells: Vec<Cell> = table
            .rules
            .iter()
            .map(|r| {
                r.conditions
                    .get(at)
                    .map_or(Cell::Any, |(_, tests)| cell(tests))
            })
            .collect();
        let domain = domain(column).or_else(|| given(column, domains));
        let mut points: Vec<Value> = cells.iter().chain(&domain).flat_map(Cell::ends).collect();
        let atoms = if points.iter().all(ordered)
            && points.windows(2).all(|w| compare(&w[0], &w[1]).is_some())
        {
            points.sort_by(order);
            points.dedup_by(|a, b| order(a, b).is_eq());
            line(&points, column, domain.as_ref())
        } else {
            discrete(points, column)
        };
        let atoms = match atoms {
            Some(atoms) => within(atoms, domain.as_ref()),
            None => vec![Atom::All],
        };
        let rules = cells.iter().map(|cell| covers(cell, &atoms)).collect();
        let name = column
            .label
            .clone()
            .unwrap_or_else(|| column.source.clone());
        Axis { name, atoms, rules }
    }

    /// A set of atoms in words: `in (5..6)`, `= "a"`, `> 10`; nothing when it is everything.
    pub(super) fn shown(&self, atoms: &[u32]) -> Option<String> {
        const SHOWN: usize = 4;
        if atoms.len() == self.atoms.len() {
            return None;
        }
        let mut parts = Vec::new();
        let mut left = atoms;
        while let Some((first, _)) = left.split_first() {
            let run = left
                .iter()
                .enumerate()
                .take_while(|(at, atom)| **atom == first + *at as u32)
                .count();
            // Points of a line that follow one another are an interval; texts stay apart.
            let joined = if self.is_line() { run } else { 1 };
            parts.push(interval(
                &self.atoms[*first as usize],
                &self.atoms[left[joined - 1] as usize],
            ));
            left = &left[joined..];
        }
        let more = parts.len() > SHOWN;
        parts.truncate(SHOWN);
        Some(format!(
            "{} {}{}",
            self.name,
            parts.join(" or "),
            if more { " or …" } else { "" }
        ))
    }

    fn is_line(&self) -> bool {
        self.atoms
            .iter()
            .any(|atom| matches!(atom, Atom::Between(..)))
    }

    /// A value of the atom, for an example.
    pub(super) fn example(&self, atom: u32) -> Option<String> {
        let value = match &self.atoms[atom as usize] {
            Atom::Point(value) => value.clone(),
            Atom::Between(low, high) => inside(low.as_ref(), high.as_ref())?,
            Atom::Other => return Some(format!("{} = anything else", self.name)),
            Atom::All => return None,
        };
        Some(format!("{} = {}", self.name, literal(&value)))
    }
}

fn order(a: &Value, b: &Value) -> Ordering {
    compare(a, b).unwrap_or(Ordering::Equal)
}

/// What the column says may stand in it.
fn domain(column: &InputColumn) -> Option<Cell> {
    let tests = match (&column.allowed, &column.of) {
        (Some(tests), _) => tests.as_slice(),
        (None, Type::Allowed(_, tests)) => tests.as_slice(),
        _ => return None,
    };
    match cell(tests) {
        parts @ Cell::Parts(_) => Some(parts),
        _ => None,
    }
}

/// What somebody knows of the column's input, where that is a path.
fn given(column: &InputColumn, domains: Domains<'_>) -> Option<Cell> {
    let path = path(&column.expr)?;
    let names: Vec<&str> = path.iter().map(|n| &**n).collect();
    let values = domains(&names)?;
    Some(Cell::Parts(values.into_iter().map(Part::Point).collect()))
}

fn path(expr: &Expr) -> Option<Vec<Arc<str>>> {
    match &expr.bare().kind {
        Kind::Name(name) => Some(vec![name.clone()]),
        Kind::Postfix(base, suffixes) => {
            let mut path = path(base)?;
            for suffix in suffixes {
                let Suffix::Member(name) = suffix else {
                    return None;
                };
                path.push(name.clone());
            }
            Some(path)
        }
        _ => None,
    }
}

/// The expression counts something: its values are 0, 1, 2 and so on.
fn counts(expr: &Expr) -> bool {
    match &expr.bare().kind {
        Kind::Constant(Value::Number(n)) => n.is_whole() && !n.is_negative(),
        Kind::If(_, then, otherwise) => counts(then) && counts(otherwise),
        Kind::Typed(inner, _) => counts(inner),
        Kind::Postfix(base, suffixes) => {
            let counting = matches!(&base.bare().kind, Kind::Name(name) if matches!(&**name, "count" | "string length"));
            counting
                && matches!(
                    suffixes.as_slice(),
                    [Suffix::Call(_) | Suffix::CallNamed(_)]
                )
        }
        _ => false,
    }
}

/// No number that counts lies between the two.
fn nothing_between(low: Option<&Value>, high: Option<&Value>) -> bool {
    let number = |v: Option<&Value>| match v {
        Some(Value::Number(n)) => Some(*n),
        _ => None,
    };
    let Some(high) = number(high) else {
        return false;
    };
    let next = match number(low) {
        Some(low) => low.floor(0).and_then(|n| n.add(1.into())),
        None => Some(Number::ZERO),
    };
    next.is_some_and(|next| next.max(Number::ZERO) >= high)
}

fn plain(of: &Type) -> Option<Plain> {
    match of {
        Type::Plain(plain) => Some(*plain),
        Type::Allowed(inner, _) => plain(inner),
        _ => None,
    }
}

/// Atoms of values that have an order.
fn line(points: &[Value], column: &InputColumn, domain: Option<&Cell>) -> Option<Vec<Atom>> {
    match (points.first(), plain(&column.of)) {
        (None, Some(Plain::Boolean)) => return discrete(Vec::new(), column),
        (None, _) => return None,
        (Some(Value::String(_)), _) => return discrete(points.to_vec(), column),
        _ => {}
    }
    let mut atoms = Vec::with_capacity(2 * points.len() + 1);
    let mut before = None;
    for point in points {
        atoms.push(Atom::Between(before, Some(point.clone())));
        atoms.push(Atom::Point(point.clone()));
        before = Some(point.clone());
    }
    atoms.push(Atom::Between(before, None));
    if domain.is_none() && counts(&column.expr) {
        atoms.retain(|atom| match atom {
            Atom::Between(low, high) => !nothing_between(low.as_ref(), high.as_ref()),
            _ => true,
        });
    }
    Some(atoms)
}

/// Atoms of single values.
fn discrete(points: Vec<Value>, column: &InputColumn) -> Option<Vec<Atom>> {
    let boolean = plain(&column.of) == Some(Plain::Boolean)
        || points.iter().any(|p| matches!(p, Value::Boolean(_)));
    let all = if boolean {
        vec![Value::from(true), Value::from(false)]
    } else {
        points
    };
    let mut atoms: Vec<Atom> = Vec::new();
    for value in all {
        if value.is_null() || (boolean && !matches!(value, Value::Boolean(_))) {
            // Nothing was given: no gap of its own, and conditions on it are not compared.
            continue;
        }
        if !(boolean || matches!(value, Value::String(_))) {
            return None;
        }
        let atom = Atom::Point(value);
        if !atoms.contains(&atom) {
            atoms.push(atom);
        }
    }
    if !boolean {
        atoms.push(Atom::Other);
    }
    Some(atoms)
}

/// Only the atoms that the domain allows.
fn within(atoms: Vec<Atom>, domain: Option<&Cell>) -> Vec<Atom> {
    let Some(Cell::Parts(parts)) = domain else {
        return atoms;
    };
    let allowed: Vec<Atom> = atoms
        .iter()
        .filter(|atom| parts.iter().any(|p| holds(p, atom)))
        .cloned()
        .collect();
    if allowed.is_empty() { atoms } else { allowed }
}

fn covers(cell: &Cell, atoms: &[Atom]) -> Covers {
    let (parts, inside) = match cell {
        Cell::Any => return Covers::Every,
        Cell::Unknown => return Covers::Unknown,
        Cell::Parts(parts) => (parts, true),
        Cell::Not(parts) => (parts, false),
    };
    if atoms == [Atom::All] {
        return Covers::Unknown;
    }
    let held = atoms
        .iter()
        .enumerate()
        .filter(|(_, atom)| parts.iter().any(|part| holds(part, atom)) == inside);
    let held: Vec<u32> = held.map(|(at, _)| at as u32).collect();
    if held.len() == atoms.len() {
        Covers::Every
    } else if held.is_empty() && parts.iter().any(|p| matches!(p, Part::Point(Value::Null))) {
        // It asks for what is not given.
        Covers::Unknown
    } else {
        Covers::Some(held)
    }
}

/// All values of the atom are in the part.
fn holds(part: &Part, atom: &Atom) -> bool {
    match (part, atom) {
        (Part::Point(a), Atom::Point(b)) => a == b,
        (Part::Between(range), Atom::Point(value)) => {
            crate::feel::eval::in_range(value, range) == Some(true)
        }
        (Part::Between(range), Atom::Between(low, high)) => {
            let above = match (&range.low, low) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(end), Some(low)) => compare(low, end).is_some_and(Ordering::is_ge),
            };
            let below = match (&range.high, high) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(end), Some(high)) => compare(high, end).is_some_and(Ordering::is_le),
            };
            above && below
        }
        _ => false,
    }
}

/// From one atom to another, in words.
fn interval(first: &Atom, last: &Atom) -> String {
    let (low, low_closed) = match first {
        Atom::Point(value) => (Some(value), true),
        Atom::Between(low, _) => (low.as_ref(), false),
        Atom::Other | Atom::All => return "= anything else".into(),
    };
    let (high, high_closed) = match last {
        Atom::Point(value) => (Some(value), true),
        Atom::Between(_, high) => (high.as_ref(), false),
        Atom::Other | Atom::All => return "= anything else".into(),
    };
    match (low, high) {
        (Some(a), Some(b)) if low_closed && high_closed && a == b => format!("= {}", literal(a)),
        (Some(a), Some(b)) => {
            let (open, close) = (
                if low_closed { "[" } else { "(" },
                if high_closed { "]" } else { ")" },
            );
            format!("in {open}{}..{}{close}", literal(a), literal(b))
        }
        (Some(a), None) => format!("{} {}", if low_closed { ">=" } else { ">" }, literal(a)),
        (None, Some(b)) => format!("{} {}", if high_closed { "<=" } else { "<" }, literal(b)),
        (None, None) => "= anything".into(),
    }
}

pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

/// A value between two, or beyond one.
fn inside(low: Option<&Value>, high: Option<&Value>) -> Option<Value> {
    match (low, high) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => middle(*a, *b).map(Value::Number),
        (Some(Value::Number(a)), None) => a.add(1.into()).map(Value::Number),
        (None, Some(Value::Number(b))) => b.subtract(1.into()).map(Value::Number),
        (Some(Value::Date(a)), _) => Date::from_days(a.days() + 1).map(Value::Date),
        (None, Some(Value::Date(b))) => Date::from_days(b.days() - 1).map(Value::Date),
        _ => None,
    }
}

fn middle(a: Number, b: Number) -> Option<Number> {
    // A whole number where there is one.
    let next = a.floor(0)?.add(1.into())?;
    if next < b {
        Some(next)
    } else {
        a.add(b)?.divide(2.into())
    }
}
