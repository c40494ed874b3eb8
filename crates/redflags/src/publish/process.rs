//! A contracting process as it is published: its releases, and its record.

use serde_json::{Map, Value, json};

use super::release::{digest, instant};
use super::{Publication, part_of, part_path};
use crate::merge::compile;

/// A release as a record points to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The address of its package with its id.
    pub url: String,
    /// Its date.
    pub date: String,
}

/// A process, ready.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Its releases as JSON, in the order of dates, each with an id of its own.
    pub releases: Vec<String>,
    /// Its record as JSON.
    pub record: String,
    /// Its compiled release as JSON.
    pub compiled: String,
    /// The address of its record.
    pub url: String,
}

/// Puts the completed releases of one process in order and makes its record. Nothing comes of none.
#[must_use]
pub fn publish_process(
    publication: &Publication,
    ocid: &str,
    releases: &[&str],
) -> Option<Published> {
    let mut read: Vec<(i64, &str, Map<String, Value>)> = releases
        .iter()
        .filter_map(|text| {
            let Ok(Value::Object(release)) = serde_json::from_str(text) else {
                return None;
            };
            let date = release.get("date")?.as_str()?;
            Some((instant(date)?.seconds, *text, release))
        })
        .collect();
    // At the same date in the order of the text: the order of files decides nothing.
    read.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    read.dedup_by(|a, b| a.1 == b.1);
    let mut used = std::collections::HashSet::new();
    let (mut texts, mut linked) = (Vec::new(), Vec::new());
    let package = publication.at(&part_path("releases", part_of(ocid)));
    for (_, _, mut release) in read {
        let id = own_id(&mut release, &mut used);
        linked.push(json!({
            "url": format!("{package}#{}", escaped(&id)), "date": release.get("date"), "tag": release.get("tag"),
        }));
        texts.push(Value::Object(release).to_string());
    }
    let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
    let compiled = compile(&borrowed)?;
    let mut record = Map::new();
    record.insert("ocid".into(), ocid.into());
    record.insert("releases".into(), linked.into());
    record.insert(
        "compiledRelease".into(),
        serde_json::from_str(&compiled).ok()?,
    );
    Some(Published {
        releases: texts,
        record: Value::Object(record).to_string(),
        compiled,
        url: publication.at(&part_path("records", part_of(ocid))),
    })
}

/// An identifier that no other release of the process has.
fn own_id(
    release: &mut Map<String, Value>,
    used: &mut std::collections::HashSet<String>,
) -> String {
    let given = release.get("id").and_then(Value::as_str);
    let mut id = given.unwrap_or_default().to_owned();
    if !used.insert(id.clone()) {
        id = format!("{id}-{}", digest(release));
        used.insert(id.clone());
        release.insert("id".into(), id.clone().into());
    }
    id
}

/// For a fragment of an address (RFC 3986).
fn escaped(id: &str) -> String {
    let mut out = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::publication;
    use super::*;

    #[test]
    fn a_record_links_its_releases_in_order_and_holds_what_they_come_to() {
        let a = r#"{"ocid":"o","id":"1","date":"2024-01-01T00:00:00Z","tag":["tender"],"language":"en"}"#;
        let b = r#"{"ocid":"o","id":"1","date":"2024-02-01T00:00:00Z","tag":["award"],"language":"ar"}"#;
        let p = publication().checked().unwrap();
        let forwards = publish_process(&p, "o", &[a, b]).unwrap();
        assert_eq!(forwards, publish_process(&p, "o", &[b, a, b]).unwrap());
        let record: Value = serde_json::from_str(&forwards.record).unwrap();
        assert_eq!(record["compiledRelease"]["language"], "ar");
        assert_eq!(record["compiledRelease"]["tag"], json!(["compiled"]));
        let urls: Vec<&str> = record["releases"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["url"].as_str().unwrap())
            .collect();
        assert_eq!(urls[0], "https://data.example.gov/ocds/releases/65.json#1");
        assert!(urls[1].starts_with("https://data.example.gov/ocds/releases/65.json#1-"));
        assert_eq!(publish_process(&p, "o", &[]), None);
        assert_eq!(escaped("a b#é"), "a%20b%23%C3%A9");
    }
}
