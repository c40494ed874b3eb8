//! State tables: each row against the same row of the fold.

use std::cmp::Ordering;

use super::{Finding, Report, Told};
use crate::Error;
use crate::store::{Link, Row, STATE_TABLES, StateTable, Value};

/// Keys of one range at most: what is held of a table at a time.
const RANGE: i64 = 20_000;

pub(super) fn check(
    link: &mut Link,
    scratch: &mut Link,
    told: &Told,
    report: &mut Report,
) -> Result<(), Error> {
    for table in STATE_TABLES {
        let Some(by) = by(table) else {
            part(link, scratch, table, "true", (told, report))?;
            continue;
        };
        // From where rows are, to where they are: a row far away from all others costs no walk to it.
        let mut next = lowest(link, scratch, table, by, i64::MIN)?;
        while let Some(from) = next {
            let last = from.saturating_add(RANGE - 1);
            let range = format!("{by} between {from} and {last}");
            part(link, scratch, table, &range, (told, report))?;
            next = match last.checked_add(1) {
                Some(after) => lowest(link, scratch, table, by, after)?,
                None => None,
            };
        }
    }
    Ok(())
}

/// The numbers by which a large table is read in ranges; small ones are read whole.
fn by(table: &StateTable) -> Option<&'static str> {
    let has = |name: &str| table.columns.contains(&name);
    match table.columns[0] {
        "id" if matches!(table.name, "cases" | "people") => Some("id"),
        "seq" => Some("seq"),
        _ if has("case_id") => Some("case_id"),
        _ => None,
    }
}

/// The lowest number from `from` on that either side has.
fn lowest(
    link: &mut Link,
    scratch: &mut Link,
    table: &StateTable,
    by: &str,
    from: i64,
) -> Result<Option<i64>, Error> {
    let sql = format!("select min({by}) from {} where {by} >= {from}", table.name);
    let mut found: Option<i64> = None;
    for side in [link, scratch] {
        side.stream(&sql, &mut |_, row| {
            let least: Option<i64> = row.get(0)?;
            found = match (found, least) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            Ok(())
        })?;
    }
    Ok(found)
}

fn part(
    link: &mut Link,
    scratch: &mut Link,
    table: &StateTable,
    range: &str,
    (told, report): (&Told, &mut Report),
) -> Result<(), Error> {
    let is = sorted(link, table, range)?;
    let should_be = sorted(scratch, table, range)?;
    report.rows += is.len() as u64;
    compare(table, &is, &should_be, told, report);
    Ok(())
}

/// Rows in the order of their keys as bytes: the two stores sort text differently.
fn sorted(link: &mut Link, table: &StateTable, range: &str) -> Result<Vec<Vec<Value>>, Error> {
    let columns = table.columns.join(", ");
    let sql = format!("select {columns} from {} where {range}", table.name);
    let mut rows = Vec::new();
    link.stream(&sql, &mut |_, row| {
        rows.push(plain(row));
        Ok(())
    })?;
    rows.sort_by(|a: &Vec<Value>, b| a[..table.key].cmp(&b[..table.key]));
    Ok(rows)
}

/// A boolean is a number on SQLite.
fn plain(row: Row) -> Vec<Value> {
    let one = |value: Value| match value {
        Value::Bool(b) => Value::Int(i64::from(b)),
        value => value,
    };
    row.0.into_iter().map(one).collect()
}

fn compare(
    table: &StateTable,
    is: &[Vec<Value>],
    should_be: &[Vec<Value>],
    told: &Told,
    report: &mut Report,
) {
    let (mut i, mut j) = (0, 0);
    while i < is.len() || j < should_be.len() {
        let order = match (is.get(i), should_be.get(j)) {
            (Some(a), Some(b)) => a[..table.key].cmp(&b[..table.key]),
            (Some(_), None) => Ordering::Less,
            _ => Ordering::Greater,
        };
        match order {
            Ordering::Less => {
                if !erased(table, &is[i], told) {
                    let (key, is) = (key(table, &is[i]), shown(table, &is[i]));
                    report.found(Finding::AddedRow {
                        table: table.name.into(),
                        key,
                        is,
                    });
                }
                i += 1;
            }
            Ordering::Greater => {
                if !erased(table, &should_be[j], told) {
                    let row = &should_be[j];
                    let (key, should_be) = (key(table, row), shown(table, row));
                    report.found(Finding::DeletedRow {
                        table: table.name.into(),
                        key,
                        should_be,
                    });
                }
                j += 1;
            }
            Ordering::Equal => {
                if !erased(table, &is[i], told) {
                    columns(table, &is[i], &should_be[j], report);
                }
                (i, j) = (i + 1, j + 1);
            }
        }
    }
}

fn columns(table: &StateTable, is: &[Value], should_be: &[Value], report: &mut Report) {
    for ((a, b), column) in is.iter().zip(should_be).zip(table.columns) {
        if a != b {
            report.found(Finding::ChangedRow {
                table: table.name.into(),
                key: key(table, is),
                column: (*column).to_owned(),
                is: a.to_string(),
                should_be: b.to_string(),
            });
        }
    }
}

/// Tables whose rows are told by entries under a case's key, and under a person's.
const OF_A_CASE: &[&str] = &[
    "cases",
    "tasks",
    "declined",
    "holds",
    "incidents",
    "mends",
    "timers",
    "messages",
    "documents",
    "certificates",
    "notices",
    "calls",
    "external_jobs",
    "register",
];
const OF_A_PERSON: &[&str] = &["people", "passkeys", "notices"];

/// Whether the row cannot be recomputed, since the key of the entries that tell of it was destroyed.
/// Roles, absences and interests are under the log's key: they are compared whoever was erased.
fn erased(table: &StateTable, row: &[Value], told: &Told) -> bool {
    let id = |name: &str| {
        let at = table.columns.iter().position(|c| *c == name)?;
        match row.get(at) {
            Some(Value::Int(n)) => Some(*n),
            _ => None,
        }
    };
    let own = |name: &str, column: &'static str| if table.name == name { "id" } else { column };
    let case = id(own("cases", "case_id")).filter(|_| OF_A_CASE.contains(&table.name));
    if let Some(case) = case {
        return told.erased_cases.contains_key(&crate::CaseId(case));
    }
    let person = id(own("people", "person")).filter(|_| OF_A_PERSON.contains(&table.name));
    person.is_some_and(|n| told.erased_people.contains_key(&crate::PersonId(n)))
}

fn key(table: &StateTable, row: &[Value]) -> String {
    let pairs = table.columns.iter().zip(row).take(table.key);
    pairs
        .map(|(c, v)| format!("{c}={v}"))
        .collect::<Vec<_>>()
        .join(" ")
}

fn shown(table: &StateTable, row: &[Value]) -> String {
    let pairs = table
        .columns
        .iter()
        .zip(row)
        .skip(table.key)
        .filter(|(c, _)| **c != "sealed");
    pairs
        .map(|(c, v)| format!("{c}={v}"))
        .collect::<Vec<_>>()
        .join(" ")
}
