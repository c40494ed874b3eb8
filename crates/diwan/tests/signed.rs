//! `diwan verify` of signed decisions: it says who signed, and does not believe an operator who holds every key of the house.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use casework::case::sign::{Assertion, statement};
use casework::case::{Action, act};
use casework::record::{self, Fact, open_entry};
use casework::{Actor, CaseId, PersonId, people};
use harness::{Authenticator, Scene, Store, changed, simple_pack};
use serde_json::{Map, Value as Json, json};
use tlog::assertion::{Signed, Statement, encode};

fn verify(files: &[&Path], key: &Path, more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command.arg("verify").args(files).arg("--key").arg(key);
    command.args(more);
    command.env_remove("DIWAN_DATA").env_remove("DIWAN_LOG_KEY");
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let said = String::from_utf8([stdout, stderr].concat()).unwrap();
    (status.code().unwrap(), said)
}

/// A house whose only officer signs decisions, with a passkey that entry `key_entry` added.
struct House {
    scene: Scene,
    officer: PersonId,
    device: Authenticator,
    key_entry: u64,
    dir: tempfile::TempDir,
}

impl House {
    async fn new() -> Self {
        let scene = Scene::new(Store::Sqlite, 1).await;
        let edits = [
            ("pack.toml", "version = \"1.0.0\"", "version = \"1.1.0\""),
            (
                "pack.toml",
                "overdue = \"escalate\"",
                "overdue = \"escalate\"\nsign = true",
            ),
        ];
        scene
            .house
            .deploy_files(changed(&simple_pack(), &edits))
            .await;
        let (officer, device) = (scene.officers[0], Authenticator::new(7));
        let (id, credential) = (device.id.clone(), device.credential());
        let add = scene.house.casework.write(move |tx| {
            people::add_passkey(tx, Actor::Person(officer), &id, &credential, "Blue")
        });
        let key_entry = add.await.unwrap();
        Self {
            scene,
            officer,
            device,
            key_entry,
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// A case that waits for the officer, with what they would sign to grant it.
    async fn waiting(&self) -> (CaseId, u64, Statement) {
        let id = self.scene.open("A stall").await.unwrap().id;
        let (person, job) = self.scene.holder(id).await.unwrap();
        let ask = self
            .scene
            .house
            .casework
            .write(move |tx| statement(tx, Actor::Person(person), id, job, &granted()));
        (id, job, ask.await.unwrap())
    }

    /// The officer's decision; its entry.
    async fn decide(&self) -> u64 {
        let (id, job, stated) = self.waiting().await;
        let answered = self.device.sign(&encode(&stated.challenge().unwrap()));
        let action = Action::Complete {
            job,
            data: granted(),
            documents: Vec::new(),
            signature: Some(Assertion {
                time_us: stated.time_us,
                credential: self.device.id.clone(),
                authenticator_data: answered.authenticator_data,
                client_data: answered.client_data,
                signature: answered.signature,
            }),
        };
        let actor = Actor::Person(self.officer);
        let work = self
            .scene
            .house
            .casework
            .write(move |tx| act(tx, actor, id, &action));
        work.await.unwrap()
    }

    /// Enters something in the officer's name, past the door: as who holds the house's keys can.
    async fn enter(&self, id: CaseId, fact: Fact) -> u64 {
        let actor = Actor::Person(self.officer);
        let enter = self
            .scene
            .house
            .casework
            .write(move |tx| tx.append_to(actor, id, fact.clone()));
        enter.await.unwrap()
    }

    async fn receipt(&self, seq: u64) -> PathBuf {
        let read = self
            .scene
            .house
            .casework
            .read(move |link, parts| Ok(record::receipt(link, parts, seq)?.encode()));
        let path = self.dir.path().join(format!("{seq}.json"));
        std::fs::write(&path, read.await.unwrap()).unwrap();
        path
    }

    fn key(&self) -> PathBuf {
        let path = self.dir.path().join("key");
        let keys = self.scene.house.casework.published().borrow().keys.clone();
        std::fs::write(&path, keys.join("\n")).unwrap();
        path
    }
}

fn granted() -> Map<String, Json> {
    json!({ "grant": true }).as_object().unwrap().clone()
}

#[tokio::test]
async fn a_receipt_says_who_signed_and_with_the_passkeys_own_whose_it_was() {
    let house = House::new().await;
    let seq = house.decide().await;
    let (receipt, passkey) = (
        house.receipt(seq).await,
        house.receipt(house.key_entry).await,
    );
    let key = house.key();
    let (code, said) = verify(&[&receipt, &passkey], &key, &[]);
    assert_eq!(code, 0, "{said}");
    let person = house.officer.0;
    let signed = format!("signed by person {person}, officer at office, with passkey");
    assert!(said.contains(&signed), "{said}");
    let whose = format!(
        "the passkey is that person's: entry {} added it",
        house.key_entry
    );
    assert!(said.contains(&whose), "{said}");
    let (code, said) = verify(&[&receipt], &key, &["--json"]);
    assert_eq!(code, 0, "{said}");
    let told: Json = serde_json::from_str(&said).unwrap();
    assert_eq!(told["signed"]["person"], person);
    assert_eq!(told["signed"]["key_shown"], false);
    assert_eq!(told["signed"]["data"], json!({ "grant": true }));
}

#[tokio::test]
async fn an_operator_who_enters_a_decision_in_an_officials_name_is_found_by_verify_and_audit() {
    let house = House::new().await;
    let genuine = house.decide().await;
    let read = house
        .scene
        .house
        .casework
        .read(move |link, parts| Ok(open_entry(link, parts, genuine)?.entry.fact));
    let genuine = read.await.unwrap();
    let own = Authenticator::new(66).with(|d| d.id = house.device.id.clone());
    let passkey = house.receipt(house.key_entry).await;
    let other_key = format!(
        "entry {} does not give this key to this person",
        house.key_entry
    );
    // The operator's key signs well and is not the official's; the official's did not sign this.
    for (claimed, why) in [
        (own.public_key(), other_key.as_str()),
        (house.device.public_key(), "the signature is not the key's"),
    ] {
        let (id, _, stated) = house.waiting().await;
        let answered = own.sign(&encode(&stated.challenge().unwrap()));
        let forged = Signed {
            statement: stated,
            credential: hex::encode(&own.id),
            key_entry: house.key_entry,
            key: claimed,
            authenticator_data: answered.authenticator_data,
            client_data: answered.client_data,
            signature: answered.signature,
        };
        let mut fact = genuine.clone();
        if let Fact::TaskCompleted { signature, .. } = &mut fact {
            *signature = Some(Box::new(forged));
        }
        let seq = house.enter(id, fact).await;
        let receipt = house.receipt(seq).await;
        let (code, said) = verify(&[&receipt, &passkey], &house.key(), &[]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains(why), "{said}");
    }
    let found = house.scene.house.audit().await.findings;
    let false_signatures = found
        .iter()
        .filter(|f| matches!(f, casework::audit::Finding::FalseSignature { .. }));
    assert_eq!(false_signatures.count(), 2, "{found:?}");
}
