//! How people are reached, tokens for their programs, and webhooks: over pages and API.

use casework::calls::Allowed;
use casework::channels::{Gateway, Push, report_mac};
use casework::outbox;
use harness::http::{CITY_LICENSING, Call, Front, Visitor};
use harness::{Answer, House, Store, Upstream, stores};
use serde_json::{Value as Json, json};

use crate::journeys::api::apply;

/// A front that sends SMS and push messages, and lets events leave.
async fn front(store: Store, gateway: &Upstream) -> Front {
    let sms = Gateway::parse(&format!(
        "url = \"{}/send\"\n[form]\nto = \"{{to}}\"\ntext = \"{{text}}\"\n\
         [reports]\ndelivered = [\"1\"]\nfailed = [\"2\", \"16\"]",
        gateway.origin()
    ));
    let house = House::new(store).await;
    let push = Push::new(
        &house.settings().keys_dir(),
        "mailto:office@example.org",
        Vec::new(),
    );
    let house = house.reopen_with(|settings| {
        settings.sms = Some(sms.unwrap());
        settings.push = Some(push.unwrap());
        settings.webhooks = vec![Allowed {
            origin: "https://agency.example".parse().unwrap(),
            internal: false,
            token: None,
        }];
    });
    Front::on(house.await.unwrap(), |_| {}).await
}

/// The code that waits for a number.
async fn code(front: &Front) -> String {
    let read = front.house.casework.read(|link, parts| {
        let rows = link.query("select sealed from phone_codes", &[])?;
        let sealed: Vec<u8> = rows[0].get(0)?;
        let plain = parts.keys.master_open("phone code", &sealed)?;
        let message: Json = serde_json::from_slice(&plain).unwrap();
        Ok(message["code"].as_str().unwrap().to_owned())
    });
    read.await.unwrap()
}

async fn sweep(front: &Front) -> usize {
    outbox::sweep(&front.house.casework, None).await.unwrap()
}

/// Proves a number and chooses SMS, on the pages.
async fn choose_sms(front: &Front, visitor: &mut Visitor<'_>) {
    visitor.get("/account/contact").await.expect(200);
    let wrong = [("phone", "03 123 456")];
    visitor
        .post("/account/contact/phone", &wrong)
        .await
        .expect(422)
        .says("Enter a mobile number");
    let number = [("phone", "+961 3 123 456")];
    visitor
        .post("/account/contact/phone", &number)
        .await
        .leads("/account/contact/code");
    visitor.get("/account/contact/code").await.expect(200);
    visitor
        .post("/account/contact/code", &[("code", "x")])
        .await
        .expect(422)
        .says("The code is wrong or too old");
    let code = code(front).await;
    visitor
        .post("/account/contact/code", &[("code", &code)])
        .await
        .leads("/account/contact");
    let page = visitor.get("/account/contact").await.expect(200);
    page.says("+9613123456");
    let chosen = [
        ("channel", "sms"),
        ("quiet", "on"),
        ("from", "23:00"),
        ("until", "06:00"),
    ];
    visitor
        .post("/account/contact", &chosen)
        .await
        .leads("/account/contact");
}

#[tokio::test]
async fn a_person_chooses_sms_without_a_script_and_the_api_says_the_same() {
    for store in stores() {
        let gateway = Upstream::start().await;
        let front = front(store, &gateway).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let early = [("channel", "sms")];
        salma.get("/account/contact").await.expect(200);
        salma
            .post("/account/contact", &early)
            .await
            .expect(422)
            .says("Confirm your number");
        choose_sms(&front, &mut salma).await;
        let told = salma
            .api("GET", "/api/v1/account/contact", None)
            .await
            .expect(200)
            .json();
        assert_eq!(told["channel"], "sms", "{store:?}");
        assert_eq!(told["phone"], "+9613123456");
        assert_eq!(told["quiet"], json!({"from": "23:00", "until": "06:00"}));
        assert_eq!(told["offered"], json!(["email", "sms", "push"]));
        let same = json!({"channel": "email", "quiet": {"from": "1:00", "until": "1:00"}});
        salma
            .api("PUT", "/api/v1/account/contact", Some(same))
            .await
            .expect(422);
        salma
            .api(
                "PUT",
                "/api/v1/account/contact",
                Some(json!({"channel": "email"})),
            )
            .await
            .expect(200);
        salma
            .api("DELETE", "/api/v1/account/phone", None)
            .await
            .expect(200);
        salma
            .api("DELETE", "/api/v1/account/phone", None)
            .await
            .expect(404);
        for language in ["ar", "fr"] {
            salma.language = language;
            let page = salma.get("/account/contact").await.expect(200);
            assert!(!page.text().contains('⟦'), "{language}");
        }
        assert_eq!(front.house.audit().await.findings, []);
    }
}

#[tokio::test]
async fn who_could_not_be_reached_sees_it_at_the_case_and_the_supervisor_too() {
    for store in stores() {
        let gateway = Upstream::start().await;
        let front = front(store, &gateway).await;
        let mut salma = front.citizen("Salma Haddad").await;
        // What the pack tells applicants leaves when the case is opened.
        let chosen = apply(&mut salma).await;
        choose_sms(&front, &mut salma).await;
        gateway.answers([Answer::Json(400, "{}".into())]);
        sweep(&front).await;
        let (clerk, _) = front.holder(&chosen).await.unwrap();
        let mut clerk = front.official(&clerk).await;
        clerk.get(&format!("/cases/{chosen}")).await.expect(200);
        clerk
            .post(
                &format!("/cases/{chosen}/messages"),
                &[("text", "Please wait")],
            )
            .await
            .expect(303);
        sweep(&front).await;
        let page = salma.get(&format!("/cases/{chosen}")).await.expect(200);
        page.says("We could not reach you by SMS; we are sending an e-mail instead.");
        let mut supervisor = front.any(CITY_LICENSING, "supervisor").await;
        supervisor
            .get("/overview")
            .await
            .expect(200)
            .says("Sent by e-mail instead");
        let told = supervisor.api("GET", "/api/v1/overview", None).await.json();
        assert_eq!(told["undelivered"][0]["channel"], "sms", "{store:?}");
        assert_eq!(told["undelivered"][0]["instead"], "email");
        assert_eq!(front.house.audit().await.findings, []);
    }
}

#[tokio::test]
async fn a_report_is_taken_only_from_the_gateway_that_was_given_its_address() {
    for store in stores() {
        let gateway = Upstream::start().await;
        let front = front(store, &gateway).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        choose_sms(&front, &mut salma).await;
        gateway.answers([
            Answer::Json(200, "{}".into()),
            Answer::Json(200, "{}".into()),
        ]);
        sweep(&front).await;
        let (clerk, _) = front.holder(&number).await.unwrap();
        let mut clerk = front.official(&clerk).await;
        clerk.get(&format!("/cases/{number}")).await.expect(200);
        clerk
            .post(
                &format!("/cases/{number}/messages"),
                &[("text", "Please wait")],
            )
            .await
            .expect(303);
        assert_eq!(sweep(&front).await, 1);
        let read = front.house.casework.read(|link, _| {
            let sql = "select seq from notices where channel = 'sms'";
            Ok(link.query(sql, &[])?[0].get::<u64>(0)?)
        });
        let notice = read.await.unwrap();
        let right = report_mac(&front.house.casework.parts.keys, notice);
        let wrong = report_mac(&front.house.casework.parts.keys, notice + 1);
        let mut stranger = front.stranger();
        let address = |code: &str| format!("/sms/reports/{notice}/{code}?status=1");
        stranger.get(&address(&wrong)).await.expect(303);
        stranger.get(&address("")).await.expect(404);
        stranger.get(&address(&right)).await.expect(200);
        let posted = Call::new("POST", address(&right));
        stranger.send(posted).await.expect(200);
        let read = front.house.casework.read(|link, _| {
            let sql = "select count(*) from entries where kind = 'notice.delivered'";
            Ok(link.query(sql, &[])?[0].get::<i64>(0)?)
        });
        assert_eq!(
            read.await.unwrap(),
            1,
            "{store:?}: once, however often it is reported"
        );
        assert_eq!(front.house.audit().await.findings, []);
    }
}

#[tokio::test]
async fn a_token_does_what_its_scopes_name_and_nothing_else() {
    for store in stores() {
        let gateway = Upstream::start().await;
        let front = front(store, &gateway).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let number = apply(&mut salma).await;
        salma
            .get("/account/tokens")
            .await
            .expect(200)
            .says("You have no tokens");
        let new = [
            ("name", "My accountant"),
            ("scopes", "cases:read"),
            ("days", "30"),
        ];
        let page = salma.post("/account/tokens", &new).await.expect(200);
        let text = page.text();
        let after = text.split("class=\"secret\"").nth(1).unwrap();
        let token = after
            .split('>')
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(token.len(), 43, "{token}");
        let listed = salma.get("/account/tokens").await.expect(200);
        assert!(!listed.text().contains(&token), "it is shown once");
        let mut program = front.stranger();
        let call = |method: &str, path: &str| {
            Call::new(method, path)
                .header("authorization", format!("Bearer {token}"))
                .header("idempotency-key", format!("{method} {path}"))
        };
        let case = format!("/api/v1/cases/{number}");
        program.send(call("GET", "/api/v1/cases")).await.expect(200);
        program.send(call("GET", &case)).await.expect(200);
        let said =
            call("POST", &format!("{case}/messages")).body("application/json", "{\"text\": \"x\"}");
        let refused = program.send(said).await.expect(403);
        assert!(refused.text().contains("cases:write"), "{}", refused.text());
        for path in [
            "/api/v1/account",
            "/api/v1/account/tokens",
            "/api/v1/work",
            "/account",
            "/cases",
            &format!("/cases/{number}"),
            "/",
        ] {
            program.send(call("GET", path)).await.expect(403);
        }
        // What everybody may read is read with a token too; who it is of is told under a scope.
        for path in ["/api/v1/services", "/api/v1/record", "/api/openapi.json"] {
            program.send(call("GET", path)).await.expect(200);
        }
        program
            .send(call("GET", "/api/v1/session"))
            .await
            .expect(403);
        let letter = format!("{case}/decision.pdf");
        program.send(call("GET", &letter)).await.expect(404);
        let erase =
            call("POST", "/api/v1/account/erase").body("application/json", "{\"sure\": true}");
        program.send(erase).await.expect(403);
        let out = call("POST", "/api/v1/sign-out");
        program.send(out).await.expect(403);
        // Later than sessions are written anew: a token's is not kept.
        front.house.advance(std::time::Duration::from_secs(3600));
        program.send(call("GET", &case)).await.expect(200);
        let read = front.house.casework.read(|link, _| {
            let sql = "select count(*) from sessions where data like '%cases:read%'";
            Ok(link.query(sql, &[])?[0].get::<i64>(0)?)
        });
        assert_eq!(read.await.unwrap(), 0, "{store:?}");
        salma.get("/account/tokens").await.expect(200);
        salma
            .post("/account/tokens/revoke", &[("id", "1")])
            .await
            .expect(303);
        program.send(call("GET", &case)).await.expect(401);
        assert_eq!(front.house.audit().await.findings, []);
    }
}

#[tokio::test]
async fn the_api_gives_a_token_once_and_no_scope_that_is_not_the_persons() {
    for store in stores() {
        let gateway = Upstream::start().await;
        let front = front(store, &gateway).await;
        let mut salma = front.citizen("Salma Haddad").await;
        let over = json!({"name": "x", "scopes": ["overview:read"], "days": 30});
        salma
            .api("POST", "/api/v1/account/tokens", Some(over))
            .await
            .expect(422);
        let new = json!({"name": "x", "scopes": ["cases:read"], "days": 30});
        let first = salma
            .api_as("one", "POST", "/api/v1/account/tokens", Some(new.clone()))
            .await;
        let first = first.expect(200).json();
        assert_eq!(first["token"].as_str().unwrap().len(), 43);
        let again = salma
            .api_as("one", "POST", "/api/v1/account/tokens", Some(new))
            .await;
        let again = again.expect(200).json();
        assert_eq!(
            (&again["entry"], &again["token"]),
            (&first["entry"], &Json::Null),
            "{store:?}"
        );
        let list = salma
            .api("GET", "/api/v1/account/tokens", None)
            .await
            .json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        assert_eq!(list["items"][0]["scopes"], json!(["cases:read"]));
        salma
            .api("DELETE", "/api/v1/account/tokens/1", None)
            .await
            .expect(200);
        salma
            .api("DELETE", "/api/v1/account/tokens/7", None)
            .await
            .expect(404);
    }
}

#[tokio::test]
async fn a_supervisor_adds_a_webhook_and_sees_what_it_was_sent() {
    for store in stores() {
        let gateway = Upstream::start().await;
        let front = front(store, &gateway).await;
        let mut salma = front.citizen("Salma Haddad").await;
        salma.get("/overview/webhooks").await.expect(403);
        let mut dina = front.any(CITY_LICENSING, "supervisor").await;
        dina.get("/overview/webhooks")
            .await
            .expect(200)
            .says("No events are sent anywhere");
        let elsewhere = [
            ("url", "https://elsewhere.example/in"),
            ("events", "case.opened"),
        ];
        dina.post("/overview/webhooks", &elsewhere)
            .await
            .expect(422)
            .says("The operator does not allow this address");
        let new = [
            ("url", "https://agency.example/in"),
            ("events", "case.opened"),
        ];
        let page = dina.post("/overview/webhooks", &new).await.expect(200);
        assert!(page.text().contains("whsec_"));
        let list = dina
            .api("GET", "/api/v1/webhooks", None)
            .await
            .expect(200)
            .json();
        assert_eq!(
            list["items"][0]["url"], "https://agency.example/in",
            "{store:?}"
        );
        let id = list["items"][0]["id"].to_string();
        apply(&mut salma).await;
        // Nobody of that name answers here: it is seen, and tried again.
        casework::webhooks::sweep(&front.house.casework)
            .await
            .unwrap();
        let page = dina
            .get(&format!("/overview/webhooks/{id}"))
            .await
            .expect(200);
        page.says("Is tried again, 1 try so far");
        let path = format!("/api/v1/webhooks/{id}/deliveries");
        let sent = dina.api("GET", &path, None).await.expect(200).json();
        assert_eq!(sent["items"][0]["event"], "case.opened");
        assert_eq!(sent["items"][0]["state"], "queued");
        // Another agency's supervisor does not find it.
        let mut yara = front.any(harness::http::CIVIL_REGISTRY, "supervisor").await;
        yara.get(&format!("/overview/webhooks/{id}"))
            .await
            .expect(404);
        yara.api("DELETE", &format!("/api/v1/webhooks/{id}"), None)
            .await
            .expect(404);
        dina.post(&format!("/overview/webhooks/{id}/end"), &[])
            .await
            .expect(303);
        dina.get("/overview/webhooks")
            .await
            .expect(200)
            .says("Ended");
        for language in ["ar", "fr"] {
            dina.language = language;
            for path in [
                "/overview/webhooks",
                &format!("/overview/webhooks/{id}"),
                "/account/tokens",
            ] {
                let page = dina.get(path).await.expect(200);
                assert!(!page.text().contains('⟦'), "{language} {path}");
            }
        }
        assert_eq!(front.house.audit().await.findings, []);
    }
}

#[tokio::test]
async fn the_worker_of_push_messages_is_at_one_address_and_a_subscription_is_checked() {
    let gateway = Upstream::start().await;
    let front = front(Store::Sqlite, &gateway).await;
    let script = front.stranger().get("/push-worker.js").await.expect(200);
    assert_eq!(script.header("cache-control"), "no-cache");
    let mut salma = front.citizen("Salma Haddad").await;
    let device = |endpoint: &str| {
        json!({"endpoint": endpoint, "keys": {
            "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "auth": "BTBZMqHH6r4Tts7J_aSIgg"}, "label": "Firefox"})
    };
    let inside = Some(device("http://127.0.0.1:1/x"));
    salma
        .api("POST", "/api/v1/account/devices", inside)
        .await
        .expect(422);
    let fine = Some(device("https://push.example/x"));
    salma
        .api("POST", "/api/v1/account/devices", fine)
        .await
        .expect(200);
    let list = salma
        .api("GET", "/api/v1/account/devices", None)
        .await
        .json();
    assert_eq!(list["items"][0]["label"], "Firefox");
    salma
        .get("/account/contact")
        .await
        .expect(200)
        .says("Firefox");
    let id = list["items"][0]["id"].as_str().unwrap();
    let remove = format!("/api/v1/account/devices/{id}");
    salma.api("DELETE", &remove, None).await.expect(200);
    salma.api("DELETE", &remove, None).await.expect(404);
}
