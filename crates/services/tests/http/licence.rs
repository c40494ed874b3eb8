//! An application for a business licence, page by page and as JSON.

pub(crate) use harness::http::PDF;
use harness::http::{Front, Reply, Visitor};
use serde_json::{Value, json};

/// The first bytes of a PNG.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

type Fields = &'static [(&'static str, &'static str)];

/// A page of the form with what is typed on it.
pub(crate) const PAGES: [(&str, Fields); 6] = [
    (
        "business",
        &[
            ("business_name", "Al-Nour Stationery"),
            ("legal_form", "sole_trader"),
            ("register_number", "2019-04512"),
        ],
    ),
    ("trade", &[("trade", "office")]),
    (
        "premises",
        &[
            ("address", "12 Harbour Street, Old Quarter"),
            ("zone", "commercial"),
            ("floor_area", "40"),
        ],
    ),
    ("operation", &[("staff", "3"), ("hazards", "")]),
    (
        "start",
        &[
            ("starts_on-day", "4"),
            ("starts_on-month", "1"),
            ("starts_on-year", "2027"),
        ],
    ),
    (
        "applicant",
        &[
            ("applicant_name", "Salma Haddad"),
            ("capacity", "owner"),
            ("email", "salma.haddad@example.org"),
            ("phone", "+961 70 123 456"),
        ],
    ),
];

/// Begins a draft; gives its address, `/drafts/{id}`.
pub(crate) async fn begin(visitor: &mut Visitor<'_>, service: &str) -> String {
    let apply = format!("/services/{service}/apply");
    visitor.get(&apply).await.expect(200);
    let first = visitor.post(&apply, &[]).await.expect(303);
    let (draft, _) = first.location().split_once("/pages/").unwrap();
    draft.to_owned()
}

/// Fills every page but the declaration, with `other` in place of what is usual.
pub(crate) async fn fill(visitor: &mut Visitor<'_>, draft: &str, other: &[(&str, &str)]) -> Reply {
    let mut last = visitor.get(draft).await.expect(303);
    for (page, fields) in PAGES {
        let here = format!("{draft}/pages/{page}");
        assert_eq!(last.location(), here);
        visitor.follow(&last).await.expect(200);
        let typed: Vec<_> = fields
            .iter()
            .map(|(name, usual)| {
                let own = other.iter().find(|(n, _)| n == name);
                (*name, own.map_or(*usual, |(_, value)| *value))
            })
            .filter(|(_, value)| !value.is_empty())
            .collect();
        last = visitor.post(&here, &typed).await.expect(303);
    }
    let here = format!("{draft}/pages/documents");
    assert_eq!(last.location(), here);
    visitor.follow(&last).await.expect(200);
    let mut files: Vec<(&str, &str, &[u8])> = FILES.to_vec();
    if other.iter().any(|(name, _)| *name == "hazards") {
        files.push(("safety_plan", "safety.pdf", PDF));
    }
    visitor.upload(&here, &[], &files).await.expect(303)
}

/// The files that everybody needs: field, name, bytes.
pub(crate) const FILES: [(&str, &str, &[u8]); 3] = [
    ("id_copy", "identity.pdf", PDF),
    ("lease", "lease.pdf", PDF),
    ("register_extract", "extract.png", PNG),
];

/// Fills and sends an application; gives the case's number.
pub(crate) async fn apply(visitor: &mut Visitor<'_>, other: &[(&str, &str)]) -> String {
    let draft = begin(visitor, "business-licence").await;
    let last = fill(visitor, &draft, other).await;
    visitor.follow(&last).await.expect(200);
    let declaration = format!("{draft}/pages/declaration");
    let check = visitor.post(&declaration, &[("agree", "true")]).await;
    visitor.follow(&check).await.expect(200);
    let sent = visitor.post(&format!("{draft}/submit"), &[]).await;
    number_of(&sent)
}

/// The number in `/cases/{number}/submitted`.
pub(crate) fn number_of(sent: &Reply) -> String {
    let to = sent.location().to_owned();
    let number = to.strip_prefix("/cases/").unwrap_or_default();
    let number = number.split('/').next().unwrap_or_default();
    assert!(!number.is_empty(), "{} {to} {}", sent.status, sent.text());
    number.to_owned()
}

/// The answers as the API takes them, without the files.
pub(crate) fn answers() -> Value {
    json!({
        "business_name": "Al-Nour Stationery", "legal_form": "sole_trader",
        "register_number": "2019-04512", "trade": "office",
        "address": "12 Harbour Street, Old Quarter", "zone": "commercial", "floor_area": 40,
        "staff": 3, "starts_on": "2027-01-04", "applicant_name": "Salma Haddad",
        "capacity": "owner", "email": "salma.haddad@example.org", "phone": "+961 70 123 456",
        "agree": true,
    })
}

/// Whoever has the open task of a case fills its form and sends it; says in which role and as whom.
pub(crate) async fn work(front: &Front, number: &str, fields: &[(&str, &str)]) -> (String, String) {
    let (official, job) = front.holder(number).await.expect("somebody has the task");
    let mut visitor = front.official(&official).await;
    let task = format!("/cases/{number}/tasks/{job}");
    visitor.get("/work").await.expect(200).says(number);
    visitor.get(&task).await.expect(200);
    visitor.upload(&task, fields, &[]).await.leads("/work");
    (official.role.to_owned(), official.name.to_owned())
}
