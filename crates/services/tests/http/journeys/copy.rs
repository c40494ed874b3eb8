//! A copy from the civil register: where the rules allow it, nobody decides.

use harness::http::{Front, PDF, Visitor};
use harness::stores;

use crate::licence::{begin, number_of, work};

/// Asks for a copy of a birth entry, as who has this relation to the person in it.
pub(crate) async fn request(visitor: &mut Visitor<'_>, relation: &str) -> String {
    let draft = begin(visitor, "certificate-copy").await;
    let pages: [(&str, &[(&str, &str)]); 5] = [
        ("register", &[("register", "birth")]),
        // Digits as an Arabic keyboard types them.
        ("entry", &[("entry_number", "4512"), ("year", "١٩٨٤")]),
        (
            "relation",
            &[("person_name", "Karim Haddad"), ("relation", relation)],
        ),
        (
            "purpose",
            &[
                ("purpose", "passport"),
                ("interest", "I am party to an inheritance case."),
            ],
        ),
        (
            "delivery",
            &[("delivery", "counter"), ("email", "karim@example.org")],
        ),
    ];
    for (page, fields) in pages {
        visitor
            .post(&format!("{draft}/pages/{page}"), fields)
            .await
            .expect(303);
    }
    let files: &[(&str, &str, &[u8])] = &[("id_copy", "identity.pdf", PDF)];
    visitor
        .upload(&format!("{draft}/pages/documents"), &[], files)
        .await
        .expect(303);
    visitor
        .post(&format!("{draft}/pages/declaration"), &[("agree", "true")])
        .await
        .leads(&format!("{draft}/check"));
    visitor
        .get(&format!("{draft}/check"))
        .await
        .expect(200)
        .says("B-1984-4512");
    let sent = visitor.post(&format!("{draft}/submit"), &[]).await;
    number_of(&sent)
}

#[tokio::test]
async fn a_copy_of_ones_own_entry_is_issued_at_once_by_the_rules_alone() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut karim = front.citizen("Karim Haddad").await;
        let number = request(&mut karim, "self").await;
        let case = karim.get(&format!("/cases/{number}")).await.expect(200);
        let case = case.says("Copy issued").says("Closed");
        assert!(!case.words().contains("assigned to"), "nobody was drawn");
        karim
            .get(&format!("/cases/{number}/certificates/1"))
            .await
            .expect(200)
            .says("Karim Haddad")
            .says("B-1984-4512");
        // Why the rules decided so stands on the page, with the article.
        karim
            .get(&format!("/cases/{number}"))
            .await
            .expect(200)
            .says("Entitlement checked by the rules")
            .says("Article");
    }
}

#[tokio::test]
async fn a_copy_for_somebody_else_goes_to_an_archivist_and_a_registrar() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut other = front.citizen("Omar Khalil").await;
    let number = request(&mut other, "other").await;
    let found = [
        ("found", "yes"),
        ("place", "Volume 12, page 3"),
        ("remarks", "None to be made"),
    ];
    assert_eq!(work(&front, &number, &found).await.0, "archivist");
    let issue = [
        ("outcome", "issue"),
        ("reason", "The interest is shown by the summons."),
    ];
    let registrar = crate::signed::sign(&front, &number, &issue).await;
    assert_eq!(registrar, "registrar");
}
