//! The application on a house with the two real packs, and officials in every role.

use std::path::PathBuf;
use std::sync::Arc;

use casework::case::read;
use casework::{CaseNumber, Entropy, PersonId};
use services::{Office, StoredSessions};
use web::{App, Shell, Site, Texts};

use super::Visitor;
use crate::{House, Store};

/// The agency of `business-licence`.
pub const CITY_LICENSING: &str = "city-licensing";
/// The agency of `certificate-copy`.
pub const CIVIL_REGISTRY: &str = "civil-registry";

/// The agency of `flag-review`.
pub const INTEGRITY_OFFICE: &str = "integrity-office";

/// Who works where, in which role. Of those who decide there are as few as make a draw a draw, and
/// one more than the separation of duties uses up.
const OFFICIALS: [(&str, &str, &str); 20] = [
    ("Nadia Mansour", CITY_LICENSING, "clerk"),
    ("Karim Saleh", CITY_LICENSING, "clerk"),
    ("Rana Aoun", CITY_LICENSING, "inspector"),
    ("Tarek Nasser", CITY_LICENSING, "inspector"),
    ("Lina Farah", CITY_LICENSING, "officer"),
    ("Hadi Younes", CITY_LICENSING, "officer"),
    ("Maya Sabbagh", CITY_LICENSING, "officer"),
    ("Ziad Rahme", CITY_LICENSING, "cashier"),
    ("Dina Kanaan", CITY_LICENSING, "supervisor"),
    ("Fadi Tannous", CIVIL_REGISTRY, "archivist"),
    ("Hala Issa", CIVIL_REGISTRY, "archivist"),
    ("Walid Chidiac", CIVIL_REGISTRY, "registrar"),
    ("Noor Barakat", CIVIL_REGISTRY, "registrar"),
    ("Samir Daher", CIVIL_REGISTRY, "registrar"),
    ("Yara Khoury", CIVIL_REGISTRY, "supervisor"),
    ("Bilal Itani", CIVIL_REGISTRY, "clerk"),
    ("Joumana Saad", INTEGRITY_OFFICE, "investigator"),
    ("Rami Hajj", INTEGRITY_OFFICE, "investigator"),
    ("Leila Ghanem", INTEGRITY_OFFICE, "investigator"),
    ("Nabil Sarkis", INTEGRITY_OFFICE, "supervisor"),
];

/// Somebody who works at an agency.
#[derive(Clone, Debug)]
pub struct Official {
    /// Their id.
    pub person: PersonId,
    /// Their name.
    pub name: &'static str,
    /// Where codes go.
    pub email: String,
    /// Where they work.
    pub agency: &'static str,
    /// As what.
    pub role: &'static str,
}

/// The application as visitors find it.
pub struct Front {
    /// The router, and who may call what.
    pub app: App,
    /// Everybody who works there.
    pub officials: Vec<Official>,
    /// Open contracting: its jobs are done by [`Front::import`], when a test says so.
    pub open: open::Open,
    /// The house behind it. Last, so that its data goes after everything that uses it.
    pub house: House,
}

/// The folder of a pack that Diwan comes with.
#[must_use]
pub fn pack_dir(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs")).join(name)
}

impl Front {
    /// The application on a store.
    pub async fn new(store: Store) -> Front {
        Self::with(store, |_| {}).await
    }

    /// The application with other settings of the site.
    ///
    /// # Panics
    /// When it cannot be put together.
    pub async fn with(store: Store, change: impl FnOnce(&mut Site)) -> Front {
        Self::on(House::new(store).await, change).await
    }

    /// The application on a house without officials, with other settings of the site.
    ///
    /// # Panics
    /// When it cannot be put together.
    pub async fn on(house: House, change: impl FnOnce(&mut Site)) -> Front {
        for name in ["business-licence", "certificate-copy", "flag-review"] {
            house.deploy(&pack_dir(name)).await;
        }
        let mut officials = Vec::new();
        for (name, agency, role) in OFFICIALS {
            let person = house.person(name, Some(agency)).await;
            house.grant(person, agency, role).await;
            officials.push(Official {
                person,
                name,
                email: address(name),
                agency,
                role,
            });
        }
        let mut site = Site::default();
        change(&mut site);
        let open = open_contracting(&house);
        let app = app(&house, site, open.clone());
        Front {
            app,
            officials,
            open,
            house,
        }
    }

    /// Does all imports that wait.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn import(&self) {
        while open::import::work(&self.open)
            .await
            .expect("imports can be done")
        {}
    }

    /// Somebody whom nobody knows.
    #[must_use]
    pub fn stranger(&self) -> Visitor<'_> {
        Visitor::new(self)
    }

    /// A citizen who is registered under that name and has signed in.
    pub async fn citizen(&self, name: &str) -> Visitor<'_> {
        self.house.person(name, None).await;
        let mut visitor = self.stranger();
        visitor.sign_in(&address(name)).await;
        visitor
    }

    /// An official who has signed in, and has a passkey.
    pub async fn official(&self, official: &Official) -> Visitor<'_> {
        let mut visitor = self.stranger();
        visitor.sign_in(&official.email).await;
        visitor.proves_by_passkey().await;
        visitor
    }

    /// The first official of a role, signed in.
    ///
    /// # Panics
    /// When nobody has it.
    pub async fn any(&self, agency: &str, role: &str) -> Visitor<'_> {
        let found = self
            .officials
            .iter()
            .find(|o| o.agency == agency && o.role == role);
        self.official(found.expect("somebody has the role")).await
    }

    /// Whoever has the open task of a case, with the task's job. None where it waits for the
    /// applicant, for nobody, or has ended.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn holder(&self, number: &str) -> Option<(Official, u64)> {
        let number: CaseNumber = number.parse().expect("a case number");
        for official in &self.officials {
            let person = official.person;
            let list = self
                .house
                .casework
                .read(move |link, _| read::work_list(link, person, 0, 1000));
            let list = list.await.expect("the list can be read");
            if let Some(line) = list.iter().find(|l| l.number == number) {
                return Some((official.clone(), line.job));
            }
        }
        None
    }

    /// The code that was last sent to an address, read from the queue in which it waits.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn code_for(&self, email: &str) -> Option<String> {
        let email = email.to_owned();
        let found = self.house.casework.read(move |link, parts| {
            let tag = parts.keys.email_tag(&email);
            let sql = "select sealed from sign_in_codes where email_tag = $1";
            let Some(row) = link.query_opt(sql, &[tag.into()])? else {
                return Ok(None);
            };
            let sealed: Vec<u8> = row.get(0)?;
            let plain = parts.keys.master_open("sign-in code", &sealed)?;
            let message: serde_json::Value = serde_json::from_slice(&plain).unwrap_or_default();
            Ok(message["code"].as_str().map(str::to_owned))
        });
        found.await.expect("the code can be read")
    }
}

/// The address of a person of the house.
fn address(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase().replace(' ', "."))
}

fn open_contracting(house: &House) -> open::Open {
    let hosts = open::Hosts::new(["data.example"]).expect("a host");
    open::Open::new(house.casework.clone(), String::new(), hosts).expect("the default settings")
}

/// As the binary puts it together, with the house's clock.
fn app(house: &House, site: Site, open: open::Open) -> App {
    let casework = &house.casework;
    let office = Office::new(casework.clone()).expect("an office");
    let clock = house.clock.clone();
    let shell = Shell {
        site,
        sessions: Arc::new(StoredSessions::new(casework.clone())),
        clock: Arc::new(move || clock.now()),
        entropy: Arc::new(|bytes: &mut [u8]| Entropy::System.fill(bytes)),
        texts: Texts::new().expect("the shell's texts"),
        ready: Vec::new(),
        metrics: web::health::Metrics::default(),
    };
    shell
        .router(vec![
            services::domain(office),
            open::domain(open),
            feedback::domain(feedback::Feedback::new(casework.clone())),
        ])
        .expect("the domain fits the shell")
}
