//! Tokens for programs.

use std::time::Duration;

use casework::record::Tx;
use casework::tokens::{self, NewToken};
use harness::{Scene, stores};
use sha2::{Digest as _, Sha256};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_works_until_it_ends_or_is_withdrawn_and_is_kept_as_a_hash() {
    for store in stores() {
        let scene = Scene::new(store, 1).await;
        let (house, citizen) = (&scene.house, scene.citizen);
        let new = NewToken {
            name: "My accountant".into(),
            scopes: vec!["cases:read".into()],
            days: 30,
        };
        let other = new.clone();
        let token = house
            .casework
            .write(move |tx| tokens::make(tx, citizen, &new))
            .await
            .unwrap();
        let withdrawn = house
            .casework
            .write(move |tx| tokens::make(tx, citizen, &other))
            .await
            .unwrap();
        assert_eq!(token.len(), 43);
        let works = |token: &str| {
            let (hash, now): ([u8; 32], _) = (Sha256::digest(token).into(), house.now());
            house
                .casework
                .read(move |link, parts| tokens::authenticate(link, parts, &hash, now))
        };
        let known = works(&token).await.unwrap();
        assert_eq!(
            known,
            Some((citizen, vec!["cases:read".to_owned()])),
            "{store:?}"
        );
        let revoke = move |tx: &mut Tx<'_>| tokens::revoke(tx, citizen, 2);
        house.casework.write(revoke).await.unwrap();
        assert_eq!(works(&withdrawn).await.unwrap(), None);
        let officer = scene.officers[0];
        let others = house
            .casework
            .write(move |tx| tokens::revoke(tx, officer, 1))
            .await;
        assert!(
            matches!(others, Err(casework::Error::NotFound)),
            "it is not theirs"
        );
        house.advance(Duration::from_secs(30 * 24 * 3600 - 1));
        assert!(works(&token).await.unwrap().is_some());
        house.advance(Duration::from_secs(1));
        assert_eq!(works(&token).await.unwrap(), None);
        assert_eq!(house.audit().await.findings, []);
        // With the database alone: more scopes for a token that one has, and a token made of another's row.
        let (hash, officer) = (hex::encode(Sha256::digest("planted")), scene.officers[0]);
        let lit = |hash: &str| match store {
            harness::Store::Sqlite => format!("x'{hash}'"),
            harness::Store::Postgres => format!("decode('{hash}', 'hex')"),
        };
        house.tamper("update api_tokens set scopes = 'tasks:read', expires_at = 4102444800000000, revoked_at = null").await;
        assert_eq!(works(&token).await.unwrap(), None, "its end is sealed");
        let planted = format!(
            "update api_tokens set token_hash = {}, person = {officer} where id = 2",
            lit(&hash)
        );
        house.tamper(&planted).await;
        assert_eq!(works("planted").await.unwrap(), None, "{store:?}");
        let findings = format!("{:?}", house.audit().await.findings);
        assert!(findings.contains("api_tokens"), "{findings}");
    }
}
