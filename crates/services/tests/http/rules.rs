//! The rules of services: read and tried by anybody, a file tried by officials, two versions compared
//! by supervisors.

use harness::http::{CITY_LICENSING, CIVIL_REGISTRY, Front, Visitor, pack_dir};
use harness::{Store, stores};
use serde_json::{Value, json};

use crate::journeys::api::{apply, work};
use crate::openapi::Described;

/// The address of the rule that a task of a service follows, as the list has it.
async fn rule(visitor: &mut Visitor<'_>, element: &str) -> String {
    let list = visitor.api("GET", "/api/v1/rules?limit=50", None).await;
    let list = list.expect(200).json();
    let items = list["items"].as_array().unwrap();
    let item = items.iter().find(|i| i["element"] == element).unwrap();
    format!("/rules/{}/{element}", item["hash"].as_str().unwrap())
}

#[tokio::test]
async fn anybody_reads_a_rule_and_tries_it() {
    let front = Front::new(Store::Sqlite).await;
    let mut reader = front.stranger();
    let service = reader.get("/services/business-licence").await.expect(200);
    let here = rule(&mut reader, "AssessRisk").await;
    assert!(service.links().contains(&here), "the service leads there");
    let page = reader.get(&here).await.expect(200);
    assert!(page.words().contains("Kind of business"));
    let answers = [
        ("application.trade", "food"),
        ("application.kitchen", "yes"),
        ("application.floor_area", "١٢٫٥"),
        ("application.zone", "mixed"),
        ("application.size_class", "small"),
    ];
    let told = reader.post(&here, &answers).await.expect(200);
    let words = told.words();
    assert!(
        words.contains("the premises are too small for a kitchen"),
        "{words}"
    );
    assert!(words.contains("Article 12(2)"), "{words}");
    assert!(words.contains("applies"), "{words}");
    assert!(
        !words.contains("does not apply: Kind of business = food"),
        "{words}"
    );
    let wrong = [("application.floor_area", "wide")];
    let wrong = reader.post(&here, &wrong).await.expect(422);
    assert!(wrong.words().contains("Give a number"));
    let unknown = format!("/rules/{}/AssessRisk", "0".repeat(64));
    reader.get(&unknown).await.expect(404);
}

#[tokio::test]
async fn the_explanation_speaks_the_readers_language() {
    let front = Front::new(Store::Sqlite).await;
    let mut reader = front.stranger();
    let here = rule(&mut reader, "Recommend").await;
    reader.get(&format!("{here}?lang=ar")).await;
    let answers = [
        ("assessment.recommended", "grant"),
        ("assessment.inspection", "false"),
        ("assessment.reason", "conditions_met"),
    ];
    let told = reader.post(&here, &answers).await.expect(200);
    let page = told.text();
    let explained = page.split("id=\"result\"").nth(1).unwrap();
    let explained = explained.split("<details").next().unwrap();
    assert!(explained.contains("منح الترخيص"), "{explained}");
    for raw in ["conditions_met", "Recommendation", "outcome", ">grant<"] {
        assert!(!explained.contains(raw), "{raw} in {explained}");
    }
}

#[tokio::test]
async fn what_takes_too_long_is_stopped() {
    let front = Front::new(Store::Sqlite).await;
    let mut official = front.any(CITY_LICENSING, "clerk").await;
    let endless = file("count(for i in 1..20000000 return i)");
    let page = upload(&mut official, &endless).await;
    let carried = page.field("carried").unwrap();
    let sent = [("carried", carried.as_str()), ("decide", "1")];
    let told = official.post("/rules/file", &sent).await.expect(200);
    assert!(told.words().contains("The decision was stopped"));
}

/// A file with one decision over one number.
fn file(logic: &str) -> String {
    format!(
        r##"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="n">
<inputData id="i" name="area"><variable name="area" typeRef="number"/></inputData>
<decision id="d" name="Fee"><variable name="Fee"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<literalExpression id="l"><text>{logic}</text></literalExpression></decision></definitions>"##
    )
}

async fn upload(visitor: &mut Visitor<'_>, dmn: &str) -> harness::http::Reply {
    visitor.get("/rules/file").await.expect(200);
    let files = [("rules", "fee.dmn", dmn.as_bytes())];
    visitor.upload("/rules/file", &[], &files).await
}

#[tokio::test]
async fn an_official_checks_and_tries_a_file() {
    let front = Front::new(Store::Sqlite).await;
    let mut official = front.any(CITY_LICENSING, "clerk").await;
    let page = upload(&mut official, &file("area * 2")).await.expect(200);
    assert!(page.words().contains("nothing wrong"));
    let carried = page.field("carried").unwrap();
    let sent = [
        ("carried", carried.as_str()),
        ("decide", "1"),
        ("area", "21"),
    ];
    let told = official.post("/rules/file", &sent).await.expect(200);
    assert!(told.words().contains("The result of “Fee” is 42."));
    let page = upload(&mut official, &file("area * ")).await;
    let words = page.words();
    assert!(words.contains("line 4, character"), "{words}");
    let page = upload(&mut official, "no model").await.expect(422);
    assert!(page.words().contains("This file cannot run"));
    let large = file(&"1 + ".repeat(100_000));
    let page = upload(&mut official, &large).await.expect(422);
    assert!(page.words().contains("larger than 256 KB"));
    front.stranger().get("/rules/file").await.expect(303);
}

/// A version of the pack in which no licence is refused for a kitchen of more than 10 m².
async fn deploy_another(front: &Front) {
    let dir = std::env::temp_dir().join(format!("rules-{}", std::process::id()));
    copy(&pack_dir("business-licence"), &dir);
    let change = |file: &str, from: &str, to: &str| {
        let path = dir.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        std::fs::write(&path, text.replace(from, to)).unwrap();
    };
    change("pack.toml", "version = \"1.0.0\"", "version = \"1.1.0\"");
    change("risk.dmn", "<text>100</text>", "<text>110</text>");
    front.house.deploy(&dir).await;
    std::fs::remove_dir_all(&dir).unwrap();
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[tokio::test]
async fn a_supervisor_sees_who_would_be_decided_otherwise_and_the_applicant_sees_that() {
    for store in stores() {
        let front = Front::new(store).await;
        let api = Described::new(&front).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        work(&front, &number, json!({"complete": "yes"})).await;
        let old = rule(&mut salma, "AssessRisk").await;
        deploy_another(&front).await;
        let new = rule(&mut salma, "AssessRisk").await;
        assert_ne!(old, new);
        let with = new.split('/').nth(2).unwrap().to_owned();
        let mut supervisor = front.any(CITY_LICENSING, "supervisor").await;
        let page = format!("{old}/compare");
        supervisor.get(&page).await.expect(200);
        let told = supervisor.post(&page, &[("with", &with)]).await.expect(200);
        let words = told.words();
        assert!(words.contains("1 of 1 decided case"), "{words}");
        assert!(words.contains(&number), "{words}");
        let readings = salma.api("GET", "/api/v1/account/readings", None).await;
        assert!(
            readings.text().contains("supervisor"),
            "{}",
            readings.text()
        );
        let path = format!("/api/v1{old}/compare/{with}");
        let reply = supervisor.api("GET", &path, None).await;
        api.holds(
            "get",
            "/api/v1/rules/{hash}/{element}/compare/{with}",
            &reply,
        );
        let found = reply.expect(200).json();
        assert_eq!((&found["cases"], &found["changed"]), (&json!(1), &json!(1)));
        assert_eq!(found["differences"][0]["number"], json!(number));
        let upload = |dmn: &str| {
            use base64::Engine as _;
            let file = base64::engine::general_purpose::STANDARD.encode(dmn);
            Some(json!({ "file": file }))
        };
        let source = pack_dir("business-licence").join("risk.dmn");
        let same = std::fs::read_to_string(source).unwrap();
        let changed = same.replace("<text>100</text>", "<text>110</text>");
        let path = format!("/api/v1{old}/compare");
        for (dmn, changes) in [(&same, 0), (&changed, 1)] {
            let reply = supervisor.api("POST", &path, upload(dmn)).await;
            api.holds("post", "/api/v1/rules/{hash}/{element}/compare", &reply);
            assert_eq!(reply.expect(200).json()["changed"], json!(changes));
        }
        let refused = supervisor.api("POST", &path, upload("no model")).await;
        assert_eq!(refused.expect(422).json()["errors"][0]["pointer"], "/file");
        let mut other = front.any(CIVIL_REGISTRY, "supervisor").await;
        other.get(&page).await.expect(403);
        front
            .any(CITY_LICENSING, "officer")
            .await
            .get(&page)
            .await
            .expect(403);
    }
}

#[tokio::test]
async fn the_api_does_what_the_pages_do() {
    let front = Front::new(Store::Sqlite).await;
    let api = Described::new(&front).await;
    let mut reader = front.stranger();
    let here = format!("/api/v1{}", rule(&mut reader, "AssessRisk").await);
    let reply = reader.api("GET", &here, None).await;
    api.holds("get", "/api/v1/rules/{hash}/{element}", &reply);
    let shown = reply.expect(200).json();
    let reads = shown["inputs"][0]["reads"].as_array().unwrap();
    assert!(reads.contains(&json!("application.zone")), "{shown}");
    assert_eq!(shown["decisions"].as_array().unwrap().len(), 4);
    let input = json!({"input": {"application": {"trade": "office", "size_class": "small", "floor_area": 40, "zone": "commercial"}}});
    let reply = reader
        .api("POST", &format!("{here}/try"), Some(input))
        .await;
    api.holds("post", "/api/v1/rules/{hash}/{element}/try", &reply);
    let tried = reply.expect(200).json();
    assert_eq!(tried["value"]["recommended"], "grant");
    assert!(!tried["sentences"].as_array().unwrap().is_empty());
    assert!(!tried["others"].as_array().unwrap().is_empty());
    let mut official = front.any(CITY_LICENSING, "clerk").await;
    let body = |dmn: &str, input: Value| {
        use base64::Engine as _;
        let file = base64::engine::general_purpose::STANDARD.encode(dmn);
        Some(json!({"file": file, "decision": "Fee", "input": input}))
    };
    let fee = body(&file("area * 2"), json!({"area": 21}));
    let reply = official.api("POST", "/api/v1/rules/file", fee).await;
    api.holds("post", "/api/v1/rules/file", &reply);
    let found = reply.expect(200).json();
    assert_eq!(
        (&found["runs"], &found["tried"]["value"]),
        (&json!(true), &json!(42))
    );
}
