//! Add another: the same questions for each of several partners, without a script.

use harness::http::{Front, pack_dir};
use harness::{Edit, changed, stores};
use serde_json::json;

use crate::journeys::api::apply;
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

/// The clerk's form asks about each of several defects, at most three.
const DEFECTS: [Edit<'_>; 6] = [
    ("pack.toml", "version = \"1.0.0\"", "version = \"1.0.1\""),
    (
        "forms/check.json",
        "\"missing\": {\n        \"type\": \"array\",",
        "\"defects\": {\"type\": \"array\", \"maxItems\": 3, \"items\": {\"type\": \"object\", \
         \"additionalProperties\": false, \"properties\": {\"paper\": {\"type\": \"string\", \
         \"minLength\": 3, \"maxLength\": 60}}, \"required\": [\"paper\"]}},\n      \
         \"missing\": {\n        \"type\": \"array\",",
    ),
    (
        "forms/check.json",
        "\"fields\": [\"complete\"]}",
        "\"fields\": [\"complete\", \"defects\"]}",
    ),
    (
        "forms/check.json",
        "\"complete\": {\"widget\": \"radios\"},",
        "\"complete\": {\"widget\": \"radios\"}, \
         \"defects\": {\"widget\": \"group\", \"group\": [\"paper\"]},",
    ),
    (
        "text/en.ftl",
        "form-check-page-missing",
        "field-check-defects = Defects\nitem-check-defects = Defect { $n }\n\
         field-check-defects-paper = Paper\nform-check-page-missing",
    ),
    (
        "text/fr.ftl",
        "form-check-page-missing",
        "field-check-defects = Défauts\nitem-check-defects = Défaut { $n }\n\
         field-check-defects-paper = Pièce\nform-check-page-missing",
    ),
];

#[tokio::test]
async fn an_official_adds_another_as_an_applicant_does_and_nothing_is_done_by_it() {
    for store in stores() {
        let front = Front::new(store).await;
        let arabic: Edit<'_> = (
            "text/ar.ftl",
            "form-check-page-missing",
            "field-check-defects = العيوب\nitem-check-defects = العيب { $n }\n\
             field-check-defects-paper = الورقة\nform-check-page-missing",
        );
        let edits = [&DEFECTS[..], &[arabic]].concat();
        let files = changed(&pack_dir("business-licence"), &edits);
        front.house.deploy_files(files).await;
        let number = apply(&mut front.citizen("Salma Haddad").await).await;
        let (clerk, job) = front.holder(&number).await.unwrap();
        let mut clerk = front.official(&clerk).await;
        let task = format!("/cases/{number}/tasks/{job}");
        let page = clerk.get(&task).await.expect(200);
        let page = page.says("Add");
        assert_eq!(page.field("defects.0.paper"), None);
        assert_eq!(page.field("defects.1.paper"), None);

        let first = [("complete", "yes"), ("add", "defects")];
        let page = clerk.upload(&task, &first, &[]).await.expect(200);
        assert_eq!(page.field("defects.0.paper").as_deref(), Some(""));
        assert_eq!(page.field("defects.1.paper"), None);
        let new = page
            .tags()
            .into_iter()
            .find(|t| t.get("autofocus").is_some());
        assert_eq!(new.unwrap().name, "fieldset");

        let second = [
            ("complete", "yes"),
            ("defects.0.paper", "Lease"),
            ("add", "defects"),
        ];
        let page = clerk.upload(&task, &second, &[]).await.expect(200);
        assert_eq!(page.field("defects.0.paper").as_deref(), Some("Lease"));
        assert_eq!(page.field("defects.1.paper").as_deref(), Some(""));
        page.says("Defect 2").says("Add another");

        let both = [
            ("complete", "yes"),
            ("defects.0.paper", "Lease"),
            ("defects.1.paper", "Plan"),
        ];
        let fewer = [&both[..], &[("remove", "defects:0")]].concat();
        let page = clerk.upload(&task, &fewer, &[]).await.expect(200);
        assert_eq!(page.field("defects.0.paper").as_deref(), Some("Plan"));
        assert_eq!(page.field("defects.1.paper"), None);
        let (_, still) = front.holder(&number).await.unwrap();
        assert_eq!(still, job);

        let short = [("complete", "yes"), ("defects.0.paper", "x")];
        let page = clerk.upload(&task, &short, &[]).await.expect(422);
        page.says("Defect 1: Paper");
        clerk.upload(&task, &both, &[]).await.leads("/work");
        let report = front.house.audit().await;
        assert_eq!(report.findings, [], "{store:?}");
    }
}
