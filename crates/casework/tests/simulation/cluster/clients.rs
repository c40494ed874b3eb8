//! What people ask for, each request under its own idempotency key, and what they were told.

use casework::case::{self, Action, Application};
use casework::idempotency::Once;
use casework::record::Tx;
use casework::{Actor, CaseId, Casework, Error, PersonId};
use serde_json::json;

use crate::seed::Seed;

/// What somebody wants.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    Open(PersonId),
    Decide(CaseId, u64, PersonId, bool),
    Decline(CaseId, u64, PersonId),
    Say(CaseId, PersonId),
}

/// What came of it until now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// Nobody knows whether it was done: it is asked again under the same key.
    Nothing,
    Done(i64),
    Refused,
}

#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) key: String,
    pub(crate) wish: Wish,
    pub(crate) told: Told,
}

impl Request {
    /// What somebody may want as things stand; `None` where there is nothing to do, or the store cannot say.
    pub(crate) async fn new(casework: &Casework, seed: &mut Seed) -> Result<Option<Self>, Error> {
        let key = format!("{:016x}", seed.next());
        let citizen = citizen(casework).await?;
        let wish = match seed.below(9) {
            0..=3 => Some(Wish::Open(citizen)),
            kind @ 4..=7 => {
                let open = tasks(casework).await?;
                let task = open.get(seed.below(open.len())).copied();
                task.map(|(case, job, person)| match kind {
                    7 => Wish::Decline(case, job, person),
                    _ => Wish::Decide(case, job, person, seed.below(2) == 0),
                })
            }
            _ => {
                let open = tasks(casework).await?;
                let task = open.get(seed.below(open.len()));
                task.map(|(case, ..)| Wish::Say(*case, citizen))
            }
        };
        let told = Told::Nothing;
        Ok(wish.map(|wish| Self { key, wish, told }))
    }

    /// Asks for it: the first time, or again under the same key.
    pub(crate) async fn ask(self, casework: Casework) -> Result<i64, Error> {
        let (what, person) = match &self.wish {
            Wish::Open(person) => ("open", *person),
            Wish::Decide(_, _, person, _) => ("decide", *person),
            Wish::Decline(_, _, person) => ("decline", *person),
            Wish::Say(_, person) => ("say", *person),
        };
        let once = Once::new(person, what, &self.key).with(format!("{:?}", self.wish).as_bytes());
        casework
            .write(move |tx| once.run(tx, |tx| self.does(tx, person)))
            .await
    }

    fn does(&self, tx: &mut Tx<'_>, person: PersonId) -> Result<i64, Error> {
        let actor = Actor::Person(person);
        let (case, action) = match &self.wish {
            Wish::Open(applicant) => {
                let subject = ("subject".to_owned(), json!(format!("request {}", self.key)));
                let application = Application {
                    pack: "simple".into(),
                    applicant: *applicant,
                    data: std::iter::once(subject).collect(),
                    documents: Vec::new(),
                };
                return case::open(tx, actor, &application).map(|opened| opened.id.0);
            }
            Wish::Decide(case, job, _, grant) => {
                let data = std::iter::once(("grant".to_owned(), json!(grant))).collect();
                let (job, documents) = (*job, Vec::new());
                let action = Action::Complete {
                    job,
                    data,
                    documents,
                    signature: None,
                };
                (*case, action)
            }
            Wish::Decline(case, job, _) => {
                let (job, reason) = (*job, "I know them".into());
                (*case, Action::Decline { job, reason })
            }
            Wish::Say(case, _) => {
                let text = format!("Where does it stand? {}", self.key);
                (*case, Action::Say { text })
            }
        };
        case::act(tx, actor, case, &action).map(u64::cast_signed)
    }
}

async fn citizen(casework: &Casework) -> Result<PersonId, Error> {
    let sql = "select min(id) from people where kind = 'citizen'";
    let read = casework.read(move |link, _| Ok(link.query(sql, &[])?[0].get(0)?));
    read.await
}

type Task = (CaseId, u64, PersonId);

async fn tasks(casework: &Casework) -> Result<Vec<Task>, Error> {
    let read = casework.read(|link, _| {
        let sql = "select case_id, job, assignee from tasks where state = 'open' \
                   and assignee is not null order by case_id, job";
        let rows = link.query(sql, &[])?;
        let one = |row: &casework::store::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        rows.iter().map(one).collect()
    });
    read.await
}
