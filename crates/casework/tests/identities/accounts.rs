//! Identities and accounts: one leads to one, each link is an entry, and erasing leaves nothing.

use casework::audit::Finding;
use casework::oidc::{Identity, Level};
use casework::people::identities::{self, Entered, Linked};
use casework::{Actor, Error, PersonId, people};
use harness::{House, stores};

fn identity(subject: &str, email: Option<&str>) -> Identity {
    Identity {
        issuer: "https://id.example".into(),
        subject: subject.into(),
        level: Level::High,
        at: "2026-11-24T07:59:00Z".parse().unwrap(),
        session: Some(format!("session of {subject}")),
        email: email.map(str::to_owned),
        name: Some("Salma Haddad".into()),
    }
}

async fn enter(house: &House, who: &Identity) -> Entered {
    let who = who.clone();
    let entered = house
        .casework
        .write(move |tx| identities::enter(tx, &who, "ar"));
    entered.await.unwrap()
}

async fn link(house: &House, person: PersonId, who: &Identity) -> Result<(), Error> {
    let who = who.clone();
    house
        .casework
        .write(move |tx| identities::link(tx, person, &who))
        .await
}

async fn linked(house: &House, person: PersonId) -> Vec<Linked> {
    let read = house
        .casework
        .read(move |link, _| identities::linked(link, person));
    read.await.unwrap()
}

fn as_person(entered: Entered) -> PersonId {
    match entered {
        Entered::As(person) => person,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_identity_leads_to_one_account_and_makes_it_the_first_time() {
    for store in stores() {
        let house = House::new(store).await;
        let person = as_person(enter(&house, &identity("1", Some("salma@example.org"))).await);
        assert_eq!(
            enter(&house, &identity("1", None)).await,
            Entered::As(person),
            "again"
        );
        let profile = house
            .casework
            .read(move |link, parts| people::profile(link, parts, person));
        let profile = profile.await.unwrap();
        assert_eq!(
            (profile.name.as_str(), profile.email.as_str()),
            ("Salma Haddad", "salma@example.org")
        );
        let other = as_person(enter(&house, &identity("2", None)).await);
        assert_ne!(
            person, other,
            "another subject is another person, whatever they are called"
        );
        assert_eq!(linked(&house, person).await.len(), 1);
        // The same subject of another provider is another identity.
        let elsewhere = Identity {
            issuer: "https://other.example".into(),
            ..identity("1", None)
        };
        assert_ne!(as_person(enter(&house, &elsewhere).await), person);
        assert!(house.audit().await.findings.is_empty());
    }
}

#[tokio::test]
async fn an_address_links_to_a_citizen_without_another_identity_and_never_to_an_official() {
    for store in stores() {
        let house = House::new(store).await;
        let salma = house.person("Salma Haddad", None).await;
        let address = Some("salma.haddad@example.org");
        assert_eq!(
            enter(&house, &identity("1", address)).await,
            Entered::As(salma)
        );
        // The address was given to somebody else since.
        assert_eq!(enter(&house, &identity("2", address)).await, Entered::Taken);
        house.person("Nadia Mansour", Some("office")).await;
        let official = Some("nadia.mansour@example.org");
        assert_eq!(
            enter(&house, &identity("3", official)).await,
            Entered::Official
        );
        assert!(house.audit().await.findings.is_empty());
    }
}

#[tokio::test]
async fn who_is_signed_in_links_and_unlinks_and_nobody_takes_anothers() {
    for store in stores() {
        let house = House::new(store).await;
        let salma = house.person("Salma Haddad", None).await;
        let omar = house.person("Omar Said", None).await;
        link(&house, salma, &identity("1", None)).await.unwrap();
        link(&house, salma, &identity("1", None)).await.unwrap();
        let entries = linked(&house, salma).await;
        assert_eq!(entries.len(), 1, "the same again is nothing new");
        for (person, subject) in [(omar, "1"), (salma, "2")] {
            let refused = link(&house, person, &identity(subject, None)).await;
            assert!(
                matches!(refused, Err(Error::Conflict(_))),
                "{person} {subject}: {refused:?}"
            );
        }
        let confirm = |person| {
            let who = identity("1", None);
            house
                .casework
                .write(move |tx| identities::confirm(tx, person, &who))
        };
        assert!(confirm(salma).await.unwrap());
        assert!(
            !confirm(omar).await.unwrap(),
            "another's identity proves nothing"
        );
        let tag = entries[0].tag;
        let unlink = |person| {
            house
                .casework
                .write(move |tx| identities::unlink(tx, person, &tag))
        };
        assert!(matches!(unlink(omar).await, Err(Error::NotFound)));
        unlink(salma).await.unwrap();
        assert!(linked(&house, salma).await.is_empty());
        // Who has no address has nothing else.
        let only = as_person(enter(&house, &identity("5", None)).await);
        let tag = linked(&house, only).await[0].tag;
        let refused = house
            .casework
            .write(move |tx| identities::unlink(tx, only, &tag))
            .await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        assert!(house.audit().await.findings.is_empty());
    }
}

#[tokio::test]
async fn a_link_that_no_entry_made_is_found_and_an_erased_person_leaves_none() {
    for store in stores() {
        let house = House::new(store).await;
        let person = as_person(enter(&house, &identity("1", None)).await);
        let erase = house
            .casework
            .write(move |tx| people::erase_person(tx, Actor::Operator, person, "asked for"));
        erase.await.unwrap();
        assert!(linked(&house, person).await.is_empty());
        let again = as_person(enter(&house, &identity("1", None)).await);
        assert_ne!(again, person, "who was erased comes as somebody new");
        assert!(house.audit().await.findings.is_empty());
        house.tamper("update identities set person = 1").await;
        let findings = house.audit().await.findings;
        let row = |f: &Finding| format!("{f:?}").contains("identities");
        assert!(findings.iter().any(row), "{findings:?}");
    }
}
