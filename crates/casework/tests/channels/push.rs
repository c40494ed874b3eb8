//! Web push, received by others' code.

use casework::Error;
use casework::channels::{NewDevice, devices};
use casework::record::fact::Channel;
use harness::{Script, stores};
use serde_json::{Value as Json, json};

use crate::stand::Stand;

fn device(service: &Json, path: &str) -> NewDevice {
    NewDevice {
        endpoint: format!("http://127.0.0.1:{}/{path}", service["port"]),
        key: service["key"].as_str().unwrap().to_owned(),
        secret: service["secret"].as_str().unwrap().to_owned(),
        label: "Firefox".into(),
    }
}

async fn count(stand: &Stand) -> usize {
    let officer = stand.officer();
    let read = stand
        .scene
        .house
        .casework
        .read(move |link, parts| devices(link, parts, officer));
    read.await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_decrypts_what_was_pushed_and_one_that_is_gone_is_removed() {
    for store in stores() {
        let Some(mut script) = Script::start("receivers/push.mjs", "http_ece") else {
            return;
        };
        let service = script.next();
        let origin = format!("http://127.0.0.1:{}", service["port"]);
        let stand = Stand::new(store).await.with_push(&origin).await;
        let officer = stand.officer();
        stand
            .subscribe(officer, device(&service, "one"))
            .await
            .unwrap();
        stand
            .subscribe(officer, device(&service, "one"))
            .await
            .unwrap();
        assert_eq!(count(&stand).await, 1, "the same is added once");
        stand.choose(officer, Channel::Push, None).await;
        let number = stand.scene.open("Salma's stall").await.unwrap().number;
        assert_eq!(stand.sweep().await, 1);
        let came = script.next();
        assert_eq!(came["error"], Json::Null, "{store:?}: {came}");
        assert_eq!(
            came["text"],
            json!({
                "title": format!("A new task in case {number}"),
                "link": format!("http://localhost:8080/cases/{number}"),
                "lang": "en", "dir": "ltr",
            })
        );
        assert_eq!(came["vapid"]["holds"], true, "{came}");
        assert_eq!(came["vapid"]["sub"], "mailto:office@example.org");
        let push = stand.scene.house.settings().push.clone().unwrap();
        assert_eq!(came["vapid"]["key"], push.public_key());
        assert_eq!(
            (came["ttl"].as_str(), came["urgency"].as_str()),
            (Some("86400"), Some("normal"))
        );
        assert_eq!(came["topic"].as_str().map(str::len), Some(32));

        // Another device; the first is gone, so the second's is enough.
        stand.scene.house.advance(std::time::Duration::from_secs(1));
        stand
            .subscribe(officer, device(&service, "two"))
            .await
            .unwrap();
        script.tell("410 201");
        stand.scene.open("Another").await.unwrap();
        assert_eq!(stand.sweep().await, 1);
        let paths = [script.next(), script.next()].map(|m| m["path"].as_str().unwrap().to_owned());
        assert_eq!(paths, ["/one", "/two"]);
        assert_eq!(count(&stand).await, 1);

        // The last is gone too: the letter leaves.
        script.tell("404");
        stand.scene.open("A third").await.unwrap();
        assert_eq!(stand.sweep().await, 0);
        assert_eq!(script.next()["status"], 404);
        assert_eq!(count(&stand).await, 0);
        assert_eq!(stand.sweep().await, 1);
        assert_eq!(stand.mailbox.messages().len(), 1);
        assert!(script.is_silent());
        stand.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_cannot_lead_into_the_offices_own_network() {
    for store in stores() {
        let stand = Stand::new(store)
            .await
            .with_push("http://127.0.0.1:9")
            .await;
        let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let officer = stand.officer();
        let at = |endpoint: &str| NewDevice {
            endpoint: endpoint.to_owned(),
            key: key.to_owned(),
            secret: "BTBZMqHH6r4Tts7J_aSIgg".into(),
            label: String::new(),
        };
        for endpoint in [
            "http://push.example/x",
            "https://a@push.example/x",
            "ftp://push.example/x",
            "",
        ] {
            let refused = stand.subscribe(officer, at(endpoint)).await.unwrap_err();
            assert!(
                matches!(
                    refused,
                    Error::Field {
                        field: "endpoint",
                        ..
                    }
                ),
                "{endpoint}"
            );
        }
        let mut short = at("https://push.example/x");
        short.key = "AAAA".into();
        let refused = stand.subscribe(officer, short).await.unwrap_err();
        assert!(matches!(refused, Error::Field { field: "key", .. }));
        // By https, but to this machine: refused when it is connected to, and the letter leaves.
        stand
            .subscribe(officer, at("https://localhost:1/x"))
            .await
            .unwrap();
        stand.choose(officer, Channel::Push, None).await;
        stand.scene.open("A stall").await.unwrap();
        assert_eq!(stand.sweep().await, 0);
        let lines = stand.notices().await;
        assert_eq!(
            (lines[0].0.as_str(), lines[0].1.as_str()),
            ("push", "failed"),
            "{store:?}: {lines:?}"
        );
        assert_eq!(lines[1].0, "email");
        stand.holds().await;
    }
}
