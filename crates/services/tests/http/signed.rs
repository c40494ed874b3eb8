//! A decision signed by passkey, over the pages and the API, with an authenticator in software.

use harness::http::{Front, Reply, Visitor};
use harness::{Authenticator, Store};
use serde_json::{Value, json};
use tlog::Receipt;
use tlog::assertion::{Passkey, Signed};

use crate::authenticator::script;
use crate::journeys::copy::request;
use crate::licence::work;

const ISSUE: [(&str, &str); 2] = [
    ("outcome", "issue"),
    ("reason", "The interest is shown by the summons."),
];

/// Adds the device's passkey to the visitor's account, as the page's script does.
async fn enrol(visitor: &mut Visitor<'_>, device: &Authenticator) {
    visitor.get("/account").await.expect(200);
    let options = script(visitor, "/account/passkeys/begin", &json!({})).await;
    let options = options.expect(200).json();
    let challenge = options["publicKey"]["challenge"].as_str().unwrap();
    let made = json!({ "credential": device.register(challenge), "label": "Desk key" });
    let added = script(visitor, "/account/passkeys", &made).await;
    added.expect(200);
}

/// What the device answers to the options, as pages and programs send it.
fn answer(device: &Authenticator, options: &Value, time: &Value) -> Value {
    let answered = device.sign(options["challenge"].as_str().unwrap());
    json!({
        "time_us": time, "credential": tlog::assertion::encode(&device.id),
        "authenticator_data": answered.authenticator_data,
        "client_data": answered.client_data, "signature": answered.signature,
    })
}

/// What the page gives to its script: options and time.
fn asked(page: &Reply) -> (Value, Value) {
    let tags = page.tags();
    let part = tags.iter().find(|t| t.get("data-passkey") == Some("sign"));
    let read = |name| serde_json::from_str(part.unwrap().get(name).unwrap()).unwrap();
    (read("data-options"), read("data-time"))
}

/// A request that waits for a registrar's decision.
async fn undecided(front: &Front, name: &str) -> String {
    let mut other = front.citizen(name).await;
    let number = request(&mut other, "other").await;
    let found = [
        ("found", "yes"),
        ("place", "Volume 12, page 3"),
        ("remarks", "None to be made"),
    ];
    assert_eq!(work(front, &number, &found).await.0, "archivist");
    number
}

/// Whoever has the task signs it with a passkey that they have just added.
pub(crate) async fn sign(front: &Front, number: &str, fields: &[(&str, &str)]) -> String {
    let (official, job) = front.holder(number).await.unwrap();
    let mut visitor = front.official(&official).await;
    let device = Authenticator::new(11);
    enrol(&mut visitor, &device).await;
    let task = format!("/cases/{number}/tasks/{job}");
    visitor.get(&task).await.expect(200);
    let page = visitor.upload(&task, fields, &[]).await.expect(200);
    let (options, time) = asked(&page);
    let signature = answer(&device, &options, &time).to_string();
    let all = [fields, &[("signature", signature.as_str())]].concat();
    visitor.upload(&task, &all, &[]).await.leads("/work");
    official.role.to_owned()
}

#[tokio::test]
async fn an_official_reads_the_decision_again_signs_it_and_anybody_can_check_whose_it_is() {
    let front = Front::new(Store::Sqlite).await;
    let number = undecided(&front, "Omar Khalil").await;
    let (official, job) = front.holder(&number).await.unwrap();
    let mut registrar = front.official(&official).await;
    let task = format!("/cases/{number}/tasks/{job}");
    // Without a passkey there is a way to one, and nothing to press.
    let form = registrar.get(&task).await.expect(200);
    assert!(form.links().contains(&"/account#passkeys".to_owned()));
    let form = form.says("Continue to signing").says("you have none yet");
    assert!(!form.words().contains("Decide and complete the task"));
    let page = registrar.upload(&task, &ISSUE, &[]).await.expect(200);
    let page = page.says("Sign your decision").says("Add a passkey");
    assert!(!page.text().contains("data-passkey=\"sign\""));

    let device = Authenticator::new(9);
    enrol(&mut registrar, &device).await;
    let page = registrar.upload(&task, &ISSUE, &[]).await.expect(200);
    let page = page
        .says("The interest is shown by the summons.")
        .says("JavaScript");
    assert_eq!(page.field("outcome").as_deref(), Some("issue"));
    let (options, time) = asked(&page);
    assert_eq!(options["rpId"], "localhost");
    assert_eq!(options["userVerification"], "required");
    let allowed = options["allowCredentials"][0]["id"].as_str().unwrap();
    assert_eq!(allowed, tlog::assertion::encode(&device.id));

    // The signature is for what was read, not for what is sent with it.
    let signature = answer(&device, &options, &time).to_string();
    let contrary = [
        ("outcome", "issue"),
        ("reason", "Because I say so."),
        ("signature", signature.as_str()),
    ];
    let page = registrar.upload(&task, &contrary, &[]).await.expect(200);
    page.says("for something else than this decision")
        .says("Because I say so.");
    let other = Authenticator::new(10).with(|d| d.id = device.id.clone());
    for (forged, why) in [
        (
            answer(&other, &options, &time).to_string(),
            "not of your passkey",
        ),
        ("no JSON".to_owned(), "cannot be read"),
    ] {
        let fields = [ISSUE[0], ISSUE[1], ("signature", forged.as_str())];
        let page = registrar.upload(&task, &fields, &[]).await;
        page.expect(200).says(why);
    }
    // Back to the answers, which are still there.
    let change = [ISSUE[0], ISSUE[1], ("change", "1")];
    let back = registrar.upload(&task, &change, &[]).await.expect(200);
    back.says("Continue to signing").says("by the summons");

    let signed = [ISSUE[0], ISSUE[1], ("signature", signature.as_str())];
    let done = registrar.upload(&task, &signed, &[]).await;
    done.leads("/work");
    shown(&front, &mut registrar, (&number, &device)).await;
    assert_eq!(front.house.audit().await.findings, []);
}

/// The timeline and the entry say that it is signed, and both receipts together show whose passkey it was.
async fn shown(
    front: &Front,
    registrar: &mut Visitor<'_>,
    (number, device): (&str, &Authenticator),
) {
    let mut omar = front.stranger();
    omar.sign_in("omar.khalil@example.org").await;
    let case = omar.get(&format!("/cases/{number}")).await.expect(200);
    case.says("Signed with a passkey.");
    let timeline = format!("/api/v1/cases/{number}/timeline");
    let list = omar.api("GET", &timeline, None).await.expect(200).json();
    let items = list["items"].as_array().unwrap();
    let mut done = items.iter().filter(|i| i["kind"] == "task.completed");
    let (decided, before) = (done.next().unwrap(), done.next().unwrap());
    let entry = format!("/cases/{number}/entries/{}", decided["index"]);
    let page = omar.get(&entry).await.expect(200);
    let page = page
        .says("The signature")
        .says("holds")
        .says("diwan verify");
    let passkey = format!("{entry}/passkey");
    assert!(page.links().contains(&passkey), "{:?}", page.links());

    let receipt = omar.get(&format!("{entry}/receipt")).await.expect(200).body;
    let key = omar.get(&passkey).await.expect(200).body;
    let twin = omar.api("GET", &format!("/api/v1{passkey}"), None).await;
    assert_eq!(twin.expect(200).body, key);
    let (receipt, key) = (
        Receipt::decode(&receipt).unwrap(),
        Receipt::decode(&key).unwrap(),
    );
    let body: Value = serde_json::from_slice(&receipt.body).unwrap();
    let signed = Signed::of_body(&body).unwrap().unwrap();
    assert_eq!(signed.verify_in(&body, signed.statement.time_us), Ok(()));
    assert_eq!(signed.key, device.public_key());
    let added = serde_json::from_slice(&key.body).unwrap();
    assert_eq!(
        signed.verify_key(&Passkey::of_body(&added).unwrap()),
        Ok(())
    );
    assert_eq!(key.proof.index, signed.key_entry);

    // Who has no seat at the case, and entries that nobody signed, give no passkey.
    let unsigned = format!("/cases/{number}/entries/{}/passkey", before["index"]);
    omar.get(&unsigned).await.expect(404);
    registrar.get(&passkey).await.expect(200);
    let mut stranger = front.citizen("Dana Aziz").await;
    stranger.get(&passkey).await.expect(404);
}

#[tokio::test]
async fn a_program_asks_what_is_to_be_signed_and_sends_the_signature() {
    let front = Front::new(Store::Sqlite).await;
    let number = undecided(&front, "Omar Khalil").await;
    let (official, job) = front.holder(&number).await.unwrap();
    let mut registrar = front.official(&official).await;
    let device = Authenticator::new(9);
    enrol(&mut registrar, &device).await;
    let task = format!("/api/v1/cases/{number}/tasks/{job}");
    let whole = registrar.api("GET", &task, None).await.expect(200).json();
    assert_eq!(whole["sign"], true);
    let data = json!({ "outcome": ISSUE[0].1, "reason": ISSUE[1].1 });
    let body = Some(json!({ "data": data }));
    let unsigned = registrar.api("POST", &task, body.clone()).await;
    let unsigned = unsigned.expect(422).json();
    let error = &unsigned["errors"][0];
    assert_eq!(error["pointer"], "/signature", "{unsigned}");
    assert_eq!(
        error["detail"],
        "This decision has to be signed with your passkey"
    );

    let ask = format!("{task}/signing");
    let bad = registrar
        .api("POST", &ask, Some(json!({ "data": {} })))
        .await;
    bad.expect(422);
    let signing = registrar.api("POST", &ask, body).await.expect(200).json();
    let statement = &signing["statement"];
    assert_eq!(statement["case"], number.as_str());
    assert_eq!(statement["data"]["reason"], ISSUE[1].1);
    let read: tlog::assertion::Statement = serde_json::from_value(statement.clone()).unwrap();
    let challenge = tlog::assertion::encode(&read.challenge().unwrap());
    assert_eq!(signing["challenge"], challenge.as_str());
    let signature = answer(&device, &signing["options"], &statement["time_us"]);
    let mut stranger = front.citizen("Dana Aziz").await;
    let sent = Some(json!({ "data": data, "signature": signature }));
    let foreign = stranger.api("POST", &task, sent.clone()).await;
    foreign.expect(404);
    let done = registrar.api("POST", &task, sent.clone()).await;
    assert!(done.expect(200).json()["entry"].is_u64());
    // Done once: the same signature does it no second time.
    let again = registrar.api("POST", &task, sent).await;
    assert!([404, 409].contains(&again.status), "{}", again.text());
    assert_eq!(front.house.audit().await.findings, []);
}
