//! Calls to other systems, against one that answers, fails, hangs, sends too much and leads elsewhere.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use casework::audit::Finding;
use casework::calls::{self, Allowed, Caller, Signer};
use casework::case::{self, Action, Application, Status};
use casework::{Actor, CaseId, Error, PersonId};
use ed25519_dalek::{Signature, VerifyingKey};
use harness::{Answer, Asked, House, Store, Upstream, stores};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

const KNOWN: &str = r#"{"name": "A bakery", "seats": 12}"#;

struct Scene {
    house: House,
    upstream: Upstream,
    citizen: PersonId,
}

impl Scene {
    async fn new(store: Store) -> Self {
        Self::changed(store, &[]).await
    }

    /// A scene whose pack differs.
    async fn changed(store: Store, changes: &[(&str, &str)]) -> Self {
        let (house, upstream) = (House::new(store).await, Upstream::start().await);
        let pack = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/registry"));
        let origin = upstream.origin();
        let changes = [&[("https://registry.example", origin.as_str())], changes].concat();
        house.deploy_changed(&pack, &changes).await;
        let citizen = house.person("Salma Haddad", None).await;
        Self {
            house,
            upstream,
            citizen,
        }
    }

    async fn open(&self, subject: &str) -> CaseId {
        let Json::Object(data) = json!({ "subject": subject }) else {
            unreachable!()
        };
        let application = Application {
            pack: "registry".into(),
            applicant: self.citizen,
            data,
            documents: Vec::new(),
        };
        let actor = Actor::Person(self.citizen);
        let open = move |tx: &mut casework::record::Tx<'_>| case::open(tx, actor, &application);
        self.house.casework.write(open).await.unwrap().id
    }

    fn caller(&self, internal: bool, token: Option<&str>) -> Caller {
        let allowed = Allowed {
            origin: self.upstream.origin().parse().unwrap(),
            internal,
            token: token.map(str::to_owned),
        };
        Caller::new(&self.house.casework.parts, vec![allowed])
    }

    async fn sweep(&self) -> usize {
        let caller = self.caller(true, None);
        calls::sweep(&self.house.casework, &caller).await.unwrap()
    }

    /// State, attempts and error of a case's call.
    async fn call(&self, case: CaseId) -> (String, u32, Option<String>) {
        let sql = "select state, attempts, error from calls where case_id = $1";
        let read = self.house.casework.read(move |link, _| {
            let row = link.query_opt(sql, &[case.into()])?.unwrap();
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        read.await.unwrap()
    }

    async fn case(&self, id: CaseId) -> case::Case {
        self.house
            .casework
            .write(move |tx| tx.case(id).cloned())
            .await
            .unwrap()
    }

    async fn holds(&self) {
        assert_eq!(self.house.audit().await.findings, []);
    }
}

fn variable(case: &case::Case, name: &str) -> Json {
    let value = case.inside.state.variables().get(name);
    value.map_or(Json::Null, dmn::feel::Value::to_json)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_becomes_variables_and_the_case_goes_on() {
    for store in stores() {
        let scene = Scene::new(store).await;
        scene.upstream.answers([Answer::Json(200, KNOWN.into())]);
        let id = scene.open("A/1 é").await;
        assert_eq!(
            scene.upstream.asked(),
            [],
            "nothing leaves inside the transaction"
        );
        assert_eq!(scene.case(id).await.status, Status::Open);
        scene.holds().await;
        assert_eq!(scene.sweep().await, 1);
        let case = scene.case(id).await;
        assert_eq!(
            (case.status, case.outcome.as_deref()),
            (Status::Closed, Some("granted"))
        );
        assert_eq!(variable(&case, "trade_name"), "A bakery");
        assert_eq!(variable(&case, "seats"), 12);
        let asked = scene.upstream.asked();
        assert_eq!(
            asked[0].line,
            "POST /v1/businesses/A%2F1%20%C3%A9?full=true"
        );
        let body: Json = serde_json::from_str(&asked[0].body).unwrap();
        assert_eq!(body, json!({ "number": "A/1 é", "share": 1.5 }));
        assert_eq!(
            scene.call(id).await,
            ("answered".into(), 1, None),
            "{store:?}"
        );
        assert_eq!(scene.sweep().await, 0, "answered is answered");
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_another_system_did_is_on_the_way_that_the_case_took() {
    let scene = Scene::new(Store::Sqlite).await;
    scene.upstream.answers([Answer::Json(200, KNOWN.into())]);
    let id = scene.open("A/1").await;
    assert_eq!(scene.sweep().await, 1);
    let course = scene
        .house
        .casework
        .read(move |link, parts| case::read::course(link, parts, id));
    let done = course.await.unwrap().done;
    assert!(done.contains("LookUp"), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_with_a_code_takes_the_way_of_its_error() {
    for store in stores() {
        let scene = Scene::new(store).await;
        scene.upstream.answers([Answer::Json(404, "{}".into())]);
        let id = scene.open("B").await;
        assert_eq!(scene.sweep().await, 1);
        assert_eq!(scene.case(id).await.outcome.as_deref(), Some("refused"));
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_tried_again_ever_later_under_the_same_key_and_then_stops_the_case() {
    for store in stores() {
        let scene = Scene::new(store).await;
        scene.upstream.answers([
            Answer::Json(500, "{}".into()),
            Answer::Hangup,
            Answer::Nothing,
            Answer::Json(200, KNOWN.into()),
        ]);
        let id = scene.open("A").await;
        for (attempt, error, wait) in [(1, "answered 500", 30), (2, "no connection", 60)] {
            assert_eq!(scene.sweep().await, 1);
            let (state, attempts, why) = scene.call(id).await;
            assert_eq!((state.as_str(), attempts), ("queued", attempt), "{store:?}");
            assert!(
                why.as_deref().is_some_and(|w| w.starts_with(error)),
                "{why:?}"
            );
            assert_eq!(scene.sweep().await, 0, "not before its time");
            scene.house.advance(Duration::from_secs(wait));
        }
        assert_eq!(scene.sweep().await, 1);
        let (state, attempts, why) = scene.call(id).await;
        assert_eq!((state.as_str(), attempts), ("failed", 3));
        assert_eq!(why.as_deref(), Some("no answer in time"));
        assert_eq!(scene.case(id).await.status, Status::Incident);
        scene.holds().await;

        // An operator has it tried again: the same job, and so the same key.
        let retry = Action::Retry {
            reason: "it runs again".into(),
        };
        let write =
            move |tx: &mut casework::record::Tx<'_>| case::act(tx, Actor::Operator, id, &retry);
        scene.house.casework.write(write).await.unwrap();
        assert_eq!(scene.sweep().await, 1);
        assert_eq!(scene.case(id).await.outcome.as_deref(), Some("granted"));
        let asked = scene.upstream.asked();
        assert_eq!(asked.len(), 4);
        let key = asked[0].header("idempotency-key");
        assert_eq!(key.len(), 34, "quoted: {key}");
        assert!(asked.iter().all(|a| a.header("idempotency-key") == key));
        assert!(asked.iter().all(|a| a.body == asked[0].body));
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_overloaded_is_given_the_time_it_asks_for() {
    let scene = Scene::new(Store::Sqlite).await;
    let busy = "HTTP/1.1 429 X\r\nRetry-After: 600\r\nContent-Length: 0\r\n\r\n";
    scene
        .upstream
        .answers([Answer::Raw(busy.into()), Answer::Json(200, KNOWN.into())]);
    let id = scene.open("A").await;
    assert_eq!(scene.sweep().await, 1);
    scene.house.advance(Duration::from_secs(599));
    assert_eq!(scene.sweep().await, 0);
    scene.house.advance(Duration::from_secs(1));
    assert_eq!(scene.sweep().await, 1);
    assert_eq!(scene.case(id).await.status, Status::Closed);
}

/// What the only call's error says after the other system answered so.
async fn refused(answer: Answer) -> String {
    let scene = Scene::new(Store::Sqlite).await;
    scene.upstream.answers([answer]);
    let id = scene.open("A").await;
    assert_eq!(scene.sweep().await, 1);
    let (state, attempts, why) = scene.call(id).await;
    assert_eq!((state.as_str(), attempts), ("failed", 1), "{why:?}");
    assert_eq!(scene.case(id).await.status, Status::Incident);
    assert_eq!(scene.upstream.asked().len(), 1, "asked once");
    scene.holds().await;
    why.unwrap()
}

fn raw(status: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    Answer::Raw(
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n{body}")
            .into_bytes(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_cannot_be_used_stops_the_case_and_says_why() {
    let json = "Content-Type: application/json\r\n";
    let deep = format!("{}{}", "[".repeat(33), "]".repeat(33));
    for (answer, says) in [
        (
            Answer::Large(10 << 20),
            "answered 200, but with more than 1048576 bytes",
        ),
        (
            raw("200 OK", "Content-Type: text/html\r\n", "<p>"),
            "answered 200, but not with JSON (by its Content-Type)",
        ),
        (
            raw("200 OK", json, "{\"name\": "),
            "answered 200, but not with JSON (line 1, column 9)",
        ),
        (
            raw("200 OK", json, &deep),
            "answered 200, but with JSON deeper than 32 levels",
        ),
        (
            raw("302 Found", "Location: http://127.0.0.1:1/\r\n", ""),
            "answered 302: redirects are not followed",
        ),
        (
            raw("403 No", json, "{}"),
            "answered 403, for which the pack has neither an error nor a retry",
        ),
    ] {
        assert_eq!(refused(answer).await, says);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_leads_inside_is_not_called_unless_the_operator_says_so() {
    let scene = Scene::new(Store::Sqlite).await;
    let id = scene.open("A").await;
    let caller = scene.caller(false, None);
    assert_eq!(
        calls::sweep(&scene.house.casework, &caller).await.unwrap(),
        1
    );
    let (state, _, why) = scene.call(id).await;
    assert_eq!(state, "failed");
    let why = why.unwrap();
    assert!(
        why.contains("127.0.0.1, which is not a public address"),
        "{why}"
    );
    assert_eq!(scene.upstream.asked(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_nobody_allowed_is_not_called_and_the_incident_says_what_to_do() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let id = scene.open("A").await;
        // Another port and another scheme are other origins.
        let other = |origin: &str| Allowed {
            origin: origin.parse().unwrap(),
            internal: true,
            token: None,
        };
        let tls = scene.upstream.origin().replace("http:", "https:");
        let allowed = vec![
            other("http://127.0.0.1:1"),
            other(&tls),
            other("http://localhost:80"),
        ];
        let caller = Caller::new(&scene.house.casework.parts, allowed);
        assert_eq!(
            calls::sweep(&scene.house.casework, &caller).await.unwrap(),
            1
        );
        let why = scene.call(id).await.2.unwrap();
        let origin = scene.upstream.origin();
        assert!(why.contains(&format!("--allow-call {origin}")), "{why}");
        assert_eq!(scene.upstream.asked(), []);
        assert_eq!(scene.case(id).await.status, Status::Incident);
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_answer_and_entry_repeats_the_call_under_the_same_key_and_is_answered_once()
{
    for store in stores() {
        let scene = Scene::new(store).await;
        scene
            .upstream
            .answers([Answer::Nothing, Answer::Json(200, KNOWN.into())]);
        let id = scene.open("A").await;
        let (casework, caller) = (scene.house.casework.clone(), scene.caller(true, None));
        let calling = tokio::spawn(async move { calls::sweep(&casework, &caller).await });
        scene.upstream.wait_for(1).await;
        // The process ends here: the other system was asked, and nothing of it is in our store.
        calling.abort();
        assert!(calling.await.unwrap_err().is_cancelled());
        assert_eq!(
            scene.call(id).await,
            ("queued".into(), 0, None),
            "{store:?}"
        );
        let Scene {
            house,
            upstream,
            citizen,
        } = scene;
        let house = house.reopen().await.unwrap();
        let scene = Scene {
            house,
            upstream,
            citizen,
        };
        assert_eq!(
            scene.sweep().await,
            0,
            "it is claimed for its time and half a minute"
        );
        scene.house.advance(Duration::from_secs(32));
        assert_eq!(scene.sweep().await, 1);
        let asked = scene.upstream.asked();
        assert_eq!(asked.len(), 2);
        assert_eq!(
            asked[0].header("idempotency-key"),
            asked[1].header("idempotency-key")
        );
        assert_eq!(scene.case(id).await.outcome.as_deref(), Some("granted"));
        let again = Action::Answer {
            job: 0,
            answer: case::Answer::Failed {
                error: "late".into(),
                again: false,
            },
        };
        let write =
            move |tx: &mut casework::record::Tx<'_>| case::act(tx, Actor::System, id, &again);
        assert!(matches!(
            scene.house.casework.write(write).await,
            Err(Error::NotFound | Error::Conflict(_))
        ));
        scene.holds().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_host_is_called_four_at_a_time() {
    let scene = Scene::new(Store::Sqlite).await;
    for n in 0..9 {
        scene.open(&format!("A{n}")).await;
    }
    scene
        .upstream
        .answers((0..9).map(|_| Answer::Json(200, KNOWN.into())));
    assert_eq!(scene.sweep().await, 4);
    assert_eq!(scene.sweep().await, 4);
    assert_eq!(scene.sweep().await, 1);
}

/// What the signature covers, put together from the request as it came (RFC 9421, 2.5).
fn base(asked: &Asked, origin: &str, params: &str) -> String {
    let (method, target) = asked.line.split_once(' ').unwrap();
    let covered = params.trim_start_matches('(').split(')').next().unwrap();
    let mut base = String::new();
    for name in covered.split(' ').map(|n| n.trim_matches('"')) {
        let value = match name {
            "@method" => method.to_owned(),
            "@target-uri" => format!("{origin}{target}"),
            header => asked.header(header).to_owned(),
        };
        base += &format!("\"{name}\": {value}\n");
    }
    base + &format!("\"@signature-params\": {params}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_signed_and_a_changed_bit_is_seen() {
    let scene = Scene::new(Store::Sqlite).await;
    scene.upstream.answers([Answer::Json(200, KNOWN.into())]);
    scene.open("A").await;
    let caller = scene.caller(true, Some("s3cret"));
    assert_eq!(
        calls::sweep(&scene.house.casework, &caller).await.unwrap(),
        1
    );
    let asked = scene.upstream.asked().remove(0);
    assert_eq!(asked.header("authorization"), "Bearer s3cret");
    assert!(
        !format!(
            "{:?}",
            Allowed {
                origin: "https://a".parse().unwrap(),
                internal: false,
                token: Some("s3cret".into())
            }
        )
        .contains("s3cret")
    );
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(&asked.body)));
    assert_eq!(asked.header("content-digest"), digest);

    let keys = Signer::new(&scene.house.casework.parts).keys();
    let key = URL_SAFE_NO_PAD
        .decode(keys["keys"][0]["x"].as_str().unwrap())
        .unwrap();
    let key = VerifyingKey::from_bytes(&key.try_into().unwrap()).unwrap();
    let params = asked
        .header("signature-input")
        .strip_prefix("sig1=")
        .unwrap();
    for covered in [
        "\"@method\"",
        "\"@target-uri\"",
        "\"content-digest\"",
        "\"content-type\"",
        "\"idempotency-key\"",
    ] {
        assert!(params.contains(covered), "{params}");
    }
    let created = scene.house.now().as_second();
    assert!(params.contains(&format!(";created={created};")), "{params}");
    assert!(params.contains(keys["keys"][0]["kid"].as_str().unwrap()));
    let signature = asked
        .header("signature")
        .trim_start_matches("sig1=:")
        .trim_end_matches(':');
    let signature = Signature::from_slice(&STANDARD.decode(signature).unwrap()).unwrap();
    let signed = base(&asked, &scene.upstream.origin(), params);
    key.verify_strict(signed.as_bytes(), &signature).unwrap();
    let changed = Asked {
        line: asked.line.replace("full=true", "full=fals"),
        ..asked.clone()
    };
    let changed = base(&changed, &scene.upstream.origin(), params);
    assert!(key.verify_strict(changed.as_bytes(), &signature).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_or_deleted_call_is_found() {
    for store in stores() {
        let scene = Scene::new(store).await;
        scene.open("A").await;
        scene.holds().await;
        scene
            .house
            .tamper("update calls set state = 'answered'")
            .await;
        let found = scene.house.audit().await.findings;
        assert!(
            matches!(&found[..], [Finding::ChangedRow { table, column, .. }] if table == "calls" && column == "state"),
            "{store:?}: {found:?}"
        );
        scene.house.tamper("delete from calls").await;
        let found = scene.house.audit().await.findings;
        assert!(
            matches!(&found[..], [Finding::DeletedRow { table, .. }] if table == "calls"),
            "{store:?}: {found:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_get_has_no_body_and_is_signed_as_well() {
    let changes = [
        ("method = \"POST\"", "method = \"GET\""),
        ("body = '{number: request.subject, share: 1.5}'", ""),
    ];
    let scene = Scene::changed(Store::Sqlite, &changes).await;
    scene.upstream.answers([Answer::Json(200, KNOWN.into())]);
    let id = scene.open("A").await;
    assert_eq!(scene.sweep().await, 1, "{:?}", scene.call(id).await);
    let asked = scene.upstream.asked().remove(0);
    assert_eq!(
        (asked.line.as_str(), asked.body.as_str()),
        ("GET /v1/businesses/A?full=true", "")
    );
    let covered = asked.header("signature-input");
    assert!(
        covered.contains("\"content-digest\"") && !covered.contains("content-type"),
        "{covered}"
    );
    assert_eq!(scene.case(id).await.status, Status::Closed);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_after_the_case_went_on_is_in_the_record_and_changes_nothing() {
    for store in stores() {
        let scene = Scene::new(store).await;
        let late = Answer::Late(Duration::from_millis(600), KNOWN.into());
        scene.upstream.answers([late]);
        let id = scene.open("A").await;
        let (casework, caller) = (scene.house.casework.clone(), scene.caller(true, None));
        let calling = tokio::spawn(async move { calls::sweep(&casework, &caller).await });
        scene.upstream.wait_for(1).await;
        let (citizen, withdraw) = (
            Actor::Person(scene.citizen),
            Action::Send {
                message: "withdraw".into(),
            },
        );
        let write = move |tx: &mut casework::record::Tx<'_>| case::act(tx, citizen, id, &withdraw);
        scene.house.casework.write(write).await.unwrap();
        assert_eq!(scene.call(id).await.0, "withdrawn", "{store:?}");
        assert_eq!(calling.await.unwrap().unwrap(), 1);
        let case = scene.case(id).await;
        assert_eq!(case.status, Status::Closed);
        assert_eq!(variable(&case, "trade_name"), Json::Null);
        let sql = "select kind from entries where case_id = $1 order by seq desc limit 1";
        let last = scene
            .house
            .casework
            .read(move |link, _| Ok(link.query(sql, &[id.into()])?[0].get::<String>(0)?));
        assert_eq!(last.await.unwrap(), "call.answered");
        assert_eq!(
            scene.sweep().await,
            0,
            "what was withdrawn is not asked again"
        );
        scene.holds().await;
    }
}
