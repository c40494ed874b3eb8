//! Files: what they are is read from their bytes, and their names are only names.

use harness::http::{Call, Front, Visitor};
use harness::{Store, stores};

use crate::licence::{PDF, PNG, apply, begin};

async fn documents_page(visitor: &mut Visitor<'_>) -> String {
    let draft = begin(visitor, "business-licence").await;
    let here = format!("{draft}/pages/documents");
    visitor.get(&here).await.expect(200);
    here
}

/// The names of a draft's files, over the API.
async fn names(visitor: &mut Visitor<'_>, page: &str) -> Vec<String> {
    let draft = page.split("/pages/").next().unwrap();
    let draft = visitor
        .api("GET", &format!("/api/v1{draft}"), None)
        .await
        .expect(200)
        .json();
    let files = draft["files"].as_array().unwrap().iter();
    files
        .map(|f| f["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_file_that_lies_about_its_type_is_refused_by_name() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let here = documents_page(&mut salma).await;
    let odt =
        b"PK\x03\x04__________________________mimetypeapplication/vnd.oasis.opendocument.text";
    for (name, bytes) in [
        ("program.pdf", &b"MZ\x90\0\x03"[..]),
        ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
        (
            "picture.png",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        ),
        ("almost.pdf", b" %PDF-1.7"),
        ("script.jpg", b"#!/bin/sh"),
        ("archive.pdf", b"PK\x03\x04"),
        // A kind that we know, but not here.
        ("letter.odt", odt),
    ] {
        salma
            .upload(&here, &[], &[("lease", name, bytes)])
            .await
            .expect(422)
            .says("is not of a kind that we accept here. We look at the content, not at the name.");
        let draft = here.split("/pages/").next().unwrap();
        let call = Call::new("POST", format!("/api/v1{draft}/files/lease?name={name}"))
            .header("authorization", salma.bearer())
            .header("idempotency-key", name)
            .body("application/pdf", bytes);
        let problem = salma.send(call).await.expect(415).json();
        assert_eq!(problem["type"], "/problems/media-type");
    }
    salma
        .upload(&here, &[], &[("lease", "empty.pdf", b"")])
        .await
        .expect(422)
        .says("the file empty.pdf is empty");
    assert!(names(&mut salma, &here).await.is_empty());
}

#[tokio::test]
async fn the_name_of_a_file_is_no_path_and_no_trick() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let here = documents_page(&mut salma).await;
        let long = "x".repeat(300);
        for (n, (sent, kept)) in [
            ("../../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\salma\\lease.docx", "lease.pdf"),
            ("..", "file.pdf"),
            ("", "file.pdf"),
            (".htaccess", "htaccess.pdf"),
            ("lease.pdf.exe", "lease.pdf.pdf"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.pdf"),
            ("a\u{200f}b\u{2066}c.pdf", "abc.pdf"),
            ("<img src=x>.pdf", "_img src=x_.pdf"),
            ("عقد الإيجار.pdf", "عقد الإيجار.pdf"),
            ("two\tlines.pdf", "twolines.pdf"),
            (long.as_str(), &format!("{}.pdf", &long[..100])),
        ]
        .into_iter()
        .enumerate()
        {
            // Bytes of their own: the same file twice is one.
            let bytes = [PDF, sent.as_bytes(), &[n as u8]].concat();
            // What else is missing keeps the page from going on; the file is kept.
            salma.upload(&here, &[], &[("lease", sent, &bytes)]).await;
            let draft = here.split("/pages/").next().unwrap();
            let all = names(&mut salma, &here).await;
            assert_eq!(all, [kept], "{sent:?}");
            let encoded = web::forms::percent_encode(sent);
            let other = [PDF, b"other", &[n as u8]].concat();
            let call = Call::new(
                "POST",
                format!("/api/v1{draft}/files/id_copy?name={encoded}"),
            )
            .header("authorization", salma.bearer())
            .header("idempotency-key", format!("{n}"))
            .body("application/octet-stream", other);
            let files = salma.send(call).await.expect(201).json()["files"].clone();
            let copy = files
                .as_array()
                .unwrap()
                .iter()
                .find(|f| f["field"] == "id_copy");
            assert_eq!(copy.unwrap()["name"], kept, "{sent:?} over the API");
            for file in files.as_array().unwrap() {
                let field = file["field"].as_str().unwrap();
                let remove = format!("{field}:{}", file["hash"].as_str().unwrap());
                salma.post(&here, &[("remove", &remove)]).await.expect(200);
            }
        }
    }
}

#[tokio::test]
async fn a_file_of_ten_mebibytes_is_taken_and_one_byte_more_is_not() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let here = documents_page(&mut salma).await;
        let mut large = PDF.to_vec();
        large.resize(10 << 20, 0);
        salma
            .upload(&here, &[], &[("lease", "large.pdf", &large)])
            .await
            .expect(422);
        assert_eq!(names(&mut salma, &here).await, ["large.pdf"]);
        large.push(0);
        salma
            .upload(&here, &[], &[("id_copy", "larger.pdf", &large)])
            .await
            .expect(413)
            .says("This is too large to send")
            .says("Attach smaller files, or fewer at a time.");
        let draft = here.split("/pages/").next().unwrap();
        let call = Call::new("POST", format!("/api/v1{draft}/files/id_copy?name=x"))
            .header("authorization", salma.bearer())
            .header("idempotency-key", "1")
            .body("application/pdf", large);
        salma.send(call).await.expect(413);
        assert_eq!(names(&mut salma, &here).await, ["large.pdf"]);
    }
}

#[tokio::test]
async fn the_number_of_files_is_limited_by_request_by_question_and_by_draft() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let here = documents_page(&mut salma).await;
    let bytes: Vec<Vec<u8>> = (0..31_u8).map(|n| [PDF, &[n]].concat()).collect();
    let files = |from: usize, to: usize| -> Vec<(&str, &str, &[u8])> {
        bytes[from..to]
            .iter()
            .map(|b| ("lease", "a.pdf", b.as_slice()))
            .collect()
    };
    salma.upload(&here, &[], &files(0, 11)).await.expect(413);
    // Four where the form takes three: kept, so that one can be removed, and said.
    salma
        .upload(&here, &[], &files(0, 4))
        .await
        .expect(422)
        .says("Lease or title deed: give at most 3");
    for from in [4, 14] {
        salma
            .upload(&here, &[], &files(from, from + 10))
            .await
            .expect(422);
    }
    salma.upload(&here, &[], &files(24, 30)).await.expect(422);
    salma.upload(&here, &[], &files(30, 31)).await.expect(409);
    assert_eq!(names(&mut salma, &here).await.len(), 30);
}

#[tokio::test]
async fn a_file_is_removed_by_its_own_button_and_no_other() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let here = documents_page(&mut salma).await;
    let both: [(&str, &str, &[u8]); 2] = [("lease", "one.pdf", PDF), ("lease", "two.png", PNG)];
    salma.upload(&here, &[], &both).await.expect(422);
    let page = salma.get(&here).await.expect(200);
    let tags = page.tags();
    let button = tags
        .iter()
        .find(|t| t.get("name") == Some("remove"))
        .unwrap();
    for wrong in ["lease", "lease:xyz", ":", "id_copy:00", "lease:00"] {
        salma.post(&here, &[("remove", wrong)]).await.expect(200);
    }
    assert_eq!(names(&mut salma, &here).await.len(), 2);
    let remove = button.get("value").unwrap().to_owned();
    salma.post(&here, &[("remove", &remove)]).await.expect(200);
    assert_eq!(names(&mut salma, &here).await.len(), 1);
}

#[tokio::test]
async fn a_document_is_downloaded_as_a_file_and_never_shown() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = apply(&mut salma, &[]).await;
    let case = salma.get(&format!("/cases/{number}")).await.expect(200);
    let links = case.links();
    let document = links.iter().find(|l| l.contains("/documents/")).unwrap();
    let file = salma.get(document).await.expect(200);
    assert_eq!(file.body, PDF);
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"identity.pdf\"; filename*=UTF-8''identity.pdf"
    );
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("cache-control"), "no-store");
}
