//! Files in pieces (tus 1.0.0): they go on where they stopped, and only their sender's go anywhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use harness::http::{Call, Front, Reply, Visitor};
use harness::{Store, stores};
use sha2::{Digest as _, Sha256};

use crate::licence::begin;

const MEDIA: &str = "application/offset+octet-stream";

async fn tus(
    visitor: &mut Visitor<'_>,
    (method, path): (&str, &str),
    headers: &[(&str, &str)],
    body: Option<&[u8]>,
) -> Reply {
    let session = visitor.api("GET", "/api/v1/session", None).await.json();
    let csrf = session["csrf"].as_str().unwrap().to_owned();
    let mut call = Call::new(method, path)
        .from_own_page()
        .header("accept", "application/json")
        .header("x-csrf-token", csrf)
        .header("tus-resumable", "1.0.0");
    for (name, value) in headers {
        call = call.header(name, *value);
    }
    if let Some(bytes) = body {
        call = call.body(MEDIA, bytes);
    }
    visitor.send(call).await
}

fn about(field: &str, name: &str, sha256: &str) -> String {
    let pairs = [("field", field), ("filename", name), ("sha256", sha256)];
    let pairs = pairs.map(|(key, value)| format!("{key} {}", STANDARD.encode(value)));
    pairs.join(",")
}

async fn create(visitor: &mut Visitor<'_>, draft: &str, size: usize, about: &str) -> Reply {
    let size = size.to_string();
    let headers = [("upload-length", size.as_str()), ("upload-metadata", about)];
    tus(
        visitor,
        ("POST", &format!("{draft}/uploads")),
        &headers,
        None,
    )
    .await
}

async fn piece(visitor: &mut Visitor<'_>, url: &str, at: usize, bytes: &[u8]) -> Reply {
    let at = at.to_string();
    tus(
        visitor,
        ("PATCH", url),
        &[("upload-offset", &at)],
        Some(bytes),
    )
    .await
}

fn pdf(size: usize) -> (Vec<u8>, String) {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.resize(size, b' ');
    let hash = hex::encode(Sha256::digest(&bytes));
    (bytes, hash)
}

async fn files(visitor: &mut Visitor<'_>, draft: &str) -> Vec<(String, String)> {
    let path = format!("/api/v1{draft}");
    let draft = visitor.api("GET", &path, None).await.expect(200).json();
    let all = draft["files"].as_array().unwrap().iter();
    let text = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    all.map(|f| (text(&f["name"]), text(&f["hash"]))).collect()
}

#[tokio::test]
async fn a_file_comes_in_pieces_and_is_attached_when_it_is_whole() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let draft = begin(&mut salma, "business-licence").await;
        let (bytes, hash) = pdf(5000);
        let made = create(&mut salma, &draft, 5000, &about("lease", "عقد.pdf", &hash)).await;
        let made = made.expect(201);
        let url = made.location().to_owned();
        let first = piece(&mut salma, &url, 0, &bytes[..2000]).await;
        assert_eq!(first.expect(204).header("upload-offset"), "2000");
        piece(&mut salma, &url, 0, &bytes[..2000]).await.expect(409);
        piece(&mut salma, &url, 3000, &bytes[3000..])
            .await
            .expect(409);
        let long = [&bytes[2000..], b"more"].concat();
        piece(&mut salma, &url, 2000, &long).await.expect(409);
        let here = tus(&mut salma, ("HEAD", &url), &[], None).await.expect(200);
        assert_eq!(here.header("upload-offset"), "2000");
        assert_eq!(here.header("upload-length"), "5000");
        assert!(files(&mut salma, &draft).await.is_empty());
        let last = piece(&mut salma, &url, 2000, &bytes[2000..]).await;
        assert_eq!(last.expect(204).header("upload-offset"), "5000");
        assert_eq!(files(&mut salma, &draft).await, [("عقد.pdf".into(), hash)]);
        tus(&mut salma, ("HEAD", &url), &[], None).await.expect(404);
    }
}

#[tokio::test]
async fn what_is_not_what_it_says_is_refused_whole() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let (bytes, hash) = pdf(100);
    let other = about("lease", "a.pdf", &"0".repeat(64));
    let made = create(&mut salma, &draft, 100, &other).await.expect(201);
    piece(&mut salma, made.location(), 0, &bytes)
        .await
        .expect(422);
    let made = create(&mut salma, &draft, 4, &about("lease", "a.pdf", "")).await;
    piece(&mut salma, made.location(), 0, b"MZ\x90\0")
        .await
        .expect(415);
    create(&mut salma, &draft, 0, &about("lease", "a.pdf", ""))
        .await
        .expect(400);
    let much = casework::case::LARGEST + 1;
    create(&mut salma, &draft, much, &about("lease", "a.pdf", ""))
        .await
        .expect(413);
    create(&mut salma, &draft, 9, &about("business_name", "a", ""))
        .await
        .expect(404);
    create(&mut salma, &draft, 9, "field %").await.expect(400);
    assert!(files(&mut salma, &draft).await.is_empty());
    let mut last = String::new();
    for _ in 0..10 {
        let made = create(&mut salma, &draft, 100, &about("lease", "a.pdf", &hash)).await;
        last = made.expect(201).location().to_owned();
    }
    create(&mut salma, &draft, 100, &about("lease", "a.pdf", &hash))
        .await
        .expect(409);
    tus(&mut salma, ("DELETE", &last), &[], None)
        .await
        .expect(204);
    create(&mut salma, &draft, 100, &about("lease", "a.pdf", &hash))
        .await
        .expect(201);
}

#[tokio::test]
async fn a_file_on_its_way_is_its_senders() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let (bytes, hash) = pdf(100);
    let made = create(&mut salma, &draft, 100, &about("lease", "a.pdf", &hash)).await;
    let url = made.location().to_owned();
    let mut omar = front.citizen("Omar Khalil").await;
    create(&mut omar, &draft, 100, &about("lease", "a.pdf", &hash))
        .await
        .expect(404);
    tus(&mut omar, ("HEAD", &url), &[], None).await.expect(404);
    piece(&mut omar, &url, 0, &bytes).await.expect(404);
    tus(&mut omar, ("DELETE", &url), &[], None)
        .await
        .expect(404);
    let bare = Call::new("PATCH", url.as_str())
        .from_own_page()
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", "0")
        .body(MEDIA, bytes);
    salma.send(bare).await.expect(403);
}

#[tokio::test]
async fn a_piece_beyond_the_end_of_numbers_is_no_piece() {
    let front = Front::new(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let (bytes, hash) = pdf(100);
    let made = create(&mut salma, &draft, 100, &about("lease", "a.pdf", &hash)).await;
    let url = made.expect(201).location().to_owned();
    for place in [u64::MAX, u64::MAX - 99, 1 << 63] {
        let headers = [("upload-offset", place.to_string())];
        let headers = headers.each_ref().map(|(n, v)| (*n, v.as_str()));
        let far = tus(&mut salma, ("PATCH", &url), &headers, Some(&bytes)).await;
        far.expect(409);
    }
    piece(&mut salma, &url, 0, &bytes).await.expect(204);
}

#[tokio::test]
async fn nobody_fills_the_disk_with_drafts() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let large = 10 << 20;
        let lease = about("lease", "a.pdf", "");
        for _ in 0..2 {
            let draft = begin(&mut salma, "business-licence").await;
            for _ in 0..10 {
                front.house.advance(std::time::Duration::from_secs(2));
                create(&mut salma, &draft, large, &lease).await.expect(201);
            }
        }
        let third = begin(&mut salma, "business-licence").await;
        create(&mut salma, &third, 1, &lease).await.expect(409);
        let (bytes, _) = pdf(100);
        let path = format!("/api/v1{third}/files/lease?name=a.pdf");
        let whole = Call::new("POST", &path)
            .header("authorization", salma.bearer())
            .header("idempotency-key", "whole")
            .body("application/octet-stream", &bytes[..]);
        salma.send(whole).await.expect(409);
        assert!(files(&mut salma, &third).await.is_empty());
        let mut karim = front.citizen("Karim Nassar").await;
        let own = begin(&mut karim, "business-licence").await;
        create(&mut karim, &own, large, &lease).await.expect(201);
    }
}
