//! A case that stopped: its supervisors see what and why, one tries again, two mend it; on the page and over the API, in three
//! languages; and nobody else comes near it.

use std::path::Path;

use harness::http::{Front, Visitor};
use harness::{Store, stores};
use serde_json::{Value, json};

use crate::openapi::Described;

const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../casework/testdata/faulty");

/// The application with the faulty procedure, whose office has an officer and two supervisors.
async fn front(store: Store) -> Front {
    let front = Front::new(store).await;
    front.house.deploy(Path::new(PACK)).await;
    for (name, role) in [
        ("Amal Rizk", "officer"),
        ("Sami Atallah", "supervisor"),
        ("Huda Najjar", "supervisor"),
    ] {
        let person = front.house.person(name, Some("office")).await;
        front.house.grant(person, "office", role).await;
    }
    front
}

async fn signed_in<'f>(front: &'f Front, email: &str) -> Visitor<'f> {
    let mut visitor = front.stranger();
    visitor.sign_in(&format!("{email}@example.org")).await;
    visitor.proves_by_passkey().await;
    visitor
}

/// The number of a new case that has a fault.
async fn open(salma: &mut Visitor<'_>, fault: &str) -> String {
    let begin = Some(json!({"service": "faulty"}));
    let draft = salma
        .api("POST", "/api/v1/drafts", begin)
        .await
        .expect(201)
        .json();
    let at = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    let data = Some(json!({"data": {"subject": "A-1", "fault": fault}}));
    salma.api("PUT", &at, data).await.expect(200);
    let sent = salma
        .api("POST", &format!("{at}/submit"), Some(json!({})))
        .await;
    sent.json()["number"].as_str().unwrap().to_owned()
}

async fn read(visitor: &mut Visitor<'_>, number: &str) -> Value {
    let at = format!("/api/v1/cases/{number}/incident");
    visitor.api("GET", &at, None).await.expect(200).json()
}

#[tokio::test]
async fn two_supervisors_mend_a_case_on_its_page() {
    for store in stores() {
        let front = front(store).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = open(&mut salma, "way").await;
        let at = format!("/cases/{number}/incident");
        let mut sami = signed_in(&front, "sami.atallah").await;
        let mut huda = signed_in(&front, "huda.najjar").await;
        let overview = sami.get("/overview").await.expect(200);
        assert!(overview.links().contains(&at) && overview.links().contains(&"/incidents".into()));
        sami.get("/incidents").await.expect(200).says(&number);
        let page = sami.get(&at).await.expect(200);
        let page = page
            .says("Stopped at: Which way?")
            .says("no way is open")
            .says("no outgoing flow can be taken")
            .says("The case stopped here");
        let (incident, stand) = (
            page.field("incident").unwrap(),
            page.field("stand").unwrap(),
        );
        let set = |name: &'static str, value: &'static str, why: &'static str| {
            [
                ("incident", incident.clone()),
                ("stand", stand.clone()),
                ("set-name", name.into()),
                ("set-value", value.into()),
                ("set-reason", why.into()),
            ]
        };
        for (name, value, why, wrong) in [
            ("", "1", "Because", "Choose a value or write its name"),
            ("route", "1 + \"a\"", "Because", "This gives no value"),
            ("route", "open sesame", "Because", "This cannot be read"),
            ("route", "\"", "Because", "This cannot be read"),
            ("request", "1", "Because", "Nobody else can set it"),
            ("route", "\"plain\"", " ", "Give a reason"),
        ] {
            let fields = set(name, value, why);
            let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            sami.post(&format!("{at}/set"), &fields)
                .await
                .expect(422)
                .says(wrong);
        }
        let fields = set("route", "\"plain\"", "The form knows no such way");
        let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        sami.post(&format!("{at}/set"), &fields).await.leads(&at);
        let own = sami
            .get(&at)
            .await
            .expect(200)
            .says("somebody else has to confirm it");
        assert!(
            !own.text().contains("/confirm\""),
            "no button for who proposed it"
        );
        // The other one reads it in French, and finds the buttons.
        huda.language = "fr";
        let page = huda
            .get(&at)
            .await
            .expect(200)
            .says("Attend une seconde personne");
        let page = page.says("devient plain");
        let text = page.text();
        let confirm = text
            .split("action=\"")
            .find(|p| p.contains("/confirm\""))
            .unwrap();
        let confirm = confirm.split('"').next().unwrap().to_owned();
        // An empty refusal is told at its field.
        let refuse = confirm.replace("/confirm", "/refuse");
        huda.post(&refuse, &[])
            .await
            .expect(422)
            .says("Donnez un motif");
        sami.post(&confirm, &[]).await.expect(403);
        huda.post(&confirm, &[]).await.leads(&at);
        huda.get(&at)
            .await
            .expect(200)
            .says("n’est pas arrêté")
            .says("Confirmé et fait");
        // A second press changes nothing, and says so.
        huda.post(&confirm, &[]).await.leads(&at);
        huda.get(&at).await.expect(200).says("Rien n’a été fait");
        // The applicant reads what happened, and whom it was read by; nobody by name.
        let case = salma
            .get(&format!("/cases/{number}?all=1"))
            .await
            .expect(200);
        let case = case
            .says("Stopped by a fault: Which way?")
            .says("The fault was mended by two supervisors")
            .says("The form knows no such way")
            .says("Case read by");
        assert!(!case.words().contains("Sami") && !case.words().contains("Huda"));
        // How often it happens is public.
        let service = salma.get("/services/faulty").await.expect(200);
        service.says("In 1 case two supervisors mended");
        let service = salma.api("GET", "/api/v1/services/faulty", None).await;
        assert_eq!(service.expect(200).json()["mended"], 1);
        let report = front.house.audit().await;
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

#[tokio::test]
async fn a_case_is_mended_over_the_api() {
    for store in stores() {
        let front = front(store).await;
        let api = Described::new(&front).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let mut sami = signed_in(&front, "sami.atallah").await;
        let mut huda = signed_in(&front, "huda.najjar").await;
        let mut numbers = Vec::new();
        for fault in ["service", "way", "rule"] {
            numbers.push(open(&mut salma, fault).await);
        }
        let list = sami.api("GET", "/api/v1/incidents?limit=2", None).await;
        api.holds("get", "/api/v1/incidents", &list);
        let list = list.json();
        assert_eq!(list["items"][0]["number"], numbers[0].as_str());
        let next = format!(
            "/api/v1/incidents?limit=2&after={}",
            list["next"].as_str().unwrap()
        );
        let rest = sami.api("GET", &next, None).await.json();
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        let number = &numbers[0];
        let at = format!("/api/v1/cases/{number}/incident");
        let found = sami.api("GET", &at, None).await;
        api.holds("get", "/api/v1/cases/{number}/incident", &found);
        let found = found.json();
        let incident = &found["incidents"][0];
        assert_eq!(
            (&incident["element"], &incident["why"]),
            (&json!("Reckon"), &json!("service"))
        );
        let names: Vec<_> = incident["variables"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| &v["name"])
            .collect();
        assert!(
            names.contains(&&json!("effort")) && !names.contains(&&json!("request")),
            "{names:?}"
        );
        let retry = Some(json!({"reason": "The machine was slow"}));
        let tried = sami.api("POST", &format!("{at}/retry"), retry).await;
        api.holds("post", "/api/v1/cases/{number}/incident/retry", &tried);
        tried.expect(200);
        let mends = format!("/api/v1/cases/{number}/mends");
        let propose = |found: &Value, rest: Value| {
            let mut body = rest;
            body["incident"] = found["incidents"][0]["entry"].clone();
            body["stand"] = found["stand"].clone();
            body["reason"] = json!("It is enough");
            Some(body)
        };
        let effort = json!({"set": [{"name": "effort", "value": "1"}]});
        sami.api("POST", &mends, propose(&found, effort.clone()))
            .await
            .expect(409);
        let found = read(&mut sami, number).await;
        for (rest, field) in [
            (json!({"move": "Grant"}), "/to"),
            (json!({"set": [{"name": "effort", "value": "?"}]}), "/value"),
            (json!({"set": [{"name": "request", "value": "1"}]}), "/name"),
            (json!({}), "/name"),
            (
                json!({"move": "Meet", "set": [{"name": "effort", "value": "1"}]}),
                "/move",
            ),
        ] {
            let refused = sami.api("POST", &mends, propose(&found, rest)).await;
            api.holds("post", "/api/v1/cases/{number}/mends", &refused);
            let problem = refused.expect(422).json();
            assert_eq!(problem["errors"][0]["pointer"], field, "{problem}");
        }
        let mut proposals = Vec::new();
        for rest in [effort, json!({"move": "Meet"}), json!({"move": "Decide"})] {
            let proposed = sami.api("POST", &mends, propose(&found, rest)).await;
            api.holds("post", "/api/v1/cases/{number}/mends", &proposed);
            proposals.push(proposed.expect(200).json()["entry"].as_u64().unwrap());
        }
        let reason = Some(json!({"reason": "Not without the sum"}));
        for (first, n, what, body, status) in [
            (true, 0, "confirm", Some(json!({})), 403),
            (false, 0, "withdraw", Some(json!({})), 403),
            (false, 2, "refuse", Some(json!({"reason": ""})), 422),
        ] {
            let visitor = if first { &mut sami } else { &mut huda };
            let path = format!("{mends}/{}/{what}", proposals[n]);
            visitor.api("POST", &path, body).await.expect(status);
        }
        for (first, n, what, body) in [
            (true, 1, "withdraw", Some(json!({}))),
            (false, 2, "refuse", reason),
            (false, 0, "confirm", Some(json!({}))),
        ] {
            let visitor = if first { &mut sami } else { &mut huda };
            let done = visitor
                .api("POST", &format!("{mends}/{}/{what}", proposals[n]), body)
                .await;
            api.holds(
                "post",
                &format!("/api/v1/cases/{{number}}/mends/{{seq}}/{what}"),
                &done,
            );
            done.expect(200);
        }
        let after = read(&mut huda, number).await;
        assert_eq!(after["incidents"], json!([]));
        let states: Vec<_> = after["proposals"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["state"].as_str().unwrap())
            .collect();
        assert_eq!(states, ["refused", "withdrawn", "confirmed"]);
        assert_eq!(
            after["proposals"][2]["set"][0],
            json!({"name": "effort", "old": 1_000_000_000, "new": 1})
        );
        let case = salma
            .api("GET", &format!("/api/v1/cases/{number}"), None)
            .await
            .json();
        assert_eq!(
            (&case["status"], &case["active"]),
            (&json!("open"), &json!(["Decide"]))
        );
    }
}

#[tokio::test]
async fn nobody_but_the_agencys_supervisors_sees_what_stopped_a_case() {
    let front = front(Store::Sqlite).await;
    let mut salma = front.citizen("Salma Haddad").await;
    let number = open(&mut salma, "lapse").await;
    let at = format!("/cases/{number}/incident");
    let mut amal = signed_in(&front, "amal.rizk").await;
    let mut elsewhere = front.any(harness::http::CITY_LICENSING, "supervisor").await;
    for path in [at.clone(), format!("/api/v1{at}")] {
        salma.get(&path).await.expect(403);
        amal.get(&path).await.expect(403);
        elsewhere.get(&path).await.expect(404);
    }
    elsewhere
        .get("/incidents")
        .await
        .expect(200)
        .says("No case is stopped");
    let mut sami = signed_in(&front, "sami.atallah").await;
    sami.get(&at)
        .await
        .expect(200)
        .says("This case is not stopped");
    let links = sami
        .get(&format!("/cases/{number}"))
        .await
        .expect(200)
        .links();
    assert!(!links.contains(&at), "it is not stopped");
}

#[tokio::test]
async fn a_token_is_moved_on_the_page_and_an_old_page_does_nothing() {
    for language in ["ar", "en", "fr"] {
        let front = front(Store::Sqlite).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = open(&mut salma, "condition").await;
        let at = format!("/cases/{number}/incident");
        let mut sami = signed_in(&front, "sami.atallah").await;
        let mut huda = signed_in(&front, "huda.najjar").await;
        sami.language = language;
        huda.language = language;
        let page = sami.get(&at).await.expect(200);
        assert!(!page.text().contains('⟦'), "{}", page.words());
        assert!(
            sami.get(&format!("/cases/{number}"))
                .await
                .expect(200)
                .links()
                .contains(&at)
        );
        let (incident, stand) = (
            page.field("incident").unwrap(),
            page.field("stand").unwrap(),
        );
        let fields = |to: &'static str| {
            [
                ("incident", incident.as_str()),
                ("stand", stand.as_str()),
                ("move-to", to),
                ("move-reason", "Enough"),
            ]
            .map(|(k, v)| (k, v.to_owned()))
        };
        let send = |to| fields(to);
        for to in ["", "Grant"] {
            let sent = send(to);
            let sent: Vec<_> = sent.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let refused = sami.post(&format!("{at}/move"), &sent).await.expect(422);
            assert!(!refused.text().contains('⟦'), "{}", refused.words());
        }
        let sent = send("Meet");
        let sent: Vec<_> = sent.iter().map(|(k, v)| (*k, v.as_str())).collect();
        sami.post(&format!("{at}/move"), &sent).await.leads(&at);
        huda.get(&at).await.expect(200);
        huda.post(&format!("{at}/retry"), &[("retry-reason", "")])
            .await
            .expect(422);
        huda.post(&format!("{at}/retry"), &[("retry-reason", "Once more")])
            .await
            .leads(&at);
        let page = huda.get(&at).await.expect(200);
        assert!(
            !page.text().contains("/confirm\""),
            "the other try made the proposal void"
        );
        assert!(!page.text().contains('⟦'), "{}", page.words());
        // The page that was read before is no longer the case's.
        sami.post(&format!("{at}/move"), &sent).await.leads(&at);
        let page = sami.get(&at).await.expect(200);
        assert!(!page.text().contains("/withdraw\""), "nothing was proposed");
        let case = salma
            .get(&format!("/cases/{number}?all=1"))
            .await
            .expect(200);
        assert!(!case.text().contains('⟦'), "{}", case.words());
    }
}
