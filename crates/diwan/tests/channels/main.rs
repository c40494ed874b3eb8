//! SMS by the real binary through Debian's Kannel: bearerbox, smsbox and the fake SMSC as processes.

#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and go no further"
)]

mod house;
mod kannel;

use serde_json::json;

use house::{House, until};
use kannel::Kannel;

/// An official of the demonstration, who gets the role of the smallest procedure too.
const OFFICER: i64 = 5;
/// A citizen of it.
const CITIZEN: i64 = 1;

#[test]
fn a_code_and_a_notice_in_arabic_pass_through_kannel_and_its_report_comes_back() {
    let Some(kannel) = Kannel::start() else {
        return;
    };
    let house = House::new();
    let file = house.path().join("sms.toml");
    std::fs::write(&file, kannel.gateway()).unwrap();
    let server = house.serve(&["--demo", "--sms-gateway", file.to_str().unwrap()]);
    house.procedure(OFFICER);

    let officer = server.sign_in(OFFICER);
    let name = server.ask(&officer, "GET", "/api/v1/account", None)["name"].clone();
    let arabic = json!({ "name": name, "language": "ar" });
    server.ask(&officer, "PUT", "/api/v1/account", Some(arabic));
    let phone = json!({ "phone": "+961 3 123456" });
    server.ask(&officer, "POST", "/api/v1/account/phone", Some(phone));
    let first = until("the code", || kannel.received().first().cloned());
    assert_eq!(first.to, "+9613123456");
    let code: String = first
        .text
        .chars()
        .filter(char::is_ascii_digit)
        .take(6)
        .collect();
    let code = json!({ "code": code });
    server.ask(&officer, "POST", "/api/v1/account/phone/code", Some(code));
    let by_sms = json!({ "channel": "sms" });
    server.ask(&officer, "PUT", "/api/v1/account/contact", Some(by_sms));

    let citizen = server.sign_in(CITIZEN);
    let number = server.apply(&citizen, "simple", &json!({ "subject": "A stall" }));
    let notice = until("the notice", || kannel.received().get(1).cloned());
    assert!(notice.wide, "Arabic needs UCS-2: {}", kannel.log());
    assert!(!first.wide && first.parts == 1, "English does not");
    assert!(notice.parts <= 2);
    assert!(
        notice
            .text
            .starts_with(&format!("مهمة جديدة في المعاملة {number}")),
        "{}",
        notice.text
    );
    assert!(!notice.text.contains("stall"), "{}", notice.text);
    // The fake SMSC takes it for delivered, and Kannel calls the address that came with the message.
    let timeline = format!("/api/v1/cases/{number}/timeline?limit=100");
    until("the report", || {
        let told = server.ask(&citizen, "GET", &timeline, None);
        let kinds = told["items"].as_array().unwrap().iter();
        let delivered = kinds.filter(|i| i["kind"] == "notice.delivered").count();
        (delivered > 0).then_some(delivered)
    });
    assert_eq!(kannel.received().len(), 2, "each left once");
    drop(server);
    house.run(&["audit"]);
}
