//! `diwan bench cases`: start → user task (drawn, then decided) → exclusive gateway → service task → end.

use std::sync::Arc;
use std::time::Instant;

use casework::case::{self, Action, Application};
use casework::record::fact::{PersonClass, Profile};
use casework::{Actor, Casework, Error, PersonId, people};
use serde_json::{Map, Value as Json};

use super::{Bench, floor, measure};
use crate::failure::Failure;
use crate::packs;

/// Who asks and who decides at once.
pub(super) const CLIENTS: usize = 64;
/// Officials whom a draw considers: as many as an office has for a role.
const OFFICERS: usize = 8;
/// Bytes that a case leaves in the store, for the floor.
const CASE: usize = 4_000;

pub(super) async fn run(bench: &Bench) -> Result<(), Failure> {
    let (casework, dir) = bench.house().await?;
    let citizens = Arc::new(scene(&casework).await?.0);
    let house = casework.clone();
    let mut measured = measure(CLIENTS, bench.time(), move |client| {
        let (house, citizen) = (house.clone(), citizens[client]);
        async move { one(&house, "simple", citizen).await }
    })
    .await?;
    bench.figure(
        "cases: instances, 64 clients, 8 officials",
        measured.per_second(),
        "1/s",
    );
    bench.latencies("cases: command", &mut measured.times);
    let (path, time) = (dir.path().to_path_buf(), bench.time() / 4);
    let limit =
        tokio::task::spawn_blocking(move || floor::appended(&path, CASE, CLIENTS / 2, time)).await;
    let limit = limit.map_err(|e| Failure::Said(e.to_string()))??;
    bench.figure("floor: bare synced appends of as many bytes", limit, "1/s");
    Ok(())
}

/// The smallest procedure, with citizens and officers.
pub(super) async fn scene(casework: &Casework) -> Result<(Vec<PersonId>, Vec<PersonId>), Failure> {
    let (files, pack) = packs::built_in("simple")?;
    let pack = Arc::new(pack);
    casework
        .write(move |tx| casework::deploy::deploy(tx, Actor::Operator, &files, &pack))
        .await?;
    let (mut citizens, mut officers) = (Vec::new(), Vec::new());
    for n in 0..CLIENTS {
        citizens.push(register(casework, n, false).await?);
    }
    for n in 0..OFFICERS {
        let officer = register(casework, n, true).await?;
        officers.push(officer);
        let role = people::Role {
            person: officer,
            agency: "office".into(),
            role: "officer".into(),
        };
        casework
            .write(move |tx| people::grant(tx, Actor::Operator, &role))
            .await?;
    }
    Ok((citizens, officers))
}

async fn register(casework: &Casework, n: usize, official: bool) -> Result<PersonId, Error> {
    let new = people::NewPerson {
        class: if official {
            PersonClass::Official
        } else {
            PersonClass::Citizen
        },
        agency: official.then(|| "office".into()),
        // Without an address nothing waits in the outbox: mail is not what is measured.
        profile: Profile {
            name: format!("Person {n}"),
            email: String::new(),
            language: "en".into(),
            hijri: None,
        },
    };
    casework
        .write(move |tx| people::register(tx, Actor::Operator, &new))
        .await
}

/// A case from its application to its end: two commands, each durable before the next.
pub(super) async fn one(
    house: &Casework,
    service: &str,
    citizen: PersonId,
) -> Result<Vec<std::time::Duration>, Error> {
    let data: Map<String, Json> = [("subject".to_owned(), Json::from("A stall at the market"))]
        .into_iter()
        .collect();
    let application = Application {
        pack: service.into(),
        applicant: citizen,
        data,
        documents: Vec::new(),
    };
    let start = Instant::now();
    let ahead = application.clone();
    house
        .read(move |link, parts| case::prepare(link, parts, &ahead))
        .await?;
    let opened = house
        .write(move |tx| case::open(tx, Actor::Person(citizen), &application))
        .await?;
    let first = start.elapsed();
    let start = Instant::now();
    house
        .write(move |tx| {
            let open = &tx.case(opened.id)?.inside.open;
            let held = open
                .iter()
                .find_map(|(job, task)| Some((*job, task.assignee?)));
            let (job, officer) = held.ok_or(Error::NotFound)?;
            let data = [("grant".to_owned(), Json::Bool(true))]
                .into_iter()
                .collect();
            case::act(
                tx,
                Actor::Person(officer),
                opened.id,
                &Action::Complete {
                    job,
                    data,
                    documents: Vec::new(),
                    signature: None,
                },
            )
        })
        .await?;
    Ok(vec![first, start.elapsed()])
}
