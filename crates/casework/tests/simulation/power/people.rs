//! A house on a disk, and people who do one thing after another in it.

use std::path::Path;
use std::time::Duration;

use casework::case::{self, Action, Application};
use casework::record::{self, Published};
use casework::{Actor, CaseId, Casework, Clock, Entropy, Error, PersonId, Settings, scheduler};
use serde_json::json;

use crate::seed::Seed;

/// The house, with its clock.
pub(crate) struct Running {
    pub(crate) casework: Casework,
    pub(crate) settings: Settings,
    clock: Clock,
}

impl Running {
    /// Opens what lies in the folder.
    pub(crate) async fn open(dir: &Path, seed: u64, clock: &Clock) -> Result<Self, Error> {
        let mut settings = Settings::new(dir);
        settings.clock = clock.clone();
        settings.entropy = Entropy::seeded(seed);
        settings.readers = 1;
        let opened = settings.clone();
        let casework = tokio::task::spawn_blocking(move || Casework::open(opened)).await;
        let (casework, clock) = (casework.unwrap()?, clock.clone());
        Ok(Self {
            casework,
            settings,
            clock,
        })
    }

    pub(crate) fn published(&self) -> Published {
        self.casework.published().borrow().clone()
    }

    /// The root of the log when it had so many entries.
    pub(crate) async fn root(&self, size: u64) -> Result<String, Error> {
        let root = self
            .casework
            .read(move |link, _| record::root(link, size))
            .await?;
        Ok(root.to_string())
    }

    /// Somebody does something; what is refused changes nothing, and what the store says is an error.
    pub(crate) async fn step(&self, seed: &mut Seed) {
        let done = match seed.below(12) {
            0..=3 => self.apply(seed).await,
            4..=6 => self.at_a_task(seed, true).await,
            7 => self.at_a_task(seed, false).await,
            8 => self.say(seed).await,
            9 => self.erase(seed).await,
            _ => self.time_passes(seed).await,
        };
        if let Err(Error::Store(error)) = done {
            panic!("the store failed where nothing was wrong with it: {error}");
        }
    }

    async fn apply(&self, seed: &mut Seed) -> Result<(), Error> {
        let subject = format!("request {}", seed.next());
        let citizen = self.citizen().await?;
        let application = Application {
            pack: "simple".into(),
            applicant: citizen,
            data: [("subject".to_owned(), json!(subject))]
                .into_iter()
                .collect(),
            documents: Vec::new(),
        };
        let opened = self
            .casework
            .write(move |tx| case::open(tx, Actor::Person(citizen), &application));
        opened.await.map(drop)
    }

    /// Who has an open task decides, or gives it back.
    async fn at_a_task(&self, seed: &mut Seed, decides: bool) -> Result<(), Error> {
        let open = self.casework.read(|link, _| {
            let sql = "select case_id, job, assignee from tasks where state = 'open' \
                       and assignee is not null order by case_id, job";
            let rows = link.query(sql, &[])?;
            let one = |row: &casework::store::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            rows.iter()
                .map(one)
                .collect::<Result<Vec<(CaseId, u64, PersonId)>, Error>>()
        });
        let open = open.await?;
        let Some((id, job, person)) = open.get(seed.below(open.len())).copied() else {
            return Ok(());
        };
        let grant = [("grant".to_owned(), json!(seed.below(2) == 0))];
        let action = if decides {
            Action::Complete {
                job,
                data: grant.into_iter().collect(),
                documents: Vec::new(),
                signature: None,
            }
        } else {
            Action::Decline {
                job,
                reason: "I know them".into(),
            }
        };
        self.act(Actor::Person(person), id, action).await
    }

    async fn say(&self, seed: &mut Seed) -> Result<(), Error> {
        let citizen = self.citizen().await?;
        let Some(id) = self
            .case(
                seed,
                "select id from cases where status = 'open' order by id",
            )
            .await?
        else {
            return Ok(());
        };
        let text = "Where does it stand?".to_owned();
        self.act(Actor::Person(citizen), id, Action::Say { text })
            .await
    }

    async fn erase(&self, seed: &mut Seed) -> Result<(), Error> {
        let Some(id) = self
            .case(
                seed,
                "select id from cases where status = 'closed' order by id",
            )
            .await?
        else {
            return Ok(());
        };
        let erased = self
            .casework
            .write(move |tx| case::erase_case(tx, Actor::Operator, id, "asked for"));
        erased.await.map(drop)
    }

    /// The clock goes on, seldom back, and what is due fires.
    async fn time_passes(&self, seed: &mut Seed) -> Result<(), Error> {
        let hours = u64::try_from(seed.below(72)).unwrap();
        let now = self.clock.now();
        if seed.below(5) == 0 {
            self.clock
                .set(now - jiff::SignedDuration::from_hours(hours.cast_signed()));
        } else {
            self.clock.advance(Duration::from_secs(hours * 3600));
        }
        scheduler::sweep(&self.casework).await.map(drop)
    }

    async fn act(&self, actor: Actor, id: CaseId, action: Action) -> Result<(), Error> {
        let done = self
            .casework
            .write(move |tx| case::act(tx, actor, id, &action));
        done.await.map(drop)
    }

    async fn citizen(&self) -> Result<PersonId, Error> {
        let sql = "select min(id) from people where kind = 'citizen'";
        self.casework
            .read(move |link, _| Ok(link.query(sql, &[])?[0].get(0)?))
            .await
    }

    async fn case(&self, seed: &mut Seed, sql: &'static str) -> Result<Option<CaseId>, Error> {
        let ids = self.casework.read(move |link, _| {
            let rows = link.query(sql, &[])?;
            rows.iter()
                .map(|row| Ok(row.get(0)?))
                .collect::<Result<Vec<CaseId>, Error>>()
        });
        let ids = ids.await?;
        Ok(ids.get(seed.below(ids.len())).copied())
    }
}
