//! Cases between versions: a supervisor sees them, reads the plan, is the second person; the applicant is told what it means.

use std::sync::Arc;

use bpmn::migrate::Mapping;
use casework::migration::{self, Versions};
use casework::{Actor, CaseNumber};
use harness::http::{CITY_LICENSING, CIVIL_REGISTRY, Front, Visitor, pack_dir};
use harness::{Edit, Store, changed, stores};
use pack::Pack;
use serde_json::json;

use crate::journeys::api::apply;
use crate::openapi::Described;

/// The check is the officer's, and has four days.
const SECOND: [Edit<'static>; 2] = [
    ("pack.toml", "version = \"1.0.0\"", "version = \"2.0.0\""),
    (
        "pack.toml",
        "role = \"clerk\"\nform = \"check\"\ndeadline = 2",
        "role = \"officer\"\nform = \"check\"\ndeadline = 4",
    ),
];

struct Scene {
    front: Front,
    first: Arc<Pack>,
    second: Arc<Pack>,
}

impl Scene {
    async fn new(store: Store) -> Scene {
        let front = Front::new(store).await;
        let dir = pack_dir("business-licence");
        let first = Arc::new(pack::check(&pack::read_dir(&dir).unwrap()).unwrap());
        let second = front.house.deploy_files(changed(&dir, &SECOND)).await;
        // The first version is what new cases run on, so that one can be opened.
        front.house.deploy(&dir).await;
        Scene {
            front,
            first,
            second,
        }
    }

    fn plan(&self) -> String {
        let (from, to) = (hex::encode(self.first.hash), hex::encode(self.second.hash));
        format!("/overview/versions/{from}/{to}")
    }

    async fn propose(&self) -> u64 {
        let versions = Versions::new(
            Arc::clone(&self.first),
            Arc::clone(&self.second),
            Mapping::default(),
        );
        let versions = versions.unwrap();
        let reason = "Article 7 was amended";
        let write = self
            .front
            .house
            .casework
            .write(move |tx| migration::propose(tx, Actor::Operator, &versions, reason));
        write.await.unwrap()
    }

    async fn apply(&self, order: u64, number: &str) {
        let number: CaseNumber = number.parse().unwrap();
        let write = self.front.house.casework.write(move |tx| {
            let parts = tx.parts();
            let order = migration::order(tx.link(), parts, order)?;
            migration::apply(tx, Actor::Operator, &order, number.id())
        });
        assert!(matches!(
            write.await.unwrap(),
            migration::Moved::Done { .. }
        ));
    }

    async fn supervisor(&self) -> Visitor<'_> {
        self.front.any(CITY_LICENSING, "supervisor").await
    }
}

#[tokio::test]
async fn a_supervisor_reads_the_plan_and_is_the_second_person() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let mut salma = scene.front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        let mut supervisor = scene.supervisor().await;
        let overview = supervisor.get("/overview").await.expect(200);
        assert!(overview.links().contains(&"/overview/versions".to_owned()));
        let list = supervisor.get("/overview/versions").await.expect(200);
        assert!(list.links().contains(&scene.plan()), "{:?}", list.links());
        list.says("Nothing was proposed.");
        let plan = supervisor.get(&scene.plan()).await.expect(200);
        for words in [
            "On this page: 1 can move, 0 cannot.",
            number.as_str(),
            "this step is the task of Licensing officer and was the task of",
            "4 working days are allowed and were 2",
            "pack.toml",
        ] {
            assert!(plan.words().contains(words), "{words}: {}", plan.words());
        }
        let seq = scene.propose().await;
        let here = format!("/overview/migrations/{seq}");
        let list = supervisor.get("/overview/versions").await.expect(200);
        assert!(list.links().contains(&here));
        let page = supervisor.get(&here).await.expect(200);
        assert!(page.words().contains("Article 7 was amended"));
        let empty = supervisor.post(&here, &[]).await.expect(422);
        empty.says("Say whether the cases may be moved");
        let without = [("answer", "confirm"), ("reason", " ")];
        supervisor
            .post(&here, &without)
            .await
            .expect(422)
            .says("Give your reason");
        let yes = [("answer", "confirm"), ("reason", "The law says so")];
        supervisor.post(&here, &yes).await.leads(&here);
        let page = supervisor.get(&here).await.expect(200);
        assert!(page.words().contains("Confirmed"), "{}", page.words());
        assert!(page.field("answer").is_none(), "it is decided once");
        supervisor.post(&here, &yes).await.expect(409);
        scene.apply(seq, &number).await;
        let case = format!("/cases/{number}");
        for (language, title, means) in [
            (
                "en",
                "version changed from 1.0.0 to 2.0.0",
                "What that means for you",
            ),
            (
                "fr",
                "est passée de 1.0.0 à 2.0.0",
                "Ce que cela signifie pour vous",
            ),
            (
                "ar",
                "تغيّرت نسخة الإجراء من 1.0.0 إلى 2.0.0",
                "ما الذي يعنيه ذلك لك",
            ),
        ] {
            let page = salma.get(&format!("{case}?lang={language}")).await;
            let words: String = page.words().replace(['\u{2068}', '\u{2069}'], "");
            for part in [title, means, "Article 7 was amended"] {
                assert!(words.contains(part), "{language}: {part}: {words}");
            }
        }
        assert_eq!(scene.front.house.audit().await.findings, []);
    }
}

#[tokio::test]
async fn the_plan_and_the_proposal_have_their_twins() {
    let scene = Scene::new(Store::Sqlite).await;
    let api = Described::new(&scene.front).await;
    let number = apply(&mut scene.front.citizen("Salma Haddad").await).await;
    let seq = scene.propose().await;
    let mut supervisor = scene.supervisor().await;
    let list = supervisor.api("GET", "/api/v1/versions", None).await;
    api.holds("get", "/api/v1/versions", &list);
    let list = list.expect(200).json();
    assert_eq!(list["proposals"][0]["entry"], seq);
    let versions = list["services"][0]["versions"].as_array().unwrap();
    let running: Vec<_> = versions
        .iter()
        .map(|v| (&v["version"], &v["running"]))
        .collect();
    assert!(
        running.contains(&(&json!("1.0.0"), &json!(1))),
        "{running:?}"
    );
    assert!(
        running.contains(&(&json!("2.0.0"), &json!(0))),
        "{running:?}"
    );
    let plan = scene.plan().replace("/overview", "/api/v1");
    let plan = supervisor.api("GET", &plan, None).await;
    api.holds("get", "/api/v1/versions/{hash}/{with}", &plan);
    assert_eq!(plan.expect(200).json()["files"][0]["path"], "pack.toml");
    let cases = format!("{}/cases", scene.plan().replace("/overview", "/api/v1"));
    let cases = supervisor.api("GET", &cases, None).await;
    api.holds("get", "/api/v1/versions/{hash}/{with}/cases", &cases);
    let cases = cases.expect(200).json();
    assert_eq!(cases["items"][0]["number"], number.as_str());
    assert_eq!(cases["items"][0]["moves"], true);
    let codes = cases["items"][0]["changes"].as_array().unwrap();
    assert!(codes.iter().any(|c| c["code"] == "task-again"), "{codes:?}");
    let path = format!("/api/v1/migrations/{seq}");
    let proposal = supervisor.api("GET", &path, None).await;
    api.holds("get", "/api/v1/migrations/{seq}", &proposal);
    assert_eq!(proposal.expect(200).json()["state"], "proposed");
    let same = supervisor.api("GET", &format!("{path}/cases"), None).await;
    api.holds("get", "/api/v1/migrations/{seq}/cases", &same);
    assert_eq!(same.expect(200).json(), cases);
    let refuse = json!({ "confirmed": false, "reason": "Not before January" });
    let refused = supervisor.api("POST", &path, Some(refuse.clone())).await;
    api.holds("post", "/api/v1/migrations/{seq}", &refused);
    refused.expect(200);
    supervisor
        .api("POST", &path, Some(refuse))
        .await
        .expect(409);
    let proposal = supervisor.api("GET", &path, None).await;
    assert_eq!(proposal.expect(200).json()["state"], "refused");
}

#[tokio::test]
async fn another_agencys_versions_and_proposals_do_not_exist() {
    let scene = Scene::new(Store::Sqlite).await;
    let seq = scene.propose().await;
    let mut other = scene.front.any(CIVIL_REGISTRY, "supervisor").await;
    let here = format!("/overview/migrations/{seq}");
    other.get(&here).await.expect(404);
    other.get(&scene.plan()).await.expect(404);
    let list = other.get("/overview/versions").await.expect(200);
    assert!(!list.words().contains("business"), "{}", list.words());
    let yes = json!({ "confirmed": true, "reason": "Why not" });
    let path = format!("/api/v1/migrations/{seq}");
    other.api("POST", &path, Some(yes)).await.expect(404);
    let unknown = format!("/overview/versions/{}/{}", "0".repeat(64), "1".repeat(64));
    scene.supervisor().await.get(&unknown).await.expect(404);
    let mut clerk = scene.front.any(CITY_LICENSING, "clerk").await;
    clerk.get(&here).await.expect(403);
}

#[tokio::test]
async fn a_long_plan_has_pages() {
    let scene = Scene::new(Store::Sqlite).await;
    let mut salma = scene.front.citizen("Salma Haddad").await;
    let (first, second) = (apply(&mut salma).await, apply(&mut salma).await);
    let mut supervisor = scene.supervisor().await;
    let cases = format!("{}/cases", scene.plan().replace("/overview", "/api/v1"));
    let page = supervisor
        .api("GET", &format!("{cases}?limit=1"), None)
        .await;
    let page = page.expect(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["items"][0]["number"], first.as_str());
    let after = page["next"].as_str().unwrap();
    let next = format!("{cases}?limit=1&after={after}");
    let next = supervisor.api("GET", &next, None).await.expect(200).json();
    assert_eq!(next["items"][0]["number"], second.as_str());
    assert!(next["next"].is_null(), "{next}");
    let page = format!("{}?after={after}", scene.plan());
    let page = supervisor.get(&page).await.expect(200);
    assert!(!page.words().contains(&first) && page.words().contains(&second));
    assert!(
        page.links().contains(&scene.plan()),
        "back to the first page"
    );
}
