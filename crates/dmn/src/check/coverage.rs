//! Rules of a table that never match, that match together, and inputs that no rule covers.
//!
//! The columns are cut into atoms; boxes of atoms are walked column by column, atoms that leave the same rules taken together.
//! The walk has a budget, so a large table is checked as far as it goes.

use std::collections::BTreeMap;

use crate::Finding;
use crate::feel::ast::{Expr, Kind};
use crate::table::{Policy, Table};

use super::axis::{Axis, Covers};
use super::{Domains, at};

/// Steps of one walk.
const BUDGET: u64 = 4_000_000;
/// Steps for each rule of which it is asked whether earlier ones hide it.
const RULE_BUDGET: u64 = 100_000;
/// Most gaps and overlaps told of one table.
const TOLD: usize = 5;

/// A box: for each column its atoms; columns beyond are not limited.
type Area = Vec<Vec<u32>>;

pub(super) fn check(table: &Table, domains: Domains<'_>) -> Vec<Finding> {
    if table.inputs.is_empty() || table.rules.is_empty() {
        return Vec::new();
    }
    let axes: Vec<Axis> = (0..table.inputs.len())
        .map(|at| Axis::of(table, at, domains))
        .collect();
    let mut findings = impossible(table, &axes);
    findings.extend(hidden(table, &axes));
    findings.extend(overlaps(table, &axes));
    findings.extend(gaps(table, &axes));
    findings
}

/// Rules with a condition that no allowed input meets.
fn impossible(table: &Table, axes: &[Axis]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (row, rule) in table.rules.iter().enumerate() {
        let never = axes
            .iter()
            .zip(&rule.conditions)
            .find(|(axis, _)| matches!(&axis.rules[row], Covers::Some(atoms) if atoms.is_empty()));
        if let Some((axis, (condition, _))) = never {
            let message = format!(
                "rule {} never applies: `{condition}` holds for no allowed value of {}",
                row + 1,
                axis.name
            );
            findings.push(at(&rule.spot, message, "unreachable-rule"));
        }
    }
    findings
}

/// Rules that earlier ones leave nothing, where the first that matches counts.
fn hidden(table: &Table, axes: &[Axis]) -> Vec<Finding> {
    const RULES: usize = 1_000;
    let mut findings = Vec::new();
    if table.policy != Policy::First || table.rules.len() > RULES {
        return findings;
    }
    for (row, rule) in table.rules.iter().enumerate().skip(1) {
        let earlier: Vec<u32> = (0..row)
            .filter(|r| !unknown(axes, *r))
            .map(|r| r as u32)
            .collect();
        let mut walk = Walk {
            axes,
            budget: RULE_BUDGET,
            only: Some(row),
            areas: Vec::new(),
            most: 1,
        };
        let whole = walk.gaps(0, &earlier, &mut Vec::new());
        if whole.is_some() && walk.areas.is_empty() && !unknown(axes, row) {
            let message = format!(
                "rule {} never applies: the rules before it take all that it would match",
                row + 1
            );
            findings.push(at(&rule.spot, message, "unreachable-rule"));
        }
    }
    findings
}

/// A condition of the rule must be evaluated.
fn unknown(axes: &[Axis], rule: usize) -> bool {
    axes.iter()
        .any(|axis| matches!(axis.rules[rule], Covers::Unknown))
}

fn overlaps(table: &Table, axes: &[Axis]) -> Vec<Finding> {
    let because = match table.policy {
        Policy::Unique => "under hit policy U there is then no result",
        Policy::Any => "their results differ, and under hit policy A there is then none",
        _ => return Vec::new(),
    };
    let mut pairs = BTreeMap::new();
    let known: Vec<u32> = (0..table.rules.len())
        .filter(|r| !unknown(axes, *r))
        .map(|r| r as u32)
        .collect();
    let mut walk = Walk {
        axes,
        budget: BUDGET,
        only: None,
        areas: Vec::new(),
        most: TOLD,
    };
    let differ = |a: usize, b: usize| {
        table.policy == Policy::Unique
            || !same_outputs(&table.rules[a].outputs, &table.rules[b].outputs)
    };
    walk.overlaps(0, &known, &mut Vec::new(), &differ, &mut pairs);
    let told = pairs.into_iter().map(|((a, b), area)| {
        let example: Vec<String> = axes
            .iter()
            .zip(&area)
            .filter_map(|(axis, atoms)| axis.example(*atoms.first()?))
            .collect();
        let example = if example.is_empty() {
            "any input".to_owned()
        } else {
            example.join(", ")
        };
        let message = format!(
            "rules {} and {} both match, for example {example}: {because}",
            a + 1,
            b + 1
        );
        at(&table.rules[b].spot, message, "overlapping-rules")
    });
    told.collect()
}

/// Both rows are the same constants.
fn same_outputs(a: &[Expr], b: &[Expr]) -> bool {
    a.iter()
        .zip(b)
        .all(|(a, b)| match (constant(a), constant(b)) {
            (Some(a), Some(b)) => a == b,
            // What is computed may well be the same.
            _ => true,
        })
}

fn constant(expr: &Expr) -> Option<&crate::feel::Value> {
    match &expr.bare().kind {
        Kind::Constant(value) => Some(value),
        Kind::Typed(inner, _) => constant(inner),
        _ => None,
    }
}

fn gaps(table: &Table, axes: &[Axis]) -> Vec<Finding> {
    let single = matches!(
        table.policy,
        Policy::Unique | Policy::Any | Policy::Priority | Policy::First
    );
    if !single || table.outputs.iter().any(|o| o.default.is_some()) {
        return Vec::new();
    }
    let mut walk = Walk {
        axes,
        budget: BUDGET,
        only: None,
        areas: Vec::new(),
        most: TOLD,
    };
    let all: Vec<u32> = (0..table.rules.len() as u32).collect();
    let _ = walk.gaps(0, &all, &mut Vec::new());
    let told = walk.areas.iter().map(|area| {
        let parts: Vec<String> = axes
            .iter()
            .zip(area)
            .filter_map(|(axis, atoms)| axis.shown(atoms))
            .collect();
        let what = if parts.is_empty() {
            "anything".to_owned()
        } else {
            parts.join(" and ")
        };
        at(&table.spot, format!("no rule covers {what}"), "gap")
    });
    told.collect()
}

struct Walk<'a> {
    axes: &'a [Axis],
    budget: u64,
    /// Only the box of this rule is walked.
    only: Option<usize>,
    areas: Vec<Area>,
    most: usize,
}

/// Atoms that leave the same rules.
type Groups = BTreeMap<Vec<u32>, Vec<u32>>;

impl Walk<'_> {
    /// Finds boxes that none of the rules covers; nothing when the budget or the room for findings ends.
    fn gaps(&mut self, column: usize, active: &[u32], area: &mut Area) -> Option<()> {
        if active.is_empty() {
            self.areas.push(area.clone());
            return (self.areas.len() < self.most).then_some(());
        }
        if column == self.axes.len() || active.iter().any(|rule| self.covers_rest(column, *rule)) {
            return Some(());
        }
        for (left, atoms) in self.groups(column, active, true)? {
            area.push(atoms);
            let went = self.gaps(column + 1, &left, area);
            area.pop();
            went?;
        }
        Some(())
    }

    /// The rule has no condition from this column on; one that must be evaluated is taken to hold.
    fn covers_rest(&self, column: usize, rule: u32) -> bool {
        self.axes[column..]
            .iter()
            .all(|axis| !matches!(axis.rules[rule as usize], Covers::Some(_)))
    }

    /// Finds pairs of rules that match together, with a box of inputs for each.
    fn overlaps(
        &mut self,
        column: usize,
        active: &[u32],
        area: &mut Area,
        differ: &dyn Fn(usize, usize) -> bool,
        pairs: &mut BTreeMap<(usize, usize), Area>,
    ) -> Option<()> {
        if active.len() < 2 {
            return Some(());
        }
        if column == self.axes.len() {
            let pair = (active[0] as usize, active[1] as usize);
            if differ(pair.0, pair.1) {
                pairs.entry(pair).or_insert_with(|| area.clone());
            }
            return (pairs.len() < self.most).then_some(());
        }
        for (left, atoms) in self.groups(column, active, false)? {
            area.push(atoms);
            let went = self.overlaps(column + 1, &left, area, differ, pairs);
            area.pop();
            went?;
        }
        Some(())
    }

    fn groups(
        &mut self,
        column: usize,
        active: &[u32],
        unknown_holds: bool,
    ) -> Option<Vec<(Vec<u32>, Vec<u32>)>> {
        let axis = &self.axes[column];
        let mut left: Vec<Vec<u32>> = vec![Vec::new(); axis.atoms.len()];
        for rule in active {
            match &axis.rules[*rule as usize] {
                Covers::Some(atoms) => {
                    self.budget = self.budget.checked_sub(atoms.len() as u64 + 1)?;
                    atoms
                        .iter()
                        .for_each(|atom| left[*atom as usize].push(*rule));
                }
                Covers::Unknown if !unknown_holds => {}
                Covers::Every | Covers::Unknown => {
                    self.budget = self.budget.checked_sub(axis.atoms.len() as u64 + 1)?;
                    left.iter_mut().for_each(|rules| rules.push(*rule));
                }
            }
        }
        let own = self.only.map(|rule| &axis.rules[rule]);
        let mut groups = Groups::new();
        for (atom, rules) in left.into_iter().enumerate() {
            let atom = atom as u32;
            if matches!(own, Some(Covers::Some(atoms)) if atoms.binary_search(&atom).is_err()) {
                continue;
            }
            groups.entry(rules).or_default().push(atom);
        }
        let mut groups: Vec<(Vec<u32>, Vec<u32>)> = groups.into_iter().collect();
        // In the order of the column, so that findings read from small to large.
        groups.sort_by_key(|(_, atoms)| atoms[0]);
        Some(groups)
    }
}
