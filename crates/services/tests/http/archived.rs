//! An archived case: its pages, its data for programs, its document and its receipts are what they were.

use harness::http::{Front, Visitor, copy};
use harness::stores;

/// What every page and file of the case that its page leads to says, by address.
async fn all(visitor: &mut Visitor<'_>, number: &str) -> Vec<(String, u16, String)> {
    let page = visitor.get(&format!("/cases/{number}")).await.expect(200);
    let mut paths = page.links();
    paths.retain(|path| path.starts_with('/') && path.contains(number) && !path.contains("lang"));
    let timeline = format!("/api/v1/cases/{number}/timeline");
    let list = visitor.api("GET", &timeline, None).await.expect(200).json();
    for item in list["items"].as_array().unwrap() {
        paths.push(item["receipt"].as_str().unwrap().to_owned());
    }
    paths.extend([format!("/cases/{number}"), format!("/status/{number}")]);
    paths.sort();
    paths.dedup();
    let mut told = vec![(timeline, 200, list.to_string())];
    for path in paths {
        let reply = visitor.get(&path).await;
        told.push((path, reply.status, reply.words()));
    }
    told
}

/// What does not depend on the newest checkpoint, which has grown by the archive's entry: of a receipt, body and salt.
fn lasting(path: &str, text: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(mut receipt) if receipt.get("proof").is_some() => {
            receipt["proof"].take();
            receipt.to_string()
        }
        // A letter says at which head of the record it was made, and carries receipts.
        _ if path.contains("/entries/") || path.ends_with(".pdf") => String::new(),
        _ => text.to_owned(),
    }
}

#[tokio::test]
async fn a_case_in_an_archive_looks_as_it_did() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = copy(&mut salma).await;
        let before = all(&mut salma, &number).await;
        assert!(before.len() > 6, "{before:#?}");
        front.house.advance(std::time::Duration::from_secs(60));
        let (casework, now) = (&front.house.casework, front.house.now());
        let told = &mut |_: &casework::archive::Step| Ok(());
        let moved = casework::archive::archive(casework, now, told).await;
        let moved = moved.unwrap();
        assert_eq!((moved.cases, moved.documents), (1, 1), "{store:?}");
        let after = all(&mut salma, &number).await;
        assert_eq!(before.len(), after.len());
        for (was, is) in before.iter().zip(&after) {
            assert_eq!((&was.0, was.1), (&is.0, is.1), "{store:?}");
            let (path, was, is) = (&was.0, &was.2, &is.2);
            assert_eq!(lasting(path, was), lasting(path, is), "{store:?}: {path}");
        }
        assert_eq!(front.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test]
async fn an_archive_that_cannot_be_read_is_503_for_its_cases_alone() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = copy(&mut salma).await;
        front.house.advance(std::time::Duration::from_secs(60));
        let (casework, now) = (&front.house.casework, front.house.now());
        let told = &mut |_: &casework::archive::Step| Ok(());
        casework::archive::archive(casework, now, told)
            .await
            .unwrap();
        casework::archive::reachable(casework).await.unwrap();
        let dir = front.house.settings().archive_dir();
        let file = std::fs::read_dir(&dir).unwrap().next().unwrap().unwrap();
        // Its bytes are away under the hand of the process that has it open.
        let open = std::fs::File::options().write(true).open(file.path());
        open.unwrap().set_len(0).unwrap();
        let page = salma.get(&format!("/cases/{number}")).await.expect(503);
        page.says("The file with this closed case cannot be reached");
        let timeline = format!("/api/v1/cases/{number}/timeline");
        salma.api("GET", &timeline, None).await.expect(503);
        salma.get("/cases").await.expect(200).says(&number);
        std::fs::remove_dir_all(&dir).unwrap();
        let away = casework::archive::reachable(casework).await.unwrap_err();
        assert!(away.to_string().contains(".archive"), "{away}");
    }
}
