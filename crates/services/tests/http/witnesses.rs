//! What people and programs are told of the record's witnesses and timestamps.

#[path = "../../../stamp/tests/openssl/authority.rs"]
mod authority;

use std::sync::Arc;
use std::time::Duration;

use casework::http::Http;
use casework::stamps::Authority;
use harness::http::{Call, Front};
use harness::{House, Store};
use tlog::cosignature::Cosigner;
use tlog::key::Algorithm;
use tlog::{Note, Policy};

fn cosigners() -> [Cosigner; 2] {
    [2, 3].map(|n| {
        let name = format!("witness{n}.example");
        Cosigner::from_seed(&name, Algorithm::CosignatureV1, &[n; 32]).unwrap()
    })
}

/// An office whose two witnesses, of whom one is enough, are at an address where nobody listens.
async fn front() -> Front {
    let [a, b] = cosigners().map(|c| c.verifier().to_string());
    let text = format!(
        "witness court {a} http://127.0.0.1:9\nwitness ngo {b} http://127.0.0.1:9\n\
         group g 1 court ngo\nquorum g\n"
    );
    let policy = Arc::new(Policy::parse(text.as_bytes()).unwrap());
    let house = House::new(Store::Sqlite).await;
    let house = house
        .reopen_with(|s| s.policy = Some(policy))
        .await
        .unwrap();
    Front::on(house, |_| {}).await
}

async fn round(front: &Front) {
    let http = Http::new(Duration::from_secs(1));
    let round = casework::witnesses::round(&front.house.casework, &http, "node");
    assert!(!round.await.unwrap());
}

/// The newest checkpoint with one cosignature, put where a round would put it.
async fn cosign(front: &Front) -> Note {
    let published = front.house.casework.published().borrow().clone();
    let mut note = Note::parse(published.checkpoint.as_bytes()).unwrap();
    cosigners()[0].cosign(&mut note, 1_795_507_200).unwrap();
    let size = published.size;
    front
        .house
        .tamper(&format!(
            "delete from cosigned; \
             insert into cosigned values (1, 'newest', {size}, '{note}', 1795507200000000); \
             insert into cosigned values (1, 'met', {size}, '{note}', 1795507200000000);"
        ))
        .await;
    note
}

#[tokio::test]
async fn without_a_policy_the_page_says_that_nobody_countersigns() {
    let front = Front::new(Store::Sqlite).await;
    let mut visitor = front.stranger();
    for (lang, words) in [
        (
            "en",
            "Nobody outside this office countersigns the record yet",
        ),
        ("fr", "Personne hors de cette administration ne contresigne"),
        ("ar", "لا أحد من خارج هذه الدائرة يوقّع"),
    ] {
        let page = visitor.get(&format!("/record?lang={lang}")).await;
        page.expect(200).says(words);
    }
    let twin = visitor.get("/api/v1/record").await.expect(200).json();
    assert!(twin.get("witnesses").is_none());
}

#[tokio::test]
async fn a_policy_that_is_not_met_is_told_at_once_and_aloud_after_ten_minutes() {
    let front = front().await;
    round(&front).await;
    let mut visitor = front.stranger();
    let page = visitor.get("/record?lang=en").await.expect(200);
    let page = page.says("Not enough witnesses have countersigned yet");
    assert!(
        !page
            .words()
            .contains("Too few witnesses countersign the record")
    );
    front.house.advance(Duration::from_secs(601));
    for (lang, words) in [
        ("en", "Too few witnesses countersign the record"),
        ("fr", "Trop peu de témoins contresignent le registre"),
        ("ar", "عدد الشهود الموقّعين على السجلّ قليل"),
    ] {
        let page = visitor.get(&format!("/record?lang={lang}")).await;
        page.expect(200).says(words);
    }
    let twin = visitor.get("/api/v1/record").await.expect(200).json();
    assert_eq!(twin["witnesses"]["warning"], true);
    assert_eq!(twin["witnesses"]["least"], 1);
    assert_eq!(twin["witnesses"]["witnesses"][1]["name"], "ngo");
}

#[tokio::test]
async fn the_checkpoint_the_receipt_and_its_check_show_who_countersigned() {
    let front = front().await;
    let mut visitor = front.stranger();
    // Not in the newest place any more, but in what is published.
    let note = cosign(&front).await;
    front.house.person("Later", None).await;
    let served = visitor.get("/record/checkpoint").await.expect(200).text();
    assert_eq!(served, note.to_string());

    let receipt = |seq: u64| {
        let read = move |link: &mut _, parts: &_| casework::record::receipt(link, parts, seq);
        front.house.casework.read(read)
    };
    let check = |file: Vec<u8>| Call::new("POST", "/api/v1/verify").body("application/json", file);
    let old = receipt(1).await.unwrap().encode();
    let told = visitor.send(check(old)).await.expect(200).json();
    assert_eq!(told["witnesses"][0], "witness2.example");
    assert_eq!(told["policy_met"], true);
    let newest = front.house.casework.published().borrow().size - 1;
    let new = receipt(newest).await.unwrap().encode();
    let told = visitor.send(check(new)).await.expect(200).json();
    assert_eq!(told["policy_met"], false);
    assert_eq!(told["witnesses"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_receipts_timestamp_is_checked_as_far_as_the_house_knows_its_authority() {
    let Some(notary) = authority::Authority::new("ec:P-256") else {
        eprintln!("SKIP: openssl is not installed");
        return;
    };
    let known = Arc::new(Authority {
        url: String::new(),
        roots: stamp::Roots::parse(&notary.roots()).unwrap(),
    });
    let house = House::new(Store::Sqlite).await;
    let house = house
        .reopen_with(|s| s.authority = Some(known))
        .await
        .unwrap();
    let front = Front::on(house, |_| {}).await;
    let read = |link: &mut _, parts: &_| casework::record::receipt(link, parts, 1);
    let mut receipt = front.house.casework.read(read).await.unwrap();
    let text = receipt.proof.checkpoint.text().to_owned();
    let stamped = |notary: &authority::Authority, message: &[u8]| {
        let reply = notary.reply(&stamp::request(message, 1));
        let token = stamp::response(&reply, message, 1).unwrap();
        assert!(notary.accepts(token.as_bytes(), message));
        token.as_bytes().to_vec()
    };
    let mut visitor = front.stranger();
    let call = |receipt: &tlog::Receipt| {
        Call::new("POST", "/api/v1/verify").body("application/json", receipt.encode())
    };
    receipt.stamp = Some(stamped(&notary, text.as_bytes()));
    let told = visitor.send(call(&receipt)).await.expect(200).json();
    assert!(
        told["stamped_at"].as_str().unwrap().starts_with("20"),
        "{told}"
    );
    // Of another message: the receipt as a whole does not hold.
    receipt.stamp = Some(stamped(&notary, b"another"));
    let told = visitor.send(call(&receipt)).await.expect(422).json();
    assert_eq!(told["fault"], "stamp");
    // By somebody whom this house does not know: it says nothing about it.
    let stranger = authority::Authority::new("ec:P-256").unwrap();
    receipt.stamp = Some(stamped(&stranger, text.as_bytes()));
    let told = visitor.send(call(&receipt)).await.expect(200).json();
    assert!(told.get("stamped_at").is_none());
}
