use std::sync::Arc;

use casework::{Actor, Casework, Clock, Entropy, Error, PersonId, Settings, audit, people, record};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::postgres::Database;

/// Where a house keeps its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own on the server of `DIWAN_TEST_POSTGRES`.
    Postgres,
}

/// The stores that can be tested here: SQLite, and PostgreSQL where there is a server.
#[must_use]
pub fn stores() -> Vec<Store> {
    let postgres = std::env::var_os("DIWAN_TEST_POSTGRES").is_some();
    if postgres {
        vec![Store::Sqlite, Store::Postgres]
    } else {
        vec![Store::Sqlite]
    }
}

/// A house for one test: its data goes when it goes.
pub struct House {
    /// The running core.
    pub casework: Casework,
    /// Its clock; stands still until it is moved.
    pub clock: Clock,
    settings: Settings,
    dir: TempDir,
    database: Option<Database>,
}

/// A Tuesday morning in Beirut.
const START: &str = "2026-11-24T08:00:00Z";

impl House {
    /// A new house.
    pub async fn new(store: Store) -> House {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let clock = Clock::manual(START.parse().expect("a timestamp"));
        let database = match store {
            Store::Sqlite => None,
            Store::Postgres => Some(Database::create().await),
        };
        let mut settings = Settings::new(dir.path());
        settings.clock = clock.clone();
        settings.entropy = Entropy::seeded(1);
        settings.readers = 4;
        settings.database = database.as_ref().map(|d| d.url().to_owned());
        let casework = open(settings.clone()).await.expect("a new house opens");
        House {
            casework,
            clock,
            settings,
            dir,
            database,
        }
    }

    /// What it was started with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The folder of its data.
    #[must_use]
    pub fn dir(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// The present of its clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Closes it and opens it again on the same data.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn reopen(self) -> Result<House, Error> {
        self.reopen_with(|_| ()).await
    }

    /// Closes it and opens it again on the same data with other settings.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn reopen_with(self, change: impl FnOnce(&mut Settings)) -> Result<House, Error> {
        let House {
            casework,
            clock,
            mut settings,
            dir,
            database,
        } = self;
        change(&mut settings);
        drop(casework);
        // The writer ends when its last handle is gone; its connection closes on its own thread.
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let casework = open(settings.clone()).await?;
        Ok(House {
            casework,
            clock,
            settings,
            dir,
            database,
        })
    }

    /// Moves the clock.
    pub fn advance(&self, by: std::time::Duration) {
        self.clock.advance(by);
    }

    /// Audits it.
    pub async fn audit(&self) -> audit::Report {
        let settings = self.settings.clone();
        tokio::task::spawn_blocking(move || audit::audit(&settings))
            .await
            .expect("the audit does not panic")
            .expect("the store can be read")
    }

    /// Changes the database behind the house's back, as somebody with its password would.
    pub async fn tamper(&self, sql: &str) {
        match &self.database {
            Some(database) => database.execute(sql).await,
            None => {
                let (path, sql) = (self.dir.path().join("diwan.db"), sql.to_owned());
                tokio::task::spawn_blocking(move || sqlite(&path, &sql))
                    .await
                    .expect("the statement runs");
            }
        }
    }

    /// Registers a person.
    pub async fn person(&self, name: &str, official_of: Option<&str>) -> PersonId {
        let new = people::NewPerson {
            class: if official_of.is_some() {
                record::fact::PersonClass::Official
            } else {
                record::fact::PersonClass::Citizen
            },
            agency: official_of.map(str::to_owned),
            profile: record::fact::Profile {
                name: name.to_owned(),
                email: format!("{}@example.org", name.to_lowercase().replace(' ', ".")),
                language: "en".into(),
                hijri: None,
            },
        };
        self.casework
            .write(move |tx| people::register(tx, Actor::Operator, &new))
            .await
            .expect("a person can be registered")
    }

    /// Gives a role.
    pub async fn grant(&self, person: PersonId, agency: &str, role: &str) {
        let role = people::Role {
            person,
            agency: agency.into(),
            role: role.into(),
        };
        self.casework
            .write(move |tx| people::grant(tx, Actor::Operator, &role))
            .await
            .expect("a role can be given");
    }

    /// Deploys the pack in a folder.
    pub async fn deploy(&self, dir: &std::path::Path) {
        let files = pack::read_dir(dir).expect("the pack's files can be read");
        self.deploy_files(files).await;
    }

    /// Deploys a pack with words of its manifest changed, such as the origin that it calls: a test's own port.
    pub async fn deploy_changed(&self, dir: &std::path::Path, changes: &[(&str, &str)]) {
        let mut files = pack::read_dir(dir).expect("the pack's files can be read");
        let manifest = files.get("pack.toml").expect("a pack has its manifest");
        let mut text = String::from_utf8_lossy(manifest).into_owned();
        for (from, to) in changes {
            assert!(text.contains(from), "the manifest says {from}");
            text = text.replace(from, to);
        }
        files
            .insert("pack.toml", text.into_bytes())
            .expect("a file of that name");
        self.deploy_files(files).await;
    }

    /// Deploys a pack.
    pub async fn deploy_files(&self, files: pack::Files) -> Arc<pack::Pack> {
        let pack = pack::check(&files).unwrap_or_else(|findings| panic!("{}", findings[0]));
        let pack = Arc::new(pack);
        let deployed = Arc::clone(&pack);
        self.casework
            .write(move |tx| casework::deploy::deploy(tx, Actor::Operator, &files, &deployed))
            .await
            .expect("the pack can be deployed");
        pack
    }
}

/// Opening blocks: not on the runtime's own threads.
async fn open(settings: Settings) -> Result<Casework, Error> {
    tokio::task::spawn_blocking(move || Casework::open(settings))
        .await
        .expect("opening does not panic")
}

fn sqlite(path: &std::path::Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).expect("the file opens");
    connection.execute_batch(sql).expect("the statement runs");
}
