//! Releases, completed so that the standard's schema takes them: what it requires and a publisher left
//! out, and forms of dates and numbers that it does not know. Nothing is made up about the process.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};
use sha2::{Digest as _, Sha256};

use crate::date::{Grain, Moment, civil};
use crate::engine::hex;

/// Members that hold a time. The standard wants one with a zone.
const TIMES: &[&str] = &[
    "date",
    "startDate",
    "datePublished",
    "dateModified",
    "dateSigned",
    "dateMet",
    "dateAnswered",
];
/// Those of an end: a date without a time means the whole day, so its last second (the standard's
/// guidance on dates).
const ENDS: &[&str] = &["endDate", "dueDate", "maxExtentDate"];
/// Members that hold a number.
const NUMBERS: &[&str] = &["amount", "quantity", "numberOfTenderers", "durationInDays"];
/// Members that are lists.
const LISTS: &[&str] = &[
    "items",
    "documents",
    "milestones",
    "amendments",
    "changes",
    "awards",
    "contracts",
    "parties",
    "suppliers",
    "tenderers",
    "transactions",
    "relatedProcesses",
    "additionalClassifications",
    "additionalIdentifiers",
    "additionalProcurementCategories",
    "submissionMethod",
    "roles",
];
/// Lists whose members must have an identifier.
const NAMED: &[&str] = &[
    "items",
    "documents",
    "milestones",
    "awards",
    "contracts",
    "transactions",
];
/// Lists of references: the same one twice says nothing more.
const REFERENCES: &[&str] = &["suppliers", "tenderers"];
/// Members of a release, with the tag that says that they are there.
const SECTIONS: &[(&str, &str)] = &[
    ("planning", "planning"),
    ("tender", "tender"),
    ("awards", "award"),
    ("contracts", "contract"),
];
/// The tags of a release: a closed list, too.
const TAGS: &[&str] = &[
    "planning",
    "planningUpdate",
    "tender",
    "tenderAmendment",
    "tenderUpdate",
    "tenderCancellation",
    "award",
    "awardUpdate",
    "awardCancellation",
    "contract",
    "contractUpdate",
    "contractAmendment",
    "contractTermination",
    "implementation",
    "implementationUpdate",
];
/// Members of a release that are objects.
const OBJECTS: &[&str] = &["planning", "tender", "buyer", "bids"];
/// Closed lists of codes: the list or object, the member, and what it may say.
const CODES: &[(&str, &str, &[&str])] = &[
    (
        "tender",
        "status",
        &[
            "planning",
            "planned",
            "active",
            "cancelled",
            "unsuccessful",
            "complete",
            "withdrawn",
        ],
    ),
    (
        "tender",
        "procurementMethod",
        &["open", "selective", "limited", "direct"],
    ),
    (
        "tender",
        "mainProcurementCategory",
        &["goods", "works", "services"],
    ),
    (
        "awards",
        "status",
        &["pending", "active", "cancelled", "unsuccessful"],
    ),
    (
        "contracts",
        "status",
        &["pending", "active", "cancelled", "terminated"],
    ),
    (
        "milestones",
        "status",
        &["scheduled", "met", "notMet", "partiallyMet"],
    ),
];
/// Deepest nesting that is walked; deeper text is no JSON to the reader before this.
const DEEPEST: usize = 128;

/// Why a release cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It has no ocid.
    #[error("no ocid")]
    Ocid,
    /// Without a date nobody knows which of two releases is the later one.
    #[error("no usable date")]
    Date,
    /// It is no object.
    #[error("no object")]
    Object,
}

/// The releases that a document holds: of a package, of records (those they embed, else the compiled
/// one), of a list, or itself.
#[must_use]
pub fn releases_of(document: Value) -> Vec<Value> {
    match document {
        Value::Array(list) => list.into_iter().flat_map(releases_of).collect(),
        Value::Object(mut object) => {
            if let Some(Value::Array(records)) = object.remove("records") {
                return records.into_iter().flat_map(releases_of).collect();
            }
            let compiled = object.remove("compiledRelease").filter(Value::is_object);
            match object.remove("releases") {
                Some(Value::Array(releases)) => {
                    // Linked releases have an address and no ocid.
                    let whole = |r: &Value| r.get("ocid").is_some();
                    let releases: Vec<Value> = releases.into_iter().filter(whole).collect();
                    match compiled {
                        Some(compiled) if releases.is_empty() => vec![compiled],
                        _ => releases,
                    }
                }
                _ => vec![compiled.unwrap_or(Value::Object(object))],
            }
        }
        other => vec![other],
    }
}

/// Completes a release, and says its ocid.
///
/// A compiled release without the releases that it was made of is published as a release that says all
/// at once, as of its date.
///
/// # Errors
/// When there is no ocid or no date.
pub fn complete(release: Value) -> Result<(String, Map<String, Value>), Refused> {
    let Value::Object(mut release) = release else {
        return Err(Refused::Object);
    };
    let ocid = text_of(release.get("ocid")).ok_or(Refused::Ocid)?;
    release.retain(|key, value| !OBJECTS.contains(&key.as_str()) || value.is_object());
    walk(&mut release, 0);
    let date = release.get("date").and_then(Value::as_str);
    if date.and_then(instant).is_none() {
        return Err(Refused::Date);
    }
    release.insert("ocid".into(), ocid.clone().into());
    if let Some(Value::Object(tender)) = release.get_mut("tender")
        && text_of(tender.get("id")).is_none()
    {
        tender.insert("id".into(), ocid.clone().into());
    }
    tag(&mut release);
    if text_of(release.get("initiationType")).is_none() {
        release.insert("initiationType".into(), "tender".into());
    }
    match text_of(release.get("id")) {
        // A hash in an address begins a fragment.
        Some(id) => release.insert("id".into(), id.replace('#', "-").into()),
        None => {
            let digest = digest(&release);
            release.insert("id".into(), digest.into())
        }
    };
    Ok((ocid, release))
}

/// The first 16 digits of the SHA-256 of a release's text.
pub(super) fn digest(release: &Map<String, Value>) -> String {
    let text = serde_json::to_string(release).unwrap_or_default();
    hex(&Sha256::digest(text.as_bytes())[..8])
}

/// A text, also one that was written as a number; nothing for an empty one.
fn text_of(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Tags: those given that a release can have (`compiled` is a record's), else those of its sections.
fn tag(release: &mut Map<String, Value>) {
    let given = release.get("tag").and_then(Value::as_array);
    let kept: Vec<Value> = given
        .into_iter()
        .flatten()
        .filter(|t| t.as_str().is_some_and(|t| TAGS.contains(&t)))
        .cloned()
        .collect();
    if !kept.is_empty() {
        release.insert("tag".into(), kept.into());
        return;
    }
    let there = |name: &str| match release.get(name) {
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(object)) => !object.is_empty(),
        _ => false,
    };
    let mut tags: Vec<Value> = SECTIONS
        .iter()
        .filter(|s| there(s.0))
        .map(|s| s.1.into())
        .collect();
    let contracts = release.get("contracts").and_then(Value::as_array);
    if contracts.is_some_and(|all| all.iter().any(|k| k["implementation"].is_object())) {
        tags.push("implementation".into());
    }
    if tags.is_empty() {
        tags.push("planning".into());
    }
    release.insert("tag".into(), tags.into());
}

fn walk(object: &mut Map<String, Value>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    // A missing value is left out: `null` in a release takes away what an earlier one said, so it stays.
    object.retain(|_, value| !matches!(value, Value::String(text) if text.trim().is_empty()));
    object.retain(|key, value| {
        let list = LISTS.contains(&key.as_str());
        if list && value.is_object() {
            *value = vec![value.take()].into();
        }
        !list || value.is_array() || value.is_null()
    });
    for (key, value) in object.iter_mut() {
        match value {
            Value::Object(inner) => {
                codes(key, inner);
                walk(inner, depth + 1);
            }
            Value::Array(list) => {
                for one in list.iter_mut() {
                    if let Value::Object(inner) = one {
                        codes(key, inner);
                        walk(inner, depth + 1);
                    }
                }
                name(key, list);
            }
            Value::Number(number) if is_identifier(key) => *value = number.to_string().into(),
            Value::String(text) => {
                if let Some(better) = better(key, text) {
                    *value = better;
                }
            }
            _ => {}
        }
    }
}

/// A code of a closed list in another case is written as the standard does; one that the list does not
/// have is left out, as the schema refuses it.
fn codes(within: &str, object: &mut Map<String, Value>) {
    for (_, member, known) in CODES.iter().filter(|c| c.0 == within) {
        let Some(given) = object.get(*member).filter(|v| !v.is_null()) else {
            continue;
        };
        let text = given.as_str().unwrap_or_default().trim();
        match known.iter().find(|k| k.eq_ignore_ascii_case(text)) {
            Some(code) => object.insert((*member).into(), (*code).into()),
            None => object.remove(*member),
        };
    }
}

/// Gives each member of a list an identifier of its own.
fn name(key: &str, list: &mut Vec<Value>) {
    let (named, references) = (NAMED.contains(&key), REFERENCES.contains(&key));
    if named {
        list.retain(Value::is_object);
    }
    let mut seen = std::collections::HashSet::new();
    list.retain_mut(|one| {
        let Value::Object(one) = one else {
            return true;
        };
        let given = one.get("id").and_then(Value::as_str).map(str::to_owned);
        let id = match given {
            Some(id) => id,
            None if named => digest(one),
            None => return true,
        };
        let mut own = id.clone();
        for number in 2.. {
            if seen.insert(own.clone()) {
                break;
            }
            if references {
                return false;
            }
            own = format!("{id}-{number}");
        }
        one.insert("id".into(), own.into());
        true
    });
}

/// The standard has identifiers as texts.
fn is_identifier(key: &str) -> bool {
    matches!(
        key,
        "id" | "awardID" | "relatedBid" | "relatedLot" | "relatedItem"
    )
}

/// A text in the form that the standard wants, if it has another.
fn better(key: &str, text: &str) -> Option<Value> {
    if NUMBERS.contains(&key) {
        let number: f64 = text.trim().parse().ok()?;
        return Number::from_f64(number).map(Value::Number);
    }
    let end = ENDS.contains(&key);
    if !end && !TIMES.contains(&key) || instant(text).is_some() {
        return None;
    }
    let moment = Moment::parse(text, 0)?;
    let (year, month, day) = civil(moment.day);
    let clock = if moment.grain == Grain::Day && end {
        86_399
    } else {
        moment.seconds.rem_euclid(86_400)
    };
    let mut out = format!("{year:04}-{month:02}-{day:02}T");
    let _ = write!(
        out,
        "{:02}:{:02}:{:02}Z",
        clock / 3600,
        clock / 60 % 60,
        clock % 60
    );
    Some(out.into())
}

/// A time as RFC 3339 has it: with `T`, seconds and a zone.
pub(super) fn instant(text: &str) -> Option<Moment> {
    let moment = Moment::parse(text, 0).filter(|m| m.grain == Grain::Instant)?;
    let bytes = text.as_bytes();
    let whole = bytes.get(10) == Some(&b'T') && bytes.get(16) == Some(&b':') && text.trim() == text;
    let zone = text.ends_with('Z') || bytes.get(bytes.len().wrapping_sub(3)) == Some(&b':');
    (whole && zone).then_some(moment)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_release_is_completed_and_nothing_else_changes() {
        let (ocid, release) = complete(json!({
            "ocid": "o-1", "date": "2024-05-31", "tag": ["compiled", "bid"], "language": "",
            "tender": {"id": 7, "value": {"amount": "12.50", "currency": "EUR"}, "tenderPeriod": {"startDate": "2024-01-01T10:00", "endDate": "2024-02-01"}, "x": null},
            "awards": [{"id": "a", "date": "2024-03-01T10:00:00+03:00"}],
        }))
        .unwrap();
        let mut release = release;
        let id = release.remove("id").unwrap();
        assert_eq!((ocid.as_str(), id.as_str().unwrap().len()), ("o-1", 16));
        assert_eq!(
            Value::Object(release),
            json!({
                "ocid": "o-1", "date": "2024-05-31T00:00:00Z", "tag": ["tender", "award"], "initiationType": "tender",
                "tender": {"id": "7", "value": {"amount": 12.5, "currency": "EUR"}, "tenderPeriod": {"startDate": "2024-01-01T10:00:00Z", "endDate": "2024-02-01T23:59:59Z"}, "x": null},
                "awards": [{"id": "a", "date": "2024-03-01T10:00:00+03:00"}],
            })
        );
    }

    #[test]
    fn lists_are_lists_and_their_members_have_names_of_their_own() {
        let (_, release) = complete(json!({
            "ocid": "o", "id": "1", "date": "2024-05-31T00:00:00Z",
            "planning": null, "tender": {"documents": "none", "items": {"description": "x"}, "status": "Complete", "procurementMethod": "3"},
            "awards": [{"id": "a", "suppliers": [{"id": "S"}, {"id": "S"}, {"name": "T"}]}, {"id": "a"}, {"id": "a"}],
        }))
        .unwrap();
        let tender = &release["tender"];
        assert_eq!(
            (&tender["id"], tender.get("documents")),
            (&json!("o"), None)
        );
        assert_eq!(tender["items"][0]["id"].as_str().unwrap().len(), 16);
        let ids: Vec<&Value> = release["awards"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| &a["id"])
            .collect();
        assert_eq!(ids, ["a", "a-2", "a-3"]);
        assert_eq!(
            release["awards"][0]["suppliers"],
            json!([{"id": "S"}, {"name": "T"}])
        );
    }

    #[test]
    fn what_has_no_ocid_or_date_is_refused() {
        assert_eq!(complete(json!({"date": "2024-01-01"})), Err(Refused::Ocid));
        assert_eq!(
            complete(json!({"ocid": "", "date": "2024-01-01"})),
            Err(Refused::Ocid)
        );
        assert_eq!(complete(json!({"ocid": "o"})), Err(Refused::Date));
        assert_eq!(
            complete(json!({"ocid": "o", "date": "soon"})),
            Err(Refused::Date)
        );
        assert_eq!(complete(json!([1])), Err(Refused::Object));
    }

    #[test]
    fn releases_are_found_in_packages_records_and_lists() {
        let r = |n: u32| json!({"ocid": "o", "id": n});
        assert_eq!(releases_of(json!({"releases": [r(1), r(2)]})), [r(1), r(2)]);
        assert_eq!(
            releases_of(json!({"records": [
                {"ocid": "o", "compiledRelease": r(9), "releases": [r(1)]},
                {"ocid": "o", "compiledRelease": r(8), "releases": [{"url": "https://x"}]},
                {"ocid": "o", "compiledRelease": r(7)}]})),
            [r(1), r(8), r(7)]
        );
        assert_eq!(
            releases_of(json!([r(1), {"releases": [r(2)]}])),
            [r(1), r(2)]
        );
        assert_eq!(releases_of(r(3)), [r(3)]);
    }
}
