//! A front into which contracts were imported.

use harness::Store;
use harness::http::{Front, INTEGRITY_OFFICE, Visitor};
use serde_json::{Value, json};

/// The demonstration's contracts: 96 processes and a broken line.
pub(crate) const CITY: &[u8] = include_bytes!("../../../diwan/demo/contracts.jsonl");

/// A release with a call of four days, by a buyer and a supplier who can be written to.
pub(crate) fn short_call(ocid: &str, title: &str, date: &str) -> Value {
    json!({
        "ocid": ocid, "id": format!("{ocid}-1"), "date": date, "tag": ["compiled"],
        "buyer": {"id": "B1", "name": "بلدية المدينة"},
        "parties": [
            {"id": "B1", "name": "بلدية المدينة", "roles": ["buyer"], "contactPoint": {"email": "works@city.example", "telephone": "+961 1 555 0100"}},
            {"id": "S1", "name": "Écoles & Cie", "roles": ["supplier", "tenderer"], "contactPoint": {"email": "office@ecoles.example"}}],
        "tender": {"id": "T1", "title": title, "status": "complete", "procurementMethod": "open",
            "tenderPeriod": {"startDate": "2025-03-01T09:00:00Z", "endDate": "2025-03-05T09:00:00Z"},
            "numberOfTenderers": 1, "value": {"amount": 1000, "currency": "USD"}},
        "awards": [{"id": "1", "status": "active", "date": "2025-03-20T09:00:00Z", "suppliers": [{"id": "S1", "name": "Écoles & Cie"}], "value": {"amount": 900.5, "currency": "USD"}}],
        "contracts": [{"id": "C1", "awardID": "1", "status": "active", "dateSigned": "2025-04-01T09:00:00Z", "value": {"amount": 950.25, "currency": "USD"},
            "period": {"endDate": "2025-12-01T09:00:00Z"},
            "implementation": {"transactions": [{"id": "1", "date": "2025-06-01T09:00:00Z", "value": {"amount": 500, "currency": "USD"}}]}}]
    })
}

/// Lines of JSON.
pub(crate) fn lines(releases: &[Value]) -> Vec<u8> {
    let all: Vec<String> = releases.iter().map(Value::to_string).collect();
    all.join("\n").into_bytes()
}

pub(crate) async fn investigator(front: &Front) -> Visitor<'_> {
    front.any(INTEGRITY_OFFICE, "investigator").await
}

/// Uploads files of a publisher, does the import, and gives its address.
pub(crate) async fn upload(
    front: &Front,
    who: &mut Visitor<'_>,
    publisher: &str,
    files: &[(&str, &[u8])],
) -> String {
    who.get("/imports/new").await.expect(200);
    let fields = [("publisher", publisher), ("name", "City of Al-Madina")];
    let files: Vec<(&str, &str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| ("files", *name, *bytes))
        .collect();
    let reply = who
        .upload("/imports/new", &fields, &files)
        .await
        .expect(303);
    front.import().await;
    reply.location().to_owned()
}

/// A front with the city's contracts.
pub(crate) async fn city(store: Store) -> Front {
    let front = Front::new(store).await;
    let mut who = investigator(&front).await;
    let at = upload(&front, &mut who, "al-madina", &[("contracts.jsonl", CITY)]).await;
    who.get(&at).await.expect(200).says("Done");
    drop(who);
    front
}

/// A front with one process, flagged for its short call among others.
pub(crate) async fn one(store: Store) -> Front {
    let front = Front::new(store).await;
    let mut who = investigator(&front).await;
    let release = short_call("ocds-x-1", "A new school", "2025-07-01T00:00:00Z");
    upload(
        &front,
        &mut who,
        "city",
        &[("one.json", &lines(&[release]))],
    )
    .await;
    drop(who);
    front
}

/// The id of a flag of a process.
pub(crate) async fn flag(front: &Front, ocid: &str, indicator: &str) -> String {
    let path = format!("/api/v1/contracts/{ocid}");
    let body = front
        .stranger()
        .api("GET", &path, None)
        .await
        .expect(200)
        .json();
    let flags = body["flags"].as_array().unwrap();
    let found = flags.iter().find(|f| f["indicator"] == indicator);
    found.unwrap_or_else(|| panic!("no {indicator} in {flags:?}"))["id"]
        .as_str()
        .unwrap()
        .to_owned()
}
