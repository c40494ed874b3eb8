//! Fills a house: one case of each kind is carried through the engine, then copied entry by entry through the record's own
//! transaction, with numbers, times, keys, salts and draws of its own. What comes out is a house that the audit holds.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use casework::case::{self, Action, Application};
use casework::record::fact::{PersonClass, Profile};
use casework::record::{Fact, open_row};
use casework::{Actor, CaseId, CaseNumber, Casework, Error, PersonId, people};
use draw::{Candidate, Draw};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use pack::Files;

use crate::failure::Failure;
use crate::packs;

/// Offices, each with a service of its own.
const OFFICES: usize = 32;
/// Officials an office.
const OFFICERS: usize = 16;
/// Citizens a service: each is the applicant of the copies of one case.
const CITIZENS: usize = 8;
/// Copies in one transaction.
const BATCH: usize = 1_000;
/// Closed cases were opened over so many days before the open ones.
pub(super) const YEAR: Duration = Duration::from_secs(365 * 86_400);

/// One case as its entries tell it.
struct Template {
    began: Timestamp,
    entries: Vec<(Actor, Fact)>,
    /// Entries until its task was given to somebody.
    given: usize,
}

/// Makes cases, and remembers who has how much to do.
pub(super) struct Generator {
    house: Casework,
    templates: Arc<Vec<Template>>,
    loads: HashMap<PersonId, u32>,
    made: u64,
    last: i64,
}

/// The name of a service.
pub(super) fn service(office: usize) -> String {
    format!("simple-{office:02}")
}

impl Generator {
    /// Deploys the services, registers the people, and carries the first cases through.
    pub(super) async fn new(house: Casework) -> Result<Self, Failure> {
        let mut templates = Vec::new();
        for office in 0..OFFICES {
            let citizens = people_of(&house, office).await?;
            for citizen in citizens {
                templates.push(template(&house, office, citizen).await?);
            }
        }
        let last = (OFFICES * CITIZENS) as i64;
        Ok(Self {
            house,
            templates: Arc::new(templates),
            loads: HashMap::new(),
            made: 0,
            last,
        })
    }

    /// Cases in the house.
    pub(super) fn cases(&self) -> u64 {
        u64::try_from(self.last).unwrap_or(0)
    }

    /// Copies until so many more are there. The house's clock moves over a year for closed ones, and stands for open ones.
    pub(super) async fn copy(&mut self, many: u64, closed: bool) -> Result<(), Failure> {
        let mut left = many;
        while left > 0 {
            let now = left.min(BATCH as u64);
            if closed {
                let share = now as f64 / many as f64;
                self.house.parts.clock.advance(YEAR.mul_f64(share));
            }
            self.batch(now, closed).await?;
            left -= now;
        }
        Ok(())
    }

    async fn batch(&mut self, many: u64, closed: bool) -> Result<(), Failure> {
        let (templates, before, first, made) = (
            Arc::clone(&self.templates),
            self.loads.clone(),
            self.last + 1,
            self.made,
        );
        let loads = self
            .house
            .write(move |tx| {
                let mut loads = before.clone();
                for n in 0..many {
                    let template = &templates[((made + n) % templates.len() as u64) as usize];
                    copy(
                        tx,
                        template,
                        CaseId(first + n.cast_signed()),
                        closed,
                        &mut loads,
                    )?;
                }
                Ok(loads)
            })
            .await?;
        self.loads = loads;
        self.made += many;
        self.last += many.cast_signed();
        Ok(())
    }
}

fn copy(
    tx: &mut casework::record::Tx<'_>,
    template: &Template,
    id: CaseId,
    closed: bool,
    loads: &mut HashMap<PersonId, u32>,
) -> Result<(), Error> {
    let year = tx.now().to_zoned_datetime(TimeZone::UTC).year();
    let number = CaseNumber::new(year, id).map_err(|_| Error::Conflict("no numbers are left"))?;
    let shift = tx.now().duration_since(template.began);
    let upto = if closed {
        template.entries.len()
    } else {
        template.given
    };
    // Who had the task in the template, and who has it here.
    let mut holder = (None, None);
    for (actor, fact) in &template.entries[..upto] {
        let mut fact = fact.clone();
        match &mut fact {
            Fact::CaseOpened { due, .. } => later(due, shift)?,
            Fact::TaskAssigned {
                assignee,
                due,
                remind,
                draw: Some(drawn),
                ..
            } => {
                later(due, shift)?;
                remind.clear();
                let again = drawn_again(drawn, loads)?;
                let person: Actor = again.chosen.parse().map_err(|_| Error::NotFound)?;
                let person = person.person().ok_or(Error::NotFound)?;
                holder = (Some(Actor::Person(*assignee)), Some(Actor::Person(person)));
                *assignee = person;
                *drawn = again;
                *loads.entry(person).or_default() += 1;
            }
            Fact::TaskCompleted { .. } => {
                if let Some(person) = holder.1.and_then(Actor::person) {
                    *loads.entry(person).or_default() -= 1;
                }
            }
            _ => {}
        }
        let actor = match holder {
            (Some(was), Some(is)) if *actor == was => is,
            _ => *actor,
        };
        if let Fact::CaseOpened { .. } = fact {
            tx.append_first(actor, number, fact)?;
        } else {
            tx.append_to(actor, id, fact)?;
        }
    }
    Ok(())
}

/// The same draw among the same people, as loaded as they are now.
fn drawn_again(was: &Draw, loads: &HashMap<PersonId, u32>) -> Result<Draw, Error> {
    let load = |id: &str| {
        let person = id.parse::<Actor>().ok().and_then(Actor::person);
        person.and_then(|p| loads.get(&p)).copied().unwrap_or(0)
    };
    let candidates = was
        .candidates
        .iter()
        .map(|c| Candidate {
            id: c.id.clone(),
            load: load(&c.id),
        })
        .collect();
    let again = Draw::from_proof(
        was.public_key,
        was.proof,
        was.input.clone(),
        candidates,
        was.excluded.clone(),
    );
    again.map_err(|e| Error::Pack(e.to_string()))
}

fn later(time: &mut Option<Timestamp>, by: SignedDuration) -> Result<(), Error> {
    if let Some(at) = time {
        *at = at
            .checked_add(by)
            .map_err(|_| Error::Conflict("past the end of time"))?;
    }
    Ok(())
}

/// Deploys an office's service, with its officials; gives its citizens.
async fn people_of(house: &Casework, office: usize) -> Result<Vec<PersonId>, Failure> {
    let (files, _) = packs::built_in("simple")?;
    let files = of_office(&files, office)?;
    let pack = pack::check(&files).map_err(|findings| Failure::Said(findings[0].to_string()))?;
    let (agency, pack) = (pack.agency.clone(), Arc::new(pack));
    house
        .write(move |tx| casework::deploy::deploy(tx, Actor::Operator, &files, &pack))
        .await?;
    for n in 0..OFFICERS {
        let person = register(house, format!("Officer {n}"), Some(agency.clone())).await?;
        let role = people::Role {
            person,
            agency: agency.clone(),
            role: "officer".into(),
        };
        house
            .write(move |tx| people::grant(tx, Actor::Operator, &role))
            .await?;
    }
    let mut citizens = Vec::new();
    for n in 0..CITIZENS {
        citizens.push(register(house, format!("Citizen {n}"), None).await?);
    }
    Ok(citizens)
}

/// The smallest pack, as another office's.
fn of_office(files: &Files, office: usize) -> Result<Files, Failure> {
    let mut own = Files::default();
    for (path, content) in files.iter() {
        let mut content = content.to_vec();
        if path == "pack.toml" {
            let text = String::from_utf8_lossy(&content);
            let id = format!("id = \"{}\"", service(office));
            let agency = format!("agency = \"office-{office:02}\"");
            content = text
                .replace("id = \"simple\"", &id)
                .replace("agency = \"office\"", &agency)
                .into_bytes();
        }
        own.insert(path, content)
            .map_err(|e| Failure::Said(e.to_string()))?;
    }
    Ok(own)
}

async fn register(
    house: &Casework,
    name: String,
    agency: Option<String>,
) -> Result<PersonId, Failure> {
    let new = people::NewPerson {
        class: if agency.is_some() {
            PersonClass::Official
        } else {
            PersonClass::Citizen
        },
        agency,
        // Without an address nothing waits in the outbox.
        profile: Profile {
            name,
            email: String::new(),
            language: "en".into(),
            hijri: None,
        },
    };
    Ok(house
        .write(move |tx| people::register(tx, Actor::Operator, &new))
        .await?)
}

/// A case from its application to its end, by the engine; then what its entries say.
async fn template(house: &Casework, office: usize, citizen: PersonId) -> Result<Template, Failure> {
    let began = house.parts.clock.now();
    let data = [(
        "subject".to_owned(),
        serde_json::json!("A stall at the market"),
    )];
    let application = Application {
        pack: service(office),
        applicant: citizen,
        data: data.into_iter().collect(),
        documents: Vec::new(),
    };
    let opened = house
        .write(move |tx| case::open(tx, Actor::Person(citizen), &application))
        .await?;
    house
        .write(move |tx| {
            let open = &tx.case(opened.id)?.inside.open;
            let held = open
                .iter()
                .find_map(|(job, task)| Some((*job, task.assignee?)));
            let (job, officer) = held.ok_or(Error::NotFound)?;
            let data = [("grant".to_owned(), serde_json::json!(true))]
                .into_iter()
                .collect();
            let action = Action::Complete {
                job,
                data,
                documents: Vec::new(),
                signature: None,
            };
            case::act(tx, Actor::Person(officer), opened.id, &action)
        })
        .await?;
    let entries = house.read(move |link, parts| {
        let sql = "select seq, time, key_id, sealed, commitment from entries where case_id = $1 order by seq";
        let rows = link.query(sql, &[opened.id.into()])?;
        let one = |row| open_row(link, parts, row).map(|o| (o.entry.actor, o.entry.fact));
        rows.iter().map(one).collect::<Result<Vec<_>, _>>()
    });
    let entries = entries.await?;
    let given = entries
        .iter()
        .position(|(_, fact)| matches!(fact, Fact::TaskAssigned { .. }));
    Ok(Template {
        began,
        given: given.map_or(entries.len(), |at| at + 1),
        entries,
    })
}
