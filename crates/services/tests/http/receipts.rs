//! Checking: a receipt holds as it was given out, and in no other way.

use std::collections::BTreeSet;

use harness::Store;
use harness::http::{Call, Front, Reply, copy};
use serde_json::{Value, json};
use tlog::Receipt;

/// A house with a receipt of it: of an entry in the middle, so that the proof has hashes.
async fn receipt(front: &Front) -> Vec<u8> {
    let mut salma = front.citizen("Salma Haddad").await;
    let number = copy(&mut salma).await;
    let list = salma
        .api("GET", &format!("/api/v1/cases/{number}/timeline"), None)
        .await;
    let list = list.json();
    let first = list["items"].as_array().unwrap().last().unwrap().clone();
    let path = first["receipt"].as_str().unwrap().to_owned();
    salma.get(&path).await.expect(200).body
}

async fn check(front: &Front, file: Vec<u8>) -> Reply {
    let call = Call::new("POST", "/api/v1/verify").body("application/json", file);
    front.stranger().send(call).await
}

#[tokio::test]
async fn a_receipt_with_one_bit_flipped_does_not_hold_wherever_the_bit_is() {
    let front = Front::new(Store::Sqlite).await;
    let good = receipt(&front).await;
    let holds = check(&front, good.clone()).await.expect(200).json();
    assert_eq!(holds["holds"], true);
    let original = Receipt::decode(&good).unwrap();
    let mut faults = BTreeSet::new();
    for at in 0..good.len() {
        let mut file = good.clone();
        file[at] ^= 1 << (at % 8);
        let reply = check(&front, file.clone()).await;
        if reply.status == 200 {
            // Only what says the same still holds: a space for the newline at the end.
            assert_eq!(
                Receipt::decode(&file).as_ref(),
                Ok(&original),
                "bit {} of byte {at}",
                at % 8
            );
            continue;
        }
        let told = reply.expect(422).json();
        assert_eq!(told["holds"], false);
        assert!(told.get("body").is_none() && told.get("case").is_none());
        faults.insert(told["fault"].as_str().unwrap().to_owned());
    }
    let all = ["body", "file", "inclusion", "signature"].map(str::to_owned);
    assert!(all.iter().all(|f| faults.contains(f)), "{faults:?}");
}

/// The receipt with one of its fields replaced.
fn with(file: &[u8], field: &str, value: impl Into<Value>) -> Vec<u8> {
    let mut receipt: Value = serde_json::from_slice(file).unwrap();
    receipt[field] = value.into();
    receipt.to_string().into_bytes()
}

#[tokio::test]
async fn each_way_in_which_a_receipt_fails_is_told_in_words() {
    let front = Front::new(Store::Sqlite).await;
    let good = receipt(&front).await;
    let read: Value = serde_json::from_slice(&good).unwrap();
    let proof = read["proof"].as_str().unwrap();
    // The last line of the checkpoint is its signature: key's name, then base64.
    let signed = proof.trim_end().rsplit(' ').next().unwrap();
    let half = signed.len() / 2;
    let turned = if signed.as_bytes()[half] == b'A' {
        "B"
    } else {
        "A"
    };
    let forged = format!("{}{turned}{}", &signed[..half], &signed[half + 1..]);
    let forged = proof.replace(signed, &forged);
    // The index is the proof's third line, after what the leaf says.
    let index = proof.lines().find(|l| l.starts_with("index ")).unwrap();
    let moved = proof.replacen(index, "index 1", 1);
    let body = read["body"].as_str().unwrap();
    let other_body = format!(
        "{}{}",
        if body.starts_with('A') { 'B' } else { 'A' },
        &body[1..]
    );
    for (file, said) in [
        (b"".to_vec(), "The file is not a receipt"),
        (b"not a receipt".to_vec(), "The file is not a receipt"),
        (b"{}".to_vec(), "The file is not a receipt"),
        (good[..good.len() / 2].to_vec(), "The file is not a receipt"),
        (with(&good, "extra", 1), "The file is not a receipt"),
        (
            with(&good, "format", "diwan-receipt/v2"),
            "The file is not a receipt",
        ),
        (with(&good, "salt", "AAAA"), "The file is not a receipt"),
        (
            with(&good, "body", other_body),
            "somebody changed the text after the fact",
        ),
        (
            with(&good, "proof", moved),
            "do not lead to the signed root",
        ),
        (
            with(&good, "proof", forged),
            "was not signed by this record",
        ),
    ] {
        let mut stranger = front.stranger();
        stranger.get("/verify").await.expect(200);
        stranger
            .upload("/verify", &[], &[("receipt", "r.json", &file)])
            .await
            .expect(422)
            .says("The receipt does not hold")
            .says(said);
        // Pasted, it is the same.
        let text = String::from_utf8(file).unwrap();
        let reply = stranger
            .post("/verify", &[("text", &text)])
            .await
            .expect(422);
        reply.says(said);
    }
    let mut stranger = front.stranger();
    stranger.get("/verify").await.expect(200);
    let text = String::from_utf8(good).unwrap();
    stranger
        .post("/verify", &[("text", &text)])
        .await
        .expect(200)
        .says("The receipt holds");
}

#[tokio::test]
async fn a_receipt_from_before_a_rollback_is_evidence_against_the_record() {
    let front = Front::new(Store::Sqlite).await;
    let old = receipt(&front).await;
    // A record that was set back: the same keys, a shorter list.
    front
        .house
        .tamper("update log set size = 3 where id = 1")
        .await;
    let told = check(&front, old).await.expect(422).json();
    assert_eq!(told["fault"], "history");
}

#[tokio::test]
async fn a_code_that_is_wrong_by_one_sign_finds_nothing() {
    let front = Front::new(Store::Sqlite).await;
    let mut stranger = front.stranger();
    stranger
        .get("/verify?code=hello")
        .await
        .expect(422)
        .says("This is not a code.");
    for code in [
        "0-0000-0000",
        "5-ZZZZ-ZZZZ",
        "18446744073709551615-0000-0000",
    ] {
        stranger
            .get(&format!("/verify?code={code}"))
            .await
            .expect(404)
            .says("The record has no entry with this code.");
        let problem = stranger
            .get(&format!("/api/v1/verify/{code}"))
            .await
            .expect(404)
            .json();
        assert_eq!(problem["type"], "/problems/not-found");
    }
}

#[tokio::test]
async fn the_record_is_published_as_anybody_can_read_it() {
    let front = Front::new(Store::Sqlite).await;
    receipt(&front).await;
    let mut stranger = front.stranger();
    let record = stranger.get("/api/v1/record").await.expect(200).json();
    let checkpoint = stranger.get("/record/checkpoint").await.expect(200);
    assert_eq!(json!(checkpoint.text()), record["checkpoint"]);
    assert_eq!(checkpoint.header("access-control-allow-origin"), "*");
    let size = record["size"].as_u64().unwrap();
    assert!(size > 10);
    let entries = stranger
        .get(&format!("/record/tile/entries/000.p/{size}"))
        .await
        .expect(200);
    assert!(!entries.body.is_empty());
    assert!(entries.header("cache-control").contains("immutable"));
    for nothing in [
        "0/001",
        "entries/001",
        "0/000.p/256",
        "0/0",
        "9/000",
        "data/000",
        "../../keys",
    ] {
        stranger
            .get(&format!("/record/tile/{nothing}"))
            .await
            .expect(404);
    }
}
