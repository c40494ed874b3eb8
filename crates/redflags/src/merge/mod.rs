//! From all releases of a process to its compiled release, by the standard's rules for merging
//! (OCDS 1.1, "Merging"): in the order of dates, a later value replaces an earlier one, null
//! removes it, lists of objects are merged by `id`, other lists are replaced.

use serde_json::{Map, Value};

use crate::date::Moment;

/// Lists that are replaced whole although their objects have ids (`wholeListMerge`).
const WHOLE: &[&str] = &[
    "additionalClassifications",
    "additionalIdentifiers",
    "changes",
    "deliveryAddresses",
];
/// Members of a release that say something of the release, not of the process (`omitWhenMerged`).
const OMITTED: &[&str] = &["id", "date", "tag"];

/// A release with what it is sorted by: time, date as written, text.
type Dated<'a> = (Option<i64>, String, &'a str, Map<String, Value>);

/// Merges releases of one process. The result has `tag: ["compiled"]`, the last date, and an `id` of
/// ocid and date. Releases of the same date are taken in the order of their text, so that the result
/// does not hang on the order in which files were read.
#[must_use]
pub fn compile(releases: &[&str]) -> Option<String> {
    let mut read: Vec<Dated<'_>> = Vec::new();
    for text in releases {
        let Ok(Value::Object(release)) = serde_json::from_str(text) else {
            continue;
        };
        let date = release
            .get("date")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        read.push((
            Moment::parse(&date, 0).map(|m| m.seconds),
            date,
            text,
            release,
        ));
    }
    read.sort_by(|a, b| (a.0, &a.1, a.2).cmp(&(b.0, &b.1, b.2)));
    read.dedup_by(|a, b| a.2 == b.2);
    let (date, ocid) = read
        .last()
        .map(|(_, date, _, release)| (date.clone(), release.get("ocid").cloned()))?;
    let mut compiled = Map::new();
    for (_, _, _, release) in read {
        merge_object(&mut compiled, release, true);
    }
    let ocid = ocid?;
    let name = ocid
        .as_str()
        .map_or_else(|| ocid.to_string(), str::to_owned);
    compiled.insert("ocid".into(), ocid);
    compiled.insert("id".into(), format!("{name}-{date}").into());
    compiled.insert("date".into(), date.into());
    compiled.insert("tag".into(), vec!["compiled"].into());
    Some(Value::Object(compiled).to_string())
}

fn merge_object(into: &mut Map<String, Value>, from: Map<String, Value>, top: bool) {
    for (key, value) in from {
        if top && OMITTED.contains(&key.as_str()) {
            continue;
        }
        merge_member(into, key, value);
    }
}

fn merge_member(into: &mut Map<String, Value>, key: String, value: Value) {
    let whole = WHOLE.contains(&key.as_str());
    match value {
        Value::Null => {
            into.remove(&key);
        }
        Value::Object(from) => match into.get_mut(&key) {
            Some(Value::Object(old)) => merge_object(old, from, false),
            _ => {
                let mut new = Map::new();
                merge_object(&mut new, from, false);
                into.insert(key, Value::Object(new));
            }
        },
        Value::Array(from) if !whole && is_merged(&from) => match into.get_mut(&key) {
            Some(Value::Array(old)) if is_merged(old) => merge_list(old, from),
            _ => {
                let mut new = Vec::new();
                merge_list(&mut new, from);
                into.insert(key, Value::Array(new));
            }
        },
        other => {
            into.insert(key, other);
        }
    }
}

/// Whether a list is merged by identifiers: all are objects, and one has an id.
fn is_merged(list: &[Value]) -> bool {
    list.iter().all(Value::is_object) && list.iter().any(|v| identifier(v).is_some())
}

/// The identifier as text: publishers write 1 in one release and "1" in the next.
fn identifier(value: &Value) -> Option<String> {
    match value.get("id")? {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn merge_list(into: &mut Vec<Value>, from: Vec<Value>) {
    // Positions by identifier: a list of a million items stays quick.
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for (at, value) in into.iter().enumerate() {
        if let Some(id) = identifier(value) {
            places.entry(id).or_insert(at);
        }
    }
    for value in from {
        let Value::Object(value) = value else {
            continue;
        };
        let id = identifier(&Value::Object(value.clone()));
        let known = id.as_ref().and_then(|id| places.get(id)).copied();
        if let Some(Value::Object(old)) = known.and_then(|at| into.get_mut(at)) {
            merge_object(old, value, false);
            continue;
        }
        if let Some(id) = id {
            places.insert(id, into.len());
        }
        let mut new = Map::new();
        merge_object(&mut new, value, false);
        into.push(Value::Object(new));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn merged(releases: &[Value]) -> Value {
        let texts: Vec<String> = releases.iter().map(Value::to_string).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        serde_json::from_str(&compile(&texts).unwrap()).unwrap()
    }

    #[test]
    fn later_values_replace_earlier_ones_and_null_removes() {
        let a = json!({"ocid":"o","id":"1","date":"2024-01-01T00:00:00Z","tag":["tender"],"tender":{"id":"t","title":"old","value":{"amount":1,"currency":"EUR"},"status":"active"},"language":"en"});
        let b = json!({"ocid":"o","id":"2","date":"2024-02-01T00:00:00Z","tag":["award"],"tender":{"id":"t","title":"new","status":null,"value":{"amount":2}}});
        let expected = json!({"ocid":"o","id":"o-2024-02-01T00:00:00Z","date":"2024-02-01T00:00:00Z","tag":["compiled"],"language":"en",
            "tender":{"id":"t","title":"new","value":{"amount":2,"currency":"EUR"}}});
        assert_eq!(merged(&[a.clone(), b.clone()]), expected);
        assert_eq!(
            merged(&[b.clone(), a, b]),
            expected,
            "in any order, and twice"
        );
    }

    #[test]
    fn lists_are_merged_by_id_replaced_whole_or_kept_apart() {
        let a = json!({"ocid":"o","date":"2024-01-01","tender":{"items":[{"id":1,"q":1,"additionalClassifications":[{"id":"x"},{"id":"y"}]},{"id":"2","q":2}],
            "methods":["a","b"],"notes":[{"t":1}],"mixed":[{"id":"1"},{"t":1}]}});
        let b = json!({"ocid":"o","date":"2024-01-02","tender":{"items":[{"id":"1","q":9,"additionalClassifications":[{"id":"z"}]},{"id":"3"}],
            "methods":["c"],"notes":[{"t":2}],"mixed":[{"id":"1","n":1},{"t":2}]}});
        let tender = merged(&[a, b])["tender"].clone();
        assert_eq!(
            tender["items"],
            json!([{"id":"1","q":9,"additionalClassifications":[{"id":"z"}]},{"id":"2","q":2},{"id":"3"}])
        );
        assert_eq!(tender["methods"], json!(["c"]));
        assert_eq!(
            tender["notes"],
            json!([{"t":2}]),
            "without ids the later list holds"
        );
        assert_eq!(
            tender["mixed"],
            json!([{"id":"1","n":1},{"t":1},{"t":2}]),
            "an object without id is never another's later form"
        );
    }

    #[test]
    fn dates_are_compared_in_time() {
        let a = json!({"ocid":"o","date":"2024-01-01T10:00:00+03:00","language":"first"});
        let b = json!({"ocid":"o","date":"2024-01-01T08:00:00Z","language":"second"});
        assert_eq!(merged(&[a, b])["language"], "second");
        assert_eq!(compile(&["[1]", "{"]), None);
    }
}
