//! The keys of the record, as everybody sees them while and after they change.

use casework::Actor;
use casework::record::{add_log_key, retire_log_key};
use harness::Store;
use harness::http::{Call, Front};

#[tokio::test]
async fn the_page_its_twin_and_the_files_show_all_keys_with_their_times() {
    let front = Front::new(Store::Sqlite).await;
    let casework = &front.house.casework;
    let old = casework.published().borrow().keys[0].clone();
    let mut visitor = front.stranger();
    let page = visitor.get("/record?lang=en").await.expect(200);
    let page = page.says(&old);
    assert!(!page.words().contains("Keys of the record"));
    assert_eq!(
        visitor.get("/record/rotations").await.expect(200).text(),
        "[]\n"
    );

    let identity = &casework.parts.identity;
    let (new, _) = identity.signers.make(&casework.parts.entropy).unwrap();
    let key = new.clone();
    let add = casework.write(move |tx| add_log_key(tx, Actor::Operator, &key, "Every two years"));
    add.await.unwrap();
    for (lang, words) in [
        ("en", "every checkpoint is signed with both"),
        ("fr", "chaque point de contrôle est signé avec les deux"),
        ("ar", "بالمفتاحين معًا"),
    ] {
        let page = visitor
            .get(&format!("/record?lang={lang}"))
            .await
            .expect(200);
        page.says(&old).says(&new).says(words);
    }
    let file = visitor.get("/record/vkey").await.expect(200);
    assert_eq!(file.text(), format!("{old}\n{new}\n"));

    let key = old.clone();
    let retire =
        casework.write(move |tx| retire_log_key(tx, Actor::Operator, &key, "Stolen", true));
    retire.await.unwrap();
    let page = visitor.get("/record?lang=en").await.expect(200);
    page.says(&old).says("Retired").says(&new);
    let twin = visitor.get("/api/v1/record").await.expect(200).json();
    assert_eq!(twin["vkey"], new);
    assert_eq!(twin["keys"][0]["vkey"], old);
    assert!(twin["keys"][0]["retired"].is_string() && twin["keys"][1].get("retired").is_none());
    assert_eq!(
        visitor.get("/record/vkey").await.expect(200).text(),
        format!("{new}\n")
    );

    // What the old key vouches for; and a receipt is checked under the key of its time.
    let file = visitor.get("/record/rotations").await.expect(200);
    let receipts = tlog::rotation::decode(&file.body).unwrap();
    let trusted = tlog::Verifiers::parse([&old]).unwrap();
    let (_, handed) = tlog::rotation::follow(trusted, &receipts);
    assert_eq!(handed[0].key.to_string(), new);
    let check = Call::new("POST", "/api/v1/verify").body("application/json", receipts[0].encode());
    let told = visitor.send(check).await.expect(200).json();
    assert_eq!(
        (&told["holds"], &told["kind"]),
        (&true.into(), &"log.key.added".into())
    );
}
