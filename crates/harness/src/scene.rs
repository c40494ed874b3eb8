//! A house with the smallest procedure, a citizen and officials: where most tests start.

use std::path::PathBuf;

use casework::case::{self, Action, Application, Opened, read};
use casework::{Actor, CaseId, Error, PersonId};
use serde_json::{Map, Value as Json, json};

use crate::{House, Store};

/// The folder of the smallest procedure: start, decide, granted or refused.
#[must_use]
pub fn simple_pack() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../casework/testdata/simple"
    ))
}

/// A house where a citizen can ask and officials decide.
pub struct Scene {
    /// The house.
    pub house: House,
    /// Who asks.
    pub citizen: PersonId,
    /// Who may be drawn.
    pub officers: Vec<PersonId>,
    /// Who is told when something is late.
    pub supervisor: PersonId,
}

impl Scene {
    /// A scene with so many officers.
    pub async fn new(store: Store, officers: usize) -> Scene {
        let house = House::new(store).await;
        house.deploy(&simple_pack()).await;
        let citizen = house.person("Salma Haddad", None).await;
        let mut all = Vec::new();
        for n in 1..=officers {
            let officer = house.person(&format!("Officer {n}"), Some("office")).await;
            house.grant(officer, "office", "officer").await;
            all.push(officer);
        }
        let supervisor = house.person("Supervisor", Some("office")).await;
        house.grant(supervisor, "office", "supervisor").await;
        Scene {
            house,
            citizen,
            officers: all,
            supervisor,
        }
    }

    /// The citizen asks.
    ///
    /// # Errors
    /// What the house says.
    pub async fn open(&self, subject: &str) -> Result<Opened, Error> {
        let application = Application {
            pack: "simple".into(),
            applicant: self.citizen,
            data: object(json!({ "subject": subject })),
            documents: Vec::new(),
        };
        let actor = Actor::Person(self.citizen);
        self.house
            .casework
            .write(move |tx| case::open(tx, actor, &application))
            .await
    }

    /// Does something to a case.
    ///
    /// # Errors
    /// What the house says.
    pub async fn act(&self, actor: Actor, case: CaseId, action: Action) -> Result<u64, Error> {
        self.house
            .casework
            .write(move |tx| case::act(tx, actor, case, &action))
            .await
    }

    /// Whoever has the case's only open task, with its job.
    pub async fn holder(&self, case: CaseId) -> Option<(PersonId, u64)> {
        for person in &self.officers {
            let person = *person;
            let list = self
                .house
                .casework
                .read(move |link, _| read::work_list(link, person, 0, 1000))
                .await;
            if let Some(line) = list
                .expect("the list can be read")
                .into_iter()
                .find(|l| l.case == case)
            {
                return Some((person, line.job));
            }
        }
        None
    }

    /// Whoever has the task decides.
    ///
    /// # Errors
    /// What the house says.
    pub async fn decide(&self, case: CaseId, grant: bool) -> Result<u64, Error> {
        let (person, job) = self.holder(case).await.ok_or(Error::NotFound)?;
        let action = Action::Complete {
            job,
            data: object(json!({ "grant": grant })),
            documents: Vec::new(),
            signature: None,
        };
        self.act(Actor::Person(person), case, action).await
    }

    /// How the citizen's case stands.
    pub async fn status(&self, case: CaseId) -> (case::Status, Option<String>) {
        let citizen = self.citizen;
        let cases = self
            .house
            .casework
            .read(move |link, _| read::cases_of(link, citizen, None, 1000))
            .await;
        let line = cases
            .expect("the list can be read")
            .into_iter()
            .find(|c| c.id == case)
            .expect("the case is the citizen's");
        (line.status, line.outcome)
    }
}

/// A JSON object as a map.
fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}
