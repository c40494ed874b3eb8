//! Add another: the same questions for each of several partners, without a script.

use harness::http::Front;
use harness::stores;
use serde_json::json;

use crate::licence::{FILES, PAGES, begin, number_of};

const COMPANY: [(&str, &str); 3] = [
    ("business_name", "Al-Nour Partners"),
    ("legal_form", "partnership"),
    ("register_number", "2019-04512"),
];

#[tokio::test]
async fn partners_are_added_changed_and_taken_out_and_stand_in_the_case() {
    for store in stores() {
        let front = Front::new(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let draft = begin(&mut salma, "business-licence").await;
        let here = format!("{draft}/pages/partners");
        let to = salma
            .post(&format!("{draft}/pages/business"), &COMPANY)
            .await;
        assert_eq!(to.location(), here);
        let empty = salma.get(&here).await.expect(200);
        assert!(!empty.text().contains("partners.0.name"));
        let one = salma.post(&here, &[("add", "partners")]).await.expect(303);
        assert_eq!(
            one.location(),
            format!("{here}?add=partners#partners.0.name")
        );
        let page = salma.get(&format!("{here}?add=partners")).await;
        let page = page.expect(200).says("Partner 1");
        assert!(page.text().contains("id=\"partners.0.name\""));

        let first = [
            ("partners.0.name", "Rania Saleh"),
            ("partners.0.share", "60"),
        ];
        let more = [&first[..], &[("add", "partners")]].concat();
        let to = salma.post(&here, &more).await.expect(303);
        assert_eq!(
            to.location(),
            format!("{here}?add=partners#partners.1.name")
        );
        salma.get(&format!("{here}?add=partners")).await;
        let both = [
            &first[..],
            &[("partners.1.id_number", "12"), ("partners.1.share", "٦٠")],
        ]
        .concat();
        let refused = salma.post(&here, &both).await.expect(422);
        let refused = refused
            .says("Partner 2: Full name: answer this question")
            .says("Partner 2: Number of the identity card");
        assert!(refused.links().iter().any(|l| l == "#partners.1.name"));
        assert_eq!(refused.field("partners.1.share").as_deref(), Some("60"));

        let third = [
            &first[..],
            &[
                ("partners.1.name", "Zaki Omar"),
                ("partners.1.share", "60"),
                ("partners.2.name", "Lina Aziz"),
                ("partners.2.share", "30"),
            ],
        ]
        .concat();
        salma
            .post(&here, &third)
            .await
            .expect(422)
            .says("The shares of all partners together must not be more than 100 per cent.");
        let out = [&third[..], &[("remove", "partners:1")]].concat();
        let left = salma.post(&here, &out).await.expect(200);
        assert_eq!(left.field("partners.1.name").as_deref(), Some("Lina Aziz"));
        assert!(!left.text().contains("partners.2.name"));
        let good = [
            &first[..],
            &[("partners.1.name", "Lina Aziz"), ("partners.1.share", "30")],
        ]
        .concat();
        salma.post(&here, &good).await.expect(303);

        let mut last = salma.get(&draft).await.expect(303);
        for (page, fields) in &PAGES[1..] {
            salma.follow(&last).await.expect(200);
            let asked: Vec<_> = fields.iter().filter(|f| !f.1.is_empty()).copied().collect();
            last = salma
                .post(&format!("{draft}/pages/{page}"), &asked)
                .await
                .expect(303);
        }
        let documents = format!("{draft}/pages/documents");
        salma.get(&documents).await;
        salma.upload(&documents, &[], &FILES).await.expect(303);
        let declaration = format!("{draft}/pages/declaration");
        salma.post(&declaration, &[("agree", "true")]).await;
        let check = salma.get(&format!("{draft}/check")).await.expect(200);
        check
            .says("Partner 2")
            .says("Full name: Lina Aziz; Share in per cent: 30");
        let sent = salma.post(&format!("{draft}/submit"), &[]).await;
        let number = number_of(&sent);
        let case = salma.get(&format!("/cases/{number}")).await.expect(200);
        case.says("Full name: Rania Saleh; Share in per cent: 60");
        let whole = salma
            .api("GET", &format!("/api/v1/cases/{number}"), None)
            .await
            .expect(200)
            .text();
        assert!(whole.contains("Rania Saleh"), "{whole}");
    }
}

#[tokio::test]
async fn the_api_names_the_place_of_a_mistake_by_its_pointer() {
    let front = Front::new(harness::Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let draft = begin(&mut salma, "business-licence").await;
    let partners = json!([{"name": "Rania Saleh", "share": 60}, {"name": "Z", "share": 0}]);
    let data = json!({"data": {"legal_form": "partnership", "partners": partners}});
    let path = format!("/api/v1{draft}");
    let state = salma.api("PUT", &path, Some(data)).await.expect(200).json();
    let found = state["problems"].as_array().unwrap().iter();
    let found: Vec<_> = found.map(|p| p["pointer"].as_str().unwrap()).collect();
    for pointer in ["/data/partners/1/name", "/data/partners/1/share"] {
        assert!(found.contains(&pointer), "{found:?}");
    }
    assert_eq!(state["data"]["partners_share"], 60);
    let form = salma.get(&format!("{draft}/offline")).await.expect(200);
    assert!(form.text().contains("name=\"partners.9.name\""));
}
