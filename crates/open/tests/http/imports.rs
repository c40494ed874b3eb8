//! Importing: by upload and over the API, twice, anew, with what cannot be read, by whom.

use harness::http::{CITY_LICENSING, Front};
use harness::{Store, stores};
use serde_json::json;

use crate::scene::{CITY, city, investigator, lines, short_call, upload};

async fn entries(front: &Front) -> i64 {
    let count = front.house.casework.read(|link, _| {
        let sql = "select count(*) from entries where kind = 'data.imported'";
        Ok(link.query(sql, &[])?[0].get(0)?)
    });
    count.await.unwrap()
}

#[tokio::test]
async fn an_upload_is_imported_in_the_background_and_says_what_could_not_be_read() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut who = investigator(&front).await;
        who.get("/imports")
            .await
            .expect(200)
            .says("Nothing has been imported yet");
        who.get("/imports/new").await.expect(200);
        let fields = [("publisher", "al-madina"), ("name", "City of Al-Madina")];
        let files = [("files", "contracts.jsonl", CITY)];
        let at = who
            .upload("/imports/new", &fields, &files)
            .await
            .expect(303);
        let at = at.location().to_owned();
        who.get(&at)
            .await
            .expect(200)
            .says("Waiting")
            .says("0 % done");
        front
            .stranger()
            .get("/contracts")
            .await
            .expect(200)
            .says("No contracts have been imported yet");
        front.import().await;
        let page = who.get(&at).await.expect(200);
        let page = page
            .says("Done")
            .says("line 41, byte")
            .says("Contracting processes");
        assert!(page.words().contains("96"), "{}", page.words());
        assert!(
            page.words().contains("Pieces that could not be read 1"),
            "{}",
            page.words()
        );
        let api = who
            .api("GET", &format!("/api/v1{at}"), None)
            .await
            .expect(200)
            .json();
        assert_eq!(
            (api["state"].as_str(), api["problems"].as_u64()),
            (Some("done"), Some(1))
        );
        assert_eq!(api["named"][0]["line"], 41);
        assert_eq!(api["files"][0]["size"].as_u64(), Some(CITY.len() as u64));
        who.get("/imports")
            .await
            .expect(200)
            .says("City of Al-Madina");
    }
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let front = city(Store::Sqlite).await;
    let mut who = investigator(&front).await;
    assert_eq!(entries(&front).await, 1);
    let at = upload(&front, &mut who, "al-madina", &[("again.jsonl", CITY)]).await;
    who.get(&at).await.expect(200).says("Nothing new");
    assert_eq!(entries(&front).await, 1);
    assert!(front.house.audit().await.holds());
}

#[tokio::test]
async fn a_newer_import_replaces_by_ocid_and_keeps_the_rest() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut who = investigator(&front).await;
        let old = [
            short_call("ocds-x-1", "A new school", "2025-07-01T00:00:00Z"),
            short_call("ocds-x-2", "A bridge", "2025-07-01T00:00:00Z"),
        ];
        upload(&front, &mut who, "city", &[("old.jsonl", &lines(&old))]).await;
        let newer = short_call("ocds-x-1", "A larger school", "2025-08-01T00:00:00Z");
        let update = json!({"ocid": "ocds-x-2", "id": "2", "date": "2025-09-01T00:00:00Z",
            "tag": ["tenderAmendment"], "tender": {"title": "A longer bridge"}});
        upload(
            &front,
            &mut who,
            "city",
            &[("new.jsonl", &lines(&[newer, update]))],
        )
        .await;
        let mut reader = front.stranger();
        reader
            .get("/contracts/ocds-x-1")
            .await
            .expect(200)
            .says("A larger school");
        let merged = reader.get("/contracts/ocds-x-2").await.expect(200);
        merged.says("A longer bridge").says("Écoles & Cie");
        let list = reader
            .api("GET", "/api/v1/contracts", None)
            .await
            .expect(200)
            .json();
        assert_eq!(
            list["items"].as_array().unwrap().len(),
            2,
            "each process once"
        );
        let release = reader
            .get("/api/v1/contracts/ocds-x-1/release")
            .await
            .expect(200);
        assert_eq!(release.json()["tender"]["title"], "A larger school");
        assert!(front.house.audit().await.holds());
        let report = audit(&front).await;
        assert_eq!(report.findings, [""; 0]);
        assert_eq!(report.processes, 2);
    }
}

pub(crate) async fn audit(front: &Front) -> open::audit::Report {
    let settings = front.house.settings().clone();
    tokio::task::spawn_blocking(move || open::audit::audit(&settings))
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn two_publishers_with_one_identifier_do_not_mix() {
    let front = Front::new(Store::Sqlite).await;
    let mut who = investigator(&front).await;
    for publisher in ["city", "region"] {
        let release = short_call(
            "ocds-x-1",
            &format!("School of the {publisher}"),
            "2025-07-01T00:00:00Z",
        );
        upload(
            &front,
            &mut who,
            publisher,
            &[("one.json", &lines(&[release]))],
        )
        .await;
    }
    let mut reader = front.stranger();
    let page = reader
        .get("/contracts/ocds-x-1?publisher=city")
        .await
        .expect(200);
    page.says("School of the city")
        .says("publishes a process with this identifier, too");
    reader
        .get("/contracts/ocds-x-1?publisher=region")
        .await
        .expect(200)
        .says("School of the region");
    reader
        .get("/contracts/ocds-x-1?publisher=nobody")
        .await
        .expect(404);
    reader
        .get("/buyers/B1")
        .await
        .expect(200)
        .says("Several publishers");
    reader
        .get("/buyers/B1?publisher=city")
        .await
        .expect(200)
        .says("Contracts 1");
}

#[tokio::test]
async fn what_is_asked_wrongly_says_what_to_do() {
    let front = Front::new(Store::Sqlite).await;
    let mut who = investigator(&front).await;
    who.get("/imports/new").await.expect(200);
    let fields = [
        ("publisher", "No Spaces!"),
        ("name", "x"),
        ("urls", "http://data.example/a"),
    ];
    let page = who.upload("/imports/new", &fields, &[]).await.expect(422);
    let page = page
        .says("small letters, digits or hyphens")
        .says("Give the name");
    page.says("Only https addresses on the hosts");
    let body = json!({"publisher": "city", "name": "City", "urls": ["https://evil.example/x"]});
    let refused = who
        .api("POST", "/api/v1/imports", Some(body))
        .await
        .expect(422)
        .json();
    assert_eq!(refused["errors"][0]["pointer"], "/urls");
    let body =
        json!({"publisher": "city", "name": "City", "files": [{"name": "a", "content": "%"}]});
    who.api("POST", "/api/v1/imports", Some(body))
        .await
        .expect(422);
}

#[tokio::test]
async fn over_the_api_an_import_is_asked_for_once() {
    let front = Front::new(Store::Sqlite).await;
    let mut who = investigator(&front).await;
    // `{"ocid":"ocds-x-9"}` in base64.
    let body = json!({"publisher": "city", "name": "City", "files": [{"name": "a.json", "content": "eyJvY2lkIjoib2Nkcy14LTkifQ=="}]});
    let key = who.fresh_key();
    let first = who
        .api_as(&key, "POST", "/api/v1/imports", Some(body.clone()))
        .await
        .expect(200)
        .json();
    let again = who
        .api_as(&key, "POST", "/api/v1/imports", Some(body))
        .await
        .expect(200)
        .json();
    assert_eq!(first, again);
    front.import().await;
    let list = who
        .api("GET", "/api/v1/imports", None)
        .await
        .expect(200)
        .json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    front
        .stranger()
        .get("/contracts/ocds-x-9")
        .await
        .expect(200);
}

#[tokio::test]
async fn only_investigators_import() {
    let front = Front::new(Store::Sqlite).await;
    let mut citizen = front.citizen("Salma Haddad").await;
    for path in [
        "/imports",
        "/imports/new",
        "/imports/1",
        "/flags",
        "/flags/organisations",
    ] {
        let reply = front.stranger().get(path).await.expect(303);
        assert!(reply.location().starts_with("/sign-in"), "{path}");
        front
            .any(CITY_LICENSING, "clerk")
            .await
            .get(path)
            .await
            .expect(403);
        citizen.get(path).await.expect(403);
    }
    let mut who = investigator(&front).await;
    who.get("/flags")
        .await
        .expect(200)
        .says("Nothing is waiting");
    // Who has left the office is no investigator any more, whatever the session says.
    let person = front
        .officials
        .iter()
        .find(|o| o.name == "Joumana Saad")
        .unwrap()
        .person;
    let role = casework::people::Role {
        person,
        agency: "integrity-office".into(),
        role: "investigator".into(),
    };
    let revoked = front
        .house
        .casework
        .write(move |tx| casework::people::revoke(tx, casework::Actor::Operator, &role));
    revoked.await.unwrap();
    who.get("/flags").await.expect(403);
    let fields = [("publisher", "city"), ("name", "City")];
    who.upload("/imports/new", &fields, &[("files", "a.json", b"{}")])
        .await
        .expect(403);
}

/// Serves one file once, on this machine.
fn serve(body: Vec<u8>) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = [0; 4096];
        let _ = stream.read(&mut head).unwrap();
        let length = body.len();
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&body).unwrap();
    });
    origin
}

#[tokio::test]
async fn an_address_is_fetched_by_the_job_and_kept_like_any_file() {
    let front = Front::new(Store::Sqlite).await;
    let origin = serve(CITY.to_vec());
    let hosts = open::Hosts::new([origin.as_str()]).unwrap();
    let open = open::Open::new(front.house.casework.clone(), String::new(), hosts).unwrap();
    let ask = |url: String| {
        let job = open::import::NewJob {
            publisher: "al-madina".into(),
            name: "City".into(),
            files: vec![casework::record::fact::ImportedFile {
                name: url,
                hash: String::new(),
                size: 0,
            }],
            overrides: String::new(),
        };
        front
            .house
            .casework
            .write(move |tx| open::import::add(tx, casework::Actor::Operator, &job))
    };
    ask(format!("{origin}/contracts.jsonl")).await.unwrap();
    ask("https://elsewhere.example/x".into()).await.unwrap();
    while open::import::work(&open).await.unwrap() {}
    let mut who = investigator(&front).await;
    let list = who
        .api("GET", "/api/v1/imports", None)
        .await
        .expect(200)
        .json();
    let (refused, done) = (&list["items"][0], &list["items"][1]);
    assert_eq!(refused["state"], "failed");
    assert!(
        refused["note"]
            .as_str()
            .unwrap()
            .contains("only https addresses"),
        "{refused}"
    );
    assert_eq!(done["state"], "done");
    assert_eq!(done["files"][0]["hash"].as_str().unwrap().len(), 64);
    assert_eq!(audit(&front).await.processes, 96);
    assert!(front.house.audit().await.holds());
}
