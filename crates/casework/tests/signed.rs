//! A decision signed by passkey: what the house takes, and what the audit finds of forgeries by who holds the whole house.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::time::Duration;

use casework::audit::Finding;
use casework::case::sign::{Assertion, SignatureError, statement};
use casework::case::{Action, erase_case};
use casework::record::{Fact, open_entry};
use casework::{Actor, CaseId, Error, PersonId, people};
use harness::{Authenticator, Scene, Store, changed, simple_pack, stores};
use serde_json::{Map, Value as Json, json};
use tlog::assertion::{AssertionError, Signed, Statement};

/// The officer's decision is signed.
async fn scene(store: Store) -> Scene {
    let scene = Scene::new(store, 2).await;
    let edits = [
        ("pack.toml", "version = \"1.0.0\"", "version = \"1.1.0\""),
        (
            "pack.toml",
            "overdue = \"escalate\"",
            "overdue = \"escalate\"\nsign = true",
        ),
    ];
    let files = changed(&simple_pack(), &edits);
    scene.house.deploy_files(files).await;
    scene
}

fn object(grant: bool) -> Map<String, Json> {
    json!({ "grant": grant }).as_object().unwrap().clone()
}

/// An open case: who has it, by which job, with a passkey of their own.
async fn waiting(scene: &Scene, seed: u8) -> (CaseId, PersonId, u64, Authenticator) {
    let id = scene.open("A stall").await.unwrap().id;
    let (person, job) = scene.holder(id).await.unwrap();
    let device = Authenticator::new(seed);
    add(scene, person, &device).await;
    (id, person, job, device)
}

async fn add(scene: &Scene, person: PersonId, device: &Authenticator) -> u64 {
    let (id, credential) = (device.id.clone(), device.credential());
    let add = scene
        .house
        .casework
        .write(move |tx| people::add_passkey(tx, Actor::Person(person), &id, &credential, "Blue"));
    add.await.unwrap()
}

async fn remove(scene: &Scene, person: PersonId, device: &Authenticator) {
    let id = device.id.clone();
    let remove = scene
        .house
        .casework
        .write(move |tx| people::remove_passkey(tx, Actor::Person(person), &id));
    remove.await.unwrap();
}

async fn asked(
    scene: &Scene,
    (id, person, job): (CaseId, PersonId, u64),
    grant: bool,
) -> Result<Statement, Error> {
    let ask = scene
        .house
        .casework
        .write(move |tx| statement(tx, Actor::Person(person), id, job, &object(grant)));
    ask.await
}

fn assertion(device: &Authenticator, statement: &Statement) -> Assertion {
    let challenge = tlog::assertion::encode(&statement.challenge().unwrap());
    let answered = device.sign(&challenge);
    Assertion {
        time_us: statement.time_us,
        credential: device.id.clone(),
        authenticator_data: answered.authenticator_data,
        client_data: answered.client_data,
        signature: answered.signature,
    }
}

async fn complete(
    scene: &Scene,
    (id, person, job): (CaseId, PersonId, u64),
    grant: bool,
    signature: Option<Assertion>,
) -> Result<u64, Error> {
    let action = Action::Complete {
        job,
        data: object(grant),
        documents: Vec::new(),
        signature,
    };
    scene.act(Actor::Person(person), id, action).await
}

fn refused(result: Result<u64, Error>) -> SignatureError {
    match result {
        Err(Error::Signature(why)) => why,
        other => panic!("{other:?}"),
    }
}

async fn fact_of(scene: &Scene, seq: u64) -> Fact {
    let read = scene
        .house
        .casework
        .read(move |link, parts| Ok(open_entry(link, parts, seq)?.entry.fact));
    read.await.unwrap()
}

fn signature_of(fact: &Fact) -> Signed {
    match fact {
        Fact::TaskCompleted { signature, .. } => signature.as_deref().unwrap().clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_decision_is_kept_with_its_key_and_the_audit_agrees() {
    for store in stores() {
        let scene = scene(store).await;
        let (id, person, job, device) = waiting(&scene, 7).await;
        let at = (id, person, job);
        let stated = asked(&scene, at, true).await.unwrap();
        assert_eq!(stated.data, json!({ "grant": true }));
        assert_eq!(
            (stated.element.as_str(), stated.role.as_str()),
            ("Decide", "officer")
        );
        assert_eq!(
            (stated.agency.as_str(), stated.site.as_str()),
            ("office", "localhost")
        );
        let signature = assertion(&device, &stated);
        scene.house.advance(Duration::from_secs(599));
        let seq = complete(&scene, at, true, Some(signature)).await.unwrap();
        let signed = signature_of(&fact_of(&scene, seq).await);
        assert_eq!(signed.statement, stated);
        assert_eq!(signed.key, device.public_key());
        let added = fact_of(&scene, signed.key_entry).await;
        assert!(
            matches!(added, Fact::PasskeyAdded { person: p, .. } if p == person),
            "{added:?}"
        );
        assert_eq!(scene.status(id).await.1.as_deref(), Some("granted"));
        // A key that is taken away later does not undo what it signed.
        remove(&scene, person, &device).await;
        assert_eq!(scene.house.audit().await.findings, [], "{store:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_the_holders_own_signature_over_this_decision_is_refused() {
    let scene = scene(Store::Sqlite).await;
    let (id, person, job, device) = waiting(&scene, 7).await;
    let at = (id, person, job);
    let other = *scene.officers.iter().find(|o| **o != person).unwrap();
    let others = Authenticator::new(8);
    add(&scene, other, &others).await;
    let size = scene.house.audit().await.entries;
    let stated = asked(&scene, at, true).await.unwrap();
    let good = assertion(&device, &stated);
    let challenge = SignatureError::from(AssertionError::Challenge);

    let without = complete(&scene, at, true, None).await;
    assert_eq!(refused(without), SignatureError::Missing);
    let contrary = complete(&scene, at, false, Some(good.clone())).await;
    assert_eq!(refused(contrary), challenge);
    let foreign = complete(&scene, at, true, Some(assertion(&others, &stated))).await;
    assert_eq!(refused(foreign), SignatureError::UnknownKey);
    let claimed = Assertion {
        credential: device.id.clone(),
        ..assertion(&others, &stated)
    };
    let forged = SignatureError::from(AssertionError::Signature);
    assert_eq!(
        refused(complete(&scene, at, true, Some(claimed)).await),
        forged
    );
    let later = Assertion {
        time_us: good.time_us + 1,
        ..good.clone()
    };
    let stale = SignatureError::from(AssertionError::Stale);
    assert_eq!(
        refused(complete(&scene, at, true, Some(later)).await),
        stale
    );
    let careless = Authenticator::new(7).with(|d| d.verifies = false);
    let unverified = complete(&scene, at, true, Some(assertion(&careless, &stated))).await;
    assert_eq!(
        refused(unverified),
        AssertionError::Unverified.into(),
        "no one was asked who they are"
    );
    let phished =
        Authenticator::new(7).with(|d| d.origin = "https://localhost.evil.example".into());
    let phished = complete(&scene, at, true, Some(assertion(&phished, &stated))).await;
    assert_eq!(
        refused(phished),
        AssertionError::Site("localhost".into()).into()
    );
    let stranger = asked(&scene, (id, other, job), true).await;
    assert!(matches!(stranger, Err(Error::NotFound)), "{stranger:?}");

    scene.house.advance(Duration::from_secs(601));
    let late = complete(&scene, at, true, Some(good)).await;
    assert_eq!(refused(late), stale);
    let fresh = assertion(&device, &asked(&scene, at, true).await.unwrap());
    let (twin, ..) = waiting_again(&scene).await;
    let replayed = complete(&scene, twin, true, Some(fresh.clone())).await;
    let another = [SignatureError::UnknownKey, challenge];
    assert!(another.contains(&refused(replayed)));
    remove(&scene, person, &device).await;
    let gone = complete(&scene, at, true, Some(fresh)).await;
    assert_eq!(refused(gone), SignatureError::UnknownKey);
    let report = scene.house.audit().await;
    assert_eq!(report.findings, []);
    // No refusal left a completed task: only cases, draws and passkeys were added.
    assert!(report.entries > size);
    assert_eq!(scene.holder(id).await, Some((person, job)));
}

/// One more open case.
async fn waiting_again(scene: &Scene) -> ((CaseId, PersonId, u64), CaseId) {
    let id = scene.open("Another stall").await.unwrap().id;
    let (person, job) = scene.holder(id).await.unwrap();
    ((id, person, job), id)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_signed_where_the_pack_does_not_say_so() {
    let scene = Scene::new(Store::Sqlite, 1).await;
    let (id, person, job, device) = waiting(&scene, 7).await;
    let at = (id, person, job);
    let asked = asked(&scene, at, true).await;
    let unwanted = matches!(asked, Err(Error::Signature(SignatureError::NotWanted)));
    assert!(unwanted, "{asked:?}");
    let made_up = Assertion {
        time_us: 0,
        credential: device.id.clone(),
        authenticator_data: String::new(),
        client_data: String::new(),
        signature: String::new(),
    };
    let sent = complete(&scene, at, true, Some(made_up)).await;
    assert_eq!(refused(sent), SignatureError::NotWanted);
    complete(&scene, at, true, None).await.unwrap();
}

/// Enters a completed task as who holds the house's keys can, past the door; gives the audit's word on it.
async fn forged(scene: &Scene, (id, person): (CaseId, PersonId), fact: Fact) -> Vec<String> {
    let enter = scene
        .house
        .casework
        .write(move |tx| tx.append_to(Actor::Person(person), id, fact.clone()));
    let seq = enter.await.unwrap();
    let found = scene.house.audit().await.findings;
    let why = found.into_iter().filter_map(|finding| match finding {
        Finding::FalseSignature { entry, why } if entry == seq => Some(why),
        _ => None,
    });
    why.collect()
}

fn with(fact: &Fact, signature: Option<Signed>) -> Fact {
    let mut forged = fact.clone();
    if let Fact::TaskCompleted { signature: it, .. } = &mut forged {
        *it = signature.map(Box::new);
    }
    forged
}

fn sign(device: &Authenticator, key_entry: u64, statement: Statement) -> Signed {
    let given = assertion(device, &statement);
    Signed {
        statement,
        credential: hex::encode(&device.id),
        key_entry,
        key: device.public_key(),
        authenticator_data: given.authenticator_data,
        client_data: given.client_data,
        signature: given.signature,
    }
}

/// A genuine decision to copy from, and the next open case of the same official.
struct Forger {
    scene: Scene,
    genuine: Fact,
    refusal: Fact,
    next: (CaseId, PersonId),
    device: Authenticator,
    stated: Statement,
}

async fn forger(store: Store) -> Forger {
    let scene = scene(store).await;
    let device = Authenticator::new(7);
    // One official of the two, so that every case is theirs: the other one is away.
    let (first, other) = (scene.officers[0], scene.officers[1]);
    let role = people::Role {
        person: other,
        agency: "office".into(),
        role: "officer".into(),
    };
    let revoke = scene
        .house
        .casework
        .write(move |tx| people::revoke(tx, Actor::Operator, &role));
    revoke.await.unwrap();
    add(&scene, first, &device).await;
    let mut facts = Vec::new();
    for grant in [true, false] {
        let (at, _) = waiting_again(&scene).await;
        let stated = asked(&scene, at, grant).await.unwrap();
        let signature = Some(assertion(&device, &stated));
        let seq = complete(&scene, at, grant, signature).await.unwrap();
        facts.push(fact_of(&scene, seq).await);
    }
    let (at, id) = waiting_again(&scene).await;
    let stated = asked(&scene, at, true).await.unwrap();
    let mut facts = facts.into_iter();
    Forger {
        genuine: facts.next().unwrap(),
        refusal: facts.next().unwrap(),
        next: (id, first),
        device,
        stated,
        scene,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_finds_a_signature_that_was_left_out() {
    for store in stores() {
        let f = forger(store).await;
        let why = forged(&f.scene, f.next, with(&f.genuine, None)).await;
        assert_eq!(
            why,
            ["the procedure has it signed, and it is not"],
            "{store:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_finds_a_signature_of_another_case() {
    let f = forger(Store::Sqlite).await;
    let why = forged(&f.scene, f.next, f.genuine.clone()).await;
    assert_eq!(why, ["the entry's case is not the one that was signed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_finds_a_key_of_the_operators_own() {
    let f = forger(Store::Sqlite).await;
    let key_entry = signature_of(&f.genuine).key_entry;
    let own = Authenticator::new(66);
    let signed = sign(&own, key_entry, f.stated.clone());
    let why = forged(&f.scene, f.next, with(&f.genuine, Some(signed))).await;
    let told = format!("entry {key_entry} does not give this key to this person");
    assert_eq!(why, [told]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_finds_that_the_process_went_another_way_than_was_signed() {
    let f = forger(Store::Sqlite).await;
    let key_entry = signature_of(&f.genuine).key_entry;
    // The official signed that it is granted; the operator has it refused.
    let signed = sign(&f.device, key_entry, f.stated.clone());
    let why = forged(&f.scene, f.next, with(&f.refusal, Some(signed))).await;
    assert_eq!(
        why,
        ["the process went on with something else than what was signed"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_finds_a_passkey_that_had_been_taken_away_and_an_old_signature() {
    let f = forger(Store::Sqlite).await;
    let key_entry = signature_of(&f.genuine).key_entry;
    remove(&f.scene, f.next.1, &f.device).await;
    let signed = sign(&f.device, key_entry, f.stated.clone());
    let why = forged(&f.scene, f.next, with(&f.genuine, Some(signed))).await;
    assert_eq!(why, ["the passkey had been taken away"]);

    let f = forger(Store::Sqlite).await;
    let signed = sign(&f.device, key_entry, f.stated.clone());
    f.scene.house.advance(Duration::from_secs(601));
    let why = forged(&f.scene, f.next, with(&f.genuine, Some(signed))).await;
    assert_eq!(
        why,
        ["it was signed at another time than the decision was entered"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_finds_that_the_system_did_what_only_the_official_may() {
    let f = forger(Store::Sqlite).await;
    let Fact::TaskCompleted {
        job,
        element,
        events,
        ..
    } = f.genuine.clone()
    else {
        panic!("a decision")
    };
    let service = Fact::ServiceDone {
        job,
        element,
        service: "set".into(),
        events,
    };
    let why = forged(&f.scene, f.next, service).await;
    let told = "it completes Decide, which only its official's signed decision can";
    assert_eq!(why, [told]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_goes_on_after_the_official_or_the_case_is_erased() {
    let f = forger(Store::Sqlite).await;
    let (id, person) = f.next;
    let at = (id, person, f.stated.job);
    let signature = Some(assertion(&f.device, &f.stated));
    complete(&f.scene, at, true, signature).await.unwrap();
    let erase = f
        .scene
        .house
        .casework
        .write(move |tx| people::erase_person(tx, Actor::Operator, person, "asked for"));
    erase.await.unwrap();
    let erase = f
        .scene
        .house
        .casework
        .write(|tx| erase_case(tx, Actor::Operator, CaseId(1), "time is over"));
    erase.await.unwrap();
    assert_eq!(f.scene.house.audit().await.findings, []);
}
